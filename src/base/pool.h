/* Independent jobs on all cores. Jobs are numbered; each writes only what
 * is its own, and the results are joined in number order afterwards, so the
 * outcome does not depend on how many threads ran.
 */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include <stddef.h>

/* Runs job(context, 0) ... job(context, count - 1), each exactly once, and
 * returns when all are done. threads: 0 means one for each core. */
void pool_run(size_t count, unsigned threads,
	      void (*job)(void *context, size_t number), void *context);

#endif
