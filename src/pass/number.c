/* Blocks get their numbers, 1 ... in reading order, and the chapter its
 * count of characters. Nothing changes the chapter any more. Blocks of notes
 * are numbered on behind the body's.
 */
#include "pass/inside.h"

#include "base/banned.h"

/* It stands first, where the reader put it. */
static void drop_margin_class(struct block *block)
{
	if (!str_starts(block->class, STR(MARGIN_CLASS)))
		return;
	size_t end = str_find_byte(block->class, ' ');
	block->class = end == STR_NOT_FOUND ? STR_NONE
					    : str_from(block->class, end + 1);
}

static void number_list(struct work *work, struct block *at, uint32_t *number)
{
	struct chapter *chapter = work->chapter;
	for (; at; at = block_next(at)) {
		at->number = ++*number;
		block_drop_class(at, STR(AFTER_BLANK_CLASS), work->a);
		block_drop_class(at, STR(BEGINS_CLASS), work->a);
		drop_margin_class(at);
		if (at->text)
			chapter->character_count += count_characters(
				block_text(at, work->scratch));
	}
}

void pass_number(struct work *work)
{
	struct chapter *chapter = work->chapter;
	uint32_t number = 0;
	chapter->character_count = 0;
	number_list(work, chapter->body, &number);
	chapter->block_count = number;
	for (struct note *note = chapter->notes; note; note = note->next)
		number_list(work, note->body, &number);
}
