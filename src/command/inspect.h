/* A chapter as JSON, for banxin inspect and for tests. */
#ifndef COMMAND_INSPECT_H
#define COMMAND_INSPECT_H

#include "base/buf.h"
#include "book/book.h"

/* Keys: file, title, author, date, source, lang, headings, text, images,
 * removed, changed. An unknown field is null. */
void inspect_json(const struct chapter *chapter, struct buf *out);

#endif
