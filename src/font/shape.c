/* Text that needs more than one glyph a character -> glyphs, by HarfBuzz.
 *
 * Set in the face's own features for the language (locl), with ligatures and
 * kerning; Han and kana are not kerned, their grid is the typesetter's.
 */
#include <hb-ot.h>

#include "font/inside.h"

#include "base/banned.h"

enum { MOST_FEATURES = 4 };

static bool is_east_asian(hb_script_t script)
{
	return script == HB_SCRIPT_HAN || script == HB_SCRIPT_HIRAGANA ||
	       script == HB_SCRIPT_KATAKANA || script == HB_SCRIPT_BOPOMOFO ||
	       script == HB_SCRIPT_HANGUL;
}

static hb_feature_t feature(hb_tag_t tag, uint32_t value)
{
	return (hb_feature_t){tag, value, HB_FEATURE_GLOBAL_START,
			      HB_FEATURE_GLOBAL_END};
}

static unsigned choose_features(unsigned flags, hb_script_t script,
				hb_feature_t *out)
{
	unsigned count = 0;
	if (flags & SHAPE_FULL_WIDTH)
		out[count++] = feature(HB_TAG('f', 'w', 'i', 'd'), 1);
	if (flags & SHAPE_PROPORTIONAL)
		out[count++] = feature(HB_TAG('p', 'w', 'i', 'd'), 1);
	if (flags & SHAPE_VERTICAL)
		out[count++] = feature(HB_TAG('v', 'e', 'r', 't'), 1);
	if (is_east_asian(script))
		out[count++] = feature(HB_TAG('k', 'e', 'r', 'n'), 0);
	return count;
}

static int16_t clamp(hb_position_t value)
{
	if (value < INT16_MIN)
		return INT16_MIN;
	return value > INT16_MAX ? INT16_MAX : (int16_t)value;
}

static struct shaped_run collect(hb_buffer_t *buffer, struct arena *a)
{
	unsigned count;
	const hb_glyph_info_t *infos =
		hb_buffer_get_glyph_infos(buffer, &count);
	const hb_glyph_position_t *places =
		hb_buffer_get_glyph_positions(buffer, NULL);
	struct shaped_run run = {arena_array(a, struct shaped, count), count};
	for (unsigned i = 0; i < count; i++)
		run.at[i] = (struct shaped){
			.glyph = (uint16_t)infos[i].codepoint,
			.x_offset = clamp(places[i].x_offset),
			.y_offset = clamp(places[i].y_offset),
			.advance = places[i].x_advance,
			.cluster = infos[i].cluster,
		};
	return run;
}

struct shaped_run font_shape(const struct face *face, str text, str lang,
			     unsigned flags, struct arena *a)
{
	if (text.len == 0 || text.len > INT32_MAX)
		return (struct shaped_run){NULL, 0};
	hb_buffer_t *buffer = hb_buffer_create();
	hb_buffer_add_utf8(buffer, text.text, (int)text.len, 0, (int)text.len);
	hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
	if (lang.len)
		hb_buffer_set_language(buffer,
			hb_language_from_string(lang.text, (int)lang.len));
	/* Fills the script only: what is set stays. An empty language would be
	 * taken from the locale, so it is set to "und". */
	else
		hb_buffer_set_language(buffer,
				       hb_language_from_string("und", 3));
	hb_buffer_guess_segment_properties(buffer);
	hb_feature_t features[MOST_FEATURES];
	unsigned count = choose_features(
		flags, hb_buffer_get_script(buffer), features);
	hb_shape(face->font, buffer, features, count);
	struct shaped_run run = collect(buffer, a);
	hb_buffer_destroy(buffer);
	return run;
}
