/* A Word document -> a chapter: the parts of the package in their order, the
 * body as the middle one. Each part is parsed piece by piece, so a long
 * document never stands in memory as a tree.
 *
 * Document properties are not believed: Word fills them by itself. What
 * stands in headers, footers, comments, diagrams and embedded files is
 * accounted for in the ledger.
 */
#include <stdlib.h>

#include "read/docx.h"

#include "base/banned.h"

#define MOST_RELATIONS 20000

static void take_relation(void *walk, xmlNode *node)
{
	struct docx_walk *w = walk;
	if (w->relations.count >= MOST_RELATIONS)
		return;
	struct docx_relation relation = {
		.id = arena_copy(w->arena, attribute(node, "Id")),
		.type = arena_copy(w->arena, attribute(node, "Type")),
		.target = arena_copy(w->arena, attribute(node, "Target")),
		.is_external = str_equal(attribute(node, "TargetMode"),
					 STR("External")),
	};
	list_push(w->arena, &w->relations, relation);
}

/* A part that need not be there. */
static bool each(struct docx_walk *w, str part, int depth,
		 void (*take)(void *, xmlNode *))
{
	struct part read = {.reading = w->reading, .name = part};
	if (!package_read(w->package, read.name, &read.xml))
		return !w->reading->has_failed;
	return part_each(&read, depth, take, w);
}

/* word/document.xml -> word/_rels/document.xml.rels */
static str relations_of(str part, struct arena *a)
{
	size_t slash = str_find_last(part, STR("/"));
	size_t name = slash == STR_NOT_FOUND ? 0 : slash + 1;
	return arena_format(a, "%.*s_rels/%.*s.rels", (int)name, part.text,
			    STR_ARG(str_from(part, name)));
}

static bool enter_part(struct docx_walk *w, str part)
{
	w->part = part;
	w->relations.count = 0;
	if (!each(w, relations_of(part, w->arena), 1, take_relation))
		return false;
	if (w->relations.count)
		qsort(w->relations.at, w->relations.count,
		      sizeof *w->relations.at, docx_compare_relations);
	return true;
}

/* Word on the web calls its parts styles2.xml and the like. */
static void name_parts(struct docx_walk *w)
{
	static const char *const types[DOCX_PARTS] = {
		"styles", "numbering", "footnotes", "endnotes", "comments",
	};
	for (size_t i = 0; i < DOCX_PARTS; i++) {
		str type = arena_format(w->arena, "/%s", types[i]);
		w->parts[i] = arena_format(w->arena, "word/%s.xml", types[i]);
		for (size_t k = 0; k < w->relations.count; k++)
			if (str_ends(w->relations.at[k].type, type))
				w->parts[i] = package_resolve(
					w->part, w->relations.at[k].target,
					w->arena);
	}
}

/* --- notes --- */

static void take_note(struct docx_walk *w, xmlNode *node, const char *kind)
{
	/* Separators between text and notes are notes too. */
	if (!str_is_empty(attribute(node, "type")) &&
	    !str_equal(attribute(node, "type"), STR("normal")))
		return;
	str id = arena_format(w->arena, "%s-%.*s", kind,
			      STR_ARG(attribute(node, "id")));
	builder_note_open(w->builder, id, docx_span(w));
	for (xmlNode *at = node->children; at; at = at->next)
		docx_take_block(w, at);
	docx_end_blocks(w);
	builder_note_close(w->builder);
}

static void take_footnote(void *walk, xmlNode *node)
{
	if (part_is(node, "footnote"))
		take_note(walk, node, "footnote");
}

static void take_endnote(void *walk, xmlNode *node)
{
	if (part_is(node, "endnote"))
		take_note(walk, node, "endnote");
}

static bool take_notes(struct docx_walk *w)
{
	str footnotes = w->parts[DOCX_FOOTNOTES];
	str endnotes = w->parts[DOCX_ENDNOTES];
	return enter_part(w, footnotes) &&
	       each(w, footnotes, 1, take_footnote) &&
	       enter_part(w, endnotes) && each(w, endnotes, 1, take_endnote);
}

/* --- what is not the text --- */

static void drop_comment(void *walk, xmlNode *node)
{
	struct docx_walk *w = walk;
	reading_dropped(w->reading, "docx/comment", 0,
			str_trim(docx_text(w, node)));
}

static void drop_furniture(void *walk, xmlNode *node)
{
	struct docx_walk *w = walk;
	reading_dropped(w->reading, "docx/furniture", 0,
			str_trim(docx_text(w, node)));
}

static void drop_diagram(void *walk, xmlNode *node)
{
	struct docx_walk *w = walk;
	reading_dropped(w->reading, "docx/diagram", 0,
			str_trim(docx_text(w, node)));
}

static const struct {
	const char *type;
	int depth;
	void (*drop)(void *walk, xmlNode *node);
} dropped_parts[] = {
	{"/header", 1, drop_furniture},
	{"/footer", 1, drop_furniture},
	{"/diagramData", 2, drop_diagram},
};

static bool drop_related(struct docx_walk *w,
			 const struct docx_relation *relation)
{
	str part = package_resolve(w->part, relation->target, w->arena);
	if (str_ends(relation->type, STR("/aFChunk")))
		reading_dropped(w->reading, "docx/chunk", 0, part);
	for (size_t i = 0; i < sizeof dropped_parts / sizeof dropped_parts[0];
	     i++)
		if (str_ends(relation->type, str_of(dropped_parts[i].type)) &&
		    !relation->is_external &&
		    !each(w, part, dropped_parts[i].depth,
			  dropped_parts[i].drop))
			return false;
	return true;
}

static bool drop_edges(struct docx_walk *w)
{
	for (size_t i = 0; i < w->relations.count; i++)
		if (!drop_related(w, &w->relations.at[i]))
			return false;
	return each(w, w->parts[DOCX_COMMENTS], 1, drop_comment);
}

/* --- the whole --- */

static void take_body_block(void *walk, xmlNode *node)
{
	if (part_is(node->parent, "body"))
		docx_take_block(walk, node);
}

static void read_parts(struct docx_walk *w)
{
	str body = STR("word/document.xml");
	if (!package_has(w->package, body))
		body = STR("word/document2.xml");
	if (!enter_part(w, body))
		return;
	name_parts(w);
	if (!each(w, w->parts[DOCX_STYLES], 1, docx_take_style))
		return;
	docx_settle_styles(w);
	if (!each(w, w->parts[DOCX_NUMBERING], 1, docx_take_numbering) ||
	    !each(w, body, 2, take_body_block))
		return;
	docx_end_phrases(w);
	docx_end_blocks(w);
	if (drop_edges(w))
		take_notes(w);
}

void docx_read(struct reading *r, struct package *package)
{
	struct docx_walk *w = arena_new(r->arena, struct docx_walk);
	w->reading = r;
	w->builder = r->builder;
	w->arena = r->arena;
	w->part = STR_NONE;
	w->package = package;
	w->plain.size = 20;
	w->plain.align = STR_NONE;
	read_parts(w);
}
