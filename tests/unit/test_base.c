/* Memory, slices, growing bytes, UTF-8, lengths, compression, jobs. Files
 * and findings have test_base_file.c and test_base_diag.c.
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
#include "base/list.h"
#include "base/pool.h"
#include "base/utf8.h"

#include "base/banned.h"

#define assert_str(actual, expected)                                           \
	do {                                                                   \
		str got = (actual);                                            \
		str want = STR(expected);                                      \
		assert_int_equal(got.len, want.len);                           \
		assert_memory_equal(got.text, want.text, want.len);            \
	} while (0)

static int make_arena(void **state)
{
	struct arena *a = malloc(sizeof *a);
	arena_init(a);
	*state = a;
	return 0;
}

static int drop_arena(void **state)
{
	arena_free(*state);
	free(*state);
	return 0;
}

/* --- arena --- */

static void arena_gives_zeroed_aligned_memory(void **state)
{
	struct arena *a = *state;
	arena_copy(a, STR("odd"));
	for (size_t bytes = 0; bytes < 300; bytes++) {
		unsigned char *piece = arena_take(a, bytes);
		assert_non_null(piece);
		assert_int_equal((uintptr_t)piece % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < bytes; i++)
			assert_int_equal(piece[i], 0);
		memset(piece, 0xFF, bytes);
	}
}

static void arena_zeroes_again_after_rewind(void **state)
{
	struct arena *a = *state;
	struct arena_mark mark = arena_mark(a);
	memset(arena_take(a, 1000), 0xFF, 1000);
	arena_rewind(a, mark);
	assert_int_equal(a->bytes, 0);
	mark = arena_mark(a);
	arena_take(a, 1);
	mark = arena_mark(a);
	memset(arena_take(a, 1000), 0xFF, 1000);
	arena_rewind(a, mark);
	const unsigned char *again = arena_take(a, 1000);
	for (size_t i = 0; i < 1000; i++)
		assert_int_equal(again[i], 0);
}

static void arena_gives_large_pieces(void **state)
{
	struct arena *a = *state;
	char *small = arena_take(a, 10);
	size_t bytes = (size_t)5 << 20;
	char *large = arena_take(a, bytes);
	large[0] = large[bytes - 1] = 'x';
	char *after = arena_take(a, 10);
	after[9] = small[9] = 'x';
	assert_true(a->bytes > bytes);
	assert_true(a->bytes < bytes + ((size_t)2 << 20));
}

static void arena_rewinds_over_blocks(void **state)
{
	struct arena *a = *state;
	char *kept = arena_take(a, 100);
	memcpy(kept, "kept", 5);
	struct arena_mark mark = arena_mark(a);
	size_t before = a->bytes;
	for (int i = 0; i < 1000; i++)
		arena_take(a, 10000);
	assert_true(a->bytes > before);
	arena_rewind(a, mark);
	assert_int_equal(a->bytes, before);
	assert_string_equal(kept, "kept");
}

static void arena_grows_the_latest_in_place(void **state)
{
	struct arena *a = *state;
	char *text = arena_take(a, 10);
	memcpy(text, "123456789", 10);
	assert_ptr_equal(arena_grow(a, text, 10, 100), text);
	assert_int_equal(text[99], 0);
	arena_take(a, 1);
	char *moved = arena_grow(a, text, 100, 200);
	assert_ptr_not_equal(moved, text);
	assert_string_equal(moved, "123456789");
	assert_int_equal(moved[199], 0);
	assert_ptr_equal(arena_grow(a, moved, 200, 50), moved);
	assert_non_null(arena_grow(a, NULL, 0, 50));
}

static void arena_grows_past_its_block(void **state)
{
	struct arena *a = *state;
	char *text = arena_take(a, 60000);
	text[59999] = 'x';
	text = arena_grow(a, text, 60000, 6000000);
	assert_int_equal(text[59999], 'x');
	assert_int_equal(text[5999999], 0);
}

static void arena_makes_strings(void **state)
{
	struct arena *a = *state;
	str copy = arena_copy(a, str_cut(STR("版心abc"), 0, 6));
	assert_str(copy, "版心");
	assert_int_equal(copy.text[copy.len], '\0');
	assert_str(arena_copy(a, STR_NONE), "");
	assert_str(arena_join(a, STR("版"), STR("心")), "版心");
	assert_str(arena_join(a, STR_NONE, STR("心")), "心");
	assert_str(arena_format(a, "%d-%s", 7, "七"), "7-七");
	assert_string_equal(arena_cstring(a, str_cut(STR("abc"), 1, 2)), "b");
}

static void list_grows_and_keeps(void **state)
{
	struct arena *a = *state;
	LIST(size_t) numbers = {0};
	for (size_t i = 0; i < 100000; i++)
		list_push(a, &numbers, i);
	assert_int_equal(numbers.count, 100000);
	for (size_t i = 0; i < numbers.count; i++)
		assert_int_equal(numbers.at[i], i);
	list_reserve(a, &numbers, 500000);
	assert_true(numbers.capacity >= 500000);
	assert_int_equal(numbers.at[99999], 99999);
}

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

/* --- buf --- */

static void buf_adds(void **state)
{
	struct buf b;
	buf_init(&b, *state, BUF_NO_MAXIMUM);
	assert_str(buf_str(&b), "");
	buf_add(&b, STR_NONE);
	buf_add(&b, (str){NULL, 0});
	buf_add(&b, STR("版"));
	buf_add_byte(&b, '-');
	buf_add_code_point(&b, 0x20BB7);
	buf_add_code_point(&b, 0xD800);
	buf_format(&b, "%03d%s", 7, "");
	buf_format(&b, "%s", "");
	assert_str(buf_str(&b), "版-𠮷\uFFFD007");
	buf_truncate(&b, 3);
	buf_truncate(&b, 30);
	assert_str(buf_str(&b), "版");
}

static void buf_formats_long_text(void **state)
{
	struct buf b;
	buf_init(&b, *state, BUF_NO_MAXIMUM);
	for (int i = 0; i < 1000; i++)
		buf_format(&b, "%063d\n", i);
	assert_int_equal(b.len, 64000);
	assert_memory_equal(b.text + 63 * 64 + 61, "63\n", 3);
}

static void buf_stops_at_its_maximum(void **state)
{
	struct buf b;
	buf_init(&b, *state, 10);
	buf_add(&b, STR("12345678"));
	buf_add(&b, STR("9a"));
	assert_false(b.overflowed);
	buf_add_byte(&b, 'b');
	assert_true(b.overflowed);
	assert_str(buf_str(&b), "123456789a");
	buf_truncate(&b, 2);
	buf_format(&b, "x");
	assert_str(buf_str(&b), "12");
	buf_init(&b, *state, 10);
	buf_format(&b, "%s", "12345678901");
	assert_true(b.overflowed);
	assert_int_equal(b.len, 0);
}

static str written(struct buf *b, int64_t thousandths, int digits)
{
	size_t from = b->len;
	buf_add_thousandths(b, thousandths, digits);
	return str_from(buf_str(b), from);
}

static void buf_writes_numbers(void **state)
{
	struct buf b;
	buf_init(&b, *state, BUF_NO_MAXIMUM);
	buf_add_int(&b, 0);
	buf_add_int(&b, -12);
	buf_add_int(&b, INT64_MAX);
	buf_add_int(&b, INT64_MIN);
	assert_str(buf_str(&b),
		   "0-129223372036854775807-9223372036854775808");
	assert_str(written(&b, 12500, 3), "12.5");
	assert_str(written(&b, 12345, 3), "12.345");
	assert_str(written(&b, 12345, 2), "12.35");
	assert_str(written(&b, 12345, 1), "12.3");
	assert_str(written(&b, -12500, 0), "-13");
	assert_str(written(&b, 12499, 0), "12");
	assert_str(written(&b, -400, 0), "0");
	assert_str(written(&b, -4, 2), "0");
	assert_str(written(&b, -5, 2), "-0.01");
	assert_str(written(&b, 1000, 3), "1");
	assert_str(written(&b, 7, 3), "0.007");
	assert_str(written(&b, 999999, 2), "1000");
	assert_str(written(&b, INT64_MIN, 3), "-9223372036854775.808");
}

static void buf_writes_json(void **state)
{
	struct buf b;
	buf_init(&b, *state, BUF_NO_MAXIMUM);
	buf_add_json(&b, STR("“\"\\/\n\r\t\x01\x7F版\xFF𠮷"));
	assert_str(buf_str(&b), "\"“\\\"\\\\/\\n\\r\\t\\u0001\\u007f版\uFFFD𠮷\"");
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

static void deflate_round_trips(void **state)
{
	struct arena *a = *state;
	char *same = arena_take(a, 300000);
	str inputs[] = {STR(""), STR("a"), STR("版心版心版心版心"),
			{same, 300000}, noise(a, 100000)};
	for (size_t i = 0; i < sizeof inputs / sizeof inputs[0]; i++) {
		str packed = deflate_raw(inputs[i], a), back;
		assert_true(deflate_expand_raw(packed, inputs[i].len, a, &back));
		assert_true(str_equal(back, inputs[i]));
		assert_true(str_equal(deflate_raw(inputs[i], a), packed));
	}
	assert_true(deflate_raw(inputs[3], a).len < 1000);
}

static void deflate_refuses_broken_data(void **state)
{
	struct arena *a = *state;
	str text = STR("banxin banxin banxin banxin"), back = STR("untouched");
	str packed = deflate_raw(text, a);
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
	str packed = deflate_zlib(text, a);
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

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_arena, drop_arena)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(arena_gives_zeroed_aligned_memory),
		TEST(arena_zeroes_again_after_rewind),
		TEST(arena_gives_large_pieces),
		TEST(arena_rewinds_over_blocks),
		TEST(arena_grows_the_latest_in_place),
		TEST(arena_grows_past_its_block),
		TEST(arena_makes_strings),
		TEST(list_grows_and_keeps),
		TEST(str_compares),
		TEST(str_cuts_within_bounds),
		TEST(str_finds),
		TEST(str_trims_all_blanks),
		TEST(str_splits_lines),
		TEST(str_reads_numbers),
		TEST(str_hashes_alike_everywhere),
		TEST(buf_adds),
		TEST(buf_formats_long_text),
		TEST(buf_stops_at_its_maximum),
		TEST(buf_writes_numbers),
		TEST(buf_writes_json),
		TEST(utf8_round_trips_every_code_point),
		TEST(utf8_refuses_bad_bytes),
		TEST(utf8_steps_back_as_it_went_forward),
		TEST(utf8_counts_and_checks),
		TEST(length_parses),
		TEST(length_refuses),
		TEST(length_scales),
		TEST(deflate_round_trips),
		TEST(deflate_refuses_broken_data),
		TEST(deflate_writes_zlib),
		TEST(pool_runs_each_job_once),
		TEST(pool_waits_for_the_last),
	};
	return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
