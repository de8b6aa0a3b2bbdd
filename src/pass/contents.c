/* A list of what is in the text, above it: a book makes its own, with pages
 * and links that are right. Told by links that all lead into this very
 * document, or, below a line that says 目录, by lines that come again.
 */
#include <stdlib.h>

#include "base/unicode.h"
#include "base/utf8.h"
#include "book/walk.h"
#include "pass/inside.h"

#include "base/banned.h"

#define LEAST_ITEMS 3
#define LONGEST_ITEM 48         /* characters */
#define LONGEST_TITLE 40        /* bytes */

/* All of it leads to places in this very document. */
static bool is_contents_item(const struct block *block)
{
	struct walk walk;
	size_t text = 0, linked = 0, depth = 0;
	walk_phrases(&walk, block);
	for (;;) {
		enum walk_event event = walk_next(&walk);
		if (event == WALK_END)
			break;
		bool is_inner = walk.phrase->kind == PHRASE_LINK &&
				str_starts(walk.phrase->as.link.target, STR("#"));
		depth += is_inner && event == WALK_ENTER_PHRASE;
		depth -= is_inner && event == WALK_LEAVE_PHRASE;
		if (event != WALK_TEXT)
			continue;
		text += str_trim(walk.phrase->text).len;
		linked += depth ? str_trim(walk.phrase->text).len : 0;
	}
	return text > 0 && linked * 5 >= text * 4;
}

static bool is_contents(const struct block *list)
{
	size_t items = 0;
	const struct block *end = block_skip(list);
	for (const struct block *at = list; at != end; at = block_next(at)) {
		if (!at->text)
			continue;
		if (!is_contents_item(at))
			return false;
		items++;
	}
	return items >= LEAST_ITEMS;
}

static bool is_contents_title(str text)
{
	static const char *const names[] = {
		"目录", "目次", "总目录", "本书目录", "文章目录", "本页目录",
		"Contents", "TableofContents",
	};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (str_equal_loosely(text, str_of(names[i])))
			return true;
	return false;
}

static void drop_title(struct work *work, struct block *title)
{
	if (!title || !title->text)
		return;
	str text = str_trim(block_text(title, work->scratch));
	if (text.len <= LONGEST_TITLE &&
	    is_contents_title(unicode_simplified(text, work->scratch)))
		drop_block(work, title, "boilerplate/contents");
}

void drop_contents_lists(struct work *work)
{
	struct block *next;
	for (struct block *at = work->chapter->body; at; at = next) {
		next = block_next(at);
		if (at->kind != BLOCK_LIST || !is_contents(at))
			continue;
		next = block_skip(at);
		drop_title(work, at->previous);
		drop_block(work, at, "boilerplate/contents");
	}
}

/* --- lines --- */

/* What a line says, without blanks, leaders and a page's number. */
static uint64_t hash_of(str text)
{
	uint64_t hash = 1469598103934665603u;
	while (text.len && text.text[text.len - 1] >= '0' &&
	       text.text[text.len - 1] <= '9')
		text.len--;
	for (size_t at = 0; at < text.len;) {
		uint32_t c = utf8_next(text, &at);
		bool is_leader = c == '.' || c == 0x2026 || c == 0xB7 ||
				 c == 0x22EF || c == '-' || c == 0x2014;
		if (!unicode_is_space(c) && !is_leader)
			hash = (hash ^ c) * 1099511628211u;
	}
	return hash;
}

struct said {
	uint64_t hash;
	size_t line;
};

static int compare_said(const void *a, const void *b)
{
	const struct said *first = a, *second = b;
	if (first->hash != second->hash)
		return first->hash < second->hash ? -1 : 1;
	return (first->line > second->line) - (first->line < second->line);
}

struct contents {
	struct work *work;
	struct sights *sights;
	LIST(struct said) said;       /* all short lines, by what they say */
};

static bool may_be_item(const struct sight *sight)
{
	return !sight->is_gone && !sight->is_figure && sight->text.len &&
	       sight->characters <= LONGEST_ITEM &&
	       sight->ending != ENDS_STOP && sight->ending != ENDS_COMMA;
}

static void hear(struct contents *c)
{
	for (size_t i = 0; i < c->sights->list.count; i++) {
		const struct sight *sight = &c->sights->list.at[i];
		if (may_be_item(sight))
			list_push(c->work->scratch, &c->said,
				  ((struct said){hash_of(sight->text), i}));
	}
	if (c->said.count)
		qsort(c->said.at, c->said.count, sizeof *c->said.at,
		      compare_said);
}

/* Is it said in a line behind `end`, or from `first` to before `end`? */
static bool is_said(const struct contents *c, str text, size_t first,
		    size_t end)
{
	uint64_t hash = hash_of(text);
	size_t low = 0, high = c->said.count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		struct said wanted = {hash, first};
		if (compare_said(&c->said.at[middle], &wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < c->said.count && c->said.at[low].hash == hash &&
	       c->said.at[low].line < end;
}

/* Behind the items that stand from `first` on: each leads into this document
 * or is said again below; where one of them comes again the text begins. */
static size_t items_end(const struct contents *c, size_t first, bool is_titled)
{
	size_t end = first, count = c->sights->list.count;
	for (size_t i = first; i < count; i++) {
		const struct sight *sight = &c->sights->list.at[i];
		bool is_linked = sight->linked &&
				 is_contents_item(sight->block);
		if (!may_be_item(sight) || (!is_linked && !is_titled) ||
		    is_said(c, sight->text, first, i))
			break;
		if (is_linked || is_said(c, sight->text, i + 1, count))
			end = i + 1;
		else if (i - end >= 2)
			break;
	}
	return end;
}

void drop_contents_lines(struct work *work, struct sights *sights)
{
	struct contents contents = {.work = work, .sights = sights};
	for (size_t i = 0; i < sights->list.count; i++) {
		const struct sight *sight = &sights->list.at[i];
		bool is_titled = sight->text.len &&
				 sight->text.len <= LONGEST_TITLE &&
				 is_contents_title(sight->words);
		bool is_linked = sight->linked &&
				 is_contents_item(sight->block);
		if (sight->is_gone || (!is_titled && !is_linked))
			continue;
		if (!contents.said.count)
			hear(&contents);
		size_t end = items_end(&contents, i + is_titled, is_titled);
		if (end < i + is_titled + LEAST_ITEMS)
			continue;
		for (; i < end; i++)
			drop_sight(work, &sights->list.at[i],
				   "boilerplate/contents");
		i--;
	}
}
