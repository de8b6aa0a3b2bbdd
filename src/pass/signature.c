/* Facts that stand inside the text or at its foot: a reporter's dateline, a
 * signature in brackets, lines of editors below the last paragraph.
 */
#include "pass/head.h"

#include "base/banned.h"

#define LONGEST_DATELINE 160    /* bytes */
#define LONGEST_SIGNED 20       /* characters of a line with a date */
#define LONGEST_FOOT 60         /* lines; verse has no prose to end it */

/* …（作者：某某） at a paragraph's end. */
static void absorb_signature(struct head *head, struct sight *sight)
{
	struct facts facts;
	str text = sight->text;
	if (!str_ends(text, STR("）")) && !str_ends(text, STR(")")))
		return;
	size_t open = str_find_last(text, STR("（"));
	if (open == STR_NOT_FOUND)
		open = str_find_last(text, STR("("));
	if (open == STR_NOT_FOUND || open == 0 ||
	    !facts_read(head->work, str_from(text, open), &facts) ||
	    !facts.labels ||
	    !(facts.author.len || facts.source.len ||
	      (facts.rest == 0 && !facts.date.len)))
		return;
	struct changes changes = {.work = head->work, .block = sight->block};
	changes.text = block_text(sight->block, head->work->scratch);
	size_t from = str_find_last(changes.text, str_from(text, open));
	head_absorb(head, &facts);
	change(&changes, from, from + text.len - open, STR_NONE,
	       "byline/signature");
	changes_apply(&changes);
}

/* A signature's day is the text's, unless the head knew another. */
static void sign_date(struct head *head, const struct sight *sight,
		      const struct facts *facts)
{
	struct chapter *chapter = head->work->chapter;
	if (!chapter->date.len && facts->date.len && !facts->labels &&
	    sight->characters <= LONGEST_SIGNED)
		chapter->date = arena_copy(head->work->a, facts->date);
}

/* Facts behind the text; a lone date there is a signature and stays. */
void head_absorb_foot(struct head *head)
{
	size_t prose = 0, lines = 0;
	for (size_t i = head->sights.list.count;
	     i-- > 0 && prose < 2 && lines < LONGEST_FOOT;) {
		struct sight *sight = head_sight(head, i);
		struct facts facts;
		if (sight->is_gone || sight->is_figure || !sight->characters)
			continue;
		lines++;
		if (facts_read(head->work, sight->text, &facts) &&
		    facts.labels && !facts.summary.len) {
			head_absorb(head, &facts);
			drop_sight(head->work, sight, "byline/facts");
		} else {
			if (!prose && i >= head->end)
				sign_date(head, sight, &facts);
			prose += sight_is_prose(sight);
			absorb_signature(head, sight);
		}
	}
}

/* 某地某日电（记者某某）: names at the head of the text. */
void head_absorb_dateline(struct head *head)
{
	struct chapter *chapter = head->work->chapter;
	for (size_t i = 0; i < head->sights.list.count; i++) {
		struct sight *sight = head_sight(head, i);
		if (sight->is_gone || !sight_is_prose(sight))
			continue;
		str words = str_cut(sight->words, 0, LONGEST_DATELINE);
		size_t from = str_find(words, STR("（记者"));
		size_t end = str_find(words, STR("）"));
		if (from == STR_NOT_FOUND || end == STR_NOT_FOUND ||
		    end < from || chapter->author.len)
			return;
		from += strlen("（记者");
		str names = str_cut(words, from, end);
		size_t lead = names.len - str_trim_start(names).len;
		if (are_persons(str_trim(names)))
			chapter->author = arena_copy(
				head->work->a,
				str_trim(str_cut(sight->text, from + lead, end)));
		return;
	}
}
