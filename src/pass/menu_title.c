/* The title of a page that was copied with its menus: among a long run of short
 * lines the one that the text says again, or the one that is far longer than
 * any button.
 */
#include "pass/head.h"

#include "base/banned.h"

#define LEAST_MENU 8            /* lines above the first paragraph */
#define LEAST_BUTTONS 6         /* with a title among them */
#define BRIEF 6                 /* characters of a button */
#define LEAST_LONGEST 10
#define LONGEST_QUESTION 32     /* characters */
#define MOST_NOTICES 2
#define SHORTEST_PAGE_NAME 12   /* bytes */

/* Prose, and no question that stands alone among buttons. */
static bool is_running(struct head *head, size_t i)
{
	struct sight *sight = head_sight(head, i);
	if (!sight_is_prose(sight))
		return false;
	bool is_last = i + 1 >= head->sights.list.count;
	return !is_titlelike(sight) || sight->characters > LONGEST_QUESTION ||
	       is_last || sight_is_prose(head_sight(head, i + 1));
}

/* The longest line of a menu of short ones: a page's title in the midst of
 * its buttons. */
bool find_longest(struct head *head)
{
	size_t prose = 0;
	while (prose < head->sights.list.count && !is_running(head, prose))
		prose++;
	if (prose < LEAST_BUTTONS || prose == head->sights.list.count)
		return false;
	size_t best = 0, second = 0, brief = 0, solid = 0;
	for (size_t i = 0; i < prose; i++) {
		struct sight *sight = head_sight(head, i);
		if (sight->is_gone || sight->han * 2 < sight->characters ||
		    head_is_facts(head, i))
			continue;
		solid++;
		brief += sight->characters <= BRIEF;
		if (!is_titlelike(sight))
			continue;
		if (sight->characters > head_sight(head, best)->characters) {
			second = head_sight(head, best)->characters;
			best = i;
		} else if (i != best && sight->characters > second) {
			second = sight->characters;
		}
	}
	size_t longest = head_sight(head, best)->characters;
	if (best == 0 || longest < LEAST_LONGEST ||
	    longest * 2 < second * 3 || brief * 3 < solid * 2)
		return false;
	set_title(head, best);
	head->is_certain = true;
	return true;
}

/* The longest line in [from, prose) that the paragraph says again at its
 * beginning. */
static bool find_said_again(struct head *head, size_t from, size_t prose)
{
	size_t best = 0;
	str text = head_sight(head, prose)->text;
	for (size_t i = from; i < prose; i++) {
		struct sight *sight = head_sight(head, i);
		if (sight->is_gone || sight->is_figure ||
		    sight->characters < 2 || sight->text.len < best ||
		    !loose_prefix(text, sight->text) || head_is_facts(head, i))
			continue;
		best = sight->text.len;
		set_title(head, i);
		head->is_certain = true;
	}
	return best > 0;
}

/* A page that was copied with its menus: a long run of short lines, one of
 * which the paragraph below says again. A notice may stand above the run. */
bool find_below_menu(struct head *head)
{
	size_t from = 0;
	for (size_t i = 0, notices = 0;
	     i < head->sights.list.count && notices <= MOST_NOTICES; i++) {
		if (!is_running(head, i))
			continue;
		if (i - from >= LEAST_MENU && find_said_again(head, from, i)) {
			head->is_below_notice = from > 0;
			return true;
		}
		from = i + 1;
		notices++;
	}
	return false;
}

/* A title twice in a row is no more than a title. */
static bool says_again(struct head *head, size_t first, str name)
{
	for (size_t i = first + 1; i < head->end; i++) {
		size_t len = 0;
		if (!head_sight(head, i)->is_gone &&
		    spell_name(head, name, i, &len) &&
		    len >= SHORTEST_PAGE_NAME &&
		    (len < name.len || i > first + 1))
			return true;
	}
	return false;
}

str take_page_name(struct head *head)
{
	size_t first = 0;
	while (first < head->end && (head_sight(head, first)->is_gone ||
				     head_sight(head, first)->is_figure))
		first++;
	if (first == head->end)
		return STR_NONE;
	struct sight *sight = head_sight(head, first);
	if (sight->block->kind != BLOCK_PARAGRAPH ||
	    !says_again(head, first, sight->text))
		return STR_NONE;
	str name = arena_copy(head->work->a, sight->text);
	drop_sight(head->work, sight, "byline/above-title");
	head->is_saved_page = true;
	return name;
}
