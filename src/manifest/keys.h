/* The keys of book.yaml as data: names, Chinese aliases, where the value
 * goes, what it may be. manifest.c reads by this table, the schema and the
 * manual are checked against it.
 */
#ifndef MANIFEST_KEYS_H
#define MANIFEST_KEYS_H

#include "manifest/plan.h"
#include "manifest/yaml.h"

struct reading {
	struct manifest *plan;
	struct arena *arena;
	struct diag *d;
};

enum key_type {
	KEY_TEXT,      /* str */
	KEY_CHOICE,    /* str, one of `choices` parted by blanks */
	KEY_LENGTH,    /* length */
	KEY_COUNT,     /* int, least ... most */
	KEY_GROUP,     /* a mapping with `keys` */
	KEY_SPECIAL,   /* `read` does it */
};

struct key {
	const char *name;
	const char *alias;            /* Chinese; NULL: none */
	enum key_type type;
	size_t offset;                /* in struct manifest */
	const char *choices;
	int least, most;
	const struct key *keys;
	bool (*read)(struct reading *r, const struct yaml_node *node);
};

extern const struct key manifest_keys[];

/* Reads a mapping by a table that ends with a NULL name. Unknown keys and
 * wrong types are reported; the rest is read all the same. */
void keys_read(struct reading *r, const struct key *keys,
	       const struct yaml_node *map);
/* A text value, or the empty slice after reporting. */
str keys_text(struct reading *r, const struct yaml_node *node);
/* true or false; anything else is reported and false. */
bool keys_switch(struct reading *r, const struct yaml_node *node);
/* An unknown key among `names`, parted by blanks. */
void keys_unknown(struct reading *r, const struct yaml_node *key,
		  const char *names);

#endif
