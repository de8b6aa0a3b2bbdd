/* A package made in memory, as its bytes. */
#ifndef TESTS_ZIP_BYTES_H
#define TESTS_ZIP_BYTES_H

#include <zip.h>

#include "base/arena.h"

/* What was written to the buffer, which is freed. */
static inline str zip_bytes(zip_source_t *target, struct arena *a)
{
	zip_stat_t facts;
	zip_source_stat(target, &facts);
	char *room = arena_take(a, (size_t)facts.size);
	zip_source_open(target);
	zip_source_read(target, room, facts.size);
	zip_source_close(target);
	zip_source_free(target);
	return (str){room, (size_t)facts.size};
}

#endif
