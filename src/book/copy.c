/* A finished chapter -> the same in another arena, without a byte more. What
 * reading and passes used on the way (source, repaired copies, texts that
 * were rewritten) is many times what they leave, and goes with their arena.
 *
 * Words that come again and again (classes, languages, names of rules) are
 * kept once.
 */
#include <stdlib.h>

#include "book/book.h"

#include "base/banned.h"

#define WORD_SLOTS 256

struct twin {
	const void *old;
	void *made;
};

struct copying {
	struct arena *a;
	struct arena scratch;
	LIST(struct twin) notes, assets;   /* by address of the old one */
	str words[WORD_SLOTS];
};

static int compare_twins(const void *a, const void *b)
{
	uintptr_t first = (uintptr_t)((const struct twin *)a)->old;
	uintptr_t second = (uintptr_t)((const struct twin *)b)->old;
	return (first > second) - (first < second);
}

static void sort_twins(struct twin *twins, size_t count)
{
	if (count)
		qsort(twins, count, sizeof *twins, compare_twins);
}

static void *twin_of(const void *old, const struct twin *twins, size_t count)
{
	struct twin wanted = {.old = old};
	if (!old || !count)
		return NULL;
	const struct twin *found = bsearch(&wanted, twins, count,
					   sizeof wanted, compare_twins);
	return found ? found->made : NULL;
}

static struct asset *asset_twin(struct copying *c, const struct asset *old)
{
	return twin_of(old, c->assets.at, c->assets.count);
}

static str copy_text(struct copying *c, str text)
{
	return str_is_empty(text) ? STR_NONE : arena_copy(c->a, text);
}

static str copy_word(struct copying *c, str word)
{
	if (str_is_empty(word))
		return STR_NONE;
	str *slot = &c->words[str_hash(word) % WORD_SLOTS];
	if (!slot->len || !str_equal(*slot, word))
		*slot = arena_copy(c->a, word);
	return *slot;
}

/* --- pictures --- */

static struct asset *copy_asset(struct copying *c, const struct asset *from)
{
	struct asset *copy = arena_new(c->a, struct asset);
	*copy = *from;
	copy->address = copy_text(c, from->address);
	copy->path = copy_text(c, from->path);
	copy->alt = copy_text(c, from->alt);
	copy->bytes = copy_text(c, from->bytes);
	copy->media_type = copy_word(c, from->media_type);
	copy->name = copy_text(c, from->name);
	copy->next = NULL;
	list_push(&c->scratch, &c->assets, (struct twin){from, copy});
	return copy;
}

static struct asset *copy_assets(struct copying *c, const struct asset *from)
{
	struct asset *first = NULL, **link = &first;
	for (; from; from = from->next) {
		*link = copy_asset(c, from);
		link = &(*link)->next;
	}
	sort_twins(c->assets.at, c->assets.count);
	return first;
}

/* --- phrases --- */

static struct phrase *copy_phrases(struct copying *c,
				   const struct phrase *from);

static struct phrase *copy_phrase(struct copying *c, const struct phrase *from)
{
	struct phrase *copy = arena_new(c->a, struct phrase);
	*copy = *from;
	copy->text = copy_text(c, from->text);
	copy->class = copy_word(c, from->class);
	copy->lang = copy_word(c, from->lang);
	copy->id = copy_text(c, from->id);
	if (from->kind == PHRASE_LINK) {
		copy->as.link.target = copy_text(c, from->as.link.target);
	} else if (from->kind == PHRASE_RUBY) {
		copy->as.ruby.reading = copy_text(c, from->as.ruby.reading);
	} else if (from->kind == PHRASE_IMAGE) {
		copy->as.image.asset = asset_twin(c, from->as.image.asset);
		copy->as.image.alt = copy_text(c, from->as.image.alt);
	} else if (from->kind == PHRASE_NOTE) {
		copy->as.note.note = twin_of(from->as.note.note, c->notes.at,
					     c->notes.count);
	}
	copy->child = copy_phrases(c, from->child);
	copy->next = NULL;
	return copy;
}

/* The builder bounds how deep phrases and blocks nest. */
static struct phrase *copy_phrases(struct copying *c, const struct phrase *from)
{
	struct phrase *first = NULL, **link = &first;
	for (; from; from = from->next) {
		*link = copy_phrase(c, from);
		link = &(*link)->next;
	}
	return first;
}

/* --- blocks --- */

static struct block *copy_blocks(struct copying *c, const struct block *from,
				 struct block *parent, struct block **last);

static struct block *copy_block(struct copying *c, const struct block *from)
{
	struct block *copy = arena_new(c->a, struct block);
	*copy = *from;
	copy->id = copy_text(c, from->id);
	copy->class = copy_word(c, from->class);
	copy->lang = copy_word(c, from->lang);
	if (from->kind == BLOCK_HEADING) {
		copy->as.heading.label = copy_text(c, from->as.heading.label);
	} else if (from->kind == BLOCK_FIGURE) {
		copy->as.figure.asset = asset_twin(c, from->as.figure.asset);
		copy->as.figure.alt = copy_text(c, from->as.figure.alt);
	}
	copy->text = copy_phrases(c, from->text);
	copy->last = NULL;
	copy->child = copy_blocks(c, from->child, copy, &copy->last);
	copy->next = NULL;
	return copy;
}

static struct block *copy_blocks(struct copying *c, const struct block *from,
				 struct block *parent, struct block **last)
{
	struct block *first = NULL, *before = NULL;
	for (; from; from = from->next) {
		struct block *copy = copy_block(c, from);
		copy->parent = parent;
		copy->previous = before;
		if (before)
			before->next = copy;
		else
			first = copy;
		before = copy;
	}
	*last = before;
	return first;
}

/* --- notes --- */

static struct note *copy_notes(struct copying *c, const struct note *from)
{
	struct note *first = NULL, **link = &first;
	for (; from; from = from->next) {
		struct note *copy = arena_new(c->a, struct note);
		*copy = *from;
		copy->id = copy_text(c, from->id);
		copy->label = copy_text(c, from->label);
		copy->next = NULL;
		list_push(&c->scratch, &c->notes, (struct twin){from, copy});
		*link = copy;
		link = &copy->next;
	}
	sort_twins(c->notes.at, c->notes.count);
	return first;
}

/* A note may hold marks of other notes, so all are there before. */
static void copy_note_bodies(struct copying *c, struct note *note)
{
	struct block *last;
	for (; note; note = note->next)
		note->body = copy_blocks(c, note->body, NULL, &last);
}

/* --- the chapter --- */

static void copy_ledger(struct copying *c, const struct ledger *from,
			struct ledger *to)
{
	size_t count = from->entries.count;
	*to = (struct ledger){.arena = c->a};
	if (!count)
		return;
	to->entries.at = arena_array(c->a, struct ledger_entry, count);
	to->entries.count = to->entries.capacity = count;
	for (size_t i = 0; i < count; i++) {
		struct ledger_entry *entry = &to->entries.at[i];
		*entry = from->entries.at[i];
		entry->rule = copy_word(c, entry->rule);
		entry->before = copy_text(c, entry->before);
		entry->after = copy_text(c, entry->after);
	}
}

static void copy_fields(struct copying *c, struct chapter *chapter)
{
	str *const fields[] = {
		&chapter->file, &chapter->id, &chapter->title,
		&chapter->short_title, &chapter->label, &chapter->author,
		&chapter->source, &chapter->date, &chapter->summary,
		&chapter->lang, &chapter->encoding,
	};
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
		*fields[i] = copy_text(c, *fields[i]);
}

struct chapter *chapter_copy(const struct chapter *from, struct arena *a)
{
	struct copying copying = {.a = a}, *c = &copying;
	arena_init(&c->scratch);
	struct chapter *copy = arena_new(a, struct chapter);
	*copy = *from;
	copy->arena = a;
	copy_fields(c, copy);
	copy->assets = copy_assets(c, from->assets);
	copy->notes = copy_notes(c, from->notes);
	copy->body = copy_blocks(c, from->body, NULL, &copy->last);
	copy_note_bodies(c, copy->notes);
	copy_ledger(c, &from->ledger, &copy->ledger);
	copy->next = NULL;
	arena_free(&c->scratch);
	return copy;
}

/* --- its size --- */

static size_t phrases_bytes(const struct phrase *phrase)
{
	size_t bytes = 0;
	for (; phrase; phrase = phrase->next)
		bytes += sizeof *phrase + phrase->text.len +
			 phrases_bytes(phrase->child);
	return bytes;
}

static size_t blocks_bytes(const struct block *block)
{
	size_t bytes = 0;
	for (; block; block = block_next(block))
		bytes += sizeof *block + phrases_bytes(block->text);
	return bytes;
}

size_t chapter_bytes(const struct chapter *chapter)
{
	size_t bytes = blocks_bytes(chapter->body);
	for (const struct note *at = chapter->notes; at; at = at->next)
		bytes += sizeof *at + blocks_bytes(at->body);
	for (size_t i = 0; i < chapter->ledger.entries.count; i++) {
		const struct ledger_entry *entry =
			&chapter->ledger.entries.at[i];
		bytes += sizeof *entry + entry->before.len + entry->after.len;
	}
	return bytes;
}
