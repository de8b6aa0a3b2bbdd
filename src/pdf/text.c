/* UTF-8 -> the text strings of PDF (PDF 32000-1, 7.9.2.2): UTF-16, high byte
 * first, with surrogates above U+FFFF.
 */
#include "base/utf8.h"
#include "pdf/inside.h"

#include "base/banned.h"

enum { BYTE_ORDER_MARK = 0xFEFF };

typedef void add_unit(struct buf *out, uint32_t unit);

static void add_hex(struct buf *out, uint32_t unit)
{
	static const char digits[] = "0123456789ABCDEF";
	for (int shift = 12; shift >= 0; shift -= 4)
		buf_add_byte(out, digits[unit >> shift & 15]);
}

static void add_bytes(struct buf *out, uint32_t unit)
{
	buf_add_byte(out, (char)(unit >> 8));
	buf_add_byte(out, (char)(unit & 0xFF));
}

static void add_units(struct buf *out, str text, add_unit *add)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t c = utf8_next(text, &at);
		if (c > 0xFFFF) {
			add(out, 0xD800 + ((c - 0x10000) >> 10));
			c = 0xDC00 + ((c - 0x10000) & 0x3FF);
		}
		add(out, c);
	}
}

void utf16_hex(struct buf *out, str text, bool with_mark)
{
	buf_add_byte(out, '<');
	if (with_mark)
		add_hex(out, BYTE_ORDER_MARK);
	add_units(out, text, add_hex);
	buf_add_byte(out, '>');
}

str utf16_bytes(str text, struct arena *a)
{
	struct buf out;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	add_bytes(&out, BYTE_ORDER_MARK);
	add_units(&out, text, add_bytes);
	return buf_str(&out);
}
