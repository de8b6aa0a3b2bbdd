/* Runs -> cells: each character classed, given a glyph and a width.
 *
 * Han takes the short way: one look-up, one em, no shaping. Chinese marks
 * come from marks.c, words of letters from letters.c. Neighbours are left to
 * squeeze.c.
 */
#include "typeset/measure.h"

#include "base/unicode.h"
#include "base/utf8.h"
#include "base/banned.h"

#define TAB_COLUMNS 4
#define MOST_COLUMNS 256      /* tabs are not counted beyond */
#define MOST_MARKS 16
#define NARROW_WHITE 60       /* between the halves of a dash */
#define DASH_OVERLAP 8

static struct cell cell_of(const struct measuring *m, enum cjk_class class)
{
	return (struct cell){.run = m->run_index, .class = (uint8_t)class,
			     .face = (uint8_t)m->run->role,
			     .turn = (uint8_t)m->turn};
}

struct cell *add_cell(struct measuring *m, size_t from, size_t to,
		      enum cjk_class class)
{
	struct paragraph *p = m->p;
	struct cell cell = cell_of(m, class);
	cell.at = (uint32_t)from;
	cell.bytes = (uint16_t)(to - from);
	list_push(p->setter->scratch, &p->cells, cell);
	return &p->cells.at[p->cells.count - 1];
}

static uint16_t blank(const struct run *run, int thousandths)
{
	length width = scaled(run, thousandths);
	return (uint16_t)(width < UINT16_MAX ? width : UINT16_MAX);
}

bool is_mark_ahead(str text, size_t at)
{
	if (at + 1 >= text.len)
		return false;
	unsigned char first = (unsigned char)text.text[at];
	if (first < 0xCC || (first >= 0xE4 && first <= 0xE9))
		return false;
	return unicode_is_mark(utf8_next(text, &at));
}

/* The end of the cluster that begins with the character before `at`. A pile
 * of marks beyond all writing is not one cluster. */
static size_t cluster_end(str text, size_t at, size_t end)
{
	for (int i = 0; i < MOST_MARKS && at < end; i++) {
		if (!is_mark_ahead(text, at))
			break;
		utf8_next(text, &at);
	}
	return at;
}

void leave_empty(struct measuring *m, struct cell *cell)
{
	cell->glyph = font_glyph(m->p->setter->faces->at[m->run->role], ' ');
	cell->width = m->run->em;
}

static void measure_cluster(struct measuring *m, struct cell *cell,
			    size_t from, size_t to)
{
	struct setter *s = m->p->setter;
	struct shaped_run shaped =
		font_shape(s->faces->at[cell->face],
			   str_cut(m->p->text, from, to), m->run->lang,
			   SHAPE_PLAIN, s->scratch);
	if (shaped.count && shaped.at[0].glyph)
		cell->glyph = shaped.at[0].glyph;
}

static void add_han(struct measuring *m, size_t from, uint32_t c,
		    enum cjk_class class)
{
	const struct faces *faces = m->p->setter->faces;
	struct cell *cell = add_cell(m, from, m->at, class);
	cell->width = m->run->em;
	cell->glyph = font_glyph(faces->at[cell->face], c);
	if (!cell->glyph) {
		int face = face_or_stand_in(m->p, m->run, &c);
		if (face < 0) {
			leave_empty(m, cell);
			return;
		}
		cell->face = (uint8_t)face;
		cell->glyph = font_glyph(faces->at[face], c);
	}
	size_t end = cluster_end(m->p->text, m->at, m->run->end);
	if (end != m->at) {
		measure_cluster(m, cell, from, end);
		cell->bytes = (uint16_t)(end - from);
		m->at = end;
	}
	if (c - 0x4E00 < 0x5200 || m->turn == GLYPHS_STACKED)
		return;
	int advance = font_advance(faces->at[cell->face], cell->glyph);
	if (advance > 1100)
		cell->width = scaled(m->run, advance);
	else if (advance < 1000)
		cell->shift = scaled(m->run, (1000 - advance) / 2);
}

static const struct cell *last_cell(const struct measuring *m)
{
	size_t count = m->p->cells.count;
	return count ? &m->p->cells.at[count - 1] : NULL;
}

/* The two halves of a dash: one glyph if the face has it, else the second
 * half is held to the first and the place between is drawn over. */
static const struct mark_box *take_dash(struct measuring *m,
					uint16_t *flags)
{
	const struct cell *last = last_cell(m);
	if (last && last->class == CJK_DASH && last->flags & CELL_BRIDGED) {
		*flags = CELL_HELD;
		return NULL;
	}
	if (m->at >= m->run->end ||
	    !str_starts(str_from(m->p->text, m->at), STR("—")))
		return NULL;
	const struct mark_box *pair = measure_dash_pair(m->p, m->run);
	if (!pair->width) {
		*flags = CELL_BRIDGED;
		return NULL;
	}
	m->at += sizeof "—" - 1;
	return pair;
}

/* The second half of a dash: a hair of white between the halves is closed by
 * moving them, more is left to be drawn over. */
static void join_dash(struct measuring *m, struct cell *second, int white)
{
	struct cell *first = second - 1;
	if (white > NARROW_WHITE)
		return;
	first->flags &= (uint16_t)~CELL_BRIDGED;
	if (white <= 0)
		return;
	first->shift += scaled(m->run, white / 2 + DASH_OVERLAP);
	second->shift -= scaled(m->run, white / 2 + DASH_OVERLAP);
}

void add_boxed(struct measuring *m, const struct piece *piece,
	       const struct mark_box *mark)
{
	const struct run *run = m->run;
	struct cell *cell = add_cell(m, piece->from, m->at, piece->class);
	cell->face = mark->face;
	cell->glyph = mark->glyph;
	cell->width = scaled(run, mark->width);
	cell->shift = scaled(run, mark->shift);
	cell->lead = blank(run, mark->lead);
	cell->tail = blank(run, mark->tail);
	if (!mark->glyph)
		leave_empty(m, cell);
}

/* A form asked for by U+FE00 or U+FE01 is the region's to choose; the
 * selector goes with its mark, so that marks still see each other. */
static void take_selector(struct measuring *m)
{
	str rest = str_from(m->p->text, m->at);
	if (m->at + 3 <= m->run->end && (str_starts(rest, STR("\uFE00")) ||
					 str_starts(rest, STR("\uFE01"))))
		m->at += 3;
}

static void add_mark(struct measuring *m, const struct piece *piece)
{
	const struct run *run = m->run;
	const struct mark_box *mark = NULL;
	uint16_t flags = 0;
	if (piece->class == CJK_DASH && piece->c == 0x2014)
		mark = take_dash(m, &flags);
	if (!mark)
		mark = measure_mark(m->p, run, piece->c, piece->class);
	take_selector(m);
	add_boxed(m, piece, mark);
	struct cell *cell = &m->p->cells.at[m->p->cells.count - 1];
	cell->flags = flags;
	if (flags == CELL_HELD)
		join_dash(m, cell, mark->white);
}

static length tab_width(const struct measuring *m)
{
	length column = m->run->em / 2, x = 0;
	size_t i = m->p->cells.count;
	size_t far = i > MOST_COLUMNS ? i - MOST_COLUMNS : 0;
	for (; i > far && m->p->cells.at[i - 1].class != CJK_BREAK; i--)
		x += m->p->cells.at[i - 1].width;
	length stop = column * TAB_COLUMNS;
	return stop ? stop - x % stop : 0;
}

/* A second blank beside the first has no width, but in code. */
static void add_blank(struct measuring *m, const struct piece *piece)
{
	const struct face *face = m->p->setter->faces->at[m->run->role];
	const struct cell *last = last_cell(m);
	uint32_t c = piece->c;
	/* The indentation of code is as good as ink. */
	bool is_indent = m->run->is_code &&
			 (!last || last->class == CJK_SYMBOL);
	bool is_leading = !last || cjk_is(last->class, CJK_BLANK_BITS);
	struct cell *cell = add_cell(m, piece->from, piece->to,
				     is_indent ? CJK_SYMBOL : piece->class);
	cell->glyph = font_glyph(face, c == 0x3000 ? c : ' ');
	if (c == 0x00A0 || c == 0x2007 || c == 0x202F)
		cell->flags |= CELL_HELD;
	if (m->run->is_code && c == '\t')
		cell->width = tab_width(m);
	else if (c == 0x3000)
		cell->width = m->run->em;
	else if (m->run->is_code || !is_leading)
		cell->width = scaled(m->run, font_advance(face, cell->glyph));
}

struct piece next_piece(struct measuring *m)
{
	struct piece piece = m->ahead;
	m->ahead.to = 0;
	if (piece.to)
		return piece;
	piece.from = m->at;
	piece.c = utf8_next(m->p->text, &m->at);
	piece.to = m->at;
	piece.class = cjk_resolve(&m->context, m->p->text, piece.from,
				  piece.to, piece.c);
	return piece;
}

bool is_shaped(const struct piece *piece)
{
	return cjk_is(piece->class, CJK_LATIN_BITS) && piece->c < 0xFF00;
}

static void add_ignored(struct measuring *m, const struct piece *piece)
{
	struct cell *cell = add_cell(m, piece->from, piece->to, CJK_IGNORED);
	cell->glyph = font_glyph(m->p->setter->faces->at[m->run->role], ' ');
	cell->flags = piece->c == 0x200B ? 0 : CELL_HELD;
}

void add_piece(struct measuring *m, const struct piece *piece)
{
	if (is_shaped(piece))
		add_word(m, *piece);
	else if (cjk_is(piece->class, CJK_BLANK_BITS))
		add_blank(m, piece);
	else if (piece->class == CJK_IGNORED)
		add_ignored(m, piece);
	else if (piece->class == CJK_BREAK ||
		 cjk_is(piece->class, CJK_HAN_BITS | CJK_LATIN_BITS))
		add_han(m, piece->from, piece->c, piece->class);
	else
		add_mark(m, piece);
}

static void space_letters(struct measuring *m, size_t first_cell)
{
	struct paragraph *p = m->p;
	length more = scaled(m->run, m->run->style->letter_spacing);
	for (size_t i = first_cell; more && i < p->cells.count; i++)
		if (i + 1 == p->cells.count ||
		    !(p->cells.at[i + 1].flags & CELL_FURTHER))
			p->cells.at[i].width += more;
}

/* Han in a row, which most text is: cells alike but for place and glyph. */
static void add_row_of_han(struct measuring *m)
{
	struct paragraph *p = m->p;
	const struct face *face = p->setter->faces->at[m->run->role];
	struct cell cell = cell_of(m, CJK_HAN);
	cell.width = m->run->em;
	cell.bytes = 3;
	while (m->at < m->run->end) {
		size_t from = m->at;
		uint32_t c = utf8_next(p->text, &m->at);
		if (c - 0x4E00 >= 0x5200) {
			m->at = from;
			return;
		}
		cell.at = (uint32_t)from;
		cell.glyph = font_glyph(face, c);
		if (cell.glyph && !is_mark_ahead(p->text, m->at))
			list_push(p->setter->scratch, &p->cells, cell);
		else
			add_han(m, from, c, CJK_HAN);
	}
}

static void measure_text(struct measuring *m)
{
	size_t first_cell = m->p->cells.count;
	while (m->at < m->run->end || m->ahead.to) {
		if (!m->ahead.to)
			add_row_of_han(m);
		if (m->at >= m->run->end && !m->ahead.to)
			break;
		struct piece piece = next_piece(m);
		if (m->turn == GLYPHS_STACKED)
			add_upright(m, &piece);
		else
			add_piece(m, &piece);
	}
	space_letters(m, first_cell);
}

static void add_object(struct measuring *m)
{
	const struct object *object = m->run->object;
	struct cell *cell = add_cell(m, m->run->start, m->run->end,
				     object->note ? CJK_NOTE : CJK_OBJECT);
	cell->width = object->width;
	cell->flags = object->note ? CELL_HELD : 0;
}

static void measure_run(struct measuring *m)
{
	const struct layout *layout = m->p->setter->layout;
	m->at = m->run->start;
	m->turn = layout && layout->is_vertical && !m->run->is_code
			  ? GLYPHS_STACKED : GLYPHS_ACROSS;
	switch (m->run->kind) {
	case RUN_TEXT:
		measure_text(m);
		return;
	case RUN_BREAK:
		add_cell(m, m->run->start, m->run->end, CJK_BREAK);
		return;
	case RUN_OBJECT:
		add_object(m);
		return;
	}
}

void measure_cells(struct paragraph *p)
{
	struct measuring m = {.p = p};
	const struct phrase *ruby = NULL;
	uint32_t base = 0;
	list_reserve(p->setter->scratch, &p->cells,
		     utf8_count(p->text) + p->runs.count);
	for (size_t i = 0; i < p->runs.count; i++) {
		const struct run *run = &p->runs.at[i];
		if (run->ruby != ruby && ruby)
			add_readings(p, ruby, base);
		if (run->ruby != ruby)
			base = (uint32_t)p->cells.count;
		ruby = run->ruby;
		m.run = run;
		m.run_index = (uint16_t)i;
		measure_run(&m);
	}
	if (ruby)
		add_readings(p, ruby, base);
}
