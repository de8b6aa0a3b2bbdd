/* Elements inside a line of text -> phrases; and those that are no text at
 * all (players, form controls, pleas for scripts), which go to the ledger.
 */
#include "read/html_walk.h"

#include "base/banned.h"

static str link_target(const xmlNode *node)
{
	str href = str_trim(attribute(node, "href"));
	return str_equal_fold(str_cut(href, 0, 11), STR("javascript:"))
		       ? STR_NONE
		       : href;
}

static str resolved_target(struct html_walk *w, const xmlNode *node)
{
	str target = link_target(node);
	if (w->reading->origin.link)
		target = w->reading->origin.link(w->reading, target);
	return arena_copy(w->arena, target);
}

static bool is_time(const xmlNode *node)
{
	return strcmp((const char *)node->name, "time") == 0;
}

/* A phrase that says nothing: a span without class, a link to nowhere. */
static bool is_worth_a_phrase(const xmlNode *node, enum phrase_kind kind,
			      str id)
{
	if (!str_is_empty(id))
		return true;
	if ((kind == PHRASE_LINK && !str_is_empty(link_target(node))) ||
	    is_time(node))
		return true;
	return (kind != PHRASE_SPAN && kind != PHRASE_LINK) ||
	       !str_is_empty(attribute(node, "class")) ||
	       !str_is_empty(attribute(node, "lang"));
}

/* EPUB 3.3 names what a thing is by epub:type, DPUB-ARIA by role. */
static bool is_of_type(const xmlNode *node, const char *type, const char *role)
{
	return str_contains(attribute(node, "epub:type"), str_of(type)) ||
	       str_equal(attribute(node, "role"), str_of(role));
}

/* Where another edition's page began: the number is no text of the book. */
bool take_page_break(struct html_walk *w, xmlNode *node)
{
	if (!node->properties ||
	    !is_of_type(node, "pagebreak", "doc-pagebreak"))
		return false;
	str id = reading_take_id(w->reading, attribute(node, "id"));
	if (!str_is_empty(id)) {
		builder_begin(w->builder, PHRASE_SPAN, node_span(w, node))
			->id = id;
		builder_end(w->builder, PHRASE_SPAN);
	}
	reading_dropped(w->reading, "epub/page", node_line(w, node),
			node_text(w, node));
	return true;
}

/* rel="author", or a link to the page of somebody who writes here. */
static bool names_author(const xmlNode *node)
{
	static const char *const pages[] = {"/author/", "/people/", "/users/",
					    "/profile/", "/member/", "/u/",
					    "/user/"};
	if (str_contains(attribute(node, "rel"), STR("author")))
		return true;
	str target = link_target(node);
	for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
		if (str_contains(target, str_of(pages[i])))
			return true;
	return false;
}

/* "noteref" tells passes that a link is a note's mark, "author" a
 * name, "date" a day. */
static str phrase_class(struct html_walk *w, const xmlNode *node)
{
	str class = attribute(node, "class");
	const char *more = is_of_type(node, "noteref", "doc-noteref")
				   ? "noteref"
			   : names_author(node) ? "author"
			   : is_time(node) ? "date" : "";
	if (!more[0])
		return arena_copy(w->arena, class);
	return arena_format(w->arena, "%.*s%s%s", STR_ARG(class),
			    class.len ? " " : "", more);
}

void take_phrase(struct html_walk *w, xmlNode *node)
{
	enum phrase_kind kind = (enum phrase_kind)element_of(node)->detail;
	str id = attribute(node, "id");
	if (str_is_empty(id) && kind == PHRASE_LINK)
		id = attribute(node, "name");
	id = reading_take_id(w->reading, id);
	if (kind == PHRASE_SPAN && html_is_bold(w, node, false) && !w->is_bold)
		kind = PHRASE_STRONG;
	if (w->keeps_lines || !is_worth_a_phrase(node, kind, id)) {
		walk_children(w, node);
		return;
	}
	if (kind == PHRASE_LINK && str_is_empty(link_target(node)))
		kind = PHRASE_SPAN;
	text_flush_blank(w, node_line(w, node));
	struct phrase *phrase = builder_begin(w->builder, kind,
					      node_span(w, node));
	phrase->id = id;
	phrase->class = phrase_class(w, node);
	phrase->lang = arena_copy(w->arena, attribute(node, "lang"));
	if (kind == PHRASE_LINK)
		phrase->as.link.target = resolved_target(w, node);
	walk_children(w, node);
	builder_end(w->builder, kind);
}

/* A browser writes the quotation marks of q. */
void take_quoted(struct html_walk *w, xmlNode *node)
{
	text_add(w, STR("“"), node_line(w, node));
	walk_children(w, node);
	text_add(w, STR("”"), node_line(w, node));
}

void take_break(struct html_walk *w, xmlNode *node)
{
	w->row_line = node_line(w, node);
	text_break(w);
}

/* --- what is no text --- */

void take_player(struct html_walk *w, xmlNode *node)
{
	str address = str_trim(attribute(node, "src"));
	if (str_is_empty(address))
		address = str_trim(attribute(node, "data"));
	str text = node_text(w, node);
	reading_dropped(w->reading, "player", node_line(w, node),
			str_is_empty(text)
				? arena_copy(w->arena, address)
				: arena_format(w->arena, "%.*s %.*s",
					       STR_ARG(address), STR_ARG(text)));
}

void take_control(struct html_walk *w, xmlNode *node)
{
	str text = node_text(w, node);
	if (str_is_empty(text) &&
	    !str_equal_fold(attribute(node, "type"), STR("hidden")))
		text = arena_copy(w->arena, str_trim(attribute(node, "value")));
	if (!str_is_empty(text))
		reading_dropped(w->reading, "form", node_line(w, node), text);
}

/* Beside a lazy picture stands the same picture for browsers that run no
 * scripts; without pictures it is a plea to switch them on. */
void take_noscript(struct html_walk *w, xmlNode *node)
{
	xmlNode *before = node->prev;
	while (before && before->type != XML_ELEMENT_NODE)
		before = before->prev;
	if (has_image(node) && !is_lazy_image(before)) {
		walk_children(w, node);
		return;
	}
	str text = node_text(w, node);
	if (!str_is_empty(text))
		reading_dropped(w->reading, "noscript", node_line(w, node),
				text);
}

/* Void to HTML 4, but some parser may have hung text below. */
void take_ignored(struct html_walk *w, xmlNode *node)
{
	if (strcmp((const char *)node->name, "rp") != 0)
		walk_children(w, node);
}
