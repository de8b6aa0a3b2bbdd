/* ZIP packages, read with distrust: names that leave the package, links,
 * locked parts and parts that swell beyond reason are refused before they
 * are expanded, and nothing is ever written to disk.
 */
#include <zip.h>

#include "base/file.h"
#include "read/package.h"

#include "base/banned.h"

#define MOST_PARTS 20000
#define LARGEST_PART ((size_t)48 << 20)
#define LARGEST_SUM ((size_t)192 << 20)
/* Word's most repetitive parts shrink to a fiftieth. */
#define LARGEST_RATIO 200
#define SMALL_PART ((size_t)1 << 20)
#define UNIX_TYPE 0170000u
#define UNIX_LINK 0120000u

static bool refuse(struct package *package, str name, const char *why)
{
	struct reading *r = package->reading;
	diag_report(r->diag, reading_span(r, 0), MSG_PACKAGE_UNSAFE,
		    WORDS(name, str_of(why)));
	r->has_failed = true;
	return false;
}

static bool report_broken(struct reading *r, const char *why)
{
	diag_report(r->diag, reading_span(r, 0), MSG_PACKAGE_BROKEN,
		    WORDS(str_of(why)));
	r->has_failed = true;
	return false;
}

/* ".." as a whole part of a path, "/x", "C:x", "a\b" */
static bool leaves_package(str name)
{
	if (str_starts(name, STR("/")) || str_contains(name, STR("\\")) ||
	    (name.len > 1 && name.text[1] == ':'))
		return true;
	while (!str_is_empty(name)) {
		size_t slash = str_find_byte(name, '/');
		if (str_equal(str_cut(name, 0, slash), STR("..")))
			return true;
		name = slash == STR_NOT_FOUND ? STR_NONE
					      : str_from(name, slash + 1);
	}
	return false;
}

static bool is_link(zip_t *zip, zip_uint64_t index)
{
	zip_uint8_t system;
	zip_uint32_t attributes;
	return zip_file_get_external_attributes(zip, index, 0, &system,
						&attributes) == 0 &&
	       system == ZIP_OPSYS_UNIX &&
	       (attributes >> 16 & UNIX_TYPE) == UNIX_LINK;
}

static bool check_names(struct package *package)
{
	zip_int64_t count = zip_get_num_entries(package->zip, 0);
	if (count > MOST_PARTS)
		return refuse(package, STR("*"), "too many parts");
	for (zip_uint64_t i = 0; i < (zip_uint64_t)count; i++) {
		str name = str_of(zip_get_name(package->zip, i,
					       ZIP_FL_ENC_RAW));
		if (leaves_package(name))
			return refuse(package, name, "leaves the package");
		if (is_link(package->zip, i))
			return refuse(package, name, "symbolic link");
	}
	return true;
}

bool package_open(struct reading *r, struct package *package)
{
	str bytes = r->request->bytes;
	zip_error_t error;
	zip_error_init(&error);
	*package = (struct package){.reading = r};
	zip_source_t *source = zip_source_buffer_create(bytes.text, bytes.len,
							0, &error);
	if (source)
		package->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
	if (!package->zip) {
		report_broken(r, zip_error_strerror(&error));
		zip_source_free(source);
	}
	zip_error_fini(&error);
	if (!package->zip)
		return false;
	if (check_names(package))
		return true;
	package_close(package);
	return false;
}

void package_close(struct package *package)
{
	zip_discard(package->zip);
	package->zip = NULL;
}

static zip_int64_t find(const struct package *package, str name)
{
	const char *path = arena_cstring(package->reading->arena, name);
	return zip_name_locate(package->zip, path, ZIP_FL_ENC_RAW);
}

bool package_has(const struct package *package, str name)
{
	return find(package, name) >= 0;
}

static bool check_size(struct package *package, str name, const zip_stat_t *facts)
{
	struct reading *r = package->reading;
	if ((facts->valid & ZIP_STAT_ENCRYPTION_METHOD) &&
	    facts->encryption_method != ZIP_EM_NONE) {
		diag_report(r->diag, reading_span(r, 0), MSG_PACKAGE_LOCKED,
			    NO_WORDS);
		r->has_failed = true;
		return false;
	}
	if (!(facts->valid & ZIP_STAT_SIZE) ||
	    !(facts->valid & ZIP_STAT_COMP_SIZE))
		return refuse(package, name, "no size");
	if (facts->size > LARGEST_PART ||
	    facts->size > LARGEST_SUM - package->taken)
		return refuse(package, name, "too large");
	if (facts->size > SMALL_PART &&
	    facts->size / LARGEST_RATIO > facts->comp_size)
		return refuse(package, name, "swells like a bomb");
	return true;
}

static bool expand(struct package *package, zip_uint64_t index, char *room,
		   size_t size)
{
	zip_file_t *file = zip_fopen_index(package->zip, index, 0);
	if (!file)
		return false;
	size_t at = 0;
	zip_int64_t count = 1;
	while (at < size && count > 0) {
		count = zip_fread(file, room + at, size - at);
		at += count > 0 ? (size_t)count : 0;
	}
	/* The check sum is compared where the part ends. */
	char more;
	bool is_whole = at == size && zip_fread(file, &more, 1) == 0;
	return zip_fclose(file) == 0 && is_whole;
}

bool package_read(struct package *package, str name, str *bytes)
{
	zip_stat_t facts;
	zip_int64_t index = find(package, name);
	if (package->reading->has_failed || index < 0 ||
	    zip_stat_index(package->zip, (zip_uint64_t)index, 0, &facts) != 0 ||
	    !check_size(package, name, &facts))
		return false;
	size_t size = (size_t)facts.size;
	char *room = arena_take(package->reading->arena, size + 1);
	package->taken += size;
	if (!expand(package, (zip_uint64_t)index, room, size))
		return report_broken(package->reading,
				     arena_cstring(package->reading->arena,
						   name));
	*bytes = (str){room, size};
	return true;
}

str package_resolve(str part, str target, struct arena *a)
{
	size_t end = str_find_byte(target, '#');
	target = str_cut(target, 0, end);
	if (str_starts(target, STR("/")))
		return file_join(STR(""), str_from(target, 1), a);
	size_t slash = part.len;
	while (slash > 0 && part.text[slash - 1] != '/')
		slash--;
	return file_join(str_cut(part, 0, slash ? slash - 1 : 0), target, a);
}
