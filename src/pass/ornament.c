/* Lines without a word: ornaments, which say nothing, and rulers, which part
 * what stands above from what stands below. Marks that end the sentence above
 * and signs for lost characters are neither.
 */
#include "base/unicode.h"
#include "base/utf8.h"
#include "book/numeral.h"
#include "pass/inside.h"

#include "base/banned.h"

#define LONGEST_HEADING 40      /* characters */

/* ???? and □□□ stand for characters that were lost. */
static bool is_lost_character(uint32_t c)
{
	return c == '?' || c == 0x25A1;
}

/* 。 ” ）: what a sentence ends with, left alone on a line by a right edge. */
static bool ends_sentence_above(str text)
{
	enum ending ending = text_ending(text);
	return ending != ENDS_OPEN && ending != ENDS_COLON && text.len <= 9 &&
	       is_chinese_mark(character_at(text, 0));
}

bool is_ornament(const struct sight *sight)
{
	if (sight->text.len == 0 || sight->han || sight->is_figure ||
	    sight->block->kind == BLOCK_LINE ||
	    ends_sentence_above(sight->text))
		return false;
	for (size_t at = 0; at < sight->text.len;) {
		uint32_t c = utf8_next(sight->text, &at);
		if (unicode_is_letter(c) || unicode_is_digit(c) || c == '*' ||
		    c == 0xFFFC || is_lost_character(c))
			return false;
	}
	return true;
}

/* ---------- *** ＊＊＊ ══════: one mark again and again. */
bool is_ruler(const struct sight *sight)
{
	str text = sight->text;
	if (sight->block->kind != BLOCK_PARAGRAPH || sight->han)
		return false;
	size_t at = 0, count = 0;
	uint32_t mark = text.len ? utf8_next(text, &at) : 0;
	if (is_lost_character(mark) ||
	    (!unicode_is_punctuation(mark) && mark != '=' && mark != '~' &&
	     !(mark >= 0x2500 && mark <= 0x25FF)))
		return false;
	for (count = 1; at < text.len; count++) {
		uint32_t c = utf8_next(text, &at);
		if (c != mark && !unicode_is_space(c))
			return false;
	}
	return count >= 5;
}

static void make_rule(struct work *work, struct sight *sight)
{
	if (rule_is_off(work, STR("boilerplate/ruler")))
		return;
	struct block *rule = block_new(work->a, BLOCK_RULE,
				       sight->block->span);
	ledger_removed(&work->chapter->ledger, STR("boilerplate/ruler"),
		       sight->line, arena_copy(work->a, sight->text));
	block_insert_after(work->chapter, sight->block, rule);
	block_remove(work->chapter, sight->block);
	sight->is_gone = true;
}

/* Drawn below the head of a chapter, it parts nothing. */
static bool is_underline(const struct sights *sights, size_t i)
{
	while (i > 0 && sights->list.at[i - 1].is_gone)
		i--;
	if (i == 0)
		return false;
	const struct sight *above = &sights->list.at[i - 1];
	enum label_kind kind = label_read(above->text).kind;
	return (kind == LABEL_VOLUME || kind == LABEL_CHAPTER ||
		kind == LABEL_SECTION) &&
	       above->characters <= LONGEST_HEADING &&
	       above->ending != ENDS_STOP && above->ending != ENDS_COMMA;
}

void take_ruler(struct work *work, struct sights *sights, size_t i)
{
	if (is_underline(sights, i))
		drop_sight(work, &sights->list.at[i], "boilerplate/ruler");
	else
		make_rule(work, &sights->list.at[i]);
}
