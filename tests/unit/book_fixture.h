/* One chapter, built block by block and phrase by phrase. */
#ifndef TESTS_BOOK_FIXTURE_H
#define TESTS_BOOK_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buf.h"
#include "book/builder.h"
#include "book/walk.h"

static struct arena arena;
static struct diag diag;
static struct chapter *chapter;

static inline int set_up(void **state)
{
	(void)state;
	arena_init(&arena);
	diag_init(&diag, &arena);
	chapter = chapter_new(&arena, &diag);
	return 0;
}

static inline int tear_down(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static inline void assert_text(str found, const char *expected)
{
	assert_string_equal(arena_cstring(&arena, found), expected);
}

static inline void assert_well_formed(void)
{
	const char *problem = chapter_check(chapter, &arena);
	if (problem)
		fail_msg("%s", problem);
}

static inline struct block *add(enum block_kind kind, struct block *parent)
{
	struct block *block = block_new(&arena, kind, SPAN_NONE);
	block_insert(chapter, parent, NULL, block);
	return block;
}

static inline struct phrase *text(const char *content)
{
	return phrase_text(&arena, str_of(content), SPAN_NONE);
}

static inline struct phrase *phrase(enum phrase_kind kind, struct phrase *child)
{
	struct phrase *made = phrase_new(&arena, kind, SPAN_NONE);
	made->child = child;
	return made;
}

/* A paragraph of phrases, ended by NULL. */
static inline struct block *paragraph(struct phrase *first, ...)
{
	struct block *block = add(BLOCK_PARAGRAPH, NULL);
	struct phrase **link = &block->text;
	va_list rest;
	va_start(rest, first);
	for (struct phrase *at = first; at; at = va_arg(rest, struct phrase *)) {
		*link = at;
		link = &at->next;
	}
	va_end(rest);
	return block;
}

#endif
