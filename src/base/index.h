/* Names and what each stands for: an index that grows with what it holds,
 * so a lookup costs the same however many there are.
 */
#ifndef BASE_INDEX_H
#define BASE_INDEX_H

#include "base/arena.h"

struct index_entry {
	str name;
	void *value;
};

struct index {
	struct index_entry *slots;   /* open addressing; text NULL: free */
	size_t size, count;
};

/* The name's entry, whose value may be set, or NULL. Valid until the next
 * index_add. */
struct index_entry *index_find(const struct index *index, str name);
/* A new entry; the name must not be there yet and is kept by reference. */
void index_add(struct index *index, struct arena *a, str name, void *value);

#endif
