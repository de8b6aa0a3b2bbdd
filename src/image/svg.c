/* An SVG drawing -> a PNG of 300 dots to the inch, drawn by rsvg-convert.
 *
 * librsvg brings half a desktop along, and drawings are hostile: it works in
 * a process of its own, bounded in memory and time, and only for books that
 * have such a picture. What comes from standard input has no address, so it
 * reaches no file of this machine. The bytes go through files without names:
 * nobody waits for a full pipe.
 */
#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "image/inside.h"

#include "base/banned.h"

#define SHELL_NOT_FOUND 127
#define LARGEST_PNG ((long)64 << 20)

/* 96 pixels of a drawing are an inch. */
static const char command[] =
	"ulimit -v 1048576; ulimit -t 10;"
	"exec rsvg-convert --zoom=3.125 --background-color=white";

/* The shell's exit status; negative: it never ran. */
static int run(FILE *input, FILE *output)
{
	char *arguments[] = {"sh", "-c", (char *)command, NULL};
	char *environment[] = {
		"PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C.UTF-8", NULL,
	};
	posix_spawn_file_actions_t actions;
	pid_t child;
	int status = -1;
	if (posix_spawn_file_actions_init(&actions) != 0)
		return -1;
	posix_spawn_file_actions_adddup2(&actions, fileno(input), 0);
	posix_spawn_file_actions_adddup2(&actions, fileno(output), 1);
	posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", 1, 0);
	if (posix_spawn(&child, "/bin/sh", &actions, NULL, arguments,
			environment) == 0 &&
	    waitpid(child, &status, 0) == child)
		status = WIFEXITED(status) ? WEXITSTATUS(status) : 1;
	posix_spawn_file_actions_destroy(&actions);
	return status;
}

static bool read_back(FILE *file, struct arena *a, str *out)
{
	if (fseek(file, 0, SEEK_END) != 0)
		return false;
	long len = ftell(file);
	if (len <= 0 || len > LARGEST_PNG || fseek(file, 0, SEEK_SET) != 0)
		return false;
	char *bytes = arena_take(a, (size_t)len);
	*out = (str){bytes, (size_t)len};
	return fread(bytes, 1, (size_t)len, file) == (size_t)len;
}

static enum image_status draw(str bytes, FILE *input, FILE *output,
			      struct arena *a, str *out)
{
	if (fwrite(bytes.text, 1, bytes.len, input) != bytes.len ||
	    fflush(input) != 0 || fseek(input, 0, SEEK_SET) != 0)
		return IMAGE_BROKEN;
	int status = run(input, output);
	if (status == SHELL_NOT_FOUND)
		return IMAGE_NEEDS_RSVG;
	return status == 0 && read_back(output, a, out) ? IMAGE_OK
							: IMAGE_BROKEN;
}

enum image_status svg_draw(str bytes, struct arena *a, str *out)
{
	enum image_status status = IMAGE_BROKEN;
	FILE *input = tmpfile(), *output = tmpfile();
	if (input && output)
		status = draw(bytes, input, output, a, out);
	if (input)
		fclose(input);
	if (output)
		fclose(output);
	return status;
}
