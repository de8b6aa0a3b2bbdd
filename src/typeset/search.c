/* The cheapest ways through a paragraph: Knuth and Plass's optimum by
 * dynamic programming over the breaks.
 *
 * Widths never shrink along the text, so the starts that can still reach a
 * break form a window that only moves forward; for each of them only one
 * way of each fitness is kept. Never fails: where nothing fits, the last
 * start makes an overfull line.
 */
#include "typeset/search.h"

#include "base/banned.h"

#define BALANCED_LINE 10000000000 /* fewer lines come before even ones */
#define BALANCED_SLACK 10     /* badness a thousandth of the measure */
#define RAGGED_SLACK 400      /* a quarter of the measure: badness 156 */
#define RAGGED_SHARE 16       /* fullness counts for more there */
#define HANG_PENALTY 20
#define SHORT_PENALTY 40      /* a last line no longer than the next indent */
#define HYPHENS_DEMERITS 10000000 /* a hyphen under a hyphen */
#define LAST_PENALTY 200      /* half a word begins the last line */
#define CONTRAST_DEMERITS 40000 /* a squeezed line beside an opened one */

/* The break looked at. */
struct stop {
	struct capacity sum;          /* to the end of the last kept cell */
	uint32_t end;                 /* cells: one beyond the last kept */
	length trims[CLOSE_HANGING + 1]; /* at the end, by enum line_close */
	int penalty;
	bool is_forced, is_end;
};

length measure_of_line(const struct paragraph *p, bool is_first)
{
	const struct line_request *request = p->request;
	length indent = is_first ? request->first_indent
				 : request->hanging_indent;
	return request->measure > indent ? request->measure - indent : 1;
}

static void subtract(struct capacity *from, const struct capacity *what)
{
	from->width -= what->width;
	from->give -= what->give;
	for (int kind = 0; kind < SHRINK_COUNT; kind++)
		from->shrink[kind] -= what->shrink[kind];
	from->word -= what->word;
	from->space -= what->space;
	from->gaps -= what->gaps;
	from->han -= what->han;
	from->letters -= what->letters;
}

/* clreq, 3.3: the last line holds two Han at least; one with a number or a
 * word beside it is no orphan either. */
static bool is_runt(const struct capacity *line)
{
	return line->han < 2 && line->letters < 1 + 2 * line->han;
}

static struct cost cost_of_ragged(const struct search *search, int64_t need,
				  length measure, bool is_last)
{
	if (need < 0)
		return (struct cost){COST_IMPOSSIBLE, FIT_EVEN};
	if (is_last && search->mode == MODE_RAGGED)
		return (struct cost){0, FIT_EVEN};
	int64_t slack = need * 1000 / measure;
	return (struct cost){search->mode == MODE_BALANCED
				     ? slack * BALANCED_SLACK
				     : slack * slack / RAGGED_SLACK,
			     FIT_EVEN};
}

static int64_t penalty_of(const struct search *search,
			  const struct start *start, const struct stop *stop,
			  const struct capacity *line)
{
	int64_t penalty = stop->penalty;
	if (!stop->is_end || start->is_first)
		return penalty;
	if (search->p->cells.at[start->cell].flags & CELL_HYPHENATED)
		penalty += LAST_PENALTY;
	length em = search->p->request->style->size;
	if (is_runt(line))
		penalty += RUNT_PENALTY;
	else if (search->mode == MODE_JUSTIFIED &&
		 line->width <= 2 * (int64_t)em)
		penalty += SHORT_PENALTY;
	return penalty;
}

static bool is_hyphenated(const struct search *search, uint32_t cell)
{
	return cell < search->p->cells.count &&
	       search->p->cells.at[cell].flags & CELL_HYPHENATED;
}

static void keep_way(struct search *search, const struct node *way)
{
	if (!search->way_count || way->demerits < search->least)
		search->least = way->demerits;
	for (size_t i = 0; i < search->way_count; i++) {
		struct node *kept = &search->ways[i];
		if (kept->fitness != way->fitness ||
		    (search->by_count && kept->lines != way->lines))
			continue;
		if (way->demerits < kept->demerits)
			*kept = *way;
		return;
	}
	if (search->way_count < MOST_WAYS)
		search->ways[search->way_count++] = *way;
}

static bool is_contrast(uint8_t a, uint8_t b)
{
	return (a == FIT_SQUEEZED && b == FIT_STRETCHED) ||
	       (a == FIT_STRETCHED && b == FIT_SQUEEZED);
}

/* All ways to the start, each with this line added; none where the cheapest
 * of them costs more than a way already found and all it may yet pay for a
 * contrast. */
static void extend_ways(struct search *search, const struct start *start,
			const struct node *line, int64_t demerits)
{
	if (search->way_count && !search->by_count &&
	    start->least + demerits > search->least + CONTRAST_DEMERITS)
		return;
	for (uint32_t i = 0; i < start->node_count; i++) {
		const struct node *from =
			&search->nodes.at[start->first_node + i];
		struct node way = *line;
		way.demerits = from->demerits + demerits;
		if (is_contrast(from->fitness, way.fitness))
			way.demerits += CONTRAST_DEMERITS;
		way.previous = start->first_node + i;
		way.lines = from->lines + 1;
		keep_way(search, &way);
	}
}

/* Tries the line from a start to the stop. False: it, and all that start
 * later, are too short. */
static bool try_line(struct search *search, const struct start *start,
		     const struct stop *stop, enum line_close close)
{
	const struct paragraph *p = search->p;
	int64_t width = stop->sum.width - start->sum.width -
			stop->trims[close];
	int64_t need = start->measure - width;
	search->opened = 0;
	if (-need > stop->sum.give - start->sum.give)
		return true;
	struct capacity line = stop->sum;
	subtract(&line, &start->sum);
	line.width = width;
	const struct cell *last = &p->cells.at[stop->end - 1];
	if (close != CLOSE_FULL && stop->end - 1 > start->cell &&
	    cjk_is(last->class, CJK_POINT_BITS))
		line.shrink[last->class == CJK_PAUSE ? SHRINK_PAUSE
						     : SHRINK_STOP] -=
			last->lead;
	length em = p->request->style->size;
	struct cost cost = {0, FIT_EVEN};
	if (search->mode != MODE_JUSTIFIED)
		cost = cost_of_ragged(search, need, start->measure,
				      stop->is_forced);
	else if (!stop->is_forced || need < 0)
		cost = cost_of_line(&line, need, em, search->tolerance);
	if (cost.badness == COST_IMPOSSIBLE)
		return need < 2 * (int64_t)em ||
		       line.letters >= ADDRESS_LETTERS;
	if (need > 0 && !stop->is_forced)
		search->opened = demerits_of(cost.badness < ADDRESS_BADNESS
						     ? cost.badness
						     : ADDRESS_BADNESS, 0);
	int64_t penalty = penalty_of(search, start, stop, &line) +
			  (close == CLOSE_HANGING ? HANG_PENALTY : 0);
	if (!start->is_first && search->mode == MODE_BALANCED)
		penalty += title_penalty(search, start->cell);
	else if (!start->is_first && search->word_starts)
		penalty += title_penalty(search, start->cell) / RAGGED_SHARE;
	struct node node = {
		.first = start->cell, .end = stop->end,
		.fitness = (uint8_t)cost.fitness, .close = (uint8_t)close,
		.is_last = stop->is_forced,
	};
	int64_t demerits = demerits_of(cost.badness, penalty);
	if (is_hyphenated(search, start->cell) &&
	    is_hyphenated(search, stop->end))
		demerits += HYPHENS_DEMERITS;
	if (search->mode == MODE_BALANCED)
		demerits += BALANCED_LINE;
	extend_ways(search, start, &node, demerits);
	return true;
}

static void try_ends(struct search *search, const struct start *start,
		     const struct stop *stop, bool *goes_on)
{
	const struct paragraph *p = search->p;
	const struct cell *last = &p->cells.at[stop->end - 1];
	enum cjk_line_end end = p->runs.at[last->run].preset->line_end;
	bool half = true, full = true;
	if (end != LINE_END_HALF)
		full = try_line(search, start, stop, CLOSE_FULL);
	if (end != LINE_END_FULL)
		half = try_line(search, start, stop, CLOSE_HALF);
	if (search->hangs && may_hang(p, stop->end - 1))
		try_line(search, start, stop, CLOSE_HANGING);
	*goes_on = full && half;
}

static int64_t least_width(const struct search *search,
			   const struct start *start, const struct stop *stop)
{
	int64_t width = stop->sum.width - start->sum.width -
			stop->trims[CLOSE_HALF];
	if (search->mode != MODE_JUSTIFIED)
		return width;
	return width - (stop->sum.give - start->sum.give);
}

/* Starts whose line is overfull for good leave the window; an em is left,
 * for trimming makes widths waver. */
static void drop_starts(struct search *search, const struct stop *stop)
{
	length em = search->p->request->style->size;
	while (search->oldest < search->starts.count) {
		const struct start *start =
			&search->starts.at[search->oldest];
		if (least_width(search, start, stop) <=
		    (int64_t)start->measure + em)
			return;
		if (search->oldest + 1 == search->starts.count)
			return;
		search->oldest++;
	}
}

/* Nothing fits, and the newest start is too long already: an overfull line
 * is all that is left. */
static void make_overfull(struct search *search, const struct stop *stop)
{
	const struct start *start =
		&search->starts.at[search->starts.count - 1];
	if (least_width(search, start, stop) <= start->measure)
		return;
	struct node node = {
		.first = start->cell, .end = stop->end, .fitness = FIT_EVEN,
		.is_last = stop->is_forced, .is_overfull = true,
	};
	extend_ways(search, start, &node, demerits_of(OVERFULL_BADNESS, 0));
}

static int64_t least_of_starts(const struct search *search)
{
	int64_t least = INT64_MAX;
	for (size_t i = search->oldest; i < search->starts.count; i++)
		if (search->starts.at[i].least < least)
			least = search->starts.at[i].least;
	return least;
}

/* Later starts make wider gaps: once a line's own cost on the best start
 * comes to more than a way already found, no later one can win. */
static bool is_beaten(const struct search *search, int64_t least)
{
	return search->opened && search->way_count && !search->by_count &&
	       search->opened + least > search->least + CONTRAST_DEMERITS;
}

static void reach(struct search *search, struct stop *stop)
{
	if (search->oldest == search->starts.count)
		return;
	int most = search->hangs ? CLOSE_HANGING : CLOSE_FULL;
	for (int close = CLOSE_HALF; close <= most; close++)
		stop->trims[close] = trim_at_end(search->p, stop->end - 1,
						 (enum line_close)close) -
				     hyphen_width(search->p, stop->end);
	search->way_count = 0;
	drop_starts(search, stop);
	int64_t least = least_of_starts(search);
	for (size_t i = search->oldest; i < search->starts.count; i++) {
		bool goes_on;
		try_ends(search, &search->starts.at[i], stop, &goes_on);
		if (is_beaten(search, least) ||
		    (!goes_on && !stop->is_forced))
			break;
	}
	if (!search->way_count)
		make_overfull(search, stop);
}

/* Starts out of reach give their room back now and then. */
static void compact(struct search *search)
{
	size_t left = search->starts.count - search->oldest;
	if (search->oldest < 64 || search->oldest < left)
		return;
	memmove(search->starts.at, search->starts.at + search->oldest,
		left * sizeof *search->starts.at);
	search->starts.count = left;
	search->oldest = 0;
}

static void add_start(struct search *search, const struct capacity *sum,
		      uint32_t cell)
{
	struct arena *scratch = search->p->setter->scratch;
	struct start start = {
		.sum = *sum, .cell = cell,
		.measure = measure_of_line(search->p, !search->nodes.count) +
			   trim_at_start(search->p, cell),
		.is_first = !search->nodes.count,
		.first_node = (uint32_t)search->nodes.count,
		.node_count = (uint32_t)search->way_count,
		.least = search->least,
	};
	list_reserve(scratch, &search->nodes,
		     search->nodes.count + search->way_count);
	for (size_t i = 0; i < search->way_count; i++)
		search->nodes.at[search->nodes.count++] = search->ways[i];
	search->way_count = 0;
	compact(search);
	list_push(scratch, &search->starts, start);
}

void run_search(struct search *search)
{
	const struct paragraph *p = search->p;
	struct capacity sum = {0};
	struct stop stop = {.end = 0};
	const struct layout *layout = p->setter->layout;
	search->hangs = layout && (layout->hangs || layout->is_vertical);
	search->nodes.count = search->starts.count = search->oldest = 0;
	search->ways[0] = (struct node){.fitness = FIT_EVEN};
	search->way_count = 1;
	search->least = 0;
	for (uint32_t i = 0; i < p->cells.count; i++) {
		enum break_kind kind = BREAK_NONE;
		if (i && stop.end && (!search->only || search->only[i]))
			kind = break_before(p, i, &stop.penalty);
		if (kind != BREAK_NONE) {
			stop.is_forced = kind == BREAK_FORCED;
			reach(search, &stop);
			search->has_forced |= stop.is_forced;
			if (stop.is_forced)
				search->oldest = search->starts.count;
		}
		if (i)
			add_boundary(p, i, &sum);
		if (search->way_count && !is_droppable(&p->cells.at[i]))
			add_start(search, &sum, i);
		add_inside(p, i, &sum);
		if (!is_droppable(&p->cells.at[i])) {
			stop.sum = sum;
			stop.end = i + 1;
		}
	}
	search->all = sum;
	stop.is_forced = stop.is_end = true;
	stop.penalty = 0;
	reach(search, &stop);
}
