/* Finished pages: what ink goes where. Nothing here knows of chapters,
 * styles or files. All coordinates are in 1/1000 pt from the top left
 * corner of the page, y downward; a glyph run's y is its baseline.
 *
 * Who may include: typeset (makes), impose and pdf (use), font_... never.
 * Who owns: the arena that the pages were appended from.
 */
#ifndef PAGE_PAGE_H
#define PAGE_PAGE_H

#include "base/arena.h"
#include "base/length.h"
#include "base/list.h"

/* The em box reaches from 0.88 above the baseline to 0.12 below it, so its
 * middle stands at 0.38: in lines that run down, the middle of what stands
 * upright and of what is turned. */
#define EM_ASCENT 880
#define EM_MIDDLE 380

struct box {
	length x, y, width, height;
};

/* 8 bytes a glyph. x is from the run's start along its line; bytes is how much of the run's
 * text this glyph stands for: a ligature's whole cluster, 0 for the further
 * glyphs of a cluster. */
struct glyph {
	length x;
	uint16_t id;
	uint16_t bytes;
};

/* How a run lies on the page. All but the first two stand on a baseline that
 * runs down, letters' heads to the right; x is that baseline, y the start. */
enum glyph_turn {
	GLYPHS_ACROSS,        /* to the right */
	GLYPHS_RISING,        /* upward, heads to the left: a turned table */
	GLYPHS_TURNED,        /* each lies as the line does */
	GLYPHS_STACKED,       /* each stands upright, in an em of its own */
	GLYPHS_COMBINED,      /* all side by side in one em, made narrow */
};

enum item_kind { ITEM_GLYPHS, ITEM_RULE, ITEM_IMAGE, ITEM_LINK };

struct glyphs {
	uint16_t face;        /* index into the run's struct faces */
	uint16_t grey;        /* 0 black ... 1000 white */
	length size;
	length x, y;          /* start; baseline */
	struct glyph *at;
	uint32_t count;
	enum glyph_turn turn;
	str text;             /* the source text of all glyphs, in order */
	bool is_artifact;     /* folio, running head, leader: not book text */
};

struct picture;               /* a decoded or clean image, see pdf room */

struct item {
	enum item_kind kind;
	struct box box;       /* ink or frame; for ITEM_GLYPHS may be zero */
	union {
		struct glyphs glyphs;
		/* The box filled, or a wave that fills its height. */
		struct { uint16_t grey; bool is_wavy; } rule;
		/* Index into pages->pictures; rising: its head to the left. */
		struct { uint32_t picture; bool is_rising; } image;
		struct { str target; } link;  /* "https://…" or an anchor's name */
	} as;
};

struct page {
	length width, height;
	str label;            /* folio as a reader would say it: "12", "iv" */
	LIST(struct item) items;
	bool is_blank;        /* padding: no head, no folio */
};

struct anchor {
	str name;
	uint32_t page;        /* index */
	length y;
};

struct bookmark {
	str title;
	int depth;            /* 1 is outermost */
	uint32_t page;
	length y;
};

struct page_picture {
	str bytes, media_type;
	uint32_t width, height;
};

struct document_info {
	str title, author, subject, lang;
	str date;             /* YYYY-MM-DD or empty */
};

struct pages {
	LIST(struct page) list;
	LIST(struct anchor) anchors;
	LIST(struct bookmark) bookmarks;
	LIST(struct page_picture) pictures;
	struct document_info info;
	bool binds_right;     /* vertical books */
};

struct item *page_add(struct page *page, struct arena *a, enum item_kind kind);
/* All glyph text of a page in item order, artifacts left out, one line per
 * run at a new baseline. */
str page_text(const struct page *page, struct arena *a);

struct buf;
void page_dump(const struct page *page, struct buf *out);
void pages_dump(const struct pages *pages, struct buf *out);

#endif
