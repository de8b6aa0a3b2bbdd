/* A program of the system in a process of its own: bytes in, bytes out. For
 * what is too large or too frail to live in this one.
 */
#ifndef BASE_CHILD_H
#define BASE_CHILD_H

#include "base/arena.h"

enum child_status {
	CHILD_OK,
	CHILD_MISSING,     /* no such program here */
	CHILD_FAILED,      /* it, or the way to it; or more than `most` came */
};

/* command: one of ours, for the shell, never of the user's making. It gets
 * 1 GB of memory, ten seconds, the C locale, and no errors of its are seen. */
enum child_status child_run(const char *command, str input, size_t most,
			    struct arena *a, str *output);

#endif
