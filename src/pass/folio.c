/* What printed pages leave in a text that was copied from them: page numbers
 * that count up, and the heads that stand beside them.
 */
#include "base/unicode.h"
#include "base/utf8.h"
#include "pass/inside.h"

#include "base/banned.h"

#define MOST_PAGES 200          /* looked at for the same head */

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

static struct sight *neighbour(struct sights *sights, size_t i, int step)
{
	size_t at = i + (size_t)step;
	return at < sights->list.count ? &sights->list.at[at] : NULL;
}

static bool is_head_line(const struct sight *sight)
{
	return sight && !sight->is_gone && sight->characters > 0 &&
	       sight->characters <= 40 && sight->ending == ENDS_OPEN;
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
		LIST(struct sight *) heads = {0};
		for (size_t i = 0; i < count; i++)
			if (is_running_head(sights, pages, count, i, step))
				list_push(work->scratch, &heads,
					  neighbour(sights, pages[i], step));
		for (size_t i = 0; i < heads.count; i++)
			drop_sight(work, heads.at[i],
				   "boilerplate/running-head");
	}
}

/* Page numbers count up; anything else with digits does not. */
void drop_pages(struct work *work, struct sights *sights)
{
	LIST(size_t) pages = {0};
	int last = 0;
	for (size_t i = 0; i < sights->list.count; i++) {
		int number = page_number_of(&sights->list.at[i]);
		if (number <= last)
			continue;
		last = number;
		list_push(work->scratch, &pages, i);
	}
	if (pages.count < 2)
		return;
	drop_running_heads(work, sights, pages.at, pages.count);
	for (size_t i = 0; i < pages.count; i++)
		drop_sight(work, &sights->list.at[pages.at[i]],
			   "boilerplate/page-number");
}
