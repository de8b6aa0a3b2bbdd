/* The cover of a vertical book: its title on a framed slip at the outer upper
 * corner (題簽), as thread-bound books have it; names beside the slip, at the
 * foot, and the imprint at the spine.
 *
 * Like every page it is made on its side: the slip lies along x at the last
 * lines, and comes to stand at the left.
 */
#include "typeset/join.h"

#include "book/contributor.h"

#include "base/banned.h"

#define COLUMN_PITCH 1450             /* of the size, in thousandths */
/* Of the type area: what a slip has at least, and what its title takes. */
#define SLIP_LEAST 620
#define TITLE_MOST 560
#define SHRINKS_MOST 8
#define SLIP_RULE 1500
#define SLIP_HAIR 350
#define SLIP_AIR 2500                 /* between the two */

struct slip {
	struct folder *f;
	struct page *page;
	const struct style *title, *small, *foot;
	struct set_paragraph titles, subtitles;
	struct box box;
};

static const struct style *cover_style(struct folder *f, str element,
				       str class)
{
	return flush_style(f->arena, style_of_name(f->setter->styles,
		style_root(f->setter->styles), element, class, f->arena));
}

static const struct style *smaller_style(struct arena *a,
					 const struct style *style)
{
	struct style *smaller = arena_new(a, struct style);
	*smaller = *style;
	smaller->size = style->size * 4 / 5;
	return smaller;
}

static void set_columns(struct folder *f, str text, const struct style *style,
			struct set_paragraph *lines)
{
	struct line_request request = {
		.text = text, .style = style, .is_balanced = true,
		.measure = length_scale(area_width(f->layout), TITLE_MOST,
					1000),
	};
	if (!str_is_empty(text))
		set_lines(f->setter, &request, lines);
}

static length columns_depth(const struct set_paragraph *lines, length size)
{
	return (length)lines->count * length_scale(size, COLUMN_PITCH, 1000);
}

static length longest(const struct set_paragraph *lines)
{
	length most = 0;
	for (size_t i = 0; i < lines->count; i++)
		if (lines->lines[i].width > most)
			most = lines->lines[i].width;
	return most;
}

static length area_foot(const struct layout *layout)
{
	return grid_baseline(layout, layout->lines_per_page - 1) +
	       length_scale(layout->body_size, 120, 1000);
}

static void measure_slip(struct slip *s)
{
	const struct layout *layout = s->f->layout;
	const struct meta *meta = &s->f->book->meta;
	length size = s->title->size;
	set_columns(s->f, meta->title, s->title, &s->titles);
	set_columns(s->f, meta->subtitle, s->small, &s->subtitles);
	length depth = columns_depth(&s->titles, size) +
		       columns_depth(&s->subtitles, s->small->size) +
		       size / 2 + 2 * (SLIP_RULE + SLIP_AIR);
	length ink = longest(&s->titles), other = longest(&s->subtitles);
	length least = length_scale(area_width(layout), SLIP_LEAST, 1000);
	length wanted = (ink > other ? ink : other) + 2 * size;
	s->box = (struct box){layout->inner, area_foot(layout) - depth,
			      wanted > least ? wanted : least, depth};
}

/* Half of the page stays free. */
static bool is_too_large(const struct slip *s)
{
	const struct layout *layout = s->f->layout;
	return s->box.height > (area_foot(layout) - layout->head) / 2 ||
	       s->box.width > area_width(layout);
}

/* Columns from y on, along x from the head or up to the foot. */
static length put_columns(struct slip *s, const struct set_paragraph *lines,
			  const struct style *style, struct box place)
{
	length pitch = length_scale(style->size, COLUMN_PITCH, 1000);
	for (size_t i = 0; i < lines->count; i++) {
		const struct set_line *line = &lines->lines[i];
		length x = place.width ? place.x + place.width - line->width
				       : place.x;
		put_line(s->page, s->f->arena, line, x, place.y +
			 (pitch - style->size) / 2 +
			 length_scale(style->size, EM_ASCENT, 1000));
		place.y += pitch;
	}
	return place.y;
}

static void draw_slip(struct slip *s)
{
	struct box inner = s->box;
	length in = SLIP_RULE + SLIP_AIR;
	put_frame(s->page, s->f->arena, s->box, SLIP_RULE, 0);
	inner = (struct box){inner.x + in, inner.y + in,
			     inner.width - 2 * in, inner.height - 2 * in};
	put_frame(s->page, s->f->arena, inner, SLIP_HAIR, 0);
	struct box place = {.x = s->box.x + s->title->size,
			    .y = s->box.y + in + s->title->size / 4};
	place.y = put_columns(s, &s->titles, s->title, place);
	place.width = s->box.width - 2 * s->title->size;
	put_columns(s, &s->subtitles, s->small, place);
}

/* Names end at the foot, nearest to the slip the last of them. */
static void put_names(struct slip *s)
{
	const struct layout *layout = s->f->layout;
	str rest = contributor_lines(&s->f->book->meta, s->f->setter->lang,
				     s->f->arena), line;
	LIST(struct set_line) lines = {0};
	while (str_next_line(&rest, &line))
		list_push(s->f->arena, &lines,
			  set_single(s->f->setter, line, s->small, false));
	struct set_paragraph names = {.lines = lines.at, .count = lines.count};
	length depth = columns_depth(&names, s->small->size);
	struct box place = {layout->inner,
			    s->box.y - depth - s->small->size,
			    area_width(layout), 0};
	if (place.y >= layout->head)
		put_columns(s, &names, s->small, place);
}

bool make_slip_cover(struct folder *f, struct page *page, str imprint)
{
	struct slip s = {
		.f = f, .page = page,
		.title = cover_style(f, STR("h1"), STR("cover")),
		.small = cover_style(f, STR("p"), STR("cover-author")),
		.foot = cover_style(f, STR("p"), STR("title-page-publisher")),
	};
	measure_slip(&s);
	for (int i = 0; i < SHRINKS_MOST && is_too_large(&s); i++) {
		s.title = smaller_style(f->arena, s.title);
		s.small = smaller_style(f->arena, s.small);
		measure_slip(&s);
	}
	if (is_too_large(&s))
		return false;
	*page = area_page(f->layout);
	draw_slip(&s);
	put_names(&s);
	struct set_paragraph foot = {0};
	set_columns(f, imprint, s.foot, &foot);
	put_columns(&s, &foot, s.foot,
		    (struct box){f->layout->inner, f->layout->head,
				 area_width(f->layout), 0});
	return true;
}
