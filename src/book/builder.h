/* What readers push a source into. The builder owns nesting: a block inside
 * a paragraph closes the paragraph, text outside any block opens one, and
 * what a reader leaves open is closed at the end. White space is kept as it
 * comes, except that line feeds become spaces unless the block keeps lines.
 */
#ifndef BOOK_BUILDER_H
#define BOOK_BUILDER_H

#include "book/book.h"

/* Deeper nesting of blocks is flattened. */
#define BUILDER_DEEPEST 64

struct builder;

struct builder *builder_new(struct chapter *chapter);
/* Opens a block inside the innermost open one that may hold it. The block
 * is returned so that its fields can be set. */
struct block *builder_open(struct builder *b, enum block_kind kind,
			   struct span span);
void builder_close(struct builder *b, enum block_kind kind);
/* Opens a phrase; open phrases are reopened in the next block when a block
 * boundary falls inside them, as HTML's <b> across <p> means. */
struct phrase *builder_begin(struct builder *b, enum phrase_kind kind,
			     struct span span);
void builder_end(struct builder *b, enum phrase_kind kind);
void builder_text(struct builder *b, str text, struct span span);
void builder_break(struct builder *b, struct span span);
/* A picture: a figure when it stands alone in its block, else inline. */
struct phrase *builder_image(struct builder *b, struct asset *asset,
			     struct span span);
/* A mark for note `id`; its body may come earlier or later. */
void builder_note_mark(struct builder *b, str id, struct span span);
/* Blocks until builder_note_close go into the note's body. */
void builder_note_open(struct builder *b, str id, struct span span);
void builder_note_close(struct builder *b);
/* The asset for this address, made when new. */
struct asset *builder_asset(struct builder *b, str address, struct span span);
void builder_finish(struct builder *b);

#endif
