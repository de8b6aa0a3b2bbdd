/* How fast the EPUB is written, alone: XHTML made, compressed and put into
 * its container on one thread, for `make bench`.
 *
 * Prints millions of bytes of XHTML for a second of CPU time, and their number.
 *
 * usage: packing TEXT
 */
#include <stdio.h>
#include <time.h>

#include "base/file.h"
#include "epub/epub.h"
#include "plain_book.h"

int main(int count, char **arguments)
{
	struct arena arena;
	struct diag diag;
	struct book book = {.arena = &arena, .meta.title = STR("测速")};
	struct epub_request request = {.book = &book};
	str text;
	arena_init(&arena);
	diag_init(&diag, &arena);
	if (count < 2 || file_read(arguments[1], (size_t)1 << 28, &arena,
				   &text) != FILE_OK)
		return 2;
	read_book(&book, text, &diag);
	clock_t start = clock();
	request.targets = epub_name_parts(&book);
	struct epub_part *parts = arena_array(&arena, struct epub_part,
					      book.chapter_count);
	size_t bytes = 0;
	for (size_t i = 0; i < book.chapter_count; i++) {
		epub_chapter(&request, i, &arena, &parts[i]);
		bytes += parts[i].bytes;
	}
	str container = epub_pack(&request, parts, &arena);
	double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
	printf("%.0f million bytes of XHTML a second (%.1f in all, %.1f "
	       "packed)\n", (double)bytes / 1e6 / seconds, (double)bytes / 1e6,
	       (double)container.len / 1e6);
	arena_free(&arena);
	return container.len == 0;
}
