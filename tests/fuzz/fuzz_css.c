/* Any bytes as a style sheet: no crash, and styles that stay in bounds. */
#include <stdlib.h>

#include "base/buf.h"
#include "style/style.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena a;
	struct diag d;
	struct buf out;
	arena_init(&a);
	diag_init(&d, &a);
	/* The first byte says which of the two kinds of sheet it is. */
	struct style_file file = {
		.path = STR("fuzz.css"),
		.text = {len ? (const char *)bytes + 1 : "", len ? len - 1 : 0},
		.is_print_only = len && bytes[0] % 2,
	};
	buf_init(&out, &a, BUF_NO_MAXIMUM);
	struct style_grid grid = {.body_size = LENGTH_PT(10.5),
				  .pitch = LENGTH_PT(17)};
	struct stylesheet *sheet = style_load(&file, 1, grid, &a, &d);
	style_dump(sheet, &out);
	const struct style *s = style_root(sheet);
	for (int i = 0; i < 8; i++)
		s = style_of_name(sheet, s, STR("p"), STR("a b"), &a);
	if (s->size < LENGTH_PT(2) || s->size > 20 * LENGTH_PT(10.5))
		abort();
	arena_free(&a);
	return 0;
}
