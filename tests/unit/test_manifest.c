/* book.yaml read and edited: defaults, values, every slip of the hand a user
 * may make, and moves that leave all other bytes alone.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "manifest/manifest.h"

struct fixture {
	struct arena arena;
	struct diag diag;
	char folder[64];
};

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);
	arena_init(&f->arena);
	diag_init(&f->diag, &f->arena);
	strncpy(f->folder, "/tmp/banxin-test-XXXXXX", sizeof f->folder - 1);
	assert_non_null(mkdtemp(f->folder));
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;
	struct file_names names = {0};
	file_list(f->folder, 100, &f->arena, &names);
	for (size_t i = 0; i < names.names.count; i++) {
		str path = file_join(str_of(f->folder), names.names.at[i],
				     &f->arena);
		file_remove(arena_cstring(&f->arena, path));
	}
	rmdir(f->folder);
	arena_free(&f->arena);
	free(f);
	return 0;
}

static void put(struct fixture *f, const char *name, const char *text)
{
	str path = file_join(str_of(f->folder), str_of(name), &f->arena);
	assert_int_equal(
		file_write(arena_cstring(&f->arena, path), str_of(text)),
		FILE_OK);
}

/* The folder holds a.md, b.txt, c.html and book.yaml with this text. */
static struct manifest *read_text(struct fixture *f, const char *text)
{
	put(f, "a.md", "甲");
	put(f, "b.txt", "乙");
	put(f, "c.html", "丙");
	put(f, "book.yaml", text);
	return manifest_read(f->folder, &f->arena, &f->diag);
}

static void expect_text(str got, const char *wanted)
{
	if (!str_equal(got, str_of(wanted)))
		fail_msg("got “%.*s”, wanted “%s”", STR_ARG(got), wanted);
}

static bool has(const struct diag *d, enum message message, uint32_t line,
		uint32_t column)
{
	for (size_t i = 0; i < d->findings.count; i++) {
		const struct finding *found = &d->findings.at[i];
		if (found->message == message && found->span.line == line &&
		    found->span.column == column)
			return true;
	}
	return false;
}

static void expect_finding(struct fixture *f, const char *text,
			   enum message message, uint32_t line,
			   uint32_t column)
{
	assert_null(read_text(f, text));
	if (has(&f->diag, message, line, column))
		return;
	struct diag_style style = {.format = DIAG_SHORT};
	diag_print(&f->diag, &style, stderr);
	fail_msg("no %s at %u:%u", diag_code(message), line, column);
}

static void test_defaults(void **state)
{
	struct fixture *f = *state;
	struct manifest *plan =
		read_text(f, "title: 读书会\nchapters: [a.md, b.txt]\n");
	assert_non_null(plan);
	expect_text(plan->meta.title, "读书会");
	expect_text(plan->meta.lang, "zh-Hans");
	expect_text(plan->name, "读书会");
	expect_text(plan->output, "out");
	expect_text(plan->clean.annotations, "ruby");
	expect_text(plan->images_missing, "placeholder");
	expect_text(plan->page_numbers, "hidden");
	assert_int_equal(plan->formats, WANT_EPUB | WANT_PDF);
	assert_int_equal(plan->contents_depth, 2);
	assert_int_equal(plan->number_depth, 0);
	assert_int_equal(plan->entries.count, 2);
	assert_true(plan->entries.at[0].is_numbered);
	assert_int_equal(plan->paper.characters_per_line, 29);
	assert_int_equal(plan->paper.lines_per_page, 29);
	assert_int_equal(plan->paper.pitch, LENGTH_PT(17));
	assert_int_equal(plan->imposition.binding, BINDING_SADDLE);
}

static void test_every_key(void **state)
{
	struct fixture *f = *state;
	put(f, "cover.jpg", "x");
	put(f, "my.css", "p{}");
	struct manifest *plan = read_text(f,
		"title: 甲乙\nsubtitle: 学习读本\n"
		"author: [张三, {name: 李四, role: trl, sort: Q}]\n"
		"lang: zh-Hant\ndate: 2026-11-20\npublisher: 社\n"
		"description: 简\nsubject: 题\nrights: 权\nidentifier: x:1\n"
		"sort: S\nseries: {name: 丛, number: 2}\nsource: 本\n"
		"cover: cover.jpg\ntoc: {title: 细目, depth: 3}\n"
		"numbering: {chapter: 第一讲, section: 一、, depth: 2}\n"
		"formats: [epub, booklet]\nname: readers\noutput: made\n"
		"style: [my.css]\nfonts: {body: 宋, heading: 黑, quote: 楷}\n"
		"clean: {script: simplified, annotations: strip, cues: keep,"
		" punctuation: keep}\n"
		"images: {folder: pics, missing: drop, map: {'http://x/y.png':"
		" cover.jpg}}\n"
		"print: {size: 16开, body: 12pt, chars: 33, lines: 32,"
		" pitch: 19.5pt, open: any}\n"
		"booklet: {sheet: A3, binding: signatures}\n"
		"chapters:\n  - a.md\n  - part: 第一部分\n    chapters:\n"
		"      - {file: b.txt, title: 短}\n"
		"appendices: [c.html]\n");
	assert_non_null(plan);
	assert_int_equal(plan->meta.contributors.count, 2);
	expect_text(plan->meta.contributors.at[1].role, "trl");
	expect_text(plan->meta.contributors.at[1].sort, "Q");
	expect_text(plan->meta.sort, "S");
	expect_text(plan->meta.series, "丛");
	expect_text(plan->meta.series_number, "2");
	expect_text(plan->meta.source, "本");
	expect_text(plan->number_section, "一、");
	assert_int_equal(plan->formats, WANT_EPUB | WANT_BOOKLET);
	expect_text(plan->images.at[0].path, "cover.jpg");
	assert_int_equal(plan->paper.width, LENGTH_MM(184));
	assert_false(plan->paper.opens_right);
	assert_int_equal(plan->imposition.sheet_width, LENGTH_MM(420));
	assert_int_equal(plan->entries.count, 4);
	assert_int_equal(plan->entries.at[1].role, CHAPTER_PART);
	assert_int_equal(plan->entries.at[2].part, 1);
	expect_text(plan->entries.at[2].title, "短");
	assert_int_equal(plan->entries.at[3].role, CHAPTER_APPENDIX);
}

static void test_chinese_keys(void **state)
{
	struct manifest *plan = read_text(*state,
		"书名: 甲\n作者: 乙\n章节:\n  - 文件: a.md\n    标题: 丙\n");
	assert_non_null(plan);
	expect_text(plan->meta.title, "甲");
	expect_text(plan->entries.at[0].title, "丙");
}

static void test_preface_is_front(void **state)
{
	struct fixture *f = *state;
	put(f, "前言.md", "话");
	struct manifest *plan =
		read_text(f, "title: 甲\nchapters: [前言.md, a.md]\n");
	assert_non_null(plan);
	assert_int_equal(plan->entries.at[0].role, CHAPTER_FRONT);
	assert_int_equal(plan->entries.at[1].role, CHAPTER_BODY);
}

#define BOOK "title: 甲\nchapters: [a.md]\n"

static void test_unknown_key(void **state)
{
	expect_finding(*state, BOOK "autor: 乙\n", MSG_KEY_UNKNOWN_NEAR, 3, 1);
}

static void test_key_twice(void **state)
{
	expect_finding(*state, BOOK "title: 乙\n", MSG_YAML_KEY_TWICE, 3, 1);
}

static void test_wrong_type(void **state)
{
	expect_finding(*state, BOOK "subtitle: [乙]\n", MSG_WANTED_TEXT, 3,
		       11);
}

static void test_wrong_choice(void **state)
{
	expect_finding(*state, BOOK "clean: {cues: off}\n",
		       MSG_KEY_NOT_A_CHOICE, 3, 15);
}

static void test_out_of_range(void **state)
{
	expect_finding(*state, BOOK "toc: {depth: 9}\n", MSG_KEY_OUT_OF_RANGE,
		       3, 14);
}

static void test_wide_colon(void **state)
{
	expect_finding(*state, "title：甲\nchapters: [a.md]\n",
		       MSG_YAML_WIDE_COLON, 1, 6);
}

static void test_wide_colon_everywhere(void **state)
{
	expect_finding(*state, "title：甲\n", MSG_YAML_WIDE_COLON, 1, 6);
}

static void test_tab(void **state)
{
	expect_finding(*state, "title: 甲\nprint:\n\tsize: A5\n", MSG_YAML_TAB,
		       3, 1);
}

static void test_unquoted(void **state)
{
	expect_finding(*state, "title: @甲\nchapters: [a.md]\n",
		       MSG_YAML_NEEDS_QUOTES, 1, 8);
}

static void test_glued_items(void **state)
{
	expect_finding(*state, "title: 甲\nchapters:\n- a.md\n - b.txt\n",
		       MSG_YAML_ITEMS_GLUED, 3, 3);
}

static void test_alias(void **state)
{
	expect_finding(*state, BOOK "rights: *x\n", MSG_YAML_ALIAS, 3, 9);
}

static void test_two_documents(void **state)
{
	expect_finding(*state, BOOK "---\na: b\n", MSG_YAML_SECOND_DOCUMENT, 3,
		       1);
}

static void test_too_deep(void **state)
{
	struct fixture *f = *state;
	char text[4096] = "title: ";
	memset(text + 7, '[', 3000);
	assert_null(read_text(f, text));
	assert_true(has(&f->diag, MSG_YAML_TOO_DEEP, 1, 24));
}

static void test_not_utf8(void **state)
{
	expect_finding(*state, "# x\ntitle: \xbc\xd7\n", MSG_YAML_NOT_UTF8, 2,
		       0);
}

static void test_empty(void **state)
{
	expect_finding(*state, "", MSG_YAML_EMPTY, 1, 0);
}

static void test_missing_chapter_names_the_nearest(void **state)
{
	struct fixture *f = *state;
	assert_null(read_text(f, "title: 甲\nchapters:\n  - c.htm\n"));
	assert_true(has(&f->diag, MSG_SOURCE_MISSING_NEAR, 3, 5));
	expect_text(f->diag.findings.at[0].words.at[1], "c.html");
}

static void test_path_leaves(void **state)
{
	expect_finding(*state, "title: 甲\nchapters: [../x.md]\n",
		       MSG_PATH_LEAVES, 2, 12);
}

static void test_manifest_as_chapter(void **state)
{
	expect_finding(*state, "title: 甲\nchapters: [book.yaml]\n",
		       MSG_CHAPTER_IS_MANIFEST, 2, 12);
}

static void test_several_mistakes_at_once(void **state)
{
	struct fixture *f = *state;
	assert_null(read_text(f, "titel: 甲\nchapters: [x.md]\nprint: {size: Z9}\n"));
	assert_true(f->diag.error_count >= 4);
}

static void test_bom_and_crlf(void **state)
{
	struct manifest *plan = read_text(
		*state, "\xEF\xBB\xBFtitle: 甲\r\nchapters:\r\n  - a.md\r\n");
	assert_non_null(plan);
	expect_text(plan->meta.title, "甲");
}

/* --- move ---------------------------------------------------------------- */

static const char list[] =
	"title: 甲   # 书名\n"
	"chapters:\n"
	"  # 开头\n"
	"  - a.md     # 一\n"
	"\n"
	"  - part: '部 分'\n"
	"    chapters:\n"
	"      - {file: b.txt, title: \"短\"}  # 二\n"
	"      - c.html\n"
	"# 末尾\n";

static void expect_move(struct fixture *f, const char *chapter,
			const char *other, bool is_before, const char *wanted)
{
	struct manifest *plan = read_text(f, list);
	assert_non_null(plan);
	str edited = STR_NONE;
	assert_true(manifest_move(plan, &(struct move){str_of(chapter), str_of(other), is_before},
				 &f->arena, &f->diag, &edited));
	expect_text(edited, wanted);
}

static void test_move_into_part(void **state)
{
	expect_move(*state, "a.md", "c.html", false,
		    "title: 甲   # 书名\nchapters:\n  # 开头\n\n"
		    "  - part: '部 分'\n    chapters:\n"
		    "      - {file: b.txt, title: \"短\"}  # 二\n"
		    "      - c.html\n      - a.md     # 一\n# 末尾\n");
}

static void test_move_out_of_part(void **state)
{
	expect_move(*state, "短", "1", true,
		    "title: 甲   # 书名\nchapters:\n  # 开头\n"
		    "  - {file: b.txt, title: \"短\"}  # 二\n"
		    "  - a.md     # 一\n\n  - part: '部 分'\n    chapters:\n"
		    "      - c.html\n# 末尾\n");
}

static void test_move_whole_part(void **state)
{
	expect_move(*state, "部 分", "a.md", true,
		    "title: 甲   # 书名\nchapters:\n  # 开头\n"
		    "  - part: '部 分'\n    chapters:\n"
		    "      - {file: b.txt, title: \"短\"}  # 二\n"
		    "      - c.html\n  - a.md     # 一\n\n# 末尾\n");
}

static void test_move_there_and_back(void **state)
{
	struct fixture *f = *state;
	struct manifest *plan = read_text(f, list);
	str once, twice;
	assert_true(manifest_move(plan, &(struct move){STR("b.txt"), STR("c.html"), false},
				 &f->arena, &f->diag, &once));
	plan->text = once;
	assert_true(manifest_move(plan, &(struct move){STR("b.txt"), STR("c.html"), true},
				 &f->arena, &f->diag, &twice));
	expect_text(twice, list);
}

static void test_move_last_line_without_feed(void **state)
{
	struct fixture *f = *state;
	struct manifest *plan = read_text(
		f, "title: 甲\nchapters:\n- a.md\n- b.txt\n- c.html");
	str edited;
	assert_true(manifest_move(plan, &(struct move){STR("c.html"), STR("a.md"), true},
				 &f->arena, &f->diag, &edited));
	expect_text(edited,
		    "title: 甲\nchapters:\n- c.html\n- a.md\n- b.txt\n");
}

static void expect_no_move(struct fixture *f, const char *chapter,
			   const char *other, enum message message)
{
	struct manifest *plan = read_text(f, list);
	str edited = STR_NONE;
	assert_false(manifest_move(plan, &(struct move){str_of(chapter), str_of(other), true},
				 &f->arena, &f->diag, &edited));
	assert_int_equal(f->diag.findings.at[0].message, message);
	assert_true(str_is_empty(edited));
}

static void test_move_unknown(void **state)
{
	expect_no_move(*state, "x.md", "a.md", MSG_MOVE_UNKNOWN);
}

static void test_move_part_into_itself(void **state)
{
	expect_no_move(*state, "部 分", "c.html", MSG_MOVE_INTO_ITSELF);
}

static void test_move_flow_list(void **state)
{
	struct fixture *f = *state;
	struct manifest *plan =
		read_text(f, "title: 甲\nchapters: [a.md, b.txt]\n");
	str edited;
	assert_false(manifest_move(plan, &(struct move){STR("a.md"), STR("b.txt"), false},
				 &f->arena, &f->diag, &edited));
	assert_int_equal(f->diag.findings.at[0].message, MSG_MOVE_FLOW);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_defaults), CASE(test_every_key),
		CASE(test_chinese_keys), CASE(test_preface_is_front),
		CASE(test_unknown_key), CASE(test_key_twice),
		CASE(test_wrong_type), CASE(test_wrong_choice),
		CASE(test_out_of_range), CASE(test_wide_colon),
		CASE(test_wide_colon_everywhere), CASE(test_tab),
		CASE(test_unquoted), CASE(test_glued_items), CASE(test_alias),
		CASE(test_two_documents), CASE(test_too_deep),
		CASE(test_not_utf8), CASE(test_empty),
		CASE(test_missing_chapter_names_the_nearest),
		CASE(test_path_leaves), CASE(test_manifest_as_chapter),
		CASE(test_several_mistakes_at_once), CASE(test_bom_and_crlf),
		CASE(test_move_into_part), CASE(test_move_out_of_part),
		CASE(test_move_whole_part), CASE(test_move_there_and_back),
		CASE(test_move_last_line_without_feed),
		CASE(test_move_unknown), CASE(test_move_part_into_itself),
		CASE(test_move_flow_list),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
