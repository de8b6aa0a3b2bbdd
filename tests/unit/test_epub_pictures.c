/* EPUB: the budgets of pictures, and grey ones. */
#include "epub_fixture.h"
#include "image/image.h"

/* As large as it says; only the length of its bytes is looked at. */
static void add_picture(struct chapter *chapter, const char *name,
			uint32_t width, uint32_t height, size_t bytes)
{
	struct asset *asset = arena_new(&arena, struct asset);
	asset->name = str_of(name);
	asset->bytes = (str){arena_take(&arena, bytes), bytes};
	asset->width = width;
	asset->height = height;
	asset->next = chapter->assets;
	chapter->assets = asset;
}

static void ordinary_pictures_stay(void **state)
{
	(void)state;
	struct book *book = new_book(2);
	struct epub_request request = {.book = book};
	add_picture(book->chapters[0], "a.png", 3000, 1800, 20000);
	add_picture(book->chapters[1], "b.png", 10, 3000, 20000);
	epub_plan_pictures(book, &request, &diag);
	assert_int_equal(request.picture_side, 3000);
	assert_int_equal(diag.findings.count, 0);
}

static void many_pixels_are_said(void **state)
{
	(void)state;
	struct book *book = new_book(2);
	struct epub_request request = {.book = book};
	/* Twice the same, once another. */
	add_picture(book->chapters[0], "a.png", 2900, 2900, 20000);
	add_picture(book->chapters[1], "a.png", 2900, 2900, 20000);
	add_picture(book->chapters[1], "b.png", 2900, 100, 20000);
	epub_plan_pictures(book, &request, &diag);
	assert_int_equal(diag.findings.count, 1);
	assert_int_equal(diag.findings.at[0].message, MSG_PICTURES_SMALLER);
	assert_text(diag.findings.at[0].words.at[0], "1");
}

static void a_heavy_book_gets_smaller_sides(void **state)
{
	(void)state;
	struct book *book = new_book(60);
	struct epub_request request = {.book = book};
	for (size_t i = 0; i < 60; i++)
		add_picture(book->chapters[i],
			    arena_format(&arena, "%zu.png", i).text, 2000, 2000,
			    1000000);
	epub_plan_pictures(book, &request, &diag);
	assert_int_equal(request.picture_side, 1800);
	assert_text(diag.findings.at[0].words.at[0], "60");
	/* Beyond all steps the last one is taken. */
	for (size_t i = 0; i < 60; i++)
		book->chapters[i]->assets->bytes.len = (size_t)1 << 40;
	epub_plan_pictures(book, &request, &diag);
	assert_int_equal(request.picture_side, 700);
}

static struct asset *real_picture(struct chapter *chapter, int channels)
{
	struct pixels pixels = {60, 40, channels, NULL};
	size_t count = 60 * 40 * (size_t)channels;
	pixels.at = arena_take(&arena, count);
	for (size_t i = 0; i < count; i++)
		pixels.at[i] = (uint8_t)(i * 37);
	struct asset *asset = arena_new(&arena, struct asset);
	asset->name = STR("image001.png");
	asset->bytes = image_encode_png(&pixels, &arena);
	asset->width = 60;
	asset->height = 40;
	chapter->assets = asset;
	return asset;
}

static struct image_info fitted(int channels, const struct epub_request *given)
{
	struct epub_request request = *given;
	struct book *book = new_book(1);
	request.book = book;
	struct asset *asset = real_picture(book->chapters[0], channels);
	epub_fit_pictures(&request, book->chapters[0], &arena);
	struct image_info info;
	assert_int_equal(image_look(asset->screen_bytes, &info), IMAGE_OK);
	assert_int_equal(info.kind, IMAGE_PNG);
	if (!request.has_grey_pictures && !request.picture_side)
		assert_true(str_equal(asset->screen_bytes, asset->bytes));
	return info;
}

static void pictures_are_fitted(void **state)
{
	(void)state;
	struct image_info info = fitted(3, &(struct epub_request){0});
	assert_int_equal(info.width, 60);
	assert_false(info.is_grey);
	info = fitted(3, &(struct epub_request){.has_grey_pictures = true});
	assert_int_equal(info.width, 60);
	assert_true(info.is_grey);
	info = fitted(3, &(struct epub_request){.picture_side = 30});
	assert_int_equal(info.width, 30);
	assert_int_equal(info.height, 20);
	assert_false(info.is_grey);
	info = fitted(1, &(struct epub_request){.picture_side = 1});
	assert_int_equal(info.width, 1);
	assert_int_equal(info.height, 1);
}

static void the_cover_is_fitted(void **state)
{
	(void)state;
	struct book *book = new_book(1);
	struct epub_request request = {.book = book, .has_grey_pictures = true};
	book->cover = real_picture(book->chapters[0], 3);
	book->chapters[0]->assets = NULL;
	epub_plan_pictures(book, &request, &diag);
	struct image_info info;
	assert_int_equal(image_look(book->cover->screen_bytes, &info),
			 IMAGE_OK);
	assert_true(info.is_grey);
	/* Bytes that are no picture stay what they are. */
	book->cover->bytes = STR("?");
	book->cover->screen_bytes = STR_NONE;
	epub_plan_pictures(book, &request, &diag);
	assert_int_equal(book->cover->screen_bytes.len, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(ordinary_pictures_stay),
		TEST(many_pixels_are_said),
		TEST(a_heavy_book_gets_smaller_sides),
		TEST(pictures_are_fitted),
		TEST(the_cover_is_fitted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
