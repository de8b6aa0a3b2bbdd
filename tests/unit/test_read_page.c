/* Which element of a page holds its text, and what is told of the rest. */
#include "tests/unit/read_fixture.h"

#include "base/banned.h"

/* Each more than the bytes that count as prose. */
#define PROSE "河边的早市从四点开始，桥头先亮起一盏马灯，卖豆腐的把担子放下，第一件事是把秤挂好。"
#define TEXT "<p>" PROSE "</p><p>" PROSE "</p><p>" PROSE "</p>"

/* Texts of the margin's parts, "1 " before those of the first, "- " before
 * what is in none. */
static void assert_parts(const char *html, const char *wanted)
{
	struct fixture f;
	struct buf out;
	fixture_text(&f, "a.html", html);
	buf_init(&out, &f.arena, BUF_NO_MAXIMUM);
	for (struct block *at = f.chapter->body; at; at = at->next) {
		str class = at->class, text = block_text_deep(at, &f.arena);
		if (str_starts(class, STR("margin:")))
			buf_add(&out, str_cut(class, strlen("margin:"),
					      str_find_byte(class, ' ')));
		else
			buf_add_byte(&out, '-');
		buf_format(&out, " %s|", str_equal(text, STR(PROSE))
						  ? "正文"
						  : arena_cstring(&f.arena, text));
	}
	assert_str(buf_str(&out), wanted);
	arena_free(&f.arena);
}

static void test_what_stands_outside_the_text_is_numbered(void **state)
{
	(void)state;
	assert_parts("<div>站名</div><div>甲 <a href=x>乙</a></div>"
		     "<div class=main><h1>题</h1>" TEXT "</div>"
		     "<ul><li>丙</li></ul><p>丁</p>",
		     "1 站名|2 甲 乙|- 题|- 正文|- 正文|- 正文|3 丙|4 丁|");
}

static void test_a_line_of_text_and_links_is_one_part(void **state)
{
	(void)state;
	assert_parts("<body>首页 <a href=x>甲</a> | <a href=y>乙</a>"
		     "<div id=text>" TEXT "</div><div>尾</div></body>",
		     "1 首页 甲 | 乙|- 正文|- 正文|- 正文|2 尾|");
}

static void test_the_innermost_element_is_taken(void **state)
{
	(void)state;
	assert_parts("<table><tr><td>栏目</td><td><div>日期</div><div class=t>" TEXT
		     "</div></td></tr></table>",
		     "1 栏目|2 日期|- 正文|- 正文|- 正文|");
}

static void test_short_pages_have_no_margin(void **state)
{
	(void)state;
	assert_parts("<div>站名</div><div><p>短文，没有多少字。</p></div>",
		     "- 站名|- 短文，没有多少字。|");
	assert_parts("<div>站名</div><div><p><a href=x>" PROSE PROSE PROSE
		     "</a></p></div>",
		     "- 站名|- " PROSE PROSE PROSE "|");
}

static void test_talk_does_not_outweigh_the_text(void **state)
{
	(void)state;
	assert_parts("<div>" TEXT "</div><div class='Comment-list'>" TEXT TEXT
		     TEXT "</div>",
		     "- 正文|- 正文|- 正文|1 正文|1 正文|1 正文|1 正文|1 正文|1 正文|"
		     "1 正文|1 正文|1 正文|");
	assert_parts("<div>" TEXT "</div><div id=footer>" TEXT "</div>",
		     "- 正文|- 正文|- 正文|1 正文|1 正文|1 正文|");
}

static void test_text_in_several_like_elements_is_whole(void **state)
{
	(void)state;
	assert_parts("<section><p>前</p></section><section>" TEXT TEXT
		     "</section><section><p>后</p></section>",
		     "- 前|- 正文|- 正文|- 正文|- 正文|- 正文|- 正文|- 后|");
	assert_parts("<div>" TEXT "</div><p>x</p><div class=b>" TEXT "</div>",
		     "- 正文|- 正文|- 正文|- x|- 正文|- 正文|- 正文|");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_stands_outside_the_text_is_numbered),
		cmocka_unit_test(test_a_line_of_text_and_links_is_one_part),
		cmocka_unit_test(test_the_innermost_element_is_taken),
		cmocka_unit_test(test_short_pages_have_no_margin),
		cmocka_unit_test(test_talk_does_not_outweigh_the_text),
		cmocka_unit_test(test_text_in_several_like_elements_is_whole),
	};
	read_prepare();
	return cmocka_run_group_tests_name("read/page", tests, NULL, NULL);
}
