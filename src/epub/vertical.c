/* Text -> the same in a vertical line: numbers of two digits side by side,
 * single letters and years upright, and the quotation marks of vertical
 * text, which reading programs do not change by themselves.
 */
#include "base/unicode.h"
#include "base/utf8.h"
#include "book/upright.h"
#include "epub/inside.h"

#include "base/banned.h"

enum { QUOTE_BYTES = 3 };

static void write_span(struct xml *x, const char *class, str text)
{
	xml_open(x, "span");
	xml_attribute(x, "class", str_of(class));
	xml_text(x, text);
	xml_close(x);
}

/* The shared marks begin with U+00B7 and U+2013: those stand as they are. */
static bool is_latin(str text)
{
	uint32_t c = utf8_first(text);
	return c > ' ' && c < 0x2000 && c != 0xB7 && unicode_is_sideways(c);
}

static bool is_quote(str text, size_t at)
{
	str mark = str_cut(text, at, at + QUOTE_BYTES);
	return mark.len == QUOTE_BYTES &&
	       upright_quote(utf8_first(mark), false) != utf8_first(mark);
}

static void write_stacked(struct xml *x, str text)
{
	size_t done = 0;
	for (size_t at = 0; at + QUOTE_BYTES <= text.len; at++) {
		if (text.text[at] != '\xE2' || !is_quote(text, at))
			continue;
		char mark[4];
		uint32_t c = upright_quote(utf8_first(str_from(text, at)),
					   x->lines == LINES_VERTICAL_MAINLAND);
		xml_text(x, str_cut(text, done, at));
		xml_text(x, (str){mark, utf8_encode(c, mark)});
		done = at + QUOTE_BYTES;
	}
	xml_text(x, str_from(text, done));
}

void write_words(struct xml *x, str text)
{
	struct upright_run run;
	size_t at = 0;
	if (x->lines == LINES_HORIZONTAL) {
		xml_text(x, text);
		return;
	}
	while (upright_next(text, &at, &run)) {
		str piece = str_cut(text, run.start, run.end);
		if (run.orientation == UPRIGHT_COMBINED)
			write_span(x, "tcy", piece);
		else if (run.orientation == UPRIGHT_TURNED)
			xml_text(x, piece);
		else if (is_latin(piece))
			write_span(x, "up", piece);
		else
			write_stacked(x, piece);
	}
}

void write_lines_as(struct xml *x, const struct epub_request *request, str lang)
{
	x->lines = !request->is_vertical	 ? LINES_HORIZONTAL
		   : lang_is_traditional(lang) ? LINES_VERTICAL
					       : LINES_VERTICAL_MAINLAND;
}
