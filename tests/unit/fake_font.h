/* Faces with widths one can reckon in the head, for tests of the lines:
 * ASCII half an em, everything else one em, marks with their ink in the
 * half where a mainland font has it.
 */
#ifndef TESTS_FAKE_FONT_H
#define TESTS_FAKE_FONT_H

#include "font/font.h"

enum fake_kind {
	FAKE_PLAIN,
	FAKE_CENTRED_COLON,   /* ： in the middle, as another region has it */
	FAKE_NARROW_QUOTES,   /* “ ” ‘ ’ 0.35 em wide */
	FAKE_SHORT_DASH,      /* — does not reach the edges of its em */
	FAKE_JOINED_DASH,     /* —— is one glyph */
	FAKE_WITHOUT_RARE,    /* lacks U+9F98 and U+20BB7 */
	FAKE_CENTRED,         /* points in the middle: a face of Taiwan */
	FAKE_KIND_COUNT
};

/* All roles are this one face. */
struct faces fake_faces(enum fake_kind kind);

#endif
