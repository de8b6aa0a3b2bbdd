/* EPUB: escaping, names, addresses, page marks at their places, notes, nested
 * contents, the container's bytes, and sources that mean harm.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#include <zip.h>

#include <cmocka.h>

#include "base/deflate.h"
#include "base/file.h"
#include "book/builder.h"
#include "epub/inside.h"

#define PATH_SIZE 64

static struct arena arena;
static struct diag diag;
static char path[PATH_SIZE];

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena);
	diag_init(&diag, &arena);
	snprintf(path, sizeof path, "/tmp/test_epub_%ld.epub", (long)getpid());
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	file_remove(path);
	arena_free(&arena);
	return 0;
}

/* A book of `count` empty chapters. */
static struct book *new_book(size_t count)
{
	struct book *book = arena_new(&arena, struct book);
	book->arena = &arena;
	book->meta = (struct meta){
		.title = STR("样书"), .subtitle = STR_NONE, .lang = STR("zh"),
		.date = STR_NONE, .publisher = STR_NONE,
		.description = STR_NONE, .subject = STR_NONE,
		.rights = STR_NONE, .identifier = STR_NONE,
	};
	book->contents_title = STR_NONE;
	book->contents_depth = 2;
	book->chapter_count = count;
	book->chapters = arena_array(&arena, struct chapter *, count);
	for (size_t i = 0; i < count; i++) {
		book->chapters[i] = chapter_new(&arena, &diag);
		book->chapters[i]->role = CHAPTER_BODY;
		book->chapters[i]->file = arena_format(&arena, "f%zu.md", i);
		book->chapters[i]->title = STR("章");
	}
	return book;
}

static void number_blocks(struct chapter *chapter)
{
	uint32_t number = 0;
	for (struct block *block = chapter->body; block;
	     block = block_next(block))
		block->number = ++number;
}

static str inflate(const struct epub_part *part)
{
	str text = part->deflated;
	if (!part->is_stored)
		assert_true(deflate_expand_raw(part->deflated, part->bytes,
					       &arena, &text));
	return text;
}

static str write_chapter(struct book *book, size_t number,
			 const struct page_marks *marks)
{
	number_blocks(book->chapters[number]);
	struct epub_request request = {
		.book = book, .marks = marks,
		.targets = epub_name_parts(book),
	};
	struct epub_part part;
	epub_chapter(&request, number, &arena, &part);
	return inflate(&part);
}

static void assert_has(str text, const char *wanted)
{
	if (!str_contains(text, str_of(wanted)))
		fail_msg("no \"%s\" in:\n%.*s", wanted, STR_ARG(text));
}

static void assert_lacks(str text, const char *unwanted)
{
	if (str_contains(text, str_of(unwanted)))
		fail_msg("\"%s\" in:\n%.*s", unwanted, STR_ARG(text));
}

/* Tags match and no id comes twice. */
static void assert_well_formed(str text)
{
	str open[512];
	size_t depth = 0, at = 0;
	struct name_map ids = {.arena = &arena};
	while ((at = str_find_from(text, STR("<"), at)) != STR_NOT_FOUND) {
		size_t end = str_find_from(text, STR(">"), at);
		assert_true(end != STR_NOT_FOUND);
		str tag = str_cut(text, at + 1, end);
		at = end + 1;
		if (tag.text[0] == '?' || tag.text[0] == '!')
			continue;
		str name = str_cut(tag, 0, str_find_byte(tag, ' '));
		size_t id = str_find(tag, STR(" id=\""));
		if (id != STR_NOT_FOUND) {
			str rest = str_from(tag, id + 5);
			rest = str_cut(rest, 0, str_find_byte(rest, '"'));
			assert_true(map_add(&ids, 0, rest, 0));
		}
		if (tag.text[0] == '/') {
			assert_true(depth > 0);
			assert_true(str_equal(open[--depth], str_from(name, 1)));
		} else if (!str_ends(tag, STR("/"))) {
			assert_true(depth < 512);
			open[depth++] = name;
		}
	}
	assert_int_equal(depth, 0);
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

#define assert_text(text, wanted)                                              \
	assert_string_equal(arena_cstring(&arena, text), wanted)

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

static void add_paragraph(struct builder *b, const char *text)
{
	builder_open(b, BLOCK_PARAGRAPH, SPAN_NONE);
	builder_text(b, str_of(text), SPAN_NONE);
	builder_close(b, BLOCK_PARAGRAPH);
}

static void wrap(struct builder *b, enum phrase_kind kind, const char *text)
{
	struct phrase *phrase = builder_begin(b, kind, SPAN_NONE);
	if (kind == PHRASE_RUBY)
		phrase->as.ruby.reading = STR("dú");
	if (kind == PHRASE_LINK)
		phrase->as.link.target = STR("https://example.org/");
	builder_text(b, str_of(text), SPAN_NONE);
	builder_end(b, kind);
}

#define MARK(n, label)                                                         \
	"<span epub:type=\"pagebreak\" role=\"doc-pagebreak\" id=\"page" #n   \
	"\" aria-label=\"" label "\"></span>"

static void marks_stand_at_offsets(void **state)
{
	(void)state;
	struct book *book = new_book(1);
	struct builder *b = builder_new(book->chapters[0]);
	add_paragraph(b, "甲乙丙丁");
	builder_open(b, BLOCK_PARAGRAPH, SPAN_NONE);
	builder_text(b, STR("前"), SPAN_NONE);
	wrap(b, PHRASE_RUBY, "读音");
	wrap(b, PHRASE_LINK, "去处");
	wrap(b, PHRASE_STRONG, "重点");
	builder_close(b, BLOCK_PARAGRAPH);
	builder_finish(b);
	struct page_mark at[] = {
		{{1, 0}, STR("1")}, {{1, 6}, STR("2")}, {{1, 7}, STR("3")},
		{{1, 12}, STR("4")}, {{2, 6}, STR("5")}, {{2, 12}, STR("6")},
		{{2, 18}, STR("7")}, {{9, 9}, STR("8")},
	};
	struct page_marks marks = {at, 8};
	str text = write_chapter(book, 0, &marks);
	assert_well_formed(text);
	/* The page that begins with the chapter begins with its title. */
	assert_has(text, "<h1 id=\"title\">" MARK(1, "1") "章</h1>");
	assert_has(text, "<p>甲乙" MARK(2, "2") "丙"
		   MARK(3, "3") "丁" MARK(4, "4") "</p>");
	/* Inside the ruby and the link they wait for the end. */
	assert_has(text, "<p>前<ruby>读音<rp>(</rp><rt>dú</rt><rp>)</rp></ruby>"
		   MARK(5, "5") "<a href=\"https://example.org/\">去处</a>"
		   MARK(6, "6") "<strong>重" MARK(7, "7") "点</strong></p>");
	assert_has(text, "<div epub:type=\"pagebreak\" role=\"doc-pagebreak\" "
		   "id=\"page8\" aria-label=\"8\"></div>");
}

static void marks_can_be_shown(void **state)
{
	(void)state;
	struct book *book = new_book(1);
	struct page_mark at[] = {{{1, 0}, STR("37")}};
	struct page_marks marks = {at, 1};
	struct builder *b = builder_new(book->chapters[0]);
	add_paragraph(b, "甲");
	builder_finish(b);
	number_blocks(book->chapters[0]);
	struct epub_request request = {.book = book, .marks = &marks,
				       .shows_pages = true};
	struct epub_part part;
	epub_chapter(&request, 0, &arena, &part);
	/* Its number is the style's, not the text's. */
	assert_has(inflate(&part),
		   "aria-label=\"37\" class=\"shown\"></span>");
}

static void notes_stand_at_the_end(void **state)
{
	(void)state;
	struct book *book = new_book(1);
	struct builder *b = builder_new(book->chapters[0]);
	builder_open(b, BLOCK_PARAGRAPH, SPAN_NONE);
	builder_text(b, STR("文"), SPAN_NONE);
	builder_note_mark(b, STR("a"), SPAN_NONE);
	builder_close(b, BLOCK_PARAGRAPH);
	add_paragraph(b, "后");
	builder_note_open(b, STR("a"), SPAN_NONE);
	add_paragraph(b, "注文");
	builder_note_close(b);
	builder_finish(b);
	assert_non_null(book->chapters[0]->notes);
	book->chapters[0]->notes->number = 1;
	book->chapters[0]->notes->label = STR("①");
	str text = write_chapter(book, 0, NULL);
	assert_well_formed(text);
	assert_has(text, "文<a epub:type=\"noteref\" role=\"doc-noteref\" "
		   "class=\"noteref duokan-footnote\" id=\"r1\" href=\"#n1\" "
		   "aria-label=\"注1\">①</a></p>");
	assert_has(text, "id=\"n1\"><p class=\"note\"><a class=\"backlink\" "
		   "role=\"doc-backlink\" href=\"#r1\" "
		   "aria-label=\"返回正文注1\">①</a> 注文</p>");
	assert_true(str_find(text, STR("后</p>")) <
		    str_find(text, STR("<aside")));
}

static void lead_sentences_join(void **state)
{
	(void)state;
	struct book *book = new_book(1);
	struct builder *b = builder_new(book->chapters[0]);
	for (int i = 0; i < 2; i++) {
		struct block *heading = builder_open(b, BLOCK_HEADING,
						     SPAN_NONE);
		heading->as.heading.level = 3;
		heading->as.heading.is_run_in = true;
		builder_text(b, STR("领句。"), SPAN_NONE);
		builder_close(b, BLOCK_HEADING);
		if (i == 0)
			add_paragraph(b, "正文。");
	}
	builder_finish(b);
	str text = write_chapter(book, 0, NULL);
	assert_well_formed(text);
	assert_has(text, "<p><strong class=\"run-in\" id=\"h1\">领句。</strong>"
		   "　正文。</p>");
	assert_has(text, "<p><strong class=\"run-in\" id=\"h3\">领句。</strong>"
		   "</p>");
}

static void pictures_share_names(void **state)
{
	(void)state;
	struct book *book = new_book(2);
	static const char *const bytes[] = {
		"\x89PNG\r\n\x1A\n-", "\xFF\xD8\xFF-", "\x89PNG\r\n\x1A\n-",
		"GIF89a",
	};
	struct asset *assets[4];
	for (size_t i = 0; i < 4; i++) {
		assets[i] = arena_new(&arena, struct asset);
		assets[i]->bytes = str_of(bytes[i]);
		assets[i]->alt = STR_NONE;
		assets[i]->next = book->chapters[i / 2]->assets;
		book->chapters[i / 2]->assets = assets[i];
	}
	epub_name_parts(book);
	assert_text(assets[1]->name, "image001.jpg");
	assert_text(assets[0]->name, "image002.png");
	assert_true(str_equal(assets[0]->name, assets[2]->name));
	assert_int_equal(assets[3]->name.len, 0);
	assert_text(assets[1]->media_type, "image/jpeg");
}

static void add_heading(struct chapter *chapter, int level, const char *text)
{
	struct block *heading = block_new(&arena, BLOCK_HEADING, SPAN_NONE);
	heading->as.heading.level = level;
	heading->text = phrase_text(&arena, str_of(text), SPAN_NONE);
	block_insert(chapter, NULL, NULL, heading);
}

static void contents_nest(void **state)
{
	(void)state;
	struct book *book = new_book(2);
	book->contents_depth = 5;
	book->chapters[0]->label = STR("第一章");
	book->chapters[0]->title = STR("<甲>");
	book->chapters[1]->title = STR("  ");
	add_heading(book->chapters[0], 2, "深");
	add_heading(book->chapters[0], 1, "浅");
	add_heading(book->chapters[1], 1, "尾");
	number_blocks(book->chapters[0]);
	number_blocks(book->chapters[1]);
	struct epub_request request = {
		.book = book, .targets = epub_name_parts(book)};
	struct epub_contents contents = {
		.request = &request, .identifier = STR("urn:x")};
	outline_make(book, 3, &arena, &contents.outline);
	struct epub_part part;
	nav_part(&contents, &part, &arena);
	str text = inflate(&part);
	assert_well_formed(text);
	assert_has(text, "<ol>\n<li><a href=\"text/c001.xhtml\">"
		   "第一章　&lt;甲&gt;</a><ol>\n"
		   "<li><a href=\"text/c001.xhtml#h1\">深</a></li>\n"
		   "<li><a href=\"text/c001.xhtml#h2\">浅</a></li></ol></li>\n"
		   "<li><a href=\"text/c002.xhtml\">无题</a><ol>\n"
		   "<li><a href=\"text/c002.xhtml#h1\">尾</a></li></ol></li>"
		   "</ol>");
	assert_lacks(text, "page-list");
	ncx_part(&contents, &part, &arena);
	text = inflate(&part);
	assert_well_formed(text);
	assert_has(text, "<content src=\"nav.xhtml\"/>");
	assert_has(text, "playOrder=\"9\"");
}

/* Of two headings with one id the first has it; the contents find both. */
static void equal_ids_part(void **state)
{
	(void)state;
	struct book *book = new_book(1);
	for (int i = 0; i < 2; i++) {
		add_heading(book->chapters[0], 1, "节");
		book->chapters[0]->last->id = STR("same");
	}
	str text = write_chapter(book, 0, NULL);
	assert_well_formed(text);
	assert_has(text, "<h2 id=\"same\">");
	assert_has(text, "<h2 id=\"h2\">");
}

/* Ids, classes, languages and names that want out of their attributes. */
static void hostile_model(void **state)
{
	(void)state;
	struct book *book = new_book(2);
	struct chapter *chapter = book->chapters[0];
	const str bad = STR("\"><script>x</script>&\x01");
	book->meta.title = bad;
	chapter->title = chapter->author = chapter->summary = bad;
	chapter->label = chapter->lang = bad;
	chapter->id = STR("../../x");
	struct builder *b = builder_new(chapter);
	for (int i = 0; i < 3; i++) {
		struct block *block = builder_open(
			b, i ? BLOCK_PARAGRAPH : BLOCK_HEADING, SPAN_NONE);
		block->id = block->class = block->lang = bad;
		struct phrase *span = builder_begin(b, PHRASE_SPAN, SPAN_NONE);
		span->id = span->class = span->lang = bad;
		builder_text(b, bad, SPAN_NONE);
		for (int k = 0; k < 2; k++) {
			wrap(b, PHRASE_RUBY, "外");
			builder_begin(b, PHRASE_LINK, SPAN_NONE)->as.link.target
				= STR("http://h.org/");
		}
		builder_text(b, STR("里"), SPAN_NONE);
		builder_close(b, block->kind);
	}
	builder_open(b, BLOCK_LIST, SPAN_NONE);
	builder_close(b, BLOCK_LIST);
	builder_finish(b);
	struct page_mark at[] = {
		{{7, 7}, bad}, {{1, 1}, bad}, {{0, 0}, bad}, {{2, 99}, bad}};
	struct page_marks marks[2] = {{at, 4}, {0}};
	str text = write_chapter(book, 0, marks);
	assert_well_formed(text);
	assert_lacks(text, "<script");
	assert_lacks(text, "\x01");
	assert_text(chapter->id, "c001");
}

static void deep_phrases(void **state)
{
	(void)state;
	struct book *book = new_book(1);
	struct block *block = block_new(&arena, BLOCK_PARAGRAPH, SPAN_NONE);
	struct phrase **place = &block->text;
	for (int i = 0; i < 5000; i++) {
		*place = phrase_new(&arena, i % 2 ? PHRASE_RUBY : PHRASE_LINK,
				    SPAN_NONE);
		if (i % 2)
			(*place)->as.ruby.reading = STR("r");
		else
			(*place)->as.link.target = STR("http://a.b");
		place = &(*place)->child;
	}
	*place = phrase_text(&arena, STR("底"), SPAN_NONE);
	block_insert(book->chapters[0], NULL, NULL, block);
	assert_well_formed(write_chapter(book, 0, NULL));
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
		bool is_stored = i == 0 || i == 6;
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

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(xml_escapes),
		TEST(xml_builds),
		TEST(hash_vectors),
		TEST(ids_are_safe),
		TEST(langs_are_safe),
		TEST(addresses),
		TEST(marks_stand_at_offsets),
		TEST(marks_can_be_shown),
		TEST(notes_stand_at_the_end),
		TEST(lead_sentences_join),
		TEST(pictures_share_names),
		TEST(contents_nest),
		TEST(equal_ids_part),
		TEST(hostile_model),
		TEST(deep_phrases),
		TEST(mimetype_comes_first),
		TEST(same_bytes_anywhere),
		TEST(container_holds_all),
		TEST(unwritable_path),
		TEST(identity_is_stable),
		TEST(shelves_can_sort),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
