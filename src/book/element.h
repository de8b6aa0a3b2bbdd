/* Block and phrase kinds <-> HTML element names <-> epub:type, one table
 * read in both directions. Style sheets match these names, XHTML is written
 * with them, and the HTML reader recognises them.
 */
#ifndef BOOK_ELEMENT_H
#define BOOK_ELEMENT_H

#include "book/book.h"

/* "p", "h2" (level 1 is h2: h1 is the chapter's title), "blockquote", ... */
const char *block_element(const struct block *block);
const char *phrase_element(const struct phrase *phrase);
/* A class the style sheet can rely on for kinds that HTML does not have:
 * "example", "verse", "line"; or "" . */
const char *block_class(const struct block *block);
/* The kind an HTML element name stands for; false when it is not one.
 * Heading elements give BLOCK_HEADING and their level in *level (h1 is 0). */
bool element_block(str name, enum block_kind *kind, int *level);
bool element_phrase(str name, enum phrase_kind *kind);

#endif
