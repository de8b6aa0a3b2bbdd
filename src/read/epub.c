/* An EPUB as a source: container -> package document -> spine, each item's
 * page through the HTML reader into one chapter (EPUB 3.3 §5; EPUB 2 the
 * same way). Its own contents page is left out: the book makes one.
 *
 * Ids are unique in a page only, so each gets its page's number before it,
 * and links follow.
 */
#include <stdlib.h>

#include "read/package.h"
#include "read/part.h"

#include "base/banned.h"

#define MOST_ITEMS 20000

struct item {
	str id, part;                 /* path in the package */
	bool is_page, is_contents, is_sheet;
	int number;                   /* from 1, in the spine; 0: not in it */
};

struct epub {
	struct reading *reading;
	struct package *package;
	str opf;
	LIST(struct item) items;      /* by id, once all are there */
	LIST(struct item *) parts;    /* by part */
	LIST(str) places;             /* ids in the order of the spine */
	LIST(struct item *) spine;
	size_t page;                  /* being read */
};

static int hex(char byte)
{
	if (byte >= '0' && byte <= '9')
		return byte - '0';
	char low = (char)(byte | 0x20);
	return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

/* %E5%9B%BE.jpg -> 图.jpg */
static str unescape(str address, struct arena *a)
{
	struct buf out;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	for (size_t i = 0; i < address.len; i++) {
		int high = i + 2 < address.len ? hex(address.text[i + 1]) : -1;
		int low = high >= 0 ? hex(address.text[i + 2]) : -1;
		if (address.text[i] != '%' || low < 0) {
			buf_add_byte(&out, address.text[i]);
			continue;
		}
		buf_add_byte(&out, (char)(high << 4 | low));
		i += 2;
	}
	return buf_str(&out);
}

static bool is_outside(str address)
{
	return str_contains(address, STR("://")) ||
	       str_starts(address, STR("//")) ||
	       str_starts(address, STR("data:")) ||
	       str_starts(address, STR("mailto:"));
}

/* --- package document --- */

static void take_root(void *context, xmlNode *node)
{
	struct epub *e = context;
	if (part_is(node, "rootfile") && str_is_empty(e->opf))
		e->opf = arena_copy(e->reading->arena,
				    attribute(node, "full-path"));
}

static void take_fact(struct epub *e, xmlNode *node)
{
	static const struct { const char *element, *name; } facts[] = {
		{"title", "title"}, {"creator", "author"}, {"date", "date"},
		{"language", "lang"}, {"description", "description"},
		{"source", "source"},
	};
	struct arena *a = e->reading->arena;
	str value = str_trim(part_text(node, a));
	if (str_is_empty(value))
		return;
	for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++)
		if (part_is(node, facts[i].element) &&
		    head_take(e->reading, str_of(facts[i].name), value, 0))
			return;
	reading_dropped(e->reading, "epub/metadata", 0, value);
}

static void take_item(struct epub *e, const xmlNode *node)
{
	struct arena *a = e->reading->arena;
	str type = attribute(node, "media-type");
	if (e->items.count >= MOST_ITEMS)
		return;
	struct item item = {
		.id = arena_copy(a, attribute(node, "id")),
		.part = package_resolve(e->opf,
					unescape(attribute(node, "href"), a),
					a),
		.is_page = str_equal(type, STR("application/xhtml+xml")) ||
			   str_equal(type, STR("text/html")),
		.is_contents = str_contains(attribute(node, "properties"),
					    STR("nav")),
		.is_sheet = str_equal(type, STR("text/css")),
	};
	list_push(a, &e->items, item);
}

static void take_place(struct epub *e, const xmlNode *node)
{
	struct arena *a = e->reading->arena;
	if (e->places.count < MOST_ITEMS)
		list_push(a, &e->places,
			  arena_copy(a, attribute(node, "idref")));
}

static void take_opf(void *context, xmlNode *node)
{
	struct epub *e = context;
	if (part_is(node->parent, "metadata") && !part_is(node, "meta"))
		take_fact(e, node);
	else if (part_is(node, "item") && part_is(node->parent, "manifest"))
		take_item(e, node);
	else if (part_is(node, "itemref"))
		take_place(e, node);
}

static int compare_ids(const void *a, const void *b)
{
	return str_compare(((const struct item *)a)->id,
			   ((const struct item *)b)->id);
}

static int compare_parts(const void *a, const void *b)
{
	return str_compare((*(struct item *const *)a)->part,
			   (*(struct item *const *)b)->part);
}

/* An item may stand in the spine once (EPUB 3.3 §5.7.2). */
static void order_spine(struct epub *e)
{
	struct arena *a = e->reading->arena;
	if (!e->items.count)
		return;
	qsort(e->items.at, e->items.count, sizeof *e->items.at, compare_ids);
	for (size_t i = 0; i < e->items.count; i++)
		list_push(a, &e->parts, &e->items.at[i]);
	qsort(e->parts.at, e->parts.count, sizeof *e->parts.at, compare_parts);
	for (size_t i = 0; i < e->places.count; i++) {
		struct item wanted = {.id = e->places.at[i]};
		struct item *item = bsearch(&wanted, e->items.at,
					    e->items.count, sizeof wanted,
					    compare_ids);
		if (!item || item->number)
			continue;
		list_push(a, &e->spine, item);
		item->number = (int)e->spine.count;
	}
}

/* --- protection --- */

/* Fonts alone may be obfuscated (EPUB 3.3 §4.4). */
static void take_encryption(void *context, xmlNode *node)
{
	struct epub *e = context;
	str method = attribute(part_find(node, "EncryptionMethod"), "Algorithm");
	bool is_font = str_contains(method, STR("idpf.org/2008/embedding")) ||
		       str_contains(method, STR("ns.adobe.com/pdf/enc"));
	if (!part_is(node, "EncryptedData") || is_font ||
	    e->reading->has_failed)
		return;
	diag_report(e->reading->diag, reading_span(e->reading, 0),
		    MSG_PACKAGE_LOCKED, NO_WORDS);
	e->reading->has_failed = true;
}

static bool each(struct epub *e, str name, int depth,
		 void (*take)(void *, xmlNode *))
{
	struct part part = {.reading = e->reading, .name = name};
	if (!package_read(e->package, name, &part.xml))
		return !e->reading->has_failed;
	return part_each(&part, depth, take, e);
}

/* --- pages --- */

static const struct item *item_of_part(const struct epub *e, str part)
{
	struct item wanted = {.part = part}, *key = &wanted;
	struct item *const *found = bsearch(&key, e->parts.at, e->parts.count,
					    sizeof key, compare_parts);
	return found ? *found : NULL;
}

static const struct item *current(const struct epub *e)
{
	return e->spine.at[e->page];
}

static str place_id(const struct item *item, str id, struct arena *a)
{
	return str_is_empty(id) ? arena_format(a, "p%d", item->number)
				: arena_format(a, "p%d-%.*s", item->number,
					       STR_ARG(id));
}

static str resolve_id(struct reading *r, str id)
{
	return place_id(current(r->origin.context), id, r->arena);
}

static str resolve_picture(struct reading *r, str address)
{
	const struct epub *e = r->origin.context;
	if (is_outside(address))
		return address;
	return package_resolve(current(e)->part, unescape(address, r->arena),
			       r->arena);
}

static str resolve_link(struct reading *r, str target)
{
	const struct epub *e = r->origin.context;
	if (is_outside(target))
		return target;
	str address = unescape(target, r->arena), id = STR_NONE;
	size_t mark = str_find_byte(address, '#');
	if (mark != STR_NOT_FOUND)
		id = str_from(address, mark + 1);
	const struct item *item = current(e);
	if (mark != 0)
		item = item_of_part(e, package_resolve(item->part, address,
						       r->arena));
	if (!item || !item->number)
		return target;
	return arena_join(r->arena, STR("#"), place_id(item, id, r->arena));
}

/* Where links to a page as a whole land. */
static void mark_page(struct epub *e)
{
	struct reading *r = e->reading;
	struct span span = reading_span(r, 1);
	builder_begin(r->builder, PHRASE_SPAN, span)->id =
		place_id(current(e), STR_NONE, r->arena);
	builder_end(r->builder, PHRASE_SPAN);
}

static void read_page(struct epub *e)
{
	struct reading *r = e->reading;
	const struct item *item = current(e);
	struct read_request request = *r->request;
	const struct read_request *whole = r->request;
	if (!package_read(e->package, item->part, &request.bytes)) {
		if (!r->has_failed)
			diag_report(r->diag, reading_span(r, 0),
				    MSG_PART_MISSING, WORDS(item->part));
		return;
	}
	r->request = &request;
	r->line = 1;
	if (!decode_source(r)) {
		r->has_failed = true;
	} else if (item->is_contents) {
		reading_dropped(r, "epub/contents", 0, str_trim(r->text));
	} else {
		mark_page(e);
		html_read(r);
	}
	r->request = whole;
}

/* What they say of a class holds for all pages. */
static void load_sheets(struct epub *e)
{
	for (size_t i = 0; i < e->items.count && !e->reading->has_failed; i++) {
		str css;
		if (e->items.at[i].is_sheet &&
		    package_read(e->package, e->items.at[i].part, &css))
			html_sheet_add(e->reading, css);
	}
}

static void load_pictures(struct epub *e)
{
	struct asset *asset = e->reading->chapter->assets;
	for (; asset && !e->reading->has_failed; asset = asset->next) {
		str bytes;
		if (!is_outside(asset->address) &&
		    package_read(e->package, asset->address, &bytes))
			asset->bytes = bytes;
	}
}

static bool read_opf(struct epub *e)
{
	if (!each(e, STR("META-INF/encryption.xml"), 1, take_encryption) ||
	    !each(e, STR("META-INF/container.xml"), 2, take_root) ||
	    !each(e, e->opf, 2, take_opf))
		return false;
	order_spine(e);
	if (e->spine.count)
		return true;
	diag_report(e->reading->diag, reading_span(e->reading, 0),
		    MSG_PACKAGE_BROKEN, WORDS(STR("spine")));
	e->reading->has_failed = true;
	return false;
}

void epub_read(struct reading *r, struct package *package)
{
	struct epub *e = arena_new(r->arena, struct epub);
	e->reading = r;
	e->package = package;
	e->opf = STR_NONE;
	if (!read_opf(e))
		return;
	r->origin = (struct origin){.picture = resolve_picture,
				    .link = resolve_link, .id = resolve_id,
				    .context = e};
	load_sheets(e);
	for (e->page = 0; e->page < e->spine.count && !r->has_failed; e->page++)
		if (current(e)->is_page)
			read_page(e);
	r->origin = (struct origin){0};
	r->chapter->encoding = STR("UTF-8 (epub)");
	load_pictures(e);
}
