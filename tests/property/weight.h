/* What a chapter's text weighs, and whether its ledger accounts for every
 * difference: nothing may be lost or doubled without a line there.
 */
#ifndef TESTS_PROPERTY_WEIGHT_H
#define TESTS_PROPERTY_WEIGHT_H

#include "base/unicode.h"
#include "base/utf8.h"
#include "book/book.h"
#include "book/walk.h"

/* Each solid character adds its own number: order does not matter, loss
 * and doubling do. */
static inline uint64_t weigh(str text)
{
	uint64_t sum = 0;
	for (size_t at = 0; at < text.len;) {
		uint32_t c = utf8_next(text, &at);
		if (!unicode_is_space(c) && c != 0xFFFC)
			sum += c * UINT64_C(0x9E3779B97F4A7C15) ^ (c << 7);
	}
	return sum;
}

static inline uint64_t weigh_list(const struct block *block, struct arena *a)
{
	uint64_t sum = 0;
	for (; block; block = block_next(block)) {
		sum += weigh(block_text(block, a));
		if (!block->text)
			continue;
		struct walk walk;
		walk_phrases(&walk, block);
		for (enum walk_event event = walk_next(&walk);
		     event != WALK_END; event = walk_next(&walk))
			if (event == WALK_ENTER_PHRASE &&
			    walk.phrase->kind == PHRASE_RUBY)
				sum += weigh(walk.phrase->as.ruby.reading);
	}
	return sum;
}

static inline uint64_t weigh_chapter(const struct chapter *chapter, struct arena *a)
{
	uint64_t sum = weigh_list(chapter->body, a);
	for (struct note *note = chapter->notes; note; note = note->next)
		sum += weigh_list(note->body, a);
	return sum;
}

static inline bool is_metadata(const struct ledger_entry *entry)
{
	return str_equal(entry->rule, STR("byline/title-name")) ||
	       str_equal(entry->rule, STR("byline/named")) ||
	       str_ends(entry->rule, STR("/field"));
}

/* What the ledger says was taken away, and what was put in its place. */
static inline uint64_t weigh_taken(const struct ledger *ledger)
{
	uint64_t sum = 0;
	for (size_t i = 0; i < ledger->entries.count; i++)
		if (!is_metadata(&ledger->entries.at[i]))
			sum += weigh(ledger->entries.at[i].before);
	return sum;
}

static inline uint64_t weigh_given(const struct ledger *ledger)
{
	uint64_t sum = 0;
	for (size_t i = 0; i < ledger->entries.count; i++)
		if (!is_metadata(&ledger->entries.at[i]))
			sum += weigh(ledger->entries.at[i].after);
	return sum;
}

#endif
