/* Shared between profile.c, counted.c, joint.c and rewrap.c: how the lines of a
 * document go.
 */
#ifndef PASS_PROFILE_H
#define PASS_PROFILE_H

#include "book/numeral.h"
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

/* joint.c: what stands between two joined lines. */
str joint(const struct sight *last, const struct sight *next);
/* Bytes of the hyphen at the end of the last that the joined word loses. */
size_t cut_hyphen(const struct sight *last, const struct sight *next);
/* No line begins with such a mark. */
bool starts_inside(str text);
/* 10: and 03 */
bool is_cut_time(const struct sight *last, const struct sight *next);

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
