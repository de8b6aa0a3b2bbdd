/* Paragraphs and tables of a Word document -> blocks. A paragraph's style
 * says what it is; neighbours of one kind (items, lines of code or verse, a
 * quotation) are gathered into one block.
 */
#include "base/unicode.h"
#include "base/utf8.h"
#include "read/docx.h"

#include "base/banned.h"

/* libxml2 refuses deeper parts. */
#define DEEPEST_BLOCK 256

struct span docx_span(const struct docx_walk *w)
{
	return reading_span(w->reading, w->paragraph);
}

/* --- groups of paragraphs --- */

static void end_lists(struct docx_walk *w, int depth)
{
	while (w->list_depth > depth) {
		builder_close(w->builder, BLOCK_LIST);
		w->list_depth--;
	}
}

static enum block_kind block_of_group(enum docx_role group)
{
	if (group == DOCX_CODE)
		return BLOCK_CODE;
	return group == DOCX_VERSE ? BLOCK_VERSE : BLOCK_QUOTE;
}

static void end_group(struct docx_walk *w)
{
	if (w->group != DOCX_PLAIN)
		builder_close(w->builder, block_of_group(w->group));
	w->group = DOCX_PLAIN;
}

static void end_figure(struct docx_walk *w)
{
	if (w->is_figure_open)
		builder_close(w->builder, BLOCK_FIGURE);
	w->is_figure_open = false;
}

void docx_end_blocks(struct docx_walk *w)
{
	w->is_unfinished = false;
	end_lists(w, 0);
	end_group(w);
	end_figure(w);
}

static void begin_group(struct docx_walk *w, enum docx_role group)
{
	if (w->group == group)
		return;
	end_group(w);
	builder_open(w->builder, block_of_group(group), docx_span(w));
	w->group = group;
}

/* --- what a paragraph is --- */

struct paragraph {
	xmlNode *node;
	const xmlNode *properties;
	enum docx_role role;
	int outline, number, level;
	struct docx_look look;
	bool goes_on;                 /* with the paragraph before */
	bool is_unfinished;           /* the next goes on with it */
};

static enum block_align align_of(str value)
{
	if (str_equal(value, STR("center")))
		return ALIGN_CENTRE;
	return str_equal(value, STR("right")) || str_equal(value, STR("end"))
		       ? ALIGN_END
		       : ALIGN_DEFAULT;
}

/* Level 9 is Word's "body text". */
static int outline_of(const struct paragraph *p, const struct docx_style *style)
{
	int level = docx_value(part_child(p->properties, "outlineLvl"),
			       style ? style->outline : -1);
	return level >= 0 && level < 9 ? level : -1;
}

/* A large first letter is a paragraph of its own to Word; and where the mark
 * between two paragraphs is deleted, they are one. */
static bool is_unfinished(const xmlNode *properties)
{
	str drop = attribute(part_child(properties, "framePr"), "dropCap");
	if (str_equal(drop, STR("drop")) || str_equal(drop, STR("margin")))
		return true;
	const xmlNode *mark = part_child(properties, "rPr");
	return part_child(mark, "del") || part_child(mark, "moveFrom");
}

static struct paragraph look_at(const struct docx_walk *w, xmlNode *node)
{
	struct paragraph p = {.node = node,
			      .properties = part_child(node, "pPr")};
	const struct docx_style *style = docx_style(
		w, attribute(part_child(p.properties, "pStyle"), "val"));
	const xmlNode *numbers = part_child(p.properties, "numPr");
	p.role = style ? style->role : DOCX_PLAIN;
	p.outline = outline_of(&p, style);
	if (p.outline >= 0 && p.role != DOCX_TITLE &&
	    p.role != DOCX_CONTENTS)
		p.role = DOCX_HEADING;
	else if (p.role == DOCX_HEADING)
		p.role = DOCX_PLAIN;
	p.number = docx_value(part_child(numbers, "numId"),
			      style ? style->number : 0);
	p.level = docx_value(part_child(numbers, "ilvl"),
			     style ? style->level : 0);
	if (p.level < 0 || p.level >= DOCX_LEVELS)
		p.level = 0;
	p.look = docx_look_in(docx_look_of(w, NULL, p.properties),
			      style ? docx_look_in(style->look, w->plain)
				    : w->plain);
	p.is_unfinished = p.role == DOCX_PLAIN && !p.number &&
			  is_unfinished(p.properties);
	p.goes_on = w->is_unfinished && p.role == DOCX_PLAIN && !p.number;
	return p;
}

static bool is_content(const xmlNode *node)
{
	static const char *const shown[] = {
		"drawing", "pict", "object", "ruby", "footnoteReference",
		"endnoteReference", "sym", "instrText", "noBreakHyphen",
		"oMath",
	};
	if (part_is(node, "t") || part_is(node, "delText"))
		return node->children;
	for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
		if (part_is(node, shown[i]))
			return true;
	return false;
}

bool docx_has_content(xmlNode *paragraph)
{
	for (xmlNode *at = part_next(paragraph, paragraph); at;
	     at = part_next(paragraph, at))
		if (is_content(at))
			return true;
	return false;
}

/* Pictures and nothing else: their caption may follow. */
static bool is_picture(xmlNode *paragraph)
{
	bool has_one = false;
	for (xmlNode *at = part_next(paragraph, paragraph); at;
	     at = part_next(paragraph, at)) {
		if (part_is(at, "txbxContent") || part_is(at, "t") ||
		    part_is(at, "ruby") || part_is(at, "footnoteReference"))
			return false;
		has_one |= part_is(at, "blip") || part_is(at, "imagedata");
	}
	return has_one;
}

/* --- paragraphs --- */

/* 第一条　text, （一）text, 1.2 text */
static void put_label(struct docx_walk *w, str label)
{
	if (str_is_empty(label))
		return;
	uint32_t last = utf8_last(label);
	builder_text(w->builder, label, docx_span(w));
	if (unicode_is_han(last))
		builder_text(w->builder, STR("　"), docx_span(w));
	else if (!unicode_is_cjk_punctuation(last))
		builder_text(w->builder, STR(" "), docx_span(w));
}

static void fill(struct docx_walk *w, const struct paragraph *p,
		 enum block_kind kind, str label)
{
	put_label(w, label);
	w->look = p->look;
	docx_take_phrases(w, p->node);
	docx_end_phrases(w);
	if (p->is_unfinished)
		return;
	w->text_block = NULL;
	builder_close(w->builder, kind);
}

static void take_plain(struct docx_walk *w, const struct paragraph *p,
		       const char *class, str label)
{
	if (p->goes_on) {
		fill(w, p, BLOCK_PARAGRAPH, label);
		return;
	}
	struct block *block = builder_open(w->builder, BLOCK_PARAGRAPH,
					   docx_span(w));
	block->align = align_of(p->look.align);
	block->is_bold = p->look.bold > 0;
	w->text_block = block;
	if (class)
		block->class = str_of(class);
	fill(w, p, BLOCK_PARAGRAPH, label);
}

static void take_heading(struct docx_walk *w, const struct paragraph *p,
			 str label)
{
	struct block *block = builder_open(w->builder, BLOCK_HEADING,
					   docx_span(w));
	int level = p->role == DOCX_TITLE ? 0 : p->outline + w->has_title;
	block->as.heading.level = level < 5 ? level : 5;
	block->align = align_of(p->look.align);
	fill(w, p, BLOCK_HEADING, label);
	if (p->role != DOCX_TITLE)
		return;
	struct chapter *chapter = w->reading->chapter;
	if (str_is_empty(chapter->title))
		chapter->title = str_trim(block_text(block, w->arena));
	w->has_title = true;
}

static void begin_item(struct docx_walk *w, const struct paragraph *p,
		       const struct docx_numbering *numbering)
{
	int depth = w->list_depth;
	while (depth && w->lists[depth - 1].level > p->level)
		depth--;
	bool goes_on = depth && w->lists[depth - 1].level == p->level &&
		       w->lists[depth - 1].number == p->number;
	if (depth && w->lists[depth - 1].level == p->level && !goes_on)
		depth--;
	end_lists(w, depth);
	if (goes_on) {
		builder_close(w->builder, BLOCK_ITEM);
	} else {
		struct block *list = builder_open(w->builder, BLOCK_LIST,
						  docx_span(w));
		list->as.list.is_ordered = !str_equal(
			numbering->levels[p->level].format, STR("bullet"));
		list->as.list.start = numbering->counts[p->level];
		w->lists[w->list_depth++] =
			(struct docx_list){p->number, p->level};
	}
	builder_open(w->builder, BLOCK_ITEM, docx_span(w));
}

static void take_picture(struct docx_walk *w, const struct paragraph *p)
{
	end_lists(w, 0);
	end_group(w);
	end_figure(w);
	builder_open(w->builder, BLOCK_FIGURE, docx_span(w));
	docx_take_phrases(w, p->node);
	docx_end_phrases(w);
	w->is_figure_open = true;
}

static void take_caption(struct docx_walk *w, const struct paragraph *p)
{
	if (!w->is_figure_open) {
		take_plain(w, p, "caption", STR_NONE);
		return;
	}
	builder_open(w->builder, BLOCK_CAPTION, docx_span(w));
	fill(w, p, BLOCK_CAPTION, STR_NONE);
	end_figure(w);
}

static void take_line(struct docx_walk *w, const struct paragraph *p)
{
	begin_group(w, p->role);
	builder_open(w->builder, BLOCK_LINE, docx_span(w));
	fill(w, p, BLOCK_LINE, STR_NONE);
}

static void take_by_role(struct docx_walk *w, const struct paragraph *p,
			 str label)
{
	switch (p->role) {
	case DOCX_TITLE: case DOCX_HEADING:
		take_heading(w, p, label);
		break;
	case DOCX_CODE: case DOCX_VERSE:
		take_line(w, p);
		break;
	case DOCX_CAPTION:
		take_caption(w, p);
		break;
	case DOCX_QUOTE:
		begin_group(w, DOCX_QUOTE);
		take_plain(w, p, NULL, label);
		break;
	case DOCX_SUBTITLE:
		take_plain(w, p, "subtitle", label);
		break;
	case DOCX_PLAIN: case DOCX_CONTENTS:
		take_plain(w, p, NULL, label);
		break;
	}
}

static void take_counted(struct docx_walk *w, const struct paragraph *p)
{
	struct docx_numbering *numbering =
		p->number ? docx_numbering(w, p->number) : NULL;
	str label = numbering ? docx_count(w, numbering, p->level) : STR_NONE;
	bool is_item = numbering && p->role == DOCX_PLAIN &&
		       docx_is_list(&numbering->levels[p->level]);
	if (w->group != DOCX_PLAIN && (is_item || w->group != p->role))
		end_group(w);
	if (p->role != DOCX_CAPTION)
		end_figure(w);
	if (is_item) {
		begin_item(w, p, numbering);
		take_plain(w, p, NULL, STR_NONE);
		return;
	}
	end_lists(w, 0);
	take_by_role(w, p, label);
}

/* Boxes stand beside the text; they follow the paragraph they hang on. */
static void take_boxes(struct docx_walk *w, size_t from)
{
	for (size_t i = from; i < w->boxes.count; i++)
		for (xmlNode *at = w->boxes.at[i]->children; at; at = at->next)
			docx_take_block(w, at);
	w->boxes.count = from;
}

/* The first of the lines that Word lists by itself. */
static bool opens_contents(const xmlNode *node)
{
	const xmlNode *code = part_find(node, "instrText");
	for (const xmlNode *at = code ? code->children : NULL; at; at = at->next)
		if (is_text_node(at))
			return str_starts(str_trim(str_of((const char *)
								  at->content)),
					  STR("TOC"));
	return false;
}

static void take_paragraph(struct docx_walk *w, xmlNode *node)
{
	w->paragraph++;
	struct paragraph p = look_at(w, node);
	size_t boxes = w->boxes.count;
	if (p.role == DOCX_CONTENTS || docx_is_in_contents(w) ||
	    opens_contents(node)) {
		reading_dropped(w->reading, "docx/contents", w->paragraph,
				str_trim(docx_text(w, node)));
		docx_skip_phrases(w, node);
		return;
	}
	if (!docx_has_content(node)) {
		docx_skip_phrases(w, node);
		return;
	}
	w->has_text = w->wants_break = false;
	w->is_unfinished = p.is_unfinished;
	if (p.role == DOCX_PLAIN && !p.number && is_picture(node))
		take_picture(w, &p);
	else
		take_counted(w, &p);
	take_boxes(w, boxes);
}

/* --- the rest --- */

/* An equation on a line of its own. */
static void take_equation(struct docx_walk *w, const xmlNode *node)
{
	docx_end_blocks(w);
	builder_open(w->builder, BLOCK_PARAGRAPH, docx_span(w));
	docx_take_math(w, node);
	builder_close(w->builder, BLOCK_PARAGRAPH);
}

void docx_take_block(void *walk, xmlNode *node)
{
	struct docx_walk *w = walk;
	bool is_group = docx_is_wrapper(node) || part_is(node, "AlternateContent") ||
			part_is(node, "Choice");
	if (w->depth >= DEEPEST_BLOCK)
		return;
	w->depth++;
	if (part_is(node, "p"))
		take_paragraph(w, node);
	else if (part_is(node, "tbl"))
		docx_take_table(w, node);
	else if (part_is(node, "oMath") || part_is(node, "oMathPara"))
		take_equation(w, node);
	for (xmlNode *at = is_group ? node->children : NULL; at; at = at->next)
		docx_take_block(w, at);
	w->depth--;
}
