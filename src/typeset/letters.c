/* Words -> cells: what is no Han and no mark of theirs is shaped word by word,
 * and a word's clusters become cells.
 */
#include "typeset/measure.h"

#include "base/unicode.h"
#include "base/utf8.h"
#include "base/banned.h"

#define QUOTE_BEARING 40
#define LONGEST_WORD 256      /* bytes shaped at once */

/* Latin, without blanks, of one face. */
struct word {
	size_t from, to;
	int face;
	uint8_t classes[LONGEST_WORD];  /* by byte */
};

/* A quotation mark of a Chinese face, used as a Latin one, where the face has
 * no proportional form of it: its em box is cut down to the ink. */
static void tighten_quote(struct measuring *m, struct cell *cell)
{
	struct font_ink ink;
	const struct face *face = m->p->setter->faces->at[cell->face];
	uint32_t c = utf8_first(str_from(m->p->text, cell->at));
	bool is_single = c == 0x2018 || c == 0x2019;
	bool is_double = c == 0x201C || c == 0x201D;
	if ((!is_single && !is_double) || cell->width < m->run->em * 9 / 10 ||
	    !font_ink(face, cell->glyph, &ink))
		return;
	cell->width = scaled(m->run, ink.x_max - ink.x_min + 2 * QUOTE_BEARING);
	cell->shift = scaled(m->run, QUOTE_BEARING - ink.x_min);
}

/* The shaper's glyphs for one word; a cell takes the text up to the next
 * glyph's cluster, a glyph without text of its own goes with the last. */
static void add_shaped(struct measuring *m, const struct word *word)
{
	struct paragraph *p = m->p;
	str text = str_cut(p->text, word->from, word->to);
	struct shaped_run shaped =
		font_shape(p->setter->faces->at[word->face], text, m->run->lang,
			   str_contains(text, STR("’")) ? SHAPE_PROPORTIONAL
							: SHAPE_PLAIN,
			   p->setter->scratch);
	size_t done = word->from;
	for (size_t i = 0; i < shaped.count; i++) {
		const struct shaped *glyph = &shaped.at[i];
		size_t next = word->to;
		if (i + 1 < shaped.count)
			next = word->from + shaped.at[i + 1].cluster;
		if (next < done || next > word->to)
			next = done;
		bool is_further = next == done;
		struct cell *cell = add_cell(m, done, next,
			is_further ? CJK_LETTER
				   : word->classes[done - word->from]);
		cell->face = (uint8_t)word->face;
		cell->glyph = glyph->glyph;
		cell->width = scaled(m->run, glyph->advance);
		cell->shift = scaled(m->run, glyph->x_offset);
		cell->lift = (int16_t)scaled(m->run, glyph->y_offset);
		if (is_further)
			cell->flags = CELL_FURTHER | CELL_HELD;
		else if (cell->bytes == 3)
			tighten_quote(m, cell);
		done = next;
	}
}

/* The face of the word that begins with a piece. A word with a letter that
 * its face lacks is set whole in one that has them all. */
static int face_of_word(const struct measuring *m, const struct piece *piece)
{
	const struct faces *faces = m->p->setter->faces;
	str text = m->p->text;
	int face = face_for(m->p, m->run, piece->c);
	size_t end = piece->from + LONGEST_WORD;
	if (piece->class != CJK_LETTER || face < 0)
		return face;
	for (size_t at = piece->to; at < m->run->end && at < end;) {
		uint32_t c = utf8_next(text, &at);
		if (!unicode_is_latin(c))
			break;
		if (c < 0x80 || font_glyph(faces->at[face], c))
			continue;
		int other = faces_for(faces, m->run->role, c);
		return other >= 0 && font_glyph(faces->at[other], piece->c)
			       ? other : face;
	}
	return face;
}

/* Does the word go on with this piece? What begins in another face than the
 * run's own comes back to it, but not in the middle of a word. */
static bool goes_on(const struct measuring *m, const struct word *word,
		    const struct piece *piece)
{
	const struct faces *faces = m->p->setter->faces;
	const struct face *own = faces->at[m->run->role];
	const struct face *face = faces->at[word->face];
	if (!is_shaped(piece))
		return false;
	if (unicode_is_mark(piece->c))
		return true;
	bool is_letter = piece->class == CJK_LETTER &&
			 word->classes[0] == CJK_LETTER;
	return font_glyph(face, piece->c) &&
	       (face == own || is_letter || !font_glyph(own, piece->c));
}

void add_word(struct measuring *m, struct piece piece)
{
	struct word word = {.from = piece.from, .to = piece.from};
	word.face = face_of_word(m, &piece);
	if (word.face < 0) {
		leave_empty(m, add_cell(m, piece.from, piece.to, piece.class));
		return;
	}
	for (;;) {
		word.classes[word.to - word.from] = (uint8_t)piece.class;
		word.to = piece.to;
		if (m->at >= m->run->end ||
		    word.to - word.from > LONGEST_WORD - 4)
			break;
		piece = next_piece(m);
		if (!goes_on(m, &word, &piece)) {
			m->ahead = piece;
			break;
		}
	}
	uint32_t first_cell = (uint32_t)m->p->cells.count;
	add_shaped(m, &word);
	if (first_cell < m->p->cells.count &&
	    is_mark_ahead(m->p->text, word.from))
		m->p->cells.at[first_cell].flags |= CELL_HELD;
	part_words(m->p, m->run, first_cell, &m->words);
}
