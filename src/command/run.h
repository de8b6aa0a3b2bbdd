/* A build run from the command line, as far as a command wants it. */
#ifndef COMMAND_RUN_H
#define COMMAND_RUN_H

#include "build.h"
#include "command/command.h"

struct run {
	struct arena arena;
	struct diag diag;
	struct build_options options;
	struct build build;
	const struct options *command;
	size_t shown;                 /* progress lines need care to end */
};

/* Number of wanted formats is checked here: false after saying what is wrong. */
bool run_start(struct run *run, const struct options *options);
/* Ends the progress line and prints the findings; gives the exit code. */
int run_report(struct run *run);
void run_free(struct run *run);
/* Both. */
int run_end(struct run *run);

/* 12,345 -> "1.2 万字"; 345 -> "345 字". */
str run_characters(struct run *run, size_t count);
size_t run_count_characters(const struct run *run);

#endif
