/* banxin outline: what the book holds, in order, with the page each heading
 * stands on, the length of each chapter and the file it came from.
 */
#include <stdio.h>

#include "base/buf.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "book/outline.h"
#include "command/run.h"

#include "base/banned.h"

struct row {
	const struct chapter *chapter;
	const struct outline_entry *entry;
	int number;                   /* 0: a part or a heading */
	str title, page;
};

static int columns_of(str text)
{
	int columns = 0;
	for (size_t at = 0; at < text.len;)
		columns += unicode_is_wide(utf8_next(text, &at)) ? 2 : 1;
	return columns;
}

static void add_blanks(struct buf *out, int count)
{
	for (int i = 0; i < count; i++)
		buf_add_byte(out, ' ');
}

static void add_line(struct run *run, const struct row *row, struct buf *out)
{
	size_t start = out->len;
	if (row->number)
		buf_format(out, "%3d ", row->number);
	else
		add_blanks(out, 4);
	add_blanks(out, 2 * (row->entry->depth - 1));
	buf_add(out, row->title);
	int used = columns_of(str_from(buf_str(out), start));
	add_blanks(out, used < 50 ? 50 - used : 1);
	buf_format(out, "%5.*s", STR_ARG(row->page));
	if (!row->entry->block && row->number) {
		str count = run_characters(run,
					    row->chapter->character_count);
		buf_format(out, "  %.*s  %.*s", STR_ARG(count),
			   STR_ARG(row->chapter->file));
	}
	buf_add_byte(out, '\n');
}

static void add_json(const struct row *row, bool is_first, struct buf *out)
{
	buf_format(out, "%s\n {\"depth\": %d, \"number\": ",
		   is_first ? "" : ",", row->entry->depth);
	if (row->number)
		buf_add_int(out, row->number);
	else
		buf_add(out, STR("null"));
	buf_add(out, STR(", \"label\": "));
	buf_add_json(out, row->entry->label);
	buf_add(out, STR(", \"title\": "));
	buf_add_json(out, row->entry->title);
	buf_add(out, STR(", \"page\": "));
	buf_add_json(out, row->page);
	if (!row->entry->block) {
		buf_format(out, ", \"characters\": %u, \"file\": ",
			   row->chapter->character_count);
		buf_add_json(out, row->chapter->file);
	}
	buf_add_byte(out, '}');
}

static void print_outline(struct run *run)
{
	struct build *b = &run->build;
	struct outline outline = {0};
	struct buf out;
	buf_init(&out, &run->arena, BUF_NO_MAXIMUM);
	outline_make(b->book, 3, &run->arena, &outline);
	int number = 0;
	bool wants_json = run->command->wants_json;
	for (size_t i = 0; i < outline.entries.count; i++) {
		const struct outline_entry *entry = &outline.entries.at[i];
		struct row row = {b->book->chapters[entry->chapter], entry, 0,
				  STR_NONE, STR_NONE};
		if (!entry->block && row.chapter->role != CHAPTER_PART)
			row.number = ++number;
		row.title = outline_text(entry->label, entry->title,
					 &run->arena);
		row.page = print_label(&b->print, b->sets, entry->chapter,
				       entry->block);
		if (wants_json)
			add_json(&row, i == 0, &out);
		else
			add_line(run, &row, &out);
	}
	printf(wants_json ? "[%.*s\n]\n" : "%.*s", STR_ARG(buf_str(&out)));
}

int command_outline(const struct options *options)
{
	struct run run;
	if (!run_start(&run, options))
		return EXIT_USAGE;
	if (build_read(&run.build) && build_set(&run.build))
		print_outline(&run);
	return run_end(&run);
}
