/* Arenas, lists and growing bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/index.h"
#include "base/list.h"
#include "tests/unit/base_fixture.h"

#include "base/banned.h"

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
	text[99] = 'x';
	arena_take(a, 1);
	char *moved = arena_grow(a, text, 100, 200);
	assert_ptr_not_equal(moved, text);
	assert_string_equal(moved, "123456789");
	assert_int_equal(moved[99], 'x');
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
	text[5999999] = 'x';
}

static void arena_moves_what_is_great(void **state)
{
	struct arena *a = *state;
	struct arena_mark start = arena_mark(a), mark;
	size_t bytes = (size_t)2 << 20;
	char *small = arena_take(a, 10), *great = arena_take(a, bytes);
	memcpy(small, "small", 6);
	memcpy(great, "great", 6);
	mark = arena_mark(a);
	char *behind = arena_take(a, 10);
	memcpy(behind, "behind", 7);
	for (int i = 0; i < 4; i++, bytes *= 2) {
		great = arena_grow(a, great, bytes, bytes * 2);
		great[bytes] = great[bytes * 2 - 1] = 'x';
	}
	assert_string_equal(great, "great");
	assert_string_equal(small, "small");
	assert_string_equal(behind, "behind");
	/* Nothing of its smaller selves is kept. */
	assert_true(a->bytes < bytes + ((size_t)2 << 20));
	arena_rewind(a, mark);
	assert_string_equal(great, "great");
	assert_string_equal(small, "small");
	arena_rewind(a, start);
	assert_int_equal(a->bytes, 0);
}

static void arena_takes_over_another(void **state)
{
	struct arena *a = *state, other;
	arena_init(&other);
	char *own = arena_take(a, 10);
	memcpy(own, "own", 4);
	for (int i = 0; i < 10; i++)
		memcpy(arena_take(&other, 50000), "other", 6);
	char *last = arena_take(&other, 10);
	memcpy(last, "last", 5);
	size_t bytes = a->bytes + other.bytes;
	arena_absorb(a, &other);
	assert_int_equal(other.bytes, 0);
	assert_int_equal(a->bytes, bytes);
	struct arena_mark mark = arena_mark(a);
	for (int i = 0; i < 100; i++)
		arena_take(a, 50000);
	arena_rewind(a, mark);
	assert_int_equal(a->bytes, bytes);
	assert_string_equal(own, "own");
	assert_string_equal(last, "last");
	arena_free(&other);
}

static void index_finds_what_was_added(void **state)
{
	struct arena *a = *state;
	struct index index = {0};
	int numbers[1000];
	assert_null(index_find(&index, STR_NONE));
	for (int i = 0; i < 1000; i++)
		index_add(&index, a, arena_format(a, "n%d", i), &numbers[i]);
	index_add(&index, a, STR_NONE, NULL);
	assert_non_null(index_find(&index, STR_NONE));
	assert_null(index_find(&index, STR("n1000")));
	for (int i = 0; i < 1000; i++)
		assert_ptr_equal(index_find(&index, arena_format(a, "n%d", i))
					 ->value, &numbers[i]);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(arena_gives_zeroed_aligned_memory),
		TEST(arena_zeroes_again_after_rewind),
		TEST(arena_gives_large_pieces),
		TEST(arena_rewinds_over_blocks),
		TEST(arena_grows_the_latest_in_place),
		TEST(arena_grows_past_its_block),
		TEST(arena_moves_what_is_great),
		TEST(arena_takes_over_another),
		TEST(index_finds_what_was_added),
		TEST(arena_makes_strings),
		TEST(list_grows_and_keeps),
		TEST(buf_adds),
		TEST(buf_formats_long_text),
		TEST(buf_stops_at_its_maximum),
		TEST(buf_writes_numbers),
		TEST(buf_writes_json),
	};
	return cmocka_run_group_tests_name("base_memory", tests, NULL, NULL);
}
