/* Paragraphs' numbers in the margin: beside their first lines, mirrored,
 * without text, and nowhere when the book does not count.
 */
#include "page_bench.h"
#include "base/banned.h"

#define GAP 7000

/* Ten paragraphs of five lines, numbered from `first`; 0: not at all. */
static void set_paragraphs(struct bench *b, uint32_t first)
{
	add_chapter(b, "");
	for (uint32_t i = 0; i < 10; i++)
		add_block(b, NULL, BLOCK_PARAGRAPH, han(b, 98))->paragraph =
			first ? first + i : 0;
	set_last(b);
	join_all(b);
}

static bool is_number(const struct item *item)
{
	return item->kind == ITEM_GLYPHS && item->as.glyphs.text.len == 0 &&
	       item->as.glyphs.count > 0;
}

static int count_numbers(const struct bench *b)
{
	int count = 0;
	for (size_t p = 0; p < b->print.pages.list.count; p++)
		for (size_t i = 0; i < b->print.pages.list.at[p].items.count;
		     i++)
			count += is_number(
				&b->print.pages.list.at[p].items.at[i]);
	return count;
}

/* The first glyphs of text on that baseline. */
static const struct glyphs *line_at(const struct page *page, length y)
{
	for (size_t i = 0; i < page->items.count; i++) {
		const struct item *item = &page->items.at[i];
		if (item->kind == ITEM_GLYPHS && item->as.glyphs.y == y &&
		    !item->as.glyphs.is_artifact)
			return &item->as.glyphs;
	}
	return NULL;
}

static void check_number(const struct page *page, const struct glyphs *number,
			 bool is_recto)
{
	const struct glyphs *line = line_at(page, number->y);
	assert_true(number->is_artifact);
	assert_non_null(line);
	/* Two characters in: the first line of its paragraph. */
	assert_int_equal(line->x, (is_recto ? 55000 : 45000) + 2 * EM);
	length digits = (length)number->count * number->size / 2;
	assert_int_equal(number->x, is_recto ? 55000 + 20 * EM + GAP
					     : 45000 - GAP - digits);
	for (uint32_t i = 0; i < number->count; i++)
		assert_int_equal(number->at[i].bytes, 0);
}

static void numbers_stand_at_the_outer_edge(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 10);
	set_paragraphs(&b, 97);
	int digits = 0;
	for (size_t p = 0; p < b.print.pages.list.count; p++) {
		const struct page *page = &b.print.pages.list.at[p];
		for (size_t i = 0; i < page->items.count; i++) {
			if (!is_number(&page->items.at[i]))
				continue;
			check_number(page, &page->items.at[i].as.glyphs,
				     p % 2 == 0);
			digits += (int)page->items.at[i].as.glyphs.count;
		}
	}
	assert_int_equal(count_numbers(&b), 10);
	assert_int_equal(digits, 3 * 2 + 7 * 3);       /* 97 ... 106 */
	close_bench(&b);
}

static void no_number_is_drawn_unasked(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 10);
	set_paragraphs(&b, 0);
	assert_int_equal(b.sets[0].numbers.count, 0);
	assert_int_equal(count_numbers(&b), 0);
	close_bench(&b);
}

static bool has_line(const struct page *page, length x)
{
	for (size_t i = 0; i < page->items.count; i++) {
		const struct item *item = &page->items.at[i];
		if (item->kind == ITEM_GLYPHS && item->as.glyphs.x == x &&
		    item->as.glyphs.text.len > 0)
			return true;
	}
	return false;
}

/* Where lines run down, above the head of the line, on both sides. */
static void numbers_stand_above_vertical_lines(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 10);
	b.layout.is_vertical = true;
	set_paragraphs(&b, 1);
	for (size_t p = 0; p < b.print.pages.list.count; p++) {
		const struct page *page = &b.print.pages.list.at[p];
		for (size_t i = 0; i < page->items.count; i++) {
			const struct glyphs *run =
				&page->items.at[i].as.glyphs;
			if (!is_number(&page->items.at[i]))
				continue;
			assert_int_equal(run->y + (length)run->count *
					 run->size + GAP, 55000);
			assert_true(has_line(page, run->x));
		}
	}
	assert_int_equal(count_numbers(&b), 10);
	close_bench(&b);
}

/* Nothing stands in what the knife may take. */
static void a_narrow_margin_has_no_numbers(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 10);
	b.layout.outer = 20000;
	b.layout.page_width = 275000;
	set_paragraphs(&b, 1);
	assert_int_equal(b.sets[0].numbers.count, 10);
	assert_int_equal(count_numbers(&b), 0);
	close_bench(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_stand_at_the_outer_edge),
		cmocka_unit_test(no_number_is_drawn_unasked),
		cmocka_unit_test(numbers_stand_above_vertical_lines),
		cmocka_unit_test(a_narrow_margin_has_no_numbers),
	};
	return cmocka_run_group_tests_name("typeset_numbers", tests, NULL,
					   NULL);
}
