/* What stands on pages: notes, figures, tables, contents, marks, links, and
 * text that is all there, in order.
 */
#include "page_bench.h"
#include "base/banned.h"

static int note_lines_on(const struct page *page)
{
	int lines = 0;
	length last = -1;
	for (size_t i = 0; i < page->items.count; i++) {
		const struct item *item = &page->items.at[i];
		if (item->kind != ITEM_GLYPHS ||
		    item->as.glyphs.size != EM * 8 / 10 ||
		    item->as.glyphs.y == last || item->as.glyphs.count < 3)
			continue;
		last = item->as.glyphs.y;
		lines++;
	}
	return lines;
}

static void a_note_stands_at_the_foot_of_its_page(void **state)
{
	(void)state;
	/* 30 lines, the mark on line 29, a note of 3 lines. */
	struct bench b;
	open_bench(&b, 30);
	add_chapter(&b, "");
	fill_lines(&b, 28);
	struct block *marked = fill_lines(&b, 1);
	add_note(&b, marked, 60);
	fill_lines(&b, 20);
	struct set_chapter *set = set_last(&b);
	assert_int_equal(set->pages.count, 2);
	assert_int_equal(note_lines_on(&set->pages.at[0]), 0);
	const struct page *page = &set->pages.at[1];
	assert_int_equal(note_lines_on(page), 3);
	assert_int_equal(last_baseline(page), grid_baseline(&b.layout, 29));
	close_bench(&b);
}

static void a_long_note_goes_on_over_the_page(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 10);
	add_chapter(&b, "");
	fill_lines(&b, 3);
	add_note(&b, fill_lines(&b, 1), 25 * 30);
	fill_lines(&b, 12);
	struct set_chapter *set = set_last(&b);
	int lines = 0;
	for (size_t i = 0; i < set->pages.count; i++)
		lines += note_lines_on(&set->pages.at[i]);
	assert_in_range(lines, 29, 33);
	assert_true(note_lines_on(&set->pages.at[0]) >= 2);
	assert_true(note_lines_on(&set->pages.at[1]) >= 2);
	close_bench(&b);
}

static void a_figure_fills_whole_lines(void **state)
{
	(void)state;
	/* 71 mm on a pitch of 17 pt, half a line clear above and below: 13. */
	struct bench b;
	open_bench(&b, 29);
	b.layout.pitch = 17000;
	b.layout.body_size = 10500;
	b.layout.characters_per_line = 29;
	add_chapter(&b, "");
	struct asset asset = {.bytes = STR("x"), .width = 1000, .height = 661,
			      .media_type = STR("image/png")};
	add_block(&b, NULL, BLOCK_PARAGRAPH, han(&b, 27));
	struct block *figure = add_block(&b, NULL, BLOCK_FIGURE, NULL);
	figure->as.figure.asset = &asset;
	add_block(&b, NULL, BLOCK_PARAGRAPH, han(&b, 27));
	struct set_chapter *set = set_last(&b);
	assert_int_equal(set->pages.count, 1);
	assert_int_equal(set->pictures.count, 1);
	assert_int_equal(last_baseline(&set->pages.at[0]),
			 60000 + 9240 + 14 * 17000);
	close_bench(&b);
}

static void chapters_open_on_a_right_page(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 10);
	b.layout.opens_right = true;
	for (int i = 0; i < 3; i++) {
		add_chapter(&b, "题");
		for (int k = 0; k < 6; k++)
			fill_lines(&b, 4);
		set_last(&b);
	}
	assert_int_equal(b.sets[0].pages.count % 2, 1);
	join_all(&b);
	for (size_t i = 0; i < 3; i++) {
		uint32_t first = b.print.first_page[i];
		assert_int_equal(first % 2, 0);
		const struct page *before = &b.print.pages.list.at[first - 1];
		assert_true(i == 0 || before->is_blank);
		assert_true(!before->is_blank || before->items.count == 0);
	}
	assert_true(str_equal(print_label(&b.print, b.sets, 1, NULL),
			      STR("5")));
	close_bench(&b);
}

static bool page_says(const struct page *page, str text)
{
	for (size_t i = 0; i < page->items.count; i++)
		if (page->items.at[i].kind == ITEM_GLYPHS &&
		    str_equal(str_trim(page->items.at[i].as.glyphs.text),
			      text))
			return true;
	return false;
}

static void contents_tell_the_folios(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 10);
	b.book.contents_depth = 1;
	for (int i = 0; i < 20; i++) {
		add_chapter(&b, "章题");
		fill_lines(&b, 5 + i * 3);
		set_last(&b);
	}
	join_all(&b);
	/* Cover and its back, title page, colophon; then two or more pages. */
	const struct pages *pages = &b.print.pages;
	uint32_t start = pages->bookmarks.at[0].page;
	assert_int_equal(start % 2, 0);
	for (size_t i = 0; i < 20; i++) {
		str label = print_label(&b.print, b.sets, i, NULL);
		bool is_found = false;
		for (uint32_t p = start; p < b.print.first_page[0]; p++)
			is_found |= page_says(&pages->list.at[p], label);
		assert_true(is_found);
	}
	assert_true(b.print.first_page[0] > start + 2);
	assert_int_equal(b.print.first_page[0] % 2, 0);
	assert_string_equal(arena_cstring(&b.arena,
		pages->list.at[b.print.first_page[0]].label), "1");
	close_bench(&b);
}

static bool is_han(uint32_t c)
{
	return c >= 0x4E00 && c <= 0x9FFF;
}

static void add_han(struct buf *out, str text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t c = utf8_next(text, &at);
		if (is_han(c))
			buf_add_code_point(out, c);
	}
}

static void add_mixed_blocks(struct bench *b)
{
	for (int i = 1; i < 40; i++) {
		add_block(b, NULL, BLOCK_PARAGRAPH, han(b, 7 + i * 31 % 140));
		if (i % 6 == 0)
			push_heading(b, 1 + i % 3, han(b, i % 30));
		struct block *list = add_block(b, NULL, BLOCK_LIST, NULL);
		struct block *item = add_block(b, list, BLOCK_ITEM, NULL);
		add_block(b, item, BLOCK_PARAGRAPH, han(b, 20 + i));
		struct block *verse = add_block(b, NULL, BLOCK_VERSE, NULL);
		add_block(b, verse, BLOCK_LINE, han(b, 5 + i % 9));
	}
	struct block *table = add_block(b, NULL, BLOCK_TABLE, NULL);
	for (int i = 0; i < 30; i++) {
		struct block *row = add_block(b, table, BLOCK_ROW, NULL);
		for (int k = 0; k < 3; k++) {
			struct block *cell = add_block(b, row, BLOCK_CELL,
				han(b, 3 + i * (k + 1) % 40));
			cell->as.cell.is_header = i == 0;
		}
	}
}

/* Text order is kept by lines; cells of a row stand side by side, so tables
 * are compared by count. */
static void check_conservation(int lines)
{
	struct bench b;
	open_bench(&b, lines);
	add_chapter(&b, "");
	add_mixed_blocks(&b);
	struct set_chapter *set = set_last(&b);
	struct buf text, book, pages;
	buf_init(&book, &b.arena, BUF_NO_MAXIMUM);
	buf_init(&pages, &b.arena, BUF_NO_MAXIMUM);
	buf_init(&text, &b.arena, BUF_NO_MAXIMUM);
	for (struct block *k = b.chapter->body; k; k = block_next(k)) {
		if (block_holds_text(k->kind))
			add_han(k->kind == BLOCK_CELL ? &text : &book,
				block_text(k, &b.arena));
	}
	for (size_t i = 0; i < set->pages.count; i++) {
		const struct page *page = &set->pages.at[i];
		add_han(&pages, page_text(page, &b.arena));
		/* Rows of a table may leave the grid, not the area. */
		assert_true(last_baseline(page) <=
			    grid_baseline(&b.layout, lines - 1) +
			    (PITCH - EM) / 2);
	}
	assert_int_equal(pages.len, book.len + text.len);
	assert_memory_equal(pages.text, book.text, book.len);
	close_bench(&b);
}

static void all_text_is_on_the_pages(void **state)
{
	(void)state;
	for (int lines = 6; lines <= 16; lines++)
		check_conservation(lines);
}

/* The head row again, and not as text. */
static void a_table_shows_its_head_on_each_page(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 10);
	add_chapter(&b, "");
	fill_lines(&b, 2);
	struct block *table = add_block(&b, NULL, BLOCK_TABLE, NULL);
	for (int i = 0; i < 20; i++) {
		struct block *row = add_block(&b, table, BLOCK_ROW, NULL);
		for (int k = 0; k < 2; k++) {
			struct block *cell = add_block(&b, row, BLOCK_CELL,
				i ? "内容" : "表头");
			cell->as.cell.is_header = i == 0;
		}
	}
	struct set_chapter *set = set_last(&b);
	assert_true(set->pages.count >= 3);
	for (size_t p = 0; p < set->pages.count; p++) {
		const struct page *page = &set->pages.at[p];
		int heads = 0, as_text = 0, rules = 0;
		for (size_t i = 0; i < page->items.count; i++) {
			const struct item *item = &page->items.at[i];
			rules += item->kind == ITEM_RULE;
			if (item->kind != ITEM_GLYPHS ||
			    !str_equal(item->as.glyphs.text, STR("表头")))
				continue;
			heads++;
			as_text += !item->as.glyphs.is_artifact;
		}
		assert_int_equal(heads, 2);
		assert_int_equal(as_text, p == 0 ? 2 : 0);
		assert_int_equal(rules, 3);
	}
	close_bench(&b);
}

static bool has_image(const struct page *page)
{
	for (size_t i = 0; i < page->items.count; i++)
		if (page->items.at[i].kind == ITEM_IMAGE)
			return true;
	return false;
}

/* Not before its words, and no hole at the foot for its sake. */
static void small_pictures_stand_side_by_side(void **state)
{
	(void)state;
	struct asset assets[3];
	struct bench b;
	open_bench(&b, 20);
	add_chapter(&b, "图");
	for (uint32_t i = 0; i < 3; i++) {
		assets[i] = (struct asset){
			.bytes = STR("x"), .media_type = STR("image/png"),
			.width = 40, .height = 40 + 10 * i,
			.dots_per_inch = 72,
		};
		struct block *figure = add_block(&b, NULL, BLOCK_FIGURE, NULL);
		figure->as.figure.asset = &assets[i];
		add_block(&b, figure, BLOCK_CAPTION, han(&b, 5));
	}
	fill_lines(&b, 3);
	const struct page *page = &set_last(&b)->pages.at[0];
	length foot = 0, right = 0;
	int count = 0;
	for (size_t i = 0; i < page->items.count; i++) {
		struct box box = page->items.at[i].box;
		if (page->items.at[i].kind != ITEM_IMAGE)
			continue;
		assert_true(box.x >= right);
		assert_true(count == 0 || box.y + box.height == foot);
		right = box.x + box.width;
		foot = box.y + box.height;
		count++;
	}
	assert_int_equal(count, 3);
	close_bench(&b);
}

static void a_figure_lets_text_pass(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 20);
	add_chapter(&b, "");
	struct asset asset = {.bytes = STR("x"), .width = 1000, .height = 700,
			      .media_type = STR("image/png")};
	fill_lines(&b, 15);
	struct block *figure = add_block(&b, NULL, BLOCK_FIGURE, NULL);
	figure->as.figure.asset = &asset;
	fill_lines(&b, 12);
	fill_lines(&b, 3);
	struct set_chapter *set = set_last(&b);
	assert_int_equal(set->pages.count, 2);
	assert_int_equal(text_lines(&set->pages.at[0]), 20);
	assert_false(has_image(&set->pages.at[0]));
	assert_true(has_image(&set->pages.at[1]));
	struct position second = set->starts.at[1];
	assert_int_equal(second.block, figure->number + 1);
	assert_true(second.offset > 0);
	/* In the order of reading the picture does not stand in between. */
	assert_int_equal(set->pages.at[1].items.at[0].kind, ITEM_GLYPHS);
	close_bench(&b);
}

static void a_page_of_an_overtaken_figure_is_marked(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 20);
	add_chapter(&b, "");
	struct asset asset = {.bytes = STR("x"), .width = 1000, .height = 4000,
			      .media_type = STR("image/png")};
	fill_lines(&b, 15);
	struct block *figure = add_block(&b, NULL, BLOCK_FIGURE, NULL);
	figure->as.figure.asset = &asset;
	fill_lines(&b, 5);
	set_last(&b);
	join_all(&b);
	const struct page *second = &b.print.pages.list.at[
		b.print.first_page[0] + 1];
	assert_true(has_image(second));
	assert_int_equal(text_lines(second), 0);
	const struct page_marks *marks = &b.print.marks[0];
	assert_int_equal(marks->count, 2);
	assert_int_equal(marks->at[1].at.block, figure->number);
	close_bench(&b);
}

static void marks_go_forward(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 12);
	add_chapter(&b, "题");
	add_mixed_blocks(&b);
	add_note(&b, fill_lines(&b, 2), 900);
	fill_lines(&b, 30);
	struct set_chapter *set = set_last(&b);
	join_all(&b);
	const struct page_marks *marks = &b.print.marks[0];
	assert_true(marks->count > set->pages.count / 2);
	for (size_t i = 1; i < marks->count; i++) {
		struct position a = marks->at[i - 1].at, c = marks->at[i].at;
		assert_true(c.block > a.block ||
			    (c.block == a.block && c.offset > a.offset));
	}
	assert_int_equal(marks->at[0].at.block, 1);
	close_bench(&b);
}

static void versos_mirror_rectos(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 10);
	add_chapter(&b, "");
	for (int i = 0; i < 10; i++)
		add_block(&b, NULL, BLOCK_PARAGRAPH, han(&b, 98));
	b.chapter->body->is_continued = true;
	set_last(&b);
	join_all(&b);
	uint32_t first = b.print.first_page[0];
	for (uint32_t p = first; p < first + 4; p++) {
		length left = 300000;
		const struct page *page = &b.print.pages.list.at[p];
		for (size_t i = 0; i < page->items.count; i++) {
			const struct item *item = &page->items.at[i];
			if (item->kind == ITEM_GLYPHS &&
			    item->as.glyphs.x < left &&
			    !item->as.glyphs.is_artifact)
				left = item->as.glyphs.x;
		}
		assert_int_equal(left, p % 2 ? 45000 : 55000);
	}
	close_bench(&b);
}

static void links_find_their_anchors(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 10);
	b.book.contents_depth = 2;
	add_chapter(&b, "题");
	fill_lines(&b, 30);
	push_heading(&b, 1, "有名")->id = STR("here");
	fill_lines(&b, 3);
	push_heading(&b, 1, "无名");
	fill_lines(&b, 3);
	set_last(&b);
	join_all(&b);
	const struct pages *pages = &b.print.pages;
	int links = 0;
	for (size_t p = 0; p < pages->list.count; p++)
		for (size_t i = 0; i < pages->list.at[p].items.count; i++) {
			const struct item *item =
				&pages->list.at[p].items.at[i];
			if (item->kind != ITEM_LINK)
				continue;
			bool is_found = false;
			for (size_t k = 0; k < pages->anchors.count; k++)
				is_found |= str_equal(item->as.link.target,
						pages->anchors.at[k].name);
			assert_true(is_found);
			links++;
		}
	assert_int_equal(links, 3);
	close_bench(&b);
}

/* Whole, whatever its proportions; over the page's edge by nothing. */
static void a_cover_picture_is_shown_whole(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 10);
	add_chapter(&b, "题");
	fill_lines(&b, 3);
	set_last(&b);
	struct asset cover = {.bytes = STR("x"), .width = 300, .height = 280,
			      .media_type = STR("image/jpeg")};
	b.book.cover = &cover;
	join_all(&b);
	const struct page *page = &b.print.pages.list.at[0];
	assert_int_equal(page->items.count, 1);
	assert_int_equal(page->items.at[0].box.width, 300000);
	assert_int_equal(page->items.at[0].box.height, 280000);
	cover.height = 600;
	join_all(&b);
	page = &b.print.pages.list.at[0];
	assert_int_equal(page->items.at[0].box.width, 140000);
	assert_int_equal(page->items.at[0].box.x, 80000);
	uint32_t picture = page->items.at[0].as.image.picture;
	assert_true(picture < b.print.pages.pictures.count);
	close_bench(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_note_stands_at_the_foot_of_its_page),
		cmocka_unit_test(a_long_note_goes_on_over_the_page),
		cmocka_unit_test(a_figure_fills_whole_lines),
		cmocka_unit_test(chapters_open_on_a_right_page),
		cmocka_unit_test(contents_tell_the_folios),
		cmocka_unit_test(all_text_is_on_the_pages),
		cmocka_unit_test(a_table_shows_its_head_on_each_page),
		cmocka_unit_test(small_pictures_stand_side_by_side),
		cmocka_unit_test(a_figure_lets_text_pass),
		cmocka_unit_test(a_page_of_an_overtaken_figure_is_marked),
		cmocka_unit_test(marks_go_forward),
		cmocka_unit_test(versos_mirror_rectos),
		cmocka_unit_test(links_find_their_anchors),
		cmocka_unit_test(a_cover_picture_is_shown_whole),
	};
	return cmocka_run_group_tests_name("typeset_pages", tests, NULL, NULL);
}
