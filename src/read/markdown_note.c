/* The names of a source's notes: [^1] is a mark where a note of that name is
 * defined, and text elsewhere.
 */
#include "read/markdown.h"

#include "base/banned.h"

struct note_index {
	const str *slots;             /* open addressing; empty: free */
	size_t mask;
};

const struct note_index *index_notes(const struct markdown_source *source,
				     struct arena *a)
{
	struct note_index *index = arena_new(a, struct note_index);
	size_t size = 8;
	while (size < source->notes.count * 2)
		size *= 2;
	str *slots = arena_array(a, str, size);
	for (size_t i = 0; i < source->notes.count; i++) {
		str id = source->notes.at[i].id;
		size_t at = str_hash(id) & (size - 1);
		while (slots[at].len && !str_equal(slots[at], id))
			at = (at + 1) & (size - 1);
		slots[at] = id;
	}
	index->slots = slots;
	index->mask = size - 1;
	return index;
}

bool is_note(const struct note_index *index, str id)
{
	size_t at = str_hash(id) & index->mask;
	while (index->slots[at].len) {
		if (str_equal(index->slots[at], id))
			return true;
		at = (at + 1) & index->mask;
	}
	return false;
}
