/* YAML text -> a small tree that remembers where everything stood.
 *
 * Only what a book.yaml needs: scalars, lists, mappings with scalar keys.
 * Aliases, tags, several documents and deep nesting are refused with a
 * reason. libyaml is seen in yaml.c only.
 */
#ifndef MANIFEST_YAML_H
#define MANIFEST_YAML_H

#include "base/diag.h"
#include "base/list.h"

enum yaml_kind { YAML_TEXT, YAML_LIST, YAML_MAP };

#define YAML_DEEPEST 16
#define YAML_LARGEST ((size_t)8 << 20)
#define YAML_MOST_KEYS 4096       /* in one map */
#define YAML_LONGEST 30000        /* bytes of one value */

struct yaml_node {
	enum yaml_kind kind;
	str text;                     /* YAML_TEXT: the value */
	bool is_quoted;
	bool is_flow;                 /* [a, b] or {a: b} */
	LIST(struct yaml_node *) keys;    /* YAML_MAP; as long as items */
	LIST(struct yaml_node *) items;   /* YAML_LIST and YAML_MAP values */
	struct span span;
	size_t from, to;              /* bytes in the source */
};

/* The root, or NULL after reporting. `source` is text's number in d. */
struct yaml_node *yaml_read(str text, uint32_t source, struct arena *a,
			    struct diag *d);
/* The value for a key, or NULL. */
struct yaml_node *yaml_get(const struct yaml_node *map, str key);
/* null, ~ or nothing at all. */
/* Bytes of the line end at a place, as libyaml counts lines (LF, CR, CRLF,
 * NEL, U+2028, U+2029); 0: none. */
size_t yaml_line_end(str text, size_t at);
bool yaml_is_null(const struct yaml_node *node);

#endif
