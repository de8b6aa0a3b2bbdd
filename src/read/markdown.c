/* Markdown -> blocks, as md4c calls them out.
 *
 * ```verse and ```诗 are banxin's own: a fence whose lines are verse.
 */
#include "base/utf8.h"
#include "read/markdown.h"

#include "base/banned.h"

#define LEAST_BUDGET ((size_t)1 << 20)  /* bytes of addresses, at any size */

struct span markdown_here(const struct markdown_walk *w)
{
	return reading_span(w->reading, w->line);
}

static struct span here(const struct markdown_walk *w)
{
	return markdown_here(w);
}

/* --- places in the source --- */

/* Pieces come in order, so the next line is near. */
static uint32_t line_at(struct markdown_walk *w, size_t at)
{
	const struct markdown_text *source = w->source;
	size_t i = w->line_index;
	while (i > 0 && source->lines.at[i].at > at)
		i--;
	while (i + 1 < source->lines.count && source->lines.at[i + 1].at <= at)
		i++;
	w->line_index = i;
	return source->lines.at[i].line;
}

/* md4c names no place when a block opens; its first text does. */
static void place(struct markdown_walk *w, uint32_t line)
{
	w->line = line;
	for (size_t i = 0; i < w->unplaced.count; i++)
		w->unplaced.at[i]->span.line = line;
	w->unplaced.count = 0;
}

static bool is_masked(const struct markdown_walk *w, const char *text)
{
	const struct buf *masked = &w->source->masked;
	return text >= masked->text && text < masked->text + masked->len;
}

str markdown_piece(struct markdown_walk *w, const char *text, size_t size)
{
	if (!is_masked(w, text))
		return (str){text, size};
	size_t at = (size_t)(text - w->source->masked.text);
	place(w, line_at(w, at));
	return (str){w->source->text.text + at, size};
}

/* ](ADDRESS, and no [definition]: ADDRESS that stands elsewhere */
static bool is_in_its_place(const struct markdown_walk *w, size_t at)
{
	const char *text = w->source->text.text;
	while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '<'))
		at--;
	return at > 0 && text[at - 1] == '(';
}

static void add_attribute_part(struct buf *out, MD_TEXTTYPE type, str part)
{
	uint32_t c;
	if (type == MD_TEXT_ENTITY && html_reference(part, &c))
		buf_add_code_point(out, c);
	else
		for (size_t i = 0; i < part.len; i++)
			buf_add_byte(out, part.text[i] == '\n' ? ' '
							       : part.text[i]);
}

/* An address that is referred to stands once in the source and once for each
 * [word]: short words and a long address would be gigabytes. */
static bool is_beyond_budget(struct markdown_walk *w, str address)
{
	size_t most = w->source->text.len + LEAST_BUDGET;
	bool was_beyond = w->addressed > most;
	w->addressed += address.len;
	if (w->addressed > most && !was_beyond)
		reading_dropped(w->reading, "link/repeated", w->line,
				arena_copy(w->arena, address));
	return w->addressed > most;
}

str markdown_attribute(struct markdown_walk *w, const MD_ATTRIBUTE *value)
{
	struct buf out;
	str text = {value->text, value->size};
	if (text.len == 0 || is_beyond_budget(w, text))
		return STR_NONE;
	if (is_masked(w, value->text)) {
		size_t at = (size_t)(value->text - w->source->masked.text);
		text.text = w->source->text.text + at;
		if (is_in_its_place(w, at))
			place(w, line_at(w, at));
	}
	buf_init(&out, w->arena, BUF_NO_MAXIMUM);
	for (size_t i = 0; value->substr_offsets[i] < value->size; i++)
		add_attribute_part(&out, value->substr_types[i],
				   str_cut(text, value->substr_offsets[i],
					   value->substr_offsets[i + 1]));
	return buf_str(&out);
}

/* --- blocks of text --- */

static struct block *open_block(struct markdown_walk *w, enum block_kind kind)
{
	struct block *block = builder_open(w->builder, kind, here(w));
	list_push(w->arena, &w->unplaced, block);
	return block;
}

static void close_block(struct markdown_walk *w, enum block_kind kind)
{
	builder_close(w->builder, kind);
	w->unplaced.count -= w->unplaced.count > 0;
}

static struct block *open_text(struct markdown_walk *w, enum block_kind kind)
{
	w->kind = kind;
	w->block = open_block(w, kind);
	return w->block;
}

static void put_figure(struct markdown_walk *w)
{
	w->image.is_held = false;
	builder_open(w->builder, BLOCK_FIGURE, here(w));
	put_image(w, &w->image);
	if (!str_is_empty(w->image.title)) {
		builder_open(w->builder, BLOCK_CAPTION, here(w));
		builder_text(w->builder, w->image.title, here(w));
		builder_close(w->builder, BLOCK_CAPTION);
	}
	builder_close(w->builder, BLOCK_FIGURE);
}

/* Of a paragraph, a heading, a cell, or of text straight in an item. */
static void close_text(struct markdown_walk *w)
{
	finish_phrases(w);
	if (w->block)
		close_block(w, w->kind);
	else if (w->image.is_held)
		put_figure(w);
	w->block = NULL;
	w->has_feed = false;
	w->last = 0;
}

static void open_heading(struct markdown_walk *w, unsigned level)
{
	struct block *block = open_text(w, BLOCK_HEADING);
	block->as.heading.level = (int)level - 1;
}

static void close_heading(struct markdown_walk *w)
{
	struct block *block = w->block;
	struct chapter *chapter = w->reading->chapter;
	close_text(w);
	if (!w->has_heading && block && block->as.heading.level == 0 &&
	    str_is_empty(chapter->title))
		chapter->title = str_trim(block_text(block, w->arena));
	w->has_heading = true;
}

static void open_cell(struct markdown_walk *w, const MD_BLOCK_TD_DETAIL *detail,
		      bool is_header)
{
	struct block *cell = open_text(w, BLOCK_CELL);
	cell->as.cell.columns = cell->as.cell.rows = 1;
	cell->as.cell.is_header = is_header;
	if (detail->align == MD_ALIGN_CENTER)
		cell->align = ALIGN_CENTRE;
	else if (detail->align == MD_ALIGN_RIGHT)
		cell->align = ALIGN_END;
}

/* --- code and HTML --- */

static void put_verse(struct markdown_walk *w, str text)
{
	builder_open(w->builder, BLOCK_VERSE, here(w));
	str line;
	while (str_next_line(&text, &line)) {
		builder_open(w->builder, BLOCK_LINE, here(w));
		builder_text(w->builder, str_trim(line), here(w));
		builder_close(w->builder, BLOCK_LINE);
	}
	builder_close(w->builder, BLOCK_VERSE);
}

static void open_code(struct markdown_walk *w,
		      const MD_BLOCK_CODE_DETAIL *detail)
{
	w->is_in_code = true;
	w->language = markdown_attribute(w, &detail->lang);
	buf_init(&w->verbatim, w->arena, BUF_NO_MAXIMUM);
}

static void close_code(struct markdown_walk *w)
{
	str text = buf_str(&w->verbatim);
	w->is_in_code = false;
	while (str_ends(text, STR("\n")))
		text.len--;
	if (str_equal(w->language, STR("verse")) ||
	    str_equal(w->language, STR("诗"))) {
		put_verse(w, text);
		return;
	}
	struct block *code = builder_open(w->builder, BLOCK_CODE, here(w));
	if (!str_is_empty(w->language))
		code->class = arena_format(w->arena, "language-%.*s",
					   STR_ARG(w->language));
	builder_text(w->builder, text, here(w));
	builder_close(w->builder, BLOCK_CODE);
}

/* Raw HTML blocks that follow one another are one piece. */
static void open_html(struct markdown_walk *w)
{
	w->is_in_html = true;
	if (w->verbatim.len == 0)
		buf_init(&w->verbatim, w->arena, BUF_NO_MAXIMUM);
}

static void flush_html(struct markdown_walk *w)
{
	str html = buf_str(&w->verbatim);
	w->verbatim.len = 0;
	html_read_piece(w->reading, html, w->html_line, NULL);
}

/* --- md4c's calls --- */

static enum block_kind container_of(MD_BLOCKTYPE type)
{
	switch ((int)type) {
	case MD_BLOCK_QUOTE: return BLOCK_QUOTE;
	case MD_BLOCK_UL: case MD_BLOCK_OL: return BLOCK_LIST;
	case MD_BLOCK_LI: return BLOCK_ITEM;
	case MD_BLOCK_TABLE: return BLOCK_TABLE;
	case MD_BLOCK_TR: return BLOCK_ROW;
	case MD_BLOCK_HR: return BLOCK_RULE;
	default: return BLOCK_KIND_COUNT;
	}
}

static void open_container(struct markdown_walk *w, MD_BLOCKTYPE type,
			   const void *detail)
{
	enum block_kind kind = container_of(type);
	if (kind == BLOCK_KIND_COUNT)
		return;
	struct block *block = open_block(w, kind);
	if (kind != BLOCK_LIST)
		return;
	block->as.list.start = 1;
	if (type != MD_BLOCK_OL)
		return;
	const MD_BLOCK_OL_DETAIL *list = detail;
	block->as.list.is_ordered = true;
	block->as.list.start = (int)list->start;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *walk)
{
	struct markdown_walk *w = walk;
	close_text(w);
	if (type != MD_BLOCK_HTML && w->verbatim.len)
		flush_html(w);
	switch ((int)type) {
	case MD_BLOCK_H:
		open_heading(w, ((MD_BLOCK_H_DETAIL *)detail)->level);
		break;
	case MD_BLOCK_CODE: open_code(w, detail); break;
	case MD_BLOCK_HTML: open_html(w); break;
	case MD_BLOCK_TH: open_cell(w, detail, true); break;
	case MD_BLOCK_TD: open_cell(w, detail, false); break;
	default: open_container(w, type, detail); break;
	}
	return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *walk)
{
	(void)detail;
	struct markdown_walk *w = walk;
	switch ((int)type) {
	case MD_BLOCK_H: close_heading(w); return 0;
	case MD_BLOCK_CODE: close_code(w); w->verbatim.len = 0; return 0;
	case MD_BLOCK_HTML: w->is_in_html = false; return 0;
	default: break;
	}
	close_text(w);
	if (w->verbatim.len)
		flush_html(w);
	enum block_kind kind = container_of(type);
	if (kind != BLOCK_KIND_COUNT)
		close_block(w, kind);
	return 0;
}

static int take_text(MD_TEXTTYPE type, const char *text, MD_SIZE size,
		     void *walk)
{
	struct markdown_walk *w = walk;
	str piece = markdown_piece(w, text, size);
	if (w->is_in_html && w->verbatim.len == 0)
		w->html_line = w->line;
	if (w->is_in_code || w->is_in_html)
		buf_add(&w->verbatim, piece);
	else
		markdown_take_text(w, type, piece);
	return 0;
}

static void parse(struct markdown_walk *w, const struct markdown_text *source)
{
	static const MD_PARSER parser = {
		.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH,
		.enter_block = enter_block, .leave_block = leave_block,
		.enter_span = markdown_enter_span,
		.leave_span = markdown_leave_span, .text = take_text,
	};
	w->source = source;
	w->line_index = 0;
	w->from = w->to = 0;
	str text = buf_str(&source->masked);
	if (text.len == 0 || w->reading->has_failed)
		return;
	place(w, source->lines.at[0].line);
	if (md_parse(text.text, (MD_SIZE)text.len, &parser, w) == 0)
		return;
	diag_report(w->reading->diag, here(w), MSG_PARSER_FAILED,
		    WORDS(STR("Markdown")));
	w->reading->has_failed = true;
}

/* [^1] is a mark where a note of that name is defined, and text elsewhere. */
static void index_notes(struct markdown_walk *w,
			const struct markdown_source *source)
{
	for (size_t i = 0; i < source->notes.count; i++)
		if (!index_find(&w->notes, source->notes.at[i].id))
			index_add(&w->notes, w->arena, source->notes.at[i].id,
				  NULL);
}

/* In pieces of HTML marks of notes mean the same. */
static bool has_note(struct reading *r, str id)
{
	const struct markdown_walk *w = r->origin.context;
	return index_find(&w->notes, id) != NULL;
}

void markdown_read(struct reading *r)
{
	struct markdown_source source = {0};
	markdown_prepare(r, &source);
	struct markdown_walk w = {
		.reading = r, .builder = r->builder, .arena = r->arena,
		.line = r->line,
	};
	index_notes(&w, &source);
	buf_init(&w.alt, r->arena, BUF_NO_MAXIMUM);
	buf_init(&w.verbatim, r->arena, BUF_NO_MAXIMUM);
	r->origin = (struct origin){.has_note = has_note, .context = &w};
	parse(&w, &source.body);
	for (size_t i = 0; i < source.notes.count && !r->has_failed; i++) {
		const struct markdown_note *note = &source.notes.at[i];
		w.line = note->body.lines.at[0].line;
		builder_note_open(r->builder, note->id, here(&w));
		parse(&w, &note->body);
		builder_note_close(r->builder);
	}
	r->origin = (struct origin){0};
}
