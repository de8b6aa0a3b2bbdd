/* A Word document being walked; seen only by the docx*.c files.
 *
 * A docx has no lines: where other readers give a source line, this one
 * gives the number of the paragraph.
 */
#ifndef READ_DOCX_H
#define READ_DOCX_H

#include "read/package.h"
#include "read/part.h"

/* What a paragraph is, by the name of its style. */
enum docx_role {
	DOCX_PLAIN, DOCX_TITLE, DOCX_SUBTITLE, DOCX_HEADING, DOCX_QUOTE,
	DOCX_CODE, DOCX_VERSE, DOCX_CAPTION, DOCX_CONTENTS,
};

/* Formats of a run, each a phrase of the book. */
enum docx_format {
	DOCX_BOLD = 1, DOCX_ITALIC = 2, DOCX_MARKED = 4, DOCX_UNDERLINE = 8,
	DOCX_STRIKE = 16, DOCX_SUPER = 32, DOCX_SUB = 64, DOCX_HIDDEN = 128,
};

/* How the type of a style's paragraphs looks; 0: not said. */
struct docx_look {
	int size;                     /* half points */
	int bold;                     /* 1 on, -1 off */
	str align;                    /* as Word calls it */
};

struct docx_style {
	str id, parent;
	enum docx_role role;
	int outline;                  /* 0 is the highest; -1: none */
	int number, level;            /* a list's; 0: none */
	unsigned format;              /* of runs; paragraph styles have none */
	struct docx_look look;
	bool is_plain;                /* of paragraphs that name none */
};

#define DOCX_LEVELS 9

struct docx_level {
	str format, text;             /* "decimal" "第%1章" */
	int start;
	bool is_legal;                /* all numbers in it are 1, 2, 3 */
};

struct docx_numbering {
	int id;
	struct docx_level levels[DOCX_LEVELS];
	int counts[DOCX_LEVELS];
};

struct docx_number {
	int id, numbering;            /* index, not id */
	int starts[DOCX_LEVELS];      /* once, where it begins; -1: goes on */
};

struct docx_relation {
	str id, type, target;
	bool is_external;
};

/* A field: { code | result }, one in another. */
#define DOCX_DEEPEST_FIELD 16
struct docx_field {
	struct buf code;
	bool is_result, is_link, is_contents;
};

struct docx_list {
	int number, level;
};

enum docx_part {
	DOCX_STYLES, DOCX_NUMBERING, DOCX_FOOTNOTES, DOCX_ENDNOTES,
	DOCX_COMMENTS, DOCX_PARTS
};

struct docx_walk {
	struct reading *reading;
	struct builder *builder;
	struct arena *arena;
	struct package *package;
	LIST(struct docx_style) styles;       /* by id */
	LIST(struct docx_numbering) numberings;
	LIST(struct docx_number) numbers;
	/* Of the part being read, by id. */
	LIST(struct docx_relation) relations;
	str part, parts[DOCX_PARTS];
	uint32_t paragraph;
	struct docx_look plain;       /* of paragraphs that name no style */
	struct docx_look look;        /* of the paragraph being filled */
	struct block *text_block;     /* which it fills; NULL: another kind */
	struct docx_list lists[DOCX_LEVELS];
	int list_depth;
	enum docx_role group;         /* open: quote, code, verse */
	bool has_title, is_figure_open, is_in_link;
	bool is_unfinished;           /* the next paragraph goes on with it */
	bool has_text, wants_break;   /* in this paragraph */
	unsigned format;              /* of the phrases now open */
	struct docx_field fields[DOCX_DEEPEST_FIELD];
	int field_depth, fields_beyond;
	LIST(xmlNode *) boxes;        /* text boxes of this paragraph */
	int depth;
};

struct span docx_span(const struct docx_walk *w);

/* docx_style.c */
void docx_take_style(void *walk, xmlNode *node);
/* After the last style: parents' properties come down. */
void docx_settle_styles(struct docx_walk *w);
const struct docx_style *docx_style(const struct docx_walk *w, str id);
/* What a run's properties say; and a paragraph's alignment. */
struct docx_look docx_look_of(const struct docx_walk *w,
			      const xmlNode *run, const xmlNode *paragraph);
/* What the inner one does not say, the outer says. */
struct docx_look docx_look_in(struct docx_look inner, struct docx_look outer);
/* The format a run's properties ask for. */
unsigned docx_format_of(const struct docx_walk *w, const xmlNode *properties);
int docx_value(const xmlNode *node, int otherwise);

/* docx_number.c */
void docx_take_numbering(void *walk, xmlNode *node);
struct docx_numbering *docx_numbering(struct docx_walk *w, int number);
/* Counts on, and gives the label that Word shows: "第三条". */
str docx_count(struct docx_walk *w, struct docx_numbering *numbering, int level);
/* Does the label say no more than a list's own mark would? */
bool docx_is_list(const struct docx_level *level);

/* docx_block.c */
void docx_take_block(void *walk, xmlNode *node);
void docx_end_blocks(struct docx_walk *w);
bool docx_has_content(xmlNode *paragraph);

/* docx_table.c */
void docx_take_table(struct docx_walk *w, xmlNode *node);
/* An element that stands around others and says nothing itself. */
bool docx_is_wrapper(const xmlNode *node);

/* docx_phrase.c */
void docx_take_phrases(struct docx_walk *w, const xmlNode *parent);
void docx_end_phrases(struct docx_walk *w);
/* Keeps fields in step where the text itself is left out. */
void docx_skip_phrases(struct docx_walk *w, const xmlNode *parent);
bool docx_is_in_contents(const struct docx_walk *w);
/* The words below a node, without the codes of fields. */
str docx_text(const struct docx_walk *w, const xmlNode *node);

/* docx_symbol.c: a character of Wingdings or Symbol, as everybody has it;
 * empty: unknown. */
str docx_symbol(str font, str code, struct arena *a);

/* docx_math.c: an equation as one line of text; false: node is none. */
bool docx_take_math(struct docx_walk *w, const xmlNode *node);

/* docx_picture.c */
void docx_take_drawing(struct docx_walk *w, xmlNode *drawing);
int docx_compare_relations(const void *a, const void *b);
const struct docx_relation *docx_relation(const struct docx_walk *w, str id);

#endif
