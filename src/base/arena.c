/* Bump memory: a chain of blocks, newest first, each filled from its start.
 * Taking is an addition and a memset; giving back is moving one mark. What
 * is larger than a block has one of its own, which can grow as a whole: the
 * system moves its pages, and none is touched before it is needed.
 *
 * Running out of memory ends the program here, so no caller has to ask.
 * Under AddressSanitizer what is not taken is poisoned, and so is the old
 * place of what has grown; a gap follows each piece: otherwise an overrun
 * would land in our own block, unseen.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/inside.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#define GAP ((size_t)16)
#define HIDE(at, bytes) ASAN_POISON_MEMORY_REGION(at, bytes)
#define SHOW(at, bytes) ASAN_UNPOISON_MEMORY_REGION(at, bytes)
#else
#define GAP ((size_t)0)
#define HIDE(at, bytes) ((void)(at), (void)(bytes))
#define SHOW(at, bytes) ((void)(at), (void)(bytes))
#endif

#include "base/banned.h"

#define FIRST_BLOCK ((size_t)32 << 10)
#define LARGEST_BLOCK ((size_t)1 << 20)
#define ALIGNMENT _Alignof(max_align_t)
#define EXIT_INTERNAL 70

struct arena_block {
	struct arena_block *previous;
	size_t number;             /* from 1, in the chain */
	size_t size, used;
	_Alignas(max_align_t) char data[];
};

_Noreturn void arena_exhausted(size_t bytes)
{
	fprintf(stderr, "banxin: out of memory (%zu bytes wanted)\n", bytes);
	exit(EXIT_INTERNAL);
}

static void add_block(struct arena *a, size_t bytes)
{
	/* A half more each time: a thousand chapters' arenas together must not
	 * hold as much unused as used. */
	size_t size = a->bytes / 2 / ALIGNMENT * ALIGNMENT;
	if (size < FIRST_BLOCK)
		size = FIRST_BLOCK;
	if (size > LARGEST_BLOCK)
		size = LARGEST_BLOCK;
	if (size < bytes)
		size = bytes;
	if (size > SIZE_MAX / 2)
		arena_exhausted(bytes);
	struct arena_block *block = malloc(sizeof *block + size);
	if (!block)
		arena_exhausted(bytes);
	block->previous = a->last;
	block->number = a->last ? a->last->number + 1 : 1;
	block->size = size;
	block->used = 0;
	HIDE(block->data, size);
	a->last = block;
	a->bytes += size;
}

static void drop_block(struct arena *a)
{
	struct arena_block *block = a->last;
	a->last = block->previous;
	a->bytes -= block->size;
	SHOW(block->data, block->size);
	free(block);
}

static bool has_room(const struct arena *a, size_t start, size_t bytes)
{
	return a->last && start <= a->last->size &&
	       bytes <= a->last->size - start;
}

static void *take_aligned(struct arena *a, size_t bytes, size_t alignment)
{
	if (bytes > SIZE_MAX / 4)
		arena_exhausted(bytes);
	size_t start = 0;
	if (a->last)
		start = (a->last->used + alignment - 1) & ~(alignment - 1);
	if (!has_room(a, start, bytes + GAP)) {
		add_block(a, bytes + GAP);
		start = 0;
	}
	char *taken = a->last->data + start;
	a->last->used = start + bytes + GAP;
	SHOW(taken, bytes);
	return taken;
}

void arena_init(struct arena *a)
{
	*a = (struct arena){0};
}

void arena_free(struct arena *a)
{
	while (a->last)
		drop_block(a);
}

void *arena_take(struct arena *a, size_t bytes)
{
	return memset(take_aligned(a, bytes, ALIGNMENT), 0, bytes);
}

void *arena_take_array(struct arena *a, size_t size, size_t count)
{
	if (size && count > SIZE_MAX / size)
		arena_exhausted(SIZE_MAX);
	return arena_take(a, size * count);
}

static bool is_latest(const struct arena *a, const void *piece, size_t bytes)
{
	return a->last && (const char *)piece + bytes + GAP ==
				  a->last->data + a->last->used;
}

/* The link to the block that holds this piece and nothing else, or NULL. */
static struct arena_block **own_block(struct arena *a, const void *piece,
				      size_t bytes)
{
	if (bytes < LARGEST_BLOCK)
		return NULL;
	for (struct arena_block **link = &a->last; *link;
	     link = &(*link)->previous)
		if ((*link)->data == piece)
			return (*link)->used == bytes + GAP ? link : NULL;
	return NULL;
}

static void *grow_block(struct arena *a, struct arena_block **link,
			size_t bytes)
{
	if (bytes > SIZE_MAX / 4)
		arena_exhausted(bytes);
	size_t before = (*link)->size;
	SHOW((*link)->data, before);
	struct arena_block *block = realloc(*link, sizeof *block + bytes + GAP);
	if (!block)
		arena_exhausted(bytes);
	*link = block;
	block->size = block->used = bytes + GAP;
	HIDE(block->data + bytes, GAP);
	a->bytes += block->size - before;
	return block->data;
}

void *arena_grow(struct arena *a, void *old, size_t old_bytes, size_t new_bytes)
{
	if (!old)
		return take_aligned(a, new_bytes, ALIGNMENT);
	if (new_bytes <= old_bytes)
		return old;
	struct arena_block **own = own_block(a, old, old_bytes);
	if (own)
		return grow_block(a, own, new_bytes);
	size_t more = new_bytes - old_bytes;
	if (is_latest(a, old, old_bytes) && has_room(a, a->last->used, more)) {
		a->last->used += more;
		SHOW((char *)old + old_bytes, more);
		return old;
	}
	char *moved = take_aligned(a, new_bytes, ALIGNMENT);
	memcpy(moved, old, old_bytes);
	HIDE(old, old_bytes);
	return moved;
}

void arena_shrink(struct arena *a, void *latest, size_t old_bytes,
		  size_t new_bytes)
{
	if (!is_latest(a, latest, old_bytes) || new_bytes > old_bytes)
		return;
	a->last->used -= old_bytes - new_bytes;
	HIDE((char *)latest + new_bytes, old_bytes - new_bytes);
}

str arena_copy(struct arena *a, str s)
{
	return arena_join(a, s, STR_NONE);
}

str arena_join(struct arena *a, str first, str second)
{
	if (first.len > SIZE_MAX / 8 || second.len > SIZE_MAX / 8)
		arena_exhausted(SIZE_MAX);
	size_t len = first.len + second.len;
	char *text = take_aligned(a, len + 1, 1);
	if (first.len)
		memcpy(text, first.text, first.len);
	if (second.len)
		memcpy(text + first.len, second.text, second.len);
	text[len] = '\0';
	return (str){text, len};
}

str arena_format(struct arena *a, const char *format, ...)
{
	va_list arguments, again;
	va_start(arguments, format);
	va_copy(again, arguments);
	int len = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (len < 0)
		arena_exhausted(SIZE_MAX);
	size_t bytes = (size_t)len + 1;
	char *text = take_aligned(a, bytes, 1);
	vsnprintf(text, bytes, format, again);
	va_end(again);
	return (str){text, (size_t)len};
}

const char *arena_cstring(struct arena *a, str s)
{
	return arena_copy(a, s).text;
}

struct arena_mark arena_mark(const struct arena *a)
{
	if (!a->last)
		return (struct arena_mark){0};
	return (struct arena_mark){a->last->number, a->last->used};
}

void arena_rewind(struct arena *a, struct arena_mark mark)
{
	while (a->last && a->last->number > mark.blocks)
		drop_block(a);
	if (!a->last)
		return;
	HIDE(a->last->data + mark.used, a->last->used - mark.used);
	a->last->used = mark.used;
}

void arena_absorb(struct arena *into, struct arena *from)
{
	struct arena_block **link = &from->last;
	size_t before = into->last ? into->last->number : 0;
	for (; *link; link = &(*link)->previous)
		(*link)->number += before;
	*link = into->last;
	into->last = from->last;
	into->bytes += from->bytes;
	arena_init(from);
}
