/* The image room, with pictures made here: what is drawn must come back
 * through each codec, each turn, each damage.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/deflate.h"
#include "image/image.h"

#include "arena_fixture.h"

#include "base/banned.h"

/* 48 x 24: left half of one colour, right half of another, so that each
 * turn can be told from the others by its corners. */
static struct pixels draw(struct arena *a, int channels)
{
	struct pixels p = {48, 24, channels, NULL};
	p.at = arena_take(a, 48 * 24 * (size_t)channels);
	for (uint32_t y = 0; y < 24; y++)
		for (uint32_t x = 0; x < 48; x++)
			for (int c = 0; c < channels; c++)
				p.at[(y * 48 + x) * (uint32_t)channels +
				     (uint32_t)c] =
					x < 24 ? 40 : y < 12 ? 130 : 230;
	return p;
}

static unsigned corner(const struct pixels *p, bool right, bool bottom)
{
	uint32_t x = right ? p->width - 3 : 2, y = bottom ? p->height - 3 : 2;
	return p->at[(y * p->width + x) * (uint32_t)p->channels];
}

static void expect_near(unsigned is, unsigned wanted)
{
	assert_in_range(is, wanted < 6 ? 0 : wanted - 6, wanted + 6);
}

/* The same JPEG with an EXIF orientation in it. */
static str with_orientation(str jpeg, int orientation, bool is_little,
			    struct arena *a)
{
	struct buf b;
	buf_init(&b, a, 1 << 20);
	buf_add(&b, str_cut(jpeg, 0, 2));
	buf_add(&b, (str){"\xFF\xE1\0\x22" "Exif\0\0", 10});
	char big[] = "MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0?\0\0"
		     "\0\0\0\0";
	char little[] = "II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0?\0\0\0"
			"\0\0\0\0";
	big[19] = (char)orientation;
	little[18] = (char)orientation;
	buf_add(&b, (str){is_little ? little : big, 26});
	buf_add(&b, str_from(jpeg, 2));
	return buf_str(&b);
}

static void turns_as_exif_says(void **state)
{
	(void)state;
	struct arena *a = &arena;
	struct pixels drawn = draw(a, 1);
	str jpeg = image_encode_jpeg(&drawn, 95, a);
	/* Top left, top right, bottom left, bottom right when upright. */
	static const unsigned corners[9][4] = {
		{0}, {40, 130, 40, 230}, {130, 40, 230, 40},
		{230, 40, 130, 40}, {40, 230, 40, 130}, {40, 40, 130, 230},
		{40, 40, 230, 130}, {230, 130, 40, 40}, {130, 230, 40, 40},
	};
	for (int i = 1; i <= 8; i++) {
		str turned = with_orientation(jpeg, i, i & 1, a);
		struct image_info info;
		struct pixels p;
		assert_int_equal(image_look(turned, &info), IMAGE_OK);
		assert_int_equal(info.orientation, i);
		assert_int_equal(info.is_clean, i == 1);
		assert_int_equal(image_decode(turned, a, &p), IMAGE_OK);
		assert_int_equal(p.width, i < 5 ? 48 : 24);
		assert_int_equal(p.height, i < 5 ? 24 : 48);
		assert_int_equal(info.width, p.width);
		for (int c = 0; c < 4; c++)
			expect_near(corner(&p, c & 1, c & 2), corners[i][c]);
	}
	struct image_info info;
	assert_int_equal(image_look(with_orientation(jpeg, 9, true, a), &info),
			 IMAGE_OK);
	assert_int_equal(info.orientation, 1);
}

static void survives_hostile_exif(void **state)
{
	(void)state;
	struct arena *a = &arena;
	struct pixels drawn = draw(a, 1);
	str jpeg = image_encode_jpeg(&drawn, 95, a);
	str turned = with_orientation(jpeg, 6, false, a);
	char *bytes = arena_take(a, turned.len);
	memcpy(bytes, turned.text, turned.len);
	for (int at = 12; at < 38; at++) {
		char old = bytes[at];
		for (int value = 0; value < 256; value += 15) {
			struct image_info info;
			bytes[at] = (char)value;
			assert_int_equal(image_look((str){bytes, turned.len},
						    &info), IMAGE_OK);
			assert_in_range(info.orientation, 1, 8);
		}
		bytes[at] = old;
	}
}

static void keeps_png_exactly(void **state)
{
	(void)state;
	struct arena *a = &arena;
	for (int channels = 1; channels <= 3; channels += 2) {
		struct pixels drawn = draw(a, channels), p;
		str png = image_encode_png(&drawn, a);
		struct image_info info;
		assert_int_equal(image_look(png, &info), IMAGE_OK);
		assert_int_equal(info.kind, IMAGE_PNG);
		assert_true(info.is_clean);
		assert_int_equal(info.is_grey, channels == 1);
		assert_int_equal(image_decode(png, a, &p), IMAGE_OK);
		assert_int_equal(p.channels, channels);
		assert_memory_equal(p.at, drawn.at,
				    48 * 24 * (size_t)channels);
		assert_true(str_equal(png, image_encode_png(&drawn, a)));
	}
}

/* Every cut-off and every flipped byte: a status, never a crash, and no
 * half picture of a JPEG. */
static void survives_damage(void **state)
{
	(void)state;
	struct arena *a = &arena;
	struct pixels drawn = draw(a, 3);
	str files[2] = {image_encode_jpeg(&drawn, 80, a),
			image_encode_png(&drawn, a)};
	for (int f = 0; f < 2; f++) {
		for (size_t len = 0; len < files[f].len; len += 3) {
			struct arena_mark mark = arena_mark(a);
			struct pixels p;
			str cut = arena_copy(a, str_cut(files[f], 0, len));
			assert_int_not_equal(image_decode(cut, a, &p),
					     IMAGE_OK);
			arena_rewind(a, mark);
		}
		for (size_t at = 0; at < files[f].len; at += 2) {
			struct arena_mark mark = arena_mark(a);
			char *bytes = arena_take(a, files[f].len);
			struct clean_image clean;
			memcpy(bytes, files[f].text, files[f].len);
			bytes[at] = (char)(bytes[at] ^ 0x55);
			image_clean((str){bytes, files[f].len}, 30, a, &clean);
			arena_rewind(a, mark);
		}
	}
}

static void names_what_it_does_not_read(void **state)
{
	(void)state;
	static const struct {
		str bytes;
		enum image_status status;
		enum image_kind kind;
	} cases[] = {
		{{"", 0}, IMAGE_NOT_A_PICTURE, IMAGE_UNKNOWN},
		{{"hello", 5}, IMAGE_NOT_A_PICTURE, IMAGE_UNKNOWN},
		{{"<html><body>", 12}, IMAGE_NOT_A_PICTURE, IMAGE_UNKNOWN},
		{{"<svg width='1'/>", 16}, IMAGE_UNSUPPORTED, IMAGE_SVG},
		{{"\n<?xml version='1.0'?><svg/>", 28}, IMAGE_UNSUPPORTED,
		 IMAGE_SVG},
		{{"II*\0....", 8}, IMAGE_UNSUPPORTED, IMAGE_UNKNOWN},
		{{"\0\0\0\x18" "ftypheic", 12}, IMAGE_UNSUPPORTED,
		 IMAGE_UNKNOWN},
		{{"\xFF\xD8\xFF\xD9", 4}, IMAGE_BROKEN, IMAGE_JPEG},
		{{"\x89PNG\r\n\x1A\n", 8}, IMAGE_BROKEN, IMAGE_PNG},
		{{"GIF89a", 6}, IMAGE_BROKEN, IMAGE_GIF},
		{{"RIFF\x04\0\0\0WEBPVP8 ", 16}, IMAGE_BROKEN, IMAGE_WEBP},
		{{"\xFF\xD8\xFF\xC9\0\x0B\x08\0\x10\0\x10\x01\x01\x11\0", 15},
		 IMAGE_UNSUPPORTED, IMAGE_JPEG},          /* arithmetic */
		{{"\xFF\xD8\xFF\xC0\0\x0B\x0C\0\x10\0\x10\x01\x01\x11\0", 15},
		 IMAGE_UNSUPPORTED, IMAGE_JPEG},          /* 12 bits */
		{{"\xFF\xD8\xFF\xC0\0\x0B\x08\xFF\xFF\xFF\xFF\x01\x01\x11\0",
		  15}, IMAGE_TOO_LARGE, IMAGE_JPEG},
		{{"\xFF\xD8\xFF\xC0\0\x0B\x08\0\0\0\x10\x01\x01\x11\0", 15},
		 IMAGE_BROKEN, IMAGE_JPEG},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct image_info info;
		assert_int_equal(image_look(cases[i].bytes, &info),
				 cases[i].status);
		assert_int_equal(info.kind, cases[i].kind);
	}
}

/* A frame of 2 x 2 at (1, 0) on a screen of 3 x 2, its first colour clear. */
static void reads_a_gif(void **state)
{
	(void)state;
	struct arena *a = &arena;
	static const char gif[] =
		"GIF89a\3\0\2\0\x80\0\0" "\xFF\0\0" "\0\0\xFF"
		"!\xF9\4\1\0\0\0\0" ",\1\0\0\0\2\0\2\0\0" "\2\3\x44\x02\x05\0"
		";";
	struct pixels p;
	str bytes = {gif, sizeof gif - 1};
	assert_int_equal(image_decode(bytes, a, &p), IMAGE_OK);
	assert_int_equal(p.width, 3);
	assert_int_equal(p.height, 2);
	static const uint8_t row[] = {255, 255, 255, 255, 255, 255, 0, 0, 255};
	assert_memory_equal(p.at, row, sizeof row);
	for (size_t len = 0; len < 40; len++)
		assert_int_not_equal(image_decode(str_cut(bytes, 0, len), a,
						  &p), IMAGE_OK);
}

static void put_chunk(struct buf *b, const char *name, str body)
{
	uint32_t len = (uint32_t)body.len;
	char head[4] = {(char)(len >> 24), (char)(len >> 16), (char)(len >> 8),
			(char)len};
	buf_add(b, (str){head, 4});
	size_t from = b->len;
	buf_add(b, (str){name, 4});
	buf_add(b, body);
	uint32_t sum = deflate_crc32(str_from(buf_str(b), from));
	char tail[4] = {(char)(sum >> 24), (char)(sum >> 16), (char)(sum >> 8),
			(char)sum};
	buf_add(b, (str){tail, 4});
}

/* One row; kind and depth as IHDR has them. */
static str make_png(struct arena *a, unsigned width, unsigned depth,
		    unsigned kind, str row)
{
	struct buf b;
	buf_init(&b, a, 1 << 16);
	buf_add(&b, (str){"\x89PNG\r\n\x1A\n", 8});
	char header[13] = {0, 0, 0, (char)width, 0, 0, 0, 1, (char)depth,
			   (char)kind, 0, 0, 0};
	put_chunk(&b, "IHDR", (str){header, 13});
	put_chunk(&b, "pHYs", (str){"\0\0\x2E\x23\0\0\x2E\x23\1", 9});
	if (kind == 3) {
		put_chunk(&b, "PLTE", (str){"\xFF\0\0\0\0\xFF", 6});
		put_chunk(&b, "tRNS", (str){"\0", 1});
	}
	str filtered = arena_join(a, (str){"\0", 1}, row);
	put_chunk(&b, "IDAT", deflate_zlib(filtered, DEFLATE_FAST, a));
	put_chunk(&b, "IEND", STR_NONE);
	return buf_str(&b);
}

static void lays_alpha_on_white(void **state)
{
	(void)state;
	struct arena *a = &arena;
	struct image_info info;
	struct pixels p;
	str clear = make_png(a, 2, 8, 6, (str){"\xFF\0\0\x80\0\0\xFF\xFF", 8});
	assert_int_equal(image_look(clear, &info), IMAGE_OK);
	assert_true(info.has_alpha);
	assert_false(info.is_clean);
	assert_int_equal(info.dots_per_inch, 300);
	assert_int_equal(image_decode(clear, a, &p), IMAGE_OK);
	static const uint8_t laid[] = {255, 127, 127, 0, 0, 255};
	assert_int_equal(p.channels, 3);
	assert_memory_equal(p.at, laid, 6);
	/* Palette with its first colour clear; one bit a pixel. */
	str palette = make_png(a, 2, 1, 3, (str){"\x40", 1});
	assert_int_equal(image_decode(palette, a, &p), IMAGE_OK);
	static const uint8_t shown[] = {255, 255, 255, 0, 0, 255};
	assert_memory_equal(p.at, shown, 6);
	/* 16 bits become 8; grey with alpha stays grey. */
	str deep = make_png(a, 1, 16, 4, (str){"\x10\x20\xFF\xFF", 4});
	assert_int_equal(image_decode(deep, a, &p), IMAGE_OK);
	assert_int_equal(p.channels, 1);
	assert_int_equal(p.at[0], 0x10);
}

static void shrinks_by_area(void **state)
{
	(void)state;
	struct arena *a = &arena;
	struct pixels drawn = draw(a, 3);
	struct pixels small = image_shrink(&drawn, 12, 100, a);
	assert_int_equal(small.width, 12);
	assert_int_equal(small.height, 6);
	assert_int_equal(small.at[0], 40);
	assert_int_equal(small.at[11 * 3], 130);
	assert_int_equal(small.at[(5 * 12 + 11) * 3], 230);
	struct pixels odd = image_shrink(&drawn, 7, 7, a);
	assert_int_equal(odd.width, 7);
	assert_int_equal(odd.height, 4);
	assert_in_range(odd.at[3 * 3], 41, 129);      /* spans both halves */
	struct pixels same = image_shrink(&drawn, 100, 100, a);
	assert_ptr_equal(same.at, drawn.at);
	struct pixels thin = image_shrink(&drawn, 1, 1, a);
	assert_int_equal(thin.width * thin.height, 1);
	assert_in_range(thin.at[0], 109, 111);        /* the mean */
	struct pixels grey = image_grey(&drawn, a);
	assert_int_equal(grey.channels, 1);
	assert_int_equal(grey.at[0], 40);
}

static void ships_clean_files(void **state)
{
	(void)state;
	struct arena *a = &arena;
	struct pixels drawn = draw(a, 3);
	struct clean_image clean;
	str jpeg = image_encode_jpeg(&drawn, 90, a);
	assert_int_equal(image_clean(jpeg, 100, a, &clean), IMAGE_OK);
	assert_true(str_equal(clean.bytes, jpeg));
	/* The camera's words go, the picture stays. */
	str tagged = with_orientation(jpeg, 1, true, a);
	assert_int_equal(image_clean(tagged, 100, a, &clean), IMAGE_OK);
	assert_true(str_equal(clean.bytes, jpeg));
	assert_false(str_contains(clean.bytes, STR("Exif")));
	str turned = with_orientation(jpeg, 6, true, a);
	assert_int_equal(image_clean(turned, 100, a, &clean), IMAGE_OK);
	assert_int_equal(clean.width, 24);
	assert_int_equal(clean.kind, IMAGE_JPEG);
	str png = image_encode_png(&drawn, a);
	assert_int_equal(image_clean(png, 100, a, &clean), IMAGE_OK);
	assert_true(str_equal(clean.bytes, png));
	assert_int_equal(image_clean(png, 20, a, &clean), IMAGE_OK);
	assert_int_equal(clean.kind, IMAGE_PNG);
	assert_int_equal(clean.width, 20);
	assert_int_equal(clean.height, 10);
	assert_string_equal(image_media_type(clean.kind), "image/png");
}

static void gives_png_samples_as_they_lie(void **state)
{
	(void)state;
	struct arena *a = &arena;
	struct pixels drawn = draw(a, 3);
	struct packed_image packed;
	str png = image_encode_png(&drawn, a);
	assert_true(image_packed(png, a, &packed));
	assert_int_equal(packed.width, 48);
	assert_int_equal(packed.channels, 3);
	assert_int_equal(packed.palette.len, 0);
	str rows, raw = str_cut(packed.samples, 2, packed.samples.len - 4);
	assert_true(deflate_expand_raw(raw, 24 * (1 + 48 * 3), a, &rows));
	assert_false(image_packed(str_cut(png, 0, png.len - 1), a, &packed));
	assert_false(image_packed(image_encode_jpeg(&drawn, 80, a), a,
				  &packed));
	/* Alpha and few bits are not clean. */
	assert_false(image_packed(make_png(a, 1, 16, 4,
		(str){"\0\0\0\0", 4}), a, &packed));
	assert_true(image_packed(make_png(a, 2, 8, 0, (str){"\1\2", 2}), a,
				 &packed));
	assert_int_equal(packed.channels, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(turns_as_exif_says),
		cmocka_unit_test(survives_hostile_exif),
		cmocka_unit_test(keeps_png_exactly),
		cmocka_unit_test(survives_damage),
		cmocka_unit_test(names_what_it_does_not_read),
		cmocka_unit_test(reads_a_gif),
		cmocka_unit_test(lays_alpha_on_white),
		cmocka_unit_test(shrinks_by_area),
		cmocka_unit_test(ships_clean_files),
		cmocka_unit_test(gives_png_samples_as_they_lie),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
