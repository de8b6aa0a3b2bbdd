/* Displays -> strips: lists with their marks, verse, code, the ornament of a
 * thematic break. Each is lines of text in a narrower or shifted column.
 */
#include "typeset/galley.h"

#include "book/numeral.h"

#include "base/banned.h"

#define COST_FIRST_ITEM 95
#define COST_LAST_ITEM 1500          /* a last line at a page's head */

static length label_room(const struct galley *g, const struct block *list)
{
	length em = g->setter->layout->body_size;
	if (!list->as.list.is_ordered)
		return em * 2;
	int most = list->as.list.start;
	for (const struct block *b = list->child; b; b = b->next)
		most++;
	if (g->setter->layout->is_vertical)
		return most > 20 ? em * 4 : most > 11 ? em * 3 : em * 2;
	return most > 100 ? em * 5 / 2 : em * 2;
}

/* A Chinese face's bullet is a speck; the small square is seen. */
static str bullet_mark(const struct galley *g)
{
	return faces_for(g->setter->faces, FONT_BODY, 0x25AA) < 0 ? STR("•")
								  : STR("▪");
}

static str number_label(const struct galley *g, int number)
{
	struct arena *a = g->setter->arena;
	if (!g->setter->layout->is_vertical)
		return arena_format(a, "%d.", number);
	return arena_join(a, chinese_numeral(number, a), STR("、"));
}

/* A box to tick is mark enough. */
static bool has_own_mark(const struct galley *g, const struct block *item)
{
	const struct block *first = item->child;
	if (!first || !block_holds_text(first->kind) || !first->text)
		return false;
	size_t at = 0;
	str text = block_text(first, g->setter->scratch);
	uint32_t mark = text.len ? utf8_next(text, &at) : 0;
	return mark == 0x25A1 || (mark >= 0x2610 && mark <= 0x2612);
}

/* Neither the first item alone at a page's foot nor a last one of one line
 * at its head. */
static int item_cost(const struct block *item, uint32_t strips)
{
	int cost = item->previous->previous ? 0 : COST_FIRST_ITEM;
	return cost + (item->next || strips > 1 ? 0 : COST_LAST_ITEM);
}

void galley_add_list(struct galley *g, struct column *c,
	      const struct block *list, const struct style *style)
{
	struct column inner = galley_enter(g, c, style);
	length room = label_room(g, list);
	if (inner.left < c->left + room &&
	    column_width(g, &inner) > g->measure / 2)
		inner.left = c->left + room;
	str bullet = bullet_mark(g);
	galley_blank(g, style->lines_before);
	galley_settle(g, c);
	int number = list->as.list.start ? list->as.list.start : 1;
	for (const struct block *item = list->child; item; item = item->next) {
		const struct style *own = style_of_block(
			g->setter->styles, style, item, g->setter->arena);
		struct column place = galley_enter(g, &inner, own);
		place.label = list->as.list.is_ordered
			? number_label(g, number++)
			: has_own_mark(g, item) ? STR_NONE : bullet;
		place.label_room = place.left < room ? place.left : room;
		galley_blank(g, own->lines_before);
		uint32_t first = (uint32_t)g->strips.count;
		galley_add_children(g, &place, item->child);
		galley_blank(g, own->lines_after);
		if (item->previous && first < g->strips.count)
			g->strips.at[first].break_cost += item_cost(
				item, (uint32_t)g->strips.count - first);
	}
	galley_blank(g, style->lines_after);
}

/* Two characters, where there is room for them. */
static length hanging_indent(const struct line_request *request)
{
	length wanted = 2 * request->style->size;
	return wanted <= request->measure / 2 ? wanted : 0;
}

struct verse_line {
	struct text text;
	struct set_paragraph lines;
};

struct verse_lines {
	LIST(struct verse_line) list;
	length longest;
	size_t count;                 /* as they are set */
};

static void set_verse(struct galley *g, struct column *c,
		      const struct block *verse, struct verse_lines *out)
{
	struct arena *a = g->setter->arena;
	for (const struct block *b = verse->child; b; b = b->next) {
		struct verse_line line = {.text = galley_text(g, c, b,
			style_of_block(g->setter->styles, c->style, b, a))};
		struct line_request *request = &line.text.request;
		line.text.align = STYLE_START;
		request->style = galley_aligned(g, request->style, STYLE_START);
		request->first_indent = 0;
		request->hanging_indent = hanging_indent(request);
		if (b->text)
			set_lines(g->setter, request, &line.lines);
		for (size_t i = 0; i < line.lines.count; i++)
			if (line.lines.lines[i].width > out->longest)
				out->longest = line.lines.lines[i].width;
		out->count += line.lines.count ? line.lines.count : 1;
		list_push(a, &out->list, line);
	}
}

/* Turnovers hang by two characters, and the verse stands centred on
 * its longest line. Pages end between stanzas. */
void galley_add_verse(struct galley *g, struct column *c,
	       const struct block *verse, const struct style *style)
{
	struct column inner = galley_enter(g, c, style);
	struct verse_lines lines = {0};
	set_verse(g, &inner, verse, &lines);
	length shift = (column_width(g, &inner) - lines.longest) / 2;
	bool is_short = lines.count <= KEPT_SHORT;
	galley_blank(g, style->lines_before);
	galley_settle(g, c);
	galley_keep(g, &inner, COST_INSIDE_SHORT);
	for (size_t i = 0; i < lines.list.count; i++) {
		struct verse_line *line = &lines.list.at[i];
		if (line->lines.count == 0) {
			galley_blank(g, 1000);
			galley_settle(g, &inner);
			if (!is_short)
				galley_keep(g, &inner, COST_INSIDE_SHORT);
			continue;
		}
		line->text.x += shift > 0 ? shift : 0;
		galley_add_lines(g, &inner, &line->text, &line->lines);
	}
	galley_blank(g, style->lines_after);
}

void galley_add_code_line(struct galley *g, struct column *c,
		   const struct block *line, const struct style *style)
{
	struct text text = galley_text(g, c, line, style);
	text.align = STYLE_START;
	text.request.style = galley_aligned(g, style, STYLE_START);
	text.request.first_indent = 0;
	text.request.hanging_indent = hanging_indent(&text.request);
	galley_set_text(g, c, &text);
	if (!line->text) {
		g->blank += QUARTERS;
		if (g->blank > g->capacity)
			g->blank = g->capacity;
	}
}

/* The ornament is always shown, so that white at the head or foot of
 * a page never hides a break. */
void galley_add_ornament(struct galley *g, const struct column *c,
		  const struct block *block, const struct style *style)
{
	struct set_line *line = arena_new(g->setter->arena, struct set_line);
	struct style fitting = *style;
	fitting.letter_spacing = 0;
	if (fitting.size > column_width(g, c) / 5)
		fitting.size = column_width(g, c) / 5;
	*line = set_single(g->setter, STR("＊　＊　＊"), &fitting, true);
	struct strip strip = {
		.kind = STRIP_LINE, .quarters = QUARTERS, .block = block,
		.is_first = true, .frame = c->frame, .as.line = line,
		.at = {block->number, 0},
		.x = c->left + (column_width(g, c) - line->width) / 2,
	};
	int around = style->lines_before ? style->lines_before : 1000;
	galley_blank(g, around);
	galley_add(g, c, strip);
	galley_blank(g, around);
}
