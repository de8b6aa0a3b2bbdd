/* Chapters as XHTML: page marks at their places, notes, pictures, nested
 * contents, and models that mean harm.
 */
#include "epub_fixture.h"

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

/* Paper shows no title where there is none; empty blocks before the first
 * words are no reason to look for them behind the title. */
static void a_chapter_opens_with_its_first_page(void **state)
{
	(void)state;
	struct book *book = new_book(1);
	struct builder *b = builder_new(book->chapters[0]);
	builder_open(b, BLOCK_CODE, SPAN_NONE);
	builder_close(b, BLOCK_CODE);
	add_paragraph(b, "甲乙");
	builder_finish(b);
	struct page_mark first = {{2, 0}, STR("7")};
	struct page_marks marks = {&first, 1};
	assert_has(write_chapter(book, 0, &marks),
		   "<h1 id=\"title\">" MARK(1, "7") "章</h1>");
	book->chapters[0]->title = STR_NONE;
	book->chapters[0]->summary = STR("略");
	str text = write_chapter(book, 0, &marks);
	assert_has(text, "<h1 class=\"untitled\" id=\"title\" "
			 "aria-label=\"无题\">" MARK(1, "7") "</h1>");
	assert_has(text, "<p class=\"summary\">【摘要】略</p>");
	assert_well_formed(text);
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

/* Their numbers are no part of the text; a lead sentence stands in its
 * paragraph. */
static void paragraphs_show_their_numbers(void **state)
{
	(void)state;
	struct book *book = new_book(1);
	struct builder *b = builder_new(book->chapters[0]);
	add_paragraph(b, "甲");
	add_heading(book->chapters[0], 1, "乙。");
	add_paragraph(b, "丙");
	builder_finish(b);
	struct block *first = book->chapters[0]->body;
	struct block *lead = first->next;
	lead->as.heading.is_run_in = true;
	first->paragraph = 1;
	first->id = STR("p1");
	lead->next->paragraph = 2;
	lead->next->id = STR("p2");
	str text = write_chapter(book, 0, NULL);
	assert_has(text, "<p id=\"p1\" data-paragraph=\"1\">甲</p>");
	assert_has(text, "<p data-paragraph=\"2\"><strong");
	assert_has(text, "<span id=\"p2\"></span>丙</p>");
	assert_well_formed(text);
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

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(marks_stand_at_offsets),
		TEST(a_chapter_opens_with_its_first_page),
		TEST(marks_can_be_shown),
		TEST(notes_stand_at_the_end),
		TEST(lead_sentences_join),
		TEST(paragraphs_show_their_numbers),
		TEST(pictures_share_names),
		TEST(contents_nest),
		TEST(equal_ids_part),
		TEST(hostile_model),
		TEST(deep_phrases),
	};
	return cmocka_run_group_tests_name("epub_chapter", tests, NULL, NULL);
}
