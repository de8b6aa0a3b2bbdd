/* Chapters nobody would print: every one becomes pages, with all of its text
 * on them, nothing beside the paper, and one warning where one is due.
 */
#include "page_bench.h"
#include "base/banned.h"

static void check_ink(const struct bench *b, const struct page *page)
{
	for (size_t i = 0; i < page->items.count; i++) {
		const struct item *item = &page->items.at[i];
		if (item->kind == ITEM_GLYPHS) {
			const struct glyphs *run = &item->as.glyphs;
			length end = run->x + run->at[run->count - 1].x +
				     run->size;
			assert_true(run->x >= 0 && end <= page->width);
			assert_true(run->y > 0 && run->y < page->height);
			continue;
		}
		if (item->kind == ITEM_LINK)
			continue;
		assert_true(item->box.x >= 0 && item->box.y >= 0);
		assert_true(item->box.x + item->box.width <= page->width);
		assert_true(item->box.y + item->box.height <=
			    b->layout.page_height);
	}
}

static size_t count_han(str text)
{
	size_t count = 0;
	for (size_t at = 0; at < text.len;) {
		uint32_t c = utf8_next(text, &at);
		count += c >= 0x4E00 && c <= 0x9FFF;
	}
	return count;
}

/* Sets the chapter in hand; its text and that of its notes is all there. */
static struct set_chapter *set_and_check(struct bench *b)
{
	struct set_chapter *set = set_last(b);
	size_t written = 0, shown = 0;
	for (struct block *k = b->chapter->body; k; k = block_next(k))
		if (block_holds_text(k->kind))
			written += count_han(block_text(k, &b->arena));
	for (struct note *n = b->chapter->notes; n; n = n->next)
		written += count_han(block_text(n->body, &b->arena));
	written += count_han(b->chapter->title);
	for (size_t i = 0; i < set->pages.count; i++) {
		check_ink(b, &set->pages.at[i]);
		shown += count_han(page_text(&set->pages.at[i], &b->arena));
	}
	assert_int_equal(shown, written);
	assert_int_equal(b->diag.error_count, 0);
	return set;
}

static size_t warnings(const struct bench *b, enum message message)
{
	size_t count = 0;
	for (size_t i = 0; i < b->diag.findings.count; i++)
		count += b->diag.findings.at[i].message == message;
	return count;
}

static struct block *push_table(struct bench *b, int rows, int columns)
{
	struct block *table = add_block(b, NULL, BLOCK_TABLE, NULL);
	for (int i = 0; i < rows; i++) {
		struct block *row = add_block(b, table, BLOCK_ROW, NULL);
		for (int k = 0; k < columns; k++)
			add_block(b, row, BLOCK_CELL, han(b, 1 + (i + k) % 3))
				->as.cell.is_header = i == 0;
	}
	return table;
}

static void a_table_of_200_columns(void **state)
{
	(void)state;
	static const int columns[] = {1, 5, 40, 41, 200, 1000, 2500};
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
		struct bench b;
		open_bench(&b, 20);
		add_chapter(&b, "表");
		push_table(&b, 3, columns[i]);
		fill_lines(&b, 2);
		set_and_check(&b);
		assert_int_equal(warnings(&b, MSG_TABLE_CUT),
				 columns[i] > 5);
		close_bench(&b);
	}
}

static void cells_that_span_what_is_not_there(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 12);
	add_chapter(&b, "表");
	struct block *table = push_table(&b, 6, 5);
	int k = 0;
	for (struct block *c = table->child->child; c; c = c->next, k++) {
		c->as.cell.columns = k % 2 ? 1000000 : 3;
		c->as.cell.rows = k % 3 ? -7 : 2000000000;
	}
	set_and_check(&b);
	close_bench(&b);
}

static void headings_as_long_as_pages(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 10);
	add_chapter(&b, han(&b, 900));
	push_heading(&b, 1, han(&b, 700));
	fill_lines(&b, 2);
	push_heading(&b, 3, han(&b, 500));
	fill_lines(&b, 2);
	set_and_check(&b);
	assert_int_equal(warnings(&b, MSG_HEADING_LONG), 3);
	close_bench(&b);
}

static void a_picture_taller_than_the_page(void **state)
{
	(void)state;
	static const uint32_t sizes[][2] = {
		{1, 60000}, {60000, 1}, {65000, 65000}, {1, 1}, {0, 0}};
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct asset asset = {
			.bytes = STR("x"), .media_type = STR("image/png"),
			.width = sizes[i][0], .height = sizes[i][1],
			.dots_per_inch = 72,
		};
		struct bench b;
		open_bench(&b, 10);
		add_chapter(&b, "图");
		fill_lines(&b, 1);
		struct block *figure = add_block(&b, NULL, BLOCK_FIGURE, NULL);
		figure->as.figure.asset = &asset;
		add_block(&b, figure, BLOCK_CAPTION, han(&b, 600));
		fill_lines(&b, 3);
		struct set_chapter *set = set_last(&b);
		for (size_t p = 0; p < set->pages.count; p++)
			check_ink(&b, &set->pages.at[p]);
		close_bench(&b);
	}
}

static void thousands_of_notes_on_one_line(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 10);
	add_chapter(&b, "注");
	struct block *block = fill_lines(&b, 3);
	for (int i = 0; i < 200; i++)
		add_note(&b, block, 90);
	fill_lines(&b, 3);
	set_and_check(&b);
	assert_int_equal(warnings(&b, MSG_NOTES_LATE), 1);
	close_bench(&b);
}

static void quotations_in_quotations(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 10);
	add_chapter(&b, "引");
	struct block *inner = NULL;
	for (int i = 0; i < 90; i++)
		inner = add_block(&b, inner, i % 3 ? BLOCK_QUOTE
						   : BLOCK_EXAMPLE, NULL);
	add_block(&b, inner, BLOCK_PARAGRAPH, han(&b, 300));
	set_and_check(&b);
	close_bench(&b);
}

static void add_everything(struct bench *b)
{
	push_heading(b, 1, "题目");
	add_note(b, fill_lines(b, 4), 50);
	struct block *list = add_block(b, NULL, BLOCK_LIST, NULL);
	for (int i = 0; i < 4; i++) {
		struct block *item = add_block(b, list, BLOCK_ITEM, NULL);
		add_block(b, item, BLOCK_PARAGRAPH, han(b, 30));
	}
	struct block *verse = add_block(b, NULL, BLOCK_VERSE, NULL);
	add_block(b, verse, BLOCK_LINE, han(b, 31));
	struct block *code = add_block(b, NULL, BLOCK_CODE, NULL);
	add_block(b, code, BLOCK_LINE, han(b, 45));
	add_block(b, code, BLOCK_LINE, NULL);
	struct block *box = add_block(b, NULL, BLOCK_EXAMPLE, NULL);
	add_block(b, box, BLOCK_PARAGRAPH, han(b, 44));
	push_table(b, 5, 3);
	static struct asset asset = {
		.bytes = STR_INIT("x"), .media_type = STR_INIT("image/png"),
		.width = 300, .height = 200,
	};
	struct block *figure = add_block(b, NULL, BLOCK_FIGURE, NULL);
	figure->as.figure.asset = &asset;
	add_block(b, figure, BLOCK_CAPTION, han(b, 20));
	add_block(b, NULL, BLOCK_RULE, NULL);
	fill_lines(b, 5);
}

static void load_style(struct bench *b, const char *text)
{
	struct style_file files[] = {
		{STR("test.css"), str_of(sheet_text), true},
		{STR("own.css"), str_of(text), false},
	};
	b->request.styles = style_load(files, 2,
				       (struct style_grid){
					       .body_size = EM, .pitch = PITCH},
				       &b->arena, &b->diag);
}

static void styles_beyond_reason(void **state)
{
	(void)state;
	static const char *const values[] = {"0", "10000pt", "99999999em",
					     "-3em", "0.001pt"};
	static const char *const names[] = {"font-size", "text-indent",
					    "margin", "margin-left",
					    "-banxin-slot", "letter-spacing"};
	for (size_t i = 0; i < 30; i++) {
		struct bench b;
		open_bench(&b, 12);
		load_style(&b, arena_cstring(&b.arena, arena_format(&b.arena,
			"p, h1, h2, h3, h4, li, ul, blockquote, td, th, pre, "
			"figure, figcaption, caption, .verse, .line, .example "
			"{ %s: %s; }", names[i / 5], values[i % 5])));
		add_chapter(&b, "题");
		add_everything(&b);
		set_and_check(&b);
		close_bench(&b);
	}
}

static void a_measure_of_a_few_characters(void **state)
{
	(void)state;
	for (int characters = 1; characters <= 6; characters++)
		for (int lines = 1; lines <= 7; lines++) {
			struct bench b;
			open_bench(&b, lines);
			b.layout.characters_per_line = characters;
			add_chapter(&b, "题");
			add_everything(&b);
			set_and_check(&b);
			close_bench(&b);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_table_of_200_columns),
		cmocka_unit_test(cells_that_span_what_is_not_there),
		cmocka_unit_test(headings_as_long_as_pages),
		cmocka_unit_test(a_picture_taller_than_the_page),
		cmocka_unit_test(thousands_of_notes_on_one_line),
		cmocka_unit_test(quotations_in_quotations),
		cmocka_unit_test(styles_beyond_reason),
		cmocka_unit_test(a_measure_of_a_few_characters),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
