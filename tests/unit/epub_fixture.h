/* Books of empty chapters, written as XHTML parts, and what tests ask of the
 * text.
 */
#ifndef TESTS_EPUB_FIXTURE_H
#define TESTS_EPUB_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/deflate.h"
#include "book/builder.h"
#include "epub/inside.h"

#include "tests/unit/arena_fixture.h"

/* A book of `count` empty chapters. */
static inline struct book *new_book(size_t count)
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

static inline void number_blocks(struct chapter *chapter)
{
	uint32_t number = 0;
	for (struct block *block = chapter->body; block;
	     block = block_next(block))
		block->number = ++number;
}

static inline str inflate(const struct epub_part *part)
{
	str text = part->deflated;
	if (!part->is_stored)
		assert_true(deflate_expand_raw(part->deflated, part->bytes,
					       &arena, &text));
	return text;
}

static inline str write_chapter(struct book *book, size_t number,
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

static inline void assert_has(str text, const char *wanted)
{
	if (!str_contains(text, str_of(wanted)))
		fail_msg("no \"%s\" in:\n%.*s", wanted, STR_ARG(text));
}

static inline void assert_lacks(str text, const char *unwanted)
{
	if (str_contains(text, str_of(unwanted)))
		fail_msg("\"%s\" in:\n%.*s", unwanted, STR_ARG(text));
}

/* Tags match and no id comes twice. */
static inline void assert_well_formed(str text)
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

static inline void add_heading(struct chapter *chapter, int level, const char *text)
{
	struct block *heading = block_new(&arena, BLOCK_HEADING, SPAN_NONE);
	heading->as.heading.level = level;
	heading->text = phrase_text(&arena, str_of(text), SPAN_NONE);
	block_insert(chapter, NULL, NULL, heading);
}

#define assert_text(text, wanted)                                              \
	assert_string_equal(arena_cstring(&arena, text), wanted)

#endif
