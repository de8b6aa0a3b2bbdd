/* Whose day a date at the head of a text is: the text's own, one of a diary's
 * days, or that of a meeting.
 */
#include "base/date.h"
#include "pass/head.h"

#include "base/banned.h"

/* （二〇二〇年九月十二日） below a title, and nothing else in the line: it
 * stays, as a part of the title. */
void head_absorb_bare_date(struct head *head, size_t i)
{
	struct chapter *chapter = head->work->chapter;
	str text = head_sight(head, i)->text, iso;
	size_t open = str_starts(text, STR("（")) ? strlen("（")
		      : str_starts(text, STR("(")) ? 1 : 0;
	size_t close = str_ends(text, STR("）")) ? strlen("）")
		       : str_ends(text, STR(")")) ? 1 : 0;
	if (!chapter->date.len && open && close &&
	    date_read_rough(str_cut(text, open, text.len - close), &iso,
			    head->work->a))
		chapter->date = iso;
}

static bool begins_date(struct work *work, str text)
{
	size_t len;
	str iso;
	return date_read_start(text, &len, &iso, work->scratch) ||
	       date_read_month(text, &len, &iso, work->scratch);
}

/* 三月五日　晴, and later 三月六日: a diary's days, not the text's date. */
bool head_is_one_of_dates(struct head *head, size_t i,
			  const struct facts *facts)
{
	if (facts->labels || !facts->date.len ||
	    !begins_date(head->work, head_sight(head, i)->text))
		return false;
	for (size_t k = i + 1; k < head->sights.list.count; k++) {
		struct sight *sight = head_sight(head, k);
		if (!sight->is_gone && sight->characters <= 24 &&
		    sight->block->kind == BLOCK_PARAGRAPH && !sight->stops &&
		    sight->linked == 0 && k + 1 < head->sights.list.count &&
		    sight_is_prose(head_sight(head, k + 1)) &&
		    begins_date(head->work, sight->text))
			return true;
	}
	return false;
}

/* 时间：…… over 地点：…… tells when people met, and stays. */
bool head_is_of_meeting(struct head *head, size_t i)
{
	static const char *const labels[] = {"地点", "会议地点", "主持", "参加",
					     "出席", "列席", "人物", "与会"};
	str words = head_sight(head, i)->words;
	if ((!str_starts(words, STR("时间")) &&
	     !str_starts(words, STR("会议时间"))) ||
	    i + 1 >= head->sights.list.count)
		return false;
	str next = head_sight(head, i + 1)->words;
	for (size_t k = 0; k < sizeof labels / sizeof *labels; k++)
		if (str_starts(next, str_of(labels[k])))
			return true;
	return false;
}
