/* One line brought to its width, exactly: edges trimmed, then squeezed or
 * opened class by class (clreq, 3.3; the order is that of enum shrink).
 *
 * Within a class every member gives in proportion to what it has; what does
 * not divide goes one unit a member, the first members first, so the sum is
 * right to the unit and the same everywhere.
 */
#include "typeset/lines.h"

#include "base/banned.h"

struct line {
	struct paragraph *p;
	uint32_t first, end;
};

static length em_at(const struct line *line, uint32_t i)
{
	const struct paragraph *p = line->p;
	return p->runs.at[p->cells.at[i].run].em;
}

static bool is_last_cell(const struct line *line, uint32_t i)
{
	return i + 1 == line->end;
}

static bool is_in_code(const struct line *line, uint32_t i)
{
	return line->p->runs.at[line->p->cells.at[i].run].is_code;
}

static length blanks_of(const struct line *line, uint32_t i)
{
	const struct cell *cell = &line->p->cells.at[i];
	bool gives_lead = i > line->first && !(cell->flags & CELL_AIRY);
	length lead = gives_lead ? cell->lead : 0;
	return is_last_cell(line, i) ? lead : lead + cell->tail;
}

/* How much cell i can give in this class. */
static length shrink_of(const struct line *line, uint32_t i, enum shrink kind)
{
	const struct cell *cell = &line->p->cells.at[i];
	length em = em_at(line, i);
	switch (kind) {
	case SHRINK_NONE: case SHRINK_COUNT:
		return 0;
	case SHRINK_WORD:
		return cell->class == CJK_SPACE && !is_in_code(line, i) &&
		       !(cell->flags & CELL_SPACED) && cell->width > em / 4
			       ? cell->width - em / 4 : 0;
	case SHRINK_DOT:
		return cell->class == CJK_DOT ? blanks_of(line, i) : 0;
	case SHRINK_BRACKET:
		return cell->class == CJK_OPENING || cell->class == CJK_CLOSING
			       ? blanks_of(line, i) : 0;
	case SHRINK_PAUSE:
		return cell->class == CJK_PAUSE ? blanks_of(line, i) : 0;
	case SHRINK_SPACE:
		if (cell->flags & CELL_SPACED)
			return cell->width / 2;
		return is_last_cell(line, i) ? 0 : cell->space / 2;
	case SHRINK_STOP:
		return cell->class == CJK_STOP || cell->class == CJK_QUERY
			       ? blanks_of(line, i) : 0;
	}
	return 0;
}

static void take_from(const struct line *line, uint32_t i, enum shrink kind,
		      length amount)
{
	struct cell *cell = &line->p->cells.at[i];
	if (kind == SHRINK_SPACE && !(cell->flags & CELL_SPACED)) {
		cell->space = (uint16_t)(cell->space - amount);
		return;
	}
	cell->width -= amount;
	if (kind == SHRINK_WORD || kind == SHRINK_SPACE)
		return;
	/* From both sides in proportion: centred marks stay in the middle. */
	length all = blanks_of(line, i);
	length lead = is_last_cell(line, i) ? all : all - cell->tail;
	cell->shift -= (length)((int64_t)amount * lead / all);
}

enum grow { GROW_WORD, GROW_SPACE, GROW_COUNT };

static length grow_of(const struct line *line, uint32_t i, enum grow kind)
{
	const struct cell *cell = &line->p->cells.at[i];
	if (is_last_cell(line, i))
		return 0;
	switch (kind) {
	case GROW_WORD:
		if (cell->class != CJK_SPACE || is_in_code(line, i) ||
		    cell->flags & CELL_SPACED || !cell->width ||
		    cell->width >= em_at(line, i) / 2)
			return 0;
		return em_at(line, i) / 2 - cell->width;
	case GROW_SPACE:
		return cell->flags & CELL_SPACED ? cell->width : cell->space;
	case GROW_COUNT:
		break;
	}
	return 0;
}

/* Most cells are Han without a space: they have nothing to give, and grow by
 * their gap alone. */
static bool is_idle(const struct cell *cell)
{
	return cell->class == CJK_HAN && !cell->space;
}

/* A negative kind squeezes: ~enum shrink. */
static length member(const struct line *line, uint32_t i, int kind)
{
	if (is_idle(&line->p->cells.at[i]))
		return 0;
	return kind < 0 ? shrink_of(line, i, (enum shrink)~kind)
			: grow_of(line, i, (enum grow)kind);
}

static void change(const struct line *line, uint32_t i, int kind,
		   length amount)
{
	if (kind < 0)
		take_from(line, i, (enum shrink)~kind, amount);
	else
		line->p->cells.at[i].width += amount;
}

static int64_t total_of(const struct line *line, int kind)
{
	int64_t total = 0;
	for (uint32_t i = line->first; i < line->end; i++)
		total += member(line, i, kind);
	return total;
}

/* Shares `amount` out in proportion to what the members have. */
static void share(const struct line *line, int kind, int64_t amount,
		  int64_t total)
{
	int64_t left = amount;
	for (uint32_t i = line->first; i < line->end; i++)
		left -= member(line, i, kind) * amount / total;
	for (uint32_t i = line->first; i < line->end; i++) {
		length most = member(line, i, kind);
		if (!most)
			continue;
		int64_t part = most * amount / total;
		bool has_more = left > 0 && part < most;
		left -= has_more;
		change(line, i, kind, (length)(part + has_more));
	}
}

static struct shrinks all_shrinks(const struct line *line)
{
	struct shrinks all = {0};
	for (uint32_t i = line->first; i < line->end; i++) {
		if (is_idle(&line->p->cells.at[i]))
			continue;
		for (int kind = 0; kind < SHRINK_COUNT; kind++)
			all.of[kind] += shrink_of(line, i, (enum shrink)kind);
	}
	return all;
}

static int64_t squeeze_line(const struct line *line, int64_t excess)
{
	struct shrinks all = all_shrinks(line);
	for (int kind = 0; excess > 0 && kind < SHRINK_COUNT; kind++) {
		int64_t total = all.of[kind];
		int64_t used = excess < total ? excess : total;
		if (used)
			share(line, ~kind, used, total);
		excess -= used;
	}
	return excess;
}

#define WIDEST_GAP 500

/* Beside an address there can be so few characters that they would stand
 * like pillars; such a line stays short instead. */
static bool stays_short(const struct line *line, int gap)
{
	int letters = 0;
	if (gap <= WIDEST_GAP)
		return false;
	for (uint32_t i = line->first; i < line->end; i++)
		letters += line->p->cells.at[i].class == CJK_LETTER;
	return letters >= ADDRESS_LETTERS;
}

/* What is left of the need when a kind has grown as far as it may. */
static int64_t grow(const struct line *line, enum grow kind, int64_t need,
		    int64_t most)
{
	int64_t used = need < most ? need : most;
	if (used)
		share(line, kind, used, most);
	return need - used;
}

static int64_t count_gaps(const struct line *line)
{
	int64_t gaps = 0;
	for (uint32_t i = line->first; i + 1 < line->end; i++)
		gaps += (line->p->cells.at[i].flags & CELL_OPENS) != 0;
	return gaps;
}

static void open_gaps(const struct line *line, int64_t need, int64_t gaps)
{
	length part = (length)(need / gaps);
	int64_t left = need % gaps;
	for (uint32_t i = line->first; i + 1 < line->end; i++) {
		struct cell *cell = &line->p->cells.at[i];
		if (cell->flags & CELL_OPENS)
			cell->width += part + (left-- > 0);
	}
}

static int64_t open_line(const struct line *line, int64_t need, int *gap)
{
	int64_t words = total_of(line, GROW_WORD);
	int64_t spaces = total_of(line, GROW_SPACE);
	int64_t gaps = count_gaps(line);
	int64_t rest = need - words - spaces;
	if (rest > 0 && gaps)
		*gap = (int)(rest * 1000 /
			     (gaps * line->p->request->style->size));
	if (stays_short(line, *gap))
		return need;
	need = grow(line, GROW_WORD, need, words);
	need = grow(line, GROW_SPACE, need, spaces);
	if (need > 0 && gaps) {
		open_gaps(line, need, gaps);
		need = 0;
	}
	return need;
}

static void trim_edges(const struct line *line, enum line_close close)
{
	struct paragraph *p = line->p;
	struct cell *first = &p->cells.at[line->first];
	struct cell *last = &p->cells.at[line->end - 1];
	length start = trim_at_start(p, line->first);
	length end = trim_at_end(p, line->end - 1, close);
	first->width -= start;
	first->shift -= start;
	last->width -= end;
	last->space = 0;
	if (close != CLOSE_FULL && cjk_is(last->class, CJK_POINT_BITS)) {
		last->shift -= last->lead;
		last->lead = 0;
	}
}

/* A reading wider than its base ends with the line, and so does the base:
 * the edge of a page is made of Han (JLReq 3.3.8). */
static void push_base_to_end(const struct line *line)
{
	struct paragraph *p = line->p;
	const struct ruby *ruby = ruby_at(p, line->end - 1);
	if (!ruby || ruby->last != line->end - 1 || ruby->excess <= 0 ||
	    ruby->first < line->first)
		return;
	p->cells.at[ruby->first].width += ruby->excess;
	p->cells.at[ruby->first].shift += ruby->excess;
	p->cells.at[ruby->last].width -= ruby->excess;
}

static int64_t natural_width(const struct line *line)
{
	int64_t width = 0;
	for (uint32_t i = line->first; i < line->end; i++)
		width += line->p->cells.at[i].width +
			 line->p->cells.at[i].space;
	return width;
}

length justify_line(struct paragraph *p, const struct chosen_line *chosen,
		    length wanted, int *gap)
{
	struct line line = {p, chosen->first, chosen->end};
	*gap = 0;
	trim_edges(&line, chosen->close);
	if (p->rubies.count && !chosen->is_last)
		push_base_to_end(&line);
	int64_t need = wanted - natural_width(&line) -
		       hyphen_width(p, chosen->end);
	bool is_justified = p->request->style->align == STYLE_JUSTIFY &&
			    !p->request->is_balanced;
	if (need < 0 && is_justified) {
		int64_t places = line.end - line.first;
		*gap = (int)(need * 1000 /
			     (places * p->request->style->size)) - 1;
		need = -squeeze_line(&line, -need);
	} else if (need > 0 && is_justified && !chosen->is_last) {
		need = open_line(&line, need, gap);
	}
	return (length)(wanted - need);
}
