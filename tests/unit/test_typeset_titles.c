/* Headings of several lines, and lines of contents: even, and parted where
 * a reader would pause.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "typeset_bench.h"
#include "base/banned.h"

struct title {
	int measure;
	const char *text, *wanted;
};

static void check_titles(const struct title *titles, size_t count,
			 bool is_balanced)
{
	for (size_t i = 0; i < count; i++) {
		struct bench b;
		open_bench(&b, FAKE_PLAIN, "zh-Hans");
		b.request.is_balanced = is_balanced;
		b.request.keeps_words = !is_balanced;
		b.style.align = is_balanced ? STYLE_CENTRE : STYLE_START;
		check_text((int)i, lines_of(&b, titles[i].text,
					    titles[i].measure),
			   titles[i].wanted);
		close_bench(&b);
	}
}

#define CHECK(titles, is_balanced) \
	check_titles(titles, sizeof titles / sizeof *titles, is_balanced)

static void titles_are_even(void **state)
{
	(void)state;
	static const struct title titles[] = {
		{10000, "人人人人人人人人人人人人", "人人人人人人/人人人人人人"},
		/* The half em a mark gives up at a line's end is no unevenness. */
		{10000, "秋天到了，河边的树都黄了", "秋天到了，/河边的树都黄了"},
	};
	CHECK(titles, true);
}

static void titles_part_between_words(void **state)
{
	(void)state;
	static const struct title titles[] = {
		{10000, "春天的花和秋天的月亮都好看", "春天的花和/秋天的月亮都好看"},
		{10000, "我们的学习小组真的有意思", "我们的学习/小组真的有意思"},
		{10000, "年轻人要敢说话有作为才好",
		 "年轻人要敢说话/有作为才好"},
		{12000, "昨天又修好了学校的图书室和操场",
		 "昨天又修好了/学校的图书室和操场"},
		/* A line more rather than a word in two. */
		{5000, "我们喜欢图书馆的故事", "我们喜欢/图书馆的/故事"},
	};
	CHECK(titles, true);
}

static void titles_do_not_tear_latin(void **state)
{
	(void)state;
	static const struct title titles[] = {
		{10000, "读懂 Photosynthesis/Cell 的三章",
		 "读懂/Photosynthesis/Cell/的三章"},
		{12000, "第一单元 Section 12 水的故事",
		 "第一单元/Section 12 水的故事"},
	};
	CHECK(titles, true);
}

static void contents_are_full_and_keep_words(void **state)
{
	(void)state;
	static const struct title titles[] = {
		{9500, "小河边的树林里我们读图书馆的书",
		 "小河边的树林里我们/读图书馆的书"},
		{11000, "河边，田野里的图书馆和树林",
		 "河边，田野里的图书馆和/树林"},
	};
	CHECK(titles, false);
}

/* clreq, 3.3: no line of one character at the end, in a cell or a caption as
 * in a paragraph. */
static void no_character_is_left_alone(void **state)
{
	(void)state;
	static const struct title captions[] = {
		{6000, "人人人人人人人", "人人人/人人人人"},
	}, cells[] = {
		{6000, "人人人人人人人", "人人人人人/人人"},
		{6000, "人人人人人人人。", "人人人人人/人人。"},
		{6000, "人人人人人人人人人人人人人",
		 "人人人人人/人人人人人人/人人"},
	};
	CHECK(captions, true);
	CHECK(cells, false);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(titles_are_even),
		cmocka_unit_test(titles_part_between_words),
		cmocka_unit_test(titles_do_not_tear_latin),
		cmocka_unit_test(contents_are_full_and_keep_words),
		cmocka_unit_test(no_character_is_left_alone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
