/* Shared between the files of base, and seen by no other room. */
#ifndef BASE_INSIDE_H
#define BASE_INSIDE_H

#include "base/diag.h"

/* One line on stderr, then exit status 70. */
_Noreturn void arena_exhausted(size_t bytes);

/* Gives back the end of `latest`, which must be the last thing taken. */
void arena_shrink(struct arena *a, void *latest, size_t old_bytes,
		  size_t new_bytes);

struct finding_list {
	LIST(const struct finding *) findings;
};

/* Each finding once, in the order of sources, lines and columns. */
struct finding_list diag_sorted(const struct diag *d, struct arena *a);
str diag_hint(enum message message, struct words words,
	      enum interface_language language, struct arena *a);

#endif
