/* The lines of a head that are the title which front matter or <title> names:
 * they spell it, or its part before or behind the site's name.
 */
#include "pass/head.h"

#include "base/banned.h"

#define SHORTEST_NAME 12        /* bytes of a title found inside a name */

static bool follows_title(str title, size_t at)
{
	static const char *const separators[] = {
		"_", "-", "|", "｜", "—", "–", "(", "（", "»", "丨", "·",
		"@", "::", "•",
	};
	str rest = str_trim(str_from(title, at));
	if (!rest.len)
		return true;
	for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
		if (str_starts(rest, str_of(separators[i])))
			return true;
	return false;
}

/* 题目[1], 题目①: a note's mark belongs to no name. */
str without_mark(str line)
{
	size_t open = str_find_last(line, STR("["));
	bool is_mark = open != STR_NOT_FOUND && open > 0 &&
		       line.len - open <= 5 && str_ends(line, STR("]")) &&
		       line.text[open + 1] >= '0' && line.text[open + 1] <= '9';
	return is_mark ? str_trim_end(str_cut(line, 0, open)) : line;
}

size_t spell_name(struct head *head, str name, size_t at, size_t *len)
{
	size_t used = 0, lines = 0, best = 0;
	for (; lines < TITLE_LINES && at + lines < head->end; lines++) {
		struct sight *sight = head_sight(head, at + lines);
		if (sight->is_gone || !is_long_enough(sight))
			break;
		size_t more = loose_prefix(str_from(name, used),
					   without_mark(sight->text));
		if (!more)
			break;
		used += more;
		if (follows_title(name, used) &&
		    (used >= 6 || used == name.len)) {
			best = lines + 1;
			*len = used;
		}
	}
	return best;
}

static void find_by_name(struct head *head, str name)
{
	size_t best = 0;
	while (str_starts(name, STR("_")) || str_starts(name, STR(" ")))
		name = str_from(name, 1);
	for (size_t i = 0; i < head->end; i++) {
		size_t len = 0, lines = spell_name(head, name, i, &len);
		if (len <= best)
			continue;
		best = len;
		head->title = i;
		head->title_end = i + lines;
		head->is_certain = true;
	}
}

/* A separator, a column's end or nothing stands here in a name. */
static bool is_border(str name, size_t at)
{
	static const char *const ends[] = {"：", ":", "_", "-", "|", "｜", "—",
					   "–", "»", "丨", "·", "】", "]", " "};
	str before = str_trim_end(str_cut(name, 0, at));
	if (!before.len || before.len < at)
		return true;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_ends(before, str_of(ends[i])))
			return true;
	return false;
}

/* 某站_某某：题目（年份）: the line stands somewhere in the name, from border
 * to border. */
static bool stands_in(str name, str line)
{
	for (size_t at = 0; at < name.len; at++) {
		size_t len = name.text[at] == line.text[0] && is_border(name, at)
				     ? loose_prefix(str_from(name, at), line)
				     : 0;
		if (len && follows_title(name, at + len))
			return true;
	}
	return false;
}

/* [长途] 题目: the name's first part ends the line. */
static bool ends_line(str name, str line)
{
	static const char *const bars[] = {" - ", "_", "|", "--"};
	for (size_t i = 0; i < sizeof bars / sizeof *bars; i++)
		name = str_cut(name, 0, str_find(name, str_of(bars[i])));
	name = str_trim(name);
	return name.len >= SHORTEST_NAME && str_ends(line, name);
}

static void find_in_name(struct head *head, str name)
{
	size_t best = SHORTEST_NAME - 1;
	for (size_t i = 0; i < head->end; i++) {
		struct sight *sight = head_sight(head, i);
		str line = without_mark(sight->text);
		if (sight->is_gone || line.len <= best || line.len > name.len * 2 ||
		    sight_is_prose(sight) || is_site_name(line, head->work->scratch) ||
		    (!stands_in(name, line) && !ends_line(name, line)) ||
		    head_is_facts(head, i))
			continue;
		best = line.len;
		head->title = i;
		head->title_end = i + 1;
		head->is_certain = true;
	}
}

/* 某人的博客: 题目 */
static void find_at_end(struct head *head, str name)
{
	for (size_t i = 0; i < head->end; i++) {
		struct sight *sight = head_sight(head, i);
		if (sight->is_gone || sight->block->kind != BLOCK_HEADING ||
		    sight->characters < 2 || !str_ends(name, sight->text) ||
		    sight->text.len == name.len ||
		    !is_border(name, name.len - sight->text.len))
			continue;
		set_title(head, i);
		head->is_certain = true;
		return;
	}
}

/* <title> goes on from the page's one top heading: 题目原文及赏析_某网. */
static void find_top_heading(struct head *head, str name)
{
	size_t found = 0, count = 0;
	for (size_t i = 0; i < head->end; i++) {
		struct sight *sight = head_sight(head, i);
		if (sight->is_gone || sight->block->kind != BLOCK_HEADING ||
		    sight->block->as.heading.level > 0)
			continue;
		found = i;
		count++;
	}
	if (count != 1 || !is_long_enough(head_sight(head, found)) ||
	    !loose_prefix(name, head_sight(head, found)->text))
		return;
	set_title(head, found);
	head->is_certain = true;
}

void find_named(struct head *head, str name)
{
	find_by_name(head, name);
	if (!head->is_certain)
		find_by_name(head, title_mend(name, head->work->a));
	if (!head->is_certain)
		find_in_name(head, name);
	if (!head->is_certain)
		find_at_end(head, name);
	if (!head->is_certain)
		find_top_heading(head, name);
	if (!head->is_certain && head->work->chapter->format == FORMAT_HTML)
		find_shown_title(head);
}
