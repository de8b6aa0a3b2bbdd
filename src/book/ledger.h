/* Nothing is lost silently: whatever a reader or a pass drops or rewrites
 * stands here, whole. Tests hold every fixture to
 *   characters of the source = characters in the chapter + in the ledger.
 */
#ifndef BOOK_LEDGER_H
#define BOOK_LEDGER_H

#include "base/arena.h"
#include "base/list.h"

struct ledger_entry {
	str rule;          /* "boilerplate/breadcrumb", "punct/quote", ... */
	uint32_t line;     /* of the source, 0 when not known */
	bool is_removal;
	str before;        /* what stood there, whole */
	str after;         /* what stands there now; empty for removals */
};

struct ledger {
	struct arena *arena;          /* the chapter's */
	LIST(struct ledger_entry) entries;
};

/* The strings are kept by reference and must live as long as the chapter. */
void ledger_removed(struct ledger *ledger, str rule, uint32_t line, str text);
void ledger_changed(struct ledger *ledger, str rule, uint32_t line,
		    str before, str after);

#endif
