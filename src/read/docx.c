/* A Word document -> a chapter: the parts of the package in their order, the
 * body as the middle one. Each part is parsed piece by piece, so a long
 * document never stands in memory as a tree.
 *
 * Document properties are not believed: Word fills them by itself. What
 * stands in headers, footers and comments is accounted for in the ledger.
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
static bool each(struct docx_walk *w, const char *part, int depth,
		 void (*take)(void *, xmlNode *))
{
	struct part read = {.reading = w->reading, .name = str_of(part)};
	if (!package_read(w->package, read.name, &read.xml))
		return !w->reading->has_failed;
	return part_each(&read, depth, take, w);
}

static bool enter_part(struct docx_walk *w, const char *part,
		       const char *relations)
{
	w->part = str_of(part);
	w->relations.count = 0;
	if (!each(w, relations, 1, take_relation))
		return false;
	if (w->relations.count)
		qsort(w->relations.at, w->relations.count,
		      sizeof *w->relations.at, docx_compare_relations);
	return true;
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
	return enter_part(w, "word/footnotes.xml",
			  "word/_rels/footnotes.xml.rels") &&
	       each(w, "word/footnotes.xml", 1, take_footnote) &&
	       enter_part(w, "word/endnotes.xml",
			  "word/_rels/endnotes.xml.rels") &&
	       each(w, "word/endnotes.xml", 1, take_endnote);
}

/* --- what is not the text --- */

static void drop_comment(void *walk, xmlNode *node)
{
	struct docx_walk *w = walk;
	reading_dropped(w->reading, "docx/comment", 0,
			str_trim(part_text(node, w->arena)));
}

static void drop_furniture(void *walk, xmlNode *node)
{
	struct docx_walk *w = walk;
	reading_dropped(w->reading, "docx/furniture", 0,
			str_trim(part_text(node, w->arena)));
}

static bool drop_edges(struct docx_walk *w)
{
	for (size_t i = 0; i < w->relations.count; i++) {
		const struct docx_relation *relation = &w->relations.at[i];
		bool is_edge = str_ends(relation->type, STR("/header")) ||
			       str_ends(relation->type, STR("/footer"));
		str part = package_resolve(w->part, relation->target, w->arena);
		if (is_edge && !relation->is_external &&
		    !each(w, arena_cstring(w->arena, part), 1, drop_furniture))
			return false;
	}
	return each(w, "word/comments.xml", 1, drop_comment);
}

/* --- the whole --- */

static void take_body_block(void *walk, xmlNode *node)
{
	if (part_is(node->parent, "body"))
		docx_take_block(walk, node);
}

static void read_parts(struct docx_walk *w)
{
	const char *body = "word/document.xml";
	if (!each(w, "word/styles.xml", 1, docx_take_style))
		return;
	docx_settle_styles(w);
	if (!each(w, "word/numbering.xml", 1, docx_take_numbering) ||
	    !enter_part(w, body, "word/_rels/document.xml.rels") ||
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
	read_parts(w);
}
