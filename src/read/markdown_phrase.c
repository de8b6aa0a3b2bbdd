/* lowdown's inline nodes -> phrases. Raw HTML inside a paragraph is put
 * together with what it encloses and read by the HTML reader, so that a tag
 * means the same wherever it stands.
 */
#include "base/utf8.h"
#include "read/html.h"
#include "read/markdown.h"

#include "base/banned.h"

typedef const struct lowdown_node node;

static struct span here(const struct markdown_walk *w)
{
	return reading_span(w->reading, w->line);
}

bool is_phrase_node(node *n)
{
	switch ((int)n->type) {
	case LOWDOWN_LINK_AUTO: case LOWDOWN_CODESPAN:
	case LOWDOWN_DOUBLE_EMPHASIS: case LOWDOWN_EMPHASIS:
	case LOWDOWN_HIGHLIGHT: case LOWDOWN_IMAGE: case LOWDOWN_LINEBREAK:
	case LOWDOWN_LINK: case LOWDOWN_TRIPLE_EMPHASIS:
	case LOWDOWN_STRIKETHROUGH: case LOWDOWN_SUPERSCRIPT:
	case LOWDOWN_RAW_HTML: case LOWDOWN_ENTITY: case LOWDOWN_NORMAL_TEXT:
	case LOWDOWN_MATH_BLOCK:
		return true;
	default:
		return false;
	}
}

str unmarked(str text, struct arena *a)
{
	char mark = MARKDOWN_MARK.text[0];
	if (str_find_byte(text, mark) == STR_NOT_FOUND)
		return text;
	struct buf out;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	for (size_t i = 0; i < text.len; i++)
		if (text.text[i] != mark)
			buf_add_byte(&out, text.text[i]);
	return buf_str(&out);
}

/* The node's own text, when it has any. */
static str text_of(node *n, struct arena *a)
{
	switch ((int)n->type) {
	case LOWDOWN_NORMAL_TEXT:
		return unmarked(str_of_buf(&n->rndr_normal_text.text), a);
	case LOWDOWN_CODESPAN:
		return unmarked(str_of_buf(&n->rndr_codespan.text), a);
	case LOWDOWN_ENTITY:
		return str_of_buf(&n->rndr_entity.text);
	case LOWDOWN_LINK_AUTO:
		return str_of_buf(&n->rndr_autolink.link);
	case LOWDOWN_IMAGE:
		return unmarked(str_of_buf(&n->rndr_image.alt), a);
	default:
		return STR_NONE;
	}
}

static void gather(node *n, struct buf *out, int depth)
{
	if (depth > 64)
		return;
	buf_add(out, text_of(n, out->arena));
	for (node *child = first_child(n); child; child = next_sibling(child))
		gather(child, out, depth + 1);
}

str plain_text(node *n, struct arena *a)
{
	struct buf out;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	gather(n, &out, 0);
	return str_trim(buf_str(&out));
}

/* --- raw HTML --- */

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

static const char *tag_of(node *n)
{
	switch ((int)n->type) {
	case LOWDOWN_EMPHASIS: return "em";
	case LOWDOWN_DOUBLE_EMPHASIS: case LOWDOWN_TRIPLE_EMPHASIS:
		return "strong";
	case LOWDOWN_STRIKETHROUGH: return "s";
	case LOWDOWN_CODESPAN: return "code";
	default: return "";
	}
}

static void add_html(node *n, struct buf *out, int depth);

static void add_linked(node *n, struct buf *out, int depth)
{
	bool is_image = n->type == LOWDOWN_IMAGE;
	buf_add(out, is_image ? STR("<img src=\"") : STR("<a href=\""));
	add_escaped(out, str_of_buf(is_image ? &n->rndr_image.link
					     : &n->rndr_link.link));
	if (is_image) {
		buf_add(out, STR("\" alt=\""));
		add_escaped(out, str_of_buf(&n->rndr_image.alt));
	}
	buf_add(out, STR("\">"));
	for (node *child = first_child(n); child; child = next_sibling(child))
		add_html(child, out, depth + 1);
	if (!is_image)
		buf_add(out, STR("</a>"));
}

static void add_html(node *n, struct buf *out, int depth)
{
	if (depth > 64)
		return;
	if (n->type == LOWDOWN_RAW_HTML) {
		buf_add(out, str_of_buf(&n->rndr_raw_html.text));
	} else if (n->type == LOWDOWN_ENTITY) {
		buf_add(out, str_of_buf(&n->rndr_entity.text));
	} else if (n->type == LOWDOWN_LINEBREAK) {
		buf_add(out, STR("<br>"));
	} else if (n->type == LOWDOWN_LINK || n->type == LOWDOWN_IMAGE) {
		add_linked(n, out, depth);
	} else {
		const char *tag = tag_of(n);
		if (*tag)
			buf_format(out, "<%s>", tag);
		add_escaped(out, text_of(n, out->arena));
		for (node *child = first_child(n); child;
		     child = next_sibling(child))
			add_html(child, out, depth + 1);
		if (*tag)
			buf_format(out, "</%s>", tag);
	}
}

/* +1 for a tag that opens, -1 for one that closes. */
static int turn(node *n)
{
	if (n->type != LOWDOWN_RAW_HTML)
		return 0;
	struct html_scan scan = {.text = str_of_buf(&n->rndr_raw_html.text)};
	struct html_tag tag;
	if (scan.text.len == 0 || !html_tag(&scan, 0, &tag))
		return 0;
	const struct html_element *element = html_element(tag.name);
	if (element && (element->flags & HTML_VOID))
		return 0;
	return tag.is_end ? -1 : 1;
}

static node *put_raw(struct markdown_walk *w, node *first)
{
	struct buf html;
	buf_init(&html, w->arena, BUF_NO_MAXIMUM);
	int open = 0;
	node *n = first;
	if (w->has_feed && w->last)
		put_marked_text(w, STR(" "));
	w->has_feed = false;
	do {
		add_html(n, &html, 0);
		open += turn(n);
		n = next_sibling(n);
	} while (n && open > 0);
	html_read_piece(w->reading, buf_str(&html), w->line, w->block);
	w->last = 0;
	return n;
}

/* --- the others --- */

static void put_entity(struct markdown_walk *w, node *n)
{
	str text = str_of_buf(&n->rndr_entity.text);
	uint32_t c;
	char bytes[4];
	if (html_reference(text, &c))
		text = (str){bytes, utf8_encode(c, bytes)};
	put_marked_text(w, text);
}

/* lowdown lets an address run on into Chinese text. */
static size_t address_end(str link)
{
	size_t at = 0;
	while (at < link.len && !(link.text[at] & 0x80))
		at++;
	return at;
}

static void put_address(struct markdown_walk *w, node *n)
{
	str link = str_of_buf(&n->rndr_autolink.link);
	size_t end = address_end(link);
	str address = str_cut(link, 0, end);
	/* A line feed before it is settled outside the link. */
	if (w->has_feed && w->last)
		put_marked_text(w, STR(" "));
	w->has_feed = false;
	struct phrase *phrase = builder_begin(w->builder, PHRASE_LINK, here(w));
	phrase->as.link.target =
		n->rndr_autolink.type == HALINK_EMAIL &&
				!str_starts(address, STR("mailto:"))
			? arena_join(w->arena, STR("mailto:"), address)
			: arena_copy(w->arena, address);
	put_marked_text(w, address);
	builder_end(w->builder, PHRASE_LINK);
	put_marked_text(w, str_from(link, end));
}

struct phrase *put_image(struct markdown_walk *w, node *n)
{
	str address = str_of_buf(&n->rndr_image.link);
	struct asset *asset = builder_asset(w->builder, address, here(w));
	struct phrase *image = builder_image(w->builder, asset, here(w));
	image->as.image.alt =
		arena_copy(w->arena, text_of(n, w->arena));
	if (str_is_empty(asset->alt))
		asset->alt = image->as.image.alt;
	w->last = 0;
	return image;
}

static void put_inline_image(struct markdown_walk *w, node *n)
{
	put_image(w, n);
	str title = str_of_buf(&n->rndr_image.title);
	if (!str_is_empty(title))
		reading_dropped(w->reading, "image/title", w->line,
				arena_copy(w->arena, title));
}

static void put_nested(struct markdown_walk *w, node *n, enum phrase_kind kind)
{
	struct phrase *phrase = builder_begin(w->builder, kind, here(w));
	if (kind == PHRASE_LINK)
		phrase->as.link.target = arena_copy(
			w->arena, str_of_buf(&n->rndr_link.link));
	walk_phrases_of(w, n);
	builder_end(w->builder, kind);
}

static void put_triple(struct markdown_walk *w, node *n)
{
	builder_begin(w->builder, PHRASE_STRONG, here(w));
	put_nested(w, n, PHRASE_EMPHASIS);
	builder_end(w->builder, PHRASE_STRONG);
}

static void put_code(struct markdown_walk *w, node *n)
{
	builder_begin(w->builder, PHRASE_CODE, here(w));
	if (w->has_feed && w->last)
		builder_text(w->builder, STR(" "), here(w));
	w->has_feed = false;
	builder_text(w->builder, text_of(n, w->arena), here(w));
	builder_end(w->builder, PHRASE_CODE);
	w->last = 'x';
}

static void put_break(struct markdown_walk *w)
{
	builder_break(w->builder, here(w));
	w->last = 0;
	w->has_feed = false;
}

static void put_phrase(struct markdown_walk *w, node *n)
{
	switch ((int)n->type) {
	case LOWDOWN_NORMAL_TEXT: put_marked_text(w, text_of(n, w->arena)); break;
	case LOWDOWN_ENTITY: put_entity(w, n); break;
	case LOWDOWN_LINK_AUTO: put_address(w, n); break;
	case LOWDOWN_IMAGE: put_inline_image(w, n); break;
	case LOWDOWN_LINEBREAK: put_break(w); break;
	case LOWDOWN_CODESPAN: put_code(w, n); break;
	case LOWDOWN_EMPHASIS: put_nested(w, n, PHRASE_EMPHASIS); break;
	case LOWDOWN_DOUBLE_EMPHASIS: put_nested(w, n, PHRASE_STRONG); break;
	case LOWDOWN_TRIPLE_EMPHASIS: put_triple(w, n); break;
	case LOWDOWN_STRIKETHROUGH: put_nested(w, n, PHRASE_STRIKE); break;
	case LOWDOWN_SUPERSCRIPT: put_nested(w, n, PHRASE_SUPER); break;
	case LOWDOWN_LINK: put_nested(w, n, PHRASE_LINK); break;
	default: walk_phrases_of(w, n); break;
	}
}

node *walk_phrase(struct markdown_walk *w, node *n)
{
	if (n->type == LOWDOWN_RAW_HTML)
		return put_raw(w, n);
	put_phrase(w, n);
	return next_sibling(n);
}

void walk_phrases_of(struct markdown_walk *w, node *parent)
{
	node *n = first_child(parent);
	while (n)
		n = walk_phrase(w, n);
}
