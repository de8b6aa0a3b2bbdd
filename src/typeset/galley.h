/* What the page half of the room shares: the galley, one long column of
 * strips, and the pages it is cut into; no other room includes it.
 *
 * Heights are counted in quarters of a body line, so that notes and table
 * rows (three quarters a line) add up exactly; what starts or ends a strip
 * of running text always stands on a whole line of the grid.
 */
#ifndef TYPESET_GALLEY_H
#define TYPESET_GALLEY_H

#include "base/buf.h"
#include "base/utf8.h"
#include "typeset/inside.h"

#define QUARTERS 4                    /* in one line of the grid */
#define BREAK_FORBIDDEN 1000000
/* Boxes within boxes deeper than this are set flush with the last one. */
#define NESTING_DEEPEST 8
/* Lines that may overtake a figure on its way to the next page's head. */
#define FLOAT_MOST 16

enum strip_kind {
	STRIP_BLANK,     /* white: falls away at the head and foot of a page */
	STRIP_LINE,      /* a line of text on the grid */
	STRIP_GROUP,     /* lines, rules and a picture as one whole */
	STRIP_SNAP,      /* up to the next whole line */
};

/* A set line, from the top left of its group. */
struct spot {
	const struct set_line *line;
	length x, y;                  /* baseline */
};

struct group {
	struct spot *spots;
	size_t spot_count;
	struct item *extras;          /* rules and pictures, relative */
	size_t extra_count;
	/* How far it moves up at the head, down at the foot of a page. */
	length slack_head, slack_foot;
};

struct strip {
	enum strip_kind kind;
	int quarters;
	/* Quarters less at the head of a page; below 0: a slice of a row, which
	 * keeps so many from the rules above and below. */
	int top_drop;
	int break_cost;               /* of a page break before it */
	uint32_t note_lines;          /* its notes, set */
	uint32_t note_count;
	uint32_t frame;               /* 1 + index in galley->frames; 0: none */
	bool opens_page;              /* stands at the head of a page only */
	bool is_head;                 /* of a table */
	length x;
	length drop;                  /* of a line larger than the grid's */
	struct position at;
	const struct block *block;
	bool is_first;                /* of its block: anchors stand here */
	bool has_ids;                 /* phrases of the block carry ids */
	const struct note **notes;
	union {
		const struct set_line *line;
		const struct group *group;
	} as;
};

enum frame_kind { FRAME_BOX, FRAME_TABLE };

/* Rules around a run of strips, closed and opened again at a page break. */
struct frame {
	enum frame_kind kind;
	length x, width;
	uint32_t parent;              /* 1 + index; 0: none */
	/* FRAME_TABLE: the head, shown again on a further page, or NULL. */
	const struct group *head;
	int head_quarters;
	length head_drop;             /* to the rule above it */
};

/* A text on its way into strips. */
struct text {
	struct line_request request;
	const struct block *block;
	const struct block *lead;     /* a run-in heading before it, or NULL */
	uint32_t lead_len;            /* bytes of its text */
	length x;
	enum style_align align;
	uint32_t frame;
	int keep_cost;                /* of a page break inside */
	bool has_ids;
};

struct alternative {
	uint32_t first, count;
	int cost;
};

/* Other settings of the strips [first, first + count). */
struct choice {
	uint32_t first, count;
	LIST(struct alternative) others;
	/* A paragraph, for making its lines fewer or more on demand; or a
	 * figure, for making it smaller. */
	const struct text *text;
	const struct figure *figure;
	bool is_page;                 /* a table that has one of its own */
	bool may_grow;                /* the paragraph, to a line more */
	bool is_tried;
};

struct note_line {
	const struct set_line *line;
	length x;
};

struct set_note {
	const struct note *note;
	uint32_t first, count;        /* in galley->note_lines */
	bool is_placed;
};

struct galley {
	struct setter *setter;
	const struct chapter *chapter;
	length measure;
	int capacity;                 /* of a page, in quarters */
	int note_quarters;            /* of a line of a note */
	int note_gap;                 /* quarters between text and notes */
	LIST(struct strip) strips;
	uint32_t strip_count;         /* of the galley; alternatives follow */
	LIST(struct choice) choices;
	LIST(struct frame) frames;
	LIST(struct set_note) notes;
	uint32_t *note_index;         /* by note number: 1 + index in notes */
	uint32_t note_numbers;
	LIST(struct note_line) note_lines;
	/* While it is built: */
	uint32_t lines_owed;          /* of text, still to follow a heading */
	uint32_t lines_wished;        /* the same, if it costs no more */
	bool owes_colon;              /* the last line announces what follows */
	bool is_after_heading;
	bool is_opening;              /* nothing but the opening yet */
	int blank;                    /* quarters of white asked for */
	int white;                    /* quarters the last strip leaves below */
	bool told_coarse;             /* of a picture with few pixels */
	const struct style *plain, *aligned;  /* galley_aligned's last */
};

/* The place of a block between the edges of the type area. */
struct column {
	const struct style *style;    /* of the block around */
	length left, right;           /* insets */
	uint32_t frame;
	int depth;
	/* Breaks after its first strip cost more: 1 + that strip's index. */
	uint32_t kept_from;
	int kept_cost;
	bool is_continued;            /* the next paragraph has no indent */
	str label;                    /* of a list item, for its first text */
	length label_room;            /* that hangs before the text */
};

/* galley.c */
void galley_start(struct galley *g, struct setter *s,
		  const struct chapter *chapter);
void galley_fill(struct galley *g);
/* White before the next strip, in 1/1000 line, rounded to whole lines; the
 * larger of two wishes stands, and what a heading's slot or a table leaves
 * below it counts too. */
void galley_blank(struct galley *g, int thousandths);
/* The white stands here, and not inside the frame that opens next. */
void galley_settle(struct galley *g, const struct column *c);
/* So few lines of code or verse stay on one page; tables up to a third of
 * it do. */
#define KEPT_SHORT 8
#define COST_INSIDE_SHORT 8000
#define COST_INSIDE_KEPT 1500
/* From the next strip on, which white has been settled before. */
void galley_keep(const struct galley *g, struct column *c, int cost);
/* Appends; the break before it costs more when a heading, a colon or a box
 * asks for that. */
void galley_add(struct galley *g, const struct column *c, struct strip strip);
void galley_add_text(struct galley *g, struct column *c,
		     const struct block *block, const struct style *style);

/* All marks of a group's lines, for its strip. */
void galley_gather_notes(struct galley *g, struct strip *strip);

struct text galley_text(struct galley *g, struct column *c,
		    const struct block *block, const struct style *style);
void galley_add_lines(struct galley *g, const struct column *c,
	       const struct text *text, const struct set_paragraph *lines);
void galley_set_text(struct galley *g, const struct column *c,
		     struct text *text);
void galley_add_children(struct galley *g, struct column *c,
		  const struct block *first);

/* column.c */
length column_width(const struct galley *g, const struct column *c);
/* The style, no larger and set in no deeper than half the type area. */
const struct style *galley_style(struct galley *g, const struct style *style);
/* Grid lines that a line of such type takes, and how far below the usual
 * place its baseline then stands. */
void galley_size_line(const struct galley *g, length size, struct strip *strip);
/* Lines the page half places itself: the same style set flush left. */
const struct style *flush_style(struct arena *a, const struct style *style);
/* The style with its lines set so; one for all texts in a row that look
 * alike. */
const struct style *galley_aligned(struct galley *g, const struct style *style,
				   enum style_align align);
length align_offset(enum style_align align, length measure, length width);
/* The column inside a block of this style. */
struct column galley_enter(struct galley *g, const struct column *c,
		    const struct style *style);

/* display.c */
void galley_add_list(struct galley *g, struct column *c,
		     const struct block *list, const struct style *style);
void galley_add_verse(struct galley *g, struct column *c,
		      const struct block *verse, const struct style *style);
void galley_add_code_line(struct galley *g, struct column *c,
		   const struct block *line, const struct style *style);
void galley_add_ornament(struct galley *g, const struct column *c,
		  const struct block *block, const struct style *style);

/* variant.c: the paragraph with a line less and a line more, where its last
 * line lets hope for it. False: nothing was won. */
bool galley_try_variants(struct galley *g, struct choice *choice);
void galley_push_lines(struct galley *g, const struct text *text,
		const struct set_paragraph *lines);

/* heading.c */
/* Where messages about a chapter as a whole point. */
struct span chapter_span(const struct chapter *chapter);
str spread_title(struct arena *a, str title);
void galley_add_opening(struct galley *g, struct column *c);
void galley_add_heading(struct galley *g, struct column *c,
		 const struct block *block);
/* A run-in heading before its paragraph; before nothing when block is lead. */
void galley_add_run_in(struct galley *g, struct column *c,
		       const struct block *lead, const struct block *block);
/* Lines centred by `align` in a slot of at least so many grid lines, which
 * grows until they fit. quarters: its height. */
struct slot {
	int lines;
	enum style_align align;
	length x, width;
};
const struct group *slot_group(struct galley *g, const struct slot *slot,
			       const struct set_paragraph *lines, length size,
			       int *quarters);

/* figure.c */
struct figure;
/* The figure smaller by so many lines; false when that is too small. */
bool shrink_figure(struct galley *g, const struct figure *figure, int lines,
		   struct strip *out);
/* Small pictures that follow one another stand side by side; the last block
 * that was taken is returned. */
const struct block *galley_add_figures(struct galley *g, struct column *c,
				       const struct block *block);

/* table.c */
void galley_add_table(struct galley *g, struct column *c,
	       const struct block *block);

/* notes.c */
void galley_start_notes(struct galley *g);
uint32_t galley_set_notes(struct galley *g, const struct note **notes,
			  size_t count);
/* Appends the note's lines to g->note_lines. */
void galley_set_note(struct galley *g, const struct note *note);
struct set_note *galley_find_note(struct galley *g, const struct note *note);
/* Quarters that so many note lines take, with the gap above them. */
int galley_note_area(const struct galley *g, int lines);

/* endnotes.c: the notes of a chapter as text, below a title. */
void galley_add_notes(struct galley *g, struct column *c,
		      const struct chapter *chapter, str title);

/* paginate.c */
/* The strips of one page in order, alternatives chosen. */
struct cut_page {
	uint32_t *strips;
	size_t count;
	int note_lines;               /* at its foot */
	int64_t cost;                 /* why it is not perfect; 0: it is */
};
struct cut_pages {
	LIST(struct cut_page) list;
	int64_t cost;
};
/* The cheapest cut; makes paragraph variants where pages fail. */
void cut_galley(struct galley *g, struct arena *a, struct cut_pages *out);
/* One run of the dynamic programme, with the alternatives there are. */
void cut_once(struct galley *g, struct arena *a, struct cut_pages *out);
/* Quarters a strip takes on a page that is so full. */
int cut_strip_quarters(const struct galley *g, const struct strip *strip,
		   bool is_top, int used);
/* The price of a page that ends so. */
int64_t cut_foot_cost(const struct galley *g, int ink, int note_lines);
int64_t cut_last_page_cost(const struct galley *g, int ink);

/* pages.c */
void place_pages(struct galley *g, const struct cut_pages *cuts,
		 struct set_chapter *out);

/* ink.c */
/* A copy on the page, moved; its glyphs are still the first one's. */
struct item *put_item(struct page *page, struct arena *a,
		      const struct item *from, length x, length y);
void own_glyphs(struct arena *a, struct glyphs *glyphs);
/* Copies the line and its text, moved by (x, y), to the page. */
void put_line(struct page *page, struct arena *a,
	      const struct set_line *line, length x, length y);
void put_rule(struct page *page, struct arena *a, struct box box,
		uint16_t grey);
void put_frame(struct page *page, struct arena *a, struct box box,
		 length thickness, uint16_t grey);
struct page area_page(const struct layout *layout);
/* Type area: left edge of a recto, baseline of line k from 0. */
length area_width(const struct layout *layout);
length grid_baseline(const struct layout *layout, int line);

/* The name of the anchor at a heading: its id's, or one of our own. */
str heading_anchor(struct arena *a, const struct chapter *chapter,
		   const struct block *heading);

#endif
