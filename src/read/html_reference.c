/* References to characters: &amp; &#8212; and those that pages get wrong.
 */
#include <stdlib.h>

#include <libxml/HTMLparser.h>

#include "base/utf8.h"
#include "read/html.h"

#include "base/banned.h"

bool html_reference(str reference, uint32_t *code_point)
{
	xmlChar name[16];
	str inner = str_cut(reference, 1, reference.len - 1);
	if (reference.len < 3 || inner.len >= sizeof name)
		return false;
	memcpy(name, inner.text, inner.len);
	name[inner.len] = '\0';
	const htmlEntityDesc *known = htmlEntityLookup(name);
	if (known) {
		*code_point = known->value;
		return true;
	}
	if (name[0] != '#')
		return false;
	bool is_hex = (name[1] | 0x20) == 'x';
	char *end;
	unsigned long value = strtoul((char *)name + 1 + is_hex, &end,
				      is_hex ? 16 : 10);
	if (value == '\t' || value == '\n' || value == '\r')
		value = ' ';
	*code_point = value ? (uint32_t)value : UTF8_BAD;
	return (value == 0 || value > 0x1F) && value <= 0x10FFFF &&
	       end > (char *)name + 1 + is_hex && *end == '\0';
}

/* &#150; -> U+2013: numbers from 128 to 159 mean windows-1252 (HTML Standard
 * 13.2.5.80). 0: no such reference here. */
static uint32_t take_reference(str text, size_t *at)
{
	static const uint16_t high[32] = {
		0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
		0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
		0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
		0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
	};
	size_t i = *at + 2;
	bool is_hex = i < text.len && (text.text[i] | 0x20) == 'x';
	uint32_t value = 0;
	for (i += is_hex; i < text.len && value < 0x1000; i++) {
		char byte = text.text[i], lower = (char)(byte | 0x20);
		if (byte >= '0' && byte <= '9')
			value = value * (is_hex ? 16 : 10) + (uint32_t)(byte - '0');
		else if (is_hex && lower >= 'a' && lower <= 'f')
			value = value * 16 + (uint32_t)(lower - 'a' + 10);
		else
			break;
	}
	if (value < 0x80 || value > 0x9F)
		return 0;
	*at = i + (i < text.len && text.text[i] == ';');
	return high[value - 0x80];
}

/* HTML Standard 13.5: these end without a semicolon too. Behind the name at
 * `at`, or 0. */
static size_t behind_bare_name(str text, size_t at)
{
	static const char *const names[] = {"nbsp", "amp", "lt", "gt", "quot",
					    "copy", "reg", "middot", "times",
					    "laquo", "raquo", "deg", "yen"};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		size_t end = at + 1 + strlen(names[i]);
		char next = end < text.len ? text.text[end] : ' ';
		bool is_word = next == ';' || next == '=' ||
			       (next >= '0' && next <= '9') ||
			       ((next | 0x20) >= 'a' && (next | 0x20) <= 'z');
		if (!is_word && str_equal(str_cut(text, at + 1, end),
					  str_of(names[i])))
			return end;
	}
	return 0;
}

void html_add_text(struct buf *out, str text)
{
	size_t from = 0, at = 0;
	while ((at = str_find_from(text, STR("&"), at)) != STR_NOT_FOUND) {
		size_t mark = at++, end;
		uint32_t c = 0;
		if (at < text.len && text.text[at] == '#') {
			end = mark;
			c = take_reference(text, &end);
		} else {
			end = behind_bare_name(text, mark);
		}
		if (!c && (end == 0 || end == mark))
			continue;
		buf_add(out, str_cut(text, from, c ? mark : end));
		if (c)
			buf_add_code_point(out, c);
		else
			buf_add_byte(out, ';');
		from = at = end;
	}
	buf_add(out, str_from(text, from));
}
