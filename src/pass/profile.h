/* Shared between profile.c, counted.c and rewrap.c: how the lines of a
 * document go.
 */
#ifndef PASS_PROFILE_H
#define PASS_PROFILE_H

#include "pass/inside.h"

#define LONG_LINE 40            /* characters; a title is shorter */
#define FULL_SLACK 6            /* columns a full line may lack */
#define EDGE_SLACK 2            /* columns a full line may have more */

struct profile {
	uint32_t width;          /* columns of a wrapped line; 0: none */
	bool closes;             /* long lines mostly end with a mark */
	bool is_marked;          /* paragraphs were marked by their author */
	bool is_indented;        /* first lines of paragraphs are */
};

/* Where lines begin that were glued to others, which profile_of asks for. */
void mark_offsets(struct work *work, struct sights *sights);
struct profile profile_of(struct work *work, struct sights *sights);
/* Notes which lines are the number, alone, of the title below them. */
void mark_counts(struct sights *sights);

static inline uint32_t columns_of(const struct sight *sight)
{
	uint32_t bytes = (uint32_t)sight->text.len;
	return sight->offset + sight->indent + (bytes + sight->characters) / 2;
}

static inline bool is_line(const struct sight *sight)
{
	return sight->block->kind == BLOCK_PARAGRAPH && sight->characters > 0;
}

#endif
