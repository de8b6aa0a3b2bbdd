/* Raw HTML inside a paragraph of Markdown: put together with what it
 * encloses and read by the HTML reader, so that a tag means the same
 * wherever it stands.
 */
#include "read/html.h"
#include "read/markdown.h"

#include "base/banned.h"

static void add_escaped(struct buf *out, str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char byte = text.text[i];
		if (byte == '&')
			buf_add(out, STR("&amp;"));
		else if (byte == '<')
			buf_add(out, STR("&lt;"));
		else if (byte == '"')
			buf_add(out, STR("&quot;"));
		else
			buf_add_byte(out, byte);
	}
}

static const char *tag_of(MD_SPANTYPE type)
{
	switch ((int)type) {
	case MD_SPAN_EM: return "em";
	case MD_SPAN_STRONG: return "strong";
	case MD_SPAN_DEL: return "s";
	case MD_SPAN_CODE: return "code";
	default: return "a";
	}
}

/* +1 for a tag that opens, -1 for one that closes. */
static int turn(str html)
{
	struct html_scan scan = {.text = html};
	struct html_tag tag;
	if (html.len == 0 || !html_tag(&scan, 0, &tag))
		return 0;
	const struct html_element *element = html_element(tag.name);
	if (element && (element->flags & HTML_VOID))
		return 0;
	return tag.is_end ? -1 : 1;
}

static void start(struct markdown_walk *w)
{
	if (w->is_in_raw)
		return;
	settle(w, 'x');
	buf_init(&w->raw, w->arena, BUF_NO_MAXIMUM);
	w->is_in_raw = true;
	w->raw_spans = w->spans;
	w->raw_tags = 0;
}

static void finish_at_end(struct markdown_walk *w, size_t from)
{
	w->raw_tags += turn(str_from(buf_str(&w->raw), from));
	if (w->raw_tags <= 0)
		raw_finish(w);
}

/* A tag that runs over lines comes in pieces. */
void raw_tag(struct markdown_walk *w, str html)
{
	start(w);
	buf_add(&w->raw, html);
	if (!str_ends(html, STR(">")))
		return;
	size_t from = str_find_last(buf_str(&w->raw), STR("<"));
	finish_at_end(w, from == STR_NOT_FOUND ? 0 : from);
}

void raw_text(struct markdown_walk *w, str text)
{
	add_escaped(&w->raw, text);
}

void raw_span(struct markdown_walk *w, MD_SPANTYPE type, str target,
	      bool is_end)
{
	if (is_end || type != MD_SPAN_A) {
		buf_format(&w->raw, is_end ? "</%s>" : "<%s>", tag_of(type));
		return;
	}
	buf_add(&w->raw, STR("<a href=\""));
	add_escaped(&w->raw, target);
	buf_add(&w->raw, STR("\">"));
}

void raw_image(struct markdown_walk *w, const struct markdown_image *image)
{
	buf_add(&w->raw, STR("<img src=\""));
	add_escaped(&w->raw, image->address);
	buf_add(&w->raw, STR("\" alt=\""));
	add_escaped(&w->raw, image->alt);
	buf_add(&w->raw, STR("\">"));
}

void raw_finish(struct markdown_walk *w)
{
	if (!w->is_in_raw)
		return;
	w->is_in_raw = false;
	html_read_piece(w->reading, buf_str(&w->raw), w->line, w->block);
	w->last = 0;
}
