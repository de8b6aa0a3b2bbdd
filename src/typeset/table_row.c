/* The rows of a table -> strips: cells set and placed, numbers on their
 * points, hair lines between rows, the head again on every further page.
 *
 * A row of up to ROW_UNSPLIT lines stays whole; a longer one is sliced line
 * by line across its cells. A cell of several rows stands in their middle,
 * when they are sure to stay together.
 */
#include "book/wording.h"
#include "typeset/table.h"

#include "base/banned.h"

#define ROW_UNSPLIT 6
#define COST_INSIDE_ROW 60
/* Quarters above and below a row; rows of one line each need but half. */
#define PADDING 2
#define PADDING_LIST 1
#define EVEN_FROM 12          /* ems of a cell */
#define RULE_THIN 350
#define HAIR_GREY 600
/* Lines of a head that is worth its room on every page. */
#define HEAD_MOST 4

static bool is_number(const struct table *t, const struct cell *cell)
{
	return t->columns[cell->column].is_number && cell->span == 1;
}

static enum style_align cell_align(const struct table *t,
				   const struct row *row,
				   const struct cell *cell)
{
	if (cell->block->align == ALIGN_CENTRE || row->is_head ||
	    cell->style->align == STYLE_CENTRE)
		return STYLE_CENTRE;
	if (cell->block->align == ALIGN_END || is_number(t, cell))
		return STYLE_END;
	return STYLE_START;
}

/* A column that is shown again is no text of the book. */
static void make_artifact(struct set_paragraph *lines)
{
	for (size_t i = 0; i < lines->count; i++) {
		struct set_line *line = &lines->lines[i];
		line->note_count = 0;
		for (size_t k = 0; k < line->item_count; k++)
			if (line->items[k].kind == ITEM_GLYPHS)
				line->items[k].as.glyphs.is_artifact = true;
	}
}

/* The edges of a wide cell are even, as the text's are; a narrow one would
 * be full of holes. */
static const struct style *cell_style(const struct table *t,
				      const struct cell *cell, length room)
{
	bool is_even = cell->align == STYLE_START &&
		       room >= EVEN_FROM * t->size;
	return galley_aligned(t->g, cell->style,
			      is_even ? STYLE_JUSTIFY : STYLE_START);
}

static void set_cell(struct table *t, const struct row *row, struct cell *cell)
{
	cell->lines = (struct set_paragraph){0};
	if (!table_shows(t, cell))
		return;
	length room = table_cell_width(t, cell) - t->size;
	cell->align = cell_align(t, row, cell);
	struct line_request request = {
		.phrases = cell->block->text,
		.style = cell_style(t, cell, room),
		.measure = room > t->size ? room : t->size,
		.span = cell->block->span,
		.is_balanced = row->is_head,
	};
	if (cell->block->text)
		set_lines(t->g->setter, &request, &cell->lines);
	if (table_repeats(t, cell))
		make_artifact(&cell->lines);
	if (row->is_head || !is_number(t, cell) || cell->lines.count != 1)
		return;
	struct table_column *column = &t->columns[cell->column];
	const struct set_line *line = &cell->lines.lines[0];
	cell->point = table_point(line, block_text(cell->block,
						   t->g->setter->scratch));
	if (cell->point > column->before)
		column->before = cell->point;
	if (line->width - cell->point > column->after)
		column->after = line->width - cell->point;
}

void table_set_row(struct table *t, struct row *row)
{
	row->lines = 1;
	for (size_t i = 0; i < row->count; i++) {
		struct cell *cell = &row->cells[i];
		set_cell(t, row, cell);
		if (cell->rows == 1 && cell->lines.count > row->lines)
			row->lines = cell->lines.count;
	}
	t->has_hairs |= row->lines > 1 && !row->is_head;
}

/* Quarters of white above, below, or both. */
static int row_padding(const struct table *t, const struct row *row)
{
	return t->has_hairs || row->is_head ? PADDING : PADDING_LIST;
}

int table_row_quarters(const struct table *t, const struct row *row)
{
	return (int)row->lines * t->line_quarters + row_padding(t, row);
}

/* What the rows that a cell covers have in height; 0 when they may part. */
static int covered_quarters(const struct table *t, size_t first,
			    const struct cell *cell)
{
	int quarters = 0;
	for (size_t i = first; i < first + (size_t)cell->rows &&
	     i < t->rows.count; i++) {
		if (t->rows.at[i].lines > ROW_UNSPLIT)
			return 0;
		quarters += table_row_quarters(t, &t->rows.at[i]);
	}
	return quarters > t->g->capacity / 2 ? 0 : quarters;
}

static void settle_cell(struct table *t, size_t number, struct cell *cell)
{
	struct row *row = &t->rows.at[number];
	int whole = covered_quarters(t, number, cell);
	int own = (int)cell->lines.count * t->line_quarters +
		  row_padding(t, row);
	cell->is_over_rows = whole >= own;
	cell->drop = t->g->setter->layout->pitch * (whole - own) /
		     (2 * QUARTERS);
	if (!cell->is_over_rows && cell->lines.count > row->lines)
		row->lines = cell->lines.count;
}

void table_settle_rows(struct table *t)
{
	for (size_t i = 0; i < t->rows.count; i++)
		for (size_t k = 0; k < t->rows.at[i].count; k++)
			t->has_hairs |= t->rows.at[i].cells[k].rows > 1 &&
					!t->rows.at[i].is_head;
	for (size_t i = 0; i < t->rows.count; i++)
		for (size_t k = 0; k < t->rows.at[i].count; k++)
			if (t->rows.at[i].cells[k].rows > 1)
				settle_cell(t, i, &t->rows.at[i].cells[k]);
	for (int i = 0; i < t->column_count; i++)
		t->columns[i].covered = 0;
}

/* The points of numbers stand in one line, and the column centred. */
static length cell_x(const struct table *t, const struct cell *cell,
		     length width)
{
	const struct table_column *column = &t->columns[cell->column];
	length room = table_cell_width(t, cell) - t->size;
	length shift = align_offset(cell->align, room, width);
	length widest = column->before + column->after;
	if (cell->align == STYLE_END && is_number(t, cell) && room > widest &&
	    cell->lines.count == 1)
		shift = (room - widest) / 2 + column->before - cell->point;
	return t->x + column->left + t->size / 2 + (shift > 0 ? shift : 0);
}

length table_line_height(const struct table *t)
{
	return t->g->setter->layout->pitch * t->line_quarters / QUARTERS;
}

void table_add_cells(const struct table *t, const struct row *row,
		     struct group *group, struct slice slice)
{
	length height = table_line_height(t);
	length top = slice.top;
	if (slice.from == 0)
		top += t->g->setter->layout->pitch * row_padding(t, row) /
		       (2 * QUARTERS);
	for (size_t i = 0; i < row->count; i++) {
		const struct cell *cell = &row->cells[i];
		size_t to = cell->is_over_rows ? cell->lines.count : slice.to;
		length size = cell->style->size;
		length y = top + (height - size) / 2 + size * 880 / 1000;
		if (cell->is_over_rows)
			y += cell->drop;
		else if (slice.to - slice.from == row->lines)
			y += ((length)row->lines -
			      (length)cell->lines.count) * height / 2;
		for (size_t k = slice.from; k < to && k < cell->lines.count;
		     k++) {
			const struct set_line *line = &cell->lines.lines[k];
			group->spots[group->spot_count++] = (struct spot){
				line, cell_x(t, cell, line->width), y};
			y += height;
		}
	}
}

size_t table_cell_lines(const struct row *row)
{
	size_t count = 0;
	for (size_t i = 0; i < row->count; i++)
		count += row->cells[i].lines.count;
	return count;
}

struct group *table_group(const struct table *t, size_t spots, size_t rows)
{
	struct arena *a = t->g->setter->arena;
	struct group *group = arena_new(a, struct group);
	group->spots = arena_array(a, struct spot, spots);
	group->extras = arena_array(a, struct item,
				    rows * (size_t)(t->end - t->first + 2) +
					    2);
	return group;
}

void table_cover_row(struct table *t, const struct row *row)
{
	for (int i = 0; i < t->column_count; i++)
		t->columns[i].covered -= t->columns[i].covered > 0;
	for (size_t i = 0; i < row->count; i++)
		for (int k = 0; k < row->cells[i].span; k++)
			if (row->cells[i].rows > 1)
				t->columns[row->cells[i].column + k].covered =
					row->cells[i].rows - 1;
}

/* Not through a cell that goes on below. */
void table_add_rule(const struct table *t, struct group *group, length y,
		    bool is_head)
{
	length thick = is_head ? RULE_THIN : RULE_THIN / 2;
	struct item *rule = NULL;
	for (int i = 0; i < t->end; i = table_next_shown(t, i)) {
		const struct table_column *column = &t->columns[i];
		if (column->covered > 0) {
			rule = NULL;
			continue;
		}
		if (!rule) {
			rule = &group->extras[group->extra_count++];
			*rule = (struct item){
				.kind = ITEM_RULE,
				.box = {t->x + column->left, y - thick / 2, 0,
					thick},
				.as.rule.grey = is_head ? 0 : HAIR_GREY};
		}
		rule->box.width += column->width;
	}
}

struct position table_row_position(const struct row *row, size_t line)
{
	for (size_t i = 0; i < row->count; i++) {
		const struct cell *cell = &row->cells[i];
		if (line < cell->lines.count)
			return (struct position){cell->block->number,
				cell->lines.lines[line].start};
	}
	return (struct position){row->cells[0].block->number, 0};
}

static void add_slice(struct table *t, const struct row *row,
		      struct slice slice, bool is_last_row)
{
	size_t from = slice.from, to = slice.to;
	bool is_first = from == 0, is_last = to == row->lines;
	int padding = row_padding(t, row), above = padding - padding / 2;
	struct strip strip = {
		.kind = STRIP_GROUP, .frame = t->frame, .block = t->block,
		.at = table_row_position(row, from), .is_head = row->is_head,
		.quarters = (int)(to - from) * t->line_quarters +
			    is_first * above + is_last * (padding / 2),
		.top_drop = is_first || is_last ? 0 : -above,
	};
	struct group *group = table_group(t, table_cell_lines(row), 1);
	table_add_cells(t, row, group, slice);
	if (is_last && !is_last_row && (t->has_hairs || row->is_head))
		table_add_rule(t, group, t->g->setter->layout->pitch *
					 strip.quarters / QUARTERS,
			       row->is_head);
	strip.as.group = group;
	if (row->is_joined && is_first)
		strip.break_cost = BREAK_FORBIDDEN;
	if (!is_first)
		strip.break_cost = from == 1 || is_last ? BREAK_FORBIDDEN
							: COST_INSIDE_ROW;
	galley_gather_notes(t->g, &strip);
	galley_add(t->g, t->column, strip);
}

void table_add_row(struct table *t, size_t number)
{
	const struct row *row = &t->rows.at[number];
	table_cover_row(t, row);
	bool is_last = number + 1 == t->rows.count;
	int most = t->g->capacity / 2 / t->line_quarters;
	size_t whole = ROW_UNSPLIT < most ? ROW_UNSPLIT : (size_t)most;
	if (row->lines <= whole) {
		add_slice(t, row, (struct slice){0, row->lines, 0}, is_last);
		return;
	}
	for (size_t i = 0; i < row->lines; i++)
		add_slice(t, row, (struct slice){i, i + 1, 0}, is_last);
}

/* 续表 at the right edge, above the rules. */
void table_add_continued(const struct table *t, struct group *group)
{
	struct setter *s = t->g->setter;
	const struct style *style = galley_style(t->g, style_of_name(
		s->styles, t->column->style, STR("caption"), STR_NONE,
		s->arena));
	struct set_line *line = arena_new(s->arena, struct set_line);
	*line = set_single(s, wording(WORD_CONTINUED, s->lang), style, true);
	length y = (table_line_height(t) - style->size) / 2 +
		   length_scale(style->size, 880, 1000);
	group->spots[group->spot_count++] = (struct spot){
		line, t->x + t->measure - line->width, y};
}

size_t table_head_rows(const struct table *t)
{
	size_t rows = 0, lines = 0;
	while (rows < t->rows.count && t->rows.at[rows].is_head)
		lines += t->rows.at[rows++].lines;
	return rows < t->rows.count && lines <= HEAD_MOST ? rows : 0;
}

/* Returns the quarters taken. */
int table_add_head(struct table *t, struct group *group, length top)
{
	length pitch = t->g->setter->layout->pitch;
	int quarters = 0;
	for (size_t i = 0; i < table_head_rows(t); i++) {
		const struct row *row = &t->rows.at[i];
		table_cover_row(t, row);
		table_add_cells(t, row, group, (struct slice){
			0, row->lines, top + pitch * quarters / QUARTERS});
		quarters += table_row_quarters(t, row);
		table_add_rule(t, group, top + pitch * quarters / QUARTERS,
			       true);
	}
	return quarters;
}

size_t table_head_lines(const struct table *t)
{
	size_t lines = 0;
	for (size_t i = 0; i < table_head_rows(t); i++)
		lines += table_cell_lines(&t->rows.at[i]);
	return lines;
}

/* What a further page shows first: the head again, below 续表. */
void table_repeat_head(struct table *t, struct frame *frame)
{
	struct group *group = table_group(t, table_head_lines(t) + 1,
					  table_head_rows(t));
	length height = table_line_height(t);
	int quarters = table_add_head(t, group, height);
	if (quarters == 0 ||
	    quarters + 2 * t->line_quarters > t->g->capacity / 3)
		return;
	table_add_continued(t, group);
	frame->head = group;
	frame->head_quarters = t->line_quarters + quarters;
	frame->head_drop = height;
}
