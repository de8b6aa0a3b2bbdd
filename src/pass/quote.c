/* Straight quotation marks become “ ” ‘ ’, in pairs and with the blanks
 * inside them taken away: 做 " 讲政治 " 的 -> 做 “讲政治” 的. A closing mark
 * typed as an opening one is turned round when its neighbours leave no
 * doubt. Quotations in English sentences keep theirs.
 */
#include "base/unicode.h"
#include "base/utf8.h"
#include "pass/inside.h"
#include "pass/punct.h"

#include "base/banned.h"

static bool is_word(uint32_t c)
{
	return (c >= '0' && c <= '9') || unicode_is_latin(c);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static size_t blanks_after(str text, size_t at)
{
	size_t end = at;
	while (end < text.len && is_blank(text.text[end]))
		end++;
	return end;
}

static size_t blanks_before(str text, size_t at)
{
	while (at > 0 && is_blank(text.text[at - 1]))
		at--;
	return at;
}

/* Does the pair stand in a Chinese sentence, or hold one? */
static bool is_chinese_pair(str text, size_t open, size_t close)
{
	for (size_t i = open + 1; i < close; i++)
		if (is_han_lead((unsigned char)text.text[i]))
			return true;
	uint32_t before = character_before(text, blanks_before(text, open));
	uint32_t after = character_at(text, blanks_after(text, close + 1));
	return is_chinese(before) || is_chinese(after);
}

static void curl_pair(struct changes *changes, size_t open, size_t close,
		      bool is_double)
{
	str text = changes->text;
	/* alt="…" is code. */
	if (!is_chinese_pair(text, open, close) ||
	    character_before(text, open) == '=')
		return;
	change(changes, open, blanks_after(text, open + 1),
	       is_double ? STR("“") : STR("‘"), "punct/quote");
	change(changes, blanks_before(text, close), close + 1,
	       is_double ? STR("”") : STR("’"), "punct/quote");
}

struct places {
	LIST(size_t) list;
};

static bool is_apostrophe(str text, size_t at)
{
	return is_word(character_before(text, at)) ||
	       (at > 0 && is_word(character_at(text, at + 1)) &&
		unicode_is_digit(character_at(text, at + 1)));
}

static void collect(struct changes *changes, char mark, struct places *places)
{
	str text = changes->text;
	size_t at = str_find_byte(text, mark);
	while (at != STR_NOT_FOUND) {
		if (mark == '"' || !is_apostrophe(text, at) ||
		    places->list.count % 2 == 1)
			list_push(changes->work->scratch, &places->list, at);
		const char *next = memchr(text.text + at + 1, mark,
					  text.len - at - 1);
		at = next ? (size_t)(next - text.text) : STR_NOT_FOUND;
	}
}

static void curl(struct changes *changes, char mark)
{
	struct places places = {0};
	collect(changes, mark, &places);
	if (places.list.count % 2 != 0)
		return;
	for (size_t i = 0; i < places.list.count; i += 2)
		if (blanks_after(changes->text, places.list.at[i] + 1) >=
		    places.list.at[i + 1])
			return;
	for (size_t i = 0; i < places.list.count; i += 2)
		curl_pair(changes, places.list.at[i], places.list.at[i + 1],
			  mark == '"');
}

/* “…“ with no ” after it: the second one closes. */
void turn_quotes(struct changes *changes)
{
	str text = changes->text;
	bool is_open = false;
	size_t at = str_find(text, STR("“"));
	size_t close = str_find(text, STR("”"));
	while (at != STR_NOT_FOUND) {
		size_t next = str_find_from(text, STR("“"), at + 3);
		while (close != STR_NOT_FOUND && close < at) {
			close = str_find_from(text, STR("”"), close + 3);
			is_open = false;
		}
		bool closes_next = close != STR_NOT_FOUND &&
				   (next == STR_NOT_FOUND || close < next);
		if (is_open && !closes_next && is_han_before(text, at) &&
		    is_han_at(text, at + 3)) {
			change(changes, at, at + 3, STR("”"), "punct/quote");
			is_open = false;
		} else {
			is_open = true;
		}
		at = next;
	}
}

void curl_quotes(struct changes *changes)
{
	str text = changes->text;
	if (str_find_byte(text, '"') != STR_NOT_FOUND)
		curl(changes, '"');
	else
		turn_quotes(changes);
	if (str_find_byte(text, '\'') != STR_NOT_FOUND)
		curl(changes, '\'');
}
