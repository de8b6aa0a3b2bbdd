/* Other settings of a paragraph or a figure, made only where a page fails:
 * the paragraph with a line less or more, the figure a little smaller, or at
 * the head of the next page with the text after it moved up. Each has a
 * price, so that a page may still prefer to stay a line short.
 */
#include "typeset/galley.h"

#include "base/banned.h"

#define COST_VARIANT 60
#define COST_SMALLER 30               /* a line of a figure */
#define COST_FLOAT 70                 /* a figure away from its words */
#define COST_OVERTAKEN 5              /* by each line */
#define OWED_MOST 3                   /* lines, to a heading */
#define GAP_MOST 125                  /* 1/1000 em: an eighth */
#define SQUEEZE_A_LINE 1000           /* what a line may give up */

/* Badness of one line as the line breaker sees it, near enough. */
static int line_badness(const struct set_line *line)
{
	if (line->gap <= 0)
		return line->gap < 0 ? 14 : 0;
	int64_t eighths = (int64_t)line->gap * 1000 / GAP_MOST;
	return 30 + (int)(100 * eighths * eighths / 1000 * eighths / 1000000);
}

static bool is_even(const struct set_line *lines, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (lines[i].gap > GAP_MOST || lines[i].is_overfull)
			return false;
	return true;
}

static int text_cost(const struct galley *g, const struct choice *choice,
		     const struct set_paragraph *lines)
{
	int cost = 0;
	for (size_t i = 0; i < lines->count; i++)
		cost += line_badness(&lines->lines[i]);
	for (uint32_t i = 0; i < choice->count; i++)
		cost -= line_badness(
			g->strips.at[choice->first + i].as.line);
	return COST_VARIANT + (cost > 0 ? cost / 10 : 0);
}

/* Whether the last line is short enough for the others to take it in. */
static bool may_shrink(const struct galley *g, const struct choice *choice)
{
	uint32_t last = choice->first + choice->count - 1;
	int64_t width = g->strips.at[last].as.line->width;
	int64_t em = choice->text->request.style->size;
	int64_t others = choice->count - 1;
	return width <= others * em * SQUEEZE_A_LINE / 1000;
}

static void push_alternative(struct galley *g, struct choice *choice,
			     uint32_t first, int cost)
{
	struct alternative other = {
		first, (uint32_t)g->strips.count - first, cost};
	list_push(g->setter->arena, &choice->others, other);
}

static void add_alternative(struct galley *g, struct choice *choice,
			    uint32_t first, int cost)
{
	/* The break before it costs what it cost before the first setting;
	 * lines owed to a heading stay owed. */
	const struct strip *own = &g->strips.at[choice->first];
	struct strip *other = &g->strips.at[first];
	uint32_t count = (uint32_t)g->strips.count - first;
	other[0].break_cost = own[0].break_cost;
	for (uint32_t i = 1; i < count && i < choice->count; i++)
		if (own[i].break_cost >= BREAK_FORBIDDEN)
			other[i].break_cost = BREAK_FORBIDDEN;
	push_alternative(g, choice, first, cost);
}

static bool offer_lines(struct galley *g, struct choice *choice,
			const struct set_paragraph *lines)
{
	if (lines->count == 0 || !is_even(lines->lines, lines->count))
		return false;
	uint32_t first = (uint32_t)g->strips.count;
	galley_push_lines(g, choice->text, lines);
	add_alternative(g, choice, first, text_cost(g, choice, lines));
	return true;
}

static bool try_lines(struct galley *g, struct choice *choice)
{
	struct set_paragraph shorter = {0}, longer = {0};
	bool shrinks = may_shrink(g, choice), grows = choice->may_grow;
	if (!shrinks && !grows)
		return false;
	set_variants(g->setter, &choice->text->request, choice->count,
		     shrinks ? &shorter : NULL, grows ? &longer : NULL);
	bool is_shorter = offer_lines(g, choice, &shorter);
	return offer_lines(g, choice, &longer) || is_shorter;
}

/* Lines right after a figure or a turned table that may change places with it. */
static uint32_t lines_after(const struct galley *g, const struct choice *choice)
{
	const struct strip *figure = &g->strips.at[choice->first];
	uint32_t count = 0;
	uint32_t most = choice->is_page
		? (uint32_t)(g->capacity / QUARTERS) : FLOAT_MOST;
	while (count < most &&
	       choice->first + 1 + count < g->strip_count) {
		const struct strip *next = figure + 1 + count;
		/* Never into the middle of a list, a verse or code. */
		if (next->kind != STRIP_LINE || !next->block ||
		    next->block->kind != BLOCK_PARAGRAPH ||
		    next->block->parent != figure->block->parent)
			break;
		count++;
	}
	return count;
}

static void copy_strips(struct galley *g, uint32_t from, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		struct strip strip = g->strips.at[from + i];
		list_push(g->setter->arena, &g->strips, strip);
	}
}

static void try_sizes(struct galley *g, struct choice *choice)
{
	struct strip strip;
	for (int less = 1; shrink_figure(g, choice->figure, less, &strip);
	     less++) {
		uint32_t first = (uint32_t)g->strips.count;
		strip.break_cost = g->strips.at[choice->first].break_cost;
		list_push(g->setter->arena, &g->strips, strip);
		copy_strips(g, choice->first + 1, choice->count - 1);
		push_alternative(g, choice, first, COST_SMALLER * less);
	}
}

/* It follows a heading, which wants lines of text after it. */
static bool figure_is_held(const struct galley *g, const struct choice *choice)
{
	return g->strips.at[choice->first].break_cost >= BREAK_FORBIDDEN;
}

/* Other text between a colon and what it announces is worse than the end of
 * a page. */
static int cost_of_parting(const struct galley *g, const struct choice *choice)
{
	return figure_is_held(g, choice)
		       ? 0 : 2 * g->strips.at[choice->first].break_cost;
}

/* The figure at the head of the next page, `lines` lines of text before it.
 * It keeps no place in the text: the page begins with the words after it. */
static void push_floated(struct galley *g, struct choice *choice,
			 uint32_t lines)
{
	uint32_t first = (uint32_t)g->strips.count;
	struct strip figure = g->strips.at[choice->first];
	copy_strips(g, choice->first + 1, choice->count - 1);
	g->strips.at[first].break_cost = figure.break_cost;
	figure.opens_page = true;
	figure.at = (struct position){0, 0};
	figure.break_cost = 0;
	if (lines < choice->count - 1) {
		struct strip *next = &g->strips.at[first + lines];
		figure.break_cost = next->break_cost;
		next->break_cost = choice->is_page ? 0 : BREAK_FORBIDDEN;
	}
	if (figure_is_held(g, choice))
		for (uint32_t i = 0; i < OWED_MOST && i < lines; i++)
			g->strips.at[first + i].break_cost = BREAK_FORBIDDEN;
	/* Room for one more; then the lines behind it move up. */
	list_push(g->setter->arena, &g->strips, figure);
	struct strip *at = &g->strips.at[first + lines];
	memmove(at + 1, at, (choice->count - 1 - lines) * sizeof *at);
	*at = figure;
	push_alternative(g, choice, first,
			 COST_FLOAT + COST_OVERTAKEN * (int)lines +
				 cost_of_parting(g, choice));
}

static bool try_figure(struct galley *g, struct choice *choice)
{
	uint32_t lines = lines_after(g, choice);
	choice->count = 1 + lines;
	if (choice->figure)
		try_sizes(g, choice);
	uint32_t least = figure_is_held(g, choice) ? OWED_MOST : 1;
	for (uint32_t i = least; i <= lines; i++)
		push_floated(g, choice, i);
	return choice->others.count > 0;
}

bool galley_try_variants(struct galley *g, struct choice *choice)
{
	choice->is_tried = true;
	if (choice->figure || choice->is_page)
		return try_figure(g, choice);
	return try_lines(g, choice);
}
