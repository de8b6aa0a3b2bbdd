/* Vertical books: pages are made on their side and turned; what is bound at
 * the right, counted in Han and stands at the fore edge.
 */
#include "page_bench.h"

#include "base/banned.h"

static void open_vertical(struct bench *b)
{
	open_bench(b, 12);
	b->layout.is_vertical = true;
	b->layout.head = 50000;
	b->layout.foot = 70000;
}

static const struct item *text_item(const struct page *page, size_t number)
{
	for (size_t i = 0; i < page->items.count; i++) {
		const struct item *item = &page->items.at[i];
		if (item->kind == ITEM_GLYPHS && !item->as.glyphs.is_artifact &&
		    number-- == 0)
			return item;
	}
	fail_msg("too few texts");
	return NULL;
}

static void a_page_is_turned(void **state)
{
	(void)state;
	struct page page = {.width = 600, .height = 400};
	struct arena a;
	arena_init(&a);
	struct item *item = page_add(&page, &a, ITEM_RULE);
	item->box = (struct box){10, 20, 300, 5};
	static const enum glyph_turn set[] = {
		GLYPHS_ACROSS, GLYPHS_STACKED, GLYPHS_COMBINED};
	for (int i = 0; i < 3; i++) {
		struct glyphs *run =
			&page_add(&page, &a, ITEM_GLYPHS)->as.glyphs;
		run->x = 30;
		run->y = 100;
		run->turn = set[i];
	}
	turn_page(&page);
	assert_int_equal(page.width, 400);
	assert_int_equal(page.height, 600);
	const struct box *box = &page.items.at[0].box;
	assert_int_equal(box->x, 375);
	assert_int_equal(box->y, 10);
	assert_int_equal(box->width, 5);
	assert_int_equal(box->height, 300);
	static const enum glyph_turn turned[] = {
		GLYPHS_TURNED, GLYPHS_STACKED, GLYPHS_COMBINED};
	for (size_t i = 0; i < 3; i++) {
		const struct glyphs *run = &page.items.at[i + 1].as.glyphs;
		assert_int_equal(run->turn, turned[i]);
		assert_int_equal(run->x, 300);
		assert_int_equal(run->y, 30);
	}
	arena_free(&a);
}

static void lines_go_from_right_to_left(void **state)
{
	(void)state;
	struct bench b;
	open_vertical(&b);
	add_chapter(&b, "");
	fill_lines(&b, 30);
	set_last(&b);
	join_all(&b);
	const struct pages *pages = &b.print.pages;
	assert_true(pages->binds_right);
	const struct page *first =
		&pages->list.at[b.print.first_page[0]];
	const struct page *second = first + 1;
	assert_int_equal(first->width, b.layout.page_height);
	assert_int_equal(first->height, b.layout.page_width);
	for (size_t i = 0; i < 11; i++)
		assert_int_equal(text_item(first, i)->as.glyphs.x - PITCH,
				 text_item(first, i + 1)->as.glyphs.x);
	/* The first of a recto keeps its distance from the spine at the right,
	 * that of a verso from the fore edge. */
	assert_int_equal(text_item(first, 0)->as.glyphs.x,
			 first->width - b.layout.head - EM * 88 / 100);
	assert_int_equal(text_item(second, 0)->as.glyphs.x,
			 first->width - b.layout.foot - EM * 88 / 100);
	assert_int_equal(text_item(first, 1)->as.glyphs.y, b.layout.inner);
	assert_string_equal(arena_cstring(&b.arena, first->label), "一");
	assert_string_equal(arena_cstring(&b.arena, second->label), "二");
	close_bench(&b);
}

static const struct glyphs *folio_of(struct bench *b, const struct page *page)
{
	for (size_t i = page->items.count; i-- > 0;) {
		const struct glyphs *run = &page->items.at[i].as.glyphs;
		if (page->items.at[i].kind == ITEM_GLYPHS &&
		    run->is_artifact && str_equal(run->text, page->label))
			return run;
	}
	fail_msg("no folio on %s", arena_cstring(&b->arena, page->label));
	return NULL;
}

static void folios_stand_at_the_fore_edge(void **state)
{
	(void)state;
	struct bench b;
	open_vertical(&b);
	add_chapter(&b, "章");
	fill_lines(&b, 30);
	set_last(&b);
	join_all(&b);
	const struct page *recto =
		&b.print.pages.list.at[b.print.first_page[0]];
	const struct page *verso = recto + 1;
	const struct glyphs *left = folio_of(&b, recto);
	const struct glyphs *right = folio_of(&b, verso);
	assert_int_equal(left->turn, GLYPHS_STACKED);
	assert_true(left->x > 0 && left->x < b.layout.foot);
	assert_true(right->x > verso->width - b.layout.foot &&
		    right->x < verso->width);
	assert_true(left->y > recto->height / 2);
	close_bench(&b);
}

/* A picture keeps its proportions and stands upright. */
static void pictures_stand_upright(void **state)
{
	(void)state;
	struct bench b;
	open_vertical(&b);
	add_chapter(&b, "");
	fill_lines(&b, 2);
	struct asset asset = {.bytes = STR("x"), .media_type = STR("image/png"),
			      .width = 400, .height = 200};
	struct block *figure = add_block(&b, NULL, BLOCK_FIGURE, NULL);
	figure->as.figure.asset = &asset;
	set_last(&b);
	join_all(&b);
	const struct page *page =
		&b.print.pages.list.at[b.print.first_page[0]];
	size_t found = 0;
	for (size_t i = 0; i < page->items.count; i++) {
		const struct item *item = &page->items.at[i];
		if (item->kind != ITEM_IMAGE)
			continue;
		found++;
		assert_in_range(item->box.width, item->box.height * 2 - 10,
				item->box.height * 2 + 10);
	}
	assert_int_equal(found, 1);
	close_bench(&b);
}

static void lists_are_counted_in_han(void **state)
{
	(void)state;
	struct bench b;
	open_vertical(&b);
	add_chapter(&b, "");
	struct block *list = add_block(&b, NULL, BLOCK_LIST, NULL);
	list->as.list.is_ordered = true;
	for (int i = 0; i < 2; i++) {
		struct block *item = add_block(&b, list, BLOCK_ITEM, NULL);
		add_block(&b, item, BLOCK_PARAGRAPH, "项目");
	}
	set_last(&b);
	join_all(&b);
	str text = page_text(&b.print.pages.list.at[b.print.first_page[0]],
			     &b.arena);
	assert_true(str_contains(text, STR("一、项目")));
	assert_true(str_contains(text, STR("二、项目")));
	close_bench(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_is_turned),
		cmocka_unit_test(lines_go_from_right_to_left),
		cmocka_unit_test(folios_stand_at_the_fore_edge),
		cmocka_unit_test(pictures_stand_upright),
		cmocka_unit_test(lists_are_counted_in_han),
	};
	return cmocka_run_group_tests_name("typeset_turn", tests, NULL, NULL);
}
