/* The iterator over blocks and phrases: a small machine that decides from
 * its last event what comes next. Blocks know their parents; phrases do not,
 * so the open ones stand on a stack. What lies deeper than the stack is
 * passed over, here as everywhere that offsets are counted.
 */
#include "book/inside.h"
#include "book/walk.h"

#include "base/banned.h"

static enum walk_event emit(struct walk *walk, enum walk_event event)
{
	walk->last = event;
	return event;
}

static enum walk_event enter_block(struct walk *walk, const struct block *block)
{
	walk->block = block;
	walk->phrase = NULL;
	walk->offset = 0;
	walk->depth = 0;
	return emit(walk, WALK_ENTER_BLOCK);
}

static enum walk_event leave_block(struct walk *walk)
{
	walk->phrase = NULL;
	return emit(walk, walk->is_single ? WALK_END : WALK_LEAVE_BLOCK);
}

static enum walk_event enter_phrase(struct walk *walk,
				    const struct phrase *phrase)
{
	walk->phrase = phrase;
	return emit(walk, phrase->kind == PHRASE_TEXT ? WALK_TEXT
						      : WALK_ENTER_PHRASE);
}

static enum walk_event inside_block(struct walk *walk)
{
	const struct block *block = walk->block;
	if (block->text)
		return enter_phrase(walk, block->text);
	if (block->child && !walk->is_single)
		return enter_block(walk, block->child);
	return leave_block(walk);
}

static enum walk_event inside_phrase(struct walk *walk)
{
	const struct phrase *phrase = walk->phrase;
	if (!phrase->child || walk->depth == WALK_DEEPEST)
		return emit(walk, WALK_LEAVE_PHRASE);
	walk->stack[walk->depth++] = phrase;
	return enter_phrase(walk, phrase->child);
}

static enum walk_event after_phrase(struct walk *walk)
{
	walk->offset += (uint32_t)phrase_width(walk->phrase);
	if (walk->phrase->next)
		return enter_phrase(walk, walk->phrase->next);
	if (walk->depth == 0)
		return leave_block(walk);
	walk->phrase = walk->stack[--walk->depth];
	return emit(walk, WALK_LEAVE_PHRASE);
}

static enum walk_event after_block(struct walk *walk)
{
	const struct block *block = walk->block;
	if (!block)
		return walk->root ? enter_block(walk, walk->root)
				  : emit(walk, WALK_END);
	if (block->next)
		return enter_block(walk, block->next);
	if (block->parent == walk->root->parent)
		return emit(walk, WALK_END);
	walk->block = block->parent;
	walk->offset = 0;
	return leave_block(walk);
}

void walk_start(struct walk *walk, const struct block *first)
{
	walk->root = first;
	walk->block = NULL;
	walk->phrase = NULL;
	walk->offset = 0;
	walk->depth = 0;
	walk->is_single = false;
	walk->last = WALK_LEAVE_BLOCK;
}

void walk_phrases(struct walk *walk, const struct block *block)
{
	walk_start(walk, block);
	walk->block = block;
	walk->is_single = true;
	walk->last = WALK_ENTER_BLOCK;
}

enum walk_event walk_next(struct walk *walk)
{
	switch (walk->last) {
	case WALK_ENTER_BLOCK:
		return inside_block(walk);
	case WALK_LEAVE_BLOCK:
		return after_block(walk);
	case WALK_ENTER_PHRASE:
		return inside_phrase(walk);
	case WALK_LEAVE_PHRASE:
	case WALK_TEXT:
		return after_phrase(walk);
	case WALK_END:
		break;
	}
	return WALK_END;
}
