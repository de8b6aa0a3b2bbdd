/* One line's cells, as justified -> items: glyph runs, the lines under and
 * through text, dots, readings, pictures, links.
 *
 * Glyphs of one look and face make one item, whose text is the source's own
 * bytes, so what is copied from the page is what was written. Marks of
 * notes, readings and dots are no text of the block: artifacts.
 */
#include "typeset/lines.h"

#include "base/banned.h"

#define DOT 0x25CF            /* ●, made small: round in every face */
#define DOT_SIZE 160          /* of an emphasis dot, 1/1000 em */
#define DOT_DEPTH 370         /* its middle under the baseline */
#define HIGH_DOT_RISE 1130    /* at the right, where lines run down */
#define LOW_DOT_DEPTH 410     /* the same under a line under the text */
#define RULE_THICKNESS 45
#define UNDERLINE_DEPTH 220   /* clear of the em box */
#define WAVE_DEPTH 170        /* of its crests */
#define WAVE_HEIGHT 165
#define STRIKE_HEIGHT 360
#define BRIDGE_END 50         /* of a dash, under the rule that joins it */
#define NAME_INSET 80         /* so that two names show two lines */
#define SOFT_HYPHEN "\xC2\xAD"

struct placing {
	struct paragraph *p;
	const struct chosen_line *line;
	length x;                     /* of the line */
	length *at;                   /* x of each cell, and of the end */
	struct glyph *glyphs;         /* room for all of the line */
	size_t glyph_count;
	LIST(struct item) items;
};

static const struct cell *cell_at(const struct placing *l, uint32_t i)
{
	return &l->p->cells.at[i];
}

static const struct run *run_at(const struct placing *l, uint32_t i)
{
	return &l->p->runs.at[cell_at(l, i)->run];
}

/* The end of the cells of one run; most lines are of one. */
static uint32_t run_end(const struct placing *l, uint32_t first)
{
	uint16_t run = cell_at(l, first)->run;
	uint32_t end = l->line->end;
	if (cell_at(l, end - 1)->run == run)
		return end;
	for (end = first + 1; cell_at(l, end)->run == run;)
		end++;
	return end;
}

static length x_of(const struct placing *l, uint32_t i)
{
	return l->at[i - l->line->first];
}

/* The end of a cell's box, the space after it left out. */
static length box_end(const struct placing *l, uint32_t i)
{
	return x_of(l, i) + cell_at(l, i)->width;
}

static struct item *add_item(struct placing *l, enum item_kind kind)
{
	list_push(l->p->setter->scratch, &l->items,
		  (struct item){.kind = kind});
	return &l->items.at[l->items.count - 1];
}

static struct item *add_rule(struct placing *l, struct box box, uint16_t grey)
{
	struct item *item = add_item(l, ITEM_RULE);
	item->box = box;
	item->as.rule.grey = grey;
	return item;
}

static void measure_places(struct placing *l)
{
	const struct chosen_line *line = l->line;
	length x = l->x;
	l->at = arena_array(l->p->setter->scratch, length,
			    line->end - line->first + 1);
	for (uint32_t i = line->first; i < line->end; i++) {
		l->at[i - line->first] = x;
		x += cell_at(l, i)->width + cell_at(l, i)->space;
	}
	l->at[line->end - line->first] = x;
}

static bool is_text(const struct placing *l, uint32_t i)
{
	return run_at(l, i)->kind == RUN_TEXT;
}

static bool joins(const struct placing *l, uint32_t a, uint32_t b)
{
	const struct cell *left = cell_at(l, a), *right = cell_at(l, b);
	return left->run == right->run && left->face == right->face &&
	       left->lift == right->lift && left->turn == right->turn &&
	       (left->turn != GLYPHS_COMBINED || right->flags & CELL_FURTHER);
}

/* Cells [first, end) as one item. */
static void add_glyphs(struct placing *l, uint32_t first, uint32_t end)
{
	const struct run *run = run_at(l, first);
	const struct cell *last = cell_at(l, end - 1);
	uint32_t from = cell_at(l, first)->at;
	length x = x_of(l, first) + cell_at(l, first)->shift;
	struct item *item = add_item(l, ITEM_GLYPHS);
	item->as.glyphs = (struct glyphs){
		.face = cell_at(l, first)->face, .grey = run->style->grey,
		.size = run->em, .x = x,
		.y = -run->rise - cell_at(l, first)->lift,
		.at = l->glyphs + l->glyph_count, .count = end - first,
		.turn = cell_at(l, first)->turn,
		.text = str_cut(l->p->text, from, last->at + last->bytes),
	};
	for (uint32_t i = first; i < end; i++) {
		const struct cell *cell = cell_at(l, i);
		l->glyphs[l->glyph_count++] = (struct glyph){
			.x = x_of(l, i) + cell->shift - x, .id = cell->glyph,
			.bytes = cell->bytes,
		};
	}
}

static void move_items(const struct set_line *set, length x, length y)
{
	for (size_t i = 0; i < set->item_count; i++) {
		struct item *item = &set->items[i];
		item->box.x += x;
		item->box.y += y;
		if (item->kind == ITEM_GLYPHS) {
			item->as.glyphs.x += x;
			item->as.glyphs.y += y;
		}
	}
}

static void add_set(struct placing *l, const struct set_line *set, length x,
		    length y)
{
	move_items(set, x, y);
	for (size_t i = 0; i < set->item_count; i++)
		list_push(l->p->setter->scratch, &l->items, set->items[i]);
}

/* The place of a picture that is missing. */
static void add_frame(struct placing *l, struct box box)
{
	struct item edges[FRAME_EDGES];
	frame_edges(box, edges);
	for (size_t i = 0; i < FRAME_EDGES; i++)
		*add_item(l, ITEM_RULE) = edges[i];
}

static void add_object(struct placing *l, uint32_t i)
{
	const struct run *run = run_at(l, i);
	const struct object *object = run->object;
	if (!object->picture) {
		add_set(l, &object->set, x_of(l, i), -run->rise);
		return;
	}
	struct box box = {
		x_of(l, i),
		-run->rise - length_scale(object->height, EM_ASCENT, 1000),
		object->width, object->height,
	};
	if (str_is_empty(object->picture->bytes)) {
		add_frame(l, box);
		return;
	}
	if (!l->p->setter->pictures)
		return;
	struct item *item = add_item(l, ITEM_IMAGE);
	item->as.image.picture =
		picture_index(l->p->setter->pictures, object->picture);
	item->box = box;
}

/* The halves of a dash whose ink does not meet: a rule of the same thickness
 * closes the place between, with a little of each half. */
static void bridge_dash(struct placing *l, uint32_t i)
{
	const struct run *run = run_at(l, i);
	const struct cell *cell = cell_at(l, i);
	struct font_ink ink;
	if (i + 1 >= l->line->end || cell_at(l, i + 1)->class != CJK_DASH ||
	    !font_ink(l->p->setter->faces->at[cell->face], cell->glyph, &ink))
		return;
	length left = x_of(l, i) + cell->shift +
		      length_scale(run->em, ink.x_max - BRIDGE_END, 1000);
	length right = x_of(l, i + 1) + cell_at(l, i + 1)->shift +
		       length_scale(run->em, ink.x_min + BRIDGE_END, 1000);
	length top = length_scale(run->em, ink.y_max, 1000);
	length bottom = length_scale(run->em, ink.y_min, 1000);
	if (right > left)
		add_rule(l, (struct box){left, -run->rise - top, right - left,
					 top - bottom}, run->style->grey);
}

/* PDF 32000, 14.8.2.2.3: a hyphen that is none of the text's is U+00AD to
 * whoever reads the page; one that is stands there already. */
static void add_hyphen(struct placing *l, length width)
{
	uint32_t i = l->line->end - 1;
	const struct cell *cell = cell_at(l, i + 1);
	const struct run *run = run_at(l, i + 1);
	struct glyph *glyph = arena_new(l->p->setter->arena, struct glyph);
	bool is_said = cell_at(l, i)->class == CJK_IGNORED;
	*glyph = (struct glyph){
		.id = font_glyph(l->p->setter->faces->at[cell->face], '-'),
		.bytes = is_said ? 0 : sizeof SOFT_HYPHEN - 1,
	};
	add_item(l, ITEM_GLYPHS)->as.glyphs = (struct glyphs){
		.face = cell->face, .grey = run->style->grey, .size = run->em,
		.x = l->at[i + 1 - l->line->first],
		.y = -run->rise - cell->lift, .turn = cell->turn,
		.at = glyph, .count = 1, .is_artifact = is_said,
		.text = is_said ? STR_NONE : STR(SOFT_HYPHEN),
	};
	l->at[i + 1 - l->line->first] += width;
}

static void place_text(struct placing *l)
{
	uint32_t i = l->line->first;
	while (i < l->line->end) {
		uint32_t end = i + 1;
		if (!is_text(l, i)) {
			if (run_at(l, i)->kind == RUN_OBJECT)
				add_object(l, i);
			i = end;
			continue;
		}
		while (end < l->line->end && joins(l, end - 1, end))
			end++;
		add_glyphs(l, i, end);
		i = end;
	}
	length hyphen = hyphen_width(l->p, l->line->end);
	if (hyphen)
		add_hyphen(l, hyphen);
	for (i = l->line->first; i < l->line->end; i++)
		if (cell_at(l, i)->flags & CELL_BRIDGED)
			bridge_dash(l, i);
}

/* Where a stretch with one underline, strike or link ends. */
typedef const void *(*of_run)(const struct run *run);

static const void *underline_of(const struct run *run)
{
	return run->underline;
}

static const void *strike_of(const struct run *run)
{
	return run->strike;
}

static const void *link_of(const struct run *run)
{
	return run->link.len ? run->link.text : NULL;
}

static uint32_t stretch_end(const struct placing *l, uint32_t first,
			    of_run of)
{
	const void *what = of(run_at(l, first));
	uint32_t end = run_end(l, first);
	while (end < l->line->end && of(run_at(l, end)) == what)
		end = run_end(l, end);
	return end;
}

static bool goes_on(const struct placing *l, uint32_t a, uint32_t b, of_run of)
{
	return a < l->p->cells.count && b < l->p->cells.count &&
	       of(run_at(l, a)) == of(run_at(l, b));
}

static void rule_stretch(struct placing *l, uint32_t first, uint32_t end,
			 of_run of)
{
	const struct run *run = run_at(l, first);
	length inset = length_scale(run->em, NAME_INSET, 1000);
	length thickness = length_scale(run->em, RULE_THICKNESS, 1000);
	length left = x_of(l, first), right = box_end(l, end - 1);
	bool is_underline = of == underline_of;
	if (is_underline && !goes_on(l, first, first - 1, of))
		left += inset;
	if (is_underline && !goes_on(l, end - 1, end, of))
		right -= inset;
	bool is_wavy = is_underline && run->style->is_wavy;
	int depth = is_wavy ? WAVE_DEPTH
		    : is_underline ? UNDERLINE_DEPTH : -STRIKE_HEIGHT;
	struct box box = {left,
			  length_scale(run->em, depth, 1000) - run->rise,
			  right - left, thickness};
	if (is_wavy)
		box.height = length_scale(run->em, WAVE_HEIGHT, 1000);
	if (right > left)
		add_rule(l, box, run->style->grey)->as.rule.is_wavy = is_wavy;
}

static void place_rules(struct placing *l, of_run of)
{
	for (uint32_t i = l->line->first; i < l->line->end;) {
		uint32_t end = stretch_end(l, i, of);
		if (of(run_at(l, i)))
			rule_stretch(l, i, end, of);
		i = end;
	}
}

static void place_links(struct placing *l)
{
	for (uint32_t i = l->line->first; i < l->line->end;) {
		uint32_t end = stretch_end(l, i, link_of);
		const struct run *run = run_at(l, i);
		if (run->link.len) {
			length top = length_scale(run->em, EM_ASCENT, 1000);
			struct item *item = add_item(l, ITEM_LINK);
			item->box = (struct box){x_of(l, i), -top,
						 box_end(l, end - 1) -
							 x_of(l, i), run->em};
			item->as.link.target = run->link;
		}
		i = end;
	}
}

/* clreq, emphasis dots: one under each Han, none under marks. */
static void place_dot(struct placing *l, uint32_t i)
{
	const struct run *run = run_at(l, i);
	const struct cell *cell = cell_at(l, i);
	struct font_ink ink;
	int face = faces_for(l->p->setter->faces, run->role, DOT);
	if (face < 0)
		return;
	const struct face *font = l->p->setter->faces->at[face];
	uint16_t glyph = font_glyph(font, DOT);
	if (!font_ink(font, glyph, &ink) || ink.x_max <= ink.x_min)
		return;
	length size = length_scale(run->em, DOT_SIZE, ink.x_max - ink.x_min);
	const struct layout *layout = l->p->setter->layout;
	bool is_above = layout && layout->is_vertical;
	int depth = is_above ? -HIGH_DOT_RISE
		    : run->underline ? LOW_DOT_DEPTH : DOT_DEPTH;
	length middle = x_of(l, i) + (cell->width < run->em ? cell->width
							    : run->em) / 2;
	struct glyph *dot = arena_new(l->p->setter->arena, struct glyph);
	dot->id = glyph;
	add_item(l, ITEM_GLYPHS)->as.glyphs = (struct glyphs){
		.face = (uint16_t)face, .grey = run->style->grey, .size = size,
		.x = middle - length_scale(size, ink.x_min + ink.x_max, 2000),
		.y = length_scale(run->em, depth, 1000) - run->rise +
		     length_scale(size, ink.y_min + ink.y_max, 2000),
		.at = dot, .count = 1, .text = STR_NONE, .is_artifact = true,
	};
}

/* Over the middle of its base, but not beyond the end of a full line. */
static length reading_x(const struct placing *l, const struct ruby *ruby,
			length left, length right)
{
	const struct chosen_line *line = l->line;
	length width = ruby->reading.width;
	length x = (left + right - width) / 2;
	length most = l->at[line->end - line->first] - width;
	return line->is_last || x < most ? x : most;
}

static void place_dots(struct placing *l)
{
	for (uint32_t i = l->line->first; i < l->line->end;) {
		uint32_t end = run_end(l, i);
		if (!run_at(l, i)->has_dots) {
			i = end;
			continue;
		}
		for (; i < end; i++)
			if (cell_at(l, i)->class == CJK_HAN)
				place_dot(l, i);
	}
}

static void place_readings(struct placing *l)
{
	if (!l->p->rubies.count)
		return;
	for (uint32_t i = l->line->first; i < l->line->end; i++) {
		const struct ruby *ruby = ruby_at(l->p, i);
		if (!ruby || ruby->first != i)
			continue;
		uint32_t last = ruby->last < l->line->end ? ruby->last
							  : l->line->end - 1;
		const struct cell *first = cell_at(l, ruby->first);
		length left = x_of(l, ruby->first) + first->shift;
		length right = x_of(l, last) + cell_at(l, last)->shift +
			       run_at(l, last)->em;
		length x = ruby->is_beside ? right
					   : reading_x(l, ruby, left, right);
		add_set(l, &ruby->reading, x,
			-ruby->rise - run_at(l, last)->rise);
	}
}

static void list_notes(struct placing *l, struct set_line *out)
{
	size_t count = 0;
	for (uint32_t i = l->line->first; i < l->line->end; i++)
		count += cell_at(l, i)->class == CJK_NOTE;
	if (!count)
		return;
	out->notes = arena_array(l->p->setter->arena, const struct note *,
				 count);
	for (uint32_t i = l->line->first; i < l->line->end; i++)
		if (cell_at(l, i)->class == CJK_NOTE)
			out->notes[out->note_count++] =
				run_at(l, i)->object->note;
}

static void describe(struct placing *l, struct set_line *out)
{
	const struct chosen_line *line = l->line;
	const struct cell *last = cell_at(l, line->end - 1);
	out->start = cell_at(l, line->first)->at;
	out->end = last->at + last->bytes;
	out->width = l->at[line->end - line->first];
	for (uint32_t i = line->first; i < line->end; i++)
		out->han_count += cell_at(l, i)->class == CJK_HAN;
	out->is_overfull = line->is_overfull;
	out->ends_hyphenated = hyphen_width(l->p, line->end) > 0;
	list_notes(l, out);
}

void compose_line(struct paragraph *p, const struct chosen_line *line,
		  length x, struct set_line *out)
{
	struct arena *a = p->setter->arena;
	struct arena_mark mark = arena_mark(p->setter->scratch);
	struct placing l = {.p = p, .line = line, .x = x};
	measure_places(&l);
	l.glyphs = arena_array(a, struct glyph, line->end - line->first);
	place_text(&l);
	place_rules(&l, underline_of);
	place_rules(&l, strike_of);
	place_links(&l);
	place_dots(&l);
	place_readings(&l);
	describe(&l, out);
	out->item_count = l.items.count;
	out->items = arena_array(a, struct item, l.items.count);
	if (l.items.count)
		memcpy(out->items, l.items.at,
		       l.items.count * sizeof *out->items);
	arena_rewind(p->setter->scratch, mark);
}
