/* Tables of a Word document -> rows and cells. Rows and cells may stand
 * inside controls and tracked changes; cells may go on with others. A frame
 * around paragraphs, and a page pasted with its layout, are no tables.
 */
#include "read/docx.h"

#include "base/banned.h"

#define MOST_COLUMNS 128
/* A longer cell with paragraphs is an article, when it is most of the table. */
#define LONGEST_CELL 900        /* bytes */
#define ARTICLE_PARAGRAPHS 3
#define ARTICLE_SHARE 2 / 3
/* A table with more nodes than this is one: nobody places so many. */
#define MOST_NODES 20000

struct columns {
	struct block *at[MOST_COLUMNS];   /* the cell that stands here */
	int count;
};

/* Rows and cells may stand inside controls and tracked changes. */
bool docx_is_wrapper(const xmlNode *node)
{
	static const char *const names[] = {"sdt", "sdtContent", "customXml",
					    "smartTag", "ins", "moveTo"};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (part_is(node, names[i]))
			return true;
	return false;
}

static xmlNode *next_inside(const xmlNode *root, xmlNode *at)
{
	if (at->children && (at == root || docx_is_wrapper(at)))
		return at->children;
	while (at != root && !at->next)
		at = at->parent;
	return at == root ? NULL : at->next;
}

/* The next element of that name, wrapped or not; at the start `at` is
 * `root`. */
static xmlNode *next_named(const xmlNode *root, xmlNode *at, const char *name)
{
	do
		at = next_inside(root, at);
	while (at && !part_is(at, name));
	return at;
}

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

static void take_blocks(struct docx_walk *w, xmlNode *cell)
{
	for (xmlNode *at = cell->children; at; at = at->next)
		docx_take_block(w, at);
	docx_end_blocks(w);
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
	if (is_merged(properties) && above && !docx_has_content(node)) {
		above->as.cell.rows++;
		return;
	}
	struct block *cell = builder_open(w->builder, BLOCK_CELL, docx_span(w));
	cell->as.cell.columns = span;
	cell->as.cell.rows = 1;
	cell->as.cell.is_header = is_header;
	for (int i = from; i < columns->count; i++)
		columns->at[i] = cell;
	take_blocks(w, node);
	builder_close(w->builder, BLOCK_CELL);
}

/* What tracked changes have deleted is not shown. */
static bool is_deleted(const xmlNode *row)
{
	const xmlNode *properties = part_child(row, "trPr");
	return part_child(properties, "del") ||
	       part_child(properties, "moveFrom");
}

/* A row that begins further in. */
static void skip_columns(struct docx_walk *w, int count,
			 struct columns *columns)
{
	if (count < 1 || count >= MOST_COLUMNS)
		return;
	struct block *cell = builder_open(w->builder, BLOCK_CELL, docx_span(w));
	cell->as.cell.columns = columns->count = count;
	cell->as.cell.rows = 1;
	builder_close(w->builder, BLOCK_CELL);
}

static void take_row(struct docx_walk *w, xmlNode *row, struct columns *columns)
{
	const xmlNode *properties = part_child(row, "trPr");
	const xmlNode *header = part_child(properties, "tblHeader");
	columns->count = 0;
	builder_open(w->builder, BLOCK_ROW, docx_span(w));
	skip_columns(w, docx_value(part_child(properties, "gridBefore"), 0),
		     columns);
	for (xmlNode *at = next_named(row, row, "tc"); at;
	     at = next_named(row, at, "tc"))
		take_cell(w, at, header, columns);
	builder_close(w->builder, BLOCK_ROW);
}

/* The only cell of a frame drawn around paragraphs, which is no table. */
static xmlNode *frame_of(xmlNode *table)
{
	xmlNode *row = next_named(table, table, "tr");
	if (!row || next_named(table, row, "tr"))
		return NULL;
	xmlNode *cell = next_named(row, row, "tc");
	return cell && !next_named(row, cell, "tc") ? cell : NULL;
}

struct survey {
	int nodes, paragraphs;
	size_t bytes;
	bool has_table;
};

static void survey(const xmlNode *root, struct survey *s)
{
	xmlNode *at = root->children;
	for (; at && ++s->nodes < MOST_NODES; at = part_next(root, at)) {
		s->has_table |= part_is(at, "tbl");
		s->paragraphs += part_is(at, "p");
		if (part_is(at, "t") && at->children &&
		    is_text_node(at->children))
			s->bytes += strlen((const char *)at->children->content);
	}
}

/* Does one cell hold an article, or a table? */
static bool is_layout(xmlNode *table)
{
	struct survey all = {0};
	size_t longest = 0;
	for (xmlNode *row = next_named(table, table, "tr"); row;
	     row = next_named(table, row, "tr"))
		for (xmlNode *cell = next_named(row, row, "tc"); cell;
		     cell = next_named(row, cell, "tc")) {
			struct survey one = {.nodes = all.nodes};
			survey(cell, &one);
			all.nodes = one.nodes;
			all.bytes += one.bytes;
			all.has_table |= one.has_table;
			if (one.paragraphs >= ARTICLE_PARAGRAPHS &&
			    one.bytes > longest)
				longest = one.bytes;
		}
	return all.nodes < MOST_NODES &&
	       (all.has_table || (longest > LONGEST_CELL &&
				  longest > all.bytes * ARTICLE_SHARE));
}

static void take_cells(struct docx_walk *w, xmlNode *row)
{
	for (xmlNode *at = next_named(row, row, "tc"); at;
	     at = next_named(row, at, "tc"))
		take_blocks(w, at);
}

static void take_rows(struct docx_walk *w, xmlNode *table, bool is_table)
{
	struct columns columns = {.count = 0};
	for (xmlNode *at = next_named(table, table, "tr"); at;
	     at = next_named(table, at, "tr")) {
		if (is_deleted(at)) {
			reading_dropped(w->reading, "docx/deleted",
					w->paragraph, docx_text(w, at));
			docx_skip_phrases(w, at);
		} else if (is_table) {
			take_row(w, at, &columns);
		} else {
			take_cells(w, at);
		}
	}
}

void docx_take_table(struct docx_walk *w, xmlNode *node)
{
	docx_end_blocks(w);
	xmlNode *cell = frame_of(node);
	if (cell) {
		take_blocks(w, cell);
		return;
	}
	if (is_layout(node)) {
		take_rows(w, node, false);
		return;
	}
	builder_open(w->builder, BLOCK_TABLE, docx_span(w));
	take_rows(w, node, true);
	builder_close(w->builder, BLOCK_TABLE);
}
