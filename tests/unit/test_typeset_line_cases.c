/* The cases of Chinese line layout, by number: legal breaks (27-50),
 * paragraphs (75-88), odd texts (110-116). Widths (1-26, 51-74) are in
 * test_typeset_width_cases.c, pages (89-97) in test_typeset_cases.c, readings
 * and marks (98-103) in test_typeset_lines.c, blanks of sources (112, 113) in
 * the tests of read.
 *
 * Not as first written down, and why:
 *   44   a circled number typed by the author is a character like any other
 *        and may open a line; only a note's own mark is held to its word
 *   76b  is numbered 117 here
 *   104-109 are of vertical setting
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "typeset_bench.h"
#include "base/banned.h"

#define HANS FAKE_PLAIN, "zh-Hans"

struct legal {
	int number;
	enum cjk_level level;
	const char *wanted;
};

static void check_breaks(struct bench *b, const struct legal *legal)
{
	struct buf plain;
	str rest = str_of(legal->wanted);
	buf_init(&plain, &b->arena, BUF_NO_MAXIMUM);
	for (size_t at;
	     (at = str_find(rest, STR("¦"))) != STR_NOT_FOUND;) {
		buf_add(&plain, str_cut(rest, 0, at));
		rest = str_from(rest, at + sizeof "¦" - 1);
	}
	buf_add(&plain, rest);
	const char *text = arena_cstring(&b->arena, buf_str(&plain));
	check_text(legal->number, with_breaks(b, text, legal->level),
		   legal->wanted);
}

static void legal_breaks(void **state)
{
	(void)state;
	static const struct legal cases[] = {
		{27, LEVEL_GB,
		 "参¦见¦《红¦楼¦梦》¦（第¦一¦回）、¦《西¦游¦记》。"},
		{27, LEVEL_NONE, "甲¦，¦乙¦（¦丙"},
		{28, LEVEL_GB, "你¦好。”¦他¦说：¦“好！”"},
		{29, LEVEL_GB, "真¦的¦吗？！¦好"},
		{30, LEVEL_GB, "他¦说¦——¦不"},
		{31, LEVEL_STRICT, "他¦说——¦不"},
		{32, LEVEL_BASIC, "等¦等¦……¦然¦后"},
		{33, LEVEL_GB, "等¦等……¦然¦后"},
		{33, LEVEL_STRICT, "等¦等……¦然¦后"},
		{34, LEVEL_GB, "卡¦尔·¦马¦克¦思"},
		{35, LEVEL_BASIC, "和/¦或"},
		{35, LEVEL_GB, "和/或"},
		{36, LEVEL_BASIC, "和／¦或"},
		{37, LEVEL_GB, "北¦京—¦上¦海"},
		{38, LEVEL_GB, "约¦10%～¦20%"},
		{39, LEVEL_GB, "价¦格¦￥100¦元，¦25℃¦左¦右"},
		{39, LEVEL_GB, "约¦3,141.59¦和¦12:30"},
		{39, LEVEL_GB, "气¦温¦-7℃"},
		{40, LEVEL_GB, "1949—¦1986¦年"},
		{41, LEVEL_GB, "急¦（0000），¦松"},
		{42, LEVEL_GB, "今¦天¦（周¦一）¦来"},
		{43, LEVEL_BASIC, "时¦时¦刻¦刻、¦人¦人々"},
		{43, LEVEL_GB, "时¦时¦刻¦刻、¦人¦人々"},
		{44, LEVEL_GB, "注¦①。¦下¦文"},
		{45, LEVEL_GB, "Hello-¦World¦说"},
		{45, LEVEL_GB, "Hello ¦World"},
		{46, LEVEL_GB, "看¦https://¦a.cn/¦b?¦c=¦1¦吧"},
		{47, LEVEL_GB, "——¦——"},
		{48, LEVEL_GB, "H₂O¦是"},
		{48, LEVEL_GB, "m²¦的"},
		{49, LEVEL_GB, "“他¦说¦‘走’”"},
		{50, LEVEL_GB, "A—¦B"},
		{110, LEVEL_GB, "中\xEF\xB8\x80¦文"},
		{110, LEVEL_GB, "葛\xF3\xA0\x84\x80¦城"},
	};
	struct bench b;
	open_bench(&b, HANS);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		check_breaks(&b, &cases[i]);
	close_bench(&b);
}

/* 44 */
static void a_notes_mark_is_held_to_its_word(void **state)
{
	(void)state;
	struct bench b;
	struct paragraph p;
	int penalty;
	open_bench(&b, HANS);
	struct note note = {.label = STR("①")};
	struct phrase first = phrase_of(PHRASE_TEXT, "注");
	struct phrase mark = {.kind = PHRASE_NOTE, .as.note.note = &note};
	struct phrase last = phrase_of(PHRASE_TEXT, "。下文");
	first.next = &mark;
	mark.next = &last;
	b.request.phrases = &first;
	b.request.measure = 10 * EM;
	prepare_paragraph(&p, &b.setter, &b.request);
	assert_int_equal(break_before(&p, 1, &penalty), BREAK_NONE);
	assert_int_equal(break_before(&p, 2, &penalty), BREAK_NONE);
	assert_int_equal(break_before(&p, 3, &penalty), BREAK_SOFT);
	close_bench(&b);
}

struct paragraph_case {
	int number, measure;
	const char *text, *wanted;
};

static void check_paragraph(const struct paragraph_case *one,
			    const struct layout *layout)
{
	struct bench b;
	open_bench(&b, HANS);
	b.layout = *layout;
	check_text(one->number, lines_of(&b, one->text, one->measure),
		   one->wanted);
	close_bench(&b);
}

static void paragraphs(void **state)
{
	(void)state;
	static const struct paragraph_case cases[] = {
		{75, 10000, "一二三四五六七八九十，后面",
		 "一二三四五六七八九/十，后面"},
		{76, 10000, "一二三，五六七八九十，后来呢",
		 "一二三，五六七八九十，/后来呢"},
		{117, 10000, "一二三，五六七八九十，后",
		 "一二三，五六七八九/十，后"},
		{77, 10000, "一二三四五六七八九（十一）",
		 "一二三四五六七八九/（十一）"},
		{78, 10000, "一二三四五六七八九——十甲",
		 "一二三四五六七八九/——十甲"},
		{79, 10000, "一二三四五六七八1949年", "一二三四五六七八/1949年"},
		{80, 10000, "一二三四五六七八九十一二三四五六七八九十甲",
		 "一二三四五六七八九/十一二三四五六七八九/十甲"},
		{81, 10000, "一二三四五六七八九十一二三四五六七八九十。",
		 "一二三四五六七八九/十一二三四五六七八/九十。"},
		{82, 10000, "一二，四五六，八九十甲", "一二，四五六，八九十甲"},
		{84, 10000, "——", "——"},
		{85, 10000, "", ""},
		{85, 10000, "  　 ", ""},
		{88, 10000, "一二，四五“六”八九。』」后面的话",
		 "一二，四五“六”八九。』」/后面的话"},
		{111, 10000, "　　开头", "开头"},
		{116, 5000, "》》》》》》》》》》》》", "》》》》》》》》》》/》》"},
	};
	static const struct layout plain = {0};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		check_paragraph(&cases[i], &plain);
}

static void paragraphs_by_wish(void **state)
{
	(void)state;
	static const struct layout strict = {.level = LEVEL_STRICT},
		hanging = {.hangs = true};
	check_paragraph(&(struct paragraph_case){
		78, 10000, "一二三四五六七八九——十甲",
		"一二三四五六七八/九——十甲"}, &strict);
	check_paragraph(&(struct paragraph_case){
		75, 10000, "一二三四五六七八九十，后面",
		"一二三四五六七八九十，/后面"}, &hanging);
	check_paragraph(&(struct paragraph_case){
		81, 10000, "一二三四五六七八九十一二三四五六七八九十。",
		"一二三四五六七八九十/一二三四五六七八九十。"}, &hanging);
}

/* 75 */
static void a_hung_point_leaves_the_last_character_on_the_edge(void **state)
{
	(void)state;
	struct bench b;
	struct set_paragraph set;
	open_bench(&b, HANS);
	b.layout.hangs = true;
	b.request.text = STR("一二三四五六七八九十，后面");
	b.request.measure = 10 * EM;
	set_lines(&b.setter, &b.request, &set);
	const struct glyphs *line = &set.lines[0].items[0].as.glyphs;
	assert_int_equal(line->count, 11);
	assert_int_equal(line->x + line->at[9].x, 9 * EM);
	assert_int_equal(line->x + line->at[10].x, 10 * EM);
	close_bench(&b);
}

/* 83 */
static void the_indent_does_not_hide_a_line_start(void **state)
{
	(void)state;
	struct bench b;
	struct set_paragraph set;
	open_bench(&b, HANS);
	b.request.text = STR("“你好”");
	b.request.measure = 20 * EM;
	b.request.first_indent = 2 * EM;
	set_lines(&b.setter, &b.request, &set);
	assert_int_equal(set.count, 1);
	const struct glyphs *glyphs = &set.lines[0].items[0].as.glyphs;
	assert_int_equal(glyphs->x, 2 * EM - EM / 2);   /* ink at 2 em */
	assert_int_equal(glyphs->at[1].x + glyphs->x, 2 * EM + EM / 2);
	close_bench(&b);
}

/* 86 */
static void pure_han_fills_lines_without_stretch(void **state)
{
	(void)state;
	struct bench b;
	struct buf text;
	struct set_paragraph set;
	open_bench(&b, HANS);
	buf_init(&text, &b.arena, BUF_NO_MAXIMUM);
	for (int i = 0; i < 300; i++)
		buf_add(&text, STR("的"));
	b.request.text = buf_str(&text);
	b.request.measure = 28 * EM;
	set_lines(&b.setter, &b.request, &set);
	assert_int_equal(set.count, 11);
	for (size_t i = 0; i < 10; i++) {
		assert_int_equal(set.lines[i].han_count, 28);
		assert_int_equal(set.lines[i].gap, 0);
	}
	assert_int_equal(set.lines[10].han_count, 20);
	close_bench(&b);
}

/* 87 */
static void a_long_address_parts_where_it_may(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, HANS);
	check_text(87, lines_of(&b, "https://example.org/first/second/"
				    "third-and-a-bit/fourth?page=twelve"
				    "&line=thirty", 10000),
		   "https://example.org//first/second/third-/"
		   "and-a-bit/fourth?/page=twelve&line=/thirty");
	close_bench(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(legal_breaks),
		cmocka_unit_test(a_notes_mark_is_held_to_its_word),
		cmocka_unit_test(paragraphs),
		cmocka_unit_test(paragraphs_by_wish),
		cmocka_unit_test(
			a_hung_point_leaves_the_last_character_on_the_edge),
		cmocka_unit_test(the_indent_does_not_hide_a_line_start),
		cmocka_unit_test(pure_han_fills_lines_without_stretch),
		cmocka_unit_test(a_long_address_parts_where_it_may),
	};
	return cmocka_run_group_tests_name("typeset_line_cases", tests, NULL,
					   NULL);
}
