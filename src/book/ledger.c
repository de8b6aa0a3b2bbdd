/* The account of what was dropped and rewritten: one entry a change, kept in
 * the order of work, by reference.
 */
#include "book/ledger.h"

#include "base/banned.h"

void ledger_removed(struct ledger *ledger, str rule, uint32_t line, str text)
{
	list_push(ledger->arena, &ledger->entries,
		  (struct ledger_entry){.rule = rule, .line = line,
					.is_removal = true, .before = text,
					.after = STR_NONE});
}

void ledger_changed(struct ledger *ledger, str rule, uint32_t line,
		    str before, str after)
{
	list_push(ledger->arena, &ledger->entries,
		  (struct ledger_entry){.rule = rule, .line = line,
					.before = before, .after = after});
}
