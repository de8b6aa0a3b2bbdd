/* Feeds: each article is a heading and its text; facts about the feed become
 * the chapter's, names of authors all together.
 */
#include "read/html_walk.h"

#include "base/banned.h"

#define ARTICLE_CLASS "article" /* what passes split a chapter at */
#define LONGEST_AUTHORS 600     /* bytes */

void add_feed_heading(struct html_walk *w, xmlNode *node, str text)
{
	struct span span = node_span(w, node);
	text_end_bare(w);
	struct block *heading = builder_open(w->builder, BLOCK_HEADING, span);
	heading->as.heading.level = 1;
	heading->class = STR(ARTICLE_CLASS);
	builder_text(w->builder, text, span);
	builder_close(w->builder, BLOCK_HEADING);
}

/* An article in a feed: HTML, escaped once more, or plain text. */
static void take_article(struct html_walk *w, xmlNode *node)
{
	str text = node_text(w, node);
	bool is_html = str_contains(text, STR("</")) ||
		       str_contains(text, STR("<br"));
	text_end_bare(w);
	if (is_html)
		html_read_piece(w->reading, text, node_line(w, node), NULL);
	else
		walk_children(w, node);
	text_end_bare(w);
}

/* The whole text where there is one, else what is said of it. */
static bool is_article(const xmlNode *node)
{
	if (part_is(node, "encoded"))
		return true;
	return part_is(node, "description") &&
	       part_is(node->parent, "item") &&
	       !part_child(node->parent, "encoded");
}

/* "mail@example.org (Name)", or Atom's name element; empty: a mail alone. */
static str author_name(struct html_walk *w, xmlNode *node)
{
	xmlNode *name = part_child(node, "name");
	str text = squeeze(w, node_text(w, name ? name : node));
	size_t open = str_find_byte(text, '(');
	if (str_find_byte(text, '@') == STR_NOT_FOUND)
		return text;
	if (open == STR_NOT_FOUND)
		return STR_NONE;
	text = str_from(text, open + 1);
	return str_trim(str_cut(text, 0, str_find_byte(text, ')')));
}

static bool names_already(str authors, str name)
{
	str comma = STR("、");
	while (!str_is_empty(authors)) {
		size_t end = str_find(authors, comma);
		if (str_equal(str_cut(authors, 0, end), name))
			return true;
		authors = end == STR_NOT_FOUND
				  ? STR_NONE
				  : str_from(authors, end + comma.len);
	}
	return false;
}

/* All authors, each once. */
static bool take_author(struct html_walk *w, xmlNode *node)
{
	struct reading *r = w->reading;
	str name = author_name(w, node), *authors = &r->chapter->author;
	if (str_is_empty(name) || html_is_maker(name) || r->has_head ||
	    authors->len + name.len > LONGEST_AUTHORS)
		return false;
	if (str_is_empty(*authors))
		*authors = name;
	else if (!names_already(*authors, name))
		*authors = arena_format(w->arena, "%.*s、%.*s",
					STR_ARG(*authors), STR_ARG(name));
	str text = squeeze(w, node_text(w, node));
	if (!str_equal(text, name))
		ledger_changed(&r->chapter->ledger, STR("head/author"),
			       node_line(w, node), text, name);
	return true;
}

/* The only article of its feed: its date is the feed's. */
static bool is_alone(const xmlNode *item)
{
	if (!part_is(item, "item") || !item->parent)
		return false;
	for (const xmlNode *at = item->parent->children; at; at = at->next)
		if (at != item && part_is(at, "item"))
			return false;
	return true;
}

void take_feed_fact(struct html_walk *w, xmlNode *node)
{
	if (is_article(node)) {
		take_article(w, node);
		return;
	}
	str text = node_text(w, node);
	struct chapter *chapter = w->reading->chapter;
	if (str_is_empty(text))
		return;
	if (part_is(node, "author") && take_author(w, node))
		return;
	if (part_is(node, "pubdate") && is_alone(node->parent))
		chapter->date = STR_NONE;
	if (part_is(node, "guid") && part_is(node->parent, "channel") &&
	    str_is_empty(chapter->source)) {
		chapter->source = text;
		return;
	}
	bool is_of_article = part_is(node, "description") &&
			     part_is(node->parent, "item");
	if (!part_is(node, "author") && !is_of_article &&
	    head_take(w->reading, str_of((const char *)node->name), text,
		      node_line(w, node)))
		return;
	reading_dropped(w->reading, "feed", node_line(w, node), text);
}
