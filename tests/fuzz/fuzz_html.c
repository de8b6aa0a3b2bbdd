/* Any bytes as a source in HTML: no crash, and a chapter that keeps its rules. */
#include "tests/fuzz/source.h"

#include "base/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	return source_try(STR("html"), (str){(const char *)bytes, len});
}
