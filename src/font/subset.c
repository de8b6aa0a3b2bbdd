/* Used glyphs -> a small font program for a PDF, by hb-subset.
 *
 * A PDF reader wants outlines and nothing more, so every table of layout,
 * names and hints is dropped. CFF leaves as the bare table, TrueType as a
 * whole sfnt with a map from our codes to the new glyph numbers.
 */
#include <hb-ot.h>
#include <hb-subset.h>

#include "font/inside.h"

#include "base/banned.h"

static const char dropped_tables[][5] = {
	"GSUB", "GPOS", "GDEF", "BASE", "JSTF", "MATH", "VORG", "vmtx", "vhea",
	"VDMX", "gasp", "hdmx", "LTSH", "kern", "cmap", "name", "post", "OS/2",
	"fvar", "gvar", "avar", "cvar", "HVAR", "VVAR", "MVAR", "STAT", "DSIG",
	"COLR", "CPAL", "CBDT", "CBLC", "EBDT", "EBLC", "EBSC", "SVG ", "sbix",
	"meta", "PCLT",
};

static hb_subset_input_t *choose(const struct face *face,
				 const uint8_t *glyphs)
{
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	if (!input)
		return NULL;
	hb_set_t *used = hb_subset_input_glyph_set(input);
	for (unsigned glyph = 0; glyph < face->glyph_count; glyph++)
		if (glyphs[glyph >> 3] & 1 << (glyph & 7))
			hb_set_add(used, glyph);
	hb_set_t *dropped = hb_subset_input_set(
		input, HB_SUBSET_SETS_DROP_TABLE_TAG);
	for (size_t i = 0; i < sizeof dropped_tables / 5; i++)
		hb_set_add(dropped, hb_tag_from_string(dropped_tables[i], 4));
	unsigned flags = HB_SUBSET_FLAGS_NO_HINTING;
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
	while (end > 0 && !(glyphs[(end - 1) >> 3] & 1 << ((end - 1) & 7)))
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
	hb_subset_input_t *input = choose(face, glyphs);
	if (input)
		plan = hb_subset_plan_create_or_fail(face->source, input);
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
	if (program.bytes.len == 0) {
		diag_report(d, SPAN_NONE, MSG_FONT_NOT_SUBSET,
			    WORDS(face->family));
		return false;
	}
	*out = program;
	return true;
}
