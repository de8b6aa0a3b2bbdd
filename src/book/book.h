/* The book as its author means it: chapters of blocks of phrases. Nothing
 * here knows of paper, pages, fonts or files' formats.
 *
 * Who may include: every room from `style` up. Who owns: each chapter lives
 * in its own arena, so chapters can be worked on by different threads.
 *
 * Rules, verified by check.c:
 *  - a block has children or text (phrases), never both;
 *  - text never holds a line feed (PHRASE_BREAK stands for one) or a control
 *    character (tabs may stand in lines of code);
 *  - blocks nest as the comments of enum block_kind say;
 *  - ids are unique within a chapter;
 *  - after pass/number, numbers are 1 ... block_count in reading order and
 *    nothing changes the chapter any more.
 */
#ifndef BOOK_BOOK_H
#define BOOK_BOOK_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/list.h"
#include "book/ledger.h"
#include "book/position.h"

enum block_kind {
	BLOCK_HEADING,    /* text; as.heading */
	BLOCK_PARAGRAPH,  /* text */
	BLOCK_QUOTE,      /* children: a block quotation */
	BLOCK_EXAMPLE,    /* children: a boxed example or aside */
	BLOCK_VERSE,      /* children: BLOCK_LINE; a blank line is an empty one */
	BLOCK_CODE,       /* children: BLOCK_LINE, white space kept */
	BLOCK_LINE,       /* text: one line of verse or code */
	BLOCK_LIST,       /* children: BLOCK_ITEM; as.list */
	BLOCK_ITEM,       /* children */
	BLOCK_FIGURE,     /* children: BLOCK_CAPTION or none; as.figure */
	BLOCK_CAPTION,    /* text */
	BLOCK_TABLE,      /* children: BLOCK_CAPTION?, BLOCK_ROW... */
	BLOCK_ROW,        /* children: BLOCK_CELL */
	BLOCK_CELL,       /* text; as.cell */
	BLOCK_RULE,       /* a thematic break: no children, no text */
	BLOCK_KIND_COUNT
};

enum phrase_kind {
	PHRASE_TEXT,      /* text; the only kind with text, never children */
	PHRASE_BREAK,     /* a line break the author wants */
	PHRASE_EMPHASIS,  /* children, as for all below */
	PHRASE_STRONG,
	PHRASE_UNDERLINE, /* proper-name line */
	PHRASE_STRIKE,
	PHRASE_SUPER,
	PHRASE_SUB,
	PHRASE_CODE,
	PHRASE_SPAN,      /* class or language only */
	PHRASE_LINK,      /* as.link */
	PHRASE_RUBY,      /* children are the base; as.ruby.reading */
	PHRASE_IMAGE,     /* as.image; no children */
	PHRASE_NOTE,      /* a note's mark; as.note; no children */
	PHRASE_KIND_COUNT
};

/* A block's type_size when its text has several. */
#define TYPE_SIZE_MIXED 1
#define TYPE_SIZE_PLAIN 100

enum block_align { ALIGN_DEFAULT, ALIGN_CENTRE, ALIGN_END };

/* A picture. Two places that show one file share one asset. */
struct asset {
	str address;      /* as the source named it, proxies peeled off */
	str path;         /* file relative to the manifest; empty: not found */
	str alt;          /* from the first place that gave one */
	str bytes;        /* clean JPEG or PNG, or empty when not found */
	str screen_bytes; /* what the EPUB ships instead; empty: the same */
	str media_type;   /* "image/jpeg" "image/png" */
	str name;         /* file name in the EPUB, ASCII, set at the join */
	uint32_t width, height;      /* pixels, upright; or declared; or 0 */
	uint32_t dots_per_inch;      /* 0: unknown */
	bool is_decorative;
	struct span span;
	struct asset *next;
};

struct note {
	str id;
	str label;        /* ① or 1, given by pass/note */
	struct block *body;
	uint32_t number;  /* from 1 within the chapter */
	struct span span;
	struct note *next;
};

struct phrase {
	enum phrase_kind kind;
	str text;
	str class, lang, id;
	union {
		struct { str target; } link;  /* address, or "#id", or "FILE#id" */
		struct { str reading; } ruby;
		struct { struct asset *asset; str alt; } image;
		struct { struct note *note; } note;
	} as;
	struct phrase *child, *next;
	struct span span;
};

struct block {
	enum block_kind kind;
	uint32_t number;
	uint32_t paragraph;           /* among its chapter's; 0: not counted */
	str id, class, lang;
	enum block_align align;       /* what the source asked for */
	/* Of its type, in percent of what the source's program takes when
	 * nothing is said; 0: not known. */
	uint16_t type_size;
	bool is_bold;                 /* all of it, whatever its phrases say */
	bool is_continued;            /* goes on after a display: no indent */
	union {
		struct {
			int level;        /* 1 is the first below the chapter */
			str label;        /* made by pass/number, else empty */
			bool is_typed;    /* the text begins with its own label */
			bool is_run_in;   /* lead sentence of its paragraph */
		} heading;
		struct { bool is_ordered; int start; } list;
		struct { struct asset *asset; str alt; } figure;
		struct { int columns, rows; bool is_header; } cell;
	} as;
	struct block *child, *last;   /* first and last; block_insert's care */
	struct block *parent, *previous, *next;
	struct phrase *text;
	struct span span;
};

enum chapter_role {
	CHAPTER_FRONT,    /* preface, foreword: not numbered */
	CHAPTER_BODY,
	CHAPTER_PART,     /* a part's title page: no body */
	CHAPTER_APPENDIX,
};

enum chapter_format {
	FORMAT_HTML, FORMAT_TEXT, FORMAT_MARKDOWN, FORMAT_DOCX, FORMAT_EPUB
};

struct chapter {
	struct arena *arena;
	struct diag *diag;            /* the chapter's own findings */
	enum chapter_role role;
	enum chapter_format format;
	str file;                     /* as book.yaml names it */
	str id;                       /* "c001", set at the join */
	str title;                    /* as shown; ruby and notes removed */
	str short_title;              /* for running heads; may be empty */
	str label;                    /* "第一章", made by pass/number, or empty */
	str author, source, date;     /* YYYY-MM-DD or YYYY-MM; empty: none */
	str summary;                  /* 摘要 */
	str lang;
	str encoding;                 /* as decoded, with the reason */
	bool is_numbered;
	struct block *body;           /* first block */
	struct block *last;
	struct note *notes;
	struct asset *assets;
	struct ledger ledger;
	uint32_t source_number;       /* in diag's sources */
	uint32_t block_count;
	uint32_t character_count;     /* 字数: Han and punctuation 1, a word 1 */
	struct chapter *next;
};

struct contributor {
	str name, role;               /* role: MARC relator, "aut" by default */
	str sort;                     /* how shelves file it; empty: pinyin */
};

struct meta {
	str title, subtitle, lang, date, publisher, description, subject;
	str rights, identifier, source;
	str sort;                     /* the title's; empty: pinyin */
	str series, series_number;
	LIST(struct contributor) contributors;
};

struct book {
	struct arena *arena;
	struct meta meta;
	struct chapter **chapters;    /* in order; parts are entries too */
	size_t chapter_count;
	struct asset *cover;          /* NULL: a typographic cover is drawn */
	str contents_title;
	int contents_depth;           /* 1: chapters only; 0: no contents */
};

/* Constructors; linked nowhere yet. */
struct block *block_new(struct arena *a, enum block_kind kind, struct span span);
struct phrase *phrase_new(struct arena *a, enum phrase_kind kind, struct span span);
struct phrase *phrase_text(struct arena *a, str text, struct span span);

/* parent NULL: the chapter's own list. before NULL: at the end. */
void block_insert(struct chapter *chapter, struct block *parent,
		  struct block *before, struct block *block);
/* Right behind `after`, wherever that stands (a note's body too). */
void block_insert_after(struct chapter *chapter, struct block *after,
			struct block *block);
/* Unlinks; the caller puts what it held into the ledger. */
void block_remove(struct chapter *chapter, struct block *block);
/* The next block in reading order, children first; NULL at the end. */
struct block *block_next(const struct block *block);
/* The same, not entering `block`. */
struct block *block_skip(const struct block *block);
bool block_holds_text(enum block_kind kind);
bool block_is_empty(const struct block *block);

/* The block's own plain text: phrases' text in order, PHRASE_BREAK as one
 * line feed, an inline picture as U+FFFC, ruby bases without readings, note
 * marks as nothing. Offsets of struct position count in this text. */
str block_text(const struct block *block, struct arena *a);
size_t block_length(const struct block *block);   /* its bytes */
/* block_text of the block and all below it, blocks parted by line feeds. */
str block_text_deep(const struct block *block, struct arena *a);
/* Replaces bytes [from, to) of block_text by `replacement`, in the phrases:
 * new text joins the phrase that holds `from`; phrases emptied are removed,
 * but pictures, notes and breaks between are kept. */
void block_replace(struct block *block, size_t from, size_t to,
		   str replacement, struct arena *a);
/* Many replacements in one walk, so that a pass over a long paragraph stays
 * linear. In order, not overlapping; offsets count in the text before. */
struct text_edit {
	size_t from, to;
	str replacement;
};
void block_edit(struct block *block, const struct text_edit *edits,
		size_t count, struct arena *a);
/* Cuts the block in two at an offset of block_text; the new block follows
 * it and holds the text from there on. */
struct block *block_split(struct chapter *chapter, struct block *block,
			  size_t offset);
/* One size more that a block's text has. */
static inline void block_add_type_size(struct block *block, uint16_t size)
{
	if (block->type_size == 0)
		block->type_size = size;
	else if (size && block->type_size != size)
		block->type_size = TYPE_SIZE_MIXED;
}
/* A number set large over its title is no larger than the title. */
static inline void block_join_type_size(struct block *first,
					const struct block *second)
{
	if (first->type_size > second->type_size &&
	    second->type_size > TYPE_SIZE_MIXED)
		first->type_size = second->type_size;
}
/* Moves what `second` holds to the end of `first`, which it must follow,
 * and removes `second`. */
void block_merge(struct chapter *chapter, struct block *first,
		 struct block *second);

struct chapter *chapter_new(struct arena *a, struct diag *d);
/* The same chapter in another arena, which then holds nothing else of it;
 * its findings stay where they are. */
struct chapter *chapter_copy(const struct chapter *chapter, struct arena *a);
/* About how many bytes that takes, pictures left out. */
size_t chapter_bytes(const struct chapter *chapter);
/* 字数 of a text: each Han character and Chinese mark, each Latin word and
 * number counts one. */
uint32_t count_characters(str text);

/* Finds a broken rule and returns what it is, or NULL. */
const char *chapter_check(const struct chapter *chapter, struct arena *a);

struct buf;
void chapter_dump(const struct chapter *chapter, struct buf *out);
void book_dump(const struct book *book, struct buf *out);

#endif
