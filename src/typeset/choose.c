/* The lines of a paragraph: searched for with narrow tolerance first, then
 * wider, until no line beyond the tolerance could make the whole cheaper;
 * then once more for a line more or less, when pages ask for it.
 */
#include "typeset/search.h"

#include "base/unicode.h"
#include "base/banned.h"

#define FIRST_TOLERANCE 30    /* most paragraphs need no wider gap */
#define SECOND_TOLERANCE 60
#define THIRD_TOLERANCE 250
#define FOURTH_TOLERANCE 500
#define LOOSE_TOLERANCE 30    /* a page's wish is no reason for pale lines */
#define SETTLED_LINES 16      /* two ways apart are one again within these */

/* The best way to the end; with by_count, of that many lines. */
static const struct node *best_way(const struct search *search, int64_t lines)
{
	const struct node *best = NULL;
	for (size_t i = 0; i < search->way_count; i++) {
		const struct node *way = &search->ways[i];
		if (search->by_count && way->lines != lines)
			continue;
		if (!best || way->demerits < best->demerits ||
		    (way->demerits == best->demerits &&
		     way->lines < best->lines))
			best = way;
	}
	return best;
}

static void trace(const struct search *search, const struct node *end,
		  struct choice *out)
{
	struct arena *scratch = search->p->setter->scratch;
	out->count = end->lines;
	out->demerits = end->demerits;
	out->lines = arena_array(scratch, struct chosen_line, out->count);
	const struct node *node = end;
	for (size_t i = out->count; i > 0; i--) {
		out->lines[i - 1] = (struct chosen_line){
			.first = node->first, .end = node->end,
			.is_last = node->is_last,
			.close = node->close,
			.is_overfull = node->is_overfull,
		};
		node = &search->nodes.at[node->previous];
	}
}

/* Could a line beyond the tolerance have made the whole cheaper, or a start
 * that was as dear? Not where it alone costs more than all the lines that it
 * could change. */
static bool is_settled(const struct search *search, const struct node *end)
{
	int64_t beyond = demerits_beyond(search->tolerance);
	const struct node *back = end;
	for (uint32_t i = 0; i < SETTLED_LINES && back->lines; i++)
		back = &search->nodes.at[back->previous];
	for (const struct node *node = end;;) {
		if (node->demerits - back->demerits >= beyond)
			return false;
		if (!back->lines)
			return true;
		node = &search->nodes.at[node->previous];
		back = &search->nodes.at[back->previous];
	}
}

static bool choose_freely(struct search *search, struct choice *out)
{
	static const int tolerances[] = {FIRST_TOLERANCE, SECOND_TOLERANCE,
					 THIRD_TOLERANCE, FOURTH_TOLERANCE,
					 NO_TOLERANCE};
	for (size_t i = 0; i < sizeof tolerances / sizeof *tolerances; i++) {
		search->tolerance = tolerances[i];
		run_search(search);
		const struct node *best = best_way(search, 0);
		if (!best || (search->tolerance != NO_TOLERANCE &&
			      search->mode == MODE_JUSTIFIED &&
			      !is_settled(search, best)))
			continue;
		trace(search, best, out);
		return true;
	}
	return false;
}

/* A heading of several lines, once more, with its words known. */
static void choose_between_words(struct search *search, struct choice *out)
{
	struct paragraph *p = search->p;
	search->word_starts =
		unicode_word_starts(p->text, p->setter->scratch);
	if (search->word_starts)
		choose_freely(search, out);
}

static bool has_ink(const struct paragraph *p)
{
	for (size_t i = 0; i < p->cells.count; i++)
		if (!is_droppable(&p->cells.at[i]))
			return true;
	return false;
}

/* A search through the text, its overlong words torn; NULL without ink. */
static struct search *start_search(struct paragraph *p)
{
	const struct line_request *request = p->request;
	if (!has_ink(p))
		return NULL;
	struct search *search = arena_new(p->setter->scratch, struct search);
	search->p = p;
	list_reserve(p->setter->scratch, &search->nodes, p->cells.count);
	if (request->is_balanced)
		search->mode = MODE_BALANCED;
	else if (request->style->align != STYLE_JUSTIFY)
		search->mode = MODE_RAGGED;
	length first = measure_of_line(p, true);
	length rest = measure_of_line(p, false);
	length least = first < rest ? first : rest;
	if (find_emergencies(p, least / 4, false) > least)
		find_emergencies(p, least, true);
	return search;
}

/* Would all the text, opened as far as LOOSE_TOLERANCE goes, fill its lines
 * and begin one more? Hyphens make it longer; what readings and lines that
 * the author ended do to it is not reckoned. */
static bool may_grow(const struct search *search, size_t count)
{
	const struct paragraph *p = search->p;
	const struct capacity *all = &search->all;
	if (search->mode != MODE_JUSTIFIED || search->has_forced ||
	    p->rubies.count)
		return search->mode == MODE_JUSTIFIED;
	int64_t em = p->request->style->size, lines = (int64_t)count;
	int64_t widest = all->width + all->grow +
			 all->gaps * em * (LOOSE_TOLERANCE + 1) / 1000;
	if (all->letters)
		widest += lines * em;
	return widest >= measure_of_line(p, true) +
			 (lines - 1) * measure_of_line(p, false);
}

void choose_among(struct paragraph *p, const bool *starts, struct choice *out)
{
	const struct line_request *request = p->request;
	struct search *search = start_search(p);
	*out = (struct choice){0};
	if (!search)
		return;
	search->only = starts;
	if (!choose_freely(search, out))
		return;
	out->may_grow = may_grow(search, out->count);
	if ((request->is_balanced || request->keeps_words) && out->count > 1)
		choose_between_words(search, out);
}

void choose_lines(struct paragraph *p, struct choice *out)
{
	choose_among(p, NULL, out);
}

/* The best way of so many lines, if nothing sticks out and no character is
 * left alone. */
static void choose_count(const struct search *search, size_t count,
			 struct choice *out)
{
	const struct node *best = best_way(search, (int64_t)count);
	*out = (struct choice){0};
	if (best && best->demerits < demerits_of(0, RUNT_PENALTY))
		trace(search, best, out);
}

void choose_counts(struct paragraph *p, size_t count, struct choice *fewer,
		   struct choice *more)
{
	struct search *search = start_search(p);
	*fewer = *more = (struct choice){0};
	if (!search || search->mode != MODE_JUSTIFIED)
		return;
	search->by_count = true;
	search->tolerance = LOOSE_TOLERANCE;
	run_search(search);
	choose_count(search, count - 1, fewer);
	choose_count(search, count + 1, more);
}
