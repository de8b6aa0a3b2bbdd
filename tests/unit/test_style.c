/* Style sheets: tokens and values by their effect, precedence, inheritance,
 * shared pointers, hostile sheets, and many threads at once.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/pool.h"
#include "style/style.h"

#include "tests/unit/arena_fixture.h"

static struct stylesheet *load(const char *text, bool is_print_only)
{
	struct style_file file = {STR("t.css"), str_of(text), is_print_only};
	const struct style_grid grid = {.body_size = LENGTH_PT(10),
					.pitch = LENGTH_PT(16)};
	return style_load(&file, 1, grid, &arena, &diag);
}

static const struct style *find(const struct stylesheet *sheet,
				const struct style *parent,
				const char *element, const char *class)
{
	return style_of_name(sheet, parent, str_of(element), str_of(class),
			     &arena);
}

static const struct style *first(const char *text, const char *element)
{
	struct stylesheet *sheet = load(text, false);
	return find(sheet, style_root(sheet), element, "");
}

static void root_has_manifest_size(void **state)
{
	(void)state;
	struct stylesheet *sheet = load("body{font-size:30pt;margin:2em;"
					"font-family:X,sans-serif}", false);
	const struct style *root = style_root(sheet);
	assert_int_equal(root->size, LENGTH_PT(10));
	assert_int_equal(root->family, FAMILY_SANS);
	assert_int_equal(root->margin_left, 0);
	assert_int_equal(root->align, STYLE_JUSTIFY);
}

static void lengths_use_own_size(void **state)
{
	(void)state;
	const struct style *s = first("p{text-indent:2em;font-size:150%}", "p");
	assert_int_equal(s->size, LENGTH_PT(15));
	assert_int_equal(s->indent, LENGTH_PT(30));
	assert_int_equal(first("p{text-indent:12px}", "p")->indent, 9000);
	assert_int_equal(first("p{text-indent:1in}", "p")->indent, 72000);
	assert_int_equal(first("p{text-indent:25.4mm}", "p")->indent, 72000);
	assert_int_equal(first("p{text-indent:-1.5em}", "p")->indent, -15000);
	assert_int_equal(first("p{text-indent:.5EM}", "p")->indent, 5000);
	assert_int_equal(first("p{text-indent:0}", "p")->indent, 0);
	assert_int_equal(diag.findings.count, 0);
}

static void vertical_margins_are_lines(void **state)
{
	(void)state;
	const struct style *s = first("p{margin:1.5lh 1em 1em 2em}", "p");
	assert_int_equal(s->lines_before, 1500);
	assert_int_equal(s->lines_after, 500);     /* 10/16 line, to a half */
	assert_int_equal(s->margin_right, LENGTH_PT(10));
	assert_int_equal(s->margin_left, LENGTH_PT(20));
	assert_int_equal(first("p{margin-top:-3em}", "p")->lines_before, 0);
	assert_int_equal(first("p{margin-top:16pt}", "p")->lines_before, 1000);
}

static void specificity_beats_order(void **state)
{
	(void)state;
	struct stylesheet *sheet = load(
		"p.a{text-indent:1pt} .a{text-indent:2pt} p{text-indent:3pt}"
		"p.a.b{text-indent:4pt} p{text-indent:5pt}", false);
	const struct style *root = style_root(sheet);
	assert_int_equal(find(sheet, root, "p", "")->indent, 5000);
	assert_int_equal(find(sheet, root, "p", "a")->indent, 1000);
	assert_int_equal(find(sheet, root, "q", "a")->indent, 2000);
	assert_int_equal(find(sheet, root, "p", " x b  a ")->indent, 4000);
}

static void inheritance(void **state)
{
	(void)state;
	struct stylesheet *sheet = load(
		"blockquote{font-family:cursive;margin:1lh 2em;color:#fff;"
		"-banxin-slot:2;border:1px solid} p{border:inherit}", false);
	const struct style *quote = find(sheet, style_root(sheet),
					 "blockquote", "");
	const struct style *inner = find(sheet, quote, "b", "");
	assert_int_equal(inner->family, FAMILY_CURSIVE);
	assert_int_equal(inner->grey, 1000);
	assert_int_equal(inner->margin_left, 0);
	assert_int_equal(inner->lines_before, 0);
	assert_int_equal(inner->slot_lines, 0);
	assert_false(inner->has_frame);
	assert_true(find(sheet, quote, "p", "")->has_frame);
}

static void descendants(void **state)
{
	(void)state;
	struct stylesheet *sheet = load(
		"p{text-indent:1pt} .box p{text-indent:2pt}"
		".box em{font-weight:bold}", false);
	const struct style *root = style_root(sheet);
	const struct style *box = find(sheet, root, "div", "box");
	const struct style *deep = find(sheet, box, "ul", "");
	assert_int_equal(find(sheet, root, "p", "")->indent, 1000);
	assert_int_equal(find(sheet, root, "p", "box")->indent, 1000);
	assert_int_equal(find(sheet, box, "p", "")->indent, 2000);
	assert_int_equal(find(sheet, deep, "p", "")->indent, 2000);
	struct phrase phrase = {.kind = PHRASE_EMPHASIS};
	const struct style *p = find(sheet, deep, "p", "");
	assert_true(style_of_phrase(sheet, p, &phrase, &arena)->is_bold);
	p = find(sheet, root, "p", "");
	assert_false(style_of_phrase(sheet, p, &phrase, &arena)->is_bold);
}

static void blocks_by_kind_and_state(void **state)
{
	(void)state;
	struct stylesheet *sheet = load(
		"p{text-indent:2em} p.continue,p.centre{text-indent:0}"
		"p.centre{text-align:center} h2{-banxin-slot:3}"
		"h2.run-in{display:run-in}", false);
	const struct style *root = style_root(sheet);
	struct block block = {.kind = BLOCK_PARAGRAPH};
	assert_int_equal(style_of_block(sheet, root, &block, &arena)->indent,
			 LENGTH_PT(20));
	block.is_continued = true;
	assert_int_equal(style_of_block(sheet, root, &block, &arena)->indent,
			 0);
	block.align = ALIGN_CENTRE;
	assert_int_equal(style_of_block(sheet, root, &block, &arena)->align,
			 STYLE_CENTRE);
	struct block heading = {.kind = BLOCK_HEADING, .as.heading.level = 1};
	assert_int_equal(
		style_of_block(sheet, root, &heading, &arena)->slot_lines, 3);
	heading.as.heading.is_run_in = true;
	assert_true(style_of_block(sheet, root, &heading, &arena)->is_run_in);
}

static void marks_on_text(void **state)
{
	(void)state;
	struct stylesheet *sheet = load(
		"sup{font-size:.5em;vertical-align:super}"
		"u{text-decoration:underline dotted} s{text-decoration:line-through}"
		"em{text-emphasis:filled dot} i{font-style:italic}"
		"q{text-emphasis:none;letter-spacing:5pt}"
		"u.book{text-decoration-style:wavy}"
		"b{text-decoration:underline wavy}", false);
	const struct style *root = style_root(sheet);
	const struct style *sup = find(sheet, root, "sup", "");
	assert_int_equal(sup->raise, 333);
	/* 333 of 2.5 pt, and the outer 333 of 5 pt. */
	assert_int_equal(find(sheet, sup, "sup", "")->raise, 999);
	const struct style *u = find(sheet, root, "u", "");
	assert_true(u->has_underline);
	const struct style *both = find(sheet, u, "s", "");
	assert_true(both->has_underline && both->has_strike);
	assert_false(u->is_wavy);
	const struct style *book = find(sheet, root, "u", "book");
	assert_true(book->has_underline && book->is_wavy);
	assert_true(find(sheet, book, "s", "")->is_wavy);
	assert_true(find(sheet, root, "b", "")->is_wavy);
	assert_false(find(sheet, book, "u", "")->is_wavy);
	const struct style *em = find(sheet, root, "em", "");
	assert_true(em->has_dots);
	assert_true(find(sheet, em, "i", "")->is_italic);
	assert_false(find(sheet, em, "q", "")->has_dots);
	assert_int_equal(find(sheet, em, "q", "")->letter_spacing, 500);
}

static void equal_styles_are_one(void **state)
{
	(void)state;
	struct stylesheet *sheet = load("p,li{text-indent:2em}", false);
	const struct style *root = style_root(sheet);
	const struct style *p = find(sheet, root, "p", "");
	assert_ptr_equal(p, find(sheet, root, "li", ""));
	assert_ptr_equal(p, find(sheet, root, "p", "unheard-of"));
	assert_ptr_equal(root, find(sheet, root, "div", ""));
	struct style copy = *root;
	assert_ptr_equal(p, find(sheet, &copy, "p", ""));
}

static void complaints(void **state)
{
	(void)state;
	load("\n p { float: left; float: right }", false);
	assert_int_equal(diag.findings.count, 1);
	assert_int_equal(diag.findings.at[0].message,
			 MSG_STYLE_PROPERTY_IGNORED);
	assert_int_equal(diag.findings.at[0].span.line, 2);
	assert_int_equal(diag.findings.at[0].span.column, 6);
	assert_false(diag_failed(&diag));
	load("/* 书 */ 书 { float: left }", true);
	assert_true(diag_failed(&diag));
	assert_int_equal(diag.findings.at[1].span.column, 13);
	load("p { line-height: 2; -webkit-x: y; -epub-z: 1 }", true);
	assert_int_equal(diag.findings.count, 2);
}

static void hostile_sheets(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"", "}", "{", "p", "p{", "p{x", "p{x:", "p{x:y", "p{}}", "@",
		"@media", "@media{", "@media{p{", "/*", "\"", "'\\", "\\", "#",
		"p{a:\"", "p{a:url(", "p{{{{{{", "p{a:b{c:d}e:f}", ".", "..a{}",
		"p,{}", ",p{}", "p{:a}", "p{a::b}", "p{margin:}", "p{color:#}",
		"p{color:#ff}", "p{font-size:1e99em}", "p{text-indent:--1em}",
		"p{text-indent:99999999999999999999em}", "p{-banxin-slot:-1}",
		"p{text-indent:+.}", "\xff\xfe\xfd", "p{\xe4", "p:not(a,b{c}){}",
		"p{font-size:0.00000000000001em}",
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		const struct style *s = first(texts[i], "p");
		assert_true(s->size >= LENGTH_PT(2) &&
			    s->size <= LENGTH_PT(200));
	}
	assert_int_equal(first("p{text-indent:1em", "p")->indent, 10000);
}

static void size_never_runs_away(void **state)
{
	(void)state;
	struct stylesheet *sheet = load("b{font-size:9em} i{font-size:1%}",
					false);
	const struct style *s = style_root(sheet);
	for (int i = 0; i < 100; i++)
		s = find(sheet, s, "b", "");
	assert_int_equal(s->size, LENGTH_PT(60));
	for (int i = 0; i < 100; i++)
		s = find(sheet, s, "i", "");
	assert_int_equal(s->size, LENGTH_PT(2));
}

/* More names, rules and reports than there is room for. */
static void too_much(void **state)
{
	(void)state;
	struct buf text;
	buf_init(&text, &arena, BUF_NO_MAXIMUM);
	for (int i = 0; i < 200; i++)
		buf_format(&text, ".c%d e%d{x%d:y} ", i, i, i);
	buf_add_byte(&text, '\0');
	load(text.text, false);
	assert_true(diag_failed(&diag));
	assert_true(diag.findings.count < 100);
}

/* The shared tables overflow: styles go on being right. */
static void more_styles_than_room(void **state)
{
	(void)state;
	struct stylesheet *sheet = load(
		"a{text-indent:1pt} b{font-size:101%} p{text-indent:2em}",
		false);
	struct buf text;
	buf_init(&text, &arena, BUF_NO_MAXIMUM);
	for (int i = 0; i < 12; i++)
		buf_format(&text, ".c%d{margin-left:%dpt}", i, 1 << i);
	buf_add_byte(&text, '\0');
	sheet = load(text.text, false);
	for (int bits = 0; bits < 4096; bits++) {
		struct buf names;
		buf_init(&names, &arena, BUF_NO_MAXIMUM);
		int highest = 0;
		for (int i = 0; i < 12; i++) {
			if (bits >> i & 1) {
				buf_format(&names, "c%d ", i);
				highest = 1 << i;
			}
		}
		const struct style *s = style_of_name(
			sheet, style_root(sheet), STR("p"), buf_str(&names),
			&arena);
		assert_int_equal(s->margin_left, LENGTH_PT(highest));
	}
}

struct crowd {
	const struct stylesheet *sheet;
	const struct style *found[8][64];
};

static void style_all(void *context, size_t number)
{
	struct crowd *crowd = context;
	struct arena own;
	arena_init(&own);
	const struct style *parent = style_root(crowd->sheet);
	for (int i = 0; i < 64; i++) {
		const char *element = i % 3 ? "p" : "b";
		parent = style_of_name(crowd->sheet, parent, str_of(element),
				       i % 5 ? STR("x") : STR_NONE, &own);
		crowd->found[number][i] = parent;
	}
	arena_free(&own);
}

static void threads_share_pointers(void **state)
{
	(void)state;
	for (int round = 0; round < 50; round++) {
		struct crowd crowd = {load(
			"b{font-size:101%} p{text-indent:1em} .x{font-size:99%}",
			false), {{0}}};
		pool_run(8, 4, style_all, &crowd);
		for (int i = 1; i < 8; i++)
			assert_memory_equal(crowd.found[0], crowd.found[i],
					    sizeof crowd.found[0]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(root_has_manifest_size),
		TEST(lengths_use_own_size),
		TEST(vertical_margins_are_lines),
		TEST(specificity_beats_order),
		TEST(inheritance),
		TEST(descendants),
		TEST(blocks_by_kind_and_state),
		TEST(marks_on_text),
		TEST(equal_styles_are_one),
		TEST(complaints),
		TEST(hostile_sheets),
		TEST(size_never_runs_away),
		TEST(too_much),
		TEST(more_styles_than_room),
		TEST(threads_share_pointers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
