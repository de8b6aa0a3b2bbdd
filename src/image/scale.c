/* Pixels -> fewer pixels, or grey ones. Box filter: each new pixel is the
 * mean of the area it covers, with edges weighed in 1/256, first along the
 * rows, then down the columns.
 */
#include "image/inside.h"

#include "base/banned.h"

enum { ONE = 256 };

/* The old samples under one new one. */
struct cover {
	uint32_t first, last;         /* inclusive */
	uint32_t first_weight, last_weight;
	uint32_t total;
};

static struct cover cover(uint32_t i, uint32_t from, uint32_t to)
{
	uint64_t start = (uint64_t)i * from * ONE / to;
	uint64_t end = ((uint64_t)i + 1) * from * ONE / to;
	struct cover c = {
		.first = (uint32_t)(start / ONE),
		.last = (uint32_t)((end - 1) / ONE),
		.total = (uint32_t)(end - start),
	};
	c.first_weight = ONE - (uint32_t)(start % ONE);
	c.last_weight = (uint32_t)((end - 1) % ONE) + 1;
	if (c.first == c.last)
		c.first_weight = c.total;
	return c;
}

/* Samples `step` bytes apart, from the first covered on. */
static uint8_t mean(const uint8_t *at, size_t step, const struct cover *c)
{
	uint64_t sum = (uint64_t)at[c->first * step] * c->first_weight;
	for (uint32_t i = c->first + 1; i < c->last; i++)
		sum += (uint64_t)at[i * step] * ONE;
	if (c->last > c->first)
		sum += (uint64_t)at[c->last * step] * c->last_weight;
	return (uint8_t)((sum + c->total / 2) / c->total);
}

static void shrink_rows(const struct pixels *from, struct pixels *to,
			struct arena *a)
{
	size_t channels = (size_t)from->channels;
	struct cover *covers = arena_array(a, struct cover, to->width);
	for (uint32_t x = 0; x < to->width; x++)
		covers[x] = cover(x, from->width, to->width);
	uint8_t *out = to->at;
	for (uint32_t y = 0; y < from->height; y++) {
		const uint8_t *row = from->at + y * channels * from->width;
		for (uint32_t x = 0; x < to->width; x++)
			for (size_t k = 0; k < channels; k++)
				*out++ = mean(row + k, channels, &covers[x]);
	}
}

static void shrink_columns(const struct pixels *from, struct pixels *to)
{
	size_t row = (size_t)from->width * (size_t)from->channels;
	for (uint32_t y = 0; y < to->height; y++) {
		struct cover c = cover(y, from->height, to->height);
		for (size_t x = 0; x < row; x++)
			to->at[y * row + x] = mean(from->at + x, row, &c);
	}
}

/* The largest size within both maxima in the same proportion. */
static void fit(const struct pixels *pixels, uint32_t max_width,
		uint32_t max_height, uint32_t *width, uint32_t *height)
{
	uint64_t w = pixels->width, h = pixels->height;
	if (w * max_height > h * max_width) {
		*width = max_width;
		*height = (uint32_t)((h * max_width + w / 2) / w);
	} else {
		*width = (uint32_t)((w * max_height + h / 2) / h);
		*height = max_height;
	}
	*width = *width ? *width : 1;
	*height = *height ? *height : 1;
}

struct pixels image_shrink(const struct pixels *pixels, uint32_t max_width,
			   uint32_t max_height, struct arena *a)
{
	if ((pixels->width <= max_width && pixels->height <= max_height) ||
	    max_width == 0 || max_height == 0)
		return *pixels;
	uint32_t width, height;
	fit(pixels, max_width, max_height, &width, &height);
	size_t channels = (size_t)pixels->channels;
	struct pixels narrow = {width, pixels->height, pixels->channels, NULL};
	struct pixels small = {width, height, pixels->channels, NULL};
	small.at = arena_take(a, (size_t)width * height * channels);
	struct arena_mark mark = arena_mark(a);
	narrow.at = arena_take(a, (size_t)width * pixels->height * channels);
	shrink_rows(pixels, &narrow, a);
	shrink_columns(&narrow, &small);
	arena_rewind(a, mark);
	return small;
}

/* ITU-R BT.601 weights, in thousandths. */
struct pixels image_grey(const struct pixels *pixels, struct arena *a)
{
	if (pixels->channels == 1)
		return *pixels;
	size_t count = (size_t)pixels->width * pixels->height;
	struct pixels grey = {pixels->width, pixels->height, 1,
			      arena_take(a, count)};
	const uint8_t *from = pixels->at;
	for (size_t i = 0; i < count; i++, from += 3)
		grey.at[i] = (uint8_t)((from[0] * 299u + from[1] * 587u +
					from[2] * 114u + 500u) / 1000u);
	return grey;
}
