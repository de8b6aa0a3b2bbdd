/* A picture with its caption -> one group: scaled to the measure and at
 * most to a share of the page, padded to whole lines, the caption kept below
 * it. A picture that is missing leaves a frame of its proportions with what
 * is known of it.
 */
#include "book/wording.h"
#include "typeset/figure.h"

#include "base/banned.h"

/* Most of a page's lines for the picture, in thousandths. */
#define PAGE_SHARE 600
/* A picture may be made so much smaller to end a page well. */
#define LEAST_SCALE 650
/* Where the file does not say its resolution. */
#define DEFAULT_DPI 150
/* Below this, the dots are seen. */
#define COARSE_DPI 130
/* Pictures at least so wide, in thousandths, fill the measure. */
#define NEARLY_FULL 750
#define PIXELS_MOST 100000
#define FRAME_GREY 700
#define CAPTION_PITCH 1400

uint32_t picture_index(struct set_pictures *pictures,
		       const struct asset *asset)
{
	size_t count = pictures->assets.count;
	/* A picture is shown again soon or never. */
	for (size_t i = count; i > 0 && i + 64 > count; i--)
		if (pictures->assets.at[i - 1] == asset)
			return (uint32_t)i - 1;
	list_push(pictures->arena, &pictures->assets, asset);
	return (uint32_t)count;
}

struct sides picture_sides(const struct layout *layout,
			   const struct asset *asset)
{
	if (layout && layout->is_vertical)
		return (struct sides){asset->height, asset->width};
	return (struct sides){asset->width, asset->height};
}

bool figure_is_there(const struct figure *figure)
{
	return figure->asset && !str_is_empty(figure->asset->bytes) &&
	       figure->asset->width && figure->asset->height;
}

length figure_natural_width(const struct layout *layout,
			    const struct asset *asset, length room)
{
	int64_t dpi = asset->dots_per_inch;
	/* 72 and 96 are said of screens, and look coarse on paper. */
	if (dpi < DEFAULT_DPI || dpi > 2400)
		dpi = DEFAULT_DPI;
	int64_t pixels = picture_sides(layout, asset).width;
	if (pixels > PIXELS_MOST)
		pixels = PIXELS_MOST;
	length em = layout->body_size;
	int64_t width = pixels * 72000 / dpi;
	if (width >= (int64_t)room * NEARLY_FULL / 1000)
		return room;
	width -= width % em;
	return width < em ? em : (length)width;
}

void figure_measure(struct galley *g, struct figure *figure)
{
	const struct layout *layout = g->setter->layout;
	const struct asset *asset = figure->asset;
	int64_t across = 4, down = 3;
	bool is_sized = asset && asset->width && asset->height;
	if (is_sized) {
		struct sides sides = picture_sides(layout, asset);
		across = sides.width;
		down = sides.height;
	}
	figure->width = is_sized ? figure_natural_width(layout, asset, figure->room)
				 : figure->room * 3 / 5;
	int64_t height = figure->width * down / across;
	int64_t most = (int64_t)layout->lines_per_page * layout->pitch *
		       (figure_is_there(figure) ? PAGE_SHARE : PAGE_SHARE / 3) / 1000;
	if (height > most) {
		figure->width = (length)(figure->width * most / height);
		height = most;
	}
	if (!figure_is_there(figure) && figure->width < figure->room / 2)
		figure->width = figure->room / 2;
	figure->height = height < 1000 ? 1000 : (length)height;
}

static const struct style *caption_style(struct galley *g,
					 const struct block *caption)
{
	struct arena *a = g->setter->arena;
	const struct style *root = style_root(g->setter->styles);
	if (caption)
		return galley_style(g, style_of_block(g->setter->styles, root,
						      caption, a));
	return galley_style(g, style_of_name(g->setter->styles, root,
					     STR("caption"), STR_NONE, a));
}

void figure_set_caption(struct galley *g, struct figure *figure)
{
	const struct block *caption = figure->block->child;
	while (caption && caption->kind != BLOCK_CAPTION)
		caption = caption->next;
	if (!caption || !caption->text)
		return;
	const struct style *style = caption_style(g, caption);
	length room = figure->room - 2 * style->size;
	struct line_request request = {
		.phrases = caption->text, .is_balanced = true,
		.style = galley_aligned(g, style, STYLE_START),
		.measure = room - room % style->size, .span = caption->span,
	};
	set_lines(g->setter, &request, &figure->caption);
	figure->caption_size = style->size;
	int most = g->setter->layout->lines_per_page / 4;
	if (figure->caption.count <= (size_t)most)
		return;
	figure->below = figure->caption;
	figure->caption = (struct set_paragraph){0};
	figure->below_block = caption;
}

/* A caption of many lines is text below the figure. */
static void add_below(struct galley *g, const struct column *c,
		      const struct figure *figure)
{
	for (size_t i = 0; i < figure->below.count; i++) {
		const struct set_line *line = &figure->below.lines[i];
		struct strip strip = {
			.kind = STRIP_LINE, .quarters = QUARTERS,
			.block = figure->below_block, .is_first = i == 0,
			.at = {figure->below_block->number, line->start},
			.frame = figure->frame, .as.line = line,
			.x = figure->x + (figure->room - line->width) / 2,
			.notes = line->notes,
			.note_count = (uint32_t)line->note_count,
			.note_lines = galley_set_notes(g, line->notes,
						       line->note_count),
		};
		galley_add(g, c, strip);
	}
}

static void set_words(struct galley *g, struct figure *figure)
{
	if (figure_is_there(figure))
		return;
	struct arena *a = g->setter->arena;
	const struct style *style = flush_style(a, caption_style(g, NULL));
	((struct style *)style)->grey = 400;
	str alt = figure->block->as.figure.alt;
	if (str_is_empty(alt) && figure->asset)
		alt = figure->asset->alt;
	str address = figure->asset ? figure->asset->address : STR_NONE;
	struct line_request request = {
		.text = wording_missing_picture(g->setter->lang, alt, address,
						a),
		.style = style, .is_balanced = true,
		.measure = figure->width - 2 * style->size,
		.span = figure->block->span,
	};
	set_lines(g->setter, &request, &figure->words);
	figure->words_size = style->size;
	size_t most = (size_t)g->setter->layout->lines_per_page / 2;
	if (figure->words.count > most)
		figure->words.count = most;
	length needed = (length)(figure->words.count + 2) * style->size *
			CAPTION_PITCH / 1000;
	if (figure->height < needed)
		figure->height = needed;
}

length figure_caption_height(const struct figure *figure)
{
	if (!figure->caption.count)
		return 0;
	length pitch = figure->caption_size * CAPTION_PITCH / 1000;
	return (length)figure->caption.count * pitch +
	       figure->caption_size / 4;
}

void figure_add_spots(struct group *group, const struct set_paragraph *lines,
		      length size, struct spot at, length room)
{
	for (size_t i = 0; i < lines->count; i++) {
		const struct set_line *line = &lines->lines[i];
		length x = at.x + (room - line->width) / 2;
		group->spots[group->spot_count++] = (struct spot){
			line, x, at.y + size * 880 / 1000};
		at.y += size * CAPTION_PITCH / 1000;
	}
}

void frame_edges(struct box box, struct item *edges)
{
	length thick = 400;
	const struct box boxes[FRAME_EDGES] = {
		{box.x, box.y, box.width, thick},
		{box.x, box.y + box.height - thick, box.width, thick},
		{box.x, box.y, thick, box.height},
		{box.x + box.width - thick, box.y, thick, box.height},
	};
	for (size_t i = 0; i < FRAME_EDGES; i++)
		edges[i] = (struct item){.kind = ITEM_RULE, .box = boxes[i],
					 .as.rule.grey = FRAME_GREY};
}

void figure_add_picture(struct galley *g, const struct figure *figure,
			struct group *group, struct box box)
{
	if (figure_is_there(figure)) {
		struct item *image = &group->extras[group->extra_count++];
		image->kind = ITEM_IMAGE;
		image->box = box;
		image->as.image.picture =
			picture_index(g->setter->pictures, figure->asset);
		return;
	}
	frame_edges(box, group->extras + group->extra_count);
	group->extra_count += FRAME_EDGES;
	length height = (length)figure->words.count * figure->words_size *
			CAPTION_PITCH / 1000;
	struct spot at = {NULL, box.x, box.y + (box.height - height) / 2};
	figure_add_spots(group, &figure->words, figure->words_size, at, box.width);
}

/* The group in so many lines, the picture so large; x from the type area. */
static struct group *figure_group(struct galley *g,
				  const struct figure *figure, int lines,
				  struct box box)
{
	struct arena *a = g->setter->arena;
	const struct layout *layout = g->setter->layout;
	length below = figure_caption_height(figure);
	length rest = lines * layout->pitch - box.height - below;
	struct group *group = arena_new(a, struct group);
	group->spots = arena_array(a, struct spot, figure->caption.count +
						   figure->words.count);
	group->extras = arena_array(a, struct item, FRAME_EDGES);
	box.x = figure->x + (figure->room - box.width) / 2;
	box.y = rest / 2;
	figure_add_picture(g, figure, group, box);
	struct spot at = {NULL, figure->x, box.y + box.height +
			  figure->caption_size * 2 / 3};
	figure_add_spots(group, &figure->caption, figure->caption_size, at,
		  figure->room);
	length gap = (layout->pitch - layout->body_size) / 2;
	group->slack_head = rest / 2 - gap;
	group->slack_foot = rest / 2 - gap;
	return group;
}

struct strip figure_strip(struct galley *g,
				 const struct figure *figure,
				 const struct group *group, int lines)
{
	struct strip strip = {
		.kind = STRIP_GROUP, .quarters = lines * QUARTERS,
		.frame = figure->frame, .block = figure->block,
		.is_first = true, .at = {figure->block->number, 0},
		.as.group = group,
	};
	galley_gather_notes(g, &strip);
	return strip;
}

bool shrink_figure(struct galley *g, const struct figure *figure, int lines,
		   struct strip *out)
{
	if (!figure_is_there(figure))
		return false;
	const struct layout *layout = g->setter->layout;
	length height = (figure->lines - lines - 1) * layout->pitch -
			figure_caption_height(figure);
	if (height < length_scale(figure->height, LEAST_SCALE, 1000))
		return false;
	struct box box = {.height = height,
			  .width = length_scale(figure->width, height,
						figure->height)};
	if (height > figure->height)
		box.height = figure->height, box.width = figure->width;
	int total = figure->lines - lines;
	*out = figure_strip(g, figure, figure_group(g, figure, total, box),
			    total);
	return true;
}

struct figure figure_start(const struct column *c, length room,
				const struct block *block)
{
	return (struct figure){.block = block, .x = c->left, .room = room,
			       .asset = block->as.figure.asset,
			       .frame = c->frame};
}

/* Once a chapter: there is seldom one alone. */
static void tell_coarse(struct galley *g, const struct figure *figure)
{
	if (!figure_is_there(figure) || figure->width <= 0 || g->told_coarse)
		return;
	int64_t dots = (int64_t)picture_sides(g->setter->layout,
					      figure->asset).width * 72000 /
		       figure->width;
	if (dots >= COARSE_DPI)
		return;
	g->told_coarse = true;
	diag_report(g->setter->diag, figure->block->span, MSG_PICTURE_COARSE,
		    WORDS(figure->asset->address,
			  arena_format(g->setter->arena, "%d", (int)dots)));
}

void galley_add_figure(struct galley *g, struct column *c,
		       const struct block *block)
{
	struct arena *a = g->setter->arena;
	const struct layout *layout = g->setter->layout;
	struct figure *figure = arena_new(a, struct figure);
	*figure = figure_start(c, column_width(g, c), block);
	figure_measure(g, figure);
	figure_set_caption(g, figure);
	set_words(g, figure);
	tell_coarse(g, figure);
	length total = figure->height + figure_caption_height(figure) + layout->pitch;
	figure->lines = (total + layout->pitch - 1) / layout->pitch;
	if (figure->lines > layout->lines_per_page)
		figure->lines = layout->lines_per_page;
	struct box box = {.width = figure->width, .height = figure->height};
	const struct group *group = figure_group(g, figure, figure->lines,
						 box);
	galley_add(g, c, figure_strip(g, figure, group, figure->lines));
	struct choice choice = {.first = (uint32_t)g->strips.count - 1,
				.count = 1, .figure = figure};
	list_push(a, &g->choices, choice);
	g->white = QUARTERS;
	add_below(g, c, figure);
	c->is_continued = false;
}
