/* Walks a chapter's blocks and phrases in reading order, without recursion,
 * counting text offsets. The typesetter and the EPUB writer walk with this
 * one iterator, so a struct position means the same to both.
 */
#ifndef BOOK_WALK_H
#define BOOK_WALK_H

#include "book/book.h"

enum walk_event {
	WALK_ENTER_BLOCK,
	WALK_LEAVE_BLOCK,
	WALK_ENTER_PHRASE,   /* every kind but PHRASE_TEXT */
	WALK_LEAVE_PHRASE,
	WALK_TEXT,           /* walk->phrase is a PHRASE_TEXT */
	WALK_END,
};

#define WALK_DEEPEST 256

struct walk {
	const struct block *block;    /* current */
	const struct phrase *phrase;  /* current, or NULL */
	uint32_t offset;              /* in block_text, before this event */
	/* private */
	const struct block *root;
	const struct phrase *stack[WALK_DEEPEST];
	int depth;
	enum walk_event last;
	bool is_single;
};

/* All blocks from `first` and its next siblings (a chapter's or a note's
 * body). */
void walk_start(struct walk *walk, const struct block *first);
/* One block's phrases only: no block events. */
void walk_phrases(struct walk *walk, const struct block *block);
enum walk_event walk_next(struct walk *walk);

#endif
