/* The cases of Chinese line layout, by number: lines that run down (104-109).
 * Lying text is shown in <>, what shares an em in [].
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "typeset_bench.h"
#include "base/banned.h"

#define HANS FAKE_PLAIN, "zh-Hans"
#define TAIWAN FAKE_CENTRED, "zh-Hant-TW"

static void prepare(struct bench *b, enum fake_kind kind, const char *lang,
		    const char *text, struct paragraph *p)
{
	open_bench(b, kind, lang);
	b->layout.is_vertical = true;
	b->request.text = str_of(text);
	prepare_paragraph(p, &b->setter, &b->request);
}

static const char *turns(struct bench *b, const struct paragraph *p)
{
	static const char *const opening[] = {
		[GLYPHS_ACROSS] = "<", [GLYPHS_STACKED] = "",
		[GLYPHS_COMBINED] = "["};
	static const char *const closing[] = {
		[GLYPHS_ACROSS] = ">", [GLYPHS_STACKED] = "",
		[GLYPHS_COMBINED] = "]"};
	struct buf out;
	int turn = GLYPHS_STACKED;
	buf_init(&out, &b->arena, BUF_NO_MAXIMUM);
	for (size_t i = 0; i < p->cells.count; i++) {
		const struct cell *cell = &p->cells.at[i];
		if (cell->turn != turn) {
			buf_add(&out, str_of(closing[turn]));
			buf_add(&out, str_of(opening[cell->turn]));
		}
		turn = cell->turn;
		buf_add(&out, str_cut(p->text, cell->at,
				      cell->at + cell->bytes));
	}
	buf_add(&out, str_of(closing[turn]));
	return arena_cstring(&b->arena, buf_str(&out));
}

struct vertical {
	int number;
	enum fake_kind kind;
	const char *lang, *text, *turns, *widths;
};

static void characters_stand_and_lie(void **state)
{
	(void)state;
	static const struct vertical cases[] = {
		{104, HANS, "第12章", "第[12]章", "1000 1000 0 1000"},
		{105, HANS, "2024年", "2024年", "1000 1000 1000 1000 1000"},
		{106, HANS, "说：“好”", "说：“好”",
		 "1000 1000 500 1000 1000"},
		{106, TAIWAN, "說：“好”", "說：“好”",
		 "1000 1000 500 1000 1000"},
		{106, HANS, "好！”他", "好！”他", "1000 1000 1000 1000"},
		{106, HANS, "好，”他", "好，”他", "1000 500 1000 1000"},
		{107, HANS, "GDP增长", "GDP增长", "1000 1000 1000 1000 1000"},
		{107, HANS, "Open字体", "<Open>字体",
		 "500 500 500 750 1000 1000"},
		{107, HANS, "第 12 章", "第 [12] 章",
		 "1000 0 1000 0 0 1000"},
		{107, HANS, "1.总则", "1.总则", "1000 1000 1000 1000"},
		{107, HANS, "涨50%了", "涨[50]%了",
		 "1000 1000 0 1000 1000"},
		{109, HANS, "甲……乙", "甲<……>乙", "1000 1000 1000 1000"},
		{109, HANS, "甲——乙", "甲<——>乙", "1000 1000 1000 1000"},
		{109, FAKE_JOINED_DASH, "zh-Hans", "甲——乙", "甲<——>乙",
		 "1000 2000 1000"},
		{109, HANS, "甲·乙", "甲<·>乙", "1000 500 1000"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bench b;
		struct paragraph p;
		prepare(&b, cases[i].kind, cases[i].lang, cases[i].text, &p);
		check_text(cases[i].number, turns(&b, &p), cases[i].turns);
		check_text(cases[i].number,
			   widths(&b, &p, 0, p.cells.count), cases[i].widths);
		close_bench(&b);
	}
}

/* 106: the text stays, the glyph is the corner mark's. */
static void quotes_become_corners(void **state)
{
	(void)state;
	static const struct {
		enum fake_kind kind;
		const char *lang;
		uint16_t outer, inner;
	} cases[] = {
		{HANS, 0xE10E, 0xE10C}, {TAIWAN, 0xE10C, 0xE10E},
	};
	for (size_t i = 0; i < 2; i++) {
		struct bench b;
		struct paragraph p;
		prepare(&b, cases[i].kind, cases[i].lang, "“甲‘乙’”", &p);
		assert_int_equal(p.cells.at[0].glyph, cases[i].outer);
		assert_int_equal(p.cells.at[2].glyph, cases[i].inner);
		assert_int_equal(p.cells.at[0].bytes, 3);
		close_bench(&b);
	}
}

static void pairs_of_queries_are_one_sign(void **state)
{
	(void)state;
	struct bench b;
	struct paragraph p;
	prepare(&b, HANS, "好！？走", &p);
	assert_int_equal(p.cells.count, 3);
	assert_int_equal(p.cells.at[1].glyph, 0x2049);
	assert_int_equal(p.cells.at[1].bytes, 6);
	assert_int_equal(p.cells.at[1].turn, GLYPHS_STACKED);
	close_bench(&b);
	/* In two phrases they are two, and take nothing along. */
	open_bench(&b, HANS);
	b.layout.is_vertical = true;
	struct phrase inner = phrase_of(PHRASE_TEXT, "？走");
	struct phrase bold = {.kind = PHRASE_STRONG, .child = &inner};
	struct phrase first = phrase_of(PHRASE_TEXT, "好！");
	first.next = &bold;
	b.request.phrases = &first;
	prepare_paragraph(&p, &b.setter, &b.request);
	assert_string_equal(widths(&b, &p, 0, p.cells.count),
			    "1000 1000 1000 1000");
	close_bench(&b);
}

/* 108: the blank below a point goes at the end of a line, and nothing of a
 * mark that keeps its em. */
static void points_close_lines(void **state)
{
	(void)state;
	struct bench b;
	struct paragraph p;
	prepare(&b, HANS, "甲，乙！丙：", &p);
	assert_int_equal(trim_at_end(&p, 1, CLOSE_HALF), EM / 2);
	assert_int_equal(trim_at_end(&p, 3, CLOSE_HALF), 0);
	assert_int_equal(trim_at_end(&p, 5, CLOSE_HALF), 0);
	close_bench(&b);
}

/* Whatever has a blank is of a class that can give it. */
static void blanks_belong_to_marks(void **state)
{
	(void)state;
	struct bench b;
	struct paragraph p;
	prepare(&b, HANS, "1.总！？则（12.甲）“乙”，A.ー·——……!丙50%", &p);
	for (size_t i = 0; i < p.cells.count; i++) {
		const struct cell *cell = &p.cells.at[i];
		if (cell->lead || cell->tail)
			assert_true(cjk_is(cell->class, CJK_POINT_BITS |
						CJK_BIT(CJK_OPENING) |
						CJK_BIT(CJK_CLOSING) |
						CJK_BIT(CJK_DOT)));
	}
	close_bench(&b);
}

/* Custom of Taiwan and Hong Kong, whose points stand in the middle. */
static void centred_points_hang(void **state)
{
	(void)state;
	struct bench b;
	struct paragraph p;
	prepare(&b, TAIWAN, "甲，乙。丙：丁！", &p);
	assert_true(may_hang(&p, 1));
	assert_true(may_hang(&p, 3));
	assert_false(may_hang(&p, 5));
	assert_false(may_hang(&p, 7));
	assert_string_equal(lines_of(&b, "甲乙丙丁戊，己庚辛壬", 5000),
			    "甲乙丙丁戊，/己庚辛壬");
	close_bench(&b);
	prepare(&b, HANS, "甲，", &p);
	assert_false(may_hang(&p, 1));
	close_bench(&b);
}

/* 104, 105, 109 */
static void what_belongs_together_is_not_parted(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, HANS);
	b.layout.is_vertical = true;
	static const char *const cases[][2] = {
		{"第12章", "第¦12¦章"}, {"2024年", "2024¦年"},
		{"甲……乙", "甲……¦乙"}, {"甲——乙", "甲¦——¦乙"},
		{"他说！？好", "他¦说！？¦好"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		check_text(104, with_breaks(&b, cases[i][0], LEVEL_GB),
			   cases[i][1]);
	close_bench(&b);
}

/* Dots at the right, which is above the line before the page is turned. */
static void dots_stand_at_the_right(void **state)
{
	(void)state;
	struct bench b;
	struct set_paragraph set;
	open_bench(&b, HANS);
	b.layout.is_vertical = true;
	b.style.has_dots = true;
	b.request.text = STR("重要");
	b.request.measure = 10 * EM;
	set_lines(&b.setter, &b.request, &set);
	assert_int_equal(set.lines[0].item_count, 3);
	assert_int_equal(set.lines[0].items[0].as.glyphs.turn,
			 GLYPHS_STACKED);
	assert_true(set.lines[0].items[1].as.glyphs.y < -EM);
	close_bench(&b);
}

/* Zhuyin takes no room along the line: it has a column of its own. */
static void zhuyin_stands_beside(void **state)
{
	(void)state;
	struct bench b;
	struct paragraph p;
	open_bench(&b, TAIWAN);
	b.layout.is_vertical = true;
	struct phrase base = phrase_of(PHRASE_TEXT, "法");
	struct phrase ruby = ruby_of(&base, "ㄈㄚˇ");
	b.request.phrases = &ruby;
	prepare_paragraph(&p, &b.setter, &b.request);
	assert_string_equal(widths(&b, &p, 0, 1), "1000");
	const struct set_line *reading = &p.rubies.at[0].reading;
	assert_int_equal(reading->item_count, 3);
	for (size_t i = 0; i < 3; i++)
		assert_true(reading->items[i].as.glyphs.y < -EM * 8 / 10);
	assert_true(reading->items[0].as.glyphs.x <
		    reading->items[1].as.glyphs.x);
	close_bench(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(characters_stand_and_lie),
		cmocka_unit_test(quotes_become_corners),
		cmocka_unit_test(pairs_of_queries_are_one_sign),
		cmocka_unit_test(points_close_lines),
		cmocka_unit_test(centred_points_hang),
		cmocka_unit_test(blanks_belong_to_marks),
		cmocka_unit_test(what_belongs_together_is_not_parted),
		cmocka_unit_test(dots_stand_at_the_right),
		cmocka_unit_test(zhuyin_stands_beside),
	};
	return cmocka_run_group_tests_name("typeset_vertical_cases", tests,
					   NULL, NULL);
}
