/* What the fuzz targets of the readers share: bytes are read as a chapter of
 * the given format, the chapter is checked and printed, then made regular.
 */
#ifndef TESTS_FUZZ_SOURCE_H
#define TESTS_FUZZ_SOURCE_H

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "pass/pass.h"
#include "read/read.h"

static inline void source_keeps_rules(const struct chapter *chapter,
				      struct arena *a)
{
	const char *broken = chapter_check(chapter, a);
	if (!broken)
		return;
	fprintf(stderr, "%s\n", broken);
	abort();
}

static inline int source_try(str format, str bytes)
{
	struct arena a;
	struct diag d;
	struct buf out;
	arena_init(&a);
	diag_init(&d, &a);
	buf_init(&out, &a, BUF_NO_MAXIMUM);
	read_prepare();
	struct chapter *chapter = chapter_new(&a, &d);
	chapter->file = STR("fuzz");
	struct read_request request = {.file = chapter->file, .bytes = bytes,
				       .format = format};
	struct pass_context context = {
		.images = {.root = STR("tests/e2e/book"),
			   .folder = STR("images"),
			   .document_folder = STR(".")},
	};
	if (read_source(&request, chapter)) {
		source_keeps_rules(chapter, &a);
		chapter_dump(chapter, &out);
		if (pass_run(chapter, &context))
			source_keeps_rules(chapter, &a);
	} else if (!diag_failed(&d)) {
		abort();
	}
	arena_free(&a);
	return 0;
}

#endif
