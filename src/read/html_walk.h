/* The walk over libxml2's tree: its state, and the pieces it is made of.
 * Seen only by the html_*.c files.
 */
#ifndef READ_HTML_WALK_H
#define READ_HTML_WALK_H

#include "read/html.h"
#include "read/part.h"

/* Where the walk is, in a page that has a main part. */
enum html_place { PLACE_MAIN, PLACE_ABOVE_MAIN, PLACE_MARGIN };

struct html_walk {
	struct reading *reading;
	struct builder *builder;
	struct arena *arena;
	/* Given by the groups around, taken by the blocks inside. */
	str classes, id, lang;
	enum block_align align;
	uint16_t type_size;           /* see struct block; 0: not told */
	bool is_bold;
	struct block *text_block;     /* asked for, holds text; or NULL */
	bool is_bare;                 /* text_block has no element of its own */
	bool is_in_figure, is_in_table, is_in_ruby, keeps_lines;
	/* White space and breaks not yet written. */
	bool is_at_start, has_blank, has_feed;
	uint32_t last;                /* character written last */
	int breaks;
	bool is_after_picture;        /* which began its line */
	int depth;
	uint32_t line;                /* source line of the tree's line 1 */
	uint32_t row_line;
	int title_count;
	const xmlNode *main;          /* the element that holds the text */
	enum html_place place;
	int margin;                   /* parts of the page's margin so far */
	bool is_margin_inline;        /* the last one is bare text */
};

/* html.c */
void walk_node(struct html_walk *w, xmlNode *node);
void walk_children(struct html_walk *w, xmlNode *node);
uint32_t node_line(const struct html_walk *w, const xmlNode *node);
struct span node_span(const struct html_walk *w, const xmlNode *node);
const struct html_element *element_of(const xmlNode *node);
/* All text below a node, in the arena, white space at the ends cut. */
str node_text(struct html_walk *w, xmlNode *node);

/* html_block.c, html_phrase.c: one function a role. */
void take_division(struct html_walk *w, xmlNode *node);
void take_paragraph(struct html_walk *w, xmlNode *node);
void take_heading(struct html_walk *w, xmlNode *node);
void take_quote(struct html_walk *w, xmlNode *node);
void take_list(struct html_walk *w, xmlNode *node);
void take_item(struct html_walk *w, xmlNode *node);
void take_code(struct html_walk *w, xmlNode *node);
void take_figure(struct html_walk *w, xmlNode *node);
void take_caption(struct html_walk *w, xmlNode *node);
void take_table(struct html_walk *w, xmlNode *node);
void take_table_part(struct html_walk *w, xmlNode *node);
void take_row_or_group(struct html_walk *w, xmlNode *node);
void take_cell_or_group(struct html_walk *w, xmlNode *node);
void take_rule(struct html_walk *w, xmlNode *node);
void take_group(struct html_walk *w, xmlNode *node);
void take_phrase(struct html_walk *w, xmlNode *node);
/* False: the element is none. */
bool take_page_break(struct html_walk *w, xmlNode *node);
void take_quoted(struct html_walk *w, xmlNode *node);
void take_break(struct html_walk *w, xmlNode *node);
void take_player(struct html_walk *w, xmlNode *node);
void take_control(struct html_walk *w, xmlNode *node);
void take_noscript(struct html_walk *w, xmlNode *node);
void take_ignored(struct html_walk *w, xmlNode *node);

/* html_text.c */
void text_begin(struct html_walk *w, struct block *block, bool is_bare);
void text_add(struct html_walk *w, str text, uint32_t line);
void text_break(struct html_walk *w);
/* Before a picture or another thing without text of its own. */
void text_ready(struct html_walk *w, uint32_t line, bool is_picture);
/* A blank that waits goes before the phrase, not into it. */
void text_flush_blank(struct html_walk *w, uint32_t line);
void text_end_bare(struct html_walk *w);
/* The attributes every block takes from its element and its groups. */
void block_attributes(struct html_walk *w, struct block *block,
		      const xmlNode *node);
str group_classes(struct html_walk *w, const xmlNode *node);
enum block_align group_align(struct html_walk *w, const xmlNode *node);

/* html_style.c: a property's value; empty: not declared. */
str html_style(struct html_walk *w, const xmlNode *node, const char *property);
/* By the style attribute alone. */
str html_own_style(const xmlNode *node, const char *property);
/* around: what is around it. */
bool html_is_bold(struct html_walk *w, const xmlNode *node, bool around);
/* All that the sheets declare for the element, the weightiest last. */
str html_told(struct html_walk *w, const xmlNode *node);
str html_declared(str declarations, const char *property);
/* Can the sizes be believed that the sheets tell? */
bool html_tells_sizes(const struct html_walk *w);

/* html_size.c: the size of type inside the element. */
uint16_t html_type_size(struct html_walk *w, const xmlNode *node);

/* html_main.c */
#define MARGIN_CLASS "margin:"  /* and the number of the part */
void main_find(struct html_walk *w, xmlNode *root);
/* Where a child of the present node stands. */
enum html_place main_place(struct html_walk *w, const xmlNode *node);
/* Is the list or item only a place for the whole text? */
bool main_is_in(const struct html_walk *w, const xmlNode *list);
void main_mark(const struct html_walk *w, struct block *block);

/* html_pre.c */
bool pre_is_prose(const xmlNode *pre);
void take_pre_lines(struct html_walk *w, xmlNode *pre);

/* html_image.c */
void walk_image(struct html_walk *w, xmlNode *node);
bool is_lazy_image(const xmlNode *node);
bool has_image(xmlNode *node);

/* html_table.c: a table that only places things is no table. */
bool table_is_layout(xmlNode *table);
int cell_span(const xmlNode *cell, const char *name);

/* html_ruby.c */
void walk_ruby(struct html_walk *w, xmlNode *ruby);

/* html_head.c */
/* Runs of white space as one blank, none at the ends. */
str squeeze(struct html_walk *w, str text);
void take_title(struct html_walk *w, xmlNode *node);
void take_meta(struct html_walk *w, xmlNode *node);

/* A program that signs its pages as their author. */
bool html_is_maker(str author);

/* html_feed.c */
void add_feed_heading(struct html_walk *w, xmlNode *node, str text);
void take_feed_fact(struct html_walk *w, xmlNode *node);

#endif
