/* Pinyin of common Han characters, one reading each, from a table written at
 * build time by tools/pinyin_table.c. For sorting names, not for teaching.
 */
#include "base/buf.h"
#include "base/unicode.h"
#include "base/utf8.h"

#include <pinyin.inc>

#include "base/banned.h"

#define FIRST 0x4E00u

static str reading_of(uint32_t c)
{
	if (c < FIRST || c - FIRST >= sizeof syllable_of / sizeof *syllable_of)
		return STR_NONE;
	return str_of(syllables[syllable_of[c - FIRST]]);
}

str unicode_pinyin(str text, struct arena *a)
{
	struct buf out;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	bool was_han = false;
	for (size_t at = 0; at < text.len;) {
		uint32_t c = utf8_next(text, &at);
		str reading = reading_of(c);
		bool is_han = !str_is_empty(reading);
		if (out.len > 0 && (is_han || was_han) &&
		    out.text[out.len - 1] != ' ' && !unicode_is_space(c))
			buf_add_byte(&out, ' ');
		if (is_han)
			buf_add(&out, reading);
		else
			buf_add_code_point(&out,
					   c >= 'A' && c <= 'Z' ? c + 32 : c);
		was_han = is_han;
	}
	return buf_str(&out);
}
