/* Paragraphs get numbers to be called by (第3章·12段), when the book wants
 * them: 1, 2, 3 within each chapter, in reading order.
 *
 * What a reader sees begin as a paragraph counts one: a paragraph of the
 * text, of a quotation, an example or a list's item, and a stanza of verse.
 * What goes on after a display is the same paragraph still. Headings (a lead
 * sentence belongs to its paragraph), pictures, tables, code, ornaments and
 * notes do not count. So no other chapter changes a number, nor does the
 * chapter's place, nor anything but a paragraph more or less before it.
 */
#include "pass/inside.h"

#include "base/banned.h"

static bool opens_stanza(const struct block *line)
{
	return line->parent && line->parent->kind == BLOCK_VERSE &&
	       (!line->previous || block_is_empty(line->previous));
}

static bool counts(const struct block *block)
{
	if (block_is_empty(block))
		return false;
	if (block->kind == BLOCK_LINE)
		return opens_stanza(block);
	return block->kind == BLOCK_PARAGRAPH && !block->is_continued;
}

void pass_paragraph(struct work *work)
{
	uint32_t number = 0;
	if (!work->context->numbering.counts_paragraphs)
		return;
	for (struct block *at = work->chapter->body; at; at = block_next(at))
		at->paragraph = counts(at) ? ++number : 0;
}
