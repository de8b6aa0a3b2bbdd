/* md4c's spans and texts -> phrases. A phrase is begun with its first text,
 * so that the blank of a joined line stands before it; a picture waits until
 * it is known whether it is alone in its paragraph.
 */
#include "base/utf8.h"
#include "read/html.h"
#include "read/markdown.h"

#include "base/banned.h"

static struct span here(const struct markdown_walk *w)
{
	return markdown_here(w);
}

/* --- what waits --- */

static void put_held_image(struct markdown_walk *w)
{
	struct markdown_image image = w->image;
	if (!image.is_held)
		return;
	w->image.is_held = false;
	put_image(w, &image);
	if (!str_is_empty(image.title))
		reading_dropped(w->reading, "image/title", image.line,
				image.title);
	w->last = 0;
}

void start_text(struct markdown_walk *w)
{
	if (w->block)
		return;
	w->kind = BLOCK_PARAGRAPH;
	w->block = builder_open(w->builder, w->kind, here(w));
	put_held_image(w);
}

/* Text that md4c gave in pieces, written as one. */
static void flush(struct markdown_walk *w)
{
	str text = str_cut(buf_str(&w->source->text), w->from, w->to);
	w->from = w->to;
	/* #, a tab, the heading's words */
	if (!w->block || !w->block->text)
		text = without_indent(text);
	if (!str_is_empty(text))
		put_marked_text(w, text);
}

void finish_phrases(struct markdown_walk *w)
{
	const char *text = w->source ? w->source->text.text : "";
	while (w->from < w->to &&
	       (text[w->to - 1] == '\t' || text[w->to - 1] == ' '))
		w->to--;
	flush(w);
	raw_finish(w);
	w->begins.count = 0;
}

/* --- text --- */

/* What an author escaped is no sign of ours either. */
static bool is_escaped(const struct markdown_walk *w, size_t at)
{
	return at > w->to && w->source->text.text[at - 1] == '\\';
}

static void take_normal(struct markdown_walk *w, str text)
{
	size_t at = (size_t)(text.text - w->source->text.text);
	if (at != w->to || w->from == w->to) {
		flush(w);
		if (is_escaped(w, at)) {
			put_plain(w, str_cut(text, 0, 1));
			at++;
			text = str_from(text, 1);
		}
		w->from = at;
	}
	w->to = at + text.len;
}

static void put_entity(struct markdown_walk *w, str text)
{
	uint32_t c;
	char bytes[4];
	if (html_reference(text, &c))
		text = (str){bytes, utf8_encode(c, bytes)};
	put_plain(w, text);
}

/* GFM 4.10: in a table's code a bar must be escaped. */
static void put_code(struct markdown_walk *w, str text)
{
	size_t bar = STR_NOT_FOUND;
	if (w->kind == BLOCK_CELL)
		bar = str_find(text, STR("\\|"));
	while (bar != STR_NOT_FOUND) {
		put_plain(w, str_cut(text, 0, bar));
		text = str_from(text, bar + 1);
		bar = str_find_from(text, STR("\\|"), 1);
	}
	put_plain(w, text);
}

static void put_break(struct markdown_walk *w)
{
	settle(w, 0);
	builder_break(w->builder, here(w));
	w->last = 0;
}

static bool is_line_break(str html)
{
	return str_equal_fold(html, STR("<br>")) ||
	       str_equal_fold(html, STR("<br/>")) ||
	       str_equal_fold(html, STR("<br />"));
}

static void take_raw(struct markdown_walk *w, str html)
{
	if (!w->is_in_raw && is_line_break(html))
		put_break(w);
	else if (w->is_in_raw || !str_starts(html, STR("<!--")))
		raw_tag(w, html);
}

static void take_alt(struct markdown_walk *w, MD_TEXTTYPE type, str text)
{
	uint32_t c;
	if (type == MD_TEXT_ENTITY && html_reference(text, &c))
		buf_add_code_point(&w->alt, c);
	else if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR)
		buf_add_byte(&w->alt, ' ');
	else if (type != MD_TEXT_HTML)
		buf_add(&w->alt, text);
}

static void take_in_raw(struct markdown_walk *w, MD_TEXTTYPE type, str text)
{
	if (type == MD_TEXT_HTML)
		raw_tag(w, text);
	else if (type == MD_TEXT_ENTITY)
		buf_add(&w->raw, text);
	else if (type == MD_TEXT_BR)
		buf_add(&w->raw, STR("<br>"));
	else
		raw_text(w, text);
}

void markdown_take_text(struct markdown_walk *w, MD_TEXTTYPE type, str text)
{
	if (w->images) {
		take_alt(w, type, text);
		return;
	}
	if (w->is_in_raw) {
		take_in_raw(w, type, text);
		return;
	}
	if (type == MD_TEXT_NORMAL) {
		take_normal(w, text);
		return;
	}
	flush(w);
	switch ((int)type) {
	case MD_TEXT_BR: put_break(w); break;
	case MD_TEXT_SOFTBR: w->has_feed = true; break;
	case MD_TEXT_ENTITY: put_entity(w, text); break;
	case MD_TEXT_CODE: put_code(w, text); break;
	case MD_TEXT_HTML: take_raw(w, text); break;
	default: put_plain(w, text); break;
	}
}

/* --- pictures --- */

void put_image(struct markdown_walk *w, const struct markdown_image *image)
{
	struct asset *asset =
		builder_asset(w->builder, image->address, here(w));
	struct phrase *phrase = builder_image(w->builder, asset, here(w));
	phrase->as.image.alt = image->alt;
	if (str_is_empty(asset->alt))
		asset->alt = image->alt;
}

static void enter_image(struct markdown_walk *w,
			const MD_SPAN_IMG_DETAIL *detail)
{
	if (w->images++ > 0)
		return;
	flush(w);
	w->alt.len = 0;
	if (w->image.is_held)
		start_text(w);
	w->image = (struct markdown_image){
		.address = markdown_attribute(w, &detail->src),
		.title = markdown_attribute(w, &detail->title),
	};
}

static void leave_image(struct markdown_walk *w)
{
	if (--w->images > 0)
		return;
	w->image.alt = arena_copy(w->arena, str_trim(buf_str(&w->alt)));
	w->image.line = w->line;
	if (w->is_in_raw) {
		raw_image(w, &w->image);
		return;
	}
	w->image.is_held = true;
	if (!w->block && w->spans == 0)
		return;
	settle(w, 'x');
	put_held_image(w);
}

/* --- spans --- */

static bool phrase_of(MD_SPANTYPE type, enum phrase_kind *kind)
{
	switch ((int)type) {
	case MD_SPAN_EM: *kind = PHRASE_EMPHASIS; return true;
	case MD_SPAN_STRONG: *kind = PHRASE_STRONG; return true;
	case MD_SPAN_DEL: *kind = PHRASE_STRIKE; return true;
	case MD_SPAN_CODE: *kind = PHRASE_CODE; return true;
	case MD_SPAN_A: *kind = PHRASE_LINK; return true;
	default: return false;
	}
}

int markdown_enter_span(MD_SPANTYPE type, void *detail, void *walk)
{
	struct markdown_walk *w = walk;
	struct open_span span = {.target = STR_NONE};
	if (type == MD_SPAN_IMG) {
		enter_image(w, detail);
		return 0;
	}
	if (w->images || !phrase_of(type, &span.kind))
		return 0;
	if (type == MD_SPAN_A) {
		const MD_SPAN_A_DETAIL *link = detail;
		span.target = markdown_attribute(w, &link->href);
		reading_dropped(w->reading, "link/title", w->line,
				markdown_attribute(w, &link->title));
	}
	flush(w);
	w->spans++;
	w->links += type == MD_SPAN_A;
	if (w->is_in_raw)
		raw_span(w, type, span.target, false);
	else
		list_push(w->arena, &w->begins, span);
	return 0;
}

/* A link without a word cannot be followed. */
static void drop_empty(struct markdown_walk *w)
{
	const struct open_span *span = &w->begins.at[--w->begins.count];
	reading_dropped(w->reading, "link/empty", w->line, span->target);
}

int markdown_leave_span(MD_SPANTYPE type, void *detail, void *walk)
{
	(void)detail;
	struct markdown_walk *w = walk;
	enum phrase_kind kind;
	if (type == MD_SPAN_IMG) {
		leave_image(w);
		return 0;
	}
	if (w->images || !phrase_of(type, &kind))
		return 0;
	flush(w);
	if (w->is_in_raw && w->spans == w->raw_spans)
		raw_finish(w);
	w->spans--;
	w->links -= type == MD_SPAN_A;
	if (w->is_in_raw)
		raw_span(w, type, STR_NONE, true);
	else if (w->begins.count)
		drop_empty(w);
	else
		builder_end(w->builder, kind);
	return 0;
}
