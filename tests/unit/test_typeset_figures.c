/* Pictures in a row: a gallery fills the column at one height, slides that
 * only follow each other stay as large as they are, and few dots are told.
 */
#include "page_bench.h"

#define SPREAD 6

struct row {
	struct asset assets[SPREAD];
	struct box boxes[SPREAD];
	int count;                    /* shown */
};

static void push_pictures(struct bench *b, struct row *row, int count,
			  uint32_t pixels, bool has_captions)
{
	for (int i = 0; i < count; i++) {
		row->assets[i] = (struct asset){
			.bytes = STR("x"), .media_type = STR("image/png"),
			.address = STR("p.png"), .width = pixels,
			.height = pixels * 3 / 4 + (uint32_t)i * pixels / 10,
		};
		struct block *figure = add_block(b, NULL, BLOCK_FIGURE, NULL);
		figure->class = STR("gallery");
		figure->as.figure.asset = &row->assets[i];
		if (has_captions)
			add_block(b, figure, BLOCK_CAPTION, "图注");
	}
}

static void find_pictures(const struct set_chapter *set, struct row *row)
{
	for (size_t i = 0; i < set->pages.count; i++)
		for (size_t k = 0; k < set->pages.at[i].items.count; k++)
			if (set->pages.at[i].items.at[k].kind == ITEM_IMAGE)
				row->boxes[row->count++] =
					set->pages.at[i].items.at[k].box;
}

/* Five: three above, two below, each row from edge to edge. */
static void a_gallery_fills_its_rows(void **state)
{
	(void)state;
	struct bench b;
	struct row row = {.count = 0};
	open_bench(&b, 30);
	add_chapter(&b, "廊");
	push_pictures(&b, &row, 5, 900, true);
	find_pictures(set_last(&b), &row);
	assert_int_equal(row.count, 5);
	length left = b.layout.inner, right = left + 20 * EM;
	for (int i = 1; i < 5; i++) {
		const struct box *box = &row.boxes[i], *last = box - 1;
		if (i == 3) {
			assert_true(box->y > last->y + last->height);
			continue;
		}
		assert_int_equal(box->height, last->height);
		assert_int_equal(box->y, last->y);
		assert_in_range(box->x - last->x - last->width, EM - 2,
				EM + 2);
	}
	assert_in_range(row.boxes[0].x, left - 60, left + 60);
	assert_in_range(row.boxes[3].x, left - 60, left + 60);
	assert_in_range(row.boxes[2].x + row.boxes[2].width, right - 60,
			right + 60);
	assert_in_range(row.boxes[4].x + row.boxes[4].width, right - 60,
			right + 60);
	close_bench(&b);
}

static void four_stand_in_twos(void **state)
{
	(void)state;
	struct bench b;
	struct row row = {.count = 0};
	open_bench(&b, 40);
	add_chapter(&b, "廊");
	push_pictures(&b, &row, 4, 900, true);
	find_pictures(set_last(&b), &row);
	assert_int_equal(row.boxes[0].y, row.boxes[1].y);
	assert_true(row.boxes[2].y > row.boxes[1].y);
	assert_int_equal(row.boxes[2].y, row.boxes[3].y);
	close_bench(&b);
}

static void slides_are_not_halved(void **state)
{
	(void)state;
	struct bench b;
	struct row row = {.count = 0};
	open_bench(&b, 40);
	add_chapter(&b, "片");
	push_pictures(&b, &row, 2, 900, false);
	find_pictures(set_last(&b), &row);
	assert_int_equal(row.boxes[0].width, 20 * EM);
	assert_true(row.boxes[1].y > row.boxes[0].y ||
		    row.boxes[1].x == row.boxes[0].x);
	close_bench(&b);
}

/* 350 dots over 200 pt are 126 an inch. */
static void few_dots_are_told_once(void **state)
{
	(void)state;
	struct bench b;
	struct row row = {.count = 0};
	open_bench(&b, 40);
	add_chapter(&b, "粗");
	push_pictures(&b, &row, 1, 350, true);
	fill_lines(&b, 3);
	push_pictures(&b, &row, 1, 350, true);
	set_last(&b);
	assert_int_equal(b.diag.findings.count, 1);
	assert_int_equal(b.diag.findings.at[0].message, MSG_PICTURE_COARSE);
	close_bench(&b);
}

/* Text moves up over a picture to fill a page, but not between a
 * picture and the words that announce it. */
static void set_before_picture(const char *last, int lines)
{
	struct bench b;
	open_bench(&b, 20);
	add_chapter(&b, "");
	struct asset asset = {.bytes = STR("x"), .width = 1000, .height = 700,
			      .media_type = STR("image/png")};
	fill_lines(&b, 17);
	add_block(&b, NULL, BLOCK_PARAGRAPH, last);
	struct block *figure = add_block(&b, NULL, BLOCK_FIGURE, NULL);
	figure->as.figure.asset = &asset;
	fill_lines(&b, 12);
	struct set_chapter *set = set_last(&b);
	assert_int_equal(text_lines(&set->pages.at[0]), lines);
	close_bench(&b);
}

static void a_colon_stays_with_its_picture(void **state)
{
	(void)state;
	set_before_picture("水边的石头都看过了。", 20);
	set_before_picture("水边的石头是这样的：", 18);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_gallery_fills_its_rows),
		cmocka_unit_test(four_stand_in_twos),
		cmocka_unit_test(slides_are_not_halved),
		cmocka_unit_test(few_dots_are_told_once),
		cmocka_unit_test(a_colon_stays_with_its_picture),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
