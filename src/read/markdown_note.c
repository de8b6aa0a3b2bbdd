/* [^1] in Markdown text -> note marks, where a note of that name is defined;
 * elsewhere it is text. And source lines joined: a break between two Chinese
 * characters stands for nothing.
 */
#include "base/utf8.h"
#include "read/markdown.h"

#include "base/banned.h"

#define LONGEST_ID 256

struct note_index {
	const str *slots;             /* open addressing; empty: free */
	size_t mask;
};

const struct note_index *index_notes(const struct markdown_lines *lines,
				     struct arena *a)
{
	struct note_index *index = arena_new(a, struct note_index);
	size_t size = 8;
	while (size < lines->notes.count * 2)
		size *= 2;
	str *slots = arena_array(a, str, size);
	for (size_t i = 0; i < lines->notes.count; i++) {
		str id = lines->notes.at[i].id;
		size_t at = str_hash(id) & (size - 1);
		while (slots[at].len && !str_equal(slots[at], id))
			at = (at + 1) & (size - 1);
		slots[at] = id;
	}
	index->slots = slots;
	index->mask = size - 1;
	return index;
}

bool is_note(const struct note_index *index, str id)
{
	size_t at = str_hash(id) & index->mask;
	while (index->slots[at].len) {
		if (str_equal(index->slots[at], id))
			return true;
		at = (at + 1) & index->mask;
	}
	return false;
}

static struct span here(const struct markdown_walk *w)
{
	return reading_span(w->reading, w->line);
}

static void put_line(struct markdown_walk *w, str line)
{
	if (str_is_empty(line))
		return;
	if (w->has_feed && w->last && !lines_join(w->last, utf8_first(line)))
		builder_text(w->builder, STR(" "), here(w));
	w->has_feed = false;
	builder_text(w->builder, line, here(w));
	w->last = utf8_last(line);
}

/* A line feed waits until it is known what follows. */
static void put_text(struct markdown_walk *w, str text)
{
	while (!str_is_empty(text)) {
		size_t feed = str_find_byte(text, '\n');
		put_line(w, str_cut(text, 0, feed));
		if (feed == STR_NOT_FOUND)
			return;
		w->has_feed = true;
		text = str_from(text, feed + 1);
	}
}

void put_marked_text(struct markdown_walk *w, str text)
{
	size_t from = 0, at = 0;
	while ((at = str_find_from(text, STR("[^"), at)) != STR_NOT_FOUND) {
		size_t close = str_find_byte(str_cut(text, at, at + LONGEST_ID),
					     ']');
		str id = close == STR_NOT_FOUND
				 ? STR_NONE
				 : str_cut(text, at + 2, at + close);
		if (str_is_empty(id) || !is_note(w->notes, id)) {
			at += 2;
			continue;
		}
		put_text(w, str_cut(text, from, at));
		builder_note_mark(w->builder, id, here(w));
		at += close + 1;
		from = at;
	}
	put_text(w, str_from(text, from));
}
