/* Outlines -> ink on grey pixels, with edges as fine as the areas they cut.
 *
 * Each edge adds to a row of sums what it covers: a cell holds the change of
 * coverage against its left neighbour, in 1/131072 of a pixel, so that one
 * running sum from the left gives every pixel's share of ink, exactly and in
 * integers. Winding counts as non-zero: more than once inside is inside.
 * What lies beyond the picture is cut off, and costs nothing a row.
 */
#include <assert.h>

#include "image/inside.h"

#include "base/banned.h"

enum {
	UNIT = PATH_UNIT,
	FULL = 2 * UNIT * UNIT,       /* the sum of a pixel full of ink */
	FARTHEST = 1 << 24,
	/* An edge adds FULL at most to a row: the sums stay below 2^31. */
	MOST_EDGES = (1 << 14) - 1,
	MOST_PIECES = 32,             /* that a curve becomes */
	FLATNESS = UNIT / 64,
};

static int32_t within(int64_t value, int32_t least, int32_t most)
{
	if (value < least)
		return least;
	return value > most ? most : (int32_t)value;
}

static int32_t near(int64_t value)
{
	return within(value, -FARTHEST, FARTHEST);
}

static void close_outline(struct path *path)
{
	if (path->pen.x != path->start.x || path->pen.y != path->start.y)
		path_line(path, path->start.x, path->start.y);
}

void path_move(struct path *path, int64_t x, int64_t y)
{
	close_outline(path);
	path->start = path->pen = (struct path_point){near(x), near(y)};
}

void path_line(struct path *path, int64_t x, int64_t y)
{
	struct path_edge edge = {path->pen, {near(x), near(y)}};
	path->pen = edge.to;
	if (path->edges.count == MOST_EDGES)
		path->is_too_long = true;
	else if (edge.from.y != edge.to.y)
		list_push(path->arena, &path->edges, edge);
}

static int64_t bend(int64_t from, int64_t between, int64_t to)
{
	int64_t off = from - 2 * between + to;
	return off < 0 ? -off : off;
}

/* The chords of a cubic in n even pieces are off by its second differences
 * times 6 / 8n^2 at most. */
static int64_t count_pieces(struct path_point p, const int64_t x[3],
			    const int64_t y[3])
{
	int64_t off = bend(p.x, x[0], x[1]) + bend(p.y, y[0], y[1]);
	int64_t other = bend(x[0], x[1], x[2]) + bend(y[0], y[1], y[2]);
	int64_t n = 1;
	if (other > off)
		off = other;
	while (n < MOST_PIECES && 4 * n * n * FLATNESS < 3 * off)
		n++;
	return n;
}

/* Bernstein's polynomial at i of n. */
static int64_t curve_at(int64_t from, const int64_t along[3], int64_t i,
			int64_t n)
{
	int64_t k = n - i;
	return (from * k * k * k + 3 * along[0] * k * k * i +
		3 * along[1] * k * i * i + along[2] * i * i * i) / (n * n * n);
}

void path_curve(struct path *path, const int64_t x[3], const int64_t y[3])
{
	struct path_point from = path->pen;
	const int64_t xs[3] = {near(x[0]), near(x[1]), near(x[2])};
	const int64_t ys[3] = {near(y[0]), near(y[1]), near(y[2])};
	int64_t n = count_pieces(from, xs, ys);
	for (int64_t i = 1; i <= n; i++)
		path_line(path, curve_at(from.x, xs, i, n),
			  curve_at(from.y, ys, i, n));
}

/* One row of the picture while an edge crosses it. */
struct row {
	int32_t *sums;
	int32_t width;                /* in units, as all that follows */
	int32_t turn;                 /* 1 downward, -1 upward */
};

/* A piece within one pixel, `height` high. */
static void add_piece(const struct row *row, int32_t x, int32_t to_x,
		      int32_t height)
{
	int32_t cell = (x < to_x ? x : to_x) / UNIT;
	int32_t left = x + to_x - 2 * UNIT * cell;
	row->sums[cell] += row->turn * height * (2 * UNIT - left);
	row->sums[cell + 1] += row->turn * height * left;
}

static int32_t between(int32_t from, int32_t to, int64_t part, int64_t whole)
{
	return (int32_t)(from + (to - from) * part / whole);
}

static void add_slope(const struct row *row, struct path_point from,
		      struct path_point to)
{
	struct path_point at = from, next;
	if (from.x == to.x)
		add_piece(row, from.x, to.x, to.y - from.y);
	for (; at.x != to.x; at = next) {
		if (to.x > at.x)
			next.x = within(to.x, 0, (at.x / UNIT + 1) * UNIT);
		else
			next.x = within(to.x, (at.x - 1) / UNIT * UNIT,
					at.x);
		next.y = between(from.y, to.y, next.x - from.x,
				 to.x - from.x);
		add_piece(row, at.x, next.x, next.y - at.y);
	}
}

/* Beyond the left border an edge counts as if it stood there; beyond the
 * right one too, where nothing reads its sum. */
static void add_clipped(const struct row *row, struct path_point from,
			struct path_point to)
{
	struct path_point in = {within(from.x, 0, row->width), from.y};
	struct path_point out = {within(to.x, 0, row->width), to.y};
	if (in.x != out.x && in.x != from.x)
		in.y = between(from.y, to.y, in.x - from.x, to.x - from.x);
	if (in.x != out.x && out.x != to.x)
		out.y = between(from.y, to.y, out.x - from.x, to.x - from.x);
	add_piece(row, in.x, in.x, in.y - from.y);
	add_slope(row, in, out);
	add_piece(row, out.x, out.x, to.y - out.y);
}

/* The part of the picture that an outline touches, in pixels. */
struct field {
	int32_t left, top, width, height;
	int32_t *sums;                /* width + 2 a row */
};

static void add_edge(const struct field *field, const struct path_edge *edge)
{
	bool falls = edge->to.y > edge->from.y;
	struct path_point from = falls ? edge->from : edge->to;
	struct path_point to = falls ? edge->to : edge->from;
	struct row row = {NULL, field->width * UNIT, falls ? 1 : -1};
	from.x -= field->left * UNIT;
	to.x -= field->left * UNIT;
	from.y -= field->top * UNIT;
	to.y -= field->top * UNIT;
	int32_t end = within(to.y, 0, field->height * UNIT);
	struct path_point at = {from.x, within(from.y, 0, end)}, next;
	if (at.y != from.y)
		at.x = between(from.x, to.x, at.y - from.y, to.y - from.y);
	for (; at.y < end; at = next) {
		int32_t y = at.y / UNIT;
		next.y = within(end, 0, (y + 1) * UNIT);
		next.x = between(from.x, to.x, next.y - from.y,
				 to.y - from.y);
		row.sums = field->sums + (size_t)y *
			   ((size_t)field->width + 2);
		struct path_point upper = {at.x, at.y - y * UNIT};
		struct path_point lower = {next.x, next.y - y * UNIT};
		add_clipped(&row, upper, lower);
	}
}

static void take_in(struct path_point *least, struct path_point *most,
		    struct path_point point)
{
	*least = (struct path_point){within(point.x, -FARTHEST, least->x),
				     within(point.y, -FARTHEST, least->y)};
	*most = (struct path_point){within(point.x, most->x, FARTHEST),
				    within(point.y, most->y, FARTHEST)};
}

/* False when nothing of it is on the picture. */
static bool find_field(const struct pixels *pixels, const struct path *path,
		       struct field *out)
{
	struct path_point least = {FARTHEST, FARTHEST};
	struct path_point most = {-FARTHEST, -FARTHEST};
	for (size_t i = 0; i < path->edges.count; i++) {
		take_in(&least, &most, path->edges.at[i].from);
		take_in(&least, &most, path->edges.at[i].to);
	}
	int32_t width = within(pixels->width, 0, FARTHEST / UNIT);
	int32_t height = within(pixels->height, 0, FARTHEST / UNIT);
	out->left = within(least.x, 0, width * UNIT) / UNIT;
	out->top = within(least.y, 0, height * UNIT) / UNIT;
	out->width = within((most.x + UNIT - 1) / UNIT, 0, width) - out->left;
	out->height = within((most.y + UNIT - 1) / UNIT, 0, height) - out->top;
	return out->width > 0 && out->height > 0;
}

static void ink_row(uint8_t *at, const int32_t *sums, int32_t width,
		    uint8_t grey)
{
	int32_t sum = 0;
	for (int32_t x = 0; x < width; x++) {
		sum += sums[x];
		int32_t ink = sum < 0 ? -sum : sum;
		ink = ink > FULL ? 255 : (ink * 255 + FULL / 2) / FULL;
		at[x] = (uint8_t)((at[x] * (255 - ink) + grey * ink + 127) /
				  255);
	}
}

void image_fill(struct pixels *pixels, struct path *path, uint8_t grey)
{
	struct field field;
	assert(pixels->channels == 1);
	close_outline(path);
	struct arena_mark start = arena_mark(path->arena);
	if (!path->is_too_long && find_field(pixels, path, &field)) {
		size_t step = (size_t)field.width + 2;
		field.sums = arena_array(path->arena, int32_t,
					 step * (size_t)field.height);
		for (size_t i = 0; i < path->edges.count; i++)
			add_edge(&field, &path->edges.at[i]);
		for (int32_t y = 0; y < field.height; y++)
			ink_row(pixels->at +
				(size_t)(field.top + y) * pixels->width +
				field.left, field.sums + (size_t)y * step,
				field.width, grey);
	}
	arena_rewind(path->arena, start);
	path->edges.count = 0;
	path->is_too_long = false;
}
