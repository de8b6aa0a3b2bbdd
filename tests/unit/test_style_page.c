/* @page: which rules hold on which page, what a margin box shows, and that
 * nothing of it reaches other elements.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "style/style.h"

#include "tests/unit/arena_fixture.h"

static const struct page_place left = {true, false}, right = {false, false};
static const struct page_place left_first = {true, true};

static struct stylesheet *load(const char *text)
{
	struct style_file file = {STR("t.css"), str_of(text), false};
	const struct style_grid grid = {.body_size = LENGTH_PT(10),
					.pitch = LENGTH_PT(16)};
	return style_load(&file, 1, grid, &arena, &diag);
}

static struct page_content shown(const struct stylesheet *sheet,
				 struct page_place place, enum margin_box box)
{
	return style_content(sheet, style_of_margin(sheet, place, box,
						    &arena));
}

static void sides_differ(void **state)
{
	(void)state;
	struct stylesheet *sheet = load(
		"@page :left { @top-left { content: string(title) } }"
		"@page :right { @top-right { content: string(chapter) } }");
	struct page_content content = shown(sheet, left, BOX_TOP_LEFT);
	assert_int_equal(content.count, 1);
	assert_int_equal(content.parts[0].kind, CONTENT_TITLE);
	assert_int_equal(shown(sheet, right, BOX_TOP_LEFT).count, 0);
	content = shown(sheet, right, BOX_TOP_RIGHT);
	assert_int_equal(content.count, 1);
	assert_int_equal(content.parts[0].kind, CONTENT_CHAPTER);
	assert_int_equal(diag.findings.count, 0);
}

static void boxes_stand_beside_the_text(void **state)
{
	(void)state;
	struct stylesheet *sheet = load(
		"@page :left { @left-middle { content: string(section) } }"
		"@page { @right-top { content: \"a\" } @left-foot { } }");
	struct page_content content = shown(sheet, left, BOX_LEFT_MIDDLE);
	assert_int_equal(content.count, 1);
	assert_int_equal(content.parts[0].kind, CONTENT_SECTION);
	assert_int_equal(shown(sheet, right, BOX_LEFT_MIDDLE).count, 0);
	assert_int_equal(shown(sheet, right, BOX_RIGHT_TOP).count, 1);
	assert_int_equal(diag.findings.count, 1);
}

/* CSS Paged Media 3, 4.4: :first weighs more than a side, a side more than
 * none, wherever the rules stand. */
static void first_page_wins(void **state)
{
	(void)state;
	struct stylesheet *sheet = load(
		"@page :first { @top-left { content: none } border-top: none }"
		"@page :left { @top-left { content: \"a\" \"b\" }"
		" border-top: 2pt solid }"
		"@page { @top-left { content: \"c\" } border-top: 1pt solid }");
	assert_int_equal(shown(sheet, left, BOX_TOP_LEFT).count, 2);
	assert_int_equal(shown(sheet, right, BOX_TOP_LEFT).count, 1);
	assert_int_equal(shown(sheet, left_first, BOX_TOP_LEFT).count, 0);
	assert_int_equal(style_of_page(sheet, left, &arena)->rule_top, 2000);
	assert_int_equal(style_of_page(sheet, right, &arena)->rule_top, 1000);
	assert_int_equal(style_of_page(sheet, left_first, &arena)->rule_top,
			 0);
}

static void counters_have_styles(void **state)
{
	(void)state;
	struct page_content content = shown(load(
		"@page { @bottom-center { content: \"— \""
		" counter(page, cjk-decimal) \"/\" counter(pages) } }"),
		right, BOX_BOTTOM_CENTER);
	assert_int_equal(content.count, 4);
	assert_true(str_equal(content.parts[0].text, STR("— ")));
	assert_int_equal(content.parts[1].kind, CONTENT_PAGE);
	assert_int_equal(content.parts[1].counter, COUNTER_CJK_DECIMAL);
	assert_int_equal(content.parts[3].kind, CONTENT_PAGES);
	assert_int_equal(content.parts[3].counter, COUNTER_OWN);
	assert_int_equal(diag.findings.count, 0);
}

static void boxes_inherit_from_the_page(void **state)
{
	(void)state;
	struct stylesheet *sheet = load(
		"@page { font-size: 0.8em; color: gray;"
		" @top-left { padding-bottom: 0.5em } }");
	const struct style *box = style_of_margin(sheet, left, BOX_TOP_LEFT,
						  &arena);
	assert_int_equal(box->size, LENGTH_PT(8));
	assert_int_equal(box->padding_bottom, LENGTH_PT(4));
	assert_int_equal(box->grey, 502);
	assert_int_equal(style_of_page(sheet, left, &arena)->padding_bottom,
			 0);
}

static void paper_is_the_manifests(void **state)
{
	(void)state;
	load("@page { size: A4; margin-left: 2cm; width: 3em }"
	     "@page :blank { size: A4 }");
	assert_int_equal(diag.error_count, 0);
	assert_int_equal(diag.warning_count, 4);
}

static void text_has_no_content(void **state)
{
	(void)state;
	struct stylesheet *sheet = load("p { content: \"x\" }");
	assert_int_equal(diag.warning_count, 1);
	assert_int_equal(style_of_name(sheet, style_root(sheet), STR("p"),
				       STR_NONE, &arena)->content, 0);
}

static void unfinished_pages_end(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"@page", "@page {", "@page :", "@page :left,", "@page { @top-left",
		"@page { @top-left {", "@page { @top-left { content:",
		"@page { @top-left { content: counter(", "@page { @x {",
		"@page { a: b", "@page { } }", "@page ,,, {}", "@page :left:x {}",
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_non_null(load(texts[i]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(sides_differ),
		TEST(boxes_stand_beside_the_text),
		TEST(first_page_wins),
		TEST(counters_have_styles),
		TEST(boxes_inherit_from_the_page),
		TEST(paper_is_the_manifests),
		TEST(text_has_no_content),
		TEST(unfinished_pages_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
