/* Text of an HTML tree -> the builder: white space by CSS's rule (a run is
 * one blank, none at a block's ends), line breaks held back until it is
 * known what follows: two in a row, or one before an indent, end the
 * paragraph.
 */
#include "base/utf8.h"
#include "read/html_walk.h"

#include "base/banned.h"

void text_begin(struct html_walk *w, struct block *block, bool is_bare)
{
	w->text_block = block;
	w->is_bare = is_bare;
	w->is_at_start = true;
	w->has_blank = w->has_feed = w->is_after_picture = false;
	w->breaks = 0;
	w->last = 0;
}

void text_end_bare(struct html_walk *w)
{
	if (w->text_block && w->is_bare) {
		builder_close(w->builder, BLOCK_PARAGRAPH);
		w->text_block = NULL;
	}
	w->has_blank = w->has_feed = false;
	w->breaks = 0;
}

static void open_bare(struct html_walk *w, uint32_t line)
{
	struct block *block = builder_open(w->builder, BLOCK_PARAGRAPH,
					   reading_span(w->reading, line));
	block->class = w->classes;
	block->align = w->align;
	block->is_bold = w->is_bold;
	block->lang = w->lang;
	block->id = w->id;
	w->id = STR_NONE;
	main_mark(w, block);
	text_begin(w, block, true);
}

/* The paragraph ends here and goes on as another one. */
static void split(struct html_walk *w, uint32_t line)
{
	struct block *old = w->text_block;
	builder_close(w->builder, BLOCK_PARAGRAPH);
	struct block *block = builder_open(w->builder, BLOCK_PARAGRAPH,
					   reading_span(w->reading, line));
	block->class = old->class;
	block->align = old->align;
	block->is_bold = old->is_bold;
	block->lang = old->lang;
	text_begin(w, block, w->is_bare);
}

/* Two U+3000, or four no-break spaces: how pages indent a paragraph. */
static bool is_indented(str text)
{
	return str_starts(text, STR("　　")) ||
	       str_starts(text, STR("\xC2\xA0\xC2\xA0\xC2\xA0\xC2\xA0"));
}

/* A line in type of another size is no part of the paragraph above it. */
static bool changes_size(const struct html_walk *w)
{
	return w->breaks && w->text_block->type_size > TYPE_SIZE_MIXED &&
	       w->text_block->type_size != w->type_size;
}

static void settle_breaks(struct html_walk *w, bool is_new_paragraph,
			  uint32_t line)
{
	if (!w->breaks)
		return;
	bool ends = !w->is_in_ruby && (w->breaks > 1 || is_new_paragraph);
	w->breaks = 0;
	w->has_blank = w->has_feed = false;
	if (ends && w->text_block->kind == BLOCK_PARAGRAPH)
		split(w, line);
	else
		builder_break(w->builder, reading_span(w->reading, line));
}

void text_ready(struct html_walk *w, uint32_t line, bool is_picture)
{
	if (!w->text_block)
		open_bare(w, line);
	bool begins_line = w->is_at_start || w->breaks;
	settle_breaks(w, is_picture, line);
	if (w->has_blank && !w->is_at_start)
		builder_text(w->builder, STR(" "),
			     reading_span(w->reading, line));
	w->has_blank = w->has_feed = w->is_at_start = false;
	w->is_after_picture = is_picture && begins_line;
	w->last = 0;
}

void text_flush_blank(struct html_walk *w, uint32_t line)
{
	if (!w->has_blank || w->has_feed || w->is_at_start || w->breaks ||
	    !w->text_block)
		return;
	builder_text(w->builder, STR(" "), reading_span(w->reading, line));
	w->has_blank = false;
	w->last = ' ';
}

void text_break(struct html_walk *w)
{
	if (w->keeps_lines) {
		builder_break(w->builder, reading_span(w->reading, w->row_line));
		return;
	}
	if (!w->text_block || w->is_at_start)
		return;
	w->breaks += w->is_after_picture ? 2 : 1;
	w->is_after_picture = false;
}

static bool is_white(char byte)
{
	return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\f' ||
	       byte == '\r';
}

/* The end of the run without white space worth a change. */
static size_t word_end(str text, size_t at)
{
	while (at < text.len && !is_white(text.text[at]))
		at++;
	return at;
}

/* Words with single blanks between are copied as one piece. */
static size_t plain_end(str text, size_t at)
{
	for (;;) {
		at = word_end(text, at);
		if (at + 1 >= text.len || text.text[at] != ' ' ||
		    is_white(text.text[at + 1]))
			return at;
		at++;
	}
}

static void put(struct html_walk *w, str piece, uint32_t line)
{
	struct span span = reading_span(w->reading, line);
	if (!w->text_block)
		open_bare(w, line);
	settle_breaks(w, is_indented(piece) || changes_size(w), line);
	block_add_type_size(w->text_block, w->type_size);
	if (w->has_blank && !w->is_at_start && w->last != ' ' &&
	    !(w->has_feed && lines_join(w->last, utf8_first(piece))))
		builder_text(w->builder, STR(" "), span);
	builder_text(w->builder, piece, span);
	w->last = utf8_last(piece);
	w->is_at_start = w->has_blank = w->has_feed = false;
	w->is_after_picture = false;
}

#define LONGEST_MARK 256

/* Behind the mark of a note at `at`, [^1], which is put; 0: it is text. */
static size_t put_mark(struct html_walk *w, str piece, size_t at,
		       uint32_t line)
{
	struct reading *r = w->reading;
	str window = str_cut(piece, at, at + LONGEST_MARK);
	size_t close = str_find_byte(window, ']');
	if (close == STR_NOT_FOUND ||
	    !r->origin.has_note(r, str_cut(window, 2, close)))
		return 0;
	text_ready(w, line, false);
	builder_note_mark(w->builder, str_cut(window, 2, close),
			  reading_span(r, line));
	return at + close + 1;
}

static void put_with_marks(struct html_walk *w, str piece, uint32_t line)
{
	size_t from = 0, at = 0;
	while (w->reading->origin.has_note &&
	       (at = str_find_from(piece, STR("[^"), at)) != STR_NOT_FOUND) {
		if (at > from)
			put(w, str_cut(piece, from, at), line);
		size_t end = put_mark(w, piece, at, line);
		from = end ? end : at;
		at = end ? end : at + 2;
	}
	if (from < piece.len)
		put(w, str_from(piece, from), line);
}

void text_add(struct html_walk *w, str text, uint32_t line)
{
	if (w->keeps_lines) {
		builder_text(w->builder, text, reading_span(w->reading, line));
		return;
	}
	for (size_t at = 0; at < text.len;) {
		while (at < text.len && is_white(text.text[at])) {
			w->has_blank = true;
			w->has_feed |= text.text[at] == '\n';
			line += text.text[at] == '\n';
			at++;
		}
		if (at == text.len)
			return;
		size_t end = plain_end(text, at);
		put_with_marks(w, str_cut(text, at, end), line);
		at = end;
	}
}

/* --- what a block takes from its element --- */

/* Classes of the groups outside are of less use the farther they are. */
#define LONGEST_CLASSES 240

static str join_classes(struct html_walk *w, str inner, str outer)
{
	str own = str_trim(inner);
	if (str_is_empty(own) || own.len > LONGEST_CLASSES)
		return outer;
	if (str_is_empty(outer) || own.len + outer.len >= LONGEST_CLASSES)
		return arena_copy(w->arena, own);
	return arena_format(w->arena, "%.*s %.*s", STR_ARG(own),
			    STR_ARG(outer));
}

static bool is_landmark(const char *name)
{
	static const char *const names[] = {"nav", "header", "footer", "aside"};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

/* -9000px */
static bool is_far(str length)
{
	int pixels;
	return str_starts(length, STR("-")) && str_ends(length, STR("px")) &&
	       str_to_int(str_cut(length, 1, length.len - 2), &pixels) &&
	       pixels >= 900;
}

/* Not shown, or put where no window reaches. */
static bool is_hidden(const xmlNode *node)
{
	if (str_is_empty(attribute(node, "style")))
		return false;
	return str_equal_fold(html_own_style(node, "display"), STR("none")) ||
	       is_far(html_own_style(node, "left")) ||
	       is_far(html_own_style(node, "top")) ||
	       is_far(html_own_style(node, "text-indent"));
}

/* What word processors call the repeated parts of a page. */
static bool is_page_furniture(const xmlNode *node)
{
	str title = attribute(node, "title");
	return str_equal(title, STR("header")) || str_equal(title, STR("footer"));
}

/* Own tokens: the class, id:NAME, tag:nav, hidden. */
str group_classes(struct html_walk *w, const xmlNode *node)
{
	const char *name = (const char *)node->name;
	str id = attribute(node, "id");
	str own = attribute(node, "class");
	struct buf out;
	buf_init(&out, w->arena, LONGEST_CLASSES);
	if (is_landmark(name))
		buf_format(&out, "tag:%s ", name);
	if (is_page_furniture(node))
		buf_add(&out, STR("tag:footer "));
	if (is_hidden(node))
		buf_add(&out, STR("hidden "));
	if (!str_is_empty(own)) {
		buf_add(&out, own);
		buf_add_byte(&out, ' ');
	}
	if (!str_is_empty(id) && id.len < 64 &&
	    str_find_byte(id, ' ') == STR_NOT_FOUND)
		buf_format(&out, "id:%.*s", STR_ARG(id));
	return join_classes(w, buf_str(&out), w->classes);
}

enum block_align group_align(struct html_walk *w, const xmlNode *node)
{
	/* <table align> places the table, and not what is in it. */
	bool is_table = strcmp((const char *)node->name, "table") == 0;
	str align = is_table ? STR_NONE : attribute(node, "align");
	if (str_equal_fold(align, STR("center")) ||
	    strcmp((const char *)node->name, "center") == 0)
		return ALIGN_CENTRE;
	if (str_equal_fold(align, STR("right")))
		return ALIGN_END;
	if (!str_is_empty(align))
		return ALIGN_DEFAULT;
	str style = html_style(w, node, "text-align");
	if (str_is_empty(style) || str_equal_fold(style, STR("inherit")))
		return w->align;
	if (str_equal_fold(style, STR("center")))
		return ALIGN_CENTRE;
	bool is_end = str_equal_fold(style, STR("right")) ||
		      str_equal_fold(style, STR("end"));
	return is_end ? ALIGN_END : ALIGN_DEFAULT;
}

void block_attributes(struct html_walk *w, struct block *block,
		      const xmlNode *node)
{
	str own = attribute(node, "class");
	if (is_hidden(node))
		own = arena_format(w->arena, "hidden %.*s", STR_ARG(own));
	block->class = join_classes(w, own, w->classes);
	block->align = group_align(w, node);
	block->is_bold = html_is_bold(w, node, w->is_bold);
	str lang = attribute(node, "lang");
	if (str_equal(lang, w->reading->chapter->lang))
		lang = STR_NONE;
	block->lang = str_is_empty(lang) ? w->lang : arena_copy(w->arena, lang);
	block->id = reading_take_id(w->reading, attribute(node, "id"));
	if (str_is_empty(block->id)) {
		block->id = w->id;
		w->id = STR_NONE;
	}
	main_mark(w, block);
}
