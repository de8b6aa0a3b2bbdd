/* The markers of a JPEG file -> size, turn, resolution, and whether it may be
 * shipped as it is (ITU T.81, annex B; EXIF 2.3, 4.6.2).
 *
 * Huffman-coded baseline, extended and progressive pictures of 8 bits are
 * read; arithmetic, lossless and hierarchical ones no reader shows.
 */
#include "image/inside.h"

#include "base/banned.h"

enum {
	SOF0 = 0xC0, SOF2 = 0xC2, SOF15 = 0xCF,
	HUFFMAN_TABLES = 0xC4, EXTENSIONS = 0xC8, ARITHMETIC_TABLES = 0xCC,
	RESTART0 = 0xD0, START = 0xD8, END = 0xD9, SCAN = 0xDA,
	APP0 = 0xE0, APP1 = 0xE1, APP2 = 0xE2, APP14 = 0xEE, APP15 = 0xEF,
	COMMENT = 0xFE, FILL = 0xFF,
};

enum { TAG_ORIENTATION = 0x0112, TYPE_SHORT = 3, MOST_TAGS = 512 };

static uint32_t tiff_number(str tiff, size_t at, size_t width, bool is_little)
{
	uint32_t value = 0;
	if (at > tiff.len || width > tiff.len - at)
		return 0;
	for (size_t i = 0; i < width; i++) {
		size_t from = is_little ? width - 1 - i : i;
		value = value << 8 | (unsigned char)tiff.text[at + from];
	}
	return value;
}

int exif_orientation(str tiff)
{
	bool is_little = str_starts(tiff, STR("II"));
	if (!is_little && !str_starts(tiff, STR("MM")))
		return 1;
	size_t at = tiff_number(tiff, 4, 4, is_little);
	uint32_t count = tiff_number(tiff, at, 2, is_little);
	at += 2;
	for (uint32_t i = 0; i < count && i < MOST_TAGS; i++, at += 12) {
		if (tiff_number(tiff, at, 2, is_little) != TAG_ORIENTATION)
			continue;
		if (tiff_number(tiff, at + 2, 2, is_little) != TYPE_SHORT)
			return 1;
		uint32_t turn = tiff_number(tiff, at + 8, 2, is_little);
		return turn >= 1 && turn <= 8 ? (int)turn : 1;
	}
	return 1;
}

struct segment {
	unsigned marker;
	str whole;                    /* with marker and length */
	str body;
};

/* The next segment at *at, which moves past it; false at the end or where
 * the file makes no sense. */
static bool next_segment(str bytes, size_t *at, struct segment *out)
{
	size_t from = *at;
	if (from + 2 > bytes.len || number_at(bytes, from, 1) != FILL)
		return false;
	while (from + 2 < bytes.len && number_at(bytes, from + 1, 1) == FILL)
		from++;
	out->marker = number_at(bytes, from + 1, 1);
	if (out->marker == START) {
		out->whole = str_cut(bytes, from, from + 2);
		out->body = STR_NONE;
		*at = from + 2;
		return true;
	}
	if (from + 4 > bytes.len)
		return false;
	size_t len = number_at(bytes, from + 2, 2);
	if (len < 2 || len > bytes.len - from - 2)
		return false;
	out->whole = str_cut(bytes, from, from + 2 + len);
	out->body = str_cut(bytes, from + 4, from + 2 + len);
	*at = from + 2 + len;
	return true;
}

/* What decides whether the colours are what every reader expects. */
struct colour {
	uint32_t components;
	bool has_jfif, has_adobe, is_rgb_by_name;
	uint32_t adobe_transform;
};

static enum image_status read_frame(const struct segment *segment,
				    struct image_info *info,
				    struct colour *colour)
{
	str body = segment->body;
	if (segment->marker > SOF2)
		return IMAGE_UNSUPPORTED;
	if (body.len < 6)
		return IMAGE_BROKEN;
	if (number_at(body, 0, 1) != 8)
		return IMAGE_UNSUPPORTED;
	info->height = number_at(body, 1, 2);
	info->width = number_at(body, 3, 2);
	colour->components = number_at(body, 5, 1);
	if (body.len < 6 + 3 * (size_t)colour->components)
		return IMAGE_BROKEN;
	if (colour->components == 3)
		colour->is_rgb_by_name = body.text[6] == 'R' &&
			body.text[9] == 'G' && body.text[12] == 'B';
	return colour->components == 1 || colour->components == 3 ||
	       colour->components == 4 ? IMAGE_OK : IMAGE_UNSUPPORTED;
}

static void read_application(const struct segment *segment,
			     struct image_info *info, struct colour *colour)
{
	str body = segment->body;
	if (segment->marker == APP0 && body.len >= 12 &&
	    str_starts(body, STR("JFIF\0"))) {
		uint32_t density = number_at(body, 8, 2);
		colour->has_jfif = true;
		if (number_at(body, 7, 1) == 1)
			info->dots_per_inch = density;
		else if (number_at(body, 7, 1) == 2)
			info->dots_per_inch = (density * 254 + 50) / 100;
	} else if (segment->marker == APP1 &&
		   str_starts(body, STR("Exif\0\0"))) {
		info->orientation = exif_orientation(str_from(body, 6));
	} else if (segment->marker == APP14 && body.len >= 12 &&
		   str_starts(body, STR("Adobe"))) {
		colour->has_adobe = true;
		colour->adobe_transform = number_at(body, 11, 1);
	}
}

static bool is_frame(unsigned marker)
{
	return marker >= SOF0 && marker <= SOF15 && marker != HUFFMAN_TABLES &&
	       marker != EXTENSIONS && marker != ARITHMETIC_TABLES;
}

/* A whole file ends with its end marker; some cameras pad it. */
static bool is_complete(str bytes)
{
	size_t end = bytes.len;
	while (end > 0 && bytes.text[end - 1] == '\0')
		end--;
	return end >= 2 && number_at(bytes, end - 2, 2) == 0xFF00 + END;
}

static bool has_plain_colours(const struct colour *colour)
{
	if (colour->components == 1)
		return true;
	if (colour->components != 3)
		return false;
	if (colour->has_adobe)
		return colour->adobe_transform == 1;
	return colour->has_jfif || !colour->is_rgb_by_name;
}

enum image_status jpeg_look(str bytes, struct image_info *info)
{
	struct colour colour = {0};
	struct segment segment;
	size_t at = 0;
	while (next_segment(bytes, &at, &segment)) {
		if (segment.marker == SCAN)
			break;
		if (segment.marker >= APP0 && segment.marker <= APP15)
			read_application(&segment, info, &colour);
		if (!is_frame(segment.marker))
			continue;
		enum image_status status =
			read_frame(&segment, info, &colour);
		if (status != IMAGE_OK)
			return status;
	}
	if (colour.components == 0)
		return IMAGE_BROKEN;
	info->is_grey = colour.components == 1;
	info->is_clean = info->orientation == 1 && is_complete(bytes) &&
			 has_plain_colours(&colour);
	return IMAGE_OK;
}

/* JFIF, ICC and Adobe's colour segment stay; the rest of APPn and comments
 * go. */
static bool is_needed(const struct segment *segment)
{
	unsigned marker = segment->marker;
	if (marker == APP2)
		return str_starts(segment->body, STR("ICC_PROFILE\0"));
	if (marker == APP0)
		return str_starts(segment->body, STR("JFIF\0"));
	return marker == APP14 ||
	       !((marker >= APP0 && marker <= APP15) || marker == COMMENT);
}

str jpeg_strip(str bytes, struct arena *a)
{
	char *out = arena_take(a, bytes.len);
	size_t at = 0, len = 0;
	struct segment segment;
	while (next_segment(bytes, &at, &segment)) {
		if (is_needed(&segment)) {
			memcpy(out + len, segment.whole.text,
			       segment.whole.len);
			len += segment.whole.len;
		}
		if (segment.marker == SCAN)
			break;
	}
	memcpy(out + len, bytes.text + at, bytes.len - at);
	return (str){out, len + bytes.len - at};
}
