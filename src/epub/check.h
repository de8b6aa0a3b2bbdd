/* A finished container -> what is wrong with it: what the files of the check
 * share.
 *
 * unzip.c takes the container apart, parse.c reads XML, model.c knows HTML's
 * elements; check_package.c, check_text.c, check_contents.c and check_style.c
 * judge a file each, and check.c the whole, links at last.
 */
#ifndef EPUB_CHECK_H
#define EPUB_CHECK_H

#include "base/diag.h"
#include "epub/inside.h"

/* --- XML ------------------------------------------------------------------ */

enum event { EVENT_OPEN, EVENT_CLOSE, EVENT_TEXT, EVENT_END, EVENT_BROKEN };

struct xml_attribute {
	str name, value;              /* references expanded */
};
struct xml_prefix {
	str name;
	size_t depth;
};

#define MOST_ATTRIBUTES 64

struct parser {
	str text;
	size_t at;                    /* what comes next */
	size_t from;                  /* where this event began */
	struct arena *arena;
	LIST(str) open;
	LIST(struct xml_prefix) prefixes;
	str name;                     /* of EVENT_OPEN and EVENT_CLOSE */
	str run;                      /* of EVENT_TEXT, as written */
	str doctype;                  /* between <!DOCTYPE and >, or empty */
	struct xml_attribute attributes[MOST_ATTRIBUTES];
	size_t attribute_count;
	bool is_empty;                /* EVENT_CLOSE follows at once */
	bool has_root;
	const char *problem;          /* of EVENT_BROKEN */
};

void parser_start(struct parser *p, str text, struct arena *a);
enum event parser_next(struct parser *p);
/* NULL: no such attribute. */
const str *parser_attribute(const struct parser *p, const char *name);
bool xml_is_blank(str text);

/* A whole file as a tree, for small ones. */
struct node {
	str name, text;               /* text: its own runs, joined */
	size_t at;
	struct xml_attribute *attributes;
	size_t attribute_count;
	struct node *parent, *child, *last, *next;
};
/* NULL after setting *at and *problem. */
struct node *node_read(str text, struct arena *a, size_t *at,
		       const char **problem);
/* The attribute's value, blanks cut off, or empty. */
str node_value(const struct node *node, const char *name);
bool node_has(const struct node *node, const char *name);
bool node_is(const struct node *node, const char *name);
/* First child of that name, and the next such sibling. */
const struct node *node_child(const struct node *node, const char *name);
const struct node *node_sibling(const struct node *node, const char *name);
/* The next node in reading order inside `root`. */
const struct node *node_next(const struct node *node, const struct node *root);
/* All text below it, without tags. */
bool node_has_text(const struct node *node);

/* --- HTML ----------------------------------------------------------------- */

enum {
	IS_FLOW = 1, IS_PHRASING = 2, IS_HEAD = 4, IS_TEXT = 8,
	/* its content is its parent's */
	IS_TRANSPARENT = 16,
	/* may not stand in a link */
	IS_INTERACTIVE = 32,
};

struct element {
	const char *name;
	unsigned kind;                /* what it is */
	unsigned content;             /* what it may hold */
	const char *children;         /* besides; " li " */
	const char *attributes;       /* its own; " href " */
};
/* NULL: HTML has no such element. */
const struct element *element_find(str name);
bool element_may_hold(const struct element *parent, unsigned content,
		      const struct element *child);
bool attribute_is_allowed(const struct element *element, str name);
/* NULL, or which rule of HTML the value breaks. */
const char *attribute_problem(str name, str value);

/* --- the check ------------------------------------------------------------ */

struct entry {
	str name, bytes;
	bool is_stored;
	size_t item;                  /* in the manifest, from 1; 0: not there */
	bool is_in_spine;
	bool has_svg, has_math, has_script, has_remote;
};
struct item {
	str id, href, type, properties;
	size_t at;                    /* in the package document */
	size_t entry;                 /* from 1; 0: none */
};
enum reference_kind { REFERENCE_LINK, REFERENCE_PICTURE, REFERENCE_STYLE,
		      REFERENCE_CONTENTS };
struct reference {
	enum reference_kind kind;
	size_t entry, at;             /* where it stands */
	str address;
};
struct fault {
	str file, fact;
	uint32_t line;
	const char *rule;             /* EPUBCheck's name for it */
};

struct check {
	struct arena *arena;
	LIST(struct entry) entries;
	struct name_map names;        /* of entries; value: index */
	LIST(struct item) items;
	struct name_map item_ids;
	size_t current;               /* entry being judged */
	size_t package, nav, ncx;     /* entries, from 1; 0: none */
	str identifier;
	LIST(struct reference) references;
	struct name_map ids;          /* space: entry */
	LIST(struct fault) faults;
};

void check_fault(struct check *c, size_t at, const char *rule, str fact);
/* False: it is no container, and nothing more can be said. */
bool unzip(struct check *c, str container);
/* By name; 0: not there, else index + 1. */
size_t check_find(const struct check *c, str name);
/* Where an address in a file leads. False when it is out of the package;
 * broken ones are said. */
struct destination {
	str name, fragment;
};
bool check_resolve(struct check *c, size_t entry, size_t at, str address,
		   struct destination *to);
void check_refer(struct check *c, enum reference_kind kind, size_t at,
		 str address);
/* META-INF/container.xml and the package document. */
void check_package(struct check *c);
void check_text(struct check *c, size_t entry);
void check_nav(struct check *c);
void check_ncx(struct check *c);
void check_style(struct check *c, size_t entry);

#endif
