/* Files: read whole, write whole or not at all, stay inside a folder.
 *
 * Paths are UTF-8 with '/'. Results live in the arena.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/arena.h"
#include "base/list.h"

enum file_status {
	FILE_OK,
	FILE_MISSING,
	FILE_FORBIDDEN,    /* no permission, or a folder, device, pipe */
	FILE_TOO_LARGE,
	FILE_FAILED,       /* anything else: disk full, I/O error */
};

/* No source may be larger than this. */
#define FILE_LARGEST_SOURCE ((size_t)64 << 20)

enum file_status file_read(const char *path, size_t largest, struct arena *a,
			   str *bytes);
/* Written beside the target, flushed to disk, then renamed over it: a
 * reader sees the old file or the new one, whole. */
enum file_status file_write(const char *path, str bytes);
/* For libraries that write by themselves: a temporary name beside path
 * (same folder, starts with '.'), to be renamed or removed. */
str file_temporary(const char *path, struct arena *a);
enum file_status file_rename(const char *from, const char *to);
void file_remove(const char *path);
enum file_status file_make_folder(const char *path); /* parents too */
bool file_exists(const char *path);                  /* regular file */
bool file_is_folder(const char *path);
bool file_is_there(const char *path);                /* of any kind */

/* folder + '/' + name, with "." and ".." worked out textually. */
str file_join(str folder, str name, struct arena *a);
str file_folder(str path);             /* before the last '/'; "." if none */
str file_name(str path);               /* after the last '/' */
str file_stem(str path);               /* name without its last extension */
str file_extension(str path);          /* after the last dot, or empty */
/* Does root/name stay below root, symbolic links followed? Absolute names,
 * backslashes and NUL are outside. */
bool file_is_inside(str root, str name);

struct file_names {
	LIST(str) names;
};
/* Names of the regular files in a folder, sorted by bytes; at most
 * `most`. False when the folder cannot be read. */
bool file_list(const char *folder, size_t most, struct arena *a,
	       struct file_names *out);
/* The candidate nearest to `wanted` by edits, or empty when none is near. */
str file_nearest(str wanted, const str *candidates, size_t count);

#endif
