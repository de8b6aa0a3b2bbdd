/* A finished page, set on its side -> the page as it is read: every line
 * runs down, the first at the right.
 *
 * A place x along a line and y below the head comes to stand y from the
 * right edge and x from the top. Pictures keep upright: they were given the
 * sides of their box for this.
 */
#include "typeset/join.h"

#include "base/banned.h"

static void turn_glyphs(struct glyphs *run, length width)
{
	length x = run->x;
	run->x = width - run->y;
	run->y = x;
	if (run->turn == GLYPHS_ACROSS)
		run->turn = GLYPHS_TURNED;
}

static struct box turned_box(struct box box, length width)
{
	return (struct box){width - box.y - box.height, box.x, box.height,
			    box.width};
}

void turn_page(struct page *page)
{
	length width = page->height;
	page->height = page->width;
	page->width = width;
	for (size_t i = 0; i < page->items.count; i++) {
		struct item *item = &page->items.at[i];
		if (item->kind == ITEM_GLYPHS)
			turn_glyphs(&item->as.glyphs, width);
		else
			item->box = turned_box(item->box, width);
	}
}
