/* What Markdown becomes, as Chinese authors type it. */
#include "tests/unit/read_fixture.h"

#include "base/banned.h"

#define MARKDOWN(text, wanted) assert_dumps("a.md", text, wanted)

static void test_lines_are_joined_as_one_reads(void **state)
{
	(void)state;
	MARKDOWN("一行\n二行", "\"一行二行\"");
	MARKDOWN("one\ntwo", "\"one two\"");
	MARKDOWN("一行，\ntwo", "\"一行，two\"");
	MARKDOWN("一行  \n二行", "\"一行{break}二行\"");
	MARKDOWN("**真，**她", "{strong 真，}她");
	MARKDOWN("2 * 3 * 4 与 *", "\"2 * 3 * 4 与 *\"");
}

static void test_blocks_need_no_blank_lines(void **state)
{
	(void)state;
	MARKDOWN("字\n- 甲\n- 乙", "paragraph \"字\"\n  list\n");
	MARKDOWN("字\n1. 甲", "list ordered start=1");
	MARKDOWN("字\n```\n码\n```\n字", "code\n    line \"码\"");
	MARKDOWN("- 甲\n> 引", "quote\n    paragraph \"引\"");
	MARKDOWN("- 甲\n## 题", "heading level=1 \"题\"");
	MARKDOWN("- 甲\n***\n字", "  rule\n  paragraph \"字\"");
	MARKDOWN("字\n|a|b|\n|-|-|\n|1|2|\n字", "  table\n    row\n");
	MARKDOWN("一句说完了。\n---\n字", "paragraph \"一句说完了。\"\n  rule");
	MARKDOWN("题目\n===", "heading level=0 \"题目\"");
}

static void test_notes_are_paired(void **state)
{
	(void)state;
	MARKDOWN("一[^a]二[^a]\n\n[^a]: 注\n[^b]: 无人用", "一{note=a}二{note=a}");
	MARKDOWN("一[^a]\n\n[^a]: 注\n[^b]: 无人用",
		 "note  #b\n    paragraph \"无人用\"");
	MARKDOWN("一[^a]", "\"一[^a]\"");
	MARKDOWN("`[^a]`\n\n[^a]: 注", "{code [^a]}");
	MARKDOWN("一[^a]\n\n[^a]: 注\n\n    - 项\n\n字", "note  #a\n"
		 "    paragraph \"注\"\n    list\n");
}

static void test_what_is_no_definition_is_text(void **state)
{
	(void)state;
	MARKDOWN("字\n\n[旁白]: 很久以前", "\"[旁白]: 很久以前\"");
	MARKDOWN("```\n[a]: http://b\n```", "line \"[a]: http://b\"");
	MARKDOWN("[a]\n\n[a]: http://b.c", "\"{link=http://b.c a}\"");
	MARKDOWN("|a|\n|-|\n|1|2|", "cell \"1|2\"");
}

static void test_addresses_end_at_chinese(void **state)
{
	(void)state;
	MARKDOWN("见https://a.b/c，后面",
		 "见{link=https://a.b/c https://a.b/c}，后面");
	MARKDOWN("<a@b.cn>", "{link=mailto:a@b.cn a@b.cn}");
	MARKDOWN("# 题\n\n![图](图片 1.png \"题 词\")",
		 "figure 图片 1.png alt=图\n    caption \"题 词\"");
	MARKDOWN("[文](http://a.b/中 文.html)，[x](见 第三章)",
		 "{link=http://a.b/中 文.html 文}，[x](见 第三章)");
}

static void test_raw_html_means_what_it_means(void **state)
{
	(void)state;
	MARKDOWN("一<ruby>漢<rt>かん</rt></ruby>二", "一{ruby=かん 漢}二");
	MARKDOWN("H<sub>2</sub>O<br>*x* <b>粗*斜*</b>",
		 "H{sub 2}O{break}{emphasis x} {strong 粗{emphasis 斜}}");
	MARKDOWN("<div class=k>\n<p>一</p>\n</div>\n\n二",
		 "paragraph .k \"一\"\n  paragraph \"二\"");
	MARKDOWN("字\n\n<details>\n<summary>题</summary>\n\n段 **粗**\n\n</details>",
		 "\"段 {strong 粗}\"");
	MARKDOWN("一<!-- 见不到 -->二\n\n<!-- 多\n\n行 -->三", "\"一二\"");
	MARKDOWN("一&#0;二&#9;三&#x;&#;", "\"一\uFFFD二 三&#x;&#;\"");
	MARKDOWN("&copy;&#8212;&没有;", "\"©—&没有;\"");
}

static void test_stars_beside_full_width_marks(void **state)
{
	(void)state;
	MARKDOWN("他说**“真”**她", "\"他说{strong “真”}她\"");
	MARKDOWN("见**（一）重点**：后", "见{strong （一）重点}：后");
	MARKDOWN("**（甲）**乙**丙。**丁", "\"{strong （甲）}乙{strong 丙。}丁\"");
	MARKDOWN("**字(a)**她", "\"{strong 字(a)}她\"");
	MARKDOWN("粗*斜*<b>x</b>", "\"粗{emphasis 斜}{strong x}\"");
	MARKDOWN("《*书*》，*甲*，_乙_，", "《{emphasis 书}》，{emphasis 甲}，"
		 "{emphasis 乙}，");
	MARKDOWN("***又粗，***她", "{emphasis {strong 又粗，}}她");
	MARKDOWN("~~删，~~后，5~10元，20~30元",
		 "\"{strike 删，}后，5~10元，20~30元\"");
	MARKDOWN("[他说**“真”**她](u \"题**，她\")",
		 "{link=u 他说{strong “真”}她}");
	MARKDOWN("字__粗__字__又__，_斜_字", "\"字{strong 粗}字{strong 又}，"
		 "{emphasis 斜}字\"");
	MARKDOWN("** 不粗 ** 资料_2_终稿", "\"** 不粗 ** 资料_2_终稿\"");
}

static void test_headings_as_typed(void **state)
{
	(void)state;
	MARKDOWN("#标题", "heading level=0 \"标题\"");
	MARKDOWN("##小题\n字", "heading level=1 \"小题\"\n  paragraph \"字\"");
	MARKDOWN("＃全角", "heading level=0 \"全角\"");
	MARKDOWN("# \t有制表符 ##", "heading level=0 \"有制表符\"");
	MARKDOWN("#5 bolt", "paragraph \"#5 bolt\"");
	MARKDOWN("#话题 #标签", "paragraph \"#话题 #标签\"");
	MARKDOWN("#一句话说完了。", "paragraph \"#一句话说完了。\"");
	MARKDOWN("Title\n---\n字", "heading level=1 \"Title\"");
}

static void test_lines_that_begin_something(void **state)
{
	(void)state;
	MARKDOWN("1、甲。\n2、乙。", "paragraph \"1、甲。\"\n  paragraph \"2、乙。\"");
	MARKDOWN("如下：\n（一）甲\n（二）乙", "paragraph \"（一）甲\"");
	MARKDOWN("他数到\n三、四就停了", "\"他数到三、四就停了\"");
	MARKDOWN("　　甲。\n　　乙。", "\"　　甲。\"\n  paragraph \"　　乙。\"");
	MARKDOWN("    甲。\n    乙。", "paragraph \"甲。\"\n  paragraph \"乙。\"");
	MARKDOWN("    int a;\n    甲 = 1;", "line \"int a;\"\n    line \"甲 = 1;\"");
	MARKDOWN("字\n2. 甲", "list ordered start=2");
	MARKDOWN("0. 甲", "list ordered start=0");
	MARKDOWN("1. 甲\n  - 乙\n2. 丙", "      paragraph \"甲\"\n      list\n"
		 "        item\n          paragraph \"乙\"\n    item\n");
	MARKDOWN("10. 甲\n\n   段\n11. 丙", "      paragraph \"段\"\n    item\n");
	MARKDOWN("如下：\n-甲\n-乙\n● 丙", "\"-甲\"\n  paragraph \"-乙\"\n"
		 "  paragraph \"● 丙\"");
	MARKDOWN("[TOC]\n\n# 题", "heading level=0 \"题\"\nledger\n"
		 "  - contents-mark line 1 \"[TOC]\"");
	MARKDOWN("windows in my house is\n14. The doors",
		 "\"windows in my house is 14. The doors\"");
}

static void test_tables_as_typed(void **state)
{
	(void)state;
	MARKDOWN("|甲|乙|丙|\n|--|:-:|\n|1|2|3|", "cell header \"丙\"");
	MARKDOWN("|甲|乙|\n|-|:-:|\n|1|2|", "cell centre \"2\"");
	MARKDOWN("|`a\\|b`|\n|-|\n", "cell header \"{code a|b}\"");
	MARKDOWN("|`a|b|\n|-|-|\n", "cell header \"`a\"");
	MARKDOWN("甲 | 乙\n字\n|---|---|", "\"甲 | 乙字 |---|---|\"");
	MARKDOWN("|a|\n|-|\n```\n码\n```", "code\n    line \"码\"");
}

static void test_html_between_lines(void **state)
{
	(void)state;
	MARKDOWN("## 字\n\n<div class=k>\n<p>一</p>\n\n<p>二</p>\n\n</div>\n三",
		 "paragraph .k \"二\"\n  paragraph \"三\"");
	MARKDOWN("## 字\n\n<div>\n\n一\n\n二\n\n</div>",
		 "paragraph \"一\"\n  paragraph \"二\"");
	MARKDOWN("## 字\n\n<div class=k>\n\n**一**\n\n</div>", "\"{strong 一}\"");
	MARKDOWN("## 字\n\n<table><tr><th>a<th>b\n\n<tr><td>1<td>2</table>后",
		 "cell \"2\"\n  paragraph \"后\"");
	MARKDOWN("- 甲\n- 乙\n\n<!-- -->\n\n- 丙", "  list\n    item\n"
		 "      paragraph \"丙\"");
	MARKDOWN("## 字\n\n<div class=k>\n  \n        <p>一</p>\n</div>",
		 "paragraph .k \"一\"");
	MARKDOWN("## 字\n\n<div>\n<p>一</p>\n  \n        <p>二</p>",
		 "\"一\"\n  paragraph \"二\"");
	MARKDOWN("## 字\n\n<!-- 没有尾\n\n字", "paragraph \"<!-- 没有尾\"");
	MARKDOWN("## 字\n\n<?php 字 ?>", "\"<?php 字 ?>\"");
}

static void test_definitions(void **state)
{
	(void)state;
	MARKDOWN("[x][甲]\n\n[甲]: <http://b.c> \"题\"", "{link=http://b.c x}");
	MARKDOWN("[甲]:\n字", "\"[甲]: 字\"");
	MARKDOWN("- [甲]: 字", "\"[甲]: 字\"");
	MARKDOWN("[a\nb]: /u\n\n[a b]", "\"{link=/u a b}\"");
	MARKDOWN("字[空](u.html)[](v.html)", "link/empty line 1 \"v.html\"");
	MARKDOWN("\\[^1] [^1]\n\n[^1]: 注", "\"[^1] {note=1}\"");
	MARKDOWN("- 见\n\n      [^1]: 码", "line \"[^1]: 码\"");
}

static void test_bare_addresses(void **state)
{
	(void)state;
	MARKDOWN("(见http://a.cn/b_(c)。)", "{link=http://a.cn/b_(c) ");
	MARKDOWN("www.a.cn/x, y@b.cn.", "{link=http://www.a.cn/x www.a.cn/x}, "
		 "{link=mailto:y@b.cn y@b.cn}.");
	MARKDOWN("[http://a.b](http://c.d)", "\"{link=http://c.d http://a.b}\"");
	MARKDOWN("xhttp://a @b a@b http:// www.a", "\"xhttp://a @b a@b http:// www.a\"");
}

static void test_verse_pictures_and_code(void **state)
{
	(void)state;
	MARKDOWN("```verse\n一\n\n二\n```",
		 "verse\n    line \"一\"\n    line \"\"\n    line \"二\"");
	MARKDOWN("![河](a.png \"清早\")",
		 "figure a.png alt=河\n    caption \"清早\"");
	MARKDOWN("字![符](a.png)字", "\"字{image=a.png 符}字\"");
	MARKDOWN("    int a;", "code\n    line \"int a;\"");
	MARKDOWN("字\n\n    缩进的话", "paragraph \"缩进的话\"");
}

static void test_title_and_lines(void **state)
{
	(void)state;
	struct fixture f;
	fixture_text(&f, "a.md", "---\ndate: 2020-01-02\n---\n\n# 题*目*\n\n"
		     "一\n\n- 二\n\n> 三\n\n![](a.png)\n\n![][b]\n\n[b]: c.png\n");
	assert_str(f.chapter->title, "题目");
	const struct block *at = f.chapter->body;
	assert_int_equal(at->span.line, 5);
	assert_int_equal(at->next->span.line, 7);
	assert_int_equal(at->next->next->child->child->span.line, 9);
	at = at->next->next->next;
	assert_int_equal(at->child->span.line, 11);
	assert_int_equal(at->next->span.line, 13);
	arena_free(&f.arena);
}

static void test_depth_is_an_error_not_a_crash(void **state)
{
	(void)state;
	static const char *const pieces[] = {"> ", "- ", "[", "**a ", "<b>",
					     "* > "};
	for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
		struct arena a;
		struct buf text;
		struct fixture f;
		arena_init(&a);
		buf_init(&text, &a, BUF_NO_MAXIMUM);
		for (int n = 0; n < 3000; n++)
			buf_add(&text, str_of(pieces[i]));
		buf_add(&text, STR("底"));
		fixture_bytes(&f, "a.md", buf_str(&text));
		assert_true(f.done ? str_contains(fixture_dump(&f), STR("底"))
				   : fixture_says(&f, MSG_PARSER_FAILED));
		arena_free(&f.arena);
		arena_free(&a);
	}
}

static void test_notes_are_marked_inside_html(void **state)
{
	(void)state;
	assert_dumps("a.md", "甲<font color=red>乙[^1]丙</font>[^x]\n\n"
			     "<p>丁[^1]。</p>\n\n[^1]: 注\n",
		     "\"甲乙{note=1}丙[^x]\"\n  paragraph \"丁{note=1}。\"");
	assert_dumps("a.html", "<p>丁[^1]。</p>", "\"丁[^1]。\"");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines_are_joined_as_one_reads),
		cmocka_unit_test(test_blocks_need_no_blank_lines),
		cmocka_unit_test(test_notes_are_paired),
		cmocka_unit_test(test_what_is_no_definition_is_text),
		cmocka_unit_test(test_addresses_end_at_chinese),
		cmocka_unit_test(test_raw_html_means_what_it_means),
		cmocka_unit_test(test_stars_beside_full_width_marks),
		cmocka_unit_test(test_headings_as_typed),
		cmocka_unit_test(test_lines_that_begin_something),
		cmocka_unit_test(test_tables_as_typed),
		cmocka_unit_test(test_html_between_lines),
		cmocka_unit_test(test_definitions),
		cmocka_unit_test(test_bare_addresses),
		cmocka_unit_test(test_verse_pictures_and_code),
		cmocka_unit_test(test_title_and_lines),
		cmocka_unit_test(test_depth_is_an_error_not_a_crash),
		cmocka_unit_test(test_notes_are_marked_inside_html),
	};
	read_prepare();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
