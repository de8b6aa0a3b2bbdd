/* The one growable array: LIST(struct page) pages; list_push(a, &pages, p).
 * Elements may move when the list grows, so keep indexes, not pointers.
 */
#ifndef BASE_LIST_H
#define BASE_LIST_H

#include "base/arena.h"

#define LIST(type)                                                             \
	struct {                                                               \
		type *at;                                                      \
		size_t count, capacity;                                        \
	}

#define list_reserve(a, list, wanted)                                          \
	((list)->at = (wanted) <= (list)->capacity                             \
			      ? (list)->at                                     \
			      : list_room((a), (list)->at,                     \
					  sizeof *(list)->at,                  \
					  &(list)->capacity, (wanted)))

#define list_push(a, list, ...)                                                \
	do {                                                                   \
		list_reserve((a), (list), (list)->count + 1);                  \
		(list)->at[(list)->count++] = (__VA_ARGS__);                   \
	} while (0)

/* Behind list_reserve: the array, grown so that `wanted` elements fit. */
void *list_room(struct arena *a, void *at, size_t size, size_t *capacity,
		size_t wanted);

#endif
