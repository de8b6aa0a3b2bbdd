/* The outline of a text that marks it only by 第一章 一、（一）1. ①, brackets,
 * bold or centred lines, or by nothing but short lines of their own.
 *
 * A candidate is judged by its length, its end, and its neighbours: a
 * heading stands over something. 1.要有耐心。and more is a paragraph with a
 * lead sentence (lead.c); （一）……；（二）……；is a list; both stay. Weak signs count
 * only where the source has no headings of its own.
 */
#include "base/utf8.h"
#include "pass/candidate.h"

#include "base/banned.h"

#define DEMOTED 60              /* a "heading" this long is a paragraph */

/* 01 above its title. */
static bool is_bare_number(const struct sight *sight)
{
	for (size_t i = 0; i < sight->text.len; i++)
		if (sight->text.text[i] < '0' || sight->text.text[i] > '9')
			return false;
	return sight->text.len <= 2;
}

static size_t count_kind(const struct outline_work *o, enum heading_kind kind)
{
	size_t count = 0;
	for (size_t i = 0; i < o->sights.list.count; i++)
		count += o->kinds[i] == kind &&
			 !is_behind_rule(sight_at(o, i)) &&
			 !is_bare_number(sight_at(o, i));
	return count;
}

static bool is_bold_line(const struct outline_work *o, size_t i)
{
	const struct sight *sight = sight_at(o, i);
	return sight->is_bold && sight->ending == ENDS_OPEN &&
	       sight->block->kind == BLOCK_PARAGRAPH &&
	       !sight_is_prose(sight) &&
	       !(i > 0 && sight_at(o, i - 1)->is_figure);
}

/* Where there are more headings than paragraphs to stand over, the lines are
 * something else: a list, verse, a talk. */
static void drop_if_dense(struct outline_work *o, enum heading_kind kind,
			  size_t most)
{
	if (count_kind(o, kind) <= most)
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
			  kind == HEADING_LARGER ||
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
			 ends_asking(sight_at(o, i)->text);
	if (count <= 1 + o->prose / 8)
		return;
	for (size_t i = 0; i < o->sights.list.count; i++)
		if (o->kinds[i] == HEADING_PLAIN &&
		    ends_asking(sight_at(o, i)->text))
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

/* A name right above 第一章 is the name of what the chapters are in. */
static void raise_names(struct outline_work *o)
{
	for (size_t i = 0; i + 1 < o->sights.list.count; i++) {
		bool is_name = o->kinds[i] == HEADING_PLAIN ||
			       o->kinds[i] == HEADING_BOLD ||
			       o->kinds[i] == HEADING_LARGER ||
			       o->kinds[i] == HEADING_CENTRED;
		bool is_over = o->kinds[i + 1] == HEADING_CHAPTER ||
			       o->kinds[i + 1] == HEADING_SECTION;
		if (is_name && is_over && i > 0)
			o->kinds[i] = HEADING_VOLUME;
	}
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
		rank = dotted_parts(sight->text) ? dotted_parts(sight->text)
						 : 1;
	else if (kind == HEADING_LARGER)
		rank = size_rank(o, sight);
	if (block_has_class(block, STR(ARTICLE_CLASS)))
		kind = HEADING_ARTICLE;
	block->kind = BLOCK_HEADING;
	block->as.heading.level = nest(nesting, kind, rank);
	block->as.heading.label = STR_NONE;
	block->as.heading.is_run_in = false;
	block->as.heading.is_typed =
		kind_of_label(label_read(sight->text).kind) != HEADING_NONE ||
		o->names[i].row ||
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

/* What a style sheet made bold and is no heading is important, unless most
 * of the text is bold. */
static void keep_bold(struct outline_work *o)
{
	size_t count = 0;
	for (size_t i = 0; i < o->sights.list.count; i++)
		count += sight_at(o, i)->block->is_bold;
	for (size_t i = 0; i < o->sights.list.count; i++) {
		struct block *block = sight_at(o, i)->block;
		if (block->kind != BLOCK_PARAGRAPH || !block->is_bold ||
		    !block->text || count * 2 > o->sights.list.count)
			continue;
		struct phrase *strong = phrase_new(o->work->a, PHRASE_STRONG,
						   block->span);
		strong->child = block->text;
		block->text = strong;
		block->is_bold = false;
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
		o.first_prose += !o.prose;
		o.dated += is_dated(sight_at(&o, i));
		o.bold += is_bold_line(&o, i);
	}
	find_part_names(&o);
	find_styled(&o);
	for (size_t i = 0; i < count; i++)
		o.kinds[i] = judge_line(&o, i);
	drop_if_dense(&o, HEADING_PLAIN,
		      o.prose ? 1 + o.prose / 2 : count / 4);
	drop_if_dense(&o, HEADING_BOLD, 1 + o.prose * 3 / 4);
	drop_if_dense(&o, HEADING_LARGER,
		      o.prose ? 1 + o.prose : 1 + count / 3);
	settle_larger(&o);
	drop_if_marked(&o);
	drop_loud(&o);
	settle_articles(&o);
	level_prefaces(&o);
	raise_names(&o);
	for (size_t i = 0; i < count; i++)
		if (o.kinds[i] != HEADING_NONE)
			make_heading(&o, i, &nesting);
	keep_bold(&o);
	if (!rule_is_off(work, STR("heading/lead")))
		mark_leads(work);
	drop_rules(work);
}
