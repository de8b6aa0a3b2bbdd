/* Where the words of alphabets may be parted at the end of a line, by the
 * patterns of TeX, as Debian's packages hyphen-LANGUAGE install them.
 * hyphenate.c is the only file that sees libhyphen.
 *
 * A hyphenator may be shared by threads; patterns are read when the first
 * word of their language comes.
 */
#ifndef BASE_HYPHENATE_H
#define BASE_HYPHENATE_H

#include "base/arena.h"

struct hyphenator;

/* Longer words are no words. */
enum { HYPHENATE_MOST = 60 };

/* folder: of the patterns, /usr/share/hyphen when empty. */
struct hyphenator *hyphenator_new(str folder, struct arena *a);
void hyphenator_free(struct hyphenator *h);

/* points[i]: the word may part before its byte i; room for HYPHENATE_MOST.
 * Two letters at least stay before a point and three after. false: no point,
 * or no patterns for the language. The word is of letters alone. */
bool hyphenate(struct hyphenator *h, str word, str lang, bool *points);
/* Are there patterns for the language on this machine? */
bool hyphenator_knows(struct hyphenator *h, str lang);
/* The languages asked for in vain, in the order of the alphabet: "en fr". */
str hyphenator_missed(struct hyphenator *h, struct arena *a);

#endif
