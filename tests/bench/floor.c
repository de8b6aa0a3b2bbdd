/* The least a book can cost: a yardstick for `make bench`.
 *
 * A text becomes glyphs in lines and pages of fixed counts, with no
 * typography at all; one subset font and a content stream a page go through
 * libharu, the text goes into a ZIP as one file. What the program spends
 * above this is what reading, cleaning and layout cost.
 *
 * usage: floor FONT INDEX TEXT OUT.pdf OUT.zip
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <hb-ot.h>
#include <hb-subset.h>
#include <hb.h>
#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>
#include <zip.h>

enum { CHARACTERS_A_LINE = 29, LINES_A_PAGE = 29 };

struct floor {
	hb_face_t *face;
	hb_font_t *font;
	hb_set_t *used;
	uint16_t glyph_of[0x110000];
	HPDF_Doc pdf;
	HPDF_Dict type0;
	HPDF_Stream page;
	char line[CHARACTERS_A_LINE * 4 + 16];
	int in_line, on_page;
};

static void stop(HPDF_STATUS error, HPDF_STATUS detail, void *data)
{
	(void)data;
	fprintf(stderr, "floor: libharu %lx %lu\n", (unsigned long)error,
		(unsigned long)detail);
	exit(1);
}

static char *read_all(const char *path, size_t *len)
{
	FILE *file = fopen(path, "rb");
	if (!file || fseek(file, 0, SEEK_END) != 0) {
		perror(path);
		exit(1);
	}
	*len = (size_t)ftell(file);
	rewind(file);
	char *text = calloc(1, *len + 4);
	if (fread(text, 1, *len, file) != *len)
		exit(1);
	fclose(file);
	return text;
}

static unsigned next_character(const char *text, size_t *at)
{
	const unsigned char *s = (const unsigned char *)text + *at;
	static const int lengths[] = {1, 1, 1, 1, 1, 1, 1, 1,
				      1, 1, 1, 1, 2, 2, 3, 4};
	int len = lengths[s[0] >> 4];
	unsigned c = len == 1 ? s[0] : s[0] & (0xFFu >> (len + 1));
	for (int i = 1; i < len; i++)
		c = c << 6 | (s[i] & 0x3Fu);
	*at += (size_t)len;
	return c;
}

static void open_page(struct floor *f)
{
	HPDF_Page page = HPDF_AddPage(f->pdf);
	HPDF_Page_SetWidth(page, 420);
	HPDF_Page_SetHeight(page, 595);
	HPDF_Dict resources =
		HPDF_Dict_GetItem(page, "Resources", HPDF_OCLASS_DICT);
	HPDF_Dict fonts = HPDF_Dict_New(((HPDF_Doc_Rec *)f->pdf)->mmgr);
	HPDF_Dict_Add(resources, "Font", fonts);
	HPDF_Dict_Add(fonts, "F", f->type0);
	f->page = ((HPDF_PageAttr)page->attr)->stream;
	HPDF_Stream_WriteStr(f->page, "BT /F 10.5 Tf 17 TL 60 530 Td\n");
}

static void end_line(struct floor *f)
{
	if (f->in_line == 0)
		return;
	if (f->on_page == 0)
		open_page(f);
	HPDF_Stream_WriteStr(f->page, "<");
	HPDF_Stream_Write(f->page, (HPDF_BYTE *)f->line,
			  (HPDF_UINT)f->in_line * 4);
	HPDF_Stream_WriteStr(f->page, "> Tj T*\n");
	f->in_line = 0;
	if (++f->on_page < LINES_A_PAGE)
		return;
	HPDF_Stream_WriteStr(f->page, "ET\n");
	f->on_page = 0;
}

static uint16_t find_glyph(struct floor *f, unsigned c)
{
	if (f->glyph_of[c])
		return f->glyph_of[c];
	hb_codepoint_t glyph = 0;
	hb_font_get_nominal_glyph(f->font, c, &glyph);
	f->glyph_of[c] = glyph ? (uint16_t)glyph : 1;
	hb_set_add(f->used, glyph);
	return f->glyph_of[c];
}

static void set_text(struct floor *f, const char *text, size_t len)
{
	static const char digits[] = "0123456789abcdef";
	for (size_t at = 0; at < len;) {
		unsigned c = next_character(text, &at);
		if (c == '\n' || f->in_line == CHARACTERS_A_LINE)
			end_line(f);
		if (c == '\n')
			continue;
		uint16_t glyph = find_glyph(f, c);
		char *out = f->line + 4 * f->in_line++;
		for (int i = 0; i < 4; i++)
			out[i] = digits[glyph >> (12 - 4 * i) & 15];
	}
	end_line(f);
	if (f->on_page)
		HPDF_Stream_WriteStr(f->page, "ET\n");
}

static hb_blob_t *cut_font(hb_face_t *face, hb_subset_input_t *input)
{
	static const char *const dropped[] = {"GSUB", "GPOS", "GDEF", "BASE",
					      "VORG", "vmtx", "vhea"};
	hb_set_t *drop =
		hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
	for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
		hb_set_add(drop, hb_tag_from_string(dropped[i], 4));
	hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
	hb_face_t *cut = hb_subset_or_fail(face, input);
	return hb_face_reference_table(cut, HB_TAG('C', 'F', 'F', ' '));
}

static void add_font(struct floor *f, hb_blob_t *cff)
{
	HPDF_Doc_Rec *document = (HPDF_Doc_Rec *)f->pdf;
	HPDF_MMgr memory = document->mmgr;
	unsigned len;
	const char *bytes = hb_blob_get_data(cff, &len);
	HPDF_Dict file = HPDF_DictStream_New(memory, document->xref);
	file->filter = HPDF_STREAM_FILTER_FLATE_DECODE;
	HPDF_Dict_AddName(file, "Subtype", "CIDFontType0C");
	HPDF_Stream_Write(file->stream, (const HPDF_BYTE *)bytes, len);
	HPDF_Dict descriptor = HPDF_Dict_New(memory);
	HPDF_Xref_Add(document->xref, descriptor);
	HPDF_Dict_AddName(descriptor, "Type", "FontDescriptor");
	HPDF_Dict_AddName(descriptor, "FontName", "AAAAAA+Floor");
	HPDF_Dict_AddNumber(descriptor, "Flags", 4);
	HPDF_Dict_Add(descriptor, "FontFile3", file);
	HPDF_Dict font = HPDF_Dict_New(memory);
	HPDF_Xref_Add(document->xref, font);
	HPDF_Dict_AddName(font, "Type", "Font");
	HPDF_Dict_AddName(font, "Subtype", "CIDFontType0");
	HPDF_Dict_AddName(font, "BaseFont", "AAAAAA+Floor");
	HPDF_Dict_Add(font, "FontDescriptor", descriptor);
	HPDF_Dict_AddNumber(font, "DW", 1000);
	HPDF_Dict_AddName(f->type0, "Type", "Font");
	HPDF_Dict_AddName(f->type0, "Subtype", "Type0");
	HPDF_Dict_AddName(f->type0, "BaseFont", "AAAAAA+Floor");
	HPDF_Dict_AddName(f->type0, "Encoding", "Identity-H");
	HPDF_Array descendants = HPDF_Array_New(memory);
	HPDF_Array_Add(descendants, font);
	HPDF_Dict_Add(f->type0, "DescendantFonts", descendants);
}

static void pack(const char *path, const char *text, size_t len)
{
	zip_t *archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
	zip_source_t *source = zip_source_buffer(archive, text, len, 0);
	zip_file_add(archive, "text.xhtml", source, ZIP_FL_ENC_UTF_8);
	if (zip_close(archive) != 0)
		exit(1);
}

int main(int count, char **words)
{
	if (count != 6) {
		fputs("usage: floor FONT INDEX TEXT OUT.pdf OUT.zip\n", stderr);
		return 2;
	}
	static struct floor f;
	size_t len;
	char *text = read_all(words[3], &len);
	hb_blob_t *blob = hb_blob_create_from_file(words[1]);
	f.face = hb_face_create(blob, (unsigned)strtoul(words[2], NULL, 10));
	f.font = hb_font_create(f.face);
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	f.used = hb_subset_input_glyph_set(input);
	f.pdf = HPDF_New(stop, NULL);
	HPDF_SetCompressionMode(f.pdf, HPDF_COMP_ALL);
	HPDF_Doc_Rec *document = (HPDF_Doc_Rec *)f.pdf;
	f.type0 = HPDF_Dict_New(document->mmgr);
	HPDF_Xref_Add(document->xref, f.type0);
	set_text(&f, text, len);
	add_font(&f, cut_font(f.face, input));
	HPDF_SaveToFile(f.pdf, words[4]);
	HPDF_Free(f.pdf);
	pack(words[5], text, len);
	return 0;
}
