/* The page cases of the house's typography, E89 to E97, by number. */
#include "page_bench.h"
#include "base/banned.h"

/* E89: a heading that would be the last line of its page moves. */
static void case_89_heading_at_the_foot(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 12);
	add_chapter(&b, "");
	fill_lines(&b, 9);
	struct block *heading = push_heading(&b, 1, "题目");
	fill_lines(&b, 6);
	struct set_chapter *set = set_last(&b);
	assert_int_equal(heading_of(set, heading)->page, 1);
	assert_int_equal(text_lines(&set->pages.at[0]), 9);
	close_bench(&b);
}

/* E90: so does a chain of three with one line of room behind it. */
static void case_90_chain_of_headings(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 14);
	add_chapter(&b, "");
	fill_lines(&b, 8);
	struct block *chain[3];
	for (int i = 0; i < 3; i++)
		chain[i] = push_heading(&b, i + 1, "题目");
	fill_lines(&b, 6);
	struct set_chapter *set = set_last(&b);
	for (int i = 0; i < 3; i++)
		assert_int_equal(heading_of(set, chain[i])->page, 1);
	close_bench(&b);
}

/* E91: a chapter's last page never holds one line. */
static void case_91_last_page_of_one_line(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 10);
	add_chapter(&b, "");
	for (int i = 0; i < 3; i++)
		fill_lines(&b, 7);
	struct set_chapter *set = set_last(&b);
	assert_true(set->pages.count == 3);
	assert_true(text_lines(&set->pages.at[2]) >= 2);
	close_bench(&b);
}

/* E92: a note of three lines called on the last line but one stands with
 * its mark, its last line on the foot of the type area. */
static void case_92_note_at_the_foot(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 30);
	add_chapter(&b, "");
	fill_lines(&b, 28);
	struct block *called = fill_lines(&b, 1);
	add_note(&b, called, 60);
	fill_lines(&b, 20);
	struct set_chapter *set = set_last(&b);
	int with_notes = -1;
	for (size_t i = 0; i < set->pages.count; i++)
		for (size_t k = 0; k < set->pages.at[i].items.count; k++) {
			const struct item *item = &set->pages.at[i].items.at[k];
			if (item->kind == ITEM_GLYPHS &&
			    item->as.glyphs.size == 8000)
				with_notes = (int)i;
		}
	assert_true(with_notes >= 0);
	assert_int_equal(last_baseline(&set->pages.at[with_notes]),
			 grid_baseline(&b.layout, 29));
	/* Its mark stands on the same page. */
	bool has_mark = false;
	for (size_t i = 0; i < set->starts.count; i++)
		if (set->starts.at[i].block <= called->number)
			has_mark = (int)i == with_notes;
	assert_true(has_mark);
	close_bench(&b);
}

/* E93: facing pages, one with a heading of three lines: all other lines
 * stand at the same heights. */
static void case_93_facing_pages(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 12);
	add_chapter(&b, "");
	fill_lines(&b, 12);
	push_heading(&b, 1, "题目");
	for (int i = 0; i < 4; i++)
		fill_lines(&b, 5);
	struct set_chapter *set = set_last(&b);
	for (size_t p = 0; p < set->pages.count; p++) {
		const struct page *page = &set->pages.at[p];
		for (size_t i = 0; i < page->items.count; i++) {
			const struct glyphs *run = &page->items.at[i].as.glyphs;
			if (page->items.at[i].kind == ITEM_GLYPHS &&
			    run->size == EM)
				assert_int_equal((run->y - grid_baseline(
					&b.layout, 0)) % PITCH, 0);
		}
	}
	close_bench(&b);
}

/* E94: a figure takes whole lines, what is left over stands half above and
 * half below: 71 mm on a pitch of 17 pt are 13 lines. */
static void case_94_figure_slot(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 29);
	b.layout.pitch = LENGTH_PT(17);
	b.layout.body_size = LENGTH_PT(10.5);
	b.layout.characters_per_line = 29;
	b.layout.page_height = LENGTH_MM(210);
	struct asset asset = {
		.bytes = STR("x"), .media_type = STR("image/png"),
		.width = 2840, .height = 2840, .dots_per_inch = 1016,
	};
	add_chapter(&b, "");
	fill_lines(&b, 2);
	struct block *figure = add_block(&b, NULL, BLOCK_FIGURE, NULL);
	figure->as.figure.asset = &asset;
	struct block *after = fill_lines(&b, 2);
	struct set_chapter *set = set_last(&b);
	const struct page *page = &set->pages.at[0];
	struct box picture = {0};
	length below = 0;
	for (size_t i = 0; i < page->items.count; i++) {
		const struct item *item = &page->items.at[i];
		if (item->kind == ITEM_IMAGE)
			picture = item->box;
		else if (item->kind == ITEM_GLYPHS && picture.height &&
			 !below)
			below = item->as.glyphs.y;
	}
	(void)after;
	/* The lines around it are as many pitches apart as there are lines. */
	length above = grid_baseline(&b.layout, 0);
	while (above + b.layout.pitch < picture.y)
		above += b.layout.pitch;
	assert_int_equal((below - above) % b.layout.pitch, 0);
	int lines = (below - above) / b.layout.pitch - 1;
	assert_int_equal(lines, 13);
	assert_int_equal(lines, (picture.height + b.layout.pitch +
				 b.layout.pitch - 1) / b.layout.pitch);
	length gap = (b.layout.pitch - b.layout.body_size) / 2;
	length top = above + length_scale(b.layout.body_size, 120, 1000) + gap;
	length head = picture.y - top;
	length foot = lines * b.layout.pitch - head - picture.height;
	assert_true(head - foot < 1100 && foot - head < 1100);
	close_bench(&b);
}

/* E95: after 13 pages a blank one, and the next chapter on 15. */
static void case_95_chapters_open_right(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 10);
	b.layout.opens_right = true;
	add_chapter(&b, "一");
	for (int i = 0; i < 25; i++)
		fill_lines(&b, 5);
	set_last(&b);
	size_t pages = b.sets[0].pages.count;
	assert_int_equal(pages % 2, 1);
	add_chapter(&b, "二");
	fill_lines(&b, 3);
	set_last(&b);
	join_all(&b);
	uint32_t second = b.print.first_page[1];
	assert_int_equal(second - b.print.first_page[0], pages + 1);
	assert_true(b.print.pages.list.at[second - 1].is_blank);
	assert_int_equal(b.print.pages.list.at[second - 1].items.count, 0);
	close_bench(&b);
}

static bool says(const struct bench *b, const struct page *page, str text)
{
	struct arena *a = (struct arena *)&b->arena;
	return str_contains(page_text(page, a), text);
}

/* E96: contents of two pages tell the folios that the pages have. */
static void case_96_contents_grow(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 10);
	b.book.contents_depth = 1;
	for (int i = 0; i < 20; i++) {
		add_chapter(&b, arena_cstring(&b.arena, arena_format(
			&b.arena, "题%d号", i)));
		fill_lines(&b, 3 + i);
		set_last(&b);
	}
	join_all(&b);
	uint32_t first = b.print.pages.bookmarks.at[0].page;
	assert_true(b.print.first_page[0] >= first + 2);
	for (size_t i = 0; i < 20; i++) {
		str label = b.print.pages.list.at[b.print.first_page[i]].label;
		bool is_told = false;
		for (uint32_t p = first; p < b.print.first_page[0]; p++)
			is_told |= says(&b, &b.print.pages.list.at[p], label);
		assert_true(is_told);
	}
	close_bench(&b);
}

/* E97 asks for marks that begin anew on each page. Ours begin anew with each
 * chapter, so that paper and telephone agree; the first is ①'s number 1. */
static void case_97_notes_begin_anew(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 12);
	for (int i = 0; i < 2; i++) {
		add_chapter(&b, "题");
		struct block *called = fill_lines(&b, 2);
		struct note *note = add_note(&b, called, 12);
		assert_int_equal(note->number, 1);
		struct set_chapter *set = set_last(&b);
		assert_true(says(&b, &set->pages.at[0], note->label));
	}
	close_bench(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(case_89_heading_at_the_foot),
		cmocka_unit_test(case_90_chain_of_headings),
		cmocka_unit_test(case_91_last_page_of_one_line),
		cmocka_unit_test(case_92_note_at_the_foot),
		cmocka_unit_test(case_93_facing_pages),
		cmocka_unit_test(case_94_figure_slot),
		cmocka_unit_test(case_95_chapters_open_right),
		cmocka_unit_test(case_96_contents_grow),
		cmocka_unit_test(case_97_notes_begin_anew),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
