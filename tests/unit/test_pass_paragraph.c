/* Paragraphs' numbers: what counts, what they do not depend on, and links
 * that name a paragraph by its number.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/buf.h"
#include "book/builder.h"
#include "pass/inside.h"

#include "arena_fixture.h"

#include "base/banned.h"

static struct chapter *chapter;
static struct builder *builder;

static void start(void)
{
	chapter = chapter_new(&arena, &diag);
	builder = builder_new(chapter);
}

static struct block *open(enum block_kind kind)
{
	return builder_open(builder, kind, SPAN_NONE);
}

static void say(enum block_kind kind, const char *text)
{
	open(kind);
	builder_text(builder, str_of(text), SPAN_NONE);
	builder_close(builder, kind);
}

static void finish(void)
{
	struct pass_context context = {.numbering.counts_paragraphs = true};
	struct work work = {chapter, &context, &arena, &arena};
	builder_finish(builder);
	pass_paragraph(&work);
	pass_link(&work);
	assert_null(chapter_check(chapter, &arena));
}

/* "1甲 2乙 -丙": of all blocks with text. */
static const char *numbers(void)
{
	struct buf out;
	buf_init(&out, &arena, BUF_NO_MAXIMUM);
	for (struct block *b = chapter->body; b; b = block_next(b)) {
		if (!block_holds_text(b->kind) || block_is_empty(b))
			continue;
		if (out.len)
			buf_add_byte(&out, ' ');
		if (b->paragraph)
			buf_add_int(&out, b->paragraph);
		else
			buf_add_byte(&out, '-');
		buf_add(&out, block_text(b, &arena));
	}
	return arena_cstring(&arena, buf_str(&out));
}

static void what_begins_as_a_paragraph_counts(void **state)
{
	(void)state;
	start();
	say(BLOCK_HEADING, "节");
	say(BLOCK_PARAGRAPH, "甲。");
	open(BLOCK_QUOTE);
	say(BLOCK_PARAGRAPH, "乙。");
	builder_close(builder, BLOCK_QUOTE);
	open(BLOCK_PARAGRAPH)->is_continued = true;
	builder_text(builder, STR("丙。"), SPAN_NONE);
	builder_close(builder, BLOCK_PARAGRAPH);
	open(BLOCK_LIST);
	open(BLOCK_ITEM);
	say(BLOCK_PARAGRAPH, "丁");
	builder_close(builder, BLOCK_ITEM);
	builder_close(builder, BLOCK_LIST);
	open(BLOCK_CODE);
	say(BLOCK_LINE, "int");
	builder_close(builder, BLOCK_CODE);
	open(BLOCK_TABLE);
	open(BLOCK_ROW);
	say(BLOCK_CELL, "格");
	builder_close(builder, BLOCK_ROW);
	builder_close(builder, BLOCK_TABLE);
	say(BLOCK_PARAGRAPH, "戊。");
	finish();
	assert_string_equal(numbers(),
			    "-节 1甲。 2乙。 -丙。 3丁 -int -格 4戊。");
}

static void a_stanza_counts_one(void **state)
{
	(void)state;
	start();
	open(BLOCK_VERSE);
	say(BLOCK_LINE, "一行");
	say(BLOCK_LINE, "二行");
	open(BLOCK_LINE);
	builder_close(builder, BLOCK_LINE);
	say(BLOCK_LINE, "三行");
	builder_close(builder, BLOCK_VERSE);
	finish();
	assert_string_equal(numbers(), "1一行 -二行 2三行");
}

/* A heading, a picture or a note more, words changed: the numbers stay. */
static void other_edits_change_no_number(void **state)
{
	(void)state;
	start();
	say(BLOCK_PARAGRAPH, "甲和甲。");
	say(BLOCK_HEADING, "新的一节");
	open(BLOCK_FIGURE)->as.figure.asset =
		builder_asset(builder, STR("x.png"), SPAN_NONE);
	say(BLOCK_CAPTION, "图");
	builder_close(builder, BLOCK_FIGURE);
	open(BLOCK_PARAGRAPH);
	builder_text(builder, STR("乙"), SPAN_NONE);
	builder_note_mark(builder, STR("n"), SPAN_NONE);
	builder_close(builder, BLOCK_PARAGRAPH);
	builder_note_open(builder, STR("n"), SPAN_NONE);
	say(BLOCK_PARAGRAPH, "注。");
	builder_note_close(builder);
	finish();
	assert_string_equal(numbers(), "1甲和甲。 -新的一节 -图 2乙");
	assert_int_equal(chapter->notes->body->paragraph, 0);
}

static void paragraphs_can_be_linked(void **state)
{
	(void)state;
	start();
	struct block *first = open(BLOCK_PARAGRAPH);
	first->id = STR("own");
	struct phrase *link = builder_begin(builder, PHRASE_LINK, SPAN_NONE);
	link->as.link.target = STR("#p2");
	builder_text(builder, STR("见第二段"), SPAN_NONE);
	builder_end(builder, PHRASE_LINK);
	builder_close(builder, BLOCK_PARAGRAPH);
	struct block *second = open(BLOCK_PARAGRAPH);
	builder_text(builder, STR("乙。"), SPAN_NONE);
	builder_close(builder, BLOCK_PARAGRAPH);
	struct block *third = open(BLOCK_PARAGRAPH);
	third->id = STR("p4");
	builder_text(builder, STR("丙。"), SPAN_NONE);
	builder_close(builder, BLOCK_PARAGRAPH);
	struct block *fourth = open(BLOCK_PARAGRAPH);
	builder_text(builder, STR("丁。"), SPAN_NONE);
	builder_close(builder, BLOCK_PARAGRAPH);
	finish();
	assert_int_equal(link->kind, PHRASE_LINK);
	assert_true(str_equal(link->as.link.target, STR("#p2")));
	assert_true(str_equal(second->id, STR("p2")));
	assert_true(str_equal(first->id, STR("own")));
	assert_true(str_equal(first->text->id, STR("p1")));
	/* The author's own name is not taken away. */
	assert_true(str_equal(third->id, STR("p4")));
	assert_true(str_equal(third->text->id, STR("p3")));
	assert_int_equal(fourth->id.len, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_begins_as_a_paragraph_counts),
		TEST(a_stanza_counts_one),
		TEST(other_edits_change_no_number),
		TEST(paragraphs_can_be_linked),
	};
	return cmocka_run_group_tests_name("pass_paragraph", tests, NULL, NULL);
}
