/* Ids become unique within the chapter and fit for XML; links inside the
 * chapter that land nowhere become text. Links to other files of the book
 * wait for the join, where all chapters are known.
 *
 * An id that is no ASCII name is replaced by one computed from it alone, so
 * that a link in another chapter computes the same.
 */
#include "base/index.h"
#include "book/walk.h"
#include "pass/inside.h"
#include "pass/target.h"

#include "base/banned.h"

static bool is_name_byte(char c, bool is_first)
{
	if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_')
		return true;
	return !is_first && ((c >= '0' && c <= '9') || c == '-' || c == '.');
}

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static str unescape(str text, struct arena *a)
{
	if (str_find_byte(text, '%') == STR_NOT_FOUND)
		return text;
	char *out = arena_take(a, text.len + 1);
	size_t len = 0;
	for (size_t i = 0; i < text.len; i++) {
		bool is_escape = text.text[i] == '%' && i + 2 < text.len &&
				 hex_value(text.text[i + 1]) >= 0 &&
				 hex_value(text.text[i + 2]) >= 0;
		if (!is_escape) {
			out[len++] = text.text[i];
			continue;
		}
		out[len++] = (char)(hex_value(text.text[i + 1]) * 16 +
				    hex_value(text.text[i + 2]));
		i += 2;
	}
	return (str){out, len};
}

str target_id(str id, struct arena *a)
{
	id = unescape(id, a);
	bool is_name = id.len > 0 && id.len <= 64;
	for (size_t i = 0; i < id.len && is_name; i++)
		is_name = is_name_byte(id.text[i], i == 0);
	if (is_name || !id.len)
		return id;
	return arena_format(a, "x%08x", (unsigned)(str_hash(id) >> 16));
}

bool target_is_outside(str target)
{
	if (str_starts(target, STR("//")))
		return true;
	for (size_t i = 0; i < target.len; i++) {
		char c = target.text[i];
		if (c == ':')
			return i > 1;
		if (!is_name_byte(c, false) && c != '+')
			return false;
	}
	return false;
}

struct ids {
	struct work *work;
	struct index taken;
};

/* False when the id is there already. */
static bool add_id(struct ids *ids, str id)
{
	if (index_find(&ids->taken, id))
		return false;
	index_add(&ids->taken, ids->work->scratch, id, NULL);
	return true;
}

static void settle_id(struct ids *ids, str *id)
{
	if (!id->len)
		return;
	*id = target_id(*id, ids->work->a);
	if (!add_id(ids, *id))
		*id = STR_NONE;
}

static void settle_ids(struct ids *ids, struct block *first)
{
	for (struct block *at = first; at; at = block_next(at)) {
		struct walk walk;
		settle_id(ids, &at->id);
		if (!at->text)
			continue;
		walk_phrases(&walk, at);
		for (enum walk_event event = walk_next(&walk);
		     event != WALK_END; event = walk_next(&walk))
			if (event == WALK_ENTER_PHRASE)
				settle_id(ids, (str *)&walk.phrase->id);
	}
}

/* An anchor before the text, when it has an id already. */
static void name_block(struct work *work, struct block *block, str id)
{
	if (!block->id.len) {
		block->id = id;
		return;
	}
	struct phrase *anchor = phrase_new(work->a, PHRASE_SPAN, block->span);
	anchor->id = id;
	anchor->next = block->text;
	block->text = anchor;
}

void target_hand_down(struct work *work, const struct block *from,
		      struct block *to)
{
	struct walk walk;
	if (from->id.len)
		name_block(work, to, from->id);
	walk_phrases(&walk, from);
	for (enum walk_event event = walk_next(&walk); event != WALK_END;
	     event = walk_next(&walk))
		if (event == WALK_ENTER_PHRASE && walk.phrase->id.len)
			name_block(work, to, walk.phrase->id);
}

/* p12, for links to a paragraph by its number; an author's own p12 comes
 * first. */
static void name_paragraphs(struct ids *ids, struct block *first)
{
	struct work *work = ids->work;
	for (struct block *at = first; at; at = block_next(at)) {
		if (!at->paragraph)
			continue;
		str id = arena_format(work->a, "p%u", at->paragraph);
		if (add_id(ids, id))
			name_block(work, at, id);
	}
}

void unwrap_link(struct chapter *chapter, struct phrase *phrase)
{
	ledger_changed(&chapter->ledger, STR("link/nowhere"), phrase->span.line,
		       STR_NONE, STR_NONE);
	struct ledger_entry *entry =
		&chapter->ledger.entries.at[chapter->ledger.entries.count - 1];
	entry->before = entry->after = phrase->as.link.target;
	phrase->kind = PHRASE_SPAN;
	phrase->as.link.target = STR_NONE;
}

static void settle_link(void *context, struct phrase *phrase)
{
	struct ids *ids = context;
	struct work *work = ids->work;
	str target = str_trim(phrase->as.link.target);
	phrase->as.link.target = target;
	if (str_starts(target, STR("javascript:")) || target.len == 0 ||
	    str_equal(target, STR("#"))) {
		unwrap_link(work->chapter, phrase);
		return;
	}
	if (!str_starts(target, STR("#")))
		return;
	str id = target_id(str_from(target, 1), work->a);
	if (index_find(&ids->taken, id)) {
		phrase->as.link.target = arena_join(work->a, STR("#"), id);
		return;
	}
	diag_report(work->chapter->diag, phrase->span, MSG_LINK_NOWHERE,
		    WORDS(target));
	unwrap_link(work->chapter, phrase);
}

void target_each(struct block *first,
		 void (*settle)(void *context, struct phrase *link),
		 void *context)
{
	for (struct block *at = first; at; at = block_next(at)) {
		struct walk walk;
		if (!at->text)
			continue;
		walk_phrases(&walk, at);
		for (enum walk_event event = walk_next(&walk);
		     event != WALK_END; event = walk_next(&walk))
			if (event == WALK_LEAVE_PHRASE &&
			    walk.phrase->kind == PHRASE_LINK)
				settle(context, (struct phrase *)walk.phrase);
	}
}

void pass_link(struct work *work)
{
	struct chapter *chapter = work->chapter;
	struct ids ids = {.work = work};
	settle_ids(&ids, chapter->body);
	for (struct note *note = chapter->notes; note; note = note->next)
		settle_ids(&ids, note->body);
	name_paragraphs(&ids, chapter->body);
	target_each(chapter->body, settle_link, &ids);
	for (struct note *note = chapter->notes; note; note = note->next)
		target_each(note->body, settle_link, &ids);
}
