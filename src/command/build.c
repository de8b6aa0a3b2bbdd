/* banxin build: everything, then a line for each file made; banxin check:
 * the same without files; --dump: what one stage hands to the next.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "build_inside.h"
#include "command/run.h"
#include "epub/epub.h"

#include "base/banned.h"

#define LARGEST_EPUB ((size_t)1 << 30)

static str size_text(struct run *run, size_t bytes)
{
	if (bytes < 1024 * 1024)
		return arena_format(&run->arena, "%zu kB", (bytes + 512) / 1024);
	size_t tenths = (bytes * 10 + 524288) / 1048576;
	return arena_format(&run->arena, "%zu.%zu MB", tenths / 10,
			    tenths % 10);
}

static void print_phrase(struct run *run, enum message message,
			 struct words words)
{
	str line = diag_phrase(message, words, run->command->style.language,
			       &run->arena);
	printf("%.*s\n", STR_ARG(line));
}

/* 26,429 characters, and how many pictures, if any. */
static str content_text(struct run *run)
{
	const struct book *book = run->build.book;
	str text = run_characters(run, run_count_characters(run));
	size_t pictures = 0;
	for (size_t i = 0; i < book->chapter_count; i++)
		for (const struct asset *asset = book->chapters[i]->assets;
		     asset; asset = asset->next)
			pictures += asset->bytes.len > 0;
	if (!pictures)
		return text;
	return diag_phrase(MSG_PICTURES,
			   WORDS(text, arena_format(&run->arena, "%zu",
						    pictures)),
			   run->command->style.language, &run->arena);
}

static void print_output(struct run *run, const struct build_output *output)
{
	const struct build *b = &run->build;
	size_t chapters = 0;
	for (size_t i = 0; i < b->book->chapter_count; i++)
		chapters += b->book->chapters[i]->role != CHAPTER_PART;
	bool is_epub = output->format & WANT_ANY_EPUB;
	size_t number = is_epub ? chapters
			: output->format == WANT_BOOKLET ? output->pages / 2
							 : output->pages;
	enum message message = is_epub ? MSG_SUMMARY_EPUB
			       : output->format == WANT_PDF ? MSG_SUMMARY_PDF
							    : MSG_SUMMARY_BOOKLET;
	str last = is_epub ? content_text(run) : b->plan->paper.size_name;
	print_phrase(run, message,
		     WORDS(output->path, size_text(run, output->bytes),
			   arena_format(&run->arena, "%zu", number), last));
}

/* An EPUB with a fault is no output, so whatever is listed has passed. */
static void print_check(struct run *run)
{
	for (size_t i = 0; i < run->build.outputs.count; i++)
		if (run->build.outputs.at[i].format & WANT_ANY_EPUB) {
			print_phrase(run, MSG_EPUB_SOUND, NO_WORDS);
			return;
		}
}

static double seconds_since(const struct timespec *start)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - start->tv_sec) +
	       (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

static void print_end(struct run *run, const struct timespec *start)
{
	print_phrase(run, MSG_SUMMARY_END,
		     WORDS(arena_format(&run->arena, "%zu",
					run->diag.error_count),
			   arena_format(&run->arena, "%zu",
					run->diag.warning_count),
			   arena_format(&run->arena, "%.1f",
					seconds_since(start))));
}

static bool dump(struct run *run, const char *stage)
{
	struct build *b = &run->build;
	struct buf out;
	buf_init(&out, &run->arena, BUF_NO_MAXIMUM);
	if (!build_read(b))
		return false;
	if (strcmp(stage, "manifest") == 0) {
		manifest_dump(b->plan, &out);
	} else if (strcmp(stage, "book") == 0) {
		book_dump(b->book, &out);
	} else if (strcmp(stage, "style") == 0) {
		if (!build_load_styles(b))
			return false;
		style_dump(b->styles, &out);
	} else {
		if (!build_set(b))
			return false;
		struct sheets sheets;
		if (strcmp(stage, "pages") == 0) {
			pages_dump(&b->print.pages, &out);
		} else {
			build_impose(b, &sheets);
			sheets_dump(&sheets, &out);
		}
	}
	fwrite(out.text, 1, out.len, stdout);
	return true;
}

static bool knows_stage(const struct options *options)
{
	static const char *const stages[] = {"manifest", "book", "style",
					     "pages", "sheets"};
	for (size_t i = 0; i < sizeof stages / sizeof *stages; i++)
		if (strcmp(options->dump, stages[i]) == 0)
			return true;
	command_say(options, MSG_USAGE_VALUE,
		    WORDS(STR("--dump"), str_of(options->dump),
			  STR("manifest book style pages sheets")));
	return false;
}

int command_build(const struct options *options)
{
	struct run run;
	struct timespec start;
	clock_gettime(CLOCK_MONOTONIC, &start);
	if ((options->dump && !knows_stage(options)) ||
	    !run_start(&run, options))
		return EXIT_USAGE;
	if (options->dump) {
		dump(&run, options->dump);
		return run_end(&run);
	}
	build(&run.build);
	int code = run_report(&run);
	if (!options->is_quiet) {
		for (size_t i = 0; i < run.build.outputs.count; i++)
			print_output(&run, &run.build.outputs.at[i]);
		print_check(&run);
		if (options->is_verbose && !str_is_empty(run.build.report))
			print_phrase(&run, MSG_SUMMARY_REPORT,
				     WORDS(run.build.report));
		print_end(&run, &start);
	}
	run_free(&run);
	return code;
}

/* A finished EPUB, ours or another's. */
static int check_epub(const struct options *options, const char *path)
{
	struct arena arena;
	struct diag diag;
	str bytes;
	arena_init(&arena);
	diag_init(&diag, &arena);
	enum file_status status = file_read(path, LARGEST_EPUB, &arena, &bytes);
	if (status != FILE_OK)
		build_report_file(&diag, SPAN_NONE, status, str_of(path));
	else if (epub_check(bytes, str_of(path), &arena, &diag) &&
		 !options->is_quiet)
		printf("%s  %s\n", path, diag_phrase(
			MSG_EPUB_SOUND, NO_WORDS, options->style.language,
			&arena).text);
	int code = command_end(options, &diag);
	arena_free(&arena);
	return code;
}

int command_check(const struct options *options)
{
	struct run run;
	const char *what = command_word(options, 0, "book.yaml");
	if (str_ends(str_of(what), STR(".epub")))
		return check_epub(options, what);
	if (!run_start(&run, options))
		return EXIT_USAGE;
	struct build *b = &run.build;
	if (build_read(b) && build_set(b) && build_check_epub(b) &&
	    !options->is_quiet) {
		size_t chapters = b->book->chapter_count;
		size_t pages = b->print.pages.list.count;
		print_phrase(&run, MSG_SUMMARY_CHECKED,
			     WORDS(arena_format(&run.arena, "%zu", chapters),
				   run_characters(&run,
						  run_count_characters(&run)),
				   arena_format(&run.arena, "%zu", pages)));
		if (build_formats(b) & WANT_ANY_EPUB)
			print_phrase(&run, MSG_EPUB_SOUND, NO_WORDS);
	}
	return run_end(&run);
}
