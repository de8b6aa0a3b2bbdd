/* Paragraphs that hold several become several: lines parted by <br>, and
 * old texts whose paragraphs are glued into one line with two ideographic
 * blanks between them.
 *
 * Short lines of verse keep their breaks. What is cut too finely here,
 * rewrap.c joins again by the same evidence as any broken line.
 */
#include "base/utf8.h"
#include "book/walk.h"
#include "pass/inside.h"

#include "base/banned.h"

#define VERSE_LINE 20           /* characters; longer is no verse */
#define GLUE STR("　　")

static bool is_verse(str text)
{
	size_t lines = 0, closed = 0;
	str line;
	while (str_next_line(&text, &line)) {
		line = str_trim(line);
		if (line.len == 0)
			continue;
		if (utf8_count(line) > VERSE_LINE)
			return false;
		enum ending ending = text_ending(line);
		closed += ending == ENDS_STOP || ending == ENDS_COMMA;
		lines++;
	}
	return lines >= 2 && closed * 2 >= lines;
}

static bool is_number(str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.text[i] != '.' &&
		    (text.text[i] < '0' || text.text[i] > '9'))
			return false;
	return true;
}

static bool is_glue(str text, size_t at, bool is_indented)
{
	str before = str_trim(str_cut(text, 0, at));
	if (text_ending(before) == ENDS_STOP)
		return true;
	/* 1.1　　子曰 */
	if (is_number(before))
		return false;
	size_t end = at + GLUE.len;
	return is_indented && !str_starts(str_from(text, end), STR("　"));
}

/* The next place where glued paragraphs meet. */
static bool find_glue(str text, size_t *cut)
{
	bool is_indented = str_starts(text, GLUE);
	size_t lead = text.len - str_trim_start(text).len;
	size_t at = str_find_from(text, GLUE, lead);
	while (at != STR_NOT_FOUND && str_trim(str_from(text, at)).len) {
		if (is_glue(text, at, is_indented)) {
			*cut = at;
			return true;
		}
		at = str_find_from(text, GLUE, at + GLUE.len);
	}
	return false;
}

static void drop_breaks(struct phrase **link, int depth)
{
	while (*link) {
		if ((*link)->child && depth < WALK_DEEPEST)
			drop_breaks(&(*link)->child, depth + 1);
		if ((*link)->kind == PHRASE_BREAK)
			*link = (*link)->next;
		else
			link = &(*link)->next;
	}
}

static void split_breaks(struct work *work, struct block *block)
{
	size_t cut;
	str text = block_text(block, work->scratch);
	while ((cut = str_find_byte(text, '\n')) != STR_NOT_FOUND) {
		struct block *rest = block_split(work->chapter, block, cut + 1);
		drop_breaks(&block->text, 0);
		block = rest;
		text = str_from(text, cut + 1);
	}
}

static void split_glue(struct work *work, struct block *block)
{
	size_t cut;
	str text = block_text(block, work->scratch);
	while (find_glue(text, &cut)) {
		block = block_split(work->chapter, block, cut);
		text = str_from(text, cut);
	}
}

/* A heading with the facts in smaller type below, in one element. */
static void split_facts(struct work *work, struct block *heading)
{
	str text = block_text(heading, work->scratch);
	size_t cut = str_find_byte(text, '\n');
	struct facts facts;
	if (cut == STR_NOT_FOUND ||
	    !facts_read(work, str_from(text, cut + 1), &facts) ||
	    !facts.labels || !facts.date.len)
		return;
	struct block *rest = block_split(work->chapter, heading, cut + 1);
	drop_breaks(&heading->text, 0);
	rest->kind = BLOCK_PARAGRAPH;
	memset(&rest->as, 0, sizeof rest->as);
}

void pass_split(struct work *work)
{
	struct block *next;
	for (struct block *at = work->chapter->body; at; at = next) {
		next = block_next(at);
		if (at->kind == BLOCK_HEADING && at->text)
			split_facts(work, at);
		if (at->kind != BLOCK_PARAGRAPH || !at->text)
			continue;
		str text = block_text(at, work->scratch);
		bool has_breaks = str_find_byte(text, '\n') != STR_NOT_FOUND;
		if (has_breaks && !is_verse(text)) {
			split_breaks(work, at);
			next = at;
		} else if (!has_breaks && str_contains(text, GLUE)) {
			split_glue(work, at);
		}
	}
}
