/* The plain text of a block, and edits given as places in it. Phrases keep
 * their shape: an edit rewrites the text leaves it touches, in one walk.
 *
 * Where new text goes: into the text leaf that holds the edit's first byte;
 * before a break, a picture or the block's end, into the leaf that ends
 * there, and if none does, into a fresh one.
 */
#include "base/buf.h"
#include "book/inside.h"
#include "book/walk.h"

#include "base/banned.h"

static str leaf_text(const struct phrase *phrase)
{
	if (phrase->kind == PHRASE_TEXT)
		return phrase->text;
	if (phrase->kind == PHRASE_BREAK)
		return STR("\n");
	return phrase->kind == PHRASE_IMAGE ? OBJECT_CHARACTER : STR_NONE;
}

static void add_text(struct buf *out, const struct block *block)
{
	struct walk walk;
	walk_phrases(&walk, block);
	enum walk_event event;
	while ((event = walk_next(&walk)) != WALK_END)
		if (event != WALK_LEAVE_PHRASE)
			buf_add(out, leaf_text(walk.phrase));
}

size_t block_length(const struct block *block)
{
	struct walk walk;
	walk_phrases(&walk, block);
	size_t len = 0;
	enum walk_event event;
	while ((event = walk_next(&walk)) != WALK_END)
		if (event != WALK_LEAVE_PHRASE)
			len += phrase_width(walk.phrase);
	return len;
}

str block_text(const struct block *block, struct arena *a)
{
	const struct phrase *only = block->text;
	if (!only)
		return STR_NONE;
	if (only->kind == PHRASE_TEXT && !only->next)
		return only->text;
	struct buf out;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	out.capacity = block_length(block);
	out.text = out.capacity ? arena_take(a, out.capacity) : NULL;
	add_text(&out, block);
	return buf_str(&out);
}

str block_text_deep(const struct block *block, struct arena *a)
{
	if (!block->child)
		return block_text(block, a);
	struct buf out;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	const struct block *end = block_skip(block);
	bool is_first = true;
	for (const struct block *at = block; at != end; at = block_next(at)) {
		if (!block_holds_text(at->kind))
			continue;
		if (!is_first)
			buf_add_byte(&out, '\n');
		is_first = false;
		add_text(&out, at);
	}
	return buf_str(&out);
}

/* The edits on their way through a block. */
struct editor {
	struct arena *a;
	const struct text_edit *edits;
	size_t count;
	size_t at;               /* the edit under way */
	bool is_placed;          /* its new text stands already */
	size_t offset;           /* in the text before */
	struct phrase *previous; /* text leaf that ends at offset, or NULL */
};

/* The edit under way, if it begins before `end`. */
static const struct text_edit *edit_before(const struct editor *e, size_t end)
{
	if (e->at == e->count || e->edits[e->at].from >= end)
		return NULL;
	return &e->edits[e->at];
}

static void finish_edit(struct editor *e)
{
	e->at++;
	e->is_placed = false;
}

/* One edit that only takes away an end of the leaf needs no copy. */
static bool cut_end(struct editor *e, struct phrase *phrase, size_t start)
{
	const struct text_edit *edit = &e->edits[e->at];
	size_t end = start + phrase->text.len;
	bool is_alone = e->at + 1 == e->count ||
			e->edits[e->at + 1].from >= end;
	if (!e->is_placed && edit->replacement.len)
		return false;
	if (edit->to >= end) {
		size_t kept = edit->from > start ? edit->from - start : 0;
		phrase->text = str_cut(phrase->text, 0, kept);
		e->is_placed = true;
		if (edit->to == end)
			finish_edit(e);
		return true;
	}
	if (edit->from > start || !is_alone)
		return false;
	phrase->text = str_from(phrase->text, edit->to - start);
	finish_edit(e);
	return true;
}

static size_t room_wanted(const struct editor *e, size_t start, size_t end)
{
	size_t room = end - start;
	for (size_t i = e->at; i < e->count && e->edits[i].from < end; i++)
		room += e->edits[i].replacement.len;
	return room;
}

static void edit_leaf(struct editor *e, struct phrase *phrase)
{
	size_t start = e->offset, end = start + phrase->text.len;
	str old = phrase->text;
	e->offset = end;
	e->previous = phrase;
	if (!edit_before(e, end) || cut_end(e, phrase, start))
		return;
	struct buf out;
	buf_init(&out, e->a, BUF_NO_MAXIMUM);
	out.capacity = room_wanted(e, start, end);
	out.text = arena_take(e->a, out.capacity);
	size_t at = start;
	for (const struct text_edit *edit; (edit = edit_before(e, end));) {
		if (edit->from > at) {
			buf_add(&out, str_cut(old, at - start,
					      edit->from - start));
			at = edit->from;
		}
		if (!e->is_placed)
			buf_add(&out, edit->replacement);
		e->is_placed = true;
		if (edit->to > at)
			at = edit->to < end ? edit->to : end;
		if (edit->to > end)
			break;
		finish_edit(e);
	}
	buf_add(&out, str_from(old, at - start));
	phrase->text = buf_str(&out);
}

/* Places what begins before `end`, where something stands that is no text.
 * Returns the link to that something, which may have a new neighbour. */
static struct phrase **place_before(struct editor *e, struct phrase **link,
				    size_t end)
{
	for (const struct text_edit *edit; (edit = edit_before(e, end));) {
		if (!e->is_placed && edit->replacement.len && e->previous) {
			e->previous->text = arena_join(
				e->a, e->previous->text, edit->replacement);
		} else if (!e->is_placed && edit->replacement.len) {
			e->previous = phrase_text(e->a, edit->replacement,
						  SPAN_NONE);
			e->previous->next = *link;
			*link = e->previous;
			link = &e->previous->next;
		}
		e->is_placed = true;
		if (edit->to > end)
			break;
		finish_edit(e);
	}
	return link;
}

static struct phrase **edit_list(struct editor *e, struct phrase **link,
				 int depth)
{
	for (; *link; link = &(*link)->next) {
		struct phrase *phrase = *link;
		size_t width = phrase_width(phrase);
		if (phrase->kind == PHRASE_TEXT) {
			edit_leaf(e, phrase);
		} else if (phrase->child && depth < WALK_DEEPEST) {
			edit_list(e, &phrase->child, depth + 1);
		} else if (width) {
			link = place_before(e, link, e->offset + width);
			e->offset += width;
			e->previous = NULL;
		}
	}
	return link;
}

static bool is_emptied(const struct phrase *phrase)
{
	if (phrase->kind == PHRASE_TEXT)
		return phrase->text.len == 0;
	return phrase_holds_phrases(phrase->kind) && !phrase->child &&
	       !phrase->id.len;
}

static void drop_emptied(struct phrase **link, int depth)
{
	while (*link) {
		struct phrase *phrase = *link;
		if (phrase->child && depth < WALK_DEEPEST)
			drop_emptied(&phrase->child, depth + 1);
		if (is_emptied(phrase))
			*link = phrase->next;
		else
			link = &phrase->next;
	}
}

void block_edit(struct block *block, const struct text_edit *edits,
		size_t count, struct arena *a)
{
	if (count == 0)
		return;
	struct editor e = {.a = a, .edits = edits, .count = count};
	struct phrase **end = edit_list(&e, &block->text, 0);
	place_before(&e, end, SIZE_MAX);
	drop_emptied(&block->text, 0);
}

void block_replace(struct block *block, size_t from, size_t to,
		   str replacement, struct arena *a)
{
	struct text_edit edit = {from, to, replacement};
	block_edit(block, &edit, 1, a);
}

/* A second phrase like the first, without its id, text and children. */
static struct phrase *twin(const struct phrase *phrase, struct arena *a)
{
	struct phrase *copy = arena_new(a, struct phrase);
	*copy = *phrase;
	copy->id = copy->text = STR_NONE;
	copy->child = copy->next = NULL;
	return copy;
}

/* A word cut in two is read once, where it begins. */
static void drop_reading(struct phrase *phrase)
{
	if (phrase->kind != PHRASE_RUBY)
		return;
	phrase->kind = PHRASE_SPAN;
	memset(&phrase->as, 0, sizeof phrase->as);
}

/* Cuts the list at *offset bytes and returns what stands from there on.
 * Marks without width at the cut stay before it. */
static struct phrase *cut_list(struct phrase **link, size_t *offset,
			       struct arena *a, int depth)
{
	for (; *link; link = &(*link)->next) {
		struct phrase *phrase = *link, *rest = NULL;
		size_t width = phrase_width(phrase);
		if (phrase->child && depth < WALK_DEEPEST) {
			struct phrase *child = cut_list(&phrase->child, offset,
							a, depth + 1);
			if (!child)
				continue;
			if (!phrase->child) {
				phrase->child = child;
				*link = NULL;
				return phrase;
			}
			rest = twin(phrase, a);
			rest->child = child;
			drop_reading(rest);
		} else if (phrase->kind == PHRASE_TEXT && *offset < width &&
			   *offset > 0) {
			rest = twin(phrase, a);
			rest->text = str_from(phrase->text, *offset);
			phrase->text = str_cut(phrase->text, 0, *offset);
		} else if (width == 0 || *offset >= width) {
			*offset -= width;
			continue;
		} else {
			*link = NULL;
			return phrase;
		}
		rest->next = phrase->next;
		phrase->next = NULL;
		return rest;
	}
	return NULL;
}

struct block *block_split(struct chapter *chapter, struct block *block,
			  size_t offset)
{
	struct arena *a = chapter->arena;
	struct block *rest = block_new(a, block->kind, block->span);
	rest->class = block->class;
	rest->lang = block->lang;
	rest->align = block->align;
	rest->type_size = block->type_size;
	rest->is_bold = block->is_bold;
	rest->as = block->as;
	rest->text = cut_list(&block->text, &offset, a, 0);
	drop_emptied(&block->text, 0);
	block_insert_after(chapter, block, rest);
	return rest;
}

/* Texts are joined up to this size: a paragraph of many lines, merged one by
 * one, must not be copied as a whole for each. */
#define LONGEST_JOINED 1024

static bool may_join(const struct phrase *last, const struct phrase *next)
{
	return last && next && last->kind == PHRASE_TEXT &&
	       next->kind == PHRASE_TEXT &&
	       last->text.len + next->text.len < LONGEST_JOINED;
}

static void join_phrases(struct block *first, struct block *second,
			 struct arena *a)
{
	struct phrase **link = &first->text;
	while (*link && (*link)->next)
		link = &(*link)->next;
	struct phrase *last = *link, *next = second->text;
	if (may_join(last, next)) {
		last->text = arena_join(a, last->text, next->text);
		next = next->next;
	}
	if (last)
		link = &last->next;
	*link = next;
	second->text = NULL;
}

static void join_children(struct block *first, struct block *second)
{
	if (!second->child)
		return;
	for (struct block *child = second->child; child; child = child->next)
		child->parent = first;
	second->child->previous = first->last;
	if (first->last)
		first->last->next = second->child;
	else
		first->child = second->child;
	first->last = second->last;
	second->child = second->last = NULL;
}

void block_merge(struct chapter *chapter, struct block *first,
		 struct block *second)
{
	if (block_holds_text(first->kind))
		join_phrases(first, second, chapter->arena);
	else
		join_children(first, second);
	if (!first->id.len)
		first->id = second->id;
	block_join_type_size(first, second);
	block_remove(chapter, second);
}
