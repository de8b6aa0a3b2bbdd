/* Any bytes as one part of a Word document or of an EPUB, the others being
 * sound: no crash, and a chapter that keeps the model's rules. The first
 * byte says which part it is.
 */

#include "tests/fuzz/source.h"
#include "tests/unit/zip_bytes.h"

#include "base/banned.h"

#define W "xmlns:w=\"w\" xmlns:r=\"r\" xmlns:a=\"a\" xmlns:m=\"m\""

static const struct sound_part {
	const char *name, *text;
} parts[] = {
	{"word/document.xml",
	 "<w:document " W "><w:body><w:p><w:pPr><w:pStyle w:val=\"1\"/><w:numPr>"
	 "<w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r>"
	 "<w:t>山</w:t><w:footnoteReference w:id=\"2\"/></w:r></w:p></w:body>"
	 "</w:document>"},
	{"word/styles.xml",
	 "<w:styles " W "><w:style w:styleId=\"1\"><w:name "
	 "w:val=\"heading 1\"/></w:style></w:styles>"},
	{"word/numbering.xml",
	 "<w:numbering " W "><w:abstractNum w:abstractNumId=\"0\"><w:lvl "
	 "w:ilvl=\"1\"><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%2.\"/>"
	 "</w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId "
	 "w:val=\"0\"/></w:num></w:numbering>"},
	{"word/footnotes.xml",
	 "<w:footnotes " W "><w:footnote w:id=\"2\"><w:p><w:r><w:t>注</w:t>"
	 "</w:r></w:p></w:footnote></w:footnotes>"},
	{"word/_rels/document.xml.rels",
	 "<R><Relationship Id=\"rId1\" Target=\"a.png\"/></R>"},
	{"META-INF/container.xml",
	 "<c><r><rootfile full-path=\"a.opf\"/></r></c>"},
	{"a.opf",
	 "<package><metadata><title>水</title></metadata><manifest><item "
	 "id=\"a\" href=\"a.xhtml\" media-type=\"application/xhtml+xml\"/>"
	 "</manifest><spine><itemref idref=\"a\"/></spine></package>"},
	{"a.xhtml", "<p>水<a href=\"#x\">一</a><img src=\"b.png\"></p>"},
};
#define PARTS (sizeof parts / sizeof parts[0])
#define WORD_PARTS 5

static str pack(size_t chosen, str bytes, struct arena *a)
{
	size_t first = chosen < WORD_PARTS ? 0 : WORD_PARTS;
	size_t last = chosen < WORD_PARTS ? WORD_PARTS : PARTS;
	zip_error_t error;
	zip_error_init(&error);
	zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &error);
	zip_source_keep(target);
	zip_t *zip = zip_open_from_source(target, ZIP_TRUNCATE, &error);
	for (size_t i = first; i < last; i++) {
		str text = i == chosen ? bytes : str_of(parts[i].text);
		zip_int64_t at = zip_file_add(
			zip, parts[i].name,
			zip_source_buffer(zip, text.text, text.len, 0), 0);
		zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_STORE,
					 0);
	}
	zip_close(zip);
	return zip_bytes(target, a);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	if (!len)
		return 0;
	struct arena a;
	arena_init(&a);
	str part = {(const char *)bytes + 1, len - 1};
	int code = source_try(STR_NONE, pack(bytes[0] % PARTS, part, &a));
	arena_free(&a);
	return code;
}
