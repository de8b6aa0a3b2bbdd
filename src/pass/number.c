/* Blocks get their numbers, 1 ... in reading order, and the chapter its
 * count of characters. Nothing changes the chapter any more.
 */
#include "pass/inside.h"

#include "base/banned.h"

static void number_block(struct work *work, struct block *block)
{
	struct chapter *chapter = work->chapter;
	block->number = ++chapter->block_count;
	block_drop_class(block, STR(AFTER_BLANK_CLASS), work->a);
	block_drop_class(block, STR(BEGINS_CLASS), work->a);
	if (block->text)
		chapter->character_count +=
			count_characters(block_text(block, work->scratch));
}

void pass_number(struct work *work)
{
	struct chapter *chapter = work->chapter;
	chapter->block_count = 0;
	chapter->character_count = 0;
	for (struct block *at = chapter->body; at; at = block_next(at))
		number_block(work, at);
	for (struct note *note = chapter->notes; note; note = note->next)
		for (struct block *at = note->body; at; at = block_next(at))
			number_block(work, at);
}
