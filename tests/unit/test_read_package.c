/* Packages with intent: what a hostile or damaged docx or EPUB is told, and
 * what Word's own counting and fields become.
 */
#include <stdlib.h>

#include <zip.h>

#include "tests/unit/read_fixture.h"

struct part {
	const char *name;
	str bytes;
};

#define W "xmlns:w=\"w\" xmlns:m=\"m\" xmlns:r=\"r\""
#define BODY(text)                                                             \
	STR("<w:document " W "><w:body>" text "</w:body></w:document>")
#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"

static str pack_with(const struct part *parts, size_t count, struct arena *a,
		     bool is_link)
{
	zip_error_t error;
	zip_error_init(&error);
	zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &error);
	zip_source_keep(target);
	zip_t *zip = zip_open_from_source(target, ZIP_TRUNCATE, &error);
	assert_non_null(zip);
	for (size_t i = 0; i < count; i++) {
		zip_source_t *source = zip_source_buffer(
			zip, parts[i].bytes.text, parts[i].bytes.len, 0);
		zip_int64_t at = zip_file_add(zip, parts[i].name, source,
					      ZIP_FL_ENC_UTF_8);
		if (is_link)
			zip_file_set_external_attributes(
				zip, (zip_uint64_t)at, 0, ZIP_OPSYS_UNIX,
				0120777u << 16);
	}
	assert_int_equal(zip_close(zip), 0);
	zip_stat_t facts;
	zip_source_stat(target, &facts);
	char *room = arena_take(a, (size_t)facts.size);
	zip_source_open(target);
	zip_source_read(target, room, facts.size);
	zip_source_close(target);
	zip_source_free(target);
	return (str){room, (size_t)facts.size};
}

static str pack(const struct part *parts, size_t count, struct arena *a)
{
	return pack_with(parts, count, a, false);
}

static void read_parts(struct fixture *f, const struct part *parts,
		       size_t count)
{
	struct arena a;
	arena_init(&a);
	str bytes = pack(parts, count, &a);
	fixture_bytes(f, "x.docx", bytes);
	arena_free(&a);
}

#define READ(f, ...)                                                           \
	read_parts((f), (const struct part[]){__VA_ARGS__},                    \
		   sizeof((const struct part[]){__VA_ARGS__}) /                \
			   sizeof(struct part))

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

#define LEVEL(n, kind, text)                                                   \
	"<w:lvl w:ilvl=\"" n "\"><w:start w:val=\"3\"/><w:numFmt w:val=\"" kind\
	"\"/><w:lvlText w:val=\"" text "\"/></w:lvl>"
#define COUNTED(level, text)                                                   \
	"<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId "          \
	"w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"

static void test_labels_are_counted(void **state)
{
	(void)state;
	struct fixture f;
	READ(&f,
	     {"word/numbering.xml",
	      STR("<w:numbering " W "><w:abstractNum w:abstractNumId=\"7\">"
		  LEVEL("0", "ideographTraditional", "%1、")
		  LEVEL("1", "decimal", "%1.%2")
		  LEVEL("2", "chineseLegalSimplified", "（%3）")
		  "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId "
		  "w:val=\"7\"/></w:num></w:numbering>")},
	     {"word/document.xml",
	      BODY(COUNTED("0", "a") COUNTED("1", "b") COUNTED("1", "c")
		   COUNTED("0", "d") COUNTED("1", "e") COUNTED("2", "f")
		   COUNTED("8", "g"))});
	assert_true(f.done);
	assert_str(fixture_plain(&f), "丙、a\n丙.3 b\n丙.4 c\n丁、d\n丁.3 e\n"
				      "（叁）f\ng\n");
	arena_free(&f.arena);
}

static void test_fields_may_stay_open(void **state)
{
	(void)state;
	struct fixture f;
	READ(&f,
	     {"word/document.xml",
	      BODY("<w:p><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
		   "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
		   "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"
		   "<w:r><w:instrText>HYPERLINK \"x</w:instrText></w:r>"
		   "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
		   "<w:r><w:t>山</w:t></w:r></w:p>" P("水"))});
	assert_true(f.done);
	assert_str(fixture_plain(&f), "山\n水\n");
	arena_free(&f.arena);
}

static void test_tables_may_lie(void **state)
{
	(void)state;
	struct fixture f;
	READ(&f,
	     {"word/document.xml",
	      BODY("<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"99999999\"/>"
		   "<w:vMerge/></w:tcPr>" P("一") "</w:tc><w:tc><w:tcPr>"
		   "<w:gridSpan w:val=\"128\"/></w:tcPr>" P("二")
		   "</w:tc><w:tc>" P("三") "</w:tc></w:tr></w:tbl>")});
	assert_true(f.done);
	assert_str(fixture_plain(&f), "一\n二\n三\n");
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
		cmocka_unit_test(test_labels_are_counted),
		cmocka_unit_test(test_fields_may_stay_open),
		cmocka_unit_test(test_tables_may_lie),
	};
	read_prepare();
	return cmocka_run_group_tests_name("read/package", tests, NULL, NULL);
}
