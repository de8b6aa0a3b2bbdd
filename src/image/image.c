/* The first bytes of a file -> what picture it is, and how large.
 *
 * The name of a file is not asked: pages saved from the web call anything
 * .jpg. Only heads are read here; pixels are decode.c's.
 */
#include "image/inside.h"

#include "base/banned.h"

/* Kinds by their first bytes; '.' stands for any byte. Those without a
 * function are known, and not read: BMP, TIFF, HEIC and AVIF, WMF. */
static const struct signature {
	const char *bytes;
	size_t len;
	enum image_kind kind;
	enum image_status (*look)(str bytes, struct image_info *info);
} signatures[] = {
	{"\xFF\xD8\xFF", 3, IMAGE_JPEG, jpeg_look},
	{"\x89PNG\r\n\x1A\n", 8, IMAGE_PNG, png_look},
	{"RIFF....WEBPVP8", 15, IMAGE_WEBP, webp_look},
	{"GIF87a", 6, IMAGE_GIF, gif_look},
	{"GIF89a", 6, IMAGE_GIF, gif_look},
	{"BM............(\0\0\0", 18, IMAGE_UNKNOWN, NULL},
	{"II*\0", 4, IMAGE_UNKNOWN, NULL},
	{"MM\0*", 4, IMAGE_UNKNOWN, NULL},
	{"....ftyp", 8, IMAGE_UNKNOWN, NULL},
	{"\xD7\xCD\xC6\x9A", 4, IMAGE_UNKNOWN, NULL},
};

enum { SVG_LOOK = 4096 };

static bool matches(str bytes, const struct signature *signature)
{
	if (bytes.len < signature->len)
		return false;
	for (size_t i = 0; i < signature->len; i++)
		if (signature->bytes[i] != '.' &&
		    signature->bytes[i] != bytes.text[i])
			return false;
	return true;
}

static bool is_svg(str bytes)
{
	str head = str_trim_start(str_cut(bytes, 0, SVG_LOOK));
	return str_starts(head, STR("<")) && str_contains(head, STR("<svg"));
}

static enum image_status limit(const struct image_info *info)
{
	if (info->width == 0 || info->height == 0)
		return IMAGE_BROKEN;
	if ((uint64_t)info->width * info->height > IMAGE_LARGEST_PIXELS)
		return IMAGE_TOO_LARGE;
	return IMAGE_OK;
}

/* Orientations 5 to 8 lie on their side. */
static void turn(struct image_info *info)
{
	if (info->orientation < 5)
		return;
	uint32_t width = info->width;
	info->width = info->height;
	info->height = width;
}

enum image_status image_look(str bytes, struct image_info *out)
{
	struct image_info info = {.orientation = 1};
	enum image_status status = IMAGE_NOT_A_PICTURE;
	const size_t count = sizeof signatures / sizeof *signatures;
	size_t i = 0;
	while (i < count && !matches(bytes, &signatures[i]))
		i++;
	if (i < count) {
		info.kind = signatures[i].kind;
		status = signatures[i].look ? signatures[i].look(bytes, &info)
					    : IMAGE_UNSUPPORTED;
	} else if (is_svg(bytes)) {
		info.kind = IMAGE_SVG;
		status = IMAGE_UNSUPPORTED;
	}
	if (status == IMAGE_OK)
		status = limit(&info);
	turn(&info);
	*out = info;
	return status;
}

const char *image_media_type(enum image_kind kind)
{
	switch (kind) {
	case IMAGE_JPEG: return "image/jpeg";
	case IMAGE_PNG: return "image/png";
	case IMAGE_WEBP: return "image/webp";
	case IMAGE_GIF: return "image/gif";
	case IMAGE_SVG: return "image/svg+xml";
	case IMAGE_UNKNOWN: break;
	}
	return "application/octet-stream";
}
