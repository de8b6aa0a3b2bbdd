/* Marks that Chinese and Latin share one code point for, told apart by what
 * stands beside them: “ ” ‘ ’ · — – … - / and the signs before a number.
 * clreq, 3.1.6 and the notes on shared marks; GB/T 15834.
 *
 * A mark is Chinese unless Latin surrounds it. Looking ahead is bounded, so
 * a text of quotation marks only stays linear.
 */
#include "typeset/cjk.h"

#include "base/unicode.h"
#include "base/utf8.h"
#include "base/banned.h"

#define LONGEST_LATIN_QUOTE 200

static uint32_t before(str text, size_t from)
{
	return from ? utf8_previous(text, &from) : 0;
}

static uint32_t after(str text, size_t to)
{
	return to < text.len ? utf8_next(text, &to) : 0;
}

static bool is_digit(uint32_t c)
{
	return c - '0' < 10;
}

static bool is_letter(uint32_t c)
{
	return (c | 32) - 'a' < 26 || (c >= 0xC0 && unicode_is_latin(c));
}

static bool is_word(uint32_t c)
{
	return is_digit(c) || is_letter(c);
}

static bool is_latin_side(uint32_t c)
{
	return (c > ' ' && c < 0x7F) || is_letter(c);
}

/* What stands outside a quotation; 0 is an end of the text. */
static bool is_latin_outside(uint32_t left, uint32_t right)
{
	if (!left && !right)
		return false;
	return (!left || left == ' ' || is_latin_side(left)) &&
	       (!right || right == ' ' || is_latin_side(right));
}

/* Where the quotation that opened before `to` closes, if all of it and what
 * surrounds it is Latin; else 0. */
static size_t latin_quote_end(str text, size_t from, size_t to,
			      uint32_t closing)
{
	uint32_t outer = before(text, from);
	if (outer && outer != ' ' && !is_latin_side(outer))
		return 0;
	size_t at = to;
	while (at < text.len && at < to + LONGEST_LATIN_QUOTE) {
		size_t mark = at;
		uint32_t c = utf8_next(text, &at);
		uint32_t next = after(text, at);
		if (c == closing && !(c == 0x2019 && is_letter(next)))
			return is_latin_outside(outer, next) ? mark : 0;
		if (c >= 0x2E80 || c == 0x201C)
			return 0;
	}
	return 0;
}

static enum cjk_class resolve_opening(struct cjk_context *context, str text,
				      size_t from, size_t to, uint32_t c)
{
	size_t end = latin_quote_end(text, from, to, c + 1);
	if (end && context->latin_quotes < 4) {
		context->latin_quote_end[context->latin_quotes++] = end;
		return CJK_LATIN_OPENING;
	}
	context->open_singles += c == 0x2018;
	return CJK_OPENING;
}

static enum cjk_class resolve_closing(struct cjk_context *context, str text,
				      size_t from, size_t to, uint32_t c)
{
	int last = context->latin_quotes - 1;
	if (last >= 0 && context->latin_quote_end[last] == from) {
		context->latin_quotes = last;
		return CJK_LATIN_CLOSING;
	}
	if (c != 0x2019)
		return CJK_CLOSING;
	bool follows_letter = is_word(before(text, from));
	if (follows_letter && is_letter(after(text, to)))
		return CJK_LETTER;
	if (context->open_singles > 0) {
		context->open_singles--;
		return CJK_CLOSING;
	}
	return follows_letter && after(text, to) == ' ' ? CJK_LETTER
							: CJK_CLOSING;
}

static enum cjk_class resolve_ellipsis(uint32_t c, uint32_t left,
				       uint32_t right)
{
	if (c != 0x2026 || left == c || right == c)
		return CJK_ELLIPSIS;
	bool is_inside = (is_latin_side(left) || left == ' ') &&
			 (is_latin_side(right) || right == ' ' || !right);
	return is_inside ? CJK_LATIN_CLOSING : CJK_ELLIPSIS;
}

static enum cjk_class resolve_hyphen(uint32_t left, uint32_t right)
{
	if (is_word(left) && is_word(right))
		return CJK_LATIN_HYPHEN;
	if (!is_latin_side(left) && is_digit(right))
		return CJK_PREFIX;
	if (is_latin_side(left) || is_latin_side(right))
		return unicode_is_han(left) || unicode_is_han(right)
			       ? CJK_HYPHEN : CJK_SYMBOL;
	return CJK_HYPHEN;
}

/* A straight mark is of both sides, but where a sentence has just ended or a
 * speech is announced. */
static enum cjk_class resolve_straight(uint32_t left)
{
	switch (left) {
	case 0x3002: case 0xFF01: case 0xFF1F: case 0x2014: case 0x2026:
		return CJK_LATIN_CLOSING;
	case 0xFF1A:
		return CJK_LATIN_OPENING;
	}
	return CJK_QUOTE;
}

static enum cjk_class resolve_sign(uint32_t left, uint32_t right)
{
	return is_digit(right) && !is_word(left) ? CJK_PREFIX : CJK_SYMBOL;
}

/* ￥100 and $百万: of the amount, in whatever numerals. */
static enum cjk_class resolve_currency(uint32_t left, uint32_t right)
{
	return unicode_is_wide(right) && !is_word(left)
		       ? CJK_PREFIX : resolve_sign(left, right);
}

enum cjk_class cjk_resolve(struct cjk_context *context, str text, size_t from,
			   size_t to, uint32_t c)
{
	uint32_t left = before(text, from), right = after(text, to);
	switch (c) {
	case 0x2018: case 0x201C:
		return resolve_opening(context, text, from, to, c);
	case 0x2019: case 0x201D:
		return resolve_closing(context, text, from, to, c);
	case '"': case '\'':
		return resolve_straight(left);
	case 0x00B7: case 0x2027:
		return is_word(left) && is_word(right) ? CJK_SYMBOL : CJK_DOT;
	case 0x2014:
		return left == c || right == c ? CJK_DASH : CJK_CONNECTOR;
	case 0x2026:
		return resolve_ellipsis(c, left, right);
	case '-': case 0x2010:
		return resolve_hyphen(left, right);
	case 0x2013:
		return is_letter(left) && is_letter(right) ? CJK_LATIN_HYPHEN
							   : CJK_HYPHEN;
	case '/':
		return is_latin_side(left) && is_latin_side(right)
			       ? CJK_SYMBOL : CJK_SOLIDUS;
	case '+': case '#': case 0x00B1: case 0x2212:
		return resolve_sign(left, right);
	case '$': case 0x00A3: case 0x00A5: case 0x20AC: case 0x20A9:
	case 0x2116:
		return resolve_currency(left, right);
	}
	return cjk_class(c);
}
