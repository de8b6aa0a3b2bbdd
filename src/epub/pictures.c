/* Pictures as paper wants them -> as phones do: sides, pixels and the whole
 * book have a budget, and screens without colours may get grey ones.
 *
 * A picture above its own budget is shrunk; when all together are above the
 * book's, the longest side allowed goes down step by step. How many bytes a
 * smaller picture has is estimated from its pixels.
 */
#include "image/image.h"
#include "epub/inside.h"

#include "base/banned.h"

/* Apple Books takes no more pixels, Google Play no longer sides; books beyond
 * this size are not sent to friends. */
#define MOST_PIXELS 5600000
#define MOST_BYTES 50000000

static const uint32_t sides[] = {3000, 2400, 1800, 1400, 1000, 700};

/* Rounded down, by Newton. */
static uint64_t square_root(uint64_t n)
{
	uint64_t root = n, next = (n + 1) / 2;
	while (next < root) {
		root = next;
		next = (root + n / root) / 2;
	}
	return root;
}

static struct image_limits limits_of(const struct epub_request *request,
				     const struct asset *asset)
{
	uint64_t width = asset->width, height = asset->height;
	uint64_t longest = width > height ? width : height;
	struct image_limits limits = {asset->width, asset->height,
				      request->has_grey_pictures};
	if (request->picture_side && longest > request->picture_side) {
		width = width * request->picture_side / longest;
		height = height * request->picture_side / longest;
	}
	if (width * height > MOST_PIXELS) {
		uint64_t shape = (width << 16) / height;
		width = square_root(MOST_PIXELS * shape >> 16);
		height = (width << 16) / shape;
	}
	limits.width = (uint32_t)(width ? width : 1);
	limits.height = (uint32_t)(height ? height : 1);
	return limits;
}

/* What the whole book's pictures come to. */
struct sum {
	uint64_t bytes;
	size_t smaller;
};

static void add_picture(struct sum *sum, const struct epub_request *request,
			const struct asset *asset)
{
	struct image_limits limits = limits_of(request, asset);
	uint64_t pixels = (uint64_t)asset->width * asset->height;
	uint64_t kept = (uint64_t)limits.width * limits.height;
	if (!pixels)
		return;
	sum->bytes += asset->bytes.len * kept / pixels;
	sum->smaller += kept < pixels;
}

static struct sum add_up(const struct epub_request *request,
			 const struct book *book, struct arena *a)
{
	struct sum sum = {0};
	struct name_map seen = {.arena = a};
	if (book->cover && book->cover->bytes.len)
		add_picture(&sum, request, book->cover);
	for (size_t i = 0; i < book->chapter_count; i++)
		for (const struct asset *asset = book->chapters[i]->assets;
		     asset; asset = asset->next)
			if (asset->name.len &&
			    map_add(&seen, 0, asset->name, 0))
				add_picture(&sum, request, asset);
	return sum;
}

static void fit(const struct epub_request *request, struct asset *asset,
		struct arena *a)
{
	struct image_limits limits = limits_of(request, asset);
	struct clean_image image;
	if (asset->bytes.len &&
	    image_refit(asset->bytes, &limits, a, &image) == IMAGE_OK)
		asset->screen_bytes = image.bytes;
}

void epub_plan_pictures(struct book *book, struct epub_request *request,
			struct diag *d)
{
	struct arena scratch;
	struct sum sum = {0};
	arena_init(&scratch);
	for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
		request->picture_side = sides[i];
		sum = add_up(request, book, &scratch);
		if (sum.bytes <= MOST_BYTES)
			break;
	}
	arena_free(&scratch);
	if (sum.smaller)
		diag_report(d, SPAN_NONE, MSG_PICTURES_SMALLER,
			    WORDS(arena_format(book->arena, "%zu", sum.smaller),
				  arena_format(book->arena, "%u",
					       request->picture_side)));
	if (book->cover)
		fit(request, book->cover, book->arena);
}

void epub_fit_pictures(const struct epub_request *request,
		       struct chapter *chapter, struct arena *a)
{
	for (struct asset *asset = chapter->assets; asset; asset = asset->next)
		if (asset->name.len)
			fit(request, asset, a);
}
