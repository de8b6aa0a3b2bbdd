/* What a page itself says of its lines: class names that tell facts, parts of
 * its margin, what it hides, in what type it sets them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "book/builder.h"
#include "pass/inside.h"

#include "base/banned.h"

#define PROSE "河边的早市从四点开始，桥头先亮起一盏马灯，卖豆腐的把担子放下，第一件事是把秤挂好。"

struct bench {
	struct arena a, scratch;
	struct diag d;
	struct work work;
	struct builder *builder;
};

static void start(struct bench *b)
{
	memset(b, 0, sizeof *b);
	arena_init(&b->a);
	arena_init(&b->scratch);
	diag_init(&b->d, &b->a);
	static const struct pass_context context;
	b->work = (struct work){chapter_new(&b->a, &b->d), &context, &b->a,
				&b->scratch};
	b->work.chapter->format = FORMAT_HTML;
	b->builder = builder_new(b->work.chapter);
}

static void finish(struct bench *b)
{
	arena_free(&b->scratch);
	arena_free(&b->a);
}

static struct block *line(struct bench *b, const char *class, const char *text)
{
	struct block *block = builder_open(b->builder, BLOCK_PARAGRAPH,
					   SPAN_NONE);
	block->class = str_of(class);
	builder_text(b->builder, str_of(text), SPAN_NONE);
	builder_close(b->builder, BLOCK_PARAGRAPH);
	return block;
}

/* A paragraph of spans, each a class and a text; NULL ends them. */
static struct block *spans(struct bench *b, const char *const *pairs)
{
	struct block *block = builder_open(b->builder, BLOCK_PARAGRAPH,
					   SPAN_NONE);
	for (; *pairs; pairs += 2) {
		struct phrase *span = builder_begin(b->builder, PHRASE_SPAN,
						    SPAN_NONE);
		span->class = str_of(pairs[0]);
		builder_text(b->builder, str_of(pairs[1]), SPAN_NONE);
		builder_end(b->builder, PHRASE_SPAN);
	}
	builder_close(b->builder, BLOCK_PARAGRAPH);
	return block;
}

#define SPANS(b, ...) spans(b, (const char *const[]){__VA_ARGS__, NULL})

static void assert_field(str got, const char *wanted)
{
	if (!str_equal(got, str_of(wanted)))
		fail_msg("\"%.*s\" is not \"%s\"", STR_ARG(got), wanted);
}

static void test_class_names_tell_facts(void **state)
{
	(void)state;
	struct bench b;
	start(&b);
	struct block *block = SPANS(&b, "Author", "作者：秦小满，",
				    "post-source", "河湾晚报", "pub-date",
				    "2023-05-06 08:10");
	assert_true(absorb_words(&b.work, block));
	assert_field(b.work.chapter->author, "秦小满");
	assert_field(b.work.chapter->source, "河湾晚报");
	assert_field(b.work.chapter->date, "2023-05-06");
	/* What is known stays. */
	assert_true(absorb_words(&b.work, SPANS(&b, "author", "别人")));
	assert_field(b.work.chapter->author, "秦小满");
	finish(&b);
}

static void test_an_author_inside_a_byline_is_nearer(void **state)
{
	(void)state;
	struct bench b;
	start(&b);
	SPANS(&b, "byline", "河湾编辑部", "author", "由秦小满");
	assert_true(absorb_words(&b.work, b.work.chapter->body));
	assert_field(b.work.chapter->author, "秦小满");
	finish(&b);
}

static void test_class_names_are_not_believed_blindly(void **state)
{
	(void)state;
	static const char *const lies[][2] = {
		{"author", "写"}, {"author", "这一句话里有逗号，不是名字"},
		{"author", "一个长得不像任何人的名字而且还没有说完的作者"},
		{"date", "昨天晚上"}, {"source", "来源不明。"}, {"title", "秦小满"},
	};
	for (size_t i = 0; i < sizeof lies / sizeof lies[0]; i++) {
		struct bench b;
		start(&b);
		if (absorb_words(&b.work, SPANS(&b, lies[i][0], lies[i][1])))
			fail_msg("%s is believed", lies[i][1]);
		finish(&b);
	}
	struct bench b;
	start(&b);
	b.work.chapter->format = FORMAT_TEXT;
	assert_false(absorb_words(&b.work, SPANS(&b, "author", "秦小满")));
	finish(&b);
}

static void test_a_whole_line_may_be_the_author(void **state)
{
	(void)state;
	struct bench b;
	start(&b);
	assert_true(absorb_words(&b.work, line(&b, "post-author", "河湾夜校")));
	/* A body that writes is also where the text comes from. */
	assert_field(b.work.chapter->author, "河湾夜校");
	assert_field(b.work.chapter->source, "河湾夜校");
	finish(&b);
	start(&b);
	assert_true(absorb_words(&b.work, line(&b, "author", "秦小满")));
	assert_field(b.work.chapter->source, "");
	finish(&b);
}

static void test_facts_are_more_than_buttons(void **state)
{
	(void)state;
	struct bench b;
	start(&b);
	struct sight told = sight_of(&b.work, line(&b, "", "发表于 2019-5-3 | 打印"));
	struct sight date = sight_of(&b.work, line(&b, "", "2019年5月3日"));
	struct sight none = sight_of(&b.work, line(&b, "", "打印 收藏"));
	struct sight name = sight_of(&b.work, SPANS(&b, "nickname", "河湾夜校"));
	assert_true(tells_facts(&b.work, &told, false));
	assert_true(tells_facts(&b.work, &date, true));
	assert_false(tells_facts(&b.work, &date, false));
	assert_false(tells_facts(&b.work, &none, true));
	assert_true(names_somebody(&b.work, &name));
	assert_false(names_somebody(&b.work, &date));
	finish(&b);
}

static void test_phrases_are_parted_by_blanks(void **state)
{
	(void)state;
	struct bench b;
	start(&b);
	struct block *block = SPANS(&b, "a", "河湾晚报", "b", "2019-5-3");
	assert_field(parted_text(&b.work, block), "河湾晚报  2019-5-3");
	finish(&b);
}

/* --- parts of the margin --- */

static void drop(struct bench *b)
{
	struct sights sights;
	builder_finish(b->builder);
	sights_take(&b->work, &sights);
	call_sights(&b->work, &sights);
	drop_margins(&b->work, &sights);
}

/* The texts left, a bar behind each. */
static void assert_left(struct bench *b, const char *wanted)
{
	struct buf out;
	buf_init(&out, &b->a, BUF_NO_MAXIMUM);
	for (struct block *at = b->work.chapter->body; at; at = at->next) {
		buf_add(&out, block_text_deep(at, &b->a));
		buf_add_byte(&out, '|');
	}
	assert_field(buf_str(&out), wanted);
	finish(b);
}

static void link_line(struct bench *b, const char *class, const char *text)
{
	struct block *block = builder_open(b->builder, BLOCK_PARAGRAPH,
					   SPAN_NONE);
	block->class = str_of(class);
	builder_begin(b->builder, PHRASE_LINK, SPAN_NONE)->as.link.target =
		STR("/x");
	builder_text(b->builder, str_of(text), SPAN_NONE);
	builder_end(b->builder, PHRASE_LINK);
	builder_close(b->builder, BLOCK_PARAGRAPH);
}

static void test_parts_of_links_go_whole(void **state)
{
	(void)state;
	struct bench b;
	start(&b);
	b.work.chapter->title = STR("石桥早市");
	link_line(&b, "margin:1", "桥上的棋局");
	line(&b, "margin:1", "另一行");
	line(&b, "margin:2", "石桥早市");
	line(&b, "margin:2", "登录 注册");
	line(&b, "", PROSE);
	link_line(&b, "margin:3", "河神庙会");
	line(&b, "margin:4", PROSE PROSE);
	line(&b, "margin:5", "附录：摊位图");
	link_line(&b, "margin:5", "摊位图");
	drop(&b);
	assert_left(&b, "石桥早市|登录 注册|" PROSE "|" PROSE PROSE
			"|附录：摊位图|摊位图|");
}

static void test_facts_in_a_dropped_part_stay(void **state)
{
	(void)state;
	struct bench b;
	start(&b);
	line(&b, "margin:1", "来源：河湾晚报 2023-05-06");
	link_line(&b, "margin:1", "更多消息在这里");
	link_line(&b, "margin:1", "还有更多消息");
	line(&b, "", PROSE);
	drop(&b);
	assert_left(&b, "来源：河湾晚报 2023-05-06|" PROSE "|");
}

/* --- what is hidden --- */

static void hidden_code(struct bench *b, const char *text)
{
	builder_open(b->builder, BLOCK_CODE, SPAN_NONE)->class = STR("hidden");
	builder_open(b->builder, BLOCK_LINE, SPAN_NONE);
	builder_text(b->builder, str_of(text), SPAN_NONE);
	builder_close(b->builder, BLOCK_CODE);
}

static void test_hidden_code_goes_unless_it_is_the_text(void **state)
{
	(void)state;
	struct bench b;
	start(&b);
	line(&b, "", PROSE);
	hidden_code(&b, "x = 1");
	builder_finish(b.builder);
	pass_boilerplate(&b.work);
	assert_left(&b, PROSE "|");
	start(&b);
	line(&b, "", PROSE);
	hidden_code(&b, PROSE);
	builder_finish(b.builder);
	pass_boilerplate(&b.work);
	assert_left(&b, PROSE "|" PROSE "|");
}

/* --- type --- */

static void sized(struct bench *b, uint16_t size, const char *text)
{
	line(b, "", text)->type_size = size;
}

static void test_larger_is_than_most_of_the_text(void **state)
{
	(void)state;
	struct bench b;
	struct sights sights;
	start(&b);
	sized(&b, 150, PROSE);
	sized(&b, 150, PROSE);
	sized(&b, 100, PROSE);
	sized(&b, 150, "大字版里的一行");
	sized(&b, 200, "题");
	sized(&b, TYPE_SIZE_MIXED, "大小都有");
	sized(&b, 0, "没有说");
	sights_take(&b.work, &sights);
	assert_int_equal(sights.common_size, 150);
	assert_false(sight_is_larger(&sights, &sights.list.at[3]));
	assert_true(sight_is_larger(&sights, &sights.list.at[4]));
	assert_false(sight_is_larger(&sights, &sights.list.at[5]));
	assert_false(sight_is_smaller(&sights, &sights.list.at[5]));
	assert_true(sight_is_smaller(&sights, &sights.list.at[6]));
	finish(&b);
}

static void test_many_sizes_are_no_danger(void **state)
{
	(void)state;
	struct bench b;
	struct sights sights;
	start(&b);
	for (uint16_t size = 20; size < 400; size++)
		sized(&b, size, "一行字");
	builder_finish(b.builder);
	sights_take(&b.work, &sights);
	assert_in_range(sights.common_size, 20, 399);
	pass_heading(&b.work);
	assert_null(chapter_check(b.work.chapter, &b.a));
	finish(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_class_names_tell_facts),
		cmocka_unit_test(test_an_author_inside_a_byline_is_nearer),
		cmocka_unit_test(test_class_names_are_not_believed_blindly),
		cmocka_unit_test(test_a_whole_line_may_be_the_author),
		cmocka_unit_test(test_facts_are_more_than_buttons),
		cmocka_unit_test(test_phrases_are_parted_by_blanks),
		cmocka_unit_test(test_parts_of_links_go_whole),
		cmocka_unit_test(test_facts_in_a_dropped_part_stay),
		cmocka_unit_test(test_hidden_code_goes_unless_it_is_the_text),
		cmocka_unit_test(test_larger_is_than_most_of_the_text),
		cmocka_unit_test(test_many_sizes_are_no_danger),
	};
	return cmocka_run_group_tests_name("pass/page", tests, NULL, NULL);
}
