/* Was a text wrapped at a right edge, do its long lines close, are first lines
 * of paragraphs indented? The evidence by which rewrap.c joins lines.
 */
#include "pass/profile.h"

#include "base/banned.h"

#define NARROWEST_WRAP 20       /* columns */
#define WIDEST_WRAP 160
#define STRETCH 120             /* lines that one hand typed */

/* split.c cuts a line of plain text where paragraphs are glued: the second
 * does not begin at the left edge, and may well end at the right one. */
void mark_offsets(struct work *work, struct sights *sights)
{
	if (work->chapter->format != FORMAT_TEXT)
		return;
	for (size_t i = 1; i < sights->list.count; i++) {
		const struct sight *last = &sights->list.at[i - 1];
		struct sight *sight = &sights->list.at[i];
		if (sight->line && sight->line == last->line)
			sight->offset = columns_of(last);
	}
}

/* Lines [from, to) of a text. */
struct stretch {
	const struct sights *sights;
	size_t from, to;
};

/* The right edge: the width that most lines just reach. */
static uint32_t find_edge(const struct stretch *stretch, size_t *lines)
{
	size_t counts[WIDEST_WRAP + 1] = {0}, best = 0, sum = 0;
	uint32_t edge = 0;
	*lines = 0;
	for (size_t i = stretch->from; i < stretch->to; i++) {
		const struct sight *sight = &stretch->sights->list.at[i];
		*lines += is_line(sight);
		if (is_line(sight) && columns_of(sight) <= WIDEST_WRAP)
			counts[columns_of(sight)]++;
	}
	for (uint32_t width = 0; width <= WIDEST_WRAP; width++) {
		sum += counts[width];
		if (width > FULL_SLACK)
			sum -= counts[width - FULL_SLACK - 1];
		if (width >= NARROWEST_WRAP && sum >= best && counts[width]) {
			best = sum;
			edge = width;
		}
	}
	return edge;
}

/* Most lines end near one edge, few behind it, and most of those at the
 * edge in mid-sentence. */
static uint32_t find_width(const struct stretch *stretch)
{
	size_t lines, full = 0, open = 0, longer = 0;
	uint32_t edge = find_edge(stretch, &lines);
	if (lines < 6 || edge == 0)
		return 0;
	for (size_t i = stretch->from; i < stretch->to; i++) {
		const struct sight *sight = &stretch->sights->list.at[i];
		if (!is_line(sight) || columns_of(sight) + FULL_SLACK < edge)
			continue;
		longer += columns_of(sight) > edge + EDGE_SLACK;
		full++;
		open += sight->ending == ENDS_OPEN ||
			sight->ending == ENDS_COMMA;
	}
	full -= longer;
	return full * 10 >= lines * 4 && open * 2 >= full &&
		       longer * 4 <= lines ? edge : 0;
}

/* Typed in by several hands, parts of a text have edges of their own. */
static void mark_edges(struct sights *sights, uint32_t width)
{
	size_t count = sights->list.count;
	for (size_t from = 0; from < count; from += STRETCH) {
		size_t to = from + STRETCH < count ? from + STRETCH : count;
		struct stretch stretch = {sights, from, to};
		uint32_t edge = find_width(&stretch);
		for (size_t i = from; i < to; i++)
			sights->list.at[i].edge = edge ? edge : width;
	}
}

struct profile profile_of(struct work *work, struct sights *sights)
{
	struct stretch whole = {sights, 0, sights->list.count};
	struct profile profile = {.width = find_width(&whole)};
	if (profile.width)
		mark_edges(sights, profile.width);
	profile.is_marked = work->chapter->format != FORMAT_TEXT;
	size_t count = 0, closed = 0;
	for (size_t i = 0; i < sights->list.count; i++) {
		const struct sight *sight = &sights->list.at[i];
		if (!is_line(sight) || sight->characters < LONG_LINE / 2)
			continue;
		profile.is_indented |= sight->indent >= 2 && sight->indent <= 8;
		count++;
		closed += sight->ending != ENDS_OPEN;
	}
	profile.closes = count > 0 && closed * 2 >= count;
	return profile;
}
