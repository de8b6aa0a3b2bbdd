/* Outlines turned into ink: areas must be exact, and no outline, however
 * wild, may write beside the picture.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "image/image.h"

#include "arena_fixture.h"

#include "base/banned.h"

static struct pixels white_sheet(uint32_t width, uint32_t height,
				 struct arena *a)
{
	struct pixels p = {width, height, 1, NULL};
	p.at = arena_take(a, (size_t)width * height);
	memset(p.at, 255, (size_t)width * height);
	return p;
}

static void add_box(struct path *path, int64_t x, int64_t y, int64_t end_x,
		    int64_t end_y)
{
	path_move(path, x, y);
	path_line(path, end_x, y);
	path_line(path, end_x, end_y);
	path_line(path, x, end_y);
}

/* Black in 1/255 of a pixel. */
static unsigned ink_at(const struct pixels *p, uint32_t x, uint32_t y)
{
	return 255u - p->at[y * p->width + x];
}

static uint64_t ink_of(const struct pixels *p)
{
	uint64_t sum = 0;
	for (uint32_t y = 0; y < p->height; y++)
		for (uint32_t x = 0; x < p->width; x++)
			sum += ink_at(p, x, y);
	return sum;
}

static void a_box_inks_what_it_covers(void **state)
{
	(void)state;
	struct pixels p = white_sheet(8, 6, &arena);
	struct path path = {.arena = &arena};
	/* From 1.5 to 4.25, from 2 to 3.75. */
	add_box(&path, 384, 512, 1088, 960);
	image_fill(&p, &path, 0);
	assert_int_equal(ink_at(&p, 1, 2), 128);
	assert_int_equal(ink_at(&p, 2, 2), 255);
	assert_int_equal(ink_at(&p, 3, 2), 255);
	assert_int_equal(ink_at(&p, 4, 2), 64);
	assert_int_equal(ink_at(&p, 1, 3), 96);
	assert_int_equal(ink_at(&p, 2, 3), 191);
	assert_int_equal(ink_at(&p, 4, 3), 48);
	assert_int_equal(ink_at(&p, 0, 2) + ink_at(&p, 5, 2) +
			 ink_at(&p, 2, 1) + ink_at(&p, 2, 4), 0);
	assert_int_equal(path.edges.count, 0);
}

static void either_way_round_is_inside(void **state)
{
	(void)state;
	struct pixels p = white_sheet(20, 20, &arena);
	struct path path = {.arena = &arena};
	add_box(&path, 1024, 2048, 2048, 1024);
	image_fill(&p, &path, 0);
	assert_int_equal(ink_of(&p), 16 * 255);
	/* Twice inside is inside; against the other way round it is a hole. */
	struct pixels twice = white_sheet(20, 20, &arena);
	add_box(&path, 256, 256, 4096, 4096);
	add_box(&path, 1024, 1024, 2048, 2048);
	image_fill(&twice, &path, 0);
	assert_int_equal(ink_of(&twice), 225 * 255);
	struct pixels hole = white_sheet(20, 20, &arena);
	add_box(&path, 256, 256, 4096, 4096);
	add_box(&path, 1024, 2048, 2048, 1024);
	image_fill(&hole, &path, 0);
	assert_int_equal(ink_of(&hole), (225 - 16) * 255);
	assert_int_equal(ink_at(&hole, 5, 5), 0);
}

static void slopes_add_up(void **state)
{
	(void)state;
	struct pixels p = white_sheet(40, 40, &arena);
	struct path path = {.arena = &arena};
	/* A right triangle of 30 by 20 pixels: half its box. */
	path_move(&path, 5 * 256, 5 * 256);
	path_line(&path, 35 * 256, 5 * 256);
	path_line(&path, 5 * 256, 25 * 256);
	image_fill(&p, &path, 0);
	assert_in_range(ink_of(&p), 300 * 255 - 60, 300 * 255 + 60);
}

static void add_circle(struct path *path, int64_t middle, int64_t radius)
{
	const int64_t m = middle, r = radius, k = radius * 5523 / 10000;
	path_move(path, m + r, m);
	path_curve(path, (int64_t[]){m + r, m + k, m},
		   (int64_t[]){m + k, m + r, m + r});
	path_curve(path, (int64_t[]){m - k, m - r, m - r},
		   (int64_t[]){m + r, m + k, m});
	path_curve(path, (int64_t[]){m - r, m - k, m},
		   (int64_t[]){m - k, m - r, m - r});
	path_curve(path, (int64_t[]){m + k, m + r, m + r},
		   (int64_t[]){m - r, m - k, m});
}

static void a_circle_has_its_area(void **state)
{
	(void)state;
	struct path path = {.arena = &arena};
	for (int64_t radius = 3; radius < 60; radius += 8) {
		struct pixels p = white_sheet(130, 130, &arena);
		add_circle(&path, 65 * 256 + 77, radius * 256);
		image_fill(&p, &path, 0);
		uint64_t area = (uint64_t)(radius * radius) * 801106 / 1000;
		assert_in_range(ink_of(&p), area - area / 100,
				area + area / 200);
	}
}

static void ink_mixes_with_what_is_there(void **state)
{
	(void)state;
	struct pixels p = white_sheet(2, 1, &arena);
	struct path path = {.arena = &arena};
	add_box(&path, 0, 0, 256, 256);
	image_fill(&p, &path, 100);
	assert_int_equal(p.at[0], 100);
	add_box(&path, 0, 0, 128, 256);
	image_fill(&p, &path, 0);
	assert_int_equal(p.at[0], 50);
	assert_int_equal(p.at[1], 255);
}

/* What lies beyond the picture leaves the same ink on it. */
static void borders_cut(void **state)
{
	(void)state;
	struct pixels p = white_sheet(10, 10, &arena);
	struct path path = {.arena = &arena};
	const int64_t far = (int64_t)1 << 40;
	add_box(&path, -far, -far, far, far);
	image_fill(&p, &path, 0);
	assert_int_equal(ink_of(&p), 100 * 255);
	/* The half below a diagonal that enters and leaves far outside. */
	struct pixels half = white_sheet(10, 10, &arena);
	path_move(&path, -256000, -256000);
	path_line(&path, 258560, 258560);
	path_line(&path, -256000, 258560);
	image_fill(&half, &path, 0);
	assert_in_range(ink_of(&half), 50 * 255 - 30, 50 * 255 + 30);
	struct pixels none = white_sheet(10, 10, &arena);
	add_box(&path, 10 * 256, 0, far, 2560);
	add_box(&path, -far, 0, 0, 2560);
	add_box(&path, 0, -far, 2560, 0);
	add_box(&path, 0, 2560, 2560, far);
	image_fill(&none, &path, 0);
	assert_int_equal(ink_of(&none), 0);
	image_fill(&none, &path, 0);          /* an empty path */
	path_line(&path, INT64_MAX, INT64_MIN);
	path_curve(&path, (int64_t[]){INT64_MIN, INT64_MAX, 0},
		   (int64_t[]){INT64_MAX, INT64_MIN, 0});
	image_fill(&none, &path, 0);
}

static void too_many_edges_draw_nothing(void **state)
{
	(void)state;
	struct pixels p = white_sheet(50, 50, &arena);
	struct path path = {.arena = &arena};
	for (int i = 0; i < 100000; i++)
		path_line(&path, i % 2 * 12800, i % 3 * 6400);
	image_fill(&p, &path, 0);
	assert_int_equal(ink_of(&p), 0);
	/* As many as there may be, all across the picture. */
	path_move(&path, 0, 0);
	for (int i = 0; i < 16382; i++)
		path_line(&path, i % 2 * 12800, i % 2 ? 12800 : 0);
	image_fill(&p, &path, 0);
	add_box(&path, 0, 0, 12800, 12800);
	image_fill(&p, &path, 0);
	assert_int_equal(ink_of(&p), 2500 * 255);
}

static void random_outlines_stay_on_the_sheet(void **state)
{
	(void)state;
	struct path path = {.arena = &arena};
	struct pixels p = white_sheet(33, 17, &arena);
	uint32_t seed = 7;
	for (int i = 0; i < 20000; i++) {
		int64_t n[6];
		for (int k = 0; k < 6; k++) {
			seed = seed * 1664525 + 1013904223;
			n[k] = (int64_t)(seed >> 8) % 40000 - 15000;
		}
		if (seed >> 28 == 0)
			path_move(&path, n[0], n[1]);
		else if (seed >> 28 < 8)
			path_line(&path, n[0], n[1]);
		else
			path_curve(&path, n, n + 3);
		if ((seed >> 16) % 64 == 3)
			image_fill(&p, &path, (uint8_t)seed);
	}
	image_fill(&p, &path, 0);
}

static void a_drawing_comes_back_in_three_greys(void **state)
{
	(void)state;
	for (uint32_t width = 1; width < 40; width += 19) {
		struct pixels p = white_sheet(width, 9, &arena), back;
		for (uint32_t i = 0; i < width * 9; i++)
			p.at[i] = (uint8_t)(i * 37);
		str png = image_encode_drawing(&p, &arena);
		struct image_info info;
		assert_int_equal(image_look(png, &info), IMAGE_OK);
		assert_int_equal(info.kind, IMAGE_PNG);
		assert_int_equal(image_decode(png, &arena, &back), IMAGE_OK);
		assert_int_equal(back.width, width);
		assert_int_equal(back.height, 9);
		assert_int_equal(back.channels, 1);
		for (uint32_t i = 0; i < width * 9; i++)
			assert_int_equal(back.at[i], p.at[i] < 64    ? 0
						     : p.at[i] < 192 ? 170
								     : 255);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_box_inks_what_it_covers),
		cmocka_unit_test(either_way_round_is_inside),
		cmocka_unit_test(slopes_add_up),
		cmocka_unit_test(a_circle_has_its_area),
		cmocka_unit_test(ink_mixes_with_what_is_there),
		cmocka_unit_test(borders_cut),
		cmocka_unit_test(too_many_edges_draw_nothing),
		cmocka_unit_test(random_outlines_stay_on_the_sheet),
		cmocka_unit_test(a_drawing_comes_back_in_three_greys),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
