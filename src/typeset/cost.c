/* How bad a line looks that must be squeezed or opened by so much: the
 * prices of the house, on the scale of Knuth and Plass.
 *
 * Squeezing is cheap and opening has a price of its own (clreq, 3.3: first
 * push in, then push out). A hair between all characters is not seen; from
 * three hundredths of an em on a line is paler than its neighbours, and the
 * price rises with the square. Nor is a line squeezed to the last when its
 * neighbours could take a part. Whole numbers: the same lines everywhere.
 */
#include "typeset/lines.h"

#include "base/banned.h"

#define LINE_BADNESS 100      /* every line's own, in tenths */
#define OPEN_BADNESS 100
#define PALE_GAP 30           /* 1/1000 em: an eye begins to see it */
#define PALE_BADNESS 1000
#define SPACE_PRICE 100       /* an em more of word or Han-Latin space */
#define SQUEEZE_SHOWS 120     /* from here on a line counts as squeezed */
#define NO_GAP_BADNESS 350000
#define WORST_BADNESS 450000  /* squares of it still add up in 64 bits */
#define WIDEST_GAP 400        /* from here on badness grows by the line */

/* Tenths of badness for an em taken from each class. */
static const int64_t prices[SHRINK_COUNT] = {
	[SHRINK_WORD] = 120, [SHRINK_DOT] = 120, [SHRINK_BRACKET] = 120,
	[SHRINK_PAUSE] = 140, [SHRINK_SPACE] = 300, [SHRINK_STOP] = 400,
};

struct cost cost_of_squeeze(const struct shrinks *line, int64_t excess,
			    length em)
{
	int64_t badness = 0;
	for (int kind = 0; excess > 0 && kind < SHRINK_COUNT; kind++) {
		int64_t most = line->of[kind];
		if (most <= 0)
			continue;
		int64_t used = excess < most ? excess : most;
		int64_t part = used * 1024 / most;
		badness += prices[kind] * used *
			   (1048576 + 2 * part * part) /
			   ((int64_t)em * 1048576);
		excess -= used;
	}
	if (excess > 0)
		return (struct cost){COST_IMPOSSIBLE, FIT_SQUEEZED};
	return (struct cost){badness, badness > SQUEEZE_SHOWS ? FIT_SQUEEZED
							     : FIT_EVEN};
}

static int64_t badness_of_gap(int64_t gap)
{
	int64_t shown = gap < WIDEST_GAP ? gap : WIDEST_GAP;
	return OPEN_BADNESS +
	       PALE_BADNESS * shown * shown / (PALE_GAP * PALE_GAP) +
	       (gap - shown) * 100;
}

static int64_t badness_at(int tolerance)
{
	return tolerance < INT32_MAX ? badness_of_gap(tolerance) : INT64_MAX;
}

/* A line that cannot be opened and stays short. */
static int64_t badness_without_gap(const struct capacity *line)
{
	return line->han == 0 && line->letters >= ADDRESS_LETTERS
		       ? ADDRESS_BADNESS : NO_GAP_BADNESS;
}

bool bears_no_gap(int tolerance)
{
	return badness_at(tolerance) >= ADDRESS_BADNESS;
}

struct cost cost_of_opening(const struct capacity *line, int64_t need,
			    length em, int tolerance)
{
	int64_t grown = line->grow < need ? line->grow : need;
	int64_t badness = grown > 0 ? grown * SPACE_PRICE / em : 0;
	need -= grown;
	if (need == 0)
		return (struct cost){badness, FIT_EVEN};
	if (line->gaps == 0) {
		badness += badness_without_gap(line) + need * 1000 / em;
		return (struct cost){badness > badness_at(tolerance)
					     ? COST_IMPOSSIBLE : badness,
				     FIT_STRETCHED};
	}
	int64_t gap = need * 1000 / ((int64_t)line->gaps * em);
	if (gap > tolerance)
		return (struct cost){COST_IMPOSSIBLE, FIT_STRETCHED};
	return (struct cost){badness + badness_of_gap(gap), FIT_STRETCHED};
}

int64_t demerits_of(int64_t badness, int64_t penalty)
{
	if (badness > WORST_BADNESS)
		badness = WORST_BADNESS;
	int64_t line = LINE_BADNESS + badness;
	return line * line + penalty * penalty * 100;
}

int64_t demerits_beyond(int tolerance)
{
	if (tolerance == INT32_MAX)
		return COST_IMPOSSIBLE;
	return demerits_of(badness_of_gap(tolerance), 0);
}
