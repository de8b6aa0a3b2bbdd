/* Growing bytes: appended whole or not at all. Once something did not fit,
 * nothing more is added, so the text is a true beginning and has no holes.
 */
#include <stdarg.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/utf8.h"

#include "base/banned.h"

#define FIRST_CAPACITY ((size_t)64)

void buf_init(struct buf *b, struct arena *a, size_t maximum)
{
	*b = (struct buf){.arena = a, .maximum = maximum};
}

/* Space for `more` bytes at the end and a NUL that is not counted, or NULL
 * when they pass the maximum. */
static char *make_room(struct buf *b, size_t more)
{
	if (b->overflowed || more > b->maximum - b->len) {
		b->overflowed = true;
		return NULL;
	}
	size_t wanted = b->len + more + 1;
	if (wanted > b->capacity) {
		size_t room = b->capacity ? b->capacity : FIRST_CAPACITY;
		while (room < wanted)
			room *= 2;
		b->text = arena_grow(b->arena, b->text, b->capacity, room);
		b->capacity = room;
	}
	return b->text + b->len;
}

void buf_add(struct buf *b, str s)
{
	if (s.len == 0)
		return;
	char *end = make_room(b, s.len);
	if (!end)
		return;
	memcpy(end, s.text, s.len);
	b->len += s.len;
}

void buf_add_code_point(struct buf *b, uint32_t code_point)
{
	char bytes[4];
	size_t len = utf8_encode(code_point, bytes);
	buf_add(b, (str){bytes, len});
}

void buf_format(struct buf *b, const char *format, ...)
{
	va_list arguments, again;
	va_start(arguments, format);
	va_copy(again, arguments);
	/* Into what room there is; once more where that did not do. */
	size_t room = b->capacity - b->len;
	int len = vsnprintf(room ? b->text + b->len : NULL, room, format,
			    arguments);
	va_end(arguments);
	char *end = len > 0 ? make_room(b, (size_t)len) : NULL;
	if (end && (size_t)len >= room)
		vsnprintf(end, (size_t)len + 1, format, again);
	if (end)
		b->len += (size_t)len;
	va_end(again);
}

void buf_add_int(struct buf *b, int64_t number)
{
	char digits[20];
	size_t at = sizeof digits;
	uint64_t rest = number < 0 ? -(uint64_t)number : (uint64_t)number;
	do {
		digits[--at] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest);
	if (number < 0)
		digits[--at] = '-';
	buf_add(b, (str){digits + at, sizeof digits - at});
}

void buf_add_thousandths(struct buf *b, int64_t thousandths, int digits)
{
	uint64_t size = thousandths < 0 ? -(uint64_t)thousandths
					: (uint64_t)thousandths;
	uint64_t step = 1;
	for (int i = digits; i < 3; i++)
		step *= 10;
	size = (size + step / 2) / step * step;
	if (thousandths < 0 && size)
		buf_add_byte(b, '-');
	buf_add_int(b, (int64_t)(size / 1000));
	unsigned rest = (unsigned)(size % 1000);
	if (rest == 0)
		return;
	char places[4] = {'.', (char)('0' + rest / 100),
			  (char)('0' + rest / 10 % 10),
			  (char)('0' + rest % 10)};
	size_t len = sizeof places;
	while (places[len - 1] == '0')
		len--;
	buf_add(b, (str){places, len});
}

static void add_json_control(struct buf *b, uint32_t c)
{
	switch (c) {
	case '\n':
		buf_add(b, STR("\\n"));
		break;
	case '\t':
		buf_add(b, STR("\\t"));
		break;
	case '\r':
		buf_add(b, STR("\\r"));
		break;
	default:
		buf_format(b, "\\u%04x", (unsigned)c);
	}
}

void buf_add_json(struct buf *b, str s)
{
	buf_add_byte(b, '"');
	for (size_t at = 0; at < s.len;) {
		uint32_t c = utf8_next(s, &at);
		if (c < 0x20 || c == 0x7F)
			add_json_control(b, c);
		else if (c == '"' || c == '\\')
			buf_format(b, "\\%c", (int)c);
		else
			buf_add_code_point(b, c);
	}
	buf_add_byte(b, '"');
}

void buf_truncate(struct buf *b, size_t len)
{
	if (len < b->len)
		b->len = len;
}
