/* The order of pages for each binding, where they stand on the sheet, creep,
 * turned backs, scaling and marks.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buf.h"
#include "impose/impose.h"

#define A5_WIDTH LENGTH_MM(148)
#define A5_HEIGHT LENGTH_MM(210)

static struct arena arena;
static struct imposition how;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena);
	how = (struct imposition){
		.binding = BINDING_SADDLE, .sheet_width = LENGTH_MM(297),
		.sheet_height = LENGTH_MM(210), .sheets_per_signature = 4};
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static struct sheets imposed(size_t page_count)
{
	struct sheets sheets;
	sheets = impose(&how, page_count, A5_WIDTH, A5_HEIGHT, &arena);
	return sheets;
}

static void add_slot(struct buf *out, const struct sheet *side, bool is_right)
{
	for (size_t i = 0; i < side->placed.count; i++) {
		const struct matrix *m = &side->placed.at[i].to_sheet;
		length middle = m->e + (m->a < 0 ? -A5_WIDTH : A5_WIDTH) / 2;
		if ((middle > side->width / 2) == is_right) {
			buf_add_int(out, side->placed.at[i].page + 1);
			return;
		}
	}
	buf_add_byte(out, '-');
}

/* "[8|1] [2|7] ...": the pages of each side as they stand. */
static const char *order(size_t page_count)
{
	struct sheets sheets = imposed(page_count);
	struct buf out;
	buf_init(&out, &arena, BUF_NO_MAXIMUM);
	for (size_t i = 0; i < sheets.list.count; i++) {
		buf_add(&out, i ? STR(" [") : STR("["));
		add_slot(&out, &sheets.list.at[i], false);
		buf_add_byte(&out, '|');
		add_slot(&out, &sheets.list.at[i], true);
		buf_add_byte(&out, ']');
	}
	return arena_cstring(&arena, buf_str(&out));
}

static void saddle(void **state)
{
	(void)state;
	assert_string_equal(order(4), "[4|1] [2|3]");
	assert_string_equal(order(8), "[8|1] [2|7] [6|3] [4|5]");
	assert_string_equal(order(12),
			    "[12|1] [2|11] [10|3] [4|9] [8|5] [6|7]");
	assert_string_equal(order(16),
			    "[16|1] [2|15] [14|3] [4|13] [12|5] [6|11] "
			    "[10|7] [8|9]");
	assert_string_equal(order(0), "");
}

static void saddle_of_64(void **state)
{
	(void)state;
	struct sheets sheets = imposed(64);
	assert_int_equal(sheets.list.count, 32);
	bool is_seen[64] = {false};
	for (size_t i = 0; i < 32; i++) {
		const struct sheet *side = &sheets.list.at[i];
		assert_int_equal(side->placed.count, 2);
		for (size_t j = 0; j < 2; j++) {
			assert_false(is_seen[side->placed.at[j].page]);
			is_seen[side->placed.at[j].page] = true;
		}
	}
	assert_int_equal(sheets.blank_count, 0);
}

static void blanks_come_last(void **state)
{
	(void)state;
	assert_string_equal(order(5), "[-|1] [2|-] [-|3] [4|5]");
	assert_string_equal(order(1), "[-|1] [-|-]");
	assert_int_equal(imposed(61).blank_count, 3);
	assert_int_equal(imposed(61).list.count, 32);
	assert_int_equal(imposed(64).blank_count, 0);
}

static void right_bound_is_mirrored(void **state)
{
	(void)state;
	how.binds_right = true;
	assert_string_equal(order(8), "[1|8] [7|2] [3|6] [5|4]");
	how.binding = BINDING_CUT_AND_STACK;
	assert_string_equal(order(4), "[3|1] [2|4]");
}

static void signatures(void **state)
{
	(void)state;
	how.binding = BINDING_SIGNATURES;
	how.sheets_per_signature = 2;
	assert_string_equal(order(20),
			    "[8|1] [2|7] [6|3] [4|5] "
			    "[16|9] [10|15] [14|11] [12|13] [20|17] [18|19]");
	/* 5 sheets by 4 would leave one alone: 3 and 2. */
	how.sheets_per_signature = 4;
	assert_string_equal(order(20),
			    "[12|1] [2|11] [10|3] [4|9] [8|5] [6|7] "
			    "[20|13] [14|19] [18|15] [16|17]");
	how.sheets_per_signature = 0;
	assert_int_equal(imposed(64).list.count, 32);
	how.sheets_per_signature = 100;
	assert_string_equal(order(8), "[8|1] [2|7] [6|3] [4|5]");
}

static void cut_and_stacked(void **state)
{
	(void)state;
	how.binding = BINDING_CUT_AND_STACK;
	assert_string_equal(order(12),
			    "[1|7] [8|2] [3|9] [10|4] [5|11] [12|6]");
	assert_string_equal(order(5), "[1|5] [-|2] [3|-] [-|4]");
	/* The left pile upon the right one: fronts in order, each back the
	 * page after its front. */
	struct sheets sheets = imposed(12);
	for (size_t pile = 0; pile < 2; pile++) {
		for (size_t i = 0; i < 3; i++) {
			const struct sheet *front = &sheets.list.at[2 * i];
			const struct sheet *back = front + 1;
			assert_int_equal(front->placed.at[pile].page,
					 6 * pile + 2 * i);
			assert_int_equal(back->placed.at[1 - pile].page,
					 6 * pile + 2 * i + 1);
		}
	}
}

static void fold_stays_in_the_middle(void **state)
{
	(void)state;
	struct sheets sheets = imposed(4);
	const struct placed *left = &sheets.list.at[0].placed.at[0];
	const struct placed *right = &sheets.list.at[0].placed.at[1];
	length fold = LENGTH_MM(148.5);
	assert_int_equal(sheets.list.at[0].width, LENGTH_MM(297));
	assert_int_equal(right->to_sheet.e, fold);
	assert_int_equal(left->to_sheet.e, fold - A5_WIDTH);
	assert_in_range(left->to_sheet.e, LENGTH_MM(0.5) - 1,
			LENGTH_MM(0.5) + 1);
	assert_int_equal(left->to_sheet.f, 0);
	assert_int_equal(left->to_sheet.a, 1000);
	assert_int_equal(left->to_sheet.d, 1000);
}

static void backs_fall_behind_fronts(void **state)
{
	(void)state;
	struct sheets sheets = imposed(16);
	for (size_t i = 0; i < sheets.list.count; i += 2) {
		const struct sheet *front = &sheets.list.at[i];
		const struct sheet *back = front + 1;
		for (size_t j = 0; j < 2; j++) {
			const struct placed *page = &front->placed.at[j];
			const struct placed *behind = &back->placed.at[1 - j];
			assert_int_equal(page->page ^ 1, behind->page);
			assert_int_equal(page->to_sheet.e + A5_WIDTH +
						 behind->to_sheet.e,
					 front->width);
		}
	}
}

static void long_edge_turns_backs(void **state)
{
	(void)state;
	struct sheets upright = imposed(8);
	how.flips_long_edge = true;
	struct sheets turned = imposed(8);
	assert_string_equal(order(8), "[8|1] [7|2] [6|3] [5|4]");
	const struct sheet *sheet = &turned.list.at[1];
	assert_int_equal(turned.list.at[0].placed.at[0].to_sheet.a, 1000);
	for (size_t i = 0; i < 2; i++) {
		const struct placed *was = &upright.list.at[1].placed.at[1 - i];
		const struct placed *is = &sheet->placed.at[i];
		assert_int_equal(is->page, was->page);
		assert_int_equal(is->to_sheet.a, -1000);
		assert_int_equal(is->to_sheet.d, -1000);
		assert_int_equal(is->to_sheet.e,
				 sheet->width - was->to_sheet.e);
		assert_int_equal(is->to_sheet.f,
				 sheet->height - was->to_sheet.f);
	}
}

static length moved(const struct sheets *sheets, size_t sheet)
{
	return LENGTH_MM(148.5) -
	       sheets->list.at[2 * sheet].placed.at[1].to_sheet.e;
}

/* 64 pages on paper of 0.108 mm: the innermost moves by 1.62 mm. */
static void creep_grows_inwards(void **state)
{
	(void)state;
	how.paper_thickness = LENGTH_MM(0.108);
	struct sheets sheets = imposed(64);
	assert_int_equal(moved(&sheets, 0), 0);
	assert_int_equal(moved(&sheets, 1), LENGTH_MM(0.108));
	assert_in_range(moved(&sheets, 15), LENGTH_MM(1.62) - 8,
			LENGTH_MM(1.62) + 8);
	/* Both pages, on both sides, towards the fold. */
	const struct sheet *back = &sheets.list.at[31];
	assert_int_equal(back->placed.at[0].to_sheet.e + A5_WIDTH -
				 LENGTH_MM(148.5), moved(&sheets, 15));
	/* 3 x 0.108 mm is not worth it, 4 x is. */
	sheets = imposed(16);
	assert_int_equal(moved(&sheets, 3), 0);
	sheets = imposed(20);
	assert_in_range(moved(&sheets, 4), LENGTH_MM(0.432) - 4,
			LENGTH_MM(0.432) + 4);
	how.binding = BINDING_CUT_AND_STACK;
	sheets = imposed(64);
	assert_int_equal(moved(&sheets, 15), 0);
}

static void creep_has_a_limit(void **state)
{
	(void)state;
	how.paper_thickness = LENGTH_MM(100);
	struct sheets sheets = imposed(4000);
	for (size_t i = 0; i < 1000; i++)
		assert_in_range(moved(&sheets, i), 0, A5_WIDTH / 8);
	how.paper_thickness = -5;
	sheets = imposed(64);
	assert_int_equal(moved(&sheets, 15), 0);
}

static void too_large_is_scaled(void **state)
{
	(void)state;
	struct sheets sheets;
	/* B5 on A4: 352 mm on 297. */
	sheets = impose(&how, 4, LENGTH_MM(176), LENGTH_MM(250), &arena);
	const struct matrix *left = &sheets.list.at[0].placed.at[0].to_sheet;
	const struct matrix *right = &sheets.list.at[0].placed.at[1].to_sheet;
	assert_int_equal(left->a, 840);
	assert_int_equal(left->d, 840);
	assert_int_equal(right->e, LENGTH_MM(148.5));
	assert_int_equal(left->f, 0);
	assert_in_range(left->e, LENGTH_MM(0.6), LENGTH_MM(0.7));
	/* Half a millimetre is not: 148.5 + 148.5 + 0.5. */
	sheets = impose(&how, 4, LENGTH_MM(148.75), LENGTH_MM(211), &arena);
	left = &sheets.list.at[0].placed.at[0].to_sheet;
	assert_int_equal(left->a, 1000);
	assert_in_range(-left->e, LENGTH_MM(0.2), LENGTH_MM(0.3));
	assert_in_range(-left->f, LENGTH_MM(0.4), LENGTH_MM(0.6));
}

static void small_pages_keep_their_size(void **state)
{
	(void)state;
	struct sheets sheets;
	how.sheet_width = LENGTH_MM(420);
	how.sheet_height = LENGTH_MM(297);
	sheets = impose(&how, 4, A5_WIDTH, A5_HEIGHT, &arena);
	const struct matrix *left = &sheets.list.at[0].placed.at[0].to_sheet;
	assert_int_equal(left->a, 1000);
	assert_in_range(left->e, LENGTH_MM(62) - 1, LENGTH_MM(62) + 1);
	assert_in_range(left->f, LENGTH_MM(43.5) - 1, LENGTH_MM(43.5) + 1);
}

static bool is_outside(const struct mark *mark)
{
	length left = LENGTH_MM(62), right = LENGTH_MM(358);
	length top = LENGTH_MM(43.5), bottom = LENGTH_MM(253.5);
	return mark->x2 < left || mark->x1 > right || mark->y2 < top ||
	       mark->y1 > bottom;
}

static void marks_stay_outside(void **state)
{
	(void)state;
	how.has_marks = true;
	assert_int_equal(imposed(4).list.at[0].marks.count, 0);
	how.sheet_width = LENGTH_MM(420);
	how.sheet_height = LENGTH_MM(297);
	struct sheets sheets = imposed(4);
	size_t dashed = 0;
	assert_int_equal(sheets.list.at[0].marks.count, 10);
	for (size_t i = 0; i < 10; i++) {
		const struct mark *mark = &sheets.list.at[0].marks.at[i];
		assert_true(is_outside(mark));
		assert_int_equal(mark->thickness, 250);
		assert_true(mark->x1 >= 0 && mark->x2 <= LENGTH_MM(420));
		assert_true(mark->y1 >= 0 && mark->y2 <= LENGTH_MM(297));
		dashed += mark->is_dashed;
		assert_true(!mark->is_dashed || mark->x1 == LENGTH_MM(420) / 2);
	}
	assert_int_equal(dashed, 2);
	how.binding = BINDING_CUT_AND_STACK;
	sheets = imposed(4);
	for (size_t i = 0; i < 10; i++)
		assert_false(sheets.list.at[0].marks.at[i].is_dashed);
}

static void signatures_make_stairs(void **state)
{
	(void)state;
	how.has_marks = true;
	how.binding = BINDING_SIGNATURES;
	assert_int_equal(imposed(16).list.at[0].marks.count, 0);
	struct sheets sheets = imposed(64);
	for (size_t i = 0; i < sheets.list.count; i++) {
		const struct sheet *side = &sheets.list.at[i];
		assert_int_equal(side->marks.count, i % 8 == 0);
		if (i % 8)
			continue;
		const struct mark *bar = side->marks.at;
		assert_int_equal(bar->y1, LENGTH_MM(15) +
					  (length)(i / 8) * LENGTH_MM(10));
		assert_int_equal(bar->thickness, LENGTH_MM(3));
		assert_int_equal(bar->x1, LENGTH_MM(148.5));
	}
}

static void one_up(void **state)
{
	(void)state;
	struct sheets sheets;
	impose_one_up(3, A5_WIDTH, A5_HEIGHT, &arena, &sheets);
	assert_true(sheets.is_one_up);
	assert_int_equal(sheets.list.count, 3);
	for (size_t i = 0; i < 3; i++) {
		const struct sheet *sheet = &sheets.list.at[i];
		const struct matrix *m = &sheet->placed.at[0].to_sheet;
		assert_int_equal(sheet->width, A5_WIDTH);
		assert_int_equal(sheet->placed.count, 1);
		assert_int_equal(sheet->placed.at[0].page, i);
		assert_true(m->a == 1000 && m->d == 1000 && !m->b && !m->c &&
			    !m->e && !m->f);
	}
	impose_one_up(0, A5_WIDTH, A5_HEIGHT, &arena, &sheets);
	assert_int_equal(sheets.list.count, 0);
}

static void dump_is_readable(void **state)
{
	(void)state;
	how = (struct imposition){.sheet_width = 20500, .sheet_height = 20000,
				  .flips_long_edge = true, .has_marks = true};
	struct sheets sheets;
	sheets = impose(&how, 3, LENGTH_PT(10), LENGTH_PT(14), &arena);
	struct buf out;
	buf_init(&out, &arena, BUF_NO_MAXIMUM);
	sheets_dump(&sheets, &out);
	assert_string_equal(arena_cstring(&arena, buf_str(&out)),
		"blanks 1\n"
		"side 1 20.5x20\n"
		"  page 1 at 10.25,3\n"
		"  fold 10.25,0 10.25,1.5 thickness=0.25\n"
		"  fold 10.25,18.5 10.25,20 thickness=0.25\n"
		"  mark 0.25,0 0.25,1.5 thickness=0.25\n"
		"  mark 0.25,18.5 0.25,20 thickness=0.25\n"
		"  mark 20.25,0 20.25,1.5 thickness=0.25\n"
		"  mark 20.25,18.5 20.25,20 thickness=0.25\n"
		"side 2 20.5x20\n"
		"  page 3 at 10.25,17 turned\n"
		"  page 2 at 20.25,17 turned\n"
		"  fold 10.25,20 10.25,18.5 thickness=0.25\n"
		"  fold 10.25,1.5 10.25,0 thickness=0.25\n"
		"  mark 20.25,20 20.25,18.5 thickness=0.25\n"
		"  mark 20.25,1.5 20.25,0 thickness=0.25\n"
		"  mark 0.25,20 0.25,18.5 thickness=0.25\n"
		"  mark 0.25,1.5 0.25,0 thickness=0.25\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(saddle),
		TEST(saddle_of_64),
		TEST(blanks_come_last),
		TEST(right_bound_is_mirrored),
		TEST(signatures),
		TEST(cut_and_stacked),
		TEST(fold_stays_in_the_middle),
		TEST(backs_fall_behind_fronts),
		TEST(long_edge_turns_backs),
		TEST(creep_grows_inwards),
		TEST(creep_has_a_limit),
		TEST(too_large_is_scaled),
		TEST(small_pages_keep_their_size),
		TEST(marks_stay_outside),
		TEST(signatures_make_stairs),
		TEST(one_up),
		TEST(dump_is_readable),
	};
	return cmocka_run_group_tests_name("impose", tests, NULL, NULL);
}
