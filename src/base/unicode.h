/* Facts about code points, from ICU's tables. unicode.c is the only file in
 * the house that sees ICU's character functions.
 */
#ifndef BASE_UNICODE_H
#define BASE_UNICODE_H

#include "base/arena.h"

bool unicode_is_han(uint32_t c);        /* ideographs, 〇 々 and all planes */
bool unicode_is_kana(uint32_t c);
bool unicode_is_bopomofo(uint32_t c);
bool unicode_is_letter(uint32_t c);     /* general category L*, Han included */
bool unicode_is_latin(uint32_t c);      /* script Latin, Greek or Cyrillic letter */
uint32_t unicode_lower(uint32_t c);      /* the small letter, or itself */
bool unicode_is_digit(uint32_t c);      /* category Nd */
bool unicode_is_space(uint32_t c);      /* White_Space, U+FEFF, U+200B */
bool unicode_is_mark(uint32_t c);       /* combining, variation selectors, ZWJ */
bool unicode_is_selector(uint32_t c);   /* of a form of the character before */
bool unicode_is_control(uint32_t c);    /* C0, C1, noncharacters; not tab, LF */
bool unicode_is_punctuation(uint32_t c);/* categories P* */
bool unicode_is_pictograph(uint32_t c); /* emoji and their like */
/* Chinese punctuation and full-width forms: U+3000-303F, FF00-FFEF, and the
 * shared “ ” ‘ ’ — … · */
bool unicode_is_cjk_punctuation(uint32_t c);
bool unicode_is_wide(uint32_t c);       /* East Asian Width W or F */
/* Lies on its side in a vertical line (UAX #50: R), with ink of its own. */
bool unicode_is_sideways(uint32_t c);

/* Sort key by Chinese collation (pinyin for zh-Hans, stroke for zh-Hant):
 * bytes that compare as the strings sort. */
str unicode_sort_key(str text, str lang, struct arena *a);
/* Where words begin, by dictionary: a flag a byte of the text. Costs a
 * millisecond: for headings, not for paragraphs. NULL: not known. */
const bool *unicode_word_starts(str text, struct arena *a);
/* NFKC, for comparing titles; never for text that is printed. */
str unicode_fold(str text, struct arena *a);
/* The text with traditional characters made simplified, one by one, so that
 * offsets stay: for comparing with lists of words, never for text that is
 * printed. The text itself where nothing changes. */
str unicode_simplified(str text, struct arena *a);
/* Plain pinyin without tones, lower case; best effort. */
str unicode_pinyin(str text, struct arena *a);

#endif
