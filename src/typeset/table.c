/* A table -> rows of cells between three rules (三线表): column widths by
 * content, rows of three quarters of a line each, the whole padded to whole
 * lines, the head shown again on every further page.
 *
 * A row of up to ROW_UNSPLIT lines stays whole; a longer one is sliced line
 * by line across its cells.
 */
#include "book/wording.h"
#include "typeset/table.h"

#include "base/banned.h"

#define ROW_UNSPLIT 6
#define TAIL_ROWS 3
#define COST_INSIDE_ROW 60
#define PADDING 1                     /* quarters above and below a row */
#define RULE_THIN 350
#define HAIR_GREY 600
/* Lines of a head that is worth its room on every page. */
#define HEAD_MOST 4

static enum style_align cell_align(const struct table *t,
				   const struct row *row,
				   const struct cell *cell)
{
	if (cell->block->align == ALIGN_CENTRE || row->is_head ||
	    cell->style->align == STYLE_CENTRE)
		return STYLE_CENTRE;
	if (cell->block->align == ALIGN_END || t->columns[cell->column].is_number)
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

static void set_cell(struct table *t, const struct row *row, struct cell *cell)
{
	length room = table_cell_width(t, cell) - t->size;
	struct line_request request = {
		.phrases = cell->block->text,
		.style = flush_style(t->g->setter->arena, cell->style),
		.measure = room > t->size ? room : t->size,
		.span = cell->block->span,
		.is_balanced = row->is_head,
	};
	cell->lines = (struct set_paragraph){0};
	if (!table_shows(t, cell))
		return;
	if (cell->block->text)
		set_lines(t->g->setter, &request, &cell->lines);
	if (table_repeats(t, cell))
		make_artifact(&cell->lines);
	cell->align = cell_align(t, row, cell);
	length *widest = &t->columns[cell->column].widest;
	for (size_t i = 0; i < cell->lines.count && !row->is_head; i++)
		if (cell->lines.lines[i].width > *widest)
			*widest = cell->lines.lines[i].width;
}

static void set_row(struct table *t, struct row *row)
{
	row->lines = 1;
	for (size_t i = 0; i < row->count; i++) {
		set_cell(t, row, &row->cells[i]);
		if (row->cells[i].lines.count > row->lines)
			row->lines = row->cells[i].lines.count;
	}
	t->has_hairs |= row->lines > 1 && !row->is_head;
}

/* Numbers end in one line, and that column of numbers stands centred. */
static length cell_x(const struct table *t, const struct cell *cell,
		     length width)
{
	const struct table_column *column = &t->columns[cell->column];
	length room = table_cell_width(t, cell) - t->size;
	length shift = align_offset(cell->align, room, width);
	if (cell->align == STYLE_END && column->is_number &&
	    room > column->widest)
		shift -= (room - column->widest) / 2;
	return t->x + column->left + t->size / 2 + (shift > 0 ? shift : 0);
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

/* 续表 at the right edge, above the rules. */
static void add_continued(struct table *t, struct group *group)
{
	struct setter *s = t->g->setter;
	const struct style *style = galley_style(t->g, style_of_name(
		s->styles, t->column->style, STR("caption"), STR_NONE,
		s->arena));
	struct set_line *line = arena_new(s->arena, struct set_line);
	*line = set_single(s, wording(WORD_CONTINUED, s->lang), style, true);
	length y = (line_height(t) - style->size) / 2 +
		   length_scale(style->size, 880, 1000);
	group->spots[group->spot_count++] = (struct spot){
		line, t->x + t->measure - line->width, y};
}

static void lower(const struct table *t, struct group *group, int quarters)
{
	length by = t->g->setter->layout->pitch * quarters / QUARTERS;
	for (size_t i = 0; i < group->spot_count; i++)
		group->spots[i].y += by;
	for (size_t i = 0; i < group->extra_count; i++)
		group->extras[i].box.y += by;
}

/* What a further page shows first: the head row again. */
static void repeat_head(struct table *t, struct frame *frame)
{
	const struct row *row = &t->rows.at[0];
	int quarters = (int)row->lines * t->line_quarters + 2 * PADDING;
	if (!row->is_head || row->lines > HEAD_MOST || t->rows.count < 2 ||
	    quarters + t->line_quarters > t->g->capacity / 3)
		return;
	struct group *group = new_group(t, cell_lines(row) + 1);
	add_cells(t, row, group, (struct slice){0, row->lines});
	add_row_rule(t, group, quarters, true);
	lower(t, group, t->line_quarters);
	add_continued(t, group);
	frame->head = group;
	frame->head_quarters = t->line_quarters + quarters;
	frame->head_drop = line_height(t);
}

static void add_caption(struct table *t, const struct block *caption)
{
	struct galley *g = t->g;
	const struct style *style = galley_style(g, style_of_block(
		g->setter->styles, t->column->style, caption,
		g->setter->arena));
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

/* Rows of three quarters of a line, or more where the type is larger. */
static int line_quarters(const struct table *t)
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

/* The columns in hand, all rows of them. */
static void add_part(struct table *t)
{
	struct galley *g = t->g;
	t->has_hairs = false;
	for (size_t i = 0; i < t->rows.count; i++)
		set_row(t, &t->rows.at[i]);
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
	galley_blank(g, 1000);
	galley_settle(g, c);
	size_t first = g->strips.count;
	add_captions(t);
	if (t->rows.count > 0) {
		table_fit(t);
		t->line_quarters = line_quarters(t);
		while (table_show_more(t))
			add_part(t);
	}
	if (first < g->strips.count)
		g->strips.at[first].is_first = true;
	c->is_continued = false;
}
