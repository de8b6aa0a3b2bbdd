/* The one growable array behind LIST: capacity doubles, so pushing n
 * elements copies fewer than 2n; who asks for much more gets just that.
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
	size_t room = *capacity ? *capacity * 2 : FIRST_CAPACITY;
	if (room < wanted)
		room = wanted;
	if (room > SIZE_MAX / 4 / size)
		arena_exhausted(SIZE_MAX);
	/* An array whose end is the end of the arena grows where it is. */
	void *grown = arena_grow(a, at, *capacity * size, room * size);
	*capacity = room;
	return grown;
}
