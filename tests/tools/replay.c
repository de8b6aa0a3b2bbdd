/* The main() of a fuzz target without libFuzzer: gives it each file of its
 * corpus, so that what a fuzzer once found stays found.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"

#include "base/banned.h"

#define MOST_FILES 100000

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void replay(str folder, str name, struct arena *a)
{
	str bytes;
	const char *path = file_join(folder, name, a).text;
	if (file_read(path, FILE_LARGEST_SOURCE, a, &bytes) != FILE_OK)
		return;
	/* A copy of its own, so that the sanitizer sees the first byte read
	 * past its end. */
	uint8_t *copy = malloc(bytes.len ? bytes.len : 1);
	if (!copy)
		return;
	memcpy(copy, bytes.text, bytes.len);
	LLVMFuzzerTestOneInput(copy, bytes.len);
	free(copy);
	printf("ok %s\n", path);
	fflush(stdout);
}

int main(int count, char **arguments)
{
	struct arena a;
	arena_init(&a);
	str program = file_name(str_of(count ? arguments[0] : NULL));
	str name = str_from(program, str_starts(program, STR("fuzz_")) ? 5 : 0);
	str folder = file_join(STR("tests/fuzz/corpus"), name, &a);
	struct file_names files = {0};
	if (!file_list(folder.text, MOST_FILES, &a, &files) ||
	    files.names.count == 0)
		printf("ok %s # SKIP no corpus\n", folder.text);
	for (size_t i = 0; i < files.names.count; i++) {
		struct arena_mark mark = arena_mark(&a);
		replay(folder, files.names.at[i], &a);
		arena_rewind(&a, mark);
	}
	arena_free(&a);
	return 0;
}
