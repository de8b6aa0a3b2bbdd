/* Long texts, wide and narrow: typed by several hands, or made to be slow. */
#include <time.h>

#include "base/buf.h"
#include "pass_bench.h"

#include "base/banned.h"

/* `count` lines of so many characters, the last of each ten half as long. */
static void type_lines(struct bench *b, int count, int characters)
{
	for (int i = 0; i < count; i++) {
		struct buf out;
		buf_init(&out, &b->a, BUF_NO_MAXIMUM);
		int len = i % 10 == 9 ? characters / 2 : characters;
		for (int k = 1; k < len; k++)
			buf_add_code_point(&out, 0x5000u + (uint32_t)(37 * i + k) %
							 4000);
		buf_add(&out, i % 10 == 9 ? STR("。") : STR("车"));
		line(b, buf_str(&out));
	}
}

/* The second hand's lines end where the first one's do not. One line may stand
 * on the border. */
static void test_two_typists(void **state)
{
	(void)state;
	struct bench b;
	start(&b);
	b.context.last_pass = STR("rewrap");
	b.context.fixed_title = STR("水车");
	type_lines(&b, 360, 36);
	type_lines(&b, 240, 28);
	run(&b);
	size_t count = 0;
	for (struct block *at = b.chapter->body; at; at = block_next(at))
		count++;
	assert_in_range(count, 60, 61);
	arena_free(&b.a);
}

static double seconds(void)
{
	return (double)clock() / CLOCKS_PER_SEC;
}

static str repeated(struct arena *a, const char *piece, size_t count)
{
	struct buf out;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	for (size_t i = 0; i < count; i++)
		buf_add(&out, str_of(piece));
	return buf_str(&out);
}

static void one_long(const char *piece, size_t count)
{
	struct bench b;
	start(&b);
	line(&b, repeated(&b.a, piece, count));
	double from = seconds();
	run(&b);
	assert_true(seconds() - from < 5);
	arena_free(&b.a);
}

static void test_long_paragraphs(void **state)
{
	(void)state;
	one_long("水", 300000);
	one_long("水,", 200000);
	one_long("(", 500000);
	one_long("“", 200000);
	one_long("\"", 200001);
	one_long("'", 200001);
	one_long("水(shuǐ)", 60000);
	one_long("水。　　", 60000);
	one_long(" ", 500000);
	one_long("水 ", 200000);
	one_long("。", 200000);
	one_long(".", 500000);
	one_long("（翻页）", 60000);
	one_long("《", 200000);
	one_long("来源：", 60000);
	one_long("\xEF\xBF\xBD", 200000);
}

static void many_short(const char *piece)
{
	struct bench b;
	start(&b);
	for (int i = 0; i < 50000; i++)
		line(&b, str_of(piece));
	double from = seconds();
	run(&b);
	assert_true(seconds() - from < 5);
	arena_free(&b.a);
}

static void test_many_lines(void **state)
{
	(void)state;
	many_short("水车转了，");
	many_short("水车");
	many_short("一、");
	many_short("第一章");
	many_short("返回顶部");
	many_short("----------");
	many_short("— 3 —");
	many_short("来源：清溪");
	many_short("水车转了整整一个夏天，麦子收完以后才停下来，孩子们就在渠边放纸"
		   "船，直到天黑才肯回家");
	many_short("水(");
	many_short("【甲】水车与磨坊的往事");
	many_short("壹、水车");
	many_short("3月5日　晴");
	many_short("云溪野记 第一回 渡口");
	many_short("首页 | 水车 | 登录");
	many_short("2021-03-05 清溪站");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_two_typists),
		cmocka_unit_test(test_long_paragraphs),
		cmocka_unit_test(test_many_lines),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
