/* The bytes of a source -> valid UTF-8 with LF line ends. The order of trust:
 * what book.yaml says, a byte order mark, strict UTF-8, nearly UTF-8, what
 * the file declares, and last what reads most like Chinese.
 *
 * Only here is ICU's converter seen. Bytes that fit nowhere are kept as
 * U+FFFD and reported with their lines.
 */
#include <unicode/ucnv.h>

#include "base/utf8.h"
#include "read/inside.h"

#include "base/banned.h"

#define REPLACEMENT STR("\xEF\xBF\xBD")

/* GBK's user area holds marks that Unicode has since given places; ICU
 * keeps them in private use. A3A0 is what many sites write for U+3000. */
static uint32_t settle(uint32_t c)
{
	static const uint16_t marks[] = {0xFE10, 0xFE12, 0xFE11, 0xFE13, 0xFE14,
					 0xFE15, 0xFE16, 0xFE17, 0xFE18, 0xFE19};
	if (c == 0xE5E5)
		return 0x3000;
	if (c >= 0xE78D && c <= 0xE796)
		return marks[c - 0xE78D];
	return c;
}

static void add_utf16(struct buf *out, const UChar *units, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		uint32_t c = units[i];
		if (c >= 0xD800 && c < 0xDC00 && i + 1 < count &&
		    units[i + 1] >= 0xDC00 && units[i + 1] < 0xE000)
			c = 0x10000 + ((c - 0xD800) << 10) +
			    (units[++i] - 0xDC00u);
		else if (c >= 0xE000 && c < 0xF000)
			c = settle(c);
		buf_add_code_point(out, c);
	}
}

bool decode_with(str bytes, const char *converter, struct arena *a, str *out)
{
	UErrorCode status = U_ZERO_ERROR;
	UConverter *ucnv = ucnv_open(converter, &status);
	if (U_FAILURE(status))
		return false;
	struct buf text;
	buf_init(&text, a, BUF_NO_MAXIMUM);
	const char *at = bytes.text, *end = bytes.text + bytes.len;
	do {
		/* One unit is left free so that no pair is parted. */
		UChar units[1024], *to = units;
		status = U_ZERO_ERROR;
		ucnv_toUnicode(ucnv, &to, units + 1023, &at, end, NULL, true,
			       &status);
		if (to > units && (to[-1] & 0xFC00) == 0xD800 &&
		    status == U_BUFFER_OVERFLOW_ERROR) {
			UErrorCode more = U_ZERO_ERROR;
			ucnv_toUnicode(ucnv, &to, units + 1024, &at, end, NULL,
				       true, &more);
			status = more;
		}
		add_utf16(&text, units, (size_t)(to - units));
	} while (status == U_BUFFER_OVERFLOW_ERROR);
	ucnv_close(ucnv);
	*out = buf_str(&text);
	return true;
}

struct mark {
	const char *bytes;
	size_t len;
	struct encoding encoding;
};

static const struct mark *mark_of(str bytes)
{
	static const struct mark marks[] = {
		{"\xEF\xBB\xBF", 3, {"UTF-8", NULL}},
		{"\xFF\xFE\0\0", 4, {"UTF-32LE", "UTF-32LE"}},
		{"\0\0\xFE\xFF", 4, {"UTF-32BE", "UTF-32BE"}},
		{"\xFF\xFE", 2, {"UTF-16LE", "UTF-16LE"}},
		{"\xFE\xFF", 2, {"UTF-16BE", "UTF-16BE"}},
		{"\x84\x31\x95\x33", 4, {"GB18030", "gb18030"}},
	};
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (str_starts(bytes, (str){marks[i].bytes, marks[i].len}))
			return &marks[i];
	return NULL;
}

static void note_encoding(struct reading *r, const char *shown, const char *why)
{
	r->chapter->encoding =
		*why ? arena_format(r->arena, "%s (%s)", shown, why)
		     : arena_format(r->arena, "%s", shown);
}

static bool take_valid_utf8(struct reading *r, str bytes, const char *why)
{
	r->text = bytes;
	if (mend_doubled(bytes, r->arena, &r->text)) {
		why = "encoded twice, mended";
		diag_report(r->diag, reading_span(r, 0), MSG_ENCODED_TWICE,
			    NO_WORDS);
	}
	note_encoding(r, "UTF-8", why);
	return true;
}

static bool take_utf8(struct reading *r, str bytes, const char *why)
{
	size_t strange = 0;
	if (utf8_is_valid(bytes, NULL))
		return take_valid_utf8(r, bytes, why);
	r->text = mend_utf8(bytes, r->arena, &strange);
	if (strange) {
		why = "some lines GB18030";
		diag_report(r->diag, reading_span(r, 0), MSG_ENCODING_MIXED,
			    WORDS(arena_format(r->arena, "%zu", strange)));
	}
	note_encoding(r, "UTF-8", why);
	return true;
}

static bool take_encoding(struct reading *r, str bytes, struct encoding e,
			  const char *why)
{
	if (!e.converter)
		return take_utf8(r, bytes, why);
	note_encoding(r, e.shown, why);
	return decode_with(bytes, e.converter, r->arena, &r->text);
}

static bool take_stated(struct reading *r, str bytes)
{
	struct encoding e;
	str name = r->request->encoding;
	if (!encoding_named(name, &e))
		e = (struct encoding){arena_cstring(r->arena, name),
				      arena_cstring(r->arena, name)};
	if (take_encoding(r, bytes, e, "stated"))
		return true;
	diag_report(r->diag, reading_span(r, 0), MSG_ENCODING_UNKNOWN,
		    WORDS(name));
	return false;
}

/* More bad characters than one in fifty: the declaration is wrong. */
static bool fits(str text)
{
	size_t bad = 0, at = 0;
	while ((at = str_find_from(text, REPLACEMENT, at)) != STR_NOT_FOUND) {
		bad++;
		at += 3;
	}
	return bad * 150 <= text.len;
}

static bool take_declared(struct reading *r, str bytes)
{
	str name = encoding_declared(bytes);
	struct encoding e;
	/* A page whose declaration can be read is not UTF-16. */
	if (str_is_empty(name) || !encoding_named(name, &e) || !e.converter ||
	    strncmp(e.shown, "UTF", 3) == 0)
		return false;
	enum certainty certainty;
	struct encoding found = encoding_guess(bytes, r->arena, &certainty);
	/* Any bytes make some Big5, and some Latin. */
	if (certainty == CERTAIN && strncmp(found.shown, "UTF", 3) != 0 &&
	    strcmp(found.shown, e.shown) != 0)
		return take_encoding(
			r, bytes, found,
			arena_cstring(r->arena,
				      arena_format(r->arena,
						   "declared %.*s, which makes "
						   "no sense",
						   STR_ARG(name))));
	struct arena_mark mark = arena_mark(r->arena);
	const char *why = arena_cstring(
		r->arena, arena_format(r->arena, "declared %.*s, bytes fit",
				       STR_ARG(name)));
	if (take_encoding(r, bytes, e, why) && fits(r->text))
		return true;
	arena_rewind(r->arena, mark);
	return false;
}

static bool take_guess(struct reading *r, str bytes)
{
	enum certainty certainty;
	struct encoding e = encoding_guess(bytes, r->arena, &certainty);
	if (certainty == CERTAINLY_NOT) {
		diag_report(r->diag, reading_span(r, 0), MSG_NOT_TEXT,
			    WORDS(STR("binary")));
		return false;
	}
	if (certainty == DOUBTFUL)
		diag_report(r->diag, reading_span(r, 0), MSG_ENCODING_DOUBTFUL,
			    WORDS(str_of(e.shown)));
	return take_encoding(r, bytes, e, "found by its characters");
}

/* Half the bytes of Latin UTF-16 are NUL, and it passes for UTF-8. */
static bool has_many_nuls(str bytes)
{
	size_t count = 0, most = bytes.len < 4096 ? bytes.len : 4096;
	for (size_t i = 0; i < most; i++)
		count += bytes.text[i] == '\0';
	return count > most / 5 && count < most;
}

static bool find_encoding(struct reading *r, str bytes)
{
	const struct mark *mark = mark_of(bytes);
	if (mark)
		return take_encoding(r, str_from(bytes, mark->len),
				     mark->encoding, "byte order mark");
	if (utf8_is_valid(bytes, NULL) && !has_many_nuls(bytes))
		return take_valid_utf8(r, bytes, "");
	struct utf8_health health = utf8_health(bytes);
	if (health.wide > 0 && health.wide * 3 >= health.bad)
		return take_utf8(r, bytes, "with bad bytes");
	return take_declared(r, bytes) || take_guess(r, bytes);
}

/* The lines of the first few and the count of all characters lost. */
static void report_lost(struct reading *r)
{
	size_t count = 0, at = 0, counted = 0;
	uint32_t line = 1, first = 0;
	while ((at = str_find_from(r->text, REPLACEMENT, at)) !=
	       STR_NOT_FOUND) {
		for (; !first && counted < at; counted++)
			line += r->text.text[counted] == '\n';
		first = first ? first : line;
		count++;
		at += REPLACEMENT.len;
	}
	if (count)
		diag_report(r->diag, reading_span(r, first), MSG_BAD_BYTES,
			    WORDS(arena_format(r->arena, "%zu", count)));
}

bool decode_source(struct reading *r)
{
	str bytes = r->request->bytes;
	bool done = str_is_empty(r->request->encoding)
			    ? find_encoding(r, bytes)
			    : take_stated(r, bytes);
	if (!done)
		return false;
	r->text = drop_controls(r, r->text);
	report_lost(r);
	return true;
}
