/* Line ends become LF, and characters that are no text (C0 and C1 controls,
 * NUL, byte order marks inside, noncharacters) go to the ledger, run by run.
 * A text without any of them is handed through untouched.
 */
#include "base/utf8.h"
#include "read/inside.h"

#include "base/banned.h"

enum verdict { KEEP, DROP, LINE_END };

static enum verdict judge(uint32_t c)
{
	if (c == '\t' || c == '\n')
		return KEEP;
	if (c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029)
		return LINE_END;
	if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFEFF)
		return DROP;
	return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF) ? DROP
								      : KEEP;
}

/* Could a character that is not kept start here? Decided by two bytes, as
 * the comma and full stop of Chinese start with EF BC and E3 80. */
static bool is_suspect(str text, size_t at)
{
	unsigned char byte = (unsigned char)text.text[at];
	unsigned char next = at + 1 < text.len
				     ? (unsigned char)text.text[at + 1] : 0;
	if (byte < 0x80)
		return (byte < 0x20 && byte != '\n' && byte != '\t') ||
		       byte == 0x7F;
	if (byte == 0xEF)
		return next == 0xB7 || next == 0xBB || next == 0xBF;
	return (byte == 0xC2 && next < 0xA0) || (byte == 0xE2 && next == 0x80) ||
	       byte >= 0xF0;
}

/* How far the text, which is valid, can be kept as it is. */
static size_t keep_from(str text, size_t at)
{
	while (at < text.len) {
		unsigned char byte = (unsigned char)text.text[at];
		if (byte >= 0xE3 && byte < 0xEF) {
			at += 3;
			continue;
		}
		if (!is_suspect(text, at)) {
			at++;
			continue;
		}
		size_t next = at;
		if (judge(utf8_next(text, &next)) != KEEP)
			return at;
		at = next;
	}
	return at;
}

static uint32_t count_feeds(str text)
{
	uint32_t count = 0;
	const char *at = text.text, *end = text.text + text.len;
	while ((at = memchr(at, '\n', (size_t)(end - at)))) {
		count++;
		at++;
	}
	return count;
}

/* The end of the run of dropped characters at `from`. */
static size_t drop_run(str text, size_t from)
{
	size_t at = from;
	while (at < text.len) {
		size_t next = at;
		if (judge(utf8_next(text, &next)) != DROP)
			break;
		at = next;
	}
	return at;
}

/* A line end of any kind; CR LF is one. */
static size_t skip_line_end(str text, size_t at)
{
	uint32_t c = utf8_next(text, &at);
	if (c == '\r' && at < text.len && text.text[at] == '\n')
		at++;
	return at;
}

str drop_controls(struct reading *r, str text)
{
	size_t at = keep_from(text, 0);
	if (at == text.len)
		return text;
	struct buf out;
	buf_init(&out, r->arena, BUF_NO_MAXIMUM);
	uint32_t line = 1;
	for (size_t from = 0;;) {
		str kept = str_cut(text, from, at);
		buf_add(&out, kept);
		line += count_feeds(kept);
		if (at == text.len)
			break;
		size_t next = drop_run(text, at);
		if (next > at) {
			reading_dropped(r, "control", line,
					str_cut(text, at, next));
		} else {
			next = skip_line_end(text, at);
			buf_add_byte(&out, '\n');
			line++;
		}
		from = next;
		at = keep_from(text, next);
	}
	return buf_str(&out);
}
