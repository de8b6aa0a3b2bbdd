/* Memory with a lifetime: everything taken from an arena lives until the
 * arena is freed or rewound. Nothing else in the program calls free().
 *
 * Who may include: every room. An arena is used by one thread at a time.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct arena_block;

struct arena {
	struct arena_block *last;  /* chain of blocks, newest first */
	size_t bytes;              /* taken from the system, all blocks */
};

/* A point to return to; valid until the arena is rewound before it. */
struct arena_mark {
	size_t blocks, used;
};

void arena_init(struct arena *a);
void arena_free(struct arena *a);

/* Zeroed memory, aligned for any type. Never NULL: when the system has no
 * more, prints one line and exits with status 70. */
void *arena_take(struct arena *a, size_t bytes);

/* Make `old` (of old_bytes, all that was taken for it) at least new_bytes
 * long. It may move, and is then gone from its old place; what comes after
 * the old bytes is not zeroed. */
void *arena_grow(struct arena *a, void *old, size_t old_bytes, size_t new_bytes);

#define arena_new(a, type) ((type *)arena_take((a), sizeof(type)))
#define arena_array(a, type, n) ((type *)arena_take_array((a), sizeof(type), (n)))
void *arena_take_array(struct arena *a, size_t size, size_t count);

/* A copy with a NUL after it (not counted in len). */
str arena_copy(struct arena *a, str s);
str arena_join(struct arena *a, str first, str second);
str arena_format(struct arena *a, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* NUL-terminated, for foreign libraries. */
const char *arena_cstring(struct arena *a, str s);

struct arena_mark arena_mark(const struct arena *a);
void arena_rewind(struct arena *a, struct arena_mark mark);
/* All that was taken from `from` lives as long as `into` from now on. */
void arena_absorb(struct arena *into, struct arena *from);

#endif
