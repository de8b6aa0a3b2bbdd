/* What lines carry besides text: notes, readings, labels, names, code; and
 * what befalls hopeless texts. The numbered rules are in
 * test_typeset_line_cases.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "typeset_bench.h"
#include "base/banned.h"

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

/* 98, 99, 100 */
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

/* 103 */
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

static void variants_have_a_line_less_or_more_or_none(void **state)
{
	(void)state;
	struct bench b;
	struct set_paragraph set, shorter, longer;
	struct buf text;
	open_bench(&b, FAKE_PLAIN, "zh-Hans");
	buf_init(&text, &b.arena, BUF_NO_MAXIMUM);
	for (int i = 0; i < 40; i++)
		buf_add(&text, STR("甲乙，丙丁戊己庚。"));
	b.request.text = buf_str(&text);
	b.request.measure = 28 * EM;
	set_lines(&b.setter, &b.request, &set);
	set_variants(&b.setter, &b.request, set.count, &shorter, &longer);
	assert_int_equal(shorter.count, set.count - 1);
	assert_true(shorter.demerits >= set.demerits);
	assert_true(set.may_grow);
	assert_true(longer.count == 0 || longer.count == set.count + 1);
	b.request.text = str_cut(b.request.text, 0, 36 * 3);
	set_lines(&b.setter, &b.request, &set);
	assert_int_equal(set.count, 2);
	assert_false(set.may_grow);
	b.request.text = STR("短");
	set_lines(&b.setter, &b.request, &set);
	set_variants(&b.setter, &b.request, set.count, &shorter, &longer);
	assert_int_equal(shorter.count + longer.count, 0);
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

/* 102 */
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
		cmocka_unit_test(nothing_hangs_on_hopeless_texts),
		cmocka_unit_test(dashes_are_two_ems_without_a_gap),
		cmocka_unit_test(a_missing_character_is_told_once),
		cmocka_unit_test(notes_stay_with_their_word),
		cmocka_unit_test(centred_points_end_lines_in_half_an_em),
		cmocka_unit_test(author_breaks_are_kept),
		cmocka_unit_test(readings_keep_clear_of_each_other),
		cmocka_unit_test(readings_of_several_words_go_by_character),
		cmocka_unit_test(zhuyin_stands_at_the_right),
		cmocka_unit_test(a_reading_longer_than_a_line_is_told),
		cmocka_unit_test(names_show_lines_of_their_own),
		cmocka_unit_test(variants_have_a_line_less_or_more_or_none),
		cmocka_unit_test(labels_stand_before_the_text),
		cmocka_unit_test(code_keeps_its_blanks),
		cmocka_unit_test(letterspacing_ends_with_the_line),
		cmocka_unit_test(emphasis_and_links_follow_the_text),
		cmocka_unit_test(singles_keep_their_natural_width),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
