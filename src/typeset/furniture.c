/* Running heads and folios, stamped when a page's number and side are known
 * (clreq 4.1). Both stand outward, placed from the type area and not from
 * the paper, and keep clear of the trimmed edge.
 */
#include "typeset/join.h"

#include "base/banned.h"

#define TRIM_CLEAR LENGTH_MM(5)
#define HEAD_RULE 350
#define HEAD_GREY 0
/* Distances in thousandths of the body size. */
#define RULE_ABOVE_TEXT 1300
#define HEAD_ABOVE_RULE 450
#define FOLIO_BELOW_TEXT 2400
/* Most of the measure a running head may take. */
#define HEAD_SHARE 700

static length side_left(const struct layout *layout, enum page_side side)
{
	return side == SIDE_RECTO ? layout->inner : layout->outer;
}

static length outer_x(const struct layout *layout, enum page_side side,
		      enum style_align align, length width)
{
	length left = side_left(layout, side);
	length rest = area_width(layout) - width;
	if (align == STYLE_CENTRE)
		return left + rest / 2;
	return side == SIDE_RECTO ? left + rest : left;
}

void furniture_shift(struct page *page, length by, uint32_t pictures)
{
	for (size_t i = 0; i < page->items.count; i++) {
		struct item *item = &page->items.at[i];
		item->box.x += by;
		if (item->kind == ITEM_GLYPHS)
			item->as.glyphs.x += by;
		else if (item->kind == ITEM_IMAGE)
			item->as.image.picture += pictures;
	}
}

static const struct style *furniture_style(struct folder *f, str class)
{
	return style_of_name(f->setter->styles, style_root(f->setter->styles),
			     STR("p"), class, f->arena);
}

void stamp_folio(struct folder *f, struct page *page, enum page_side side)
{
	const struct style *style = furniture_style(f, STR("folio"));
	struct set_line line = set_single(f->setter, page->label, style, true);
	length foot = grid_baseline(f->layout,
				    f->layout->lines_per_page - 1) +
		      f->layout->body_size * 120 / 1000;
	length y = foot + length_scale(f->layout->body_size,
				       FOLIO_BELOW_TEXT - 120, 1000);
	if (y > page->height - TRIM_CLEAR)
		y = page->height - TRIM_CLEAR;
	if (y < foot + style->size)
		return;
	put_line(page, f->arena, &line,
		   outer_x(f->layout, side, style->align, line.width), y);
}

/* R3.4: too long a title is cut. */
static str cut_title(struct folder *f, str title, const struct style *style)
{
	int64_t room = (int64_t)area_width(f->layout) * HEAD_SHARE / 1000;
	size_t fits = 0;
	for (size_t at = 0; at < title.len;) {
		uint32_t c = utf8_next(title, &at);
		room -= c < 0x250 ? style->size / 2 : style->size;
		if (room >= 2 * style->size)
			fits = at;
		if (room < 0)
			return arena_format(f->arena, "%.*s……",
					    STR_ARG(str_cut(title, 0, fits)));
	}
	return title;
}

struct set_line set_running_head(struct folder *f, str title)
{
	const struct style *style = furniture_style(f, STR("running-head"));
	if (str_is_empty(title))
		return (struct set_line){0};
	return set_single(f->setter, cut_title(f, title, style), style, true);
}

void stamp_head(struct folder *f, struct page *page, enum page_side side,
		const struct set_line *head)
{
	if (head->item_count == 0)
		return;
	const struct style *style = furniture_style(f, STR("running-head"));
	length rule = f->layout->head - length_scale(f->layout->body_size,
						     RULE_ABOVE_TEXT, 1000);
	length y = rule - length_scale(style->size, HEAD_ABOVE_RULE, 1000);
	if (y - style->size < TRIM_CLEAR)
		return;
	put_line(page, f->arena, head,
		   outer_x(f->layout, side, style->align, head->width), y);
	put_rule(page, f->arena,
		   (struct box){side_left(f->layout, side), rule,
				area_width(f->layout), HEAD_RULE}, HEAD_GREY);
}
