/* golden_read FILE: what reading a source gives: the chapter, what was left
 * out, and what the user is told.
 */
#include <stdio.h>

#include "base/buf.h"
#include "base/file.h"
#include "read/read.h"

int main(int argc, char **argv)
{
	struct arena a;
	struct diag d;
	struct buf out;
	str bytes;
	if (argc != 2)
		return 2;
	arena_init(&a);
	diag_init(&d, &a);
	read_prepare();
	if (file_read(argv[1], FILE_LARGEST_SOURCE, &a, &bytes) != FILE_OK) {
		fprintf(stderr, "cannot read %s\n", argv[1]);
		return 1;
	}
	struct chapter *chapter = chapter_new(&a, &d);
	str name = file_name(str_of(argv[1]));
	chapter->file = name;
	chapter->source_number = diag_source(&d, name, STR_NONE);
	struct read_request request = {.file = name, .bytes = bytes,
				       .encoding = STR_NONE,
				       .format = STR_NONE};
	bool done = read_source(&request, chapter);
	const char *broken = chapter_check(chapter, &a);
	buf_init(&out, &a, BUF_NO_MAXIMUM);
	chapter_dump(chapter, &out);
	fwrite(out.text, 1, out.len, stdout);
	printf("done: %s\nencoding: %.*s\nbroken rule: %s\n",
	       done ? "yes" : "no", STR_ARG(chapter->encoding),
	       broken ? broken : "none");
	struct diag_style style = {.format = DIAG_SHORT,
				   .language = INTERFACE_ENGLISH};
	diag_print(&d, &style, stdout);
	arena_free(&a);
	return 0;
}
