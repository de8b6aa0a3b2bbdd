/* A cut font -> the objects of a PDF: Type0, its one CIDFont, descriptor,
 * widths, map to text, program (PDF 32000-1, 9.7 and 9.8).
 */
#include "pdf/inside.h"

#include "base/banned.h"

enum { USUAL_WIDTH = 1000, SYMBOLIC = 4, STEM = 80 };

static struct object *descriptor(struct writer *w, const struct pdf_font *font)
{
	const struct font_metrics *metrics = &font->metrics;
	struct object *dict = object_new(w);
	dict_name(w, dict, "Type", "FontDescriptor");
	dict_name(w, dict, "FontName", font->name.text);
	dict_number(w, dict, "Flags", SYMBOLIC);
	struct object *box = object_array(w);
	array_number(w, box, metrics->box.x_min);
	array_number(w, box, metrics->box.y_min);
	array_number(w, box, metrics->box.x_max);
	array_number(w, box, metrics->box.y_max);
	dict_put(w, dict, "FontBBox", box);
	dict_number(w, dict, "ItalicAngle", 0);
	dict_number(w, dict, "Ascent", metrics->ascent);
	dict_number(w, dict, "Descent", metrics->descent);
	dict_number(w, dict, "CapHeight", metrics->cap_height);
	dict_number(w, dict, "StemV", STEM);
	bool is_cff = font->kind == FONT_PROGRAM_CFF;
	struct object *program =
		object_stream(w, font->program, PACKED_FLATE);
	if (is_cff)
		dict_name(w, program, "Subtype", "CIDFontType0C");
	else
		dict_number(w, program, "Length1",
			    (int32_t)font->program_bytes);
	dict_put(w, dict, is_cff ? "FontFile3" : "FontFile2", program);
	return dict;
}

/* 9.7.4.3: "first [w w w]" for each row of codes not of the usual width. */
static struct object *widths(struct writer *w, const struct pdf_font *font)
{
	struct object *all = object_array(w), *row = NULL;
	long last = -2;
	for (size_t i = 0; i < font->code_count; i++) {
		const struct code *code = &font->codes[i];
		if (code->advance == USUAL_WIDTH)
			continue;
		if (code->code != last + 1) {
			array_put(w, all, row);
			array_number(w, all, code->code);
			row = object_array(w);
		}
		array_number(w, row, code->advance);
		last = code->code;
	}
	array_put(w, all, row);
	return all;
}

static struct object *collection(struct writer *w)
{
	struct object *dict = object_dict(w);
	dict_bytes(w, dict, "Registry", STR("Adobe"));
	dict_bytes(w, dict, "Ordering", STR("Identity"));
	dict_number(w, dict, "Supplement", 0);
	return dict;
}

static struct object *cid_font(struct writer *w, const struct pdf_font *font)
{
	bool is_cff = font->kind == FONT_PROGRAM_CFF;
	struct object *dict = object_new(w);
	dict_name(w, dict, "Type", "Font");
	dict_name(w, dict, "Subtype", is_cff ? "CIDFontType0" : "CIDFontType2");
	dict_name(w, dict, "BaseFont", font->name.text);
	dict_put(w, dict, "CIDSystemInfo", collection(w));
	dict_put(w, dict, "FontDescriptor", descriptor(w, font));
	dict_number(w, dict, "DW", USUAL_WIDTH);
	dict_put(w, dict, "W", widths(w, font));
	if (!is_cff && font->code_to_glyph.len)
		dict_put(w, dict, "CIDToGIDMap",
			 object_stream(w, font->code_to_glyph, PACKED_FLATE));
	else if (!is_cff)
		dict_name(w, dict, "CIDToGIDMap", "Identity");
	return dict;
}

struct object *font_object(struct writer *w, const struct pdf_font *font)
{
	struct object *dict = object_new(w);
	dict_name(w, dict, "Type", "Font");
	dict_name(w, dict, "Subtype", "Type0");
	dict_name(w, dict, "BaseFont", font->name.text);
	dict_name(w, dict, "Encoding", "Identity-H");
	struct object *descendants = object_array(w);
	array_put(w, descendants, cid_font(w, font));
	dict_put(w, dict, "DescendantFonts", descendants);
	dict_put(w, dict, "ToUnicode",
		 object_stream(w, font->to_unicode, PACKED_FLATE));
	return dict;
}
