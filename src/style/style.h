/* styles/book.css (and print.css) -> a computed style for each block and
 * phrase. The declared subset: type, class and one descendant level in
 * selectors; the properties of property.c; @page with its margin boxes.
 *
 * Unknown in book.css: one warning "ignored in print" with its place;
 * unknown in print.css: an error. Who may include: typeset, build.c.
 * Equal styles are the same pointer.
 */
#ifndef STYLE_STYLE_H
#define STYLE_STYLE_H

#include "base/length.h"
#include "book/book.h"

enum style_family { FAMILY_SERIF, FAMILY_SANS, FAMILY_CURSIVE, FAMILY_MONO };
enum style_align { STYLE_JUSTIFY, STYLE_START, STYLE_CENTRE, STYLE_END };

/* Lengths are resolved to 1/1000 pt with the block's own font size. */
struct style {
	enum style_family family;
	bool is_bold, is_italic;
	length size;
	length indent;                /* text-indent */
	length margin_left, margin_right;
	/* Vertical spaces and slots in body lines x 1000 (1500: 1.5 lines), so
	 * that every block fills whole lines of the grid. */
	int lines_before, lines_after;
	int slot_lines;               /* heading: height incl. spaces; 0: none */
	enum style_align align;
	uint16_t grey;                /* 0 black ... 1000 white */
	bool keeps_with_next;         /* break-after: avoid */
	bool keeps_together;          /* break-inside: avoid */
	bool breaks_before;           /* break-before: page */
	bool has_frame;               /* border: any */
	bool is_run_in;               /* display: run-in */
	bool has_dots;                /* text-emphasis: dots */
	bool has_underline, has_strike;
	bool is_wavy;                 /* of both: text-decoration-style */
	int raise;                    /* from the line's baseline, 1/1000 of the
				       * own size, up positive */
	int letter_spacing;           /* 1/1000 em */
	bool keeps_spaces;            /* white-space: pre */
	/* Of a page: rules between margins and text, and how far they keep
	 * from the text. Of a margin box: how far its text keeps from that. */
	length padding_top, padding_bottom;
	length rule_top, rule_bottom;
	/* Of a page: a frame around its text, rules between its lines. */
	length page_frame, line_rule;
	uint16_t content;             /* of a margin box; page_content */
	/* Private: which left sides of "left right" selectors this or an
	 * element around it matches. */
	uint64_t ancestors;
};

struct stylesheet;

struct style_file {
	str path, text;
	bool is_print_only;           /* print.css rules */
};

/* Size and leading of the type area (manifest print:): the root style. */
struct style_grid {
	length body_size, pitch;
	/* Of a line, and lines of a page: what blocks are held to. 0: not
	 * known. */
	length measure;
	int lines;
};

/* Always a stylesheet; what was wrong stands in d. */
struct stylesheet *style_load(const struct style_file *files, size_t count,
			      struct style_grid grid, struct arena *a,
			      struct diag *d);
const struct style *style_root(const struct stylesheet *sheet);
/* parent: the style of what stands around it. Thread safe and without locks;
 * what does not fit the shared tables any more is computed into `a`. Besides
 * block->class, the class names "centre" and "end" (what the source asked
 * for), "continue" (block->is_continued) and "run-in" can be matched. */
const struct style *style_of_block(const struct stylesheet *sheet,
				   const struct style *parent,
				   const struct block *block,
				   struct arena *a);
const struct style *style_of_phrase(const struct stylesheet *sheet,
				    const struct style *parent,
				    const struct phrase *phrase,
				    struct arena *a);
/* Things the model has no block for: "h1" of a chapter, "toc", "note",
 * "title-page h1" ... by element and class. */
const struct style *style_of_name(const struct stylesheet *sheet,
				  const struct style *parent, str element,
				  str class, struct arena *a);
/* @page: what stands in the margins of a page, and the rules along them. */
enum margin_box {
	BOX_TOP_LEFT_CORNER, BOX_TOP_LEFT, BOX_TOP_CENTER, BOX_TOP_RIGHT,
	BOX_TOP_RIGHT_CORNER, BOX_BOTTOM_LEFT_CORNER, BOX_BOTTOM_LEFT,
	BOX_BOTTOM_CENTER, BOX_BOTTOM_RIGHT, BOX_BOTTOM_RIGHT_CORNER,
	BOX_LEFT_TOP, BOX_LEFT_MIDDLE, BOX_LEFT_BOTTOM,
	BOX_RIGHT_TOP, BOX_RIGHT_MIDDLE, BOX_RIGHT_BOTTOM,
	MARGIN_BOX_COUNT
};
enum content_kind {
	CONTENT_TEXT, CONTENT_PAGE, CONTENT_PAGES, CONTENT_TITLE, CONTENT_PART,
	CONTENT_CHAPTER, CONTENT_SECTION,
};
enum counter_style {
	COUNTER_OWN,                  /* as the page is called: 12, iv */
	COUNTER_DECIMAL, COUNTER_LOWER_ROMAN,
	COUNTER_CJK_DECIMAL,          /* 一二三 */
	COUNTER_CJK_IDEOGRAPHIC,      /* 一百二十三 */
};
struct content_part {
	enum content_kind kind;
	enum counter_style counter;
	str text;
};
struct page_content {
	const struct content_part *parts;
	size_t count;                 /* 0: the box is not there */
};
/* Which rules hold: @page, @page :left or :right, and :first too, on the
 * page that a chapter opens on. */
struct page_place {
	bool is_left, is_first;
};
const struct style *style_of_page(const struct stylesheet *sheet,
				  struct page_place place, struct arena *a);
const struct style *style_of_margin(const struct stylesheet *sheet,
				    struct page_place place,
				    enum margin_box box, struct arena *a);
struct page_content style_content(const struct stylesheet *sheet,
				  const struct style *margin);
/* Each element and class the sheets name, with what it comes to. */
void style_dump(const struct stylesheet *sheet, struct buf *out);

#endif
