/* English inside Chinese text: found by its words, told to screen readers by
 * the EPUB and parted into syllables by the typesetter.
 *
 * Who may include: typeset, epub.
 */
#ifndef BOOK_FOREIGN_H
#define BOOK_FOREIGN_H

#include "base/str.h"

/* Letters and what stands between them. */
struct foreign_run {
	size_t start, end;            /* end: behind its last letter or mark */
	bool is_english;
};
/* Reads on from a plain letter to where the Latin text ends. */
struct foreign_run foreign_run(str text, size_t at);

#endif
