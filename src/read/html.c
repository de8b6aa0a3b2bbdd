/* HTML -> blocks and phrases: repaired, parsed by libxml2, and its tree
 * walked element by element into the builder. What an element means stands
 * in html_element.c; a table here says who takes each role.
 *
 * A <div> only groups: its class, id and alignment go to the blocks inside.
 * Nothing is judged here; a navigation bar is read like any text, with the
 * class that tells a pass what it is.
 */
#include <stdlib.h>

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

str attribute(const xmlNode *node, const char *name)
{
	if (node->type != XML_ELEMENT_NODE)
		return STR_NONE;
	for (const xmlAttr *at = node->properties; at; at = at->next)
		if (strcmp((const char *)at->name, name) == 0)
			return at->children && at->children->content
				       ? str_of((const char *)
							at->children->content)
				       : STR_NONE;
	return STR_NONE;
}

static bool is_text(const xmlNode *node)
{
	return (node->type == XML_TEXT_NODE ||
		node->type == XML_CDATA_SECTION_NODE) && node->content;
}

str node_text(struct html_walk *w, xmlNode *node)
{
	struct buf out;
	buf_init(&out, w->arena, BUF_NO_MAXIMUM);
	xmlNode *at = node->children;
	while (at) {
		if (is_text(at))
			buf_add(&out, str_of((const char *)at->content));
		if (at->type == XML_ELEMENT_NODE && at->children) {
			at = at->children;
			continue;
		}
		while (at != node && !at->next)
			at = at->parent;
		at = at == node ? NULL : at->next;
	}
	return str_trim(buf_str(&out));
}

/* --- groups: what they set, and how it is put back --- */

struct outside {
	str classes, lang;
	enum block_align align;
	struct block *text_block;
	bool is_bare, is_at_start;
};

static struct outside enter_group(struct html_walk *w, const xmlNode *node)
{
	text_end_bare(w);
	struct outside outside = {w->classes, w->lang, w->align, w->text_block,
				  w->is_bare, w->is_at_start};
	w->classes = group_classes(w, node);
	w->align = group_align(w, node);
	str lang = attribute(node, "lang");
	if (!str_is_empty(lang))
		w->lang = arena_copy(w->arena, lang);
	str id = reading_take_id(w->reading, attribute(node, "id"));
	if (!str_is_empty(id))
		w->id = id;
	w->text_block = NULL;
	return outside;
}

static void leave_group(struct html_walk *w, struct outside outside)
{
	text_end_bare(w);
	w->classes = outside.classes;
	w->lang = outside.lang;
	w->align = outside.align;
	w->text_block = outside.text_block;
	w->is_bare = outside.is_bare;
	w->is_at_start = outside.is_at_start;
	w->last = 0;
}

static void take_group(struct html_walk *w, xmlNode *node)
{
	struct outside outside = enter_group(w, node);
	walk_children(w, node);
	leave_group(w, outside);
}

/* --- blocks --- */

/* A block that holds text; the text around it goes on afterwards. */
static void take_text_block(struct html_walk *w, xmlNode *node,
			    struct block *block)
{
	struct block *outer = w->text_block;
	bool is_bare = w->is_bare;
	text_begin(w, block, false);
	walk_children(w, node);
	text_begin(w, outer, is_bare);
	w->is_at_start = outer == NULL;
}

static struct block *open_block(struct html_walk *w, enum block_kind kind,
				const xmlNode *node)
{
	text_end_bare(w);
	struct block *block = builder_open(w->builder, kind,
					   node_span(w, node));
	block_attributes(w, block, node);
	return block;
}

static bool has_token(str class, const char *token)
{
	str wanted = str_of(token);
	while (!str_is_empty(class)) {
		size_t blank = str_find_byte(class, ' ');
		if (str_equal(str_cut(class, 0, blank), wanted))
			return true;
		class = blank == STR_NOT_FOUND ? STR_NONE
					       : str_from(class, blank + 1);
	}
	return false;
}

static void take_paragraph(struct html_walk *w, xmlNode *node)
{
	if (!node->children)
		return;
	enum block_kind kind = has_token(attribute(node, "class"), "line")
				       ? BLOCK_LINE
				       : BLOCK_PARAGRAPH;
	struct block *block = open_block(w, kind, node);
	if (strcmp((const char *)node->name, "dt") == 0 &&
	    str_is_empty(block->class))
		block->class = STR("term");
	take_text_block(w, node, block);
	builder_close(w->builder, kind);
}

static void take_heading(struct html_walk *w, xmlNode *node)
{
	struct block *block = open_block(w, BLOCK_HEADING, node);
	block->as.heading.level = element_of(node)->detail;
	take_text_block(w, node, block);
	builder_close(w->builder, BLOCK_HEADING);
}

/* Blocks that only close what is around them are not worth making. What has
 * many nodes is taken to hold something. */
static bool is_hollow(xmlNode *node)
{
	xmlNode *at = node->children;
	for (int seen = 0; at; seen++) {
		const struct html_element *element = element_of(at);
		if (seen > 64 ||
		    (is_text(at) &&
		     !str_is_empty(str_trim(str_of((char *)at->content)))) ||
		    (element && (element->role == ROLE_IMAGE ||
				 element->role == ROLE_RULE ||
				 element->role == ROLE_PLAYER ||
				 element->role == ROLE_CONTROL)))
			return false;
		if (at->type == XML_ELEMENT_NODE && at->children) {
			at = at->children;
			continue;
		}
		while (at != node && !at->next)
			at = at->parent;
		at = at == node ? NULL : at->next;
	}
	return true;
}

/* A block that holds blocks: bare text in it makes its own paragraphs. */
static void take_container(struct html_walk *w, xmlNode *node,
			   enum block_kind kind)
{
	if (is_hollow(node))
		return;
	open_block(w, kind, node);
	struct outside outside = enter_group(w, node);
	/* The container has the class; the blocks inside need not repeat it. */
	w->classes = outside.classes;
	w->id = STR_NONE;
	walk_children(w, node);
	leave_group(w, outside);
	builder_close(w->builder, kind);
}

static void take_quote(struct html_walk *w, xmlNode *node)
{
	str class = attribute(node, "class");
	bool is_verse = has_token(class, "verse") || has_token(class, "poem");
	take_container(w, node, is_verse ? BLOCK_VERSE : BLOCK_QUOTE);
}

/* Divisions that stand for a block the model has. */
static void take_division(struct html_walk *w, xmlNode *node)
{
	str class = attribute(node, "class");
	if (has_token(class, "verse"))
		take_container(w, node, BLOCK_VERSE);
	else if (has_token(class, "example"))
		take_container(w, node, BLOCK_EXAMPLE);
	else
		take_group(w, node);
}

static void take_list(struct html_walk *w, xmlNode *node)
{
	if (is_hollow(node))
		return;
	struct block *list = open_block(w, BLOCK_LIST, node);
	int start;
	list->as.list.is_ordered = element_of(node)->detail == 1;
	list->as.list.start = 1;
	if (str_to_int(str_trim(attribute(node, "start")), &start))
		list->as.list.start = start;
	struct outside outside = enter_group(w, node);
	w->classes = outside.classes;
	walk_children(w, node);
	leave_group(w, outside);
	builder_close(w->builder, BLOCK_LIST);
}

static void take_item(struct html_walk *w, xmlNode *node)
{
	take_container(w, node, BLOCK_ITEM);
}

/* HTML Standard 13.2.6.4.7: a line feed right behind <pre> does not count. */
static void drop_first_feed(xmlNode *node)
{
	xmlNode *first = node->children;
	if (first && is_text(first) && first->content[0] == '\n')
		memmove(first->content, first->content + 1,
			strlen((const char *)first->content));
}

static void take_code(struct html_walk *w, xmlNode *node)
{
	if (is_hollow(node))
		return;
	open_block(w, BLOCK_CODE, node);
	struct block *outer = w->text_block;
	bool kept = w->keeps_lines;
	w->keeps_lines = true;
	w->row_line = node_line(w, node);
	drop_first_feed(node);
	walk_children(w, node);
	w->keeps_lines = kept;
	text_begin(w, outer, false);
	builder_close(w->builder, BLOCK_CODE);
}

/* A figure holds a picture; one around a table or a quotation only groups. */
static bool holds_picture(xmlNode *figure)
{
	for (xmlNode *at = figure->children; at; at = at->next) {
		const struct html_element *element = element_of(at);
		if (element && (element->role == ROLE_TABLE ||
				element->role == ROLE_QUOTE ||
				element->role == ROLE_CODE ||
				element->role == ROLE_LIST))
			return false;
	}
	return has_image(figure);
}

static void take_figure(struct html_walk *w, xmlNode *node)
{
	bool was_in_figure = w->is_in_figure;
	w->is_in_figure = holds_picture(node);
	if (w->is_in_figure)
		take_container(w, node, BLOCK_FIGURE);
	else
		take_group(w, node);
	w->is_in_figure = was_in_figure;
}

static void take_caption(struct html_walk *w, xmlNode *node)
{
	bool is_tables = strcmp((const char *)node->name, "caption") == 0;
	enum block_kind kind = is_tables || w->is_in_figure ? BLOCK_CAPTION
							    : BLOCK_PARAGRAPH;
	struct block *block = open_block(w, kind, node);
	if (kind == BLOCK_PARAGRAPH && str_is_empty(block->class))
		block->class = STR("caption");
	take_text_block(w, node, block);
	builder_close(w->builder, kind);
}

static void take_rule(struct html_walk *w, xmlNode *node)
{
	open_block(w, BLOCK_RULE, node);
	builder_close(w->builder, BLOCK_RULE);
}

/* --- tables --- */

static void take_row(struct html_walk *w, xmlNode *node)
{
	open_block(w, BLOCK_ROW, node);
	walk_children(w, node);
	builder_close(w->builder, BLOCK_ROW);
}

static void take_cell(struct html_walk *w, xmlNode *node)
{
	struct block *cell = open_block(w, BLOCK_CELL, node);
	cell->as.cell.columns = cell_span(node, "colspan");
	cell->as.cell.rows = cell_span(node, "rowspan");
	cell->as.cell.is_header = element_of(node)->detail == 1;
	take_text_block(w, node, cell);
	builder_close(w->builder, BLOCK_CELL);
}

/* Rows and cells of a table that only places things are groups. */
static void take_table_part(struct html_walk *w, xmlNode *node)
{
	if (w->is_in_table)
		walk_children(w, node);
	else
		take_group(w, node);
}

static void take_row_or_group(struct html_walk *w, xmlNode *node)
{
	if (w->is_in_table)
		take_row(w, node);
	else
		take_group(w, node);
}

static void take_cell_or_group(struct html_walk *w, xmlNode *node)
{
	if (w->is_in_table)
		take_cell(w, node);
	else
		take_group(w, node);
}

static void take_table(struct html_walk *w, xmlNode *node)
{
	bool was_in_table = w->is_in_table;
	w->is_in_table = !table_is_layout(node);
	if (w->is_in_table)
		take_container(w, node, BLOCK_TABLE);
	else
		take_group(w, node);
	w->is_in_table = was_in_table;
}

/* --- phrases --- */

static str link_target(const xmlNode *node)
{
	str href = str_trim(attribute(node, "href"));
	return str_equal_fold(str_cut(href, 0, 11), STR("javascript:"))
		       ? STR_NONE
		       : href;
}

/* A phrase that says nothing: a span without class, a link to nowhere. */
static bool is_worth_a_phrase(const xmlNode *node, enum phrase_kind kind,
			      str id)
{
	if (!str_is_empty(id))
		return true;
	if (kind == PHRASE_LINK)
		return !str_is_empty(link_target(node));
	return kind != PHRASE_SPAN || !str_is_empty(attribute(node, "class")) ||
	       !str_is_empty(attribute(node, "lang"));
}

static void take_phrase(struct html_walk *w, xmlNode *node)
{
	enum phrase_kind kind = (enum phrase_kind)element_of(node)->detail;
	str id = attribute(node, "id");
	if (str_is_empty(id) && kind == PHRASE_LINK)
		id = attribute(node, "name");
	id = reading_take_id(w->reading, id);
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
	phrase->class = arena_copy(w->arena, attribute(node, "class"));
	phrase->lang = arena_copy(w->arena, attribute(node, "lang"));
	if (kind == PHRASE_LINK)
		phrase->as.link.target =
			arena_copy(w->arena, link_target(node));
	walk_children(w, node);
	builder_end(w->builder, kind);
}

/* A browser writes the quotation marks of q. */
static void take_quoted(struct html_walk *w, xmlNode *node)
{
	text_add(w, STR("“"), node_line(w, node));
	walk_children(w, node);
	text_add(w, STR("”"), node_line(w, node));
}

static void take_break(struct html_walk *w, xmlNode *node)
{
	w->row_line = node_line(w, node);
	text_break(w);
}

/* --- what is no text --- */

static void take_player(struct html_walk *w, xmlNode *node)
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

static void take_control(struct html_walk *w, xmlNode *node)
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
static void take_noscript(struct html_walk *w, xmlNode *node)
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

static void take_meta_element(struct html_walk *w, xmlNode *node)
{
	take_meta(w, node);
}

/* Void to HTML 4, but some parser may have hung text below. */
static void take_ignored(struct html_walk *w, xmlNode *node)
{
	if (strcmp((const char *)node->name, "rp") != 0)
		walk_children(w, node);
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
	[ROLE_META] = take_meta_element,
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

void walk_node(struct html_walk *w, xmlNode *node)
{
	if (is_text(node)) {
		text_add(w, str_of((const char *)node->content),
			 text_line(w, node));
		return;
	}
	if (node->type != XML_ELEMENT_NODE || w->depth >= DEEPEST_WALK)
		return;
	w->depth++;
	const struct html_element *element = element_of(node);
	takers[element ? element->role : ROLE_UNWRAP](w, node);
	w->depth--;
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

bool html_reference(str reference, uint32_t *code_point)
{
	xmlChar name[16];
	str inner = str_cut(reference, 1, reference.len - 1);
	if (reference.len < 3 || inner.len >= sizeof name)
		return false;
	memcpy(name, inner.text, inner.len);
	name[inner.len] = '\0';
	const htmlEntityDesc *known = htmlEntityLookup(name);
	if (known) {
		*code_point = known->value;
		return true;
	}
	if (name[0] != '#')
		return false;
	bool is_hex = (name[1] | 0x20) == 'x';
	char *end;
	unsigned long value = strtoul((char *)name + 1 + is_hex, &end,
				      is_hex ? 16 : 10);
	*code_point = (uint32_t)value;
	return value > 0x1F && value <= 0x10FFFF && *end == '\0';
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
		return;
	}
	if (str_is_empty(r->chapter->lang))
		r->chapter->lang = arena_copy(r->arena, attribute(root, "lang"));
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
