/* Markdown inside this room: source lines -> lines as their author meant
 * them -> md4c -> blocks and phrases. Seen only by the markdown*.c files.
 *
 * md4c reads a copy of the lines in which some characters are masked by
 * others of the same length, so that they are, or are not, Markdown's signs.
 * It hands pieces of that copy; what is taken are the same bytes of `text`.
 */
#ifndef READ_MARKDOWN_H
#define READ_MARKDOWN_H

#include <md4c.h>

#include "read/inside.h"

/* --- before md4c --- */

struct markdown_text {
	struct buf text;
	struct buf masked;            /* as long as text */
	LIST(struct markdown_line) lines;
};

struct markdown_line {
	size_t at;                    /* of its first byte in text */
	uint32_t line;                /* of the source */
};

struct markdown_note {
	str id;
	struct markdown_text body;
};

struct markdown_source {
	struct markdown_text body;
	LIST(struct markdown_note) notes;
};

/* markdown_lines.c: the source's lines as meant, notes apart. */
void markdown_prepare(struct reading *r, struct markdown_source *out);

/* markdown_mask.c: makes md4c see a line as meant. `masked` is its copy. */
void mask_line(str line, char *masked);
/* The bytes [from, to) as HTML that md4c leaves whole. */
void mask_whole(struct markdown_text *t, size_t from, size_t to);

/* markdown_form.c: what a line looks like. */
size_t indent_of(str line);
/* How far in the text of an item stands that the line begins; 0: none. */
size_t item_width(str line);
bool begins_wide(str text);       /* Han or a full-width mark */
str without_indent(str line);
/* ``` or ~~~, three at least; empty when the line is no fence. */
str fence_of(str line);
/* Behind the signs of quotations and items that the line opens with. */
str without_containers(str line);
bool is_list_start(str text);
/* Counted from another number than 1. */
bool is_counted_on(str text);
/* *** or - - - */
bool is_rule(str text);
/* 1、 （二） ③ 第四条: what Chinese authors begin a line of its own with. */
bool has_label(str text);
/* 作者：某某, Created: 2022: a line of a list of facts. */
bool is_field(str line);
bool ends_sentence(str line);
/* [word]: with "]:" at `close`; what stands behind is no address. */
bool is_speech(str text, size_t close);
bool is_like_address(str text);
/* [^id]: text */
bool split_note(str line, str *id, str *text);

/* markdown_html.c: where HTML that begins a line ends, if Markdown would cut
 * it at a blank line though it is one. 0: leave it to Markdown. */
struct html_extent {
	size_t budget;                /* bytes that may still be looked at */
	bool lacks_comment_end;
};
size_t html_extent(struct html_extent *state, str rest);
bool html_has_blank_line(str html);

/* markdown_dialect.c: signs of note-taking programs, in a line outside code,
 * as Markdown. */
str dialect_read(struct reading *r, str line, uint32_t number);
/* > [!note] title: what begins the quotation's lines, and the title. */
bool dialect_box(str line, str *sign, str *title);

/* markdown_tag.c: a tag of a site maker at the start, written as Markdown;
 * its bytes, or 0. */
size_t tag_read(struct reading *r, str rest, uint32_t line, struct buf *out);
/* {% highlight c %} or {% endhighlight %} on a line of its own. */
enum code_tag { CODE_TAG_NONE, CODE_TAG_OPENS, CODE_TAG_CLOSES };
enum code_tag tag_of_code(str line, str *language);

/* markdown_table.c: cells of a row; 0: the line is none. */
size_t table_cells(str line);
/* |---|:-:| */
bool table_is_under_header(str line);
/* The same with as many cells as the header has, three hyphens each. */
str table_under_header(str line, size_t columns, struct arena *a);
/* Masks the bars that would make more cells: md4c would drop those. */
void table_limit(str line, size_t columns, char *masked);

/* --- behind md4c --- */

struct markdown_image {
	str address, title, alt;
	uint32_t line;
	bool is_held;                 /* alone in its paragraph so far */
};

struct open_span {
	enum phrase_kind kind;
	str target;
};

struct markdown_walk {
	struct reading *reading;
	struct builder *builder;
	struct arena *arena;
	struct index notes;           /* ids of the notes there are */
	const struct markdown_text *source;
	struct block *block;          /* open, holds text; or NULL */
	enum block_kind kind;         /* of that block */
	uint32_t line;                /* of the text read last */
	size_t line_index;            /* in source->lines */
	LIST(struct block *) unplaced; /* open, their line not known yet */
	size_t from, to;              /* of source->text: to be written */
	LIST(struct open_span) begins; /* phrases to be begun with text */
	size_t spans, links;          /* open */
	struct buf verbatim;          /* code, or HTML so far */
	uint32_t html_line;           /* where that begins */
	str language;                 /* of code */
	struct buf raw;               /* HTML inside a paragraph */
	size_t raw_spans;             /* open when it began */
	int raw_tags;                 /* open in it */
	bool is_in_raw, is_in_code, is_in_html;
	struct markdown_image image;
	struct buf alt;
	int images;                   /* open */
	bool has_feed, has_heading;
	uint32_t last;                /* character written last */
	size_t addressed;             /* bytes of addresses so far */
};

/* markdown.c */
struct span markdown_here(const struct markdown_walk *w);
/* The source's bytes for a piece of md4c's; its line becomes the present. */
str markdown_piece(struct markdown_walk *w, const char *text, size_t size);
str markdown_attribute(struct markdown_walk *w, const MD_ATTRIBUTE *value);

/* markdown_phrase.c: md4c's calls. */
int markdown_enter_span(MD_SPANTYPE type, void *detail, void *walk);
int markdown_leave_span(MD_SPANTYPE type, void *detail, void *walk);
void markdown_take_text(struct markdown_walk *w, MD_TEXTTYPE type, str text);
/* Writes what waits, at the end of a block. */
void finish_phrases(struct markdown_walk *w);
/* A block for text is open, with all that waits before it. */
void start_text(struct markdown_walk *w);
void put_image(struct markdown_walk *w, const struct markdown_image *image);

/* markdown_raw.c: HTML between phrases. */
void raw_tag(struct markdown_walk *w, str html);
void raw_text(struct markdown_walk *w, str text);
void raw_span(struct markdown_walk *w, MD_SPANTYPE type, str target,
	      bool is_end);
void raw_image(struct markdown_walk *w, const struct markdown_image *image);
void raw_finish(struct markdown_walk *w);

/* markdown_text.c: text with its marks and addresses, lines joined. */
void put_plain(struct markdown_walk *w, str text);
void put_marked_text(struct markdown_walk *w, str text);
/* Settles a line feed before `next`, and begins the phrases that wait. */
void settle(struct markdown_walk *w, uint32_t next);

#endif
