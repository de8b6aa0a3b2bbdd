/* One search for the cheapest lines, between search.c, which makes it, and
 * choose.c, which asks for it with one tolerance after another.
 */
#ifndef TYPESET_SEARCH_H
#define TYPESET_SEARCH_H

#include "typeset/lines.h"

#define NO_TOLERANCE INT32_MAX
#define OVERFULL_BADNESS 450000  /* a line beyond its measure */
#define RUNT_PENALTY 5000     /* clreq: no single Han on a last line */
#define MOST_COUNTS 8         /* line counts kept at one break */
#define MOST_WAYS (FIT_COUNT * MOST_COUNTS)

enum mode { MODE_JUSTIFIED, MODE_RAGGED, MODE_BALANCED };

/* One way to reach a break. */
struct node {
	int64_t demerits;
	uint32_t previous;            /* node at the line's start */
	uint32_t first, end;          /* the line's cells */
	uint32_t lines;
	uint8_t fitness;
	uint8_t close;                /* enum line_close */
	bool is_overfull, is_last;
};

/* Where a line may start. */
struct start {
	struct capacity sum;
	length measure;               /* and what its first cell gives up */
	int64_t least;                /* demerits of the best way here */
	uint32_t cell, first_node, node_count;
	bool is_first, is_hyphenated;
};

struct search {
	struct paragraph *p;
	enum mode mode;
	int tolerance;
	bool hangs;                   /* points may stand beyond the end */
	bool by_count;                /* keep ways of different line counts */
	const bool *only;             /* cells a line may begin with, or NULL */
	const bool *word_starts;      /* by byte of the text, or NULL */
	LIST(struct node) nodes;
	LIST(struct start) starts;
	LIST(struct shrinks) shrinks; /* a row for each change of the sums */
	size_t oldest;                /* of the starts still in reach */
	size_t cheapest;              /* of these; found anew when it goes */
	struct node ways[MOST_WAYS];
	size_t way_count;
	int64_t least;                /* of the ways */
	int64_t opened;               /* demerits of an opened line tried */
	struct capacity all;          /* of the whole text, when it is walked */
	bool has_forced;              /* lines the author ended */
	/* No gap may become as wide, in 1/1000 of units; 0: not known. */
	int64_t too_wide;
};

/* Walks the cells once; the ways that reach the end are left in ways. */
void run_search(struct search *search);

/* title.c: what it costs a heading or a caption to begin a line, not its
 * first, with this cell. */
int64_t title_penalty(const struct search *search, uint32_t cell);

#endif
