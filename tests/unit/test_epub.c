/* EPUB: escaping, names, addresses, the container's bytes and the package.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#include <zip.h>

#include "base/file.h"
#include "epub_fixture.h"
#include "image/image.h"

static char path[64];

static int open_path(void **state)
{
	snprintf(path, sizeof path, "/tmp/test_epub_%ld.epub", (long)getpid());
	return set_up(state);
}

static int close_path(void **state)
{
	file_remove(path);
	return tear_down(state);
}

static str escaped(const char *text, size_t len)
{
	struct buf out;
	struct xml x;
	buf_init(&out, &arena, BUF_NO_MAXIMUM);
	xml_start(&x, &out);
	size_t start = out.len;
	xml_text(&x, (str){text, len});
	return str_from(buf_str(&out), start);
}

static void xml_escapes(void **state)
{
	(void)state;
	assert_text(escaped("a<b>&\"'", 7), "a&lt;b&gt;&amp;&quot;'");
	assert_text(escaped("a\0b\x01\x1f\x7f c\t\n", 10), "ab c\t\n");
	assert_text(escaped("\r", 1), " ");
	/* U+FFFF, U+FFFE, U+0080 go; U+00A0, U+FF0C and U+FFFD stay. */
	assert_text(escaped("\xEF\xBF\xBF\xEF\xBF\xBE\xC2\x80x", 9), "x");
	assert_text(escaped("\xC2\xA0\xEF\xBC\x8C\xEF\xBF\xBD", 8),
		    "\xC2\xA0\xEF\xBC\x8C\xEF\xBF\xBD");
	assert_text(escaped("\xEF", 1), "\xEF");
	assert_text(escaped("", 0), "");
}

static void xml_builds(void **state)
{
	(void)state;
	struct buf out;
	struct xml x;
	buf_init(&out, &arena, BUF_NO_MAXIMUM);
	xml_start(&x, &out);
	size_t start = out.len;
	xml_open(&x, "p");
	xml_attribute(&x, "class", STR("a\"b"));
	xml_open(&x, "a");
	xml_close(&x);
	xml_open(&x, "br");
	xml_close_empty(&x);
	xml_element(&x, "i", STR("&"));
	xml_finish(&x);
	assert_text(str_from(buf_str(&out), start),
		    "<p class=\"a&quot;b\"><a></a><br/><i>&amp;</i></p>\n");
}

static void hash_vectors(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		uint8_t first[4];
	} rows[] = {
		{"", {0xda, 0x39, 0xa3, 0xee}},
		{"abc", {0xa9, 0x99, 0x3e, 0x36}},
		{"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
		 {0x84, 0x98, 0x3e, 0x44}},
	};
	for (size_t i = 0; i < 3; i++) {
		uint8_t digest[20];
		sha1(str_of(rows[i].text), digest);
		assert_memory_equal(digest, rows[i].first, 4);
	}
	str uuid = uuid_of(STR("书"), &arena);
	assert_int_equal(uuid.len, 36);
	assert_int_equal(uuid.text[14], '5');
	assert_true(strchr("89ab", uuid.text[19]));
	assert_true(str_equal(uuid, uuid_of(STR("书"), &arena)));
	assert_false(str_equal(uuid, uuid_of(STR("书 "), &arena)));
}

static void ids_are_safe(void **state)
{
	(void)state;
	assert_text(safe_id(STR("intro-1.a_b"), &arena), "intro-1.a_b");
	static const char *const hashed[] = {
		"", "1a", "第一节", "a b", "a\"b", "h12", "n1", "page3", "r9",
		"title", "x-1", "c001", "-a", "a#b",
	};
	for (size_t i = 0; i < sizeof hashed / sizeof *hashed; i++) {
		str id = safe_id(str_of(hashed[i]), &arena);
		assert_int_equal(id.len, 18);
		assert_true(str_starts(id, STR("x-")));
	}
}

static void langs_are_safe(void **state)
{
	(void)state;
	assert_text(safe_lang(STR("zh-Hant-TW")), "zh-Hant-TW");
	assert_text(safe_lang(STR("en")), "en");
	static const char *const bad[] = {
		"", "z", "zh_CN", "-", "zh-", "zh--a", "中文", "1z", "english",
		"en-waytoolong", "en\"", "en ",
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(safe_lang(str_of(bad[i])).len, 0);
	struct book *book = new_book(0);
	assert_text(book_lang(book), "zh-Hans");
	book->meta.lang = STR("zh-TW");
	assert_text(book_lang(book), "zh-Hant-TW");
	book->meta.lang = STR("c<x>");
	assert_text(book_lang(book), "zh-Hans");
}

static void addresses(void **state)
{
	(void)state;
	static const struct {
		const char *target, *address;
	} rows[] = {
		{"https://example.org", "https://example.org"},
		{"HTTP://example.org/a b", "HTTP://example.org/a%20b"},
		{"https://example.org/书?q=\"<#a#b",
		 "https://example.org/%E4%B9%A6?q=%22%3C#a%23b"},
		{"https://example.org:8080/%41%zz",
		 "https://example.org:8080/%41%25zz"},
		{"mailto:a@example.org", "mailto:a@example.org"},
		{" #there ", "#there"},
		{"f1.md#far", "c002.xhtml#far"},
		{"f1.md", "c002.xhtml"},
		{"#nowhere", ""}, {"f1.md#nowhere", ""}, {"f9.md#far", ""},
		{"f9.md", ""}, {"#", ""}, {"", ""},
		{"javascript:alert(1)", ""}, {"file:///etc/passwd", ""},
		{"data:text/html,x", ""}, {"https://", ""}, {"https:///a", ""},
		{"http://a..b/", ""}, {"http://1.2.3.4.5/", ""},
		{"http://用户.cn/", ""}, {"http://user:pw@h.org/", ""},
		{"http://h.org:99999/", ""}, {"mailto:nobody", ""},
		{"../../x.html", ""},
	};
	struct book *book = new_book(2);
	struct block *near = block_new(&arena, BLOCK_PARAGRAPH, SPAN_NONE);
	struct block *far = block_new(&arena, BLOCK_PARAGRAPH, SPAN_NONE);
	near->id = STR("there");
	far->id = STR("far");
	block_insert(book->chapters[0], NULL, NULL, near);
	block_insert(book->chapters[1], NULL, NULL, far);
	struct epub_request request = {
		.book = book, .targets = epub_name_parts(book)};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_text(link_address(&request, 0, str_of(rows[i].target),
					 &arena), rows[i].address);
	request.targets = NULL;
	assert_int_equal(link_address(&request, 0, STR("#there"),
				      &arena).len, 0);
}

static str write_book(struct book *book, const struct page_marks *marks)
{
	for (size_t i = 0; i < book->chapter_count; i++)
		number_blocks(book->chapters[i]);
	struct epub_request request = {
		.book = book, .marks = marks, .style = STR("p{margin:0}"),
		.modified = STR("2026-11-20T08:00:00Z"),
		.page_source = STR("印刷版"), .epoch = 1795161600,
		.targets = epub_name_parts(book),
	};
	struct epub_part *parts = arena_array(&arena, struct epub_part,
					      book->chapter_count);
	for (size_t i = 0; i < book->chapter_count; i++)
		epub_chapter(&request, i, &arena, &parts[i]);
	str bytes;
	assert_true(epub_write(&request, parts, path, &arena, &diag));
	assert_int_equal(file_read(path, (size_t)1 << 26, &arena, &bytes),
			 FILE_OK);
	return bytes;
}

static unsigned u16(str bytes, size_t at)
{
	return (unsigned char)bytes.text[at] |
	       (unsigned)(unsigned char)bytes.text[at + 1] << 8;
}

/* EPUB 3.3, OCF 4.2: what the first 58 bytes have to be. */
static void mimetype_comes_first(void **state)
{
	(void)state;
	struct book *book = new_book(1);
	add_heading(book->chapters[0], 1, "节");
	str bytes = write_book(book, NULL);
	assert_memory_equal(bytes.text, "PK\x03\x04", 4);
	assert_int_equal(u16(bytes, 6) & 8, 0);    /* no data descriptor */
	assert_int_equal(u16(bytes, 8), 0);
	assert_int_equal(u16(bytes, 26), 8);
	assert_int_equal(u16(bytes, 28), 0);
	assert_memory_equal(bytes.text + 30, "mimetypeapplication/epub+zip",
			    28);
}

static void same_bytes_anywhere(void **state)
{
	(void)state;
	struct page_mark at[] = {{{1, 0}, STR("1")}};
	struct page_marks marks = {at, 1};
	struct book *book = new_book(1);
	add_heading(book->chapters[0], 1, "节");
	setenv("TZ", "UTC", 1);
	tzset();
	str first = write_book(book, &marks);
	setenv("TZ", "Asia/Shanghai", 1);
	tzset();
	str second = write_book(book, &marks);
	unsetenv("TZ");
	tzset();
	assert_true(str_equal(first, second));
	/* 2026-11-20 08:00:00, in DOS form, in UTC. */
	assert_int_equal(u16(first, 10), 8 << 11);
	assert_int_equal(u16(first, 12), (2026 - 1980) << 9 | 11 << 5 | 20);
}

static void container_holds_all(void **state)
{
	(void)state;
	struct book *book = new_book(2);
	add_heading(book->chapters[0], 1, "节");
	struct asset *asset = arena_new(&arena, struct asset);
	asset->bytes = STR("\xFF\xD8\xFF\xE0 not really");
	book->chapters[1]->assets = asset;
	book->cover = asset;
	write_book(book, NULL);
	static const char *const names[] = {
		"mimetype", "META-INF/container.xml", "EPUB/package.opf",
		"EPUB/nav.xhtml", "EPUB/toc.ncx", "EPUB/style.css",
		"EPUB/images/image001.jpg", "EPUB/text/cover.xhtml",
		"EPUB/text/titlepage.xhtml", "EPUB/text/colophon.xhtml",
		"EPUB/text/c001.xhtml", "EPUB/text/c002.xhtml",
	};
	zip_t *archive = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
	assert_non_null(archive);
	assert_int_equal(zip_get_num_entries(archive, 0),
			 sizeof names / sizeof *names);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char text[8192];
		zip_stat_t status;
		assert_string_equal(zip_get_name(archive, i, 0), names[i]);
		assert_int_equal(zip_stat_index(archive, i, 0, &status), 0);
		/* This style sheet and this picture are no smaller packed. */
		bool is_stored = i == 0 || i == 5 || i == 6;
		assert_int_equal(status.comp_method,
				 is_stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE);
		/* Reading to the end checks the CRC. */
		zip_file_t *file = zip_fopen_index(archive, i, 0);
		assert_int_equal(zip_fread(file, text, sizeof text),
				 status.size);
		assert_int_equal(zip_fclose(file), 0);
		if (i > 6 || (i > 0 && i < 5))
			assert_well_formed((str){text, (size_t)status.size});
	}
	zip_discard(archive);
}

/* A drawing's rows pack once more, a photograph's do not. */
static void flat_drawings_are_packed(void **state)
{
	(void)state;
	struct book *book = new_book(1);
	struct pixels sheet = {600, 800, 1, NULL};
	sheet.at = arena_take(&arena, 600 * 800);
	struct asset *asset = arena_new(&arena, struct asset);
	asset->bytes = image_encode_drawing(&sheet, &arena);
	asset->media_type = STR("image/png");
	book->cover = asset;
	write_book(book, NULL);
	zip_t *archive = zip_open(path, ZIP_RDONLY, NULL);
	zip_stat_t status;
	assert_int_equal(zip_stat(archive, "EPUB/images/image001.png", 0,
				  &status), 0);
	assert_int_equal(status.comp_method, ZIP_CM_DEFLATE);
	assert_int_equal(status.size, asset->bytes.len);
	assert_true(status.comp_size < status.size);
	zip_discard(archive);
}

static void unwritable_path(void **state)
{
	(void)state;
	struct book *book = new_book(1);
	struct epub_request request = {.book = book, .style = STR_NONE,
		.modified = STR_NONE, .page_source = STR_NONE,
		.targets = epub_name_parts(book)};
	struct epub_part part;
	epub_chapter(&request, 0, &arena, &part);
	assert_false(epub_write(&request, &part, "/nowhere/at/all.epub",
				&arena, &diag));
	assert_true(diag_failed(&diag));
}

static str package_of(struct book *book)
{
	write_book(book, NULL);
	zip_t *archive = zip_open(path, ZIP_RDONLY, NULL);
	zip_file_t *file = zip_fopen(archive, "EPUB/package.opf", 0);
	char *text = arena_take(&arena, 8192);
	zip_int64_t len = zip_fread(file, text, 8192);
	zip_fclose(file);
	zip_discard(archive);
	return (str){text, (size_t)len};
}

static void identity_is_stable(void **state)
{
	(void)state;
	static const struct {
		const char *given, *start;
	} rows[] = {
		{"978-7-02-000220-7", "urn:isbn:9787020002207"},
		{"urn:isbn:9787020002207", "urn:isbn:9787020002207"},
		{"978-7-02-000220-8", "urn:uuid:"}, {"内部 7 号", "urn:uuid:"},
		{"", "urn:uuid:"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct book *book = new_book(1);
		book->meta.identifier = str_of(rows[i].given);
		str package = package_of(book);
		assert_has(package, arena_format(
			&arena, "\"book-id\">%s", rows[i].start).text);
		assert_has(package,
			   "dcterms:modified\">2026-11-20T08:00:00Z<");
		assert_lacks(package, "visual");
	}
}

static void shelves_can_sort(void **state)
{
	(void)state;
	struct book *book = new_book(1);
	struct contributor who[] = {
		{STR("单雄"), STR("aut"), STR(" Shan Xiong ")},
		{STR("李四"), STR("edt"), STR("")},
	};
	book->meta.contributors.at = who;
	book->meta.contributors.count = 2;
	book->meta.sort = STR("A & B");
	book->meta.series = STR("灯下丛书");
	book->meta.series_number = STR("2.1");
	book->meta.source = STR("抄本");
	str package = package_of(book);
	assert_has(package, "\"#title\" property=\"file-as\">A &amp; B<");
	assert_has(package, "\"#person1\" property=\"file-as\">Shan Xiong<");
	assert_has(package, "\"#person2\" property=\"file-as\">");
	assert_has(package, "belongs-to-collection\">灯下丛书<");
	assert_has(package, "group-position\">2.1<");
	assert_has(package, "<dc:source>抄本<");
	static const char *const wrong[] = {"", "二", "2.", ".2", "2..1", "-1"};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		book->meta.series_number = str_of(wrong[i]);
		package = package_of(book);
		assert_has(package, "belongs-to-collection");
		assert_lacks(package, "group-position");
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_path, close_path)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(xml_escapes),
		TEST(xml_builds),
		TEST(hash_vectors),
		TEST(ids_are_safe),
		TEST(langs_are_safe),
		TEST(addresses),
		TEST(mimetype_comes_first),
		TEST(same_bytes_anywhere),
		TEST(container_holds_all),
		TEST(flat_drawings_are_packed),
		TEST(unwritable_path),
		TEST(identity_is_stable),
		TEST(shelves_can_sort),
	};
	return cmocka_run_group_tests_name("epub", tests, NULL, NULL);
}
