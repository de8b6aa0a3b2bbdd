/* Book + style + faces -> pages and page marks: the whole of layout.
 *
 * Work is by chapter: typeset_chapter runs on any thread and never looks at
 * another chapter or at an absolute page number. typeset_join then puts the
 * chapters in order, sets cover, title page, colophon, contents and part
 * pages, and stamps folios and running heads.
 *
 * Who may include: build.c. No third-party header is seen in this room.
 */
#ifndef TYPESET_TYPESET_H
#define TYPESET_TYPESET_H

#include "base/hyphenate.h"
#include "book/book.h"
#include "font/font.h"
#include "page/page.h"
#include "style/style.h"
#include "typeset/cjk.h"

/* Where notes stand on paper. */
enum note_place { NOTES_ON_PAGE, NOTES_AFTER_CHAPTER, NOTES_AFTER_BOOK };

/* Type area and paper; the fields of the manifest's print:. A vertical book
 * is set like any other on paper that lies on its side, lines across it, and
 * each finished page is turned upright: so its width here is its height on
 * paper, inner is the head, outer the foot, head the spine and foot the fore
 * edge. Characters are then turned back, but for Latin words. */
struct layout {
	bool is_vertical;
	length page_width, page_height;
	length body_size, pitch;
	int characters_per_line, lines_per_page;
	length inner, outer, head, foot;
	bool opens_right;
	enum note_place notes;
	str lang;
	/* Wishes for the lines; zero is the custom of the text's region. */
	enum cjk_level level;
	enum punct_style punct_style;
	bool hangs;
};

struct typeset_request {
	const struct book *book;
	const struct stylesheet *styles;
	const struct faces *faces;
	const struct layout *layout;
	struct hyphenator *hyphenator; /* NULL: words are not parted */
	str size_name;                /* "A5", for the colophon */
};

/* A heading on a page of its chapter. */
struct set_heading {
	const struct block *block;    /* NULL: the chapter's own title */
	uint32_t page;                /* from 0 within the chapter */
	length y;
};

/* A paragraph that has a number to be called by, where it begins. */
struct set_number {
	uint32_t number, page;
	length y;                     /* baseline of its first line */
};

/* One chapter set into pages: items complete but for folio and head. */
struct set_chapter {
	LIST(struct page) pages;
	LIST(struct position) starts; /* first character of each page */
	LIST(struct set_heading) headings;
	LIST(struct set_number) numbers;      /* in order; none when off */
	LIST(struct anchor) anchors;  /* names "FILE#id"; page within chapter */
	LIST(struct page_picture) pictures; /* indexes count within chapter */
	uint32_t line_count, loose_line_count;
};

/* Missing characters and overfull lines are reported into chapter->diag.
 * false after an error. */
bool typeset_chapter(const struct typeset_request *request,
		     const struct chapter *chapter, struct set_chapter *out);

struct print {
	struct pages pages;
	struct page_marks *marks;     /* one a chapter, in book order */
	uint32_t *first_page;         /* of each chapter: index into pages */
	/* printed label of the page each outline entry stands on */
	size_t sheet_count;
};

/* sets: one a chapter, in book order; their items are taken over. */
bool typeset_join(const struct typeset_request *request,
		  struct set_chapter *sets, struct arena *a, struct diag *d,
		  struct print *out);
/* The printed page label where a heading stands (NULL: the chapter). */
str print_label(const struct print *print, const struct set_chapter *sets,
		size_t chapter, const struct block *heading);

#endif
