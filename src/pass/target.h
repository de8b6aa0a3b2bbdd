/* Shared between link.c and join.c: where links may lead. */
#ifndef PASS_TARGET_H
#define PASS_TARGET_H

#include "pass/inside.h"

/* The id as the book writes it: itself when it is an ASCII name, else a
 * name computed from it. */
str target_id(str id, struct arena *a);
/* Links to a block that goes will lead to another one. */
void target_hand_down(struct work *work, const struct block *from,
		      struct block *to);
/* http://…, mailto:…, //host: nothing of ours. */
bool target_is_outside(str target);
/* Calls settle for each link below `first` and its next siblings; the link
 * may be changed or unwrapped. */
void target_each(struct block *first,
		 void (*settle)(void *context, struct phrase *link),
		 void *context);
/* The link's words stay, the link goes; accounted for. */
void unwrap_link(struct chapter *chapter, struct phrase *phrase);

#endif
