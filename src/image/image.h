/* A picture file -> checked, upright, right-sized pixels, or clean bytes.
 * JPEG, PNG, WebP, GIF, and SVG by way of PNG; nothing of a file is trusted.
 *
 * Who may include: pass (checks), epub and pdf (pixels), cover.c (draws).
 * Results live in the arena. The codecs (libjpeg-turbo, libpng, libwebp,
 * giflib; rsvg-convert for drawings) are seen here only.
 */
#ifndef IMAGE_IMAGE_H
#define IMAGE_IMAGE_H

#include "base/arena.h"
#include "base/list.h"

enum image_kind {
	IMAGE_UNKNOWN, IMAGE_JPEG, IMAGE_PNG, IMAGE_WEBP, IMAGE_GIF, IMAGE_SVG,
};

enum image_status {
	IMAGE_OK,
	IMAGE_NOT_A_PICTURE,
	IMAGE_UNSUPPORTED,    /* a kind we know and do not decode: SVG, BMP … */
	IMAGE_NEEDS_RSVG,     /* SVG, and rsvg-convert is not installed */
	IMAGE_BROKEN,
	IMAGE_TOO_LARGE,      /* over IMAGE_LARGEST_PIXELS */
};

#define IMAGE_LARGEST_PIXELS ((uint64_t)100 << 20)

struct image_info {
	enum image_kind kind;
	uint32_t width, height;       /* upright: after EXIF's turn */
	uint32_t dots_per_inch;       /* 0: not said */
	int orientation;              /* EXIF 1-8 */
	bool is_grey, has_alpha;
	bool is_clean;                /* baseline or progressive 8-bit JPEG in
				       * grey or YCbCr, upright, complete; or an
				       * 8-bit PNG without alpha */
};

/* Looks at the head only; cheap. */
enum image_status image_look(str bytes, struct image_info *out);

/* 8 bits a sample, rows without padding; channels 1 (grey), 3 (RGB). Alpha
 * is laid on white, CMYK turned into RGB, EXIF's turn applied. */
struct pixels {
	uint32_t width, height;
	int channels;
	uint8_t *at;
};
enum image_status image_decode(str bytes, struct arena *a, struct pixels *out);
/* Box-filtered down so that neither side passes its maximum; never up. */
struct pixels image_shrink(const struct pixels *pixels, uint32_t max_width,
			   uint32_t max_height, struct arena *a);
struct pixels image_grey(const struct pixels *pixels, struct arena *a);
str image_encode_jpeg(const struct pixels *pixels, int quality,
		      struct arena *a);
str image_encode_png(const struct pixels *pixels, struct arena *a);
/* A grey picture of type and lines as a PNG of three greys: smaller, and
 * made in a quarter of the time. */
str image_encode_drawing(const struct pixels *pixels, struct arena *a);

/* Outlines to be filled, in 1/256 of a pixel from the top left corner, y
 * downward; what is farther off than 65,536 pixels is drawn nearer. A move
 * closes what is open. Set the arena, and use it for one picture after
 * another. */
#define PATH_UNIT 256
struct path_point {
	int32_t x, y;
};
struct path_edge {
	struct path_point from, to;
};
struct path {
	struct arena *arena;
	LIST(struct path_edge) edges;
	struct path_point start, pen;
	bool is_too_long;
};
void path_move(struct path *path, int64_t x, int64_t y);
void path_line(struct path *path, int64_t x, int64_t y);
/* A cubic: two control points and the end. */
void path_curve(struct path *path, const int64_t x[3], const int64_t y[3]);
/* Inks what the outlines enclose (winding non-zero) on a grey picture, and
 * empties the path. Outlines of more than 16,383 edges are left out. */
void image_fill(struct pixels *pixels, struct path *path, uint8_t grey);

/* A file fit to ship: its own bytes when is_clean and within the maximum
 * side, else decoded, shrunk and encoded again (JPEG for photographs, PNG
 * for line art). An SVG is drawn first. */
struct clean_image {
	str bytes;
	enum image_kind kind;         /* IMAGE_JPEG or IMAGE_PNG */
	uint32_t width, height, dots_per_inch;
};
enum image_status image_clean(str bytes, uint32_t max_side, struct arena *a,
			      struct clean_image *out);
/* A clean file within these limits, in the same format: its own bytes where
 * nothing has to change. */
struct image_limits {
	uint32_t width, height;
	bool is_grey;
};
enum image_status image_refit(str bytes, const struct image_limits *limits,
			      struct arena *a, struct clean_image *out);
/* A clean PNG's samples as they lie in it: zlib, rows filtered as PNG has
 * them, for formats that can say so (PDF's Predictor 15). False for any
 * other picture, and for interlaced ones: decode those. */
struct packed_image {
	uint32_t width, height;
	int channels;                 /* 1 grey, 3 RGB; 1 with a palette */
	str samples;
	str palette;                  /* RGB triples; empty: none */
};
bool image_packed(str bytes, struct arena *a, struct packed_image *out);
const char *image_media_type(enum image_kind kind);

#endif
