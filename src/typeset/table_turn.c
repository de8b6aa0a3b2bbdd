/* A table too wide for the page -> pages of its own, turned by a quarter:
 * its head lies at the left, so that the book is turned the same way for a
 * left and a right page (顶左底右).
 *
 * The table is set as on a page that is as wide as the type area is high;
 * then lines and rules change their axes. Rows fill a page as long as they
 * fit; a row taller than a page is cut by lines.
 */
#include "typeset/table.h"

#include "base/banned.h"

#define OUTER_RULE 1000

struct turning {
	struct table *t;
	length room;                  /* across the rows: the area's width */
	size_t row, line;             /* the next to place */
	bool is_further;              /* a page stands before */
	struct set_paragraph caption;
	length caption_size;
};

static length quarter_length(const struct table *t, int quarters)
{
	return t->g->setter->layout->pitch * quarters / QUARTERS;
}

length table_turned_measure(const struct galley *g)
{
	const struct layout *layout = g->setter->layout;
	return (layout->lines_per_page - 1) * layout->pitch +
	       layout->body_size;
}

/* How many rows, and how many lines of one that is cut, fit below `y`. */
struct share {
	size_t rows, cut_lines;
	length end;
};

static struct share fill_page(const struct turning *turning, length y)
{
	const struct table *t = turning->t;
	struct share share = {.end = y};
	size_t line = turning->line;
	for (size_t i = turning->row; i < t->rows.count; i++, line = 0) {
		const struct row *row = &t->rows.at[i];
		length height = quarter_length(t, table_row_quarters(t, row)) -
				(length)line * table_line_height(t);
		if (share.end + height > turning->room)
			break;
		share.end += height;
		share.rows++;
	}
	if (share.rows > 0 || turning->row == t->rows.count)
		return share;
	length lines = (turning->room - y) / table_line_height(t) - 1;
	share.cut_lines = lines > 1 ? (size_t)lines : 1;
	size_t left = t->rows.at[turning->row].lines - line;
	if (share.cut_lines > left)
		share.cut_lines = left;
	share.end += (length)(share.cut_lines + 1) * table_line_height(t);
	return share;
}

static void place_rows(struct turning *turning, const struct share *share,
		       struct group *group, length y)
{
	struct table *t = turning->t;
	size_t end = turning->row + share->rows;
	for (; turning->row < end; turning->row++, turning->line = 0) {
		const struct row *row = &t->rows.at[turning->row];
		table_cover_row(t, row);
		table_add_cells(t, row, group, (struct slice){
			turning->line, row->lines, y});
		y += quarter_length(t, table_row_quarters(t, row)) -
		     (length)turning->line * table_line_height(t);
		bool is_last = turning->row + 1 == end && !share->cut_lines;
		if (!is_last && (t->has_hairs || row->is_head))
			table_add_rule(t, group, y, row->is_head);
	}
	if (share->cut_lines == 0)
		return;
	size_t from = turning->line;
	turning->line += share->cut_lines;
	table_add_cells(t, &t->rows.at[turning->row], group, (struct slice){
		from, turning->line, y});
	if (turning->line == t->rows.at[turning->row].lines) {
		turning->row++;
		turning->line = 0;
	}
}

/* The caption, or 续表 and the head again; where the rows begin. */
static length place_top(struct turning *turning, struct group *group,
			length *rule)
{
	struct table *t = turning->t;
	length y = 0;
	if (turning->is_further) {
		table_add_continued(t, group);
		*rule = table_line_height(t);
		return *rule + quarter_length(t, table_add_head(t, group,
								*rule));
	}
	for (size_t i = 0; i < turning->caption.count; i++) {
		const struct set_line *line = &turning->caption.lines[i];
		length pitch = t->g->setter->layout->pitch;
		group->spots[group->spot_count++] = (struct spot){
			line, (t->measure - line->width) / 2,
			y + (pitch + turning->caption_size * 760 / 1000) / 2};
		y += pitch;
	}
	*rule = y;
	return y;
}

static void add_outer_rule(const struct table *t, struct group *group,
			   length y)
{
	struct item *rule = &group->extras[group->extra_count++];
	*rule = (struct item){.kind = ITEM_RULE,
			      .box = {0, y, t->measure, OUTER_RULE}};
}

static struct box turn_box(struct box box, length measure)
{
	return (struct box){box.y, measure - box.x - box.width, box.height,
			    box.width};
}

/* The line at its place, its axes changed: what was right is up. */
static const struct set_line *turn_line(const struct table *t,
					struct spot spot, bool is_artifact)
{
	struct arena *a = t->g->setter->arena;
	struct set_line *line = arena_new(a, struct set_line);
	*line = *spot.line;
	line->items = arena_array(a, struct item, line->item_count);
	for (size_t i = 0; i < line->item_count; i++) {
		struct item *item = &line->items[i];
		*item = spot.line->items[i];
		item->box.x += spot.x;
		item->box.y += spot.y;
		item->box = turn_box(item->box, t->measure);
		if (item->kind == ITEM_IMAGE)
			item->as.image.is_rising = true;
		if (item->kind != ITEM_GLYPHS)
			continue;
		struct glyphs *run = &item->as.glyphs;
		length along = run->x + spot.x;
		run->x = run->y + spot.y;
		run->y = t->measure - along;
		run->turn = GLYPHS_RISING;
		run->is_artifact |= is_artifact;
	}
	return line;
}

/* In the middle of the page, and with its first `repeated` lines no text. */
static void turn_group(const struct table *t, struct group *group,
		       length shift, size_t repeated)
{
	const struct layout *layout = t->g->setter->layout;
	length down = (layout->pitch - layout->body_size) / 2;
	for (size_t i = 0; i < group->spot_count; i++) {
		struct spot *spot = &group->spots[i];
		spot->y += shift;
		*spot = (struct spot){turn_line(t, *spot, i < repeated), 0,
				      down};
	}
	for (size_t i = 0; i < group->extra_count; i++) {
		struct box *box = &group->extras[i].box;
		box->y += shift;
		*box = turn_box(*box, t->measure);
		box->y += down;
	}
}

static struct position start_of(const struct turning *turning,
				const struct block *caption)
{
	if (!turning->is_further && caption)
		return (struct position){caption->number, 0};
	return table_row_position(&turning->t->rows.at[turning->row],
				  turning->line);
}

static void add_page(struct turning *turning, const struct block *caption)
{
	struct table *t = turning->t;
	struct strip strip = {
		.kind = STRIP_GROUP, .opens_page = true, .block = t->block,
		.quarters = t->g->capacity, .is_first = !turning->is_further,
		.at = start_of(turning, caption),
	};
	size_t spots = turning->caption.count + 1 + table_head_lines(t);
	for (size_t i = turning->row; i < t->rows.count; i++)
		spots += table_cell_lines(&t->rows.at[i]);
	struct group *group = table_group(
		t, spots, t->rows.count - turning->row + table_head_rows(t));
	length top;
	length y = place_top(turning, group, &top);
	size_t repeated = turning->is_further ? group->spot_count : 0;
	struct share share = fill_page(turning, y);
	place_rows(turning, &share, group, y);
	add_outer_rule(t, group, top);
	add_outer_rule(t, group, share.end - OUTER_RULE);
	turn_group(t, group, (turning->room - share.end) / 2, repeated);
	turning->is_further = true;
	strip.as.group = group;
	galley_add(t->g, t->column, strip);
}

static bool has_notes(const struct set_paragraph *lines)
{
	for (size_t i = 0; i < lines->count; i++)
		if (lines->lines[i].note_count > 0)
			return true;
	return false;
}

/* Notes want the foot of the page, which a turned table takes up. */
static bool rows_have_notes(const struct table *t)
{
	for (size_t i = 0; i < t->rows.count; i++)
		for (size_t k = 0; k < t->rows.at[i].count; k++)
			if (has_notes(&t->rows.at[i].cells[k].lines))
				return true;
	return false;
}

static void set_caption(struct turning *turning, const struct block *caption)
{
	struct table *t = turning->t;
	struct arena *a = t->g->setter->arena;
	const struct style *style = galley_style(t->g, style_of_block(
		t->g->setter->styles, t->column->style, caption, a));
	struct line_request request = {
		.phrases = caption->text, .is_balanced = true,
		.style = flush_style(a, style), .span = caption->span,
		.measure = t->measure - 2 * style->size,
	};
	turning->caption_size = style->size;
	set_lines(t->g->setter, &request, &turning->caption);
}

bool table_turn(struct table *t, const struct block *caption)
{
	struct turning turning = {.t = t, .room = t->g->measure};
	t->x = 0;
	t->measure = table_turned_measure(t->g);
	table_fit(t);
	t->line_quarters = table_line_quarters(t);
	table_show_more(t);
	for (size_t i = 0; i < t->rows.count; i++)
		table_set_row(t, &t->rows.at[i]);
	table_settle_rows(t);
	if (caption && caption->text)
		set_caption(&turning, caption);
	if (rows_have_notes(t) || has_notes(&turning.caption) ||
	    (length)turning.caption.count * t->g->setter->layout->pitch >
		    turning.room / 3)
		return false;
	diag_report(t->g->setter->diag, t->block->span, MSG_TABLE_TURNED,
		    WORDS(arena_format(t->g->setter->arena, "%d",
				       t->column_count)));
	uint32_t first = (uint32_t)t->g->strips.count;
	while (turning.row < t->rows.count)
		add_page(&turning, caption);
	/* The white before is settled first. */
	while (t->g->strips.at[first].kind != STRIP_GROUP)
		first++;
	struct choice choice = {.first = first, .count = 1, .is_page = true};
	list_push(t->g->setter->arena, &t->g->choices, choice);
	return true;
}
