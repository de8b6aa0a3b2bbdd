/* Damaged UTF-8: bad bytes become U+FFFD one by one and the text around them
 * stays; a line that came from a GB18030 file is read as that; text encoded
 * twice is decoded once more, when every character agrees that it was.
 */
#include "base/utf8.h"
#include "read/inside.h"

#include "base/banned.h"

/* A genuine U+FFFD is three bytes long, a bad byte one. */
static bool next_is_bad(str s, size_t *at, uint32_t *c)
{
	size_t from = *at;
	*c = utf8_next(s, at);
	return *c == UTF8_BAD && *at == from + 1;
}

struct utf8_health utf8_health(str bytes)
{
	struct utf8_health health = {0};
	for (size_t at = 0; at < bytes.len;) {
		uint32_t c;
		if (next_is_bad(bytes, &at, &c))
			health.bad++;
		else
			health.wide += c >= 0x800;
	}
	return health;
}

static void add_scrubbed(struct buf *out, str line)
{
	for (size_t at = 0, from = 0; at < line.len;) {
		uint32_t c;
		size_t before = at;
		if (next_is_bad(line, &at, &c)) {
			buf_add(out, str_cut(line, from, before));
			buf_add_code_point(out, UTF8_BAD);
			from = at;
		}
		if (at == line.len)
			buf_add(out, str_from(line, from));
	}
}

/* A character or two cut in half prove nothing. */
#define STRANGE_BYTES 6

static bool reads_as_gb18030(str line, struct arena *a, str *text)
{
	struct utf8_health health = utf8_health(line);
	return health.bad >= STRANGE_BYTES && health.wide * 3 < health.bad &&
	       decode_with(line, "gb18030", a, text) &&
	       !str_contains(*text, STR("\xEF\xBF\xBD"));
}

str mend_utf8(str bytes, struct arena *a, size_t *strange_lines)
{
	struct buf out;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	for (size_t from = 0; from < bytes.len;) {
		size_t feed = str_find_from(bytes, STR("\n"), from);
		size_t end = feed == STR_NOT_FOUND ? bytes.len : feed + 1;
		str line = str_cut(bytes, from, end), text;
		if (utf8_is_valid(line, NULL)) {
			buf_add(&out, line);
		} else if (reads_as_gb18030(line, a, &text)) {
			buf_add(&out, text);
			++*strange_lines;
		} else {
			add_scrubbed(&out, line);
		}
		from = end;
	}
	return buf_str(&out);
}

/* The byte that windows-1252 shows as c, or -1. */
static int byte_behind(uint32_t c)
{
	static const uint16_t high[32] = {
		0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
		0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
		0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
		0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
	};
	if (c < 0x100)
		return (int)c;
	for (int i = 0; i < 32; i++)
		if (high[i] == c)
			return 0x80 + i;
	return -1;
}

/* Fewer wide characters than this may be chance. */
#define CERTAIN_COUNT 4

bool mend_doubled(str text, struct arena *a, str *out)
{
	struct arena_mark mark = arena_mark(a);
	struct buf bytes;
	buf_init(&bytes, a, BUF_NO_MAXIMUM);
	bool is_doubled = true;
	for (size_t at = 0; is_doubled && at < text.len;) {
		uint32_t c = utf8_next(text, &at);
		int byte = byte_behind(c);
		if (byte < 0)
			is_doubled = false;
		else
			buf_add_byte(&bytes, (char)byte);
	}
	if (is_doubled && utf8_is_valid(buf_str(&bytes), NULL) &&
	    utf8_health(buf_str(&bytes)).wide >= CERTAIN_COUNT) {
		*out = buf_str(&bytes);
		return true;
	}
	arena_rewind(a, mark);
	return false;
}
