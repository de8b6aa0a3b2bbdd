/* Tables -> sections, headers with their scope, spans.
 *
 * A phone is too narrow for more than four columns. There screen.css shows
 * such a table as a list, a row below the other, and each cell then says
 * itself which column it is of: data-label.
 */
#include "base/utf8.h"
#include "epub/inside.h"

#include "base/banned.h"

#define MOST_COLUMNS_ON_PHONES 4
/* Dates, names and numbers stay in one line as far as all columns may have
 * such on a phone, of some twenty characters a line. Two fit anyway. */
#define WHOLE_CHARACTERS 16
#define LONGEST_WHOLE 6
#define SHORTEST_WHOLE 3

static bool is_header_row(const struct block *row)
{
	const struct block *cell = row->child;
	while (cell && cell->kind == BLOCK_CELL && cell->as.cell.is_header)
		cell = cell->next;
	return row->child && !cell;
}

static const struct block *first_row(const struct block *table)
{
	const struct block *row = table->child;
	while (row && row->kind != BLOCK_ROW)
		row = row->next;
	return row;
}

/* Cells of a row; 0 when one spans others. */
static size_t count_cells(const struct block *row)
{
	size_t count = 0;
	for (const struct block *cell = row->child; cell; cell = cell->next) {
		if (cell->as.cell.columns > 1 || cell->as.cell.rows > 1)
			return 0;
		count++;
	}
	return count;
}

static size_t count_columns(const struct block *table)
{
	const struct block *row = first_row(table);
	size_t count = 0;
	for (const struct block *cell = row ? row->child : NULL; cell;
	     cell = cell->next)
		count += cell->as.cell.columns > 1
				 ? (size_t)cell->as.cell.columns : 1;
	return count ? count : 1;
}

/* The row that names the columns of a table too wide for phones, or NULL:
 * one header row on top, as many cells in all others. */
static const struct block *find_labels(const struct block *table)
{
	const struct block *head = first_row(table);
	if (!head || !is_header_row(head))
		return NULL;
	size_t columns = count_cells(head);
	if (columns <= MOST_COLUMNS_ON_PHONES)
		return NULL;
	for (const struct block *row = head->next; row; row = row->next)
		if (row->kind != BLOCK_ROW || is_header_row(row) ||
		    count_cells(row) != columns)
			return NULL;
	return head;
}

int table_enter(struct writer *w, const struct block *table)
{
	w->table_part = 0;
	w->labels = find_labels(table);
	w->whole_cell = WHOLE_CHARACTERS / count_columns(table);
	if (w->whole_cell > LONGEST_WHOLE)
		w->whole_cell = LONGEST_WHOLE;
	flow_open(w, table, w->labels ? STR("wide") : STR_NONE);
	return 1;
}

void table_leave(struct writer *w)
{
	if (w->table_part)
		xml_close(&w->xml);
	w->table_part = 0;
	w->labels = NULL;
}

int table_enter_row(struct writer *w, const struct block *row)
{
	int part = w->table_part != 2 && is_header_row(row) ? 1 : 2;
	if (part != w->table_part) {
		if (w->table_part)
			xml_close(&w->xml);
		xml_open(&w->xml, part == 1 ? "thead" : "tbody");
		w->table_part = part;
	}
	flow_open(w, row, STR_NONE);
	return 1;
}

static void write_span_count(struct writer *w, const char *name, int count,
			     int most)
{
	if (count > 1)
		xml_attribute(&w->xml, name, arena_format(
			w->arena, "%d", count > most ? most : count));
}

static void write_column_name(struct writer *w, const struct block *cell)
{
	const struct block *label = w->labels->child;
	for (const struct block *c = cell; c->previous && label;
	     c = c->previous)
		label = label->next;
	str text = label ? str_trim(block_text(label, w->arena)) : STR_NONE;
	if (text.len)
		xml_attribute(&w->xml, "data-label", text);
}

static bool is_whole(const struct writer *w, const struct block *cell)
{
	size_t count = 0;
	for (const struct phrase *p = cell->text; p; p = p->next) {
		if (p->kind != PHRASE_TEXT || p->text.len > 4 * LONGEST_WHOLE)
			return false;
		count += utf8_count(p->text);
	}
	return count >= SHORTEST_WHOLE && count <= w->whole_cell &&
	       !cell->child;
}

int table_enter_cell(struct writer *w, const struct block *cell)
{
	flow_open(w, cell, is_whole(w, cell) ? STR("whole") : STR_NONE);
	if (cell->as.cell.is_header)
		xml_attribute(&w->xml, "scope", w->table_part == 1
						? STR("col") : STR("row"));
	write_span_count(w, "colspan", cell->as.cell.columns, 1000);
	write_span_count(w, "rowspan", cell->as.cell.rows, 65534);
	if (w->labels && w->table_part == 2)
		write_column_name(w, cell);
	flow_marks(w, cell->number, 0, "span");
	return 1;
}
