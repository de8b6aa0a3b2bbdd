/* The heads of PNG, GIF and WebP files -> size, alpha, resolution
 * (PNG 3rd edition, clause 11; GIF89a, clause 18; RFC 9649, 2.7).
 */
#include <webp/decode.h>

#include "image/inside.h"

#include "base/banned.h"

enum { PNG_SIGNATURE = 8, PNG_FRAME = 12, METRES_PER_INCH_10000 = 254 };
enum { PNG_GREY = 0, PNG_PALETTE = 3, PNG_ALPHA = 4 };

struct chunk {
	str name, body, whole;
};

/* The chunk at *at, which moves past it; false at the end, or when it is
 * longer than what is left. Checksums are the decoder's business. */
static bool next_chunk(str bytes, size_t *at, struct chunk *out)
{
	if (bytes.len - *at < PNG_FRAME)
		return false;
	size_t len = number_at(bytes, *at, 4);
	if (len > bytes.len - *at - PNG_FRAME)
		return false;
	out->name = str_cut(bytes, *at + 4, *at + 8);
	out->body = str_cut(bytes, *at + 8, *at + 8 + len);
	out->whole = str_cut(bytes, *at, *at + PNG_FRAME + len);
	*at += PNG_FRAME + len;
	return true;
}

static enum image_status read_header(str body, struct image_info *info)
{
	if (body.len != 13)
		return IMAGE_BROKEN;
	info->width = number_at(body, 0, 4);
	info->height = number_at(body, 4, 4);
	uint32_t depth = number_at(body, 8, 1), kind = number_at(body, 9, 1);
	info->is_grey = (kind & 3) == PNG_GREY;
	info->has_alpha = kind & PNG_ALPHA;
	info->is_clean = depth == 8 && !info->has_alpha;
	return IMAGE_OK;
}

static void read_resolution(str body, struct image_info *info)
{
	if (body.len != 9 || number_at(body, 8, 1) != 1)
		return;
	uint64_t a_metre = number_at(body, 0, 4);
	info->dots_per_inch =
		(uint32_t)((a_metre * METRES_PER_INCH_10000 + 5000) / 10000);
}

enum image_status png_look(str bytes, struct image_info *info)
{
	size_t at = PNG_SIGNATURE;
	struct chunk chunk;
	if (!next_chunk(bytes, &at, &chunk) ||
	    !str_equal(chunk.name, STR("IHDR")))
		return IMAGE_BROKEN;
	enum image_status status = read_header(chunk.body, info);
	while (next_chunk(bytes, &at, &chunk)) {
		if (str_equal(chunk.name, STR("IDAT")))
			break;
		if (str_equal(chunk.name, STR("pHYs")))
			read_resolution(chunk.body, info);
		if (str_equal(chunk.name, STR("tRNS"))) {
			info->has_alpha = true;
			info->is_clean = false;
		}
	}
	if (!str_ends(bytes, STR("IEND\xAE\x42\x60\x82")))
		info->is_clean = false;
	return status;
}

str png_strip(str bytes, struct arena *a)
{
	static const char kept[][5] = {
		"IHDR", "PLTE", "IDAT", "IEND", "pHYs", "gAMA", "cHRM", "sRGB",
		"iCCP", "sBIT",
	};
	char *out = arena_take(a, bytes.len);
	size_t len = PNG_SIGNATURE, at = PNG_SIGNATURE;
	memcpy(out, bytes.text, len);
	struct chunk chunk;
	while (next_chunk(bytes, &at, &chunk)) {
		bool is_kept = false;
		for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
			is_kept = is_kept ||
				  str_equal(chunk.name, str_of(kept[i]));
		if (!is_kept)
			continue;
		memcpy(out + len, chunk.whole.text, chunk.whole.len);
		len += chunk.whole.len;
	}
	return (str){out, len};
}

/* The size of all IDAT chunks first, so that one piece takes them. */
static size_t count_samples(str bytes)
{
	size_t at = PNG_SIGNATURE, len = 0;
	struct chunk chunk;
	while (next_chunk(bytes, &at, &chunk))
		if (str_equal(chunk.name, STR("IDAT")))
			len += chunk.body.len;
	return len;
}

bool image_packed(str bytes, struct arena *a, struct packed_image *out)
{
	struct image_info info;
	struct chunk chunk;
	size_t at = PNG_SIGNATURE, len = 0;
	if (image_look(bytes, &info) != IMAGE_OK || info.kind != IMAGE_PNG ||
	    !info.is_clean || !next_chunk(bytes, &at, &chunk))
		return false;
	uint32_t kind = number_at(chunk.body, 9, 1);
	if (number_at(chunk.body, 12, 1) != 0)        /* interlaced */
		return false;
	struct packed_image packed = {
		.width = info.width, .height = info.height,
		.channels = kind == PNG_GREY || kind == PNG_PALETTE ? 1 : 3,
		.palette = STR_NONE,
	};
	char *samples = arena_take(a, count_samples(bytes) + 1);
	while (next_chunk(bytes, &at, &chunk)) {
		if (str_equal(chunk.name, STR("PLTE")) && kind == PNG_PALETTE)
			packed.palette = chunk.body;
		if (!str_equal(chunk.name, STR("IDAT")))
			continue;
		memcpy(samples + len, chunk.body.text, chunk.body.len);
		len += chunk.body.len;
	}
	packed.samples = (str){samples, len};
	if (len == 0 || packed.palette.len % 3 || packed.palette.len > 768 ||
	    (kind == PNG_PALETTE) != (packed.palette.len > 0))
		return false;
	*out = packed;
	return true;
}

enum image_status gif_look(str bytes, struct image_info *info)
{
	if (bytes.len < 13)
		return IMAGE_BROKEN;
	const unsigned char *at = (const unsigned char *)bytes.text + 6;
	info->width = (uint32_t)(at[0] | at[1] << 8);
	info->height = (uint32_t)(at[2] | at[3] << 8);
	return IMAGE_OK;
}

/* The EXIF chunk of a RIFF file; sizes are little endian and even. */
static int webp_orientation(str bytes)
{
	size_t at = 12;
	while (bytes.len >= 8 && at <= bytes.len - 8) {
		const unsigned char *size =
			(const unsigned char *)bytes.text + at + 4;
		size_t len = (size_t)size[0] | (size_t)size[1] << 8 |
			     (size_t)size[2] << 16 | (size_t)size[3] << 24;
		if (len > bytes.len - at - 8)
			break;
		str body = str_cut(bytes, at + 8, at + 8 + len);
		if (str_equal(str_cut(bytes, at, at + 4), STR("EXIF"))) {
			bool is_led = str_starts(body, STR("Exif\0\0"));
			return exif_orientation(str_from(body, is_led ? 6 : 0));
		}
		at += 8 + len + (len & 1);
	}
	return 1;
}

enum image_status webp_look(str bytes, struct image_info *info)
{
	WebPBitstreamFeatures features;
	if (WebPGetFeatures((const uint8_t *)bytes.text, bytes.len,
			    &features) != VP8_STATUS_OK)
		return IMAGE_BROKEN;
	if (features.has_animation)
		return IMAGE_UNSUPPORTED;
	info->width = (uint32_t)features.width;
	info->height = (uint32_t)features.height;
	info->has_alpha = features.has_alpha;
	info->orientation = webp_orientation(bytes);
	return IMAGE_OK;
}
