/* A container -> its files (EPUB 3.3, OCF ZIP; APPNOTE 4.3), and what a
 * container of ours may not have: the first bytes of an EPUB say what it is,
 * so mimetype comes first, stored, without extra field.
 */
#include "base/deflate.h"
#include "epub/check.h"

#include "base/banned.h"

#define END_BYTES 22
#define RECORD_BYTES 46
#define HEADER_BYTES 30
/* Deflate makes nothing smaller than this; what says so is a bomb. */
#define MOST_EXPANSION 1040
#define MOST_ENTRIES 65535

static uint32_t number(str s, size_t at, int bytes)
{
	uint32_t value = 0;
	for (int i = bytes - 1; i >= 0; i--)
		value = value << 8 | (unsigned char)s.text[at + (size_t)i];
	return value;
}

static bool has_signature(str s, size_t at, const char *signature)
{
	return s.len >= 4 && at <= s.len - 4 &&
	       memcmp(s.text + at, signature, 4) == 0;
}

static bool find_end(str zip, size_t *end)
{
	for (size_t back = END_BYTES; back <= zip.len &&
	     back < END_BYTES + 65536; back++)
		if (has_signature(zip, zip.len - back, "PK\5\6")) {
			*end = zip.len - back;
			return true;
		}
	return false;
}

struct record {
	str name;
	uint32_t flags, method, packed, bytes, offset;
};

static bool read_bytes(struct check *c, str zip, const struct record *r,
		       str *out)
{
	size_t at = r->offset;
	if (!has_signature(zip, at, "PK\3\4") || zip.len - at < HEADER_BYTES)
		return false;
	at += HEADER_BYTES + number(zip, at + 26, 2) + number(zip, at + 28, 2);
	if (at > zip.len || zip.len - at < r->packed)
		return false;
	str packed = str_cut(zip, at, at + r->packed);
	if (r->method == 0) {
		*out = packed;
		return r->bytes == r->packed;
	}
	return r->method == 8 &&
	       r->bytes / MOST_EXPANSION <= r->packed &&
	       deflate_expand_raw(packed, r->bytes, c->arena, out);
}

static bool is_bad_name(str name)
{
	for (size_t i = 0; i < name.len; i++) {
		unsigned char ch = (unsigned char)name.text[i];
		if (ch < 0x20 || ch == 0x7F || strchr("\"*:<>?\\|", ch))
			return true;
	}
	return name.len && name.text[name.len - 1] == '.';
}

static str fold(str name, struct arena *a)
{
	struct buf out;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	for (size_t i = 0; i < name.len; i++) {
		char ch = name.text[i];
		buf_add_byte(&out, ch >= 'A' && ch <= 'Z' ? (char)(ch + 32)
							  : ch);
	}
	return buf_str(&out);
}

static void add_entry(struct check *c, struct name_map *folded, str zip,
		      const struct record *r)
{
	struct entry entry = {.name = r->name, .is_stored = r->method == 0,
			      .bytes = STR_NONE};
	c->current = c->entries.count;
	list_push(c->arena, &c->entries, entry);
	if ((r->flags & 1) || !read_bytes(c, zip, r,
					  &c->entries.at[c->current].bytes))
		check_fault(c, 0, "PKG-008", r->name);
	if (is_bad_name(r->name))
		check_fault(c, 0, "PKG-009", r->name);
	if (!map_add(folded, 0, fold(r->name, c->arena), 0))
		check_fault(c, 0, "OPF-060", r->name);
	map_add(&c->names, 0, r->name, (uint32_t)c->current);
}

static bool read_record(str zip, size_t *at, struct record *r)
{
	if (!has_signature(zip, *at, "PK\1\2") || zip.len - *at < RECORD_BYTES)
		return false;
	*r = (struct record){
		.flags = number(zip, *at + 8, 2),
		.method = number(zip, *at + 10, 2),
		.packed = number(zip, *at + 20, 4),
		.bytes = number(zip, *at + 24, 4),
		.offset = number(zip, *at + 42, 4),
	};
	size_t name = *at + RECORD_BYTES;
	size_t len = number(zip, *at + 28, 2);
	size_t rest = number(zip, *at + 30, 2) + number(zip, *at + 32, 2);
	if (zip.len - name < len + rest)
		return false;
	r->name = str_cut(zip, name, name + len);
	*at = name + len + rest;
	return true;
}

/* Byte for byte: readers look at fixed places. */
static void check_mimetype(struct check *c, str zip)
{
	str type = STR("application/epub+zip");
	bool is_first = zip.len > HEADER_BYTES + 8 &&
			has_signature(zip, 0, "PK\3\4") &&
			str_equal(str_cut(zip, HEADER_BYTES, HEADER_BYTES + 8),
				  STR("mimetype")) &&
			number(zip, 26, 2) == 8;
	c->current = 0;
	if (!is_first)
		check_fault(c, 0, "PKG-006", STR("mimetype"));
	else if (number(zip, 28, 2) != 0)
		check_fault(c, 0, "PKG-005", STR("mimetype"));
	else if (number(zip, 8, 2) != 0 ||
		 !str_equal(c->entries.at[0].bytes, type))
		check_fault(c, 0, "PKG-007", STR("mimetype"));
}

bool unzip(struct check *c, str container)
{
	struct name_map folded = {.arena = c->arena};
	size_t end = 0;
	if (!find_end(container, &end)) {
		check_fault(c, 0, "PKG-008", STR("ZIP"));
		return false;
	}
	size_t count = number(container, end + 10, 2);
	size_t at = number(container, end + 16, 4);
	for (size_t i = 0; i < count && i < MOST_ENTRIES; i++) {
		struct record record;
		if (!read_record(container, &at, &record)) {
			check_fault(c, 0, "PKG-008", STR("ZIP"));
			return false;
		}
		if (!str_ends(record.name, STR("/")))
			add_entry(c, &folded, container, &record);
	}
	if (!c->entries.count) {
		check_fault(c, 0, "PKG-008", STR("ZIP"));
		return false;
	}
	check_mimetype(c, container);
	return true;
}
