/* What a site that prints a book chapter by chapter leaves between them: when
 * a chapter was put up and how long it is, below its label; buttons and（本章
 * 完）above the next one. One chapter proves nothing, two do.
 */
#include "book/numeral.h"
#include "pass/inside.h"

#include "base/banned.h"

static bool is_chapter_line(const struct sight *sight)
{
	if (sight->is_gone || sight->is_figure || sight->characters > 40 ||
	    !sight->characters)
		return false;
	enum label_kind kind = label_read(sight->text).kind;
	return kind == LABEL_CHAPTER || kind == LABEL_SECTION;
}

static bool is_between(struct work *work, const struct sight *sight)
{
	struct facts facts;
	if (sight->is_gone || sight->is_figure || sight_is_prose(sight) ||
	    !sight->characters)
		return false;
	return furniture_of(sight) != FURNITURE_NONE ||
	       (facts_read(work, sight->text, &facts) && facts.labels);
}

/* From a chapter's label down, or up from it. */
static void drop_beside(struct work *work, struct sights *sights, size_t label,
			int step)
{
	for (size_t at = label + (size_t)step; at < sights->list.count;
	     at += (size_t)step) {
		if (!is_between(work, &sights->list.at[at]))
			return;
		drop_sight(work, &sights->list.at[at], "boilerplate/serial");
	}
}

void drop_serial_lines(struct work *work, struct sights *sights)
{
	LIST(size_t) labels = {0};
	for (size_t i = 0; i < sights->list.count; i++)
		if (is_chapter_line(&sights->list.at[i]))
			list_push(work->scratch, &labels, i);
	for (size_t i = 0; i < labels.count && labels.count > 1; i++) {
		drop_beside(work, sights, labels.at[i], 1);
		if (i > 0)
			drop_beside(work, sights, labels.at[i], -1);
	}
}
