/* The page that tells what cleaning did: counts, samples, places, the line
 * that keeps a thing, in the book's language and safe to open.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buf.h"
#include "report/report.h"

static struct arena arena;
static struct diag diag;
static struct book book;
static struct chapter *chapters[400];

static struct chapter *add_chapter(const char *title)
{
	struct chapter *chapter = chapter_new(&arena, &diag);
	chapter->title = str_of(title);
	chapter->file = arena_format(&arena, "%s.txt", title);
	chapters[book.chapter_count++] = chapter;
	return chapter;
}

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena);
	diag_init(&diag, &arena);
	book = (struct book){.arena = &arena, .chapters = chapters};
	book.meta.title = STR("山路");
	book.meta.lang = STR("zh-Hans");
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static str page(void)
{
	struct report_request request = {&book, &diag};
	return report_page(&request, &arena);
}

static void assert_says(const char *wanted)
{
	if (!str_contains(page(), str_of(wanted)))
		fail_msg("%s\nis not in\n%s", wanted, page().text);
}

static void removed(struct chapter *chapter, const char *rule, uint32_t line,
		    const char *text)
{
	ledger_removed(&chapter->ledger, str_of(rule), line, str_of(text));
}

static void changed(struct chapter *chapter, const char *rule,
		    const char *before, const char *after)
{
	ledger_changed(&chapter->ledger, str_of(rule), 7, str_of(before),
		       str_of(after));
}

static void test_removals_have_place_and_remedy(void **state)
{
	(void)state;
	struct chapter *chapter = add_chapter("溪水");
	removed(chapter, "cue/drop", 12, "（翻页）");
	removed(chapter, "cue/drop", 15, "（放片）");
	assert_says("讲课人的提示语");
	assert_says("2 处，8 字 · cue/drop");
	assert_says("<del>（翻页）</del> <span class=\"pale\">第 12 行</span>");
	assert_says("<code>- {file: 溪水.txt, off: [cue/drop]}</code>");
	chapter->format = FORMAT_DOCX;
	assert_says("第 12 段");
}

static void test_the_same_change_is_one_sample(void **state)
{
	(void)state;
	struct chapter *chapter = add_chapter("溪水");
	for (int i = 0; i < 30; i++)
		changed(chapter, "punct/mark", ",", "，");
	changed(chapter, "punct/mark", ";", "；");
	assert_says("<del>,</del> → <ins>，</ins> <span class=\"pale\">×30");
	assert_says("31 处 · punct/mark");
	for (int i = 0; i < 30; i++)
		changed(chapter, "space/x", arena_format(&arena, "%d", i).text,
			"");
	assert_says("另有 22 处");
}

static void test_rules_without_words_are_shown_by_name(void **state)
{
	(void)state;
	removed(add_chapter("溪水"), "future/rule", 1, "x");
	assert_says("<summary>future/rule <span>");
	assert_true(str_equal(report_rule(STR("boilerplate/new"), STR("en")),
			      STR("parts of the page")));
	assert_true(str_equal(report_rule(STR("boilerplate/menu"),
					  STR("zh-TW")), STR("成行的連結")));
	assert_true(report_can_switch(STR("boilerplate/menu")));
	assert_false(report_can_switch(STR("script")));
	assert_false(report_can_switch(STR("image/proxy")));
	removed(add_chapter("- 空 格"), "cue/drop", 1, "x");
	assert_says("- {file: &quot;- 空 格.txt&quot;, off: [cue/drop]}");
}

static void test_the_page_is_safe(void **state)
{
	(void)state;
	book.meta.title = STR("<b>&\"");
	struct chapter *chapter = add_chapter("<script>");
	removed(chapter, "script", 1, "</del><script>alert(1)</script>\x01");
	chapter->assets = arena_new(&arena, struct asset);
	chapter->assets->address = STR("\"><script>");
	chapter->assets->alt = STR("<i>");
	assert_false(str_contains(page(), STR("<script")));
	assert_false(str_contains(page(), STR("\x01")));
	assert_says("&lt;b&gt;&amp;&quot;");
	assert_says("{&quot;\\&quot;&gt;&lt;script&gt;&quot;: 图片文件}");
}

static void test_pictures_and_bytes_are_told(void **state)
{
	(void)state;
	struct chapter *chapter = add_chapter("溪水");
	uint32_t source = diag_source(&diag, chapter->file, STR_NONE);
	diag_report(&diag, (struct span){source, 3, 0, 0}, MSG_BAD_BYTES,
		    WORDS(STR("5")));
	struct asset *asset = arena_new(&arena, struct asset);
	asset->address = STR("a.jpg");
	chapter->assets = asset;
	assert_says("有 5 个字无法辨认");
	assert_says("第一个在第 3 行");
	assert_says("<del>a.jpg</del>");
	asset->bytes = STR("x");
	assert_false(str_contains(page(), STR("<del>a.jpg</del>")));
}

static void test_untouched_chapters_are_counted(void **state)
{
	(void)state;
	removed(add_chapter("溪水"), "form", 1, "提交");
	add_chapter("松林");
	add_chapter("石桥");
	assert_says("其余 2 章一字未动。");
	assert_false(str_contains(page(), STR("松林")));
	book.meta.lang = STR("en");
	assert_says("Nothing was changed in the other 2 chapters.");
	assert_says("<html lang=\"en\">");
}

static void test_long_books_stay_one_page(void **state)
{
	(void)state;
	char *text = arena_take(&arena, 4000);
	memset(text, 'a', 3999);
	for (int i = 0; i < 400; i++) {
		struct chapter *chapter = add_chapter("长");
		for (int k = 0; k < 20; k++)
			removed(chapter, "form", 1,
				arena_format(&arena, "%d%s", k, text).text);
	}
	assert_true(page().len < 400 * 1200);
	assert_true(str_equal(page(), page()));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_removals_have_place_and_remedy),
		TEST(test_the_same_change_is_one_sample),
		TEST(test_rules_without_words_are_shown_by_name),
		TEST(test_the_page_is_safe),
		TEST(test_pictures_and_bytes_are_told),
		TEST(test_untouched_chapters_are_counted),
		TEST(test_long_books_stay_one_page),
	};
	return cmocka_run_group_tests_name("report", tests, NULL, NULL);
}
