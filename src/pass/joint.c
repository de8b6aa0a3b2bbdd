/* What stands between two lines that are joined: nothing, a blank, and not the
 * hyphen that a line's end put into a word.
 */
#include "base/unicode.h"
#include "base/utf8.h"
#include "pass/profile.h"

#include "base/banned.h"

/* No line begins with these marks; clreq, line start. */
bool starts_inside(str text)
{
	static const char marks[] = "，。、；：？！”’）》」』】〉…,;:?!)";
	size_t at = 0;
	uint32_t c = text.len ? utf8_next(text, &at) : 0;
	str all = str_of(marks);
	if (c == 0x2026 || (c < 0x80 && at < text.len &&
			    !unicode_is_han(character_at(text, at)) &&
			    (unsigned char)text.text[at] < 0x80 &&
			    text.text[at] != ' '))
		return false;
	for (size_t i = 0; c && i < all.len;)
		if (utf8_next(all, &i) == c)
			return true;
	return false;
}

/* 10: and 03 */
bool is_cut_time(const struct sight *last, const struct sight *next)
{
	size_t len = last->text.len;
	if (len < 2 || next->text.len < 2 || last->text.text[len - 1] != ':')
		return false;
	char before = last->text.text[len - 2];
	return before >= '0' && before <= '9' &&
	       next->text.text[0] >= '0' && next->text.text[0] <= '9';
}

static bool is_latin_end(uint32_t c)
{
	return c < 0x80 && c > ' ';
}

/* de- and cide: bytes of the hyphen that a line end put into a word. What
 * these words begin keeps its own: self- and taught. */
size_t cut_hyphen(const struct sight *last, const struct sight *next)
{
	static const char *const beginnings[] = {"self", "well", "non", "half",
						 "ex", "all", "so", "semi"};
	str text = last->text;
	char first = next->text.len ? next->text.text[0] : 0;
	if (!str_ends(text, STR("-")) || first < 'a' || first > 'z')
		return 0;
	size_t start = text.len - 1;
	while (start > 0 && (text.text[start - 1] | 0x20) >= 'a' &&
	       (text.text[start - 1] | 0x20) <= 'z')
		start--;
	str word = str_cut(text, start, text.len - 1);
	for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
		if (str_equal_fold(word, str_of(beginnings[i])))
			return 0;
	return word.len > 1;
}

/* What stands between two joined lines: Han against Han nothing, words a
 * blank, a chapter's number and name the ideographic one. */
str joint(const struct sight *last, const struct sight *next)
{
	struct label label = label_read(last->text);
	if (label.bytes == last->text.len && label_names_part(label.kind))
		return STR("　");
	if (last->is_count)
		return STR("　");
	if (is_cut_time(last, next) ||
	    (str_ends(last->text, STR("-")) && !str_ends(last->text, STR(" -"))))
		return STR_NONE;
	uint32_t before = character_before(last->text, last->text.len);
	uint32_t after = character_at(next->text, 0);
	if (!is_latin_end(before) || !is_latin_end(after))
		return STR_NONE;
	bool is_number = before >= '0' && before <= '9' && after >= '0' &&
			 after <= '9';
	return is_number || starts_inside(next->text) ? STR_NONE : STR(" ");
}
