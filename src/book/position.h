/* A place in the text of a book, and the statement "a printed page begins
 * here". This is the bridge between paper and EPUB: the typesetter makes
 * page marks, the EPUB writer places them; neither sees the other.
 */
#ifndef BOOK_POSITION_H
#define BOOK_POSITION_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct position {
	uint32_t block;    /* block number within its chapter, from 1 */
	uint32_t offset;   /* byte offset in the block's plain text */
};

struct page_mark {
	struct position at;
	str label;         /* as printed: "12", "iv" */
};

/* The marks of one chapter, in reading order. */
struct page_marks {
	struct page_mark *at;
	size_t count;
};

#endif
