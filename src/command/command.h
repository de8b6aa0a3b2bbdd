/* The command line, parsed: what every command gets. One file a command;
 * main.c holds the table.
 */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include "base/diag.h"
#include "base/file.h"

/* Exit codes; the man page lists them, and there are never more. */
enum exit_code {
	EXIT_DONE = 0,
	EXIT_BOOK_WRONG = 1,
	EXIT_USAGE = 2,
	EXIT_WARNED = 3,              /* warnings, with --strict */
	EXIT_NOT_READ = 4,
	EXIT_NOT_WRITTEN = 5,
	EXIT_INTERNAL = 70,
};

struct options {
	const char *const *words;     /* what is not an option */
	size_t word_count;
	const char *folder;           /* -C; NULL: here */
	const char *formats;          /* -f epub,pdf */
	const char *output;           /* -o */
	const char *dump;             /* --dump=STAGE */
	const char *after, *before;   /* --after, --before */
	bool wants_json, is_strict, is_quiet, is_verbose;
	unsigned threads;             /* 0: one a core */
	bool is_color_stated;         /* --color always or never */
	struct diag_style style;
};

int command_build(const struct options *options);
int command_check(const struct options *options);
int command_outline(const struct options *options);
int command_inspect(const struct options *options);
int command_move(const struct options *options);
int command_init(const struct options *options);

/* Prints what was found to stderr and says how to end. */
int command_end(const struct options *options, const struct diag *d);
/* Word `number` of the command line, or the default. */
const char *command_word(const struct options *options, size_t number,
			 const char *otherwise);
/* One sentence of the catalogue, with a line feed, to stderr. */
void command_say(const struct options *options, enum message message,
		 struct words words);
#endif
