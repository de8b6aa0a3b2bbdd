/* Programs in a process of their own: all bytes go there and come back, and
 * no program takes more than its share.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "arena_fixture.h"
#include "base/child.h"

#include "base/banned.h"

#define MOST ((size_t)1 << 20)

static void brings_all_bytes_back(void **state)
{
	(void)state;
	char *bytes = arena_take(&arena, MOST);
	str input = {bytes, MOST}, output;
	for (size_t i = 0; i < MOST; i++)
		bytes[i] = (char)(i * 31 >> 3);
	assert_int_equal(child_run("cat", input, MOST, &arena, &output),
			 CHILD_OK);
	assert_true(str_equal(input, output));
	assert_int_equal(child_run("cat", STR_NONE, MOST, &arena, &output),
			 CHILD_OK);
	assert_int_equal(output.len, 0);
}

static void tells_what_went_wrong(void **state)
{
	(void)state;
	str output;
	assert_int_equal(child_run("no-such-program-here", STR("x"), MOST,
				   &arena, &output), CHILD_MISSING);
	assert_int_equal(child_run("false", STR("x"), MOST, &arena, &output),
			 CHILD_FAILED);
	assert_int_equal(child_run("cat", STR("four"), 3, &arena, &output),
			 CHILD_FAILED);
	assert_int_equal(child_run("sh -c 'kill -9 $$'", STR("x"), MOST,
				   &arena, &output), CHILD_FAILED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(brings_all_bytes_back),
		cmocka_unit_test(tells_what_went_wrong),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
