/* A picture file -> upright pixels without alpha.
 *
 * The codecs give what lies in the file; here it is laid on white and turned
 * as EXIF says. One pass over the pixels for all of it.
 */
#include "image/inside.h"

#include "base/banned.h"

static enum image_status decode(enum image_kind kind, str bytes,
				uint32_t least_side, struct arena *a,
				struct raster *out)
{
	switch (kind) {
	case IMAGE_JPEG: return jpeg_decode(bytes, least_side, a, out);
	case IMAGE_PNG: return png_decode(bytes, a, out);
	case IMAGE_WEBP: return webp_decode(bytes, a, out);
	case IMAGE_GIF: return gif_decode(bytes, a, out);
	case IMAGE_UNKNOWN:
	case IMAGE_SVG: break;
	}
	return IMAGE_UNSUPPORTED;
}

static uint8_t on_white(unsigned value, unsigned alpha)
{
	return (uint8_t)((value * alpha + 255 * (255 - alpha) + 127) / 255);
}

/* Alpha's channel goes away; the bytes close up in place. */
static void flatten(struct raster *raster)
{
	if (raster->channels == 1 || raster->channels == 3)
		return;
	size_t count = (size_t)raster->width * raster->height;
	int colours = raster->channels - 1;
	const uint8_t *from = raster->at;
	uint8_t *to = raster->at;
	for (size_t i = 0; i < count; i++, from += colours + 1) {
		unsigned alpha = from[colours];
		for (int c = 0; c < colours; c++)
			*to++ = on_white(from[c], alpha);
	}
	raster->channels = colours;
}

/* Where the upright picture's (0, 0) lies in the file, and the steps to its
 * right and downward neighbour, in pixels: EXIF 2.3, 4.6.4. */
struct walk {
	ptrdiff_t start, right, down;
};

static struct walk plan_walk(const struct raster *raster, int orientation)
{
	ptrdiff_t width = raster->width;
	ptrdiff_t last_column = width - 1;
	ptrdiff_t last_row = width * ((ptrdiff_t)raster->height - 1);
	switch (orientation) {
	case 2: return (struct walk){last_column, -1, width};
	case 3: return (struct walk){last_row + last_column, -1, -width};
	case 4: return (struct walk){last_row, 1, -width};
	case 5: return (struct walk){0, width, 1};
	case 6: return (struct walk){last_row, -width, 1};
	case 7: return (struct walk){last_row + last_column, -width, -1};
	case 8: return (struct walk){last_column, width, -1};
	default: return (struct walk){0, 1, width};
	}
}

static void turn(const struct raster *raster, int orientation,
		 struct arena *a, struct pixels *out)
{
	bool on_its_side = orientation >= 5;
	size_t bytes = (size_t)raster->channels;
	*out = (struct pixels){
		.width = on_its_side ? raster->height : raster->width,
		.height = on_its_side ? raster->width : raster->height,
		.channels = raster->channels, .at = raster->at,
	};
	if (orientation <= 1)
		return;
	out->at = arena_take(a, (size_t)out->width * out->height * bytes);
	struct walk walk = plan_walk(raster, orientation);
	uint8_t *to = out->at;
	for (uint32_t y = 0; y < out->height; y++) {
		ptrdiff_t from = walk.start + (ptrdiff_t)y * walk.down;
		for (uint32_t x = 0; x < out->width; x++, to += bytes) {
			memcpy(to, raster->at + (size_t)from * bytes, bytes);
			from += walk.right;
		}
	}
}

enum image_status image_decode_near(str bytes, uint32_t least_side,
				    struct arena *a, struct pixels *out)
{
	struct image_info info;
	enum image_status status = image_look(bytes, &info);
	if (status != IMAGE_OK)
		return status;
	struct raster raster = {0};
	status = decode(info.kind, bytes, least_side, a, &raster);
	if (status != IMAGE_OK)
		return status;
	flatten(&raster);
	turn(&raster, info.orientation, a, out);
	return IMAGE_OK;
}

enum image_status image_decode(str bytes, struct arena *a, struct pixels *out)
{
	return image_decode_near(bytes, 0, a, out);
}
