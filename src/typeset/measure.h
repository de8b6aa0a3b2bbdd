/* Text on its way to cells, between the files that measure it: measure.c for
 * lines across the page, letters.c for the words in them, vertical.c for what
 * stands upright in lines that run down; no others include it.
 */
#ifndef TYPESET_MEASURE_H
#define TYPESET_MEASURE_H

#include "book/upright.h"
#include "typeset/lines.h"

/* A character of the text, classed. */
struct piece {
	size_t from, to;
	uint32_t c;
	enum cjk_class class;
};

/* One text being measured. */
struct measuring {
	struct paragraph *p;
	const struct run *run;
	uint16_t run_index;
	enum glyph_turn turn;         /* of the next cell */
	struct cjk_context context;
	size_t at;
	struct piece ahead;           /* to is 0: none */
	struct word_memory words;
	struct upright_run upright;   /* the one met last */
	size_t upright_at;
};

/* measure.c */
struct cell *add_cell(struct measuring *m, size_t from, size_t to,
		      enum cjk_class class);
/* The next character and its class; a character looked at too early is
 * given again, for cjk_resolve must see each one once. */
struct piece next_piece(struct measuring *m);
bool is_shaped(const struct piece *piece);
void add_piece(struct measuring *m, const struct piece *piece);
void add_boxed(struct measuring *m, const struct piece *piece,
	       const struct mark_box *mark);

/* Can the bytes at `at` begin a mark that belongs to the character before?
 * Combining marks and variation selectors; a quick no for nearly all. */
bool is_mark_ahead(str text, size_t at);
/* A character without a glyph keeps its place and its text. */
void leave_empty(struct measuring *m, struct cell *cell);
static inline length scaled(const struct run *run, int thousandths)
{
	return length_scale(run->em, thousandths, 1000);
}

/* letters.c: a word, which begins with this piece, and what it takes with it. */
void add_word(struct measuring *m, struct piece piece);

/* vertical.c: the piece, and what belongs to it, in a line that runs down. */
void add_upright(struct measuring *m, const struct piece *piece);

#endif
