/* Paper sizes and the type area (版心) on them: clreq 2.
 *
 * The type area is derived from the text: width = characters x size,
 * height = (lines - 1) x pitch + size; margins are what remains.
 */
#ifndef MANIFEST_PAPER_H
#define MANIFEST_PAPER_H

#include "manifest/plan.h"

/* "A5" "32开" "B5" "140mmx203mm" -> width and height; false: unknown. */
bool paper_size(str name, length *width, length *height);
/* Lines run down the paper, characters_per_line with them. */
static inline bool paper_is_vertical(const struct paper *paper)
{
	return str_equal(paper->direction, STR("vertical"));
}
/* Fills what is 0 in the paper: pitch, characters, lines, margins. NULL, or
 * which key asks for more than the paper has. */
const char *paper_complete(struct paper *paper);
/* The names paper_size knows, parted by blanks. */
const char *paper_names(void);

#endif
