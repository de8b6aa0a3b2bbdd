/* Packages with intent: what a hostile or damaged docx or EPUB is told. */
#include <stdlib.h>

#include "tests/unit/package_fixture.h"

static void assert_refused(enum message message, const struct part *parts,
			   size_t count)
{
	struct fixture f;
	read_parts(&f, parts, count);
	assert_false(f.done);
	assert_true(fixture_says(&f, message));
	arena_free(&f.arena);
}

#define REFUSED(message, ...)                                                  \
	assert_refused((message), (const struct part[]){__VA_ARGS__},          \
		       sizeof((const struct part[]){__VA_ARGS__}) /            \
			       sizeof(struct part))

static const struct part good = {
	"word/document.xml",
	STR_INIT("<w:document " W "><w:body>" P("字") "</w:body></w:document>"),
};

static void test_names_stay_inside(void **state)
{
	(void)state;
	REFUSED(MSG_PACKAGE_UNSAFE, good, {"../../etc/x", STR("a")});
	REFUSED(MSG_PACKAGE_UNSAFE, good, {"word/../../x", STR("a")});
	REFUSED(MSG_PACKAGE_UNSAFE, good, {"/etc/x", STR("a")});
	REFUSED(MSG_PACKAGE_UNSAFE, good, {"word\\x", STR("a")});
	REFUSED(MSG_PACKAGE_UNSAFE, good, {"C:x", STR("a")});
	struct fixture f;
	READ(&f, good, {"word/a..b", STR("a")});
	assert_true(f.done);
	arena_free(&f.arena);
}

static void test_links_are_refused(void **state)
{
	(void)state;
	struct arena a;
	arena_init(&a);
	struct fixture f;
	fixture_bytes(&f, "x.docx", pack_with(&good, 1, &a, true));
	assert_false(f.done);
	assert_true(fixture_says(&f, MSG_PACKAGE_UNSAFE));
	arena_free(&f.arena);
	arena_free(&a);
}

static void test_bombs_are_not_lit(void **state)
{
	(void)state;
	size_t size = (size_t)30 << 20;
	char *blanks = malloc(size);
	assert_non_null(blanks);
	memset(blanks, ' ', size);
	REFUSED(MSG_PACKAGE_UNSAFE, {"word/document.xml", {blanks, size}});
	REFUSED(MSG_PACKAGE_UNSAFE, good, {"word/styles.xml", {blanks, size}});
	free(blanks);
}

static void test_entities_are_refused(void **state)
{
	(void)state;
	REFUSED(MSG_PACKAGE_UNSAFE,
		{"word/document.xml",
		 STR("<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\">"
		     "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
		     "<w:document " W "><w:body><w:p><w:r><w:t>&b;</w:t>"
		     "</w:r></w:p></w:body></w:document>")});
	REFUSED(MSG_PACKAGE_UNSAFE, good,
		{"word/styles.xml",
		 STR("<!DOCTYPE s SYSTEM \"file:///etc/passwd\"><s/>")});
}

static void test_damage_is_told(void **state)
{
	(void)state;
	REFUSED(MSG_PARSER_FAILED, {"word/document.xml", STR("<w:document")});
	REFUSED(MSG_PARSER_FAILED, {"word/document.xml", STR_NONE});
	REFUSED(MSG_NOT_TEXT, {"a.txt", STR("a")});
	struct arena a;
	struct fixture f;
	arena_init(&a);
	str whole = pack(&good, 1, &a);
	fixture_bytes(&f, "x.docx", str_cut(whole, 0, whole.len / 2));
	assert_false(f.done);
	assert_true(fixture_says(&f, MSG_PACKAGE_BROKEN));
	arena_free(&f.arena);
	char *bad = (char *)arena_copy(&a, whole).text;
	bad[60] ^= 0x55;
	fixture_bytes(&f, "x.docx", (str){bad, whole.len});
	assert_false(f.done);
	arena_free(&f.arena);
	arena_free(&a);
}

static void test_depth_has_an_end(void **state)
{
	(void)state;
	struct arena a;
	struct buf deep;
	arena_init(&a);
	buf_init(&deep, &a, BUF_NO_MAXIMUM);
	buf_add(&deep, STR("<w:document " W "><w:body>"));
	for (int i = 0; i < 100000; i++)
		buf_add(&deep, STR("<w:sdt>"));
	REFUSED(MSG_PARSER_FAILED, {"word/document.xml", buf_str(&deep)});
	arena_free(&a);
}

static void test_the_stated_format_must_fit(void **state)
{
	(void)state;
	struct arena a;
	arena_init(&a);
	struct fixture f;
	struct read_request request = {STR("x"), STR("字"), STR_NONE,
				       STR("docx")};
	fixture_read(&f, &request);
	assert_true(fixture_says(&f, MSG_PACKAGE_BROKEN));
	arena_free(&f.arena);
	request.bytes = pack(&good, 1, &a);
	request.format = STR("text");
	fixture_read(&f, &request);
	assert_true(fixture_says(&f, MSG_NOT_TEXT));
	arena_free(&f.arena);
	arena_free(&a);
}

static void test_locks_are_told(void **state)
{
	(void)state;
	const struct part container = {
		"META-INF/container.xml",
		STR("<container><rootfiles><rootfile full-path=\"a.opf\"/>"
		    "</rootfiles></container>")};
	const struct part opf = {
		"a.opf",
		STR("<package><manifest><item id=\"a\" href=\"a.xhtml\" "
		    "media-type=\"application/xhtml+xml\"/></manifest><spine>"
		    "<itemref idref=\"a\"/></spine></package>")};
	const struct part page = {"a.xhtml", STR("<p>水</p>")};
	REFUSED(MSG_PACKAGE_LOCKED, container, opf, page,
		{"META-INF/encryption.xml",
		 STR("<encryption><EncryptedData><EncryptionMethod "
		     "Algorithm=\"http://www.w3.org/2001/04/xmlenc#aes128-cbc\""
		     "/></EncryptedData></encryption>")});
	struct fixture f;
	READ(&f, container, opf, page,
	     {"META-INF/encryption.xml",
	      STR("<encryption><EncryptedData><EncryptionMethod "
		  "Algorithm=\"http://www.idpf.org/2008/embedding\"/>"
		  "</EncryptedData></encryption>")});
	assert_true(f.done);
	assert_str(fixture_plain(&f), "水\n");
	arena_free(&f.arena);
	REFUSED(MSG_PACKAGE_BROKEN, container, page);
}

static void test_sheets_tell_how_pages_look(void **state)
{
	(void)state;
	struct fixture f;
	READ(&f,
	     {"META-INF/container.xml",
	      STR("<container><rootfiles><rootfile full-path=\"a.opf\"/>"
		  "</rootfiles></container>")},
	     {"a.opf",
	      STR("<package><manifest><item id=\"a\" href=\"a.xhtml\" "
		  "media-type=\"application/xhtml+xml\"/><item id=\"c\" "
		  "href=\"c.css\" media-type=\"text/css\"/></manifest>"
		  "<spine><itemref idref=\"a\"/></spine></package>")},
	     {"c.css", STR(".c1{font-size:2em}")},
	     {"a.xhtml", STR("<p class=\"c1\">水</p>")});
	assert_int_equal(f.chapter->body->type_size, 200);
	arena_free(&f.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names_stay_inside),
		cmocka_unit_test(test_links_are_refused),
		cmocka_unit_test(test_bombs_are_not_lit),
		cmocka_unit_test(test_entities_are_refused),
		cmocka_unit_test(test_damage_is_told),
		cmocka_unit_test(test_depth_has_an_end),
		cmocka_unit_test(test_the_stated_format_must_fit),
		cmocka_unit_test(test_locks_are_told),
		cmocka_unit_test(test_sheets_tell_how_pages_look),
	};
	read_prepare();
	return cmocka_run_group_tests_name("read/package", tests, NULL, NULL);
}
