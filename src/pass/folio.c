/* What printed pages leave in a text that was copied from them: page numbers
 * that count up, and the heads that stand beside them or are said again on
 * each page.
 *
 * A number in a frame (- 3 -) needs but to count up. A bare one may be a
 * section's, and a head a line of verse: they are a page's where most of
 * them break a sentence in two, whose halves then meet again.
 */
#include <stdlib.h>

#include "base/unicode.h"
#include "base/utf8.h"
#include "pass/inside.h"

#include "base/banned.h"

#define MOST_PAGES 200          /* looked at for the same head */
#define HIGHEST_PAGE 9999
#define LEAST_PAGES 3
#define LONGEST_HEAD_LINE 40    /* characters */
#define SHORTEST_HALF 16        /* of a sentence that a page's end cuts */
#define FAR_INDENT 12           /* columns: set apart, as by a frame */

/* — 3 —  - 3 -  第 3 页  3 / 12 -> 3; 0: no page number. */
static int page_number_of(const struct sight *sight)
{
	str text = sight->text;
	int number = 0;
	bool has_frame = false;
	if (sight->characters > 12 || sight->is_figure)
		return 0;
	for (size_t at = 0; at < text.len;) {
		uint32_t c = utf8_next(text, &at);
		if (c >= '0' && c <= '9' && number < 100000 && !has_frame)
			number = number * 10 + (int)(c - '0');
		else if (c == '-' || c == 0x2014 || c == 0x2013 ||
			 c == 0x7B2C || c == 0x9875 || c == 0x9801 ||
			 c == 0xB7 || c == 0x2500 || c == 0x5171 || c == '/')
			has_frame = number > 0;
		else if (has_frame && c >= '0' && c <= '9')
			continue;       /* 共 80 页 */
		else if (!unicode_is_space(c))
			return 0;
	}
	return has_frame ? number : 0;
}

/* 12, alone; 0: something else. */
static int bare_number_of(const struct sight *sight)
{
	int number;
	if (sight->is_figure || sight->is_gone || sight->block->parent ||
	    sight->block->kind != BLOCK_PARAGRAPH || sight->text.len > 4 ||
	    !str_to_int(sight->text, &number))
		return 0;
	return number;
}

static struct sight *neighbour(struct sights *sights, size_t i, int step)
{
	size_t at = i + (size_t)step;
	return at < sights->list.count ? &sights->list.at[at] : NULL;
}

/* The same, what is gone passed over. */
static struct sight *left(struct sights *sights, size_t i, int step)
{
	struct sight *at = neighbour(sights, i, step);
	while (at && at->is_gone)
		at = neighbour(sights, (size_t)(at - sights->list.at), step);
	return at;
}

/* The line above stops in the middle of a sentence. */
static bool interrupts(struct sights *sights, size_t i)
{
	const struct sight *above = left(sights, i, -1);
	return above && left(sights, i, 1) && !above->is_figure &&
	       above->characters >= SHORTEST_HALF &&
	       (above->ending == ENDS_OPEN || above->ending == ENDS_COMMA) &&
	       above->linked * 2 <= above->text.len;
}

/* What stood between two halves of a sentence goes, with its white. */
static void drop_between(struct work *work, struct sights *sights, size_t i,
			 const char *rule)
{
	struct sight *sight = &sights->list.at[i];
	struct sight *below = left(sights, i, 1);
	if (interrupts(sights, i)) {
		block_drop_class(below->block, STR(AFTER_BLANK_CLASS), work->a);
		below->is_after_blank = false;
	}
	drop_sight(work, sight, rule);
}

static bool is_head_line(const struct sight *sight)
{
	return sight && !sight->is_gone && sight->characters > 0 &&
	       sight->characters <= LONGEST_HEAD_LINE &&
	       sight->ending == ENDS_OPEN;
}

/* A line beside a page number that stands beside another one too, or is the
 * first line of all: left pages have one head, right pages another. */
static bool is_running_head(struct sights *sights, const size_t *pages,
			    size_t count, size_t which, int step)
{
	struct sight *head = neighbour(sights, pages[which], step);
	if (count < 2 || !is_head_line(head))
		return false;
	if (head != &sights->list.at[0] &&
	    str_equal(head->text, sights->list.at[0].text))
		return true;
	for (size_t i = 0; i < count && i < MOST_PAGES; i++) {
		struct sight *other = neighbour(sights, pages[i], step);
		if (i != which && other && str_equal(head->text, other->text))
			return true;
	}
	return false;
}

static void drop_running_heads(struct work *work, struct sights *sights,
			       const size_t *pages, size_t count)
{
	for (int step = -1; step <= 1; step += 2) {
		LIST(size_t) heads = {0};
		for (size_t i = 0; i < count; i++)
			if (is_running_head(sights, pages, count, i, step))
				list_push(work->scratch, &heads,
					  pages[i] + (size_t)step);
		for (size_t i = 0; i < heads.count; i++)
			drop_between(work, sights, heads.at[i],
				     "boilerplate/running-head");
	}
}

/* --- numbers --- */

struct pages {
	LIST(size_t) at;              /* indexes of sights */
};

/* Numbers in frames count up; anything else with digits does not. */
static void find_framed(struct work *work, struct sights *sights,
			struct pages *pages)
{
	int last = 0;
	for (size_t i = 0; i < sights->list.count; i++) {
		const struct sight *sight = &sights->list.at[i];
		int number = page_number_of(sight);
		if (!number && sight->indent >= FAR_INDENT)
			number = bare_number_of(sight);
		if (number <= last)
			continue;
		last = number;
		list_push(work->scratch, &pages->at, i);
	}
	if (pages->at.count < 2)
		pages->at.count = 0;
}

/* The longest row of bare numbers that count on; a page may lack its own. */
struct row {
	uint32_t length;              /* that ends with this number */
	uint32_t last, before;        /* sights, and the number before */
};

static struct row *find_row(struct work *work, struct sights *sights,
			    int *longest)
{
	struct row *rows = arena_array(work->scratch, struct row,
				       HIGHEST_PAGE + 1);
	*longest = 0;
	for (size_t i = 0; i < sights->list.count; i++) {
		int number = bare_number_of(&sights->list.at[i]);
		if (!number || rows[number].length)
			continue;
		int before = rows[number - 1].length || number < 2
				     ? number - 1 : number - 2;
		rows[number] = (struct row){rows[before].length + 1,
					    (uint32_t)i, (uint32_t)before};
		if (rows[number].length > rows[*longest].length)
			*longest = number;
	}
	return rows;
}

static void find_bare(struct work *work, struct sights *sights,
		      struct pages *pages)
{
	int number;
	size_t cuts = 0;
	const struct row *rows = find_row(work, sights, &number);
	uint32_t length = rows[number].length;
	if (length < LEAST_PAGES)
		return;
	size_t *at = arena_array(work->scratch, size_t, length);
	for (size_t i = length; i-- > 0; number = (int)rows[number].before) {
		at[i] = rows[number].last;
		cuts += interrupts(sights, at[i]);
	}
	if (cuts * 2 < length)
		return;
	pages->at.at = at;
	pages->at.count = pages->at.capacity = length;
}

/* --- heads that are said on each page --- */

struct said {
	uint64_t hash;
	size_t at;
	int number;                   /* beside it; 0: none */
};

/* 12　河湾旧业考 or 河湾旧业考　12 -> the words. */
static str cut_number(str text, int *number)
{
	size_t from = 0, to = text.len;
	while (from < to && text.text[from] >= '0' && text.text[from] <= '9')
		from++;
	if (from == 0)
		while (to > 0 && text.text[to - 1] >= '0' &&
		       text.text[to - 1] <= '9')
			to--;
	str digits = from ? str_cut(text, 0, from) : str_from(text, to);
	if (digits.len > 4 || !str_to_int(digits, number))
		*number = 0;
	return str_trim(str_cut(text, from, to));
}

static int compare_said(const void *a, const void *b)
{
	const struct said *first = a, *second = b;
	if (first->hash != second->hash)
		return first->hash < second->hash ? -1 : 1;
	return (first->at > second->at) - (first->at < second->at);
}

/* A page's number, if it has one, is above those before. */
static bool are_heads(struct sights *sights, const struct said *said,
		      size_t count)
{
	size_t cuts = 0;
	for (size_t i = 0; i < count; i++) {
		if (i && said[i].number <= said[i - 1].number &&
		    (said[i].number || said[i - 1].number))
			return false;
		cuts += interrupts(sights, said[i].at);
	}
	return count >= LEAST_PAGES && cuts * 3 >= count * 2;
}

static void drop_said_heads(struct work *work, struct sights *sights)
{
	LIST(struct said) said = {0};
	for (size_t i = 0; i < sights->list.count; i++) {
		const struct sight *sight = &sights->list.at[i];
		int number;
		if (!is_head_line(sight) || sight->han < 2 ||
		    sight->block->kind != BLOCK_PARAGRAPH ||
		    sight->block->parent)
			continue;
		str words = cut_number(sight->text, &number);
		list_push(work->scratch, &said,
			  ((struct said){str_hash(words), i, number}));
	}
	if (said.count)
		qsort(said.at, said.count, sizeof *said.at, compare_said);
	for (size_t i = 0, end; i < said.count; i = end) {
		for (end = i + 1; end < said.count &&
				  said.at[end].hash == said.at[i].hash;)
			end++;
		/* Where it is said first it is a title. */
		i += !said.at[i].number && !interrupts(sights, said.at[i].at);
		if (!are_heads(sights, said.at + i, end - i))
			continue;
		for (size_t k = i; k < end; k++)
			drop_between(work, sights, said.at[k].at,
				     "boilerplate/running-head");
	}
}

/* 46      河湾学报      第 12 卷: a head with the number of one of the pages. */
static void drop_numbered_heads(struct work *work, struct sights *sights,
				int first, int last)
{
	for (size_t i = 0; i < sights->list.count; i++) {
		const struct sight *sight = &sights->list.at[i];
		int number;
		if (!is_head_line(sight) ||
		    !str_contains(sight->text, STR("    ")) ||
		    sight->block->kind != BLOCK_PARAGRAPH)
			continue;
		cut_number(sight->text, &number);
		if (number && number >= first - 1 && number <= last + 1)
			drop_between(work, sights, i,
				     "boilerplate/running-head");
	}
}

static int number_at(const struct sights *sights, size_t i)
{
	const struct sight *sight = &sights->list.at[i];
	int number = page_number_of(sight);
	return number ? number : bare_number_of(sight);
}

void drop_pages(struct work *work, struct sights *sights)
{
	struct pages pages = {0};
	int first = 0, last = 0;
	find_framed(work, sights, &pages);
	if (!pages.at.count)
		find_bare(work, sights, &pages);
	if (pages.at.count) {
		first = number_at(sights, pages.at.at[0]);
		last = number_at(sights, pages.at.at[pages.at.count - 1]);
		drop_running_heads(work, sights, pages.at.at, pages.at.count);
	}
	for (size_t i = 0; i < pages.at.count; i++)
		drop_between(work, sights, pages.at.at[i],
			     "boilerplate/page-number");
	if (pages.at.count)
		drop_numbered_heads(work, sights, first, last);
	drop_said_heads(work, sights);
}
