/* The nesting table: a row for what is open, a column for what comes. Rows
 * that hold '.' are the model's own rule, which check.c verifies; the other
 * letters are repairs, chosen so that text is never lost.
 */
#include "book/inside.h"
#include "book/nesting.h"

#include "base/banned.h"

/* heading Paragraph Quote Example Verse Code Line List Item Figure Caption
 * Table Row Cell rule */
#define FLOW   "......V.L.p.TR."
static const char table[BLOCK_KIND_COUNT + 1][BLOCK_KIND_COUNT + 1] = {
	/*                   HPQEVClLIFcTRDr */
	[BLOCK_HEADING]   = "^=^^^^^^^^=^^^^",
	[BLOCK_PARAGRAPH] = "^^^^^^^^^^^^^^^",
	[BLOCK_QUOTE]     = FLOW,
	[BLOCK_EXAMPLE]   = FLOW,
	[BLOCK_VERSE]     = "^l^^^^.^^^^^^^^",
	[BLOCK_CODE]      = "ll^^^^.^^^^^^^^",
	[BLOCK_LINE]      = "^=^^^^^^^^=^^^^",
	[BLOCK_LIST]      = "IIIIIIII.IIIIII",
	[BLOCK_ITEM]      = "......V.^.p.TR.",
	[BLOCK_FIGURE]    = "^c^^^^^^^^.^^^^",
	[BLOCK_CAPTION]   = "=====^===^=^^^^",
	[BLOCK_TABLE]     = "DDDDDDDDDD.D.RD",
	[BLOCK_ROW]       = "DDDDDDDDDD^D^.D",
	[BLOCK_CELL]      = "============^^=",
	[BLOCK_RULE]      = "^^^^^^^^^^^^^^^",
	[NESTING_ROOT]    = FLOW,
};

enum nesting nesting_rule(enum block_kind parent, enum block_kind kind)
{
	return (enum nesting)table[parent][kind];
}

bool block_may_hold(enum block_kind parent, enum block_kind kind)
{
	return nesting_rule(parent, kind) == NESTING_HOLD;
}

bool block_may_stand_alone(enum block_kind kind)
{
	return block_may_hold(NESTING_ROOT, kind);
}
