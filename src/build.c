/* The whole program as a list of steps. What a step does stands in
 * build_read.c, build_set.c and build_write.c.
 */
#include "build.h"
#include "build_inside.h"

#include "base/banned.h"

void build_init(struct build *b, const struct build_options *options,
		struct arena *a, struct diag *d)
{
	*b = (struct build){.options = options, .arena = a, .diag = d,
			    .report = STR_NONE};
}

void build_free(struct build *b)
{
	for (size_t i = 0; i < b->faces.count; i++) {
		bool is_shared = false;
		for (size_t k = 0; k < i; k++)
			is_shared |= b->faces.at[k] == b->faces.at[i];
		if (!is_shared)
			font_close(b->faces.at[i]);
	}
	if (b->hyphenator)
		hyphenator_free(b->hyphenator);
	for (size_t i = 0; b->works && i < b->work_count; i++)
		arena_free(&b->works[i].arena);
}

unsigned build_formats(const struct build *b)
{
	return b->options->formats ? b->options->formats : b->plan->formats;
}

/* An EPUB alone has no pages, unless it is to show their numbers. */
static bool needs_pages(const struct build *b)
{
	return build_formats(b) & (WANT_PDF | WANT_BOOKLET) ||
	       str_equal(b->plan->page_numbers, STR("visible"));
}

bool build(struct build *b)
{
	if (!build_read(b))
		return false;
	if (needs_pages(b) && !build_set(b))
		return false;
	return build_write(b);
}

bool build_join_findings(struct build *b)
{
	bool done = true;
	for (size_t i = 0; i < b->work_count; i++) {
		diag_merge(b->diag, &b->works[i].diag);
		b->works[i].diag.findings.count = 0;
		done &= b->works[i].is_read;
	}
	return done && !diag_failed(b->diag);
}

void build_report_file(struct diag *d, struct span span,
		       enum file_status status, str path)
{
	switch (status) {
	case FILE_OK:
		break;
	case FILE_MISSING:
		diag_report(d, span, MSG_FILE_MISSING, WORDS(path));
		break;
	case FILE_FORBIDDEN:
		diag_report(d, span, MSG_FILE_FORBIDDEN, WORDS(path));
		break;
	case FILE_TOO_LARGE:
		diag_report(d, span, MSG_FILE_TOO_LARGE,
			    WORDS(path, STR("64")));
		break;
	case FILE_FAILED:
		diag_report(d, span, MSG_FILE_NOT_WRITTEN, WORDS(path));
		break;
	}
}

void build_progress(struct build *b, enum message stage, str title,
		    size_t total)
{
	if (!b->options->progress)
		return;
	size_t done = __atomic_add_fetch(&b->done, 1, __ATOMIC_RELAXED);
	b->options->progress(b->options->progress_context, stage, done, total,
			     title);
}
