/* What the files of this room share; no other room includes it.
 *
 * Text becomes tokens (lex.c), tokens become rules (parse.c, and page.c for
 * @page) whose values property.c understands, and rules become styles
 * (cascade.c).
 */
#ifndef STYLE_INSIDE_H
#define STYLE_INSIDE_H

#include "base/buf.h"
#include "style/style.h"

/* Bounds on what a sheet may ask of us. */
#define CSS_LONGEST ((size_t)1 << 20)
#define CSS_MOST_RULES 4096
#define CSS_MOST_DECLARATIONS 16384
#define CSS_MOST_ELEMENTS 96
#define CSS_MOST_CLASSES 64
#define CSS_MOST_ANCESTORS 64
#define CSS_MOST_REPORTS 40   /* a file */
#define CSS_LONGEST_VALUE 32  /* tokens */

/* Type is held between these: it has to stand on paper. */
#define SIZE_LEAST LENGTH_PT(2)
#define SIZE_MOST 6           /* times the text */
#define SPACING_TIGHTEST 250  /* 1/1000 em */
#define SPACING_WIDEST 2000

enum css_kind {
	CSS_END,
	CSS_SPACE,
	CSS_IDENT,
	CSS_FUNCTION,     /* text: the name; its "(" is eaten */
	CSS_AT,           /* text: the name without "@" */
	CSS_HASH,         /* text: without "#" */
	CSS_STRING,       /* text: between the quotation marks */
	CSS_NUMBER,
	CSS_PERCENTAGE,
	CSS_DIMENSION,    /* text: the unit */
	CSS_MARK,         /* mark: any other character */
};

struct css_token {
	enum css_kind kind;
	char mark;
	int32_t number;               /* thousandths */
	str text;
	size_t from, to;              /* bytes in the file */
	uint32_t line;
	size_t line_start;
};

struct css_lexer {
	str text;
	size_t at, line_start;
	uint32_t line;
};

void css_start(struct css_lexer *lexer, str text);
struct css_token css_next(struct css_lexer *lexer);

enum css_unit {
	UNIT_WORD,        /* number: a keyword's meaning, a flag, a count */
	UNIT_LENGTH,      /* number: 1/1000 pt */
	UNIT_EM,          /* number: 1/1000 em */
	UNIT_LINES,       /* number: 1/1000 line of the grid */
	UNIT_PARENT,      /* inherit */
};

struct css_value {
	enum css_unit unit;
	int32_t number;
};

/* In the order in which they are computed: the size comes first, since em
 * means the block's own size. */
enum property_id {
	PROPERTY_SIZE, PROPERTY_FAMILY, PROPERTY_BOLD, PROPERTY_ITALIC,
	PROPERTY_INDENT, PROPERTY_MARGIN_LEFT, PROPERTY_MARGIN_RIGHT,
	PROPERTY_LINES_BEFORE, PROPERTY_LINES_AFTER, PROPERTY_SLOT,
	PROPERTY_ALIGN, PROPERTY_GREY, PROPERTY_KEEP_NEXT,
	PROPERTY_KEEP_TOGETHER, PROPERTY_BREAK_BEFORE, PROPERTY_FRAME,
	PROPERTY_RUN_IN, PROPERTY_DOTS, PROPERTY_UNDERLINE, PROPERTY_STRIKE,
	PROPERTY_WAVY,
	PROPERTY_RAISE, PROPERTY_SPACING, PROPERTY_SPACES,
	PROPERTY_PADDING_TOP, PROPERTY_PADDING_BOTTOM, PROPERTY_RULE_TOP,
	PROPERTY_RULE_BOTTOM, PROPERTY_PAGE_FRAME, PROPERTY_LINE_RULE,
	PROPERTY_CONTENT,
	PROPERTY_COUNT
};

struct declaration {
	enum property_id property;
	struct css_value value;
};

/* What one written declaration came to: `margin` makes four. */
struct declarations {
	struct declaration at[4];
	size_t count;
};

enum property_answer {
	PROPERTY_UNDERSTOOD,
	PROPERTY_FOR_SCREENS,         /* known to mean nothing on paper */
	PROPERTY_NOT_KNOWN,
	PROPERTY_BAD_VALUE,
	PROPERTY_OF_MANIFEST,         /* size and margins of a page */
};

/* values: without white space, between ":" and ";". */
enum property_answer property_read(str name, const struct css_token *values,
				   size_t count, struct declarations *out);

bool property_length(const struct css_token *token, struct css_value *out);

/* The field of struct style that a property fills. */
struct property_field {
	const char *name;
	size_t offset, bytes;
	bool is_inherited;
};
extern const struct property_field property_fields[PROPERTY_COUNT];

/* An element with classes: one side of a selector, or what is to be styled.
 * element 0: any, or one that no selector names. */
struct compound {
	uint32_t element;
	uint64_t classes;
};

struct rule {
	struct compound subject;
	uint64_t ancestor;            /* bit of its left side; 0: none */
	uint32_t specificity, order;
	uint32_t first, count;        /* declarations */
};

struct name_table {
	str at[CSS_MOST_ELEMENTS];
	uint32_t count, most;
};

struct style_cache;

struct stylesheet {
	struct name_table elements, classes;
	struct compound ancestors[CSS_MOST_ANCESTORS];
	uint32_t ancestor_count;
	LIST(struct rule) rules;
	LIST(struct declaration) declarations;
	LIST(struct page_content) contents;
	length body_size, pitch, measure;
	int lines;            /* of a page */
	bool is_full;         /* no more rules are taken */
	struct style_cache *cache;
};

/* Where a declaration stands. */
enum css_place { CSS_ELEMENT, CSS_PAGE, CSS_MARGIN_BOX };

struct parser {
	struct css_lexer lexer;
	struct css_token token;       /* the one to look at */
	enum css_place place;
	struct stylesheet *sheet;
	const struct style_file *file;
	struct arena *arena;
	struct diag *diag;
	uint32_t source;
	LIST(str) told;
	bool has_passed_limit;        /* told */
};

struct selector {
	struct compound left, right;
	uint32_t specificity;
	bool has_left, is_known;
};

/* parse.c, for page.c */
void css_advance(struct parser *p);
bool css_is_mark(const struct parser *p, char mark);
void css_skip_spaces(struct parser *p);
void css_skip_block(struct parser *p);
void css_skip_at_rule(struct parser *p);
void css_tell(struct parser *p, const struct css_token *token,
	      enum message message, struct words words);
bool css_add_element(struct parser *p, str name, struct compound *out);
bool css_add_class(struct parser *p, str name, struct compound *out);
/* A rule begins; those from `first` on hold what was declared since. */
void css_add_rule(struct parser *p, const struct selector *selector);
void css_close_rules(struct parser *p, size_t first);
void css_take_declaration(struct parser *p);
/* The declarations between "{" and "}", both eaten. */
void css_take_block(struct parser *p);

/* limit.c */
bool limit_is_passed(const struct stylesheet *sheet,
		     const struct declaration *declaration);

/* page.c */
void css_take_page(struct parser *p);
enum property_answer page_property_read(struct parser *p, str name,
					const struct css_token *values,
					size_t count, struct declarations *out);

/* 1 + index of the name, or 0. */
uint32_t name_find(const struct name_table *table, str name);
/* Reads one file's rules into the sheet. */
void css_parse(struct stylesheet *sheet, const struct style_file *file,
	       struct arena *a, struct diag *d);
/* Rules into order of precedence; the root style; empty tables. */
void cascade_start(struct stylesheet *sheet, struct arena *a);

#endif
