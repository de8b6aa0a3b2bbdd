/* EPUB: words in vertical lines, and a style sheet turned for them; fonts that
 * come with the book.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "epub/inside.h"

#include "tests/unit/arena_fixture.h"

static str written(const char *text, enum lines lines)
{
	struct buf out;
	struct xml x = {.out = &out, .lines = lines};
	buf_init(&out, &arena, BUF_NO_MAXIMUM);
	write_words(&x, str_of(text));
	return buf_str(&out);
}

static void assert_same(str got, const char *wanted)
{
	if (!str_equal(got, str_of(wanted)))
		fail_msg("\"%.*s\", wanted \"%s\"", STR_ARG(got), wanted);
}

#define TCY(text) "<span class=\"tcy\">" text "</span>"
#define UP(text) "<span class=\"up\">" text "</span>"

static void words_stand_as_vertical_lines_want(void **state)
{
	(void)state;
	static const struct {
		const char *text, *mainland, *elsewhere;
	} rows[] = {
		{"", "", ""},
		{"灯下——说“看‘书’”。", "灯下——说『看「书」』。",
		 "灯下——说「看『书』」。"},
		{"“", "『", "「"},
		{"7月30日", UP("7") "月" TCY("30") "日",
		 UP("7") "月" TCY("30") "日"},
		{"2024年", UP("2024") "年", UP("2024") "年"},
		{"甲&乙<丙", "甲" UP("&amp;") "乙&lt;丙",
		 "甲" UP("&amp;") "乙&lt;丙"},
		{"读It’s a “cat” now", "读It’s a “cat” now",
		 "读It’s a “cat” now"},
		{"\xE2\x80", "\xE2\x80", "\xE2\x80"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_same(written(rows[i].text, LINES_VERTICAL_MAINLAND),
			    rows[i].mainland);
		assert_same(written(rows[i].text, LINES_VERTICAL),
			    rows[i].elsewhere);
	}
	assert_same(written("“7”", LINES_HORIZONTAL), "“7”");
}

static void comments_stay_at_home(void **state)
{
	(void)state;
	static const struct {
		const char *css, *wanted;
	} rows[] = {
		{"", ""},
		{"/* a */\n\np{margin:0}", "p{margin:0}"},
		{"p{\n  margin: 0; /* why */\n  color: red;\n}",
		 "p{\n  margin: 0; color: red;\n}"},
		{"ol/* */li{}", "ol li{}"},
		{"p::after{content:\"/* shown */\"}",
		 "p::after{content:\"/* shown */\"}"},
		{"/*! licence */\np{}", "/*! licence */\np{}"},
		{"p{}/* never closed", "p{} "}, {"p{}/*", "p{} "}, {"/", "/"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		str stripped = style_strip(str_of(rows[i].css), &arena);
		assert_same(stripped, rows[i].wanted);
		assert_same(style_strip(stripped, &arena), rows[i].wanted);
	}
}

/* What the turned sheet begins with; the rules for vertical lines follow. */
static str turned(const char *css)
{
	str all = style_turn(str_of(css), &arena);
	size_t end = str_find(all, STR("\n/* Vertical lines */\n"));
	assert_true(end != STR_NOT_FOUND);
	assert_true(str_contains(all, STR("writing-mode: vertical-rl;")));
	return str_cut(all, 0, end);
}

static void style_sides_turn(void **state)
{
	(void)state;
	static const struct {
		const char *css, *wanted;
	} rows[] = {
		{"", ""},
		{"p{margin:0}", "p{margin:0}"},
		{"p{margin: 1em 2em}", "p{margin: 2em 1em}"},
		{"p{margin: 1em 2em 3em}", "p{margin: 2em 1em 2em 3em}"},
		{"p{ padding : 1px 2px 3px 4px ; }",
		 "p{ padding: 4px 1px 2px 3px; }"},
		{"p{margin:1px 2px 3px 4px 5px}",
		 "p{margin:1px 2px 3px 4px 5px}"},
		{"p{margin:0 1em !important}", "p{margin:0 1em !important}"},
		{"p{margin:calc(1em + 2px) 0}", "p{margin: 0 calc(1em + 2px)}"},
		{"p{margin-left:1em;border-top-width:2px;padding-bottom:0}",
		 "p{margin-top:1em;border-right-width:2px;padding-left:0}"},
		{"img{max-width:100%;height:auto}",
		 "img{max-height:100%;width:auto}"},
		{"p{text-indent:2em;text-align:left}",
		 "p{text-indent:2em;text-align:left}"},
		{"/* width: 1 */ a:hover{width:1em}",
		 "/* width: 1 */ a:hover{height:1em}"},
		{"@media (max-width: 30em) { td { width: 1em } }",
		 "@media (max-width: 30em) { td { height: 1em } }"},
		{"a::before{content:\"width: 1;\"}",
		 "a::before{content:\"width: 1;\"}"},
		{"p{/* left; */margin-left:0}", "p{/* left; */margin-top:0}"},
		{"p{margin: 1em 2em", "p{margin: 1em 2em"},
		{"p{\"", "p{\""}, {"/*", "/*"}, {"}}{;;", "}}{;;"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_same(turned(rows[i].css), rows[i].wanted);
}

/* Turned four times, a side is where it was. */
static void four_turns_are_none(void **state)
{
	(void)state;
	str css = STR("p{margin: 1px 2px 3px 4px;border-left:0;width:1em}");
	str now = css;
	for (int i = 0; i < 4; i++)
		now = turned(arena_cstring(&arena, now));
	assert_true(str_equal(now, css));
}

static void rare_characters_are_marked(void **state)
{
	(void)state;
#define RARE(text) "<span class=\"rare\">" text "</span>"
	static const struct {
		const char *text, *wanted;
	} rows[] = {
		{"", ""}, {"灯下", "灯下"}, {"😀灯", "😀灯"},
		{"𠮷", RARE("𠮷")}, {"\xF0\xA0\xAE", "\xF0\xA0\xAE"},
		{"灯𠮷𠀀下<𰻝", "灯" RARE("𠮷𠀀") "下&lt;" RARE("𰻝")},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf out;
		struct xml x = {.out = &out, .marks_rare = true};
		buf_init(&out, &arena, BUF_NO_MAXIMUM);
		write_words(&x, str_of(rows[i].text));
		assert_same(buf_str(&out), rows[i].wanted);
	}
	assert_same(written("𠮷", LINES_HORIZONTAL), "𠮷");
}

static void fonts_are_led_to(void **state)
{
	(void)state;
	const struct epub_font fonts[] = {
		{.name = STR("kai.ttf"), .family = STR("Kaiti SC"),
		 .local = STR("Kaiti SC, KaiTi")},
		{.name = STR("rare1.otf"), .family = STR("rare 1"),
		 .local = STR_NONE, .is_rare = true},
	};
	struct epub_request request = {.fonts = fonts};
	struct buf out;
	buf_init(&out, &arena, BUF_NO_MAXIMUM);
	write_font_style(&out, &request);
	assert_int_equal(out.len, 0);
	assert_false(has_rare_font(&request));
	request.font_count = 2;
	assert_true(has_rare_font(&request));
	write_font_style(&out, &request);
	str css = buf_str(&out);
	assert_true(str_contains(css, STR(
		"src: local(\"Kaiti SC\"), local(\"KaiTi\"), "
		"url(fonts/kai.ttf);")));
	assert_true(str_contains(css, STR("src: url(fonts/rare1.otf);")));
	assert_true(str_contains(css, STR(
		".rare {\n  font-family: \"rare 1\", serif;\n}")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(words_stand_as_vertical_lines_want),
		TEST(comments_stay_at_home),
		TEST(style_sides_turn),
		TEST(four_turns_are_none),
		TEST(rare_characters_are_marked),
		TEST(fonts_are_led_to),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
