/* Who made the book, as its title page and its colophon say it, on paper and
 * on screens alike. MARC's roles are three here: who wrote (aut, and whatever
 * else), who edited (edt, com), who translated (trl).
 */
#ifndef BOOK_CONTRIBUTOR_H
#define BOOK_CONTRIBUTOR_H

#include "book/book.h"
#include "book/wording.h"

#define CONTRIBUTOR_ROLES 3
/* A line a role that somebody has, each ended by a line feed but the last:
 * 张三　李四　著. */
str contributor_lines(const struct meta *meta, str lang, struct arena *a);
/* The names of one role, 0 to CONTRIBUTOR_ROLES - 1, in one line; empty when
 * nobody has it. *label: 作者, 编者, 译者. */
str contributor_names(const struct meta *meta, int role, enum wording *label,
		      struct arena *a);

#endif
