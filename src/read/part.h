/* Parts of packages as XML, and small questions to libxml2's nodes that all
 * readers ask. Names are local: prefixes are up to each writer.
 */
#ifndef READ_PART_H
#define READ_PART_H

#include <libxml/tree.h>

#include "read/inside.h"

struct part {
	struct reading *reading;
	str name, xml;
};

/* Calls `take` with each element at this depth (0 is the root), whole, one
 * after the other, so that only one is in memory. A document type is refused:
 * no part needs one, and entities live there. False after reporting. */
bool part_each(const struct part *part, int depth,
	       void (*take)(void *context, xmlNode *node), void *context);

bool part_is(const xmlNode *node, const char *name);
bool is_text_node(const xmlNode *node);
/* An attribute's value, or empty; as long as the node lives. */
str attribute(const xmlNode *node, const char *name);
/* The first child element of that name, or NULL. */
xmlNode *part_child(const xmlNode *node, const char *name);
/* The next element in reading order below `root`, children first. */
xmlNode *part_next(const xmlNode *root, xmlNode *node);
/* The first element of that name anywhere below, or NULL. */
xmlNode *part_find(const xmlNode *root, const char *name);
/* All text below a node. */
str part_text(const xmlNode *node, struct arena *a);

#endif
