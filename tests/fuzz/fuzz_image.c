/* Any bytes as a picture: looked at, decoded, cleaned, packed. What is said
 * to be clean must decode again to the size that was promised.
 */
#include <stdlib.h>

#include "image/image.h"

#include "base/banned.h"

#define MOST_PIXELS ((uint64_t)1 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena a;
	struct image_info info;
	struct clean_image clean;
	struct packed_image packed;
	struct pixels pixels;
	str file = {(const char *)bytes, len};
	if (image_look(file, &info) != IMAGE_OK ||
	    (uint64_t)info.width * info.height > MOST_PIXELS)
		return 0;
	arena_init(&a);
	image_packed(file, &a, &packed);
	if (image_clean(file, 64, &a, &clean) == IMAGE_OK &&
	    (image_decode(clean.bytes, &a, &pixels) != IMAGE_OK ||
	     pixels.width != clean.width || pixels.height != clean.height))
		abort();
	arena_free(&a);
	return 0;
}
