/* Slices compared, cut, searched and trimmed, all by bytes: in valid UTF-8
 * a match of valid text always starts at a character.
 */
#include <limits.h>

#include "base/str.h"

#include "base/banned.h"

str str_of(const char *cstring)
{
	return cstring ? (str){cstring, strlen(cstring)} : STR_NONE;
}

static unsigned char lower(char byte)
{
	unsigned char c = (unsigned char)byte;
	return c >= 'A' && c <= 'Z' ? (unsigned char)(c + 32) : c;
}

bool str_equal_fold(str a, str b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (lower(a.text[i]) != lower(b.text[i]))
			return false;
	return true;
}

int str_compare(str a, str b)
{
	size_t shared = a.len < b.len ? a.len : b.len;
	int order = shared ? memcmp(a.text, b.text, shared) : 0;
	if (order)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

bool str_ends(str s, str suffix)
{
	return s.len >= suffix.len &&
	       str_equal(str_from(s, s.len - suffix.len), suffix);
}

size_t str_find(str s, str needle)
{
	return str_find_from(s, needle, 0);
}

size_t str_find_from(str s, str needle, size_t from)
{
	if (from > s.len || needle.len > s.len - from)
		return STR_NOT_FOUND;
	if (needle.len == 0)
		return from;
	/* By its last byte: all Han begin with the same few. */
	size_t before = needle.len - 1;
	const char *end = s.text + s.len;
	for (const char *at = s.text + from + before; at < end; at++) {
		at = memchr(at, needle.text[before], (size_t)(end - at));
		if (!at)
			break;
		if (!memcmp(at - before, needle.text, before))
			return (size_t)(at - before - s.text);
	}
	return STR_NOT_FOUND;
}

size_t str_find_last(str s, str needle)
{
	if (needle.len > s.len)
		return STR_NOT_FOUND;
	for (size_t at = s.len - needle.len + 1; at-- > 0;)
		if (str_equal(str_cut(s, at, at + needle.len), needle))
			return at;
	return STR_NOT_FOUND;
}

size_t str_find_byte(str s, char byte)
{
	const char *at = s.len ? memchr(s.text, byte, s.len) : NULL;
	return at ? (size_t)(at - s.text) : STR_NOT_FOUND;
}

str str_shorten(str s, size_t most)
{
	if (s.len <= most)
		return s;
	while (most > 0 && (s.text[most] & 0xC0) == 0x80)
		most--;
	return str_cut(s, 0, most);
}

bool str_has_word(str words, str word)
{
	size_t at = word.len ? str_find(words, word) : STR_NOT_FOUND;
	while (at != STR_NOT_FOUND) {
		size_t end = at + word.len;
		if ((at == 0 || words.text[at - 1] == ' ') &&
		    (end == words.len || words.text[end] == ' '))
			return true;
		at = str_find_from(words, word, end);
	}
	return false;
}

bool str_has_form(str s, const char *form)
{
	if (s.len != strlen(form))
		return false;
	for (size_t i = 0; i < s.len; i++) {
		bool is_digit = s.text[i] >= '0' && s.text[i] <= '9';
		if (form[i] == '0' ? !is_digit : s.text[i] != form[i])
			return false;
	}
	return true;
}

bool str_contains(str s, str needle)
{
	return str_find(s, needle) != STR_NOT_FOUND;
}

/* The blanks of more than one byte: U+00A0, U+3000, U+FEFF, U+200B. */
static const str long_blanks[] = {
	STR_INIT("\xC2\xA0"),
	STR_INIT("\xE3\x80\x80"),
	STR_INIT("\xEF\xBB\xBF"),
	STR_INIT("\xE2\x80\x8B"),
};
#define LONG_BLANK_COUNT (sizeof long_blanks / sizeof long_blanks[0])

static bool is_ascii_blank(char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static size_t blank_at_start(str s)
{
	if (s.len && is_ascii_blank(s.text[0]))
		return 1;
	for (size_t i = 0; i < LONG_BLANK_COUNT; i++)
		if (str_starts(s, long_blanks[i]))
			return long_blanks[i].len;
	return 0;
}

static size_t blank_at_end(str s)
{
	if (s.len && is_ascii_blank(s.text[s.len - 1]))
		return 1;
	for (size_t i = 0; i < LONG_BLANK_COUNT; i++)
		if (str_ends(s, long_blanks[i]))
			return long_blanks[i].len;
	return 0;
}

str str_trim(str s)
{
	return str_trim_end(str_trim_start(s));
}

str str_trim_start(str s)
{
	for (size_t blank; (blank = blank_at_start(s)) > 0;)
		s = str_from(s, blank);
	return s;
}

str str_trim_end(str s)
{
	for (size_t blank; (blank = blank_at_end(s)) > 0;)
		s = str_cut(s, 0, s.len - blank);
	return s;
}

bool str_next_line(str *rest, str *line)
{
	if (rest->len == 0)
		return false;
	size_t end = str_find_byte(*rest, '\n');
	size_t next = end == STR_NOT_FOUND ? rest->len : end + 1;
	str found = str_cut(*rest, 0, end);
	if (str_ends(found, STR("\r")))
		found.len--;
	*line = found;
	*rest = str_from(*rest, next);
	return true;
}

uint64_t str_hash(str s)
{
	/* FNV-1a: the same on each machine, whatever its byte order. */
	uint64_t hash = UINT64_C(14695981039346656037);
	for (size_t i = 0; i < s.len; i++) {
		hash ^= (unsigned char)s.text[i];
		hash *= UINT64_C(1099511628211);
	}
	return hash;
}

bool str_to_int(str s, int *number)
{
	int value = 0;
	if (s.len == 0)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		int digit = s.text[i] - '0';
		if (digit < 0 || digit > 9)
			return false;
		if (value > (INT_MAX - digit) / 10)
			return false;
		value = value * 10 + digit;
	}
	*number = value;
	return true;
}
