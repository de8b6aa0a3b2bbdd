/* Independent jobs on all cores. The next job's number is one atomic
 * counter: no queue and no lock, and uneven chapters balance themselves.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#include "base/pool.h"

#include "base/banned.h"

#define MOST_THREADS 64

struct work {
	atomic_size_t next;
	size_t count;
	void (*job)(void *context, size_t number);
	void *context;
};

static void *run_jobs(void *argument)
{
	struct work *work = argument;
	size_t number;
	while ((number = atomic_fetch_add(&work->next, 1)) < work->count)
		work->job(work->context, number);
	return NULL;
}

static size_t thread_count(size_t count, unsigned threads)
{
	size_t wanted = threads;
	if (threads == 0) {
		long cores = sysconf(_SC_NPROCESSORS_ONLN);
		wanted = cores > 0 ? (size_t)cores : 1;
	}
	if (wanted > MOST_THREADS)
		wanted = MOST_THREADS;
	return wanted < count ? wanted : count;
}

void pool_run(size_t count, unsigned threads,
	      void (*job)(void *context, size_t number), void *context)
{
	struct work work = {.count = count, .job = job, .context = context};
	pthread_t helpers[MOST_THREADS];
	size_t wanted = thread_count(count, threads), started = 0;
	/* The caller works too. A thread the system refuses is no loss: the
	 * others take its share. */
	while (started + 1 < wanted &&
	       !pthread_create(&helpers[started], NULL, run_jobs, &work))
		started++;
	run_jobs(&work);
	for (size_t i = 0; i < started; i++)
		pthread_join(helpers[i], NULL);
}
