/* Rules, frames and set lines put on a page, and where its type area lies
 * (clreq 2): what all who make pages share.
 */
#include "typeset/galley.h"

#include "base/banned.h"

length area_width(const struct layout *layout)
{
	return layout->characters_per_line * layout->body_size;
}

length grid_baseline(const struct layout *layout, int line)
{
	return layout->head + length_scale(layout->body_size, 880, 1000) +
	       line * layout->pitch;
}

struct page area_page(const struct layout *layout)
{
	return (struct page){.width = layout->page_width,
			     .height = layout->page_height};
}

void put_rule(struct page *page, struct arena *a, struct box box,
		uint16_t grey)
{
	struct item *item = page_add(page, a, ITEM_RULE);
	item->box = box;
	item->as.rule.grey = grey;
}

void put_frame(struct page *page, struct arena *a, struct box box,
		 length thickness, uint16_t grey)
{
	length right = box.x + box.width - thickness;
	length foot = box.y + box.height - thickness;
	put_rule(page, a, (struct box){box.x, box.y, box.width, thickness},
		   grey);
	put_rule(page, a, (struct box){box.x, foot, box.width, thickness},
		   grey);
	put_rule(page, a, (struct box){box.x, box.y, thickness, box.height},
		   grey);
	put_rule(page, a, (struct box){right, box.y, thickness, box.height},
		   grey);
}

struct item *put_item(struct page *page, struct arena *a,
		      const struct item *from, length x, length y)
{
	struct item *item = page_add(page, a, from->kind);
	*item = *from;
	item->box.x += x;
	item->box.y += y;
	if (from->kind == ITEM_GLYPHS) {
		item->as.glyphs.x += x;
		item->as.glyphs.y += y;
	}
	return item;
}

void own_glyphs(struct arena *a, struct glyphs *glyphs)
{
	struct glyph *own = arena_array(a, struct glyph, glyphs->count);
	if (glyphs->count)
		memcpy(own, glyphs->at, glyphs->count * sizeof *own);
	glyphs->at = own;
}

void put_line(struct page *page, struct arena *a,
	      const struct set_line *line, length x, length y)
{
	for (size_t i = 0; i < line->item_count; i++) {
		struct item *item = put_item(page, a, &line->items[i], x, y);
		if (item->kind != ITEM_GLYPHS)
			continue;
		own_glyphs(a, &item->as.glyphs);
		item->as.glyphs.text = arena_copy(a, item->as.glyphs.text);
	}
}
