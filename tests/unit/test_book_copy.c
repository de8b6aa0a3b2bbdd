/* A chapter copied into another arena is the same chapter, and needs nothing
 * of the first.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buf.h"
#include "book/builder.h"

static struct arena first, second;
static struct diag diag;
static struct chapter *chapter;

static int set_up(void **state)
{
	(void)state;
	arena_init(&first);
	arena_init(&second);
	diag_init(&diag, &second);
	chapter = chapter_new(&first, &diag);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(&second);
	return 0;
}

static const char *dump(const struct chapter *of)
{
	struct buf out;
	buf_init(&out, &second, BUF_NO_MAXIMUM);
	chapter_dump(of, &out);
	return arena_cstring(&second, buf_str(&out));
}

/* Copies, then takes the first away. */
static struct chapter *copy_alone(void)
{
	struct chapter *copy = chapter_copy(chapter, &second);
	arena_free(&first);
	return copy;
}

static void write_words(struct builder *b)
{
	builder_open(b, BLOCK_HEADING, SPAN_NONE)->as.heading.level = 1;
	builder_text(b, STR("春江"), SPAN_NONE);
	builder_close(b, BLOCK_HEADING);
	struct block *block = builder_open(b, BLOCK_PARAGRAPH, SPAN_NONE);
	block->class = arena_copy(&first, STR("lead"));
	builder_text(b, STR("潮水"), SPAN_NONE);
	builder_begin(b, PHRASE_LINK, SPAN_NONE)->as.link.target =
		arena_copy(&first, STR("#a"));
	builder_begin(b, PHRASE_RUBY, SPAN_NONE)->as.ruby.reading =
		arena_copy(&first, STR("hǎi"));
	builder_text(b, STR("海"), SPAN_NONE);
	builder_end(b, PHRASE_RUBY);
	builder_end(b, PHRASE_LINK);
	builder_note_mark(b, STR("n2"), SPAN_NONE);
	builder_break(b, SPAN_NONE);
	builder_image(b, builder_asset(b, STR("a.png"), SPAN_NONE), SPAN_NONE);
	builder_close(b, BLOCK_PARAGRAPH);
}

static void test_all_is_there(void **state)
{
	(void)state;
	struct builder *b = builder_new(chapter);
	write_words(b);
	builder_open(b, BLOCK_FIGURE, SPAN_NONE);
	builder_image(b, builder_asset(b, STR("a.png"), SPAN_NONE), SPAN_NONE);
	builder_open(b, BLOCK_CAPTION, SPAN_NONE);
	builder_text(b, STR("图 1"), SPAN_NONE);
	builder_close(b, BLOCK_FIGURE);
	builder_open(b, BLOCK_QUOTE, SPAN_NONE);
	builder_open(b, BLOCK_LIST, SPAN_NONE);
	builder_open(b, BLOCK_ITEM, SPAN_NONE);
	builder_text(b, STR("一项"), SPAN_NONE);
	builder_note_open(b, STR("n2"), SPAN_NONE);
	builder_text(b, STR("注文，见"), SPAN_NONE);
	builder_note_mark(b, STR("n3"), SPAN_NONE);
	builder_note_close(b);
	builder_finish(b);
	chapter->title = arena_copy(&first, STR("题"));
	ledger_removed(&chapter->ledger, STR("test"), 3,
		       arena_copy(&first, STR("去掉的")));
	const char *before = dump(chapter);
	struct chapter *copy = copy_alone();
	const char *after = dump(copy);
	assert_string_equal(after, before);
	assert_null(chapter_check(copy, &second));
	assert_int_equal(copy->ledger.entries.count, 1);
	assert_true(str_equal(copy->ledger.entries.at[0].before,
			      STR("去掉的")));
	const struct block *figure = copy->body->next->next;
	assert_ptr_equal(figure->as.figure.asset, copy->assets);
	assert_ptr_equal(copy->last->previous, figure);
}

static void test_an_empty_one(void **state)
{
	(void)state;
	struct chapter *copy = copy_alone();
	assert_null(copy->body);
	assert_null(copy->last);
	assert_null(copy->notes);
	assert_int_equal(copy->ledger.entries.count, 0);
	assert_ptr_equal(copy->arena, &second);
}

static void test_words_are_kept_once(void **state)
{
	(void)state;
	struct builder *b = builder_new(chapter);
	for (int i = 0; i < 2; i++) {
		builder_open(b, BLOCK_PARAGRAPH, SPAN_NONE)->class =
			arena_copy(&first, STR("after-blank"));
		builder_text(b, STR("字"), SPAN_NONE);
		builder_close(b, BLOCK_PARAGRAPH);
	}
	builder_finish(b);
	struct chapter *copy = copy_alone();
	assert_ptr_equal(copy->body->class.text, copy->last->class.text);
	assert_ptr_not_equal(copy->body->text->text.text,
			     copy->last->text->text.text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_all_is_there),
		TEST(test_an_empty_one),
		TEST(test_words_are_kept_once),
	};
	return cmocka_run_group_tests_name("book/copy", tests, NULL, NULL);
}
