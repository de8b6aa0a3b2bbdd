/* Any bytes as a page that is read and made regular, with the settings that
 * the first two bytes say: the chapter keeps its rules after every pass, and
 * the ledger accounts for every character that came or went.
 */
#include "tests/fuzz/source.h"
#include "tests/property/weight.h"

#include "base/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/* The script stays: its dictionaries would be loaded for every input. */
static struct pass_context settings(uint8_t byte, str last_pass)
{
	return (struct pass_context){
		.clean = {.annotations = (byte & 3) % 3,
			  .cues = (byte >> 2) % 3,
			  .punctuation = byte >> 5 & 1,
			  .examples = byte >> 6 & 1},
		.images = {.root = STR("."), .folder = STR_NONE,
			   .document_folder = STR_NONE,
			   .is_inspection = true},
		.splits_articles = byte >> 7,
		.last_pass = last_pass,
	};
}

static uint64_t weigh_all(const struct chapter *chapter, struct arena *a)
{
	uint64_t sum = 0;
	for (; chapter; chapter = chapter->next)
		sum += weigh_chapter(chapter, a);
	return sum;
}

static void make_regular(struct chapter *chapter,
			 const struct pass_context *context, struct arena *a)
{
	struct ledger read = chapter->ledger;
	uint64_t before = weigh_all(chapter, a);
	chapter->ledger = (struct ledger){.arena = chapter->arena};
	if (!pass_run(chapter, context))
		return;
	uint64_t after = weigh_all(chapter, a);
	for (const struct chapter *c = chapter; c; c = c->next) {
		source_keeps_rules(c, a);
		after += weigh_taken(&c->ledger);
		before += weigh_given(&c->ledger);
	}
	chapter->ledger = read;
	if (before == after)
		return;
	fprintf(stderr, "characters came or went without a line\n");
	abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static const char *const formats[] = {"html", "text", "html", ""};
	struct arena a;
	struct diag d;
	size_t count;
	const char *const *names = pass_names(&count);
	if (len < 2)
		return 0;
	arena_init(&a);
	diag_init(&d, &a);
	read_prepare();
	struct chapter *chapter = chapter_new(&a, &d);
	struct read_request request = {
		.file = STR("fuzz"),
		.bytes = {(const char *)bytes + 2, len - 2},
		.format = str_of(formats[bytes[1] % 4]),
	};
	struct pass_context context =
		settings(bytes[0], str_of(names[bytes[1] / 4 % count]));
	chapter->file = request.file;
	if (read_source(&request, chapter))
		make_regular(chapter, &context, &a);
	arena_free(&a);
	return 0;
}
