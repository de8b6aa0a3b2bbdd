/* Characters of a line that runs down -> cells: Han and marks upright, two
 * digits side by side, Latin words lying as the line lies (clreq 2.2.2 and
 * 3.2.2; UAX #50).
 *
 * Points and brackets take their face's vertical form and keep their blank
 * above or below; dashes, dots and ellipses lie along the line as they do
 * across a page, for their middle is the line's.
 */
#include "typeset/measure.h"

#include "base/unicode.h"

#include "base/banned.h"

#define LYING                                                                  \
	(CJK_BIT(CJK_DASH) | CJK_BIT(CJK_ELLIPSIS) | CJK_BIT(CJK_CONNECTOR) |  \
	 CJK_BIT(CJK_DOT) | CJK_BIT(CJK_HYPHEN) | CJK_BIT(CJK_SOLIDUS))
#define UPRIGHT_MARKS                                                          \
	(CJK_BIT(CJK_OPENING) | CJK_BIT(CJK_CLOSING) | CJK_POINT_BITS |        \
	 CJK_BIT(CJK_DOUBLE) | CJK_BIT(CJK_SMALL_KANA))

#define ENUMERATION_MARK 0x3001   /* 、 */

/* How the character at byte `at` stands. Bytes are asked for in order. */
static const struct upright_run *run_at(struct measuring *m, size_t at)
{
	while (at >= m->upright.end &&
	       upright_next(m->p->text, &m->upright_at, &m->upright))
		;
	return &m->upright;
}

static void add_lying(struct measuring *m, const struct piece *piece)
{
	m->turn = GLYPHS_ACROSS;
	add_piece(m, piece);
	m->turn = GLYPHS_STACKED;
}

/* A letter, digit or sign in an em of its own, a mark over the letter before
 * with that. */
static struct cell *add_letter(struct measuring *m, const struct piece *piece)
{
	struct cell *cell = add_cell(m, piece->from, piece->to, piece->class);
	int face = face_for(m->p, m->run, piece->c);
	cell->width = m->run->em;
	if (face < 0)
		face = (int)m->run->role;
	cell->face = (uint8_t)face;
	cell->glyph = font_glyph(m->p->setter->faces->at[face], piece->c);
	if (unicode_is_mark(piece->c)) {
		cell->width = 0;
		cell->flags = CELL_HELD | CELL_FURTHER;
	}
	return cell;
}

static void add_upright_mark(struct measuring *m, const struct piece *piece)
{
	const struct mark_box *mark = measure_upright_mark(
		m->p, m->run, piece->c, piece->class);
	m->turn = mark->lies ? GLYPHS_ACROSS : GLYPHS_STACKED;
	add_boxed(m, piece, mark);
	m->turn = GLYPHS_STACKED;
}

static void add_stacked(struct measuring *m, const struct piece *piece)
{
	/* Behind an item's number the stop is the mark that is usual there. */
	if (piece->c == '.') {
		struct piece mark = *piece;
		mark.c = ENUMERATION_MARK;
		mark.class = CJK_PAUSE;
		add_upright_mark(m, &mark);
		return;
	}
	if (is_shaped(piece)) {
		add_letter(m, piece);
		return;
	}
	if (cjk_is(piece->class, LYING)) {
		add_lying(m, piece);
		return;
	}
	if (cjk_is(piece->class, UPRIGHT_MARKS))
		add_upright_mark(m, piece);
	else
		add_piece(m, piece);
}

/* ！？ and the like have one sign of an em that shows both. */
static uint32_t both_queries(uint32_t one, uint32_t other)
{
	bool asks = one == '?' || one == 0xFF1F;
	bool asks_then = other == '?' || other == 0xFF1F;
	if (asks)
		return asks_then ? 0x2047 : 0x2048;
	return asks_then ? 0x2049 : 0x203C;
}

static bool is_query(uint32_t c)
{
	return c == '!' || c == '?' || c == 0xFF01 || c == 0xFF1F;
}

static void add_queries(struct measuring *m, const struct piece *first)
{
	struct piece second = next_piece(m);
	uint32_t c = both_queries(first->c, second.c);
	const struct faces *faces = m->p->setter->faces;
	int face = faces_for(faces, m->run->role, c);
	if (face < 0) {
		add_stacked(m, first);
		add_stacked(m, &second);
		return;
	}
	struct cell *cell = add_cell(m, first->from, second.to, first->class);
	cell->face = (uint8_t)face;
	cell->glyph = font_glyph(faces->at[face], c);
	cell->width = m->run->em;
}

/* All in the em of the first; line.c places them in it. */
static void add_combined(struct measuring *m, const struct piece *first,
			 size_t end)
{
	m->turn = GLYPHS_COMBINED;
	add_letter(m, first);
	while (m->at < end && m->at < m->run->end) {
		struct piece piece = next_piece(m);
		struct cell *cell = add_letter(m, &piece);
		cell->flags = CELL_HELD | CELL_FURTHER;
		cell->width = 0;
	}
	m->turn = GLYPHS_STACKED;
}

void add_upright(struct measuring *m, const struct piece *piece)
{
	const struct upright_run *run = run_at(m, piece->from);
	switch (run->orientation) {
	case UPRIGHT_STACKED:
		add_stacked(m, piece);
		return;
	case UPRIGHT_TURNED:
		add_lying(m, piece);
		return;
	case UPRIGHT_COMBINED:
		if (!is_query(piece->c))
			add_combined(m, piece, run->end);
		else if (m->at < run->end && m->at < m->run->end)
			add_queries(m, piece);
		else          /* the pair lies in two phrases */
			add_stacked(m, piece);
		return;
	}
}
