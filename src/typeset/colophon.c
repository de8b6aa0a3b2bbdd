/* The page on the back of the title page (GB/T 12450's order, without what
 * only a published book has): what this book is, how it was made, in which
 * faces, and where each document comes from. No number is invented.
 */
#include "typeset/join.h"

#include "book/contributor.h"
#include "book/numeral.h"
#include "book/wording.h"

#include "base/banned.h"

#define LINE_PITCH 1600               /* of the size, in thousandths */
#define LABEL_EMS 5
#define RULE_THICK 350
#define LICENCE_LONGEST 40

struct colophon {
	struct folder *f;
	struct leaves *out;
	struct page page;
	const struct style *style, *bold;
	length y, foot;
	bool is_empty;
};

static void open_page(struct colophon *c)
{
	c->page = area_page(c->f->layout);
	c->y = c->f->layout->head;
	c->is_empty = true;
}

static void close_page(struct colophon *c)
{
	if (!c->is_empty)
		list_push(c->f->arena, &c->out->list, c->page);
}

/* A record that leaves room stands at the foot of its page. */
static void sink_page(struct colophon *c)
{
	length last = c->y - length_scale(c->style->size, LINE_PITCH - 880,
					  1000);
	if (c->out->list.count > 0 || last >= c->foot)
		return;
	for (size_t i = 0; i < c->page.items.count; i++) {
		struct item *item = &c->page.items.at[i];
		item->box.y += c->foot - last;
		if (item->kind == ITEM_GLYPHS)
			item->as.glyphs.y += c->foot - last;
	}
}

static void add_request(struct colophon *c, const struct line_request *request)
{
	struct set_paragraph lines = {0};
	set_lines(c->f->setter, request, &lines);
	for (size_t i = 0; i < lines.count; i++) {
		if (c->y + c->style->size > c->foot && !c->is_empty) {
			close_page(c);
			open_page(c);
		}
		put_line(&c->page, c->f->arena, &lines.lines[i],
			   c->f->layout->inner,
			   c->y + length_scale(request->style->size, 880,
					       1000));
		c->y += length_scale(request->style->size, LINE_PITCH, 1000);
		c->is_empty = false;
	}
}

static length label_column(const struct colophon *c)
{
	length width = LABEL_EMS * c->style->size;
	return lang_is_chinese(c->f->setter->lang) ? width : width * 8 / 5;
}

/* A row: the label in a column of its own. */
static void add_row(struct colophon *c, enum wording word, str text)
{
	if (str_is_empty(text))
		return;
	struct line_request request = {
		.text = text, .style = c->style,
		.label = wording(word, c->f->setter->lang),
		.label_width = label_column(c),
		.hanging_indent = label_column(c),
		.measure = area_width(c->f->layout),
	};
	add_request(c, &request);
}

static void add_words(struct colophon *c, str text, const struct style *style,
		      length indent)
{
	struct line_request request = {
		.text = text, .style = style, .hanging_indent = indent,
		.measure = area_width(c->f->layout),
	};
	if (!str_is_empty(text))
		add_request(c, &request);
}

static void add_rule(struct colophon *c)
{
	length air = c->style->size * 2 / 3;
	c->y += air;
	put_rule(&c->page, c->f->arena,
		   (struct box){c->f->layout->inner, c->y,
				area_width(c->f->layout), RULE_THICK}, 0);
	c->y += air + RULE_THICK;
}

static str one_line(struct folder *f, str text)
{
	struct buf out;
	buf_init(&out, f->arena, BUF_NO_MAXIMUM);
	str line;
	while (str_next_line(&text, &line)) {
		if (out.len)
			buf_add(&out, STR("；"));
		buf_add(&out, line);
	}
	return buf_str(&out);
}

/* "A5　148 mm × 210 mm" */
static str format_words(struct folder *f)
{
	struct buf out;
	buf_init(&out, f->arena, BUF_NO_MAXIMUM);
	if (!str_is_empty(f->size_name))
		buf_format(&out, "%.*s　", STR_ARG(f->size_name));
	struct page page = area_page(f->layout);
	if (f->layout->is_vertical)
		turn_page(&page);
	const length sides[] = {page.width, page.height};
	for (int i = 0; i < 2; i++) {
		int64_t mm = ((int64_t)sides[i] * 254 + 360000) / 720000;
		buf_format(&out, "%s%lld mm", i ? " × " : "", (long long)mm);
	}
	return buf_str(&out);
}

/* 开数: how many leaves a printer's sheet gives, by the page's width. */
static int leaves_of_sheet(const struct layout *layout)
{
	length width = layout->is_vertical ? layout->page_height
					   : layout->page_width;
	if (width <= LENGTH_MM(110))
		return 64;
	if (width <= LENGTH_MM(152))
		return 32;
	return width <= LENGTH_MM(220) ? 16 : 8;
}

static str sheet_words(struct folder *f, uint32_t pages)
{
	struct buf out;
	buf_init(&out, f->arena, BUF_NO_MAXIMUM);
	buf_add_thousandths(&out, (int64_t)pages * 1000 /
			    leaves_of_sheet(f->layout), 3);
	return buf_str(&out);
}

/* What a font's file says of its licence, by the name people know. */
static str licence_name(str licence)
{
	static const struct { str sign, name; } names[] = {
		{STR_INIT("Open Font License"), STR_INIT("SIL OFL 1.1")},
		{STR_INIT("OFL"), STR_INIT("SIL OFL 1.1")},
		{STR_INIT("Apache"), STR_INIT("Apache 2.0")},
		{STR_INIT("Ubuntu Font Licence"), STR_INIT("UFL 1.0")},
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_contains(licence, names[i].sign))
			return names[i].name;
	return licence.len <= LICENCE_LONGEST ? licence : STR_NONE;
}

/* Each family once, with what its file says of its licence. */
static void add_fonts(struct colophon *c)
{
	const struct faces *faces = c->f->setter->faces;
	struct buf out;
	buf_init(&out, c->f->arena, BUF_NO_MAXIMUM);
	for (size_t i = 0; i < faces->count && i < FONT_ROLE_COUNT; i++) {
		if (!faces->at[i])
			continue;
		str family = font_family(faces->at[i]);
		if (str_is_empty(family) ||
		    str_contains(buf_str(&out), family))
			continue;
		str licence = licence_name(font_licence(faces->at[i]));
		if (out.len)
			buf_add_byte(&out, '\n');
		buf_add(&out, family);
		if (!str_is_empty(licence))
			buf_format(&out, "（%.*s）", STR_ARG(licence));
	}
	str rest = buf_str(&out), line;
	bool is_first = true;
	while (str_next_line(&rest, &line)) {
		struct line_request request = {
			.text = line, .style = c->style,
			.label = is_first ? wording(WORD_FONTS,
						    c->f->setter->lang)
					  : STR(" "),
			.label_width = label_column(c),
			.hanging_indent = label_column(c),
			.measure = area_width(c->f->layout),
		};
		add_request(c, &request);
		is_first = false;
	}
}

static void add_source(struct colophon *c, const struct chapter *chapter)
{
	const str parts[] = {chapter->author, chapter->source, chapter->date};
	struct buf out;
	buf_init(&out, c->f->arena, BUF_NO_MAXIMUM);
	str title = chapter->title;
	if (str_is_empty(title))
		title = wording(WORD_UNTITLED, c->f->setter->lang);
	buf_add(&out, outline_text(chapter->label, title, c->f->arena));
	size_t bare = out.len;
	for (int i = 0; i < 3; i++) {
		if (str_is_empty(parts[i]) ||
		    (i > 0 && str_equal(parts[i], parts[i - 1])))
			continue;
		buf_add(&out, out.len == bare ? STR("：") : STR("，"));
		buf_add(&out, parts[i]);
	}
	if (out.len == bare)
		return;
	add_words(c, buf_str(&out), c->style, 2 * c->style->size);
}

static bool has_sources(const struct book *book)
{
	for (size_t i = 0; i < book->chapter_count; i++) {
		const struct chapter *chapter = book->chapters[i];
		if (!str_is_empty(chapter->author) ||
		    !str_is_empty(chapter->source))
			return true;
	}
	return false;
}

static void add_sources(struct colophon *c)
{
	if (!has_sources(c->f->book))
		return;
	add_rule(c);
	add_words(c, wording(WORD_SOURCES, c->f->setter->lang), c->bold, 0);
	for (size_t i = 0; i < c->f->book->chapter_count; i++)
		add_source(c, c->f->book->chapters[i]);
}

/* 2026-05-04 is 二〇二六年五月四日 where lines run down. */
static str date_words(struct folder *f, str date)
{
	int year, month, day;
	if (!f->layout->is_vertical || !str_has_form(date, "0000-00-00") ||
	    !str_to_int(str_cut(date, 0, 4), &year) ||
	    !str_to_int(str_cut(date, 5, 7), &month) ||
	    !str_to_int(str_cut(date, 8, 10), &day))
		return date;
	return arena_format(f->arena, "%.*s年%.*s月%.*s日",
			    STR_ARG(chinese_digits(year, f->arena)),
			    STR_ARG(chinese_numeral(month, f->arena)),
			    STR_ARG(chinese_numeral(day, f->arena)));
}

static str count_words(struct folder *f, uint32_t count)
{
	return f->layout->is_vertical && count < 100000
		       ? chinese_numeral((int)count, f->arena)
		       : arena_format(f->arena, "%u", count);
}

static void add_record(struct colophon *c,
		       const struct colophon_numbers *numbers)
{
	struct folder *f = c->f;
	const struct meta *meta = &f->book->meta;
	add_row(c, WORD_TITLE_FIELD, meta->title);
	for (int i = 0; i < CONTRIBUTOR_ROLES; i++) {
		enum wording label;
		str names = contributor_names(meta, i, &label, f->arena);
		add_row(c, label, names);
	}
	add_row(c, WORD_PUBLISHER, meta->publisher);
	add_row(c, WORD_EDITION, date_words(f, meta->date));
	add_row(c, WORD_FORMAT, format_words(f));
	add_row(c, WORD_SHEETS, sheet_words(f, numbers->pages));
	add_row(c, WORD_CHARACTERS, wording_character_count(
		numbers->characters, f->setter->lang, f->arena));
	add_row(c, WORD_PAGES, count_words(f, numbers->pages));
	add_row(c, WORD_IDENTIFIER, meta->identifier);
	add_row(c, WORD_RIGHTS, meta->rights);
}

static void find_styles(struct colophon *c)
{
	struct arena *a = c->f->arena;
	const struct style *plain = style_of_name(
		c->f->setter->styles, style_root(c->f->setter->styles),
		STR("p"), STR("colophon"), a);
	c->style = flush_style(a, plain);
	struct style *bold = (struct style *)flush_style(a, plain);
	bold->is_bold = true;
	c->bold = bold;
}

void make_colophon(struct folder *f, const struct colophon_numbers *numbers,
		   struct leaves *out)
{
	struct colophon c = {.f = f, .out = out};
	find_styles(&c);
	c.foot = grid_baseline(f->layout, f->layout->lines_per_page - 1);
	open_page(&c);
	if (str_is_empty(f->book->meta.publisher))
		add_words(&c, wording(WORD_PRIVATE_STUDY, f->setter->lang),
			  c.bold, 0);
	add_words(&c, one_line(f, f->book->meta.description), c.style, 0);
	if (!c.is_empty)
		add_rule(&c);
	add_record(&c, numbers);
	add_rule(&c);
	add_fonts(&c);
	add_words(&c, wording(WORD_MADE_WITH, f->setter->lang), c.style, 0);
	add_sources(&c);
	sink_page(&c);
	close_page(&c);
}
