/* The outline -> pages of contents (R15): entries indented by depth, dots on
 * one grid that is locked to the right edge, folios in a column of their
 * own. Where a title breaks never depends on a folio, so the pages can be
 * counted before any number is known, and the numbers put in afterwards.
 */
#include "typeset/join.h"

#include "book/wording.h"

#include "base/banned.h"

#define DEPTH_MOST 3
/* Reserved for folio and leader at the end of a line, in body ems. */
#define FOLIO_ROOM 4
#define DOT_PITCH 1000                /* 1/1000 of the body size */

struct contents {
	struct folder *f;
	const struct contents_request *request;
	struct leaves *out;
	struct page page;
	int line;                     /* next free of the grid */
	length column;                /* width of the widest folio */
	int chapter_depth;            /* of the chapter in hand */
	const struct style *styles[DEPTH_MOST + 1];
	const struct style *part;
	struct set_line dot;
	bool is_opened;
};

struct toc_entry {
	const struct outline_entry *entry;
	const struct style *style;
	struct set_paragraph lines;
	struct set_line folio;
	length x;
	bool is_part;
};

static const struct style *name_style(struct folder *f, str element,
				      str class)
{
	return style_of_name(f->setter->styles, style_root(f->setter->styles),
			     element, class, f->arena);
}

/* Entries stand on the grid, so none is larger than its lines. */
static const struct style *entry_style(struct contents *c, str class)
{
	struct style *style = (struct style *)flush_style(
		c->f->arena, name_style(c->f, STR("p"), class));
	if (style->size > c->f->layout->pitch)
		style->size = c->f->layout->pitch;
	if (style->margin_left < 0 ||
	    style->margin_left > area_width(c->f->layout) / 2)
		style->margin_left = 0;
	return style;
}

static void find_styles(struct contents *c)
{
	static const str classes[] = {
		STR_INIT("toc-entry-1"), STR_INIT("toc-entry-2"),
		STR_INIT("toc-entry-3"),
	};
	for (int i = 0; i < DEPTH_MOST; i++)
		c->styles[i] = entry_style(c, classes[i]);
	struct style *part = (struct style *)flush_style(c->f->arena,
							 c->styles[0]);
	part->family = FAMILY_SANS;
	part->is_bold = true;
	c->part = part;
	c->dot = set_single(c->f->setter, STR("…"), c->styles[0], true);
}

static void open_page(struct contents *c)
{
	c->page = area_page(c->f->layout);
	c->line = 0;
	c->is_opened = true;
}

static void close_page(struct contents *c)
{
	if (!c->is_opened)
		return;
	list_push(c->f->arena, &c->out->list, c->page);
	c->is_opened = false;
}

static void add_title(struct contents *c)
{
	const struct layout *layout = c->f->layout;
	const struct style *style = name_style(c->f, STR("h1"),
					       STR("toc-title"));
	str title = c->f->book->contents_title;
	if (str_is_empty(title))
		title = wording(WORD_CONTENTS, c->f->setter->lang);
	struct set_line line = set_single(
		c->f->setter, spread_title(c->f->arena, title), style, false);
	int slot = style->slot_lines > 0 ? style->slot_lines : 4;
	length top = layout->head - (layout->pitch - layout->body_size) / 2;
	length y = top + (slot * layout->pitch - style->size) / 2 +
		   style->size * 880 / 1000;
	length x = align_offset(style->align, area_width(layout), line.width);
	if (style->align != STYLE_CENTRE)
		x += style->indent;
	put_line(&c->page, c->f->arena, &line, layout->inner + x, y);
	c->line = slot;
}

/* Dots that fit between two edges, counted back from the right one. */
static void add_leader(struct contents *c, length from, length to, length y)
{
	length pitch = length_scale(c->f->layout->body_size, DOT_PITCH, 1000);
	if (c->dot.item_count == 0 || to - from < pitch ||
	    c->dot.items[0].kind != ITEM_GLYPHS)
		return;
	uint32_t count = (uint32_t)((to - from) / pitch);
	const struct glyphs *dot = &c->dot.items[0].as.glyphs;
	length left = to - (length)count * pitch +
		      (pitch - c->dot.width) / 2;
	struct item *item = page_add(&c->page, c->f->arena, ITEM_GLYPHS);
	struct glyphs *leader = &item->as.glyphs;
	*leader = *dot;
	leader->x = left + dot->x;
	leader->y = y;
	leader->count = count;
	leader->is_artifact = true;
	leader->at = arena_array(c->f->arena, struct glyph, count);
	struct buf text;
	buf_init(&text, c->f->arena, BUF_NO_MAXIMUM);
	for (uint32_t i = 0; i < count; i++) {
		leader->at[i] = dot->at[0];
		leader->at[i].x += (length)i * pitch;
		buf_add(&text, str_cut(dot->text, 0, dot->at[0].bytes));
	}
	leader->text = buf_str(&text);
}

static void add_link(struct contents *c, const struct outline_entry *entry,
		     struct box box)
{
	const struct chapter *chapter = c->f->book->chapters[entry->chapter];
	struct item *link = page_add(&c->page, c->f->arena, ITEM_LINK);
	link->box = box;
	link->as.link.target = entry->block
		? heading_anchor(c->f->arena, chapter, entry->block)
		: chapter_anchor(c->f->arena, entry->chapter);
}

static void add_line(struct contents *c, const struct toc_entry *e, size_t i)
{
	const struct layout *layout = c->f->layout;
	const struct set_line *line = &e->lines.lines[i];
	length em = layout->body_size;
	length left = layout->inner, right = left + area_width(layout);
	length y = grid_baseline(layout, c->line++);
	put_line(&c->page, c->f->arena, line, left + e->x, y);
	add_link(c, e->entry, (struct box){left + e->x, y - em,
		 right - left - e->x, layout->pitch});
	if (i + 1 < e->lines.count)
		return;
	if (!e->is_part)
		add_leader(c, left + e->x + line->width + em / 4,
			   right - c->column - em / 2, y);
	put_line(&c->page, c->f->arena, &e->folio, right - e->folio.width,
		   y);
}

static void set_entry(struct contents *c, size_t number, struct toc_entry *e)
{
	const struct outline_entry *entry =
		&c->request->outline->entries.at[number];
	const struct chapter *chapter = c->f->book->chapters[entry->chapter];
	length em = c->f->layout->body_size;
	e->entry = entry;
	e->is_part = chapter->role == CHAPTER_PART;
	if (!entry->block)
		c->chapter_depth = entry->depth;
	int below = entry->depth - c->chapter_depth;
	/* Chapters in a part stand below it; sections are small, wherever
	 * their chapter stands. */
	e->style = e->is_part ? c->part
		   : entry->block ? c->styles[2]
		   : c->styles[entry->depth > 1];
	e->x = e->style->margin_left + (below > 1 ? (below - 1) * em : 0);
	if (e->x > area_width(c->f->layout) / 2)
		e->x = 0;
	struct line_request request = {
		.text = outline_text(entry->label, entry->title, c->f->arena),
		.style = e->style, .hanging_indent = em, .keeps_words = true,
		.measure = area_width(c->f->layout) - e->x - FOLIO_ROOM * em,
	};
	if (str_is_empty(request.text))
		request.text = wording(WORD_UNTITLED, c->f->setter->lang);
	set_lines(c->f->setter, &request, &e->lines);
	e->folio = set_single(c->f->setter, c->request->labels[number],
			      c->styles[0], false);
}

static void widen_column(struct contents *c)
{
	for (size_t i = 0; i < c->request->outline->entries.count; i++) {
		str label = c->request->labels[i];
		length width = 0;
		/* Figures are half an em wide in every book face. */
		for (size_t at = 0; at < label.len;)
			width += c->f->layout->body_size /
				 (utf8_next(label, &at) < 0x80 ? 2 : 1);
		if (width > c->column)
			c->column = width;
	}
}

static void add_entry(struct contents *c, const struct toc_entry *e,
		      bool is_first)
{
	int most = c->f->layout->lines_per_page;
	int lines = (int)e->lines.count;
	int before = e->is_part && !is_first && c->line > 0 ? 1 : 0;
	/* A part's name is not left alone at the foot. */
	int needed = before + lines + (e->is_part ? 2 : 0);
	if (c->line + needed > most && c->line > 0) {
		close_page(c);
		open_page(c);
		before = 0;
	}
	c->line += before;
	for (size_t i = 0; i < e->lines.count; i++) {
		if (c->line >= most) {
			close_page(c);
			open_page(c);
		}
		add_line(c, e, i);
	}
}

void make_contents(struct folder *f, const struct contents_request *request,
		   struct leaves *out)
{
	struct contents c = {.f = f, .request = request, .out = out};
	find_styles(&c);
	widen_column(&c);
	open_page(&c);
	add_title(&c);
	for (size_t i = 0; i < request->outline->entries.count; i++) {
		struct toc_entry e = {0};
		set_entry(&c, i, &e);
		add_entry(&c, &e, i == 0);
	}
	close_page(&c);
}
