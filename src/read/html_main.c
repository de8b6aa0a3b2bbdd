/* Which element of a page holds its text: the innermost one that has nearly
 * all of the page's prose. What stands outside it (masthead, menus, lists of
 * other pages, comments, footer) is in the page's margin: each block there
 * is told which part of the margin it is in, and passes judge the part as a
 * whole. A page that is nothing but its text has no margin.
 *
 * Prose is text outside links with a full-width mark in it. What readers
 * say about a text may be longer than it, so comments do not count.
 */
#include "base/utf8.h"
#include "read/html_walk.h"

#include "base/banned.h"

#define SHORTEST_PROSE 36       /* bytes of one text node */
#define LEAST_PROSE 150         /* bytes: a page with less has no main part */

static bool has_mark(str text)
{
	static const char *const marks[] = {"，", "。", "；", "？", "！", "、"};
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (str_contains(text, str_of(marks[i])))
			return true;
	return false;
}

static size_t prose_of(const xmlNode *node)
{
	str text = str_trim(str_of((const char *)node->content));
	return text.len >= SHORTEST_PROSE && has_mark(text) ? text.len : 0;
}

/* What may hold a text and be no part of it. */
static bool is_region(xmlNode *node)
{
	const struct html_element *element = element_of(node);
	if (!element)
		return node->type == XML_ELEMENT_NODE;
	enum html_role role = element->role;
	return role == ROLE_GROUP || role == ROLE_TABLE_PART ||
	       role == ROLE_ROW || role == ROLE_CELL || role == ROLE_LIST ||
	       role == ROLE_ITEM ||
	       (role == ROLE_TABLE && table_is_layout(node));
}

/* A class that begins so, in capitals or not. */
static bool has_token_like(str classes, str beginning)
{
	while (!str_is_empty(classes)) {
		if (str_equal_fold(str_cut(classes, 0, beginning.len),
				   beginning))
			return true;
		size_t blank = str_find_byte(classes, ' ');
		classes = blank == STR_NOT_FOUND ? STR_NONE
						 : str_from(classes, blank + 1);
	}
	return false;
}

static bool names_other(str names)
{
	static const char *const others[] = {"comment", "footer", "copyright",
					     "license", "cookie"};
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		if (has_token_like(names, str_of(others[i])))
			return true;
	return false;
}

static bool is_landmark(const char *name)
{
	return strcmp(name, "nav") == 0 || strcmp(name, "footer") == 0 ||
	       strcmp(name, "aside") == 0 || strcmp(name, "a") == 0;
}

/* Links, what is not shown, notices and talk below the text. */
static bool is_passed_over(const xmlNode *node)
{
	const struct html_element *element = element_of(node);
	if (node->type != XML_ELEMENT_NODE)
		return false;
	if (element && (element->role == ROLE_CONTROL ||
			element->role == ROLE_NOSCRIPT ||
			is_landmark(element->name)))
		return true;
	return strcmp((const char *)node->name, "body") != 0 &&
	       (names_other(attribute(node, "class")) ||
		names_other(attribute(node, "id")));
}

static size_t weight_of(const xmlNode *node)
{
	return (size_t)(uintptr_t)node->_private;
}

static void set_weight(xmlNode *node, size_t weight)
{
	node->_private = (void *)(uintptr_t)weight;
}

static void add_to_parent(xmlNode *node)
{
	set_weight(node->parent, weight_of(node->parent) + weight_of(node));
}

/* Each element's prose, in its node, counted from the leaves up. */
static void weigh(xmlNode *root)
{
	xmlNode *at = root;
	for (;;) {
		set_weight(at, is_text_node(at) ? prose_of(at) : 0);
		if (at->type == XML_ELEMENT_NODE && at->children &&
		    !is_passed_over(at)) {
			at = at->children;
			continue;
		}
		while (at != root && !at->next) {
			add_to_parent(at);
			at = at->parent;
		}
		if (at == root)
			return;
		add_to_parent(at);
		at = at->next;
	}
}

static bool is_twin(const xmlNode *node, const xmlNode *other)
{
	return other->type == XML_ELEMENT_NODE &&
	       strcmp((const char *)node->name, (const char *)other->name) == 0 &&
	       str_equal(attribute(node, "class"), attribute(other, "class")) &&
	       str_is_empty(attribute(node, "id")) &&
	       str_is_empty(attribute(other, "id"));
}

/* One long section among its like: all of them are the text. */
static bool has_twin(const xmlNode *node)
{
	const struct html_element *element = element_of(node);
	if (element && element->role != ROLE_GROUP)
		return false;
	for (const xmlNode *at = node->parent->children; at; at = at->next)
		if (at != node && at->children && is_twin(node, at))
			return true;
	return false;
}

/* The child that has 17 parts in 20 of all prose. */
static xmlNode *main_child(xmlNode *node, size_t all)
{
	for (xmlNode *at = node->children; at; at = at->next)
		if (at->type == XML_ELEMENT_NODE &&
		    weight_of(at) >= all / 20 * 17 && is_region(at))
			return has_twin(at) ? NULL : at;
	return NULL;
}

void main_find(struct html_walk *w, xmlNode *root)
{
	weigh(root);
	size_t all = weight_of(root);
	if (all < LEAST_PROSE)
		return;
	w->place = PLACE_ABOVE_MAIN;
	for (xmlNode *at = root; at; at = main_child(at, all))
		w->main = at;
}

static bool holds_main(const struct html_walk *w, const xmlNode *node)
{
	const xmlNode *at = w->main;
	while (at && at != node)
		at = at->parent;
	return at != NULL;
}

bool main_is_in(const struct html_walk *w, const xmlNode *list)
{
	return w->main && w->main != list && holds_main(w, list);
}

static bool is_inline(const xmlNode *node)
{
	const struct html_element *element = element_of(node);
	if (!element)
		return true;
	return element->role == ROLE_PHRASE || element->role == ROLE_UNWRAP ||
	       element->role == ROLE_BREAK || element->role == ROLE_IMAGE ||
	       element->role == ROLE_QUOTED || element->role == ROLE_RUBY;
}

enum html_place main_place(struct html_walk *w, const xmlNode *node)
{
	if (w->place != PLACE_ABOVE_MAIN)
		return w->place;
	if (node == w->main)
		return PLACE_MAIN;
	if (holds_main(w, node))
		return PLACE_ABOVE_MAIN;
	/* A line of text and links is one part of the margin. */
	bool goes_on = is_inline(node) && w->is_margin_inline;
	w->margin += !goes_on;
	w->is_margin_inline = is_inline(node);
	return PLACE_MARGIN;
}

void main_mark(const struct html_walk *w, struct block *block)
{
	if (w->place != PLACE_MARGIN)
		return;
	block->class = arena_format(w->arena, MARGIN_CLASS "%d %.*s", w->margin,
				    STR_ARG(block->class));
}
