/* Traditional characters -> simplified ones, one by one, from a table written
 * at build time by tools/simplified_table.c. So a list of words needs to be
 * written in one script only. Both forms have three bytes in UTF-8.
 */
#include "base/unicode.h"
#include "base/utf8.h"

#include <simplified.inc>

#include "base/banned.h"

static uint32_t simplified_of(uint32_t c)
{
	size_t low = 0, high = sizeof forms / sizeof forms[0];
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (forms[middle][0] == c)
			return forms[middle][1];
		if (forms[middle][0] < c)
			low = middle + 1;
		else
			high = middle;
	}
	return c;
}

str unicode_simplified(str text, struct arena *a)
{
	char *copy = NULL;
	for (size_t at = 0; at < text.len;) {
		size_t from = at;
		uint32_t c = utf8_next(text, &at);
		uint32_t other = c >= 0x4E00 && c <= 0x9FFF ? simplified_of(c)
							     : c;
		if (other == c)
			continue;
		if (!copy) {
			copy = arena_take(a, text.len);
			memcpy(copy, text.text, text.len);
		}
		utf8_encode(other, copy + from);
	}
	return copy ? (str){copy, text.len} : text;
}
