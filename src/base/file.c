/* Files read whole and written whole. A write goes to a hidden name in the
 * same folder, reaches the disk, and only then takes the target's name, so a
 * failed run leaves the old file as it was.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

#include "base/banned.h"

/* What most file systems allow for one name, in bytes. */
#define LONGEST_NAME 255
#define DEFAULT_MODE 0666

static enum file_status status_of(int error)
{
	switch (error) {
	case ENOENT:
	case ENOTDIR:
		return FILE_MISSING;
	case EACCES:
	case EPERM:
	case EISDIR:
	case ELOOP:
	case EROFS:
		return FILE_FORBIDDEN;
	default:
		return FILE_FAILED;
	}
}

/* Up to `room` bytes, fewer only at the end of the file. -1: error. */
static ssize_t read_fully(int handle, char *into, size_t room)
{
	size_t have = 0;
	while (have < room) {
		ssize_t got = read(handle, into + have, room - have);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (got == 0)
			break;
		have += (size_t)got;
	}
	return (ssize_t)have;
}

static enum file_status read_open(int handle, size_t largest, struct arena *a,
				  str *bytes)
{
	struct stat facts;
	if (fstat(handle, &facts))
		return status_of(errno);
	if (!S_ISREG(facts.st_mode))
		return FILE_FORBIDDEN;
	if (facts.st_size < 0 || (uintmax_t)facts.st_size > largest)
		return FILE_TOO_LARGE;
	size_t room = (size_t)facts.st_size;
	char *text = arena_take(a, room + 1);
	ssize_t len = read_fully(handle, text, room);
	if (len < 0)
		return status_of(errno);
	text[len] = '\0';
	*bytes = (str){text, (size_t)len};
	return FILE_OK;
}

enum file_status file_read(const char *path, size_t largest, struct arena *a,
			   str *bytes)
{
	/* Without O_NONBLOCK, opening a pipe would wait for its writer. */
	int handle = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (handle < 0)
		return status_of(errno);
	enum file_status status = read_open(handle, largest, a, bytes);
	close(handle);
	return status;
}

static bool write_fully(int handle, str bytes)
{
	while (bytes.len > 0) {
		ssize_t done = write(handle, bytes.text, bytes.len);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		bytes = str_from(bytes, (size_t)done);
	}
	return true;
}

/* A file that is replaced keeps its permissions. */
static void copy_mode(const char *path, int handle)
{
	struct stat facts;
	if (!stat(path, &facts) && S_ISREG(facts.st_mode))
		(void)!fchmod(handle, facts.st_mode & 0777);
}

static enum file_status write_temporary(const char *temporary, const char *path,
					str bytes)
{
	unlink(temporary);
	int handle = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
			  DEFAULT_MODE);
	if (handle < 0)
		return status_of(errno);
	copy_mode(path, handle);
	enum file_status status = FILE_OK;
	if (!write_fully(handle, bytes) || fsync(handle))
		status = status_of(errno);
	if (close(handle) && status == FILE_OK)
		status = status_of(errno);
	return status;
}

enum file_status file_write(const char *path, str bytes)
{
	struct arena scratch;
	arena_init(&scratch);
	str temporary = file_temporary(path, &scratch);
	enum file_status status = write_temporary(temporary.text, path, bytes);
	if (status == FILE_OK)
		status = file_rename(temporary.text, path);
	if (status != FILE_OK)
		file_remove(temporary.text);
	arena_free(&scratch);
	return status;
}

str file_temporary(const char *path, struct arena *a)
{
	str whole = str_of(path);
	str name = file_name(whole);
	str folder = str_cut(whole, 0, whole.len - name.len);
	/* The process number keeps two builds of one book apart. */
	str suffix = arena_format(a, ".%ld.part", (long)getpid());
	size_t room = LONGEST_NAME - 1 - suffix.len;
	str begun = arena_join(a, STR("."), str_cut(name, 0, room));
	return arena_join(a, folder, arena_join(a, begun, suffix));
}

enum file_status file_rename(const char *from, const char *to)
{
	return rename(from, to) ? status_of(errno) : FILE_OK;
}

void file_remove(const char *path)
{
	unlink(path);
}

static bool make_one_folder(const char *path)
{
	return !mkdir(path, 0777) || (errno == EEXIST && file_is_folder(path));
}

enum file_status file_make_folder(const char *path)
{
	if (make_one_folder(path))
		return FILE_OK;
	if (errno != ENOENT)
		return errno == EEXIST ? FILE_FORBIDDEN : status_of(errno);
	struct arena scratch;
	arena_init(&scratch);
	str whole = str_of(path);
	bool made = true;
	for (size_t at = 1; made && at <= whole.len; at++)
		if (at == whole.len || whole.text[at] == '/')
			made = make_one_folder(
				arena_cstring(&scratch, str_cut(whole, 0, at)));
	enum file_status status = made ? FILE_OK : status_of(errno);
	arena_free(&scratch);
	return status;
}

bool file_exists(const char *path)
{
	struct stat facts;
	return !stat(path, &facts) && S_ISREG(facts.st_mode);
}

bool file_is_there(const char *path)
{
	return access(path, F_OK) == 0;
}

bool file_is_folder(const char *path)
{
	struct stat facts;
	return !stat(path, &facts) && S_ISDIR(facts.st_mode);
}

static int compare_names(const void *one, const void *other)
{
	return str_compare(*(const str *)one, *(const str *)other);
}

static bool is_regular_in(DIR *folder, const char *name)
{
	struct stat facts;
	return !fstatat(dirfd(folder), name, &facts, 0) &&
	       S_ISREG(facts.st_mode);
}

bool file_list(const char *folder, size_t most, struct arena *a,
	       struct file_names *out)
{
	DIR *open_folder = opendir(folder);
	if (!open_folder)
		return false;
	struct file_names found = {0};
	struct dirent *entry;
	while ((entry = readdir(open_folder)))
		if (is_regular_in(open_folder, entry->d_name))
			list_push(a, &found.names,
				  arena_copy(a, str_of(entry->d_name)));
	closedir(open_folder);
	if (found.names.count)
		qsort(found.names.at, found.names.count, sizeof(str),
		      compare_names);
	/* Cut after sorting: which names stay must not depend on the order
	 * of the directory. */
	if (found.names.count > most)
		found.names.count = most;
	*out = found;
	return true;
}
