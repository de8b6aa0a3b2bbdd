/* What the steps of the build share among themselves. */
#ifndef BUILD_INSIDE_H
#define BUILD_INSIDE_H

#include "build.h"
#include "epub/epub.h"

/* What the chapters have found since the last time, in their order; false:
 * there is an error, or a chapter that could not be finished. */
bool build_join_findings(struct build *b);
bool build_load_styles(struct build *b);
/* Faces for all roles, and for characters that those lack. */
bool build_open_faces(struct build *b);
/* The cover of a book that is not set, for its EPUB; false, and nothing is
 * reported, where no font draws it: phones have fonts of their own. */
bool build_set_cover(struct build *b, struct page *out);
/* The fonts that the EPUB is to bring along, if any. */
bool build_cut_fonts(struct build *b, struct epub_request *request);
/* Makes the EPUB in memory, if it is wanted, and judges it. */
bool build_check_epub(struct build *b);
/* The booklet's sheets; warns when it is too thick to fold. */
void build_impose(struct build *b, struct sheets *sheets);

#endif
