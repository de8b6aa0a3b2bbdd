/* Names of files as text: joined, taken apart, kept inside a folder, and the
 * one a mistyped name was meant to be. Declared in file.h.
 */
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/utf8.h"

#include "base/banned.h"

#define LONGEST_COMPARED 128 /* characters */

/* The next part of a path, the text between slashes. */
static bool next_part(str *rest, str *part)
{
	while (str_starts(*rest, STR("/")))
		*rest = str_from(*rest, 1);
	if (rest->len == 0)
		return false;
	*part = str_cut(*rest, 0, str_find_byte(*rest, '/'));
	*rest = str_from(*rest, part->len);
	return true;
}

/* Appends the parts of `path` to text[0, len), working out "." and "..". */
static size_t append_parts(char *text, size_t len, bool is_absolute, str path)
{
	str part;
	while (next_part(&path, &part)) {
		str so_far = {text, len};
		str last = file_name(so_far);
		bool can_drop = last.len && !str_equal(last, STR(".."));
		if (str_equal(part, STR(".")))
			continue;
		if (str_equal(part, STR("..")) && (can_drop || is_absolute)) {
			len -= last.len;
			if (len > 1 || (len == 1 && !is_absolute))
				len--;
			continue;
		}
		if (len && text[len - 1] != '/')
			text[len++] = '/';
		memcpy(text + len, part.text, part.len);
		len += part.len;
	}
	return len;
}

str file_join(str folder, str name, struct arena *a)
{
	if (str_starts(name, STR("/")))
		folder = STR_NONE;
	bool is_absolute = str_starts(str_is_empty(folder) ? name : folder,
				      STR("/"));
	char *text = arena_take(a, folder.len + name.len + 3);
	size_t len = 0;
	if (is_absolute)
		text[len++] = '/';
	len = append_parts(text, len, is_absolute, folder);
	len = append_parts(text, len, is_absolute, name);
	if (len == 0)
		text[len++] = '.';
	text[len] = '\0';
	return (str){text, len};
}

str file_folder(str path)
{
	size_t slash = str_find_last(path, STR("/"));
	if (slash == STR_NOT_FOUND)
		return STR(".");
	return str_cut(path, 0, slash ? slash : 1);
}

str file_name(str path)
{
	size_t slash = str_find_last(path, STR("/"));
	return slash == STR_NOT_FOUND ? path : str_from(path, slash + 1);
}

/* A dot that begins a name hides the file; it begins no extension. */
static size_t extension_dot(str name)
{
	size_t dot = str_find_last(name, STR("."));
	return dot == 0 || str_equal(name, STR("..")) ? STR_NOT_FOUND : dot;
}

str file_stem(str path)
{
	str name = file_name(path);
	return str_cut(name, 0, extension_dot(name));
}

str file_extension(str path)
{
	str name = file_name(path);
	size_t dot = extension_dot(name);
	return dot == STR_NOT_FOUND ? STR_NONE : str_from(name, dot + 1);
}

static bool stays_textually(str name)
{
	if (str_is_empty(name) || str_starts(name, STR("/")) ||
	    str_find_byte(name, '\\') != STR_NOT_FOUND ||
	    str_find_byte(name, '\0') != STR_NOT_FOUND)
		return false;
	size_t depth = 0;
	str part;
	while (next_part(&name, &part)) {
		if (str_equal(part, STR(".")))
			continue;
		if (!str_equal(part, STR("..")))
			depth++;
		else if (depth-- == 0)
			return false;
	}
	return true;
}

static bool is_below(const char *real_root, const char *real)
{
	str root = str_of(real_root), path = str_of(real);
	if (str_equal(root, STR("/")) || str_equal(root, path))
		return true;
	return str_starts(path, root) && path.text[root.len] == '/';
}

/* Does the longest part of `path` that exists lie below the root? The part
 * up to root_len is the root itself, which exists. */
static bool existing_part_is_below(const char *real_root, size_t root_len,
				   str path, struct arena *a)
{
	for (size_t end = path.len; end > root_len; end--) {
		if (end < path.len && path.text[end] != '/')
			continue;
		const char *part = arena_cstring(a, str_cut(path, 0, end));
		char real[PATH_MAX];
		struct stat facts;
		if (realpath(part, real))
			return is_below(real_root, real);
		/* It is there and leads nowhere: a link that dangles could
		 * still be written through. */
		if (!lstat(part, &facts))
			return false;
	}
	return true;
}

bool file_is_inside(str root, str name)
{
	if (!stays_textually(name))
		return false;
	if (str_is_empty(root))
		root = STR(".");
	struct arena scratch;
	arena_init(&scratch);
	char real_root[PATH_MAX];
	bool is_inside = false;
	if (realpath(arena_cstring(&scratch, root), real_root)) {
		/* Both as it stands and worked out: "link/../x" may be two
		 * different files. */
		str base = arena_join(&scratch, root, STR("/"));
		str raw = arena_join(&scratch, base, name);
		str tidy = arena_join(&scratch, base,
				      file_join(STR_NONE, name, &scratch));
		is_inside = existing_part_is_below(real_root, base.len, raw,
						   &scratch) &&
			    existing_part_is_below(real_root, base.len, tidy,
						   &scratch);
	}
	arena_free(&scratch);
	return is_inside;
}

struct characters {
	uint32_t at[LONGEST_COMPARED];
	size_t count;
};

static bool spell(str s, struct characters *out)
{
	out->count = 0;
	for (size_t at = 0; at < s.len;) {
		if (out->count == LONGEST_COMPARED)
			return false;
		out->at[out->count++] = utf8_next(s, &at);
	}
	return true;
}

static size_t smallest(size_t one, size_t two, size_t three)
{
	size_t least = one < two ? one : two;
	return least < three ? least : three;
}

/* Insertions, deletions and changes that make one of the other. */
static size_t count_edits(const struct characters *one,
			  const struct characters *two)
{
	size_t row[LONGEST_COMPARED + 1];
	for (size_t i = 0; i <= two->count; i++)
		row[i] = i;
	for (size_t i = 0; i < one->count; i++) {
		size_t diagonal = row[0];
		row[0] = i + 1;
		for (size_t j = 0; j < two->count; j++) {
			size_t change = one->at[i] != two->at[j];
			size_t best = smallest(row[j] + 1, row[j + 1] + 1,
					       diagonal + change);
			diagonal = row[j + 1];
			row[j + 1] = best;
		}
	}
	return row[two->count];
}

str file_nearest(str wanted, const str *candidates, size_t count)
{
	struct characters want, have;
	str nearest = STR_NONE;
	if (!spell(wanted, &want))
		return nearest;
	size_t limit = want.count / 3 > 2 ? want.count / 3 : 2;
	size_t least = limit + 1;
	for (size_t i = 0; i < count; i++) {
		if (!spell(candidates[i], &have))
			continue;
		size_t edits = count_edits(&want, &have);
		size_t longer = want.count > have.count ? want.count
							: have.count;
		/* Two words that share no character are not near, however
		 * short they are. */
		if (edits < least && edits < longer) {
			least = edits;
			nearest = candidates[i];
		}
	}
	return nearest;
}
