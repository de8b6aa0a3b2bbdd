/* Any bytes as book.yaml: no crash; what is taken can be printed, and a
 * chapter moved in it leaves a manifest that reads as well.
 */
#include <stdlib.h>

#include "base/buf.h"
#include "manifest/manifest.h"

#include "base/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void move_first(const struct manifest *plan, struct arena *a)
{
	struct diag d;
	str edited;
	size_t last = plan->entries.count - 1;
	diag_init(&d, a);
	struct move move = {.chapter = plan->entries.at[0].file,
			    .other = plan->entries.at[last].file};
	if (!manifest_move(plan, &move, a, &d, &edited))
		return;
	const struct manifest *again = manifest_parse(plan->path, edited, a, &d);
	if (!again || again->entries.count != plan->entries.count)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena a;
	struct diag d;
	struct buf out;
	arena_init(&a);
	diag_init(&d, &a);
	buf_init(&out, &a, BUF_NO_MAXIMUM);
	/* Chapters may name the files of this folder. */
	const struct manifest *plan =
		manifest_parse(STR("tests/e2e/book/book.yaml"),
			       (str){(const char *)bytes, len}, &a, &d);
	if (!plan && !diag_failed(&d))
		abort();
	if (plan)
		manifest_dump(plan, &out);
	if (plan && plan->entries.count > 1)
		move_first(plan, &a);
	arena_free(&a);
	return 0;
}
