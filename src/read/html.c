/* HTML -> blocks and phrases: repaired, parsed by libxml2, and its tree
 * walked element by element into the builder. What an element means stands
 * in html_element.c; a table here says who takes each role.
 *
 * A <div> only groups: its class, id and alignment go to the blocks inside.
 * Nothing is judged here; a navigation bar is read like any text, with the
 * class that tells a pass what it is.
 */
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include "read/html_walk.h"

#include "base/banned.h"

/* The repair leaves no deeper tree; ruby and groups cost a few calls each. */
#define DEEPEST_WALK 512

uint32_t node_line(const struct html_walk *w, const xmlNode *node)
{
	long line = xmlGetLineNo(node);
	return line > 0 ? w->line + (uint32_t)line - 1 : w->row_line;
}

struct span node_span(const struct html_walk *w, const xmlNode *node)
{
	return reading_span(w->reading, node_line(w, node));
}

const struct html_element *element_of(const xmlNode *node)
{
	if (node->type != XML_ELEMENT_NODE)
		return NULL;
	return html_element(str_of((const char *)node->name));
}

str node_text(struct html_walk *w, xmlNode *node)
{
	return str_trim(part_text(node, w->arena));
}

static void (*const takers[])(struct html_walk *, xmlNode *) = {
	[ROLE_UNWRAP] = walk_children,
	[ROLE_GROUP] = take_division,
	[ROLE_PARAGRAPH] = take_paragraph,
	[ROLE_HEADING] = take_heading,
	[ROLE_QUOTE] = take_quote,
	[ROLE_LIST] = take_list,
	[ROLE_ITEM] = take_item,
	[ROLE_CODE] = take_code,
	[ROLE_FIGURE] = take_figure,
	[ROLE_CAPTION] = take_caption,
	[ROLE_TABLE] = take_table,
	[ROLE_TABLE_PART] = take_table_part,
	[ROLE_ROW] = take_row_or_group,
	[ROLE_CELL] = take_cell_or_group,
	[ROLE_RULE] = take_rule,
	[ROLE_BREAK] = take_break,
	[ROLE_IMAGE] = walk_image,
	[ROLE_PHRASE] = take_phrase,
	[ROLE_QUOTED] = take_quoted,
	[ROLE_RUBY] = walk_ruby,
	[ROLE_PLAYER] = take_player,
	[ROLE_CONTROL] = take_control,
	[ROLE_NOSCRIPT] = take_noscript,
	[ROLE_TITLE] = take_title,
	[ROLE_META] = take_meta,
	[ROLE_IGNORED] = take_ignored,
	[ROLE_FEED_ITEM] = take_group,
	[ROLE_FEED_FACT] = take_feed_fact,
};

/* libxml2 gives the line where a text's first kilobyte ended. */
static uint32_t text_line(struct html_walk *w, const xmlNode *node)
{
	uint32_t line = node_line(w, node), feeds = 0;
	const xmlChar *at = node->content;
	for (int i = 0; i < 300 && at[i]; i++)
		feeds += at[i] == '\n';
	return line > feeds + w->line ? line - feeds : w->line;
}

static void take_node(struct html_walk *w, xmlNode *node)
{
	if (is_text_node(node)) {
		text_add(w, str_of((const char *)node->content),
			 text_line(w, node));
		return;
	}
	if (node->type != XML_ELEMENT_NODE || w->depth >= DEEPEST_WALK)
		return;
	if (take_page_break(w, node))
		return;
	w->depth++;
	const struct html_element *element = element_of(node);
	uint16_t around = w->type_size;
	if (w->type_size)
		w->type_size = html_type_size(w, node);
	takers[element ? element->role : ROLE_UNWRAP](w, node);
	w->type_size = around;
	w->depth--;
}

void walk_node(struct html_walk *w, xmlNode *node)
{
	enum html_place around = w->place;
	w->place = main_place(w, node);
	take_node(w, node);
	w->place = around;
}

void walk_children(struct html_walk *w, xmlNode *node)
{
	for (xmlNode *at = node->children; at; at = at->next)
		walk_node(w, at);
}

/* BIG_LINES is not among the parser's HTML options, but its tree builder
 * obeys it: without it lines stop at 65,535. */
static xmlDoc *parse(str html)
{
	htmlParserCtxt *context =
		htmlCreateMemoryParserCtxt(html.text, (int)html.len);
	if (!context)
		return NULL;
	htmlCtxtUseOptions(context, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
					    HTML_PARSE_NOWARNING |
					    HTML_PARSE_NONET |
					    HTML_PARSE_COMPACT);
	context->options |= XML_PARSE_BIG_LINES;
	context->linenumbers = 1;
	xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8);
	htmlParseDocument(context);
	xmlDoc *doc = context->myDoc;
	context->myDoc = NULL;
	htmlFreeParserCtxt(context);
	return doc;
}

static xmlNode *body_of(xmlNode *root)
{
	xmlNode *at = root->children;
	while (at && strcmp((const char *)at->name, "body") != 0)
		at = at->next;
	return at ? at : root;
}

/* block: open, and to go on in; NULL: the tree makes its own blocks. */
static void walk_tree(struct reading *r, xmlNode *root, uint32_t line,
		      struct block *block)
{
	struct html_walk w = {
		.reading = r, .builder = r->builder, .arena = r->arena,
		.classes = STR_NONE, .id = STR_NONE, .lang = STR_NONE,
		.line = line, .row_line = line,
	};
	if (block) {
		text_begin(&w, block, false);
		w.is_at_start = false;
		walk_children(&w, body_of(root));
		/* The line goes on: what waited at its end is in its middle. */
		if (w.breaks)
			builder_break(r->builder, reading_span(r, line));
		else
			text_flush_blank(&w, line);
		return;
	}
	if (str_is_empty(r->chapter->lang))
		r->chapter->lang = arena_copy(r->arena, attribute(root, "lang"));
	w.type_size = 100;
	main_find(&w, root);
	walk_children(&w, root);
	text_end_bare(&w);
}

static void read_tree(struct reading *r, str html, uint32_t line,
		      struct block *block)
{
	str repaired = html_repair(r, html, line);
	if (r->has_failed || str_is_empty(str_trim(repaired)))
		return;
	xmlDoc *doc = parse(repaired);
	xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
	if (root)
		walk_tree(r, root, line, block);
	if (doc && !root) {
		diag_report(r->diag, reading_span(r, line), MSG_PARSER_FAILED,
			    WORDS(STR("HTML")));
		r->has_failed = true;
	}
	if (doc)
		xmlFreeDoc(doc);
}

void html_read(struct reading *r)
{
	read_tree(r, r->text, r->line, NULL);
}

void html_read_piece(struct reading *r, str html, uint32_t line,
		     struct block *block)
{
	read_tree(r, html, line, block);
}
