/* A picture -> an image XObject (PDF 32000-1, 8.9.5): a JPEG's bytes as they
 * are, anything else as samples under FlateDecode.
 */
#include "base/deflate.h"
#include "image/image.h"
#include "pdf/inside.h"

#include "base/banned.h"

static void describe(struct writer *w, struct object *dict, uint32_t width,
		     uint32_t height, bool is_grey)
{
	put_name(w, dict, "Type", "XObject");
	put_name(w, dict, "Subtype", "Image");
	put_number(w, dict, "Width", (int32_t)width);
	put_number(w, dict, "Height", (int32_t)height);
	put_name(w, dict, "ColorSpace", is_grey ? "DeviceGray" : "DeviceRGB");
	put_number(w, dict, "BitsPerComponent", 8);
}

static struct object *samples(struct writer *w, str bytes, struct arena *a)
{
	struct arena scratch;
	struct pixels pixels;
	struct object *dict = NULL;
	arena_init(&scratch);
	if (image_decode(bytes, &scratch, &pixels) == IMAGE_OK) {
		size_t len = (size_t)pixels.width * pixels.height *
			     (size_t)pixels.channels;
		str raw = {(const char *)pixels.at, len};
		dict = object_stream(w, deflate_zlib(raw, a), PACKED_FLATE);
		describe(w, dict, pixels.width, pixels.height,
			 pixels.channels == 1);
	}
	arena_free(&scratch);
	return dict;
}

struct object *picture_object(struct writer *w,
			      const struct page_picture *picture,
			      struct arena *a)
{
	struct image_info info;
	if (image_look(picture->bytes, &info) != IMAGE_OK)
		return NULL;
	if (info.kind != IMAGE_JPEG || !info.is_clean)
		return samples(w, picture->bytes, a);
	struct object *dict = object_stream(w, picture->bytes, PACKED_JPEG);
	describe(w, dict, info.width, info.height, info.is_grey);
	return dict;
}
