/* The order of work, from book.yaml to the finished files. Each step fills
 * its part of struct build and may be the last one wanted: outline stops
 * after setting, check writes nothing.
 *
 * Chapters are worked on by a pool of threads, each in its own arena with its
 * own findings; what crosses chapters is joined between the parallel steps.
 */
#ifndef BUILD_H
#define BUILD_H

#include "base/diag.h"
#include "base/file.h"
#include "book/book.h"
#include "font/font.h"
#include "impose/impose.h"
#include "manifest/manifest.h"
#include "style/style.h"
#include "typeset/typeset.h"

struct build_options {
	const char *manifest;         /* file or folder */
	unsigned formats;             /* enum wanted_format; 0: the manifest's */
	const char *output;           /* folder; NULL: the manifest's */
	str last_pass;                /* for dumps; empty: all passes */
	unsigned threads;
	/* Called from any thread, done of total; may be NULL. */
	void (*progress)(void *context, enum message stage, size_t done,
			 size_t total, str title);
	void *progress_context;
};

/* One chapter's workplace. */
struct build_chapter {
	struct arena arena;
	struct diag diag;
	struct chapter *chapter;
	const struct plan_entry *entry;
	bool is_read;
};

struct build_output {
	str path;
	size_t bytes, pages;
	enum wanted_format format;
};

struct build {
	const struct build_options *options;
	struct arena *arena;
	struct diag *diag;
	struct manifest *plan;
	struct book *book;
	struct build_chapter *works;  /* as many as chapters in the book */
	size_t work_count;
	struct stylesheet *styles;
	str screen_style;             /* all the EPUB's style text */
	struct faces faces;
	struct hyphenator *hyphenator;
	struct layout layout;
	struct typeset_request request;
	struct set_chapter *sets;
	struct print print;
	size_t done;                  /* chapters finished in this step */
	LIST(struct build_output) outputs;
	str report;                   /* path; empty: not written */
};

void build_init(struct build *b, const struct build_options *options,
		struct arena *a, struct diag *d);
void build_free(struct build *b);

/* book.yaml, sources, passes, numbers: b->plan and b->book. */
bool build_read(struct build *b);
/* Style, fonts, pages: b->print. */
bool build_set(struct build *b);
/* EPUB, PDF, booklet, into the output folder: b->outputs. */
bool build_write(struct build *b);
/* All three, as far as the wanted formats need. */
bool build(struct build *b);

unsigned build_formats(const struct build *b);
/* Why a file could not be read or written, as a finding. */
void build_report_file(struct diag *d, struct span span,
		       enum file_status status, str path);
void build_progress(struct build *b, enum message stage, str title,
		    size_t total);

#endif
