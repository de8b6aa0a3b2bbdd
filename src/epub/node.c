/* XML -> a tree, for the few small files whose parts refer to one another:
 * container.xml, the package document, nav and NCX.
 */
#include "epub/check.h"

#include "base/banned.h"

static void add_child(struct node *parent, struct node *node)
{
	node->parent = parent;
	if (!parent->last)
		parent->child = node;
	else
		parent->last->next = node;
	parent->last = node;
}

static struct node *open_node(struct node *parent, const struct parser *p)
{
	struct arena *a = p->arena;
	struct node *node = arena_new(a, struct node);
	node->name = p->name;
	node->text = STR_NONE;
	node->at = p->from;
	node->attribute_count = p->attribute_count;
	node->attributes = arena_array(a, struct xml_attribute,
				       p->attribute_count + 1);
	for (size_t i = 0; i < p->attribute_count; i++)
		node->attributes[i] = p->attributes[i];
	add_child(parent, node);
	return node;
}

struct node *node_read(str text, struct arena *a, size_t *at,
		       const char **problem)
{
	struct parser *p = arena_new(a, struct parser);
	struct node *top = arena_new(a, struct node), *open = top;
	parser_start(p, text, a);
	for (;;) {
		switch (parser_next(p)) {
		case EVENT_OPEN:
			open = open_node(open, p);
			break;
		case EVENT_CLOSE:
			open = open->parent;
			break;
		case EVENT_TEXT:
			if (open != top && !xml_is_blank(p->run))
				open->text = arena_join(a, open->text, p->run);
			break;
		case EVENT_END:
			top->child->parent = NULL;
			return top->child;
		case EVENT_BROKEN:
			*at = p->from;
			*problem = p->problem;
			return NULL;
		}
	}
}

static const str *find(const struct node *node, const char *name)
{
	str wanted = str_of(name);
	for (size_t i = 0; i < node->attribute_count; i++)
		if (str_equal(node->attributes[i].name, wanted))
			return &node->attributes[i].value;
	return NULL;
}

str node_value(const struct node *node, const char *name)
{
	const str *value = find(node, name);
	return value ? str_trim(*value) : STR_NONE;
}

bool node_has(const struct node *node, const char *name)
{
	return find(node, name) != NULL;
}

bool node_is(const struct node *node, const char *name)
{
	return str_equal(node->name, str_of(name));
}

const struct node *node_sibling(const struct node *node, const char *name)
{
	do
		node = node->next;
	while (node && !node_is(node, name));
	return node;
}

const struct node *node_child(const struct node *node, const char *name)
{
	if (!node->child || node_is(node->child, name))
		return node->child;
	return node_sibling(node->child, name);
}

const struct node *node_next(const struct node *node, const struct node *root)
{
	if (node->child)
		return node->child;
	while (node && node != root && !node->next)
		node = node->parent;
	return node && node != root ? node->next : NULL;
}

bool node_has_text(const struct node *node)
{
	for (const struct node *n = node; n; n = node_next(n, node))
		if (n->text.len || node_value(n, "alt").len)
			return true;
	return false;
}
