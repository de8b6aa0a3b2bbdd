/* What a line break in a source stands for: nothing between two characters
 * of Chinese or Japanese, a blank where letters meet.
 */
#include "base/unicode.h"
#include "read/inside.h"

#include "base/banned.h"

static bool is_wide(uint32_t c)
{
	return unicode_is_han(c) || unicode_is_cjk_punctuation(c) ||
	       unicode_is_kana(c) || unicode_is_bopomofo(c);
}

/* A full-width mark brings its own blank. */
static bool is_full_width_mark(uint32_t c)
{
	return (c >= 0x3001 && c <= 0x301F) || (c >= 0xFF01 && c <= 0xFF0F) ||
	       (c >= 0xFF1A && c <= 0xFF1F);
}

bool lines_join(uint32_t before, uint32_t after)
{
	return is_full_width_mark(before) || is_full_width_mark(after) ||
	       (is_wide(before) && is_wide(after));
}
