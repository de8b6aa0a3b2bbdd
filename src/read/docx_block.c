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
#define MOST_COLUMNS 128

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
	enum block_align align;
};

static enum block_align align_of(const xmlNode *properties)
{
	str value = attribute(part_child(properties, "jc"), "val");
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

static struct paragraph look_at(const struct docx_walk *w, xmlNode *node)
{
	struct paragraph p = {.node = node,
			      .properties = part_child(node, "pPr")};
	const struct docx_style *style = docx_style(
		w, attribute(part_child(p.properties, "pStyle"), "val"));
	const xmlNode *numbers = part_child(p.properties, "numPr");
	p.role = style ? style->role : DOCX_PLAIN;
	p.outline = outline_of(&p, style);
	if (p.outline >= 0 && p.role != DOCX_TITLE)
		p.role = DOCX_HEADING;
	else if (p.role == DOCX_HEADING)
		p.role = DOCX_PLAIN;
	p.number = docx_value(part_child(numbers, "numId"),
			      style ? style->number : 0);
	p.level = docx_value(part_child(numbers, "ilvl"),
			     style ? style->level : 0);
	if (p.level < 0 || p.level >= DOCX_LEVELS)
		p.level = 0;
	p.align = align_of(p.properties);
	return p;
}

static bool is_content(const xmlNode *node)
{
	static const char *const shown[] = {
		"drawing", "pict", "object", "ruby", "footnoteReference",
		"endnoteReference", "sym", "instrText", "noBreakHyphen",
	};
	if (part_is(node, "t") || part_is(node, "delText"))
		return node->children;
	for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
		if (part_is(node, shown[i]))
			return true;
	return false;
}

static bool has_content(xmlNode *paragraph)
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
	docx_take_phrases(w, p->node);
	docx_end_phrases(w);
	builder_close(w->builder, kind);
}

static void take_plain(struct docx_walk *w, const struct paragraph *p,
		       const char *class, str label)
{
	struct block *block = builder_open(w->builder, BLOCK_PARAGRAPH,
					   docx_span(w));
	block->align = p->align;
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
	block->align = p->align;
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

static void take_paragraph(struct docx_walk *w, xmlNode *node)
{
	w->paragraph++;
	struct paragraph p = look_at(w, node);
	size_t boxes = w->boxes.count;
	if (p.role == DOCX_CONTENTS || docx_is_in_contents(w)) {
		reading_dropped(w->reading, "docx/contents", w->paragraph,
				str_trim(part_text(node, w->arena)));
		docx_skip_phrases(w, node);
		return;
	}
	if (!has_content(node)) {
		docx_skip_phrases(w, node);
		return;
	}
	if (p.role == DOCX_PLAIN && !p.number && is_picture(node))
		take_picture(w, &p);
	else
		take_counted(w, &p);
	take_boxes(w, boxes);
}

/* --- tables --- */

struct columns {
	struct block *at[MOST_COLUMNS];   /* the cell that stands here */
	int count;
};

static int span_of(const xmlNode *properties)
{
	int span = docx_value(part_child(properties, "gridSpan"), 1);
	return span >= 1 && span <= MOST_COLUMNS ? span : 1;
}

/* A cell that goes on with the one above. */
static bool is_merged(const xmlNode *properties)
{
	const xmlNode *merge = part_child(properties, "vMerge");
	return merge && !str_equal(attribute(merge, "val"), STR("restart"));
}

static void take_cell(struct docx_walk *w, xmlNode *node, bool is_header,
		      struct columns *columns)
{
	const xmlNode *properties = part_child(node, "tcPr");
	int span = span_of(properties), from = columns->count;
	if (from + span > MOST_COLUMNS)
		from = MOST_COLUMNS - span;
	columns->count = from + span;
	struct block *above = columns->at[from];
	if (is_merged(properties) && above && !has_content(node)) {
		above->as.cell.rows++;
		return;
	}
	struct block *cell = builder_open(w->builder, BLOCK_CELL, docx_span(w));
	cell->as.cell.columns = span;
	cell->as.cell.rows = 1;
	cell->as.cell.is_header = is_header;
	for (int i = from; i < columns->count; i++)
		columns->at[i] = cell;
	for (xmlNode *at = node->children; at; at = at->next)
		docx_take_block(w, at);
	docx_end_blocks(w);
	builder_close(w->builder, BLOCK_CELL);
}

static void take_row(struct docx_walk *w, xmlNode *row, struct columns *columns)
{
	const xmlNode *header = part_child(part_child(row, "trPr"), "tblHeader");
	columns->count = 0;
	builder_open(w->builder, BLOCK_ROW, docx_span(w));
	for (xmlNode *at = row->children; at; at = at->next) {
		xmlNode *cell = at;
		if (part_is(at, "sdt"))
			cell = part_child(part_child(at, "sdtContent"), "tc");
		if (part_is(cell, "tc"))
			take_cell(w, cell, header, columns);
	}
	builder_close(w->builder, BLOCK_ROW);
}

static int count_children(const xmlNode *node, const char *name)
{
	int count = 0;
	for (const xmlNode *at = node ? node->children : NULL; at; at = at->next)
		count += part_is(at, name);
	return count;
}

/* A frame drawn around paragraphs is no table. */
static bool is_frame(const xmlNode *table)
{
	return count_children(table, "tr") == 1 &&
	       count_children(part_child(table, "tr"), "tc") == 1;
}

static void take_table(struct docx_walk *w, xmlNode *node)
{
	struct columns columns = {.count = 0};
	docx_end_blocks(w);
	if (is_frame(node)) {
		xmlNode *cell = part_child(part_child(node, "tr"), "tc");
		for (xmlNode *at = cell->children; at; at = at->next)
			docx_take_block(w, at);
		return;
	}
	builder_open(w->builder, BLOCK_TABLE, docx_span(w));
	for (xmlNode *at = node->children; at; at = at->next)
		if (part_is(at, "tr"))
			take_row(w, at, &columns);
	builder_close(w->builder, BLOCK_TABLE);
}

void docx_take_block(void *walk, xmlNode *node)
{
	static const char *const wrappers[] = {
		"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo",
		"AlternateContent", "Choice",
	};
	struct docx_walk *w = walk;
	if (w->depth >= DEEPEST_BLOCK)
		return;
	w->depth++;
	if (part_is(node, "p"))
		take_paragraph(w, node);
	else if (part_is(node, "tbl"))
		take_table(w, node);
	for (size_t i = 0; i < sizeof wrappers / sizeof wrappers[0]; i++)
		if (part_is(node, wrappers[i]))
			for (xmlNode *at = node->children; at; at = at->next)
				docx_take_block(w, at);
	w->depth--;
}
