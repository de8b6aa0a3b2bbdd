/* Bump memory: a chain of blocks, newest first, each filled from its start.
 * Taking is an addition and a memset; giving back is moving one mark.
 *
 * Running out of memory ends the program here, so no caller has to ask.
 * Under AddressSanitizer what is not taken is poisoned, and a gap follows
 * each piece: otherwise an overrun would land in our own block, unseen.
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

void *arena_grow(struct arena *a, void *old, size_t old_bytes, size_t new_bytes)
{
	if (!old)
		return arena_take(a, new_bytes);
	if (new_bytes <= old_bytes)
		return old;
	size_t more = new_bytes - old_bytes;
	if (is_latest(a, old, old_bytes) && has_room(a, a->last->used, more)) {
		char *fresh = (char *)old + old_bytes;
		a->last->used += more;
		SHOW(fresh, more);
		memset(fresh, 0, more);
		return old;
	}
	char *moved = take_aligned(a, new_bytes, ALIGNMENT);
	memcpy(moved, old, old_bytes);
	memset(moved + old_bytes, 0, more);
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
	return (struct arena_mark){a->last, a->last ? a->last->used : 0};
}

void arena_rewind(struct arena *a, struct arena_mark mark)
{
	while (a->last != mark.block)
		drop_block(a);
	if (!a->last)
		return;
	HIDE(a->last->data + mark.used, a->last->used - mark.used);
	a->last->used = mark.used;
}
