/* Blocks and phrases: made, linked into a chapter, unlinked, asked.
 *
 * Every list knows its first and last block, so appending is one step. Only
 * the functions here touch those links; notes' bodies are lists of their
 * own, found through the chapter's notes.
 */
#include "base/unicode.h"
#include "base/utf8.h"
#include "book/inside.h"
#include "book/walk.h"

#include "base/banned.h"

struct block *block_new(struct arena *a, enum block_kind kind, struct span span)
{
	struct block *block = arena_new(a, struct block);
	block->kind = kind;
	block->span = span;
	block->id = block->class = block->lang = STR_NONE;
	if (kind == BLOCK_HEADING) {
		block->as.heading.level = 1;
		block->as.heading.label = STR_NONE;
	} else if (kind == BLOCK_FIGURE) {
		block->as.figure.alt = STR_NONE;
	} else if (kind == BLOCK_LIST) {
		block->as.list.start = 1;
	} else if (kind == BLOCK_CELL) {
		block->as.cell.columns = block->as.cell.rows = 1;
	}
	return block;
}

struct phrase *phrase_new(struct arena *a, enum phrase_kind kind,
			  struct span span)
{
	struct phrase *phrase = arena_new(a, struct phrase);
	phrase->kind = kind;
	phrase->span = span;
	phrase->text = phrase->id = STR_NONE;
	phrase->class = phrase->lang = STR_NONE;
	if (kind == PHRASE_LINK)
		phrase->as.link.target = STR_NONE;
	else if (kind == PHRASE_RUBY)
		phrase->as.ruby.reading = STR_NONE;
	else if (kind == PHRASE_IMAGE)
		phrase->as.image.alt = STR_NONE;
	return phrase;
}

struct phrase *phrase_text(struct arena *a, str text, struct span span)
{
	struct phrase *phrase = phrase_new(a, PHRASE_TEXT, span);
	phrase->text = text;
	return phrase;
}

struct chapter *chapter_new(struct arena *a, struct diag *d)
{
	struct chapter *chapter = arena_new(a, struct chapter);
	chapter->arena = a;
	chapter->ledger.arena = a;
	chapter->diag = d;
	chapter->role = CHAPTER_BODY;
	chapter->is_numbered = true;
	str *const empty[] = {
		&chapter->file, &chapter->id, &chapter->title,
		&chapter->short_title, &chapter->label, &chapter->author,
		&chapter->source, &chapter->date, &chapter->summary,
		&chapter->lang, &chapter->encoding,
	};
	for (size_t i = 0; i < sizeof empty / sizeof empty[0]; i++)
		*empty[i] = STR_NONE;
	return chapter;
}

/* Where a list keeps its ends. A note's body keeps only its first. */
struct ends {
	struct block **first, **last;
};

static struct note *note_that_starts_with(struct chapter *chapter,
					  const struct block *block)
{
	for (struct note *note = chapter->notes; note; note = note->next)
		if (note->body == block)
			return note;
	return NULL;
}

static struct ends ends_of(struct chapter *chapter, struct block *member)
{
	struct ends ends = {0};
	if (member->parent)
		return (struct ends){&member->parent->child,
				     &member->parent->last};
	if (chapter->last == member)
		ends.last = &chapter->last;
	if (chapter->body == member) {
		ends.first = &chapter->body;
	} else if (!member->previous) {
		struct note *note = note_that_starts_with(chapter, member);
		ends.first = note ? &note->body : NULL;
	}
	return ends;
}

static void append(struct chapter *chapter, struct block *parent,
		   struct block *block)
{
	struct block **first = parent ? &parent->child : &chapter->body;
	struct block **last = parent ? &parent->last : &chapter->last;
	block->parent = parent;
	block->previous = *last;
	block->next = NULL;
	if (*last)
		(*last)->next = block;
	else
		*first = block;
	*last = block;
}

void block_insert(struct chapter *chapter, struct block *parent,
		  struct block *before, struct block *block)
{
	if (!before) {
		append(chapter, parent, block);
		return;
	}
	struct ends ends = ends_of(chapter, before);
	block->parent = before->parent;
	block->previous = before->previous;
	block->next = before;
	if (before->previous)
		before->previous->next = block;
	else if (ends.first)
		*ends.first = block;
	before->previous = block;
}

void block_insert_after(struct chapter *chapter, struct block *after,
			struct block *block)
{
	struct ends ends = ends_of(chapter, after);
	block->parent = after->parent;
	block->previous = after;
	block->next = after->next;
	if (after->next)
		after->next->previous = block;
	else if (ends.last)
		*ends.last = block;
	after->next = block;
}

void block_remove(struct chapter *chapter, struct block *block)
{
	struct ends ends = ends_of(chapter, block);
	if (block->previous)
		block->previous->next = block->next;
	else if (ends.first)
		*ends.first = block->next;
	if (block->next)
		block->next->previous = block->previous;
	else if (ends.last)
		*ends.last = block->previous;
	block->parent = block->previous = block->next = NULL;
}

struct block *block_skip(const struct block *block)
{
	while (!block->next && block->parent)
		block = block->parent;
	return block->next;
}

struct block *block_next(const struct block *block)
{
	return block->child ? block->child : block_skip(block);
}

bool block_holds_text(enum block_kind kind)
{
	switch (kind) {
	case BLOCK_HEADING: case BLOCK_PARAGRAPH: case BLOCK_LINE:
	case BLOCK_CAPTION: case BLOCK_CELL:
		return true;
	case BLOCK_QUOTE: case BLOCK_EXAMPLE: case BLOCK_VERSE:
	case BLOCK_CODE: case BLOCK_LIST: case BLOCK_ITEM:
	case BLOCK_FIGURE: case BLOCK_TABLE: case BLOCK_ROW:
	case BLOCK_RULE: case BLOCK_KIND_COUNT:
		break;
	}
	return false;
}

static bool shows_nothing(const struct block *block)
{
	if (block->kind == BLOCK_RULE)
		return false;
	if (block->kind == BLOCK_FIGURE && block->as.figure.asset)
		return false;
	if (!block->text)
		return true;
	struct walk walk;
	walk_phrases(&walk, block);
	for (;;) {
		enum walk_event event = walk_next(&walk);
		if (event == WALK_END)
			return true;
		if (event == WALK_TEXT && str_trim(walk.phrase->text).len)
			return false;
		if (event == WALK_ENTER_PHRASE &&
		    (walk.phrase->kind == PHRASE_IMAGE ||
		     walk.phrase->kind == PHRASE_NOTE))
			return false;
	}
}

bool block_is_empty(const struct block *block)
{
	const struct block *end = block_skip(block);
	for (const struct block *at = block; at != end; at = block_next(at))
		if (!shows_nothing(at))
			return false;
	return true;
}

/* Han and Chinese marks, whole blocks at once, before ICU is asked. */
static bool counts_alone(uint32_t c)
{
	if (c < 0x2010)
		return c == 0xB7;
	if (c >= 0x3400 && c <= 0x9FFF)
		return true;
	if (c == 0x3000)
		return false;
	return unicode_is_cjk_punctuation(c) || unicode_is_han(c) ||
	       unicode_is_kana(c) || unicode_is_bopomofo(c);
}

static bool is_word_part(uint32_t c)
{
	if (c < 0x80)
		return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
		       (c >= 'A' && c <= 'Z');
	return unicode_is_letter(c) || unicode_is_digit(c) ||
	       unicode_is_mark(c);
}

uint32_t count_characters(str text)
{
	uint32_t count = 0;
	bool in_word = false;
	for (size_t at = 0; at < text.len;) {
		uint32_t c = utf8_next(text, &at);
		if (counts_alone(c)) {
			count++;
			in_word = false;
		} else if (is_word_part(c)) {
			count += !in_word;
			in_word = true;
		} else if (!(in_word && (c == '\'' || c == '.' || c == ',' ||
					 c == '-'))) {
			in_word = false;
		}
	}
	return count;
}
