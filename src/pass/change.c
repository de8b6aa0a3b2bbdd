/* Edits to one block with their account, and the walk over the blocks whose
 * words may be edited. Everything a pass takes away goes through here, so
 * that nothing goes without an entry in the ledger.
 */
#include "book/walk.h"
#include "pass/inside.h"

#include "base/banned.h"

bool rule_is_off(const struct work *work, str rule)
{
	const struct clean *clean = &work->context->clean;
	for (size_t i = 0; i < clean->off_count; i++) {
		str off = clean->off[i];
		if (str_starts(rule, off) &&
		    (rule.len == off.len || rule.text[off.len] == '/'))
			return true;
	}
	return false;
}

void change(struct changes *changes, size_t from, size_t to, str replacement,
	    const char *rule)
{
	struct work *work = changes->work;
	struct ledger *ledger = &work->chapter->ledger;
	if (rule_is_off(work, str_of(rule)))
		return;
	list_push(work->scratch, &changes->edits,
		  (struct text_edit){from, to, replacement});
	if (!*rule)
		return;
	changes->rule = rule;
	str before = arena_copy(work->a, str_cut(changes->text, from, to));
	uint32_t line = changes->block->span.line;
	if (replacement.len)
		ledger_changed(ledger, str_of(rule), line, before, replacement);
	else
		ledger_removed(ledger, str_of(rule), line, before);
}

struct rubies {
	LIST(const struct phrase *) list;
};

static void find_rubies(struct work *work, const struct block *block,
			struct rubies *out)
{
	struct walk walk;
	walk_phrases(&walk, block);
	for (enum walk_event event = walk_next(&walk); event != WALK_END;
	     event = walk_next(&walk))
		if (event == WALK_ENTER_PHRASE &&
		    walk.phrase->kind == PHRASE_RUBY)
			list_push(work->scratch, &out->list, walk.phrase);
}

/* A reading goes with its characters, which an edit knows nothing of. */
static void account_readings(struct changes *changes,
			     const struct rubies *before)
{
	struct work *work = changes->work;
	struct rubies after = {0};
	find_rubies(work, changes->block, &after);
	for (size_t i = 0, kept = 0; i < before->list.count; i++) {
		const struct phrase *ruby = before->list.at[i];
		if (kept < after.list.count && after.list.at[kept] == ruby)
			kept++;
		else if (changes->rule)
			ledger_removed(&work->chapter->ledger,
				       str_of(changes->rule),
				       changes->block->span.line,
				       ruby->as.ruby.reading);
	}
}

void changes_apply(struct changes *changes)
{
	struct rubies rubies = {0};
	if (!changes->edits.count)
		return;
	find_rubies(changes->work, changes->block, &rubies);
	block_edit(changes->block, changes->edits.at, changes->edits.count,
		   changes->work->a);
	if (rubies.list.count)
		account_readings(changes, &rubies);
	changes->edits.count = 0;
}

static void visit_list(struct work *work, struct block *block,
		       struct phrase **link, leaf_visit *visit)
{
	while (*link)
		link = (*link)->kind == PHRASE_TEXT ? visit(work, block, link)
						    : &(*link)->next;
}

/* Depth first, with a stack of lists: readers nest phrases, hostile sources
 * nest them deep. */
void visit_leaves(struct work *work, struct block *block, leaf_visit *visit)
{
	struct phrase **stack[WALK_DEEPEST] = {&block->text};
	int depth = 1;
	while (depth > 0) {
		struct phrase **list = stack[--depth];
		visit_list(work, block, list, visit);
		for (struct phrase *at = *list; at; at = at->next)
			if (at->child && at->kind != PHRASE_CODE &&
			    at->kind != PHRASE_RUBY && depth < WALK_DEEPEST)
				stack[depth++] = &at->child;
	}
}

struct phrase **leaf_put(struct work *work, struct phrase **link, size_t from,
			 size_t to, struct phrase *put)
{
	struct phrase *leaf = *link, *next = leaf->next;
	str rest = str_from(leaf->text, to);
	if (from > 0) {
		leaf->text = str_cut(leaf->text, 0, from);
		link = &leaf->next;
	}
	if (put) {
		*link = put;
		link = &put->next;
	}
	if (rest.len) {
		*link = phrase_text(work->a, rest, leaf->span);
		(*link)->next = next;
	} else {
		*link = next;
	}
	return link;
}

static bool has_code(const struct phrase *phrase)
{
	for (; phrase; phrase = phrase->next)
		if (phrase->kind == PHRASE_CODE ||
		    (phrase->child && phrase->child->child) ||
		    (phrase->child && phrase->child->kind == PHRASE_CODE))
			return true;
	return false;
}

str masked_text(struct work *work, const struct block *block)
{
	str text = block_text(block, work->scratch);
	if (!has_code(block->text))
		return text;
	char *copy = arena_take(work->scratch, text.len + 1);
	memcpy(copy, text.text, text.len);
	struct walk walk;
	int codes = 0;
	walk_phrases(&walk, block);
	for (;;) {
		enum walk_event event = walk_next(&walk);
		if (event == WALK_END)
			return (str){copy, text.len};
		bool is_code = walk.phrase->kind == PHRASE_CODE;
		codes += is_code && event == WALK_ENTER_PHRASE;
		codes -= is_code && event == WALK_LEAVE_PHRASE;
		if (event == WALK_TEXT && codes > 0)
			memset(copy + walk.offset, 'x',
			       walk.phrase->text.len);
	}
}

static bool is_in_code(const struct block *block)
{
	return block->kind == BLOCK_LINE && block->parent &&
	       block->parent->kind == BLOCK_CODE;
}

struct block *next_prose(struct work *work, struct prose_walk *walk)
{
	if (!walk->is_started) {
		walk->is_started = true;
		walk->next = work->chapter->body;
		walk->note = work->chapter->notes;
	}
	for (;;) {
		while (!walk->next && walk->note) {
			walk->is_in_note = true;
			walk->next = walk->note->body;
			walk->note = walk->note->next;
		}
		struct block *block = walk->next;
		if (!block)
			return NULL;
		walk->next = block_next(block);
		if (block->text && !is_in_code(block))
			return block;
	}
}

static void settle_field(struct work *work, str *field, enum block_kind kind,
			 settle_text *settle, const char *rule)
{
	struct ledger *ledger = &work->chapter->ledger;
	struct block *block = block_new(work->a, kind, SPAN_NONE);
	size_t entries = ledger->entries.count;
	if (!field->len)
		return;
	block->text = phrase_text(work->a, *field, SPAN_NONE);
	settle(work, block);
	ledger->entries.count = entries;
	str text = block_text(block, work->a);
	if (str_equal(text, *field))
		return;
	ledger_changed(ledger, str_of(rule), 0, *field, text);
	*field = text;
}

void settle_fields(struct work *work, settle_text *settle, const char *rule)
{
	struct chapter *chapter = work->chapter;
	if (!work->context->fixed_title.len)
		settle_field(work, &chapter->title, BLOCK_HEADING, settle,
			     rule);
	settle_field(work, &chapter->author, BLOCK_HEADING, settle, rule);
	settle_field(work, &chapter->source, BLOCK_HEADING, settle, rule);
	settle_field(work, &chapter->summary, BLOCK_PARAGRAPH, settle, rule);
}

static void add_readings(const struct block *block, struct buf *out)
{
	struct walk walk;
	walk_phrases(&walk, block);
	for (enum walk_event event = walk_next(&walk); event != WALK_END;
	     event = walk_next(&walk)) {
		if (event != WALK_ENTER_PHRASE ||
		    walk.phrase->kind != PHRASE_RUBY)
			continue;
		buf_add_byte(out, ' ');
		buf_add(out, walk.phrase->as.ruby.reading);
	}
}

/* All of a block's text, and the readings of its ruby behind it. */
static str whole_text(struct work *work, const struct block *block)
{
	struct buf out;
	buf_init(&out, work->a, BUF_NO_MAXIMUM);
	const struct block *end = block_skip(block);
	for (const struct block *at = block; at != end; at = block_next(at))
		if (at->text)
			add_readings(at, &out);
	str text = block_text_deep(block, work->a);
	return out.len ? arena_join(work->a, text, buf_str(&out)) : text;
}

void drop_block(struct work *work, struct block *block, const char *rule)
{
	if (rule_is_off(work, str_of(rule)))
		return;
	str text = whole_text(work, block);
	if (block->kind == BLOCK_FIGURE && block->as.figure.asset)
		text = arena_join(work->a, block->as.figure.asset->address,
				  text);
	if (str_trim(text).len)
		ledger_removed(&work->chapter->ledger, str_of(rule),
			       block->span.line, text);
	struct block *parent = block->parent;
	block_remove(work->chapter, block);
	while (parent && !parent->child && !parent->text) {
		struct block *empty = parent;
		parent = parent->parent;
		if (empty->kind == BLOCK_FIGURE)
			return;
		block_remove(work->chapter, empty);
	}
}

void drop_sight(struct work *work, struct sight *sight, const char *rule)
{
	if (sight->is_gone || rule_is_off(work, str_of(rule)))
		return;
	sight->is_gone = true;
	drop_block(work, sight->block, rule);
}
