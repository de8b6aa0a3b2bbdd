/* <img> -> a picture. The true address of a lazy picture stands in one of
 * several data- attributes, or behind a proxy's question mark; which picture
 * it is in the end is for the pass to say.
 */
#include "read/html_walk.h"

#include "base/banned.h"

#define MOST_ATTRIBUTES 32      /* of a picture, looked at */

static const char *const lazy[] = {
	"data-src", "data-original", "data-lazy-src", "data-actualsrc",
	"data-original-src", "data-url", "_src", "real_src",
};

bool is_lazy_image(const xmlNode *node)
{
	if (!node || node->type != XML_ELEMENT_NODE ||
	    strcmp((const char *)node->name, "img") != 0)
		return false;
	for (size_t i = 0; i < sizeof lazy / sizeof lazy[0]; i++)
		if (!str_is_empty(attribute(node, lazy[i])))
			return true;
	return false;
}

/* The widest of "a.jpg 480w, b.jpg 2x": the last of equals. */
static str widest(str set)
{
	str best = STR_NONE;
	int most = -1;
	while (!str_is_empty(set)) {
		size_t comma = str_find(set, STR(", "));
		str entry = str_trim(str_cut(set, 0, comma));
		set = comma == STR_NOT_FOUND ? STR_NONE
					     : str_from(set, comma + 1);
		size_t blank = str_find_byte(entry, ' ');
		str size = str_trim(str_from(entry, blank));
		int width = 0;
		str_to_int(str_cut(size, 0, size.len ? size.len - 1 : 0),
			   &width);
		if (width >= most && !str_is_empty(entry)) {
			most = width;
			best = str_cut(entry, 0, blank);
		}
	}
	return best;
}

/* An address in whatever data- attribute, where src only keeps the place. */
static str unknown_address(const xmlNode *node)
{
	int seen = 0;
	for (const xmlAttr *at = node->properties;
	     at && seen < MOST_ATTRIBUTES; at = at->next, seen++) {
		str name = str_of((const char *)at->name);
		str value = str_trim(attribute(node, (const char *)at->name));
		if (str_starts(name, STR("data-")) &&
		    (str_starts(value, STR("http://")) ||
		     str_starts(value, STR("https://")) ||
		     str_starts(value, STR("//"))))
			return value;
	}
	return STR_NONE;
}

static str find_address(const xmlNode *node)
{
	for (size_t i = 0; i < sizeof lazy / sizeof lazy[0]; i++) {
		str found = str_trim(attribute(node, lazy[i]));
		if (!str_is_empty(found))
			return found;
	}
	str set = attribute(node, "data-srcset");
	if (str_is_empty(set))
		set = attribute(node, "srcset");
	str found = widest(set), src = str_trim(attribute(node, "src"));
	if (str_is_empty(found) &&
	    (str_is_empty(src) || str_starts(src, STR("data:image/"))))
		found = unknown_address(node);
	return str_is_empty(found) ? src : found;
}

/* https://proxy/?http://real -> http://real */
static str peel(struct html_walk *w, str address, uint32_t line)
{
	static const char *const fronts[] = {"?http://", "?https://",
					     "?url=http://", "?url=https://"};
	for (size_t i = 0; i < sizeof fronts / sizeof fronts[0]; i++) {
		str front = str_of(fronts[i]);
		size_t at = str_find(address, front);
		if (at == STR_NOT_FOUND)
			continue;
		str real = str_from(address, at + str_find(front, STR("http")));
		ledger_changed(&w->reading->chapter->ledger, STR("image/proxy"),
			       line, arena_copy(w->arena, address),
			       arena_copy(w->arena, real));
		return real;
	}
	return address;
}

static uint32_t declared(const xmlNode *node, const char *name,
			 const char *other)
{
	int number;
	str value = str_trim(attribute(node, name));
	if (str_is_empty(value))
		value = str_trim(attribute(node, other));
	if (str_ends(value, STR("px")))
		value.len -= 2;
	return str_to_int(value, &number) && number > 0 ? (uint32_t)number : 0;
}

static void describe(struct html_walk *w, struct asset *asset,
		     struct phrase *image, const xmlNode *node)
{
	image->as.image.alt =
		arena_copy(w->arena, str_trim(attribute(node, "alt")));
	image->class = arena_copy(w->arena, attribute(node, "class"));
	asset->is_decorative |= str_contains(image->class, STR("avatar")) ||
				str_contains(asset->address, STR("avatar"));
	image->id = reading_take_id(w->reading, attribute(node, "id"));
	if (str_is_empty(asset->alt))
		asset->alt = image->as.image.alt;
	if (!asset->width)
		asset->width = declared(node, "width", "data-width");
	if (!asset->height)
		asset->height = declared(node, "height", "data-height");
}

void walk_image(struct html_walk *w, xmlNode *node)
{
	uint32_t line = node_line(w, node);
	str address = peel(w, find_address(node), line);
	if (str_is_empty(address)) {
		reading_dropped(w->reading, "image/without-address", line,
				arena_copy(w->arena, attribute(node, "alt")));
		return;
	}
	struct span span = reading_span(w->reading, line);
	if (w->reading->origin.picture)
		address = w->reading->origin.picture(w->reading, address);
	struct asset *asset = builder_asset(w->builder, address, span);
	if (w->keeps_lines || (w->is_in_figure && !w->text_block))
		text_end_bare(w);
	else
		text_ready(w, line, true);
	describe(w, asset, builder_image(w->builder, asset, span), node);
}

/* Depth first, without recursion. */
bool has_image(xmlNode *node)
{
	xmlNode *at = node->children;
	while (at && at != node) {
		if (at->type == XML_ELEMENT_NODE &&
		    strcmp((const char *)at->name, "img") == 0)
			return true;
		if (at->children && at->type == XML_ELEMENT_NODE) {
			at = at->children;
			continue;
		}
		while (at != node && !at->next)
			at = at->parent;
		if (at != node)
			at = at->next;
	}
	return false;
}
