/* Notes that a page makes out of links -> notes: a mark that links to a line
 * further down, which links back to it. Marks that are raised, bracketed or
 * called noteref need no way back. Links between headings and text are left alone.
 *
 *   他走了<sup><a href="#n1">[1]</a></sup>。 ... <li id="n1">↑ 往北走。</li>
 */
#include "base/unicode.h"
#include "base/utf8.h"
#include "book/numeral.h"
#include "book/walk.h"
#include "pass/inside.h"

#include "base/banned.h"

/* The line is a note: links in it are no marks. */
#define TAKEN_CLASS "footnote"

/* Where an id stands: the line that would be a note. */
struct place {
	str id;
	struct block *block;
	struct note *note;            /* once it is one */
	struct place *same;           /* with the same block, before this */
	uint32_t order;               /* of its block in the chapter */
};

struct footnotes {
	struct work *work;
	struct place *slots;
	size_t mask;
	uint32_t order;               /* of the block being looked at */
	struct place *last;           /* added */
	struct note **end;            /* of the chapter's notes */
};

static struct place *place_of(const struct footnotes *f, str id)
{
	size_t at = (size_t)str_hash(id) & f->mask;
	while (f->slots[at].id.len && !str_equal(f->slots[at].id, id))
		at = (at + 1) & f->mask;
	return &f->slots[at];
}

/* A note is a whole item of its list, or a paragraph that stands in none, so
 * that no note stands in another. */
static struct block *note_block(struct block *block)
{
	struct block *item = block->kind == BLOCK_ITEM ? block : block->parent;
	if (!item || item->kind != BLOCK_ITEM)
		return block->kind == BLOCK_PARAGRAPH ? block : NULL;
	for (struct block *at = item->child; at; at = at->next)
		if (at->kind != BLOCK_PARAGRAPH)
			return NULL;
	return item;
}

static void add_place(struct footnotes *f, str id, struct block *block)
{
	struct place *place = place_of(f, id), *last = f->last;
	if (!id.len || place->id.len)
		return;
	*place = (struct place){.id = id, .block = note_block(block),
				.order = f->order};
	if (last && last->block == place->block)
		place->same = last->same ? last->same : last;
	f->last = place;
}

static void visit_ids(struct footnotes *f, size_t *count)
{
	struct block *block = f->work->chapter->body;
	for (f->order = 0; block; block = block_next(block), f->order++) {
		struct walk walk;
		*count += block->id.len > 0;
		if (f->slots)
			add_place(f, block->id, block);
		if (!block->text)
			continue;
		walk_phrases(&walk, block);
		for (enum walk_event event = walk_next(&walk);
		     event != WALK_END; event = walk_next(&walk)) {
			if (event != WALK_ENTER_PHRASE || !walk.phrase->id.len)
				continue;
			++*count;
			if (f->slots)
				add_place(f, walk.phrase->id, block);
		}
	}
}

static str phrase_words(const struct phrase *phrase, struct arena *a)
{
	struct block shell = {.kind = BLOCK_PARAGRAPH};
	struct phrase copy = *phrase;
	copy.next = NULL;
	shell.text = &copy;
	return str_trim(block_text(&shell, a));
}

static bool is_one_of(uint32_t c, const char *marks)
{
	str all = str_of(marks);
	for (size_t at = 0; at < all.len;)
		if (utf8_next(all, &at) == c)
			return true;
	return false;
}

/* [1] ① 注3 * : no word of the text. */
static bool is_mark(str text)
{
	bool has_sign = false;
	for (size_t at = 0, count = 0; at < text.len; count++) {
		uint32_t c = utf8_next(text, &at);
		bool is_sign = (c >= '0' && c <= '9') || is_one_of(c, "*†‡") ||
			       (c >= 0x2460 && c <= 0x2473) ||
			       ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
		if (count >= 8 || (!is_sign && !is_one_of(c, "[]【】〔〕（）() 注")))
			return false;
		has_sign |= is_sign;
	}
	return has_sign;
}

/* ↑ ↩ ^ 返回: the way back, and no part of the note. */
static bool is_way_back(str text)
{
	for (size_t at = 0; at < text.len;)
		if (!is_one_of(utf8_next(text, &at),
			       "↑↩↵⏎^⬆️︎ ˄⇑返回文正上跳转到"))
			return false;
	return true;
}

static bool is_bracketed(str text)
{
	return text.len > 2 && is_one_of(utf8_first(text), "[【〔（(①②③④⑤⑥⑦⑧⑨⑩");
}

/* Does a link in the line lead back up? */
static bool leads_back(const struct footnotes *f, struct block *line,
		       uint32_t order)
{
	struct block *text = line->kind == BLOCK_ITEM ? line->child : line;
	for (; text && text != block_skip(line); text = block_next(text)) {
		struct walk walk;
		if (!text->text)
			continue;
		walk_phrases(&walk, text);
		for (enum walk_event event = walk_next(&walk);
		     event != WALK_END; event = walk_next(&walk)) {
			const struct phrase *link = walk.phrase;
			if (event != WALK_ENTER_PHRASE ||
			    link->kind != PHRASE_LINK ||
			    !str_starts(link->as.link.target, STR("#")))
				continue;
			struct place *back = place_of(
				f, str_from(link->as.link.target, 1));
			if (back->id.len && back->order <= order)
				return true;
		}
	}
	return false;
}

static struct place *marked_place(const struct footnotes *f,
				  const struct phrase *link, bool is_raised)
{
	str target = link->as.link.target;
	if (link->kind != PHRASE_LINK || !str_starts(target, STR("#")))
		return NULL;
	struct place *place = place_of(f, str_from(target, 1));
	if (!place->id.len || !place->block || place->order <= f->order)
		return NULL;
	if (place->same)
		place = place->same;
	str words = phrase_words(link, f->work->scratch);
	if (!is_mark(words))
		return NULL;
	bool is_named = str_contains(link->class, STR("noteref"));
	bool is_note = place->note || is_raised || is_named ||
		       is_bracketed(words) ||
		       leads_back(f, place->block, f->order);
	return is_note ? place : NULL;
}

static struct note *note_at(struct footnotes *f, struct place *place)
{
	struct work *work = f->work;
	if (place->note)
		return place->note;
	struct note *note = arena_new(work->a, struct note);
	note->id = place->id;
	note->span = place->block->span;
	*f->end = note;
	f->end = &note->next;
	place->note = note;
	block_add_class(place->block, STR(TAKEN_CLASS), work->a);
	return note;
}

/* What stands at `link` becomes a mark; its words go to the ledger. */
static void put_mark(struct footnotes *f, struct phrase **link,
		     struct place *place)
{
	struct work *work = f->work;
	struct phrase *old = *link;
	struct phrase *mark = phrase_new(work->a, PHRASE_NOTE, old->span);
	mark->as.note.note = note_at(f, place);
	mark->next = old->next;
	*link = mark;
	ledger_removed(&work->chapter->ledger, STR("note/mark"), old->span.line,
		       phrase_words(old, work->a));
}

static void take_marks(struct footnotes *f, struct phrase **link,
		       bool is_raised, int depth)
{
	for (; *link; link = &(*link)->next) {
		struct phrase *phrase = *link;
		bool raises = phrase->kind == PHRASE_SUPER;
		struct phrase *only = raises && phrase->child &&
						      !phrase->child->next
					      ? phrase->child
					      : phrase;
		struct place *place =
			marked_place(f, only, is_raised || raises);
		if (place)
			put_mark(f, link, place);
		else if (phrase->child && depth < WALK_DEEPEST)
			take_marks(f, &phrase->child, is_raised || raises,
				   depth + 1);
	}
}

/* --- the notes' own lines --- */

static void cut_ways_back(struct footnotes *f, struct phrase **link, int depth)
{
	struct work *work = f->work;
	while (*link) {
		struct phrase *phrase = *link;
		bool is_inside = phrase->kind == PHRASE_LINK &&
				 str_starts(phrase->as.link.target, STR("#"));
		str words = is_inside ? phrase_words(phrase, work->a) : STR_NONE;
		if (is_inside && (is_way_back(words) || is_mark(words))) {
			*link = phrase->next;
			ledger_removed(&work->chapter->ledger, STR("note/back"),
				       phrase->span.line, words);
			continue;
		}
		bool had_child = phrase->child != NULL;
		if (had_child && depth < WALK_DEEPEST)
			cut_ways_back(f, &phrase->child, depth + 1);
		if (had_child && !phrase->child)
			*link = phrase->next;
		else
			link = &phrase->next;
	}
}

/* ③ 树是槐树: the label that the mark had. */
static void cut_label(struct footnotes *f, struct block *text)
{
	struct work *work = f->work;
	str words = block_text(text, work->a);
	size_t end = 0;
	while (end < words.len) {
		size_t next = end;
		uint32_t c = utf8_next(words, &next);
		bool is_label = c == ' ' || c == 0x3000 || c == 0xA0 ||
				(c >= 0x2460 && c <= 0x2473) ||
				is_one_of(c, "[]【】〔〕^↑");
		size_t digit = end;
		while (end > 0 && digit < words.len &&
		       words.text[digit] >= '0' && words.text[digit] <= '9')
			digit++;
		bool closes = digit > end && (words.text[end - 1] == '[');
		if (!is_label && !closes)
			break;
		end = closes ? digit : next;
	}
	if (end == 0)
		return;
	str label = str_trim(str_cut(words, 0, end));
	if (label.len)
		ledger_removed(&work->chapter->ledger, STR("note/label"),
			       text->span.line, label);
	block_replace(text, 0, end, STR_NONE, work->a);
}

static void drop_empty_parents(struct chapter *chapter, struct block *block)
{
	while (block && !block->child && !block->text) {
		struct block *parent = block->parent;
		block_remove(chapter, block);
		block = parent;
	}
}

/* 注释: a heading over nothing. */
static void drop_heading_above(struct work *work, struct block *above)
{
	static const char *const names[] = {
		"注释", "注解", "脚注", "尾注", "附注", "注", "Notes",
		"参考资料",
	};
	if (!above || above->kind != BLOCK_HEADING || above->next)
		return;
	str words = unicode_simplified(
		str_trim(block_text(above, work->scratch)), work->scratch);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (str_equal(words, str_of(names[i]))) {
			drop_block(work, above, "note/heading");
			return;
		}
}

/* "id:n1" of a block in <aside id="n1">, whose id the first block took;
 * ids of an EPUB have their page before them. Empty: it is in none. */
static str group_of(const struct block *block, str id)
{
	str class = block->class;
	while (!str_is_empty(class)) {
		size_t blank = str_find_byte(class, ' ');
		str token = str_cut(class, 0, blank);
		str name = str_cut(token, 3, token.len);
		size_t before = id.len - (name.len < id.len ? name.len : 0);
		if (str_starts(token, STR("id:")) && name.len &&
		    (str_equal(name, id) ||
		     (before < id.len && str_ends(id, name) &&
		      id.text[before - 1] == '-')))
			return token;
		class = blank == STR_NOT_FOUND ? STR_NONE
					       : str_from(class, blank + 1);
	}
	return STR_NONE;
}

/* The paragraphs behind the first one of a note: unlinked with it. */
static void take_rest(struct footnotes *f, struct block *first,
		      struct block *next, str group)
{
	struct block *last = first;
	while (next && group.len && next->kind == BLOCK_PARAGRAPH &&
	       block_has_class(next, group) &&
	       !block_has_class(next, STR(TAKEN_CLASS))) {
		struct block *after = next->next;
		block_remove(f->work->chapter, next);
		next->parent = next->next = NULL;
		next->previous = last;
		last->next = next;
		last = next;
		next = after;
	}
}

static void take_body(struct footnotes *f, struct place *place)
{
	struct chapter *chapter = f->work->chapter;
	struct block *block = place->block, *parent = block->parent;
	struct block *above = block->previous;
	if (!above && parent)
		above = parent->previous;
	block_drop_class(block, STR(TAKEN_CLASS), f->work->a);
	struct block *next = block->next;
	block_remove(chapter, block);
	block->parent = block->previous = block->next = NULL;
	if (block->kind == BLOCK_PARAGRAPH)
		take_rest(f, block, next, group_of(block, place->id));
	block->id = STR_NONE;
	place->note->body = block;
	if (block->kind == BLOCK_ITEM) {
		place->note->body = block->child;
		for (struct block *at = block->child; at; at = at->next)
			at->parent = NULL;
	}
	struct block *at = place->note->body;
	for (bool is_first = true; at; at = block_next(at)) {
		if (!at->text)
			continue;
		cut_ways_back(f, &at->text, 0);
		if (is_first)
			cut_label(f, at);
		is_first = false;
	}
	drop_empty_parents(chapter, parent);
	drop_heading_above(f->work, above);
}

static bool is_taken(struct block *block)
{
	struct block *line = note_block(block);
	return line && block_has_class(line, STR(TAKEN_CLASS));
}

void pass_footnote(struct work *work)
{
	struct footnotes f = {.work = work};
	size_t count = 0, size = 16;
	visit_ids(&f, &count);
	if (count == 0)
		return;
	while (size < count * 2)
		size *= 2;
	f.mask = size - 1;
	f.slots = arena_array(work->scratch, struct place, size);
	visit_ids(&f, &count);
	for (f.end = &work->chapter->notes; *f.end; f.end = &(*f.end)->next)
		;
	struct block *block = work->chapter->body;
	for (f.order = 0; block; block = block_next(block), f.order++)
		if (block->text && block->kind != BLOCK_HEADING &&
		    !is_taken(block))
			take_marks(&f, &block->text, false, 0);
	for (struct note *note = work->chapter->notes; note; note = note->next) {
		struct place *place = place_of(&f, note->id);
		if (place->note == note)
			take_body(&f, place);
	}
}
