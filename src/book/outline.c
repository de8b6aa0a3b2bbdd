/* Chapters and their headings -> one flat list with depths. Levels a chapter
 * skips do not become gaps: an entry is at most one deeper than the entry
 * before it.
 */
#include "base/buf.h"
#include "base/utf8.h"
#include "book/outline.h"
#include "book/walk.h"

#include "base/banned.h"

/* The heading's own words: without ruby readings, marks and pictures, and a
 * break as one blank between words, as nothing between Han. */
static str plain_title(const struct block *heading, struct arena *a)
{
	const struct phrase *only = heading->text;
	if (!only)
		return STR_NONE;
	if (only->kind == PHRASE_TEXT && !only->next)
		return str_trim(only->text);
	struct buf out;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	struct walk walk;
	walk_phrases(&walk, heading);
	for (;;) {
		enum walk_event event = walk_next(&walk);
		if (event == WALK_END)
			return str_trim(buf_str(&out));
		if (event == WALK_TEXT)
			buf_add(&out, walk.phrase->text);
		else if (event == WALK_ENTER_PHRASE &&
			 walk.phrase->kind == PHRASE_BREAK && out.len &&
			 (unsigned char)out.text[out.len - 1] < 0x80)
			buf_add_byte(&out, ' ');
	}
}

/* An outline being made. */
struct work {
	const struct book *book;
	int section_depth;
	struct arena *a;
	struct outline *out;
};

static void add_entry(struct work *w, struct outline_entry entry)
{
	list_push(w->a, &w->out->entries, entry);
}

static void add_headings(struct work *w, size_t number, int depth)
{
	int last_depth = depth;
	const struct block *block = w->book->chapters[number]->body;
	for (; block; block = block_next(block)) {
		if (block->kind != BLOCK_HEADING ||
		    block->as.heading.is_run_in ||
		    block->as.heading.level > w->section_depth)
			continue;
		str title = plain_title(block, w->a);
		if (!title.len && !block->as.heading.label.len)
			continue;
		int level = block->as.heading.level;
		int wanted = depth + (level < 1 ? 1 : level);
		last_depth = wanted > last_depth + 1 ? last_depth + 1 : wanted;
		add_entry(w, (struct outline_entry){
			.chapter = number, .block = block, .depth = last_depth,
			.label = block->as.heading.label, .title = title});
	}
}

void outline_make(const struct book *book, int section_depth,
		  struct arena *a, struct outline *out)
{
	*out = (struct outline){0};
	struct work w = {book, section_depth, a, out};
	bool is_in_part = false;
	for (size_t i = 0; i < book->chapter_count; i++) {
		const struct chapter *chapter = book->chapters[i];
		bool is_part = chapter->role == CHAPTER_PART;
		/* Front matter and appendices stand beside the parts. */
		is_in_part = is_part || (is_in_part &&
					 chapter->role == CHAPTER_BODY);
		int depth = is_in_part && !is_part ? 2 : 1;
		add_entry(&w, (struct outline_entry){
			.chapter = i, .depth = depth,
			.label = chapter->label, .title = chapter->title});
		add_headings(&w, i, depth);
	}
}

/* After 、 ） ) and full-width marks nothing; after a point a blank; after a
 * word or numeral a full-width blank. */
static str separator(str label)
{
	uint32_t last = utf8_last(label);
	switch (last) {
	case 0x3001: case 0xFF09: case 0xFF0E: case 0xFF1A: case 0x3000:
	case ')': case ' ':
		return STR_NONE;
	case '.': case ':':
		return STR(" ");
	default:
		return STR("\u3000");
	}
}

str outline_text(str label, str title, struct arena *a)
{
	if (!label.len)
		return title;
	if (!title.len)
		return label;
	return arena_join(a, arena_join(a, label, separator(label)), title);
}

str heading_text(const struct block *heading, struct arena *a)
{
	return outline_text(heading->as.heading.label, plain_title(heading, a),
			    a);
}
