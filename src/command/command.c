/* What all commands share: how a run ends, and how sentences are said. */
#include "command/command.h"

#include <stdio.h>

#include "base/banned.h"

const char *command_word(const struct options *options, size_t number,
			 const char *otherwise)
{
	return number < options->word_count ? options->words[number]
					    : otherwise;
}

void command_say(const struct options *options, enum message message,
		 struct words words)
{
	struct arena a;
	arena_init(&a);
	str said = diag_phrase(message, words, options->style.language, &a);
	fprintf(stderr, "%.*s\n", STR_ARG(said));
	arena_free(&a);
}

static bool has_code(const struct diag *d, const char *first, const char *last)
{
	for (size_t i = 0; i < d->findings.count; i++) {
		str code = str_of(diag_code(d->findings.at[i].message));
		if (diag_level(d->findings.at[i].message) == LEVEL_ERROR &&
		    str_compare(code, str_of(first)) >= 0 &&
		    str_compare(code, str_of(last)) <= 0)
			return true;
	}
	return false;
}

int command_end(const struct options *options, const struct diag *d)
{
	diag_print(d, &options->style, stderr);
	if (diag_failed(d)) {
		if (has_code(d, "B0001", "B0001"))
			return EXIT_INTERNAL;
		if (has_code(d, "B0005", "B0006"))
			return EXIT_NOT_WRITTEN;
		bool is_unread = has_code(d, "B0002", "B0004") ||
				 has_code(d, "B0128", "B0129") ||
				 has_code(d, "B0137", "B0137") ||
				 has_code(d, "B2000", "B2999");
		return is_unread ? EXIT_NOT_READ : EXIT_BOOK_WRONG;
	}
	return options->is_strict && d->warning_count > 0 ? EXIT_WARNED
							  : EXIT_DONE;
}
