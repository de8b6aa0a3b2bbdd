/* What may begin a line, level by level: the classes of CSS Text 3, 5.2, as
 * W3C's tests have them (six Han, the character, two Han, in six ems), for
 * its `normal` (our gb) and `strict`.
 *
 * Contradicted on purpose: CSS lets ‐ – and 〜 begin a line when `normal`;
 * clreq lets no connector do so at any level but none. CSS `loose` has no
 * level here: Chinese books do not use it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "typeset_bench.h"
#include "base/banned.h"

struct range {
	uint32_t first, last;
};

static bool may_begin_line(uint32_t c, const char *lang, enum cjk_level level)
{
	struct bench b;
	struct paragraph p;
	struct buf text;
	char bytes[4];
	int penalty;
	open_bench(&b, FAKE_PLAIN, lang);
	b.layout.level = level;
	buf_init(&text, &b.arena, BUF_NO_MAXIMUM);
	buf_add(&text, STR("文文文文文文"));
	buf_add(&text, (str){bytes, utf8_encode(c, bytes)});
	buf_add(&text, STR("字字"));
	b.request.text = buf_str(&text);
	prepare_paragraph(&p, &b.setter, &b.request);
	bool may = break_before(&p, 6, &penalty) != BREAK_NONE;
	close_bench(&b);
	return may;
}

static void check(const struct range *ranges, size_t count,
		  enum cjk_level level, bool wanted)
{
	for (size_t i = 0; i < count; i++)
		for (uint32_t c = ranges[i].first; c <= ranges[i].last; c++) {
			bool zh = may_begin_line(c, "zh-Hans", level);
			bool ja = may_begin_line(c, "ja", level);
			if (zh != wanted || ja != wanted)
				fail_msg("U+%04X at level %d: %d, %d",
					 (unsigned)c, (int)level, zh, ja);
		}
}

#define CHECK(ranges, level, wanted) \
	check(ranges, sizeof ranges / sizeof *ranges, level, wanted)

static void marks_never_begin_a_line(void **state)
{
	(void)state;
	static const struct range marks[] = {
		{0x30FB, 0x30FB}, {0xFF1A, 0xFF1B}, {0xFF65, 0xFF65},
		{0x203C, 0x203C}, {0x2047, 0x2049}, {0xFF01, 0xFF01},
		{0xFF1F, 0xFF1F},
	};
	static const struct range after_numbers[] = {
		{0x00B0, 0x00B0}, {0x2030, 0x2030}, {0x2032, 0x2033},
		{0x2035, 0x2035}, {0x2103, 0x2103}, {0x2109, 0x2109},
		{0xFE6A, 0xFE6A}, {0xFF05, 0xFF05}, {0xFFE0, 0xFFE0},
	};
	static const struct range inseparable[] = {
		{0x2024, 0x2026}, {0x22EF, 0x22EF}, {0xFE19, 0xFE19},
		{0x10AF6, 0x10AF6},
	};
	static const struct range iteration[] = {
		{0x3005, 0x3005}, {0x303B, 0x303B}, {0x309D, 0x309E},
		{0x30FD, 0x30FE},
	};
	static const enum cjk_level levels[] = {LEVEL_GB, LEVEL_STRICT};
	for (size_t i = 0; i < 2; i++) {
		CHECK(marks, levels[i], false);
		CHECK(after_numbers, levels[i], false);
		CHECK(inseparable, levels[i], false);
		CHECK(iteration, levels[i], false);
	}
	CHECK(marks, LEVEL_NONE, true);
	CHECK(marks, LEVEL_BASIC, false);
}

static void small_kana_begin_none_where_strict(void **state)
{
	(void)state;
	static const struct range kana[] = {
		{0x3041, 0x3041}, {0x3043, 0x3043}, {0x3045, 0x3045},
		{0x3047, 0x3047}, {0x3049, 0x3049}, {0x3063, 0x3063},
		{0x3083, 0x3083}, {0x3085, 0x3085}, {0x3087, 0x3087},
		{0x308E, 0x308E}, {0x3095, 0x3096}, {0x30A0, 0x30A1},
		{0x30A3, 0x30A3}, {0x30A5, 0x30A5}, {0x30A7, 0x30A7},
		{0x30A9, 0x30A9}, {0x30C3, 0x30C3}, {0x30E3, 0x30E3},
		{0x30E5, 0x30E5}, {0x30E7, 0x30E7}, {0x30EE, 0x30EE},
		{0x30F5, 0x30F6}, {0x30FC, 0x30FC}, {0x31F0, 0x31FF},
		{0xFF67, 0xFF70},
	};
	CHECK(kana, LEVEL_GB, true);
	CHECK(kana, LEVEL_STRICT, false);
}

static void connectors_begin_none(void **state)
{
	(void)state;
	static const struct range connectors[] = {
		{0x2010, 0x2010}, {0x2013, 0x2013}, {0x301C, 0x301C},
	};
	CHECK(connectors, LEVEL_GB, false);
	CHECK(connectors, LEVEL_STRICT, false);
	CHECK(connectors, LEVEL_NONE, true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(marks_never_begin_a_line),
		cmocka_unit_test(small_kana_begin_none_where_strict),
		cmocka_unit_test(connectors_begin_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
