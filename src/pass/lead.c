/* Lead sentences: 1.要有耐心。…… opens a paragraph with what it is about, and
 * the next one opens with 2. They stay in their paragraphs and are marked
 * there, so that nobody takes them for headings and everybody sees them.
 *
 * One alone is a sentence with a number; papers made of articles count
 * their clauses the same way and are left alone.
 */
#include "base/utf8.h"
#include "book/numeral.h"
#include "pass/inside.h"

#include "base/banned.h"

#define SHORTEST_LEAD 4         /* characters, label and stop apart */
#define LONGEST_LEAD 40
#define SHORTEST_REST 15
#define MANY_ARTICLES 3

struct lead {
	struct block *block;
	struct label label;
	size_t from, to;         /* in the block's text */
	bool is_one_of_many;
};

static bool may_lead(enum label_kind kind)
{
	switch (kind) {
	case LABEL_HAN: case LABEL_HAN_PAREN: case LABEL_DIGIT:
	case LABEL_DIGIT_PAREN: case LABEL_CIRCLED: case LABEL_ORDINAL:
		return true;
	case LABEL_NONE: case LABEL_VOLUME: case LABEL_CHAPTER:
	case LABEL_SECTION: case LABEL_ARTICLE:
		break;
	}
	return false;
}

static bool read_lead(struct work *work, struct block *block,
		      struct lead *lead)
{
	str text = block_text(block, work->scratch);
	lead->block = block;
	lead->from = text.len - str_trim_start(text).len;
	lead->label = label_read(str_from(text, lead->from));
	lead->is_one_of_many = false;
	if (!may_lead(lead->label.kind))
		return false;
	size_t name = lead->from + lead->label.bytes;
	size_t stop = str_find_from(text, STR("。"), name);
	if (stop == STR_NOT_FOUND)
		return false;
	size_t count = utf8_count(str_cut(text, name, stop));
	lead->to = stop + strlen("。");
	return count >= SHORTEST_LEAD && count <= LONGEST_LEAD &&
	       utf8_count(str_trim(str_from(text, lead->to))) >=
		       SHORTEST_REST;
}

static void mark(struct work *work, const struct lead *lead)
{
	struct phrase *leaf = lead->block->text;
	if (leaf->kind != PHRASE_TEXT || leaf->text.len < lead->to)
		return;
	struct phrase *strong = phrase_new(work->a, PHRASE_STRONG, leaf->span);
	strong->class = STR("run-in");
	strong->child = phrase_text(
		work->a, str_cut(leaf->text, lead->from, lead->to), leaf->span);
	leaf_put(work, &lead->block->text, lead->from, lead->to, strong);
}

void mark_leads(struct work *work)
{
	LIST(struct lead) leads = {0};
	size_t last[LABEL_ARTICLE + 1] = {0}, articles = 0;
	struct block *at = work->chapter->body;
	if (work->chapter->format == FORMAT_MARKDOWN)
		return;
	for (; at; at = block_next(at)) {
		struct lead lead;
		if (at->kind != BLOCK_PARAGRAPH || at->parent || !at->text)
			continue;
		bool is_lead = read_lead(work, at, &lead);
		articles += lead.label.kind == LABEL_ARTICLE;
		if (!is_lead)
			continue;
		size_t before = last[lead.label.kind];
		if (before && leads.at[before - 1].label.number + 1 ==
				      lead.label.number)
			leads.at[before - 1].is_one_of_many =
				lead.is_one_of_many = true;
		list_push(work->scratch, &leads, lead);
		last[lead.label.kind] = leads.count;
	}
	for (size_t i = 0; i < leads.count && articles < MANY_ARTICLES; i++)
		if (leads.at[i].is_one_of_many)
			mark(work, &leads.at[i]);
}
