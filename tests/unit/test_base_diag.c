/* Findings as people, editors and programs read them. Only messages of the
 * room itself are used, so the words of other rooms may change freely.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/diag.h"

#include "base/banned.h"

struct fixture {
	struct arena arena;
	struct diag diag;
	struct diag_style style;
};

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);
	arena_init(&f->arena);
	diag_init(&f->diag, &f->arena);
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;
	arena_free(&f->arena);
	free(f);
	return 0;
}

static const char *printed(struct fixture *f)
{
	FILE *stream = tmpfile();
	diag_print(&f->diag, &f->style, stream);
	size_t len = (size_t)ftell(stream);
	char *text = arena_take(&f->arena, len + 1);
	rewind(stream);
	assert_int_equal(fread(text, 1, len, stream), len);
	fclose(stream);
	return text;
}

static void report(struct fixture *f, struct span span, const char *word)
{
	diag_report(&f->diag, span, MSG_FILE_MISSING, WORDS(str_of(word)));
}

static const char manifest[] = "title: 论语\n"
			       "chapters:\n"
			       "  - 学而.md\n";

static void human_points_at_chinese(void **state)
{
	struct fixture *f = *state;
	uint32_t source = diag_source(&f->diag, STR("book.yaml"),
				      str_of(manifest));
	report(f, (struct span){source, 3, 5, 5}, "学而.md");
	assert_string_equal(printed(f),
		"错误[B0002]: book.yaml:3:5 找不到文件“学而.md”\n"
		"  2 │ chapters:\n"
		"  3 │   - 学而.md\n"
		"    │     ^^^^^^^\n");
}

static void human_counts_wide_cells_before_the_caret(void **state)
{
	struct fixture *f = *state;
	f->style.language = INTERFACE_ENGLISH;
	uint32_t source = diag_source(&f->diag, STR("a.md"),
				      STR("\uFEFF子曰：a\u0301b\tc\r\n"));
	report(f, (struct span){source, 1, 8, 1}, "x");
	assert_string_equal(printed(f),
		"error[B0002]: a.md:1:8 cannot find the file \"x\"\n"
		"  1 │ 子曰：a\u0301b    c\n"
		"    │             ^\n");
}

static void human_gives_hints(void **state)
{
	struct fixture *f = *state;
	diag_report(&f->diag, SPAN_NONE, MSG_FILE_TOO_LARGE,
		    WORDS(STR("a.md"), STR("64")));
	assert_string_equal(printed(f), "错误[B0004]: “a.md”超过 64 MB\n"
					"    = 建议: 把它拆成几个文件。\n");
	f->style.language = INTERFACE_ENGLISH;
	assert_string_equal(printed(f),
		"error[B0004]: \"a.md\" is larger than 64 MB\n"
		"    = hint: Split it into several files.\n");
}

static void human_knows_less_of_some_places(void **state)
{
	struct fixture *f = *state;
	uint32_t one = diag_source(&f->diag, STR("a.md"), STR("one\ntwo\n"));
	uint32_t two = diag_source(&f->diag, STR("b.docx"), STR_NONE);
	report(f, (struct span){one, 0, 0, 0}, "file");
	report(f, (struct span){one, 2, 0, 0}, "line");
	report(f, (struct span){one, 99, 3, 1}, "beyond");
	report(f, (struct span){two, 4, 5, 1}, "text");
	report(f, (struct span){7, 4, 5, 1}, "nowhere");
	assert_string_equal(printed(f),
		"错误[B0002]: a.md 找不到文件“file”\n"
		"错误[B0002]: a.md:2 找不到文件“line”\n"
		"  1 │ one\n"
		"  2 │ two\n"
		"错误[B0002]: a.md:99:3 找不到文件“beyond”\n"
		"错误[B0002]: b.docx:4:5 找不到文件“text”\n"
		"错误[B0002]: 找不到文件“nowhere”\n");
}

static void human_shows_carets_at_line_ends(void **state)
{
	struct fixture *f = *state;
	uint32_t source = diag_source(&f->diag, STR("a"), STR("ab\n\nz"));
	report(f, (struct span){source, 1, 2, 99}, "long");
	report(f, (struct span){source, 1, 3, 1}, "end");
	report(f, (struct span){source, 2, 1, 0}, "blank");
	assert_string_equal(printed(f),
		"错误[B0002]: a:1:2 找不到文件“long”\n"
		"  1 │ ab\n"
		"    │  ^\n"
		"错误[B0002]: a:1:3 找不到文件“end”\n"
		"  1 │ ab\n"
		"    │   ^\n"
		"错误[B0002]: a:2:1 找不到文件“blank”\n"
		"  1 │ ab\n"
		"  2 │\n"
		"    │ ^\n");
}

static void human_cuts_endless_lines(void **state)
{
	struct fixture *f = *state;
	struct buf text;
	buf_init(&text, &f->arena, BUF_NO_MAXIMUM);
	for (int i = 0; i < 100000; i++)
		buf_add(&text, STR("字"));
	uint32_t source = diag_source(&f->diag, STR("a"), buf_str(&text));
	report(f, (struct span){source, 1, 50001, 2}, "x");
	const char *shown = printed(f);
	assert_true(strlen(shown) < 400);
	assert_non_null(strstr(shown, "│ … 字"));
	assert_non_null(strstr(shown, "字 …\n"));
	str spaces = STR("    │                                       ^^^^\n");
	assert_non_null(strstr(shown, arena_cstring(&f->arena, spaces)));
}

static void human_disarms_control_characters(void **state)
{
	struct fixture *f = *state;
	uint32_t source = diag_source(&f->diag, STR("a\033[31m"),
				      STR("x\033]0;t\007\u202Ey\xFF"));
	report(f, (struct span){source, 1, 1, 1}, "w\033[2J\n");
	const char *shown = printed(f);
	assert_null(strchr(shown, '\033'));
	assert_null(strchr(shown, '\007'));
	assert_null(strstr(shown, "\u202E"));
	assert_null(strchr(shown, '\xFF'));
	f->style.format = DIAG_SHORT;
	assert_null(strchr(printed(f), '\033'));
}

static void human_colors_when_asked(void **state)
{
	struct fixture *f = *state;
	f->style.color = true;
	report(f, SPAN_NONE, "x");
	assert_string_equal(printed(f),
		"\033[1;31m错误[B0002]\033[0m: 找不到文件“x”\n");
}

static void short_is_one_line(void **state)
{
	struct fixture *f = *state;
	f->style.format = DIAG_SHORT;
	uint32_t source = diag_source(&f->diag, STR("book.yaml"),
				      str_of(manifest));
	report(f, (struct span){source, 3, 5, 5}, "学而.md");
	diag_report(&f->diag, SPAN_NONE, MSG_MORE_FINDINGS, WORDS(STR("2")));
	assert_string_equal(printed(f),
		"提示[B9001]: 还有 2 条没有列出\n"
		"book.yaml:3:5: 错误[B0002]: 找不到文件“学而.md”\n");
	f->style.language = INTERFACE_ENGLISH;
	assert_string_equal(printed(f),
		"note[B9001]: 2 more not shown\n"
		"book.yaml:3:5: error[B0002]: cannot find the file \"学而.md\"\n");
}

static void json_is_one_object(void **state)
{
	struct fixture *f = *state;
	f->style.format = DIAG_JSON;
	uint32_t source = diag_source(&f->diag, STR("第\"一\".md"), STR_NONE);
	diag_report(&f->diag, (struct span){source, 3, 5, 2}, MSG_FILE_TOO_LARGE,
		    WORDS(STR("a\nb"), STR("64")));
	report(f, (struct span){9, 9, 9, 9}, "x");
	assert_string_equal(printed(f),
		"{\"code\":\"B0004\",\"level\":\"error\","
		"\"file\":\"第\\\"一\\\".md\",\"line\":3,\"col\":5,"
		"\"end_line\":3,\"end_col\":7,"
		"\"message\":\"“a\\nb”超过 64 MB\","
		"\"hint\":\"把它拆成几个文件。\"}\n"
		"{\"code\":\"B0002\",\"level\":\"error\",\"file\":\"\","
		"\"line\":0,\"col\":0,\"end_line\":0,\"end_col\":0,"
		"\"message\":\"找不到文件“x”\",\"hint\":\"\"}\n");
}

static void findings_are_ordered_and_said_once(void **state)
{
	struct fixture *f = *state;
	f->style.format = DIAG_SHORT;
	f->style.language = INTERFACE_ENGLISH;
	uint32_t first = diag_source(&f->diag, STR("z"), STR_NONE);
	uint32_t second = diag_source(&f->diag, STR("a"), STR_NONE);
	report(f, (struct span){second, 1, 1, 1}, "4");
	report(f, (struct span){first, 2, 1, 1}, "3");
	report(f, (struct span){first, 1, 9, 1}, "2");
	report(f, (struct span){first, 1, 2, 1}, "B");
	report(f, (struct span){first, 1, 2, 1}, "A");
	report(f, (struct span){first, 1, 2, 1}, "B");
	diag_report(&f->diag, (struct span){first, 1, 2, 1}, MSG_INTERNAL,
		    WORDS(STR("0")));
	report(f, SPAN_NONE, "none");
	assert_string_equal(printed(f),
		"error[B0002]: cannot find the file \"none\"\n"
		"z:1:2: error[B0001]: internal error: 0\n"
		"z:1:2: error[B0002]: cannot find the file \"B\"\n"
		"z:1:2: error[B0002]: cannot find the file \"A\"\n"
		"z:1:9: error[B0002]: cannot find the file \"2\"\n"
		"z:2:1: error[B0002]: cannot find the file \"3\"\n"
		"a:1:1: error[B0002]: cannot find the file \"4\"\n");
}

static void the_rest_is_counted(void **state)
{
	struct fixture *f = *state;
	f->style.format = DIAG_SHORT;
	f->style.most = 2;
	uint32_t source = diag_source(&f->diag, STR("a"), STR_NONE);
	for (uint32_t line = 1; line <= 5; line++)
		report(f, (struct span){source, line, 0, 0}, "x");
	assert_string_equal(printed(f), "a:1: 错误[B0002]: 找不到文件“x”\n"
					"a:2: 错误[B0002]: 找不到文件“x”\n"
					"提示[B9001]: 还有 3 条没有列出\n");
	f->style.most = 5;
	assert_null(strstr(printed(f), "B9001"));
}

static void nothing_prints_nothing(void **state)
{
	struct fixture *f = *state;
	assert_string_equal(printed(f), "");
	assert_false(diag_failed(&f->diag));
}

static void levels_are_counted(void **state)
{
	struct fixture *f = *state;
	diag_report(&f->diag, SPAN_NONE, MSG_MORE_FINDINGS, NO_WORDS);
	assert_false(diag_failed(&f->diag));
	assert_int_equal(f->diag.warning_count, 0);
	report(f, SPAN_NONE, "x");
	assert_true(diag_failed(&f->diag));
	assert_int_equal(f->diag.error_count, 1);
	assert_int_equal(diag_level(MSG_INTERNAL), LEVEL_ERROR);
	assert_string_equal(diag_code(MSG_INTERNAL), "B0001");
}

static void words_are_copied(void **state)
{
	struct fixture *f = *state;
	char word[] = "before";
	f->style.format = DIAG_SHORT;
	report(f, SPAN_NONE, word);
	memcpy(word, "after!", 6);
	assert_non_null(strstr(printed(f), "before"));
}

static void phrases_are_filled(void **state)
{
	struct fixture *f = *state;
	str said = diag_phrase(MSG_FILE_TOO_LARGE,
			       WORDS(STR("{2}"), STR("{"), STR("unused")),
			       INTERFACE_ENGLISH, &f->arena);
	assert_string_equal(arena_cstring(&f->arena, said),
			    "\"{2}\" is larger than { MB");
	said = diag_phrase(MSG_FILE_TOO_LARGE, NO_WORDS, INTERFACE_CHINESE,
			   &f->arena);
	assert_string_equal(arena_cstring(&f->arena, said), "“”超过  MB");
}

static void merging_renumbers_sources(void **state)
{
	struct fixture *f = *state;
	struct arena other_arena;
	struct diag other;
	arena_init(&other_arena);
	diag_init(&other, &other_arena);
	f->style.format = DIAG_SHORT;
	diag_source(&f->diag, STR("book.yaml"), STR_NONE);
	uint32_t mine = diag_source(&f->diag, STR("b.md"), STR_NONE);
	uint32_t theirs = diag_source(&other, STR("a.md"), STR_NONE);
	uint32_t shared = diag_source(&other, STR("book.yaml"), STR("x"));
	report(f, (struct span){mine, 1, 0, 0}, "mine");
	str word = arena_copy(&other_arena, STR("theirs"));
	diag_report(&other, (struct span){theirs, 1, 0, 0}, MSG_FILE_MISSING,
		    WORDS(word));
	diag_report(&other, (struct span){shared, 2, 0, 0}, MSG_FILE_MISSING,
		    WORDS(STR("shared")));
	diag_merge(&f->diag, &other);
	diag_merge(&f->diag, &other);
	arena_free(&other_arena);
	assert_int_equal(f->diag.sources.count, 3);
	assert_int_equal(f->diag.error_count, 5);
	assert_string_equal(printed(f),
		"book.yaml:2: 错误[B0002]: 找不到文件“shared”\n"
		"b.md:1: 错误[B0002]: 找不到文件“mine”\n"
		"a.md:1: 错误[B0002]: 找不到文件“theirs”\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(human_points_at_chinese),
		TEST(human_counts_wide_cells_before_the_caret),
		TEST(human_gives_hints),
		TEST(human_knows_less_of_some_places),
		TEST(human_shows_carets_at_line_ends),
		TEST(human_cuts_endless_lines),
		TEST(human_disarms_control_characters),
		TEST(human_colors_when_asked),
		TEST(short_is_one_line),
		TEST(json_is_one_object),
		TEST(findings_are_ordered_and_said_once),
		TEST(the_rest_is_counted),
		TEST(nothing_prints_nothing),
		TEST(levels_are_counted),
		TEST(words_are_copied),
		TEST(phrases_are_filled),
		TEST(merging_renumbers_sources),
	};
	return cmocka_run_group_tests_name("base_diag", tests, NULL, NULL);
}
