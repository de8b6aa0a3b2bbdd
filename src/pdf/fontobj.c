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
	put_name(w, dict, "Type", "FontDescriptor");
	put_name(w, dict, "FontName", font->name.text);
	put_number(w, dict, "Flags", SYMBOLIC);
	struct object *box = object_array(w);
	append_number(w, box, metrics->box.x_min);
	append_number(w, box, metrics->box.y_min);
	append_number(w, box, metrics->box.x_max);
	append_number(w, box, metrics->box.y_max);
	put(w, dict, "FontBBox", box);
	put_number(w, dict, "ItalicAngle", 0);
	put_number(w, dict, "Ascent", metrics->ascent);
	put_number(w, dict, "Descent", metrics->descent);
	put_number(w, dict, "CapHeight", metrics->cap_height);
	put_number(w, dict, "StemV", STEM);
	struct object *program =
		object_stream(w, font->program, PACKED_FLATE);
	if (font->kind == FONT_PROGRAM_CFF)
		put_name(w, program, "Subtype", "CIDFontType0C");
	else
		put_number(w, program, "Length1", (int32_t)font->program_bytes);
	put(w, dict, font->kind == FONT_PROGRAM_CFF ? "FontFile3" : "FontFile2",
	    program);
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
			append(w, all, row);
			append_number(w, all, code->code);
			row = object_array(w);
		}
		append_number(w, row, code->advance);
		last = code->code;
	}
	append(w, all, row);
	return all;
}

static struct object *collection(struct writer *w)
{
	struct object *dict = object_dict(w);
	put_bytes(w, dict, "Registry", STR("Adobe"));
	put_bytes(w, dict, "Ordering", STR("Identity"));
	put_number(w, dict, "Supplement", 0);
	return dict;
}

static struct object *cid_font(struct writer *w, const struct pdf_font *font)
{
	bool is_cff = font->kind == FONT_PROGRAM_CFF;
	struct object *dict = object_new(w);
	put_name(w, dict, "Type", "Font");
	put_name(w, dict, "Subtype", is_cff ? "CIDFontType0" : "CIDFontType2");
	put_name(w, dict, "BaseFont", font->name.text);
	put(w, dict, "CIDSystemInfo", collection(w));
	put(w, dict, "FontDescriptor", descriptor(w, font));
	put_number(w, dict, "DW", USUAL_WIDTH);
	put(w, dict, "W", widths(w, font));
	if (!is_cff && font->code_to_glyph.len)
		put(w, dict, "CIDToGIDMap",
		    object_stream(w, font->code_to_glyph, PACKED_FLATE));
	else if (!is_cff)
		put_name(w, dict, "CIDToGIDMap", "Identity");
	return dict;
}

struct object *font_object(struct writer *w, const struct pdf_font *font)
{
	struct object *dict = object_new(w);
	put_name(w, dict, "Type", "Font");
	put_name(w, dict, "Subtype", "Type0");
	put_name(w, dict, "BaseFont", font->name.text);
	put_name(w, dict, "Encoding", "Identity-H");
	struct object *descendants = object_array(w);
	append(w, descendants, cid_font(w, font));
	put(w, dict, "DescendantFonts", descendants);
	put(w, dict, "ToUnicode",
	    object_stream(w, font->to_unicode, PACKED_FLATE));
	return dict;
}
