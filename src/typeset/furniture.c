/* What stands in the margins: running heads and folios, as @page asks for
 * them, put there when a page's number and side are known (clreq 4.1). They
 * are placed from the type area and not from the paper, and keep clear of
 * the trimmed edge; where there is no room for them, nothing is drawn.
 */
#include "typeset/join.h"

#include "book/numeral.h"

#include "base/banned.h"

#define TRIM_CLEAR LENGTH_MM(5)
#define FRAME_HAIR 350
#define FRAME_STOUT LENGTH_PT(1)      /* from here on a hair goes with it */
#define EDGE_FROM_TEXT 1500   /* in a vertical book, 1/1000 of the body */

static length side_left(const struct layout *layout, enum page_side side)
{
	return side == SIDE_RECTO ? layout->inner : layout->outer;
}

void furniture_shift(struct page *page, const struct layout *layout,
		     enum page_side side, uint32_t pictures)
{
	length x = 0, y = 0;
	if (side == SIDE_VERSO && layout->is_vertical)
		y = layout->foot - layout->head;
	else if (side == SIDE_VERSO)
		x = layout->outer - layout->inner;
	for (size_t i = 0; i < page->items.count; i++) {
		struct item *item = &page->items.at[i];
		item->box.x += x;
		item->box.y += y;
		if (item->kind == ITEM_IMAGE)
			item->as.image.picture += pictures;
		if (item->kind != ITEM_GLYPHS)
			continue;
		item->as.glyphs.x += x;
		item->as.glyphs.y += y;
	}
}

static str count_in(enum counter_style style, uint32_t number, str own,
		    struct arena *a)
{
	switch (style) {
	case COUNTER_OWN: return own;
	case COUNTER_DECIMAL: break;
	case COUNTER_LOWER_ROMAN: return roman_numeral((int)number, a);
	case COUNTER_CJK_DECIMAL: return chinese_digits((int)number, a);
	case COUNTER_CJK_IDEOGRAPHIC:
		return chinese_numeral((int)number, a);
	}
	return arena_format(a, "%u", number);
}

/* Contents, too, say how the pages are counted. */
str folio_text(struct folder *f, uint32_t number, str own)
{
	for (int box = 0; box < MARGIN_BOX_COUNT; box++) {
		struct page_content content = style_content(
			f->setter->styles,
			style_of_margin(f->setter->styles,
					(struct page_place){0},
					(enum margin_box)box, f->arena));
		for (size_t i = 0; i < content.count; i++)
			if (content.parts[i].kind == CONTENT_PAGE)
				return count_in(content.parts[i].counter,
						number, own, f->arena);
	}
	return own;
}

/* Too long a title is cut. */
static str cut_title(struct folder *f, str title, length size, int64_t room)
{
	size_t fits = 0;
	for (size_t at = 0; at < title.len;) {
		uint32_t c = utf8_next(title, &at);
		room -= c < 0x250 ? size / 2 : size;
		if (room >= 2 * size)
			fits = at;
		if (room < 0)
			return arena_format(f->arena, "%.*s……",
					    STR_ARG(str_cut(title, 0, fits)));
	}
	return title;
}

static str part_text(struct folder *f, const struct margins *m,
		     const struct content_part *part,
		     const struct page_stamp *stamp)
{
	switch (part->kind) {
	case CONTENT_TEXT: return part->text;
	case CONTENT_PAGE:
		return count_in(part->counter, stamp->number, stamp->label,
				f->arena);
	case CONTENT_PAGES:
		return count_in(part->counter, stamp->pages, arena_format(
			f->arena, "%u", stamp->pages), f->arena);
	case CONTENT_TITLE: return m->title;
	case CONTENT_PART: return m->part;
	case CONTENT_CHAPTER: return m->chapter;
	case CONTENT_SECTION:
		return stamp->section ? heading_text(stamp->section, f->arena)
				      : m->chapter;
	}
	return STR_NONE;
}

static bool is_title(const struct content_part *part)
{
	return part->kind >= CONTENT_TITLE;
}

static bool varies(struct page_content content)
{
	for (size_t i = 0; i < content.count; i++)
		if (content.parts[i].kind == CONTENT_PAGE ||
		    content.parts[i].kind == CONTENT_SECTION)
			return true;
	return false;
}

/* What is no title is never cut; titles share the room that it leaves. */
static str content_text(struct folder *f, const struct margins *m,
			const struct margin_line *line, int64_t room,
			const struct page_stamp *stamp)
{
	length size = line->style->size;
	int titles = 0;
	struct buf text;
	buf_init(&text, f->arena, BUF_NO_MAXIMUM);
	for (size_t i = 0; i < line->content.count; i++) {
		const struct content_part *part = &line->content.parts[i];
		if (is_title(part))
			titles++;
		else
			room -= (int64_t)utf8_count(
				part_text(f, m, part, stamp)) * size;
	}
	for (size_t i = 0; i < line->content.count; i++) {
		const struct content_part *part = &line->content.parts[i];
		str shown = part_text(f, m, part, stamp);
		if (is_title(part))
			shown = cut_title(f, shown, size, room / titles);
		buf_add(&text, shown);
	}
	return buf_str(&text);
}

static bool is_side(enum margin_box box)
{
	return box >= BOX_LEFT_TOP;
}

static bool is_top(enum margin_box box)
{
	return box < BOX_BOTTOM_LEFT_CORNER || box == BOX_LEFT_TOP ||
	       box == BOX_RIGHT_TOP;
}

static void find_lines(struct folder *f, struct margins *m,
		       struct page_place place)
{
	const struct stylesheet *styles = f->setter->styles;
	struct margin_line *lines = m->lines[place.is_left][place.is_first];
	m->pages[place.is_left][place.is_first] =
		style_of_page(styles, place, f->arena);
	for (int box = 0; box < MARGIN_BOX_COUNT; box++) {
		struct margin_line *line = &lines[box];
		line->style = style_of_margin(styles, place,
					      (enum margin_box)box, f->arena);
		line->content = style_content(styles, line->style);
		line->varies = varies(line->content);
	}
}

void margins_start(struct folder *f, struct margins *m)
{
	*m = (struct margins){.title = f->book->meta.title};
	sides_start(f, m);
	for (int i = 0; i < 4; i++)
		find_lines(f, m, (struct page_place){i / 2, i % 2});
}

void margins_turn(struct margins *m, str part, str chapter)
{
	m->part = part;
	/* An untitled chapter's pages look like the others all the same. */
	m->chapter = str_is_empty(chapter) ? m->title : chapter;
	for (int i = 0; i < 4; i++)
		for (int box = 0; box < MARGIN_BOX_COUNT; box++)
			m->lines[i / 2][i % 2][box].is_set = false;
}

/* How many texts stand on the edge, the corners left out. */
static int count_beside(const struct margin_line *lines, bool top)
{
	int first = top ? BOX_TOP_LEFT : BOX_BOTTOM_LEFT, count = 0;
	for (int box = first; box < first + 3; box++)
		count += lines[box].content.count > 0;
	return count;
}

/* Of the measure, in thousandths: for a text alone on its edge, or for each
 * of more. */
static int64_t share_of(const struct folder *f,
			const struct margin_line *lines, enum margin_box box)
{
	static const int shares[] = {310, 700, 470, 310};
	return (int64_t)area_width(f->layout) *
	       shares[count_beside(lines, is_top(box))] / 1000;
}

static length box_x(const struct layout *layout, enum margin_box box,
		    enum page_side side, length width)
{
	length left = side_left(layout, side);
	length rest = area_width(layout) - width;
	switch (box % BOX_BOTTOM_LEFT_CORNER) {
	case BOX_TOP_LEFT_CORNER: return left - layout->body_size - width;
	case BOX_TOP_CENTER: return left + rest / 2;
	case BOX_TOP_RIGHT: return left + rest;
	case BOX_TOP_RIGHT_CORNER:
		return left + rest + width + layout->body_size;
	default: return left;
	}
}

/* The upper end of the rule on an edge. */
static length rule_y(const struct layout *layout, const struct style *page,
		     bool top)
{
	if (top)
		return layout->head - page->padding_top;
	return grid_baseline(layout, layout->lines_per_page - 1) +
	       length_scale(layout->body_size, 120, 1000) +
	       page->padding_bottom;
}

/* The baseline, or 0 where the paper ends before. */
static length box_y(const struct layout *layout, const struct style *page,
		    const struct style *style, bool top)
{
	length rule = rule_y(layout, page, top);
	if (top) {
		length y = rule - style->padding_bottom -
			   length_scale(style->size, 120, 1000);
		return y - style->size < TRIM_CLEAR ? 0 : y;
	}
	length y = rule + page->rule_bottom + style->padding_top +
		   length_scale(style->size, 880, 1000);
	length most = layout->page_height - TRIM_CLEAR;
	if (y > most)
		y = most;
	return y < rule + style->size ? 0 : y;
}

/* In a vertical book all stand in one line at the fore edge, what is said of
 * the head of a page above and of its foot below: beyond the last line of a
 * recto, before the first of a verso. 0: the paper ends before. */
static length edge_y(const struct layout *layout, const struct style *style,
		     enum page_side side)
{
	length away = length_scale(layout->body_size, EDGE_FROM_TEXT, 1000);
	if (layout->foot < TRIM_CLEAR + style->size + away)
		return 0;
	if (side == SIDE_VERSO)
		return layout->foot - away -
		       length_scale(style->size, 120, 1000);
	return grid_baseline(layout, layout->lines_per_page - 1) +
	       length_scale(layout->body_size, 120, 1000) + away +
	       length_scale(style->size, EM_ASCENT, 1000);
}

static length edge_x(const struct layout *layout, enum margin_box box,
		     length width)
{
	if (box == BOX_LEFT_MIDDLE || box == BOX_RIGHT_MIDDLE)
		return layout->inner + (area_width(layout) - width) / 2;
	return is_top(box) ? layout->inner + layout->body_size
			   : layout->inner + area_width(layout) - width;
}

static void stamp_rule(struct folder *f, struct page *page,
		       enum page_side side, const struct style *style,
		       bool top)
{
	length thick = top ? style->rule_top : style->rule_bottom;
	length y = rule_y(f->layout, style, top);
	if (thick <= 0 || y < TRIM_CLEAR ||
	    y > f->layout->page_height - TRIM_CLEAR)
		return;
	put_rule(page, f->arena,
		 (struct box){side_left(f->layout, side), y,
			      area_width(f->layout), thick}, style->grey);
}

/* Titles are cut by what their letters usually take; letters as wide as W
 * are found out when they are set, and cut again. */
static void set_margin(struct folder *f, struct margins *m,
		       enum margin_box box, const struct page_stamp *stamp)
{
	struct margin_line *lines =
		m->lines[stamp->side == SIDE_VERSO][stamp->is_first];
	struct margin_line *line = &lines[box];
	bool runs_down = is_side(box) && !f->layout->is_vertical;
	int64_t room = runs_down ? side_share(f, lines, box)
				 : share_of(f, lines, box);
	int64_t wanted = room;
	for (int turn = 0; turn < 2; turn++) {
		str text = content_text(f, m, line, wanted, stamp);
		line->line = set_single(runs_down ? &m->upright : f->setter,
					text, line->style, true);
		if (line->line.width <= room)
			break;
		wanted = room * room / line->line.width;
	}
	line->is_set = true;
}

/* Does anything large stand where a rule would run? */
static bool is_crossed(const struct page *page, length y)
{
	for (size_t i = 0; i < page->items.count; i++) {
		const struct item *item = &page->items.at[i];
		const struct glyphs *run = &item->as.glyphs;
		length top = item->box.y, foot = top + item->box.height;
		if (item->kind == ITEM_LINK ||
		    (item->kind == ITEM_GLYPHS && run->is_artifact))
			continue;
		if (item->kind == ITEM_GLYPHS) {
			top = run->y - length_scale(run->size, EM_ASCENT, 1000);
			foot = top + run->size;
		}
		if (top < y && y < foot)
			return true;
	}
	return false;
}

/* The text's frame, an em off it: a stout rule and a hair within. */
static struct box text_frame(const struct layout *layout, enum page_side side)
{
	length away = layout->body_size * 3 / 4;
	length top = layout->head, left = side_left(layout, side);
	if (layout->is_vertical) {
		top = side == SIDE_RECTO ? layout->head : layout->foot;
		left = layout->inner;
	}
	return (struct box){left - away, top - away,
			    area_width(layout) + 2 * away,
			    (layout->lines_per_page - 1) * layout->pitch +
				    layout->body_size + 2 * away};
}

static void stamp_frame(struct folder *f, struct page *page,
			enum page_side side, const struct style *style)
{
	const struct layout *layout = f->layout;
	struct box box = text_frame(layout, side);
	length thick = style->page_frame, pitch = layout->pitch;
	length first = box.y + layout->body_size * 3 / 4 -
		       (pitch - layout->body_size) / 2;
	for (int i = 1; style->line_rule > 0 && i < layout->lines_per_page;
	     i++) {
		length y = first + i * pitch - style->line_rule / 2;
		if (!is_crossed(page, y))
			put_rule(page, f->arena,
				 (struct box){box.x, y, box.width,
					      style->line_rule}, style->grey);
	}
	if (thick <= 0)
		return;
	if (thick >= FRAME_STOUT)
		put_frame(page, f->arena, box, FRAME_HAIR, style->grey);
	length more = thick >= FRAME_STOUT ? 2 * thick : 0;
	box = (struct box){box.x - more, box.y - more, box.width + 2 * more,
			   box.height + 2 * more};
	put_frame(page, f->arena, box, thick, style->grey);
}

/* False where the paper has no room for the line. */
static bool put_across(struct folder *f, const struct margins *m,
		       struct page *page, enum margin_box box,
		       const struct page_stamp *stamp)
{
	bool is_left = stamp->side == SIDE_VERSO;
	bool is_vertical = f->layout->is_vertical;
	const struct margin_line *line =
		&m->lines[is_left][stamp->is_first][box];
	const struct style *style = m->pages[is_left][stamp->is_first];
	length y = is_vertical
		? edge_y(f->layout, line->style, stamp->side)
		: box_y(f->layout, style, line->style, is_top(box));
	length x = is_vertical
		? edge_x(f->layout, box, line->line.width)
		: box_x(f->layout, box, stamp->side, line->line.width);
	if (y > 0)
		put_line(page, f->arena, &line->line, x, y);
	return y > 0;
}

void margins_stamp(struct folder *f, struct margins *m, struct page *page,
		   const struct page_stamp *stamp)
{
	bool is_left = stamp->side == SIDE_VERSO;
	bool is_vertical = f->layout->is_vertical;
	struct margin_line *lines = m->lines[is_left][stamp->is_first];
	bool has_room[2] = {true, true};
	for (int i = 0; i < MARGIN_BOX_COUNT; i++) {
		enum margin_box box = (enum margin_box)i;
		if (lines[i].content.count == 0)
			continue;
		if (!lines[i].is_set || lines[i].varies)
			set_margin(f, m, box, stamp);
		if (is_side(box) && !is_vertical)
			put_side(f, page, &lines[i], box, stamp->side);
		else
			has_room[is_top(box)] &= put_across(f, m, page, box,
							    stamp);
	}
	const struct style *style = m->pages[is_left][stamp->is_first];
	stamp_frame(f, page, stamp->side, style);
	for (int top = 0; top < 2 && !is_vertical; top++)
		if (has_room[top])
			stamp_rule(f, page, stamp->side, style, top);
}
