/* Two articles in one file become two chapters, when asked: the chapter ends
 * where the heading of another article stands, and what follows goes into
 * chapter->next. Notes and pictures go where they are used. What was dropped
 * and changed stays in the first chapter's ledger.
 */
#include "book/walk.h"
#include "pass/inside.h"

#include "base/banned.h"

static struct block *find_article(const struct chapter *chapter)
{
	struct block *at = chapter->body;
	for (; at; at = at->next)
		if (at->previous && at->kind == BLOCK_HEADING &&
		    block_has_class(at, STR(ARTICLE_CLASS)))
			return at;
	return NULL;
}

/* The note leaves one chapter's list and ends the other's. */
static void move_note(struct chapter *from, struct chapter *to,
		      struct note *note)
{
	struct note **link = &from->notes, **end = &to->notes;
	while (*link && *link != note)
		link = &(*link)->next;
	if (!*link)
		return;
	*link = note->next;
	while (*end)
		end = &(*end)->next;
	note->next = NULL;
	*end = note;
}

/* Each chapter has an asset of its own for the same file. */
static struct asset *twin(struct work *work, struct chapter *to,
			  const struct asset *asset)
{
	struct asset **end = &to->assets;
	for (; *end; end = &(*end)->next)
		if (str_equal((*end)->address, asset->address))
			return *end;
	*end = arena_new(work->a, struct asset);
	**end = *asset;
	(*end)->next = NULL;
	return *end;
}

static void move_phrases(struct work *work, struct chapter *to,
			 struct block *block)
{
	struct walk walk;
	walk_phrases(&walk, block);
	for (enum walk_event event = walk_next(&walk); event != WALK_END;
	     event = walk_next(&walk)) {
		struct phrase *phrase = (struct phrase *)walk.phrase;
		if (event != WALK_ENTER_PHRASE)
			continue;
		if (phrase->kind == PHRASE_NOTE && phrase->as.note.note)
			move_note(work->chapter, to, phrase->as.note.note);
		else if (phrase->kind == PHRASE_IMAGE &&
			 phrase->as.image.asset)
			phrase->as.image.asset =
				twin(work, to, phrase->as.image.asset);
	}
}

static void move_uses(struct work *work, struct chapter *to)
{
	for (struct block *at = to->body; at; at = block_next(at)) {
		if (at->kind == BLOCK_FIGURE && at->as.figure.asset)
			at->as.figure.asset =
				twin(work, to, at->as.figure.asset);
		else if (at->text)
			move_phrases(work, to, at);
	}
}

static struct chapter *begin_chapter(struct work *work,
				     const struct block *heading)
{
	const struct chapter *first = work->chapter;
	struct chapter *chapter = chapter_new(work->a, first->diag);
	chapter->role = first->role;
	chapter->format = first->format;
	chapter->file = first->file;
	chapter->lang = first->lang;
	chapter->encoding = first->encoding;
	chapter->is_numbered = first->is_numbered;
	chapter->source_number = first->source_number;
	chapter->title = str_trim(block_text(heading, work->a));
	return chapter;
}

void pass_article(struct work *work)
{
	struct chapter *chapter = work->chapter;
	struct block *heading = find_article(chapter);
	if (!work->context->splits_articles || !heading)
		return;
	struct chapter *rest = begin_chapter(work, heading);
	for (struct block *at = heading->next, *next; at; at = next) {
		next = at->next;
		block_remove(chapter, at);
		block_insert(rest, NULL, NULL, at);
	}
	drop_block(work, heading, "article/title");
	move_uses(work, rest);
	rest->next = chapter->next;
	chapter->next = rest;
}
