/* What a line break in a source stands for: nothing between two characters
 * of Chinese or Japanese, a blank where words of letters meet.
 */
#include "base/unicode.h"
#include "read/inside.h"

#include "base/banned.h"

static bool is_wide(uint32_t c)
{
	return unicode_is_han(c) || unicode_is_cjk_punctuation(c) ||
	       unicode_is_kana(c) || unicode_is_bopomofo(c);
}

bool lines_join(uint32_t before, uint32_t after)
{
	return is_wide(before) && is_wide(after);
}
