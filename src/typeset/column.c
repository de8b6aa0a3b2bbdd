/* Where text stands between the edges of the type area, and in what size:
 * columns narrowed by quotations, lists and boxes, and styles held to what
 * the page can bear, whatever a style sheet asks for.
 */
#include "typeset/galley.h"

#include "base/banned.h"

length column_width(const struct galley *g, const struct column *c)
{
	return g->measure - c->left - c->right;
}

const struct style *flush_style(struct arena *a, const struct style *style)
{
	struct style *flush = arena_new(a, struct style);
	*flush = *style;
	flush->align = STYLE_START;
	return flush;
}

const struct style *galley_aligned(struct galley *g, const struct style *style,
				   enum style_align align)
{
	if (style->align == align)
		return style;
	if (g->plain != style || g->aligned->align != align) {
		struct style *copy = arena_new(g->setter->arena, struct style);
		*copy = *style;
		copy->align = align;
		g->aligned = copy;
	}
	g->plain = style;
	return g->aligned;
}

length align_offset(enum style_align align, length measure, length width)
{
	if (align == STYLE_CENTRE)
		return (measure - width) / 2;
	return align == STYLE_END ? measure - width : 0;
}

static length between(length least, length value, length most)
{
	value = value < most ? value : most;
	return value > least ? value : least;
}

const struct style *galley_style(struct galley *g, const struct style *style)
{
	const struct layout *layout = g->setter->layout;
	length half = g->measure / 2;
	length most = layout->lines_per_page * layout->pitch / 2;
	most = between(layout->body_size, half, most);
	struct style sane = *style;
	sane.size = style->size < most ? style->size : most;
	sane.margin_left = between(-layout->body_size, style->margin_left,
				   half);
	/* A first line hangs into its own margin, not off the paper. */
	length hang = sane.margin_left > 0 ? sane.margin_left : 0;
	sane.indent = between(-hang - layout->body_size, style->indent, half);
	sane.margin_right = between(-layout->body_size, style->margin_right,
				    half);
	/* A line too short for its type is no line. */
	if (g->measure - sane.margin_left - sane.margin_right - sane.indent <
	    4 * sane.size)
		sane.margin_left = sane.margin_right = sane.indent = 0;
	if (sane.size == style->size && sane.indent == style->indent &&
	    sane.margin_left == style->margin_left &&
	    sane.margin_right == style->margin_right)
		return style;
	return memcpy(arena_new(g->setter->arena, struct style), &sane,
		      sizeof sane);
}

void galley_size_line(const struct galley *g, length size, struct strip *strip)
{
	const struct layout *layout = g->setter->layout;
	strip->quarters = QUARTERS;
	if (size <= layout->pitch)
		return;
	int lines = 1 + size / layout->pitch;
	length gap = layout->pitch - layout->body_size;
	strip->quarters = lines * QUARTERS;
	strip->drop = (lines * layout->pitch - gap - size) / 2 +
		      length_scale(size - layout->body_size, 880, 1000);
}

static uint32_t open_frame(struct galley *g, const struct column *c,
			   const struct column *inner)
{
	struct frame frame = {
		.kind = FRAME_BOX, .x = inner->left, .parent = c->frame,
		.width = g->measure - inner->left - inner->right,
	};
	list_push(g->setter->arena, &g->frames, frame);
	return (uint32_t)g->frames.count;
}

struct column galley_enter(struct galley *g, const struct column *c,
		    const struct style *style)
{
	struct column inner = *c;
	style = galley_style(g, style);
	inner.style = style;
	inner.depth++;
	inner.is_continued = false;
	length em = g->setter->layout->body_size;
	if (column_width(g, c) - style->margin_left - style->margin_right >=
	    g->measure / 2) {
		length least = -em;
		inner.left = between(least, c->left + style->margin_left,
				     g->measure);
		inner.right = between(least, c->right + style->margin_right,
				      g->measure);
	}
	if (style->has_frame && c->depth < NESTING_DEEPEST) {
		inner.frame = open_frame(g, c, &inner);
		inner.left += em;
		inner.right += em;
	}
	return inner;
}
