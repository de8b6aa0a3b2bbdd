/* Whatever the binding, the paper and the number of pages: each page is
 * placed once, folios on a folded sheet sum up, and the two sides of a leaf
 * lie on each other.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "impose/impose.h"
#include "tests/property/seed.h"

#include "base/banned.h"

struct round {
	struct imposition how;
	size_t page_count;
	length width, height;
	struct sheets sheets;
};

static struct round any_round(struct seed *seed, struct arena *a)
{
	struct round round = {
		.how = {
			.binding = (enum binding)seed_below(seed, 3),
			.sheet_width = LENGTH_MM(200) +
				       (length)seed_below(seed, 900000),
			.sheet_height = LENGTH_MM(140) +
					(length)seed_below(seed, 600000),
			.sheets_per_signature = (int)seed_below(seed, 10),
			.flips_long_edge = seed_below(seed, 2),
			.binds_right = seed_below(seed, 2),
			.paper_thickness = (length)seed_below(seed, 600),
			.has_marks = seed_below(seed, 2),
		},
		.page_count = seed_below(seed, 300),
		.width = LENGTH_MM(90) + (length)seed_below(seed, 400000),
		.height = LENGTH_MM(120) + (length)seed_below(seed, 500000),
	};
	round.sheets = impose(&round.how, round.page_count, round.width,
			      round.height, a);
	return round;
}

static void each(const char *name, void (*holds)(struct round *, struct arena *))
{
	struct seed seed = seed_start(name);
	struct arena a;
	arena_init(&a);
	for (size_t left = seed_rounds(500); left > 0; left--) {
		struct arena_mark mark = arena_mark(&a);
		struct round round = any_round(&seed, &a);
		holds(&round, &a);
		arena_rewind(&a, mark);
	}
	arena_free(&a);
}

static void pages_are_placed_once(struct round *round, struct arena *a)
{
	bool *is_placed = arena_array(a, bool, round->page_count + 1);
	size_t count = 0;
	assert_int_equal(round->sheets.list.count % 2, 0);
	for (size_t i = 0; i < round->sheets.list.count; i++) {
		const struct sheet *side = &round->sheets.list.at[i];
		assert_in_range(side->placed.count, 0, 2);
		for (size_t j = 0; j < side->placed.count; j++) {
			uint32_t page = side->placed.at[j].page;
			assert_in_range(page, 0, round->page_count - 1);
			assert_false(is_placed[page]);
			is_placed[page] = true;
			count++;
		}
	}
	assert_int_equal(count, round->page_count);
	assert_int_equal(count + round->sheets.blank_count,
			 2 * round->sheets.list.count);
}

/* Within a gathering, which begins where the sums change. */
static void folios_sum_up(struct round *round, struct arena *a)
{
	(void)a;
	if (round->how.binding == BINDING_CUT_AND_STACK)
		return;
	uint32_t before = 0, sum = 0;
	for (size_t i = 0; i < round->sheets.list.count; i++) {
		const struct sheet *side = &round->sheets.list.at[i];
		if (side->placed.count < 2)
			continue;
		uint32_t found = side->placed.at[0].page +
				 side->placed.at[1].page + 2;
		if (found != sum) {
			assert_true(found > sum);
			before += sum ? sum - 1 - before : 0;
			sum = found;
		}
		assert_int_equal((sum - 1 - 2 * before) % 4, 0);
	}
	uint32_t padded = (uint32_t)round->page_count +
			  round->sheets.blank_count;
	if (round->how.binding == BINDING_SADDLE && sum)
		assert_int_equal(sum, padded + 1);
}

/* The left edge of a page as the reader will see it, once a turned side has
 * been turned again. */
static length left_edge(const struct round *round, const struct placed *placed)
{
	const struct matrix *m = &placed->to_sheet;
	return m->a < 0 ? round->how.sheet_width - m->e : m->e;
}

static const struct placed *find_page(const struct sheet *side, uint32_t page)
{
	for (size_t i = 0; i < side->placed.count; i++)
		if (side->placed.at[i].page == page)
			return &side->placed.at[i];
	return NULL;
}

static void leaves_have_two_sides(struct round *round, struct arena *a)
{
	(void)a;
	for (size_t i = 0; i < round->sheets.list.count; i += 2) {
		const struct sheet *front = &round->sheets.list.at[i];
		for (size_t j = 0; j < front->placed.count; j++) {
			const struct placed *page = &front->placed.at[j];
			uint32_t other = page->page ^ 1;
			if (other >= round->page_count)
				continue;
			const struct placed *behind = find_page(front + 1,
								other);
			assert_non_null(behind);
			length width = length_scale(
				round->width, page->to_sheet.a, 1000);
			length seen = left_edge(round, page) + width +
				      left_edge(round, behind);
			assert_in_range(seen, round->how.sheet_width - 1,
					round->how.sheet_width);
		}
	}
}

static void pages_fit_the_sheet(struct round *round, struct arena *a)
{
	(void)a;
	const struct imposition *how = &round->how;
	for (size_t i = 0; i < round->sheets.list.count; i++) {
		const struct sheet *side = &round->sheets.list.at[i];
		for (size_t j = 0; j < side->placed.count; j++) {
			const struct matrix *m = &side->placed.at[j].to_sheet;
			int32_t scale = m->a < 0 ? -m->a : m->a;
			assert_int_equal(m->a, m->d);
			assert_in_range(scale, 1, 1000);
			int64_t x = m->a < 0 ? how->sheet_width - m->e : m->e;
			int64_t y = m->d < 0 ? how->sheet_height - m->f : m->f;
			int64_t width = (int64_t)round->width * scale / 1000;
			int64_t height = (int64_t)round->height * scale / 1000;
			assert_true(x >= -LENGTH_MM(1));
			assert_true(y >= -LENGTH_MM(1));
			assert_true(x + width <= how->sheet_width + LENGTH_MM(1));
			assert_true(y + height <= how->sheet_height + LENGTH_MM(1));
		}
	}
}

static void marks_lie_on_the_sheet(struct round *round, struct arena *a)
{
	(void)a;
	for (size_t i = 0; i < round->sheets.list.count; i++) {
		const struct sheet *side = &round->sheets.list.at[i];
		assert_true(round->how.has_marks || side->marks.count == 0);
		for (size_t j = 0; j < side->marks.count; j++) {
			const struct mark *mark = &side->marks.at[j];
			assert_in_range(mark->x1, 0, side->width);
			assert_in_range(mark->x2, 0, side->width);
			assert_in_range(mark->y1, 0, side->height);
			assert_in_range(mark->y2, 0, side->height);
		}
	}
}

#define PROPERTY(name)                                                         \
	static void test_##name(void **state)                                  \
	{                                                                      \
		(void)state;                                                   \
		each(#name, name);                                             \
	}
PROPERTY(pages_are_placed_once)
PROPERTY(folios_sum_up)
PROPERTY(leaves_have_two_sides)
PROPERTY(pages_fit_the_sheet)
PROPERTY(marks_lie_on_the_sheet)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pages_are_placed_once),
		cmocka_unit_test(test_folios_sum_up),
		cmocka_unit_test(test_leaves_have_two_sides),
		cmocka_unit_test(test_pages_fit_the_sheet),
		cmocka_unit_test(test_marks_lie_on_the_sheet),
	};
	return cmocka_run_group_tests_name("impose", tests, NULL, NULL);
}
