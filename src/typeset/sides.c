/* Margin boxes at the left and at the right: heads beside the text, whose
 * lines run down as on the spine of a book, an em off the type area. In a
 * vertical book what is beside the text is above and below its lines; there
 * these boxes share the fore edge with the others (furniture.c).
 */
#include "typeset/join.h"

#include "base/banned.h"

#define TRIM_CLEAR LENGTH_MM(5)

void sides_start(struct folder *f, struct margins *m)
{
	m->upright_layout = *f->layout;
	m->upright_layout.is_vertical = true;
	m->upright = *f->setter;
	m->upright.layout = &m->upright_layout;
	m->upright.memory = NULL;     /* marks are others here */
}

static bool is_left(enum margin_box box)
{
	return box < BOX_RIGHT_TOP;
}

static length area_height(const struct layout *layout)
{
	return (layout->lines_per_page - 1) * layout->pitch +
	       layout->body_size;
}

/* Half the height for each of two, a third for each of three. */
int64_t side_share(const struct folder *f, const struct margin_line *lines,
		   enum margin_box box)
{
	int first = is_left(box) ? BOX_LEFT_TOP : BOX_RIGHT_TOP, count = 0;
	for (int i = first; i < first + 3; i++)
		count += lines[i].content.count > 0;
	return (int64_t)area_height(f->layout) * 9 / (10 * count);
}

/* The middle of the line, or 0 where the paper ends before. */
static length middle(const struct layout *layout, enum margin_box box,
		     enum page_side side, length size)
{
	length left = side == SIDE_RECTO ? layout->inner : layout->outer;
	length away = layout->body_size + size / 2;
	length x = is_left(box) ? left - away
				: left + area_width(layout) + away;
	bool fits = x - size / 2 >= TRIM_CLEAR &&
		    x + size / 2 <= layout->page_width - TRIM_CLEAR;
	return fits ? x : 0;
}

/* Top, middle or bottom, in this order. */
static length start(const struct layout *layout, enum margin_box box,
		    length width)
{
	length rest = area_height(layout) - width;
	return layout->head + rest / 2 * (((int)box - BOX_LEFT_TOP) % 3);
}

/* The line is put at the head of the page as if it ran across, then turned
 * about its beginning. */
void put_side(struct folder *f, struct page *page,
	      const struct margin_line *line, enum margin_box box,
	      enum page_side side)
{
	length size = line->style->size;
	length x = middle(f->layout, box, side, size);
	if (x == 0)
		return;
	x -= length_scale(size, EM_MIDDLE, 1000);
	length y = start(f->layout, box, line->line.width);
	size_t first = page->items.count;
	put_line(page, f->arena, &line->line, 0, 0);
	for (size_t i = first; i < page->items.count; i++) {
		struct item *item = &page->items.at[i];
		struct glyphs *run = &item->as.glyphs;
		if (item->kind != ITEM_GLYPHS)
			continue;
		length along = run->x;
		run->x = x - run->y;
		run->y = y + along;
		if (run->turn == GLYPHS_ACROSS)
			run->turn = GLYPHS_TURNED;
	}
}
