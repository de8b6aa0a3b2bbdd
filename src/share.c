/* The program may be run from its source tree (out/build/banxin), from a
 * prefix (bin/banxin), or from a package; it asks the system where it stands
 * and looks beside itself first.
 */
#include "share.h"

#include <unistd.h>

#include "base/file.h"

#include "base/banned.h"

#ifndef SHARE_FOLDER
#define SHARE_FOLDER "/usr/local/share/banxin"
#endif

static bool has_styles(str folder, struct arena *a)
{
	str style = file_join(folder, STR("styles/book.css"), a);
	return file_exists(arena_cstring(a, style));
}

str share_folder(struct arena *a)
{
	static const str beside[] = {
		STR_INIT("../share/banxin"),
		STR_INIT("../.."),
	};
	char path[4096];
	ssize_t len = readlink("/proc/self/exe", path, sizeof path);
	str program = {path, len > 0 ? (size_t)len : 0};
	for (size_t i = 0; len > 0 && i < sizeof beside / sizeof *beside; i++) {
		str folder = file_join(file_folder(program), beside[i], a);
		if (has_styles(folder, a))
			return folder;
	}
	return STR(SHARE_FOLDER);
}

str share_schema(struct arena *a)
{
	str folder = share_folder(a);
	str installed = file_join(folder, STR("book.schema.json"), a);
	return file_exists(arena_cstring(a, installed))
		       ? installed
		       : file_join(folder,
				   STR("share/banxin/book.schema.json"), a);
}
