/* Page streams are read back by a small interpreter that moves its pen as the
 * PDF standard says.
 */
#include "pdf_fixture.h"

enum { MOST_SHOWN = 4096 };

struct shown {
	double x, y;
	unsigned code;
};
struct machine {
	struct shown at[MOST_SHOWN];
	size_t count;
	double line_x, line_y, pen, size, spacing;
	double operands[8];
	size_t operand_count;
	int marks;                    /* BMC and BDC not yet closed */
};

static void show_string(struct machine *m, str s, size_t *at,
			const struct face *face)
{
	unsigned bytes[2];
	size_t have = 0;
	for (++*at; s.text[*at] != ')'; ++*at) {
		unsigned byte = (unsigned char)s.text[*at];
		if (byte == '\\') {
			byte = (unsigned char)s.text[++*at];
			byte = byte == 'r' ? '\r' : byte;
		}
		bytes[have++] = byte;
		if (have < 2)
			continue;
		unsigned code = bytes[0] << 8 | bytes[1];
		assert_true(m->count < MOST_SHOWN);
		m->at[m->count++] = (struct shown){
			m->line_x + m->pen, m->line_y, code};
		m->pen += font_advance(face, (uint16_t)code) / 1000.0 *
			  m->size + m->spacing;
		have = 0;
	}
	assert_int_equal(have, 0);
	++*at;
}

static void operate(struct machine *m, str operator)
{
	const double *operand = m->operands;
	if (str_equal(operator, STR("Tf"))) {
		m->size = operand[m->operand_count - 1];
	} else if (str_equal(operator, STR("Tc"))) {
		m->spacing = operand[0];
	} else if (str_equal(operator, STR("Td"))) {
		m->line_x += operand[0];
		m->line_y += operand[1];
		m->pen = 0;
	} else if (str_equal(operator, STR("BT"))) {
		m->line_x = m->line_y = m->pen = 0;
	} else if (str_equal(operator, STR("BMC")) ||
		   str_ends(operator, STR("BDC"))) {
		m->marks++;
	} else if (str_equal(operator, STR("EMC"))) {
		assert_true(m->marks-- > 0);
	}
	m->operand_count = 0;
}

static struct machine *run(struct fixture *f, str s)
{
	struct machine *m = arena_new(&f->arena, struct machine);
	bool in_array = false;
	for (size_t at = 0; at < s.len;) {
		if (s.text[at] == '(') {
			show_string(m, s, &at, f->faces.at[0]);
			continue;
		}
		size_t from = at;
		while (at < s.len && !strchr(" \n[]()", s.text[at]))
			at++;
		str word = str_cut(s, from, at);
		if (word.len && strchr("0123456789-.", word.text[0])) {
			double number = strtod(
				arena_cstring(&f->arena, word), NULL);
			if (in_array)
				m->pen -= number / 1000 * m->size;
			else
				m->operands[m->operand_count++ % 8] = number;
		} else if (word.len && word.text[0] != '/') {
			operate(m, word);
		} else if (str_ends(word, STR("BDC"))) {
			operate(m, word);
		}
		if (at < s.len && (s.text[at] == '[' || s.text[at] == ']'))
			in_array = s.text[at] == '[';
		if (at < s.len && s.text[at] != '(')
			at++;
	}
	assert_int_equal(m->marks, 0);
	return m;
}

/* --- pages --- */

static void writes_an_even_line_plainly(void **state)
{
	struct fixture *f = *state;
	struct pages pages = {0};
	add_squares(f, add_page(f, &pages, "1"), 20000, 50000, 5);
	str s = write_page(f, &pages, 0);
	assert_true(str_equal(s, STR("BT\n/F0 10.5 Tf\n20 350 Td\n"
			      "[(\0\1\0\1\0\1\0\1\0\1)]TJ\nET\n")));
}

static void writes_an_even_stretch_once(void **state)
{
	struct fixture *f = *state;
	struct pages pages = {0};
	struct page *page = add_page(f, &pages, "1");
	struct item *item = add_squares(f, page, 0, 50000, 20);
	for (int i = 0; i < 20; i++)
		item->as.glyphs.at[i].x += 137 * i;
	str s = write_page(f, &pages, 0);
	assert_true(str_contains(s, STR("0.1370 Tc\n")));
	assert_false(str_contains(s, STR(")-")));
}

/* Wherever the glyphs are wanted, they stand there, to half a thousandth of
 * the em. */
static void places_each_glyph(void **state)
{
	struct fixture *f = *state;
	uint32_t seed = 88172645u;
	for (int round = 0; round < 200; round++) {
		struct pages pages = {0};
		struct page *page = add_page(f, &pages, "1");
		struct item *item = add_squares(f, page, 31234, 77777, 60);
		struct glyphs *glyphs = &item->as.glyphs;
		glyphs->size = 7000 + (length)(seed % 9000);
		length x = 0, stretch = (length)(seed >> 8 & 1023) - 300;
		for (uint32_t i = 0; i < glyphs->count; i++) {
			seed ^= seed << 13, seed ^= seed >> 17;
			seed ^= seed << 5;
			glyphs->at[i].x = x;
			glyphs->at[i].id = seed >> 28 == 0 ? 0 : 1;
			x += font_advance(f->faces.at[0], glyphs->at[i].id) *
			     glyphs->size / 1000;
			x += round % 3 == 0 ? (length)(seed >> 9 & 4095) - 2000
			     : stretch + (length)(seed >> 11 & 1);
		}
		struct machine *m = run(f, write_page(f, &pages, 0));
		assert_int_equal(m->count, glyphs->count);
		for (uint32_t i = 0; i < glyphs->count; i++) {
			double wrong = m->at[i].x -
				(glyphs->x + glyphs->at[i].x) / 1000.0;
			double most = glyphs->size / 2.0e6 + 1e-6;
			assert_true(wrong <= most && wrong >= -most);
			assert_int_equal(m->at[i].code, glyphs->at[i].id);
		}
	}
}

static void says_what_codes_do_not(void **state)
{
	struct fixture *f = *state;
	struct pages pages = {0};
	struct page *page = add_page(f, &pages, "1");
	add_squares(f, page, 0, 50000, 2);
	/* The same glyph for another character, among its own. */
	struct item *other = add_run(f, page, 0, 70000, STR("一𠮷一"));
	other->as.glyphs.count = 3;
	other->as.glyphs.at[0] = (struct glyph){0, 1, 3};
	other->as.glyphs.at[1] = (struct glyph){10500, 1, 4};
	other->as.glyphs.at[2] = (struct glyph){21000, 1, 3};
	str s = write_page(f, &pages, 0);
	assert_true(str_contains(s, STR(
		"/Span<</ActualText<FEFFD842DFB7>>>BDC\n")));
	struct machine *m = run(f, s);
	assert_int_equal(m->count, 5);
	/* Two glyphs for one cluster: both inside, said once. */
	struct item *pair = add_run(f, page, 0, 90000, STR("——"));
	pair->as.glyphs.count = 2;
	pair->as.glyphs.at[0] = (struct glyph){0, 1, 6};
	pair->as.glyphs.at[1] = (struct glyph){10500, 1, 0};
	s = write_page(f, &pages, 0);
	assert_true(str_contains(s, STR(
		"<FEFF20142014>>>BDC\n[(\0\1\0\1)]TJ\nEMC\n")));
}

/* Punctuation set into the width of the one before: said as one piece, for
 * readers that rebuild lines from widths. */
static void says_squeezed_pairs_together(void **state)
{
	struct fixture *f = *state;
	struct pages pages = {0};
	struct page *page = add_page(f, &pages, "1");
	struct glyph *at = add_squares(f, page, 0, 50000, 5)->as.glyphs.at;
	for (int i = 2; i < 5; i++)
		at[i].x -= 5250;
	str s = write_page(f, &pages, 0);
	assert_true(str_contains(s, STR(
		"[(\0\1)]TJ\n/Span<</ActualText<FEFF4E004E00>>>BDC\n"
		"[(\0\1)500(\0\1)]TJ\nEMC\n[(\0\1\0\1)]TJ\n")));
}

static void marks_artifacts_and_draws(void **state)
{
	struct fixture *f = *state;
	struct pages pages = {0};
	struct page *page = add_page(f, &pages, "1");
	add_squares(f, page, 0, 50000, 2)->as.glyphs.is_artifact = true;
	add_squares(f, page, 0, 60000, 2);
	struct item rule = {.kind = ITEM_RULE, .box = {1000, 2000, 3000, 500}};
	rule.as.rule.grey = 500;
	list_push(&f->arena, &page->items, rule);
	struct item image = {.kind = ITEM_IMAGE,
			     .box = {10000, 20000, 30000, 40000}};
	list_push(&f->arena, &page->items, image);
	str s = write_page(f, &pages, 0);
	assert_true(str_starts(s, STR("/Artifact BMC\nBT\n")));
	assert_true(str_contains(s, STR("ET\nEMC\nBT\n")));
	assert_true(str_contains(s, STR("0.5 g\n1 397.5 3 0.5 re f\n")));
	assert_true(str_contains(s, STR("q 30 0 0 40 10 340 cm /I0 Do Q\n")));
	run(f, s);
	struct pages empty = {0};
	add_page(f, &empty, "");
	assert_int_equal(write_page(f, &empty, 0).len, 0);
}

/* A wave of 12 pt by 2 pt has four halves of 3 pt, its crests on the edges
 * of the box; one that runs down has its axes turned. */
static void draws_waves(void **state)
{
	struct fixture *f = *state;
	struct pages pages = {0};
	struct page *page = add_page(f, &pages, "1");
	struct item wave = {.kind = ITEM_RULE, .box = {10000, 20000, 12000,
						       2000}};
	wave.as.rule.is_wavy = true;
	list_push(&f->arena, &page->items, wave);
	wave.box = (struct box){10000, 20000, 2000, 12000};
	list_push(&f->arena, &page->items, wave);
	str s = write_page(f, &pages, 0);
	assert_true(str_contains(s, STR(
		"q 0 G 0.5 w 1 0 0 1 10 379 cm 0 0 m\n"
		"1.092 -1 1.908 -1 3 0 c\n4.092 1 4.908 1 6 0 c\n")));
	assert_true(str_contains(s, STR("w 0 -1 1 0 11 380 cm 0 0 m\n")));
	assert_true(str_contains(s, STR("12 0 c\nS Q\n")));
	run(f, s);
}

/* A line that runs down: its matrix is said once, later runs move along it,
 * and what stands upright comes from a font of its own. */
static void turns_lines(void **state)
{
	struct fixture *f = *state;
	struct pages pages = {0};
	struct page *page = add_page(f, &pages, "1");
	static const enum glyph_turn turns[] = {
		GLYPHS_TURNED, GLYPHS_STACKED, GLYPHS_COMBINED};
	for (int i = 0; i < 3; i++) {
		struct item *item = add_squares(f, page, 200000,
						50000 + 30000 * i, 2);
		item->as.glyphs.turn = turns[i];
	}
	str s = write_page(f, &pages, 0);
	assert_true(str_contains(s, STR("/F0 10.5 Tf\n0 -1 1 0 200 350 Tm\n")));
	assert_true(str_contains(s, STR("/U0 10.5 Tf\n30 0 Td\n")));
	/* Shape 1 is the square alone, shape 2 two of them as one. */
	assert_true(str_contains(s, STR("[(\0\1\0\1)]TJ\n30 0 Td\n")));
	assert_true(str_contains(s, STR("[(\0\2)]TJ\n")));
}

/* A dot or number in the margin that says nothing takes no glyph's meaning
 * from the text behind it. */
static void silence_comes_last(void **state)
{
	struct fixture *f = *state;
	struct pages pages = {0};
	struct page *page = add_page(f, &pages, "1");
	struct item *silent = add_squares(f, page, 0, 50000, 1);
	silent->as.glyphs.is_artifact = true;
	silent->as.glyphs.text = STR_NONE;
	silent->as.glyphs.at[0].bytes = 0;
	add_squares(f, page, 0, 70000, 1);
	str s = write_page(f, &pages, 0);
	assert_true(str_contains(s, STR("/ActualText<FEFF>>>BDC")));
	assert_false(str_contains(s, STR("/ActualText<FEFF4E00>")));
}

static void escapes_codes(void **state)
{
	struct fixture *f = *state;
	struct pages pages = {0};
	struct page *page = add_page(f, &pages, "1");
	struct item *item = add_squares(f, page, 0, 50000, 4);
	static const uint16_t codes[] = {0x2829, 0x5C0D, 0x0A00, 0x0D28};
	for (int i = 0; i < 4; i++) {
		item->as.glyphs.at[i].id = codes[i];
		item->as.glyphs.at[i].x = 0;
	}
	struct machine *m = run(f, write_page(f, &pages, 0));
	assert_int_equal(m->count, 4);
	for (int i = 0; i < 4; i++)
		assert_int_equal(m->at[i].code, codes[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_an_even_line_plainly),
		cmocka_unit_test(turns_lines),
		cmocka_unit_test(silence_comes_last),
		cmocka_unit_test(writes_an_even_stretch_once),
		cmocka_unit_test(places_each_glyph),
		cmocka_unit_test(says_what_codes_do_not),
		cmocka_unit_test(says_squeezed_pairs_together),
		cmocka_unit_test(marks_artifacts_and_draws),
		cmocka_unit_test(draws_waves),
		cmocka_unit_test(escapes_codes),
	};
	return cmocka_run_group_tests_name("pdf_pages", tests, set_up, tear_down);
}
