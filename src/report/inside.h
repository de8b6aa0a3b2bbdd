/* Shared between the files of report, and seen by no other room. */
#ifndef REPORT_INSIDE_H
#define REPORT_INSIDE_H

#include "base/buf.h"
#include "report/report.h"

/* --- words.c --- */

enum said {
#define SAY(name, hans, hant, english) name,
#include "report/words.def"
#undef SAY
	SAID_COUNT
};

/* The words for `what` with {1} and {2} filled in. */
str say(enum said what, str lang, str first, str second, struct arena *a);

/* --- digest.c --- */

/* One change, or several that are the same. */
struct sample {
	str before, after;
	uint32_t line;                /* of the first */
	size_t count;
};

struct digest_rule {
	str name;
	bool is_removal;
	size_t count, characters;     /* characters removed */
	LIST(struct sample) samples;  /* at most as many as asked for */
	size_t shown;                 /* changes that the samples stand for */
};

struct digest {
	LIST(struct digest_rule) rules;   /* in the order they were met */
	size_t removed, changed, characters;
};

void digest_make(const struct ledger *ledger, size_t most_samples,
		 struct arena *a, struct digest *digest);

/* --- markup.c --- */

/* Text with &, <, > and " escaped, control characters shown as blanks. */
void markup_text(struct buf *out, str text);
/* The same, at most `most` bytes of it, cut between characters. */
void markup_short(struct buf *out, str text, size_t most);
/* For <style>. */
extern const char markup_style[];

#endif
