/* Pictures find their files: by the manifest's map, in the images folder by
 * name and by the last parts of the address, or beside the document. Dots
 * that only count visitors, and icons, go; what is not found keeps its
 * place, its words and its address.
 *
 * Nothing outside the manifest's folder is opened, and nothing is fetched.
 */
#include <stdlib.h>

#include "base/file.h"
#include "book/walk.h"
#include "image/image.h"
#include "pass/inside.h"

#include "base/banned.h"

#define MOST_PARTS 4            /* of an address tried below the folder */
#define TRACKING_SIDE 3         /* pixels; declared */
#define ICON_SIDE 20
#define ORNAMENT_HEIGHT 60      /* a bar across the page */
#define ORNAMENT_SHAPE 8
#define LARGEST_FILE ((size_t)64 << 20)
#define MAX_SIDE 3000           /* pixels: 10 inches in print at 300 dpi */

static str without_query(str address)
{
	size_t at = str_find_byte(address, '?');
	if (at != STR_NOT_FOUND)
		address = str_cut(address, 0, at);
	at = str_find_byte(address, '#');
	return at == STR_NOT_FOUND ? address : str_cut(address, 0, at);
}

static bool is_remote(str address)
{
	return str_contains(address, STR("://")) ||
	       str_starts(address, STR("//")) ||
	       str_starts(address, STR("data:"));
}

/* What a search for a picture's file came to. */
struct search {
	str path;                /* relative to the root */
	const char *refused;     /* why what is there was not taken, or NULL */
};

static bool try_path(struct work *work, str folder, str name,
		     struct search *search)
{
	const struct image_rules *rules = &work->context->images;
	if (!name.len)
		return false;
	str relative = folder.len ? file_join(folder, name, work->scratch)
				  : name;
	const char *whole = arena_cstring(
		work->scratch, file_join(rules->root, relative, work->scratch));
	bool is_inside = file_is_inside(rules->root, relative);
	if (is_inside && file_exists(whole)) {
		search->path = arena_copy(work->a, relative);
		return true;
	}
	if (file_is_there(whole))
		search->refused = is_inside ? "unreadable" : "outside";
	return false;
}

static bool find_in_map(struct work *work, str address,
			struct search *search)
{
	const struct image_rules *rules = &work->context->images;
	for (size_t i = 0; i < rules->map_count; i++)
		if (str_equal(rules->map[i].address, address))
			return try_path(work, STR_NONE, rules->map[i].path,
					search);
	return false;
}

/* .../2021/06/a.jpg: a.jpg, 06/a.jpg, 2021/06/a.jpg */
static bool find_by_parts(struct work *work, str folder, str address,
			  struct search *search)
{
	str name = without_query(address);
	size_t from = name.len;
	for (int parts = 0; parts < MOST_PARTS && from > 0; parts++) {
		if (parts > 0)
			from--;
		while (from > 0 && name.text[from - 1] != '/')
			from--;
		if (try_path(work, folder, str_from(name, from), search))
			return true;
	}
	return false;
}

static bool find_file(struct work *work, str address, struct search *search)
{
	const struct image_rules *rules = &work->context->images;
	if (find_in_map(work, address, search))
		return true;
	if (rules->folder.len &&
	    find_by_parts(work, rules->folder, address, search))
		return true;
	if (!is_remote(address) &&
	    try_path(work, rules->document_folder, without_query(address),
		     search))
		return true;
	return try_path(work, rules->document_folder,
			file_name(without_query(address)), search);
}

static void report(struct work *work, const struct asset *asset,
		   enum message message, const char *reason)
{
	diag_report(work->chapter->diag, asset->span, message,
		    WORDS(asset->address, str_of(reason)));
}

static void take_bytes(struct work *work, struct asset *asset, str bytes)
{
	struct clean_image clean;
	enum image_status status = image_clean(bytes, MAX_SIDE, work->a,
					       &clean);
	if (status != IMAGE_OK) {
		static const char *const reasons[] = {
			[IMAGE_NOT_A_PICTURE] = "not a picture",
			[IMAGE_UNSUPPORTED] = "unsupported kind",
			[IMAGE_NEEDS_RSVG] = "no rsvg-convert",
			[IMAGE_BROKEN] = "broken",
			[IMAGE_TOO_LARGE] = "too large",
		};
		report(work, asset, MSG_IMAGE_UNUSABLE, reasons[status]);
		asset->path = asset->bytes = STR_NONE;
		return;
	}
	asset->bytes = clean.bytes;
	asset->media_type = str_of(image_media_type(clean.kind));
	asset->width = clean.width;
	asset->height = clean.height;
	asset->dots_per_inch = clean.dots_per_inch;
}

static void load(struct work *work, struct asset *asset)
{
	const struct image_rules *rules = &work->context->images;
	if (rules->is_inspection)
		return;
	str bytes = asset->bytes;
	if (!bytes.len) {
		str whole = file_join(rules->root, asset->path, work->scratch);
		if (file_read(arena_cstring(work->scratch, whole),
			      LARGEST_FILE, work->a, &bytes) != FILE_OK) {
			report(work, asset, MSG_IMAGE_UNUSABLE, "unreadable");
			asset->path = STR_NONE;
			return;
		}
	}
	take_bytes(work, asset, bytes);
}

/* Files that pages use to fill a space or to count visitors. */
static bool is_filler(str address)
{
	static const char *const names[] = {
		"spacer.gif", "blank.gif", "pixel.gif", "1x1.gif",
		"transparent.gif", "space.gif", "loading.gif", "lazyload.gif",
		"1x1.png", "blank.png", "pixel.png", "transparent.png",
	};
	str name = file_name(without_query(address));
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (str_equal(name, str_of(names[i])))
			return true;
	return false;
}

static bool is_idle(const struct asset *asset)
{
	uint32_t longer = asset->width > asset->height ? asset->width
						       : asset->height;
	uint32_t shorter = asset->width < asset->height ? asset->width
							: asset->height;
	bool is_ornament = shorter > 0 && shorter <= ORNAMENT_HEIGHT &&
			   longer / shorter >= ORNAMENT_SHAPE;
	return asset->is_decorative || is_ornament ||
	       is_filler(asset->address) ||
	       (longer > 0 && longer <= ICON_SIDE) ||
	       (shorter > 0 && shorter <= TRACKING_SIDE);
}

static void resolve(struct work *work, struct asset *asset)
{
	enum missing_images missing = work->context->images.missing;
	asset->is_decorative = is_idle(asset);
	if (asset->is_decorative)
		return;
	if (asset->bytes.len && asset->media_type.len)
		return;
	struct search search = {asset->path, NULL};
	if (asset->bytes.len || asset->path.len ||
	    find_file(work, asset->address, &search)) {
		asset->path = search.path;
		load(work, asset);
		return;
	}
	if (missing == IMAGES_ERROR)
		report(work, asset, MSG_IMAGE_REQUIRED, "");
	else if (missing == IMAGES_DROP)
		asset->is_decorative = true;
	else if (search.refused)
		report(work, asset, MSG_IMAGE_UNUSABLE, search.refused);
	else
		report(work, asset, MSG_IMAGE_MISSING, "");
}

/* Inline pictures to be dropped. */
static void drop_inline(struct work *work, struct phrase **link, int depth)
{
	while (*link) {
		struct phrase *phrase = *link;
		if (phrase->child && depth < WALK_DEEPEST)
			drop_inline(work, &phrase->child, depth + 1);
		if (phrase->kind == PHRASE_IMAGE &&
		    phrase->as.image.asset->is_decorative &&
		    !rule_is_off(work, STR("image/idle"))) {
			ledger_removed(&work->chapter->ledger,
				       STR("image/idle"), phrase->span.line,
				       phrase->as.image.asset->address);
			*link = phrase->next;
		} else {
			link = &phrase->next;
		}
	}
}

static void drop_idle(struct work *work)
{
	struct block *next;
	for (struct block *at = work->chapter->body; at; at = next) {
		next = block_next(at);
		if (at->text) {
			bool was_empty = block_is_empty(at);
			drop_inline(work, &at->text, 0);
			if (!was_empty && at->kind == BLOCK_PARAGRAPH &&
			    block_is_empty(at))
				drop_block(work, at, "image/idle");
		} else if (at->kind == BLOCK_FIGURE && at->as.figure.asset &&
			   at->as.figure.asset->is_decorative) {
			next = block_skip(at);
			drop_block(work, at, "image/idle");
		}
	}
}

struct asset_list {
	LIST(struct asset *) used;
};

static void use(struct work *work, struct asset_list *list,
		struct asset *asset)
{
	if (asset)
		list_push(work->scratch, &list->used, asset);
}

static void use_inline(struct work *work, struct asset_list *list,
		       const struct block *block)
{
	struct walk walk;
	walk_phrases(&walk, block);
	for (enum walk_event event = walk_next(&walk); event != WALK_END;
	     event = walk_next(&walk))
		if (event == WALK_ENTER_PHRASE &&
		    walk.phrase->kind == PHRASE_IMAGE)
			use(work, list, walk.phrase->as.image.asset);
}

static int compare_assets(const void *a, const void *b)
{
	uintptr_t first = (uintptr_t)*(struct asset *const *)a;
	uintptr_t second = (uintptr_t)*(struct asset *const *)b;
	return (first > second) - (first < second);
}

static bool is_used(struct asset *asset, const struct asset_list *list)
{
	return list->used.count &&
	       bsearch(&asset, list->used.at, list->used.count,
		       sizeof asset, compare_assets) != NULL;
}

/* The chapter keeps the pictures that its text still shows. */
static void forget_unused(struct work *work)
{
	struct asset_list list = {0};
	struct block *block = work->chapter->body;
	for (; block; block = block_next(block)) {
		if (block->kind == BLOCK_FIGURE)
			use(work, &list, block->as.figure.asset);
		else if (block->text)
			use_inline(work, &list, block);
	}
	if (list.used.count)
		qsort(list.used.at, list.used.count, sizeof *list.used.at,
		      compare_assets);
	struct asset **link = &work->chapter->assets;
	while (*link) {
		if (is_used(*link, &list))
			link = &(*link)->next;
		else
			*link = (*link)->next;
	}
}

void pass_image(struct work *work)
{
	if (!work->chapter->assets)
		return;
	forget_unused(work);
	struct asset *asset = work->chapter->assets;
	for (; asset; asset = asset->next)
		resolve(work, asset);
	drop_idle(work);
	forget_unused(work);
	settle_figures(work);
}
