/* The bench programs' book: each line of a text is a paragraph, each "# line"
 * begins a chapter.
 */
#ifndef TESTS_BENCH_PLAIN_BOOK_H
#define TESTS_BENCH_PLAIN_BOOK_H

#include "book/builder.h"

static inline struct chapter *add_chapter(struct book *book, str title,
					  struct diag *d)
{
	struct chapter *chapter = chapter_new(book->arena, d);
	chapter->title = title;
	book->chapters[book->chapter_count++] = chapter;
	return chapter;
}

static inline size_t count_lines(str text)
{
	size_t count = 1;
	for (size_t i = 0; i < text.len; i++)
		count += text.text[i] == '\n';
	return count;
}

static inline void add_paragraph(struct builder *builder, str line)
{
	builder_open(builder, BLOCK_PARAGRAPH, SPAN_NONE);
	builder_text(builder, line, SPAN_NONE);
	builder_close(builder, BLOCK_PARAGRAPH);
}

static inline void read_book(struct book *book, str text, struct diag *d)
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

#endif
