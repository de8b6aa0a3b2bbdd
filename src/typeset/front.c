/* Cover, title page and part pages: few words, large, centred, and placed
 * by shares of the type area so that every paper size looks the same.
 */
#include "typeset/join.h"

#include "book/contributor.h"
#include "book/numeral.h"
#include "book/wording.h"

#include "base/banned.h"

#define LEAST_STACKED 6               /* characters in a line */
#define LEAST_STACKED_SIZE LENGTH_PT(7)
#define STACK_PITCH 1450              /* of the size, in thousandths */
#define THICK_RULE 2500
#define THIN_RULE 500
/* A picture this near to the page's proportions fills it, in thousandths. */
#define NEARLY_PAGE 30
#define PART_LABEL 615                /* of the part's title */

/* A page on which things are stacked downward. */
struct stack {
	struct setter *setter;
	const struct layout *layout;
	struct page *page;
	struct arena *arena;
	length left;                  /* of the lines */
	length y;                     /* top of the next thing */
	enum style_align align;       /* of lines, and how far off that edge */
	length inset;
};

static const struct style *front_style(struct stack *s, str element,
				       str class)
{
	return style_of_name(s->setter->styles,
			     style_root(s->setter->styles), element, class,
			     s->arena);
}

static length share(const struct stack *s, int thousandths)
{
	const struct layout *layout = s->layout;
	length height = (layout->lines_per_page - 1) * layout->pitch +
			layout->body_size;
	return layout->head + length_scale(height, thousandths, 1000);
}

/* Air at both sides, where large type leaves room for it. */
static length stacked_measure(const struct stack *s, length size)
{
	length width = area_width(s->layout);
	return width >= LEAST_STACKED * size ? width - 2 * size : width;
}

static void set_stacked(struct stack *s, str text, const struct style *style,
			struct set_paragraph *lines)
{
	struct line_request request = {
		.text = text, .is_balanced = true, .style = style,
		.measure = stacked_measure(s, style->size),
	};
	set_lines(s->setter, &request, lines);
}

/* Down to what this page still holds. */
static size_t fitting_lines(const struct stack *s, length size)
{
	length room = share(s, 1000) - s->y - size;
	return room < 0 ? 0
		: 1 + (size_t)(room / length_scale(size, STACK_PITCH, 1000));
}

/* Smaller type until the text fits; a title as long as a page is cut, for it
 * stands whole in the colophon. */
static const struct style *fit(struct stack *s, str text,
			       const struct style *style,
			       struct set_paragraph *lines)
{
	struct style *smaller = arena_new(s->arena, struct style);
	*smaller = *flush_style(s->arena, style);
	for (;;) {
		set_stacked(s, text, smaller, lines);
		size_t most = fitting_lines(s, smaller->size);
		if (lines->count <= most)
			break;
		if (smaller->size * 4 / 5 < LEAST_STACKED_SIZE) {
			lines->count = most;
			break;
		}
		smaller->size = smaller->size * 4 / 5;
	}
	return smaller;
}

static length stacked_x(const struct stack *s, length width)
{
	length x = align_offset(s->align, area_width(s->layout), width);
	if (s->align == STYLE_END)
		x -= s->inset;
	else if (s->align == STYLE_START)
		x += s->inset;
	return s->left + (x > 0 ? x : 0);
}

/* Lines from s->y on; s->y moves below them. */
static void stack_text(struct stack *s, str text, const struct style *style)
{
	struct set_paragraph lines = {0};
	if (str_is_empty(text))
		return;
	style = fit(s, text, style, &lines);
	for (size_t i = 0; i < lines.count; i++) {
		const struct set_line *line = &lines.lines[i];
		put_line(s->page, s->arena, line, stacked_x(s, line->width),
			   s->y + length_scale(style->size, 880, 1000));
		s->y += length_scale(style->size, STACK_PITCH, 1000);
	}
}

static void stack_rule(struct stack *s, length thick)
{
	put_rule(s->page, s->arena,
		   (struct box){s->left, s->y,
				area_width(s->layout), thick}, 0);
	s->y += thick;
}

/* Lines that run down hang from their head, or end at their foot, so many
 * characters off it; others stay in the middle. */
static void hang(struct stack *s, int ems)
{
	if (!s->layout->is_vertical)
		return;
	s->align = STYLE_START;
	s->inset = ems * s->layout->body_size;
}

static void rest(struct stack *s, int ems)
{
	if (!s->layout->is_vertical)
		return;
	s->align = STYLE_END;
	s->inset = ems * s->layout->body_size;
}

static void stack_contributors(struct stack *s, struct folder *f,
			       const struct style *style)
{
	str rest = contributor_lines(&f->book->meta, f->setter->lang,
				     f->arena), line;
	while (str_next_line(&rest, &line)) {
		stack_text(s, line, style);
		s->y += style->size / 4;
	}
}

static str imprint(struct folder *f)
{
	str publisher = f->book->meta.publisher;
	if (str_is_empty(publisher))
		publisher = wording(WORD_PRIVATE_STUDY, f->setter->lang);
	return publisher;
}

static struct stack start_stack(struct folder *f, struct page *page)
{
	*page = area_page(f->layout);
	return (struct stack){.setter = f->setter, .layout = f->layout,
			      .page = page, .arena = f->arena,
			      .left = f->layout->inner,
			      .align = STYLE_CENTRE};
}

static void draw_cover(struct folder *f, struct page *page)
{
	struct stack s = start_stack(f, page);
	if (f->layout->is_vertical && make_slip_cover(f, page, imprint(f)))
		return;
	const struct style *title = front_style(&s, STR("h1"), STR("cover"));
	const struct style *small = front_style(&s, STR("p"),
						STR("cover-author"));
	/* No spine is seen from outside: in the middle of the paper. */
	s.left = (page->width - area_width(f->layout)) / 2;
	s.y = share(&s, 160);
	stack_rule(&s, THICK_RULE);
	s.y += 3000;
	stack_rule(&s, THIN_RULE);
	s.y += title->size * 3 / 2;
	stack_text(&s, f->book->meta.title, title);
	if (!str_is_empty(f->book->meta.subtitle))
		s.y += small->size / 2;
	stack_text(&s, f->book->meta.subtitle, small);
	s.y += title->size * 4 / 3;
	stack_rule(&s, THIN_RULE);
	s.y += small->size * 2;
	stack_contributors(&s, f, small);
	const struct style *foot = front_style(&s, STR("p"),
					       STR("title-page-publisher"));
	s.y = share(&s, 1000) - foot->size;
	stack_text(&s, imprint(f), foot);
}

/* The picture whole: filling the page when its proportions nearly are the
 * page's, else as large as it goes, in the middle. */
static struct box cover_box(const struct layout *layout,
			    const struct asset *picture)
{
	int64_t width = layout->page_width, height = layout->page_height;
	struct sides sides = picture_sides(layout, picture);
	int64_t by_width = width * sides.height / sides.width;
	int64_t off = by_width > height ? by_width - height : height - by_width;
	if (off * 1000 <= height * NEARLY_PAGE)
		return (struct box){0, 0, (length)width, (length)height};
	if (by_width <= height)
		return (struct box){0, (length)(height - by_width) / 2,
				    (length)width, (length)by_width};
	int64_t by_height = height * sides.width / sides.height;
	return (struct box){(length)(width - by_height) / 2, 0,
			    (length)by_height, (length)height};
}

void make_cover(struct folder *f, struct page *page,
		const struct asset **picture)
{
	const struct asset *cover = f->book->cover;
	*picture = NULL;
	if (!cover || str_is_empty(cover->bytes) || !cover->width ||
	    !cover->height) {
		draw_cover(f, page);
		return;
	}
	*page = area_page(f->layout);
	struct item *item = page_add(page, f->arena, ITEM_IMAGE);
	item->box = cover_box(f->layout, cover);
	*picture = cover;
}

void make_title_page(struct folder *f, struct page *page)
{
	struct stack s = start_stack(f, page);
	const struct style *title = front_style(&s, STR("h1"),
						STR("title-page"));
	const struct style *subtitle = front_style(&s, STR("p"),
		STR("title-page-subtitle"));
	const struct style *author = front_style(&s, STR("p"),
		STR("title-page-author"));
	const struct style *publisher = front_style(&s, STR("p"),
		STR("title-page-publisher"));
	hang(&s, 3);
	s.y = share(&s, f->layout->is_vertical ? 340 : 180);
	stack_text(&s, f->book->meta.title, title);
	s.y += subtitle->size / 2;
	stack_text(&s, f->book->meta.subtitle, subtitle);
	length below = share(&s, f->layout->is_vertical ? 600 : 460);
	rest(&s, 3);
	s.y = s.y + 2 * author->size > below ? s.y + 2 * author->size : below;
	stack_contributors(&s, f, author);
	s.y = share(&s, 1000) - publisher->size;
	stack_text(&s, imprint(f), publisher);
}

/* 第一部分 上手: the label, if a blank parts it from a title; that stays. */
static str typed_label(str *title)
{
	struct label label = label_read(*title);
	str name = str_trim(str_cut(*title, 0, label.bytes));
	str rest = str_from(*title, name.len);
	if (label.kind != LABEL_VOLUME || str_is_empty(str_trim(rest)) ||
	    !(str_starts(rest, STR(" ")) || str_starts(rest, STR("　"))))
		return STR_NONE;
	*title = str_trim(rest);
	return name;
}

void make_part_page(struct setter *setter, const struct chapter *part,
		    struct page *page, struct arena *a)
{
	struct stack s = {.setter = setter, .layout = setter->layout,
			  .page = page, .arena = a,
			  .left = setter->layout->inner, .align = STYLE_CENTRE};
	*page = area_page(setter->layout);
	const struct style *style = front_style(&s, STR("h1"),
						STR("part-title"));
	struct style *small = (struct style *)flush_style(a, style);
	small->size = length_scale(style->size, PART_LABEL, 1000);
	str label = part->label, title = part->title;
	if (str_is_empty(label))
		label = typed_label(&title);
	hang(&s, 4);
	s.y = share(&s, 300);
	stack_text(&s, label, small);
	if (!str_is_empty(label))
		s.y += style->size / 3;
	stack_text(&s, title, style);
}
