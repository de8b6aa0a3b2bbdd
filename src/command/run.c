/* Sets a build up from the options, shows its progress on a terminal, and
 * ends it.
 */
#include "command/run.h"

#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

#include "base/utf8.h"
#include "base/unicode.h"

#include "base/banned.h"

static pthread_mutex_t progress_lock = PTHREAD_MUTEX_INITIALIZER;

/* As much of a title as leaves the line below 60 columns. */
static str shorten(str title)
{
	size_t at = 0;
	int columns = 0;
	while (at < title.len) {
		size_t next = at;
		uint32_t c = utf8_next(title, &next);
		columns += unicode_is_wide(c) ? 2 : 1;
		if (columns > 40)
			break;
		at = next;
	}
	return str_cut(title, 0, at);
}

static void show_progress(void *context, enum message stage, size_t done,
			  size_t total, str title)
{
	struct run *run = context;
	struct arena a;
	arena_init(&a);
	str name = diag_phrase(stage, NO_WORDS,
			       run->command->style.language, &a);
	pthread_mutex_lock(&progress_lock);
	fprintf(stderr, "\r[%zu/%zu] %.*s %.*s\033[K", done, total,
		STR_ARG(name), STR_ARG(shorten(title)));
	fflush(stderr);
	run->shown++;
	pthread_mutex_unlock(&progress_lock);
	arena_free(&a);
}

static bool read_formats(const struct options *options, unsigned *formats)
{
	static const struct { const char *name; unsigned bit; } known[] = {
		{"epub", WANT_EPUB}, {"pdf", WANT_PDF},
		{"booklet", WANT_BOOKLET},
		{"epub-vertical", WANT_EPUB_VERTICAL},
	};
	const size_t count = sizeof known / sizeof *known;
	str rest = str_of(options->formats);
	while (!str_is_empty(rest)) {
		size_t comma = str_find_byte(rest, ',');
		str name = str_trim(str_cut(rest, 0, comma));
		rest = comma == STR_NOT_FOUND ? STR_NONE
					      : str_from(rest, comma + 1);
		size_t i = 0;
		while (i < count && !str_equal(name, str_of(known[i].name)))
			i++;
		if (i == count) {
			command_say(options, MSG_USAGE_VALUE,
				    WORDS(STR("-f"), name,
					  STR("epub epub-vertical pdf booklet")));
			return false;
		}
		*formats |= known[i].bit;
	}
	return true;
}

bool run_start(struct run *run, const struct options *options)
{
	*run = (struct run){.command = options};
	if (options->formats && !read_formats(options, &run->options.formats))
		return false;
	run->options.manifest = command_word(options, 0, "book.yaml");
	run->options.output = options->output;
	run->options.threads = options->threads;
	run->options.last_pass = str_of(options->dump ? options->after : NULL);
	if (isatty(2) && !options->is_quiet) {
		run->options.progress = show_progress;
		run->options.progress_context = run;
	}
	arena_init(&run->arena);
	diag_init(&run->diag, &run->arena);
	build_init(&run->build, &run->options, &run->arena, &run->diag);
	return true;
}

int run_report(struct run *run)
{
	if (run->shown)
		fputs("\r\033[K", stderr);
	run->shown = 0;
	return command_end(run->command, &run->diag);
}

void run_free(struct run *run)
{
	build_free(&run->build);
	arena_free(&run->arena);
}

int run_end(struct run *run)
{
	int code = run_report(run);
	run_free(run);
	return code;
}

size_t run_count_characters(const struct run *run)
{
	size_t count = 0;
	for (size_t i = 0; i < run->build.book->chapter_count; i++)
		count += run->build.book->chapters[i]->character_count;
	return count;
}

str run_characters(struct run *run, size_t count)
{
	bool is_large = count >= 10000 &&
			run->command->style.language == INTERFACE_CHINESE;
	str number = is_large ? arena_format(&run->arena, "%zu.%zu",
					     count / 10000, count / 1000 % 10)
			      : arena_format(&run->arena, "%zu", count);
	return diag_phrase(is_large ? MSG_CHARACTERS_WAN : MSG_CHARACTERS,
			   WORDS(number), run->command->style.language,
			   &run->arena);
}
