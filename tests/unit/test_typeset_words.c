/* Where the words of alphabets part: syllables by patterns of our own,
 * written to a folder for the test; names of code; addresses; the author's
 * soft hyphens.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "typeset_bench.h"
#include "base/banned.h"

#define PATTERNS "UTF-8\nLEFTHYPHENMIN 2\nRIGHTHYPHENMIN 3\n1na\n1ma\nn1g\n"

struct fixture {
	struct bench b;
	char folder[128], file[160];
	struct hyphenator *hyphenator;
};

static int open_fixture(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);
	const char *base = getenv("TMPDIR");
	open_bench(&f->b, FAKE_PLAIN, "zh-Hans");
	snprintf(f->folder, sizeof f->folder, "%s/banxin-words-XXXXXX",
		 base ? base : "/tmp");
	if (!mkdtemp(f->folder))
		return -1;
	snprintf(f->file, sizeof f->file, "%s/hyph_en_US.dic", f->folder);
	file_write(f->file, STR(PATTERNS));
	f->hyphenator = hyphenator_new(str_of(f->folder), &f->b.arena);
	f->b.setter.hyphenator = f->hyphenator;
	*state = f;
	return 0;
}

static int close_fixture(void **state)
{
	struct fixture *f = *state;
	hyphenator_free(f->hyphenator);
	file_remove(f->file);
	rmdir(f->folder);
	close_bench(&f->b);
	free(f);
	return 0;
}

static const char *parted(struct fixture *f, const char *word,
			  const char *lang)
{
	bool points[HYPHENATE_MOST];
	struct buf out;
	str text = str_of(word);
	if (!hyphenate(f->hyphenator, text, str_of(lang), points))
		return word;
	buf_init(&out, &f->b.arena, BUF_NO_MAXIMUM);
	for (size_t i = 0; i < text.len; i++) {
		if (points[i])
			buf_add_byte(&out, '-');
		buf_add_byte(&out, text.text[i]);
	}
	return arena_cstring(&f->b.arena, buf_str(&out));
}

static void words_part_by_their_languages_patterns(void **state)
{
	struct fixture *f = *state;
	assert_string_equal(parted(f, "banana", "en"), "ba-nana");
	assert_string_equal(parted(f, "BANANAMAN", "en-US"), "BA-NA-NA-MAN");
	assert_string_equal(parted(f, "bananama", "en-GB"), "ba-na-nama");
	assert_string_equal(parted(f, "nana", "en"), "nana");
	assert_string_equal(parted(f, "b\xC3\xA9nanes", "en"),
			    "b\xC3\xA9-nanes");
	assert_string_equal(parted(f, "banana", "de"), "banana");
	assert_string_equal(parted(f, "banana", "../en"), "banana");
	assert_string_equal(parted(f, "banana", "english"), "banana");
	assert_string_equal(parted(f, "banana", ""), "banana");
	assert_true(hyphenator_knows(f->hyphenator, STR("en")));
	assert_false(hyphenator_knows(f->hyphenator, STR("qx")));
	assert_string_equal(arena_cstring(&f->b.arena, hyphenator_missed(
				    f->hyphenator, &f->b.arena)), "de qx");
	char longest[HYPHENATE_MOST + 1] = "";
	memset(longest, 'n', HYPHENATE_MOST);
	assert_string_equal(parted(f, longest, "en"), longest);
}

static const char *breaks(struct fixture *f, const char *text)
{
	return with_breaks(&f->b, text, LEVEL_GB);
}

static void prose_parts_between_syllables(void **state)
{
	struct fixture *f = *state;
	assert_string_equal(breaks(f, "the banana, of ours"),
			    "the ¦ba¦nana, ¦of ¦ours");
	assert_string_equal(breaks(f, "the \"banana\""), "the ¦\"ba¦nana\"");
	/* Names, names of code, parts of a compound, things beside digits. */
	assert_string_equal(breaks(f, "the BANANA is"), "the ¦BANANA ¦is");
	assert_string_equal(breaks(f, "the camelNanas is"),
			    "the ¦camelNanas ¦is");
	assert_string_equal(breaks(f, "the banana-banana is"),
			    "the ¦banana-¦banana ¦is");
	assert_string_equal(breaks(f, "the banana_7 is"), "the ¦banana_7 ¦is");
}

/* A lone word is taken for English, unless pinyin would part elsewhere. */
static void lone_words_part_with_care(void **state)
{
	struct fixture *f = *state;
	struct paragraph p;
	int penalty, sure;
	assert_string_equal(breaks(f, "吃bananas吧"), "吃¦ba¦na¦nas¦吧");
	assert_string_equal(breaks(f, "吃banana吧"), "吃¦banana¦吧");
	assert_string_equal(breaks(f, "去shangnali吧"), "去¦shang¦nali¦吧");
	assert_string_equal(breaks(f, "去shangzzzma吧"),
			    "去¦shan¦gzzzma¦吧");
	f->b.request.text = STR("吃bananas吧");
	prepare_paragraph(&p, &f->b.setter, &f->b.request);
	break_before(&p, 3, &penalty);
	f->b.request.text = STR("the bananas of");
	prepare_paragraph(&p, &f->b.setter, &f->b.request);
	break_before(&p, 6, &sure);
	assert_true(penalty > sure);
}

static void names_part_at_their_seams(void **state)
{
	struct fixture *f = *state;
	f->b.setter.hyphenator = NULL;
	assert_string_equal(breaks(f, "用core_pattern吧"),
			    "用¦core_¦pattern¦吧");
	assert_string_equal(breaks(f, "用NetworkManagerService吧"),
			    "用¦Network¦Manager¦Service¦吧");
	assert_string_equal(breaks(f, "用settings.database.host吧"),
			    "用¦settings.¦database.¦host¦吧");
	assert_string_equal(breaks(f, "用JavaScript吧"), "用¦JavaScript¦吧");
	assert_string_equal(breaks(f, "用book.yaml吧"), "用¦book.yaml¦吧");
	assert_string_equal(breaks(f, "得3141.592653589793吧"),
			    "得¦3141.592653589793¦吧");
	assert_string_equal(breaks(f, "用a_b吧"), "用¦a_b¦吧");
	/* A number stays whole behind a hyphen, but for a long one. */
	assert_string_equal(breaks(f, "第747-8页"), "第¦747-8¦页");
	assert_string_equal(breaks(f, "号2026-11-20-007吧"),
			    "号¦2026-¦11-¦20-¦007¦吧");
}

static void a_hyphen_of_ours_stands_on_the_edge(void **state)
{
	struct fixture *f = *state;
	struct set_paragraph set;
	f->b.request.text = STR("the banana of ours is of them");
	f->b.request.measure = 3500 * (EM / 1000);
	set_lines(&f->b.setter, &f->b.request, &set);
	const struct set_line *line = &set.lines[0];
	assert_int_equal(line->end, sizeof "the ba" - 1);
	assert_true(line->ends_hyphenated);
	assert_int_equal(line->width, f->b.request.measure);
	assert_int_equal(line->item_count, 2);
	const struct glyphs *hyphen = &line->items[1].as.glyphs;
	assert_int_equal(hyphen->x, line->width - EM / 2);
	assert_true(str_equal(hyphen->text, STR("\xC2\xAD")));
	assert_false(hyphen->is_artifact);
	assert_false(set.lines[1].ends_hyphenated);
}

/* One hyphen under another is worse than a loose line. */
static void hyphens_do_not_stand_in_a_row(void **state)
{
	struct fixture *f = *state;
	struct set_paragraph set;
	f->b.request.text =
		STR("the cananas of hananas that are bananas or mananas");
	for (length measure = 4000; measure < 20000; measure += 250) {
		f->b.request.measure = measure * (EM / 1000);
		set_lines(&f->b.setter, &f->b.request, &set);
		for (size_t i = 1; i < set.count && measure > 12000; i++)
			assert_false(set.lines[i - 1].ends_hyphenated &&
				     set.lines[i].ends_hyphenated);
	}
}

static void soft_hyphens_are_the_authors(void **state)
{
	struct fixture *f = *state;
	struct set_paragraph set;
	f->b.setter.hyphenator = NULL;
	assert_string_equal(breaks(f, "吃fru\xC2\xADit吧"),
			    "吃¦fru\xC2\xAD¦it¦吧");
	f->b.request.text = STR("吃吃fru\xC2\xADit");
	f->b.request.measure = 4250 * (EM / 1000);
	set_lines(&f->b.setter, &f->b.request, &set);
	assert_int_equal(set.count, 2);
	assert_true(set.lines[0].ends_hyphenated);
	assert_int_equal(set.lines[0].width, f->b.request.measure);
	const struct glyphs *hyphen =
		&set.lines[0].items[set.lines[0].item_count - 1].as.glyphs;
	assert_int_equal(hyphen->text.len, 0);
	assert_true(hyphen->is_artifact);
	/* Unused, it is nothing: no gap opens at it. */
	f->b.request.text = STR("吃fru\xC2\xADit吧了吗");
	f->b.request.measure = 6600 * (EM / 1000);
	struct paragraph p;
	prepare_paragraph(&p, &f->b.setter, &f->b.request);
	for (uint32_t i = 1; i < 6; i++)
		assert_false(p.cells.at[i].flags & CELL_OPENS);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(words_part_by_their_languages_patterns),
		TEST(prose_parts_between_syllables),
		TEST(lone_words_part_with_care),
		TEST(names_part_at_their_seams),
		TEST(a_hyphen_of_ours_stands_on_the_edge),
		TEST(hyphens_do_not_stand_in_a_row),
		TEST(soft_hyphens_are_the_authors),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
