/* A page's items, its text, and the dump that the layout is judged by. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buf.h"
#include "page/page.h"

static struct arena arena;
static struct page page;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena);
	page = (struct page){.width = LENGTH_PT(100), .height = 150500,
			     .label = STR("iv")};
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

/* Each glyph stands for one character of `bytes` bytes. */
static struct glyphs *add_run(const char *text, length y, length step,
			      uint16_t bytes)
{
	struct glyphs *run = &page_add(&page, &arena, ITEM_GLYPHS)->as.glyphs;
	run->text = str_of(text);
	run->size = LENGTH_PT(10);
	run->x = LENGTH_PT(5);
	run->y = y;
	run->count = (uint32_t)(run->text.len / bytes);
	run->at = arena_array(&arena, struct glyph, run->count);
	for (uint32_t i = 0; i < run->count; i++)
		run->at[i] = (struct glyph){(length)i * step, 0, bytes};
	return run;
}

static const char *dumped(void)
{
	struct buf out;
	buf_init(&out, &arena, BUF_NO_MAXIMUM);
	page_dump(&page, &out);
	const char *text = arena_cstring(&arena, buf_str(&out));
	assert_true(str_starts(buf_str(&out),
			       STR("page \"iv\" 100x150.5\n")));
	return text + strlen("page \"iv\" 100x150.5\n");
}

static void items_are_kept_in_order(void **state)
{
	(void)state;
	for (int i = 0; i < 1000; i++)
		page_add(&page, &arena, i % 2 ? ITEM_RULE : ITEM_LINK)->box.x = i;
	assert_int_equal(page.items.count, 1000);
	for (int i = 0; i < 1000; i++)
		assert_int_equal(page.items.at[i].box.x, i);
	assert_int_equal(page.items.at[0].as.link.target.len, 0);
}

static void text_by_baselines(void **state)
{
	(void)state;
	assert_int_equal(page_text(&page, &arena).len, 0);
	add_run("上", 1000, 0, 3);
	add_run("半", 1000, 0, 3);
	page_add(&page, &arena, ITEM_RULE);
	add_run("12", 9000, 0, 1)->is_artifact = true;
	add_run("下", 2000, 0, 3);
	assert_string_equal(arena_cstring(&arena, page_text(&page, &arena)),
			    "上半\n下");
}

static void even_steps_are_silent(void **state)
{
	(void)state;
	add_run("版心版", 12345, LENGTH_PT(10), 3);
	add_run("一", 20000, 0, 3)->grey = 400;
	assert_string_equal(dumped(),
		"  glyphs 5,12.345 size=10 face=0 \"版心版\"\n"
		"  glyphs 5,20 size=10 face=0 grey=400 \"一\"\n");
}

static void other_steps_are_told(void **state)
{
	(void)state;
	struct glyphs *run = add_run("abcd", 0, LENGTH_PT(5), 1);
	run->at[3].x += 250;
	add_run("\"\\", 0, LENGTH_PT(9), 1)->is_artifact = true;
	run = add_run("一二", 0, LENGTH_PT(10), 3);
	run->at[0].x += 500;
	assert_string_equal(dumped(),
		"  glyphs 5,0 size=10 face=0 \"abcd\" 5*2 5.25\n"
		"  glyphs 5,0 size=10 face=0 artifact \"\\\"\\\\\" 9\n"
		"  glyphs 5,0 size=10 face=0 \"一二\" from 0.5 9.5\n");
}

static void clusters_are_told(void **state)
{
	(void)state;
	struct glyphs *run = add_run("ffi", 0, LENGTH_PT(10), 1);
	run->count = 2;
	run->at[0].bytes = 3;
	run->at[1].bytes = 0;
	run = add_run("ab", 0, LENGTH_PT(10), 1);
	run->count = 0;
	assert_string_equal(dumped(),
		"  glyphs 5,0 size=10 face=0 \"ffi\" clusters 3,0\n"
		"  glyphs 5,0 size=10 face=0 \"ab\" clusters\n");
}

static void boxes_are_told(void **state)
{
	(void)state;
	struct item *item = page_add(&page, &arena, ITEM_RULE);
	item->box = (struct box){-1500, 2000, 30000, 250};
	item->as.rule.grey = 500;
	item = page_add(&page, &arena, ITEM_IMAGE);
	item->box = (struct box){0, 0, 1000, 2000};
	item->as.image.picture = 7;
	page_add(&page, &arena, ITEM_LINK)->as.link.target = STR("#n1");
	assert_string_equal(dumped(),
		"  rule -1.5,2 30x0.25 grey=500\n"
		"  image 0,0 1x2 picture=7\n"
		"  link 0,0 0x0 \"#n1\"\n");
}

static void documents_are_told(void **state)
{
	(void)state;
	struct pages pages = {.info.title = STR("题"), .binds_right = true};
	page.is_blank = true;
	list_push(&arena, &pages.list, page);
	list_push(&arena, &pages.anchors, (struct anchor){STR("c1"), 0, 1500});
	list_push(&arena, &pages.bookmarks,
		  (struct bookmark){STR("章"), 2, 0, 0});
	list_push(&arena, &pages.pictures,
		  (struct page_picture){STR_NONE, STR("image/png"), 3, 4});
	struct buf out;
	buf_init(&out, &arena, BUF_NO_MAXIMUM);
	pages_dump(&pages, &out);
	assert_string_equal(arena_cstring(&arena, buf_str(&out)),
		"title \"题\"\n"
		"binds right\n"
		"page \"iv\" 100x150.5 blank\n"
		"anchor \"c1\" page=0 y=1.5\n"
		"bookmark 2 \"章\" page=0 y=0\n"
		"picture 0 image/png 3x4\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(items_are_kept_in_order),
		TEST(text_by_baselines),
		TEST(even_steps_are_silent),
		TEST(other_steps_are_told),
		TEST(clusters_are_told),
		TEST(boxes_are_told),
		TEST(documents_are_told),
	};
	return cmocka_run_group_tests_name("page", tests, NULL, NULL);
}
