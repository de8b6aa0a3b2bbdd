/* The book's name before each of its chapters, 云溪野记 第一回 …, is said once
 * as the title and cut from the others: two lines with the same words before
 * their labels are the evidence.
 */
#include "base/utf8.h"
#include "book/numeral.h"
#include "pass/inside.h"

#include "base/banned.h"

#define LONGEST_PREFIX 20       /* characters */
#define LONGEST_LINE 60

/* Bytes before 第一回; 0: the line has no label behind other words. */
static size_t prefix_len(const struct sight *sight)
{
	if (sight->block->kind != BLOCK_PARAGRAPH || sight->stops ||
	    sight->characters > LONGEST_LINE)
		return 0;
	size_t at = str_find(sight->text, STR("第"));
	if (at == STR_NOT_FOUND || at == 0 || utf8_count(str_cut(
			sight->text, 0, at)) > LONGEST_PREFIX)
		return 0;
	str before = str_cut(sight->text, 0, at);
	bool is_apart = str_trim_end(before).len < before.len ||
			str_ends(before, STR("》"));
	enum label_kind kind = label_read(str_from(sight->text, at)).kind;
	return is_apart && label_names_part(kind) ? at : 0;
}

static str bare_title(str prefix)
{
	prefix = str_trim(prefix);
	if (str_starts(prefix, STR("《")) && str_ends(prefix, STR("》")))
		prefix = str_cut(prefix, strlen("《"),
				 prefix.len - strlen("》"));
	return prefix;
}

static void cut(struct work *work, struct sight *sight, size_t len)
{
	struct changes changes = {.work = work, .block = sight->block};
	changes.text = block_text(sight->block, work->scratch);
	size_t from = str_find(changes.text, str_cut(sight->text, 0, len));
	change(&changes, from, from + len, STR_NONE, "byline/title-prefix");
	changes_apply(&changes);
}

void cut_title_prefixes(struct work *work)
{
	struct sights sights;
	LIST(struct sight *) lines = {0};
	if (rule_is_off(work, STR("byline/title-prefix")))
		return;
	sights_take(work, &sights);
	for (size_t i = 0; i < sights.list.count; i++)
		if (prefix_len(&sights.list.at[i]))
			list_push(work->scratch, &lines, &sights.list.at[i]);
	if (lines.count < 2)
		return;
	size_t len = prefix_len(lines.at[0]);
	str prefix = str_cut(lines.at[0]->text, 0, len);
	for (size_t i = 0; i < lines.count; i++)
		if (prefix_len(lines.at[i]) != len ||
		    !str_starts(lines.at[i]->text, prefix))
			return;
	if (!work->chapter->title.len)
		work->chapter->title = arena_copy(work->a, bare_title(prefix));
	for (size_t i = 0; i < lines.count; i++)
		cut(work, lines.at[i], len);
}
