/* Is this table a table? Pages of the nineties, and what word processors
 * export, place whole articles in table cells. A table of data has at least
 * two rows and two columns, no table inside, no headings or long running text
 * in its cells, and words of its own, not only links and pictures, in half
 * of them.
 */
#include "read/html_walk.h"

#include "base/banned.h"

int cell_span(const xmlNode *cell, const char *name)
{
	int span;
	if (!str_to_int(str_trim(attribute(cell, name)), &span) || span < 1)
		return 1;
	return span < 1000 ? span : 1000;
}

struct survey {
	int rows, cells, columns;     /* cells of this row; most of any row */
	int paragraphs;               /* of the present cell */
	size_t bytes;                 /* of the present cell's text */
	int all_cells, said_cells;    /* those with text that is no link */
	bool is_said;                 /* the present cell is counted */
	bool is_layout;
};

/* A longer cell with paragraphs is an article. */
#define LONGEST_CELL 900
/* A table with more nodes than this is one: nobody places so many. */
#define MOST_NODES 20000

static void note_row(struct survey *s)
{
	s->rows++;
	s->cells = 0;
}

static void note_cell(struct survey *s, const xmlNode *node)
{
	s->cells += cell_span(node, "colspan");
	if (s->cells > s->columns)
		s->columns = s->cells;
	s->bytes = 0;
	s->paragraphs = 0;
	s->all_cells++;
	s->is_said = false;
}

static bool is_placed(enum html_role role)
{
	return role == ROLE_TABLE || role == ROLE_HEADING ||
	       role == ROLE_QUOTE || role == ROLE_FIGURE ||
	       role == ROLE_CODE || role == ROLE_RULE;
}

static void note_element(struct survey *s, const xmlNode *node)
{
	const struct html_element *element = element_of(node);
	enum html_role role = element ? element->role : ROLE_UNWRAP;
	if (role == ROLE_ROW)
		note_row(s);
	else if (role == ROLE_CELL)
		note_cell(s, node);
	else if (role == ROLE_PARAGRAPH)
		s->paragraphs++;
	else if (is_placed(role))
		s->is_layout = true;
}

static bool is_in_link(const xmlNode *node)
{
	for (const xmlNode *at = node->parent; at; at = at->parent) {
		const struct html_element *element = element_of(at);
		if (!element || element->role == ROLE_CELL)
			return false;
		if (strcmp(element->name, "a") == 0)
			return true;
	}
	return false;
}

static void note_text(struct survey *s, const xmlNode *node)
{
	if (node->type != XML_TEXT_NODE || !node->content)
		return;
	str text = str_of((const char *)node->content);
	s->bytes += text.len;
	if (!s->is_said && !str_is_empty(str_trim(text)) && !is_in_link(node)) {
		s->is_said = true;
		s->said_cells++;
	}
	if (s->bytes > LONGEST_CELL && s->paragraphs > 1)
		s->is_layout = true;
}

static xmlNode *next_node(xmlNode *at, const xmlNode *root)
{
	if (at->type == XML_ELEMENT_NODE && at->children)
		return at->children;
	while (at != root && !at->next)
		at = at->parent;
	return at == root ? NULL : at->next;
}

bool table_is_layout(xmlNode *table)
{
	struct survey s = {0};
	int seen = 0;
	xmlNode *at = table;
	while ((at = next_node(at, table)) && !s.is_layout) {
		if (++seen > MOST_NODES)
			return false;
		if (at->type == XML_ELEMENT_NODE)
			note_element(&s, at);
		else
			note_text(&s, at);
	}
	return s.is_layout || s.rows < 2 || s.columns < 2 ||
	       s.said_cells * 2 < s.all_cells;
}
