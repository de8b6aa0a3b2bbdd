/* EPUB: where long addresses may end a line, and tables too wide for phones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/deflate.h"
#include "epub/inside.h"

#include "tests/unit/arena_fixture.h"

static str broken(const char *text)
{
	struct buf out;
	struct xml x = {.out = &out};
	buf_init(&out, &arena, BUF_NO_MAXIMUM);
	write_breakable(&x, str_of(text));
	return buf_str(&out);
}

static void long_addresses_break(void **state)
{
	(void)state;
	static const struct {
		const char *text, *wanted;
	} rows[] = {
		{"", ""}, {"灯下", "灯下"}, {"book.yaml", "book.yaml"},
		{"out/a/b.txt", "out/a/b.txt"},
		{"https://example.org/reading-group",
		 "https://<wbr/>example.<wbr/>org/<wbr/>reading-<wbr/>group"},
		{"看 src/epub/writer_table.c 吧",
		 "看 src/<wbr/>epub/<wbr/>writer_<wbr/>table.c 吧"},
		{"internationalization", "internationalization"},
		{"----before-everything", "----before-<wbr/>everything"},
		{"aaaaaaaaaaaaaaaa.....", "aaaaaaaaaaaaaaaa....."},
		{"path/to/one&two<three", "path/<wbr/>to/<wbr/>one&amp;"
		 "<wbr/>two&lt;three"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		str got = broken(rows[i].text);
		if (!str_equal(got, str_of(rows[i].wanted)))
			fail_msg("\"%.*s\"", STR_ARG(got));
	}
}

static void english_is_marked(void **state)
{
	(void)state;
#define EN(text) "<span lang=\"en\" xml:lang=\"en\">" text "</span>"
	static const struct {
		const char *text, *wanted;
	} rows[] = {
		{"", ""}, {"灯下", "灯下"}, {"用 Debian 系统", "用 Debian 系统"},
		{"Noto Serif CJK", "Noto Serif CJK"},
		{"他说 the end of the road，就走了",
		 "他说 " EN("the end of the road") "，就走了"},
		{"It is 5 o'clock.", EN("It is 5 o'clock.")},
		{"读 Don\xE2\x80\x99t you know? 一文",
		 "读 " EN("Don\xE2\x80\x99t you know?") " 一文"},
		{"the", "the"}, {"de la maison", "de la maison"},
		{"the caf\xC3\xA9 of Paris", "the caf\xC3\xA9 of Paris"},
		{"是 to be 吗 of us", "是 " EN("to be") " 吗 " EN("of us")},
		{"R & B 和 A&B of", "R &amp; B 和 " EN("A&amp;B of")},
		{"(the end)", "(" EN("the end") ")"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf out;
		struct xml x = {.out = &out};
		buf_init(&out, &arena, BUF_NO_MAXIMUM);
		write_languages(&x, str_of(rows[i].text));
		if (!str_equal(buf_str(&out), str_of(rows[i].wanted)))
			fail_msg("%.*s", STR_ARG(buf_str(&out)));
	}
}

static struct block *add_cells(struct chapter *chapter, struct block *table,
			       int count, bool is_header)
{
	struct block *row = block_new(&arena, BLOCK_ROW, SPAN_NONE);
	block_insert(chapter, table, NULL, row);
	for (int i = 0; i < count; i++) {
		struct block *cell = block_new(&arena, BLOCK_CELL, SPAN_NONE);
		cell->as.cell.is_header = is_header;
		cell->as.cell.columns = cell->as.cell.rows = 1;
		cell->text = phrase_text(&arena, arena_format(
			&arena, "%s%d", is_header ? "栏" : "格", i), SPAN_NONE);
		block_insert(chapter, row, NULL, cell);
	}
	return row;
}

static str written(struct chapter *chapter)
{
	struct chapter *chapters[] = {chapter};
	struct book book = {.arena = &arena, .chapters = chapters,
			    .chapter_count = 1};
	struct epub_request request = {
		.book = &book, .targets = epub_name_parts(&book)};
	struct epub_part part;
	str text = STR_NONE;
	epub_chapter(&request, 0, &arena, &part);
	assert_true(deflate_expand_raw(part.deflated, part.bytes, &arena,
				       &text));
	return text;
}

static struct chapter *table_of(int head, int body)
{
	struct chapter *chapter = chapter_new(&arena, &diag);
	struct block *table = block_new(&arena, BLOCK_TABLE, SPAN_NONE);
	chapter->role = CHAPTER_BODY;
	chapter->title = STR("表");
	block_insert(chapter, NULL, NULL, table);
	if (head)
		add_cells(chapter, table, head, true);
	add_cells(chapter, table, body, false);
	return chapter;
}

static void wide_tables_name_their_columns(void **state)
{
	(void)state;
	str wide = written(table_of(5, 5));
	assert_true(str_contains(wide, STR("<table class=\"wide\">")));
	assert_true(str_contains(wide, STR("<td data-label=\"栏4\">格4</td>")));
	assert_true(str_contains(wide, STR("<th scope=\"col\">栏4</th>")));
}

static void other_tables_stay_tables(void **state)
{
	(void)state;
	static const struct { int head, body; } rows[] = {
		{4, 4}, {5, 4}, {0, 6}, {6, 5},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_false(str_contains(
			written(table_of(rows[i].head, rows[i].body)),
			STR("data-label")));
	struct chapter *spanned = table_of(5, 5);
	spanned->body->child->next->child->as.cell.columns = 2;
	assert_false(str_contains(written(spanned), STR("data-label")));
}

/* Of three columns five characters, of eight two. */
static void short_cells_stay_whole(void **state)
{
	(void)state;
	static const struct { const char *text; int columns; bool is_whole; }
	rows[] = {
		{"十七日", 3, true}, {"二十四日晚", 3, true},
		{"二十四日晚上", 3, false}, {"二十四日晚上", 2, true},
		{"二十四日晚上七", 2, false}, {"三日", 3, false},
		{"十七日", 5, true}, {"十七日", 6, false}, {"", 2, false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct chapter *chapter = table_of(0, rows[i].columns);
		struct block *cell = chapter->body->child->child;
		cell->text = phrase_text(&arena, str_of(rows[i].text),
					 SPAN_NONE);
		str wanted = arena_format(
			&arena, "<td%s>%s</td>",
			rows[i].is_whole ? " class=\"whole\"" : "",
			rows[i].text);
		if (!str_contains(written(chapter), wanted))
			fail_msg("%s of %d", rows[i].text, rows[i].columns);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(long_addresses_break),
		TEST(english_is_marked),
		TEST(wide_tables_name_their_columns),
		TEST(other_tables_stay_tables),
		TEST(short_cells_stay_whole),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
