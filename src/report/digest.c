/* A ledger -> its rules with their counts and the first few changes of each;
 * changes that are the same are one sample. A long ledger costs one look at
 * each entry and at the few samples of its rule.
 */
#include "base/utf8.h"
#include "report/inside.h"

#include "base/banned.h"

static struct digest_rule *rule_of(struct digest *digest,
				   const struct ledger_entry *entry,
				   struct arena *a)
{
	for (size_t i = 0; i < digest->rules.count; i++) {
		struct digest_rule *rule = &digest->rules.at[i];
		if (rule->is_removal == entry->is_removal &&
		    str_equal(rule->name, entry->rule))
			return rule;
	}
	list_push(a, &digest->rules,
		  (struct digest_rule){.name = entry->rule,
				       .is_removal = entry->is_removal});
	return &digest->rules.at[digest->rules.count - 1];
}

static void add_sample(struct digest_rule *rule,
		       const struct ledger_entry *entry, size_t most,
		       struct arena *a)
{
	for (size_t i = 0; i < rule->samples.count; i++) {
		struct sample *sample = &rule->samples.at[i];
		if (!str_equal(sample->before, entry->before) ||
		    !str_equal(sample->after, entry->after))
			continue;
		sample->count++;
		rule->shown++;
		return;
	}
	if (rule->samples.count >= most)
		return;
	list_push(a, &rule->samples,
		  (struct sample){entry->before, entry->after, entry->line, 1});
	rule->shown++;
}

void digest_make(const struct ledger *ledger, size_t most_samples,
		 struct arena *a, struct digest *digest)
{
	*digest = (struct digest){0};
	for (size_t i = 0; i < ledger->entries.count; i++) {
		const struct ledger_entry *entry = &ledger->entries.at[i];
		struct digest_rule *rule = rule_of(digest, entry, a);
		rule->count++;
		if (entry->is_removal) {
			size_t characters = utf8_count(entry->before);
			rule->characters += characters;
			digest->characters += characters;
			digest->removed++;
		} else {
			digest->changed++;
		}
		add_sample(rule, entry, most_samples, a);
	}
}
