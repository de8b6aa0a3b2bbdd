/* What a web page or a printed page puts round a text, and the text does
 * not: paths, menus, share bars, lists of related links, footers, running
 * heads and page numbers.
 *
 * The text itself is found first: from its first to its last paragraph of
 * prose. Inside nothing is dropped but page furniture; above and below, a
 * line goes when words (furniture.c), links, its place or the page's own
 * classes say so. In doubt it stays.
 */
#include "base/unicode.h"
#include "book/walk.h"
#include "pass/inside.h"

#include "base/banned.h"

#define LONGEST_HEADING 40      /* characters */
#define HEAD_LINES 40
#define LONG_PROSE 80           /* characters no footer has */
#define TAIL_SHARE 8            /* a tail holds less than 1/8 of the prose */
#define LONGEST_TAIL 2000       /* characters of prose in it */
#define MOST_BUTTONS 200        /* compared with each other */
#define LONGEST_BUTTON 48       /* bytes */

static bool is_linked(const struct sight *sight)
{
	return sight->linked > 0 && sight->linked * 5 >= sight->text.len * 4;
}

/* Where the text is: indexes of its first prose and behind its last. */
struct extent {
	size_t first, end;
};

static bool may_be_body(const struct sight *sight)
{
	return !sight->is_gone && sight_is_prose(sight);
}

static bool is_body(const struct sight *sight)
{
	return may_be_body(sight) && furniture_of(sight) == FURNITURE_NONE;
}

/* From both ends, because only lines there need to be read for words. */
static struct extent find_extent(const struct sights *sights)
{
	size_t count = sights->list.count;
	struct extent extent = {0, count};
	while (extent.first < count && !is_body(&sights->list.at[extent.first]))
		extent.first++;
	while (extent.end > extent.first &&
	       !is_body(&sights->list.at[extent.end - 1]))
		extent.end--;
	return extent;
}

static bool is_tail(const struct sight *sight)
{
	enum furniture kind = furniture_of(sight);
	return kind == FURNITURE_TAIL || kind == FURNITURE_COMMENTS;
}

static size_t count_prose(const struct sights *sights, size_t from, size_t to)
{
	size_t count = 0;
	for (size_t i = from; i < to; i++)
		if (may_be_body(&sights->list.at[i]))
			count += sights->list.at[i].characters;
	return count;
}

/* Where readers' comments begin; the end: nowhere. More is written above
 * them than in them. */
static size_t find_comments(const struct sights *sights)
{
	size_t count = sights->list.count, above = 0;
	size_t all = count_prose(sights, 0, count);
	for (size_t i = 0; i < count; i++) {
		const struct sight *sight = &sights->list.at[i];
		if (!sight->is_gone && above > 0 && above * 2 >= all &&
		    sight->text.len <= LONGEST_BUTTON &&
		    furniture_of(sight) == FURNITURE_COMMENTS)
			return i;
		above += may_be_body(sight) ? sight->characters : 0;
	}
	return count;
}

/* Then notices in English below the text are none of it. */
static bool mostly_chinese(const struct sights *sights)
{
	size_t han = 0, all = 0;
	for (size_t i = 0; i < sights->list.count; i++) {
		han += sights->list.at[i].han;
		all += sights->list.at[i].characters;
	}
	return han * 2 > all;
}

/* The first line below which no text stands any more: furniture, and little
 * or no prose behind it. */
static size_t find_tail(const struct sights *sights)
{
	size_t tail = find_comments(sights);
	size_t above = count_prose(sights, 0, tail), below = 0;
	bool is_chinese = mostly_chinese(sights);
	for (size_t i = tail; i-- > 0 && above > 0;) {
		const struct sight *sight = &sights->list.at[i];
		if (may_be_body(sight))
			above -= sight->characters;
		if (!sight->is_gone && begins_notes(sight))
			break;
		if (is_body(sight) && (sight->han || !is_chinese)) {
			below += sight->characters;
			if (sight->characters >= LONG_PROSE ||
			    below > LONGEST_TAIL ||
			    below * TAIL_SHARE > above)
				break;
		} else if (!sight->is_gone && is_tail(sight)) {
			tail = i;
			below = 0;
		}
	}
	return tail;
}

/* Most of the prose is indented, so a line that is not belongs to nobody. */
static bool prose_is_indented(const struct sights *sights)
{
	size_t prose = 0, indented = 0;
	for (size_t i = 0; i < sights->list.count; i++) {
		prose += may_be_body(&sights->list.at[i]);
		indented += may_be_body(&sights->list.at[i]) &&
			    sights->list.at[i].indent >= 2;
	}
	return prose >= 2 && indented * 4 >= prose * 3;
}

/* May this line, right above a tail, belong to it? */
static bool leans_on_tail(struct work *work, const struct sight *sight,
			  bool is_indented_text)
{
	struct facts facts;
	if (sight->is_gone || is_linked(sight) || is_ornament(sight) ||
	    furniture_of(sight) != FURNITURE_NONE)
		return true;
	if (!is_indented_text || sight->indent > 0 || sight->is_figure ||
	    sight->block->kind != BLOCK_PARAGRAPH)
		return false;
	return sight->ending == ENDS_OPEN && sight->characters <= 40 &&
	       !facts_read(work, sight->text, &facts);
}

/* posted @ DATE NAME 阅读(12) 评论(2): who wrote the text, and no reader. */
static bool is_post_line(struct work *work, const struct sight *sight)
{
	struct facts facts;
	return !sight->is_gone && sight->characters <= LONG_PROSE &&
	       facts_read(work, sight->text, &facts) && facts.is_post &&
	       facts.date.len;
}

static void drop_tail(struct work *work, struct sights *sights)
{
	size_t tail = find_tail(sights);
	if (tail == sights->list.count)
		return;
	bool is_indented = prose_is_indented(sights);
	while (tail > 0 && !is_body(&sights->list.at[tail - 1]) &&
	       leans_on_tail(work, &sights->list.at[tail - 1], is_indented))
		tail--;
	bool has_kept = false;
	for (size_t i = tail; i < sights->list.count; i++) {
		struct sight *sight = &sights->list.at[i];
		bool is_kept = !has_kept && is_post_line(work, sight);
		has_kept |= is_kept;
		if (!is_kept)
			drop_sight(work, sight, "boilerplate/footer");
	}
}

static const char *rule_outside(const struct sight *sight)
{
	/* A sentence under way is no button. */
	if (sight->ending == ENDS_COMMA)
		return NULL;
	switch (furniture_of(sight)) {
	case FURNITURE_PATH:
		return "boilerplate/path";
	case FURNITURE_BUTTON:
		return "boilerplate/button";
	case FURNITURE_TAIL: case FURNITURE_COMMENTS:
		return "boilerplate/menu";
	case FURNITURE_NONE:
		break;
	}
	return is_ornament(sight) ? "boilerplate/ornament" : NULL;
}

/* A menu stands above the text; links below it may be its sources. */
static bool is_menu(struct work *work, const struct sight *sight)
{
	return is_linked(sight) && sight->block->kind != BLOCK_HEADING &&
	       work->chapter->format != FORMAT_MARKDOWN;
}

/* Short lines only, as of verse, or of a text cut into lines. */
static void drop_paths(struct work *work, struct sights *sights)
{
	for (size_t i = 0; i < sights->list.count && i < HEAD_LINES; i++) {
		struct sight *sight = &sights->list.at[i];
		if (!sight->is_gone && furniture_of(sight) == FURNITURE_PATH)
			drop_sight(work, sight, "boilerplate/path");
	}
}

/* ►某某: leads away from the text. */
static bool points_elsewhere(str text)
{
	static const char *const arrows[] = {"►", "▶", "▷", "☛", "☞", "＞＞",
					     ">>", "→"};
	for (size_t i = 0; i < sizeof arrows / sizeof *arrows; i++)
		if (str_starts(text, str_of(arrows[i])))
			return true;
	return false;
}

/* Above the first and below the last paragraph. */
static void drop_outside(struct work *work, struct sights *sights)
{
	struct extent extent = find_extent(sights);
	if (extent.first == sights->list.count) {
		drop_paths(work, sights);
		return;
	}
	for (size_t i = 0; i < sights->list.count; i++) {
		struct sight *sight = &sights->list.at[i];
		if (i >= extent.first && i < extent.end)
			continue;
		const char *rule = sight->is_gone ? NULL : rule_outside(sight);
		if (!rule && !sight->is_gone && i < extent.first &&
		    is_menu(work, sight))
			rule = "boilerplate/menu";
		if (!rule && !sight->is_gone && i >= extent.end &&
		    is_linked(sight) && points_elsewhere(sight->text))
			rule = "boilerplate/menu";
		if (rule && !tells_facts(work, sight, i < extent.first) &&
		    (i >= extent.first || !names_somebody(work, sight)))
			drop_sight(work, sight, rule);
	}
}

/* Saved as text, only the mark tells that the line was a heading. */
static void mark_heading(struct sight *sight)
{
	struct block *block = sight->block;
	if (block->kind != BLOCK_PARAGRAPH || block->parent ||
	    sight->characters > LONGEST_HEADING)
		return;
	block->kind = BLOCK_HEADING;
	block->as.heading.level = 1;
}

/* [编辑] behind a wiki's headings. */
static void cut_edit_mark(struct work *work, struct sight *sight)
{
	static const char *const marks[] = {
		"[编辑]", "[edit]", "［编辑］", "[编辑源代码]",
		"[编辑 | 编辑源代码]", "[]",
	};
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		if (!str_ends(sight->words, str_of(marks[i])))
			continue;
		struct changes changes = {.work = work, .block = sight->block};
		changes.text = block_text(sight->block, work->scratch);
		size_t from = str_find_last(
			unicode_simplified(changes.text, work->scratch),
			str_of(marks[i]));
		change(&changes, from, from + strlen(marks[i]), STR_NONE,
		       "boilerplate/edit-mark");
		changes_apply(&changes);
		if (marks[i][1] != ']')
			mark_heading(sight);
		return;
	}
}

/* Encyclopedias say their title again before each heading. */
static void cut_title_prefix(struct work *work, struct sight *sight)
{
	const struct phrase *phrase = sight->block->text;
	while (phrase && !str_contains(phrase->class, STR("prefix")))
		phrase = phrase->next;
	if (!phrase || !phrase->child || phrase->child->kind != PHRASE_TEXT)
		return;
	str prefix = phrase->child->text;
	struct changes changes = {.work = work, .block = sight->block};
	changes.text = block_text(sight->block, work->scratch);
	size_t from = str_find(changes.text, prefix);
	if (!str_starts(work->chapter->title, prefix) ||
	    from + prefix.len >= changes.text.len)
		return;
	change(&changes, from, from + prefix.len, STR_NONE,
	       "boilerplate/doubled-title");
	changes_apply(&changes);
}

static void drop_empty(struct work *work, struct sights *sights)
{
	for (size_t i = 0; i < sights->list.count; i++) {
		struct sight *sight = &sights->list.at[i];
		if (sight->is_figure || sight->text.len ||
		    sight->block->kind != BLOCK_PARAGRAPH ||
		    !block_is_empty(sight->block))
			continue;
		drop_sight(work, sight, "boilerplate/empty");
	}
}

static void drop_talk(struct work *work, struct sights *sights)
{
	for (size_t i = 0; i < sights->list.count; i++)
		if (sights->list.at[i].is_talk)
			drop_sight(work, &sights->list.at[i],
				   "boilerplate/comments");
}

/* In a table's cell, facts may stand between line breaks. */
static bool has_facts_line(struct work *work, str text)
{
	struct facts facts;
	str line;
	while (str_next_line(&text, &line))
		if (facts_read(work, line, &facts))
			return true;
	return false;
}

/* A button that stands in the text again and again: 编辑 behind headings, 回复
 * below each post. */
static void drop_repeated(struct work *work, struct sights *sights)
{
	LIST(struct sight *) buttons = {0};
	for (size_t i = 0; i < sights->list.count; i++) {
		struct sight *sight = &sights->list.at[i];
		if (!sight->is_gone && sight->characters > 1 &&
		    sight->text.len <= LONGEST_BUTTON && !sight->stops &&
		    sight->block->kind == BLOCK_PARAGRAPH &&
		    furniture_of(sight) == FURNITURE_BUTTON &&
		    buttons.count < MOST_BUTTONS)
			list_push(work->scratch, &buttons, sight);
	}
	for (size_t i = 0; i < buttons.count; i++) {
		size_t twins = 0;
		for (size_t k = 0; k < buttons.count; k++)
			twins += str_equal(buttons.at[i]->words,
					   buttons.at[k]->words);
		if (twins >= 2)
			drop_sight(work, buttons.at[i], "boilerplate/button");
	}
}

/* Of groups that the page calls furniture, what tells no facts about the text
 * and is no prose, or stands below all of it. */
static void drop_called(struct work *work, struct sights *sights)
{
	size_t end = sights->list.count;
	while (end > 0 && (sights->list.at[end - 1].called ||
			   !may_be_body(&sights->list.at[end - 1])))
		end--;
	for (size_t i = 0; i < sights->list.count; i++) {
		struct sight *sight = &sights->list.at[i];
		if (sight->called &&
		    (i >= end || sight->is_notice || !sight_is_prose(sight)) &&
		    sight->characters < LONG_PROSE &&
		    !has_facts_line(work, sight->text))
			drop_sight(work, sight, "boilerplate/menu");
	}
}

void pass_boilerplate(struct work *work)
{
	struct sights sights;
	if (work->chapter->format == FORMAT_HTML)
		drop_hidden(work);
	drop_contents_lists(work);
	sights_take(work, &sights);
	drop_contents_lines(work, &sights);
	call_sights(work, &sights);
	drop_empty(work, &sights);
	drop_posts(work, &sights);
	drop_talk(work, &sights);
	drop_pages(work, &sights);
	drop_serial_lines(work, &sights);
	for (size_t i = 0; i < sights.list.count; i++) {
		struct sight *sight = &sights.list.at[i];
		if (sight->is_gone)
			continue;
		if (is_ruler(sight)) {
			take_ruler(work, &sights, i);
		} else if (sight->characters <= LONGEST_HEADING) {
			cut_edit_mark(work, sight);
			cut_title_prefix(work, sight);
		}
	}
	drop_tail(work, &sights);
	drop_margins(work, &sights);
	drop_called(work, &sights);
	if (work->chapter->format != FORMAT_MARKDOWN)
		drop_repeated(work, &sights);
	drop_outside(work, &sights);
}
