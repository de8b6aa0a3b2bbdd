/* UTF-8 in and out. After a reader has decoded a source, all text is valid;
 * these functions are safe on any bytes all the same.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/str.h"

#define UTF8_BAD 0xFFFDu

uint32_t utf8_next_long(str s, size_t *at);

/* Three well-formed bytes at `at`, by a lead byte that knows no exceptions
 * (E0 and ED do): all Chinese but rare characters. */
static inline bool utf8_is_plain_three(str s, size_t at)
{
	const unsigned char *bytes = (const unsigned char *)s.text + at;
	return s.len - at > 2 && bytes[0] - 0xE1u < 15 && bytes[0] != 0xED &&
	       (bytes[1] & 0xC0) == 0x80 && (bytes[2] & 0xC0) == 0x80;
}

/* The code point at *at, which moves past it. At a bad byte: UTF8_BAD, one
 * byte on. Precondition: *at < s.len. */
static inline uint32_t utf8_next(str s, size_t *at)
{
	unsigned char first = (unsigned char)s.text[*at];
	if (first < 0x80) {
		++*at;
		return first;
	}
	if (!utf8_is_plain_three(s, *at))
		return utf8_next_long(s, at);
	unsigned char second = (unsigned char)s.text[*at + 1];
	unsigned char third = (unsigned char)s.text[*at + 2];
	*at += 3;
	return (first & 0x0Fu) << 12 | (second & 0x3Fu) << 6 | (third & 0x3Fu);
}

/* The code point that ends at *at, which moves before it. *at > 0. */
uint32_t utf8_previous(str s, size_t *at);
/* First and last code point; 0 when empty. */
uint32_t utf8_first(str s);
uint32_t utf8_last(str s);
/* Bytes written to out (1-4); surrogates and > U+10FFFF become UTF8_BAD. */
size_t utf8_encode(uint32_t code_point, char out[4]);
size_t utf8_count(str s);                   /* code points */
bool utf8_is_valid(str s, size_t *bad_at);  /* bad_at may be NULL */

#endif
