/* A source in one line, read, and asked for as text. */
#ifndef READ_FIXTURE_H
#define READ_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "read/read.h"

struct fixture {
	struct arena arena;
	struct diag diag;
	struct chapter *chapter;
	bool done;
};

static inline void fixture_read(struct fixture *f,
				const struct read_request *request)
{
	arena_init(&f->arena);
	diag_init(&f->diag, &f->arena);
	f->chapter = chapter_new(&f->arena, &f->diag);
	f->chapter->source_number =
		diag_source(&f->diag, request->file, STR_NONE);
	f->done = read_source(request, f->chapter);
	assert_null(chapter_check(f->chapter, &f->arena));
}

static inline void fixture_bytes(struct fixture *f, const char *file, str bytes)
{
	struct read_request request = {str_of(file), bytes, STR_NONE, STR_NONE};
	fixture_read(f, &request);
}

static inline void fixture_text(struct fixture *f, const char *file,
				const char *text)
{
	fixture_bytes(f, file, str_of(text));
}

static inline bool fixture_says(const struct fixture *f, enum message message)
{
	for (size_t i = 0; i < f->diag.findings.count; i++)
		if (f->diag.findings.at[i].message == message)
			return true;
	return false;
}

/* The text of every block, a line each. */
static inline str fixture_plain(struct fixture *f)
{
	struct buf out;
	buf_init(&out, &f->arena, BUF_NO_MAXIMUM);
	for (const struct block *at = f->chapter->body; at; at = at->next) {
		buf_add(&out, block_text_deep(at, &f->arena));
		buf_add_byte(&out, '\n');
	}
	return buf_str(&out);
}

static inline str fixture_dump(struct fixture *f)
{
	struct buf out;
	buf_init(&out, &f->arena, BUF_NO_MAXIMUM);
	chapter_dump(f->chapter, &out);
	return buf_str(&out);
}

#define assert_str(actual, wanted)                                             \
	assert_string_equal(arena_cstring(&f.arena, (actual)), (wanted))

/* The dump of `text` holds `wanted`. */
static inline void assert_dumps(const char *file, const char *text,
				const char *wanted)
{
	struct fixture f;
	fixture_text(&f, file, text);
	str dump = fixture_dump(&f);
	if (!str_contains(dump, str_of(wanted)))
		fail_msg("%s\nis not in\n%.*s", wanted, STR_ARG(dump));
	arena_free(&f.arena);
}

#endif
