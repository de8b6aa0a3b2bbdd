/* A picture file -> a file fit to ship.
 *
 * What is sound and small enough keeps its own bytes, less what cameras and
 * programs wrote about the author; everything else is decoded, shrunk and
 * encoded again. "Sound" is found by decoding: heads can lie.
 */
#include "image/inside.h"

#include "base/banned.h"

enum { QUALITY = 85, SAMPLES = 4096, FEW_COLOURS = 256, HASH_SIZE = 1024 };

/* Does the picture have so few colours that it must be drawn, not taken?
 * Looked at in up to SAMPLES places, evenly spread. */
static bool is_line_art(const struct pixels *pixels)
{
	uint32_t seen[HASH_SIZE] = {0};       /* colour + 1 */
	size_t count = (size_t)pixels->width * pixels->height;
	size_t step = count / SAMPLES + 1, colours = 0;
	size_t channels = (size_t)pixels->channels;
	for (size_t i = 0; i < count; i += step) {
		uint32_t colour = 0;
		for (size_t k = 0; k < channels; k++)
			colour = colour << 8 | pixels->at[i * channels + k];
		size_t slot = colour * 2654435761u % HASH_SIZE;
		while (seen[slot] && seen[slot] != colour + 1)
			slot = (slot + 1) % HASH_SIZE;
		if (seen[slot])
			continue;
		seen[slot] = colour + 1;
		if (++colours > FEW_COLOURS)
			return false;
	}
	/* A grey photograph has at most 256: it is a photograph when it has
	 * most of them. */
	return pixels->channels == 3 || colours <= FEW_COLOURS / 4;
}

static void ship_own(str bytes, const struct image_info *info,
		     struct arena *a, struct clean_image *out)
{
	*out = (struct clean_image){
		.bytes = info->kind == IMAGE_JPEG ? jpeg_strip(bytes, a)
						  : png_strip(bytes, a),
		.kind = info->kind,
		.width = info->width, .height = info->height,
		.dots_per_inch = info->dots_per_inch,
	};
}

static enum image_status encode(const struct pixels *pixels,
				const struct image_info *info,
				uint32_t max_side, struct arena *a,
				struct clean_image *out)
{
	struct arena scratch;
	arena_init(&scratch);
	struct pixels small =
		image_shrink(pixels, max_side, max_side, &scratch);
	bool is_art = info->kind != IMAGE_JPEG && is_line_art(pixels);
	str bytes = is_art ? image_encode_png(&small, a)
			   : image_encode_jpeg(&small, QUALITY, a);
	*out = (struct clean_image){
		.bytes = bytes,
		.kind = is_art ? IMAGE_PNG : IMAGE_JPEG,
		.width = small.width, .height = small.height,
		.dots_per_inch = (uint32_t)((uint64_t)info->dots_per_inch *
					    small.width / info->width),
	};
	arena_free(&scratch);
	return bytes.len ? IMAGE_OK : IMAGE_BROKEN;
}

enum image_status image_refit(str bytes, const struct image_limits *limits,
			      struct arena *a, struct clean_image *out)
{
	struct image_info info;
	struct pixels pixels;
	struct arena scratch;
	enum image_status status = image_look(bytes, &info);
	if (status != IMAGE_OK)
		return status;
	*out = (struct clean_image){bytes, info.kind, info.width, info.height,
				    info.dots_per_inch};
	bool is_small = info.width <= limits->width &&
			info.height <= limits->height;
	if (is_small && (info.is_grey || !limits->is_grey))
		return IMAGE_OK;
	arena_init(&scratch);
	status = image_decode(bytes, &scratch, &pixels);
	if (status == IMAGE_OK) {
		pixels = image_shrink(&pixels, limits->width, limits->height,
				      &scratch);
		if (limits->is_grey)
			pixels = image_grey(&pixels, &scratch);
		out->bytes = info.kind == IMAGE_PNG
				     ? image_encode_png(&pixels, a)
				     : image_encode_jpeg(&pixels, QUALITY, a);
		out->width = pixels.width;
		out->height = pixels.height;
	}
	arena_free(&scratch);
	return status;
}

static enum image_status clean(str bytes, const struct image_info *info,
			       uint32_t max_side, struct arena *a,
			       struct clean_image *out)
{
	struct pixels pixels;
	struct arena scratch;
	arena_init(&scratch);
	enum image_status status = image_decode_near(bytes, max_side, &scratch, &pixels);
	if (status == IMAGE_OK) {
		if (info->is_clean && info->width <= max_side &&
		    info->height <= max_side)
			ship_own(bytes, info, a, out);
		else
			status = encode(&pixels, info, max_side, a, out);
	}
	arena_free(&scratch);
	return status;
}

enum image_status image_clean(str bytes, uint32_t max_side, struct arena *a,
			      struct clean_image *out)
{
	struct image_info info;
	struct arena scratch;
	enum image_status status = image_look(bytes, &info);
	bool is_drawing = info.kind == IMAGE_SVG;
	arena_init(&scratch);
	if (is_drawing)
		status = svg_draw(bytes, &scratch, &bytes);
	if (is_drawing && status == IMAGE_OK)
		status = image_look(bytes, &info);
	if (is_drawing)
		info.dots_per_inch = SVG_DOTS_PER_INCH;
	if (status == IMAGE_OK)
		status = clean(bytes, &info, max_side, a, out);
	arena_free(&scratch);
	return status;
}
