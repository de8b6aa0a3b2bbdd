/* Characters -> a small OpenType font, by hb-subset, for an EPUB.
 *
 * Unlike what a PDF wants (subset.c), it is a font by itself: it knows its
 * characters, keeps its names and its licence, and the forms for vertical
 * lines. Of the layout features only those stay: regional forms would bring
 * three more of each Han.
 */
#include <hb-ot.h>
#include <hb-subset.h>

#include "font/inside.h"

#include "base/banned.h"

enum { CODE_POINTS = 0x110000, LICENCE_NAMES = 16 };

static void keep_features(hb_subset_input_t *input)
{
	hb_set_t *features = hb_subset_input_set(
		input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);
	hb_set_clear(features);
	hb_set_add(features, HB_TAG('v', 'e', 'r', 't'));
	hb_set_add(features, HB_TAG('v', 'r', 't', '2'));
	hb_set_t *names = hb_subset_input_set(input, HB_SUBSET_SETS_NAME_ID);
	hb_set_add_range(names, HB_OT_NAME_ID_COPYRIGHT, LICENCE_NAMES);
	hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
}

/* What the face has of the characters; how many there are. */
static unsigned choose(const struct face *face, const uint8_t *characters,
		       hb_set_t *chosen)
{
	for (uint32_t c = 0; c < CODE_POINTS; c++) {
		if (characters[c >> 3] == 0)
			c |= 7;
		else if (characters[c >> 3] & 1 << (c & 7) &&
			 font_glyph(face, c))
			hb_set_add(chosen, c);
	}
	return hb_set_get_population(chosen);
}

bool font_cut(const struct face *face, const uint8_t *characters,
	      struct arena *a, struct diag *d, str *out)
{
	str bytes = STR_NONE;
	hb_face_t *small = NULL;
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	if (input && !choose(face, characters,
			     hb_subset_input_unicode_set(input))) {
		hb_subset_input_destroy(input);
		*out = STR_NONE;
		return true;
	}
	if (input) {
		keep_features(input);
		instance_pin(face, face->source, input);
		small = hb_subset_or_fail(face->source, input);
	}
	if (small) {
		hb_blob_t *blob = hb_face_reference_blob(small);
		unsigned len;
		const char *data = hb_blob_get_data(blob, &len);
		bytes = arena_copy(a, (str){data ? data : "", len});
		hb_blob_destroy(blob);
	}
	hb_face_destroy(small);
	hb_subset_input_destroy(input);
	if (!bytes.len) {
		diag_report(d, SPAN_NONE, MSG_FONT_NOT_SUBSET,
			    WORDS(face->family));
		return false;
	}
	*out = bytes;
	return true;
}
