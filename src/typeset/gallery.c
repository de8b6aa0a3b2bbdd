/* Pictures side by side: a gallery in rows of equal height that fill the
 * column; others where they are small enough to have room beside each other
 * as they are.
 */
#include "typeset/figure.h"

#include "base/banned.h"

#define GALLERY_MOST 3                /* pictures in a row */
#define GALLERY_LONGEST 1000
#define ROW_LEAST 3                   /* lines */

/* Pictures side by side: what the tallest and the longest caption need. */
struct gallery {
	struct figure figures[GALLERY_MOST];
	size_t count;
	length height, caption;
};

static bool fits(struct galley *g, const struct block *block, length room)
{
	struct figure figure = {.block = block};
	if (!block || block->kind != BLOCK_FIGURE)
		return false;
	figure.asset = block->as.figure.asset;
	return figure_is_there(&figure) &&
	       figure_natural_width(g->setter->layout, figure.asset, room) < room;
}

static size_t count_beside(struct galley *g, const struct column *c,
			   const struct block *block)
{
	for (size_t count = GALLERY_MOST; count > 1; count--) {
		const struct block *b = block;
		length room = column_width(g, c) / (length)count;
		size_t seen = 0;
		/* Only the first can be found by its id. */
		while (seen < count && fits(g, b, room) &&
		       (seen == 0 || str_is_empty(b->id))) {
			seen++;
			b = b->next;
		}
		if (seen == count)
			return count;
	}
	return 1;
}

/* False where a caption is too long to stand in its place. */
static bool set_cells(struct galley *g, const struct column *c,
			const struct block *block, struct gallery *gallery)
{
	length room = column_width(g, c) / (length)gallery->count;
	for (size_t i = 0; i < gallery->count; i++, block = block->next) {
		struct figure *figure = &gallery->figures[i];
		*figure = figure_start(c, room, block);
		figure->x += (length)i * room;
		figure_measure(g, figure);
		figure_set_caption(g, figure);
		if (figure->below.count > 0)
			return false;
		length caption = figure_caption_height(figure);
		if (figure->height > gallery->height)
			gallery->height = figure->height;
		if (caption > gallery->caption)
			gallery->caption = caption;
	}
	return true;
}

static bool is_of_gallery(const struct block *block)
{
	struct figure figure = {.block = block};
	if (!block || block->kind != BLOCK_FIGURE ||
	    !str_contains(block->class, STR("gallery")))
		return false;
	figure.asset = block->as.figure.asset;
	return figure_is_there(&figure);
}

/* How many of a gallery's pictures come next: rows of three, and of two
 * rather than one alone in the last. */
static size_t row_length(const struct block *block)
{
	size_t count = 0;
	const struct block *b = block;
	for (; is_of_gallery(b) && count <= GALLERY_LONGEST; b = b->next)
		count++;
	if (count <= GALLERY_MOST)
		return count;
	return count % GALLERY_MOST == 1 ? 2 : GALLERY_MOST;
}

/* Width by height, in thousandths. */
static int64_t proportion(const struct galley *g, const struct asset *asset)
{
	struct sides sides = picture_sides(g->setter->layout, asset);
	return (int64_t)sides.width * 1000 / sides.height;
}

/* So high that all, equally high, fill the column with an em between. */
static length row_height(const struct galley *g, const struct column *c,
			 const struct block *block, size_t count)
{
	const struct layout *layout = g->setter->layout;
	int64_t sum = 0;
	for (size_t i = 0; i < count; i++, block = block->next)
		sum += proportion(g, block->as.figure.asset);
	int64_t height = (column_width(g, c) -
			  (int64_t)(count - 1) * layout->body_size) * 1000 /
			 (sum > 0 ? sum : 1);
	int64_t most = (int64_t)layout->lines_per_page * layout->pitch *
		       PAGE_SHARE / 1000;
	return (length)(height < most ? height : most);
}

/* One with a caption was called a gallery by its source. Others only follow
 * each other: they may be slides that nobody can read at half size. */
static bool is_willing(const struct block *block, length natural, length width)
{
	return block->child || natural <= 2 * width;
}

/* A gallery's row. False where it would make pictures much larger than they
 * are, or specks of them. */
static bool set_row(struct galley *g, const struct column *c,
		    const struct block *block, struct gallery *gallery)
{
	const struct layout *layout = g->setter->layout;
	length em = layout->body_size, total = -em;
	length height = row_height(g, c, block, gallery->count);
	if (height < ROW_LEAST * layout->pitch)
		return false;
	gallery->height = height;
	for (size_t i = 0; i < gallery->count; i++, block = block->next) {
		struct figure *figure = &gallery->figures[i];
		*figure = figure_start(c, 0, block);
		figure->height = height;
		figure->width = (length)(proportion(g, figure->asset) *
					 height / 1000);
		figure->room = figure->width + em;
		figure->x += total + em / 2;
		total += figure->room;
		length natural = figure_natural_width(layout, figure->asset,
						      INT32_MAX);
		if (figure->width > 2 * natural ||
		    !is_willing(block, natural, figure->width))
			return false;
		figure_set_caption(g, figure);
		if (figure->below.count > 0)
			return false;
		length caption = figure_caption_height(figure);
		if (caption > gallery->caption)
			gallery->caption = caption;
	}
	for (size_t i = 0; i < gallery->count; i++)
		gallery->figures[i].x += (column_width(g, c) - total) / 2;
	return true;
}

/* All pictures stand on one line, their captions begin on one. */
static struct group *gallery_group(struct galley *g,
				   const struct gallery *gallery, length top)
{
	struct arena *a = g->setter->arena;
	struct group *group = arena_new(a, struct group);
	size_t spots = 0;
	for (size_t i = 0; i < gallery->count; i++)
		spots += gallery->figures[i].caption.count;
	group->spots = arena_array(a, struct spot, spots);
	group->extras = arena_array(a, struct item, gallery->count);
	for (size_t i = 0; i < gallery->count; i++) {
		const struct figure *figure = &gallery->figures[i];
		struct box box = {
			figure->x + (figure->room - figure->width) / 2,
			top + gallery->height - figure->height,
			figure->width, figure->height};
		figure_add_picture(g, figure, group, box);
		struct spot at = {NULL, figure->x, top + gallery->height +
				  figure->caption_size * 2 / 3};
		figure_add_spots(group, &figure->caption, figure->caption_size, at,
			  figure->room);
	}
	return group;
}

const struct block *galley_add_figures(struct galley *g, struct column *c,
				       const struct block *block)
{
	struct gallery gallery = {.count = row_length(block)};
	bool is_row = gallery.count > 1 && set_row(g, c, block, &gallery);
	if (!is_row)
		gallery = (struct gallery){.count = count_beside(g, c, block)};
	if (!is_row && (gallery.count < 2 ||
			!set_cells(g, c, block, &gallery))) {
		galley_add_figure(g, c, block);
		return block;
	}
	length pitch = g->setter->layout->pitch;
	length needed = gallery.height + gallery.caption;
	int lines = (needed + 2 * pitch - 1) / pitch;
	const struct group *group = gallery_group(
		g, &gallery, (lines * pitch - needed) / 2);
	galley_add(g, c, figure_strip(g, &gallery.figures[0], group, lines));
	g->white = QUARTERS;
	c->is_continued = false;
	return gallery.figures[gallery.count - 1].block;
}
