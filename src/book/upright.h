/* Text of a vertical line, parted by how its characters stand: upright, one
 * below the other; turned a quarter to the right; or side by side within one
 * em (縱中橫). After UAX #50 (Unicode Vertical Text Layout), clreq 2.2.2 and
 * 3.2, and GB/T 15834 5.2 for quotation marks.
 *
 * The rules of books: 12 stands side by side; 2024 and GDP upright, digit by
 * digit; words and what stands in a phrase of them is turned.
 */
#ifndef BOOK_UPRIGHT_H
#define BOOK_UPRIGHT_H

#include "base/str.h"

enum upright {
	UPRIGHT_STACKED,  /* each by itself; marks in their vertical form */
	UPRIGHT_TURNED,   /* read with the head to the right */
	UPRIGHT_COMBINED, /* side by side in the room of one */
};

struct upright_run {
	enum upright orientation;
	size_t start, end;        /* bytes */
};

/* The run that begins at *at, which moves to its end; false at the end of
 * the text. Begins with *at = 0, and takes each run in its turn. */
bool upright_next(str text, size_t *at, struct upright_run *run);

/* The mark a vertical line shows for a quotation mark outside turned text:
 * “ is 『 on the mainland and 「 elsewhere. Others come back as they are. */
uint32_t upright_quote(uint32_t c, bool is_mainland);

#endif
