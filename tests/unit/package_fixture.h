/* Packages made in memory, part by part, and read. */
#ifndef PACKAGE_FIXTURE_H
#define PACKAGE_FIXTURE_H


#include "tests/unit/read_fixture.h"
#include "tests/unit/zip_bytes.h"

struct part {
	const char *name;
	str bytes;
};

#define W "xmlns:w=\"w\" xmlns:m=\"m\" xmlns:r=\"r\""
#define BODY(text)                                                             \
	STR("<w:document " W "><w:body>" text "</w:body></w:document>")
#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"

static inline str pack_with(const struct part *parts, size_t count,
			    struct arena *a, bool is_link)
{
	zip_error_t error;
	zip_error_init(&error);
	zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &error);
	zip_source_keep(target);
	zip_t *zip = zip_open_from_source(target, ZIP_TRUNCATE, &error);
	assert_non_null(zip);
	for (size_t i = 0; i < count; i++) {
		zip_source_t *source = zip_source_buffer(
			zip, parts[i].bytes.text, parts[i].bytes.len, 0);
		zip_int64_t at = zip_file_add(zip, parts[i].name, source,
					      ZIP_FL_ENC_UTF_8);
		if (is_link)
			zip_file_set_external_attributes(
				zip, (zip_uint64_t)at, 0, ZIP_OPSYS_UNIX,
				0120777u << 16);
	}
	assert_int_equal(zip_close(zip), 0);
	return zip_bytes(target, a);
}

static inline str pack(const struct part *parts, size_t count, struct arena *a)
{
	return pack_with(parts, count, a, false);
}

static inline void read_parts(struct fixture *f, const struct part *parts,
			      size_t count)
{
	struct arena a;
	arena_init(&a);
	str bytes = pack(parts, count, &a);
	fixture_bytes(f, "x.docx", bytes);
	arena_free(&a);
}

#define READ(f, ...)                                                           \
	read_parts((f), (const struct part[]){__VA_ARGS__},                    \
		   sizeof((const struct part[]){__VA_ARGS__}) /                \
			   sizeof(struct part))

#endif
