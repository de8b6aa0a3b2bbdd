/* Which block may stand in which, and what the builder does about one that
 * may not. Private to the room.
 */
#ifndef BOOK_NESTING_H
#define BOOK_NESTING_H

#include "book/book.h"

/* The parent of a chapter's or a note's outermost blocks. */
#define NESTING_ROOT BLOCK_KIND_COUNT

enum nesting {
	NESTING_HOLD = '.',      /* it may stand there */
	NESTING_CLOSE = '^',     /* close the parent and look further out */
	NESTING_ABSORB = '=',    /* its text joins the parent's */
	NESTING_AS_LINE = 'l',   /* becomes another kind */
	NESTING_AS_PARAGRAPH = 'p',
	NESTING_AS_CAPTION = 'c',
	NESTING_IN_VERSE = 'V',  /* a parent for it is opened first */
	NESTING_IN_LIST = 'L',
	NESTING_IN_ITEM = 'I',
	NESTING_IN_TABLE = 'T',
	NESTING_IN_ROW = 'R',
	NESTING_IN_CELL = 'D',
};

enum nesting nesting_rule(enum block_kind parent, enum block_kind kind);

#endif
