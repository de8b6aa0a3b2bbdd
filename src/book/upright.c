/* Vertical runs: a phrase of Latin words, numbers and signs is looked at as
 * a whole, everything between phrases is stacked.
 *
 * A phrase is words parted by single spaces. Several words are turned; one
 * alone is judged by its letters and digits. Looking for the other end of a
 * quotation is bounded, so the work is linear.
 */
#include "book/upright.h"

#include "base/unicode.h"
#include "base/utf8.h"

#include "base/banned.h"

#define LONGEST_LATIN_QUOTE 200
#define LONGEST_STACKED_NUMBER 6
#define LONGEST_ACRONYM 4
#define LONGEST_LABEL 3               /* digits before the stop of an item */

static uint32_t before(str text, size_t at)
{
	return at ? utf8_previous(text, &at) : 0;
}

static uint32_t after(str text, size_t at)
{
	return at < text.len ? utf8_next(text, &at) : 0;
}

static bool is_digit(uint32_t c)
{
	return c - '0' < 10;
}

static bool is_letter(uint32_t c)
{
	return (c | 32) - 'a' < 26 || (c >= 0xAA && unicode_is_latin(c));
}

static bool is_capital(uint32_t c)
{
	return c - 'A' < 26;
}

static bool is_query(uint32_t c)
{
	return c == '!' || c == '?' || c == 0xFF01 || c == 0xFF1F;
}

static bool is_latin_side(uint32_t c)
{
	return !c || (c >= ' ' && c < 0x7F) || is_letter(c);
}

/* What stands outside a quotation; 0 is an end of the text. */
static bool is_latin_outside(uint32_t left, uint32_t right)
{
	return (left || right) && is_latin_side(left) && is_latin_side(right);
}

/* Is all Latin from here to the other mark of the quotation, and beyond? */
static bool opens_latin(str text, size_t at, uint32_t closing, uint32_t left)
{
	size_t limit = at + LONGEST_LATIN_QUOTE;
	while (at < text.len && at < limit) {
		uint32_t c = utf8_next(text, &at), next = after(text, at);
		if (c == closing && !(c == 0x2019 && is_letter(next)))
			return is_latin_outside(left, next);
		if (c >= 0x2E80)
			return false;
	}
	return false;
}

static bool closes_latin(str text, size_t at, uint32_t opening, uint32_t right)
{
	size_t limit = at > LONGEST_LATIN_QUOTE ? at - LONGEST_LATIN_QUOTE : 0;
	while (at > limit) {
		uint32_t c = utf8_previous(text, &at);
		if (c == opening)
			return is_latin_outside(before(text, at), right);
		if (c >= 0x2E80)
			return false;
	}
	return false;
}

/* The character on that side, a blank passed over. */
static uint32_t beyond_blank(str text, size_t at, int side)
{
	uint32_t c = side < 0 ? before(text, at) : after(text, at);
	if (c != ' ')
		return c;
	return side < 0 ? before(text, at - 1) : after(text, at + 1);
}

/* Marks that Chinese and Latin share, at [from, to): are these Latin? */
static bool is_latin_mark(str text, size_t from, size_t to, uint32_t c)
{
	uint32_t left = before(text, from), right = after(text, to);
	bool is_inside = is_letter(left) && is_letter(right);
	switch (c) {
	case 0x2018: case 0x201C:
		return opens_latin(text, to, c + 1, left);
	case 0x2019: case 0x201D:
		return (c == 0x2019 && is_inside) ||
		       closes_latin(text, from, c - 1, right);
	case 0x2013: case 0x2014:
		return is_inside;
	case 0x00D7: case 0x00F7:
		return is_digit(beyond_blank(text, from, -1)) &&
		       is_digit(beyond_blank(text, to, 1));
	case 0x00B7: case 0x2025: case 0x2026:
		return left && right && is_latin_side(left) &&
		       is_latin_side(right);
	}
	return false;
}

static bool is_shared_mark(uint32_t c)
{
	return c == 0x00B7 || c == 0x00D7 || c == 0x00F7 || c == 0x2013 || c == 0x2014 || c == 0x2015 ||
	       (c >= 0x2018 && c <= 0x201D) || c == 0x2025 || c == 0x2026 ||
	       c == 0x22EF || c == 0x2E3A;
}

/* Does the character at *at belong to a word? It is passed if so. */
static bool take_sideways(str text, size_t *at)
{
	size_t to = *at;
	uint32_t c = utf8_next(text, &to);
	bool is_sideways = is_shared_mark(c)
				   ? is_latin_mark(text, *at, to, c)
				   : unicode_is_sideways(c);
	if (is_sideways)
		*at = to;
	return is_sideways;
}

static size_t word_end(str text, size_t start)
{
	size_t end = start;
	while (end < text.len) {
		size_t next = end;
		if (!take_sideways(text, &next) &&
		    (end == start || !unicode_is_mark(utf8_next(text, &next))))
			break;
		end = next;
	}
	return end;
}

/* What a word is made of. */
struct word {
	size_t characters, digits, capitals, letters, queries;
	uint32_t first, last;
};

static struct word read_word(str text)
{
	struct word word = {.first = utf8_first(text)};
	for (size_t at = 0; at < text.len;) {
		uint32_t c = word.last = utf8_next(text, &at);
		word.characters++;
		word.digits += is_digit(c);
		word.capitals += is_capital(c);
		word.letters += is_letter(c);
		word.queries += is_query(c);
	}
	return word;
}

static bool is_sign(uint32_t c)
{
	return c == '+' || c == '-' || c == 0x2212 || c == 0x00B1;
}

static bool is_unit(uint32_t c)
{
	return c == '%' || c == 0x2030;
}

static enum upright single_orientation(uint32_t c)
{
	static const char stacked[] = "%&@#*$!?";
	if (c < 0x80 && memchr(stacked, (int)c, sizeof stacked - 1))
		return UPRIGHT_STACKED;
	return is_letter(c) || is_digit(c) || is_unit(c) ? UPRIGHT_STACKED
							 : UPRIGHT_TURNED;
}

static enum upright pair_orientation(const struct word *word)
{
	if (word->digits == 2 || word->queries == 2)
		return UPRIGHT_COMBINED;
	if (word->capitals == 2)
		return UPRIGHT_STACKED;
	bool is_short = word->digits + word->letters == 2
				? word->digits > 0
				: word->digits + word->letters == 1 &&
				  (is_sign(word->last) ||
				   (is_sign(word->first) && word->digits));
	return is_short ? UPRIGHT_COMBINED : UPRIGHT_TURNED;
}

static enum upright word_orientation(str text)
{
	struct word word = read_word(text);
	if (word.characters == 1)
		return single_orientation(word.first);
	if (word.characters == 2)
		return pair_orientation(&word);
	if (word.digits == word.characters)
		return word.digits <= LONGEST_STACKED_NUMBER ? UPRIGHT_STACKED
							     : UPRIGHT_TURNED;
	if (str_has_form(text, "0.0"))
		return UPRIGHT_COMBINED;
	if (word.queries == word.characters)
		return UPRIGHT_STACKED;
	return word.capitals &&
			       word.capitals + word.digits == word.characters &&
			       word.characters <= LONGEST_ACRONYM
		       ? UPRIGHT_STACKED : UPRIGHT_TURNED;
}

/* 50% is two runs, the sign below its number, and so is 3. before an item. */
static size_t without_tail(str word)
{
	size_t end = word.len;
	uint32_t c = end ? utf8_previous(word, &end) : 0;
	if (!end || !(is_unit(c) || (c == '.' && end <= LONGEST_LABEL)))
		return word.len;
	for (size_t i = 0; i < end; i++)
		if (!is_digit((unsigned char)word.text[i]))
			return word.len;
	return end;
}

/* The phrase that begins here with a word. */
static void take_phrase(str text, struct upright_run *run)
{
	size_t end = word_end(text, run->start), words = 1;
	run->end = end;
	while (end + 1 < text.len && text.text[end] == ' ') {
		size_t next = word_end(text, end + 1);
		if (next == end + 1)
			break;
		end = run->end = next;
		words++;
	}
	run->orientation = UPRIGHT_TURNED;
	if (words > 1)
		return;
	str word = str_cut(text, run->start, run->end);
	size_t len = without_tail(word);
	bool is_stop = str_equal(word, STR(".")) &&
		       is_digit(before(text, run->start));
	run->orientation = word_orientation(str_cut(word, 0, len));
	if (is_stop)
		run->orientation = UPRIGHT_STACKED;
	if (run->orientation != UPRIGHT_TURNED)
		run->end = run->start + len;
}

static size_t queries_end(str text, size_t at)
{
	while (is_query(after(text, at)))
		utf8_next(text, &at);
	return at;
}

/* ！？ of Chinese, two of them; more are passed over. */
static bool take_queries(str text, size_t *at)
{
	size_t end = queries_end(text, *at);
	bool is_pair = utf8_count(str_cut(text, *at, end)) == 2;
	if (!is_pair)
		*at = end;
	return is_pair;
}

static bool is_wide_query(uint32_t c)
{
	return is_query(c) && c > 0x80;
}

bool upright_next(str text, size_t *at, struct upright_run *run)
{
	if (*at >= text.len)
		return false;
	size_t end = *at;
	*run = (struct upright_run){UPRIGHT_STACKED, *at, end};
	while (end < text.len) {
		size_t next = end;
		if (is_wide_query(after(text, end))) {
			if (take_queries(text, &end))
				break;
			continue;
		}
		if (take_sideways(text, &next))
			break;
		utf8_next(text, &end);
	}
	if (end > *at) {
		run->end = end;
	} else if (is_wide_query(after(text, end))) {
		run->orientation = UPRIGHT_COMBINED;
		run->end = queries_end(text, end);
	} else {
		take_phrase(text, run);
	}
	*at = run->end;
	return true;
}

uint32_t upright_quote(uint32_t c, bool is_mainland)
{
	switch (c) {
	case 0x201C: return is_mainland ? 0x300E : 0x300C;
	case 0x201D: return is_mainland ? 0x300F : 0x300D;
	case 0x2018: return is_mainland ? 0x300C : 0x300E;
	case 0x2019: return is_mainland ? 0x300D : 0x300F;
	}
	return c;
}
