/* WebP by libwebp, and the first frame of a GIF by giflib.
 */
#include <gif_lib.h>
#include <webp/decode.h>

#include "image/inside.h"

#include "base/banned.h"

enum image_status webp_decode(str bytes, struct arena *a, struct raster *out)
{
	WebPBitstreamFeatures features;
	const uint8_t *data = (const uint8_t *)bytes.text;
	if (WebPGetFeatures(data, bytes.len, &features) != VP8_STATUS_OK)
		return IMAGE_BROKEN;
	out->width = (uint32_t)features.width;
	out->height = (uint32_t)features.height;
	out->channels = features.has_alpha ? 4 : 3;
	size_t step = (size_t)out->width * (size_t)out->channels;
	size_t size = step * out->height;
	out->at = arena_take(a, size);
	const uint8_t *done = features.has_alpha
		? WebPDecodeRGBAInto(data, bytes.len, out->at, size, (int)step)
		: WebPDecodeRGBInto(data, bytes.len, out->at, size, (int)step);
	return done ? IMAGE_OK : IMAGE_BROKEN;
}

struct input {
	str bytes;
	size_t at;
};

static int take(GifFileType *gif, GifByteType *out, int wanted)
{
	struct input *input = gif->UserData;
	size_t left = input->bytes.len - input->at;
	size_t len = (size_t)wanted < left ? (size_t)wanted : left;
	memcpy(out, input->bytes.text + input->at, len);
	input->at += len;
	return (int)len;
}

/* The one extension that matters to a still picture: which colour is clear
 * (GIF89a, clause 23). */
static bool read_extension(GifFileType *gif, int *clear)
{
	int code;
	GifByteType *data;
	if (DGifGetExtension(gif, &code, &data) == GIF_ERROR)
		return false;
	if (code == GRAPHICS_EXT_FUNC_CODE && data && data[0] >= 4)
		*clear = data[1] & 1 ? data[4] : -1;
	while (data)
		if (DGifGetExtensionNext(gif, &data) == GIF_ERROR)
			return false;
	return true;
}

/* Moves to the first frame; false when there is none. */
static bool find_frame(GifFileType *gif, int *clear)
{
	GifRecordType kind;
	*clear = -1;
	for (;;) {
		if (DGifGetRecordType(gif, &kind) == GIF_ERROR)
			return false;
		if (kind == IMAGE_DESC_RECORD_TYPE)
			return DGifGetImageDesc(gif) != GIF_ERROR;
		if (kind != EXTENSION_RECORD_TYPE ||
		    !read_extension(gif, clear))
			return false;
	}
}

/* Rows of an interlaced frame come in four passes (appendix E). */
static int row_of(int number, int height, bool is_interlaced)
{
	static const struct { int start, step; } passes[] = {
		{0, 8}, {4, 8}, {2, 4}, {1, 2},
	};
	if (!is_interlaced)
		return number;
	for (int i = 0; i < 4; i++) {
		int rows = (height - passes[i].start + passes[i].step - 1) /
			   passes[i].step;
		if (rows < 0)
			rows = 0;
		if (number < rows)
			return passes[i].start + number * passes[i].step;
		number -= rows;
	}
	return height - 1;
}

static void paint_row(const GifFileType *gif, const GifByteType *line, int row,
		      int clear, struct raster *out)
{
	const GifImageDesc *frame = &gif->Image;
	const ColorMapObject *map =
		frame->ColorMap ? frame->ColorMap : gif->SColorMap;
	int y = frame->Top + row;
	if (y < 0 || (uint32_t)y >= out->height)
		return;
	for (int i = 0; i < frame->Width; i++) {
		int x = frame->Left + i;
		if (x < 0 || (uint32_t)x >= out->width || line[i] == clear ||
		    line[i] >= map->ColorCount)
			continue;
		const GifColorType *colour = &map->Colors[line[i]];
		uint8_t *to = out->at +
			      ((size_t)y * out->width + (size_t)x) * 3;
		to[0] = colour->Red;
		to[1] = colour->Green;
		to[2] = colour->Blue;
	}
}

static bool read_frame(GifFileType *gif, int clear, struct arena *a,
		       struct raster *out)
{
	const GifImageDesc *frame = &gif->Image;
	if ((!frame->ColorMap && !gif->SColorMap) || frame->Width <= 0 ||
	    frame->Height <= 0)
		return false;
	GifByteType *line = arena_take(a, (size_t)frame->Width);
	for (int i = 0; i < frame->Height; i++) {
		if (DGifGetLine(gif, line, frame->Width) == GIF_ERROR)
			return false;
		paint_row(gif, line, row_of(i, frame->Height, frame->Interlace),
			  clear, out);
	}
	return true;
}

enum image_status gif_decode(str bytes, struct arena *a, struct raster *out)
{
	struct input input = {bytes, 0};
	GifFileType *gif = DGifOpen(&input, take, NULL);
	if (!gif)
		return IMAGE_BROKEN;
	bool ok = gif->SWidth > 0 && gif->SHeight > 0;
	int clear;
	if (ok) {
		out->width = (uint32_t)gif->SWidth;
		out->height = (uint32_t)gif->SHeight;
		out->channels = 3;
		size_t size = (size_t)out->width * out->height * 3;
		out->at = arena_take(a, size);
		memset(out->at, 255, size);
	}
	ok = ok && find_frame(gif, &clear) && read_frame(gif, clear, a, out);
	DGifCloseFile(gif, NULL);
	return ok ? IMAGE_OK : IMAGE_BROKEN;
}
