/* Numerals written and read, and the labels of headings: what is one, and
 * what only looks like one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <time.h>

#include <cmocka.h>

#include "book/numeral.h"

#include "tests/unit/arena_fixture.h"

static void assert_text(str found, const char *expected)
{
	assert_string_equal(arena_cstring(&arena, found), expected);
}

static void chinese_is_written(void **state)
{
	(void)state;
	static const struct { int number; const char *text; } cases[] = {
		{0, "〇"}, {1, "一"}, {10, "十"}, {12, "十二"}, {20, "二十"},
		{99, "九十九"}, {100, "一百"}, {101, "一百零一"},
		{110, "一百一十"}, {115, "一百一十五"}, {1000, "一千"},
		{1001, "一千零一"}, {1010, "一千零一十"},
		{2345, "二千三百四十五"}, {10000, "一万"}, {10001, "一万零一"},
		{10010, "一万零一十"}, {10110, "一万零一百一十"},
		{11000, "一万一千"}, {23000, "二万三千"},
		{90909, "九万零九百零九"}, {99999, "九万九千九百九十九"},
		{100000, "100000"}, {-3, "-3"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_text(chinese_numeral(cases[i].number, &arena),
			    cases[i].text);
	assert_text(chinese_digits(2026, &arena), "二〇二六");
	assert_text(chinese_digits(0, &arena), "〇");
}

static void what_is_written_is_read(void **state)
{
	(void)state;
	for (int i = 0; i < 100000; i += i < 2000 ? 1 : 37) {
		struct arena_mark mark = arena_mark(&arena);
		str text = chinese_numeral(i, &arena);
		int number = -1;
		size_t len = 0;
		assert_true(numeral_read(text, &number, &len));
		assert_int_equal(number, i);
		assert_int_equal(len, text.len);
		arena_rewind(&arena, mark);
	}
}

static void numerals_are_read(void **state)
{
	(void)state;
	static const struct { const char *text; int number; size_t len; } cases[] = {
		{"廿三日", 23, 6}, {"卅", 30, 3}, {"壹佰零伍", 105, 12},
		{"一百五", 150, 9}, {"一万五", 15000, 9}, {"两百", 200, 6},
		{"二〇二六年", 2026, 12}, {"二零二六", 2026, 12},
		{"12", 12, 2}, {"１２章", 12, 6}, {"007", 7, 3},
		{"三千零五", 3005, 12}, {"一一七", 117, 9}, {"貳萬", 20000, 6},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		int number = -1;
		size_t len = 0;
		assert_true(numeral_read(str_of(cases[i].text), &number, &len));
		assert_int_equal(number, cases[i].number);
		assert_int_equal(len, cases[i].len);
	}
}

static void no_numerals(void **state)
{
	(void)state;
	static const char *const cases[] = {
		"", "章", "百", "千万", "二三十", "十百", "一万二万", "abc",
		"12345678901", "一一一一一一一一一一", "\xE4", "、一",
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		int number = -7;
		size_t len = 7;
		assert_false(numeral_read(str_of(cases[i]), &number, &len));
		assert_int_equal(len, 7);
	}
}

static void roman_and_circled(void **state)
{
	(void)state;
	assert_text(roman_numeral(4, &arena), "iv");
	assert_text(roman_numeral(12, &arena), "xii");
	assert_text(roman_numeral(3999, &arena), "mmmcmxcix");
	assert_text(roman_numeral(0, &arena), "0");
	assert_text(roman_numeral(4000, &arena), "4000");
	assert_text(circled_number(1, &arena), "①");
	assert_text(circled_number(20, &arena), "⑳");
	assert_text(circled_number(21, &arena), "㉑");
	assert_text(circled_number(36, &arena), "㊱");
	assert_text(circled_number(50, &arena), "㊿");
	assert_text(circled_number(51, &arena), "[51]");
}

/* rest: what stands behind the label and its blanks. */
static const struct labelled {
	const char *text;
	enum label_kind kind;
	int number;
	const char *rest, *unit;
} labels[] = {
	{"第一编　总论", LABEL_VOLUME, 1, "总论", "编"},
	{"第二部分：方法", LABEL_VOLUME, 2, "方法", "部分"},
	{"第三卷", LABEL_VOLUME, 3, "", "卷"},
	{"第四篇《文集》", LABEL_VOLUME, 4, "《文集》", "篇"},
	{"第一部 春", LABEL_VOLUME, 1, "春", "部"},
	{"第一章　总则", LABEL_CHAPTER, 1, "总则", "章"},
	{"第十二章总则", LABEL_CHAPTER, 12, "总则", "章"},
	{"第 3 章 图", LABEL_CHAPTER, 3, "图", "章"},
	{"第１０章\t表", LABEL_CHAPTER, 10, "表", "章"},
	{"第一百二十回　末", LABEL_CHAPTER, 120, "末", "回"},
	{"第二講：緒論", LABEL_CHAPTER, 2, "緒論", "講"},
	{"第三课 识字", LABEL_CHAPTER, 3, "识字", "课"},
	{"第一单元 家", LABEL_CHAPTER, 1, "家", "单元"},
	{"第二折　借船", LABEL_CHAPTER, 2, "借船", "折"},
	{"第3集：归", LABEL_CHAPTER, 3, "归", "集"},
	{"第二场　渡口", LABEL_SECTION, 2, "渡口", "场"},
	{"第一册", LABEL_VOLUME, 1, "", "册"},
	{"第一章——开头", LABEL_CHAPTER, 1, "——开头", "章"},
	{"第一节　方法", LABEL_SECTION, 1, "方法", "节"},
	{"第二节概念", LABEL_SECTION, 2, "概念", "节"},
	{"第七条　为了", LABEL_ARTICLE, 7, "为了", "条"},
	{"一、背景", LABEL_HAN, 1, "背景", ""},
	{"十二、　背景", LABEL_HAN, 12, "背景", ""},
	{"二、两种办法", LABEL_HAN, 2, "两种办法", ""},
	{"一、一个中心", LABEL_HAN, 1, "一个中心", ""},
	{"三．背景", LABEL_HAN, 3, "背景", ""},
	{"四", LABEL_HAN, 4, "", ""},
	{"五　背景", LABEL_HAN, 5, "背景", ""},
	{"壹、背景", LABEL_HAN, 1, "背景", ""},
	{"（一）背景", LABEL_HAN_PAREN, 1, "背景", ""},
	{"(十一) 背景", LABEL_HAN_PAREN, 11, "背景", ""},
	{"（二)、背景", LABEL_HAN_PAREN, 2, "背景", ""},
	{"㈢背景", LABEL_HAN_PAREN, 3, "背景", ""},
	{"1.背景", LABEL_DIGIT, 1, "背景", ""},
	{"1. 背景", LABEL_DIGIT, 1, "背景", ""},
	{"2．背景", LABEL_DIGIT, 2, "背景", ""},
	{"3、背景", LABEL_DIGIT, 3, "背景", ""},
	{"01. 背景", LABEL_DIGIT, 1, "背景", ""},
	{"1、2021年以来", LABEL_DIGIT, 1, "2021年以来", ""},
	{"12.\xC2\xA0背景", LABEL_DIGIT, 12, "背景", ""},
	{"⒋背景", LABEL_DIGIT, 4, "背景", ""},
	{"1.", LABEL_DIGIT, 1, "", ""},
	{"（1）背景", LABEL_DIGIT_PAREN, 1, "背景", ""},
	{"( 2 ) 背景", LABEL_DIGIT_PAREN, 2, "背景", ""},
	{"3）背景", LABEL_DIGIT_PAREN, 3, "背景", ""},
	{"4) 背景", LABEL_DIGIT_PAREN, 4, "背景", ""},
	{"⑸背景", LABEL_DIGIT_PAREN, 5, "背景", ""},
	{"①背景", LABEL_CIRCLED, 1, "背景", ""},
	{"㉑ 背景", LABEL_CIRCLED, 21, "背景", ""},
	{"㊱、背景", LABEL_CIRCLED, 36, "背景", ""},
	{"❷背景", LABEL_CIRCLED, 2, "背景", ""},
	{"一是看", LABEL_ORDINAL, 1, "看", "是"},
	{"二要想", LABEL_ORDINAL, 2, "想", "要"},
	{"三靠做", LABEL_ORDINAL, 3, "做", "靠"},
	{"第一，看", LABEL_ORDINAL, 1, "看", ""},
	{"第二、想", LABEL_ORDINAL, 2, "想", ""},
	{"首先，看", LABEL_ORDINAL, 1, "看", ""},
	{"其次要想", LABEL_ORDINAL, 2, "要想", ""},
};

static void labels_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
		const struct labelled *want = &labels[i];
		struct label found = label_read(str_of(want->text));
		if (found.kind != want->kind)
			fail_msg("%s: kind %d", want->text, (int)found.kind);
		assert_int_equal(found.number, want->number);
		assert_string_equal(want->text + found.bytes, want->rest);
		assert_string_equal(found.unit, want->unit);
	}
}

static void what_is_no_label(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"", " ", "背景", "2021年，", "2021.3", "2021、", "3.14 是",
		"10:03 开始", "10：03", "1.5亿", "1.1 概述", "１．５倍", "12月",
		"3 个", "163.com", "1...", "200. 背景", "1、2、3", "5、6月",
		"七、八月间", "一、二、三年级", "十、十一月", "一个", "一切",
		"一九九七、", "一是一，二是二", "三百六十行", "百、", "十年",
		"第一", "第一个", "第一次，", "第章", "第二天", "第一章程",
		"第一章的内容", "第一章、第二章", "第一章和第二章", "第一章里",
		"第一章，我们", "第一节课上", "第二节目", "第一部电影",
		"第一课我们", "第一回见到", "第一场雪", "第一集团", "第一条线", "第一篇文章",
		"第99999章", "（2021）", "（一", "（一个）", "（第一）", "()",
		"（）", "其他", "其中", "首都", "〇、", "〇", "\xE4\xB8", "\xFF",
		"、一", "—— 一、", "★", "㍿",
	};
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct label found = label_read(str_of(texts[i]));
		if (found.kind != LABEL_NONE)
			fail_msg("%s: kind %d", texts[i], (int)found.kind);
	}
}

static void labels_are_made(void **state)
{
	(void)state;
	static const struct { const char *model; int number; const char *text; } cases[] = {
		{"第一章", 12, "第十二章"}, {"第1章", 12, "第12章"},
		{"一、", 3, "三、"}, {"（一）", 21, "（二十一）"},
		{"1.", 7, "7."}, {"１．", 12, "１２．"}, {"①", 12, "⑫"},
		{"①", 60, "[60]"}, {"㈠", 4, "㈣"}, {"01", 7, "07"},
		{"01", 123, "123"}, {"", 3, ""}, {"附录", 3, "附录"},
		{"Chapter 1", 2, "Chapter 2"}, {"第一部分", 2, "第二部分"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_text(label_make(str_of(cases[i].model), cases[i].number,
				       &arena), cases[i].text);
}

static void made_labels_are_read(void **state)
{
	(void)state;
	static const str models[] = {
		{"第一章", 9}, {"一、", 6}, {"（一）", 9}, {"1.", 2},
		{"（1）", 7}, {"①", 3}, {"第1节", 7}, {"1）", 4},
	};
	for (size_t i = 0; i < sizeof models / sizeof models[0]; i++) {
		for (int number = 1; number <= 50; number++) {
			str made = label_make(models[i], number, &arena);
			struct label label = label_read(made);
			assert_int_equal(label.kind, label_read(models[i]).kind);
			assert_int_equal(label.number, number);
			assert_int_equal(label.bytes, made.len);
		}
	}
}

static void long_numerals_end(void **state)
{
	(void)state;
	static char figures[1 << 20];
	memset(figures, '1', sizeof figures);
	str text = {figures, sizeof figures};
	clock_t start = clock();
	for (int i = 0; i < 10000; i++)
		assert_int_equal(label_read(text).kind, LABEL_NONE);
	assert_true(clock() - start < CLOCKS_PER_SEC);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(chinese_is_written),
		TEST(what_is_written_is_read),
		TEST(numerals_are_read),
		TEST(no_numerals),
		TEST(roman_and_circled),
		TEST(labels_are_read),
		TEST(what_is_no_label),
		TEST(labels_are_made),
		TEST(made_labels_are_read),
		TEST(long_numerals_end),
	};
	return cmocka_run_group_tests_name("book_numeral", tests, NULL, NULL);
}
