/* What the files that put a book together share: cover, title page,
 * colophon, contents, furniture, and the join; no other room includes it.
 */
#ifndef TYPESET_JOIN_H
#define TYPESET_JOIN_H

#include "book/outline.h"
#include "typeset/galley.h"

struct folder {
	struct setter *setter;        /* its arena is the book's */
	const struct book *book;
	const struct layout *layout;
	str size_name;
	struct arena *arena;
};

/* A list of pages, made as rectos. */
struct leaves {
	LIST(struct page) list;
};

/* typeset.c: a heading on its chapter's pages; NULL: nothing was set. */
const struct set_heading *set_chapter_heading(const struct set_chapter *set,
				       const struct block *block);

/* join.c: the name of the anchor at a chapter's first page; parts have no
 * file to be called by. */
str chapter_anchor(struct arena *a, size_t chapter);

/* front.c */
void make_cover(struct folder *f, struct page *page,
		const struct asset **picture);
void make_title_page(struct folder *f, struct page *page);
void make_part_page(struct setter *s, const struct chapter *part,
		    struct page *page, struct arena *a);

/* slip.c: a cover with its title on a slip; false where it has no room. */
bool make_slip_cover(struct folder *f, struct page *page, str imprint);

/* endnotes.c: the notes of all chapters as one more chapter of the book,
 * where the layout says so. The book's and the sets' lists are new ones. */
bool add_endnotes(struct setter *s, struct book *book,
		  struct set_chapter **sets);

/* colophon.c. Numbers do not change how many pages there are. */
struct colophon_numbers {
	uint32_t pages, characters;
};
void make_colophon(struct folder *f, const struct colophon_numbers *numbers,
		   struct leaves *out);

/* contents.c. Labels, one an entry, are set but never move a line. */
struct contents_request {
	const struct outline *outline;
	const str *labels;
};
void make_contents(struct folder *f, const struct contents_request *request,
		   struct leaves *out);

/* turn.c */
void turn_page(struct page *page);

/* furniture.c */
enum page_side { SIDE_RECTO, SIDE_VERSO };
/* A page made as a recto comes to its side. */
void furniture_shift(struct page *page, const struct layout *layout,
		     enum page_side side, uint32_t pictures);
/* What stands in the margins of a chapter's pages: a line for each place and
 * box, set once where no page has its own. */
struct margin_line {
	const struct style *style;
	struct page_content content;
	struct set_line line;
	bool is_set, varies;
};
struct margins {
	str title, part, chapter;
	struct setter upright;        /* of lines that run down beside the text */
	struct layout upright_layout;
	const struct style *pages[2][2];      /* by is_left, is_first */
	struct margin_line lines[2][2][MARGIN_BOX_COUNT];
};
struct page_stamp {
	enum page_side side;
	bool is_first;
	str label;                    /* the page's own */
	const struct block *section;  /* that it begins, or goes on with */
	uint32_t number, pages;       /* in its sequence, and of this */
};
void margins_start(struct folder *f, struct margins *m);
/* On to the next chapter. */
void margins_turn(struct margins *m, str part, str chapter);
void margins_stamp(struct folder *f, struct margins *m, struct page *page,
		   const struct page_stamp *stamp);
/* sides.c: the boxes from BOX_LEFT_TOP on, where lines run across. */
void sides_start(struct folder *f, struct margins *m);
/* How long a text may be. */
int64_t side_share(const struct folder *f, const struct margin_line *lines,
		   enum margin_box box);
void put_side(struct folder *f, struct page *page,
	      const struct margin_line *line, enum margin_box box,
	      enum page_side side);
/* A page's number as its folio shows it; `own`: what it is called. */
str folio_text(struct folder *f, uint32_t number, str own);

/* numbers.c */
struct digits {
	struct set_line at[10];
};
void digits_start(struct folder *f, struct digits *digits);
/* The numbers of a chapter's paragraphs on its pages, from `first` on. */
void stamp_numbers(struct folder *f, const struct digits *digits,
		   const struct set_chapter *set, uint32_t first,
		   struct pages *pages);

#endif
