/* Classes of characters and the custom of each region: tables, and the few
 * questions that are answered from them.
 *
 * The fast path is the Han block itself; the rest is a switch over the marks
 * that matter and ranges for whole blocks. What a mark means among its
 * neighbours is decided in context.c.
 */
#include "typeset/cjk.h"

#include "base/unicode.h"
#include "base/banned.h"

static const struct cjk_preset presets[CJK_REGION_COUNT] = {
	[CJK_MAINLAND] = {
		.level = LEVEL_GB, .line_end = LINE_END_HALF,
		.closes_up = true, .trims_line_start = true,
		.joins_queries = true, .squeezes_queries = true,
		.dot_width = 500, .solidus_width = 500,
	},
	[CJK_TAIWAN] = {
		.level = LEVEL_BASIC, .line_end = LINE_END_FULL,
		.closes_up = true, .is_centred = true,
		.dot_width = 1000, .solidus_width = 1000,
	},
	[CJK_HONG_KONG] = {
		.level = LEVEL_BASIC, .line_end = LINE_END_EITHER,
		.closes_up = true, .is_centred = true,
		.trims_line_start = true,
		.dot_width = 1000, .solidus_width = 1000,
	},
};

static const struct {
	str tag;
	enum cjk_region region;
} regions[] = {
	{ {"zh-Hant-HK", 10}, CJK_HONG_KONG }, { {"zh-HK", 5}, CJK_HONG_KONG },
	{ {"zh-Hant-MO", 10}, CJK_HONG_KONG }, { {"zh-MO", 5}, CJK_HONG_KONG },
	{ {"zh-Hant", 7}, CJK_TAIWAN }, { {"zh-TW", 5}, CJK_TAIWAN },
};

enum cjk_region cjk_region(str lang)
{
	for (size_t i = 0; i < sizeof regions / sizeof *regions; i++)
		if (str_equal_fold(str_cut(lang, 0, regions[i].tag.len),
				   regions[i].tag))
			return regions[i].region;
	return CJK_MAINLAND;
}

const struct cjk_preset *cjk_preset(enum cjk_region region)
{
	return &presets[region];
}

void cjk_apply_style(struct cjk_preset *preset, enum punct_style style)
{
	const uint32_t brackets = CJK_BIT(CJK_OPENING) | CJK_BIT(CJK_CLOSING);
	switch (style) {
	case PUNCT_QUANJIAO:
		return;
	case PUNCT_PLAIN:
		preset->line_end = LINE_END_FULL;
		preset->trims_line_start = preset->joins_queries = false;
		preset->closes_up = false;
		return;
	case PUNCT_HANGMOBANJIAO:
		preset->line_end = LINE_END_HALF;
		preset->trims_line_start = true;
		preset->closes_up = false;
		return;
	case PUNCT_KAIMING:
		preset->half_bits = brackets | CJK_BIT(CJK_PAUSE);
		return;
	case PUNCT_BANJIAO:
		preset->half_bits = brackets | CJK_POINT_BITS;
		return;
	}
}

static enum cjk_class class_of_ascii(uint32_t c)
{
	if (c >= '0' && c <= '9')
		return CJK_DIGIT;
	if ((c | 32) >= 'a' && (c | 32) <= 'z')
		return CJK_LETTER;
	switch (c) {
	case '\t': case ' ':
		return CJK_SPACE;
	case '\n':
		return CJK_BREAK;
	case '(': case '[': case '{':
		return CJK_LATIN_OPENING;
	case ')': case ']': case '}': case ',': case '.':
	case ';': case ':': case '!': case '?':
		return CJK_LATIN_CLOSING;
	case '%':
		return CJK_POSTFIX;
	case '-':
		return CJK_HYPHEN;
	case '/':
		return CJK_SOLIDUS;
	case '"': case '\'':
		return CJK_QUOTE;
	}
	return CJK_SYMBOL;
}

/* General Punctuation and what lies beside it. */
static enum cjk_class class_of_general(uint32_t c)
{
	switch (c) {
	case 0x00A0:
		return CJK_SPACE;
	case 0x00B7: case 0x2027:
		return CJK_DOT;
	case 0x00A3: case 0x00A5: case 0x20AC: case 0x20A9: case 0x2116:
	case 0x00B1: case 0x2212:
		return CJK_PREFIX;
	case 0x00A2: case 0x00B0: case 0x2030: case 0x2032: case 0x2033:
	case 0x2035:
	case 0x2103: case 0x2109:
		return CJK_POSTFIX;
	case 0x2010: case 0x2013:
		return CJK_HYPHEN;
	case 0x2014: case 0x2E3A:
		return CJK_DASH;
	case 0x2024: case 0x2025: case 0x2026: case 0x22EF:
		return CJK_ELLIPSIS;
	case 0x2018: case 0x201C: case 0x2329:
		return CJK_OPENING;
	case 0x2019: case 0x201D: case 0x232A:
		return CJK_CLOSING;
	case 0x203C: case 0x2047: case 0x2048: case 0x2049:
		return CJK_DOUBLE;
	case 0x00AD: case 0x200B: case 0x200C: case 0x200D: case 0x2060:
	case 0xFEFF:
		return CJK_IGNORED;
	case 0x00D7: case 0x00F7:
		return CJK_SYMBOL;
	}
	if (c >= 0x2000 && c <= 0x200A)
		return CJK_SPACE;
	return CJK_CLASS_COUNT;
}

/* CJK Symbols and Punctuation, U+3000 to U+30FF. */
static enum cjk_class class_of_symbol(uint32_t c)
{
	switch (c) {
	case 0x3000:
		return CJK_BLANK;
	case 0x3001:
		return CJK_PAUSE;
	case 0x3002:
		return CJK_STOP;
	case 0x3005: case 0x303B: case 0x309D: case 0x309E: case 0x30FD:
	case 0x30FE:
		return CJK_ITERATION;
	case 0x3041: case 0x3043: case 0x3045: case 0x3047: case 0x3049:
	case 0x3063: case 0x3083: case 0x3085: case 0x3087: case 0x308E:
	case 0x3095: case 0x3096: case 0x30A0: case 0x30A1: case 0x30A3:
	case 0x30A5: case 0x30A7: case 0x30A9: case 0x30C3: case 0x30E3:
	case 0x30E5: case 0x30E7: case 0x30EE: case 0x30F5: case 0x30F6:
	case 0x30FC:
		return CJK_SMALL_KANA;
	case 0x3008: case 0x300A: case 0x300C: case 0x300E: case 0x3010:
	case 0x3014: case 0x3016: case 0x3018: case 0x301A: case 0x301D:
		return CJK_OPENING;
	case 0x3009: case 0x300B: case 0x300D: case 0x300F: case 0x3011:
	case 0x3015: case 0x3017: case 0x3019: case 0x301B: case 0x301E:
	case 0x301F:
		return CJK_CLOSING;
	case 0x301C:
		return CJK_CONNECTOR;
	case 0x30FB:
		return CJK_DOT;
	}
	return CJK_HAN;
}

/* Forms for vertical lines, U+FE10 to U+FE48, as old files have them. */
static enum cjk_class class_of_upright_form(uint32_t c)
{
	switch (c) {
	case 0xFE10: case 0xFE11: case 0xFE13: case 0xFE14:
		return CJK_PAUSE;
	case 0xFE12:
		return CJK_STOP;
	case 0xFE15: case 0xFE16:
		return CJK_QUERY;
	case 0xFE19:
		return CJK_ELLIPSIS;
	}
	if (c == 0xFE17 || c == 0xFE18 || c == 0xFE47 || c == 0xFE48 ||
	    (c >= 0xFE35 && c <= 0xFE44))
		return c & 1 ? CJK_OPENING : CJK_CLOSING;
	return CJK_HAN;
}

/* Small and full-width forms, U+FE50 to U+FFEF. */
static enum cjk_class class_of_form(uint32_t c)
{
	switch (c) {
	case 0xFF08: case 0xFF3B: case 0xFF5B: case 0xFF5F: case 0xFE59:
	case 0xFE5B: case 0xFE5D:
		return CJK_OPENING;
	case 0xFF09: case 0xFF3D: case 0xFF5D: case 0xFF60: case 0xFE5A:
	case 0xFE5C: case 0xFE5E:
		return CJK_CLOSING;
	case 0xFF0C: case 0xFF1A: case 0xFF1B: case 0xFF64:
		return CJK_PAUSE;
	case 0xFF0E: case 0xFF61:
		return CJK_STOP;
	case 0xFF01: case 0xFF1F:
		return CJK_QUERY;
	case 0xFF65:
		return CJK_DOT;
	case 0xFF0F:
		return CJK_SOLIDUS;
	case 0xFF0D: case 0xFF5E:
		return CJK_CONNECTOR;
	case 0xFF67: case 0xFF68: case 0xFF69: case 0xFF6A: case 0xFF6B:
	case 0xFF6C: case 0xFF6D: case 0xFF6E: case 0xFF6F: case 0xFF70:
		return CJK_SMALL_KANA;
	case 0xFF04: case 0xFFE1: case 0xFFE5: case 0xFFE6:
		return CJK_PREFIX;
	case 0xFE6A: case 0xFF05: case 0xFFE0:
		return CJK_POSTFIX;
	}
	return CJK_HAN;
}

enum cjk_class cjk_class(uint32_t c)
{
	if (c - 0x4E00 < 0x5200)
		return CJK_HAN;
	if (c < 0x80)
		return class_of_ascii(c);
	if (c >= 0x2E80 && c <= 0x2FFF)
		return CJK_HAN;
	if (c >= 0x3000 && c <= 0x30FF)
		return class_of_symbol(c);
	if (c >= 0xFE50 && c <= 0xFFEF)
		return class_of_form(c);
	if (c >= 0xFE10 && c <= 0xFE4F && (c < 0xFE20 || c > 0xFE2F))
		return class_of_upright_form(c);
	if (c >= 0x31F0 && c <= 0x31FF)
		return CJK_SMALL_KANA;
	if (unicode_is_selector(c))
		return CJK_IGNORED;
	if (c == 0x10AF6)             /* line breaking class IN */
		return CJK_ELLIPSIS;
	if (c > 0x3100 && (unicode_is_wide(c) || unicode_is_han(c)))
		return CJK_HAN;
	enum cjk_class general = class_of_general(c);
	if (general != CJK_CLASS_COUNT)
		return general;
	if (unicode_is_digit(c))
		return CJK_DIGIT;
	if (unicode_is_letter(c) || unicode_is_mark(c))
		return CJK_LETTER;
	return c < 0x2100 ? CJK_SYMBOL : CJK_HAN;
}

struct cjk_blanks cjk_blanks(const struct cjk_preset *preset,
			     enum cjk_class class)
{
	if (class == CJK_OPENING)
		return (struct cjk_blanks){500, 0};
	if (class == CJK_CLOSING)
		return (struct cjk_blanks){0, 500};
	if (class == CJK_QUERY && !preset->squeezes_queries)
		return (struct cjk_blanks){0, 0};
	if (cjk_is(class, CJK_POINT_BITS))
		return preset->is_centred ? (struct cjk_blanks){250, 250}
					  : (struct cjk_blanks){0, 500};
	if (class == CJK_DOT && preset->dot_width == 1000)
		return (struct cjk_blanks){250, 250};
	return (struct cjk_blanks){0, 0};
}

/* clreq, prohibition rules for line start and line end; with the house's
 * additions: 々, units after a number, note marks, and …… (which basic and
 * gb would let open a line, and readers dislike). */
#define BASIC_START                                                            \
	(CJK_BIT(CJK_CLOSING) | CJK_POINT_BITS | CJK_BIT(CJK_DOUBLE) |         \
	 CJK_BIT(CJK_CONNECTOR) | CJK_BIT(CJK_HYPHEN) | CJK_BIT(CJK_DOT) |     \
	 CJK_BIT(CJK_SOLIDUS) | CJK_BIT(CJK_ITERATION) |                       \
	 CJK_BIT(CJK_POSTFIX) | CJK_BIT(CJK_LATIN_CLOSING) |                   \
	 CJK_BIT(CJK_LATIN_HYPHEN))
#define BASIC_END                                                              \
	(CJK_BIT(CJK_OPENING) | CJK_BIT(CJK_PREFIX) |                          \
	 CJK_BIT(CJK_LATIN_OPENING))

static const struct {
	uint32_t no_start, no_end;
} prohibited[] = {
	[LEVEL_NONE] = { 0, 0 },
	[LEVEL_BASIC] = { BASIC_START, BASIC_END },
	[LEVEL_GB] = { BASIC_START | CJK_BIT(CJK_ELLIPSIS),
		       BASIC_END | CJK_BIT(CJK_SOLIDUS) },
	[LEVEL_STRICT] = { BASIC_START | CJK_BIT(CJK_ELLIPSIS) |
				   CJK_BIT(CJK_DASH) |
				   CJK_BIT(CJK_SMALL_KANA),
			   BASIC_END | CJK_BIT(CJK_SOLIDUS) },
};

bool cjk_may_part(enum cjk_level level, enum cjk_class a, enum cjk_class b)
{
	if (cjk_is(b, CJK_BLANK_BITS | CJK_BIT(CJK_NOTE)))
		return false;
	if (a == b && cjk_is(a, CJK_BIT(CJK_ELLIPSIS) | CJK_BIT(CJK_DASH)))
		return level != LEVEL_STRICT;
	if (cjk_is(a, CJK_LATIN_BITS) && cjk_is(b, CJK_LATIN_BITS))
		return a == CJK_LATIN_HYPHEN && b == CJK_LETTER;
	if (a == CJK_QUOTE || b == CJK_QUOTE)
		return level == LEVEL_NONE;
	return cjk_may_part_at_blank(level, a, b);
}

bool cjk_may_part_at_blank(enum cjk_level level, enum cjk_class a,
			   enum cjk_class b)
{
	return !cjk_is(b, prohibited[level].no_start) &&
	       !cjk_is(a, prohibited[level].no_end);
}

bool cjk_may_open(enum cjk_class a, enum cjk_class b)
{
	const uint32_t fixed = CJK_BIT(CJK_CONNECTOR) | CJK_BIT(CJK_HYPHEN) |
			       CJK_BIT(CJK_SOLIDUS) | CJK_BIT(CJK_DOT) |
			       CJK_BLANK_BITS | CJK_BIT(CJK_NOTE);
	if (cjk_is(a, CJK_LATIN_BITS) && cjk_is(b, CJK_LATIN_BITS))
		return false;
	if (cjk_is(a, fixed | CJK_BIT(CJK_OPENING) |
			   CJK_BIT(CJK_LATIN_OPENING) | CJK_BIT(CJK_PREFIX)))
		return a == CJK_NOTE && !cjk_is(b, fixed | CJK_POINT_BITS |
						    CJK_BIT(CJK_CLOSING));
	return !cjk_is(b, fixed | CJK_POINT_BITS | CJK_BIT(CJK_CLOSING) |
			       CJK_BIT(CJK_DOUBLE) |
			       CJK_BIT(CJK_LATIN_CLOSING) |
			       CJK_BIT(CJK_POSTFIX));
}

bool cjk_needs_space(enum cjk_class a, enum cjk_class b)
{
	const uint32_t word = CJK_BIT(CJK_LETTER) | CJK_BIT(CJK_DIGIT);
	return (cjk_is(a, CJK_HAN_BITS) && cjk_is(b, word)) ||
	       (cjk_is(a, word) && cjk_is(b, CJK_HAN_BITS));
}
