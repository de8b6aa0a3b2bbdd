/* The tree of headings, flattened with depths: for contents, bookmarks,
 * nav, NCX and the outline command, so that all of them agree.
 */
#ifndef BOOK_OUTLINE_H
#define BOOK_OUTLINE_H

#include "book/book.h"

struct outline_entry {
	size_t chapter;               /* index in book->chapters */
	const struct block *block;    /* the heading; NULL: the chapter itself */
	int depth;                    /* 1: part or chapter ... */
	str label, title;             /* label may be empty */
};

struct outline {
	LIST(struct outline_entry) entries;
};

/* Parts at depth 1 push their chapters to depth 2; section headings follow
 * below their chapter, at most `section_depth` levels of them; run-in
 * headings are left out. */
void outline_make(const struct book *book, int section_depth,
		  struct arena *a, struct outline *out);
/* Label and title as one line: "第一章　总则"; no blank after 、 and ）. */
str outline_text(str label, str title, struct arena *a);
/* A heading's shown text: label and text, notes and ruby left out. */
str heading_text(const struct block *heading, struct arena *a);

#endif
