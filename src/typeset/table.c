/* A table -> its caption and rows between three rules (三线表): column widths
 * by content, rows of three quarters of a line each, the whole padded to
 * whole lines. A table too wide for the page is turned, or shown in parts.
 */
#include "typeset/table.h"

#include "base/banned.h"

#define TAIL_ROWS 3
#define NARROWEST_TURNED 12           /* characters across its rows */

static void add_caption(struct table *t, const struct block *caption)
{
	struct galley *g = t->g;
	const struct style *style = galley_style(g, style_of_block(
		g->setter->styles, t->column->style, caption,
		g->setter->arena));
	struct line_request request = {
		.phrases = caption->text, .is_balanced = true,
		.style = galley_aligned(g, style, STYLE_START),
		.measure = t->measure - 2 * style->size,
		.span = caption->span,
	};
	struct set_paragraph lines = {0};
	set_lines(g->setter, &request, &lines);
	for (size_t i = 0; i < lines.count; i++) {
		const struct set_line *line = &lines.lines[i];
		struct strip strip = {
			.kind = STRIP_LINE, .quarters = QUARTERS,
			.block = caption, .is_first = i == 0,
			.at = {caption->number, line->start},
			.frame = t->column->frame, .as.line = line,
			.x = t->x + (t->measure - line->width) / 2,
			.notes = line->notes,
			.note_count = (uint32_t)line->note_count,
			.note_lines = galley_set_notes(g, line->notes,
						line->note_count),
		};
		galley_add(g, t->column, strip);
		g->lines_owed = 1;
	}
}

/* Rows of three quarters of a line, or more where the type is larger. */
int table_line_quarters(const struct table *t)
{
	length pitch = t->g->setter->layout->pitch;
	int quarters = (t->size * 5 / 4 * QUARTERS + pitch - 1) / pitch;
	return quarters > 3 ? quarters : 3;
}

/* Neither one row alone below the head, nor fewer than three above the
 * end. */
static bool is_held(const struct table *t, size_t row)
{
	if (row == 0)
		return false;
	if (t->rows.at[row - 1].is_head ||
	    (row > 1 && t->rows.at[row - 2].is_head))
		return true;
	return row + TAIL_ROWS > t->rows.count && t->rows.at[row].lines <= 2;
}

static void add_rows(struct table *t)
{
	struct galley *g = t->g;
	struct frame frame = {.kind = FRAME_TABLE, .x = t->x,
			      .width = t->measure, .parent = t->column->frame};
	table_repeat_head(t, &frame);
	list_push(g->setter->arena, &g->frames, frame);
	t->frame = (uint32_t)g->frames.count;
	for (size_t i = 0; i < t->rows.count; i++) {
		if (is_held(t, i))
			g->lines_owed = 1;
		table_add_row(t, i);
		g->lines_owed = 0;
	}
	struct strip snap = {.kind = STRIP_SNAP, .quarters = 2,
			     .break_cost = BREAK_FORBIDDEN};
	list_push(g->setter->arena, &g->strips, snap);
	g->white = QUARTERS;
}

/* Of the rows, without the caption. */
static int table_quarters(const struct table *t)
{
	int quarters = 0;
	for (size_t i = 0; i < t->rows.count && quarters < t->g->capacity; i++)
		quarters += table_row_quarters(t, &t->rows.at[i]);
	return quarters;
}

/* The columns in hand, all rows of them. */
static void add_part(struct table *t)
{
	struct galley *g = t->g;
	t->has_hairs = false;
	for (size_t i = 0; i < t->rows.count; i++)
		table_set_row(t, &t->rows.at[i]);
	table_settle_rows(t);
	if (t->first > 0) {
		g->white = 0;
		galley_blank(g, 1000);
		galley_settle(g, t->column);
	}
	t->column->kept_from = 0;
	if (table_quarters(t) <= g->capacity / 3)
		galley_keep(g, t->column, COST_INSIDE_SHORT);
	add_rows(t);
}

static void add_captions(struct table *t)
{
	for (const struct block *b = t->block->child; b; b = b->next)
		if (b->kind == BLOCK_CAPTION && b->text)
			add_caption(t, b);
}

static const struct block *find_caption(const struct block *table)
{
	const struct block *b = table->child;
	while (b && b->kind != BLOCK_CAPTION)
		b = b->next;
	return b;
}

/* Too wide across the page, and not along it; in no box or list, where a
 * page of its own would be out of place. */
static bool may_turn(const struct table *t)
{
	length along = table_turned_measure(t->g);
	return t->rows.count > 0 && t->column->depth == 0 &&
	       !t->g->setter->layout->is_vertical &&
	       t->column->frame == 0 && along > t->measure &&
	       t->measure > NARROWEST_TURNED * t->size &&
	       table_is_too_wide(t, t->measure) &&
	       !table_is_too_wide(t, along);
}

/* Rows and columns of its own, since widths and sizes differ. */
static struct table *copy_table(const struct table *t)
{
	struct arena *a = t->g->setter->arena;
	struct table *copy = arena_new(a, struct table);
	size_t columns = (size_t)t->column_room;
	*copy = *t;
	copy->columns = arena_array(a, struct table_column, columns);
	memcpy(copy->columns, t->columns, columns * sizeof *t->columns);
	copy->rows.at = arena_array(a, struct row, t->rows.count);
	memcpy(copy->rows.at, t->rows.at, t->rows.count * sizeof *t->rows.at);
	for (size_t i = 0; i < t->rows.count; i++) {
		struct row *row = &copy->rows.at[i];
		struct cell *cells = arena_array(a, struct cell, row->count);
		memcpy(cells, row->cells, row->count * sizeof *cells);
		row->cells = cells;
	}
	return copy;
}

void galley_add_table(struct galley *g, struct column *c,
		      const struct block *block)
{
	struct arena *a = g->setter->arena;
	struct column inner = *c;
	inner.style = style_of_block(g->setter->styles, c->style, block, a);
	struct table *t = arena_new(a, struct table);
	*t = (struct table){.g = g, .block = block, .column = &inner,
			    .x = c->left, .measure = column_width(g, c)};
	table_read(t);
	c->is_continued = false;
	if (may_turn(t)) {
		struct table *turned = copy_table(t);
		if (table_turn(turned, find_caption(block)))
			return;
	}
	galley_blank(g, 1000);
	galley_settle(g, c);
	size_t first = g->strips.count;
	add_captions(t);
	if (t->rows.count > 0) {
		table_fit(t);
		t->line_quarters = table_line_quarters(t);
		while (table_show_more(t))
			add_part(t);
	}
	if (first < g->strips.count)
		g->strips.at[first].is_first = true;
}
