/* Cut strips -> pages of items: every line on its grid, notes at the foot,
 * frames and table rules closed at each page's end, anchors and headings
 * where they came to stand. Pages are made as rectos; the join moves those
 * that turn out to be versos.
 */
#include "typeset/galley.h"

#include "book/walk.h"

#include "base/banned.h"

#define TABLE_RULE 1000
#define BOX_RULE 400
#define BOX_GREY 300
#define NOTE_RULE 350
#define ITEMS_OF_FURNITURE 5
#define LOOSE_GAP 125                 /* 1/1000 em */

struct open_frame {
	uint32_t number;
	length top, bottom;
};

struct placer {
	struct galley *g;
	struct arena *arena;          /* the chapter's */
	struct arena *draft;          /* items of the page in hand */
	struct set_chapter *out;
	struct page *page;
	length left, top;             /* of the type area, on a recto */
	int used;
	bool is_top;
	/* Items at the head that interrupt the text: an overtaken picture, a
	 * table's head shown again. */
	size_t interruption;
	struct open_frame open[NESTING_DEEPEST + 2];
	int open_count;
	/* Notes whose marks were placed, in order; their lines follow. */
	LIST(struct set_note *) notes;
	size_t note, note_line;       /* the next line to place */
};

static str full_target(const struct placer *p, str target)
{
	if (!str_starts(target, STR("#")))
		return arena_copy(p->arena, target);
	return arena_join(p->arena, p->g->chapter->file, target);
}

/* Text that lies in the block's only phrase lives as long as the pages;
 * nearly all text of a book does, and is not copied. */
static str keep_text(const struct placer *p, const struct block *block,
		     str text)
{
	const struct phrase *only = block ? block->text : NULL;
	uintptr_t at = (uintptr_t)text.text;
	if (only && !only->next && only->kind == PHRASE_TEXT &&
	    at >= (uintptr_t)only->text.text &&
	    at + text.len <= (uintptr_t)only->text.text + only->text.len)
		return text;
	return arena_copy(p->arena, text);
}

/* A line of the chapter. What it holds moves into the chapter's arena;
 * links inside the chapter are given their full names. */
static void place_text(struct placer *p, const struct block *block,
		       const struct set_line *line, length x, length y)
{
	for (size_t i = 0; i < line->item_count; i++) {
		struct item *item = put_item(p->page, p->draft,
					     &line->items[i], x, y);
		if (item->kind == ITEM_LINK)
			item->as.link.target =
				full_target(p, item->as.link.target);
		if (item->kind != ITEM_GLYPHS)
			continue;
		own_glyphs(p->arena, &item->as.glyphs);
		item->as.glyphs.text = keep_text(p, block,
						 item->as.glyphs.text);
	}
	p->out->line_count++;
	p->out->loose_line_count += line->gap > LOOSE_GAP;
}

str heading_anchor(struct arena *a, const struct chapter *chapter,
		   const struct block *heading)
{
	if (str_is_empty(heading->id))
		return arena_format(a, "%.*s#~%u", STR_ARG(chapter->file),
				    heading->number);
	return arena_format(a, "%.*s#%.*s", STR_ARG(chapter->file),
			    STR_ARG(heading->id));
}

static void push_anchor(struct placer *p, str name, length y)
{
	struct anchor anchor = {
		.name = name, .page = (uint32_t)p->out->pages.count, .y = y};
	list_push(p->arena, &p->out->anchors, anchor);
}

static void add_anchor(struct placer *p, str id, length y)
{
	if (!str_is_empty(id))
		push_anchor(p, arena_format(p->arena, "%.*s#%.*s",
					    STR_ARG(p->g->chapter->file),
					    STR_ARG(id)), y);
}

static void add_phrase_anchors(struct placer *p, const struct strip *strip,
			       length y)
{
	const struct set_line *line = strip->as.line;
	struct walk walk;
	walk_phrases(&walk, strip->block);
	enum walk_event event;
	while ((event = walk_next(&walk)) != WALK_END) {
		bool begins = event == WALK_ENTER_PHRASE ||
			      event == WALK_TEXT;
		if (begins && walk.offset >= line->start &&
		    walk.offset < line->end)
			add_anchor(p, walk.phrase->id, y);
	}
}

static void mark_heading(struct placer *p, const struct block *block, length y)
{
	struct set_heading heading = {block, (uint32_t)p->out->pages.count, y};
	push_anchor(p, heading_anchor(p->arena, p->g->chapter, block), y);
	list_push(p->arena, &p->out->headings, heading);
}

static void mark_block(struct placer *p, const struct strip *strip, length y)
{
	const struct block *block = strip->block;
	if (!block)
		return;
	if (strip->kind == STRIP_LINE && strip->has_ids)
		add_phrase_anchors(p, strip, y);
	if (!strip->is_first)
		return;
	if (block->kind == BLOCK_HEADING)
		mark_heading(p, block, y);
	else
		add_anchor(p, block->id, y);
	/* What a container is called stands at its first line. */
	for (const struct block *b = block; b->parent &&
	     b->parent->child == b; b = b->parent)
		add_anchor(p, b->parent->id, y);
}

static void mark_number(struct placer *p, const struct block *block, length y)
{
	struct set_number number = {block->paragraph,
				    (uint32_t)p->out->pages.count, y};
	list_push(p->arena, &p->out->numbers, number);
}

static length quarter_y(const struct placer *p, int quarters)
{
	return p->top + p->g->setter->layout->pitch * quarters / QUARTERS;
}

static length half_gap(const struct placer *p)
{
	const struct layout *layout = p->g->setter->layout;
	return (layout->pitch - layout->body_size) / 2;
}

static void close_frames(struct placer *p, int keep)
{
	while (p->open_count > keep) {
		struct open_frame *open = &p->open[--p->open_count];
		const struct frame *frame = &p->g->frames.at[open->number - 1];
		struct box box = {p->left + frame->x, open->top, frame->width,
				  open->bottom - open->top};
		if (frame->kind == FRAME_BOX) {
			put_frame(p->page, p->draft, box, BOX_RULE, BOX_GREY);
			continue;
		}
		box.height = TABLE_RULE;
		put_rule(p->page, p->draft, box, 0);
		box.y = open->bottom - TABLE_RULE;
		put_rule(p->page, p->draft, box, 0);
	}
}

/* A box keeps clear of the text in it; table rules lie on its rows. */
static length frame_air(const struct placer *p, uint32_t number)
{
	bool is_box = p->g->frames.at[number - 1].kind == FRAME_BOX;
	return is_box ? half_gap(p) * 3 / 2 : 0;
}

/* Opens and closes rules so that those around the strip are open. */
static void meet_frames(struct placer *p, const struct strip *strip,
			length top, length bottom)
{
	uint32_t chain[NESTING_DEEPEST + 2];
	int depth = 0;
	for (uint32_t f = strip->frame; f && depth < NESTING_DEEPEST + 2;
	     f = p->g->frames.at[f - 1].parent)
		chain[depth++] = f;
	int same = 0;
	bool goes_on = p->is_top && !strip->is_head;
	while (same < depth && same < p->open_count &&
	       p->open[same].number == chain[depth - 1 - same])
		same++;
	close_frames(p, same);
	for (int i = same; i < depth; i++) {
		uint32_t number = chain[depth - 1 - i];
		length drop = goes_on ? p->g->frames.at[number - 1].head_drop
				      : 0;
		p->open[p->open_count++] = (struct open_frame){
			.number = number,
			.top = top - frame_air(p, number) + drop};
	}
	for (int i = 0; i < p->open_count; i++)
		p->open[i].bottom = bottom + frame_air(p, p->open[i].number);
}

static void place_group(struct placer *p, const struct block *block,
			const struct group *group, length y)
{
	for (size_t i = 0; i < group->extra_count; i++)
		put_item(p->page, p->draft, &group->extras[i], p->left, y);
	for (size_t i = 0; i < group->spot_count; i++)
		place_text(p, block, group->spots[i].line,
			   p->left + group->spots[i].x,
			   y + group->spots[i].y);
}

/* The head row again, as no part of the text. */
static int repeat_head(struct placer *p, const struct strip *strip)
{
	if (!p->is_top || !strip->frame || strip->is_head)
		return 0;
	const struct frame *frame = &p->g->frames.at[strip->frame - 1];
	if (!frame->head)
		return 0;
	size_t first = p->page->items.count;
	place_group(p, NULL, frame->head, quarter_y(p, 0) - half_gap(p));
	for (size_t i = first; i < p->page->items.count; i++) {
		struct item *item = &p->page->items.at[i];
		if (item->kind == ITEM_GLYPHS)
			item->as.glyphs.is_artifact = true;
	}
	p->interruption = p->page->items.count;
	return frame->head_quarters;
}

static void call_notes(struct placer *p, const struct strip *strip)
{
	for (uint32_t i = 0; i < strip->note_count; i++) {
		struct set_note *set = galley_find_note(p->g, strip->notes[i]);
		if (!set || set->is_placed)
			continue;
		set->is_placed = true;
		list_push(p->g->setter->arena, &p->notes, set);
	}
}

/* How far a group moves from its slot at the head or foot of a page. */
static length group_shift(const struct placer *p, const struct strip *strip,
			  bool is_foot)
{
	if (p->is_top)
		return -strip->as.group->slack_head -
		       p->g->setter->layout->pitch * strip->top_drop /
			       QUARTERS;
	return is_foot ? strip->as.group->slack_foot : 0;
}

static void place_ink(struct placer *p, const struct strip *strip,
		      bool is_foot)
{
	int height = cut_strip_quarters(p->g, strip, p->is_top, p->used);
	length top = quarter_y(p, p->used) - half_gap(p);
	int air = strip->top_drop < 0 ? -strip->top_drop : 0;
	length bottom = quarter_y(p, p->used + height + air) - half_gap(p);
	meet_frames(p, strip, top, bottom);
	mark_block(p, strip, top);
	int head = repeat_head(p, strip);
	length em = p->g->setter->layout->body_size;
	length baseline = quarter_y(p, p->used) + em * 880 / 1000 +
			  strip->drop;
	if (strip->is_first && strip->block && strip->block->paragraph)
		mark_number(p, strip->block, baseline);
	if (strip->kind == STRIP_LINE)
		place_text(p, strip->block, strip->as.line, p->left + strip->x,
			   baseline);
	else
		place_group(p, strip->block, strip->as.group,
			    quarter_y(p, p->used + head) - half_gap(p) +
			    group_shift(p, strip, is_foot));
	if (strip->block && strip->at.block == 0)
		p->interruption = p->page->items.count;
	call_notes(p, strip);
	p->used += height;
	p->is_top = false;
}

static void place_strip(struct placer *p, const struct strip *strip,
			const struct cut_page *cut, bool is_last)
{
	if (strip->kind == STRIP_BLANK || strip->kind == STRIP_SNAP) {
		p->used += cut_strip_quarters(p->g, strip, p->is_top, p->used);
		return;
	}
	int limit = p->g->capacity - galley_note_area(p->g, cut->note_lines);
	place_ink(p, strip, is_last && p->used + strip->quarters >= limit);
}

static const struct note_line *next_note_line(struct placer *p)
{
	while (p->note < p->notes.count) {
		const struct set_note *set = p->notes.at[p->note];
		if (p->note_line < set->count)
			return &p->g->note_lines.at[set->first +
						    p->note_line++];
		p->note++;
		p->note_line = 0;
	}
	return NULL;
}

/* The last line of the notes stands on the foot of the type area. */
static void place_notes(struct placer *p, int count)
{
	if (count == 0)
		return;
	const struct layout *layout = p->g->setter->layout;
	length pitch = layout->pitch * p->g->note_quarters / QUARTERS;
	length first = grid_baseline(layout, layout->lines_per_page - 1) -
		       (count - 1) * pitch;
	struct box rule = {p->left, first - pitch * 5 / 4 - NOTE_RULE,
			   area_width(layout) * 3 / 10, NOTE_RULE};
	put_rule(p->page, p->draft, rule, 0);
	for (int i = 0; i < count; i++) {
		const struct note_line *line = next_note_line(p);
		if (!line)
			break;
		place_text(p, NULL, line->line, p->left + line->x,
			   first + i * pitch);
	}
}

/* The first words of the running text; on a page of nothing but a picture
 * that text has overtaken, the picture. */
static struct position page_start(const struct galley *g,
				  const struct cut_page *cut)
{
	struct position picture = {0, 0};
	for (size_t i = 0; i < cut->count; i++) {
		const struct strip *strip = &g->strips.at[cut->strips[i]];
		if (strip->at.block)
			return strip->at;
		if (strip->block && !picture.block)
			picture.block = strip->block->number;
	}
	return picture;
}

static size_t last_ink(const struct galley *g, const struct cut_page *cut)
{
	size_t last = cut->count;
	while (last > 0) {
		enum strip_kind kind =
			g->strips.at[cut->strips[last - 1]].kind;
		if (kind == STRIP_LINE || kind == STRIP_GROUP)
			break;
		last--;
	}
	return last;
}

/* Exactly as much room as is needed, with some for head and folio. Who reads
 * the page in the order of its items goes on where the last page ended, and
 * meets what interrupts the text after it. */
static void keep_items(const struct placer *p, struct page *page)
{
	size_t count = page->items.count, first = p->interruption;
	struct item *items = arena_array(p->arena, struct item,
					 count + ITEMS_OF_FURNITURE);
	if (count) {
		memcpy(items, page->items.at + first,
		       (count - first) * sizeof *items);
		memcpy(items + (count - first), page->items.at,
		       first * sizeof *items);
	}
	page->items.at = items;
	page->items.capacity = count + ITEMS_OF_FURNITURE;
}

static void place_page(struct placer *p, const struct cut_page *cut)
{
	struct page page = area_page(p->g->setter->layout);
	struct arena_mark mark = arena_mark(p->draft);
	p->page = &page;
	p->used = 0;
	p->is_top = true;
	p->interruption = 0;
	size_t last = last_ink(p->g, cut);
	for (size_t i = 0; i < cut->count; i++)
		place_strip(p, &p->g->strips.at[cut->strips[i]], cut,
			    i + 1 == last);
	close_frames(p, 0);
	place_notes(p, cut->note_lines);
	keep_items(p, &page);
	arena_rewind(p->draft, mark);
	list_push(p->arena, &p->out->pages, page);
	list_push(p->arena, &p->out->starts, page_start(p->g, cut));
}

void place_pages(struct galley *g, const struct cut_pages *cuts,
		 struct set_chapter *out)
{
	struct arena draft;
	arena_init(&draft);
	struct placer p = {
		.g = g, .arena = g->chapter->arena, .out = out,
		.draft = &draft,
		.left = g->setter->layout->inner,
		.top = g->setter->layout->head,
	};
	struct set_heading own = {NULL, 0, p.top};
	struct anchor anchor = {.name = g->chapter->file, .y = p.top};
	list_push(p.arena, &out->headings, own);
	list_push(p.arena, &out->anchors, anchor);
	list_reserve(p.arena, &out->pages, cuts->list.count);
	list_reserve(p.arena, &out->starts, cuts->list.count);
	for (size_t i = 0; i < cuts->list.count; i++)
		place_page(&p, &cuts->list.at[i]);
	arena_free(&draft);
}
