/* Facts about code points that the passes and the typesetter build on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/unicode.h"
#include "base/utf8.h"

#include "base/banned.h"

typedef bool fact(uint32_t c);

/* The fact holds for each character of `yes` and for none of `no`. */
static void check(fact *holds, str yes, str no)
{
	for (size_t at = 0; at < yes.len;) {
		uint32_t c = utf8_next(yes, &at);
		if (!holds(c))
			fail_msg("U+%04X should be", (unsigned)c);
	}
	for (size_t at = 0; at < no.len;) {
		uint32_t c = utf8_next(no, &at);
		if (holds(c))
			fail_msg("U+%04X should not be", (unsigned)c);
	}
}

static void scripts(void **state)
{
	(void)state;
	check(unicode_is_han, STR("一鿿㐀䶿〇々𠮷𫝀𰀀豈⺀"),
	      STR("aあア한ㄅ，。　1é—“①"));
	check(unicode_is_kana, STR("あアーｱｰゞヽ"), STR("一aㄅ한。・"));
	check(unicode_is_bopomofo, STR("ㄅㄩㆠ"), STR("一aあㄱ"));
	check(unicode_is_latin, STR("azAZéāǚßаЖαΩ"), STR("一1あㄅ,א ×"));
}

static void categories(void **state)
{
	(void)state;
	check(unicode_is_letter, STR("azAZé一𠮷あㄅ한々"), STR("1_ ，。@[`{①"));
	check(unicode_is_digit, STR("09０９٣"), STR("a一①Ⅳ½/:"));
	check(unicode_is_space, STR(" \t\n\r\u00A0\u2003\u2028\u3000\uFEFF\u200B"),
	      STR("a一\u200D\u2060_"));
	check(unicode_is_mark, STR("\u0301\uFE00\u200D\U000E0100\u302A"),
	      STR("a一\u200C，\u00A8"));
	check(unicode_is_punctuation, STR(".,!_-，。“”《》—…·、「」"),
	      STR("a一1+$<>|～ "));
}

static void controls(void **state)
{
	(void)state;
	check(unicode_is_control, STR("\x01\x1B\r\x7F\xC2\x85\uFFFE\uFDD0\U0010FFFF"),
	      STR("\t\n a一\u00A0\uFFFD\u200B"));
	assert_true(unicode_is_control(0));
	assert_true(unicode_is_control(0x110000));
}

static void widths(void **state)
{
	(void)state;
	check(unicode_is_wide, STR("一あア한，。　Ａ𠮷「㈠🐉"), STR("aé—“…·ｱ1①"));
	check(unicode_is_sideways, STR("aZ7%é—“…→α"), STR("一あ，（「Ａ①×℃ 　"));
	check(unicode_is_cjk_punctuation, STR("、。「」《》　，！？“”‘’—…·（）～"),
	      STR(".,!?\"'-一aあ"));
}

static void facts_hold_for_any_number(void **state)
{
	(void)state;
	static fact *const facts[] = {
		unicode_is_han, unicode_is_kana, unicode_is_bopomofo,
		unicode_is_letter, unicode_is_latin, unicode_is_digit,
		unicode_is_space, unicode_is_mark, unicode_is_punctuation,
		unicode_is_cjk_punctuation, unicode_is_wide,
		unicode_is_sideways,
	};
	static const uint32_t odd[] = {0xD800, 0xDFFF, 0x110000, 0x7FFFFFFF,
				       0x80000000, UINT32_MAX};
	for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++)
		for (size_t j = 0; j < sizeof odd / sizeof odd[0]; j++)
			assert_false(facts[i](odd[j]));
}

static int order(const char *one, const char *other, str lang, struct arena *a)
{
	return str_compare(unicode_sort_key(str_of(one), lang, a),
			   unicode_sort_key(str_of(other), lang, a));
}

static void sorting(void **state)
{
	(void)state;
	struct arena a;
	arena_init(&a);
	str simplified = STR("zh-Hans"), traditional = STR("zh-Hant");
	/* bei < bian < zhong by sound; by strokes 中 4, 北 5, 邊 18 */
	assert_true(order("北", "边", simplified, &a) < 0);
	assert_true(order("边", "中", simplified, &a) < 0);
	assert_true(order("中", "北", traditional, &a) < 0);
	assert_true(order("北", "邊", traditional, &a) < 0);
	assert_true(order("中", "北", STR("zh-TW"), &a) < 0);
	assert_true(order("中", "北", STR(""), &a) > 0);
	assert_true(order("中", "北", STR("zh-CN"), &a) > 0);
	assert_int_equal(order("中", "中", simplified, &a), 0);
	assert_true(order("中", "中国", simplified, &a) < 0);
	assert_true(order("apple", "Banana", STR("en"), &a) < 0);
	assert_true(order("a", "b", STR("x-no-such"), &a) < 0);
	assert_true(order("", "a", simplified, &a) < 0);
	arena_free(&a);
}

static void folding(void **state)
{
	(void)state;
	struct arena a;
	arena_init(&a);
	assert_true(str_equal(unicode_fold(STR("ＡＢ１①ﬁ㈠"), &a),
			      STR("AB11fi(一)")));
	assert_true(str_equal(unicode_fold(STR("e\u0301"), &a), STR("é")));
	assert_true(str_equal(unicode_fold(STR(""), &a), STR("")));
	assert_true(str_equal(unicode_fold(STR("论语"), &a), STR("论语")));
	assert_int_equal(utf8_count(unicode_fold(STR("\uFDFA\uFDFA"), &a)), 36);
	assert_true(str_equal(unicode_fold(STR("a\xFF"), &a), STR("a\uFFFD")));
	arena_free(&a);
}

static void pinyin(void **state)
{
	(void)state;
	struct arena a;
	arena_init(&a);
	assert_true(str_equal(unicode_pinyin(STR("论语"), &a), STR("lun yu")));
	assert_true(str_equal(unicode_pinyin(STR("Ab女"), &a), STR("ab nu")));
	assert_true(str_equal(unicode_pinyin(STR(""), &a), STR("")));
	str long_word = STR("装装装装装装装装装装");
	assert_true(str_starts(unicode_pinyin(long_word, &a),
			       STR("zhuang zhuang zhuang")));
	arena_free(&a);
}

static void words_begin_by_dictionary(void **state)
{
	(void)state;
	struct arena a = {0};
	str text = STR("春天的月亮 ok");
	const bool *starts = unicode_word_starts(text, &a);
	assert_non_null(starts);
	assert_true(starts[0] && starts[6] && starts[9] && starts[16]);
	assert_false(starts[3] || starts[12] || starts[17]);
	assert_non_null(unicode_word_starts(STR(""), &a));
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_begin_by_dictionary),
		cmocka_unit_test(scripts),
		cmocka_unit_test(categories),
		cmocka_unit_test(controls),
		cmocka_unit_test(widths),
		cmocka_unit_test(facts_hold_for_any_number),
		cmocka_unit_test(sorting),
		cmocka_unit_test(folding),
		cmocka_unit_test(pinyin),
	};
	return cmocka_run_group_tests_name("base_unicode", tests, NULL, NULL);
}
