/* Pages -> sheets: which page goes where, under which matrix. Pure
 * arithmetic; knows nothing of what is on a page.
 *
 * Who may include: pdf (applies the matrices), manifest (types), build.c.
 */
#ifndef IMPOSE_IMPOSE_H
#define IMPOSE_IMPOSE_H

#include "base/arena.h"
#include "base/length.h"
#include "base/list.h"

enum binding { BINDING_SADDLE, BINDING_SIGNATURES, BINDING_CUT_AND_STACK };

struct imposition {
	enum binding binding;
	length sheet_width, sheet_height;     /* landscape; A4 is 297 x 210 mm */
	int sheets_per_signature;             /* BINDING_SIGNATURES: 4 */
	bool flips_long_edge;                 /* backs turned by 180 degrees */
	bool binds_right;
	length paper_thickness;               /* for creep; 0: none */
	bool has_marks;                       /* fold and crop marks */
};

/* x' = a x + c y + e, y' = b x + d y + f; a-d in 1/1000, e f in length, y
 * downward. */
struct matrix {
	int32_t a, b, c, d;
	length e, f;
};

struct placed {
	uint32_t page;        /* index */
	struct matrix to_sheet;
};

struct mark {                 /* a line drawn on the sheet, not in a page */
	length x1, y1, x2, y2, thickness;
	bool is_dashed;
};

/* One side of a sheet of paper. */
struct sheet {
	length width, height;
	LIST(struct placed) placed;
	LIST(struct mark) marks;
};

struct sheets {
	LIST(struct sheet) list;
	bool is_one_up;       /* links, bookmarks and labels may be written */
	uint32_t blank_count; /* padding pages that stand on no leaf */
};

/* Each page on a sheet of its own size. */
void impose_one_up(size_t page_count, length width, length height,
		   struct arena *a, struct sheets *out);
/* A page number >= page_count is a blank and is left out. */
struct sheets impose(const struct imposition *how, size_t page_count,
		     length width, length height, struct arena *a);

struct buf;
void sheets_dump(const struct sheets *sheets, struct buf *out);

#endif
