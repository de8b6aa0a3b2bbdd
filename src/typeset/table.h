/* What the files of a table share: its rows of cells, its columns, and the
 * columns that are shown at once; no other file of the room includes it.
 *
 *   table_read     rows and cells in their columns, and what these would like
 *   table_columns  the type a little smaller, or the table in parts; widths
 *   table          cells set; rows -> strips between three rules
 */
#ifndef TYPESET_TABLE_H
#define TYPESET_TABLE_H

#include "typeset/galley.h"

/* A row that has more goes on in the next one. */
#define COLUMNS_MOST 1000

struct cell {
	const struct block *block;
	const struct style *style;
	struct set_paragraph lines;
	int column, span;
	enum style_align align;
};

struct row {
	struct cell *cells;
	size_t count;
	size_t lines;                 /* of its tallest cell */
	bool is_head, is_joined;      /* joined: no break before it */
};

struct table_column {
	length natural, least;        /* widths, with the air beside */
	length left, width;           /* as shown */
	length widest;                /* set line of a column of numbers */
	bool is_number;
	int covered;                  /* rows a cell above still covers */
};

struct table {
	struct galley *g;
	const struct block *block;
	struct column *column;
	LIST(struct row) rows;
	struct table_column *columns;
	int column_count, column_room;
	/* Shown now: columns [first, end), and the first of all before them. */
	int first, end;
	length x, measure;
	length size;
	int line_quarters;
	bool has_hairs;
	uint32_t frame;
};

/* table_read.c */
void table_read(struct table *t);

/* table_columns.c */
/* Makes the type of a table that is a little too wide smaller. */
void table_fit(struct table *t);
/* The next columns to show, with their widths; false: all were shown. */
bool table_show_more(struct table *t);
bool table_shows(const struct table *t, const struct cell *cell);
/* Shown before, and now again for the reader to find his way. */
bool table_repeats(const struct table *t, const struct cell *cell);
length table_cell_width(const struct table *t, const struct cell *cell);

#endif
