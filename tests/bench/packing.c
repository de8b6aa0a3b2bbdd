/* How fast the EPUB is written, alone: XHTML made, compressed and put into
 * its container on one thread, for `make bench`.
 *
 * Each line of the text is a paragraph, each "# line" begins a chapter. Prints
 * millions of bytes of XHTML for a second of CPU time, and their number.
 *
 * usage: packing TEXT
 */
#include <stdio.h>
#include <time.h>

#include "base/file.h"
#include "book/builder.h"
#include "epub/epub.h"

static struct chapter *add_chapter(struct book *book, str title, struct diag *d)
{
	struct chapter *chapter = chapter_new(book->arena, d);
	chapter->title = title;
	book->chapters[book->chapter_count++] = chapter;
	return chapter;
}

static size_t count_lines(str text)
{
	size_t count = 1;
	for (size_t i = 0; i < text.len; i++)
		count += text.text[i] == '\n';
	return count;
}

static void add_paragraph(struct builder *builder, str line)
{
	builder_open(builder, BLOCK_PARAGRAPH, SPAN_NONE);
	builder_text(builder, line, SPAN_NONE);
	builder_close(builder, BLOCK_PARAGRAPH);
}

static void read_book(struct book *book, str text, struct diag *d)
{
	struct builder *builder = NULL;
	struct chapter *chapter = NULL;
	book->chapters = arena_array(book->arena, struct chapter *,
				     count_lines(text));
	while (text.len) {
		size_t end = str_find_byte(text, '\n');
		str line = str_cut(text, 0, end);
		text = str_from(text, end < text.len ? end + 1 : end);
		if (!builder || str_starts(line, STR("# "))) {
			if (builder)
				builder_finish(builder);
			chapter = add_chapter(book, line, d);
			builder = builder_new(chapter);
		} else if (line.len) {
			add_paragraph(builder, line);
			chapter->character_count += (uint32_t)line.len / 3;
		}
	}
	if (builder)
		builder_finish(builder);
}

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
