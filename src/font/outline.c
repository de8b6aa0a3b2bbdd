/* A glyph's outlines as HarfBuzz has them -> the pen of whoever draws.
 *
 * For pictures of text only; whatever shows fonts by itself gets a subset.
 */
#include <math.h>

#include "font/inside.h"

#include "base/banned.h"

/* No honest outline goes as far; a broken one may say anything, even NaN. */
#define FARTHEST 32767.0f

static int whole(float value)
{
	if (!(value > -FARTHEST))
		return -(int)FARTHEST;
	return value < FARTHEST ? (int)lrintf(value) : (int)FARTHEST;
}

static void move(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state,
		 float x, float y, void *unused)
{
	const struct font_pen *pen = data;
	(void)funcs, (void)state, (void)unused;
	pen->move(pen->context, whole(x), whole(y));
}

static void line(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state,
		 float x, float y, void *unused)
{
	const struct font_pen *pen = data;
	(void)funcs, (void)state, (void)unused;
	pen->line(pen->context, whole(x), whole(y));
}

/* The type of the function is HarfBuzz's, hence so many parameters. */
static void curve(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state,
		  float x1, float y1, float x2, float y2, float x, float y,
		  void *unused)
{
	const struct font_pen *pen = data;
	const int xs[3] = {whole(x1), whole(x2), whole(x)};
	const int ys[3] = {whole(y1), whole(y2), whole(y)};
	(void)funcs, (void)state, (void)unused;
	pen->curve(pen->context, xs, ys);
}

/* Without a function for quadratic curves HarfBuzz makes them cubic. */
void font_outline(const struct face *face, uint16_t glyph,
		  const struct font_pen *pen)
{
	struct font_pen copy = *pen;
	hb_draw_funcs_t *funcs = hb_draw_funcs_create();
	hb_draw_funcs_set_move_to_func(funcs, move, NULL, NULL);
	hb_draw_funcs_set_line_to_func(funcs, line, NULL, NULL);
	hb_draw_funcs_set_cubic_to_func(funcs, curve, NULL, NULL);
	hb_draw_funcs_make_immutable(funcs);
#if HB_VERSION_ATLEAST(7, 0, 0)
	hb_font_draw_glyph(face->font, glyph, funcs, &copy);
#else
	hb_font_get_glyph_shape(face->font, glyph, funcs, &copy);
#endif
	hb_draw_funcs_destroy(funcs);
}
