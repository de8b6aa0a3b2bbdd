/* Facts become the chapter's. Those that stood in a table and were copied as
 * lines have a label on one line and what it names on the next; one of them
 * may be the title.
 */
#include "pass/head.h"

#include "base/banned.h"

#define LONGEST_LABEL 8         /* characters, with the colon */

/* What front matter said before goes to the ledger. */
static void take_over(struct head *head, str *field, str value)
{
	struct chapter *chapter = head->work->chapter;
	str before = *field;
	*field = arena_copy(head->work->a, value);
	if (before.len && !str_equal(before, value))
		ledger_changed(&chapter->ledger, STR("byline/named"), 0, before,
			       *field);
}

void head_absorb(struct head *head, const struct facts *facts)
{
	struct chapter *chapter = head->work->chapter;
	struct arena *a = head->work->a;
	if (facts->author.len && !head->has_author)
		take_over(head, &chapter->author, facts->author);
	/* The first that a label names; what stands at the foot is of
	 * somebody's post. */
	head->has_author |= facts->author.len > 0 && facts->labels > 0;
	if (facts->source.len)
		take_over(head, &chapter->source, facts->source);
	if (facts->date.len && !chapter->date.len)
		chapter->date = arena_copy(a, facts->date);
	if (facts->title.len && !chapter->title.len)
		chapter->title = arena_copy(a, facts->title);
	if (facts->summary.len && !chapter->summary.len)
		chapter->summary = arena_copy(a, facts->summary);
}

/* 成文日期： on a line, and the day on the next: cells of a table that was
 * copied as lines. */
static bool read_cells(struct head *head, size_t i, struct facts *facts)
{
	struct sight *label = head_sight(head, i);
	if (i + 1 >= head->sights.list.count || label->is_gone ||
	    label->ending != ENDS_COLON || label->characters > LONGEST_LABEL)
		return false;
	struct sight *value = head_sight(head, i + 1);
	return !value->is_gone && value->text.len > 0 &&
	       value->ending != ENDS_COLON && !sight_is_prose(value) &&
	       facts_read(head->work,
			  arena_join(head->work->scratch, label->text,
				     value->text), facts) &&
	       facts->labels > 0;
}

bool absorb_cell(struct head *head, size_t i)
{
	struct facts facts;
	if (!read_cells(head, i, &facts))
		return false;
	head_absorb(head, &facts);
	drop_sight(head->work, head_sight(head, i), "byline/facts");
	drop_sight(head->work, head_sight(head, i + 1), "byline/facts");
	return true;
}

/* 标题：某某 names the title that stands below. */
str labelled_title(struct head *head)
{
	struct facts facts;
	for (size_t i = 0; i < head->end && i < LONGEST_HEAD; i++) {
		struct sight *sight = head_sight(head, i);
		if (sight_is_prose(sight))
			break;
		if (!read_cells(head, i, &facts) &&
		    !facts_read(head->work, sight->text, &facts))
			continue;
		if (facts.title.len && facts.labels)
			return arena_copy(head->work->a, facts.title);
	}
	return STR_NONE;
}
