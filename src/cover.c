/* The cover as set on paper -> a picture of it, for the EPUB.
 *
 * Bookshelves show a picture and not XHTML, so a book without one gets the
 * page that the printed edition opens with: the page's own glyph runs and
 * rules are played into grey pixels. The page stands in the middle, for paper is
 * wider or narrower than covers on shelves are.
 */
#include "cover.h"
#include "image/image.h"

#include "base/banned.h"

enum {
	WIDTH = 1600, HEIGHT = 2400,  /* what shelves and shops ask for */
	WHITE = 255,
};

struct sheet {
	struct pixels pixels;
	struct path path;
	/* Pixels = thousandths of a point times scale over whole. */
	int64_t scale, whole;
	int64_t left, top;            /* 1/PATH_UNIT of a pixel */
	const struct faces *faces;
};

static int64_t right(const struct sheet *s, int64_t x)
{
	return s->left + x * PATH_UNIT * s->scale / s->whole;
}

static int64_t down(const struct sheet *s, int64_t y)
{
	return s->top + y * PATH_UNIT * s->scale / s->whole;
}

static uint8_t grey_of(uint16_t thousandths)
{
	return (uint8_t)(thousandths < 1000 ? thousandths * WHITE / 1000
					    : WHITE);
}

static void draw_rule(struct sheet *s, const struct item *item)
{
	const struct box *box = &item->box;
	int64_t x = right(s, box->x);
	int64_t y = down(s, box->y);
	int64_t end_x = right(s, (int64_t)box->x + box->width);
	int64_t end_y = down(s, (int64_t)box->y + box->height);
	path_move(&s->path, x, y);
	path_line(&s->path, end_x, y);
	path_line(&s->path, end_x, end_y);
	path_line(&s->path, x, end_y);
	image_fill(&s->pixels, &s->path, grey_of(item->as.rule.grey));
}

/* A glyph on its way from its face to the sheet. */
struct drawing {
	struct sheet *sheet;
	int64_t x, y;                 /* the glyph's origin on the page */
	length size;                  /* of the em, and across it */
	length across;
	bool is_turned;
};

static int64_t glyph_x(const struct drawing *g, int x, int y)
{
	int more = g->is_turned ? y : x;
	return right(g->sheet, g->x + (int64_t)more * g->across / 1000);
}

static int64_t glyph_y(const struct drawing *g, int x, int y)
{
	int more = g->is_turned ? x : -y;
	return down(g->sheet, g->y + (int64_t)more * g->size / 1000);
}

static void move(void *context, int x, int y)
{
	const struct drawing *g = context;
	path_move(&g->sheet->path, glyph_x(g, x, y), glyph_y(g, x, y));
}

static void line(void *context, int x, int y)
{
	const struct drawing *g = context;
	path_line(&g->sheet->path, glyph_x(g, x, y), glyph_y(g, x, y));
}

static void curve(void *context, const int x[3], const int y[3])
{
	const struct drawing *g = context;
	int64_t xs[3], ys[3];
	for (int i = 0; i < 3; i++) {
		xs[i] = glyph_x(g, x[i], y[i]);
		ys[i] = glyph_y(g, x[i], y[i]);
	}
	path_curve(&g->sheet->path, xs, ys);
}

/* Where glyph i of the run has its origin. What stands upright in a line that
 * runs down has its middle on the line's; several in one em are made narrow. */
static void go_to(struct drawing *g, const struct glyphs *run, uint32_t i,
		  const struct face *face)
{
	const struct glyph *glyph = &run->at[i];
	g->x = run->x + (run->turn == GLYPHS_ACROSS ? glyph->x : 0);
	g->y = run->y + (run->turn == GLYPHS_ACROSS ? 0 : glyph->x);
	g->size = g->across = run->size;
	if (run->turn != GLYPHS_STACKED && run->turn != GLYPHS_COMBINED)
		return;
	bool is_one = run->turn == GLYPHS_COMBINED;
	int width = 0, before = 0;
	for (uint32_t k = is_one ? 0 : i; k < (is_one ? run->count : i + 1);
	     k++) {
		before += k < i ? font_advance(face, run->at[k].id) : 0;
		width += font_advance(face, run->at[k].id);
	}
	if (width > 1000)
		g->across = length_scale(run->size, 1000, width);
	g->x += length_scale(run->size, EM_MIDDLE, 1000) +
		length_scale(g->across, 2 * before - width, 2000);
	g->y += length_scale(run->size, EM_ASCENT, 1000);
	if (is_one)
		g->y -= glyph->x;
}

static void draw_glyphs(struct sheet *s, const struct glyphs *run)
{
	const struct face *face = s->faces->at[run->face];
	struct drawing g = {.sheet = s, .size = run->size,
			    .is_turned = run->turn == GLYPHS_TURNED};
	const struct font_pen pen = {&g, move, line, curve};
	/* A title of a thousand lines has left the page. */
	if (down(s, (int64_t)run->y - run->size) >
	    (int64_t)s->pixels.height * PATH_UNIT)
		return;
	for (uint32_t i = 0; i < run->count; i++) {
		go_to(&g, run, i, face);
		font_outline(face, run->at[i].id, &pen);
		image_fill(&s->pixels, &s->path, grey_of(run->grey));
	}
}

static void draw_item(struct sheet *s, const struct item *item)
{
	switch (item->kind) {
	case ITEM_GLYPHS:
		draw_glyphs(s, &item->as.glyphs);
		break;
	case ITEM_RULE:
		draw_rule(s, item);
		break;
	case ITEM_IMAGE:              /* a given cover is not drawn */
	case ITEM_LINK:
		break;
	}
}

static void lay_out(struct sheet *s, const struct page *page)
{
	int64_t height = (int64_t)WIDTH * page->height / page->width;
	bool is_narrow = height > HEIGHT;
	s->scale = is_narrow ? HEIGHT : WIDTH;
	s->whole = is_narrow ? page->height : page->width;
	int64_t wide = page->width * s->scale / s->whole;
	int64_t high = page->height * s->scale / s->whole;
	s->left = (WIDTH - wide) * PATH_UNIT / 2;
	s->top = (HEIGHT - high) * PATH_UNIT / 2;
	s->pixels.width = WIDTH;
	s->pixels.height = HEIGHT;
}

struct asset *cover_draw(const struct page *page, const struct faces *faces,
			 struct arena *a)
{
	struct arena scratch;
	struct sheet s = {.pixels.channels = 1, .faces = faces};
	struct asset *asset = arena_new(a, struct asset);
	arena_init(&scratch);
	lay_out(&s, page);
	size_t count = (size_t)s.pixels.width * s.pixels.height;
	s.pixels.at = arena_take(&scratch, count);
	memset(s.pixels.at, WHITE, count);
	s.path.arena = &scratch;
	for (size_t i = 0; i < page->items.count; i++)
		draw_item(&s, &page->items.at[i]);
	asset->bytes = image_encode_drawing(&s.pixels, a);
	asset->media_type = STR("image/png");
	asset->name = STR("cover-image.png");
	asset->width = s.pixels.width;
	asset->height = s.pixels.height;
	arena_free(&scratch);
	return asset;
}
