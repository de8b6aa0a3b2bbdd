/* Immutable slices of UTF-8. A slice never owns its bytes, its text is never
 * NULL, and it need not end in NUL.
 *
 * Who may include: every room.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct {
	const char *text;
	size_t len;
} str;

/* From a string literal, at compile time. */
#define STR(literal) ((str){"" literal, sizeof(literal) - 1})
#define STR_NONE ((str){"", 0})
/* The same inside the initialiser of a static table. */
#define STR_INIT(literal) {"" literal, sizeof(literal) - 1}
/* For printf("%.*s"). */
#define STR_ARG(s) (int)(s).len, (s).text

str str_of(const char *cstring);            /* NULL becomes the empty slice */
static inline bool str_equal(str a, str b)
{
	return a.len == b.len && (a.len == 0 || !memcmp(a.text, b.text, a.len));
}
bool str_equal_fold(str a, str b);          /* ASCII case ignored */
int str_compare(str a, str b);              /* by bytes = by code points */
static inline bool str_starts(str s, str prefix)
{
	return s.len >= prefix.len &&
	       (prefix.len == 0 || !memcmp(s.text, prefix.text, prefix.len));
}
bool str_ends(str s, str suffix);
/* Words are parted by blanks; an empty word is none of them. */
bool str_has_word(str words, str word);
/* "0000-00": 0 is any digit, other bytes themselves. */
bool str_has_form(str s, const char *form);
static inline bool str_is_empty(str s) { return s.len == 0; }

/* Bytes [from, to); both are clamped to the length. */
static inline str str_cut(str s, size_t from, size_t to)
{
	if (to > s.len)
		to = s.len;
	if (from > to)
		from = to;
	/* Nothing may be added to a null pointer, not even 0. */
	return (str){from ? s.text + from : s.text, to - from};
}
static inline str str_from(str s, size_t from) { return str_cut(s, from, s.len); }

#define STR_NOT_FOUND SIZE_MAX
size_t str_find(str s, str needle);         /* first, or STR_NOT_FOUND */
size_t str_find_from(str s, str needle, size_t from);
size_t str_find_last(str s, str needle);
size_t str_find_byte(str s, char byte);
bool str_contains(str s, str needle);
/* At most so many bytes of UTF-8, and no character cut in two. */
str str_shorten(str s, size_t most);

/* Blanks at the ends go: ASCII white space, U+00A0, U+3000, U+FEFF, U+200B. */
str str_trim(str s);
str str_trim_start(str s);
str str_trim_end(str s);

/* The text before the first line feed (a CR before it dropped too); *rest
 * becomes what follows. False when *rest was empty. */
bool str_next_line(str *rest, str *line);

uint64_t str_hash(str s);                   /* stable between machines */

/* A whole number in decimal digits and nothing else; false otherwise. */
bool str_to_int(str s, int *number);

#endif
