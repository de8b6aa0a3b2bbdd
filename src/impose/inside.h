/* Shared between the files of impose, and seen by no other room. */
#ifndef IMPOSE_INSIDE_H
#define IMPOSE_INSIDE_H

#include "impose/impose.h"

/* Where two pages stand beside each other: the same on every side, so that
 * backs fall behind fronts. */
struct spread {
	length sheet_width, sheet_height;
	length fold;              /* x of the fold or cut */
	length width, height;     /* of a page on the sheet */
	length top;               /* y of the pages */
	int32_t scale;            /* 1/1000 */
};

/* The fold, or the cut, and the corners. */
void mark_spread(const struct spread *spread, bool is_cut, struct arena *a,
		 struct sheet *sheet);
/* A bar on the back of signature `number`, from 0: gathered in order, the
 * bars make a staircase. */
void mark_signature(const struct spread *spread, size_t number,
		    struct arena *a, struct sheet *sheet);

#endif
