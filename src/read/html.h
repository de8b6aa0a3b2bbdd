/* HTML as this room sees it: what each element means for a book, and how a
 * tag is taken apart. Shared by the files that repair and read HTML.
 */
#ifndef READ_HTML_H
#define READ_HTML_H

#include "read/inside.h"

enum html_role {
	ROLE_UNWRAP,      /* only its content counts */
	ROLE_GROUP,       /* a boundary for the blocks inside, and a class */
	ROLE_PARAGRAPH,
	ROLE_HEADING,
	ROLE_QUOTE,
	ROLE_LIST,
	ROLE_ITEM,
	ROLE_CODE,
	ROLE_FIGURE,
	ROLE_CAPTION,
	ROLE_TABLE,
	ROLE_TABLE_PART,  /* thead, tbody, tfoot */
	ROLE_ROW,
	ROLE_CELL,
	ROLE_RULE,
	ROLE_BREAK,
	ROLE_IMAGE,
	ROLE_PHRASE,
	ROLE_QUOTED,      /* q */
	ROLE_RUBY,
	ROLE_PLAYER,      /* removed, with its address */
	ROLE_CONTROL,     /* removed, with its text */
	ROLE_NOSCRIPT,
	ROLE_TITLE,
	ROLE_META,
	ROLE_IGNORED,     /* no text of the book: link, base, rp ... */
	ROLE_FEED_ITEM,   /* RSS: one article */
	ROLE_FEED_FACT,   /* RSS: a line about the feed */
};

enum html_flag {
	HTML_VOID = 1,        /* has no end tag */
	HTML_CLOSES_P = 2,    /* HTML Standard 4.4.1: ends an open p */
	HTML_IN_HEAD = 4,     /* does not open the body */
	HTML_CODE = 8,        /* its text is code: script, style */
	HTML_CUT = 16,        /* taken out whole: template, svg, math */
	HTML_ENDS_SIBLING = 32, /* li ends li, td ends td ... */
};

struct html_element {
	const char *name;
	enum html_role role;
	unsigned flags;
	int detail;           /* heading level, phrase kind ... */
};

/* NULL: not an element of HTML. The name's case does not matter. */
const struct html_element *html_element(str name);

struct html_tag {
	str name;
	bool is_end;
	bool has_open_quote;  /* whose partner is missing */
	size_t attributes;
	size_t end;           /* behind the '>' */
};

/* Remembers what is not to be found any more, so that scanning stays
 * linear in damaged files. */
struct html_scan {
	str text;
	bool lacks_double, lacks_single;  /* quotes, from here to the end */
	size_t open_count;                /* tags without an end so far */
};

/* html_reference.c: text as libxml2 understands it. */
void html_add_text(struct buf *out, str text);

/* html_island.c */
enum html_feed { FEED_NONE, FEED_RSS, FEED_ATOM };
enum html_feed html_feed(str text);
/* A feed's element by the name in the table of elements. */
str html_feed_name(str name, enum html_feed feed);
/* The address of the picture that an svg only frames; empty: it draws. */
str html_only_picture(str svg);

/* Letters, digits and - _ . : alone; <b且c> is no tag. */
bool html_is_name(str name);
/* The tag that begins with the '<' at `at`; false when it is no tag. A tag
 * that runs into the next '<' ends there. */
bool html_tag(struct html_scan *scan, size_t at, struct html_tag *tag);

/* html_open.c: the elements open at a place, kept as a browser would keep
 * them. Whatever is opened or closed is written, so that libxml2 has nothing
 * left to guess. */
#define HTML_DEEPEST 200

struct html_open {
	struct reading *reading;
	struct buf *out;
	str names[HTML_DEEPEST];
	const struct html_element *elements[HTML_DEEPEST];
	int depth;
	size_t beyond;                /* flattened start tags not yet ended */
};

/* Before a start tag: ends what it ends. False: it lies too deep and is not
 * to be written. */
bool html_open_element(struct html_open *open, const struct html_tag *tag);
/* Writes the end tags that an end tag stands for; none when it is stray. */
void html_close_element(struct html_open *open, str name);
bool html_is_open(const struct html_open *open, str name);

#endif
