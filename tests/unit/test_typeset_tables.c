/* Tables: numbers on their points, cells of several rows, rules that pass
 * them by, and tables turned because they are too wide.
 */
#include "page_bench.h"
#include "typeset/table.h"

static void cells_are_told_apart(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		enum cell_kind kind;
	} rows[] = {
		{"", CELL_VOID}, {"—", CELL_VOID}, {"-", CELL_VOID},
		{"12", CELL_NUMBER}, {"-1,204.50", CELL_NUMBER},
		{"￥3.5", CELL_NUMBER}, {"12.5%", CELL_NUMBER},
		{"±0.3", CELL_NUMBER}, {"2026-11-20", CELL_NUMBER},
		{"三", CELL_TEXT}, {"12 斤", CELL_TEXT}, {"A4", CELL_TEXT},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(table_cell_kind(str_of(rows[i].text)),
				 rows[i].kind);
}

static struct block *add_row(struct bench *b, struct block *table,
			     const char *const *cells, int count)
{
	struct block *row = add_block(b, table, BLOCK_ROW, NULL);
	for (int i = 0; i < count; i++)
		add_block(b, row, BLOCK_CELL, cells[i]);
	return row;
}

/* The run that shows so a text; NULL: none does. */
static const struct glyphs *find_run(const struct set_chapter *set,
				     const char *text)
{
	for (size_t i = 0; i < set->pages.count; i++)
		for (size_t k = 0; k < set->pages.at[i].items.count; k++) {
			const struct item *item = &set->pages.at[i].items.at[k];
			if (item->kind == ITEM_GLYPHS &&
			    str_equal(item->as.glyphs.text, str_of(text)))
				return &item->as.glyphs;
		}
	return NULL;
}

static length glyph_place(const struct glyphs *run, uint32_t glyph)
{
	return run->x + run->at[glyph].x;
}

static void points_stand_in_one_line(void **state)
{
	(void)state;
	static const char *const cells[][2] = {
		{"甲", "2.5"}, {"乙", "12.375"}, {"丙", "-1204"},
		{"丁", "—"}, {"戊", "0.5%"}};
	struct bench b;
	open_bench(&b, 20);
	add_chapter(&b, "数");
	struct block *table = add_block(&b, NULL, BLOCK_TABLE, NULL);
	for (int i = 0; i < 5; i++)
		add_row(&b, table, cells[i], 2);
	struct set_chapter *set = set_last(&b);
	const struct glyphs *first = find_run(set, "2.5");
	length point = glyph_place(first, 1);
	assert_int_equal(glyph_place(find_run(set, "12.375"), 2), point);
	assert_int_equal(glyph_place(find_run(set, "0.5%"), 1), point);
	const struct glyphs *whole = find_run(set, "-1204");
	length digit = glyph_place(whole, 4) - glyph_place(whole, 3);
	assert_int_equal(glyph_place(whole, 4) + digit, point);
	close_bench(&b);
}

static int count_rules(const struct page *page, length width)
{
	int count = 0;
	for (size_t i = 0; i < page->items.count; i++)
		count += page->items.at[i].kind == ITEM_RULE &&
			 page->items.at[i].box.width == width;
	return count;
}

/* 甲 over two rows stands half way between their lines; the hair line
 * between them leaves its column out. */
static void a_tall_cell_stands_in_the_middle(void **state)
{
	(void)state;
	static const char *const first[] = {"甲", "乙", "丙"};
	static const char *const second[] = {"丁", "戊"};
	static const char *const third[] = {"己", "庚", "辛"};
	struct bench b;
	open_bench(&b, 20);
	add_chapter(&b, "并");
	struct block *table = add_block(&b, NULL, BLOCK_TABLE, NULL);
	struct block *row = add_row(&b, table, first, 3);
	row->child->as.cell.rows = 2;
	add_row(&b, table, second, 2);
	add_row(&b, table, third, 3);
	struct set_chapter *set = set_last(&b);
	length upper = find_run(set, "乙")->y, lower = find_run(set, "丁")->y;
	assert_int_equal(find_run(set, "甲")->y, (upper + lower) / 2);
	assert_true(find_run(set, "丁")->x > find_run(set, "甲")->x);
	/* Above and below the table, and one hair line across it. */
	assert_int_equal(count_rules(&set->pages.at[0], 20 * EM), 3);
	close_bench(&b);
}

/* Where a row goes on with the next page, its slices keep clear of the rules
 * that close and open the table. */
static void a_sliced_row_keeps_clear_of_the_rules(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 10);
	add_chapter(&b, "长");
	struct block *table = add_block(&b, NULL, BLOCK_TABLE, NULL);
	const char *const cells[] = {"甲", han(&b, 400)};
	add_row(&b, table, cells, 2);
	struct set_chapter *set = set_last(&b);
	assert_true(set->pages.count >= 3);
	const struct page *page = &set->pages.at[1];
	length rule_top = PITCH * 100, rule_foot = 0;
	length text_top = PITCH * 100, text_foot = 0;
	for (size_t i = 0; i < page->items.count; i++) {
		const struct item *item = &page->items.at[i];
		bool is_rule = item->kind == ITEM_RULE;
		length *top = is_rule ? &rule_top : &text_top;
		length *foot = is_rule ? &rule_foot : &text_foot;
		length y = is_rule ? item->box.y : item->as.glyphs.y;
		*top = y < *top ? y : *top;
		*foot = y > *foot ? y : *foot;
	}
	assert_true(text_top - EM * 880 / 1000 - rule_top >= PITCH / 4);
	assert_true(rule_foot - text_foot - EM * 120 / 1000 >= PITCH / 4);
	close_bench(&b);
}

/* Digits that stand one below the other take an em each. */
static void upright_numbers_stay_whole(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 30);
	b.layout.is_vertical = true;
	add_chapter(&b, "数");
	struct block *table = add_block(&b, NULL, BLOCK_TABLE, NULL);
	const char *const cells[] = {han(&b, 90), "132", "12", "9"};
	add_row(&b, table, cells, 4);
	struct set_chapter *set = set_last(&b);
	assert_non_null(find_run(set, "132"));
	close_bench(&b);
}

static void push_wide_table(struct bench *b, int columns, int rows)
{
	struct block *table = add_block(b, NULL, BLOCK_TABLE, NULL);
	add_block(b, table, BLOCK_CAPTION, "宽表");
	for (int i = 0; i < rows; i++) {
		struct block *row = add_block(b, table, BLOCK_ROW, NULL);
		for (int k = 0; k < columns; k++)
			add_block(b, row, BLOCK_CELL, arena_cstring(
				&b->arena, arena_format(&b->arena, "%d",
							1000 * i + k)))
				->as.cell.is_header = i == 0;
	}
}

static bool is_on_paper(const struct page *page)
{
	for (size_t i = 0; i < page->items.count; i++) {
		const struct item *item = &page->items.at[i];
		const struct glyphs *run = &item->as.glyphs;
		length end = 0;
		if (item->kind != ITEM_GLYPHS)
			continue;
		if (run->count)
			end = run->at[run->count - 1].x;
		if (run->x < 0 || run->x > page->width ||
		    run->y > page->height ||
		    (run->turn == GLYPHS_RISING && run->y - end < 0))
			return false;
	}
	return true;
}

/* Ten columns fit the height of 30 lines and not the width of 20 Han. */
static void a_wide_table_is_turned(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 30);
	add_chapter(&b, "横");
	fill_lines(&b, 2);
	push_wide_table(&b, 13, 30);
	fill_lines(&b, 30);
	struct set_chapter *set = set_last(&b);
	assert_int_equal(b.diag.findings.at[0].message, MSG_TABLE_TURNED);
	int seen = 0, pages = 0;
	for (size_t i = 0; i < set->pages.count; i++) {
		bool is_turned = false;
		assert_true(is_on_paper(&set->pages.at[i]));
		for (size_t k = 0; k < set->pages.at[i].items.count; k++) {
			const struct item *item = &set->pages.at[i].items.at[k];
			if (item->kind != ITEM_GLYPHS ||
			    item->as.glyphs.turn != GLYPHS_RISING)
				continue;
			is_turned = true;
			seen += !item->as.glyphs.is_artifact;
		}
		pages += is_turned;
	}
	assert_int_equal(seen, 13 * 30 + 1);
	assert_true(pages >= 2);
	/* Further right along the row is further up the page. */
	assert_true(find_run(set, "1001")->y < find_run(set, "1000")->y);
	assert_int_equal(find_run(set, "1001")->x, find_run(set, "1000")->x);
	assert_true(find_run(set, "2000")->x > find_run(set, "1000")->x);
	close_bench(&b);
}

/* Lines from below the table fill the page before it. */
static void text_overtakes_a_turned_table(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 30);
	add_chapter(&b, "横");
	fill_lines(&b, 4);
	push_wide_table(&b, 13, 4);
	fill_lines(&b, 40);
	struct set_chapter *set = set_last(&b);
	assert_true(text_lines(&set->pages.at[0]) >= 25);
	assert_non_null(find_run(set, "1000"));
	close_bench(&b);
}

static void one_too_wide_to_turn_is_cut(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 30);
	add_chapter(&b, "切");
	push_wide_table(&b, 60, 3);
	struct set_chapter *set = set_last(&b);
	assert_int_equal(b.diag.findings.at[0].message, MSG_TABLE_CUT);
	assert_int_equal(find_run(set, "1059")->turn, GLYPHS_ACROSS);
	close_bench(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_are_told_apart),
		cmocka_unit_test(points_stand_in_one_line),
		cmocka_unit_test(a_tall_cell_stands_in_the_middle),
		cmocka_unit_test(a_sliced_row_keeps_clear_of_the_rules),
		cmocka_unit_test(upright_numbers_stay_whole),
		cmocka_unit_test(a_wide_table_is_turned),
		cmocka_unit_test(text_overtakes_a_turned_table),
		cmocka_unit_test(one_too_wide_to_turn_is_cut),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
