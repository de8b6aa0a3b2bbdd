/* The outline of a text that marks it only by 第一章 一、（一）1. ①, brackets,
 * bold or centred lines, or by nothing but short lines of their own.
 *
 * A candidate is judged by its length, its end, and its neighbours: a
 * heading stands over something. 1.要有耐心。and more is a paragraph with a
 * lead sentence (lead.c); （一）……；（二）……；is a list; both stay. Weak signs count
 * only where the source has no headings of its own.
 */
#include "base/unicode.h"
#include "base/utf8.h"
#include "book/numeral.h"
#include "pass/inside.h"

#include "base/banned.h"

#define LONGEST_LABELLED 48     /* characters */
#define LONGEST_CHAPTER 60
#define LONGEST_PLAIN 30
#define LONGEST_QUESTION 20
#define PROSE_OVER 24           /* a plain heading stands over longer text */
#define DEMOTED 60              /* a "heading" this long is a paragraph */

struct outline_work {
	struct work *work;
	struct sights sights;
	enum heading_kind *kinds;
	size_t own;              /* headings the source has */
	size_t prose;
	int bare;                /* last of 一 二 三 alone on their lines */
};

static const struct sight *sight_at(const struct outline_work *o, size_t i)
{
	return i < o->sights.list.count ? &o->sights.list.at[i] : NULL;
}

static bool ends_with(str text, const char *mark)
{
	return str_ends(text, str_of(mark));
}

static bool is_question(str text)
{
	return ends_with(text, "？") || ends_with(text, "?") ||
	       ends_with(text, "！") || ends_with(text, "!");
}

/* 3.3.1 注音 -> 3; 0: no such number. */
static int dotted_parts(str text)
{
	int parts = 0;
	size_t at = 0;
	while (at < text.len) {
		size_t start = at;
		while (at < text.len && text.text[at] >= '0' &&
		       text.text[at] <= '9')
			at++;
		if (at == start || at - start > 2)
			return 0;
		parts++;
		if (at >= text.len || text.text[at] != '.')
			break;
		at++;
	}
	bool is_apart = at < text.len && (text.text[at] == ' ' ||
					  text.text[at] == '\t' ||
					  is_han_at(text, at));
	return parts >= 2 && is_apart ? parts : 0;
}

static enum heading_kind kind_of_label(enum label_kind kind)
{
	switch (kind) {
	case LABEL_VOLUME:
		return HEADING_VOLUME;
	case LABEL_CHAPTER:
		return HEADING_CHAPTER;
	case LABEL_SECTION:
		return HEADING_SECTION;
	case LABEL_HAN:
		return HEADING_HAN;
	case LABEL_HAN_PAREN:
		return HEADING_HAN_PAREN;
	case LABEL_DIGIT:
		return HEADING_DIGIT;
	case LABEL_DIGIT_PAREN:
		return HEADING_DIGIT_PAREN;
	case LABEL_CIRCLED:
		return HEADING_CIRCLED;
	case LABEL_NONE: case LABEL_ORDINAL: case LABEL_ARTICLE:
		break;
	}
	return HEADING_NONE;
}

/* Only one sentence, if it is one at all. */
static bool is_single(str text)
{
	size_t stop = str_find(text, STR("。"));
	return stop == STR_NOT_FOUND || stop + 3 == text.len;
}

/* The neighbour is the same list's item before or after. */
static bool is_item_beside(const struct sight *sight, struct label label,
			   int step)
{
	if (!sight || sight->block->kind == BLOCK_HEADING ||
	    !is_single(sight->text))
		return false;
	struct label other = label_read(sight->text);
	return other.kind == label.kind &&
	       other.number == label.number + step;
}

/* 一 alone on its line, and later 二: other numbers alone are figures. */
static bool is_next_bare(struct outline_work *o, const struct sight *sight,
			 struct label label)
{
	bool is_bare = label.kind == LABEL_HAN &&
		       label.bytes == sight->text.len &&
		       !str_ends(sight->text, STR("、"));
	if (!is_bare)
		return true;
	if (label.number != o->bare + 1)
		return false;
	o->bare = label.number;
	return true;
}

static enum heading_kind judge_labelled(struct outline_work *o, size_t i,
					struct label label)
{
	const struct sight *sight = sight_at(o, i);
	enum heading_kind kind = kind_of_label(label.kind);
	if (!is_next_bare(o, sight, label))
		return HEADING_NONE;
	bool is_fixed = kind >= HEADING_VOLUME && kind <= HEADING_SECTION;
	if (sight->ending == ENDS_COMMA || ends_with(sight->text, "；") ||
	    ends_with(sight->text, ";") || !is_single(sight->text))
		return HEADING_NONE;
	if (sight->characters > (is_fixed ? LONGEST_CHAPTER : LONGEST_LABELLED))
		return HEADING_NONE;
	if (is_fixed)
		return sight->ending == ENDS_STOP && !is_question(sight->text)
			       ? HEADING_NONE : kind;
	if (sight->ending == ENDS_COLON && kind > HEADING_HAN_PAREN)
		return HEADING_NONE;
	if (!sight_at(o, i + 1) || sight_at(o, i + 1)->is_figure ||
	    is_item_beside(sight_at(o, i + 1), label, 1) ||
	    (i > 0 && is_item_beside(sight_at(o, i - 1), label, -1)))
		return HEADING_NONE;
	return kind;
}

/* 【国是】一篇文章的题目: column and title, so another article. */
static enum heading_kind judge_bracket(const struct outline_work *o, size_t i)
{
	const struct sight *sight = sight_at(o, i);
	size_t close = str_find(sight->text, STR("】"));
	const struct sight *next = sight_at(o, i + 1);
	if (close == STR_NOT_FOUND || sight->characters > LONGEST_LABELLED ||
	    sight->ending == ENDS_STOP || sight->ending == ENDS_COMMA || !next)
		return HEADING_NONE;
	str rest = str_trim(str_from(sight->text, close + 3));
	if (!rest.len)
		return sight->characters <= 14 ? HEADING_BRACKET : HEADING_NONE;
	bool is_apart = i > 0 && sight_at(o, i - 1)->ending == ENDS_STOP;
	return is_apart && utf8_count(rest) >= 6 && sight_is_prose(next)
		       ? HEADING_ARTICLE : HEADING_NONE;
}

static bool starts_like_text(str text)
{
	static const char *const marks[] = {
		"“", "”", "「", "『", "\"", "'", "‘", "—", "–", "-", "·", "•",
		"*", "《", "…", "※", "→", "▲", "△", "注", "http", "www",
		"#", "谢谢", "此致", "敬礼",
	};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_starts(text, str_of(marks[i])))
			return true;
	return false;
}

/* （前言） */
static bool is_bracketed(str text)
{
	return (str_starts(text, STR("（")) && str_ends(text, STR("）"))) ||
	       (str_starts(text, STR("(")) && str_ends(text, STR(")")));
}

static bool is_preface(str text)
{
	static const char *const names[] = {
		"前言", "引言", "序言", "导言", "引子", "结语", "结束语",
		"后记", "尾声", "小结",
	};
	if (is_bracketed(text)) {
		size_t len = text.text[0] == '(' ? 1 : 3;
		text = str_cut(text, len, text.len - len);
	}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_equal(text, str_of(names[i])))
			return true;
	return str_starts(text, STR("楔子")) && utf8_count(text) < 24;
}

/* Behind a rule a part begins, and its first line is its head. */
static bool is_behind_rule(const struct sight *sight)
{
	const struct block *before = sight->block->previous;
	return before && before->kind == BLOCK_RULE;
}

/* What stands before lets a heading begin here. */
static bool is_free_before(const struct outline_work *o, size_t i)
{
	if (i == 0 || is_behind_rule(sight_at(o, i)))
		return true;
	const struct sight *last = sight_at(o, i - 1);
	return !last->is_figure && last->characters > 0 &&
	       (last->ending == ENDS_STOP || last->ending == ENDS_CLOSER) &&
	       o->kinds[i - 1] == HEADING_NONE;
}

static bool is_over_text(const struct outline_work *o, size_t i)
{
	const struct sight *next = sight_at(o, i + 1);
	if (!next || next->is_figure)
		return false;
	if (is_behind_rule(sight_at(o, i)) && !is_behind_rule(next))
		return true;
	enum label_kind kind = label_read(next->text).kind;
	return kind_of_label(kind) != HEADING_NONE ||
	       (sight_is_prose(next) && next->characters >= PROSE_OVER) ||
	       (next->stops > 0 && next->ending == ENDS_STOP);
}

static enum heading_kind judge_plain(const struct outline_work *o, size_t i)
{
	const struct sight *sight = sight_at(o, i);
	bool is_asked = is_question(sight->text);
	if (is_preface(sight->words))
		return HEADING_PLAIN;
	if (sight->characters < 2 || sight->characters > LONGEST_PLAIN ||
	    (is_asked && sight->characters > LONGEST_QUESTION) ||
	    sight->han * 2 < sight->characters || !is_single(sight->text) ||
	    (sight->ending != ENDS_OPEN && !is_asked &&
	     !is_behind_rule(sight)) ||
	    (is_asked && sight->commas) ||
	    sight->linked * 2 > sight->text.len ||
	    starts_like_text(sight->words) ||
	    str_contains(sight->text, STR("：")) ||
	    str_contains(sight->text, STR(":")))
		return HEADING_NONE;
	if (!is_free_before(o, i) || !is_over_text(o, i))
		return HEADING_NONE;
	return sight->block->align == ALIGN_CENTRE ? HEADING_CENTRED
						   : HEADING_PLAIN;
}

static enum heading_kind judge_bold(const struct outline_work *o, size_t i)
{
	const struct sight *sight = sight_at(o, i);
	const struct sight *next = sight_at(o, i + 1);
	if (sight->characters < 2 || sight->characters > LONGEST_PLAIN ||
	    sight->ending == ENDS_COMMA || !next ||
	    !is_single(sight->text) ||
	    (sight->ending == ENDS_STOP && !is_question(sight->text)))
		return HEADING_NONE;
	if (i > 0 && sight_at(o, i - 1)->is_figure)
		return HEADING_NONE;
	return HEADING_BOLD;
}

static enum heading_kind judge(struct outline_work *o, size_t i)
{
	const struct sight *sight = sight_at(o, i);
	struct label label = label_read(sight->text);
	if (sight->block->kind == BLOCK_HEADING) {
		is_next_bare(o, sight, label);
		return HEADING_SOURCE;
	}
	if (sight->block->kind != BLOCK_PARAGRAPH || sight->block->parent ||
	    sight->characters == 0 || sight->characters > LONGEST_CHAPTER)
		return HEADING_NONE;
	if (kind_of_label(label.kind) != HEADING_NONE)
		return judge_labelled(o, i, label);
	if (label.kind != LABEL_NONE)
		return HEADING_NONE;
	if (str_starts(sight->text, STR("【")))
		return judge_bracket(o, i);
	if (o->own >= 2 || o->work->chapter->format == FORMAT_MARKDOWN)
		return HEADING_NONE;
	if (dotted_parts(sight->text) && sight->ending == ENDS_OPEN)
		return HEADING_DOTTED;
	return sight->is_bold ? judge_bold(o, i) : judge_plain(o, i);
}

/* Where every other line would be a heading, the lines are something else:
 * a list, verse, a talk. */
static void drop_if_dense(struct outline_work *o, enum heading_kind kind)
{
	size_t count = 0;
	for (size_t i = 0; i < o->sights.list.count; i++)
		count += o->kinds[i] == kind && !is_behind_rule(sight_at(o, i));
	if (count <= 1 + o->prose / 2)
		return;
	for (size_t i = 0; i < o->sights.list.count; i++)
		if (o->kinds[i] == kind && !is_behind_rule(sight_at(o, i)))
			o->kinds[i] = HEADING_NONE;
}

/* Where chapters are marked plainly, a short line that is not is no
 * heading. */
static void drop_if_marked(struct outline_work *o)
{
	size_t marked = 0;
	for (size_t i = 0; i < o->sights.list.count; i++) {
		enum heading_kind kind = o->kinds[i];
		marked += (kind >= HEADING_VOLUME && kind <= HEADING_SECTION) ||
			  (kind == HEADING_PLAIN &&
			   is_behind_rule(sight_at(o, i)));
	}
	for (size_t i = 1; i < o->sights.list.count && marked >= 3; i++)
		if (o->kinds[i] == HEADING_PLAIN &&
		    !is_behind_rule(sight_at(o, i)) &&
		    !is_preface(sight_at(o, i)->words))
			o->kinds[i] = HEADING_NONE;
}

/* Questions and cries by themselves are common in stories. */
static void drop_loud(struct outline_work *o)
{
	size_t count = 0;
	for (size_t i = 0; i < o->sights.list.count; i++)
		count += o->kinds[i] == HEADING_PLAIN &&
			 is_question(sight_at(o, i)->text);
	if (count <= 1 + o->prose / 8)
		return;
	for (size_t i = 0; i < o->sights.list.count; i++)
		if (o->kinds[i] == HEADING_PLAIN &&
		    is_question(sight_at(o, i)->text))
			o->kinds[i] = HEADING_NONE;
}

/* One article more is another article; many are sections of this one. */
static void settle_articles(struct outline_work *o)
{
	size_t count = 0;
	for (size_t i = 0; i < o->sights.list.count; i++)
		count += o->kinds[i] == HEADING_ARTICLE;
	for (size_t i = 0; i < o->sights.list.count && count > 3; i++)
		if (o->kinds[i] == HEADING_ARTICLE)
			o->kinds[i] = HEADING_BRACKET;
}

static void make_heading(struct outline_work *o, size_t i,
			 struct nesting *nesting)
{
	const struct sight *sight = sight_at(o, i);
	struct block *block = sight->block;
	enum heading_kind kind = o->kinds[i];
	int rank = 0;
	if (kind == HEADING_SOURCE)
		rank = block->as.heading.level;
	else if (kind == HEADING_DOTTED)
		rank = dotted_parts(sight->text);
	if (block_has_class(block, STR(ARTICLE_CLASS)))
		kind = HEADING_ARTICLE;
	block->kind = BLOCK_HEADING;
	block->as.heading.level = nest(nesting, kind, rank);
	block->as.heading.label = STR_NONE;
	block->as.heading.is_run_in = false;
	block->as.heading.is_typed =
		kind_of_label(label_read(sight->text).kind) != HEADING_NONE ||
		dotted_parts(sight->text) > 0;
	if (kind == HEADING_ARTICLE)
		block_add_class(block, STR(ARTICLE_CLASS), o->work->a);
}

/* A whole paragraph marked as a heading was marked by mistake, and an empty
 * heading must not count as a level. */
static void demote_paragraphs(struct work *work)
{
	struct block *at = work->chapter->body;
	for (; at; at = block_next(at)) {
		if (at->kind != BLOCK_HEADING)
			continue;
		str text = str_trim(block_text(at, work->scratch));
		bool is_long = utf8_count(text) > DEMOTED &&
			       str_contains(text, STR("。"));
		if (!is_long && !block_is_empty(at))
			continue;
		at->kind = BLOCK_PARAGRAPH;
		memset(&at->as, 0, sizeof at->as);
	}
}

/* A rule over a heading, or at an end, parts nothing any more. */
static void drop_rules(struct work *work)
{
	struct block *next;
	for (struct block *at = work->chapter->body; at; at = next) {
		next = block_skip(at);
		if (at->kind != BLOCK_RULE || at->parent)
			continue;
		if (!at->previous || !at->next ||
		    at->next->kind == BLOCK_HEADING ||
		    at->next->kind == BLOCK_RULE)
			block_remove(work->chapter, at);
	}
}

void pass_heading(struct work *work)
{
	struct outline_work o = {.work = work};
	struct nesting nesting = {0};
	demote_paragraphs(work);
	sights_take(work, &o.sights);
	size_t count = o.sights.list.count;
	o.kinds = arena_array(work->scratch, enum heading_kind, count + 1);
	for (size_t i = 0; i < count; i++) {
		o.own += sight_at(&o, i)->block->kind == BLOCK_HEADING;
		o.prose += sight_is_prose(sight_at(&o, i));
	}
	for (size_t i = 0; i < count; i++)
		o.kinds[i] = judge(&o, i);
	drop_if_dense(&o, HEADING_PLAIN);
	drop_if_dense(&o, HEADING_BOLD);
	drop_if_marked(&o);
	drop_loud(&o);
	settle_articles(&o);
	for (size_t i = 0; i < count; i++)
		if (o.kinds[i] != HEADING_NONE)
			make_heading(&o, i, &nesting);
	if (!rule_is_off(work, STR("heading/lead")))
		mark_leads(work);
	drop_rules(work);
}
