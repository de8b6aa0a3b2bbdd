/* Prints what a style sheet comes to on paper, then what was said about it:
 *   golden_style FILE.css...
 * A file whose name holds "print" is read as print.css is. Body 10.5 pt on
 * lines of 17 pt.
 */
#include <stdio.h>

#include "base/buf.h"
#include "base/file.h"
#include "style/style.h"

#define MOST_FILES 8

int main(int count, char **names)
{
	struct style_file files[MOST_FILES];
	struct arena a;
	struct diag d;
	size_t file_count = 0;
	arena_init(&a);
	diag_init(&d, &a);
	for (int i = 1; i < count && file_count < MOST_FILES; i++) {
		struct style_file *file = &files[file_count++];
		file->path = file_name(str_of(names[i]));
		file->is_print_only = str_contains(file->path, STR("print"));
		if (file_read(names[i], FILE_LARGEST_SOURCE, &a,
			      &file->text) != FILE_OK)
			return 1;
	}
	struct buf out;
	buf_init(&out, &a, BUF_NO_MAXIMUM);
	struct style_grid grid = {.body_size = LENGTH_PT(10.5),
				  .pitch = LENGTH_PT(17)};
	style_dump(style_load(files, file_count, grid, &a, &d), &out);
	fwrite(out.text, 1, out.len, stdout);
	diag_print(&d, &(struct diag_style){
		.format = DIAG_SHORT, .language = INTERFACE_CHINESE}, stdout);
	arena_free(&a);
	return 0;
}
