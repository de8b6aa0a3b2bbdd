/* A table's blocks -> rows of cells, each in its column, and what every
 * column would like to be: as wide as its longest text, and at least wide
 * enough not to break a number or a short word.
 */
#include "typeset/table.h"

#include "book/upright.h"

#include "base/banned.h"

#define SPAN_MOST 100                 /* columns or rows a cell may cover */
#define SHORT_TEXT 7                  /* characters that stay on one line */
#define SHORT_NUMBER 12
#define LEAST_TEXT 4

static length text_width(str text, length size)
{
	int64_t quarters = 2;         /* to be on the safe side */
	bool was_wide = false;
	for (size_t at = 0; at < text.len && quarters < 800;) {
		uint32_t c = utf8_next(text, &at);
		bool is_wide = c >= 0x2000;
		quarters += is_wide ? 4 : c > ' ' && c < 0x7F ? 2 : 3;
		quarters += is_wide != was_wide;
		was_wide = is_wide;
	}
	return (length)(quarters * size / 4);
}

/* Along a line that runs down: what stands upright takes an em, alone or side
 * by side with others. */
static length upright_width(str text, length size)
{
	struct upright_run run;
	length width = size / 2;
	for (size_t at = 0; upright_next(text, &at, &run) &&
	     width < 200 * size;) {
		str part = str_cut(text, run.start, run.end);
		if (run.orientation == UPRIGHT_TURNED)
			width += text_width(part, size);
		else if (run.orientation == UPRIGHT_COMBINED)
			width += size;
		else
			width += (length)utf8_count(str_cut(part, 0, 200)) *
				 size;
	}
	return width;
}

static length cell_text_width(const struct table *t, str text, length size)
{
	const struct layout *layout = t->g->setter->layout;
	return layout->is_vertical ? upright_width(text, size)
				   : text_width(text, size);
}

static void weigh_cell(struct table *t, const struct cell *cell, bool is_head)
{
	struct table_column *column = &t->columns[cell->column];
	length size = cell->style->size;
	str text = block_text(cell->block, t->g->setter->arena);
	bool is_number = table_cell_kind(text) == CELL_NUMBER;
	length width = cell_text_width(t, text, size) + size;
	if (cell->span > 1)
		return;
	if (!is_head)
		column->is_number &= table_cell_kind(text) != CELL_TEXT;
	if (width > column->natural)
		column->natural = width;
	length most = (is_number ? SHORT_NUMBER : SHORT_TEXT) * size;
	length least = width < most ? width : LEAST_TEXT * size;
	if (least > column->least)
		column->least = least;
}

/* Columns that cells above still cover are passed over. */
static int next_column(const struct table *t, int column)
{
	while (column < t->column_room && t->columns[column].covered > 0)
		column++;
	return column;
}

static int span_of(int wanted, int most)
{
	int span = wanted < SPAN_MOST ? wanted : SPAN_MOST;
	span = span < most ? span : most;
	return span > 1 ? span : 1;
}

static void read_cell(struct table *t, struct row *row,
		      const struct block *block, int column)
{
	struct cell *cell = &row->cells[row->count++];
	cell->block = block;
	cell->column = column;
	cell->span = span_of(block->as.cell.columns, t->column_room - column);
	cell->style = galley_style(t->g, style_of_block(
		t->g->setter->styles, t->column->style, block,
		t->g->setter->arena));
	if (t->column_count < column + cell->span)
		t->column_count = column + cell->span;
	row->is_head &= block->as.cell.is_header;
	cell->rows = span_of(block->as.cell.rows, SPAN_MOST);
	for (int i = 0; i < cell->span && cell->rows > 1; i++)
		t->columns[column + i].covered = cell->rows;
}

static size_t count_cells(const struct block *first, size_t most)
{
	size_t count = 0;
	for (const struct block *b = first; b && count < most; b = b->next)
		count += b->kind == BLOCK_CELL;
	return count;
}

/* One row of cells from `first` on; what found no column is returned. */
static const struct block *read_row(struct table *t, const struct block *first)
{
	struct row row = {.is_head = true};
	row.cells = arena_array(t->g->setter->arena, struct cell,
				count_cells(first, (size_t)t->column_room));
	for (int i = 0; i < t->column_room; i++)
		row.is_joined |= t->columns[i].covered > 0;
	int column = 0;
	const struct block *b = first;
	for (; b; b = b->next) {
		if (b->kind != BLOCK_CELL)
			continue;
		column = next_column(t, column);
		if (column >= t->column_room)
			break;
		read_cell(t, &row, b, column);
		column += row.cells[row.count - 1].span;
	}
	for (int i = 0; i < t->column_room; i++)
		t->columns[i].covered -= t->columns[i].covered > 0;
	for (size_t i = 0; i < row.count; i++)
		weigh_cell(t, &row.cells[i], row.is_head);
	if (row.count > 0)
		list_push(t->g->setter->arena, &t->rows, row);
	return b;
}

/* Columns that the rows can ever need. */
static int columns_needed(const struct table *t)
{
	int most = 1;
	bool has_tall = false;
	for (const struct block *b = t->block->child; b; b = b->next) {
		int columns = 0;
		for (const struct block *cell = b->child; cell &&
		     columns < COLUMNS_MOST; cell = cell->next) {
			if (b->kind != BLOCK_ROW || cell->kind != BLOCK_CELL)
				continue;
			columns += span_of(cell->as.cell.columns, SPAN_MOST);
			has_tall |= cell->as.cell.rows > 1;
		}
		most = columns > most ? columns : most;
	}
	most *= has_tall ? 2 : 1;
	return most < COLUMNS_MOST ? most : COLUMNS_MOST;
}

void table_read(struct table *t)
{
	t->column_room = columns_needed(t);
	t->columns = arena_array(t->g->setter->arena, struct table_column,
				 (size_t)t->column_room);
	for (int i = 0; i < t->column_room; i++)
		t->columns[i].is_number = true;
	for (const struct block *b = t->block->child; b; b = b->next) {
		const struct block *cell = b->kind == BLOCK_ROW ? b->child
								: NULL;
		while (cell)
			cell = read_row(t, cell);
	}
	for (int i = 0; i < t->column_room; i++)
		t->columns[i].covered = 0;
	if (t->rows.count == 0)
		return;
	t->size = t->rows.at[0].cells[0].style->size;
	for (int i = 0; i < t->column_count; i++) {
		struct table_column *column = &t->columns[i];
		if (column->natural < t->size)
			column->natural = column->least = 2 * t->size;
	}
}
