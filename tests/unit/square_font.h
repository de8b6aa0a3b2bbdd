/* A TrueType font of one square, made byte by byte, so that tests need no
 * font on the machine: glyph 0 is blank and 500 wide, glyph 1 is a square,
 * 1000 wide, and stands for U+4E00.
 */
#ifndef TESTS_UNIT_SQUARE_FONT_H
#define TESTS_UNIT_SQUARE_FONT_H

#include "base/buf.h"

static void put16(struct buf *b, unsigned value)
{
	buf_add_byte(b, (char)(value >> 8));
	buf_add_byte(b, (char)value);
}

static void put32(struct buf *b, unsigned value)
{
	put16(b, value >> 16);
	put16(b, value & 0xFFFF);
}

static void fill(struct buf *b, size_t bytes)
{
	while (bytes--)
		buf_add_byte(b, 0);
}

static void put_square(struct buf *b)
{
	put16(b, 1);                          /* contours */
	put16(b, 100), put16(b, 0), put16(b, 900), put16(b, 800);
	put16(b, 3), put16(b, 0);             /* last point; instructions */
	for (int i = 0; i < 4; i++)
		buf_add_byte(b, 1);           /* on curve, long vectors */
	put16(b, 100), put16(b, 800), put16(b, 0), put16(b, 0xFCE0);
	put16(b, 0), put16(b, 0), put16(b, 800), put16(b, 0);
}

/* One axis, from 400 to 900. */
static void put_axes(struct buf *b)
{
	put32(b, 0x10000), put16(b, 16), put16(b, 2);
	put16(b, 1), put16(b, 20), put16(b, 0), put16(b, 8);
	buf_add(b, STR("wght"));
	put32(b, 400u << 16), put32(b, 400u << 16), put32(b, 900u << 16);
	put16(b, 0), put16(b, 256);
}

/* At its end the square is 100 wider, and so is its advance. */
static void put_variations(struct buf *b)
{
	put32(b, 0x10000), put16(b, 1), put16(b, 0), put32(b, 32);
	put16(b, 2), put16(b, 1), put32(b, 32);
	put32(b, 0), put32(b, 0), put32(b, 21);
	put16(b, 1), put16(b, 10);            /* one tuple; its data */
	put16(b, 11), put16(b, 0xA000), put16(b, 0x4000);
	buf_add(b, (str){"\0\7\0dd\0\0d\0\0\x87", 11});
}

static void put_table(struct buf *b, const char *tag, unsigned permissions)
{
	if (!strcmp(tag, "OS/2")) {
		put16(b, 4), fill(b, 6), put16(b, permissions), fill(b, 58);
		put16(b, 880), put16(b, (unsigned)-120 & 0xFFFF), fill(b, 24);
	} else if (!strcmp(tag, "cmap")) {
		put16(b, 0), put16(b, 1), put16(b, 3), put16(b, 1);
		put32(b, 12), put16(b, 4), put16(b, 32), put16(b, 0);
		put16(b, 4), put16(b, 4), put16(b, 1), put16(b, 0);
		put16(b, 0x4E00), put16(b, 0xFFFF), put16(b, 0);
		put16(b, 0x4E00), put16(b, 0xFFFF);
		put16(b, 0xB201), put16(b, 1), put16(b, 0), put16(b, 0);
	} else if (!strcmp(tag, "glyf") || !strcmp(tag, "CFF2")) {
		put_square(b), fill(b, 2);
	} else if (!strcmp(tag, "fvar")) {
		put_axes(b);
	} else if (!strcmp(tag, "gvar")) {
		put_variations(b);
	} else if (!strcmp(tag, "head")) {
		put32(b, 0x10000), fill(b, 8), put32(b, 0x5F0F3CF5);
		put16(b, 0), put16(b, 1000), fill(b, 30), put16(b, 1);
		put16(b, 0);
	} else if (!strcmp(tag, "hhea")) {
		put32(b, 0x10000), put16(b, 880), fill(b, 28), put16(b, 2);
	} else if (!strcmp(tag, "hmtx")) {
		put16(b, 500), put16(b, 0), put16(b, 1000), put16(b, 100);
	} else if (!strcmp(tag, "loca")) {
		put32(b, 0), put32(b, 0), put32(b, 36);
	} else if (!strcmp(tag, "maxp")) {
		put32(b, 0x10000), put16(b, 2), fill(b, 26);
	}
}

static str make_font(struct arena *a, const char *const *tags,
		     unsigned count, unsigned permissions)
{
	struct buf b, tables;
	buf_init(&b, a, 1 << 16);
	buf_init(&tables, a, 1 << 16);
	put32(&b, 0x10000), put16(&b, count), fill(&b, 6);
	for (size_t i = 0; i < count; i++) {
		size_t from = tables.len;
		put_table(&tables, tags[i], permissions);
		buf_add(&b, (str){tags[i], 4});
		put32(&b, 0), put32(&b, (unsigned)(12 + count * 16 + from));
		put32(&b, (unsigned)(tables.len - from));
		fill(&tables, (4 - tables.len % 4) % 4);
	}
	buf_add(&b, buf_str(&tables));
	return buf_str(&b);
}

/* One square that stands for 一; the outlines lie in `outlines`. */
static inline str make_square(struct arena *a, const char *outlines,
			      unsigned permissions)
{
	const char *const tags[] = {"OS/2", "cmap", outlines, "head",
				    "hhea", "hmtx", "loca", "maxp"};
	return make_font(a, tags, 8, permissions);
}

/* The same in all weights from 400 to 900. */
static inline str make_variable_square(struct arena *a)
{
	static const char *const tags[] = {
		"OS/2", "cmap", "fvar", "glyf", "gvar",
		"head", "hhea", "hmtx", "loca", "maxp",
	};
	return make_font(a, tags, 10, 0);
}

/* Two fonts in one file: OpenType's 'ttcf', whose tables count from its
 * own first byte. */
static inline str make_collection(struct arena *a, str first, str second)
{
	const str fonts[] = {first, second};
	unsigned at = 20;
	struct buf b;
	buf_init(&b, a, 1 << 17);
	buf_add(&b, STR("ttcf"));
	put32(&b, 0x10000), put32(&b, 2);
	put32(&b, at), put32(&b, at + (unsigned)first.len);
	for (size_t i = 0; i < 2; i++) {
		const unsigned char *bytes =
			(const unsigned char *)fonts[i].text;
		unsigned tables = (unsigned)bytes[4] << 8 | bytes[5];
		buf_add(&b, str_cut(fonts[i], 0, 12));
		for (unsigned k = 0; k < tables; k++) {
			size_t row = 12 + 16 * (size_t)k;
			const unsigned char *from = bytes + row + 8;
			unsigned offset = (unsigned)from[0] << 24 |
					  (unsigned)from[1] << 16 |
					  (unsigned)from[2] << 8 | from[3];
			buf_add(&b, str_cut(fonts[i], row, row + 8));
			put32(&b, offset + at);
			buf_add(&b, str_cut(fonts[i], row + 12, row + 16));
		}
		buf_add(&b, str_from(fonts[i], 12 + 16 * (size_t)tables));
		at += (unsigned)fonts[i].len;
	}
	return buf_str(&b);
}

#endif
