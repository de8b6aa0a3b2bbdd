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
	const struct capacity *sum;   /* to the end of the last kept cell */
	uint32_t end;                 /* cells: one beyond the last kept */
	length trims[CLOSE_HANGING + 1]; /* at the end, by enum line_close */
	bool may_close[CLOSE_HANGING + 1];
	int penalty;
	bool is_forced, is_end, is_hyphenated;
};

length measure_of_line(const struct paragraph *p, bool is_first)
{
	const struct line_request *request = p->request;
	length indent = is_first ? request->first_indent
				 : request->hanging_indent;
	return request->measure > indent ? request->measure - indent : 1;
}

static struct capacity between(const struct capacity *from,
			       const struct capacity *to)
{
	return (struct capacity){
		.width = to->width - from->width,
		.give = to->give - from->give,
		.grow = to->grow - from->grow,
		.gaps = to->gaps - from->gaps,
		.han = to->han - from->han,
		.letters = to->letters - from->letters,
	};
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
	if (start->is_hyphenated)
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

/* Class by class; a point at the end of a line has lost its lead. */
static struct shrinks shrinks_between(const struct search *search,
				      const struct start *start,
				      const struct stop *stop,
				      enum line_close close)
{
	const struct shrinks *from = &search->shrinks.at[start->sum.row];
	const struct shrinks *to = &search->shrinks.at[stop->sum->row];
	const struct cell *last = &search->p->cells.at[stop->end - 1];
	struct shrinks line;
	for (int kind = 0; kind < SHRINK_COUNT; kind++)
		line.of[kind] = to->of[kind] - from->of[kind];
	if (close != CLOSE_FULL && stop->end - 1 > start->cell &&
	    cjk_is(last->class, CJK_POINT_BITS))
		line.of[last->class == CJK_PAUSE ? SHRINK_PAUSE
						 : SHRINK_STOP] -= last->lead;
	return line;
}

static int64_t penalty_of_start(const struct search *search,
				const struct start *start)
{
	if (start->is_first)
		return 0;
	if (search->mode == MODE_BALANCED)
		return title_penalty(search, start->cell);
	return search->word_starts
		       ? title_penalty(search, start->cell) / RAGGED_SHARE : 0;
}

static int64_t demerits_between(const struct search *search,
				const struct start *start,
				const struct stop *stop, int64_t badness,
				int64_t penalty)
{
	int64_t demerits = demerits_of(badness, penalty);
	if (start->is_hyphenated && stop->is_hyphenated)
		demerits += HYPHENS_DEMERITS;
	if (search->mode == MODE_BALANCED)
		demerits += BALANCED_LINE;
	return demerits;
}

/* Tries the line from a start to the stop. False: it, and all that start
 * later, are too short. */
static bool try_line(struct search *search, const struct start *start,
		     const struct stop *stop, enum line_close close)
{
	struct capacity line = between(&start->sum, stop->sum);
	line.width -= stop->trims[close];
	int64_t need = start->measure - line.width;
	length em = search->p->request->style->size;
	struct cost cost = {0, FIT_EVEN};
	search->opened = 0;
	if (-need > line.give)
		return true;
	if (search->mode != MODE_JUSTIFIED) {
		cost = cost_of_ragged(search, need, start->measure,
				      stop->is_forced);
	} else if (need < 0) {
		struct shrinks given =
			shrinks_between(search, start, stop, close);
		cost = cost_of_squeeze(&given, -need, em);
	} else if (!stop->is_forced) {
		cost = cost_of_opening(&line, need, em, search->tolerance);
	}
	if (cost.badness == COST_IMPOSSIBLE)
		return need < 2 * (int64_t)em ||
		       line.letters >= ADDRESS_LETTERS;
	if (need > 0 && !stop->is_forced)
		search->opened = demerits_of(cost.badness < ADDRESS_BADNESS
						     ? cost.badness
						     : ADDRESS_BADNESS, 0);
	int64_t penalty = penalty_of(search, start, stop, &line) +
			  penalty_of_start(search, start) +
			  (close == CLOSE_HANGING ? HANG_PENALTY : 0);
	struct node node = {
		.first = start->cell, .end = stop->end,
		.fitness = (uint8_t)cost.fitness, .close = (uint8_t)close,
		.is_last = stop->is_forced,
	};
	extend_ways(search, start, &node,
		    demerits_between(search, start, stop, cost.badness,
				     penalty));
	return true;
}

/* The line with each end that its last mark may have. */
static bool try_ends(struct search *search, const struct start *start,
		     const struct stop *stop)
{
	bool half = true, full = true;
	if (stop->may_close[CLOSE_FULL])
		full = try_line(search, start, stop, CLOSE_FULL);
	if (stop->may_close[CLOSE_HALF])
		half = try_line(search, start, stop, CLOSE_HALF);
	if (stop->may_close[CLOSE_HANGING])
		try_line(search, start, stop, CLOSE_HANGING);
	return full && half;
}

static void find_ends(const struct search *search, struct stop *stop)
{
	const struct paragraph *p = search->p;
	uint32_t last = stop->end - 1;
	enum cjk_line_end end =
		p->runs.at[p->cells.at[last].run].preset->line_end;
	length hyphen = hyphen_width(p, stop->end);
	stop->may_close[CLOSE_HALF] = end != LINE_END_FULL;
	stop->may_close[CLOSE_FULL] = end != LINE_END_HALF;
	stop->may_close[CLOSE_HANGING] = search->hangs && may_hang(p, last);
	stop->is_hyphenated = is_hyphenated(search, stop->end);
	/* The first is asked for in any case, by least_width. */
	for (int i = CLOSE_HALF; i <= CLOSE_HANGING; i++)
		if (i == CLOSE_HALF || stop->may_close[i])
			stop->trims[i] =
				trim_at_end(p, last, (enum line_close)i) -
				hyphen;
}

static int64_t least_width(const struct search *search,
			   const struct start *start, const struct stop *stop)
{
	int64_t width = stop->sum->width - start->sum.width -
			stop->trims[CLOSE_HALF];
	if (search->mode != MODE_JUSTIFIED)
		return width;
	return width - (stop->sum->give - start->sum.give);
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

/* No start to come will be cheaper than the cheapest in reach, for its ways
 * come from there. */
static int64_t least_of_starts(struct search *search)
{
	const struct start *starts = search->starts.at;
	if (search->cheapest < search->oldest ||
	    search->cheapest >= search->starts.count) {
		search->cheapest = search->oldest;
		for (size_t i = search->oldest; i < search->starts.count; i++)
			if (starts[i].least <= starts[search->cheapest].least)
				search->cheapest = i;
	}
	return starts[search->cheapest].least;
}

/* Later starts make wider gaps: once a line's own cost on the best start
 * comes to more than a way already found, no later one can win. */
static bool is_beaten(struct search *search)
{
	return search->opened && search->way_count && !search->by_count &&
	       search->opened + least_of_starts(search) >
		       search->least + CONTRAST_DEMERITS;
}

/* Is even the longest line to the stop too short, whatever hyphen it has?
 * Asked of every cell, so without looking at its neighbours. */
static bool is_out_of_reach(const struct search *search,
			    const struct stop *stop)
{
	if (search->oldest == search->starts.count)
		return true;
	if (!search->too_wide)
		return false;
	const struct start *start = &search->starts.at[search->oldest];
	const struct capacity *from = &start->sum, *to = stop->sum;
	int64_t need = start->measure - (to->width - from->width) -
		       (to->grow - from->grow);
	need -= 2 * (int64_t)search->p->request->style->size;
	return need > 0 &&
	       need * 1000 >= (to->gaps - from->gaps) * search->too_wide &&
	       to->letters - from->letters < ADDRESS_LETTERS;
}

static void reach(struct search *search, struct stop *stop)
{
	if (search->oldest == search->starts.count)
		return;
	find_ends(search, stop);
	search->way_count = 0;
	drop_starts(search, stop);
	for (size_t i = search->oldest; i < search->starts.count; i++) {
		bool goes_on = try_ends(search, &search->starts.at[i], stop);
		if ((!goes_on && !stop->is_forced) || is_beaten(search))
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
	search->cheapest = SIZE_MAX;
	search->oldest = 0;
}

/* To begin a line here costs more than a line beyond the tolerance would have:
 * one is passed over like the other, and choose.c judges both together. */
static bool is_too_dear(struct search *search)
{
	return search->mode == MODE_JUSTIFIED && !search->by_count &&
	       search->tolerance < NO_TOLERANCE &&
	       search->oldest < search->starts.count &&
	       search->least - least_of_starts(search) >
		       demerits_beyond(search->tolerance);
}

static void add_start(struct search *search, const struct capacity *sum,
		      uint32_t cell)
{
	struct arena *scratch = search->p->setter->scratch;
	if (is_too_dear(search)) {
		search->way_count = 0;
		return;
	}
	struct start start = {
		.sum = *sum, .cell = cell,
		.measure = measure_of_line(search->p, !search->nodes.count) +
			   trim_at_start(search->p, cell),
		.is_first = !search->nodes.count,
		.is_hyphenated = is_hyphenated(search, cell),
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

static void stop_before(struct search *search, uint32_t cell,
			struct stop *stop)
{
	const struct paragraph *p = search->p;
	bool is_forced = p->cells.at[cell - 1].class == CJK_BREAK;
	if (!stop->end || (search->only && !search->only[cell]) ||
	    (!is_forced && is_out_of_reach(search, stop)) ||
	    break_before(p, cell, &stop->penalty) == BREAK_NONE)
		return;
	stop->is_forced = is_forced;
	reach(search, stop);
	if (!is_forced)
		return;
	search->has_forced = true;
	search->oldest = search->starts.count;
}

static void start_walk(struct search *search)
{
	const struct layout *layout = search->p->setter->layout;
	const struct paragraph *p = search->p;
	search->hangs = layout && (layout->hangs || layout->is_vertical);
	bool is_known = search->mode == MODE_JUSTIFIED && !p->rubies.count &&
			!bears_no_gap(search->tolerance);
	search->too_wide = is_known ? (search->tolerance + 1) *
				      (int64_t)p->request->style->size : 0;
	search->nodes.count = search->starts.count = search->oldest = 0;
	search->cheapest = search->shrinks.count = 0;
	search->ways[0] = (struct node){.fitness = FIT_EVEN};
	search->way_count = 1;
	search->least = 0;
}

/* Past what lies between cells i - 1 and i. */
static void cross(struct search *search, uint32_t i, struct capacity *sum,
		  struct shrinks *shrinks)
{
	const struct cell *cells = search->p->cells.at;
	if (is_plain_pair(&cells[i - 1], &cells[i])) {
		sum->gaps += (cells[i - 1].flags & CELL_OPENS) != 0;
		return;
	}
	int64_t give = sum->give;
	add_boundary(search->p, i, sum, shrinks);
	if (sum->give == give)
		return;
	sum->row = (uint32_t)search->shrinks.count;
	list_push(search->p->setter->scratch, &search->shrinks, *shrinks);
}

void run_search(struct search *search)
{
	const struct paragraph *p = search->p;
	struct capacity sum = {0}, before_blanks = {0};
	struct shrinks shrinks = {0};
	struct stop stop = {.sum = &sum};
	start_walk(search);
	list_push(p->setter->scratch, &search->shrinks, shrinks);
	for (uint32_t i = 0; i < p->cells.count; i++) {
		bool is_kept = !is_droppable(&p->cells.at[i]);
		if (i)
			stop_before(search, i, &stop);
		if (!is_kept && stop.sum == &sum) {
			before_blanks = sum;
			stop.sum = &before_blanks;
		}
		if (i)
			cross(search, i, &sum, &shrinks);
		if (search->way_count && is_kept)
			add_start(search, &sum, i);
		add_inside(p, i, &sum);
		if (is_kept) {
			stop.sum = &sum;
			stop.end = i + 1;
		}
	}
	search->all = sum;
	stop.is_forced = stop.is_end = true;
	stop.penalty = 0;
	reach(search, &stop);
}
