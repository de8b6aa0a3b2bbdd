/* A picture -> an image XObject (PDF 32000-1, 8.9.5). A clean JPEG or PNG
 * goes in as it is, for PDF knows both ways of packing; anything else is
 * decoded to plain samples.
 */
#include "base/deflate.h"
#include "image/image.h"
#include "pdf/inside.h"

#include "base/banned.h"

enum { PNG_PREDICTOR = 15 };

static void set_size(struct writer *w, struct object *dict, uint32_t width,
		     uint32_t height)
{
	dict_name(w, dict, "Type", "XObject");
	dict_name(w, dict, "Subtype", "Image");
	dict_number(w, dict, "Width", (int32_t)width);
	dict_number(w, dict, "Height", (int32_t)height);
	dict_number(w, dict, "BitsPerComponent", 8);
}

static const char *space_of(int channels)
{
	return channels == 1 ? "DeviceGray" : "DeviceRGB";
}

static struct object *as_jpeg(struct writer *w, str bytes,
			      const struct image_info *info)
{
	struct object *dict = object_stream(w, bytes, PACKED_JPEG);
	set_size(w, dict, info->width, info->height);
	dict_name(w, dict, "ColorSpace", space_of(info->is_grey ? 1 : 3));
	return dict;
}

/* 7.4.4.4: the filters of PNG's rows. */
static struct object *prediction(struct writer *w,
				 const struct packed_image *packed)
{
	struct object *dict = object_dict(w);
	dict_number(w, dict, "Predictor", PNG_PREDICTOR);
	dict_number(w, dict, "Colors", packed->channels);
	dict_number(w, dict, "Columns", (int32_t)packed->width);
	return dict;
}

/* 8.6.6.3. */
static struct object *indexed(struct writer *w, str palette)
{
	struct object *array = object_array(w);
	array_name(w, array, "Indexed");
	array_name(w, array, "DeviceRGB");
	array_number(w, array, (int32_t)(palette.len / 3) - 1);
	array_bytes(w, array, palette);
	return array;
}

static struct object *as_png(struct writer *w,
			     const struct packed_image *packed)
{
	struct object *dict = object_stream(w, packed->samples, PACKED_FLATE);
	set_size(w, dict, packed->width, packed->height);
	dict_put(w, dict, "DecodeParms", prediction(w, packed));
	if (packed->palette.len)
		dict_put(w, dict, "ColorSpace", indexed(w, packed->palette));
	else
		dict_name(w, dict, "ColorSpace", space_of(packed->channels));
	return dict;
}

static bool as_samples(struct writer *w, str bytes, struct arena *a,
		       struct object **out)
{
	struct arena scratch;
	struct pixels pixels;
	arena_init(&scratch);
	bool ok = image_decode(bytes, &scratch, &pixels) == IMAGE_OK;
	if (ok) {
		size_t len = (size_t)pixels.width * pixels.height *
			     (size_t)pixels.channels;
		str raw = {(const char *)pixels.at, len};
		*out = object_stream(w, deflate_zlib(raw, DEFLATE_FAST, a),
				     PACKED_FLATE);
		set_size(w, *out, pixels.width, pixels.height);
		dict_name(w, *out, "ColorSpace", space_of(pixels.channels));
	}
	arena_free(&scratch);
	return ok;
}

bool picture_object(struct writer *w, const struct page_picture *picture,
		    struct arena *a, struct object **out)
{
	struct image_info info;
	struct packed_image packed;
	if (image_look(picture->bytes, &info) != IMAGE_OK)
		return false;
	if (info.kind == IMAGE_JPEG && info.is_clean)
		*out = as_jpeg(w, picture->bytes, &info);
	else if (image_packed(picture->bytes, a, &packed))
		*out = as_png(w, &packed);
	else
		return as_samples(w, picture->bytes, a, out);
	return true;
}
