/* The syllables of pinyin: in a Chinese sentence a word of plain letters may
 * be a Chinese name, and parts between syllables (GB/T 16159, 移行).
 *
 * A syllable is an initial, or none, and a final. Not every pair exists, but
 * a pair that does not is no harm here: it only lets a word pass for pinyin.
 */
#include "typeset/lines.h"

#include "base/banned.h"

#define LONGEST 6             /* zhuang */

static const char *const initials[] = {
	"b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x",
	"zh", "ch", "sh", "r", "z", "c", "s", "y", "w", "",
};
static const char finals[] =
	" a o e i u v ai ei ao ou an en ang eng ong er ia ie iao iu ian in "
	"iang ing iong ua uo uai ui uan un uang ue ve ";

static bool is_final(const char *text, size_t len)
{
	char spaced[LONGEST + 3] = " ";
	if (len == 0 || len > LONGEST)
		return false;
	memcpy(spaced + 1, text, len);
	spaced[len + 1] = ' ';
	return strstr(finals, spaced) != NULL;
}

static bool is_syllable(const char *text, size_t len)
{
	for (size_t i = 0; i < sizeof initials / sizeof *initials; i++) {
		size_t skip = strlen(initials[i]);
		if (len > skip && !memcmp(text, initials[i], skip) &&
		    is_final(text + skip, len - skip))
			return true;
	}
	return false;
}

/* reached[i]: the small letters up to byte i are whole syllables. */
static void read_syllables(const char *word, size_t len, bool *reached)
{
	memset(reached, 0, (len + 1) * sizeof *reached);
	reached[0] = true;
	for (size_t from = 0; from < len; from++)
		for (size_t size = 1; reached[from] && size <= LONGEST &&
				      from + size <= len; size++)
			reached[from + size] |= is_syllable(word + from, size);
}

void keep_between_syllables(str word, bool *points)
{
	char small[HYPHENATE_MOST];
	bool before[HYPHENATE_MOST + 1], rest[HYPHENATE_MOST + 1];
	size_t len = word.len;
	if (len == 0 || len > HYPHENATE_MOST)
		return;
	for (size_t i = 0; i < len; i++)
		small[i] = (char)(word.text[i] | 0x20);
	read_syllables(small, len, before);
	for (size_t i = 1; before[len] && i < len; i++) {
		if (!points[i])
			continue;
		read_syllables(small + i, len - i, rest);
		points[i] = before[i] && rest[len - i];
	}
}
