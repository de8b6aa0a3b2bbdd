/* Elements that make blocks, or only group them. A group's class, id and
 * alignment are handed to the blocks inside and put back when it ends; an
 * element is a container, holds text, or both by turns.
 */
#include "read/html_walk.h"

#include "base/banned.h"

struct outside {
	str classes, lang, id;
	enum block_align align;
	struct block *text_block;
	bool is_bare, is_at_start, is_bold;
};

/* What the whole page is in need not be said of each block. */
static void take_lang(struct html_walk *w, const xmlNode *node)
{
	str lang = attribute(node, "lang");
	str *whole = &w->reading->chapter->lang;
	if (str_is_empty(lang))
		return;
	if (str_is_empty(*whole) && strcmp((const char *)node->name, "body") == 0)
		*whole = arena_copy(w->arena, lang);
	w->lang = str_equal(lang, *whole) ? STR_NONE
					  : arena_copy(w->arena, lang);
}

static struct outside enter_group(struct html_walk *w, const xmlNode *node)
{
	text_end_bare(w);
	struct outside outside = {w->classes, w->lang, w->id, w->align,
				  w->text_block, w->is_bare, w->is_at_start,
				  w->is_bold};
	w->classes = group_classes(w, node);
	w->align = group_align(w, node);
	w->is_bold = html_is_bold(w, node, w->is_bold);
	take_lang(w, node);
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
	/* An id that no block of the group took leads nowhere now. */
	w->id = outside.id;
	w->align = outside.align;
	w->is_bold = outside.is_bold;
	w->text_block = outside.text_block;
	w->is_bare = outside.is_bare;
	w->is_at_start = outside.is_at_start;
	w->last = 0;
}

void take_group(struct html_walk *w, xmlNode *node)
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

void take_paragraph(struct html_walk *w, xmlNode *node)
{
	text_end_bare(w);
	if (!node->children)
		return;
	enum block_kind kind = str_has_word(attribute(node, "class"),
					    STR("line"))
				       ? BLOCK_LINE
				       : BLOCK_PARAGRAPH;
	struct block *block = open_block(w, kind, node);
	if (strcmp((const char *)node->name, "dt") == 0 &&
	    str_is_empty(block->class))
		block->class = STR("term");
	take_text_block(w, node, block);
	builder_close(w->builder, kind);
}

void take_heading(struct html_walk *w, xmlNode *node)
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
		    (is_text_node(at) &&
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

void take_quote(struct html_walk *w, xmlNode *node)
{
	str class = attribute(node, "class");
	bool is_verse = str_has_word(class, STR("verse")) ||
			str_has_word(class, STR("poem"));
	take_container(w, node, is_verse ? BLOCK_VERSE : BLOCK_QUOTE);
}

/* Divisions that stand for a block the model has. */
void take_division(struct html_walk *w, xmlNode *node)
{
	str class = attribute(node, "class");
	if (str_has_word(class, STR("verse")))
		take_container(w, node, BLOCK_VERSE);
	else if (str_has_word(class, STR("example")))
		take_container(w, node, BLOCK_EXAMPLE);
	else
		take_group(w, node);
}

void take_list(struct html_walk *w, xmlNode *node)
{
	if (is_hollow(node))
		return;
	if (main_is_in(w, node)) {
		take_group(w, node);
		return;
	}
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

void take_item(struct html_walk *w, xmlNode *node)
{
	if (main_is_in(w, node->parent))
		take_group(w, node);
	else
		take_container(w, node, BLOCK_ITEM);
}

/* HTML Standard 13.2.6.4.7: a line feed right behind <pre> does not count. */
static void drop_first_feed(xmlNode *node)
{
	xmlNode *first = node->children;
	if (first && is_text_node(first) && first->content[0] == '\n')
		memmove(first->content, first->content + 1,
			strlen((const char *)first->content));
}

/* <pre><code class="language-c"> */
static str language_of(struct html_walk *w, const xmlNode *node)
{
	str class = attribute(part_child(node, "code"), "class");
	class = str_cut(class, 0, str_find_byte(class, ' '));
	return str_starts(class, STR("language-")) ? arena_copy(w->arena, class)
						   : STR_NONE;
}

void take_code(struct html_walk *w, xmlNode *node)
{
	if (is_hollow(node))
		return;
	if (!w->text_block && pre_is_prose(node)) {
		take_pre_lines(w, node);
		return;
	}
	struct block *code = open_block(w, BLOCK_CODE, node);
	if (str_is_empty(code->class))
		code->class = language_of(w, node);
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

void take_figure(struct html_walk *w, xmlNode *node)
{
	bool was_in_figure = w->is_in_figure;
	w->is_in_figure = holds_picture(node);
	if (w->is_in_figure)
		take_container(w, node, BLOCK_FIGURE);
	else
		take_group(w, node);
	w->is_in_figure = was_in_figure;
}

void take_caption(struct html_walk *w, xmlNode *node)
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

void take_rule(struct html_walk *w, xmlNode *node)
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
void take_table_part(struct html_walk *w, xmlNode *node)
{
	if (w->is_in_table)
		walk_children(w, node);
	else
		take_group(w, node);
}

void take_row_or_group(struct html_walk *w, xmlNode *node)
{
	if (w->is_in_table)
		take_row(w, node);
	else
		take_group(w, node);
}

void take_cell_or_group(struct html_walk *w, xmlNode *node)
{
	if (w->is_in_table)
		take_cell(w, node);
	else
		take_group(w, node);
}

void take_table(struct html_walk *w, xmlNode *node)
{
	bool was_in_table = w->is_in_table;
	w->is_in_table = !table_is_layout(node);
	if (w->is_in_table)
		take_container(w, node, BLOCK_TABLE);
	else
		take_group(w, node);
	w->is_in_table = was_in_table;
}
