/* The walk over lowdown's tree; seen only by the markdown*.c files. */
#ifndef READ_MARKDOWN_H
#define READ_MARKDOWN_H

#include <stdio.h>

#include <sys/queue.h>

#include <lowdown.h>

#include "read/inside.h"

struct note_index;

struct markdown_walk {
	struct reading *reading;
	struct builder *builder;
	struct arena *arena;
	const struct note_index *notes;
	struct block *block;          /* open, holds text; or NULL */
	uint32_t line;                /* of the block */
	/* Where blocks are looked for in the source, since lowdown does not
	 * tell: from here on. */
	size_t at;
	uint32_t at_line;
	bool is_fixed;                /* a note: all blocks have its line */
	bool has_feed, has_heading;
	uint32_t last;                /* character written last */
	int depth;
};

static inline const struct lowdown_node *
first_child(const struct lowdown_node *node)
{
	return node->children.tqh_first;
}

static inline const struct lowdown_node *
next_sibling(const struct lowdown_node *node)
{
	return node->entries.tqe_next;
}

static inline str str_of_buf(const struct lowdown_buf *buf)
{
	return buf->size ? (str){buf->data, buf->size} : STR_NONE;
}

/* markdown.c: lines [from the present place] parsed and walked. */
void markdown_walk_text(struct markdown_walk *w, str text);

/* markdown_phrase.c */
void walk_phrases_of(struct markdown_walk *w, const struct lowdown_node *node);
/* The node, and those of its siblings that belong to the same raw HTML;
 * returns the next. */
const struct lowdown_node *walk_phrase(struct markdown_walk *w,
				       const struct lowdown_node *node);
/* A text of lowdown's, without the marks that markdown_prepare put in. */
str unmarked(str text, struct arena *a);
bool is_phrase_node(const struct lowdown_node *node);
str plain_text(const struct lowdown_node *node, struct arena *a);
struct phrase *put_image(struct markdown_walk *w,
			 const struct lowdown_node *node);

/* markdown_note.c */
const struct note_index *index_notes(const struct markdown_lines *lines,
				     struct arena *a);
bool is_note(const struct note_index *index, str id);
/* Text that may hold marks like [^1]. */
void put_marked_text(struct markdown_walk *w, str text);

#endif
