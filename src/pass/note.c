/* Note marks and notes find each other, get their numbers in the order of
 * the marks, and a label ① ② ③ for the printed page. A note nobody marks is
 * text all the same: it goes to the chapter's end. A mark without a note
 * becomes its own label as text.
 */
#include "book/numeral.h"
#include "book/walk.h"
#include "pass/inside.h"

#include "base/banned.h"

static uint32_t number_marks(struct work *work)
{
	uint32_t count = 0;
	struct block *block = work->chapter->body;
	for (; block; block = block_next(block)) {
		struct walk walk;
		if (!block->text)
			continue;
		walk_phrases(&walk, block);
		for (enum walk_event event = walk_next(&walk);
		     event != WALK_END; event = walk_next(&walk)) {
			struct note *note = walk.phrase->kind == PHRASE_NOTE
				? walk.phrase->as.note.note : NULL;
			if (event != WALK_ENTER_PHRASE || !note ||
			    !note->body || note->number)
				continue;
			note->number = ++count;
			note->label = circled_number((int)count, work->a);
		}
	}
	return count;
}

static struct phrase **replace_mark(struct work *work, struct phrase **link)
{
	struct phrase *mark = *link;
	struct note *note = mark->as.note.note;
	str label = note ? note->id : STR("?");
	struct phrase *text = phrase_text(work->a,
		arena_format(work->a, "[%.*s]", STR_ARG(label)), mark->span);
	text->next = mark->next;
	*link = text;
	ledger_changed(&work->chapter->ledger, STR("note/unpaired"),
		       mark->span.line, STR_NONE, text->text);
	diag_report(work->chapter->diag, mark->span, MSG_NOTE_MISSING,
		    WORDS(label));
	return &text->next;
}

static void settle_marks(struct work *work, struct phrase **link, int depth)
{
	while (*link) {
		struct phrase *phrase = *link;
		if (phrase->child && depth < WALK_DEEPEST)
			settle_marks(work, &phrase->child, depth + 1);
		bool is_lost = phrase->kind == PHRASE_NOTE &&
			       (!phrase->as.note.note ||
				!phrase->as.note.note->body);
		link = is_lost ? replace_mark(work, link) : &phrase->next;
	}
}

/* A note that a cue became goes with the text that the cue stood in. */
static void settle_unmarked(struct work *work, struct note *note)
{
	struct block *next;
	if (str_starts(note->id, STR(CUE_NOTE))) {
		ledger_removed(&work->chapter->ledger, STR("note/cue"),
			       note->span.line,
			       block_text_deep(note->body, work->a));
		return;
	}
	diag_report(work->chapter->diag, note->span, MSG_NOTE_UNMARKED,
		    WORDS(note->id));
	for (struct block *at = note->body; at; at = next) {
		next = at->next;
		at->previous = at->next = NULL;
		block_insert(work->chapter, NULL, NULL, at);
	}
	note->body = NULL;
}

void pass_note(struct work *work)
{
	for (struct note *note = work->chapter->notes; note; note = note->next)
		note->number = 0;
	struct block *block = work->chapter->body;
	for (; block; block = block_next(block))
		if (block->text)
			settle_marks(work, &block->text, 0);
	number_marks(work);
	struct note **link = &work->chapter->notes;
	while (*link) {
		struct note *note = *link;
		if (note->number) {
			link = &note->next;
			continue;
		}
		if (note->body)
			settle_unmarked(work, note);
		*link = note->next;
	}
}
