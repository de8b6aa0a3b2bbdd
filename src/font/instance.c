/* A variable font -> one weight of it (OpenType, 'fvar' and 'gvar').
 *
 * The same place on its axes is given to HarfBuzz's font, which measures and
 * draws, and to hb-subset, which writes outlines without axes: so what stands
 * on paper is what was measured. Every axis but the weight stays where the
 * font's maker has it.
 */
#include <hb-ot.h>

#include "font/inside.h"

#include "base/banned.h"

#define WEIGHT HB_OT_TAG_VAR_AXIS_WEIGHT
#define MOST_AXES 64

static int within(const hb_ot_var_axis_info_t *axis, int weight)
{
	if ((float)weight < axis->min_value)
		return (int)axis->min_value;
	return (float)weight > axis->max_value ? (int)axis->max_value : weight;
}

void instance_choose(struct face *face, int weight)
{
	hb_ot_var_axis_info_t axis;
	face->is_variable = hb_ot_var_has_data(face->source);
	if (face->is_variable &&
	    hb_ot_var_find_axis_info(face->source, WEIGHT, &axis))
		face->weight = within(&axis, weight ? weight : WEIGHT_REGULAR);
}

void instance_set(const struct face *face, hb_font_t *font)
{
	const hb_variation_t weight = {WEIGHT, (float)face->weight};
	if (face->weight)
		hb_font_set_variations(font, &weight, 1);
}

void instance_pin(const struct face *face, hb_face_t *source,
		  hb_subset_input_t *input)
{
	hb_ot_var_axis_info_t axes[MOST_AXES];
	unsigned count = MOST_AXES;
	if (!face->is_variable)
		return;
	hb_ot_var_get_axis_infos(source, 0, &count, axes);
	for (unsigned i = 0; i < count; i++)
		hb_subset_input_pin_axis_to_default(input, source,
						    axes[i].tag);
	if (face->weight)
		hb_subset_input_pin_axis_location(input, source, WEIGHT,
						  (float)face->weight);
}
