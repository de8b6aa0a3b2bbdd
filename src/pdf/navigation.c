/* Bookmarks, page labels and links: what helps on a screen (PDF 32000-1,
 * 12.3.3, 12.4.2, 12.5.6.5). Written for one page a sheet only; on an
 * imposed sheet they would point nowhere.
 */
#include <stdlib.h>

#include "pdf/inside.h"

#include "base/banned.h"

enum { DEEPEST = 16, PRINTED = 4, LARGEST_ROMAN = 4999,
       LEAF_RANGES = 256, LONGEST_ADDRESS = 8000 };

/* 12.3.2.2: [page /XYZ left top zoom]; null keeps what the reader has. */
static struct object *destination(struct writer *w,
				  const struct target_pages *target,
				  uint32_t page, length y)
{
	if (!target->objects[page])
		return NULL;
	struct object *array = object_array(w);
	array_put(w, array, target->objects[page]);
	array_name(w, array, "XYZ");
	array_null(w, array);
	array_length(w, array, target->pages->list.at[page].height - y);
	array_null(w, array);
	return array;
}

void writer_bookmarks(struct writer *w, const struct target_pages *target)
{
	struct object *at_depth[DEEPEST + 1] = {NULL};
	const struct pages *pages = target->pages;
	int last = 0;
	for (size_t i = 0; i < pages->bookmarks.count; i++) {
		const struct bookmark *bookmark = &pages->bookmarks.at[i];
		if (bookmark->page >= pages->list.count)
			continue;
		int depth = bookmark->depth;
		if (depth > last + 1)         /* no parent is skipped */
			depth = last + 1;
		if (depth > DEEPEST)
			depth = DEEPEST;
		if (depth < 1)
			depth = 1;
		struct object *outline = writer_outline(
			w, at_depth[depth - 1], bookmark->title, false);
		dict_put(w, outline, "Dest",
			 destination(w, target, bookmark->page, bookmark->y));
		at_depth[depth] = outline;
		last = depth;
	}
	if (pages->bookmarks.count)
		dict_name(w, writer_catalog(w), "PageMode", "UseOutlines");
}

/* A page's label as PDF divides it: a style that counts, or a prefix. */
struct label {
	char style;                   /* D, r, R; 0: the text alone */
	int number;
};

static const struct {
	const char *digits;
	int value;
} roman[] = {
	{"m", 1000}, {"cm", 900}, {"d", 500}, {"cd", 400}, {"c", 100},
	{"xc", 90}, {"l", 50}, {"xl", 40}, {"x", 10}, {"ix", 9}, {"v", 5},
	{"iv", 4}, {"i", 1},
};

static str write_roman(int number, struct arena *a)
{
	struct buf out;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	for (size_t i = 0; i < sizeof roman / sizeof *roman; i++)
		for (; number >= roman[i].value; number -= roman[i].value)
			buf_add(&out, str_of(roman[i].digits));
	return buf_str(&out);
}

/* The value of well-formed roman digits in either case; 0: none. */
static int read_roman(str text, struct arena *a)
{
	int number = 0;
	str rest = text;
	for (size_t i = 0; i < sizeof roman / sizeof *roman;) {
		str digits = str_of(roman[i].digits);
		if (number <= LARGEST_ROMAN && rest.len >= digits.len &&
		    str_equal_fold(str_cut(rest, 0, digits.len), digits)) {
			number += roman[i].value;
			rest = str_from(rest, digits.len);
		} else {
			i++;
		}
	}
	if (rest.len || number == 0 || number > LARGEST_ROMAN)
		return 0;
	return str_equal_fold(write_roman(number, a), text) ? number : 0;
}

static bool is_all(str text, char from, char to)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.text[i] < from || text.text[i] > to)
			return false;
	return text.len > 0;
}

static struct label read_label(str text, struct arena *a)
{
	int number = 0;
	if (is_all(text, '0', '9') && text.text[0] != '0' &&
	    str_to_int(text, &number))
		return (struct label){'D', number};
	if (is_all(text, 'a', 'z') && (number = read_roman(text, a)) > 0)
		return (struct label){'r', number};
	if (is_all(text, 'A', 'Z') && (number = read_roman(text, a)) > 0)
		return (struct label){'R', number};
	return (struct label){0, 0};
}

/* A number tree grows by leaves of LEAF_RANGES: libharu's arrays end at
 * 32,767 (7.9.7). */
struct label_tree {
	struct object *leaves, *numbers;
	size_t in_leaf, first, last;  /* pages */
};

static void close_leaf(struct writer *w, struct label_tree *tree)
{
	if (!tree->numbers)
		return;
	struct object *leaf = object_new(w), *limits = object_array(w);
	array_number(w, limits, (int32_t)tree->first);
	array_number(w, limits, (int32_t)tree->last);
	dict_put(w, leaf, "Limits", limits);
	dict_put(w, leaf, "Nums", tree->numbers);
	array_put(w, tree->leaves, leaf);
	tree->numbers = NULL;
}

static void add_range(struct writer *w, struct label_tree *tree, size_t page,
		      const struct label *label, str text)
{
	struct object *range = object_dict(w);
	if (label->style) {
		char style[2] = {label->style, '\0'};
		dict_name(w, range, "S", style);
		dict_number(w, range, "St", label->number);
	} else if (text.len) {
		dict_text(w, range, "P", text);
	}
	if (tree->in_leaf == LEAF_RANGES)
		close_leaf(w, tree);
	if (!tree->numbers) {
		tree->numbers = object_array(w);
		tree->first = page;
		tree->in_leaf = 0;
	}
	array_number(w, tree->numbers, (int32_t)page);
	array_put(w, tree->numbers, range);
	tree->last = page;
	tree->in_leaf++;
}

void writer_labels(struct writer *w, const struct pages *pages, struct arena *a)
{
	struct label_tree tree = {.leaves = object_array(w)};
	struct label last = {0, 0};
	str last_text = STR("\n");            /* no label */
	for (size_t i = 0; i < pages->list.count; i++) {
		struct arena_mark mark = arena_mark(a);
		str text = pages->list.at[i].label;
		struct label label = read_label(text, a);
		arena_rewind(a, mark);
		bool goes_on = label.style
			? label.style == last.style &&
			  label.number == last.number + 1
			: text.len == 0 && last_text.len == 0;
		if (!goes_on)
			add_range(w, &tree, i, &label, text);
		last = label;
		last_text = text;
	}
	close_leaf(w, &tree);
	struct object *root = object_dict(w);
	dict_put(w, root, "Kids", tree.leaves);
	dict_put(w, writer_catalog(w), "PageLabels", root);
}

static int compare_anchors(const void *one, const void *other)
{
	const struct anchor *const *a = one, *const *b = other;
	int order = str_compare((*a)->name, (*b)->name);
	return order ? order : *a < *b ? -1 : *a > *b;
}

/* Anchors by name; of equal names the first in the book. */
struct index {
	const struct anchor **at;
	size_t count;
};

static struct index sort_anchors(const struct pages *pages, struct arena *a)
{
	struct index index = {
		arena_array(a, const struct anchor *, pages->anchors.count),
		pages->anchors.count,
	};
	for (size_t i = 0; i < index.count; i++)
		index.at[i] = &pages->anchors.at[i];
	qsort(index.at, index.count, sizeof *index.at, compare_anchors);
	return index;
}

static const struct anchor *find_anchor(const struct index *index, str name)
{
	size_t low = 0, high = index->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (str_compare(index->at[middle]->name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == index->count || !str_equal(index->at[low]->name, name))
		return NULL;
	return index->at[low];
}

static bool is_address(str target)
{
	return str_contains(target, STR("://")) ||
	       str_starts(target, STR("mailto:"));
}

static struct object *address(struct writer *w, str target)
{
	struct object *action = object_dict(w);
	dict_name(w, action, "S", "URI");
	dict_bytes(w, action, "URI", target);
	return action;
}

static struct object *annotation(struct writer *w, const struct page *page,
				 const struct box *box)
{
	struct object *dict = object_new(w);
	dict_name(w, dict, "Type", "Annot");
	dict_name(w, dict, "Subtype", "Link");
	struct object *corners = object_array(w);
	array_length(w, corners, box->x);
	array_length(w, corners, page->height - box->y - box->height);
	array_length(w, corners, box->x + box->width);
	array_length(w, corners, page->height - box->y);
	dict_put(w, dict, "Rect", corners);
	struct object *border = object_array(w);
	for (int i = 0; i < 3; i++)
		array_number(w, border, 0);
	dict_put(w, dict, "Border", border);
	dict_number(w, dict, "F", PRINTED);
	return dict;
}

static struct object *link_object(struct writer *w,
				  const struct target_pages *target,
				  const struct index *index,
				  const struct page *page,
				  const struct item *item)
{
	str to = item->as.link.target;
	if (is_address(to)) {
		if (to.len > LONGEST_ADDRESS)
			return NULL;
		struct object *dict = annotation(w, page, &item->box);
		dict_put(w, dict, "A", address(w, to));
		return dict;
	}
	const struct anchor *anchor = find_anchor(index, to);
	if (!anchor || anchor->page >= target->pages->list.count)
		return NULL;
	struct object *dict = annotation(w, page, &item->box);
	dict_put(w, dict, "Dest",
		 destination(w, target, anchor->page, anchor->y));
	return dict;
}

void writer_links(struct writer *w, const struct target_pages *target,
		  struct arena *a)
{
	struct index index = sort_anchors(target->pages, a);
	for (size_t p = 0; p < target->pages->list.count; p++) {
		const struct page *page = &target->pages->list.at[p];
		struct object *links = NULL;
		for (size_t i = 0; i < page->items.count; i++) {
			const struct item *item = &page->items.at[i];
			if (item->kind != ITEM_LINK)
				continue;
			if (!links)
				links = object_array(w);
			array_put(w, links, link_object(w, target, &index, page,
							item));
		}
		dict_put(w, target->objects[p], "Annots", links);
	}
}
