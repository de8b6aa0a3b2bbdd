/* Is this a well-formed chapter? The rules of book.h, one function each, for
 * tests and debug builds. Ids and numbers are looked at once a chapter has
 * been numbered: until then sources may repeat ids.
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "book/inside.h"
#include "book/nesting.h"
#include "book/walk.h"

#include "base/banned.h"

struct check {
	struct arena *a;
	const char *problem;      /* the first, or NULL */
	const struct block *block;
	uint32_t number;          /* of the last block */
	bool is_numbered;
	LIST(str) ids;
};

static void fail(struct check *check, const char *problem)
{
	if (!check->problem)
		check->problem = problem;
}

static void expect(struct check *check, bool holds, const char *problem)
{
	if (!holds)
		fail(check, problem);
}

static void check_links(struct check *check, const struct block *block)
{
	const struct block *child = block->child;
	expect(check, !child == !block->last, "only one end of the children");
	if (!child)
		return;
	expect(check, !child->previous, "the first child has a previous one");
	expect(check, !block->last->next, "the last child has a next one");
}

static void check_neighbours(struct check *check, const struct block *block)
{
	const struct block *next = block->next;
	if (next) {
		expect(check, next->previous == block,
		       "next and previous disagree");
		expect(check, next->parent == block->parent,
		       "neighbours have different parents");
	} else if (block->parent) {
		expect(check, block->parent->last == block,
		       "the parent knows another last child");
	}
}

static void check_nesting(struct check *check, const struct block *block)
{
	const struct block *parent = block->parent;
	enum block_kind outer = parent ? parent->kind : NESTING_ROOT;
	expect(check, block_may_hold(outer, block->kind),
	       "a block stands where its kind may not");
	expect(check, block->kind != BLOCK_CAPTION || !block->previous,
	       "a caption is not the first");
	if (block_holds_text(block->kind))
		expect(check, !block->child, "a text block has children");
	else
		expect(check, !block->text,
		       "a block of blocks, a figure or a rule has text");
}

static bool has_control(str text)
{
	for (size_t at = 0; at < text.len; at++)
		if (control_length(text, at))
			return true;
	return false;
}

static void check_text(struct check *check, const struct phrase *phrase)
{
	expect(check, !phrase->child, "text has children");
	expect(check, !has_control(phrase->text),
	       "text holds a line feed or a control character");
	expect(check, utf8_is_valid(phrase->text, NULL),
	       "text is not UTF-8");
}

static void check_phrase(struct check *check, const struct phrase *phrase)
{
	expect(check, phrase->kind < PHRASE_KIND_COUNT, "no such phrase");
	expect(check, !phrase->text.len, "a phrase besides text has text");
	expect(check, !phrase->child || phrase_holds_phrases(phrase->kind),
	       "a break, picture or mark has children");
	expect(check, phrase->kind != PHRASE_NOTE || phrase->as.note.note,
	       "a mark has no note");
	if (phrase->id.len)
		list_push(check->a, &check->ids, phrase->id);
}

static void check_phrases(struct check *check, const struct block *block)
{
	struct walk walk;
	walk_phrases(&walk, block);
	enum walk_event event;
	while ((event = walk_next(&walk)) != WALK_END) {
		if (event == WALK_TEXT)
			check_text(check, walk.phrase);
		else if (event == WALK_ENTER_PHRASE)
			check_phrase(check, walk.phrase);
		expect(check, walk.depth < WALK_DEEPEST,
		       "phrases are nested too deeply");
	}
}

static void check_number(struct check *check, const struct block *block,
			 bool is_note)
{
	if (!check->is_numbered || (is_note && block->number == 0))
		return;
	expect(check, block->number == ++check->number,
	       "numbers do not follow the reading order");
}

static void check_list(struct check *check, const struct block *first,
		       bool is_note)
{
	expect(check, !first || !first->previous,
	       "the first block has a previous one");
	for (const struct block *at = first; at; at = block_next(at)) {
		check->block = at;
		if (at->kind >= BLOCK_KIND_COUNT) {
			fail(check, "no such block");
			return;
		}
		check_links(check, at);
		check_neighbours(check, at);
		check_nesting(check, at);
		check_phrases(check, at);
		check_number(check, at, is_note);
		if (at->id.len)
			list_push(check->a, &check->ids, at->id);
		if (check->problem)
			return;
	}
}

static int compare_ids(const void *one, const void *other)
{
	return str_compare(*(const str *)one, *(const str *)other);
}

static void check_ids(struct check *check)
{
	if (!check->ids.count)
		return;
	qsort(check->ids.at, check->ids.count, sizeof(str), compare_ids);
	for (size_t i = 1; i < check->ids.count; i++)
		expect(check, !str_equal(check->ids.at[i - 1],
					 check->ids.at[i]),
		       "an id stands twice");
}

static const struct block *last_of(const struct block *block)
{
	while (block && block->next)
		block = block->next;
	return block;
}

const char *chapter_check(const struct chapter *chapter, struct arena *a)
{
	struct check check = {.a = a,
			      .is_numbered = chapter->block_count > 0};
	check_list(&check, chapter->body, false);
	if (!check.problem)
		expect(&check, last_of(chapter->body) == chapter->last,
		       "the chapter knows another last block");
	expect(&check, !check.is_numbered || check.problem ||
			       check.number == chapter->block_count,
	       "block_count is not the number of blocks");
	for (const struct note *note = chapter->notes;
	     note && !check.problem; note = note->next)
		check_list(&check, note->body, true);
	if (!check.problem && check.is_numbered)
		check_ids(&check);
	if (!check.problem || !check.block)
		return check.problem;
	return arena_format(a, "%s (%s, source line %u)", check.problem,
			    block_kind_name(check.block->kind),
			    (unsigned)check.block->span.line).text;
}
