/* Which custom a run of text follows: its language's region, unless the face
 * was drawn for another; changed by what the book wishes.
 *
 * A face tells its region by its comma: in a corner of its em on the
 * mainland, in the middle in Taiwan and Hong Kong. A face of the mainland
 * sets a traditional text as mainland houses do, marks in the corner, for
 * the blanks and the line ends must go with the ink.
 */
#include "typeset/lines.h"

#include "base/banned.h"

#define COMMA 0xFF0C
#define CORNER 440            /* the middle of a comma's ink, 1/1000 em */

static bool is_cornered(const struct face *face)
{
	struct font_ink ink;
	uint16_t glyph = font_glyph(face, COMMA);
	return glyph && font_ink(face, glyph, &ink) &&
	       (ink.x_min + ink.x_max) / 2 < CORNER;
}

/* Where lines run down, a query keeps its em; a point that stands in the
 * middle of its own may hang. */
static void turn_custom(struct cjk_preset *preset)
{
	preset->joins_queries = preset->squeezes_queries = false;
	preset->hangs |= preset->is_centred;
}

static void make_customs(struct known_customs *known, const struct setter *s)
{
	const struct layout *layout = s->layout;
	for (int region = 0; region < CJK_REGION_COUNT; region++) {
		struct cjk_preset *preset = &known->presets[region];
		*preset = *cjk_preset((enum cjk_region)region);
		if (!layout)
			continue;
		cjk_apply_style(preset, layout->punct_style);
		preset->hangs = layout->hangs;
		if (layout->is_vertical)
			turn_custom(preset);
		if (layout->level != LEVEL_OF_REGION)
			preset->level = layout->level;
	}
	for (int role = 0; role < FONT_ROLE_COUNT; role++)
		known->is_cornered[role] = is_cornered(s->faces->at[role]);
	known->is_made = true;
}

const struct cjk_preset *custom_of(struct setter *s, str lang,
				   enum font_role role)
{
	struct known_customs *known = customs_of(s);
	if (!known->is_made)
		make_customs(known, s);
	enum cjk_region region = cjk_region(lang);
	if (known->is_cornered[role])
		region = CJK_MAINLAND;
	return &known->presets[region];
}
