/* The pdf room: page streams are read back by a small interpreter that moves
 * its pen as the PDF standard says, and whole files are looked into.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/deflate.h"
#include "base/file.h"
#include "image/image.h"
#include "pdf/pdf.h"
#include "square_font.h"

#include "base/banned.h"

struct fixture {
	struct arena arena;
	struct diag diag;
	struct faces faces;
	char path[64];
};

static int set_up(void **state)
{
	static struct fixture f;
	char name[64];
	arena_init(&f.arena);
	diag_init(&f.diag, &f.arena);
	snprintf(name, sizeof name, "/tmp/banxin_pdf_%ld.ttf", (long)getpid());
	snprintf(f.path, sizeof f.path, "/tmp/banxin_%ld.pdf", (long)getpid());
	file_write(name, make_square(&f.arena, "glyf", 0));
	struct font_file file = {str_of(name), 0, STR("Square"), false};
	f.faces.at[0] = font_open(&file, &f.arena, &f.diag, SPAN_NONE);
	f.faces.at[1] = f.faces.at[0];        /* two roles, one face */
	f.faces.count = 2;
	file_remove(name);
	*state = &f;
	return f.faces.at[0] ? 0 : -1;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;
	font_close(f->faces.at[0]);
	file_remove(f->path);
	arena_free(&f->arena);
	return 0;
}

static struct item *add_run(struct fixture *f, struct page *page, length x,
			    length y, str text)
{
	list_push(&f->arena, &page->items, (struct item){.kind = ITEM_GLYPHS});
	struct item *item = &page->items.at[page->items.count - 1];
	struct glyph *glyphs = arena_array(&f->arena, struct glyph, text.len);
	item->as.glyphs = (struct glyphs){
		.size = 10500, .x = x, .y = y, .at = glyphs, .text = text,
	};
	return item;
}

/* n squares, each standing for 一. */
static struct item *add_squares(struct fixture *f, struct page *page,
				length x, length y, uint32_t count)
{
	char *text = arena_take(&f->arena, count * 3 + 1);
	for (uint32_t i = 0; i < count; i++)
		memcpy(text + 3 * i, "一", 3);
	struct item *item =
		add_run(f, page, x, y, (str){text, 3 * (size_t)count});
	item->as.glyphs.count = count;
	for (uint32_t i = 0; i < count; i++)
		item->as.glyphs.at[i] =
			(struct glyph){(length)i * 10500, 1, 3};
	return item;
}

static struct page *add_page(struct fixture *f, struct pages *pages,
			     const char *label)
{
	list_push(&f->arena, &pages->list, (struct page){
		.width = 300000, .height = 400000, .label = str_of(label)});
	return &pages->list.at[pages->list.count - 1];
}

static str expand(struct fixture *f, const struct pdf_page *page)
{
	str raw = str_cut(page->deflated, 2, page->deflated.len - 4), out;
	assert_true(deflate_expand_raw(raw, page->bytes, &f->arena, &out));
	return out;
}

static str write_page(struct fixture *f, const struct pages *pages, size_t n)
{
	struct pdf_page page;
	pdf_page(pages, n, pdf_prepare(pages, &f->faces, &f->arena), &f->arena,
		 &page);
	return expand(f, &page);
}

/* --- the interpreter --- */

enum { MOST_SHOWN = 4096 };

struct shown {
	double x, y;
	unsigned code;
};
struct machine {
	struct shown at[MOST_SHOWN];
	size_t count;
	double line_x, line_y, pen, size, spacing;
	double operands[8];
	size_t operand_count;
	int marks;                    /* BMC and BDC not yet closed */
};

static void show_string(struct machine *m, str s, size_t *at,
			const struct face *face)
{
	unsigned bytes[2];
	size_t have = 0;
	for (++*at; s.text[*at] != ')'; ++*at) {
		unsigned byte = (unsigned char)s.text[*at];
		if (byte == '\\') {
			byte = (unsigned char)s.text[++*at];
			byte = byte == 'r' ? '\r' : byte;
		}
		bytes[have++] = byte;
		if (have < 2)
			continue;
		unsigned code = bytes[0] << 8 | bytes[1];
		assert_true(m->count < MOST_SHOWN);
		m->at[m->count++] = (struct shown){
			m->line_x + m->pen, m->line_y, code};
		m->pen += font_advance(face, (uint16_t)code) / 1000.0 *
			  m->size + m->spacing;
		have = 0;
	}
	assert_int_equal(have, 0);
	++*at;
}

static void operate(struct machine *m, str operator)
{
	const double *operand = m->operands;
	if (str_equal(operator, STR("Tf"))) {
		m->size = operand[m->operand_count - 1];
	} else if (str_equal(operator, STR("Tc"))) {
		m->spacing = operand[0];
	} else if (str_equal(operator, STR("Td"))) {
		m->line_x += operand[0];
		m->line_y += operand[1];
		m->pen = 0;
	} else if (str_equal(operator, STR("BT"))) {
		m->line_x = m->line_y = m->pen = 0;
	} else if (str_equal(operator, STR("BMC")) ||
		   str_ends(operator, STR("BDC"))) {
		m->marks++;
	} else if (str_equal(operator, STR("EMC"))) {
		assert_true(m->marks-- > 0);
	}
	m->operand_count = 0;
}

static struct machine *run(struct fixture *f, str s)
{
	struct machine *m = arena_new(&f->arena, struct machine);
	bool in_array = false;
	for (size_t at = 0; at < s.len;) {
		if (s.text[at] == '(') {
			show_string(m, s, &at, f->faces.at[0]);
			continue;
		}
		size_t from = at;
		while (at < s.len && !strchr(" \n[]()", s.text[at]))
			at++;
		str word = str_cut(s, from, at);
		if (word.len && strchr("0123456789-.", word.text[0])) {
			double number = strtod(
				arena_cstring(&f->arena, word), NULL);
			if (in_array)
				m->pen -= number / 1000 * m->size;
			else
				m->operands[m->operand_count++ % 8] = number;
		} else if (word.len && word.text[0] != '/') {
			operate(m, word);
		} else if (str_ends(word, STR("BDC"))) {
			operate(m, word);
		}
		if (at < s.len && (s.text[at] == '[' || s.text[at] == ']'))
			in_array = s.text[at] == '[';
		if (at < s.len && s.text[at] != '(')
			at++;
	}
	assert_int_equal(m->marks, 0);
	return m;
}

/* --- pages --- */

static void writes_an_even_line_plainly(void **state)
{
	struct fixture *f = *state;
	struct pages pages = {0};
	add_squares(f, add_page(f, &pages, "1"), 20000, 50000, 5);
	str s = write_page(f, &pages, 0);
	assert_true(str_equal(s, STR("BT\n/F0 10.5 Tf\n20 350 Td\n"
			      "[(\0\1\0\1\0\1\0\1\0\1)]TJ\nET\n")));
}

static void writes_an_even_stretch_once(void **state)
{
	struct fixture *f = *state;
	struct pages pages = {0};
	struct page *page = add_page(f, &pages, "1");
	struct item *item = add_squares(f, page, 0, 50000, 20);
	for (int i = 0; i < 20; i++)
		item->as.glyphs.at[i].x += 137 * i;
	str s = write_page(f, &pages, 0);
	assert_true(str_contains(s, STR("0.1370 Tc\n")));
	assert_false(str_contains(s, STR(")-")));
}

/* Wherever the glyphs are wanted, they stand there, to half a thousandth of
 * the em. */
static void places_each_glyph(void **state)
{
	struct fixture *f = *state;
	uint32_t seed = 88172645u;
	for (int round = 0; round < 200; round++) {
		struct pages pages = {0};
		struct page *page = add_page(f, &pages, "1");
		struct item *item = add_squares(f, page, 31234, 77777, 60);
		struct glyphs *glyphs = &item->as.glyphs;
		glyphs->size = 7000 + (length)(seed % 9000);
		length x = 0, stretch = (length)(seed >> 8 & 1023) - 300;
		for (uint32_t i = 0; i < glyphs->count; i++) {
			seed ^= seed << 13, seed ^= seed >> 17;
			seed ^= seed << 5;
			glyphs->at[i].x = x;
			glyphs->at[i].id = seed >> 28 == 0 ? 0 : 1;
			x += font_advance(f->faces.at[0], glyphs->at[i].id) *
			     glyphs->size / 1000;
			x += round % 3 == 0 ? (length)(seed >> 9 & 4095) - 2000
			     : stretch + (length)(seed >> 11 & 1);
		}
		struct machine *m = run(f, write_page(f, &pages, 0));
		assert_int_equal(m->count, glyphs->count);
		for (uint32_t i = 0; i < glyphs->count; i++) {
			double wrong = m->at[i].x -
				(glyphs->x + glyphs->at[i].x) / 1000.0;
			double most = glyphs->size / 2.0e6 + 1e-6;
			assert_true(wrong <= most && wrong >= -most);
			assert_int_equal(m->at[i].code, glyphs->at[i].id);
		}
	}
}

static void says_what_codes_do_not(void **state)
{
	struct fixture *f = *state;
	struct pages pages = {0};
	struct page *page = add_page(f, &pages, "1");
	add_squares(f, page, 0, 50000, 2);
	/* The same glyph for another character, among its own. */
	struct item *other = add_run(f, page, 0, 70000, STR("一𠮷一"));
	other->as.glyphs.count = 3;
	other->as.glyphs.at[0] = (struct glyph){0, 1, 3};
	other->as.glyphs.at[1] = (struct glyph){10500, 1, 4};
	other->as.glyphs.at[2] = (struct glyph){21000, 1, 3};
	str s = write_page(f, &pages, 0);
	assert_true(str_contains(s, STR(
		"/Span<</ActualText<FEFFD842DFB7>>>BDC\n")));
	struct machine *m = run(f, s);
	assert_int_equal(m->count, 5);
	/* Two glyphs for one cluster: both inside, said once. */
	struct item *pair = add_run(f, page, 0, 90000, STR("——"));
	pair->as.glyphs.count = 2;
	pair->as.glyphs.at[0] = (struct glyph){0, 1, 6};
	pair->as.glyphs.at[1] = (struct glyph){10500, 1, 0};
	s = write_page(f, &pages, 0);
	assert_true(str_contains(s, STR(
		"<FEFF20142014>>>BDC\n[(\0\1\0\1)]TJ\nEMC\n")));
}

/* Punctuation set into the width of the one before: said as one piece, for
 * readers that rebuild lines from widths. */
static void says_squeezed_pairs_together(void **state)
{
	struct fixture *f = *state;
	struct pages pages = {0};
	struct page *page = add_page(f, &pages, "1");
	struct glyph *at = add_squares(f, page, 0, 50000, 5)->as.glyphs.at;
	for (int i = 2; i < 5; i++)
		at[i].x -= 5250;
	str s = write_page(f, &pages, 0);
	assert_true(str_contains(s, STR(
		"[(\0\1)]TJ\n/Span<</ActualText<FEFF4E004E00>>>BDC\n"
		"[(\0\1)500(\0\1)]TJ\nEMC\n[(\0\1\0\1)]TJ\n")));
}

static void marks_artifacts_and_draws(void **state)
{
	struct fixture *f = *state;
	struct pages pages = {0};
	struct page *page = add_page(f, &pages, "1");
	add_squares(f, page, 0, 50000, 2)->as.glyphs.is_artifact = true;
	add_squares(f, page, 0, 60000, 2);
	struct item rule = {.kind = ITEM_RULE, .box = {1000, 2000, 3000, 500}};
	rule.as.rule.grey = 500;
	list_push(&f->arena, &page->items, rule);
	struct item image = {.kind = ITEM_IMAGE,
			     .box = {10000, 20000, 30000, 40000}};
	list_push(&f->arena, &page->items, image);
	str s = write_page(f, &pages, 0);
	assert_true(str_starts(s, STR("/Artifact BMC\nBT\n")));
	assert_true(str_contains(s, STR("ET\nEMC\nBT\n")));
	assert_true(str_contains(s, STR("0.5 g\n1 397.5 3 0.5 re f\n")));
	assert_true(str_contains(s, STR("q 30 0 0 40 10 340 cm /I0 Do Q\n")));
	run(f, s);
	struct pages empty = {0};
	add_page(f, &empty, "");
	assert_int_equal(write_page(f, &empty, 0).len, 0);
}

static void escapes_codes(void **state)
{
	struct fixture *f = *state;
	struct pages pages = {0};
	struct page *page = add_page(f, &pages, "1");
	struct item *item = add_squares(f, page, 0, 50000, 4);
	static const uint16_t codes[] = {0x2829, 0x5C0D, 0x0A00, 0x0D28};
	for (int i = 0; i < 4; i++) {
		item->as.glyphs.at[i].id = codes[i];
		item->as.glyphs.at[i].x = 0;
	}
	struct machine *m = run(f, write_page(f, &pages, 0));
	assert_int_equal(m->count, 4);
	for (int i = 0; i < 4; i++)
		assert_int_equal(m->at[i].code, codes[i]);
}

/* --- files --- */

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
		cmocka_unit_test(writes_an_even_line_plainly),
		cmocka_unit_test(writes_an_even_stretch_once),
		cmocka_unit_test(places_each_glyph),
		cmocka_unit_test(says_what_codes_do_not),
		cmocka_unit_test(says_squeezed_pairs_together),
		cmocka_unit_test(marks_artifacts_and_draws),
		cmocka_unit_test(escapes_codes),
		cmocka_unit_test(writes_a_book),
		cmocka_unit_test(writes_a_booklet),
		cmocka_unit_test(writes_labels_and_pictures),
		cmocka_unit_test(leaves_the_old_file),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
