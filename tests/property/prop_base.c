/* What must hold for any bytes at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/deflate.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/length.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "tests/property/seed.h"

#include "base/banned.h"

#define LONGEST 60

/* Text of the kinds that break things: bad bytes, wide characters, marks,
 * controls, ends of lines, the signs that paths are made of. */
static str odd_text(struct seed *seed, struct arena *a)
{
	static const char *const pieces[] = {
		"a", "版", "𠮷", "e\u0301", "\n", "\r\n", "\t", " ", "\u3000",
		"/", "..", ".", "{1}", "{", "\x80", "\xFF", "\xE7\x89", "\033",
		"\u202E", "\"", "\\", "1", "-", "mm", "\xED\xA0\x80", "。",
	};
	struct buf b;
	buf_init(&b, a, BUF_NO_MAXIMUM);
	uint32_t count = seed_below(seed, LONGEST);
	while (count-- > 0)
		buf_add(&b, str_of(pieces[seed_below(
				seed, sizeof pieces / sizeof pieces[0])]));
	if (seed_below(seed, 10) == 0)
		buf_add_byte(&b, '\0');
	return buf_str(&b);
}

static void each(const char *name, void (*holds)(struct seed *, struct arena *))
{
	struct seed seed = seed_start(name);
	struct arena a;
	arena_init(&a);
	for (size_t round = seed_rounds(2000); round > 0; round--) {
		struct arena_mark mark = arena_mark(&a);
		holds(&seed, &a);
		arena_rewind(&a, mark);
	}
	arena_free(&a);
}

static void steps_agree(struct seed *seed, struct arena *a)
{
	str s = odd_text(seed, a);
	size_t starts[LONGEST * 4 + 1], count = 0, bad_at = s.len;
	for (size_t at = 0; at < s.len;) {
		starts[count++] = at;
		utf8_next(s, &at);
	}
	assert_int_equal(utf8_count(s), count);
	for (size_t at = s.len; at > 0;) {
		utf8_previous(s, &at);
		assert_int_equal(at, starts[--count]);
	}
	assert_int_equal(count, 0);
	if (!utf8_is_valid(s, &bad_at))
		assert_true(utf8_is_valid(str_cut(s, 0, bad_at), NULL));
}

static void trims_are_final(struct seed *seed, struct arena *a)
{
	str s = odd_text(seed, a);
	str trimmed = str_trim(s);
	assert_true(str_equal(str_trim(trimmed), trimmed));
	assert_true(str_is_empty(trimmed) || str_contains(s, trimmed));
	size_t lines = 0, feeds = 0;
	str rest = s, line;
	while (str_next_line(&rest, &line))
		lines++;
	for (size_t i = 0; i < s.len; i++)
		feeds += s.text[i] == '\n';
	bool is_open = s.len && s.text[s.len - 1] != '\n';
	assert_int_equal(lines, feeds + is_open);
}

static void joins_are_final(struct seed *seed, struct arena *a)
{
	str folder = odd_text(seed, a), name = odd_text(seed, a);
	str joined = file_join(folder, name, a);
	assert_false(str_is_empty(joined));
	assert_true(str_equal(file_join(STR_NONE, joined, a), joined));
	assert_false(str_contains(joined, STR("//")));
	if (file_is_inside(STR("src"), name))
		assert_true(str_starts(file_join(STR("/r"), name, a), STR("/r")));
}

static void packing_is_undone(struct seed *seed, struct arena *a)
{
	str s = odd_text(seed, a), back;
	assert_true(deflate_expand_raw(deflate_raw(s, DEFLATE_FAST, a), s.len, a, &back));
	assert_true(str_equal(s, back));
	/* Any bytes may come out of a broken ZIP. */
	if (deflate_expand_raw(s, seed_below(seed, 100), a, &back))
		assert_true(back.len < 100);
}

static void lengths_are_read_as_written(struct seed *seed, struct arena *a)
{
	length value = (length)seed_below(seed, 144000001);
	struct buf b;
	buf_init(&b, a, BUF_NO_MAXIMUM);
	buf_add_thousandths(&b, seed_below(seed, 2) ? value : -value, 3);
	buf_add(&b, STR("pt"));
	length back;
	assert_true(length_parse(buf_str(&b), &back));
	assert_int_equal(back < 0 ? -back : back, value);
	length_parse(odd_text(seed, a), &back);
}

static void icu_takes_anything(struct seed *seed, struct arena *a)
{
	str s = odd_text(seed, a);
	str folded = unicode_fold(s, a);
	assert_true(utf8_is_valid(folded, NULL));
	assert_true(str_equal(unicode_fold(folded, a), folded));
	assert_true(str_equal(unicode_sort_key(s, STR("zh"), a),
			      unicode_sort_key(s, STR("zh"), a)));
}

/* The whole output, as text in the arena. */
static str print(const struct diag *d, enum diag_format format, struct arena *a)
{
	FILE *stream = tmpfile();
	assert_non_null(stream);
	diag_print(d, &(struct diag_style){.format = format}, stream);
	size_t len = (size_t)ftell(stream);
	char *text = arena_take(a, len + 1);
	rewind(stream);
	assert_int_equal(fread(text, 1, len, stream), len);
	fclose(stream);
	return (str){text, len};
}

static void findings_are_always_clean_text(struct seed *seed, struct arena *a)
{
	struct diag d;
	if (seed_below(seed, 20))
		return;
	diag_init(&d, a);
	uint32_t source = diag_source(&d, odd_text(seed, a), odd_text(seed, a));
	size_t count = seed_below(seed, 5);
	for (size_t i = 0; i < count; i++)
		diag_report(&d, (struct span){seed_below(seed, source + 2),
					      seed_below(seed, 9),
					      seed_below(seed, 70),
					      seed_below(seed, 70)},
			    MSG_FILE_TOO_LARGE,
			    WORDS(odd_text(seed, a), odd_text(seed, a)));
	for (int format = DIAG_HUMAN; format <= DIAG_JSON; format++) {
		str said = print(&d, (enum diag_format)format, a);
		assert_true(utf8_is_valid(said, NULL));
		assert_false(str_contains(said, STR("\033")));
		str line;
		size_t lines = 0;
		for (str rest = said; str_next_line(&rest, &line);)
			lines++;
		if (format != DIAG_HUMAN)
			assert_true(lines <= count);
	}
}

#define PROPERTY(name)                                                         \
	static void test_##name(void **state)                                  \
	{                                                                      \
		(void)state;                                                   \
		each(#name, name);                                             \
	}

PROPERTY(steps_agree)
PROPERTY(trims_are_final)
PROPERTY(joins_are_final)
PROPERTY(packing_is_undone)
PROPERTY(lengths_are_read_as_written)
PROPERTY(icu_takes_anything)
PROPERTY(findings_are_always_clean_text)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_steps_agree),
		cmocka_unit_test(test_trims_are_final),
		cmocka_unit_test(test_joins_are_final),
		cmocka_unit_test(test_packing_is_undone),
		cmocka_unit_test(test_lengths_are_read_as_written),
		cmocka_unit_test(test_icu_takes_anything),
		cmocka_unit_test(test_findings_are_always_clean_text),
	};
	return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
