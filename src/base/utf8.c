/* UTF-8 decoded, encoded, checked and stepped through, by RFC 3629: no
 * overlong forms, no surrogates, nothing above U+10FFFF.
 */
#include "base/utf8.h"

#include "base/banned.h"

#define HIGH_BITS UINT64_C(0x8080808080808080)

static bool is_continuation(char byte)
{
	return ((unsigned char)byte & 0xC0) == 0x80;
}

/* How many bytes the first byte announces; 0 for one that cannot be first. */
static size_t announced_len(unsigned char first)
{
	if (first < 0x80)
		return 1;
	if (first >= 0xC2 && first < 0xE0)
		return 2;
	if (first >= 0xE0 && first < 0xF0)
		return 3;
	return first >= 0xF0 && first < 0xF5 ? 4 : 0;
}

static bool is_in_range(uint32_t c, size_t len)
{
	static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
	return c >= smallest[len] && c <= 0x10FFFF &&
	       (c < 0xD800 || c > 0xDFFF);
}

/* Bytes of the well-formed character at `at`, and what it is; 0 when bad. */
static size_t decode(str s, size_t at, uint32_t *code_point)
{
	static const unsigned char first_bits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
	unsigned char first = (unsigned char)s.text[at];
	size_t len = announced_len(first);
	if (len == 0 || len > s.len - at)
		return 0;
	uint32_t c = first & first_bits[len];
	for (size_t i = 1; i < len; i++) {
		if (!is_continuation(s.text[at + i]))
			return 0;
		c = c << 6 | ((unsigned char)s.text[at + i] & 0x3F);
	}
	if (!is_in_range(c, len))
		return 0;
	*code_point = c;
	return len;
}

uint32_t utf8_next_long(str s, size_t *at)
{
	uint32_t c = UTF8_BAD;
	size_t len = decode(s, *at, &c);
	*at += len ? len : 1;
	return c;
}

uint32_t utf8_previous(str s, size_t *at)
{
	size_t end = *at;
	size_t start = end - 1;
	while (start > 0 && end - start < 4 && is_continuation(s.text[start]))
		start--;
	uint32_t c = UTF8_BAD;
	if (decode(str_cut(s, 0, end), start, &c) == end - start) {
		*at = start;
		return c;
	}
	*at = end - 1;
	return UTF8_BAD;
}

uint32_t utf8_first(str s)
{
	size_t at = 0;
	return s.len ? utf8_next(s, &at) : 0;
}

uint32_t utf8_last(str s)
{
	size_t at = s.len;
	return s.len ? utf8_previous(s, &at) : 0;
}

size_t utf8_encode(uint32_t code_point, char out[4])
{
	uint32_t c = code_point;
	if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		c = UTF8_BAD;
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	size_t len = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	static const unsigned char marker[] = {0, 0, 0xC0, 0xE0, 0xF0};
	for (size_t i = len - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (c & 0x3F));
		c >>= 6;
	}
	out[0] = (char)(marker[len] | c);
	return len;
}

/* Where the run of ASCII that starts at `at` ends, eight bytes a step. */
static size_t skip_ascii(str s, size_t at)
{
	uint64_t eight;
	while (s.len - at >= sizeof eight) {
		memcpy(&eight, s.text + at, sizeof eight);
		if (eight & HIGH_BITS)
			break;
		at += sizeof eight;
	}
	while (at < s.len && (unsigned char)s.text[at] < 0x80)
		at++;
	return at;
}

size_t utf8_count(str s)
{
	size_t count = 0;
	for (size_t at = 0; at < s.len; count++)
		utf8_next(s, &at);
	return count;
}

bool utf8_is_valid(str s, size_t *bad_at)
{
	for (size_t at = skip_ascii(s, 0); at < s.len;) {
		if (utf8_is_plain_three(s, at)) {
			at += 3;
			continue;
		}
		uint32_t c;
		size_t len = decode(s, at, &c);
		if (len == 0) {
			if (bad_at)
				*bad_at = at;
			return false;
		}
		at += len;
		if (at < s.len && (unsigned char)s.text[at] < 0x80)
			at = skip_ascii(s, at);
	}
	return true;
}
