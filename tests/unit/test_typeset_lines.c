/* Lines of Chinese: widths, breaks, justification and paragraphs as clreq
 * and GB/T 15834 have them. Widths are in 1/1000 em; in the fake font ASCII
 * is 500 and everything else 1000.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "fake_font.h"
#include "typeset/lines.h"
#include "base/banned.h"

#define EM 12000

struct bench {
	struct arena arena, scratch;
	struct diag diag;
	struct faces faces;
	struct setter setter;
	struct style style;
	struct line_request request;
};

static void open_bench(struct bench *b, enum fake_kind kind, const char *lang)
{
	*b = (struct bench){0};
	diag_init(&b->diag, &b->arena);
	b->faces = fake_faces(kind);
	b->setter = (struct setter){
		.faces = &b->faces, .arena = &b->arena, .scratch = &b->scratch,
		.diag = &b->diag, .lang = str_of(lang),
	};
	b->style = (struct style){.size = EM, .align = STYLE_JUSTIFY};
	b->request = (struct line_request){.style = &b->style};
}

static void close_bench(struct bench *b)
{
	arena_free(&b->arena);
	arena_free(&b->scratch);
}

static void add_width(struct buf *out, const struct cell *cell)
{
	if (out->len)
		buf_add_byte(out, ' ');
	int64_t width = (int64_t)cell->width + cell->space;
	buf_add_int(out, (width * 1000 + EM / 2) / EM);
}

static const char *widths(struct bench *b, const struct paragraph *p,
			  size_t from, size_t to)
{
	struct buf out;
	buf_init(&out, &b->arena, BUF_NO_MAXIMUM);
	for (size_t i = from; i < to; i++)
		add_width(&out, &p->cells.at[i]);
	return arena_cstring(&b->arena, buf_str(&out));
}

/* A: in the middle of a line. */
static void check_natural(enum fake_kind kind, const char *lang,
			  const char *text, const char *wanted)
{
	struct bench b;
	struct paragraph p;
	open_bench(&b, kind, lang);
	b.request.text = str_of(text);
	prepare_paragraph(&p, &b.setter, &b.request);
	assert_string_equal(widths(&b, &p, 0, p.cells.count), wanted);
	close_bench(&b);
}

struct natural {
	const char *text, *widths;
};

static void natural_widths_on_the_mainland(void **state)
{
	(void)state;
	static const struct natural cases[] = {
		{"好。”", "1000 500 1000"},
		{"好”。", "1000 500 1000"},
		{"说：“好", "1000 1000 500 1000"},
		{"《书》、《刊》", "1000 1000 500 1000 500 1000 1000"},
		{"（注）。", "1000 1000 500 1000"},
		{"（《甲》）", "1000 500 1000 500 1000"},
		{"甲），（乙", "1000 500 1000 500 1000"},
		{"甲。（乙", "1000 1000 500 1000"},
		{"“甲”“乙”", "1000 1000 1000 500 1000 1000"},
		{"甲“”（）", "1000 1000 1000 500 1000"},
		{"甲！”", "1000 500 1000"},
		{"？！", "500 500"},
		{"？？", "500 500"},
		{"！！！", "667 667 667"},
		{"甲……”", "1000 1000 1000 1000"},
		{"甲——“乙”", "1000 1000 1000 1000 1000 1000"},
		{"甲·乙", "1000 500 1000"},
		{"don’t说", "500 500 500 500 750 1000"},
		{"〔茸毛〕：很细的毛",
		 "1000 1000 1000 500 1000 1000 1000 1000 1000"},
		{"我用Git写", "1000 1250 500 500 750 1000"},
		{"中文 ABC 中文", "1000 1000 250 500 500 500 250 1000 1000"},
		{"中 文", "1000 250 1000"},
		{"甲， 乙", "1000 1000 0 1000"},
		{"5%的", "500 500 1000"},
		{"价￥100元", "1000 1000 500 500 750 1000"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		check_natural(FAKE_PLAIN, "zh-Hans", cases[i].text,
			      cases[i].widths);
}

static void natural_widths_in_taiwan(void **state)
{
	(void)state;
	static const struct natural cases[] = {
		{"好。」", "1000 1000 1000"},
		{"好」。", "1000 500 1000"},
		{"說：「好", "1000 1000 500 1000"},
		{"？！", "1000 1000"},
		{"甲·乙", "1000 1000 1000"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		check_natural(FAKE_CENTRED, "zh-Hant-TW", cases[i].text,
			      cases[i].widths);
}

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

/* B: a text with its legal breaks marked. */
static const char *with_breaks(struct bench *b, const char *text,
			       enum cjk_level level)
{
	struct paragraph p;
	struct buf out;
	b->request.text = str_of(text);
	prepare_paragraph(&p, &b->setter, &b->request);
	struct cjk_preset preset = *p.runs.at[0].preset;
	preset.level = level;
	for (size_t i = 0; i < p.runs.count; i++)
		p.runs.at[i].preset = &preset;
	buf_init(&out, &b->arena, BUF_NO_MAXIMUM);
	for (uint32_t i = 0; i < p.cells.count; i++) {
		int penalty;
		const struct cell *cell = &p.cells.at[i];
		if (i && break_before(&p, i, &penalty) != BREAK_NONE)
			buf_add(&out, STR("¦"));
		buf_add(&out, str_cut(p.text, cell->at, cell->at + cell->bytes));
	}
	return arena_cstring(&b->arena, buf_str(&out));
}

static void lines_part_where_custom_allows(void **state)
{
	(void)state;
	static const struct {
		const char *wanted;
		enum cjk_level level;
	} cases[] = {
		{"参¦见¦《红¦楼¦梦》¦（第¦一¦回）、¦《西¦游¦记》。", LEVEL_GB},
		{"你¦好。”¦他¦说：¦“好！”", LEVEL_GB},
		{"真¦的¦吗？！¦好", LEVEL_GB},
		{"他¦说¦——¦不", LEVEL_GB},
		{"他¦说——¦不", LEVEL_STRICT},
		{"等¦等¦……¦然¦后", LEVEL_BASIC},
		{"等¦等……¦然¦后", LEVEL_GB},
		{"等¦等……¦然¦后", LEVEL_STRICT},
		{"卡¦尔·¦马¦克¦思", LEVEL_GB},
		{"和/¦或", LEVEL_BASIC},
		{"和/或", LEVEL_GB},
		{"和／¦或", LEVEL_BASIC},
		{"北¦京—¦上¦海", LEVEL_GB},
		{"约¦10%～¦20%", LEVEL_GB},
		{"价¦格¦￥100¦元，¦25℃¦左¦右", LEVEL_GB},
		{"1949—¦1986¦年", LEVEL_GB},
		{"急¦（0000），¦松", LEVEL_GB},
		{"今¦天¦（周¦一）¦来", LEVEL_GB},
		{"时¦时¦刻¦刻、¦人¦人々", LEVEL_BASIC},
		{"注¦①。¦下¦文", LEVEL_GB},
		{"Hello-¦World¦说", LEVEL_GB},
		{"看¦https://¦a.cn/¦b?¦c=¦1¦吧", LEVEL_GB},
		{"——¦——", LEVEL_GB},
		{"H₂O¦是", LEVEL_GB},
		{"“他¦说¦‘走’”", LEVEL_GB},
		{"A—¦B", LEVEL_GB},
		{"约¦3,141.59¦和¦12:30", LEVEL_GB},
		{"Hello ¦World", LEVEL_GB},
		{"气¦温¦-7℃", LEVEL_GB},
	};
	struct bench b;
	open_bench(&b, FAKE_PLAIN, "zh-Hans");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf plain;
		str rest = str_of(cases[i].wanted);
		buf_init(&plain, &b.arena, BUF_NO_MAXIMUM);
		for (size_t at; (at = str_find(rest, STR("¦"))) !=
				STR_NOT_FOUND;) {
			buf_add(&plain, str_cut(rest, 0, at));
			rest = str_from(rest, at + sizeof "¦" - 1);
		}
		buf_add(&plain, rest);
		const char *text = arena_cstring(&b.arena, buf_str(&plain));
		assert_string_equal(with_breaks(&b, text, cases[i].level),
				    cases[i].wanted);
	}
	close_bench(&b);
}

/* C: one line, justified. measure in 1/1000 em. */
static void check_justified(const char *text, int measure, const char *wanted)
{
	struct bench b;
	struct paragraph p;
	int gap;
	open_bench(&b, FAKE_PLAIN, "zh-Hans");
	b.request.text = str_of(text);
	b.request.measure = measure * (EM / 1000);
	prepare_paragraph(&p, &b.setter, &b.request);
	struct chosen_line line = {.end = (uint32_t)p.cells.count};
	justify_line(&p, &line, b.request.measure, &gap);
	assert_string_equal(widths(&b, &p, 0, p.cells.count), wanted);
	int64_t sum = 0;
	for (size_t i = 0; i < p.cells.count; i++)
		sum += p.cells.at[i].width + p.cells.at[i].space;
	assert_int_equal(sum, b.request.measure);
	close_bench(&b);
}

static void lines_are_justified_in_order(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int measure;
		const char *widths;
	} cases[] = {
		{"一二三四五六七八九", 10000,
		 "1125 1125 1125 1125 1125 1125 1125 1125 1000"},
		{"一二三四五六七八", 10000,
		 "1286 1286 1286 1286 1286 1286 1286 1000"},
		{"一二三，五六七八九十，", 10000,
		 "1000 1000 1000 500 1000 1000 1000 1000 1000 1000 500"},
		{"他说：“好，我们走吧！”", 10500,
		 "1000 1000 1000 500 1000 1000 1000 1000 1000 1000 500 500"},
		{"他说：“好，我们走吧！”", 10000,
		 "1000 1000 750 500 1000 750 1000 1000 1000 1000 500 500"},
		{"他说：“好，我们走吧！”", 11000,
		 "1083 1000 1083 500 1000 1083 1083 1083 1083 1000 500 500"},
		{"（一）二三四（五）六七八", 10500,
		 "500 1000 667 1000 1000 1000 667 1000 667 1000 1000 1000"},
		{"甲，乙、丙；丁。戊", 8000,
		 "1000 667 1000 667 1000 667 1000 1000 1000"},
		{"甲，乙、丙；丁。戊", 7500,
		 "1000 500 1000 500 1000 500 1000 1000 1000"},
		{"甲，乙、丙；丁。戊", 7000,
		 "1000 500 1000 500 1000 500 1000 500 1000"},
		{"甲（乙）丙", 4500, "1000 750 1000 750 1000"},
		{"我爱OK你", 5000, "1000 1500 500 1000 1000"},
		{"我爱OK你", 6000, "1333 1833 500 1333 1000"},
		{"我们用Git管理", 8000,
		 "1100 1100 1600 500 500 1100 1100 1000"},
		{"第3季的第22和23集", 10000,
		 "1250 750 1000 1000 1250 500 750 1250 500 750 1000"},
		{"北京—上海高铁", 8000,
		 "1250 1000 1000 1250 1250 1250 1000"},
		{"卡尔·马克思说", 7000, "1125 1000 500 1125 1125 1125 1000"},
		{"“甲乙丙丁戊己", 7000, "500 1100 1100 1100 1100 1100 1000"},
		{"甲乙丙丁戊己。", 7000, "1100 1100 1100 1100 1100 1000 500"},
		{"“甲乙”、“丙丁”和", 8500,
		 "500 1000 1000 500 1000 500 1000 1000 1000 1000"},
		{"价格￥100元整", 7500,
		 "1125 1125 1000 500 500 1125 1125 1000"},
		{"Hello World你", 7000,
		 "500 500 500 500 500 500 500 500 500 500 1000 1000"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		check_justified(cases[i].text, cases[i].measure,
				cases[i].widths);
}

/* D: whole paragraphs; lines parted by "/". */
static const char *lines_of(struct bench *b, const char *text, int measure)
{
	struct set_paragraph set;
	struct buf out;
	b->request.text = str_of(text);
	b->request.measure = measure * (EM / 1000);
	set_lines(&b->setter, &b->request, &set);
	buf_init(&out, &b->arena, BUF_NO_MAXIMUM);
	for (size_t i = 0; i < set.count; i++) {
		if (i)
			buf_add_byte(&out, '/');
		buf_add(&out, str_cut(b->request.text, set.lines[i].start,
				      set.lines[i].end));
	}
	return arena_cstring(&b->arena, buf_str(&out));
}

static void check_lines(const char *text, int measure, const char *wanted)
{
	struct bench b;
	open_bench(&b, FAKE_PLAIN, "zh-Hans");
	assert_string_equal(lines_of(&b, text, measure), wanted);
	close_bench(&b);
}

static void paragraphs_part_at_least_cost(void **state)
{
	(void)state;
	check_lines("一二三四五六七八九十，后面", 10000,
		    "一二三四五六七八九/十，后面");
	check_lines("一二三，五六七八九十，后来呢", 10000,
		    "一二三，五六七八九十，/后来呢");
	check_lines("一二三，五六七八九十，后", 10000,
		    "一二三，五六七八九/十，后");
	check_lines("一二三四五六七八九（十一）", 10000,
		    "一二三四五六七八九/（十一）");
	check_lines("一二三四五六七八九——十甲", 10000,
		    "一二三四五六七八九/——十甲");
	check_lines("一二三四五六七八1949年", 10000, "一二三四五六七八/1949年");
	check_lines("一二，四五六，八九十甲", 10000, "一二，四五六，八九十甲");
	check_lines("——", 10000, "——");
	check_lines("", 10000, "");
	check_lines("  　 ", 10000, "");
	check_lines("　　开头", 10000, "开头");
}

static void twenty_one_characters_leave_no_orphan(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, FAKE_PLAIN, "zh-Hans");
	const char *lines = lines_of(&b,
		"一二三四五六七八九十一二三四五六七八九十甲", 10000);
	assert_true(!strcmp(lines, "一二三四五六七八九/十一二三四五六七八九/十甲") ||
		    !strcmp(lines, "一二三四五六七八九十/一二三四五六七八九/十甲") ||
		    !strcmp(lines, "一二三四五六七八九/十一二三四五六七八九十/甲乙"));
	assert_string_equal(
		lines_of(&b, "一二三四五六七八九十一二三四五六七八九十。", 10000),
		"一二三四五六七八九/十一二三四五六七八/九十。");
	close_bench(&b);
}

static void the_indent_does_not_hide_a_line_start(void **state)
{
	(void)state;
	struct bench b;
	struct set_paragraph set;
	open_bench(&b, FAKE_PLAIN, "zh-Hans");
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

static void pure_han_fills_lines_without_stretch(void **state)
{
	(void)state;
	struct bench b;
	struct buf text;
	struct set_paragraph set;
	open_bench(&b, FAKE_PLAIN, "zh-Hans");
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

static void nothing_hangs_on_hopeless_texts(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, FAKE_PLAIN, "zh-Hans");
	static const char *const texts[] = {
		"》》》》》》》》》》》》",
		"https://example.org/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
		"0123456789012345678901234567890123456789012345678901234567890",
		"……………………………………", "————————————", "（（（（（（（（",
		"甲\xCC\x81乙", "𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷",
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		for (int measure = 1000; measure <= 10000; measure += 1500)
			assert_true(*lines_of(&b, texts[i], measure));
	assert_string_equal(lines_of(&b, "甲乙丙", 1000), "甲/乙/丙");
	assert_string_equal(lines_of(&b, "甲乙", 400), "甲/乙");
	assert_int_equal(b.diag.error_count, 0);
	assert_true(b.diag.warning_count > 0);
	close_bench(&b);
}

static void clusters_stay_whole(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, FAKE_PLAIN, "zh-Hans");
	assert_string_equal(with_breaks(&b, "中\xEF\xB8\x80文", LEVEL_GB),
			    "中\xEF\xB8\x80¦文");
	assert_string_equal(with_breaks(&b, "葛\xF3\xA0\x84\x80城", LEVEL_GB),
			    "葛\xF3\xA0\x84\x80¦城");
	check_natural(FAKE_PLAIN, "zh-Hans", "吃𠮷", "1000 1000");
	close_bench(&b);
}

static void dashes_are_two_ems_without_a_gap(void **state)
{
	(void)state;
	struct bench b;
	struct set_paragraph set;
	open_bench(&b, FAKE_JOINED_DASH, "zh-Hans");
	b.request.text = STR("他——你");
	b.request.measure = 10 * EM;
	set_lines(&b.setter, &b.request, &set);
	const struct glyphs *run = &set.lines[0].items[0].as.glyphs;
	assert_int_equal(run->count, 3);
	assert_int_equal(run->at[1].bytes, 6);
	assert_int_equal(run->at[2].x, 3 * EM);
	close_bench(&b);
	open_bench(&b, FAKE_SHORT_DASH, "zh-Hans");
	b.request.text = STR("他——你");
	b.request.measure = 10 * EM;
	set_lines(&b.setter, &b.request, &set);
	assert_int_equal(set.lines[0].item_count, 2);
	const struct item *rule = &set.lines[0].items[1];
	assert_int_equal(rule->kind, ITEM_RULE);
	assert_int_equal(rule->box.x, EM + EM * 879 / 1000);
	assert_int_equal(rule->box.width, EM * 242 / 1000);
	assert_int_equal(rule->box.height, EM * 40 / 1000);
	assert_int_equal(set.lines[0].items[0].as.glyphs.at[3].x, 3 * EM);
	close_bench(&b);
}

static void a_missing_character_is_told_once(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, FAKE_WITHOUT_RARE, "zh-Hans");
	assert_string_equal(lines_of(&b, "有龘与龘和𠮷也𠮷", 20000),
			    "有龘与龘和𠮷也𠮷");
	assert_int_equal(b.diag.error_count, 2);
	assert_int_equal(b.diag.findings.at[0].message, MSG_CHARACTER_MISSING);
	assert_int_equal(b.diag.findings.at[1].message, MSG_CHARACTER_UNKNOWN);
	close_bench(&b);
}

static struct phrase phrase_of(enum phrase_kind kind, const char *text)
{
	return (struct phrase){.kind = kind, .text = str_of(text)};
}

static void phrases_do_not_part_marks(void **state)
{
	(void)state;
	struct bench b;
	struct paragraph p;
	open_bench(&b, FAKE_PLAIN, "zh-Hans");
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

static void notes_stay_with_their_word(void **state)
{
	(void)state;
	struct bench b;
	struct set_paragraph set;
	open_bench(&b, FAKE_PLAIN, "zh-Hans");
	struct note note = {.label = STR("①")};
	struct phrase first = phrase_of(PHRASE_TEXT, "一二三四五六七八九十。");
	struct phrase mark = {.kind = PHRASE_NOTE, .as.note.note = &note};
	struct phrase last = phrase_of(PHRASE_TEXT, "后来呢");
	first.next = &mark;
	mark.next = &last;
	b.request.phrases = &first;
	b.request.measure = 10 * EM;
	set_lines(&b.setter, &b.request, &set);
	assert_int_equal(set.count, 2);
	assert_int_equal(set.lines[0].note_count, 0);
	assert_int_equal(set.lines[1].note_count, 1);
	assert_ptr_equal(set.lines[1].notes[0], &note);
	assert_int_equal(set.lines[1].start, 27);
	assert_int_equal(set.lines[1].end, 42);
	const struct glyphs *label = &set.lines[1].items[1].as.glyphs;
	assert_true(label->is_artifact);
	assert_int_equal(label->size, EM * 59 / 100);
	assert_int_equal(label->y, -EM * 33 / 100);
	close_bench(&b);
}

/* A point in the middle of its em, at a trimmed end, loses both its blanks
 * once and gives nothing more. */
static void centred_points_end_lines_in_half_an_em(void **state)
{
	(void)state;
	struct bench b;
	struct paragraph p;
	int gap;
	open_bench(&b, FAKE_CENTRED, "zh-Hant-HK");
	b.request.text = STR("甲：乙：");
	prepare_paragraph(&p, &b.setter, &b.request);
	struct chosen_line line = {.end = 4};
	assert_int_equal(justify_line(&p, &line, 3 * EM, &gap), 3 * EM);
	assert_int_equal(p.cells.at[1].width, EM / 2);
	assert_int_equal(p.cells.at[3].width, EM / 2);
	assert_int_equal(p.cells.at[3].shift, -EM / 4);
	close_bench(&b);
}

static void author_breaks_are_kept(void **state)
{
	(void)state;
	struct bench b;
	struct set_paragraph set;
	open_bench(&b, FAKE_PLAIN, "zh-Hans");
	struct phrase first = phrase_of(PHRASE_TEXT, "一二三");
	struct phrase stop = {.kind = PHRASE_BREAK, .next = NULL};
	struct phrase last = phrase_of(PHRASE_TEXT, "四五");
	first.next = &stop;
	stop.next = &last;
	b.request.phrases = &first;
	b.request.measure = 10 * EM;
	set_lines(&b.setter, &b.request, &set);
	assert_int_equal(set.count, 2);
	assert_int_equal(set.lines[0].width, 3 * EM);
	assert_int_equal(set.lines[1].start, 10);
	close_bench(&b);
}

static struct phrase ruby_of(struct phrase *base, const char *reading)
{
	return (struct phrase){.kind = PHRASE_RUBY, .child = base,
			       .as.ruby.reading = str_of(reading)};
}

static void readings_keep_clear_of_each_other(void **state)
{
	(void)state;
	struct bench b;
	struct set_paragraph set;
	open_bench(&b, FAKE_PLAIN, "zh-Hans");
	struct phrase one = phrase_of(PHRASE_TEXT, "装");
	struct phrase two = phrase_of(PHRASE_TEXT, "窗");
	struct phrase first = ruby_of(&one, "zhuang");
	struct phrase second = ruby_of(&two, "chuang");
	first.next = &second;
	b.request.phrases = &first;
	b.request.measure = 10 * EM;
	set_lines(&b.setter, &b.request, &set);
	const struct item *items = set.lines[0].items;
	/* Bases in two runs, then the readings. */
	assert_int_equal(items[1].as.glyphs.x - items[0].as.glyphs.x,
			 EM * 7 / 4);
	assert_int_equal(items[2].as.glyphs.x, 0);
	assert_true(items[2].as.glyphs.is_artifact);
	assert_int_equal(items[3].as.glyphs.x, EM * 7 / 4);
	assert_int_equal(items[2].as.glyphs.y, -EM * 88 / 100);
	struct phrase plain = phrase_of(PHRASE_TEXT, "要");
	struct phrase before = phrase_of(PHRASE_TEXT, "很");
	one.text = STR("重");
	first = ruby_of(&one, "zhong");
	before.next = &first;
	first.next = &plain;
	b.request.phrases = &before;
	set_lines(&b.setter, &b.request, &set);
	assert_int_equal(set.lines[0].width, 3 * EM);
	close_bench(&b);
}

static void readings_of_several_words_go_by_character(void **state)
{
	(void)state;
	struct bench b;
	struct paragraph p;
	open_bench(&b, FAKE_PLAIN, "zh-Hans");
	struct phrase base = phrase_of(PHRASE_TEXT, "北京");
	struct phrase ruby = ruby_of(&base, "bei jing");
	b.request.phrases = &ruby;
	b.request.measure = 10 * EM;
	prepare_paragraph(&p, &b.setter, &b.request);
	assert_int_equal(p.rubies.count, 2);
	assert_int_equal(p.rubies.at[1].first, 1);
	int penalty;
	assert_int_equal(break_before(&p, 1, &penalty), BREAK_SOFT);
	ruby = ruby_of(&base, "beijing");
	prepare_paragraph(&p, &b.setter, &b.request);
	assert_int_equal(p.rubies.count, 1);
	assert_int_equal(break_before(&p, 1, &penalty), BREAK_NONE);
	close_bench(&b);
}

/* 101 */
static void zhuyin_stands_at_the_right(void **state)
{
	(void)state;
	struct bench b;
	struct set_paragraph set;
	open_bench(&b, FAKE_PLAIN, "zh-Hans");
	struct phrase base = phrase_of(PHRASE_TEXT, "装");
	struct phrase ruby = ruby_of(&base, "ㄓㄨㄤ");
	struct phrase next = phrase_of(PHRASE_TEXT, "窗");
	ruby.next = &next;
	b.request.phrases = &ruby;
	b.request.measure = 10 * EM;
	set_lines(&b.setter, &b.request, &set);
	assert_int_equal(set.lines[0].width, EM * 5 / 2);
	/* Two runs of text, three symbols from top to bottom. */
	assert_int_equal(set.lines[0].item_count, 5);
	const struct item *items = set.lines[0].items;
	assert_int_equal(items[1].as.glyphs.x, EM * 3 / 2);
	assert_int_equal(items[2].as.glyphs.size, EM * 3 / 10);
	assert_true(items[2].as.glyphs.x >= EM);
	assert_int_equal(items[2].as.glyphs.x, items[4].as.glyphs.x);
	assert_int_equal(items[4].as.glyphs.y - items[2].as.glyphs.y,
			 EM * 6 / 10);
	close_bench(&b);
}

static void a_reading_longer_than_a_line_is_told(void **state)
{
	(void)state;
	struct bench b;
	struct set_paragraph set;
	open_bench(&b, FAKE_PLAIN, "zh-Hans");
	struct phrase base = phrase_of(PHRASE_TEXT, "甲");
	struct phrase ruby = ruby_of(&base, "abcdefghijklmnopqrstuvwxyz");
	b.request.phrases = &ruby;
	b.request.measure = 5 * EM;
	set_lines(&b.setter, &b.request, &set);
	assert_int_equal(b.diag.findings.count, 1);
	assert_int_equal(b.diag.findings.at[0].message, MSG_READING_TOO_LONG);
	assert_int_equal(set.lines[0].item_count, 1);
	close_bench(&b);
}

static void names_show_lines_of_their_own(void **state)
{
	(void)state;
	struct bench b;
	struct set_paragraph set;
	open_bench(&b, FAKE_PLAIN, "zh-Hans");
	struct phrase a = phrase_of(PHRASE_TEXT, "张三");
	struct phrase c = phrase_of(PHRASE_TEXT, "李四");
	struct phrase second = {.kind = PHRASE_UNDERLINE, .child = &c};
	struct phrase first = {.kind = PHRASE_UNDERLINE, .child = &a,
			       .next = &second};
	b.request.phrases = &first;
	b.request.measure = 10 * EM;
	set_lines(&b.setter, &b.request, &set);
	assert_int_equal(set.lines[0].item_count, 4);
	const struct box *left = &set.lines[0].items[2].box;
	const struct box *right = &set.lines[0].items[3].box;
	assert_true(right->x - (left->x + left->width) >= EM * 16 / 100);
	close_bench(&b);
}

static void looseness_gives_a_line_more_or_less_or_nothing(void **state)
{
	(void)state;
	struct bench b;
	struct set_paragraph set;
	struct buf text;
	open_bench(&b, FAKE_PLAIN, "zh-Hans");
	buf_init(&text, &b.arena, BUF_NO_MAXIMUM);
	for (int i = 0; i < 40; i++)
		buf_add(&text, STR("甲乙，丙丁戊己庚。"));
	b.request.text = buf_str(&text);
	b.request.measure = 28 * EM;
	set_lines(&b.setter, &b.request, &set);
	size_t plain = set.count;
	int64_t least = set.demerits;
	b.request.looseness = -1;
	set_lines(&b.setter, &b.request, &set);
	assert_int_equal(set.count, plain - 1);
	assert_true(set.demerits >= least);
	b.request.looseness = 1;
	set_lines(&b.setter, &b.request, &set);
	assert_true(set.count == plain || set.count == plain + 1);
	b.request.text = STR("短");
	set_lines(&b.setter, &b.request, &set);
	assert_int_equal(set.count, 1);
	close_bench(&b);
}

static void headings_are_balanced(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, FAKE_PLAIN, "zh-Hans");
	b.request.is_balanced = true;
	b.style.align = STYLE_CENTRE;
	assert_string_equal(lines_of(&b, "一二三四五六七八九十甲乙", 10000),
			    "一二三四五六/七八九十甲乙");
	assert_string_equal(lines_of(&b, "春天的花和秋天的月亮都好看", 10000),
			    "春天的花和/秋天的月亮都好看");
	assert_string_equal(lines_of(&b, "我们的学习小组真的有意思", 10000),
			    "我们的学习/小组真的有意思");
	assert_string_equal(lines_of(&b, "甲乙丙丁戊图书馆里好读书", 10000),
			    "甲乙丙丁戊/图书馆里好读书");
	close_bench(&b);
}

static void labels_stand_before_the_text(void **state)
{
	(void)state;
	struct bench b;
	struct set_paragraph set;
	open_bench(&b, FAKE_PLAIN, "zh-Hans");
	b.request.text = STR("总则");
	b.request.label = STR("第一章");
	b.request.measure = 20 * EM;
	set_lines(&b.setter, &b.request, &set);
	assert_int_equal(set.count, 1);
	assert_int_equal(set.lines[0].item_count, 2);
	assert_int_equal(set.lines[0].items[1].as.glyphs.x, 4 * EM);
	assert_int_equal(set.lines[0].start, 0);
	assert_int_equal(set.lines[0].end, 6);
	b.request.label = STR("①");
	b.request.label_width = 2 * EM;
	set_lines(&b.setter, &b.request, &set);
	assert_int_equal(set.lines[0].items[1].as.glyphs.x, 2 * EM);
	close_bench(&b);
}

static void code_keeps_its_blanks(void **state)
{
	(void)state;
	struct bench b;
	struct set_paragraph set;
	open_bench(&b, FAKE_PLAIN, "zh-Hans");
	b.style.keeps_spaces = true;
	b.style.align = STYLE_START;
	b.request.measure = 20 * EM;
	b.request.text = STR("  if (x)\treturn  1;");
	set_lines(&b.setter, &b.request, &set);
	assert_int_equal(set.count, 1);
	assert_int_equal(set.lines[0].start, 0);
	/* Eight columns, no tab stop left: four more; then nine characters
	 * and two blanks. */
	assert_int_equal(set.lines[0].width, (8 + 4 + 10) * EM / 2);
	b.request.text = STR("中文 code 中文");
	set_lines(&b.setter, &b.request, &set);
	assert_int_equal(set.lines[0].width, (4 + 3) * EM);
	close_bench(&b);
}

static void letterspacing_ends_with_the_line(void **state)
{
	(void)state;
	struct bench b;
	struct set_paragraph set;
	open_bench(&b, FAKE_PLAIN, "zh-Hans");
	b.style.letter_spacing = 500;
	b.style.align = STYLE_CENTRE;
	b.request.text = STR("目录");
	b.request.measure = 10 * EM;
	set_lines(&b.setter, &b.request, &set);
	const struct glyphs *run = &set.lines[0].items[0].as.glyphs;
	assert_int_equal(run->at[1].x, EM * 3 / 2);
	assert_int_equal(run->x, (10 * EM - EM * 5 / 2) / 2);
	close_bench(&b);
}

static void emphasis_and_links_follow_the_text(void **state)
{
	(void)state;
	struct bench b;
	struct set_paragraph set;
	open_bench(&b, FAKE_PLAIN, "zh-Hans");
	struct phrase inner = phrase_of(PHRASE_TEXT, "重要，事");
	struct phrase link = {.kind = PHRASE_LINK, .child = &inner,
			      .as.link.target = STR("#here")};
	b.request.phrases = &link;
	b.request.measure = 10 * EM;
	b.style.has_dots = true;
	set_lines(&b.setter, &b.request, &set);
	const struct item *items = set.lines[0].items;
	assert_int_equal(set.lines[0].item_count, 5);
	assert_int_equal(items[1].kind, ITEM_LINK);
	assert_int_equal(items[1].box.width, 4 * EM);
	for (size_t i = 2; i < 5; i++)
		assert_true(items[i].as.glyphs.is_artifact);
	const struct glyphs *dot = &items[4].as.glyphs;
	assert_in_range(dot->x + dot->size / 2, 3 * EM + EM / 2 - 2,
			3 * EM + EM / 2 + 2);
	close_bench(&b);
}

static void singles_keep_their_natural_width(void **state)
{
	(void)state;
	struct bench b;
	open_bench(&b, FAKE_PLAIN, "zh-Hans");
	struct set_line line = set_single(&b.setter, STR("第3页。"), &b.style,
					  true);
	assert_int_equal(line.width, 4 * EM);
	assert_true(line.items[0].as.glyphs.is_artifact);
	line = set_single(&b.setter, STR_NONE, &b.style, false);
	assert_int_equal(line.width, 0);
	close_bench(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(natural_widths_on_the_mainland),
		cmocka_unit_test(natural_widths_in_taiwan),
		cmocka_unit_test(ink_decides_where_a_font_differs),
		cmocka_unit_test(lines_part_where_custom_allows),
		cmocka_unit_test(lines_are_justified_in_order),
		cmocka_unit_test(paragraphs_part_at_least_cost),
		cmocka_unit_test(twenty_one_characters_leave_no_orphan),
		cmocka_unit_test(the_indent_does_not_hide_a_line_start),
		cmocka_unit_test(pure_han_fills_lines_without_stretch),
		cmocka_unit_test(nothing_hangs_on_hopeless_texts),
		cmocka_unit_test(clusters_stay_whole),
		cmocka_unit_test(dashes_are_two_ems_without_a_gap),
		cmocka_unit_test(a_missing_character_is_told_once),
		cmocka_unit_test(phrases_do_not_part_marks),
		cmocka_unit_test(notes_stay_with_their_word),
		cmocka_unit_test(centred_points_end_lines_in_half_an_em),
		cmocka_unit_test(author_breaks_are_kept),
		cmocka_unit_test(readings_keep_clear_of_each_other),
		cmocka_unit_test(readings_of_several_words_go_by_character),
		cmocka_unit_test(zhuyin_stands_at_the_right),
		cmocka_unit_test(a_reading_longer_than_a_line_is_told),
		cmocka_unit_test(names_show_lines_of_their_own),
		cmocka_unit_test(looseness_gives_a_line_more_or_less_or_nothing),
		cmocka_unit_test(headings_are_balanced),
		cmocka_unit_test(labels_stand_before_the_text),
		cmocka_unit_test(code_keeps_its_blanks),
		cmocka_unit_test(letterspacing_ends_with_the_line),
		cmocka_unit_test(emphasis_and_links_follow_the_text),
		cmocka_unit_test(singles_keep_their_natural_width),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
