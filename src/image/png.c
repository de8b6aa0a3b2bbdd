/* PNG in and out, by libpng, whose errors leave by longjmp; both ends of the
 * jump are in this file. Whatever the file holds comes out as 8-bit grey or
 * RGB, with alpha where it has any.
 */
#include <setjmp.h>

#include <png.h>

#include "base/buf.h"
#include "image/inside.h"

#include "base/banned.h"

enum { MOST_CHUNK = 8 << 20, LEVEL = 6 };

struct input {
	str bytes;
	size_t at;
};

static void PNGCBAPI take(png_structp png, png_bytep out, size_t len)
{
	struct input *input = png_get_io_ptr(png);
	if (len > input->bytes.len - input->at)
		png_error(png, "ends early");
	memcpy(out, input->bytes.text + input->at, len);
	input->at += len;
}

static void PNGCBAPI fail(png_structp png, png_const_charp text)
{
	(void)text;
	png_longjmp(png, 1);
}

static void PNGCBAPI keep_quiet(png_structp png, png_const_charp text)
{
	(void)png;
	(void)text;
}

static void set_transforms(png_structp png, png_infop info)
{
	png_set_expand(png);
	png_set_scale_16(png);
	png_set_interlace_handling(png);
	png_read_update_info(png, info);
}

static void read_picture(png_structp png, png_infop info, struct input *input,
			 struct arena *a, struct raster *out)
{
	png_set_read_fn(png, input, take);
	png_set_user_limits(png, 0x7FFFFFFF, 0x7FFFFFFF);
	png_set_chunk_malloc_max(png, MOST_CHUNK);
	png_read_info(png, info);
	out->width = png_get_image_width(png, info);
	out->height = png_get_image_height(png, info);
	if ((uint64_t)out->width * out->height > IMAGE_LARGEST_PIXELS)
		png_error(png, "too large");
	set_transforms(png, info);
	out->channels = png_get_channels(png, info);
	size_t step = png_get_rowbytes(png, info);
	if (step != (size_t)out->width * (size_t)out->channels)
		png_error(png, "not 8 bits");
	out->at = arena_take(a, step * out->height);
	png_bytep *rows = arena_array(a, png_bytep, out->height);
	for (uint32_t y = 0; y < out->height; y++)
		rows[y] = out->at + y * step;
	png_read_image(png, rows);
	png_read_end(png, NULL);
}

enum image_status png_decode(str bytes, struct arena *a, struct raster *out)
{
	struct input input = {bytes, 0};
	png_infop info = NULL;
	png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL,
						 fail, keep_quiet);
	if (!png)
		return IMAGE_BROKEN;
	info = png_create_info_struct(png);
	if (!info || setjmp(png_jmpbuf(png))) {
		png_destroy_read_struct(&png, &info, NULL);
		return IMAGE_BROKEN;
	}
	read_picture(png, info, &input, a, out);
	png_destroy_read_struct(&png, &info, NULL);
	return IMAGE_OK;
}

static void PNGCBAPI give(png_structp png, png_bytep bytes, size_t len)
{
	struct buf *out = png_get_io_ptr(png);
	buf_add(out, (str){(const char *)bytes, len});
}

static void PNGCBAPI flush(png_structp png)
{
	(void)png;
}

static void write_picture(png_structp png, png_infop info,
			  const struct pixels *pixels, struct buf *out)
{
	png_set_write_fn(png, out, give, flush);
	png_set_IHDR(png, info, pixels->width, pixels->height, 8,
		     pixels->channels == 1 ? PNG_COLOR_TYPE_GRAY
					   : PNG_COLOR_TYPE_RGB,
		     PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
		     PNG_FILTER_TYPE_DEFAULT);
	png_set_compression_level(png, LEVEL);
	png_write_info(png, info);
	size_t step = (size_t)pixels->width * (size_t)pixels->channels;
	for (uint32_t y = 0; y < pixels->height; y++)
		png_write_row(png, pixels->at + y * step);
	png_write_end(png, NULL);
}

str image_encode_png(const struct pixels *pixels, struct arena *a)
{
	struct buf out;
	png_infop info = NULL;
	png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL,
						  fail, keep_quiet);
	buf_init(&out, a, BUF_NO_MAXIMUM);
	if (!png)
		return STR_NONE;
	info = png_create_info_struct(png);
	if (!info || setjmp(png_jmpbuf(png))) {
		png_destroy_write_struct(&png, &info);
		return STR_NONE;
	}
	write_picture(png, info, pixels, &out);
	png_destroy_write_struct(&png, &info);
	return buf_str(&out);
}
