/* A table -> rows of cells between three rules (三线表): column widths by
 * content, rows of three quarters of a line each, the whole padded to whole
 * lines, the head shown again on every further page.
 *
 * A row of up to ROW_UNSPLIT lines stays whole; a longer one is sliced line
 * by line across its cells.
 */
#include "typeset/galley.h"

#include "base/banned.h"

#define COLUMNS_MOST 40
#define ROW_UNSPLIT 6
#define TAIL_ROWS 3
#define COST_INSIDE_ROW 60
#define PADDING 1                     /* quarters above and below a row */
#define RULE_THIN 350
#define HAIR_GREY 600

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

struct table {
	struct galley *g;
	const struct block *block;
	struct column *column;
	LIST(struct row) rows;
	int columns;
	length x, measure;
	length natural[COLUMNS_MOST], least[COLUMNS_MOST];
	length edges[COLUMNS_MOST + 1];
	length widest[COLUMNS_MOST];  /* set line of a column of numbers */
	bool is_number[COLUMNS_MOST];
	int covered[COLUMNS_MOST];    /* rows a cell above still covers */
	length size;
	int line_quarters;
	bool has_hairs;
	uint32_t frame;
};

static length text_width(str text, length size, bool *is_number)
{
	int64_t quarters = 2;         /* to be on the safe side */
	bool has_digit = false, was_wide = false;
	*is_number = true;
	for (size_t at = 0; at < text.len && quarters < 800;) {
		uint32_t c = utf8_next(text, &at);
		bool is_wide = c >= 0x2000;
		quarters += is_wide ? 4 : c > ' ' && c < 0x7F ? 2 : 3;
		quarters += is_wide != was_wide;
		was_wide = is_wide;
		if (c >= '0' && c <= '9')
			has_digit = true;
		else if (c > 0x7F || !strchr("+-.,% ", (int)c))
			*is_number = false;
	}
	*is_number &= has_digit;
	return (length)(quarters * size / 4);
}

static void weigh_cell(struct table *t, const struct cell *cell, bool is_head)
{
	bool is_number;
	length size = cell->style->size;
	length width = text_width(block_text(cell->block,
					     t->g->setter->arena),
				  size, &is_number) + size;
	if (!is_head && cell->block->text)
		t->is_number[cell->column] &= is_number;
	if (cell->span > 1)
		return;
	if (width > t->natural[cell->column])
		t->natural[cell->column] = width;
	/* Short cells and numbers are not to be broken. */
	length most = (is_number ? 12 : 7) * size;
	length least = width < most ? width : 4 * size;
	if (least > t->least[cell->column])
		t->least[cell->column] = least;
}

/* Columns that cells above still cover are passed over. */
static int next_column(struct table *t, int column)
{
	while (column < COLUMNS_MOST && t->covered[column] > 0)
		column++;
	return column;
}

static void cover(struct table *t, const struct cell *cell)
{
	int rows = cell->block->as.cell.rows;
	for (int i = 0; i < cell->span && rows > 1; i++)
		t->covered[cell->column + i] = rows < 1000 ? rows : 1000;
}

static void read_cell(struct table *t, struct row *row,
		      const struct block *block, int column)
{
	struct cell *cell = &row->cells[row->count++];
	int span = block->as.cell.columns > 1 ? block->as.cell.columns : 1;
	cell->block = block;
	cell->column = column;
	cell->span = span < COLUMNS_MOST - column ? span
						  : COLUMNS_MOST - column;
	cell->style = style_of_block(t->g->setter->styles, t->column->style,
				     block, t->g->setter->arena);
	if (t->columns < column + cell->span)
		t->columns = column + cell->span;
	row->is_head &= block->as.cell.is_header;
	cover(t, cell);
}

static void read_row(struct table *t, const struct block *block)
{
	struct row row = {.is_head = block->child != NULL};
	size_t cells = 0;
	for (const struct block *b = block->child; b; b = b->next)
		cells += cells < COLUMNS_MOST;
	row.cells = arena_array(t->g->setter->arena, struct cell, cells);
	for (int i = 0; i < COLUMNS_MOST; i++)
		row.is_joined |= t->covered[i] > 0;
	int column = 0;
	for (const struct block *b = block->child; b; b = b->next) {
		column = next_column(t, column);
		if (column >= COLUMNS_MOST)
			break;
		if (b->kind != BLOCK_CELL)
			continue;
		read_cell(t, &row, b, column);
		column += row.cells[row.count - 1].span;
	}
	for (int i = 0; i < COLUMNS_MOST; i++)
		t->covered[i] -= t->covered[i] > 0;
	for (size_t i = 0; i < row.count; i++)
		weigh_cell(t, &row.cells[i], row.is_head);
	if (row.count > 0)
		list_push(t->g->setter->arena, &t->rows, row);
}

/* Least widths first; what is left goes by what the columns still want. */
static void share_width(struct table *t)
{
	int64_t least = 0, wish = 0;
	for (int i = 0; i < t->columns; i++) {
		if (t->natural[i] < t->size)
			t->natural[i] = t->least[i] = 2 * t->size;
		least += t->least[i];
		wish += t->natural[i] - t->least[i];
	}
	int64_t rest = t->measure - least;
	int64_t sum = 0, least_sum = 0, wish_sum = 0;
	for (int i = 0; i < t->columns; i++) {
		least_sum += t->least[i];
		wish_sum += t->natural[i] - t->least[i];
		if (rest < 0)
			sum = t->measure * least_sum / least;
		else if (wish <= rest)
			sum = t->measure * (least_sum + wish_sum) /
			      (least + wish);
		else
			sum = least_sum + rest * wish_sum / wish;
		t->edges[i + 1] = (length)sum;
	}
}

static enum style_align cell_align(const struct table *t,
				   const struct row *row,
				   const struct cell *cell)
{
	if (cell->block->align == ALIGN_CENTRE || row->is_head ||
	    cell->style->align == STYLE_CENTRE)
		return STYLE_CENTRE;
	if (cell->block->align == ALIGN_END || t->is_number[cell->column])
		return STYLE_END;
	return STYLE_START;
}

static length cell_width(const struct table *t, const struct cell *cell)
{
	return t->edges[cell->column + cell->span] - t->edges[cell->column];
}

static void set_row(struct table *t, struct row *row)
{
	struct arena *a = t->g->setter->arena;
	for (size_t i = 0; i < row->count; i++) {
		struct cell *cell = &row->cells[i];
		length room = cell_width(t, cell) - t->size;
		struct line_request request = {
			.phrases = cell->block->text,
			.style = flush_style(a, cell->style),
			.measure = room > t->size ? room : t->size,
			.span = cell->block->span,
			.is_balanced = row->is_head,
		};
		if (cell->block->text)
			set_lines(t->g->setter, &request, &cell->lines);
		cell->align = cell_align(t, row, cell);
		if (cell->lines.count > row->lines)
			row->lines = cell->lines.count;
		for (size_t k = 0; k < cell->lines.count; k++)
			if (cell->lines.lines[k].width >
			    t->widest[cell->column] && !row->is_head)
				t->widest[cell->column] =
					cell->lines.lines[k].width;
	}
	t->has_hairs |= row->lines > 1 && !row->is_head;
	row->lines = row->lines ? row->lines : 1;
}

/* Numbers end in one line, and that column of numbers stands centred. */
static length cell_x(const struct table *t, const struct cell *cell,
		     length width)
{
	length left = t->edges[cell->column] + t->size / 2;
	length room = cell_width(t, cell) - t->size;
	length shift = align_offset(cell->align, room, width);
	if (cell->align == STYLE_END && t->is_number[cell->column] &&
	    room > t->widest[cell->column])
		shift -= (room - t->widest[cell->column]) / 2;
	return t->x + left + (shift > 0 ? shift : 0);
}

static length line_height(const struct table *t)
{
	return t->g->setter->layout->pitch * t->line_quarters / QUARTERS;
}

/* Lines [from, to) of a row. */
struct slice {
	size_t from, to;
};

/* The first line of a row stands a little below the group's top. */
static void add_cells(const struct table *t, const struct row *row,
		      struct group *group, struct slice slice)
{
	length height = line_height(t);
	size_t from = slice.from, to = slice.to;
	length top = from > 0 ? 0 : t->g->setter->layout->pitch * PADDING /
					    QUARTERS;
	for (size_t i = 0; i < row->count; i++) {
		const struct cell *cell = &row->cells[i];
		length size = cell->style->size;
		length y = top + (height - size) / 2 + size * 880 / 1000;
		bool is_whole = to - from == row->lines;
		if (is_whole)
			y += (length)(row->lines - cell->lines.count) *
			     height / 2;
		for (size_t k = from; k < to && k < cell->lines.count; k++) {
			const struct set_line *line = &cell->lines.lines[k];
			group->spots[group->spot_count++] = (struct spot){
				line, cell_x(t, cell, line->width), y};
			y += height;
		}
	}
}

static size_t cell_lines(const struct row *row)
{
	size_t count = 0;
	for (size_t i = 0; i < row->count; i++)
		count += row->cells[i].lines.count;
	return count;
}

static struct group *new_group(const struct table *t, size_t spots)
{
	struct arena *a = t->g->setter->arena;
	struct group *group = arena_new(a, struct group);
	group->spots = arena_array(a, struct spot, spots);
	group->extras = arena_array(a, struct item, 1);
	return group;
}

static void add_row_rule(const struct table *t, struct group *group,
			 int quarters, bool is_head)
{
	struct item *rule = &group->extras[group->extra_count++];
	length thick = is_head ? RULE_THIN : RULE_THIN / 2;
	rule->kind = ITEM_RULE;
	rule->box = (struct box){t->x,
		t->g->setter->layout->pitch * quarters / QUARTERS - thick / 2,
		t->measure, thick};
	rule->as.rule.grey = is_head ? 0 : HAIR_GREY;
}

static struct position row_position(const struct row *row, size_t line)
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
	struct strip strip = {
		.kind = STRIP_GROUP, .frame = t->frame, .block = t->block,
		.at = row_position(row, from), .is_head = row->is_head,
		.quarters = (int)(to - from) * t->line_quarters +
			    (is_first + is_last) * PADDING,
	};
	struct group *group = new_group(t, cell_lines(row));
	add_cells(t, row, group, slice);
	if (is_last && !is_last_row && (t->has_hairs || row->is_head))
		add_row_rule(t, group, strip.quarters, row->is_head);
	strip.as.group = group;
	if (row->is_joined && is_first)
		strip.break_cost = BREAK_FORBIDDEN;
	if (!is_first)
		strip.break_cost = from == 1 || is_last ? BREAK_FORBIDDEN
							: COST_INSIDE_ROW;
	galley_gather_notes(t->g, &strip);
	galley_add(t->g, t->column, strip);
}

static void add_row(struct table *t, size_t number)
{
	const struct row *row = &t->rows.at[number];
	bool is_last = number + 1 == t->rows.count;
	int most = t->g->capacity / 2 / t->line_quarters;
	size_t whole = ROW_UNSPLIT < most ? ROW_UNSPLIT : (size_t)most;
	if (row->lines <= whole) {
		add_slice(t, row, (struct slice){0, row->lines}, is_last);
		return;
	}
	for (size_t i = 0; i < row->lines; i++)
		add_slice(t, row, (struct slice){i, i + 1}, is_last);
}

/* What a further page shows first: the head row again. */
static void repeat_head(struct table *t, struct frame *frame)
{
	const struct row *row = &t->rows.at[0];
	if (!row->is_head || row->lines > 4 || t->rows.count < 2)
		return;
	struct group *group = new_group(t, cell_lines(row) + 1);
	int quarters = (int)row->lines * t->line_quarters + 2 * PADDING;
	add_cells(t, row, group, (struct slice){0, row->lines});
	add_row_rule(t, group, quarters, true);
	frame->head = group;
	frame->head_quarters = quarters;
}

static void add_caption(struct table *t, const struct block *caption)
{
	struct galley *g = t->g;
	const struct style *style = style_of_block(
		g->setter->styles, t->column->style, caption,
		g->setter->arena);
	struct line_request request = {
		.phrases = caption->text, .is_balanced = true,
		.style = flush_style(g->setter->arena, style),
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

static void read_table(struct table *t, const struct block *block)
{
	for (int i = 0; i < COLUMNS_MOST; i++)
		t->is_number[i] = true;
	for (const struct block *b = block->child; b; b = b->next)
		if (b->kind == BLOCK_ROW)
			read_row(t, b);
	if (t->rows.count == 0)
		return;
	t->size = t->rows.at[0].cells[0].style->size;
	length wanted = t->size * 5 / 4;
	t->line_quarters = wanted <= t->g->setter->layout->pitch * 3 / QUARTERS
		? 3 : QUARTERS;
	share_width(t);
	for (size_t i = 0; i < t->rows.count; i++)
		set_row(t, &t->rows.at[i]);
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
	repeat_head(t, &frame);
	list_push(g->setter->arena, &g->frames, frame);
	t->frame = (uint32_t)g->frames.count;
	for (size_t i = 0; i < t->rows.count; i++) {
		if (is_held(t, i))
			g->lines_owed = 1;
		add_row(t, i);
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
		quarters += (int)t->rows.at[i].lines * t->line_quarters +
			    2 * PADDING;
	return quarters;
}

void galley_add_table(struct galley *g, struct column *c,
		      const struct block *block)
{
	struct arena *a = g->setter->arena;
	struct column inner = *c;
	inner.style = style_of_block(g->setter->styles, c->style, block, a);
	struct table *t = arena_new(a, struct table);
	t->g = g;
	t->block = block;
	t->column = &inner;
	t->x = c->left;
	t->measure = column_width(g, c);
	read_table(t, block);
	if (t->rows.count == 0)
		return;
	galley_blank(g, 1000);
	galley_settle(g, c);
	size_t first = g->strips.count;
	if (table_quarters(t) <= KEPT_SHORT * QUARTERS)
		galley_keep(g, &inner, COST_INSIDE_SHORT);
	for (const struct block *b = block->child; b; b = b->next)
		if (b->kind == BLOCK_CAPTION && b->text)
			add_caption(t, b);
	add_rows(t);
	if (first < g->strips.count)
		g->strips.at[first].is_first = true;
	c->is_continued = false;
}
