/* Drawings come out as PNGs of their size in print; what they ask for
 * outside themselves they do not get.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

#include "arena_fixture.h"
#include "image/image.h"

#include "base/banned.h"

#define OPEN "<svg xmlns='http://www.w3.org/2000/svg' " \
	"xmlns:xlink='http://www.w3.org/1999/xlink' width='96' height='48'>"

static void draws_at_300_dots(void **state)
{
	(void)state;
	static const str drawing = STR_INIT(OPEN
		"<rect width='48' height='48' fill='#000'/></svg>");
	struct clean_image image;
	struct pixels pixels;
	assert_int_equal(image_clean(drawing, 3000, &arena, &image), IMAGE_OK);
	assert_int_equal(image.kind, IMAGE_PNG);
	assert_int_equal(image.width, 300);
	assert_int_equal(image.height, 150);
	assert_int_equal(image.dots_per_inch, 300);
	assert_int_equal(image_decode(image.bytes, &arena, &pixels), IMAGE_OK);
	size_t last = ((size_t)pixels.width - 1) * (size_t)pixels.channels;
	assert_int_equal(pixels.at[0], 0);
	assert_int_equal(pixels.at[last], 255);
}

static void shrinks_large_drawings(void **state)
{
	(void)state;
	struct clean_image image;
	assert_int_equal(image_clean(STR(OPEN "</svg>"), 100, &arena, &image),
			 IMAGE_OK);
	assert_int_equal(image.width, 100);
	assert_int_equal(image.dots_per_inch, 100);
}

/* A picture that lies on this machine, named in every way. */
static void reaches_no_file(void **state)
{
	(void)state;
	static const char *const names[] = {
		"file://%s", "%s", "../../../../../../../..%s",
	};
	char path[] = "/tmp/banxin-svg-XXXXXX", drawing[512], name[128];
	int file = mkstemp(path);
	assert_true(file >= 0);
	struct pixels black = {48, 48, 1, arena_take(&arena, 48 * 48)};
	str png = image_encode_png(&black, &arena);
	assert_int_equal(write(file, png.text, png.len), (ssize_t)png.len);
	close(file);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct clean_image image;
		struct pixels pixels;
		snprintf(name, sizeof name, names[i], path);
		int len = snprintf(drawing, sizeof drawing,
				   OPEN "<image xlink:href='%s' width='96' "
				   "height='48'/></svg>", name);
		if (image_clean((str){drawing, (size_t)len}, 3000, &arena,
				&image) != IMAGE_OK)
			continue;
		assert_int_equal(image_decode(image.bytes, &arena, &pixels),
				 IMAGE_OK);
		size_t middle = (75 * 300 + 150) * (size_t)pixels.channels;
		assert_int_equal(pixels.at[middle], 255);
	}
	unlink(path);
}

static void refuses_what_is_broken(void **state)
{
	(void)state;
	static const str broken[] = {
		STR_INIT(OPEN "<rect"), STR_INIT("<svg/>"),
		STR_INIT("<!DOCTYPE svg [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b "
			 "'&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>" OPEN "&b;"),
	};
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		struct clean_image image;
		assert_int_equal(image_clean(broken[i], 3000, &arena, &image),
				 IMAGE_BROKEN);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(draws_at_300_dots),
		cmocka_unit_test(shrinks_large_drawings),
		cmocka_unit_test(reaches_no_file),
		cmocka_unit_test(refuses_what_is_broken),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
