/* Everything the program tells its user about a source: collected, put in
 * order, printed. One struct diag belongs to one thread; a chapter has its
 * own, and build.c merges them in chapter order.
 *
 * The words stand in messages.def, in Chinese and English; a report gives
 * the facts that fill {1} ... {4}.
 */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stdio.h>

#include "base/arena.h"
#include "base/list.h"

/* Where in which source. line 0: the file as a whole; column 0: the line as
 * a whole. Lines and columns count from 1, columns and len in characters. */
struct span {
	uint32_t source, line, column, len;
};
#define SPAN_NONE ((struct span){0, 0, 0, 0})

enum level { LEVEL_ERROR, LEVEL_WARNING, LEVEL_NOTE };
enum interface_language { INTERFACE_CHINESE, INTERFACE_ENGLISH };

enum message {
#define MESSAGE(name, level, code, chinese, english, chinese_hint, english_hint) name,
#include "base/messages.def"
#undef MESSAGE
	MESSAGE_COUNT
};

/* The facts of one report, in the order of {1} ... {4}. */
struct words {
	str at[4];
};
#define WORDS(...) ((struct words){{__VA_ARGS__}})
#define NO_WORDS ((struct words){{{0}}})

struct finding {
	enum message message;
	struct span span;
	struct words words;
};

struct diag_source {
	str path, text;   /* text empty: no source lines can be shown */
};

struct diag {
	struct arena *arena;
	LIST(struct diag_source) sources; /* number 0 is "no source" */
	LIST(struct finding) findings;
	size_t error_count, warning_count;
};

void diag_init(struct diag *d, struct arena *a);
/* Registers a source; its number goes into spans. Both are kept by
 * reference. */
uint32_t diag_source(struct diag *d, str path, str text);
/* The words are copied. */
void diag_report(struct diag *d, struct span span, enum message message,
		 struct words words);
bool diag_failed(const struct diag *d);     /* any error yet? */
/* Adds what `from` holds, sources renumbered, words copied. */
void diag_merge(struct diag *into, const struct diag *from);
enum level diag_level(enum message message);
const char *diag_code(enum message message);

enum diag_format { DIAG_HUMAN, DIAG_SHORT, DIAG_JSON };
struct diag_style {
	enum diag_format format;
	enum interface_language language;
	bool color;
	size_t most;      /* findings shown; the rest are counted. 0: all */
};
/* Sorted by source, line, column; doubles once. For people, with a `most`, of
 * more than three warnings or notes alike in one source only three, the
 * others counted, and each hint once. */
void diag_print(const struct diag *d, const struct diag_style *style,
		FILE *stream);
/* One message with its words filled in, without place or hint: for
 * progress, summaries and help. */
str diag_phrase(enum message message, struct words words,
		enum interface_language language, struct arena *a);

#endif
