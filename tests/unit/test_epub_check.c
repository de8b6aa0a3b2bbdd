/* The built-in check: the XML it takes and refuses, what may stand in what,
 * and containers that mean harm. Whole books are judged in
 * tests/e2e/broken_epub.sh.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "epub/check.h"

#include "tests/unit/arena_fixture.h"

static bool is_well_formed(str text)
{
	static struct parser p;
	parser_start(&p, text, &arena);
	for (int i = 0; i < 100000; i++) {
		enum event event = parser_next(&p);
		if (event == EVENT_END || event == EVENT_BROKEN)
			return event == EVENT_END;
	}
	fail_msg("no end of %.*s", STR_ARG(text));
	return false;
}

static void xml_is_strict(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		bool is_sound;
	} rows[] = {
		{"<a/>", true}, {"<a></a>", true}, {"<a >x</a >", true},
		{"<?xml version='1.0'?><!DOCTYPE a><a b='c' d=\"'\"/>\n", true},
		{"<a><!-- - --><![CDATA[<&]]><?p x?></a>", true},
		{"<a>&amp;&#38;&#x26;灯</a>", true},
		{"<p:a xmlns:p='u' p:b=''><p:c/></p:a>", true},
		{"\xEF\xBB\xBF<a/>", true},
		{"", false}, {" ", false}, {"x<a/>", false}, {"<a/>x", false},
		{"<a/><b/>", false}, {"<a>", false}, {"<a></b>", false},
		{"</a>", false}, {"<a", false}, {"<a b>", false},
		{"<a b=c/>", false}, {"<a b='c/>", false},
		{"<a b='1'b='2'/>", false}, {"<a b='1' b='2'/>", false},
		{"<a b='<'/>", false}, {"<a b='&x;'/>", false},
		{"<a>&</a>", false}, {"<a>&nbsp;</a>", false},
		{"<a>&#0;</a>", false}, {"<a>&#xD800;</a>", false},
		{"<a>&#x110000;</a>", false}, {"<a>&#;</a>", false},
		{"<a>]]></a>", false}, {"<a>\x01</a>", false},
		{"<a>\xEF\xBF\xBE</a>", false}, {"<a>\xC3(</a>", false},
		{"<a><!-- -- --></a>", false}, {"<a><!--</a>", false},
		{"<a><![CDATA[</a>", false}, {"<a><?p</a>", false},
		{"<a><!DOCTYPE b></a>", false},
		{"<!DOCTYPE a [<!ENTITY x 'y'>]><a/>", false},
		{"<p:a/>", false}, {"<a p:b=''/>", false},
		{"<a><p:b xmlns:p='u'/><p:c/></a>", false},
		{" <?xml version='1.0'?><a/>", false}, {"<1/>", false},
		{"< a/>", false}, {"<a/ >", false}, {"<>", false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (is_well_formed(str_of(rows[i].text)) != rows[i].is_sound)
			fail_msg("%s", rows[i].text);
}

static void xml_is_bounded(void **state)
{
	(void)state;
	struct buf deep;
	buf_init(&deep, &arena, BUF_NO_MAXIMUM);
	for (int i = 0; i < 100000; i++)
		buf_add(&deep, STR("<a>"));
	assert_false(is_well_formed(buf_str(&deep)));
	buf_truncate(&deep, 0);
	buf_add(&deep, STR("<a"));
	for (int i = 0; i < 1000; i++)
		buf_format(&deep, " b%d=''", i);
	buf_add(&deep, STR("/>"));
	assert_false(is_well_formed(buf_str(&deep)));
}

static bool may_hold(const char *parent, const char *child)
{
	const struct element *outer = element_find(str_of(parent));
	const struct element *inner = element_find(str_of(child));
	assert_non_null(outer);
	assert_non_null(inner);
	return element_may_hold(outer, outer->content, inner);
}

static void elements_nest(void **state)
{
	(void)state;
	static const char *const good[][2] = {
		{"body", "section"}, {"section", "h1"}, {"p", "em"},
		{"p", "br"}, {"ul", "li"}, {"li", "p"}, {"li", "ul"},
		{"table", "caption"}, {"tr", "td"}, {"td", "p"},
		{"ruby", "rt"}, {"figure", "figcaption"}, {"figure", "img"},
		{"head", "title"}, {"h2", "span"}, {"aside", "p"},
		{"pre", "code"}, {"blockquote", "p"}, {"code", "wbr"},
	};
	static const char *const bad[][2] = {
		{"p", "p"}, {"p", "ul"}, {"p", "div"}, {"span", "p"},
		{"h1", "h2"}, {"ul", "p"}, {"ul", "ul"}, {"body", "li"},
		{"table", "td"}, {"tr", "p"}, {"tbody", "td"}, {"p", "rt"},
		{"body", "figcaption"}, {"head", "p"}, {"body", "title"},
		{"br", "em"}, {"img", "em"}, {"rt", "p"}, {"html", "p"},
	};
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		if (!may_hold(good[i][0], good[i][1]))
			fail_msg("%s > %s", good[i][0], good[i][1]);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (may_hold(bad[i][0], bad[i][1]))
			fail_msg("%s > %s", bad[i][0], bad[i][1]);
	assert_null(element_find(STR("font")));
	assert_null(element_find(STR("")));
	assert_null(element_find(STR("P")));
}

static void attributes_are_judged(void **state)
{
	(void)state;
	const struct element *p = element_find(STR("p"));
	const struct element *td = element_find(STR("td"));
	assert_true(attribute_is_allowed(p, STR("data-label")));
	assert_false(attribute_is_allowed(p, STR("data-")));
	assert_false(attribute_is_allowed(p, STR("data-Label")));
	assert_true(attribute_is_allowed(p, STR("aria-label")));
	assert_false(attribute_is_allowed(p, STR("align")));
	assert_false(attribute_is_allowed(p, STR("colspan")));
	assert_true(attribute_is_allowed(td, STR("colspan")));
	assert_false(attribute_is_allowed(td, STR("")));
	assert_null(attribute_problem(STR("id"), STR("注1")));
	assert_non_null(attribute_problem(STR("id"), STR("a b")));
	assert_non_null(attribute_problem(STR("id"), STR("")));
	assert_null(attribute_problem(STR("lang"), STR("zh-Hans-CN")));
	assert_non_null(attribute_problem(STR("lang"), STR("zh_CN")));
	assert_non_null(attribute_problem(STR("role"), STR("doc-none")));
}

/* Any cut or changed byte of a tiny container is refused, not read astray. */
static void containers_that_mean_harm(void **state)
{
	(void)state;
	static const char *const rows[] = {
		"", "PK", "PK\5\6", "not a ZIP file at all",
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_false(epub_check(str_of(rows[i]), STR("x"), &arena,
					&diag));
	/* One record that points everywhere. */
	char zip[22 + 46] = "PK\1\2";
	for (int filler = 0; filler < 256; filler++) {
		memset(zip + 4, filler, sizeof zip - 4);
		memcpy(zip + 46, "PK\5\6", 4);
		memcpy(zip + 46 + 10, "\1\0", 2);
		memcpy(zip + 46 + 16, "\0\0\0\0", 4);
		assert_false(epub_check((str){zip, sizeof zip}, STR("x"),
					&arena, &diag));
	}
}

static void folders_cannot_be_left(void **state)
{
	(void)state;
	struct entry entries[] = {{.name = STR("EPUB/text/a.xhtml"),
				   .bytes = STR("")}};
	struct check c = {.arena = &arena,
			  .entries = {.at = entries, .count = 1}};
	struct destination to;
	assert_true(check_resolve(&c, 0, 0, STR("../b%20c.xhtml#%E7%81%AF"), &to));
	assert_true(str_equal(to.name, STR("EPUB/b c.xhtml")));
	assert_true(str_equal(to.fragment, STR("灯")));
	assert_true(check_resolve(&c, 0, 0, STR("#a"), &to));
	assert_true(str_equal(to.name, entries[0].name));
	assert_false(check_resolve(&c, 0, 0, STR("../../../b"), &to));
	assert_false(check_resolve(&c, 0, 0, STR("x/../../../../b"), &to));
	assert_int_equal(c.faults.count, 2);
	assert_false(check_resolve(&c, 0, 0, STR("https://a.b/"), &to));
	assert_int_equal(c.faults.count, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(xml_is_strict),
		TEST(xml_is_bounded),
		TEST(elements_nest),
		TEST(attributes_are_judged),
		TEST(containers_that_mean_harm),
		TEST(folders_cannot_be_left),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
