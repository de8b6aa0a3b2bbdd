/* An arena for each test, and strings compared with literals. */
#ifndef TESTS_BASE_FIXTURE_H
#define TESTS_BASE_FIXTURE_H

#include <stdlib.h>

#include "base/arena.h"

#define assert_str(actual, expected)                                           \
	do {                                                                   \
		str got = (actual);                                            \
		str want = STR(expected);                                      \
		assert_int_equal(got.len, want.len);                           \
		assert_memory_equal(got.text, want.text, want.len);            \
	} while (0)

static int make_arena(void **state)
{
	struct arena *a = malloc(sizeof *a);
	arena_init(a);
	*state = a;
	return 0;
}

static int drop_arena(void **state)
{
	arena_free(*state);
	free(*state);
	return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_arena, drop_arena)

#endif
