/* What the files of this room share; no other room includes it.
 *
 * Two halves meet here: lines (itemize, cjk, breaks, paragraph, line) turn
 * one text block into set lines; pages (galley, paginate, furniture,
 * contents, front) put lines on pages. All x are from the left edge of the
 * block's measure, all y of a line's items from its baseline.
 */
#ifndef TYPESET_INSIDE_H
#define TYPESET_INSIDE_H

#include "typeset/typeset.h"

/* What one chapter's work needs at every step; one thread's own. */
struct setter {
	const struct typeset_request *request;
	const struct faces *faces;
	const struct stylesheet *styles;
	const struct layout *layout;
	struct hyphenator *hyphenator; /* NULL: words are not parted */
	struct arena *arena;          /* results: lives as long as the pages */
	struct arena *scratch;        /* rewound after each paragraph */
	struct diag *diag;
	str lang;
	struct set_pictures *pictures; /* of the chapter */
	uint32_t overfull_count;      /* lines wider than their measure */
	struct line_memory *memory;   /* the lines' own; NULL to begin with */
};

/* The pictures a chapter shows, each once; ITEM_IMAGE names them by index. */
struct set_pictures {
	LIST(const struct asset *) assets;
	struct arena *arena;
};
/* figure.c: a picture's sides as it lies on a page that will be turned, if
 * the layout's pages are. */
struct sides {
	uint32_t width, height;
};
struct sides picture_sides(const struct layout *layout,
			   const struct asset *asset);
/* The index of a picture, which joins the list when new. */
uint32_t picture_index(struct set_pictures *pictures,
		       const struct asset *asset);
/* figure.c: the empty frame that stands for a missing picture. */
#define FRAME_EDGES 4
void frame_edges(struct box box, struct item *edges);

/* One finished line. */
struct set_line {
	struct item *items;           /* glyph runs, rules, pictures, links */
	size_t item_count;
	length width;                 /* of the ink, from the measure's edge */
	uint32_t start, end;          /* offsets in block_text */
	uint32_t han_count;
	const struct note **notes;    /* whose marks stand in this line */
	size_t note_count;
	int gap;                      /* stretch a gap, 1/1000 em; < 0 squeezed */
	bool ends_hyphenated, is_overfull;
};

struct set_paragraph {
	struct set_line *lines;
	size_t count;
	int64_t demerits;
	bool may_grow;                /* to a line more: worth a try */
};

struct line_request {
	/* The text: a block's phrases ... */
	const struct phrase *phrases;
	/* ... or, when phrases is NULL, this plain text. */
	str text;
	/* Set before the text, on the first line: a heading's label, a note's
	 * mark, a list item's bullet. Not part of block_text. */
	str label;
	length label_width;           /* box for it; 0: its own width + 1 em */
	const struct style *style;
	length measure;               /* width of a full line */
	length first_indent;          /* of the first line */
	length hanging_indent;        /* of the others */
	/* So many bytes at the beginning take up as much room at least: a
	 * speaker's name. */
	uint32_t field_bytes;
	length field;
	bool is_balanced;             /* headings, captions: even lines */
	bool keeps_words;             /* contents: whole words of Han too */
	struct span span;             /* for messages */
};

/* The optimum lines for a text; never fails: an unbreakable text makes an
 * overfull line, reported once. */
void set_lines(struct setter *s, const struct line_request *request,
	       struct set_paragraph *out);

/* The same text, of `count` lines so far, in one less and in one more, where
 * that is wanted (not NULL); no lines where gaps would show. */
void set_variants(struct setter *s, const struct line_request *request,
		  size_t count, struct set_paragraph *shorter,
		  struct set_paragraph *longer);

/* One line of plain text at its natural width, for folios, running heads
 * and contents; every item is an artifact when asked. */
struct set_line set_single(struct setter *s, str text,
			   const struct style *style, bool is_artifact);

#endif
