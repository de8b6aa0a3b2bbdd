/* The one growable array behind LIST: capacity doubles, so pushing n
 * elements copies fewer than 2n. The old array stays in the arena.
 */
#include "base/inside.h"
#include "base/list.h"

#include "base/banned.h"

#define FIRST_CAPACITY 8

void *list_room(struct arena *a, void *at, size_t size, size_t *capacity,
		size_t wanted)
{
	if (wanted <= *capacity)
		return at;
	size_t room = *capacity ? *capacity : FIRST_CAPACITY;
	while (room < wanted && room <= SIZE_MAX / 2)
		room *= 2;
	if (room < wanted || room > SIZE_MAX / 4 / size)
		arena_exhausted(SIZE_MAX);
	/* An array whose end is the end of the arena grows where it is. */
	void *grown = arena_grow(a, at, *capacity * size, room * size);
	*capacity = room;
	return grown;
}
