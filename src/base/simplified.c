/* Traditional characters -> simplified ones, one by one, from a table written
 * at build time by tools/simplified_table.c. So a list of words needs to be
 * written in one script only. Both forms have three bytes in UTF-8, and so
 * begin with bytes E4 to E9.
 */
#include "base/unicode.h"
#include "base/utf8.h"

#include <simplified.inc>

#include "base/banned.h"

#define FIRST 0x4E00u

/* 0: not in the table, or its own simplified form. */
static uint32_t other_form(const unsigned char *at)
{
	uint32_t c = (at[0] & 0xFu) << 12 | (at[1] & 0x3Fu) << 6 |
		     (at[2] & 0x3Fu);
	return c >= FIRST && c - FIRST < sizeof form_of / sizeof *form_of
		       ? form_of[c - FIRST] : 0;
}

str unicode_simplified(str text, struct arena *a)
{
	char *copy = NULL;
	for (size_t at = 0; at + 2 < text.len; at++) {
		const unsigned char *bytes =
			(const unsigned char *)text.text + at;
		if (bytes[0] < 0xE4 || bytes[0] > 0xE9)
			continue;
		uint32_t other = other_form(bytes);
		if (other && !copy) {
			copy = arena_take(a, text.len);
			memcpy(copy, text.text, text.len);
		}
		if (other)
			utf8_encode(other, copy + at);
		at += 2;
	}
	return copy ? (str){copy, text.len} : text;
}
