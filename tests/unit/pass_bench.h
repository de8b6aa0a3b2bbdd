/* A chapter typed line by line, and the passes over it. */
#ifndef TESTS_PASS_BENCH_H
#define TESTS_PASS_BENCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "book/builder.h"
#include "pass/inside.h"

struct bench {
	struct arena a;
	struct diag d;
	struct chapter *chapter;
	struct builder *builder;
	struct pass_context context;
};

static inline void start(struct bench *b)
{
	memset(b, 0, sizeof *b);
	arena_init(&b->a);
	diag_init(&b->d, &b->a);
	b->chapter = chapter_new(&b->a, &b->d);
	b->chapter->format = FORMAT_TEXT;
	b->builder = builder_new(b->chapter);
	b->context.last_pass = b->context.fixed_title = STR_NONE;
	b->context.images.root = STR(".");
	b->context.images.folder = STR_NONE;
	b->context.images.document_folder = STR_NONE;
	b->context.images.is_inspection = true;
	b->context.numbering.chapter = STR_NONE;
	b->context.numbering.section = STR_NONE;
}

static inline void line(struct bench *b, str text)
{
	builder_open(b->builder, BLOCK_PARAGRAPH, SPAN_NONE);
	builder_text(b->builder, text, SPAN_NONE);
	builder_close(b->builder, BLOCK_PARAGRAPH);
}

static inline void run(struct bench *b)
{
	builder_finish(b->builder);
	assert_true(pass_run(b->chapter, &b->context));
	assert_null(chapter_check(b->chapter, &b->a));
}

#endif
