/* One book being made and set, for the tests of pages: a page of 20
 * characters, on fixed widths, and the questions tests ask of pages.
 */
#ifndef PAGE_BENCH_H
#define PAGE_BENCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "book/numeral.h"
#include "fake_font.h"
#include "typeset/join.h"

#define EM 10000
#define PITCH 16000

static const char sheet_text[] =
	"p { text-indent: 2em; }\n"
	"h1 { font-size: 2em; -banxin-slot: 4; text-align: center;"
	" text-indent: 0; }\n"
	"h2 { font-size: 1.4em; -banxin-slot: 3; text-align: center;"
	" text-indent: 0; }\n"
	"h3 { font-size: 1.2em; -banxin-slot: 2; text-indent: 0; }\n"
	"h4 { -banxin-slot: 1; text-indent: 0; }\n"
	"blockquote { margin: 0 2em; }\n"
	".example { border: 1px solid; }\n"
	"ul, ol { margin: 0 0 0 2em; }\n"
	"td, th, caption, figcaption, p.note { font-size: 0.8em; }\n"
	"td, th, caption, figcaption { text-indent: 0; }\n"
	"p.toc-entry-1, p.toc-entry-2, p.toc-entry-3 { text-indent: 0; }\n"
	"@page { font-size: 0.8em; border-top: 0.35pt solid; padding-top:"
	" 1.6em; }\n"
	"@page :left { @top-left { content: string(title);"
	" padding-bottom: 0.3em } @bottom-left { content: counter(page);"
	" padding-top: 1.8em } }\n"
	"@page :right { @top-right { content: string(chapter);"
	" padding-bottom: 0.3em } @bottom-right { content: counter(page);"
	" padding-top: 1.8em } }\n"
	"@page :first { border-top: none; @top-left { content: none }"
	" @top-right { content: none } }\n"
	"p.colophon { font-size: 0.8em; text-indent: 0; }\n";

/* One book being made and set. */
struct bench {
	struct arena arena;
	struct diag diag;
	struct faces faces;
	struct layout layout;
	struct book book;
	struct typeset_request request;
	LIST(struct chapter *) chapters;
	struct chapter *chapter;      /* the latest */
	struct set_chapter sets[64];
	struct print print;
};

static inline void open_bench(struct bench *b, int lines)
{
	*b = (struct bench){0};
	diag_init(&b->diag, &b->arena);
	b->faces = fake_faces(FAKE_PLAIN);
	b->layout = (struct layout){
		.page_width = 300000, .body_size = EM, .pitch = PITCH,
		.page_height = 120000 + lines * PITCH,
		.characters_per_line = 20, .lines_per_page = lines,
		.inner = 55000, .outer = 45000, .head = 60000, .foot = 60000,
		.lang = STR("zh-Hans"),
	};
	struct style_file file = {STR("test.css"), str_of(sheet_text), true};
	b->book = (struct book){.arena = &b->arena};
	b->book.meta.title = STR("书名");
	b->request = (struct typeset_request){
		.book = &b->book, .faces = &b->faces, .layout = &b->layout,
		.size_name = STR("A5"),
		.styles = style_load(&file, 1, (struct style_grid){
			.body_size = EM, .pitch = PITCH},
				     &b->arena, &b->diag),
	};
	assert_int_equal(b->diag.error_count, 0);
}

static inline void close_bench(struct bench *b)
{
	arena_free(&b->arena);
}

static inline struct chapter *add_chapter(struct bench *b, const char *title)
{
	struct chapter *chapter = chapter_new(&b->arena, &b->diag);
	chapter->role = CHAPTER_BODY;
	chapter->title = str_of(title);
	chapter->file = arena_format(&b->arena, "f%zu.md", b->chapters.count);
	chapter->lang = STR("zh-Hans");
	list_push(&b->arena, &b->chapters, chapter);
	b->chapter = chapter;
	return chapter;
}

static inline struct block *add_block(struct bench *b, struct block *parent,
			       enum block_kind kind, const char *text)
{
	struct block *block = block_new(&b->arena, kind, SPAN_NONE);
	if (text)
		block->text = phrase_text(&b->arena,
			arena_copy(&b->arena, str_of(text)), SPAN_NONE);
	block_insert(b->chapter, parent, NULL, block);
	return block;
}

/* Characters that differ, so that order shows. */
static inline const char *han(struct bench *b, int count)
{
	struct buf text;
	buf_init(&text, &b->arena, BUF_NO_MAXIMUM);
	for (int i = 0; i < count; i++)
		buf_add_code_point(&text, (uint32_t)(0x4E00 + i % 5000));
	return arena_cstring(&b->arena, buf_str(&text));
}

/* A paragraph of exactly so many full lines. */
static inline struct block *fill_lines(struct bench *b, int lines)
{
	return add_block(b, NULL, BLOCK_PARAGRAPH, han(b, lines * 20 - 2));
}

static inline struct block *push_heading(struct bench *b, int level,
					 const char *text)
{
	struct block *block = add_block(b, NULL, BLOCK_HEADING, text);
	block->as.heading.level = level;
	return block;
}

static inline void number_blocks(struct chapter *chapter)
{
	uint32_t number = 0;
	for (struct block *b = chapter->body; b; b = block_next(b))
		b->number = ++number;
	chapter->block_count = number;
}

static inline struct set_chapter *set_last(struct bench *b)
{
	size_t at = b->chapters.count - 1;
	number_blocks(b->chapter);
	typeset_chapter(&b->request, b->chapter, &b->sets[at]);
	return &b->sets[at];
}

static inline void join_all(struct bench *b)
{
	b->book.chapters = b->chapters.at;
	b->book.chapter_count = b->chapters.count;
	assert_true(typeset_join(&b->request, b->sets, &b->arena, &b->diag,
				 &b->print));
}

static inline int baseline_count(const struct page *page, length from,
				 length to)
{
	int count = 0;
	length last = -1;
	for (size_t i = 0; i < page->items.count; i++) {
		const struct item *item = &page->items.at[i];
		if (item->kind != ITEM_GLYPHS || item->as.glyphs.is_artifact ||
		    item->as.glyphs.y == last || item->as.glyphs.y <= from ||
		    item->as.glyphs.y > to)
			continue;
		last = item->as.glyphs.y;
		count++;
	}
	return count;
}

static inline int text_lines(const struct page *page)
{
	return baseline_count(page, 0, INT32_MAX);
}

static inline length last_baseline(const struct page *page)
{
	length last = 0;
	for (size_t i = 0; i < page->items.count; i++) {
		const struct item *item = &page->items.at[i];
		if (item->kind == ITEM_GLYPHS &&
		    !item->as.glyphs.is_artifact && item->as.glyphs.y > last)
			last = item->as.glyphs.y;
	}
	return last;
}

static inline const struct set_heading *
heading_of(const struct set_chapter *set, const struct block *block)
{
	for (size_t i = 0; i < set->headings.count; i++)
		if (set->headings.at[i].block == block)
			return &set->headings.at[i];
	fail_msg("a heading was not set");
	return NULL;
}

static inline struct note *add_note(struct bench *b, struct block *block,
			     int characters)
{
	struct note *note = arena_new(&b->arena, struct note);
	uint32_t number = 1;
	for (struct note *n = b->chapter->notes; n; n = n->next)
		number++;
	note->number = number;
	note->label = circled_number((int)number, &b->arena);
	note->body = block_new(&b->arena, BLOCK_PARAGRAPH, SPAN_NONE);
	note->body->text = phrase_text(&b->arena, str_of(han(b, characters)),
				       SPAN_NONE);
	note->next = b->chapter->notes;
	b->chapter->notes = note;
	struct phrase *mark = phrase_new(&b->arena, PHRASE_NOTE, SPAN_NONE);
	mark->as.note.note = note;
	struct phrase *last = block->text;
	while (last->next)
		last = last->next;
	last->next = mark;
	return note;
}

#endif
