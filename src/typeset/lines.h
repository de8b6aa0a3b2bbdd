/* Shared by the files that make lines, and by no others:
 *
 *   itemize   phrases -> one text, cut into runs of one look
 *   measure   runs -> cells, each with its glyph, width and blanks
 *   custom    the region's custom a run follows, and its face's
 *   letters   ... of the words of alphabets, shaped
 *   words     where the words of alphabets may be parted
 *   syllable  ... and where pinyin may
 *   marks     the glyph and the blanks of one mark, remembered
 *   vertical  what stands upright where lines run down
 *   squeeze   neighbours: adjacent marks, Han-Latin spaces, what is held
 *   ruby      readings over and beside their bases, and room for them
 *   breaks    where the cells may part; sums along the way
 *   cost      how bad a line of some stretch or shrink looks
 *   choose    the cheapest way to part them
 *   title     where a heading of several lines reads well parted
 *   justify   one line opened or closed to its exact width
 *   line      one line's cells -> items for the page
 *   paragraph all of this in order: set_lines and set_single
 *
 * A line is made along x, whichever way it will run on paper. In a vertical
 * book it is turned to the right afterwards (turn.c); what shall stand
 * upright there is marked so.
 *
 * A cell is the least thing a line moves: a Han character with its marks, a
 * letter or ligature of a word, a picture.
 */
#ifndef TYPESET_LINES_H
#define TYPESET_LINES_H

#include "base/hyphenate.h"
#include "book/foreign.h"
#include "typeset/cjk.h"
#include "typeset/inside.h"

enum run_kind { RUN_TEXT, RUN_BREAK, RUN_OBJECT };

/* A stretch of text in one look. */
struct run {
	enum run_kind kind;
	uint32_t start, end;          /* bytes of the text */
	const struct style *style;
	const struct cjk_preset *preset;
	enum font_role role;
	length em;
	length rise;                  /* of the baseline, upward */
	str lang, link;
	struct span span;
	/* The phrase whose line or dots these are; NULL: none. Two names side
	 * by side are two lines, so the phrase and not a flag. */
	const struct phrase *underline, *strike;
	const struct phrase *ruby;
	bool has_dots, is_code;
	bool is_attached;             /* super, sub: not parted from its base */
	struct object *object;
};

/* A thing on the line that is not text of the block. */
struct object {
	struct set_line set;          /* of a note's mark, a label */
	const struct asset *picture;
	const struct note *note;
	length width, height;
};

/* Ruby: a reading over cells [first, last], or zhuyin at the right of one. */
struct ruby {
	struct set_line reading;
	uint32_t first, last;
	length rise;                  /* of its baseline over the base's */
	length excess;                /* the reading juts out, each side */
	length lead, tail;            /* room given to the base for it */
	bool is_beside;
};

enum {
	CELL_HELD = 1,                /* no break before it */
	CELL_FREE = 2,                /* a break before it, in any case */
	CELL_EMERGENCY = 4,           /* a break before it, at need */
	CELL_OPENS = 8,               /* the place after it may be opened */
	CELL_SPACED = 16,             /* its own width is a Han-Latin space */
	CELL_BRIDGED = 32,            /* dash, drawn on to the next */
	CELL_FURTHER = 64,            /* further glyph of the cluster before */
	CELL_AIRY = 128,              /* its lead stays: Latin before it */
	CELL_SEAM = 256,              /* a break before it, inside a name */
	CELL_HYPHENATED = 512,        /* a break before it, with a hyphen */
	CELL_GUESSED = 1024,          /* ... if the language is what it looks */
};

struct cell {
	uint32_t at;                  /* in the text */
	length width;                 /* of its box, without `space` */
	length shift;                 /* of the glyph in the box */
	uint16_t bytes, run;
	uint16_t glyph;
	uint16_t lead, tail;          /* blanks of a mark not yet taken away */
	uint16_t space;               /* Han-Latin space after it */
	int16_t lift;                 /* of the glyph, by the shaper */
	uint8_t face, class;
	uint16_t flags;
	uint8_t turn;                 /* how its glyph lies on the line */
};
_Static_assert(sizeof(struct cell) <= 32, "a cell a character: keep it small");

/* Two Han and nothing special between them: most places of a book. */
static inline bool is_plain_pair(const struct cell *a, const struct cell *b)
{
	return a->class == CJK_HAN && b->class == CJK_HAN &&
	       !(b->flags & ~CELL_OPENS);
}

/* One text on its way to lines; lives in the scratch arena. */
struct paragraph {
	struct setter *setter;
	const struct line_request *request;
	str text;
	LIST(struct run) runs;
	LIST(struct cell) cells;
	LIST(struct ruby) rubies;
};

/* paragraph.c: text to cells, ready to be parted. */
void prepare_paragraph(struct paragraph *p, struct setter *s,
		       const struct line_request *request);

/* itemize.c */
void itemize_text(struct paragraph *p);
enum font_role role_of_style(const struct style *style);

/* custom.c */
struct known_customs {
	struct cjk_preset presets[CJK_REGION_COUNT];
	bool is_made, is_cornered[FONT_ROLE_COUNT];
};
const struct cjk_preset *custom_of(struct setter *s, str lang,
				   enum font_role role);
/* marks.c: where they are kept for a chapter. */
struct known_customs *customs_of(struct setter *s);

/* measure.c */
void measure_cells(struct paragraph *p);

/* words.c: what is known of the text around a word. */
struct word_memory {
	size_t address_end;           /* of one shaped in pieces, or 0 */
	struct foreign_run foreign;   /* read last */
};
/* Marks where the shaped word of cells [first, ...) may be parted. */
void part_words(struct paragraph *p, const struct run *run, uint32_t first,
		struct word_memory *memory);

/* syllable.c: takes away the points of a word that is pinyin, by its letters,
 * but for those between two of its syllables. Plain letters only. */
void keep_between_syllables(str word, bool *points);

/* marks.c: the glyph of a mark and its place in its box, in 1/1000 em. */
struct mark_box {
	uint16_t glyph;
	uint8_t face;
	int width, shift, lead, tail;
	int white;                    /* between the inks of two in a row */
	bool lies;                    /* has no upright form */
};
const struct mark_box *measure_mark(struct paragraph *p, const struct run *run,
				uint32_t c, enum cjk_class class);
/* The same for a line that runs down, where the mark stands upright. */
const struct mark_box *measure_upright_mark(struct paragraph *p,
				const struct run *run, uint32_t c,
				enum cjk_class class);
/* "——" as one glyph of two ems, if the face has it; else width is 0. */
const struct mark_box *measure_dash_pair(struct paragraph *p,
				     const struct run *run);
/* The face for a character; reports one that no face has, once. */
int face_for(struct paragraph *p, const struct run *run, uint32_t c);
/* The same; a private-use character that no face has becomes 〓. */
int face_or_stand_in(struct paragraph *p, const struct run *run, uint32_t *c);

/* squeeze.c */
void squeeze_cells(struct paragraph *p);
/* Room behind what stands in a field that is wider. */
void fill_field(struct paragraph *p);

/* ruby.c: the base's cells are those from `first` on. */
void add_readings(struct paragraph *p, const struct phrase *phrase,
		  uint32_t first);
/* Bases are opened where readings would stick out too far or touch. */
void widen_bases(struct paragraph *p);
/* The ruby whose base holds cell i, or NULL. */
const struct ruby *ruby_at(const struct paragraph *p, uint32_t i);

/* What a line can give, in the order in which it gives it. */
enum shrink {
	SHRINK_NONE = -1,
	SHRINK_WORD, SHRINK_DOT, SHRINK_BRACKET, SHRINK_PAUSE, SHRINK_SPACE,
	SHRINK_STOP, SHRINK_COUNT
};
/* Sums along the cells; a line's own are a difference of two. */
struct capacity {
	int64_t width;
	int64_t give;                 /* when squeezed, in all */
	int64_t grow;                 /* of word and Han-Latin spaces */
	uint32_t gaps;                /* places justification may open */
	uint32_t han, letters;
	uint32_t row;                 /* of the search's shrinks: `give` */
};
/* What a line gives, class by class. Few cells give anything, and fewer lines
 * ask; so a search keeps these sums apart, a row for each change. */
struct shrinks {
	int64_t of[SHRINK_COUNT];
};

/* breaks.c */
enum break_kind { BREAK_NONE, BREAK_SOFT, BREAK_FORCED };
/* The break before cell i; i may be the cell count. */
enum break_kind break_before(const struct paragraph *p, uint32_t i,
			     int *penalty);
/* Allows breaks, at a price, inside what is wider than `most`: between the
 * letters of words, or anywhere. Returns the width of the widest, or 0. */
int64_t find_emergencies(struct paragraph *p, length most, bool anywhere);
/* A blank that goes when it stands at the edge of a line. */
static inline bool is_droppable(const struct cell *cell)
{
	return cjk_is(cell->class, CJK_BLANK_BITS | CJK_BIT(CJK_BREAK));
}
/* Adds what lies between cells i - 1 and i; then what cell i is. */
void add_boundary(const struct paragraph *p, uint32_t i,
		  struct capacity *sum, struct shrinks *shrinks);
static inline void add_inside(const struct paragraph *p, uint32_t i,
			      struct capacity *sum)
{
	const uint32_t letters = CJK_BIT(CJK_LETTER) | CJK_BIT(CJK_DIGIT);
	const struct cell *cell = &p->cells.at[i];
	sum->width += cell->width;
	sum->han += cell->class == CJK_HAN;
	sum->letters += cjk_is(cell->class, letters);
}
/* A mark at the end of a line: without its blank, with it, or outside. */
enum line_close { CLOSE_HALF, CLOSE_FULL, CLOSE_HANGING };
/* May the cell stand beyond the end of its line? */
bool may_hang(const struct paragraph *p, uint32_t i);
/* The hyphen of a line that ends before cell i; 0: none. */
length hyphen_width(const struct paragraph *p, uint32_t i);
/* What a cell loses at the start and at the end of a line; negative when it
 * needs more room there (ruby). */
length trim_at_start(const struct paragraph *p, uint32_t i);
length trim_at_end(const struct paragraph *p, uint32_t i,
		   enum line_close close);

/* choose.c */
struct chosen_line {
	uint32_t first, end;          /* cells; blanks at the edges left out */
	bool is_last;                 /* of the text, or forced */
	enum line_close close;
	bool is_overfull;
};
struct choice {
	struct chosen_line *lines;
	size_t count;
	int64_t demerits;
	bool may_grow;                /* there may be a way with a line more */
};
void choose_lines(struct paragraph *p, struct choice *out);
/* The same in a line less and in a line more than `count`, if no gap shows by
 * it; else without lines. */
void choose_counts(struct paragraph *p, size_t count, struct choice *fewer,
		   struct choice *more);
/* The same, with lines beginning only where starts[cell] says so: what a
 * given set of lines costs. */
void choose_among(struct paragraph *p, const bool *starts,
		  struct choice *out);
length measure_of_line(const struct paragraph *p, bool is_first);

/* cost.c: badness in tenths, demerits in hundredths of LINEBREAKING's. */
enum fitness { FIT_SQUEEZED, FIT_EVEN, FIT_STRETCHED, FIT_COUNT };
struct cost {
	int64_t badness;
	enum fitness fitness;
};
#define COST_IMPOSSIBLE INT64_MAX
/* A line of Latin alone that cannot be opened: less than a word torn, and
 * than a longer line with some Han that opens far. */
#define ADDRESS_BADNESS 20000
#define ADDRESS_LETTERS 8
/* A line wider than wanted by `excess`. */
struct cost cost_of_squeeze(const struct shrinks *line, int64_t excess,
			    length em);
/* A line that needs so much more. tolerance: widest gap, 1/1000 em. */
struct cost cost_of_opening(const struct capacity *line, int64_t need,
			    length em, int tolerance);
/* Is a line without any gap to open bearable? */
bool bears_no_gap(int tolerance);
int64_t demerits_of(int64_t badness, int64_t penalty);
/* The least demerits of a line beyond a tolerance. */
int64_t demerits_beyond(int tolerance);

/* justify.c: the edges trimmed, then opened or closed to `wanted`; the
 * cells are changed in place. Returns the width reached; *gap as in struct
 * set_line. */
length justify_line(struct paragraph *p, const struct chosen_line *line,
		    length wanted, int *gap);

/* line.c */
void compose_line(struct paragraph *p, const struct chosen_line *line,
		  length x, struct set_line *out);

#endif
