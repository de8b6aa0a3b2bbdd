/* Facts about code points, from ICU's tables. A book asks these for each of
 * its characters, so ASCII and the main Han block are answered here without
 * a call: they are nearly all of a Chinese book.
 */
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ucol.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>

#include "base/inside.h"
#include "base/unicode.h"

#include "base/banned.h"

#define LAST_CODE_POINT 0x10FFFFu
#define REPLACEMENT ((UChar32)0xFFFD)
#define BEFORE_HAN 0x2E80u /* nothing below is Han, kana or wide Han */

static bool is_main_han(uint32_t c)
{
	return c >= 0x4E00 && c <= 0x9FFF;
}

static bool is_ascii_letter(uint32_t c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static UScriptCode script_of(uint32_t c)
{
	UErrorCode status = U_ZERO_ERROR;
	UScriptCode script = uscript_getScript((UChar32)c, &status);
	return U_SUCCESS(status) ? script : USCRIPT_UNKNOWN;
}

static bool has_category(uint32_t c, uint32_t mask)
{
	return (U_GET_GC_MASK((UChar32)c) & mask) != 0;
}

bool unicode_is_han(uint32_t c)
{
	if (is_main_han(c))
		return true;
	if (c < BEFORE_HAN || c > LAST_CODE_POINT)
		return false;
	return script_of(c) == USCRIPT_HAN;
}

bool unicode_is_kana(uint32_t c)
{
	if (c < 0x3040 || is_main_han(c))
		return false;
	/* The prolonged sound mark belongs to both kana, so ICU calls it
	 * common. */
	if (c == 0x30FC || c == 0xFF70)
		return true;
	UScriptCode script = script_of(c);
	return script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA;
}

bool unicode_is_bopomofo(uint32_t c)
{
	return (c >= 0x3105 && c <= 0x312F) || (c >= 0x31A0 && c <= 0x31BF) ||
	       c == 0x02EA || c == 0x02EB;
}

bool unicode_is_letter(uint32_t c)
{
	if (c < 0x80)
		return is_ascii_letter(c);
	return is_main_han(c) || has_category(c, U_GC_L_MASK);
}

bool unicode_is_latin(uint32_t c)
{
	if (c < 0x80)
		return is_ascii_letter(c);
	if (is_main_han(c) || !has_category(c, U_GC_L_MASK))
		return false;
	UScriptCode script = script_of(c);
	return script == USCRIPT_LATIN || script == USCRIPT_GREEK ||
	       script == USCRIPT_CYRILLIC;
}

uint32_t unicode_lower(uint32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
	return (uint32_t)u_tolower((UChar32)c);
}

bool unicode_is_digit(uint32_t c)
{
	if (c < 0x80)
		return c >= '0' && c <= '9';
	return !is_main_han(c) && has_category(c, U_GC_ND_MASK);
}

bool unicode_is_space(uint32_t c)
{
	if (c < 0x80)
		return c == ' ' || (c >= '\t' && c <= '\r');
	if (is_main_han(c))
		return false;
	return c == 0xFEFF || c == 0x200B || u_isUWhiteSpace((UChar32)c);
}

bool unicode_is_mark(uint32_t c)
{
	if (c < 0x300 || is_main_han(c))
		return false;
	return c == 0x200D || has_category(c, U_GC_M_MASK);
}

bool unicode_is_selector(uint32_t c)
{
	return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

bool unicode_is_control(uint32_t c)
{
	if (c < 0xA0)
		return c < 0x20 ? c != '\t' && c != '\n' : c >= 0x7F;
	return (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE ||
	       c > LAST_CODE_POINT;
}

bool unicode_is_punctuation(uint32_t c)
{
	return !is_main_han(c) && has_category(c, U_GC_P_MASK);
}

bool unicode_is_pictograph(uint32_t c)
{
	return c >= 0x2300 &&
	       (u_hasBinaryProperty((UChar32)c, UCHAR_EXTENDED_PICTOGRAPHIC) ||
		u_hasBinaryProperty((UChar32)c, UCHAR_EMOJI_PRESENTATION));
}

bool unicode_is_cjk_punctuation(uint32_t c)
{
	if (c >= 0x3000 && c <= 0x303F)
		return true;
	if (c >= 0xFF00 && c <= 0xFFEF)
		return true;
	switch (c) {
	case 0x201C: /* “ */
	case 0x201D: /* ” */
	case 0x2018: /* ‘ */
	case 0x2019: /* ’ */
	case 0x2014: /* — */
	case 0x2026: /* … */
	case 0x00B7: /* · */
		return true;
	default:
		return false;
	}
}

bool unicode_is_wide(uint32_t c)
{
	if (c < 0x1100)
		return false;
	if (is_main_han(c))
		return true;
	int width = u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
	return width == U_EA_WIDE || width == U_EA_FULLWIDTH;
}

bool unicode_is_sideways(uint32_t c)
{
	if (c < 0x80)
		return c > ' ' && c < 0x7F;
	if (is_main_han(c) || c > LAST_CODE_POINT)
		return false;
	return u_getIntPropertyValue((UChar32)c, UCHAR_VERTICAL_ORIENTATION) ==
		       U_VO_ROTATED &&
	       !u_isUWhiteSpace((UChar32)c) &&
	       !has_category(c, U_GC_M_MASK | U_GC_CF_MASK | U_GC_CC_MASK | U_GC_CS_MASK |
					U_GC_CN_MASK);
}

struct units {
	UChar *at;
	int32_t len;
};

/* UTF-16 for ICU. Bad bytes become
 * U+FFFD. */
static struct units to_units(str text, struct arena *a)
{
	if (text.len > INT32_MAX / 4)
		text.len = INT32_MAX / 4;
	int32_t room = (int32_t)text.len + 1;
	struct units units = {arena_array(a, UChar, (size_t)room), 0};
	UErrorCode status = U_ZERO_ERROR;
	u_strFromUTF8WithSub(units.at, room, &units.len, text.text,
			     (int32_t)text.len, REPLACEMENT, NULL, &status);
	return units;
}

static str from_units(struct units units, struct arena *a)
{
	int32_t room = units.len * 3 + 1;
	char *text = arena_take(a, (size_t)room);
	int32_t len = 0;
	UErrorCode status = U_ZERO_ERROR;
	u_strToUTF8WithSub(text, room, &len, units.at, units.len, REPLACEMENT,
			   NULL, &status);
	arena_shrink(a, text, (size_t)room, (size_t)len + 1);
	return (str){text, (size_t)len};
}

static const char *collation_of(str lang)
{
	bool is_chinese = str_starts(lang, STR("zh"));
	if (str_contains(lang, STR("Hant")) || str_equal(lang, STR("zh-TW")) ||
	    str_equal(lang, STR("zh-HK")) || str_equal(lang, STR("zh-MO")))
		return "zh-u-co-stroke";
	return is_chinese || str_is_empty(lang) ? "zh-u-co-pinyin" : NULL;
}

str unicode_sort_key(str text, str lang, struct arena *a)
{
	const char *collation = collation_of(lang);
	if (!collation)
		collation = arena_cstring(a, lang);
	UErrorCode status = U_ZERO_ERROR;
	UCollator *collator = ucol_open(collation, &status);
	if (U_FAILURE(status))
		return arena_copy(a, text);
	struct units units = to_units(text, a);
	int32_t room = ucol_getSortKey(collator, units.at, units.len, NULL, 0);
	uint8_t *key = arena_take(a, (size_t)room + 1);
	ucol_getSortKey(collator, units.at, units.len, key, room);
	ucol_close(collator);
	/* ICU counts the NUL it ends a key with. */
	return (str){(const char *)key, room > 0 ? (size_t)room - 1 : 0};
}

const bool *unicode_word_starts(str text, struct arena *a)
{
	UErrorCode status = U_ZERO_ERROR;
	UText source = UTEXT_INITIALIZER;
	utext_openUTF8(&source, text.text, (int64_t)text.len, &status);
	UBreakIterator *words = ubrk_open(UBRK_WORD, "zh", NULL, 0, &status);
	bool *starts = NULL;
	if (U_SUCCESS(status))
		ubrk_setUText(words, &source, &status);
	if (U_FAILURE(status))
		goto done;
	starts = arena_array(a, bool, text.len + 1);
	for (int32_t at = ubrk_first(words); at != UBRK_DONE;
	     at = ubrk_next(words))
		starts[at] = true;
done:
	if (words)
		ubrk_close(words);
	utext_close(&source);
	return starts;
}

str unicode_fold(str text, struct arena *a)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&status);
	struct units units = to_units(text, a);
	if (U_FAILURE(status))
		return arena_copy(a, text);
	struct units folded = {0};
	folded.len = unorm2_normalize(nfkc, units.at, units.len, NULL, 0,
				      &status);
	int32_t room = folded.len + 1;
	folded.at = arena_array(a, UChar, (size_t)room);
	status = U_ZERO_ERROR;
	unorm2_normalize(nfkc, units.at, units.len, folded.at, room, &status);
	return U_SUCCESS(status) ? from_units(folded, a) : arena_copy(a, text);
}
