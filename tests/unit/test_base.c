/* Slices, UTF-8, lengths, compression, jobs. The rest of the room has test
 * programs of its own: test_base_*.c.
 */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/deflate.h"
#include "base/length.h"
#include "base/pool.h"
#include "base/utf8.h"
#include "tests/unit/base_fixture.h"

#include "base/banned.h"

/* --- str --- */

static void str_compares(void **state)
{
	(void)state;
	assert_true(str_equal(STR(""), str_of(NULL)));
	assert_true(str_equal((str){NULL, 0}, STR_NONE));
	assert_false(str_equal(STR("a"), STR("ab")));
	assert_true(str_equal_fold(STR("UTF-8"), STR("utf-8")));
	assert_false(str_equal_fold(STR("[a"), STR("{a")));
	assert_true(str_compare(STR("a"), STR("b")) < 0);
	assert_true(str_compare(STR("ab"), STR("a")) > 0);
	assert_int_equal(str_compare(STR("中"), STR("中")), 0);
	assert_true(str_compare(STR("z"), STR("中")) < 0);
	assert_true(str_starts(STR("第一章"), STR("第")));
	assert_false(str_starts(STR("第"), STR("第一")));
	assert_true(str_ends(STR("第一章"), STR("章")));
	assert_true(str_ends(STR("x"), STR("")));
	assert_false(str_ends(STR(""), STR("x")));
}

static void str_cuts_within_bounds(void **state)
{
	(void)state;
	assert_str(str_cut(STR("abcdef"), 1, 3), "bc");
	assert_str(str_cut(STR("abc"), 1, 99), "bc");
	assert_str(str_cut(STR("abc"), 3, 1), "");
	assert_str(str_cut(STR("abc"), 99, 100), "");
	assert_str(str_from(STR("abc"), 2), "c");
	assert_str(str_from(STR_NONE, 2), "");
}

static void str_finds(void **state)
{
	(void)state;
	str text = STR("abcabcabd");
	assert_int_equal(str_find(text, STR("abd")), 6);
	assert_int_equal(str_find(text, STR("")), 0);
	assert_int_equal(str_find(text, STR("abcabcabdx")), STR_NOT_FOUND);
	assert_int_equal(str_find(text, STR("d")), 8);
	assert_int_equal(str_find_from(text, STR("abc"), 1), 3);
	assert_int_equal(str_find_from(text, STR("abc"), 4), STR_NOT_FOUND);
	assert_int_equal(str_find_from(text, STR(""), 9), 9);
	assert_int_equal(str_find_from(text, STR("a"), 10), STR_NOT_FOUND);
	assert_int_equal(str_find_last(text, STR("ab")), 6);
	assert_int_equal(str_find_last(text, STR("x")), STR_NOT_FOUND);
	assert_int_equal(str_find_last(STR_NONE, STR("x")), STR_NOT_FOUND);
	assert_int_equal(str_find_byte(text, 'c'), 2);
	assert_int_equal(str_find_byte(STR_NONE, 'c'), STR_NOT_FOUND);
	assert_true(str_contains(STR("白日依山尽"), STR("依山")));
	assert_str(str_shorten(STR("白日"), 5), "白");
	assert_str(str_shorten(STR("白日"), 6), "白日");
	assert_true(str_has_form(STR("2026-11"), "0000-00"));
	assert_false(str_has_form(STR("2026-1x"), "0000-00"));
	assert_false(str_has_form(STR("2026"), "0000-00"));
	assert_false(str_contains(STR_NONE, STR("x")));
}

static void str_trims_all_blanks(void **state)
{
	(void)state;
	assert_str(str_trim(STR("\uFEFF \t\u3000正\u3000文\u00A0\r\n\u200B")),
		   "正\u3000文");
	assert_str(str_trim(STR(" \u3000 ")), "");
	assert_str(str_trim(STR("")), "");
	assert_str(str_trim_start(STR(" a ")), "a ");
	assert_str(str_trim_end(STR(" a ")), " a");
	/* A continuation byte alone is no blank. */
	assert_str(str_trim(STR("\xA0x\x80")), "\xA0x\x80");
}

static void str_splits_lines(void **state)
{
	(void)state;
	str rest = STR("one\r\n\n三\nlast"), line;
	assert_true(str_next_line(&rest, &line));
	assert_str(line, "one");
	assert_true(str_next_line(&rest, &line));
	assert_str(line, "");
	assert_true(str_next_line(&rest, &line));
	assert_str(line, "三");
	assert_true(str_next_line(&rest, &line));
	assert_str(line, "last");
	assert_false(str_next_line(&rest, &line));
	rest = STR("\n");
	assert_true(str_next_line(&rest, &line));
	assert_str(line, "");
	assert_false(str_next_line(&rest, &line));
}

static void str_reads_numbers(void **state)
{
	(void)state;
	int number = -5;
	assert_true(str_to_int(STR("0"), &number));
	assert_int_equal(number, 0);
	assert_true(str_to_int(STR("2147483647"), &number));
	assert_int_equal(number, INT_MAX);
	number = -5;
	assert_false(str_to_int(STR("2147483648"), &number));
	assert_false(str_to_int(STR("99999999999999999999"), &number));
	assert_false(str_to_int(STR(""), &number));
	assert_false(str_to_int(STR("-1"), &number));
	assert_false(str_to_int(STR("1 "), &number));
	assert_false(str_to_int(STR("１"), &number));
	assert_int_equal(number, -5);
}

static void str_hashes_alike_everywhere(void **state)
{
	(void)state;
	assert_true(str_hash(STR("")) == UINT64_C(0xcbf29ce484222325));
	assert_true(str_hash(STR("a")) == UINT64_C(0xaf63dc4c8601ec8c));
	assert_true(str_hash(STR("foobar")) == UINT64_C(0x85944171f73967e8));
}

/* --- utf8 --- */

static void utf8_round_trips_every_code_point(void **state)
{
	(void)state;
	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		char bytes[4];
		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		size_t len = utf8_encode(c, bytes), forward = 0, back = len;
		str one = {bytes, len};
		if (utf8_next(one, &forward) != c || forward != len ||
		    utf8_previous(one, &back) != c || back != 0 ||
		    !utf8_is_valid(one, NULL))
			fail_msg("U+%04X", (unsigned)c);
	}
}

static void utf8_refuses_bad_bytes(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC2", "\xE0\x80\x80",
		"\xE4\xB8", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x80\x80\x80",
		"\xF0\xA0\xAE", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF",
		"\xE4\xB8" "a", "\xFE\xFF",
	};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		str s = str_of(bad[i]);
		size_t at = 0, bad_at = 99;
		assert_int_equal(utf8_next(s, &at), UTF8_BAD);
		assert_int_equal(at, 1);
		assert_false(utf8_is_valid(s, &bad_at));
		assert_int_equal(bad_at, 0);
	}
	assert_int_equal(utf8_encode(0x110000, (char[4]){0}), 3);
}

static void utf8_steps_back_as_it_went_forward(void **state)
{
	(void)state;
	str mixed = STR("a\xE4\xB8\xAD\x80\xF0\xA0\xAE\xB7\xE4\xB8z\xC2\xA0\xBF");
	size_t starts[32], count = 0;
	for (size_t at = 0; at < mixed.len;) {
		starts[count++] = at;
		utf8_next(mixed, &at);
	}
	for (size_t at = mixed.len; at > 0;) {
		utf8_previous(mixed, &at);
		assert_int_equal(at, starts[--count]);
	}
	assert_int_equal(count, 0);
}

static void utf8_counts_and_checks(void **state)
{
	(void)state;
	size_t bad_at = 0;
	assert_int_equal(utf8_count(STR("")), 0);
	assert_int_equal(utf8_count(STR("a版𠮷\xFF")), 4);
	assert_int_equal(utf8_first(STR("版心")), 0x7248);
	assert_int_equal(utf8_last(STR("版心")), 0x5FC3);
	assert_int_equal(utf8_first(STR_NONE), 0);
	assert_int_equal(utf8_last(STR_NONE), 0);
	assert_true(utf8_is_valid(STR(""), NULL));
	assert_true(utf8_is_valid(STR("0123456789abcdef版0123456789"), NULL));
	assert_false(utf8_is_valid(STR("0123456789abcdef\xE7\x89"), &bad_at));
	assert_int_equal(bad_at, 16);
	assert_false(utf8_is_valid(STR("版0123456789\x80"), &bad_at));
	assert_int_equal(bad_at, 13);
}

/* --- length --- */

static length parsed(const char *text)
{
	length value = -77;
	return length_parse(str_of(text), &value) ? value : -77;
}

static void length_parses(void **state)
{
	(void)state;
	assert_int_equal(parsed("10.5pt"), 10500);
	assert_int_equal(parsed("3mm"), 8504);
	assert_int_equal(parsed("2.1cm"), 59528);
	assert_int_equal(parsed("1in"), 72000);
	assert_int_equal(parsed("12px"), 9000);
	assert_int_equal(parsed("210mm"), 595276);
	assert_int_equal(parsed("-1.5pt"), -1500);
	assert_int_equal(parsed("+1pt"), 1000);
	assert_int_equal(parsed(".5pt"), 500);
	assert_int_equal(parsed("0.0005pt"), 1);
	assert_int_equal(parsed("-0.0005pt"), -1);
	assert_int_equal(parsed("0.0004999999pt"), 0);
	assert_int_equal(parsed(" 12 PT "), 12000);
	assert_int_equal(parsed("0"), 0);
	assert_int_equal(parsed("2000in"), 144000000);
	assert_int_equal(parsed("-144000pt"), -144000000);
	assert_int_equal(LENGTH_MM(210), 595276);
}

static void length_refuses(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"", "pt", "12", "12em", "12 pt x", "1.pt", ".pt", "--1pt",
		"1e3pt", "2000.1in", "5080.1cm", "99999999999999999999pt",
		"１pt", "1,5pt", "-", "+", ".", "0x10pt", "nan", "inf",
	};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		if (parsed(bad[i]) != -77)
			fail_msg("'%s' was taken", bad[i]);
}

static void length_scales(void **state)
{
	(void)state;
	assert_int_equal(length_scale(1000, 1, 3), 333);
	assert_int_equal(length_scale(1000, 2, 3), 667);
	assert_int_equal(length_scale(1, 1, 2), 1);
	assert_int_equal(length_scale(-1, 1, 2), -1);
	assert_int_equal(length_scale(3, -1, 2), -2);
	assert_int_equal(length_scale(3, 1, -2), -2);
	assert_int_equal(length_scale(5, 1, 4), 1);
	assert_int_equal(length_scale(INT32_MAX, 1000000, 1000000), INT32_MAX);
	assert_int_equal(length_scale(0, 5, 7), 0);
}

/* --- deflate --- */

static str noise(struct arena *a, size_t len)
{
	char *text = arena_take(a, len + 1);
	uint32_t seed = 12345;
	for (size_t i = 0; i < len; i++) {
		seed = seed * 1664525u + 1013904223u;
		text[i] = (char)(seed >> 24);
	}
	return (str){text, len};
}

static void round_trip(str bytes, enum deflate_effort effort, struct arena *a)
{
	str packed = deflate_raw(bytes, effort, a), back;
	assert_true(deflate_expand_raw(packed, bytes.len, a, &back));
	assert_true(str_equal(back, bytes));
	assert_true(str_equal(deflate_raw(bytes, effort, a), packed));
}

/* Text of few letters in disorder, as Chinese is to a byte compressor. */
static void more_effort_packs_smaller(void **state)
{
	struct arena *a = *state;
	str bytes = noise(a, 60000);
	struct buf text;
	buf_init(&text, a, BUF_NO_MAXIMUM);
	for (size_t i = 0; i < bytes.len; i++)
		buf_add_code_point(&text, 0x4E00 + (bytes.text[i] & 0x7F));
	assert_true(deflate_raw(buf_str(&text), DEFLATE_SMALL, a).len <
		    deflate_raw(buf_str(&text), DEFLATE_FAST, a).len);
}

static void deflate_round_trips(void **state)
{
	struct arena *a = *state;
	char *same = arena_take(a, 300000);
	str inputs[] = {STR(""), STR("a"), STR("版心版心版心版心"),
			{same, 300000}, noise(a, 100000)};
	for (size_t i = 0; i < sizeof inputs / sizeof inputs[0]; i++) {
		round_trip(inputs[i], DEFLATE_FAST, a);
		round_trip(inputs[i], DEFLATE_DRAWING, a);
		round_trip(inputs[i], DEFLATE_SMALL, a);
	}
	assert_true(deflate_raw(inputs[3], DEFLATE_FAST, a).len < 1000);
}

static void deflate_refuses_broken_data(void **state)
{
	struct arena *a = *state;
	str text = STR("banxin banxin banxin banxin"), back = STR("untouched");
	str packed = deflate_raw(text, DEFLATE_FAST, a);
	assert_false(deflate_expand_raw(packed, text.len - 1, a, &back));
	assert_false(deflate_expand_raw(packed, text.len + 1, a, &back));
	assert_false(deflate_expand_raw(STR("\xFF\xFF\xFF"), 5, a, &back));
	assert_false(deflate_expand_raw(STR(""), 0, a, &back));
	assert_str(back, "untouched");
}

static void deflate_writes_zlib(void **state)
{
	struct arena *a = *state;
	str text = STR("hello hello hello hello"), back;
	str packed = deflate_zlib(text, DEFLATE_FAST, a);
	assert_int_equal((unsigned char)packed.text[0] & 0x0F, 8);
	assert_int_equal(((unsigned char)packed.text[0] * 256 +
			  (unsigned char)packed.text[1]) % 31, 0);
	str raw = str_cut(packed, 2, packed.len - 4);
	assert_true(deflate_expand_raw(raw, text.len, a, &back));
	assert_true(str_equal(back, text));
	assert_true(deflate_crc32(STR("123456789")) == 0xCBF43926u);
	assert_true(deflate_crc32(STR("")) == 0);
}

/* --- pool --- */

#define JOB_COUNT 10000

struct tally {
	atomic_int times[JOB_COUNT];
};

static void count_job(void *context, size_t number)
{
	struct tally *tally = context;
	atomic_fetch_add(&tally->times[number], 1);
}

static void pool_runs_each_job_once(void **state)
{
	static const unsigned threads[] = {0, 1, 2, 7, 1000};
	struct arena *a = *state;
	for (size_t i = 0; i < sizeof threads / sizeof threads[0]; i++) {
		struct tally *tally = arena_new(a, struct tally);
		pool_run(JOB_COUNT, threads[i], count_job, tally);
		for (size_t job = 0; job < JOB_COUNT; job++)
			assert_int_equal(atomic_load(&tally->times[job]), 1);
	}
	struct tally *tally = arena_new(a, struct tally);
	pool_run(0, 0, count_job, tally);
	pool_run(1, 8, count_job, tally);
	assert_int_equal(atomic_load(&tally->times[0]), 1);
	assert_int_equal(atomic_load(&tally->times[1]), 0);
}

static void slow_job(void *context, size_t number)
{
	nanosleep(&(struct timespec){.tv_nsec = 20 * 1000 * 1000}, NULL);
	count_job(context, number);
}

static void pool_waits_for_the_last(void **state)
{
	struct tally *tally = arena_new(*state, struct tally);
	pool_run(8, 4, slow_job, tally);
	for (size_t job = 0; job < 8; job++)
		assert_int_equal(atomic_load(&tally->times[job]), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(str_compares),
		TEST(str_cuts_within_bounds),
		TEST(str_finds),
		TEST(str_trims_all_blanks),
		TEST(str_splits_lines),
		TEST(str_reads_numbers),
		TEST(str_hashes_alike_everywhere),
		TEST(utf8_round_trips_every_code_point),
		TEST(utf8_refuses_bad_bytes),
		TEST(utf8_steps_back_as_it_went_forward),
		TEST(utf8_counts_and_checks),
		TEST(length_parses),
		TEST(length_refuses),
		TEST(length_scales),
		TEST(deflate_round_trips),
		TEST(more_effort_packs_smaller),
		TEST(deflate_refuses_broken_data),
		TEST(deflate_writes_zlib),
		TEST(pool_runs_each_job_once),
		TEST(pool_waits_for_the_last),
	};
	return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
