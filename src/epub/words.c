/* Words as the edition shows them. In a vertical line: numbers of two digits
 * side by side, single letters and years upright, and the quotation marks of
 * vertical text, which reading programs do not change by themselves. And
 * characters that only the book's own font has are marked as such.
 */
#include "base/unicode.h"
#include "base/utf8.h"
#include "book/upright.h"
#include "epub/inside.h"

#include "base/banned.h"

enum { QUOTE_BYTES = 3, RARE_BYTES = 4 };

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

/* Planes 2 and 3, ideographs beyond the first: F0 A0 80 80 to F0 BF BF BF. */
static bool is_rare(str text, size_t at)
{
	return at + RARE_BYTES <= text.len && text.text[at] == '\xF0' &&
	       (unsigned char)text.text[at + 1] >= 0xA0;
}

static void write_plain(struct xml *x, str text)
{
	size_t done = 0, at = 0;
	while (x->marks_rare && at < text.len) {
		size_t start = at;
		while (is_rare(text, at))
			at += RARE_BYTES;
		if (at == start) {
			at++;
			continue;
		}
		xml_text(x, str_cut(text, done, start));
		write_span(x, "rare", str_cut(text, start, at));
		done = at;
	}
	xml_text(x, str_from(text, done));
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
		write_plain(x, str_cut(text, done, at));
		xml_text(x, (str){mark, utf8_encode(c, mark)});
		done = at + QUOTE_BYTES;
	}
	write_plain(x, str_from(text, done));
}

void write_words(struct xml *x, str text)
{
	struct upright_run run;
	size_t at = 0;
	if (x->lines == LINES_HORIZONTAL) {
		write_plain(x, text);
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
	x->marks_rare = has_rare_font(request);
	x->lines = !request->is_vertical	 ? LINES_HORIZONTAL
		   : lang_is_traditional(lang) ? LINES_VERTICAL
					       : LINES_VERTICAL_MAINLAND;
}
