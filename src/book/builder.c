/* Blocks as a reader pushes them -> blocks as the model allows them. What to
 * do with a block in the wrong place stands in the table of nesting.c; this
 * file carries it out. Phrases and text are in builder_text.c.
 */
#include <assert.h>

#include "book/build_state.h"
#include "book/inside.h"
#include "book/nesting.h"
#include "book/walk.h"

#include "base/banned.h"

struct builder *builder_new(struct chapter *chapter)
{
	struct builder *b = arena_new(chapter->arena, struct builder);
	b->chapter = chapter;
	b->a = chapter->arena;
	b->stream = &b->body;
	return b;
}

static enum block_kind top_kind(struct stream *s)
{
	struct block *block = top_frame(s)->block;
	return block ? block->kind : NESTING_ROOT;
}

static void link_at_root(struct stream *s, struct block *block)
{
	block->previous = s->last;
	if (s->last)
		s->last->next = block;
	else
		s->note->body = block;
	s->last = block;
}

static void link_block(struct builder *b, struct block *block)
{
	struct block *parent = top_frame(b->stream)->block;
	bool leads = parent && parent->kind == BLOCK_TABLE &&
		     block->kind == BLOCK_CAPTION;
	if (parent || !b->stream->note)
		block_insert(b->chapter, parent, leads ? parent->child : NULL,
			     block);
	else
		link_at_root(b->stream, block);
}

static void push_frame(struct stream *s, struct block *block)
{
	assert(s->depth + 1 < DEEPEST_FRAME);
	s->frames[++s->depth] = (struct frame){.block = block,
					       .is_implied = true};
	if (block_holds_text(block->kind))
		builder_start_text(s, block);
}

/* A second caption goes on with the first; what stands in a list beside its
 * items belongs to the item before, as browsers show it. */
static struct block *block_to_reopen(struct stream *s, enum block_kind kind,
				     bool is_wanted)
{
	struct block *parent = top_frame(s)->block;
	if (kind == BLOCK_ITEM && !is_wanted)
		return parent->last;
	if (kind != BLOCK_CAPTION || !parent->child)
		return NULL;
	return parent->child->kind == BLOCK_CAPTION ? parent->child : NULL;
}

static struct block *push_block(struct builder *b, enum block_kind kind,
				bool is_wanted, struct span span)
{
	struct block *block = block_to_reopen(b->stream, kind, is_wanted);
	if (!block) {
		block = block_new(b->a, kind, span);
		link_block(b, block);
	}
	push_frame(b->stream, block);
	return block;
}

static void set_picture(struct block *figure, const struct phrase *image)
{
	figure->as.figure.asset = image->as.image.asset;
	figure->as.figure.alt = image->as.image.alt;
	if (!figure->class.len)
		figure->class = image->class;
	if (!figure->id.len)
		figure->id = image->id;
}

/* A paragraph that holds pictures alone was never a paragraph. */
static void turn_into_figures(struct builder *b, struct block *block)
{
	struct block *last = NULL;
	struct walk walk;
	walk_phrases(&walk, block);
	for (;;) {
		enum walk_event event = walk_next(&walk);
		if (event == WALK_END)
			break;
		if (event != WALK_ENTER_PHRASE ||
		    walk.phrase->kind != PHRASE_IMAGE)
			continue;
		struct block *figure = block;
		if (last) {
			figure = block_new(b->a, BLOCK_FIGURE,
					   walk.phrase->span);
			block_insert_after(b->chapter, last, figure);
		}
		set_picture(figure, walk.phrase);
		last = figure;
	}
	block->kind = BLOCK_FIGURE;
	block->text = NULL;
	if (b->stream->note && b->stream->last == block)
		b->stream->last = last;
}

static void drop_caption(struct builder *b, struct block *block)
{
	if (!block->text)
		block_remove(b->chapter, block);
}

void builder_close_top(struct builder *b)
{
	struct stream *s = b->stream;
	struct frame *frame = top_frame(s);
	struct block *block = frame->block;
	if (s->depth == 0)
		return;
	s->depth--;
	if (block->kind == BLOCK_PARAGRAPH && frame->has_image &&
	    !frame->has_text)
		turn_into_figures(b, block);
	else if (block->kind == BLOCK_FIGURE && frame->image)
		set_picture(block, frame->image);
	else if (block->kind == BLOCK_CAPTION)
		drop_caption(b, block);
	builder_start_text(s, NULL);
}

static bool is_too_deep(struct builder *b, enum block_kind kind)
{
	if (b->stream->depth < BUILDER_DEEPEST ||
	    (kind != BLOCK_QUOTE && kind != BLOCK_EXAMPLE &&
	     kind != BLOCK_LIST))
		return false;
	if (!b->has_reported_depth && b->chapter->diag)
		diag_report(b->chapter->diag,
			    (struct span){.source = b->chapter->source_number},
			    MSG_BLOCKS_TOO_DEEP, NO_WORDS);
	b->has_reported_depth = true;
	return true;
}

/* A parent that nobody asked for ends with the children it was made for. */
static bool has_served(const struct stream *s, enum block_kind kind)
{
	const struct frame *frame = &s->frames[s->depth];
	if (!frame->block || !frame->is_implied)
		return false;
	switch ((int)frame->block->kind) {
	case BLOCK_LIST:
		return kind != BLOCK_ITEM;
	case BLOCK_VERSE:
		return kind != BLOCK_LINE && !s->asked[BLOCK_LINE];
	case BLOCK_TABLE:
		return kind != BLOCK_ROW && kind != BLOCK_CELL;
	case BLOCK_ROW:
		return kind != BLOCK_CELL && frame[-1].is_implied;
	default:
		return false;
	}
}

static enum nesting rule_here(struct stream *s, enum block_kind kind)
{
	if (has_served(s, kind))
		return NESTING_CLOSE;
	/* A table inside a cell is text: its rows do not end the cell. */
	if (top_is(s, BLOCK_CELL) && top_frame(s)->absorbed_tables)
		return NESTING_ABSORB;
	return nesting_rule(top_kind(s), kind);
}

/* The kind that a rule opens instead, or first. */
static enum block_kind kind_of_rule(enum nesting rule)
{
	switch (rule) {
	case NESTING_AS_LINE: return BLOCK_LINE;
	case NESTING_AS_PARAGRAPH: return BLOCK_PARAGRAPH;
	case NESTING_AS_CAPTION: return BLOCK_CAPTION;
	case NESTING_IN_VERSE: return BLOCK_VERSE;
	case NESTING_IN_LIST: return BLOCK_LIST;
	case NESTING_IN_ITEM: return BLOCK_ITEM;
	case NESTING_IN_TABLE: return BLOCK_TABLE;
	case NESTING_IN_ROW: return BLOCK_ROW;
	case NESTING_IN_CELL: return BLOCK_CELL;
	case NESTING_HOLD: case NESTING_CLOSE: case NESTING_ABSORB: break;
	}
	return BLOCK_PARAGRAPH;
}

static bool is_substitute(enum nesting rule)
{
	return rule == NESTING_AS_LINE || rule == NESTING_AS_PARAGRAPH ||
	       rule == NESTING_AS_CAPTION;
}

/* Makes room for a block and opens it. NULL: it has no block of its own,
 * because what is open absorbs it or it is nested too deeply. */
static struct block *open_block(struct builder *b, enum block_kind kind,
				struct span span)
{
	struct stream *s = b->stream;
	enum block_kind next = kind;    /* `kind`, or a parent it needs */
	for (;;) {
		enum nesting rule = rule_here(s, next);
		if (rule == NESTING_ABSORB)
			return NULL;
		if (rule == NESTING_CLOSE) {
			builder_close_top(b);
		} else if (rule != NESTING_HOLD) {
			next = kind_of_rule(rule);
			if (is_substitute(rule))
				kind = next;
		} else if (is_too_deep(b, next)) {
			if (next == kind)
				return NULL;
			kind = next = BLOCK_PARAGRAPH;
		} else {
			struct block *block = push_block(b, next, next == kind,
							 span);
			if (next == kind)
				return block;
			next = kind;
		}
	}
}

void builder_imply(struct builder *b, enum block_kind kind, struct span span)
{
	struct stream *s = b->stream;
	struct block *block = open_block(b, kind, span);
	if (!block || !s->asks.count)
		return;
	/* The paragraph asked for was closed by a display inside it: this is
	 * the rest of its sentence. */
	const struct ask *ask = &s->asks.at[s->asks.count - 1];
	if (ask->kind != BLOCK_PARAGRAPH || ask->frame != s->depth ||
	    block->kind != BLOCK_PARAGRAPH || ask->block == block)
		return;
	block->is_continued = ask->block->text;
	block->class = ask->block->class;
	block->lang = ask->block->lang;
	block->align = ask->block->align;
}

/* Paragraphs in a verse are stanzas: an empty line parts them. */
static void part_stanzas(struct builder *b, struct span span)
{
	const struct frame *frame = top_frame(b->stream);
	if (!top_is(b->stream, BLOCK_VERSE) || frame->is_implied ||
	    !frame->block->child)
		return;
	push_block(b, BLOCK_LINE, true, span);
	builder_close_top(b);
}

static void absorb(struct stream *s, struct ask *ask)
{
	struct frame *frame = top_frame(s);
	ask->holder = frame->block;
	ask->frame = s->depth;
	frame->absorbed_tables += ask->kind == BLOCK_TABLE;
	frame->absorbed_code += ask->kind == BLOCK_CODE;
	s->wants_break = s->wants_break || frame->block->text;
}

struct block *builder_open(struct builder *b, enum block_kind kind,
			   struct span span)
{
	struct stream *s = b->stream;
	if (kind == BLOCK_PARAGRAPH)
		part_stanzas(b, span);
	struct ask ask = {.kind = kind, .frame = -1};
	ask.block = open_block(b, kind, span);
	if (ask.block) {
		ask.frame = s->depth;
		top_frame(s)->is_implied = false;
	} else {
		if (top_holds_text(s))
			absorb(s, &ask);
		ask.block = block_new(b->a, kind, span);
	}
	list_push(b->a, &s->asks, ask);
	s->asked[kind]++;
	return ask.block;
}

static void close_absorbed(struct builder *b, const struct ask *ask)
{
	struct stream *s = b->stream;
	if (s->depth < ask->frame ||
	    s->frames[ask->frame].block != ask->holder)
		return;
	struct frame *frame = &s->frames[ask->frame];
	frame->absorbed_tables -= ask->kind == BLOCK_TABLE;
	frame->absorbed_code -= ask->kind == BLOCK_CODE;
	if (ask->kind == BLOCK_FIGURE && ask->block->as.figure.asset) {
		struct phrase *image = phrase_new(b->a, PHRASE_IMAGE,
						  ask->block->span);
		image->as.image.asset = ask->block->as.figure.asset;
		image->as.image.alt = ask->block->as.figure.alt;
		builder_add_phrase(b, image, image->span);
	}
	s->wants_break = s->wants_break || frame->block->text;
}

static void close_ask(struct builder *b, const struct ask *ask)
{
	struct stream *s = b->stream;
	if (ask->holder) {
		close_absorbed(b, ask);
		return;
	}
	if (ask->frame < 1 || s->depth < ask->frame)
		return;
	const struct frame *frame = &s->frames[ask->frame];
	if (frame->block != ask->block && !frame->is_implied)
		return;
	while (s->depth >= ask->frame)
		builder_close_top(b);
}

void builder_close(struct builder *b, enum block_kind kind)
{
	struct stream *s = b->stream;
	if (s->asked[kind] == 0)
		return;
	for (;;) {
		struct ask ask = s->asks.at[--s->asks.count];
		s->asked[ask.kind]--;
		close_ask(b, &ask);
		if (ask.kind == kind)
			return;
	}
}

static void close_all(struct builder *b)
{
	struct stream *s = b->stream;
	while (s->asks.count)
		builder_close(b, s->asks.at[s->asks.count - 1].kind);
	while (s->depth)
		builder_close_top(b);
	s->phrase_count = 0;
	s->phrases_beyond = 0;
}

static struct note *note_of(struct builder *b, str id, struct span span)
{
	struct index_entry *known = index_find(&b->notes, id);
	if (known)
		return known->value;
	struct note *note = arena_new(b->a, struct note);
	note->id = arena_copy(b->a, id);
	note->label = STR_NONE;
	note->span = span;
	index_add(&b->notes, b->a, note->id, note);
	if (b->last_note)
		b->last_note->next = note;
	else
		b->chapter->notes = note;
	b->last_note = note;
	return note;
}

void builder_note_mark(struct builder *b, str id, struct span span)
{
	struct phrase *mark = phrase_new(b->a, PHRASE_NOTE, span);
	mark->as.note.note = note_of(b, id, span);
	builder_add_phrase(b, mark, span);
}

void builder_note_open(struct builder *b, str id, struct span span)
{
	builder_note_close(b);
	struct stream *s = &b->side;
	s->note = note_of(b, id, span);
	s->last = s->note->body;
	while (s->last && s->last->next)
		s->last = s->last->next;
	s->anchors.count = 0;
	b->stream = s;
	builder_start_text(s, NULL);
}

void builder_note_close(struct builder *b)
{
	if (b->stream != &b->side)
		return;
	close_all(b);
	b->stream = &b->body;
}

struct asset *builder_asset(struct builder *b, str address, struct span span)
{
	struct index_entry *known = index_find(&b->assets, address);
	if (known)
		return known->value;
	struct asset *asset = arena_new(b->a, struct asset);
	asset->address = arena_copy(b->a, address);
	asset->path = asset->alt = asset->bytes = STR_NONE;
	asset->media_type = asset->name = STR_NONE;
	asset->span = span;
	index_add(&b->assets, b->a, asset->address, asset);
	if (b->last_asset)
		b->last_asset->next = asset;
	else
		b->chapter->assets = asset;
	b->last_asset = asset;
	return asset;
}

void builder_finish(struct builder *b)
{
	builder_note_close(b);
	close_all(b);
}
