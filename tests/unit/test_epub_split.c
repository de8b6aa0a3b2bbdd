/* EPUB: long chapters in several files: where they are cut, and that notes,
 * links and page marks find their file.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/deflate.h"
#include "book/builder.h"
#include "epub/inside.h"

#include "tests/unit/arena_fixture.h"

#define SECTION_CHARACTERS 30000

static str long_text(void)
{
	struct buf text;
	buf_init(&text, &arena, BUF_NO_MAXIMUM);
	for (int i = 0; i < SECTION_CHARACTERS; i++)
		buf_add(&text, STR("灯"));
	return buf_str(&text);
}

static void add_section(struct builder *b, int level, const char *id)
{
	struct block *heading = builder_open(b, BLOCK_HEADING, SPAN_NONE);
	heading->as.heading.level = level;
	heading->id = str_of(id);
	builder_text(b, STR("节"), SPAN_NONE);
	builder_close(b, BLOCK_HEADING);
	builder_open(b, BLOCK_PARAGRAPH, SPAN_NONE);
	builder_text(b, long_text(), SPAN_NONE);
	builder_note_mark(b, str_of(id), SPAN_NONE);
	struct phrase *link = builder_begin(b, PHRASE_LINK, SPAN_NONE);
	link->as.link.target = STR("#three");
	builder_text(b, STR("见"), SPAN_NONE);
	builder_end(b, PHRASE_LINK);
	builder_close(b, BLOCK_PARAGRAPH);
	builder_note_open(b, str_of(id), SPAN_NONE);
	builder_open(b, BLOCK_PARAGRAPH, SPAN_NONE);
	builder_text(b, str_of(id), SPAN_NONE);
	builder_close(b, BLOCK_PARAGRAPH);
	builder_note_close(b);
}

/* Three sections of 90 kB each: two fit into a file. */
static struct book *long_book(int level)
{
	struct book *book = arena_new(&arena, struct book);
	struct chapter *chapter = chapter_new(&arena, &diag);
	*book = (struct book){.arena = &arena, .contents_depth = 2,
			      .chapter_count = 1};
	book->chapters = arena_array(&arena, struct chapter *, 1);
	book->chapters[0] = chapter;
	chapter->role = CHAPTER_BODY;
	chapter->title = STR("长章");
	chapter->character_count = 3 * SECTION_CHARACTERS;
	struct builder *b = builder_new(chapter);
	add_section(b, level, "one");
	add_section(b, level, "two");
	add_section(b, level, "three");
	builder_finish(b);
	uint32_t number = 0;
	for (struct block *at = chapter->body; at; at = block_next(at))
		at->number = ++number;
	number = 0;
	for (struct note *note = chapter->notes; note; note = note->next)
		note->number = ++number;
	return book;
}

static str inflate(const struct epub_part *part)
{
	str text = STR_NONE;
	assert_non_null(part);
	assert_true(deflate_expand_raw(part->deflated, part->bytes, &arena,
				       &text));
	return text;
}

static void assert_has(str text, const char *wanted, bool is_wanted)
{
	if (str_contains(text, str_of(wanted)) != is_wanted)
		fail_msg("%s \"%s\"", is_wanted ? "no" : "has", wanted);
}

static void sections_part(void **state)
{
	(void)state;
	struct book *book = long_book(1);
	struct page_mark at[] = {
		{{1, 0}, STR("1")}, {{4, 3000}, STR("2")},
		{{5, 0}, STR("3")}, {{6, 3000}, STR("4")},
	};
	struct page_marks marks = {at, 4};
	struct epub_request request = {
		.book = book, .marks = &marks,
		.targets = epub_name_parts(book)};
	struct epub_part part;
	epub_chapter(&request, 0, &arena, &part);
	assert_int_equal(file_count(&request, 0), 2);
	assert_true(str_equal(part.next->name, STR("text/c001-2.xhtml")));
	assert_null(part.next->next);
	str first = inflate(&part), second = inflate(part.next);
	assert_has(first, "id=\"two\"", true);
	assert_has(first, "id=\"three\"", false);
	assert_has(second, "aria-labelledby=\"three\"", true);
	assert_has(second, "<h1", false);
	/* Notes stay with their marks. */
	assert_has(first, "id=\"n2\"", true);
	assert_has(first, "id=\"n3\"", false);
	assert_has(second, "id=\"n3\"", true);
	assert_has(second, "id=\"n2\"", false);
	assert_has(first, "href=\"c001-2.xhtml#three\"", true);
	/* And marks with their text. */
	assert_has(first, "id=\"page2\"", true);
	assert_has(first, "id=\"page3\"", false);
	assert_has(second, "<h2 id=\"three\"><span epub:type=\"pagebreak\" "
		   "role=\"doc-pagebreak\" id=\"page3\"", true);
	assert_true(str_equal(mark_path(&request, 0, 1, &arena),
			      STR("text/c001.xhtml")));
	assert_true(str_equal(mark_path(&request, 0, 3, &arena),
			      STR("text/c001-2.xhtml")));
}

static void sound_book_of_parts(void **state)
{
	(void)state;
	struct book *book = long_book(1);
	book->meta.title = STR("长书");
	struct page_mark at[] = {{{1, 0}, STR("1")}, {{6, 9}, STR("2")}};
	struct page_marks marks = {at, 2};
	struct epub_request request = {
		.book = book, .marks = &marks, .style = STR_NONE,
		.modified = STR_NONE, .page_source = STR_NONE,
		.targets = epub_name_parts(book)};
	struct epub_part part;
	epub_chapter(&request, 0, &arena, &part);
	bool is_sound = epub_check(epub_pack(&request, &part, &arena),
				   STR("x"), &arena, &diag);
	if (!is_sound)
		diag_print(&diag, &(struct diag_style){0}, stderr);
	assert_true(is_sound);
}

/* No line of the contents, no file. */
static void deeper_headings_do_not_part(void **state)
{
	(void)state;
	struct book *book = long_book(2);
	struct epub_request request = {
		.book = book, .targets = epub_name_parts(book)};
	assert_int_equal(file_count(&request, 0), 1);
	book = long_book(1);
	book->contents_depth = 1;
	request = (struct epub_request){
		.book = book, .targets = epub_name_parts(book)};
	assert_int_equal(file_count(&request, 0), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(sections_part),
		TEST(sound_book_of_parts),
		TEST(deeper_headings_do_not_part),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
