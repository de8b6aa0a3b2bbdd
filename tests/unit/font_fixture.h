/* Fonts opened for a test: one of squares, made here, and installed ones. */
#ifndef TESTS_FONT_FIXTURE_H
#define TESTS_FONT_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "font/font.h"
#include "square_font.h"

struct fixture {
	struct arena arena;
	struct diag diag;
};

static inline int set_up(void **state)
{
	static struct fixture fixture;
	arena_init(&fixture.arena);
	diag_init(&fixture.diag, &fixture.arena);
	*state = &fixture;
	return 0;
}

static inline int tear_down(void **state)
{
	struct fixture *f = *state;
	arena_free(&f->arena);
	return 0;
}

static inline struct face *open_weight(struct fixture *f, str bytes, int index,
				int weight)
{
	char name[64];
	snprintf(name, sizeof name, "/tmp/banxin_font_%ld.ttf", (long)getpid());
	assert_int_equal(file_write(name, bytes), FILE_OK);
	struct font_file file = {.path = str_of(name), .index = index,
				 .family = STR("Square"), .weight = weight};
	struct face *face = font_open(&file, &f->arena, &f->diag, SPAN_NONE);
	file_remove(name);
	return face;
}

static inline struct face *open_number(struct fixture *f, str bytes, int index)
{
	return open_weight(f, bytes, index, 0);
}

static inline struct face *open_bytes(struct fixture *f, str bytes)
{
	return open_number(f, bytes, 0);
}

/* The Chinese face of a role, or NULL where it is not installed. */
static inline struct face *open_family(struct fixture *f, const char *family)
{
	struct font_file file;
	if (!font_find(str_of(family), FONT_BODY, STR("zh-Hans"), &f->arena,
		       &file) || file.is_substitute)
		return NULL;
	return font_open(&file, &f->arena, &f->diag, SPAN_NONE);
}

#define OUTLINE_KINDS 2
/* A face of CFF outlines, and one of TrueType's; NULL: not installed. */
static inline struct face *open_outlines(struct fixture *f, int kind)
{
	static const char *const families[OUTLINE_KINDS] = {
		"Noto Serif CJK SC", "LXGW WenKai",
	};
	return open_family(f, families[kind]);
}

#endif
