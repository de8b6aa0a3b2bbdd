/* Open addressing in a table of twice the entries or more. */
#include "base/index.h"

#include "base/banned.h"

#define FIRST_SIZE 64

/* Where the name is, or would be. */
static struct index_entry *slot_of(const struct index *index, str name)
{
	size_t at = (size_t)str_hash(name) & (index->size - 1);
	while (index->slots[at].name.text &&
	       !str_equal(index->slots[at].name, name))
		at = (at + 1) & (index->size - 1);
	return &index->slots[at];
}

struct index_entry *index_find(const struct index *index, str name)
{
	struct index_entry *slot = index->size ? slot_of(index, name) : NULL;
	return slot && slot->name.text ? slot : NULL;
}

static void grow(struct index *index, struct arena *a)
{
	struct index old = *index;
	index->size = old.size ? old.size * 2 : FIRST_SIZE;
	index->slots = arena_array(a, struct index_entry, index->size);
	for (size_t i = 0; i < old.size; i++)
		if (old.slots[i].name.text)
			*slot_of(index, old.slots[i].name) = old.slots[i];
}

void index_add(struct index *index, struct arena *a, str name, void *value)
{
	if (index->count * 2 >= index->size)
		grow(index, a);
	*slot_of(index, name) = (struct index_entry){name, value};
	index->count++;
}
