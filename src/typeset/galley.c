/* A chapter's blocks -> the galley: one long column of strips, each a whole
 * number of grid lines, with the price of a page break before each.
 *
 * Containers (quotations, lists, boxes) only narrow the column; what holds
 * text becomes lines here, and headings, figures and tables each have a
 * file. Nothing here knows where a page will end.
 */
#include "typeset/galley.h"

#include "book/walk.h"
#include "book/wording.h"

#include "base/banned.h"

#define COST_OPENS_ON_LAST_LINE 95
#define COST_LEAD_ON_LAST_LINE 390
#define COST_CLOSES_ON_FIRST_LINE 2500
#define COST_CLOSES_WITH_CRUMB 3600    /* a last line of 1-3 characters */
#define COST_AFTER_HYPHEN 200
#define COST_AFTER_COLON 400
#define COST_TWO_LINE_SECTION 600     /* ... on a tall page */
#define COST_ONE_LINE_SECTION 5000
#define BLOCKS_DEEPEST 100

void galley_blank(struct galley *g, int thousandths)
{
	int quarters = (thousandths + 500) / 1000 * QUARTERS;
	if (quarters > g->capacity)
		quarters = g->capacity;
	if (quarters > g->blank)
		g->blank = quarters;
}

void galley_settle(struct galley *g, const struct column *c)
{
	int wanted = g->blank - g->white;
	g->blank = 0;
	if (wanted <= 0 || g->strips.count == 0)
		return;
	struct strip blank = {
		.kind = STRIP_BLANK, .quarters = wanted,
		.break_cost = BREAK_FORBIDDEN, .frame = c->frame,
	};
	list_push(g->setter->arena, &g->strips, blank);
	g->white += wanted;
}

void galley_keep(const struct galley *g, struct column *c, int cost)
{
	c->kept_from = (uint32_t)g->strips.count + 1;
	c->kept_cost = cost;
}

/* Lines of text that a strip pays a heading; a picture is none. */
static uint32_t lines_of_text(const struct strip *strip)
{
	if (strip->kind != STRIP_LINE && strip->kind != STRIP_GROUP)
		return 0;
	if (strip->block && strip->block->kind == BLOCK_FIGURE)
		return (uint32_t)strip->as.group->spot_count;
	return strip->quarters < QUARTERS ? 1
		: (uint32_t)(strip->quarters / QUARTERS);
}

/* Where a heading has one line only before the next heading, a page may
 * end there at need: a chapter of such would be one long chain. */
static int owed_cost(const struct galley *g, const struct strip *strip)
{
	bool is_heading = strip->block && strip->is_first &&
			  strip->block->kind == BLOCK_HEADING;
	return is_heading && !g->is_after_heading && !g->is_opening
		? COST_ONE_LINE_SECTION : BREAK_FORBIDDEN;
}

void galley_add(struct galley *g, const struct column *c, struct strip strip)
{
	galley_settle(g, c);
	g->white = 0;
	if (c->kept_from && g->strips.count >= c->kept_from)
		strip.break_cost += c->kept_cost;
	if (g->lines_owed > 0)
		strip.break_cost = owed_cost(g, &strip);
	else if (g->lines_wished > 0 && strip.kind == STRIP_LINE)
		strip.break_cost += COST_TWO_LINE_SECTION;
	else if (g->owes_colon)
		strip.break_cost += COST_AFTER_COLON;
	g->owes_colon = false;
	g->is_after_heading = false;
	uint32_t lines = lines_of_text(&strip);
	if (strip.at.block > 0)
		g->is_opening = false;
	g->lines_owed -= lines < g->lines_owed ? lines : g->lines_owed;
	g->lines_wished -= lines < g->lines_wished ? lines : g->lines_wished;
	list_push(g->setter->arena, &g->strips, strip);
}

/* A lead sentence is a heading of a kind. */
static bool opens_with_lead(const struct text *text)
{
	const struct phrase *first = text->block->text;
	return text->lead || (first && str_equal(first->class, STR("run-in")));
}

static int line_break_cost(const struct text *text,
			   const struct set_paragraph *lines, size_t i)
{
	int cost = 0;
	if (i == 0)
		return 0;
	if (i == 1)
		cost += opens_with_lead(text) ? COST_LEAD_ON_LAST_LINE
					      : COST_OPENS_ON_LAST_LINE;
	if (i + 1 == lines->count)
		cost += lines->lines[i].han_count <= 3
			? COST_CLOSES_WITH_CRUMB : COST_CLOSES_ON_FIRST_LINE;
	if (lines->lines[i - 1].ends_hyphenated)
		cost += COST_AFTER_HYPHEN;
	return cost;
}

static struct position text_position(const struct text *text, uint32_t offset)
{
	if (text->lead && offset < text->lead_len)
		return (struct position){text->lead->number, offset};
	return (struct position){text->block->number, offset - text->lead_len};
}

static struct strip line_strip(struct galley *g, const struct text *text,
			       const struct set_line *line)
{
	struct strip strip = {
		.kind = STRIP_LINE,
		.frame = text->frame, .block = text->block,
		.at = text_position(text, line->start),
		.has_ids = text->has_ids,
		.x = text->x + align_offset(text->align, text->request.measure,
					    line->width),
		.notes = line->notes, .note_count = (uint32_t)line->note_count,
		.note_lines = galley_set_notes(g, line->notes,
					       line->note_count),
		.as.line = line,
	};
	galley_size_line(g, text->request.style->size, &strip);
	return strip;
}

/* Without the rules that hang on what stands before: for alternatives. */
void galley_push_lines(struct galley *g, const struct text *text,
		const struct set_paragraph *lines)
{
	for (size_t i = 0; i < lines->count; i++) {
		struct strip strip = line_strip(g, text, &lines->lines[i]);
		strip.is_first = i == 0;
		strip.break_cost = line_break_cost(text, lines, i) +
				   (i ? text->keep_cost : 0);
		list_push(g->setter->arena, &g->strips, strip);
	}
}

void galley_add_lines(struct galley *g, const struct column *c,
	       const struct text *text,
	       const struct set_paragraph *lines)
{
	for (size_t i = 0; i < lines->count; i++) {
		struct strip strip = line_strip(g, text, &lines->lines[i]);
		strip.is_first = i == 0;
		strip.break_cost = line_break_cost(text, lines, i);
		galley_add(g, c, strip);
	}
}

/* Most phrases are plain text; only then is a walk spared. */
static bool phrases_hold_ids(const struct block *block)
{
	const struct phrase *phrase = block->text;
	while (phrase && phrase->kind == PHRASE_TEXT &&
	       str_is_empty(phrase->id))
		phrase = phrase->next;
	if (!phrase)
		return false;
	struct walk walk;
	walk_phrases(&walk, block);
	enum walk_event event;
	while ((event = walk_next(&walk)) != WALK_END) {
		if (walk.phrase && !str_is_empty(walk.phrase->id))
			return true;
	}
	return false;
}

static bool ends_in_colon(const struct block *block)
{
	const struct phrase *phrase = block->text;
	while (phrase && phrase->next)
		phrase = phrase->next;
	if (!phrase || phrase->kind != PHRASE_TEXT)
		return false;
	uint32_t last = utf8_last(str_trim_end(phrase->text));
	return last == 0xFF1A || last == ':';
}

static void remember_choice(struct galley *g, const struct text *text,
			    uint32_t first, const struct set_paragraph *lines)
{
	uint32_t count = (uint32_t)lines->count;
	if (count < 2)
		return;
	struct text *kept = arena_new(g->setter->arena, struct text);
	*kept = *text;
	struct choice choice = {.first = first, .count = count, .text = kept,
				.may_grow = lines->may_grow};
	list_push(g->setter->arena, &g->choices, choice);
}

void galley_set_text(struct galley *g, const struct column *c,
	      struct text *text)
{
	struct set_paragraph lines = {0};
	set_lines(g->setter, &text->request, &lines);
	if (lines.count == 0)
		return;
	galley_settle(g, c);
	uint32_t before = (uint32_t)g->strips.count;
	galley_add_lines(g, c, text, &lines);
	if (before + lines.count == g->strips.count &&
	    text->align == STYLE_JUSTIFY)
		remember_choice(g, text, before, &lines);
	if (ends_in_colon(text->block))
		g->owes_colon = true;
}

/* Whole characters of its own size; what is left stands before. */
static void fit_measure(const struct galley *g, struct text *text)
{
	length size = text->request.style->size;
	if (size <= 0 || size == g->setter->layout->body_size)
		return;
	length rest = text->request.measure % size;
	text->x += rest;
	text->request.measure -= rest;
}

static enum style_align text_align(const struct block *block,
				   const struct style *style)
{
	if (block->align == ALIGN_CENTRE)
		return STYLE_CENTRE;
	return block->align == ALIGN_END ? STYLE_END : style->align;
}

/* Figures are half an em wide and the point less: numbers stand at the text
 * and not at the edge; bullets keep half an em from it. */
static length label_width(str label, length size)
{
	if (!str_ends(label, STR(".")))
		return size * 23 / 20;
	return (length)label.len * size / 2 + size * 3 / 20;
}

/* A negative indent: the first line stands out to the left, as far as there
 * is room, and what a speaker is called has all of it. */
static void hang(struct text *text, const struct column *c)
{
	struct line_request *request = &text->request;
	length room = -request->first_indent;
	if (room > text->x - c->left)
		room = text->x - c->left;
	if (request->first_indent >= 0)
		return;
	request->first_indent = 0;
	if (room <= 0)
		return;
	text->x -= room;
	request->measure += room;
	request->hanging_indent = room;
	const struct phrase *first = text->block->text;
	if (first && str_equal(first->class, STR("speaker")) &&
	    first->child && !first->child->next) {
		request->field = room;
		request->field_bytes = (uint32_t)first->child->text.len;
	}
}

static void set_indents(struct text *text, struct column *c)
{
	struct line_request *request = &text->request;
	bool is_flush = c->is_continued || text->block->is_continued ||
			text->align == STYLE_CENTRE ||
			text->align == STYLE_END;
	request->first_indent = is_flush ? 0 : request->style->indent;
	if (request->first_indent > request->measure / 2)
		request->first_indent = 0;
	c->is_continued = false;
	hang(text, c);
	if (str_is_empty(c->label))
		return;
	text->x -= c->label_room;
	request->measure += c->label_room;
	request->label = c->label;
	request->label_width = label_width(c->label, request->style->size);
	if (request->label_width > c->label_room)
		request->label_width = c->label_room;
	request->first_indent = c->label_room - request->label_width;
	request->hanging_indent = c->label_room;
	c->label = STR_NONE;
}

struct text galley_text(struct galley *g, struct column *c,
		    const struct block *block, const struct style *style)
{
	style = galley_style(g, style);
	enum style_align align = text_align(block, style);
	length left = c->left + style->margin_left;
	length width = g->measure - left - c->right - style->margin_right;
	if (width < 4 * style->size) {
		left = c->left;
		width = column_width(g, c);
	}
	struct text text = {
		.block = block, .align = align, .x = left, .frame = c->frame,
		.keep_cost = c->kept_cost,
		.has_ids = phrases_hold_ids(block),
		.request = {
			.phrases = block->text, .measure = width,
			.style = align == STYLE_JUSTIFY ? style
				: galley_aligned(g, style, STYLE_START),
			.span = block->span,
		},
	};
	fit_measure(g, &text);
	set_indents(&text, c);
	return text;
}

void galley_add_text(struct galley *g, struct column *c,
		     const struct block *block, const struct style *style)
{
	if (!block->text)
		return;
	galley_blank(g, style->lines_before);
	struct text text = galley_text(g, c, block, style);
	galley_set_text(g, c, &text);
	galley_blank(g, style->lines_after);
}

static bool is_short(const struct block *block)
{
	int lines = 0;
	for (const struct block *b = block->child; b; b = b->next)
		lines++;
	return lines <= KEPT_SHORT;
}

static int keep_cost(const struct block *block, const struct style *style)
{
	if (block->kind == BLOCK_CODE && is_short(block))
		return COST_INSIDE_SHORT;
	return style->keeps_together ? COST_INSIDE_KEPT : 0;
}

/* A box of few lines stays whole. */
static void keep_short(struct galley *g, size_t first)
{
	size_t count = g->strips.count - first;
	if (count > KEPT_SHORT)
		return;
	for (size_t i = first + 1; i < first + count; i++)
		g->strips.at[i].break_cost += COST_INSIDE_SHORT;
}

static void add_container(struct galley *g, struct column *c,
			  const struct block *block, const struct style *style)
{
	struct column inner = galley_enter(g, c, style);
	/* Framed and coded text stands apart by whole lines. */
	bool is_apart = style->has_frame || block->kind == BLOCK_CODE;
	int frame_room = is_apart ? 1000 : 0;
	galley_blank(g, frame_room);
	galley_blank(g, style->lines_before);
	galley_settle(g, c);
	int cost = keep_cost(block, style);
	if (cost > 0)
		galley_keep(g, &inner, cost);
	size_t first = g->strips.count;
	galley_add_children(g, &inner, block->child);
	if (style->has_frame && cost > 0)
		keep_short(g, first);
	galley_blank(g, frame_room);
	galley_blank(g, style->lines_after);
	if (style->has_frame)
		galley_settle(g, c);
	c->is_continued = false;
}

static const struct block *add_block(struct galley *g, struct column *c,
		      const struct block *block)
{
	const struct style *style = style_of_block(
		g->setter->styles, c->style, block, g->setter->arena);
	switch (block->kind) {
	case BLOCK_HEADING:
		galley_add_heading(g, c, block);
		break;
	case BLOCK_PARAGRAPH: case BLOCK_CAPTION: case BLOCK_CELL:
		galley_add_text(g, c, block, style);
		break;
	case BLOCK_LINE:
		galley_add_code_line(g, c, block, style);
		break;
	case BLOCK_QUOTE: case BLOCK_EXAMPLE: case BLOCK_ITEM: case BLOCK_CODE:
	case BLOCK_ROW:
		add_container(g, c, block, style);
		break;
	case BLOCK_VERSE:
		galley_add_verse(g, c, block, style);
		break;
	case BLOCK_LIST:
		galley_add_list(g, c, block, style);
		break;
	case BLOCK_FIGURE:
		return galley_add_figures(g, c, block);
	case BLOCK_TABLE:
		galley_add_table(g, c, block);
		break;
	case BLOCK_RULE:
		galley_add_ornament(g, c, block, style);
		break;
	case BLOCK_KIND_COUNT:
		break;
	}
	return block;
}

void galley_add_children(struct galley *g, struct column *c,
		  const struct block *first)
{
	if (c->depth > BLOCKS_DEEPEST)
		return;
	for (const struct block *b = first; b; b = b->next) {
		bool is_lead = b->kind == BLOCK_HEADING &&
			       b->as.heading.is_run_in;
		if (!is_lead) {
			b = add_block(g, c, b);
			continue;
		}
		bool has_rest = b->next && b->next->kind == BLOCK_PARAGRAPH;
		galley_add_run_in(g, c, b, has_rest ? b->next : b);
		b = has_rest ? b->next : b;
	}
}

void galley_start(struct galley *g, struct setter *s,
		  const struct chapter *chapter)
{
	const struct layout *layout = s->layout;
	*g = (struct galley){.setter = s, .chapter = chapter};
	g->measure = layout->characters_per_line * layout->body_size;
	g->capacity = layout->lines_per_page * QUARTERS;
	galley_start_notes(g);
}

void galley_fill(struct galley *g)
{
	struct column c = {.style = style_root(g->setter->styles)};
	galley_add_opening(g, &c);
	galley_add_children(g, &c, g->chapter->body);
	if (g->setter->layout->notes == NOTES_AFTER_CHAPTER)
		galley_add_notes(g, &c, g->chapter,
				 spread_title(g->setter->arena,
					      wording(WORD_NOTES,
						      g->setter->lang)));
	g->strip_count = (uint32_t)g->strips.count;
}
