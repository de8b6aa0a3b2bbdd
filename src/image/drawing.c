/* A drawn grey picture -> a PNG of black, white and one grey for edges.
 *
 * Type and rules have few greys and much white: at a cover's size two bits a
 * pixel show the same edges in half the bytes of four, a second grey would
 * show no more in an eighth more bytes, and rows left unfiltered pack smaller
 * and in a quarter of the time of what photographs need. So little of PNG (ISO 15948, clauses 5 and
 * 11) is used that it is written here.
 */
#include <assert.h>

#include "base/buf.h"
#include "base/deflate.h"
#include "image/inside.h"

#include "base/banned.h"

enum { DEPTH = 2, PER_BYTE = 8 / DEPTH, BLACK = 0, EDGE = 2, WHITE = 3 };

static void add_number(struct buf *out, uint32_t number)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		buf_add_byte(out, (char)(number >> shift & 0xFF));
}

static void add_chunk(struct buf *out, const char *name, str data,
		      struct arena *a)
{
	str checked = arena_join(a, str_of(name), data);
	add_number(out, (uint32_t)data.len);
	buf_add(out, checked);
	add_number(out, deflate_crc32(checked));
}

static str head_of(const struct pixels *pixels, struct arena *a)
{
	struct buf head;
	buf_init(&head, a, BUF_NO_MAXIMUM);
	add_number(&head, pixels->width);
	add_number(&head, pixels->height);
	buf_add_byte(&head, DEPTH);
	for (int i = 0; i < 4; i++)           /* grey; no choice made in PNG */
		buf_add_byte(&head, 0);
	return buf_str(&head);
}

/* EDGE is 170 of 255, which looks half as bright as white. */
static unsigned grey_of(uint8_t sample)
{
	return sample < 64 ? BLACK : sample < 192 ? EDGE : WHITE;
}

/* Each row after a 0: not filtered. */
static str pack_rows(const struct pixels *pixels, struct arena *a)
{
	size_t width = pixels->width;
	size_t step = 1 + (width + PER_BYTE - 1) / PER_BYTE;
	uint8_t *rows = arena_take(a, step * pixels->height);
	for (size_t y = 0; y < pixels->height; y++) {
		const uint8_t *from = pixels->at + y * width;
		uint8_t *to = rows + y * step + 1;
		for (size_t x = 0; x < width; x++) {
			size_t shift = 8 - DEPTH * (x % PER_BYTE + 1);
			to[x / PER_BYTE] |=
				(uint8_t)(grey_of(from[x]) << shift);
		}
	}
	return (str){(const char *)rows, step * pixels->height};
}

str image_encode_drawing(const struct pixels *pixels, struct arena *a)
{
	struct arena scratch;
	struct buf out;
	assert(pixels->channels == 1);
	arena_init(&scratch);
	buf_init(&out, a, BUF_NO_MAXIMUM);
	buf_add(&out, STR("\x89PNG\r\n\x1A\n"));
	add_chunk(&out, "IHDR", head_of(pixels, &scratch), &scratch);
	add_chunk(&out, "IDAT",
		  deflate_zlib(pack_rows(pixels, &scratch), DEFLATE_DRAWING,
			       &scratch),
		  &scratch);
	add_chunk(&out, "IEND", STR_NONE, &scratch);
	arena_free(&scratch);
	return buf_str(&out);
}
