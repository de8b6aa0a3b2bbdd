/* Pages of squares, each standing for one character, and their streams. */
#ifndef TESTS_PDF_FIXTURE_H
#define TESTS_PDF_FIXTURE_H

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

static inline int set_up(void **state)
{
	static struct fixture f;
	char name[64];
	arena_init(&f.arena);
	diag_init(&f.diag, &f.arena);
	snprintf(name, sizeof name, "/tmp/banxin_pdf_%ld.ttf", (long)getpid());
	snprintf(f.path, sizeof f.path, "/tmp/banxin_%ld.pdf", (long)getpid());
	file_write(name, make_square(&f.arena, "glyf", 0));
	struct font_file file = {.path = str_of(name), .family = STR("Square")};
	f.faces.at[0] = font_open(&file, &f.arena, &f.diag, SPAN_NONE);
	f.faces.at[1] = f.faces.at[0];        /* two roles, one face */
	f.faces.count = 2;
	file_remove(name);
	*state = &f;
	return f.faces.at[0] ? 0 : -1;
}

static inline int tear_down(void **state)
{
	struct fixture *f = *state;
	font_close(f->faces.at[0]);
	file_remove(f->path);
	arena_free(&f->arena);
	return 0;
}

static inline struct item *add_run(struct fixture *f, struct page *page, length x,
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
static inline struct item *add_squares(struct fixture *f, struct page *page,
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

static inline struct page *add_page(struct fixture *f, struct pages *pages,
			     const char *label)
{
	list_push(&f->arena, &pages->list, (struct page){
		.width = 300000, .height = 400000, .label = str_of(label)});
	return &pages->list.at[pages->list.count - 1];
}

static inline str expand(struct fixture *f, const struct pdf_page *page)
{
	str raw = str_cut(page->deflated, 2, page->deflated.len - 4), out;
	assert_true(deflate_expand_raw(raw, page->bytes, &f->arena, &out));
	return out;
}

static inline str write_page(struct fixture *f, const struct pages *pages, size_t n)
{
	struct pdf_page page;
	pdf_page(pages, n, pdf_prepare(pages, &f->faces, &f->arena), &f->arena,
		 &page);
	return expand(f, &page);
}

#endif
