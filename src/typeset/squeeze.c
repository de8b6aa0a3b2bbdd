/* What neighbours do to each other before any line is made: adjacent marks
 * give up the blank between them, a quarter em comes between Han and Latin,
 * and what may not be parted or opened is marked so.
 *
 * clreq, 3.1.6.1 (adjustment of adjacent marks) and 3.2 (mixed text). Runs,
 * faces and links between two cells make no difference.
 */
#include "typeset/lines.h"

#include "base/banned.h"

#define SPACE 250             /* between Han and Latin, 1/1000 em */

static const struct run *run_of(const struct paragraph *p,
				const struct cell *cell)
{
	return &p->runs.at[cell->run];
}

static void drop_lead(struct cell *cell)
{
	cell->width -= cell->lead;
	cell->shift -= cell->lead;
	cell->lead = 0;
}

static void drop_tail(struct cell *cell)
{
	cell->width -= cell->tail;
	cell->tail = 0;
}

static bool is_half(const struct paragraph *p, const struct cell *cell,
		    uint16_t blank)
{
	return (int64_t)blank * 5 >= (int64_t)run_of(p, cell)->em * 2;
}

/* Two neighbours: the blank between them goes, once. A hair of it stays
 * with a mark before an opening one: programs that read pages sort by x, and
 * two boxes must not begin at one place. */
static void close_up(struct paragraph *p, struct cell *a, struct cell *b)
{
	const uint32_t closing = CJK_BIT(CJK_CLOSING) | CJK_POINT_BITS;
	bool a_closes = cjk_is(a->class, closing);
	if (!run_of(p, b)->preset->closes_up)
		return;
	if (b->class == CJK_OPENING) {
		if (cjk_is(a->class, CJK_LATIN_BITS))
			b->flags |= CELL_AIRY;
		bool is_larger = run_of(p, b)->em > run_of(p, a)->em;
		if (a_closes && is_larger && is_half(p, a, a->tail))
			drop_tail(a);
		else if (a_closes || a->class == CJK_OPENING ||
			 a->class == CJK_DOT || a->class == CJK_LATIN_OPENING ||
			 a->class == CJK_BLANK)
			drop_lead(b);
		uint16_t hair = (uint16_t)(run_of(p, a)->em / 800);
		if (a_closes && a->tail > hair && !b->lead)
			a->tail = (uint16_t)(a->tail - hair);
		return;
	}
	bool b_closes = cjk_is(b->class, closing | CJK_BIT(CJK_DOT) |
						 CJK_BIT(CJK_NOTE));
	if (a_closes && b_closes && is_half(p, a, a->tail))
		drop_tail(a);
	if (a->class == CJK_CLOSING && b->class == CJK_BLANK)
		drop_tail(a);
}

/* ？！ in a row: two take one em together, three take two; GB/T 15834. */
static uint32_t join_queries(struct paragraph *p, uint32_t first)
{
	uint32_t end = first;
	while (end < p->cells.count && p->cells.at[end].class == CJK_QUERY)
		end++;
	uint32_t count = end - first;
	for (uint32_t i = first; count > 1 && i < end; i++) {
		struct cell *cell = &p->cells.at[i];
		length em = run_of(p, cell)->em;
		length part = count == 3 ? em * 2 : em * (length)count / 2;
		int64_t from = (int64_t)part * (i - first) / count;
		int64_t to = (int64_t)part * (i - first + 1) / count;
		cell->width = (length)(to - from);
		cell->lead = cell->tail = 0;
		if (i > first)
			cell->flags |= CELL_HELD;
	}
	return end;
}

static const struct cell *cell_after_blanks(const struct paragraph *p,
					    uint32_t i)
{
	static const struct cell none = {.class = CJK_BREAK};
	while (i < p->cells.count &&
	       cjk_is(p->cells.at[i].class, CJK_BLANK_BITS))
		i++;
	return i < p->cells.count ? &p->cells.at[i] : &none;
}

static bool is_upright_latin(const struct cell *cell)
{
	return cell->turn && cjk_is(cell->class, CJK_LATIN_BITS);
}

/* A typed blank between Han and Latin, or between Han, is the quarter em;
 * beside a Chinese mark it is nothing, for the mark has its own blank. */
static void fit_blank(struct paragraph *p, uint32_t i)
{
	const uint32_t han = CJK_HAN_BITS;
	const uint32_t latin = CJK_LATIN_BITS | CJK_BIT(CJK_NOTE) |
			       CJK_BIT(CJK_OBJECT) | CJK_BIT(CJK_BREAK);
	struct cell *cell = &p->cells.at[i];
	const struct run *run = run_of(p, cell);
	if (!i || !cell->width || run->is_code)
		return;
	const struct cell *next = cell_after_blanks(p, i + 1);
	enum cjk_class left = p->cells.at[i - 1].class, right = next->class;
	if (!cjk_is(left, han) && !cjk_is(right, han)) {
		if (!cjk_is(left, latin) || !cjk_is(right, latin))
			cell->width = 0;
		return;
	}
	cell->width = cjk_is(left, han | latin) && cjk_is(right, han | latin)
			      ? length_scale(run->em, SPACE, 1000) : 0;
	if (is_upright_latin(cell - 1) || is_upright_latin(next))
		cell->width = 0;
	if (cell->width)
		cell->flags |= CELL_SPACED;
}

static void set_space(struct paragraph *p, struct cell *a,
		      const struct cell *b)
{
	const struct run *left = run_of(p, a), *right = run_of(p, b);
	/* None between two that stand upright. */
	if (!cjk_needs_space(a->class, b->class) || (a->turn && b->turn) ||
	    left->is_attached != right->is_attached ||
	    (left->is_code && right->is_code))
		return;
	length em = a->class == CJK_HAN ? left->em : right->em;
	length space = length_scale(em, SPACE, 1000);
	a->space = (uint16_t)(space < UINT16_MAX ? space : UINT16_MAX);
}

static void hold(struct paragraph *p, const struct cell *a, struct cell *b)
{
	const struct run *left = run_of(p, a), *right = run_of(p, b);
	if (right->is_attached && !left->is_attached)
		b->flags |= CELL_HELD;
	if (a->class == CJK_OBJECT && left->start == left->end)
		b->flags |= CELL_HELD;         /* a label and its text */
	uint32_t i = (uint32_t)(b - p->cells.at);
	if (left->ruby && left->ruby == right->ruby &&
	    ruby_at(p, i) == ruby_at(p, i - 1))
		b->flags |= CELL_HELD;
}

/* The place before b. What has no ink and no width (U+200B) is passed over:
 * the place is that of its neighbours, and once. */
static bool may_open(const struct paragraph *p, const struct cell *b)
{
	const struct cell *a = b - 1;
	while (a->class == CJK_IGNORED && a > p->cells.at)
		a--;
	if (b->class == CJK_IGNORED)
		return false;
	const struct run *left = run_of(p, a), *right = run_of(p, b);
	if (cjk_is(a->class, CJK_BLANK_BITS))
		return a->width > 0 && !left->is_code;
	if (b->flags & CELL_HELD &&
	    (a->class == b->class || b->flags & CELL_FURTHER ||
	     right->is_attached || left->ruby || a->class == CJK_OBJECT))
		return false;
	if (left->is_code && right->is_code)
		return false;
	return cjk_may_open(a->class, b->class);
}

/* Between two Han of one run, which may open as a matter of course. */
static bool is_plain_place(const struct paragraph *p, const struct cell *a,
			   const struct cell *b)
{
	const struct run *run = run_of(p, b);
	return is_plain_pair(a, b) && a->run == b->run && !run->is_code &&
	       !run->ruby;
}

/* The second … of a pair belongs to the first. */
static void pair_ellipses(struct paragraph *p, uint32_t i, uint32_t *run)
{
	struct cell *cell = &p->cells.at[i];
	*run = cell->class == CJK_ELLIPSIS ? *run + 1 : 0;
	if (*run % 2 == 0 && *run)
		cell->flags |= CELL_HELD;
}

void squeeze_cells(struct paragraph *p)
{
	struct cell *cells = p->cells.at;
	uint32_t ellipses = 0, joined = 0;
	for (uint32_t i = 0; i < p->cells.count; i++) {
		struct cell *cell = &cells[i];
		if (i && is_plain_place(p, cell - 1, cell)) {
			cell[-1].flags |= CELL_OPENS;
			continue;
		}
		if (cell->class == CJK_ELLIPSIS || ellipses)
			pair_ellipses(p, i, &ellipses);
		if (cell->class == CJK_QUERY && i >= joined &&
		    run_of(p, cell)->preset->joins_queries)
			joined = join_queries(p, i);
		if (cjk_is(cell->class, CJK_BLANK_BITS) &&
		    cell->class == CJK_SPACE)
			fit_blank(p, i);
		if (!i)
			continue;
		struct cell *previous = &cells[i - 1];
		if (cell->class != CJK_HAN || previous->class != CJK_HAN) {
			close_up(p, previous, cell);
			set_space(p, previous, cell);
		}
		if (cell->run != previous->run || p->runs.at[cell->run].ruby)
			hold(p, previous, cell);
		if (may_open(p, cell))
			previous->flags |= CELL_OPENS;
	}
	if (p->rubies.count)
		widen_bases(p);
}

/* White as the colon's further glyph, so that whoever reads the page finds
 * no hole, and no blank either that nobody wrote. */
static void add_room(struct paragraph *p, uint32_t at, length width)
{
	struct cell room = p->cells.at[at - 1];
	const struct face *face = p->setter->faces->at[room.face];
	room.glyph = font_glyph(face, 0x3000);
	if (!room.glyph) {
		p->cells.at[at - 1].width += width;
		return;
	}
	room.at += room.bytes;
	room.bytes = 0;
	room.width = width;
	room.shift = 0;
	room.flags = CELL_HELD | CELL_FURTHER;
	list_push(p->setter->scratch, &p->cells, room);
	struct cell *cells = p->cells.at;
	memmove(&cells[at + 1], &cells[at],
		(p->cells.count - 1 - at) * sizeof *cells);
	cells[at] = room;
	for (size_t i = 0; i < p->rubies.count; i++) {
		p->rubies.at[i].first += p->rubies.at[i].first >= at;
		p->rubies.at[i].last += p->rubies.at[i].last >= at;
	}
}

void fill_field(struct paragraph *p)
{
	const struct line_request *request = p->request;
	struct cell *cells = p->cells.at;
	length rest = request->field;
	uint32_t count = 0;
	for (; count < p->cells.count &&
	       cells[count].at < request->field_bytes; count++) {
		struct cell *cell = &cells[count];
		rest -= cell->width + cell->space;
		cell->lead = cell->tail = 0;
		cell->flags &= (uint16_t)~CELL_OPENS;
		if (count > 0)
			cell->flags |= CELL_HELD;
	}
	if (count == 0 || rest <= 0)
		return;
	add_room(p, count, rest);
}
