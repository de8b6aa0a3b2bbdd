/* Headings and chapter openings -> groups that fill whole slots of the grid
 * (clreq 4.2 and JIS gyou-dori): the heading stands in the middle of its
 * slot, and the slot grows when the heading needs more lines.
 *
 * A heading owes the page some lines of text; galley_add makes every break
 * before they are paid forbidden, so chains of headings move together.
 */
#include "typeset/galley.h"

#include "book/walk.h"
#include "book/wording.h"

#include "base/banned.h"

/* Pitch of a heading's own lines, in thousandths of its size. */
#define HEADING_PITCH 1400
/* Least white above and below a heading's ink, together: of one line, and
 * of more, which look heavier. */
#define HEADING_CLEAR 500
#define HEADING_CLEAR_STACK 1100
/* Lines of white above and below a chapter's title, together; titles of one
 * line and of three fill the same slot, so that all chapters begin alike. */
#define OPENING_CLEAR 3
/* Pages at least so tall want three lines after a heading, not two. */
#define TALL_PAGE LENGTH_MM(230)

struct span chapter_span(const struct chapter *chapter)
{
	return (struct span){.source = chapter->source_number};
}

static length stack_height(size_t lines, length size)
{
	if (lines == 0)
		return 0;
	return length_scale(size, HEADING_PITCH, 1000) * (length)(lines - 1) +
	       size;
}

const struct group *slot_group(struct galley *g, const struct slot *slot,
			       const struct set_paragraph *lines, length size,
			       int *quarters)
{
	struct arena *a = g->setter->arena;
	length pitch = g->setter->layout->pitch;
	length height = stack_height(lines->count, size);
	int room = slot->lines > 0 ? slot->lines : 1;
	int most = g->capacity / QUARTERS;
	length clear = length_scale(size, lines->count > 1
				    ? HEADING_CLEAR_STACK : HEADING_CLEAR,
				    1000);
	while (room < most && room * pitch < height + clear)
		room++;
	struct group *group = arena_new(a, struct group);
	group->spots = arena_array(a, struct spot, lines->count);
	group->spot_count = lines->count;
	length y = (room * pitch - height) / 2 + length_scale(size, 880, 1000);
	for (size_t i = 0; i < lines->count; i++) {
		const struct set_line *line = &lines->lines[i];
		length x = slot->x + align_offset(slot->align, slot->width,
						  line->width);
		group->spots[i] = (struct spot){line, x, y};
		y += length_scale(size, HEADING_PITCH, 1000);
	}
	*quarters = room * QUARTERS;
	return group;
}

/* Two lines, and three where the page is tall. */
static void owe_lines(struct galley *g)
{
	const struct layout *layout = g->setter->layout;
	g->lines_owed = layout->lines_per_page < 8 ? 1 : 2;
	g->lines_wished = layout->page_height >= TALL_PAGE ? 3 : 0;
}

/* What the slot leaves above or below its heading, of each pitch. */
static int slot_white(const struct galley *g, int quarters, length height,
		      int rounding)
{
	length pitch = g->setter->layout->pitch;
	length white = (quarters / QUARTERS * pitch - height) / 2;
	return white > 0 ? (white + pitch * rounding / 2) / pitch * QUARTERS
			 : 0;
}

/* At the head of a page the white above a heading has no neighbour to part
 * it from; a whole line of it goes. */
static int head_drop(int quarters, length height, length pitch)
{
	length above = (quarters / QUARTERS * pitch - height) / 2;
	return above >= pitch ? QUARTERS : 0;
}

/* So long a heading cannot stand in a slot: lines of text, told once. */
static bool is_long(const struct galley *g, size_t lines, length height)
{
	const struct layout *layout = g->setter->layout;
	return lines > 1 &&
	       height > layout->lines_per_page * layout->pitch / 2;
}

/* What a strip of lines has in common. */
struct stack {
	const struct block *block;    /* or NULL */
	enum style_align align;
	length size, x, width;
};

static void add_stack(struct galley *g, const struct column *c,
		      const struct stack *stack,
		      const struct set_paragraph *lines)
{
	struct span span = stack->block ? stack->block->span
					: chapter_span(g->chapter);
	diag_report(g->setter->diag, span, MSG_HEADING_LONG,
		    WORDS(arena_format(g->setter->arena, "%zu",
				       lines->count)));
	for (size_t i = 0; i < lines->count; i++) {
		const struct set_line *line = &lines->lines[i];
		struct strip strip = {
			.kind = STRIP_LINE, .block = stack->block,
			.is_first = i == 0, .frame = c->frame, .as.line = line,
			.x = stack->x + align_offset(stack->align,
						     stack->width,
						     line->width),
			.notes = line->notes,
			.note_count = (uint32_t)line->note_count,
			.note_lines = galley_set_notes(g, line->notes,
						       line->note_count),
		};
		if (stack->block)
			strip.at = (struct position){stack->block->number,
						     line->start};
		galley_size_line(g, stack->size * 5 / 4, &strip);
		galley_add(g, c, strip);
	}
}

static void set_heading_lines(struct galley *g, const struct block *block,
			      const struct style *style, length measure,
			      struct set_paragraph *lines)
{
	struct line_request request = {
		.phrases = block->text,
		.label = block->as.heading.is_typed ? STR_NONE
						    : block->as.heading.label,
		.style = galley_aligned(g, style, STYLE_START),
		.measure = measure, .is_balanced = true, .span = block->span,
		.first_indent = style->align == STYLE_CENTRE ? 0
							     : style->indent,
	};
	request.hanging_indent = request.first_indent;
	set_lines(g->setter, &request, lines);
}

void galley_add_heading(struct galley *g, struct column *c,
			const struct block *block)
{
	const struct style *style = galley_style(g, style_of_block(
		g->setter->styles, c->style, block, g->setter->arena));
	length em = g->setter->layout->body_size;
	bool is_centred = style->align == STYLE_CENTRE;
	struct slot slot = {
		.lines = style->slot_lines, .align = style->align,
		.x = c->left + style->margin_left,
		.width = column_width(g, c) - style->margin_left,
	};
	struct set_paragraph lines = {0};
	set_heading_lines(g, block, style,
			  slot.width - (is_centred ? 4 : 2) * em, &lines);
	if (lines.count == 0)
		return;
	if (g->is_after_heading && slot.lines > 1)
		slot.lines--;
	length height = stack_height(lines.count, style->size);
	if (is_long(g, lines.count, height)) {
		add_stack(g, c, &(struct stack){block, slot.align, style->size,
			  slot.x, slot.width}, &lines);
		return;
	}
	struct strip strip = {
		.kind = STRIP_GROUP, .block = block, .is_first = true,
		.frame = c->frame, .at = {block->number, 0},
		.opens_page = style->breaks_before && g->lines_owed == 0,
	};
	strip.as.group = slot_group(g, &slot, &lines, style->size,
				    &strip.quarters);
	strip.top_drop = head_drop(strip.quarters, height,
				   g->setter->layout->pitch);
	/* A whole line less is enough above; below, the nearest. */
	g->blank -= slot_white(g, strip.quarters, height, 0);
	if (!g->is_after_heading)
		galley_blank(g, style->lines_before);
	galley_gather_notes(g, &strip);
	galley_add(g, c, strip);
	g->white = slot_white(g, strip.quarters, height, 1);
	galley_blank(g, style->lines_after);
	owe_lines(g);
	g->is_after_heading = true;
}

static uint32_t phrases_len(const struct phrase *phrases)
{
	struct block block = {.kind = BLOCK_PARAGRAPH,
			      .text = (struct phrase *)phrases};
	struct walk walk;
	walk_phrases(&walk, &block);
	while (walk_next(&walk) != WALK_END)
		;
	return walk.offset;
}

/* A run-in heading opens its paragraph in bold. */
static const struct phrase *join_lead(struct arena *a,
				      const struct block *lead,
				      const struct phrase *rest)
{
	struct phrase *strong = arena_new(a, struct phrase);
	strong->kind = PHRASE_STRONG;
	strong->class = STR("run-in");
	strong->child = lead->text;
	strong->next = (struct phrase *)rest;
	strong->span = lead->span;
	return strong;
}

/* The heading's text, then the paragraph's, as one. */
void galley_add_run_in(struct galley *g, struct column *c,
		       const struct block *lead,
		       const struct block *block)
{
	const struct style *style = style_of_block(
		g->setter->styles, c->style, block, g->setter->arena);
	struct text text = galley_text(g, c, block, style);
	const struct phrase *rest = block == lead ? NULL : block->text;
	text.request.phrases = join_lead(g->setter->arena, lead, rest);
	text.lead = lead;
	text.lead_len = block == lead ? 0 : phrases_len(lead->text);
	if (!lead->as.heading.is_typed)
		text.request.label = lead->as.heading.label;
	galley_set_text(g, c, &text);
}

/* A title of two characters is spread: 前　言. */
str spread_title(struct arena *a, str title)
{
	if (utf8_count(title) != 2 || title.len != 6)
		return title;
	return arena_format(a, "%.*s　%.*s", 3, title.text, 3, title.text + 3);
}

static void set_title(struct galley *g, const struct style *style, str text,
		      struct set_paragraph *lines)
{
	if (str_is_empty(text))
		return;
	length em = g->setter->layout->body_size;
	struct line_request request = {
		.text = text, .measure = g->measure - 4 * em,
		.style = galley_aligned(g, style, STYLE_START),
		.is_balanced = true, .span = chapter_span(g->chapter),
	};
	set_lines(g->setter, &request, lines);
}

static void append_lines(struct arena *a, struct set_paragraph *lines,
			 const struct set_paragraph *more)
{
	struct set_line *all = arena_array(a, struct set_line,
					   lines->count + more->count);
	if (lines->count)
		memcpy(all, lines->lines, lines->count * sizeof *all);
	if (more->count)
		memcpy(all + lines->count, more->lines,
		       more->count * sizeof *all);
	lines->lines = all;
	lines->count += more->count;
}

/* 第一章　总则 on one line where it fits; else the label above the title. */
static void set_opening(struct galley *g, const struct style *style,
			struct set_paragraph *lines)
{
	struct arena *a = g->setter->arena;
	str label = g->chapter->label;
	str title = g->chapter->title;
	if (str_is_empty(label)) {
		set_title(g, style, spread_title(a, title), lines);
		return;
	}
	set_title(g, style, arena_format(a, "%.*s　%.*s", STR_ARG(label),
					 STR_ARG(title)), lines);
	if (lines->count <= 1)
		return;
	struct set_paragraph below = {0};
	*lines = (struct set_paragraph){0};
	set_title(g, style, label, lines);
	set_title(g, style, title, &below);
	append_lines(a, lines, &below);
}

/* Author, source and date: on one line where they fit. */
static size_t byline_texts(struct galley *g, str texts[3])
{
	const str parts[] = {g->chapter->author, g->chapter->source,
			     g->chapter->date};
	size_t count = 0;
	for (size_t i = 0; i < 3; i++)
		if (!str_is_empty(parts[i]) &&
		    (count == 0 || !str_equal(parts[i], texts[count - 1])))
			texts[count++] = parts[i];
	size_t characters = 0;
	for (size_t i = 0; i < count; i++)
		characters += utf8_count(texts[i]) + 1;
	size_t room = (size_t)g->setter->layout->characters_per_line;
	if (count < 2 || characters > room)
		return count;
	struct arena *a = g->setter->arena;
	for (size_t i = 1; i < count; i++)
		texts[0] = arena_format(a, "%.*s　%.*s", STR_ARG(texts[0]),
					STR_ARG(texts[i]));
	return 1;
}

/* Lines that belong to the opening: no page ends among them. */
static void add_plain(struct galley *g, struct column *c,
		      const struct line_request *request,
		      enum style_align align, length x)
{
	struct set_paragraph lines = {0};
	set_lines(g->setter, request, &lines);
	for (size_t i = 0; i < lines.count; i++) {
		struct strip strip = {
			.kind = STRIP_LINE, .quarters = QUARTERS,
			.as.line = &lines.lines[i],
			.x = x + align_offset(align, request->measure,
					      lines.lines[i].width),
		};
		galley_add(g, c, strip);
	}
}

static void add_byline(struct galley *g, struct column *c)
{
	struct arena *a = g->setter->arena;
	const struct style *style = style_of_name(
		g->setter->styles, c->style, STR("p"), STR("byline"), a);
	str texts[3];
	size_t count = byline_texts(g, texts);
	for (size_t i = 0; i < count; i++) {
		struct line_request request = {
			.text = texts[i],
			.measure = g->measure - style->margin_right,
			.style = flush_style(a, style), .is_balanced = true,
			.span = chapter_span(g->chapter),
		};
		add_plain(g, c, &request, style->align, 0);
	}
	if (count)
		galley_blank(g, 1000);
}

static void add_summary(struct galley *g, struct column *c)
{
	if (str_is_empty(g->chapter->summary))
		return;
	struct arena *a = g->setter->arena;
	const struct style *style = galley_style(g, style_of_name(
		g->setter->styles, c->style, STR("p"), STR("summary"), a));
	str word = wording(WORD_SUMMARY, g->setter->lang);
	struct line_request request = {
		.text = g->chapter->summary, .style = style,
		.measure = g->measure - style->margin_left -
			   style->margin_right,
		.first_indent = style->indent, .span = chapter_span(g->chapter),
		.label = arena_format(a, "【%.*s】", STR_ARG(word)),
		.label_width = (length)(utf8_count(word) + 2) * style->size,
	};
	length rest = request.measure % style->size;
	request.measure -= rest;
	add_plain(g, c, &request, STYLE_JUSTIFY, style->margin_left + rest);
	galley_blank(g, 1000);
}

static bool has_byline(const struct chapter *chapter)
{
	return !str_is_empty(chapter->author) ||
	       !str_is_empty(chapter->source) ||
	       !str_is_empty(chapter->date);
}

/* Sink and slot together; the line below belongs to the title, which then
 * sits nearer to it. */
static void add_title(struct galley *g, struct column *c,
		      const struct style *style,
		      const struct set_paragraph *lines)
{
	const struct layout *layout = g->setter->layout;
	length height = stack_height(lines->count, style->size);
	int least = height / layout->pitch + 1 + OPENING_CLEAR;
	int wanted = layout->lines_per_page / 3;
	wanted = style->slot_lines < wanted ? style->slot_lines : wanted;
	bool is_centred = style->align == STYLE_CENTRE;
	struct slot slot = {.align = style->align, .width = g->measure,
			    .x = is_centred ? 0 : style->indent,
			    .lines = wanted > least ? wanted : least};
	struct strip strip = {.kind = STRIP_GROUP, .is_first = true};
	struct group *group = (struct group *)slot_group(
		g, &slot, lines, style->size, &strip.quarters);
	int sink = style->lines_before / 1000;
	if (strip.quarters + sink * QUARTERS > g->capacity / 2)
		sink = 0;
	length below = (strip.quarters / QUARTERS * layout->pitch - height) / 2;
	length lower = has_byline(g->chapter) && below >= 2 * layout->pitch
		? layout->pitch : 0;
	for (size_t i = 0; i < group->spot_count; i++)
		group->spots[i].y += sink * layout->pitch + lower;
	strip.quarters += sink * QUARTERS;
	strip.as.group = group;
	galley_add(g, c, strip);
	g->white = QUARTERS;
}

/* On a new page, nothing dropped. */
void galley_add_opening(struct galley *g, struct column *c)
{
	const struct style *style = galley_style(g, style_of_name(
		g->setter->styles, c->style, STR("h1"), STR_NONE,
		g->setter->arena));
	struct set_paragraph lines = {0};
	set_opening(g, style, &lines);
	struct stack stack = {NULL, style->align, style->size, 0, g->measure};
	if (is_long(g, lines.count, stack_height(lines.count, style->size)))
		add_stack(g, c, &stack, &lines);
	else if (lines.count > 0)
		add_title(g, c, style, &lines);
	g->lines_owed = UINT32_MAX;
	g->is_opening = true;
	add_byline(g, c);
	add_summary(g, c);
	galley_blank(g, style->lines_after);
	g->lines_owed = 0;
	if (lines.count)
		owe_lines(g);
}
