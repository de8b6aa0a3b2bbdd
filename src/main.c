/* The command line: options, the command, its exit code. What a command does
 * stands in command/.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command/command.h"
#include "command/help.h"

#include "base/banned.h"

static const struct command {
	const char *name;
	int (*run)(const struct options *options);
	size_t most_words;
} commands[] = {
	{"build", command_build, 1},     {"check", command_check, 1},
	{"outline", command_outline, 1}, {"inspect", command_inspect, 1},
	{"move", command_move, 1},       {"init", command_init, 1},
	{"render", command_build, 1},    {"compile", command_build, 1},
};

enum long_option {
	OPTION_LANG = 256, OPTION_FORMAT, OPTION_COLOR, OPTION_STRICT,
	OPTION_DUMP, OPTION_BEFORE, OPTION_AFTER, OPTION_JSON, OPTION_VERSION,
};

static const struct option long_options[] = {
	{"help", no_argument, NULL, 'h'},
	{"version", no_argument, NULL, OPTION_VERSION},
	{"quiet", no_argument, NULL, 'q'},
	{"verbose", no_argument, NULL, 'v'},
	{"formats", required_argument, NULL, 'f'},
	{"output", required_argument, NULL, 'o'},
	{"jobs", required_argument, NULL, 'j'},
	{"lang", required_argument, NULL, OPTION_LANG},
	{"format", required_argument, NULL, OPTION_FORMAT},
	{"color", required_argument, NULL, OPTION_COLOR},
	{"strict", no_argument, NULL, OPTION_STRICT},
	{"dump", required_argument, NULL, OPTION_DUMP},
	{"before", required_argument, NULL, OPTION_BEFORE},
	{"after", required_argument, NULL, OPTION_AFTER},
	{"json", no_argument, NULL, OPTION_JSON},
	{NULL, 0, NULL, 0},
};

static enum interface_language language_of_locale(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);
		if (value && *value)
			return strncmp(value, "zh", 2) == 0
				       ? INTERFACE_CHINESE
				       : INTERFACE_ENGLISH;
	}
	return INTERFACE_ENGLISH;
}

static int refuse_value(const struct options *options, const char *option,
			const char *value, const char *possible)
{
	command_say(options, MSG_USAGE_VALUE,
		    WORDS(str_of(option), str_of(value), str_of(possible)));
	return EXIT_USAGE;
}

static int set_language(struct options *options, const char *value)
{
	if (strcmp(value, "zh") == 0)
		options->style.language = INTERFACE_CHINESE;
	else if (strcmp(value, "en") == 0)
		options->style.language = INTERFACE_ENGLISH;
	else
		return refuse_value(options, "--lang", value, "zh en");
	return 0;
}

static int set_format(struct options *options, const char *value)
{
	if (strcmp(value, "human") == 0)
		options->style.format = DIAG_HUMAN;
	else if (strcmp(value, "short") == 0)
		options->style.format = DIAG_SHORT;
	else if (strcmp(value, "json") == 0)
		options->style.format = DIAG_JSON;
	else
		return refuse_value(options, "--format", value,
				    "human short json");
	return 0;
}

static int set_color(struct options *options, const char *value)
{
	options->is_color_stated = strcmp(value, "auto") != 0;
	if (strcmp(value, "always") == 0)
		options->style.color = true;
	else if (strcmp(value, "never") == 0)
		options->style.color = false;
	else if (strcmp(value, "auto") != 0)
		return refuse_value(options, "--color", value,
				    "auto always never");
	return 0;
}

static int set_threads(struct options *options, const char *value)
{
	int threads;
	if (!str_to_int(str_of(value), &threads) || threads < 0 ||
	    threads > 256)
		return refuse_value(options, "-j", value, "0 ... 256");
	options->threads = (unsigned)threads;
	return 0;
}

/* 0: go on; else the exit code plus one, for --help and --version end well. */
static int set_option(struct options *options, int option, const char *value)
{
	switch (option) {
	case 'h':
		help_print(options->style.language);
		return EXIT_DONE + 1;
	case OPTION_VERSION:
		help_print_version();
		return EXIT_DONE + 1;
	case 'q':
		options->is_quiet = true;
		return 0;
	case 'v':
		options->is_verbose = true;
		options->style.most = 0;
		return 0;
	case 'C':
		options->folder = value;
		return 0;
	case 'f':
		options->formats = value;
		return 0;
	case 'o':
		options->output = value;
		return 0;
	case OPTION_STRICT:
		options->is_strict = true;
		return 0;
	case OPTION_DUMP:
		options->dump = value;
		return 0;
	case OPTION_BEFORE:
		options->before = value;
		return 0;
	case OPTION_AFTER:
		options->after = value;
		return 0;
	case OPTION_JSON:
		options->wants_json = true;
		return 0;
	default:
		break;
	}
	int wrong = 0;
	if (option == 'j')
		wrong = set_threads(options, value);
	else if (option == OPTION_LANG)
		wrong = set_language(options, value);
	else if (option == OPTION_FORMAT)
		wrong = set_format(options, value);
	else if (option == OPTION_COLOR)
		wrong = set_color(options, value);
	return wrong ? wrong + 1 : 0;
}

/* --lang and --help may stand in any order: the language is set first. */
static void find_language(struct options *options, int count, char **words)
{
	for (int i = 1; i < count; i++)
		if (strncmp(words[i], "--lang=", 7) == 0)
			set_language(options, words[i] + 7);
		else if (strcmp(words[i], "--lang") == 0 && i + 1 < count)
			set_language(options, words[i + 1]);
}

static int read_options(struct options *options, int count, char **words)
{
	opterr = 0;
	for (;;) {
		int option = getopt_long(count, words, ":hqvC:f:o:j:",
					 long_options, NULL);
		if (option == -1)
			return 0;
		if (option == '?' || option == ':') {
			command_say(options, MSG_USAGE_OPTION,
				    WORDS(str_of(words[optind - 1])));
			return EXIT_USAGE + 1;
		}
		int end = set_option(options, option, optarg);
		if (end)
			return end;
	}
}

static int run(struct options *options, int count, char **words)
{
	const struct command *command = &commands[0];
	size_t known = sizeof commands / sizeof *commands, i = 0;
	if (count > 0) {
		while (i < known && strcmp(commands[i].name, words[0]) != 0)
			i++;
		struct options copy = *options;
		if (i < known)
			command = &commands[i];
		else if (!file_is_folder(words[0]) && !file_exists(words[0])) {
			command_say(&copy, MSG_USAGE_COMMAND,
				    WORDS(str_of(words[0])));
			return EXIT_USAGE;
		}
	}
	int skipped = count > 0 && i < known;
	options->words = (const char *const *)words + skipped;
	options->word_count = (size_t)(count - skipped);
	if (options->word_count > command->most_words) {
		command_say(options, MSG_USAGE_TOO_MANY,
			    WORDS(str_of(options->words[command->most_words])));
		return EXIT_USAGE;
	}
	return command->run(options);
}

int main(int count, char **words)
{
	struct options options = {
		.style = {.format = DIAG_HUMAN,
			  .language = language_of_locale(),
			  .color = isatty(2) && !getenv("NO_COLOR"),
			  .most = 50},
	};
	find_language(&options, count, words);
	int end = read_options(&options, count, words);
	if (end)
		return end - 1;
	if (options.folder && chdir(options.folder) != 0) {
		command_say(&options, MSG_USAGE_FOLDER,
			    WORDS(str_of(options.folder)));
		return EXIT_USAGE;
	}
	return run(&options, count - optind, words + optind);
}
