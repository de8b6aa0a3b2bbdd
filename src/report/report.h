/* The ledgers of all chapters -> one page that says what was cut, what was
 * changed, which pictures are missing and which bytes were bad, and how to
 * keep what was cut. It needs no network and no script, and reads well on a
 * phone.
 *
 * Who may include: build_write.c, command/. The result lives in the arena.
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "book/book.h"

struct report_request {
	const struct book *book;
	const struct diag *diag;      /* the whole run's, for bad bytes */
};

str report_page(const struct report_request *request, struct arena *a);

/* A rule in words, in the language of `lang` (a BCP 47 tag); the rule itself
 * when it has none. */
str report_rule(str rule, str lang);
/* Can book.yaml switch the rule off? */
bool report_can_switch(str rule);

#endif
