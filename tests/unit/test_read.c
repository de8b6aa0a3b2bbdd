/* What a source is: its date, its encoding, its head, its format. */
#include "base/date.h"
#include "tests/unit/read_fixture.h"

#include "base/banned.h"

static void test_dates_are_read(void **state)
{
	(void)state;
	static const struct {
		const char *text, *iso;
	} cases[] = {
		{"2021-03-31", "2021-03-31"},
		{"2021-03-31 06:10:21", "2021-03-31"},
		{"2026-01-03T14:44:42+08:00", "2026-01-03"},
		{"2007-08-20-23:59:59", "2007-08-20"},
		{"2021/3/1", "2021-03-01"},
		{" 2021.3.31　", "2021-03-31"},
		{"2021年3月31日", "2021-03-31"},
		{"2021 年 3 月 31 日 08:30", "2021-03-31"},
		{"２０２１年３月３１日", "2021-03-31"},
		{"二〇二一年三月三十一日", "2021-03-31"},
		{"一九九八年十月廿一日", "1998-10-21"},
		{"二零零零年十二月十日", "2000-12-10"},
		{"Tue, 29 Jun 2021 22:30:00 GMT", "2021-06-29"},
		{"3 Mar 2020", "2020-03-03"},
		{"2024-02-29", "2024-02-29"},
	};
	struct arena a;
	arena_init(&a);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		str iso;
		if (!date_read(str_of(cases[i].text), &iso, &a))
			fail_msg("%s is not read", cases[i].text);
		assert_string_equal(arena_cstring(&a, iso), cases[i].iso);
	}
	arena_free(&a);
}

static void test_what_is_no_date_is_refused(void **state)
{
	(void)state;
	static const char *const cases[] = {
		"", "2021", "2021-03", "2021年3月", "2021-02-29", "2100-02-29",
		"2021-13-01", "2021-00-10", "2021-04-31", "0999-01-01",
		"3000-01-01", "21-03-31", "2021-03-31x", "20210331",
		"二〇二一年三月三十二日", "32 Jan 2021", "2021-03/31", "[",
		"二月", "Tue, 29", "2021-3-311",
	};
	struct arena a;
	arena_init(&a);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		str iso = STR("untouched");
		if (date_read(str_of(cases[i]), &iso, &a))
			fail_msg("%s is read", cases[i]);
		assert_int_equal(iso.len, 9);
	}
	arena_free(&a);
}

static void test_a_month_may_stand_for_a_date(void **state)
{
	(void)state;
	static const struct { const char *text, *iso; size_t len; } cases[] = {
		{"2021年3月", "2021-03", 11}, {"2021 年 12 月，", "2021-12", 15},
		{"二〇二一年三月", "2021-03", 21}, {"2021-03", "2021-03", 7},
		{"民国二十六年七月", "1937-07", 24},
	};
	static const char *const others[] = {
		"2021年3月31日", "2021年13月", "2021年", "2021-03-31", "三月",
		"2021-03 x", "二〇二一年三月三日",
	};
	struct arena a;
	arena_init(&a);
	size_t len;
	str iso;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		assert_true(date_read_month(str_of(cases[i].text), &len, &iso,
					    &a));
		assert_string_equal(arena_cstring(&a, iso), cases[i].iso);
		assert_int_equal(len, cases[i].len);
	}
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		if (date_read_month(str_of(others[i]), &len, &iso, &a))
			fail_msg("%s is read", others[i]);
	assert_true(date_read_rough(STR(" 2021年3月 "), &iso, &a));
	assert_string_equal(arena_cstring(&a, iso), "2021-03");
	assert_true(date_read_rough(STR("2021-03-31"), &iso, &a));
	assert_false(date_read_rough(STR("2021年3月大事"), &iso, &a));
	arena_free(&a);
}

static void test_a_date_may_begin_a_line(void **state)
{
	(void)state;
	struct arena a;
	arena_init(&a);
	str iso, text = STR("2021-03-31 06:10:21渡口网");
	size_t len;
	assert_true(date_read_start(text, &len, &iso, &a));
	assert_int_equal(len, 19);
	assert_false(date_read_start(STR("于2021-03-31"), &len, &iso, &a));
	arena_free(&a);
}

static void assert_decoded(const char *bytes, size_t len, const char *text,
			   const char *encoding)
{
	struct fixture f;
	fixture_bytes(&f, "a.txt", (str){bytes, len});
	assert_true(f.done);
	assert_str(fixture_plain(&f), text);
	assert_str(f.chapter->encoding, encoding);
	arena_free(&f.arena);
}
#define ASSERT_DECODED(bytes, text, encoding)                                  \
	assert_decoded(bytes, sizeof bytes - 1, text, encoding)

static void test_encodings_are_found(void **state)
{
	(void)state;
	ASSERT_DECODED("\xEF\xBB\xBF\xE7\x81\xAF", "灯\n",
		       "UTF-8 (byte order mark)");
	ASSERT_DECODED("\xFF\xFE\x6F\x70\x0A\x00\x6F\x70", "灯\n灯\n",
		       "UTF-16LE (byte order mark)");
	ASSERT_DECODED("\xFE\xFF\xD8\x42\xDF\xB7", "𠮷\n",
		       "UTF-16BE (byte order mark)");
	/* Without any mark: 我们在这里说话。 */
	ASSERT_DECODED("\xCE\xD2\xC3\xC7\xD4\xDA\xD5\xE2\xC0\xEF\xCB\xB5\xBB"
		       "\xB0\xA1\xA3", "我们在这里说话。\n",
		       "GB18030 (found by its characters)");
	/* 我們在這裡說話。 */
	ASSERT_DECODED("\xA7\xDA\xAD\xCC\xA6\x62\xB3\x6F\xB8\xCC\xBB\xA1\xB8"
		       "\xDC\xA1\x43", "我們在這裡說話。\n",
		       "Big5 (found by its characters)");
	/* Cantonese in HKSCS, rare characters in four bytes, pinyin in GBK. */
	ASSERT_DECODED("\x9D\xF8\x9D\xEF\x9D\xF5\x9D\xF7\x9D\xF6",
		       "啲嘅嗰咗喺\n", "Big5 (found by its characters)");
	ASSERT_DECODED("\x95\x34\xB2\x35\x95\x35\xB5\x35\x98\x35\xEE\x37",
		       "𠮷𡃁𪚥\n", "GB18030 (found by its characters)");
	ASSERT_DECODED("\xB5\xC6(d\xA8\xA5ng)\xD3\xB0(y\xA8\xABng)",
		       "灯(dēng)影(yǐng)\n",
		       "GB18030 (found by its characters)");
	ASSERT_DECODED("a\0b\0\n\0\x6F\x70", "ab\n灯\n",
		       "UTF-16LE (found by its characters)");
}

static void test_declared_encodings_are_checked(void **state)
{
	(void)state;
	/* 镕 is in GBK, not in the GB 2312 that is declared. */
	assert_dumps("a.html", "<meta charset=gb2312><p>\xE9\x46</p>", "\"镕\"");
	/* UTF-8 that says it is something else. */
	assert_dumps("a.html", "<meta charset=\"big5\"><p>灯下</p>", "\"灯下\"");
	assert_dumps("a.html", "<meta charset=gbk><p>\xB5\xC6</p>",
		     "encoding: GB18030 (declared gbk, bytes fit)");
	/* 我们在这里说话。 in GBK is some Big5 too, and some Latin. */
	assert_dumps("a.html", "<meta charset=big5><p>\xCE\xD2\xC3\xC7\xD4"
		     "\xDA\xD5\xE2\xC0\xEF\xCB\xB5\xBB\xB0\xA1\xA3</p>",
		     "encoding: GB18030 (declared big5, which makes no sense)");
	assert_dumps("a.html", "<meta charset=iso-8859-1><p>\xCE\xD2\xC3\xC7"
		     "\xD4\xDA\xD5\xE2\xC0\xEF\xCB\xB5\xBB\xB0</p>",
		     "\"我们在这里说话\"");
}

static void test_stated_encoding_wins(void **state)
{
	(void)state;
	struct fixture f;
	struct read_request request = {STR("a.txt"), STR("\xA4\xA4"),
				       STR("Big5"), STR_NONE};
	fixture_read(&f, &request);
	assert_str(fixture_plain(&f), "中\n");
	arena_free(&f.arena);
	request.encoding = STR("klingon");
	fixture_read(&f, &request);
	assert_false(f.done);
	assert_true(fixture_says(&f, MSG_ENCODING_UNKNOWN));
	arena_free(&f.arena);
}

static void test_bad_bytes_cost_only_themselves(void **state)
{
	(void)state;
	struct fixture f;
	fixture_text(&f, "a.txt", "一\n二\xFF三\n\xE4\xB8");
	assert_str(fixture_plain(&f), "一\n二\xEF\xBF\xBD三\n"
		   "\xEF\xBF\xBD\xEF\xBF\xBD\n");
	assert_int_equal(f.diag.findings.at[0].message, MSG_BAD_BYTES);
	assert_int_equal(f.diag.findings.at[0].span.line, 2);
	arena_free(&f.arena);
}

static void test_foreign_files_are_named(void **state)
{
	(void)state;
	static const char *const cases[] = {
		"%PDF-1.7", "{\\rtf1", "\xFF\xD8\xFF\xE0",
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct fixture f;
		fixture_text(&f, "a.txt", cases[i]);
		assert_false(f.done);
		assert_true(fixture_says(&f, MSG_NOT_TEXT));
		arena_free(&f.arena);
	}
}

static void test_empty_sources_are_said_to_be(void **state)
{
	(void)state;
	static const char *const cases[] = {"", "\xEF\xBB\xBF", " \n\n　\n",
					    "<html></html>"};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct fixture f;
		fixture_text(&f, "a.txt", cases[i]);
		assert_true(f.done);
		assert_true(fixture_says(&f, MSG_SOURCE_EMPTY));
		arena_free(&f.arena);
	}
}

static void test_heads_are_read(void **state)
{
	(void)state;
	assert_dumps("a.md", "---\ntitle: 'it''s'\n---\n字", "title: it's\n");
	assert_dumps("a.md", "---\ntitle: \"a \\\"b\\\" \\u4E2D\" # c\n---\n字",
		     "title: a \\\"b\\\" 中\n");
	assert_dumps("a.md", "---\ntitle: 一：二 # 注\n---\n字",
		     "title: 一：二\n");
	assert_dumps("a.md", "---\ntitle: 书\nauthor:\n  - 甲\n  - '乙'\n---\n字",
		     "author: 甲、乙\n");
	assert_dumps("a.md", "---\ntitle: \"引号\" 错乱\n---\n字",
		     "title: \\\"引号\\\" 错乱\n");
	assert_dumps("a.md", "+++\ntitle = '''\n+++\n字", "paragraph \"字\"");
	assert_dumps("a.md", "---\ntitle: 书\ndate: [\n---\n字",
		     "- front-matter line 3 \"date: [\"");
	/* No head: a rule, and one that does not start the file. */
	assert_dumps("a.md", "---\n字\n---\n# 一\n## 二", "rule");
	assert_dumps("a.md", "字\n\n---\ntitle: x\n---\n", "title: x");
}

static void test_an_open_head_ends_at_a_blank_line(void **state)
{
	(void)state;
	struct fixture f;
	fixture_text(&f, "a.txt", "---\ntitle: 没有结束\n\n正文。");
	assert_str(f.chapter->title, "没有结束");
	assert_str(fixture_plain(&f), "正文。\n");
	assert_int_equal(f.chapter->body->span.line, 4);
	assert_true(fixture_says(&f, MSG_HEAD_OPEN));
	arena_free(&f.arena);
}

static void assert_format(const char *file, const char *text,
			  enum chapter_format format)
{
	struct fixture f;
	fixture_text(&f, file, text);
	if (f.chapter->format != format)
		fail_msg("%s is taken for %d", text, f.chapter->format);
	arena_free(&f.arena);
}

static void test_content_decides_the_format(void **state)
{
	(void)state;
	assert_format("a.txt", "<!DOCTYPE html>字", FORMAT_HTML);
	assert_format("a.md", "---\ntitle: 甲\n---\n\n<div>\n字</div>",
		      FORMAT_HTML);
	assert_format("a.txt", "\n<p>一<p>二<p>三", FORMAT_HTML);
	assert_format("a.html", "没有标签的一页", FORMAT_TEXT);
	assert_format("a.txt", "1. 甲\n2. 乙\n* 丙\n**丁，戊**\n", FORMAT_TEXT);
	assert_format("a.txt", "# 题\n\n见[甲](b)。\n", FORMAT_MARKDOWN);
	assert_format("a.md", "一句话。", FORMAT_MARKDOWN);
	assert_format("a.md", "　　一。\n　　二。\n　　三。\n", FORMAT_TEXT);
	assert_format("a.txt", "若 a<b 且 c>d，则如何？", FORMAT_TEXT);
}

static void test_text_keeps_its_evidence(void **state)
{
	(void)state;
	struct fixture f;
	fixture_text(&f, "a.txt", "一\n\n\n　　二 \r\n三");
	assert_str(fixture_plain(&f), "一\n　　二 \n三\n");
	const struct block *second = f.chapter->body->next;
	assert_str(f.chapter->body->class, "");
	assert_str(second->class, "after-blank");
	assert_int_equal(second->span.line, 4);
	assert_str(second->next->class, "");
	arena_free(&f.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_dates_are_read),
		cmocka_unit_test(test_what_is_no_date_is_refused),
		cmocka_unit_test(test_a_month_may_stand_for_a_date),
		cmocka_unit_test(test_a_date_may_begin_a_line),
		cmocka_unit_test(test_encodings_are_found),
		cmocka_unit_test(test_declared_encodings_are_checked),
		cmocka_unit_test(test_stated_encoding_wins),
		cmocka_unit_test(test_bad_bytes_cost_only_themselves),
		cmocka_unit_test(test_foreign_files_are_named),
		cmocka_unit_test(test_empty_sources_are_said_to_be),
		cmocka_unit_test(test_heads_are_read),
		cmocka_unit_test(test_an_open_head_ends_at_a_blank_line),
		cmocka_unit_test(test_content_decides_the_format),
		cmocka_unit_test(test_text_keeps_its_evidence),
	};
	read_prepare();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
