/* The shell sets the bounds and becomes the program. The bytes go through
 * files without names, so nobody waits for a full pipe.
 */
#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>

#include "base/child.h"

#include "base/banned.h"

#define SHELL_NOT_FOUND 127

static enum child_status status_of(int status)
{
	if (!WIFEXITED(status))
		return CHILD_FAILED;
	if (WEXITSTATUS(status) == SHELL_NOT_FOUND)
		return CHILD_MISSING;
	return WEXITSTATUS(status) == 0 ? CHILD_OK : CHILD_FAILED;
}

static enum child_status run(const char *line, FILE *input, FILE *output)
{
	char *arguments[] = {"sh", "-c", (char *)line, NULL};
	char *environment[] = {
		"PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C.UTF-8", NULL,
	};
	posix_spawn_file_actions_t actions;
	pid_t child;
	int status;
	enum child_status result = CHILD_FAILED;
	if (posix_spawn_file_actions_init(&actions) != 0)
		return CHILD_FAILED;
	posix_spawn_file_actions_adddup2(&actions, fileno(input), 0);
	posix_spawn_file_actions_adddup2(&actions, fileno(output), 1);
	posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", 1, 0);
	if (posix_spawn(&child, "/bin/sh", &actions, NULL, arguments,
			environment) == 0 &&
	    waitpid(child, &status, 0) == child)
		result = status_of(status);
	posix_spawn_file_actions_destroy(&actions);
	return result;
}

static bool write_whole(FILE *file, str bytes)
{
	return fwrite(bytes.text, 1, bytes.len, file) == bytes.len &&
	       fflush(file) == 0 && fseek(file, 0, SEEK_SET) == 0;
}

static bool read_whole(FILE *file, size_t most, struct arena *a, str *out)
{
	if (fseek(file, 0, SEEK_END) != 0)
		return false;
	long len = ftell(file);
	if (len < 0 || (size_t)len > most || fseek(file, 0, SEEK_SET) != 0)
		return false;
	char *bytes = arena_take(a, (size_t)len);
	*out = (str){bytes, (size_t)len};
	return fread(bytes, 1, (size_t)len, file) == (size_t)len;
}

enum child_status child_run(const char *command, str input, size_t most,
			    struct arena *a, str *output)
{
	FILE *in = tmpfile(), *out = tmpfile();
	enum child_status status = CHILD_FAILED;
	str line = arena_format(a, "ulimit -v 1048576; ulimit -t 10; exec %s",
				command);
	if (in && out && write_whole(in, input))
		status = run(arena_cstring(a, line), in, out);
	if (status == CHILD_OK && !read_whole(out, most, a, output))
		status = CHILD_FAILED;
	if (in)
		fclose(in);
	if (out)
		fclose(out);
	return status;
}
