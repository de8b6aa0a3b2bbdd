/* What things are called inside the package: chapters' files, pictures, ids,
 * classes, languages. Sources may say anything; what leaves here is ASCII
 * that XML, ZIP and URLs all accept.
 *
 * The ids we make are letters and a number (h12, n3, page4), or "x-" and a
 * hash; a source's id of either form is hashed, so the two never meet. Of
 * p12 the model itself says that no two are alike.
 */
#include "book/walk.h"
#include "epub/inside.h"

#include "base/banned.h"

#define FIRST_CAPACITY 64
#define LONGEST_ID 64

static size_t find_place(const struct name_map *map, uint32_t space, str name)
{
	size_t mask = map->capacity - 1;
	size_t at = (str_hash(name) ^ (space * (uint64_t)0x9E3779B9)) & mask;
	while (map->at[at].is_used && (map->at[at].space != space ||
				       !str_equal(map->at[at].name, name)))
		at = (at + 1) & mask;
	return at;
}

static void grow(struct name_map *map)
{
	struct name_map old = *map;
	map->capacity = old.capacity ? old.capacity * 2 : FIRST_CAPACITY;
	map->at = arena_array(map->arena, struct name_entry, map->capacity);
	for (size_t i = 0; i < old.capacity; i++) {
		struct name_entry *entry = &old.at[i];
		if (entry->is_used)
			map->at[find_place(map, entry->space, entry->name)] =
				*entry;
	}
}

bool map_add(struct name_map *map, uint32_t space, str name, uint32_t value)
{
	if (2 * (map->count + 1) > map->capacity)
		grow(map);
	struct name_entry *entry = &map->at[find_place(map, space, name)];
	if (entry->is_used)
		return false;
	*entry = (struct name_entry){name, space, value, true};
	map->count++;
	return true;
}

const struct name_entry *map_find(const struct name_map *map, uint32_t space,
				  str name)
{
	if (!map->capacity)
		return NULL;
	const struct name_entry *entry = &map->at[find_place(map, space, name)];
	return entry->is_used ? entry : NULL;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_plain_id(str id)
{
	if (id.len == 0 || id.len > LONGEST_ID || !is_letter(id.text[0]))
		return false;
	for (size_t i = 0; i < id.len; i++) {
		char c = id.text[i];
		if (!is_letter(c) && !is_digit(c) && c != '.' && c != '-' &&
		    c != '_')
			return false;
	}
	return true;
}

static bool is_our_id(str id)
{
	size_t digits = 0;
	while (digits < id.len && is_digit(id.text[id.len - 1 - digits]))
		digits++;
	size_t letters = 0;
	while (letters < id.len && is_letter(id.text[letters]))
		letters++;
	if (letters == 1 && id.text[0] == 'p')
		return false;
	return str_starts(id, STR("x-")) || str_equal(id, STR("title")) ||
	       (digits > 0 && letters + digits == id.len && letters <= 4);
}

str safe_id(str id, struct arena *a)
{
	if (is_plain_id(id) && !is_our_id(id))
		return id;
	return arena_format(a, "x-%016llx", (unsigned long long)str_hash(id));
}

str heading_id(const struct epub_request *request, size_t chapter,
	       const struct block *heading, struct arena *a)
{
	if (heading->id.len && request->targets) {
		str id = safe_id(heading->id, a);
		const struct name_entry *entry =
			map_find(&request->targets->ids, (uint32_t)chapter, id);
		if (entry && entry->value == heading->number)
			return id;
	}
	return arena_format(a, "h%u", heading->number);
}

str page_id(size_t mark, struct arena *a)
{
	return arena_format(a, "page%zu", mark + 1);
}

str chapter_path(const struct chapter *chapter, struct arena *a)
{
	return arena_format(a, "text/%.*s.xhtml", STR_ARG(chapter->id));
}

static bool is_class_character(char c)
{
	return is_letter(c) || is_digit(c) || c == '-' || c == '_';
}

void add_classes(struct buf *out, str classes)
{
	for (size_t at = 0; at < classes.len;) {
		size_t end = at;
		while (end < classes.len && is_class_character(classes.text[end]))
			end++;
		if (end > at && out->len > 0)
			buf_add_byte(out, ' ');
		buf_add(out, str_cut(classes, at, end));
		at = end + 1;
	}
}

str safe_lang(str lang)
{
	size_t part = 0, first = 0;
	for (size_t i = 0; i < lang.len; i++) {
		char c = lang.text[i];
		if (c == '-' && part > 0 && i + 1 < lang.len) {
			part = 0;
			continue;
		}
		bool is_first = part == i;
		if (!is_letter(c) && (is_first || !is_digit(c)))
			return STR_NONE;
		if (++part > 8)
			return STR_NONE;
		if (is_first)
			first = part;
	}
	return first == 2 || first == 3 ? lang : STR_NONE;
}

/* zh-Hans for what is no language. */
str full_lang(str given)
{
	static const struct {
		const char *short_form, *full;
	} rows[] = {
		/* Apple Books wants the script to be said. */
		{"zh", "zh-Hans"}, {"zh-CN", "zh-Hans"}, {"zh-SG", "zh-Hans"},
		{"zh-TW", "zh-Hant-TW"}, {"zh-HK", "zh-Hant-HK"},
		{"zh-MO", "zh-Hant-MO"}, {"", "zh-Hans"},
	};
	str lang = safe_lang(given);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (str_equal_fold(lang, str_of(rows[i].short_form)))
			return str_of(rows[i].full);
	return lang;
}

str book_lang(const struct book *book)
{
	return full_lang(book->meta.lang);
}

static str title_or(str title, str lang)
{
	title = str_trim(title);
	return title.len ? title : wording(WORD_UNTITLED, lang);
}

str book_title(const struct book *book)
{
	return title_or(book->meta.title, book_lang(book));
}

str chapter_title(const struct book *book, const struct chapter *chapter)
{
	return title_or(chapter->title, book_lang(book));
}

static const char *picture_extension(str bytes)
{
	if (str_starts(bytes, STR("\xFF\xD8\xFF")))
		return "jpg";
	if (str_starts(bytes, STR("\x89PNG\r\n\x1A\n")))
		return "png";
	return NULL;
}

/* Equal bytes get one name; the map's key is the bytes themselves. */
static void name_picture(struct name_map *pictures, struct asset *asset)
{
	const char *extension = picture_extension(asset->bytes);
	asset->name = STR_NONE;
	if (!extension)
		return;
	uint32_t number = (uint32_t)pictures->count + 1;
	if (!map_add(pictures, 0, asset->bytes, number))
		number = map_find(pictures, 0, asset->bytes)->value;
	asset->name = arena_format(pictures->arena, "image%03u.%s", number,
				   extension);
	asset->media_type = *extension == 'j' ? STR("image/jpeg")
					      : STR("image/png");
}

/* Whatever the walker passes is written, ids included. */
static void note_ids(struct epub_targets *targets, uint32_t chapter,
		     const struct block *first)
{
	struct name_map *ids = &targets->ids;
	const struct chapter_cuts *cuts = &targets->cuts[chapter];
	uint32_t file = 0;
	struct walk walk;
	walk_start(&walk, first);
	for (;;) {
		enum walk_event event = walk_next(&walk);
		str id = STR_NONE;
		uint32_t owner = 0;
		if (event == WALK_END)
			return;
		if (event == WALK_ENTER_BLOCK) {
			file += file < cuts->count &&
				walk.block == cuts->at[file];
			id = walk.block->id;
			owner = walk.block->number;
		}
		if (event == WALK_ENTER_PHRASE || event == WALK_TEXT)
			id = walk.phrase->id;
		if (!id.len)
			continue;
		id = safe_id(id, ids->arena);
		if (map_add(ids, chapter, id, owner) && file)
			map_add(&targets->places, chapter, id, file);
	}
}

const struct epub_targets *epub_name_parts(struct book *book)
{
	struct arena *a = book->arena;
	struct epub_targets *targets = arena_new(a, struct epub_targets);
	struct name_map pictures = {.arena = a};
	targets->ids.arena = targets->files.arena = a;
	targets->places.arena = a;
	targets->cuts = arena_array(a, struct chapter_cuts,
				    book->chapter_count + 1);
	/* A drawn cover brings a name, and takes no number. */
	if (book->cover && !book->cover->name.len)
		name_picture(&pictures, book->cover);
	for (size_t i = 0; i < book->chapter_count; i++) {
		struct chapter *chapter = book->chapters[i];
		if (!is_plain_id(chapter->id))
			chapter->id = arena_format(a, "c%03zu", i + 1);
		map_add(&targets->files, 0, chapter->file, (uint32_t)i);
		split_chapter(book, chapter, &targets->cuts[i], a);
		if (chapter->body)
			note_ids(targets, (uint32_t)i, chapter->body);
		for (struct asset *asset = chapter->assets; asset;
		     asset = asset->next)
			name_picture(&pictures, asset);
	}
	return targets;
}
