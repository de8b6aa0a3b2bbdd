/* Parts -> the container (EPUB 3.3, OCF ZIP), byte for byte the same for
 * the same parts.
 *
 * libzip is handed data that is deflated already: a source that says so,
 * and knows its CRC and sizes, is copied as it stands.
 */
#include <zip.h>

#include "base/deflate.h"
#include "epub/inside.h"

#include "base/banned.h"

/* 1980-01-01 00:00:00 in DOS form: the first moment ZIP knows. */
#define DOS_FIRST_DATE 0x0021

struct source {
	const struct epub_part *part;
	str bytes;
	size_t at;
	zip_error_t error;
};

static zip_int64_t read_source(struct source *source, void *data,
			       zip_uint64_t room)
{
	size_t count = source->bytes.len - source->at;
	if (count > room)
		count = (size_t)room;
	memcpy(data, source->bytes.text + source->at, count);
	source->at += count;
	return (zip_int64_t)count;
}

static zip_int64_t describe(const struct source *source, void *data)
{
	const struct epub_part *part = source->part;
	zip_stat_t *status = data;
	zip_stat_init(status);
	status->valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_CRC |
			ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
	status->size = part->bytes;
	status->comp_size = source->bytes.len;
	status->crc = part->crc32;
	status->comp_method = part->is_stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE;
	status->encryption_method = ZIP_EM_NONE;
	return sizeof *status;
}

static zip_int64_t answer(void *user, void *data, zip_uint64_t len,
			  zip_source_cmd_t command)
{
	struct source *source = user;
	switch ((int)command) {
	case ZIP_SOURCE_OPEN:
		source->at = 0;
		return 0;
	case ZIP_SOURCE_READ:
		return read_source(source, data, len);
	case ZIP_SOURCE_STAT:
		return describe(source, data);
	case ZIP_SOURCE_ERROR:
		return zip_error_to_data(&source->error, data, len);
	case ZIP_SOURCE_CLOSE:
	case ZIP_SOURCE_FREE:
		return 0;
	case ZIP_SOURCE_SUPPORTS:
		return zip_source_make_command_bitmap(
			ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE,
			ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
	}
	zip_error_set(&source->error, ZIP_ER_OPNOTSUPP, 0);
	return -1;
}

struct dos_time {
	uint16_t date, time;
};

/* In UTC, so that the builder's time zone leaves no trace. Days to a civil
 * date by the 400-year cycle of the Gregorian calendar, from 1 March. */
static struct dos_time dos_time(int64_t epoch)
{
	int64_t days = epoch / 86400, seconds = epoch % 86400;
	int64_t era_day = (days + 719468) % 146097;
	int64_t era = (days + 719468) / 146097;
	int64_t year = (era_day - era_day / 1460 + era_day / 36524 -
			era_day / 146096) / 365;
	int64_t day = era_day - (365 * year + year / 4 - year / 100);
	int64_t month = (5 * day + 2) / 153;
	day = day - (153 * month + 2) / 5 + 1;
	year += era * 400 + (month >= 10);
	month = month < 10 ? month + 3 : month - 9;
	if (epoch < 0 || year < 1980 || year > 2107)
		return (struct dos_time){DOS_FIRST_DATE, 0};
	return (struct dos_time){
		(uint16_t)((year - 1980) << 9 | month << 5 | day),
		(uint16_t)(seconds / 3600 << 11 | seconds / 60 % 60 << 5 |
			   seconds % 60 / 2),
	};
}

static bool add_part(zip_t *archive, const struct epub_part *part,
		     struct dos_time when, struct arena *a)
{
	struct source *source = arena_new(a, struct source);
	source->part = part;
	source->bytes = part->deflated;
	zip_error_init(&source->error);
	zip_source_t *data = zip_source_function(archive, answer, source);
	if (!data)
		return false;
	zip_int64_t at = zip_file_add(archive, arena_cstring(a, part->name),
				      data, ZIP_FL_ENC_UTF_8);
	if (at < 0) {
		zip_source_free(data);
		return false;
	}
	zip_uint64_t index = (zip_uint64_t)at;
	/* The default method takes deflated data over as it is. */
	zip_int32_t method = part->is_stored ? ZIP_CM_STORE : ZIP_CM_DEFAULT;
	return zip_set_file_compression(archive, index, method, 0) == 0 &&
	       zip_file_set_dostime(archive, index, when.time, when.date, 0) == 0 &&
	       zip_file_set_external_attributes(archive, index, 0,
						ZIP_OPSYS_UNIX,
						0100644u << 16) == 0;
}

/* What libzip wrote into its buffer. */
static bool take_bytes(zip_source_t *buffer, struct arena *a, str *out)
{
	zip_stat_t status;
	if (zip_source_stat(buffer, &status) < 0 ||
	    !(status.valid & ZIP_STAT_SIZE) || zip_source_open(buffer) < 0)
		return false;
	char *bytes = arena_take(a, (size_t)status.size + 1);
	zip_int64_t count = zip_source_read(buffer, bytes, status.size);
	zip_source_close(buffer);
	*out = (str){bytes, (size_t)status.size};
	return count == (zip_int64_t)status.size;
}

static bool fill(zip_t *archive, const struct epub_part *const *parts,
		 size_t count, int64_t epoch, struct arena *a)
{
	bool is_done = true;
	struct dos_time when = dos_time(epoch);
	for (size_t i = 0; i < count && is_done; i++)
		is_done = add_part(archive, parts[i], when, a);
	if (is_done)
		is_done = zip_close(archive) == 0;
	if (!is_done)
		zip_discard(archive);
	return is_done;
}

bool zip_pack(const struct epub_part *const *parts, size_t count,
	      int64_t epoch, struct arena *a, str *out)
{
	zip_source_t *buffer = zip_source_buffer_create(NULL, 0, 0, NULL);
	if (!buffer)
		return false;
	zip_t *archive = zip_open_from_source(buffer, ZIP_TRUNCATE, NULL);
	bool is_done = archive;
	if (archive) {
		/* One for the archive, which lets go of it, one for us. */
		zip_source_keep(buffer);
		is_done = fill(archive, parts, count, epoch, a) &&
			  take_bytes(buffer, a, out);
	}
	zip_source_free(buffer);
	return is_done;
}

/* Packing a book of this length harder costs a twentieth of a second. Parts
 * beyond this size have few characters and very many elements. */
#define SMALL_BOOK 300000
#define SMALL_PART (2u << 20)

static enum deflate_effort effort_for(const struct book *book, size_t bytes)
{
	uint32_t characters = 0;
	if (bytes > SMALL_PART)
		return DEFLATE_FAST;
	for (size_t i = 0; i < book->chapter_count; i++) {
		characters += book->chapters[i]->character_count;
		if (characters > SMALL_BOOK)
			return DEFLATE_FAST;
	}
	return DEFLATE_SMALL;
}

void part_pack(struct epub_part *part, str bytes,
	       const struct epub_request *request, struct arena *a)
{
	part->bytes = bytes.len;
	part->crc32 = deflate_crc32(bytes);
	if (!part->is_stored)
		part->deflated = deflate_raw(
			bytes, effort_for(request->book, bytes.len), a);
	part->is_stored |= part->deflated.len >= bytes.len;
	if (part->is_stored)
		part->deflated = bytes;
}
