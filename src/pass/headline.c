/* Which lines of a head are the title.
 *
 * By its name, when front matter or <title> gave one; else by its place: a
 * top heading, the line above a line of facts, the first line. A first line
 * that is one of several heads of its rank, or running text that a line end
 * cut off, is no title.
 */
#include "book/numeral.h"
#include "pass/head.h"

#include "base/banned.h"

#define LONGEST_TITLE 64        /* characters */

/* A line of one character is a name only when it is a heading. */
bool is_long_enough(const struct sight *sight)
{
	return sight->characters >= 2 ||
	       (sight->characters && sight->block->kind == BLOCK_HEADING);
}

/* 网页 新闻 图片 视频 地图: a menu in one line. */
static bool is_row_of_words(const struct sight *sight)
{
	size_t blanks = 0;
	for (size_t i = 0; i < sight->text.len; i++)
		blanks += sight->text.text[i] == ' ';
	return blanks >= 5 && sight->han == sight->characters &&
	       sight->characters <= (blanks + 1) * 4 &&
	       sight->characters >= (blanks + 1) * 2;
}

bool is_titlelike(const struct sight *sight)
{
	const struct block *parent = sight->block->parent;
	if (sight->is_gone || sight->is_figure || !is_long_enough(sight) ||
	    (parent && parent->kind == BLOCK_QUOTE) ||
	    sight->characters > LONGEST_TITLE ||
	    str_contains(sight->text, STR("。")) ||
	    str_contains(sight->text, STR("锟斤拷")) ||
	    str_equal_loosely(sight->words, STR("目录")) ||
	    furniture_of(sight) == FURNITURE_PATH)
		return false;
	if (is_row_of_words(sight))
		return false;
	return sight->ending == ENDS_OPEN || sight->ending == ENDS_CLOSER ||
	       str_ends(sight->text, STR("！")) ||
	       str_ends(sight->text, STR("？")) ||
	       str_ends(sight->text, STR("?")) ||
	       str_ends(sight->text, STR("!"));
}

/* 甲：你来了？ */
static bool is_spoken(const struct sight *sight)
{
	size_t colon = str_find(sight->text, STR("："));
	return colon != STR_NOT_FOUND && colon <= 5 * strlen("甲");
}

/* 国风·周南 and 国风·召南: two characters at least at one end are the same. */
static bool has_same_form(const struct sight *a, const struct sight *b)
{
	size_t head = 0, tail = 0, most = a->text.len < b->text.len
					  ? a->text.len : b->text.len;
	while (head < most && a->text.text[head] == b->text.text[head])
		head++;
	while (tail < most && a->text.text[a->text.len - 1 - tail] ==
				      b->text.text[b->text.len - 1 - tail])
		tail++;
	return head >= 6 || tail >= 6;
}

/* The first line is one head of several of its rank, each after a rule, or
 * each over a stanza of its own. */
static bool has_siblings(struct head *head, size_t first)
{
	struct sights *sights = &head->sights;
	if (first + 1 >= sights->list.count)
		return false;
	bool is_over_text = head_sight(head, first + 1)->ending == ENDS_STOP;
	bool has_prose = false;
	for (size_t i = 0; i < sights->list.count; i++)
		has_prose |= sight_is_prose(head_sight(head, i)) &&
			     head_sight(head, i)->characters >= 40;
	for (size_t i = first + 2; i + 1 < sights->list.count; i++) {
		struct sight *sight = head_sight(head, i);
		struct block *before = sight->block->previous;
		bool is_behind_rule = before && before->kind == BLOCK_RULE;
		bool is_apart = is_behind_rule ||
				(!has_prose && sight->is_after_blank);
		if (is_apart && is_titlelike(sight) && !is_spoken(sight) &&
		    (is_over_text ||
		     (is_behind_rule &&
		      has_same_form(head_sight(head, first), sight))))
			return true;
	}
	return false;
}

static size_t count_headings(struct head *head)
{
	size_t count = 0;
	struct block *at = head->work->chapter->body;
	for (; at; at = block_next(at))
		count += at->kind == BLOCK_HEADING;
	return count;
}

void set_title(struct head *head, size_t at)
{
	head->title = at;
	head->title_end = at + 1;
}

/* A top heading; else the only one, when it comes first. */
static bool find_heading(struct head *head)
{
	bool is_first = true;
	for (size_t i = 0; i < head->end; i++) {
		struct sight *sight = head_sight(head, i);
		if (sight->is_gone || sight->is_figure || head_is_facts(head, i))
			continue;
		bool is_top = is_first;
		is_first = false;
		if (sight->block->kind != BLOCK_HEADING)
			continue;
		int level = sight->block->as.heading.level;
		if (level > 0 && (!is_top || count_headings(head) > 1))
			return false;
		set_title(head, i);
		return true;
	}
	return false;
}

static size_t count_mark(str text, const char *mark)
{
	size_t count = 0, at = 0;
	while ((at = str_find_from(text, str_of(mark), at)) != STR_NOT_FOUND) {
		count++;
		at += strlen(mark);
	}
	return count;
}

/* A first line of running text that a line end cut off is no title. */
static bool is_cut_off(const struct sight *sight, const struct sight *next)
{
	str text = sight->text;
	size_t commas = count_mark(text, "，") + count_mark(text, ",");
	if (commas > 2 || sight->stops > 1 ||
	    (commas == 2 && sight->characters > 36))
		return true;
	if (count_mark(text, "(") != count_mark(text, ")") ||
	    count_mark(text, "（") != count_mark(text, "）"))
		return true;
	return sight->indent >= 2 && sight->indent <= 6 &&
	       next->indent < sight->indent;
}

/* 第五章 heads the file when no 第六章 follows. */
static bool is_only_chapter(struct head *head, size_t at)
{
	enum label_kind kind = label_read(head_sight(head, at)->text).kind;
	for (size_t i = at + 1; i < head->sights.list.count; i++)
		if (label_read(head_sight(head, i)->text).kind == kind)
			return false;
	return true;
}

/* 学而篇第一, and below 为政篇第二 */
static bool is_first_of_tailed(struct head *head, size_t i)
{
	int first, other;
	if (!tail_number(head_sight(head, i)->words, &first))
		return false;
	for (size_t k = i + 1; k < head->sights.list.count; k++)
		if (tail_number(head_sight(head, k)->words, &other))
			return other == first + 1;
	return false;
}

/* A numbered line is one of several, so it heads a part of the file. */
static bool is_part_label(struct head *head, size_t i)
{
	enum label_kind kind = label_read(head_sight(head, i)->text).kind;
	if (label_names_part(kind))
		return !is_only_chapter(head, i);
	if (is_first_of_tailed(head, i))
		return true;
	return kind != LABEL_NONE && kind != LABEL_DIGIT &&
	       kind != LABEL_ORDINAL;
}

/* An official title cut into lines ends with the name of its genre. */
static void lengthen_title(struct head *head)
{
	size_t at = head->title_end;
	if (at >= head->end ||
	    !str_starts(head_sight(head, at)->words, STR("关于")))
		return;
	for (; at < head->title + TITLE_LINES && at < head->end; at++) {
		if (!is_titlelike(head_sight(head, at)))
			return;
		if (official_genre(head_sight(head, at)->words)) {
			head->title_end = at + 1;
			return;
		}
	}
}

static bool is_in_body(const struct head *head, uint16_t size)
{
	for (size_t i = head->end; i < head->sights.list.count; i++)
		if (head->sights.list.at[i].size == size)
			return true;
	return false;
}

/* The title goes on in type of its size; a translation is no part of it. */
static bool goes_on_in_size(struct head *head, const struct sight *first,
			    size_t i)
{
	const struct sight *sight = head_sight(head, i);
	return sight->size == first->size && is_titlelike(sight) &&
	       (sight->han || !first->han);
}

static void lengthen_in_size(struct head *head)
{
	const struct sight *first = head_sight(head, head->title);
	while (sight_is_larger(&head->sights, first) &&
	       head->title_end < head->end &&
	       head->title_end < head->title + TITLE_LINES &&
	       goes_on_in_size(head, first, head->title_end))
		head->title_end++;
}

/* The lines of the largest type, of a size that comes once. */
static bool find_largest(struct head *head)
{
	size_t best = head->end;
	for (size_t i = 0; i < head->end; i++) {
		struct sight *sight = head_sight(head, i);
		if (!sight_is_larger(&head->sights, sight) ||
		    !is_titlelike(sight) || head_is_facts(head, i) ||
		    is_part_label(head, i) || sight_is_prose(sight))
			continue;
		if (best == head->end ||
		    sight->size > head_sight(head, best)->size)
			best = i;
	}
	if (best == head->end || is_in_body(head, head_sight(head, best)->size))
		return false;
	set_title(head, best);
	lengthen_in_size(head);
	return true;
}

static void find_by_place(struct head *head)
{
	if (find_below_menu(head))
		return;
	if (find_book(head))
		return;
	if (find_heading(head) || find_largest(head) ||
	    find_above_facts(head) || find_longest(head)) {
		lengthen_title(head);
		return;
	}
	size_t i = 0;
	while (i < head->end && (head_sight(head, i)->is_gone ||
				 head_sight(head, i)->is_figure ||
				 is_paper_number(head_sight(head, i)->words) ||
				 head_is_facts(head, i)))
		i = head_is_abstract(head, i) ? head_abstract_end(head, i)
					      : i + 1;
	if (i + 1 >= head->sights.list.count || i >= head->end ||
	    head_sight(head, i)->block->kind == BLOCK_HEADING ||
	    !is_titlelike(head_sight(head, i)) ||
	    is_cut_off(head_sight(head, i), head_sight(head, i + 1)) ||
	    is_part_label(head, i) || has_siblings(head, i))
		return;
	set_title(head, i);
	lengthen_title(head);
}

/* Word names the page anyhow; the first line, bold and centred, knows. */
void find_shown_title(struct head *head)
{
	for (size_t i = 0; i < head->end; i++) {
		struct sight *sight = head_sight(head, i);
		if (sight->is_gone || sight->is_figure || head_is_facts(head, i))
			continue;
		bool is_top = sight->block->kind == BLOCK_HEADING &&
			      sight->block->as.heading.level == 0;
		bool is_shown = sight->block->align == ALIGN_CENTRE &&
				(sight->is_bold ||
				 sight_is_larger(&head->sights, sight));
		if ((is_top || is_shown) && is_titlelike(sight) &&
		    !is_part_label(head, i)) {
			set_title(head, i);
			lengthen_in_size(head);
			head->is_certain = true;
		}
		return;
	}
}

str head_title(struct head *head)
{
	struct buf out;
	buf_init(&out, head->work->a, BUF_NO_MAXIMUM);
	for (size_t i = head->title; i < head->title_end; i++) {
		str line = without_mark(head_sight(head, i)->text);
		str so_far = buf_str(&out);
		bool is_latin = out.len && line.len &&
				!is_han_at(line, 0) &&
				(unsigned char)so_far.text[out.len - 1] < 0x80;
		if (is_latin)
			buf_add_byte(&out, ' ');
		buf_add(&out, line);
	}
	return buf_str(&out);
}

void head_find_title(struct head *head, str name)
{
	if (name.len)
		find_named(head, name);
	else
		find_by_place(head);
}
