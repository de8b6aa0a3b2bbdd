/* A title that nobody names is known by what stands below it: lines that tell
 * who wrote the text, when and where, with the paper's number or other labels
 * between.
 */
#include "base/utf8.h"
#include "pass/head.h"

#include "base/banned.h"

#define LONGEST_QUESTION 32     /* characters */

/* 〔2023〕第3号, and an issue of a journal. */
bool is_paper_number(str words)
{
	/* 第29卷　第3期 */
	if (words.len <= 60 && str_starts(words, STR("第")) &&
	    str_ends(words, STR("期")))
		return true;
	return words.len <= 60 && str_ends(words, STR("号")) &&
	       (str_contains(words, STR("〔")) || str_contains(words, STR("[")) ||
		str_contains(words, STR("第")));
}

/* 地点：某某 */
static bool is_labelled(const struct sight *sight)
{
	size_t colon = str_find(sight->text, STR("："));
	if (colon == STR_NOT_FOUND)
		colon = str_find_byte(sight->text, ':');
	return colon != STR_NOT_FOUND && colon > 0 &&
	       utf8_count(str_cut(sight->text, 0, colon)) <= 3 &&
	       sight->characters <= 12;
}

/* What may stand between a title and its facts: names, where they work in
 * brackets, the paper's number, other labels. */
static bool is_beside_title(struct head *head, size_t i)
{
	const struct sight *sight = head_sight(head, i);
	if (is_paper_number(sight->words) || is_labelled(sight))
		return true;
	bool is_bracketed = (str_starts(sight->text, STR("（")) &&
			     str_ends(sight->text, STR("）"))) ||
			    (str_starts(sight->text, STR("(")) &&
			     str_ends(sight->text, STR(")")));
	return is_bracketed || are_persons(sight->words);
}

/* 占用楼道，违法吗？ a sentence, and a title if facts stand below it. */
static bool is_question(const struct sight *sight)
{
	return is_titlelike(sight) && sight->characters <= LONGEST_QUESTION;
}

bool find_above_facts(struct head *head)
{
	for (size_t i = 1; i < head->end && i < LONGEST_HEAD; i++) {
		size_t at = i - 1;
		if (sight_is_prose(head_sight(head, at)) &&
		    !(is_question(head_sight(head, at)) &&
		      head_is_facts(head, i)))
			return false;
		if (!head_is_facts(head, i) || head_is_facts(head, at))
			continue;
		while (at > 0 && at + 3 >= i && is_beside_title(head, at))
			at--;
		if (!is_titlelike(head_sight(head, at)) ||
		    is_paper_number(head_sight(head, at)->words))
			continue;
		set_title(head, at);
		head->is_certain = true;
		return true;
	}
	return false;
}

/* 《书名》 alone, and who wrote it below: whatever stands above belongs to
 * those who copied the book. */
bool find_book(struct head *head)
{
	struct facts facts;
	for (size_t i = 0; i + 1 < head->end && i < LONGEST_HEAD; i++) {
		struct sight *sight = head_sight(head, i);
		if (sight->is_gone || !str_starts(sight->text, STR("《")) ||
		    str_find(sight->text, STR("》")) + 3 != sight->text.len ||
		    !facts_read(head->work, head_sight(head, i + 1)->text,
				&facts) ||
		    !facts.author.len || !facts.labels)
			continue;
		set_title(head, i);
		head->is_certain = true;
		return true;
	}
	return false;
}
