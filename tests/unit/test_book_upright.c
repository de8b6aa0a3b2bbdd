/* Vertical runs: what stands upright, what is turned, what shares an em.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <time.h>

#include <cmocka.h>

#include "base/buf.h"
#include "book/upright.h"

#include "tests/unit/arena_fixture.h"

/* Turned runs in <>, combined ones in []. */
static const char *shown(str text)
{
	static const char *const marks[][2] = {
		[UPRIGHT_STACKED] = {"", ""},
		[UPRIGHT_TURNED] = {"<", ">"},
		[UPRIGHT_COMBINED] = {"[", "]"},
	};
	struct buf out;
	buf_init(&out, &arena, BUF_NO_MAXIMUM);
	size_t at = 0, last = 0;
	struct upright_run run;
	while (upright_next(text, &at, &run)) {
		assert_int_equal(run.start, last);
		assert_true(run.end > run.start);
		last = run.end;
		buf_add(&out, str_of(marks[run.orientation][0]));
		buf_add(&out, str_cut(text, run.start, run.end));
		buf_add(&out, str_of(marks[run.orientation][1]));
	}
	assert_int_equal(last, text.len);
	return arena_cstring(&arena, buf_str(&out));
}

static void runs(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
		{"天地玄黄", "天地玄黄"},
		{"", ""},
		/* numbers */
		{"第3章", "第3章"},
		{"第12章", "第[12]章"},
		{"共100人", "共100人"},
		{"2024年12月3日", "2024年[12]月3日"},
		{"1949—1986年", "1949—1986年"},
		{"电话13800138000。", "电话<13800138000>。"},
		{"圆周率3.14159", "圆周率<3.14159>"},
		{"版本3.0发布", "版本[3.0]发布"},
		{"涨5%，跌50%。", "涨5%，跌[50]%。"},
		{"高3.14%", "高<3.14%>"},
		{"零下-7度", "零下[-7]度"},
		{"1.总则", "1.总则"},
		{"12.总则", "[12].总则"},
		{"1. Rules", "<1. Rules>"},
		{"12:30开会", "<12:30>开会"},
		{"宽105 × 148毫米", "宽<105 × 148>毫米"},
		{"甲×乙", "甲×乙"},
		{"1 + 1 = 2", "<1 + 1 = 2>"},
		/* letters */
		{"甲A座", "甲A座"},
		{"GDP增长", "GDP增长"},
		{"OpenType字体", "<OpenType>字体"},
		{"G20峰会，5G网络", "G20峰会，[5G]网络"},
		{"A+级", "[A+]级"},
		{"重5kg", "重<5kg>"},
		{"读《War and Peace》", "读《<War and Peace>》"},
		{"用 iPhone 15 Pro 拍", "用 <iPhone 15 Pro> 拍"},
		{"用 GDP 说", "用 GDP 说"},
		{"UNESCO总部", "<UNESCO>总部"},
		{"向α角", "向α角"},
		{"甲→乙", "甲<→>乙"},
		{"cafe\u0301门前", "<cafe\u0301>门前"},
		/* marks */
		{"真的！？走", "真的[！？]走"},
		{"真的！！！走", "真的！！！走"},
		{"真的!?走", "真的[!?]走"},
		{"好！走？", "好！走？"},
		{"他说：“好。”", "他说：“好。”"},
		{"他说“OK”了", "他说“OK”了"},
		{"He said “no” twice", "<He said “no” twice>"},
		{"don’t说", "<don’t>说"},
		{"等……——吧", "等……——吧"},
		{"卡尔·马克思", "卡尔·马克思"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_string_equal(shown(str_of(cases[i][0])), cases[i][1]);
}

static void quotes(void **state)
{
	(void)state;
	assert_int_equal(upright_quote(0x201C, true), 0x300E);
	assert_int_equal(upright_quote(0x2019, true), 0x300D);
	assert_int_equal(upright_quote(0x201C, false), 0x300C);
	assert_int_equal(upright_quote(0x2018, false), 0x300E);
	assert_int_equal(upright_quote(0x4E00, false), 0x4E00);
}

/* Each text is one pattern a hundred thousand times: no pattern makes the
 * work grow faster than the text, and bad bytes end too. */
static void long_texts_end(void **state)
{
	(void)state;
	static const char *const patterns[] = {
		"a", "a ", "1 ", "“", "”", "“a”", "‘a’ ", "！", "！？", "’",
		"12甲", "\xE4", "…", "a\u0301",
	};
	static char text[1 << 20];
	clock_t start = clock();
	for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++) {
		size_t len = strlen(patterns[i]), filled = 0;
		while (filled + len <= 100000 * len) {
			memcpy(text + filled, patterns[i], len);
			filled += len;
		}
		struct upright_run run;
		size_t at = 0;
		while (upright_next((str){text, filled}, &at, &run))
			;
		assert_int_equal(at, filled);
	}
	assert_true(clock() - start < 2 * CLOCKS_PER_SEC);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(runs),
		TEST(quotes),
		TEST(long_texts_end),
	};
	return cmocka_run_group_tests_name("book_upright", tests, NULL, NULL);
}
