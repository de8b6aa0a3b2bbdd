/* UTF-8 in and out. After a reader has decoded a source, all text is valid;
 * these functions are safe on any bytes all the same.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/str.h"

#define UTF8_BAD 0xFFFDu

uint32_t utf8_next_long(str s, size_t *at);

/* The code point at *at, which moves past it. At a bad byte: UTF8_BAD, one
 * byte on. Precondition: *at < s.len. */
static inline uint32_t utf8_next(str s, size_t *at)
{
	unsigned char first = (unsigned char)s.text[*at];
	if (first < 0x80) {
		++*at;
		return first;
	}
	return utf8_next_long(s, at);
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
