/* Other settings of a paragraph or a figure, made only where a page fails:
 * the paragraph with a line less or more, the figure a little smaller. Each
 * has a price, so that a page may still prefer to stay a line short.
 */
#include "typeset/galley.h"

#include "base/banned.h"

#define COST_VARIANT 60
#define COST_SMALLER 30               /* a line of a figure */
#define GAP_MOST 125                  /* 1/1000 em: an eighth */
#define SQUEEZE_A_LINE 1000           /* what a line may give up */
#define STRETCH_A_LINE 2500

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

/* Whether the last line is short, or long, enough to hope. */
static bool is_hopeful(const struct galley *g, const struct choice *choice,
		       int looseness)
{
	const struct text *text = choice->text;
	uint32_t last = choice->first + choice->count - 1;
	int64_t width = g->strips.at[last].as.line->width;
	int64_t em = text->request.style->size;
	int64_t others = choice->count - 1;
	if (looseness < 0)
		return width <= others * em * SQUEEZE_A_LINE / 1000;
	return width + others * em * STRETCH_A_LINE / 1000 >=
	       text->request.measure + 2 * em;
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
	choice->at[choice->alternative_count++] =
		(struct alternative){first, count, cost};
}

static bool try_looseness(struct galley *g, struct choice *choice,
			  int looseness)
{
	if (!is_hopeful(g, choice, looseness))
		return false;
	struct line_request request = choice->text->request;
	request.looseness = looseness;
	struct set_paragraph lines = {0};
	set_lines(g->setter, &request, &lines);
	if ((int64_t)lines.count != (int64_t)choice->count + looseness ||
	    !is_even(lines.lines, lines.count))
		return false;
	uint32_t first = (uint32_t)g->strips.count;
	push_lines(g, choice->text, &lines);
	add_alternative(g, choice, first, text_cost(g, choice, &lines));
	return true;
}

static bool try_sizes(struct galley *g, struct choice *choice)
{
	for (int less = 1; less <= ALTERNATIVES_MOST; less++) {
		struct strip strip;
		if (!shrink_figure(g, choice->figure, less, &strip))
			break;
		list_push(g->setter->arena, &g->strips, strip);
		add_alternative(g, choice, (uint32_t)g->strips.count - 1,
				COST_SMALLER * less);
	}
	return choice->alternative_count > 0;
}

bool try_variants(struct galley *g, struct choice *choice)
{
	choice->is_tried = true;
	if (choice->figure)
		return try_sizes(g, choice);
	bool is_shorter = try_looseness(g, choice, -1);
	return try_looseness(g, choice, 1) || is_shorter;
}
