/* The cases of Chinese line layout, by number: natural widths (1-26), legal
 * breaks (27-50), justified lines (51-74), paragraphs (75-88), odd texts
 * (110-116). Pages (89-97) are in test_typeset_cases.c, readings and marks
 * (98-103) in test_typeset_lines.c, blanks of sources (112, 113) in the
 * tests of read.
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

static void check_text(int number, const char *got, const char *wanted)
{
	if (strcmp(got, wanted))
		fail_msg("case %d: \"%s\", wanted \"%s\"", number, got, wanted);
}

struct natural {
	int number;
	enum fake_kind kind;
	const char *lang, *text, *widths;
};

static void check_natural(const struct natural *natural)
{
	struct bench b;
	struct paragraph p;
	open_bench(&b, natural->kind, natural->lang);
	b.request.text = str_of(natural->text);
	prepare_paragraph(&p, &b.setter, &b.request);
	check_text(natural->number, widths(&b, &p, 0, p.cells.count),
		   natural->widths);
	close_bench(&b);
}

#define HANS FAKE_PLAIN, "zh-Hans"
#define TAIWAN FAKE_CENTRED, "zh-Hant-TW"

static void natural_widths(void **state)
{
	(void)state;
	static const struct natural cases[] = {
		{1, HANS, "好。”", "1000 500 1000"},
		{2, HANS, "好”。", "1000 500 1000"},
		{3, HANS, "说：“好", "1000 1000 500 1000"},
		{4, HANS, "《书》、《刊》", "1000 1000 500 1000 500 1000 1000"},
		{5, HANS, "（注）。", "1000 1000 500 1000"},
		{6, HANS, "（《甲》）", "1000 500 1000 500 1000"},
		{7, HANS, "甲），（乙", "1000 500 1000 500 1000"},
		{8, HANS, "甲。（乙", "1000 1000 500 1000"},
		{9, HANS, "“甲”“乙”", "1000 1000 1000 500 1000 1000"},
		{10, HANS, "“”", "1000 1000"},
		{10, HANS, "（）", "1000 1000"},
		{10, HANS, "甲“”（）", "1000 1000 1000 500 1000"},
		{11, HANS, "甲！”", "1000 500 1000"},
		{12, HANS, "？！", "500 500"},
		{12, HANS, "？？", "500 500"},
		{13, HANS, "！！！", "667 667 667"},
		{14, HANS, "甲……”", "1000 1000 1000 1000"},
		{15, HANS, "甲——“乙”", "1000 1000 1000 1000 1000 1000"},
		{16, HANS, "甲·乙", "1000 500 1000"},
		{16, TAIWAN, "甲·乙", "1000 1000 1000"},
		{17, HANS, "don’t说", "500 500 500 500 750 1000"},
		{18, TAIWAN, "好。」", "1000 1000 1000"},
		{19, TAIWAN, "好」。", "1000 500 1000"},
		{20, TAIWAN, "說：「好", "1000 1000 500 1000"},
		{21, TAIWAN, "？！", "1000 1000"},
		{22, HANS, "〔茸毛〕：很细的毛",
		 "1000 1000 1000 500 1000 1000 1000 1000 1000"},
		{65, HANS, "我用Git写", "1000 1250 500 500 750 1000"},
		{74, HANS, "中文 ABC 中文",
		 "1000 1000 250 500 500 500 250 1000 1000"},
		{74, HANS, "中 文", "1000 250 1000"},
		{74, HANS, "甲， 乙", "1000 1000 0 1000"},
		{74, HANS, "5%的", "500 500 1000"},
		{114, HANS, "吃𠮷", "1000 1000"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		check_natural(&cases[i]);
}

/* 23 */
static void a_poem_and_its_source_take_34_ems(void **state)
{
	(void)state;
	struct bench b;
	struct paragraph p;
	int64_t sum = 0;
	open_bench(&b, HANS);
	b.request.text = STR("“江南海北长相忆，浅水深山独掩扉。”"
			     "（［唐］刘长卿《会赦后酬主簿所问》）");
	prepare_paragraph(&p, &b.setter, &b.request);
	for (size_t i = 0; i < p.cells.count; i++)
		sum += p.cells.at[i].width;
	assert_int_equal(sum, 34 * EM);
	close_bench(&b);
}

/* 24 */
static void phrases_do_not_part_marks(void **state)
{
	(void)state;
	struct bench b;
	struct paragraph p;
	open_bench(&b, HANS);
	struct phrase inner = phrase_of(PHRASE_TEXT, "甲：");
	struct phrase last = phrase_of(PHRASE_TEXT, "“乙");
	struct phrase bold = {.kind = PHRASE_STRONG, .child = &inner,
			      .next = &last};
	b.request.phrases = &bold;
	prepare_paragraph(&p, &b.setter, &b.request);
	assert_int_equal(p.runs.count, 2);
	assert_string_equal(widths(&b, &p, 0, 4), "1000 1000 500 1000");
	close_bench(&b);
}

/* 25, 26, 115 */
static void ink_decides_where_a_font_differs(void **state)
{
	(void)state;
	struct bench b;
	struct paragraph p;
	open_bench(&b, FAKE_CENTRED_COLON, "zh-Hans");
	b.request.text = STR("说：好");
	prepare_paragraph(&p, &b.setter, &b.request);
	assert_int_equal(p.cells.at[1].lead, EM / 4);
	assert_int_equal(p.cells.at[1].tail, EM / 4);
	close_bench(&b);
	open_bench(&b, FAKE_NARROW_QUOTES, "zh-Hans");
	b.request.text = STR("说“好”");
	prepare_paragraph(&p, &b.setter, &b.request);
	assert_int_equal(p.cells.at[1].width, EM);
	assert_int_equal(p.cells.at[1].shift, EM * 610 / 1000);
	assert_int_equal(p.cells.at[1].lead, EM / 2);
	assert_int_equal(p.cells.at[3].shift, EM * 40 / 1000);
	assert_int_equal(p.cells.at[3].tail, EM / 2);
	close_bench(&b);
}

/* A face of the mainland sets a traditional text in the mainland's way. */
static void a_face_decides_before_a_language(void **state)
{
	(void)state;
	static const struct natural cases[] = {
		{25, FAKE_PLAIN, "zh-Hant-TW", "吗？；好", "1000 500 1000 1000"},
		{25, FAKE_PLAIN, "zh-Hant-TW", "甲·乙", "1000 500 1000"},
		{25, FAKE_CENTRED, "zh-Hans", "好。”", "1000 1000 1000"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		check_natural(&cases[i]);
}

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

static void check_justified(int number, const char *text, int measure,
			    const char *wanted)
{
	struct bench b;
	struct paragraph p;
	int gap;
	open_bench(&b, HANS);
	b.request.text = str_of(text);
	b.request.measure = measure * (EM / 1000);
	prepare_paragraph(&p, &b.setter, &b.request);
	struct chosen_line line = {.end = (uint32_t)p.cells.count};
	justify_line(&p, &line, b.request.measure, &gap);
	check_text(number, widths(&b, &p, 0, p.cells.count), wanted);
	int64_t sum = 0;
	for (size_t i = 0; i < p.cells.count; i++)
		sum += p.cells.at[i].width + p.cells.at[i].space;
	assert_int_equal(sum, b.request.measure);
	close_bench(&b);
}

static void justified_lines(void **state)
{
	(void)state;
	static const struct {
		int number;
		const char *text;
		int measure;
		const char *widths;
	} cases[] = {
		{51, "一二三四五六七八九", 10000,
		 "1125 1125 1125 1125 1125 1125 1125 1125 1000"},
		{52, "一二三四五六七八", 10000,
		 "1286 1286 1286 1286 1286 1286 1286 1000"},
		{53, "一二三，五六七八九十，", 10000,
		 "1000 1000 1000 500 1000 1000 1000 1000 1000 1000 500"},
		{54, "他说：“好，我们走吧！”", 10500,
		 "1000 1000 1000 500 1000 1000 1000 1000 1000 1000 500 500"},
		{55, "他说：“好，我们走吧！”", 10000,
		 "1000 1000 750 500 1000 750 1000 1000 1000 1000 500 500"},
		{56, "他说：“好，我们走吧！”", 11000,
		 "1083 1000 1083 500 1000 1083 1083 1083 1083 1000 500 500"},
		{57, "（一）二三四（五）六七八", 10500,
		 "500 1000 667 1000 1000 1000 667 1000 667 1000 1000 1000"},
		{58, "甲，乙、丙；丁。戊", 8000,
		 "1000 667 1000 667 1000 667 1000 1000 1000"},
		{59, "甲，乙、丙；丁。戊", 7500,
		 "1000 500 1000 500 1000 500 1000 1000 1000"},
		{60, "甲，乙、丙；丁。戊", 7000,
		 "1000 500 1000 500 1000 500 1000 500 1000"},
		{61, "甲（乙）丙", 4500, "1000 750 1000 750 1000"},
		{62, "我爱OK你", 5000, "1000 1500 500 1000 1000"},
		{63, "我爱OK你", 6000, "1333 1833 500 1333 1000"},
		{64, "我们用Git管理", 8000,
		 "1100 1100 1600 500 500 1100 1100 1000"},
		{65, "第3季的第22和23集", 10000,
		 "1250 750 1000 1000 1250 500 750 1250 500 750 1000"},
		{66, "北京—上海高铁", 8000,
		 "1250 1000 1000 1250 1250 1250 1000"},
		{67, "甲乙——丙丁", 7000, "1250 1250 1000 1250 1250 1000"},
		{68, "卡尔·马克思说", 7000,
		 "1125 1000 500 1125 1125 1125 1000"},
		{69, "“甲乙丙丁戊己", 7000, "500 1100 1100 1100 1100 1100 1000"},
		{70, "甲乙丙丁戊己。", 7000,
		 "1100 1100 1100 1100 1100 1000 500"},
		{71, "“甲乙”、“丙丁”和", 8500,
		 "500 1000 1000 500 1000 500 1000 1000 1000 1000"},
		{72, "价格￥100元整", 7500,
		 "1125 1125 1000 500 500 1125 1125 1000"},
		{73, "Hello World你", 7000,
		 "500 500 500 500 500 500 500 500 500 500 1000 1000"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		check_justified(cases[i].number, cases[i].text,
				cases[i].measure, cases[i].widths);
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

static void styles_of_marks(void **state)
{
	(void)state;
	static const struct {
		enum punct_style style;
		const char *widths;
	} cases[] = {
		{PUNCT_QUANJIAO,
		 "1000 500 1000 500 1000 1000 1000 500 1000 1000"},
		{PUNCT_HANGMOBANJIAO,
		 "1000 1000 1000 1000 1000 1000 1000 1000 1000 1000"},
		{PUNCT_KAIMING,
		 "1000 500 500 500 1000 500 1000 500 500 1000"},
		{PUNCT_BANJIAO,
		 "1000 500 500 500 1000 500 1000 500 500 1000"},
		{PUNCT_PLAIN,
		 "1000 1000 1000 1000 1000 1000 1000 1000 1000 1000"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bench b;
		struct paragraph p;
		open_bench(&b, HANS);
		b.layout.punct_style = cases[i].style;
		b.request.text = STR("说》：“好，好。”好");
		prepare_paragraph(&p, &b.setter, &b.request);
		check_text((int)cases[i].style,
			   widths(&b, &p, 0, p.cells.count), cases[i].widths);
		close_bench(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(natural_widths),
		cmocka_unit_test(a_poem_and_its_source_take_34_ems),
		cmocka_unit_test(phrases_do_not_part_marks),
		cmocka_unit_test(ink_decides_where_a_font_differs),
		cmocka_unit_test(a_face_decides_before_a_language),
		cmocka_unit_test(legal_breaks),
		cmocka_unit_test(a_notes_mark_is_held_to_its_word),
		cmocka_unit_test(justified_lines),
		cmocka_unit_test(paragraphs),
		cmocka_unit_test(paragraphs_by_wish),
		cmocka_unit_test(
			a_hung_point_leaves_the_last_character_on_the_edge),
		cmocka_unit_test(the_indent_does_not_hide_a_line_start),
		cmocka_unit_test(pure_han_fills_lines_without_stretch),
		cmocka_unit_test(a_long_address_parts_where_it_may),
		cmocka_unit_test(styles_of_marks),
	};
	return cmocka_run_group_tests_name("typeset_line_cases", tests, NULL,
					   NULL);
}
