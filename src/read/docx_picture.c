/* Drawings of a Word document -> pictures with their bytes, from the package
 * itself; text boxes are put by for the end of their paragraph.
 */
#include <stdlib.h>

#include "read/docx.h"

#include "base/banned.h"

#define EMU_A_PIXEL 9525        /* 914,400 an inch, 96 pixels an inch */

int docx_compare_relations(const void *a, const void *b)
{
	return str_compare(((const struct docx_relation *)a)->id,
			   ((const struct docx_relation *)b)->id);
}

const struct docx_relation *docx_relation(const struct docx_walk *w, str id)
{
	struct docx_relation wanted = {.id = id};
	if (str_is_empty(id) || !w->relations.count)
		return NULL;
	return bsearch(&wanted, w->relations.at, w->relations.count,
		       sizeof wanted, docx_compare_relations);
}

static uint32_t pixels(const xmlNode *extent, const char *name)
{
	int units;
	return str_to_int(attribute(extent, name), &units) && units > 0
		       ? (uint32_t)(units / EMU_A_PIXEL)
		       : 0;
}

static void load(struct docx_walk *w, struct asset *asset, str part)
{
	str bytes;
	if (!asset->bytes.len && package_read(w->package, part, &bytes))
		asset->bytes = bytes;
}

static str alt_of(struct docx_walk *w, const xmlNode *drawing)
{
	str alt = attribute(part_find(drawing, "docPr"), "descr");
	if (str_is_empty(alt))
		alt = attribute(part_find(drawing, "shape"), "alt");
	return arena_copy(w->arena, str_trim(alt));
}

static void put_picture(struct docx_walk *w, const xmlNode *drawing, str id)
{
	const struct docx_relation *relation = docx_relation(w, id);
	if (!relation)
		return;
	str address = relation->is_external
			      ? relation->target
			      : package_resolve(w->part, relation->target,
						w->arena);
	struct asset *asset = builder_asset(w->builder, address, docx_span(w));
	if (!relation->is_external)
		load(w, asset, address);
	const xmlNode *extent = part_find(drawing, "extent");
	asset->width = pixels(extent, "cx");
	asset->height = pixels(extent, "cy");
	struct phrase *image = builder_image(w->builder, asset, docx_span(w));
	image->as.image.alt = alt_of(w, drawing);
	if (str_is_empty(asset->alt))
		asset->alt = image->as.image.alt;
}

void docx_take_drawing(struct docx_walk *w, xmlNode *drawing)
{
	for (xmlNode *at = part_next(drawing, drawing); at;) {
		if (part_is(at, "txbxContent"))
			list_push(w->arena, &w->boxes, at);
		else if (part_is(at, "blip"))
			put_picture(w, drawing, attribute(at, "embed").len
							? attribute(at, "embed")
							: attribute(at, "link"));
		else if (part_is(at, "imagedata"))
			put_picture(w, drawing, attribute(at, "id"));
		/* WordArt of old */
		else if (part_is(at, "textpath"))
			builder_text(w->builder,
				     arena_copy(w->arena,
						attribute(at, "string")),
				     docx_span(w));
		/* Neither a box's content nor the same once more. */
		bool is_done = part_is(at, "txbxContent") ||
			       part_is(at, "Fallback");
		if (!is_done) {
			at = part_next(drawing, at);
			continue;
		}
		while (at != drawing && !at->next)
			at = at->parent;
		at = at == drawing ? NULL : at->next;
		if (at && at->type != XML_ELEMENT_NODE)
			at = part_next(drawing, at);
	}
}
