/* A chapter as JSON, and as people read it, for banxin inspect. */
#ifndef COMMAND_INSPECT_H
#define COMMAND_INSPECT_H

#include "base/buf.h"
#include "book/book.h"

/* Keys: file, title, author, date, source, lang, headings, text, images,
 * removed, changed. An unknown field is null. */
void inspect_json(const struct chapter *chapter, struct buf *out);
/* Facts, headings, pictures and the ledger as a diff. */
void inspect_show(const struct chapter *chapter,
		  enum interface_language language, bool has_color,
		  struct buf *out);

#endif
