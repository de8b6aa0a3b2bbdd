/* A picture on its way to the page: what figure.c (one) and gallery.c (some
 * in a row) share; no other file of the room includes it.
 */
#ifndef TYPESET_FIGURE_H
#define TYPESET_FIGURE_H

#include "typeset/galley.h"

struct figure {
	const struct block *block;
	const struct asset *asset;
	length x, room;               /* the column */
	length width, height;         /* of the picture */
	struct set_paragraph caption;
	struct set_paragraph below;   /* a caption too long to stand with it */
	const struct block *below_block;
	struct set_paragraph words;   /* inside an empty frame */
	length caption_size, words_size;
	uint32_t frame;
	int lines;
};

/* Most of a page's lines for the picture, in thousandths. */
#define PAGE_SHARE 600

struct figure figure_start(const struct column *c, length room,
			   const struct block *block);
bool figure_is_there(const struct figure *figure);
/* As wide as its pixels make it, or the room where it nearly fills that. */
length figure_natural_width(const struct layout *layout,
			    const struct asset *asset, length room);
/* Sets the picture's size, its caption. */
void figure_measure(struct galley *g, struct figure *figure);
void figure_set_caption(struct galley *g, struct figure *figure);
length figure_caption_height(const struct figure *figure);
void figure_add_picture(struct galley *g, const struct figure *figure,
			struct group *group, struct box box);
void figure_add_spots(struct group *group, const struct set_paragraph *lines,
		      length size, struct spot at, length room);
struct strip figure_strip(struct galley *g, const struct figure *figure,
			  const struct group *group, int lines);
void galley_add_figure(struct galley *g, struct column *c,
		       const struct block *block);

#endif
