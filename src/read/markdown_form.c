/* What one line of Markdown looks like, before anything is decided. */
#include "base/unicode.h"
#include "base/utf8.h"
#include "read/markdown.h"

#include "base/banned.h"

/* Of quotations and items in one line; the book's own limit is lower. */
#define DEEPEST_CONTAINER 100

size_t indent_of(str line)
{
	size_t at = 0, width = 0;
	for (; at < line.len; at++) {
		if (line.text[at] == '\t')
			width += 4;
		else if (line.text[at] == ' ')
			width++;
		else
			break;
	}
	return width;
}

str without_indent(str line)
{
	size_t at = 0;
	while (at < line.len && (line.text[at] == ' ' || line.text[at] == '\t'))
		at++;
	return str_from(line, at);
}

str fence_of(str line)
{
	str text = without_indent(line);
	size_t count = 0;
	char mark = text.len ? text.text[0] : ' ';
	if (mark != '`' && mark != '~')
		return STR_NONE;
	while (count < text.len && text.text[count] == mark)
		count++;
	bool has_more = mark == '`' &&
			str_contains(str_from(text, count), STR("`"));
	return count >= 3 && !has_more ? str_cut(text, 0, count) : STR_NONE;
}

static size_t digits_at(str text, size_t at)
{
	size_t count = 0;
	while (at + count < text.len && text.text[at + count] >= '0' &&
	       text.text[at + count] <= '9')
		count++;
	return count;
}

static bool is_blank_at(str text, size_t at)
{
	return at < text.len && (text.text[at] == ' ' || text.text[at] == '\t');
}

bool is_list_start(str text)
{
	size_t digits = digits_at(text, 0);
	if (digits == 0)
		return text.len && is_blank_at(text, 1) &&
		       (text.text[0] == '-' || text.text[0] == '*' ||
			text.text[0] == '+');
	return digits < 10 && digits < text.len &&
	       (text.text[digits] == '.' || text.text[digits] == ')') &&
	       is_blank_at(text, digits + 1);
}

size_t item_width(str line)
{
	str text = without_indent(line);
	if (!is_list_start(text))
		return 0;
	size_t digits = digits_at(text, 0);
	return indent_of(line) + (digits ? digits + 2 : 2);
}

bool begins_wide(str text)
{
	uint32_t first = utf8_first(text);
	return unicode_is_han(first) || unicode_is_cjk_punctuation(first);
}

bool is_counted_on(str text)
{
	size_t digits = digits_at(text, 0);
	return digits && !(digits == 1 && text.text[0] == '1') &&
	       unicode_is_han(utf8_first(str_trim_start(
		       str_from(text, digits + 1))));
}

str without_containers(str line)
{
	for (int depth = 0; depth < DEEPEST_CONTAINER; depth++) {
		str text = without_indent(line);
		if (indent_of(line) > 3)
			break;
		if (str_starts(text, STR(">")))
			line = str_from(text, 1);
		else if (is_list_start(text) && !is_rule(text))
			line = str_from(text, digits_at(text, 0) + 2);
		else
			break;
	}
	return line;
}

bool is_rule(str text)
{
	size_t count = 0;
	char mark = text.len ? text.text[0] : ' ';
	if (mark != '*' && mark != '_' && mark != '-')
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (text.text[i] == mark)
			count++;
		else if (text.text[i] != ' ' && text.text[i] != '\t')
			return false;
	}
	return count >= 3;
}

/* --- labels --- */

static bool is_numeral(uint32_t c)
{
	static const uint32_t numerals[] = {
		0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B,
		0x4E5D, 0x5341, 0x767E,
	};
	for (size_t i = 0; i < sizeof numerals / sizeof numerals[0]; i++)
		if (numerals[i] == c)
			return true;
	return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

static size_t skip_numerals(str text, size_t at)
{
	for (int count = 0; at < text.len && count < 4; count++) {
		size_t next = at;
		if (!is_numeral(utf8_next(text, &next)))
			break;
		at = next;
	}
	return at;
}

/* ① · ● ■ ◆, and a hyphen that lacks its blank */
static bool is_bullet(uint32_t c, str rest)
{
	static const uint32_t bullets[] = {0x00B7, 0x2022, 0x25CF, 0x25CB,
					   0x25A0, 0x25C6, 0x25B2, 0x203B};
	for (size_t i = 0; i < sizeof bullets / sizeof bullets[0]; i++)
		if (bullets[i] == c)
			return true;
	return (c >= 0x2460 && c <= 0x249B) ||
	       (c == '-' && unicode_is_han(utf8_first(rest)));
}

bool has_label(str text)
{
	uint32_t first = utf8_first(text);
	if (is_bullet(first, str_from(text, 1)))
		return true;
	bool is_bracketed = first == '(' || first == 0xFF08;
	size_t start = is_bracketed ? (first == '(' ? 1 : 3) : 0;
	size_t end = skip_numerals(text, start);
	str rest = str_from(text, end);
	if (end == start || str_is_empty(rest))
		return false;
	if (is_bracketed)
		return rest.text[0] == ')' || str_starts(rest, STR("）"));
	if (str_starts(rest, STR("、")) || str_starts(rest, STR("．")))
		return true;
	return (rest.text[0] == '.' || rest.text[0] == ')') &&
	       unicode_is_han(utf8_first(str_from(rest, 1)));
}

#define LONGEST_FIELD 90        /* bytes */
#define LONGEST_FIELD_NAME 18

bool is_field(str line)
{
	str text = str_trim(line);
	size_t wide = str_find(text, STR("：")), narrow = str_find(text, STR(": "));
	size_t colon = wide < narrow ? wide : narrow;
	if (colon == STR_NOT_FOUND || colon == 0 ||
	    colon > LONGEST_FIELD_NAME || text.len > LONGEST_FIELD ||
	    ends_sentence(text))
		return false;
	for (size_t i = 0; i < colon; i++)
		if ((text.text[i] & 0x80) == 0 && text.text[i] != ' ' &&
		    ((text.text[i] | 0x20) < 'a' || (text.text[i] | 0x20) > 'z'))
			return false;
	return true;
}

bool ends_sentence(str line)
{
	static const char *const ends[] = {"。", "！", "？", "”", "」", "』",
					   "…", "；", "：", "）"};
	line = str_trim_end(line);
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
		if (str_ends(line, str_of(ends[i])))
			return true;
	return false;
}

/* --- definitions --- */

static bool holds_wide(str text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t c = utf8_next(text, &at);
		if (c >= 0x2E80)
			return true;
	}
	return false;
}

bool is_like_address(str address)
{
	static const char signs[] = "./#:<";
	for (size_t i = 0; signs[i]; i++)
		if (str_find_byte(address, signs[i]) != STR_NOT_FOUND)
			return true;
	return false;
}

bool is_speech(str text, size_t close)
{
	str label = str_cut(text, 0, close);
	str behind = str_trim(str_from(text, close + 2));
	str address = str_cut(behind, 0, str_find_byte(behind, ' '));
	if (str_starts(text, STR("[^")))
		return true;
	if (holds_wide(behind))
		return holds_wide(address) || !is_like_address(address);
	/* A label may begin lines above; then who knows what it says. */
	bool is_whole = str_starts(text, STR("["));
	return holds_wide(label) && !(is_whole && is_like_address(address));
}

bool split_note(str line, str *id, str *text)
{
	if (!str_starts(line, STR("[^")))
		return false;
	size_t close = str_find(line, STR("]:"));
	if (close == STR_NOT_FOUND || close == 2)
		return false;
	*id = str_cut(line, 2, close);
	*text = str_from(line, close + 2);
	return str_find_byte(*id, ' ') == STR_NOT_FOUND;
}
