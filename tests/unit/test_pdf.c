/* Whole PDF files are looked into: book, booklet, labels, pictures. */
#include "pdf_fixture.h"

static void add_sheet(struct fixture *f, struct sheets *sheets, uint32_t page,
		      bool has_second)
{
	struct sheet sheet = {.width = has_second ? 600000 : 300000,
			      .height = 400000};
	list_push(&f->arena, &sheet.placed,
		  (struct placed){page, {1000, 0, 0, 1000, 0, 0}});
	if (has_second)
		list_push(&f->arena, &sheet.placed, (struct placed){
			page + 1, {-1000, 0, 0, -1000, 600000, 400000}});
	struct mark mark = {300000, 0, 300000, 400000, 250, true};
	if (has_second)
		list_push(&f->arena, &sheet.marks, mark);
	list_push(&f->arena, &sheets->list, sheet);
}

static bool write_file(struct fixture *f, const struct pages *pages,
		       const struct sheets *sheets, const char *path, str *out)
{
	struct arena *a = &f->arena;
	struct pdf_embedding *embedding = pdf_prepare(pages, &f->faces, a);
	struct pdf_page *streams =
		arena_array(a, struct pdf_page, pages->list.count);
	for (size_t i = 0; i < pages->list.count; i++)
		pdf_page(pages, i, embedding, a, &streams[i]);
	struct pdf_fonts *fonts =
		pdf_cut_fonts(embedding, &f->faces, a, &f->diag);
	assert_non_null(fonts);
	struct pdf_request request = {
		pages, streams, sheets, &f->faces, embedding, fonts, 951782400,
	};
	if (!pdf_write(&request, path, a, &f->diag))
		return false;
	return file_read(path, 1 << 24, a, out) == FILE_OK;
}

static void make_book(struct fixture *f, struct pages *pages)
{
	static const char *const labels[] = {"i", "ii", "1", "2", "甲", ""};
	pages->info = (struct document_info){
		.title = STR("甲 & <乙>"), .author = STR("某人"),
		.lang = STR("zh-Hans"),
	};
	for (int i = 0; i < 6; i++)
		add_squares(f, add_page(f, pages, labels[i]), 20000, 50000, 9);
	struct item link = {.kind = ITEM_LINK, .box = {1000, 1000, 5000, 5000}};
	link.as.link.target = STR("note-1");
	list_push(&f->arena, &pages->list.at[0].items, link);
	link.as.link.target = STR("https://example.org/(a)");
	list_push(&f->arena, &pages->list.at[0].items, link);
	link.as.link.target = STR("nowhere");
	list_push(&f->arena, &pages->list.at[0].items, link);
	list_push(&f->arena, &pages->anchors,
		  (struct anchor){STR("note-1"), 2, 50000});
	static const int depths[] = {1, 3, 2, 1, -4};
	for (uint32_t i = 0; i < 5; i++)
		list_push(&f->arena, &pages->bookmarks, (struct bookmark){
			STR("第一章"), depths[i], i, 10000});
}

static size_t count(str s, const char *what)
{
	size_t n = 0, at = 0;
	while ((at = str_find_from(s, str_of(what), at)) != STR_NOT_FOUND)
		n++, at++;
	return n;
}

/* The six pages of make_book, each on its own sheet. */
static struct sheets one_up(struct fixture *f)
{
	struct sheets sheets = {.is_one_up = true};
	for (uint32_t i = 0; i < 6; i++)
		add_sheet(f, &sheets, i, false);
	return sheets;
}

static void writes_a_book(void **state)
{
	struct fixture *f = *state;
	struct pages pages = {0};
	struct sheets sheets = one_up(f);
	make_book(f, &pages);
	str file, again;
	assert_true(write_file(f, &pages, &sheets, f->path, &file));
	assert_true(write_file(f, &pages, &sheets, f->path, &again));
	assert_true(str_equal(file, again));
	assert_true(str_starts(file, STR("%PDF-1.7")));
	assert_int_equal(count(file, "/TrimBox"), 6);
	assert_int_equal(count(file, "/Subtype /Link"), 2);
	assert_int_equal(count(file, "/S /URI"), 1);
	assert_int_equal(count(file, "/Subtype /CIDFontType2"), 1);
	assert_int_equal(count(file, "/FlateDecode"), 6 + 3);
	assert_int_equal(count(file, "/PageLabels"), 1);
	assert_int_equal(count(file, "/S /r"), 1);
	assert_int_equal(count(file, "/S /D"), 1);
	assert_int_equal(count(file, "/Prev"), 3);
	assert_true(str_contains(file, STR("/DisplayDocTitle true")));
	assert_true(str_contains(file, STR("甲 &amp; &lt;乙&gt;")));
	assert_true(str_contains(file, STR("2000-02-29T00:00:00Z")));
	assert_true(str_contains(file, STR("/ID")));
	assert_false(str_contains(file, STR("/Duplex")));
	assert_int_equal(f->diag.findings.count, 0);
}

static void writes_a_booklet(void **state)
{
	struct fixture *f = *state;
	struct pages pages = {0};
	struct sheets sheets = {.is_one_up = false};
	make_book(f, &pages);
	for (uint32_t i = 0; i < 6; i += 2)
		add_sheet(f, &sheets, i, true);
	str file;
	assert_true(write_file(f, &pages, &sheets, f->path, &file));
	assert_int_equal(count(file, "/Subtype /Form"), 6);
	assert_int_equal(count(file, "/TrimBox"), 3);
	assert_int_equal(count(file, "/Subtype /Link"), 0);
	assert_int_equal(count(file, "/Outlines"), 0);
	assert_true(str_contains(file, STR("/PrintScaling /None")));
	assert_true(str_contains(file, STR("/Duplex /DuplexFlipLongEdge")));
	assert_true(str_contains(file, STR("q 1 0 0 1 0 0 cm /P0 Do Q\n")));
	assert_true(str_contains(file,
				 STR("q -1 0 0 -1 600 400 cm /P1 Do Q\n")));
	assert_true(str_contains(file, STR("[3 3] 0 d 300 400 m 300 0 l S")));
}

/* A label of its own for each of many pages; each page with pictures. */
static void writes_labels_and_pictures(void **state)
{
	struct fixture *f = *state;
	struct pages pages = {0};
	struct sheets sheets = {.is_one_up = true};
	uint8_t samples[12] = {0, 50, 100, 150, 200, 250};
	struct pixels pixels = {2, 2, 3, samples};
	str files[2] = {image_encode_png(&pixels, &f->arena),
			image_encode_jpeg(&pixels, 90, &f->arena)};
	for (int i = 0; i < 2; i++)
		list_push(&f->arena, &pages.pictures, (struct page_picture){
			.bytes = files[i], .width = 2, .height = 2});
	for (uint32_t i = 0; i < 600; i++) {
		struct page *page = add_page(f, &pages, "");
		page->label = arena_format(&f->arena, "附%u", i);
		struct item image = {.kind = ITEM_IMAGE,
				     .box = {0, 0, 9000, 9000}};
		image.as.image.picture = i % 2;
		list_push(&f->arena, &page->items, image);
		add_sheet(f, &sheets, i, false);
	}
	str file;
	assert_true(write_file(f, &pages, &sheets, f->path, &file));
	assert_int_equal(count(file, "/Limits"), 3);
	assert_int_equal(count(file, "/Subtype /Image"), 2);
	assert_int_equal(count(file, "/Predictor 15"), 1);
	assert_int_equal(count(file, "/DCTDecode"), 1);
	pages.pictures.at[1].bytes = STR("no picture");
	size_t before = f->diag.findings.count;
	assert_false(write_file(f, &pages, &sheets, f->path, &file));
	assert_int_equal(f->diag.findings.at[before].message, MSG_PDF_FAILED);
}

static void leaves_the_old_file(void **state)
{
	struct fixture *f = *state;
	struct pages pages = {0};
	struct sheets sheets = one_up(f);
	make_book(f, &pages);
	str file;
	size_t before = f->diag.findings.count;
	assert_false(write_file(f, &pages, &sheets,
				"/tmp/no-such-folder-here/book.pdf", &file));
	assert_int_equal(f->diag.findings.count, before + 1);
	assert_int_equal(f->diag.findings.at[before].message,
			 MSG_FILE_NOT_WRITTEN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_a_book),
		cmocka_unit_test(writes_a_booklet),
		cmocka_unit_test(writes_labels_and_pictures),
		cmocka_unit_test(leaves_the_old_file),
	};
	return cmocka_run_group_tests_name("pdf", tests, set_up, tear_down);
}
