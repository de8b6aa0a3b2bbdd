/* The font room: finding, refusing, measuring, shaping, cutting. What needs
 * a Chinese face is skipped where none is installed; what must be refused is
 * a font of one square, made here byte by byte.
 */
#include "base/buf.h"
#include "font_fixture.h"

#include "base/banned.h"

static enum message refused(struct fixture *f, str bytes)
{
	size_t before = f->diag.findings.count;
	assert_null(open_bytes(f, bytes));
	assert_int_equal(f->diag.findings.count, before + 1);
	return f->diag.findings.at[before].message;
}

static void refuses_what_cannot_be_embedded(void **state)
{
	struct fixture *f = *state;
	struct arena *a = &f->arena;
	assert_int_equal(refused(f, STR("")), MSG_FONT_UNREADABLE);
	assert_int_equal(refused(f, STR("not a font at all")),
			 MSG_FONT_UNREADABLE);
	assert_int_equal(refused(f, make_square(a, "glyf", 0x0002)),
			 MSG_FONT_FORBIDS_EMBEDDING);
	assert_int_equal(refused(f, make_square(a, "glyf", 0x0100)),
			 MSG_FONT_FORBIDS_EMBEDDING);
	assert_int_equal(refused(f, make_square(a, "glyf", 0x0208)),
			 MSG_FONT_FORBIDS_EMBEDDING);
	assert_int_equal(refused(f, make_square(a, "CFF2", 0)),
			 MSG_FONT_VARIABLE);
	assert_int_equal(refused(f, make_square(a, "CBDT", 0)),
			 MSG_FONT_WITHOUT_OUTLINES);
	assert_int_equal(refused(f, make_square(a, "CFF ", 0)),
			 MSG_FONT_WITHOUT_OUTLINES);
}

/* A collection's fonts are counted from 0, and each is judged alone. */
static void opens_one_of_a_collection(void **state)
{
	struct fixture *f = *state;
	str both = make_collection(&f->arena,
		make_square(&f->arena, "glyf", 0x0002),
		make_square(&f->arena, "glyf", 0));
	size_t before = f->diag.findings.count;
	assert_null(open_number(f, both, 0));
	assert_int_equal(f->diag.findings.at[before].message,
			 MSG_FONT_FORBIDS_EMBEDDING);
	struct face *face = open_number(f, both, 1);
	assert_non_null(face);
	assert_int_equal(font_advance(face, font_glyph(face, 0x4E00)), 1000);
	font_close(face);
	assert_null(open_number(f, both, 2));
	assert_int_equal(f->diag.findings.at[before + 1].message,
			 MSG_FONT_INDEX);
}

static void measures_a_square(void **state)
{
	struct fixture *f = *state;
	struct face *face = open_bytes(f, make_square(&f->arena, "glyf", 8));
	assert_non_null(face);
	assert_int_equal(font_glyph(face, 0x4E00), 1);
	assert_int_equal(font_glyph(face, 0x4E00), 1);
	assert_int_equal(font_glyph(face, 0x4E01), 0);
	assert_int_equal(font_glyph(face, 0x20000), 0);
	assert_int_equal(font_glyph(face, 0xFFFFFFFF), 0);
	assert_int_equal(font_advance(face, 1), 1000);
	assert_int_equal(font_advance(face, 0), 500);
	assert_int_equal(font_advance(face, 9), 0);
	struct font_ink ink;
	assert_false(font_ink(face, 0, &ink));
	assert_false(font_ink(face, 60000, &ink));
	assert_true(font_ink(face, 1, &ink));
	assert_int_equal(ink.x_min, 100);
	assert_int_equal(ink.x_max, 900);
	assert_int_equal(ink.y_min, 0);
	assert_int_equal(ink.y_max, 800);
	assert_int_equal(font_metrics(face).ascent, 880);
	assert_int_equal(font_metrics(face).descent, -120);
	assert_int_equal(font_code(face, 1), 1);
	font_close(face);
}

static void cuts_a_square(void **state)
{
	struct fixture *f = *state;
	struct face *face = open_bytes(f, make_square(&f->arena, "glyf", 8));
	static uint8_t glyphs[8192];
	glyphs[0] = 2;
	struct font_program program;
	assert_true(font_subset(face, glyphs, &f->arena, &f->diag, &program));
	assert_int_equal(program.kind, FONT_PROGRAM_TRUETYPE);
	assert_true(program.bytes.len > 100);
	assert_int_equal(program.code_to_glyph.len, 4);
	assert_memory_equal(program.code_to_glyph.text, "\0\0\0\1", 4);
	font_close(face);
}

static void check_square(const struct face *face, int advance, int right)
{
	struct font_ink ink;
	assert_int_equal(font_advance(face, 1), advance);
	assert_true(font_ink(face, 1, &ink));
	assert_int_equal(ink.x_max, right);
}

/* What is embedded is what was measured, and varies no more. */
static void check_instance(struct fixture *f, int weight, int advance,
			   int right)
{
	static uint8_t glyphs[8192], characters[0x110000 / 8];
	struct font_program program;
	str cut;
	struct face *face = open_weight(f, make_variable_square(&f->arena), 0,
					weight);
	assert_non_null(face);
	assert_true(font_is_variable(face));
	check_square(face, advance, right);
	glyphs[0] = 2;
	characters[0x4E00 / 8] = 1;
	assert_true(font_subset(face, glyphs, &f->arena, &f->diag, &program));
	assert_true(font_cut(face, characters, &f->arena, &f->diag, &cut));
	font_close(face);
	const str both[] = {program.bytes, cut};
	for (size_t i = 0; i < 2; i++) {
		face = open_bytes(f, both[i]);
		assert_non_null(face);
		assert_false(font_is_variable(face));
		check_square(face, advance, right);
		font_close(face);
	}
}

static void a_variable_font_is_one_weight(void **state)
{
	struct fixture *f = *state;
	check_instance(f, 0, 1000, 900);
	check_instance(f, WEIGHT_REGULAR, 1000, 900);
	check_instance(f, WEIGHT_BOLD, 1060, 960);
	check_instance(f, 100, 1000, 900);
	check_instance(f, 2000, 1100, 1000);
}

/* The square lies on its side, its middle at 380: its first point, which was
 * 100 from the left on the baseline, is 880 on and 20 below the line. */
static void turns_a_square(void **state)
{
	struct fixture *f = *state;
	struct face *face = open_bytes(f, make_square(&f->arena, "glyf", 8));
	const struct font_shape shapes[] = {{.count = 0},
		{{1}, 1}, {{1, 1}, 2}};
	struct font_program program;
	font_stand(face, shapes, 3, &f->arena, &program);
	assert_int_equal(program.kind, FONT_PROGRAM_CFF);
	assert_int_equal(program.code_to_glyph.len, 0);
	assert_memory_equal(program.bytes.text, "\1\0\4\4", 4);
	assert_true(str_contains(program.bytes, STR("AdobeIdentity")));
	/* 880 in two bytes, -20 in one; rmoveto. */
	assert_true(str_contains(program.bytes, STR("\xFA\x04w\x15")));
	font_close(face);
}

/* What a pen was told. */
struct strokes {
	int moves, lines, curves;
	int x_min, x_max, y_min, y_max;
};

static void touch(struct strokes *s, int x, int y)
{
	s->x_min = x < s->x_min ? x : s->x_min;
	s->x_max = x > s->x_max ? x : s->x_max;
	s->y_min = y < s->y_min ? y : s->y_min;
	s->y_max = y > s->y_max ? y : s->y_max;
}

static void count_move(void *context, int x, int y)
{
	struct strokes *s = context;
	s->moves++;
	touch(s, x, y);
}

static void count_line(void *context, int x, int y)
{
	struct strokes *s = context;
	s->lines++;
	touch(s, x, y);
}

static void count_curve(void *context, const int x[3], const int y[3])
{
	struct strokes *s = context;
	s->curves++;
	for (int i = 0; i < 3; i++)
		touch(s, x[i], y[i]);
}

static struct strokes draw(const struct face *face, uint16_t glyph)
{
	struct strokes s = {.x_min = 32767, .y_min = 32767,
			    .x_max = -32767, .y_max = -32767};
	const struct font_pen pen = {&s, count_move, count_line, count_curve};
	font_outline(face, glyph, &pen);
	return s;
}

/* Any damage: refused or opened, but never a crash. */
static void survives_damage(void **state)
{
	struct fixture *f = *state;
	const str fonts[] = {make_square(&f->arena, "glyf", 8),
			     make_variable_square(&f->arena)};
	uint32_t seed = 2463534242u;
	for (int round = 0; round < 600; round++) {
		str whole = fonts[round % 2];
		struct arena_mark mark = arena_mark(&f->arena);
		struct diag d;
		diag_init(&d, &f->arena);
		struct fixture scratch = {.diag = d};
		arena_init(&scratch.arena);
		str copy = arena_copy(&f->arena, whole);
		char *bytes = arena_take(&f->arena, copy.len);
		memcpy(bytes, copy.text, copy.len);
		for (int i = 0; i < 6; i++) {
			seed ^= seed << 13, seed ^= seed >> 17;
			seed ^= seed << 5;
			bytes[seed % copy.len] = (char)(seed >> 24);
		}
		struct face *face = open_bytes(
			&scratch, (str){bytes, copy.len});
		struct font_ink ink;
		if (face) {
			font_advance(face, font_glyph(face, 0x4E00));
			font_ink(face, 1, &ink);
			draw(face, 1);
		}
		font_close(face);
		arena_free(&scratch.arena);
		arena_rewind(&f->arena, mark);
	}
}

static void finds_by_role_and_language(void **state)
{
	struct fixture *f = *state;
	static const struct {
		const char *family;
		enum font_role role;
		const char *lang, *expected;
		bool is_substitute;
	} cases[] = {
		{"", FONT_BODY, "zh-Hans", "Noto Serif CJK SC", false},
		{"", FONT_BODY, "zh-Hant", "Noto Serif CJK TC", false},
		{"", FONT_BODY, "zh-Hant-HK", "Noto Serif CJK HK", false},
		{"", FONT_HEADING, "zh-TW", "Noto Sans CJK TC", false},
		{"", FONT_CODE, "", "Noto Sans Mono CJK SC", false},
		{"noto serif cjk jp", FONT_CODE, "", "noto serif cjk jp",
		 false},
		{"sans-serif", FONT_BODY, "zh", "Noto Sans CJK SC", false},
		{"SimHei", FONT_BODY, "zh", "Noto Sans CJK SC", true},
		{"No Such Family", FONT_BODY, "zh", "Noto Serif CJK SC", true},
	};
	struct face *face = open_family(f, "Noto Serif CJK SC");
	if (!face)
		skip();
	font_close(face);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct font_file file;
		assert_true(font_find(str_of(cases[i].family), cases[i].role,
				      str_of(cases[i].lang), &f->arena, &file));
		assert_string_equal(arena_cstring(&f->arena, file.family),
				    cases[i].expected);
		assert_int_equal(file.is_substitute, cases[i].is_substitute);
	}
	struct font_file plain, bold;
	assert_true(font_find(STR(""), FONT_BODY, STR(""), &f->arena, &plain));
	assert_true(font_find(STR(""), FONT_BODY_BOLD, STR(""), &f->arena,
			      &bold));
	assert_false(str_equal(plain.path, bold.path));
	assert_true(font_find_character(0x20BB7, &f->arena, &plain));
	assert_false(font_find_character(0x10FFFD, &f->arena, &plain));
}

static void measures_han(void **state)
{
	struct fixture *f = *state;
	struct face *face = open_family(f, "Noto Serif CJK SC");
	if (!face)
		skip();
	assert_int_equal(font_metrics(face).ascent, 880);
	assert_int_equal(font_metrics(face).descent, -120);
	static const uint32_t wide[] = {0x4E00, 0x3002, 0x20BB7, 0x201C};
	for (size_t i = 0; i < 3; i++) {
		uint16_t glyph = font_glyph(face, wide[i]);
		assert_int_not_equal(glyph, 0);
		assert_int_equal(font_advance(face, glyph), 1000);
		assert_int_equal(font_code(face, glyph), glyph);
	}
	assert_true(str_contains(font_licence(face), STR("Open Font")));
	struct faces faces = {{face}, 1};
	assert_int_equal(faces_for(&faces, FONT_BODY, 0x4E00), 0);
	assert_int_equal(faces_for(&faces, FONT_CODE, 0x4E00), 0);
	assert_int_equal(faces_for(&faces, FONT_BODY, 0x10FFFD), -1);
	font_close(face);
}

static void shapes_latin(void **state)
{
	struct fixture *f = *state;
	struct face *face = open_family(f, "Noto Serif CJK SC");
	if (!face)
		skip();
	struct shaped_run run = font_shape(face, STR(""), STR("en"),
					   SHAPE_PLAIN, &f->arena);
	assert_int_equal(run.count, 0);
	run = font_shape(face, STR("office"), STR("en"), SHAPE_PLAIN,
			 &f->arena);
	assert_true(run.count < 6);           /* ffi is one glyph */
	assert_int_equal(run.at[0].cluster, 0);
	assert_int_equal(run.at[1].cluster, 1);
	assert_int_equal(run.at[run.count - 1].cluster, 5);
	run = font_shape(face, STR("“"), STR("zh-Hans"), SHAPE_FULL_WIDTH,
			 &f->arena);
	assert_int_equal(run.count, 1);
	assert_int_equal(run.at[0].advance, 1000);
	run = font_shape(face, STR("\xFF\x80 a"), STR(""), SHAPE_PLAIN,
			 &f->arena);
	assert_true(run.count >= 2);
	font_close(face);
}

static void draws_a_square(void **state)
{
	struct fixture *f = *state;
	struct face *face = open_bytes(f, make_square(&f->arena, "glyf", 8));
	struct strokes s = draw(face, 1);
	assert_int_equal(s.moves, 1);
	assert_in_range(s.lines, 3, 4);
	assert_int_equal(s.curves, 0);
	assert_int_equal(s.x_min, 100);
	assert_int_equal(s.x_max, 900);
	assert_int_equal(s.y_min, 0);
	assert_int_equal(s.y_max, 800);
	assert_int_equal(draw(face, 0).moves, 0);
	assert_int_equal(draw(face, 60000).moves, 0);
	font_close(face);
}

/* Curves of both kinds of outlines, within the ink the face tells of. */
static void draws_han(void **state)
{
	struct fixture *f = *state;
	for (int kind = 0; kind < OUTLINE_KINDS; kind++) {
		struct face *face = open_outlines(f, kind);
		if (!face)
			skip();
		uint16_t glyph = font_glyph(face, 0x66F8);
		struct strokes s = draw(face, glyph);
		struct font_ink ink;
		assert_true(font_ink(face, glyph, &ink));
		assert_true(s.moves > 3 && s.curves > 10);
		assert_in_range(s.x_min + 1000, ink.x_min + 980,
				ink.x_min + 1001);
		assert_in_range(s.y_max + 1000, ink.y_max + 999,
				ink.y_max + 1020);
		font_close(face);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refuses_what_cannot_be_embedded),
		cmocka_unit_test(opens_one_of_a_collection),
		cmocka_unit_test(measures_a_square),
		cmocka_unit_test(draws_a_square),
		cmocka_unit_test(a_variable_font_is_one_weight),
		cmocka_unit_test(cuts_a_square),
		cmocka_unit_test(turns_a_square),
		cmocka_unit_test(survives_damage),
		cmocka_unit_test(finds_by_role_and_language),
		cmocka_unit_test(measures_han),
		cmocka_unit_test(draws_han),
		cmocka_unit_test(shapes_latin),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
