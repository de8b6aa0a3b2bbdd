/* Runs a command and prints what it took: CPU seconds, seconds on the wall,
 * and the peak memory of its largest process in MiB. For bench.sh.
 *
 * usage: measure COMMAND ARGUMENT...; its status is the command's.
 */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int count, char **arguments)
{
	if (count < 2)
		return 2;
	double start = now();
	pid_t child = fork();
	if (child == 0) {
		/* What the command says must not mix with the figures. */
		dup2(STDERR_FILENO, STDOUT_FILENO);
		execvp(arguments[1], arguments + 1);
		_exit(127);
	}
	int status;
	if (child < 0 || waitpid(child, &status, 0) < 0)
		return 127;
	double wall = now() - start;
	struct rusage used;
	getrusage(RUSAGE_CHILDREN, &used);
	printf("%.2f %.2f %ld\n", seconds(used.ru_utime) + seconds(used.ru_stime),
	       wall, used.ru_maxrss / 1024);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 126;
}
