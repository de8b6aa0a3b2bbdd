/* Used glyphs -> a small font program for a PDF, by hb-subset.
 *
 * A PDF reader wants outlines and nothing more, so only the tables of outlines
 * and widths go in. CFF leaves as the bare table, TrueType as a whole sfnt
 * with a map from our codes to the new glyph numbers.
 */
#include <hb-ot.h>
#include <hb-subset.h>

#include "font/inside.h"

#include "base/banned.h"

/* All that outlines need; what is absent from a file is passed over. */
static const char kept_tables[][5] = {
	"head", "maxp", "hhea", "hmtx", "CFF ", "glyf", "loca",
	"fvar", "avar", "gvar", "HVAR",
};

/* A face of those tables only. hb-subset walks the whole 'cmap' (45,000
 * characters) even when it is told to drop it: 3 ms a face saved. */
static hb_face_t *strip(hb_face_t *source)
{
	hb_face_t *stripped = hb_face_builder_create();
	for (size_t i = 0; i < sizeof kept_tables / sizeof *kept_tables; i++) {
		hb_tag_t tag = hb_tag_from_string(kept_tables[i], 4);
		hb_blob_t *table = hb_face_reference_table(source, tag);
		if (hb_blob_get_length(table) > 0)
			hb_face_builder_add_table(stripped, tag, table);
		hb_blob_destroy(table);
	}
	return stripped;
}

static bool is_used(const uint8_t *glyphs, unsigned glyph)
{
	return glyphs[glyph >> 3] & 1 << (glyph & 7);
}

static hb_subset_input_t *choose(const struct face *face,
				 const uint8_t *glyphs)
{
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	if (!input)
		return NULL;
	hb_set_t *used = hb_subset_input_glyph_set(input);
	for (unsigned glyph = 0; glyph < face->glyph_count; glyph++)
		if (is_used(glyphs, glyph))
			hb_set_add(used, glyph);
	/* Without subroutines the cut takes half the time, and deflate finds
	 * what repeats. */
	unsigned flags = HB_SUBSET_FLAGS_NO_HINTING |
			 HB_SUBSET_FLAGS_DESUBROUTINIZE;
	/* Name-keyed: the code is the glyph's number in the subset itself, so
	 * the numbers must stay. */
	if (face->kind == FONT_PROGRAM_CFF && !face->is_cid_keyed)
		flags |= HB_SUBSET_FLAGS_RETAIN_GIDS;
	hb_subset_input_set_flags(input, flags);
	return input;
}

static str copy_blob(hb_blob_t *blob, struct arena *a)
{
	unsigned len;
	const char *bytes = hb_blob_get_data(blob, &len);
	str copy = arena_copy(a, (str){bytes ? bytes : "", len});
	hb_blob_destroy(blob);
	return copy;
}

static str map_codes(const struct face *face, const uint8_t *glyphs,
		     hb_subset_plan_t *plan, struct arena *a)
{
	const hb_map_t *to_new = hb_subset_plan_old_to_new_glyph_mapping(plan);
	unsigned end = face->glyph_count;
	while (end > 0 && !is_used(glyphs, end - 1))
		end--;
	unsigned char *map = arena_take(a, (size_t)end * 2);
	for (unsigned glyph = 0; glyph < end; glyph++) {
		hb_codepoint_t new = hb_map_get(to_new, glyph);
		if (new == HB_MAP_VALUE_INVALID)
			continue;
		map[2 * glyph] = (unsigned char)(new >> 8);
		map[2 * glyph + 1] = (unsigned char)new;
	}
	return (str){(const char *)map, (size_t)end * 2};
}

bool font_subset(const struct face *face, const uint8_t *glyphs,
		 struct arena *a, struct diag *d, struct font_program *out)
{
	hb_subset_plan_t *plan = NULL;
	hb_face_t *small = NULL;
	hb_face_t *stripped = strip(face->source);
	hb_subset_input_t *input = choose(face, glyphs);
	if (input) {
		instance_pin(face, stripped, input);
		plan = hb_subset_plan_create_or_fail(stripped, input);
	}
	if (plan)
		small = hb_subset_plan_execute_or_fail(plan);
	struct font_program program = {face->kind, STR_NONE, STR_NONE};
	if (small && face->kind == FONT_PROGRAM_CFF) {
		program.bytes = copy_blob(hb_face_reference_table(
			small, HB_TAG('C', 'F', 'F', ' ')), a);
	} else if (small) {
		program.bytes = copy_blob(hb_face_reference_blob(small), a);
		program.code_to_glyph = map_codes(face, glyphs, plan, a);
	}
	hb_face_destroy(small);
	hb_subset_plan_destroy(plan);
	hb_subset_input_destroy(input);
	hb_face_destroy(stripped);
	if (program.bytes.len == 0) {
		diag_report(d, SPAN_NONE, MSG_FONT_NOT_SUBSET,
			    WORDS(face->family));
		return false;
	}
	*out = program;
	return true;
}
