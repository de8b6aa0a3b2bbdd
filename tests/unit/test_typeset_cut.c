/* Where pages end: headings that do not stand last, lines that stand on one
 * grid, full pages, and the cut against every cut there is.
 */
#include "page_bench.h"
#include "base/banned.h"

static void a_heading_is_never_last_on_its_page(void **state)
{
	(void)state;
	/* However far down the page it comes: two lines after it. */
	for (int before = 1; before <= 24; before++) {
		struct bench b;
		open_bench(&b, 10);
		add_chapter(&b, "");
		fill_lines(&b, before);
		struct block *heading = push_heading(&b, 1, "题目");
		fill_lines(&b, 8);
		struct set_chapter *set = set_last(&b);
		const struct set_heading *at = heading_of(set, heading);
		const struct page *page = &set->pages.at[at->page];
		int after = baseline_count(page, at->y + 3 * PITCH - 1,
					   INT32_MAX);
		assert_true(after >= 2);
		close_bench(&b);
	}
}

static void headings_in_a_row_move_together(void **state)
{
	(void)state;
	for (int before = 1; before <= 12; before++) {
		struct bench b;
		open_bench(&b, 12);
		add_chapter(&b, "");
		fill_lines(&b, before);
		struct block *h[3];
		for (int i = 0; i < 3; i++)
			h[i] = push_heading(&b, i + 1, "题目");
		fill_lines(&b, 9);
		struct set_chapter *set = set_last(&b);
		uint32_t page = heading_of(set, h[0])->page;
		assert_int_equal(heading_of(set, h[1])->page, page);
		assert_int_equal(heading_of(set, h[2])->page, page);
		close_bench(&b);
	}
}

static void sections_of_one_line_keep_their_headings(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 10);
	add_chapter(&b, "题");
	struct block *headings[30];
	for (int i = 0; i < 30; i++) {
		headings[i] = push_heading(&b, 3, "题目");
		fill_lines(&b, 1);
	}
	struct set_chapter *set = set_last(&b);
	for (int i = 0; i < 30; i++) {
		const struct set_heading *at = heading_of(set, headings[i]);
		length y = at->y + PITCH;
		assert_true(last_baseline(&set->pages.at[at->page]) > y);
	}
	close_bench(&b);
}

static void a_chapter_never_ends_in_a_page_of_one_line(void **state)
{
	(void)state;
	for (int lines = 11; lines <= 23; lines++) {
		struct bench b;
		open_bench(&b, 10);
		add_chapter(&b, "");
		for (int i = 0; i < lines / 3; i++)
			fill_lines(&b, 3);
		if (lines % 3)
			fill_lines(&b, lines % 3);
		struct set_chapter *set = set_last(&b);
		size_t last = set->pages.count - 1;
		assert_true(last >= 1);
		assert_true(text_lines(&set->pages.at[last]) >= 2);
		close_bench(&b);
	}
}

static void every_line_stands_on_the_grid(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 10);
	add_chapter(&b, "题");
	for (int i = 1; i < 9; i++) {
		fill_lines(&b, i);
		if (i % 3 == 0)
			push_heading(&b, i % 4, "一个不太短的题目在此");
		struct block *quote = add_block(&b, NULL, BLOCK_QUOTE, NULL);
		add_block(&b, quote, BLOCK_PARAGRAPH, han(&b, 30));
	}
	struct set_chapter *set = set_last(&b);
	length first = grid_baseline(&b.layout, 0);
	int seen = 0;
	for (size_t p = 0; p < set->pages.count; p++) {
		const struct page *page = &set->pages.at[p];
		for (size_t i = 0; i < page->items.count; i++) {
			const struct item *item = &page->items.at[i];
			if (item->kind != ITEM_GLYPHS ||
			    item->as.glyphs.size != EM)
				continue;
			assert_int_equal((item->as.glyphs.y - first) % PITCH,
					 0);
			seen++;
		}
		assert_true(last_baseline(page) <=
			    grid_baseline(&b.layout, 9));
	}
	assert_true(seen > 40);
	close_bench(&b);
}

static void full_pages_end_on_the_last_line(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 10);
	add_chapter(&b, "");
	for (int i = 0; i < 12; i++)
		fill_lines(&b, 5);
	struct set_chapter *set = set_last(&b);
	assert_int_equal(set->pages.count, 6);
	for (size_t i = 0; i < set->pages.count; i++)
		assert_int_equal(last_baseline(&set->pages.at[i]),
				 grid_baseline(&b.layout, 9));
	close_bench(&b);
}

/* --- the cut against every cut there is ----------------------------------- */

struct small {
	struct arena arena;
	struct setter setter;
	struct layout layout;
	struct galley galley;
};

static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static void make_small(struct small *s, uint32_t seed, int count)
{
	*s = (struct small){0};
	s->layout = (struct layout){.lines_per_page = 4, .pitch = PITCH,
				    .body_size = EM};
	s->setter = (struct setter){.layout = &s->layout,
				    .arena = &s->arena};
	struct galley *g = &s->galley;
	*g = (struct galley){.setter = &s->setter, .capacity = 4 * QUARTERS,
			     .note_quarters = 3, .note_gap = 3};
	for (int i = 0; i < count; i++) {
		uint32_t dice = next_random(&seed) % 16;
		struct strip strip = {.kind = STRIP_LINE,
				      .quarters = QUARTERS};
		if (dice == 0 && i > 0)
			strip.kind = STRIP_BLANK;
		if (dice == 1)
			strip.kind = STRIP_GROUP, strip.quarters = 8;
		if (dice == 2)
			strip.note_lines = 1 + next_random(&seed) % 2;
		strip.break_cost = (int)(next_random(&seed) % 4) * 110;
		if (strip.kind == STRIP_BLANK || dice == 5)
			strip.break_cost = BREAK_FORBIDDEN;
		list_push(&s->arena, &g->strips, strip);
	}
	g->strip_count = (uint32_t)g->strips.count;
}

/* The price of the page [from, to); -1: too much for a page. */
static int64_t page_price(const struct galley *g, int from, int to,
			  bool is_last)
{
	int used = 0, ink = 0, notes = 0;
	for (int i = from; i < to; i++) {
		const struct strip *strip = &g->strips.at[i];
		used += cut_strip_quarters(g, strip, ink == 0, used);
		if (strip->kind == STRIP_BLANK) {
			int most = g->capacity - galley_note_area(g, notes);
			used = used < most ? used : most;
			continue;
		}
		ink = used;
		notes += (int)strip->note_lines;
		if (used + galley_note_area(g, notes) > g->capacity)
			return -1;
	}
	if (ink == 0)
		return -1;
	if (is_last)
		return from > 0 ? cut_last_page_cost(g, ink) : 0;
	return cut_foot_cost(g, ink, notes);
}

static int64_t cheapest_by_hand(const struct galley *g)
{
	int64_t best[32];
	int count = (int)g->strip_count;
	best[0] = 0;
	for (int to = 1; to <= count; to++) {
		best[to] = -1;
		if (to < count &&
		    g->strips.at[to].break_cost >= BREAK_FORBIDDEN)
			continue;
		for (int from = 0; from < to; from++) {
			int64_t price = page_price(g, from, to, to == count);
			if (best[from] < 0 || price < 0)
				continue;
			int64_t total = best[from] + price;
			if (to < count)
				total += g->strips.at[to].break_cost;
			if (best[to] < 0 || total < best[to])
				best[to] = total;
		}
	}
	return best[count];
}

static void the_cut_is_the_cheapest(void **state)
{
	(void)state;
	int compared = 0;
	for (uint32_t seed = 1; seed <= 3000; seed++) {
		struct small s;
		make_small(&s, seed, 4 + (int)(seed % 11));
		int64_t wanted = cheapest_by_hand(&s.galley);
		struct cut_pages cuts;
		cut_once(&s.galley, &s.arena, &cuts);
		size_t strips = 0;
		for (size_t i = 0; i < cuts.list.count; i++)
			strips += cuts.list.at[i].count;
		assert_int_equal(strips, s.galley.strip_count);
		if (wanted >= 0 && cuts.cost < BREAK_FORBIDDEN) {
			assert_int_equal(cuts.cost, wanted);
			compared++;
		}
		arena_free(&s.arena);
	}
	assert_true(compared > 2000);
}

/* --- bad neighbours ------------------------------------------------------ */

static void odd_books_are_set_all_the_same(void **state)
{
	(void)state;
	for (int lines = 1; lines <= 4; lines++) {
		struct bench b;
		open_bench(&b, lines);
		b.layout.characters_per_line = lines == 2 ? 20 : lines;
		add_chapter(&b, han(&b, 200));
		b.chapter->author = str_of(han(&b, 90));
		b.chapter->summary = str_of(han(&b, 300));
		for (int i = 0; i < 60; i++)
			push_heading(&b, 1 + i % 4, han(&b, i));
		add_note(&b, fill_lines(&b, 2), 600);
		struct asset thin = {.bytes = STR("x"), .width = 1,
				     .height = 4000000000u};
		add_block(&b, NULL, BLOCK_FIGURE, NULL)->as.figure.asset =
			&thin;
		add_block(&b, NULL, BLOCK_FIGURE, NULL);
		struct block *table = add_block(&b, NULL, BLOCK_TABLE, NULL);
		struct block *row = add_block(&b, table, BLOCK_ROW, NULL);
		for (int i = 0; i < 60; i++) {
			struct block *cell = add_block(&b, row, BLOCK_CELL,
						       han(&b, 9));
			cell->as.cell.columns = i == 3 ? 1000000 : 1;
			cell->as.cell.rows = i == 4 ? 1000000 : 1;
			cell->as.cell.is_header = i % 2;
		}
		struct block *inner = NULL;
		for (int i = 0; i < 80; i++)
			inner = add_block(&b, inner, i % 2 ? BLOCK_QUOTE
					  : BLOCK_EXAMPLE, NULL);
		add_block(&b, inner, BLOCK_PARAGRAPH, han(&b, 50));
		add_block(&b, NULL, BLOCK_LIST, NULL);
		struct set_chapter *set = set_last(&b);
		assert_true(set->pages.count > 10);
		join_all(&b);
		close_bench(&b);
	}
}

static void an_empty_chapter_is_a_page(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, 10);
	add_chapter(&b, "有题无文");
	assert_int_equal(set_last(&b)->pages.count, 1);
	add_chapter(&b, "");
	set_last(&b);
	add_chapter(&b, "上编")->role = CHAPTER_PART;
	assert_int_equal(set_last(&b)->pages.count, 1);
	b.book.contents_depth = 3;
	join_all(&b);
	assert_int_equal(b.print.first_page[2] % 2, 0);
	close_bench(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_heading_is_never_last_on_its_page),
		cmocka_unit_test(headings_in_a_row_move_together),
		cmocka_unit_test(sections_of_one_line_keep_their_headings),
		cmocka_unit_test(a_chapter_never_ends_in_a_page_of_one_line),
		cmocka_unit_test(every_line_stands_on_the_grid),
		cmocka_unit_test(full_pages_end_on_the_last_line),
		cmocka_unit_test(the_cut_is_the_cheapest),
		cmocka_unit_test(odd_books_are_set_all_the_same),
		cmocka_unit_test(an_empty_chapter_is_a_page),
	};
	return cmocka_run_group_tests_name("typeset_cut", tests, NULL, NULL);
}
