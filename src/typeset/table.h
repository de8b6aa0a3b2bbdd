/* What the files of a table share: its rows of cells, its columns, and the
 * columns that are shown at once; no other file of the room includes it.
 *
 *   table_read     rows and cells in their columns, and what these would like
 *   table_columns  the type a little smaller, or the table in parts; widths
 *   table_number   numbers and their decimal points
 *   table_row      cells set and placed; rows -> strips
 *   table_turn     a table too wide -> pages of its own, turned
 *   table          the caption, and rows between three rules
 */
#ifndef TYPESET_TABLE_H
#define TYPESET_TABLE_H

#include "typeset/galley.h"

/* A row that has more goes on in the next one. */
#define COLUMNS_MOST 1000

enum cell_kind {
	CELL_VOID,                    /* empty, or a dash */
	CELL_NUMBER, CELL_TEXT,
};

struct cell {
	const struct block *block;
	const struct style *style;
	struct set_paragraph lines;
	int column, span, rows;
	/* A cell of several rows that is centred in them: how far down. */
	length drop;
	length point;                 /* from the line's start, of a number */
	enum style_align align;
	bool is_over_rows;            /* its lines do not count in its row */
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
	/* Of a column of numbers: most before and behind the point. */
	length before, after;
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

/* Lines [from, to) of a row, and where the row or the rest of it begins. */
struct slice {
	size_t from, to;
	length top;
};

/* table_row.c */
/* The cells' lines, at the widths that the columns have now; then, when all
 * rows are set, how cells of several rows stand in them. */
void table_set_row(struct table *t, struct row *row);
void table_settle_rows(struct table *t);
length table_line_height(const struct table *t);
int table_row_quarters(const struct table *t, const struct row *row);
struct position table_row_position(const struct row *row, size_t line);
/* Strips of the row. */
void table_add_row(struct table *t, size_t number);
/* The head for further pages, if it is worth its room there. */
void table_repeat_head(struct table *t, struct frame *frame);
/* For who places rows himself: */
struct group *table_group(const struct table *t, size_t spots, size_t rows);
size_t table_cell_lines(const struct row *row);
void table_add_cells(const struct table *t, const struct row *row,
		     struct group *group, struct slice slice);
/* On to the row: which of its columns go on below. */
void table_cover_row(struct table *t, const struct row *row);
void table_add_rule(const struct table *t, struct group *group, length y,
		    bool is_head);
size_t table_head_rows(const struct table *t);
size_t table_head_lines(const struct table *t);
int table_add_head(struct table *t, struct group *group, length top);
/* 续表 at the right edge. */
void table_add_continued(const struct table *t, struct group *group);

/* table_read.c */
void table_read(struct table *t);

/* table_number.c */
enum cell_kind table_cell_kind(str text);
/* Of a line that shows this number: where its decimal point stands. */
length table_point(const struct set_line *line, str text);

/* table.c */
int table_line_quarters(const struct table *t);

/* table_turn.c: false, and nothing added, where notes stand in it. */
bool table_turn(struct table *t, const struct block *caption);
/* The width of a table on a turned page. */
length table_turned_measure(const struct galley *g);

/* table_columns.c */
/* No type small enough, and no break in words, makes it fit. */
bool table_is_too_wide(const struct table *t, length measure);
/* The shown column behind this one. */
int table_next_shown(const struct table *t, int column);
/* Makes the type of a table that is a little too wide smaller. */
void table_fit(struct table *t);
/* The next columns to show, with their widths; false: all were shown. */
bool table_show_more(struct table *t);
bool table_shows(const struct table *t, const struct cell *cell);
/* Shown before, and now again for the reader to find his way. */
bool table_repeats(const struct table *t, const struct cell *cell);
length table_cell_width(const struct table *t, const struct cell *cell);

#endif
