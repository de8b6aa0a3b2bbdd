/* Fonts cut to what a book uses, for PDF and for themselves. */
#include "font_fixture.h"

#include "base/banned.h"

static void use(uint8_t *glyphs, uint16_t glyph)
{
	glyphs[glyph >> 3] |= (uint8_t)(1 << (glyph & 7));
}

static void cuts_both_kinds(void **state)
{
	struct fixture *f = *state;
	static const struct {
		const char *family;
		enum font_program_kind kind;
	} cases[] = {{"Noto Serif CJK SC", FONT_PROGRAM_CFF},
		     {"LXGW WenKai", FONT_PROGRAM_TRUETYPE}};
	for (size_t i = 0; i < 2; i++) {
		struct face *face = open_family(f, cases[i].family);
		if (!face)
			skip();
		uint8_t glyphs[8192] = {0};
		uint16_t last = font_glyph(face, 0x66F8);
		use(glyphs, font_glyph(face, 0x4E00));
		use(glyphs, last);
		struct font_program program, again;
		assert_true(font_subset(face, glyphs, &f->arena, &f->diag,
					&program));
		assert_true(font_subset(face, glyphs, &f->arena, &f->diag,
					&again));
		assert_int_equal(program.kind, cases[i].kind);
		assert_true(program.bytes.len < 8000);
		assert_true(str_equal(program.bytes, again.bytes));
		if (program.kind == FONT_PROGRAM_TRUETYPE)
			assert_int_equal(program.code_to_glyph.len,
					 2 * (last + 1));
		font_close(face);
	}
}

/* A font that stands on its own: it knows what it has, and nothing else. */
static void cuts_whole_fonts(void **state)
{
	struct fixture *f = *state;
	for (int kind = 0; kind < OUTLINE_KINDS; kind++) {
		struct face *face = open_outlines(f, kind);
		if (!face)
			skip();
		static uint8_t characters[0x110000 / 8];
		str bytes, again;
		memset(characters, 0, sizeof characters);
		assert_true(font_cut(face, characters, &f->arena, &f->diag,
				     &bytes));
		assert_int_equal(bytes.len, 0);
		characters[0x10FFF8 >> 3] = 1;
		characters[0x4E00 >> 3] = 1 << (0x4E00 & 7);
		characters[0x300E >> 3] = (uint8_t)(1 << (0x300E & 7));
		assert_true(font_cut(face, characters, &f->arena, &f->diag,
				     &bytes));
		assert_true(font_cut(face, characters, &f->arena, &f->diag,
				     &again));
		assert_true(bytes.len > 500 && bytes.len < 12000);
		assert_true(str_equal(bytes, again));
		assert_true(str_starts(bytes, font_is_truetype(face)
					       ? (str){"\0\1\0\0", 4}
					       : STR("OTTO")));
		struct face *small = open_bytes(f, bytes);
		assert_non_null(small);
		assert_true(font_glyph(small, 0x4E00));
		assert_true(font_glyph(small, 0x300E));
		assert_int_equal(font_glyph(small, 0x4E8C), 0);
		assert_true(str_equal(font_licence(small), font_licence(face)));
		font_close(small);
		font_close(face);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cuts_both_kinds),
		cmocka_unit_test(cuts_whole_fonts),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
