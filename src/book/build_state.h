/* The builder's state, shared by builder.c (blocks) and builder_text.c
 * (phrases). A stream is one place that content goes to: the chapter's body,
 * or a note's, which may open in the middle of a paragraph.
 *
 * Two stacks are kept apart: what the reader asked for (asks), in its own
 * order, and what is really open (frames). So a close that comes late, for a
 * block that a repair closed long ago, harms nothing.
 */
#ifndef BOOK_BUILD_STATE_H
#define BOOK_BUILD_STATE_H

#include "base/index.h"
#include "book/builder.h"

/* Containers stop nesting at BUILDER_DEEPEST; a table's cell or a code's
 * line may still stand below. */
#define DEEPEST_FRAME (BUILDER_DEEPEST + 8)
/* Open phrases beyond these are not made. */
#define DEEPEST_PHRASE 48

struct frame {
	struct block *block;       /* NULL: the root */
	bool is_implied;           /* nobody asked for it */
	bool has_text;             /* anything but blanks and pictures */
	bool has_image;
	struct phrase *image;      /* whose alt becomes the figure's */
	unsigned absorbed_tables;  /* open inside this cell */
	unsigned absorbed_code;
};

struct ask {
	enum block_kind kind;
	struct block *block;
	int frame;                 /* -1: it has none */
	struct block *holder;      /* which absorbed it, or NULL */
};

struct open_phrase {
	struct phrase *phrase;
	bool is_used;              /* stands in the book: reopen a twin */
};

struct stream {
	struct note *note;         /* NULL: the chapter's body */
	struct block *last;        /* of a note's body */
	struct frame frames[DEEPEST_FRAME];
	int depth;
	LIST(struct ask) asks;
	size_t asked[BLOCK_KIND_COUNT];
	struct open_phrase phrases[DEEPEST_PHRASE];
	int phrase_count;
	size_t phrases_beyond;
	/* The text block on top: the first `made` phrases stand in it. */
	int made;
	struct phrase **ends[DEEPEST_PHRASE + 1];
	struct phrase *growing;    /* text at the very end, or NULL */
	size_t room;               /* bytes behind growing->text */
	bool wants_break;
	LIST(struct phrase *) anchors;
};

struct builder {
	struct chapter *chapter;
	struct arena *a;
	struct stream *stream;     /* body or side */
	struct stream body, side;
	struct note *last_note;
	struct asset *last_asset;
	bool has_reported_depth;
	struct index notes, assets;    /* by id, by address */
};

static inline struct frame *top_frame(struct stream *s)
{
	return &s->frames[s->depth];
}

static inline bool top_is(struct stream *s, enum block_kind kind)
{
	struct block *block = top_frame(s)->block;
	return block && block->kind == kind;
}

static inline bool top_holds_text(struct stream *s)
{
	struct block *block = top_frame(s)->block;
	return block && block_holds_text(block->kind);
}

/* Blocks, for the phrases' side. */
void builder_close_top(struct builder *b);
void builder_imply(struct builder *b, enum block_kind kind, struct span span);
/* Phrases, for the blocks' side: a text block was opened, or left. */
void builder_start_text(struct stream *s, struct block *block);
void builder_add_phrase(struct builder *b, struct phrase *phrase,
			struct span span);

#endif
