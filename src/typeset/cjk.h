/* What kind of character each one is to a line of Chinese, and what its
 * region's custom asks: which marks may not open or close a line, how much
 * blank they carry, where lines may open up. Facts only: nothing is measured
 * here. After W3C clreq (Requirements for Chinese Text Layout) and
 * GB/T 15834.
 */
#ifndef TYPESET_CJK_H
#define TYPESET_CJK_H

#include "base/str.h"

enum cjk_class {
	CJK_HAN,          /* Han, kana, enclosed numbers: 1 em */
	CJK_ITERATION,    /* 々 〻: like Han, but never opens a line */
	CJK_SMALL_KANA,   /* ゃ ー: never opens one where custom is strict */
	CJK_OPENING,      /* （ 《 “ */
	CJK_CLOSING,      /* ） 》 ” */
	CJK_PAUSE,        /* ， 、 ； ： */
	CJK_STOP,         /* 。 ． */
	CJK_QUERY,        /* ？ ！ */
	CJK_DOUBLE,       /* ‼ ⁇ ⁈ ⁉ */
	CJK_DOT,          /* · in a name */
	CJK_CONNECTOR,    /* — alone, ～ */
	CJK_HYPHEN,       /* – and - between Han: half an em */
	CJK_SOLIDUS,      /* / between Han */
	CJK_DASH,         /* —— */
	CJK_ELLIPSIS,     /* …… */
	CJK_LETTER,
	CJK_DIGIT,
	CJK_PREFIX,       /* ￥ № ± before a number */
	CJK_POSTFIX,      /* % ℃ after one */
	CJK_LATIN_OPENING,
	CJK_LATIN_CLOSING,/* ) , . ; : ! ? */
	CJK_LATIN_HYPHEN,
	CJK_QUOTE,        /* " ' typed straight: of both its neighbours */
	CJK_SYMBOL,       /* = & @ and the like, inside Latin */
	CJK_SPACE,        /* between words */
	CJK_BLANK,        /* between Han: typed, or U+3000 */
	CJK_NOTE,         /* a note's mark */
	CJK_OBJECT,       /* picture, label */
	CJK_BREAK,        /* the author's line break */
	CJK_IGNORED,      /* U+200B, U+FEFF, selectors: no ink, no width */
	CJK_CLASS_COUNT
};

#define CJK_BIT(class) (1u << (class))
/* Proportional text, shaped word by word. */
#define CJK_LATIN_BITS                                                         \
	(CJK_BIT(CJK_LETTER) | CJK_BIT(CJK_DIGIT) | CJK_BIT(CJK_PREFIX) |      \
	 CJK_BIT(CJK_POSTFIX) | CJK_BIT(CJK_LATIN_OPENING) |                   \
	 CJK_BIT(CJK_LATIN_CLOSING) | CJK_BIT(CJK_LATIN_HYPHEN) |              \
	 CJK_BIT(CJK_QUOTE) | CJK_BIT(CJK_SYMBOL))
#define CJK_POINT_BITS                                                         \
	(CJK_BIT(CJK_PAUSE) | CJK_BIT(CJK_STOP) | CJK_BIT(CJK_QUERY))
#define CJK_HAN_BITS                                                           \
	(CJK_BIT(CJK_HAN) | CJK_BIT(CJK_ITERATION) | CJK_BIT(CJK_SMALL_KANA))
#define CJK_BLANK_BITS (CJK_BIT(CJK_SPACE) | CJK_BIT(CJK_BLANK))
static inline bool cjk_is(enum cjk_class class, uint32_t bits)
{
	return bits >> class & 1;
}

/* How many marks a line may not open or close with: clreq's levels. */
enum cjk_level {
	LEVEL_OF_REGION, LEVEL_NONE, LEVEL_BASIC, LEVEL_GB, LEVEL_STRICT
};
enum cjk_line_end { LINE_END_FULL, LINE_END_HALF, LINE_END_EITHER };

/* Styles of marks for a whole book, by the names printers give them. */
enum punct_style {
	PUNCT_QUANJIAO,       /* an em each; adjacent ones close up */
	PUNCT_HANGMOBANJIAO,  /* an em each but at the edges of lines */
	PUNCT_KAIMING,        /* stops an em, all others half */
	PUNCT_BANJIAO,        /* all half an em */
	PUNCT_PLAIN           /* as they come */
};

/* A region's custom. Widths in 1/1000 em. */
struct cjk_preset {
	enum cjk_level level;
	enum cjk_line_end line_end;
	uint32_t half_bits;           /* classes that are half an em always */
	bool closes_up;               /* adjacent marks */
	bool hangs;                   /* one point may stand beyond the end */
	bool is_centred;              /* points stand in the middle of the em */
	bool trims_line_start;        /* an opening mark loses its blank */
	bool joins_queries;           /* ？！ take one em together */
	bool squeezes_queries;
	int dot_width, solidus_width;
};

enum cjk_region {
	CJK_MAINLAND, CJK_TAIWAN, CJK_HONG_KONG, CJK_REGION_COUNT
};
/* "zh-Hant-TW", "zh-HK" ...; anything else is set as zh-Hans. */
enum cjk_region cjk_region(str lang);
const struct cjk_preset *cjk_preset(enum cjk_region region);
/* What a style of marks makes of a region's custom. */
void cjk_apply_style(struct cjk_preset *preset, enum punct_style style);

/* By code point alone. Marks shared with Latin (quotes, · — … - /) come out
 * as the Chinese ones; cjk_resolve looks at the neighbours. */
enum cjk_class cjk_class(uint32_t code_point);

/* Blank at the two sides of a mark by custom, before the font is asked. */
struct cjk_blanks {
	int lead, tail;
};
struct cjk_blanks cjk_blanks(const struct cjk_preset *preset,
			     enum cjk_class class);

/* May a line end between neighbours a and b? What holds together by more
 * than class is the caller's. */
bool cjk_may_part(enum cjk_level level, enum cjk_class a, enum cjk_class b);
/* The same with a blank between them. */
bool cjk_may_part_at_blank(enum cjk_level level, enum cjk_class a,
			   enum cjk_class b);
/* May justification open the place between them? */
bool cjk_may_open(enum cjk_class a, enum cjk_class b);
/* Is a quarter em set between them? */
bool cjk_needs_space(enum cjk_class a, enum cjk_class b);

/* Remembers which quotation marks of a text belong to Latin. Zeroed at the
 * start of each text. */
struct cjk_context {
	size_t latin_quote_end[4];
	int latin_quotes;
	int open_singles;             /* ‘ not yet closed */
};
/* The class of the character `c` that stands at `from` and ends at `to`. */
enum cjk_class cjk_resolve(struct cjk_context *context, str text, size_t from,
			   size_t to, uint32_t c);

#endif
