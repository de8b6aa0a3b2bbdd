/* Shared between the files of image, and seen by no other room. */
#ifndef IMAGE_INSIDE_H
#define IMAGE_INSIDE_H

#include "image/image.h"

/* What the head of a file says; each fills info, its kind apart. */
enum image_status jpeg_look(str bytes, struct image_info *info);
enum image_status png_look(str bytes, struct image_info *info);
enum image_status gif_look(str bytes, struct image_info *info);
enum image_status webp_look(str bytes, struct image_info *info);

/* A TIFF block as cameras write it -> EXIF's orientation; 1 when absent. */
int exif_orientation(str tiff);

/* A file's pixels as they lie in it: not turned, alpha still beside them. */
struct raster {
	uint32_t width, height;
	int channels;                 /* 1, 2 (grey, alpha), 3, 4 */
	uint8_t *at;
};
/* least_side: the longer side may come out reduced, by 2, 4 or 8, but not
 * below this; 0: whole. */
enum image_status jpeg_decode(str bytes, uint32_t least_side, struct arena *a,
			      struct raster *out);
enum image_status png_decode(str bytes, struct arena *a, struct raster *out);
enum image_status gif_decode(str bytes, struct arena *a, struct raster *out);
enum image_status webp_decode(str bytes, struct arena *a, struct raster *out);

/* The drawing as a PNG of SVG_DOTS_PER_INCH. */
#define SVG_DOTS_PER_INCH 300
enum image_status svg_draw(str bytes, struct arena *a, str *out);

enum image_status image_decode_near(str bytes, uint32_t least_side,
				    struct arena *a, struct pixels *out);

/* The same picture without what readers do not need and an author may not
 * want to publish: camera data, place, comments, previews. */
str jpeg_strip(str bytes, struct arena *a);
str png_strip(str bytes, struct arena *a);

static inline uint32_t number_at(str bytes, size_t at, size_t width)
{
	uint32_t value = 0;
	for (size_t i = 0; i < width; i++)
		value = value << 8 | (unsigned char)bytes.text[at + i];
	return value;
}

#endif
