/* The cases of Chinese line layout, by number: natural widths (1-26),
 * justified lines (51-74), styles of marks, one odd text (114). Breaks and
 * paragraphs are in test_typeset_line_cases.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "typeset_bench.h"
#include "base/banned.h"

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
		cmocka_unit_test(justified_lines),
		cmocka_unit_test(styles_of_marks),
	};
	return cmocka_run_group_tests_name("typeset_width_cases", tests, NULL,
					   NULL);
}
