/* Step three: the EPUB's parts and the PDF's pages are written side by side
 * by the pool, then packed. Every file is written beside its old version
 * and renamed.
 */
#include <stdlib.h>
#include <sys/stat.h>

#include "base/pool.h"
#include "build.h"
#include "build_inside.h"
#include "cover.h"
#include "epub/epub.h"
#include "pdf/pdf.h"
#include "report/report.h"

#include "base/banned.h"

/* Pages a job: enough that an arena a job costs little. */
#define PAGES_A_JOB 64

struct edition {
	enum wanted_format format;
	const char *ending;           /* of the file's name */
	struct epub_request request;
	struct epub_part *parts;      /* one a chapter */
};

struct writing {
	struct build *b;
	struct edition editions[2];
	size_t edition_count;
	struct pdf_embedding *embedding; /* NULL: no PDF wanted */
	struct pdf_page *pages;
	struct pdf_fonts *fonts;
	struct arena *arenas;         /* one a page job, then one for fonts */
	struct diag *diags;
	size_t part_jobs, page_jobs;
	int64_t epoch;
};

/* What a page or chapter looked like before compression is many times what
 * it is afterwards, so only the compressed bytes outlive the job. */
static void write_pages(struct writing *w, size_t job)
{
	struct arena scratch;
	arena_init(&scratch);
	struct arena_mark start = arena_mark(&scratch);
	size_t count = w->b->print.pages.list.count;
	size_t last = (job + 1) * PAGES_A_JOB;
	for (size_t i = job * PAGES_A_JOB; i < last && i < count; i++) {
		struct pdf_page *page = &w->pages[i];
		pdf_page(&w->b->print.pages, i, w->embedding, &scratch, page);
		page->deflated = arena_copy(&w->arenas[job], page->deflated);
		arena_rewind(&scratch, start);
	}
	arena_free(&scratch);
}

static void keep_part(struct epub_part *part, struct arena *kept)
{
	part->name = arena_copy(kept, part->name);
	part->id = arena_copy(kept, part->id);
	part->media_type = arena_copy(kept, part->media_type);
	part->properties = arena_copy(kept, part->properties);
	part->deflated = arena_copy(kept, part->deflated);
	if (!part->next)
		return;
	struct epub_part *next = arena_new(kept, struct epub_part);
	*next = *part->next;
	part->next = next;
}

/* A chapter's editions share its arena and findings, and so one job. */
static void write_part(struct writing *w, size_t chapter)
{
	struct arena scratch, *kept = &w->b->works[chapter].arena;
	epub_fit_pictures(&w->editions[0].request,
			  w->b->book->chapters[chapter], kept);
	arena_init(&scratch);
	for (size_t i = 0; i < w->edition_count; i++) {
		struct edition *edition = &w->editions[i];
		struct epub_part *part = &edition->parts[chapter];
		epub_chapter(&edition->request, chapter, &scratch, part);
		for (; part; part = part->next)
			keep_part(part, kept);
	}
	arena_free(&scratch);
}

/* The fonts come first: they are the longest single job. */
static void run_job(void *context, size_t number)
{
	struct writing *w = context;
	struct build *b = w->b;
	size_t font_jobs = w->embedding ? 1 : 0;
	if (number < font_jobs) {
		struct arena *a = &w->arenas[w->page_jobs];
		w->fonts = pdf_cut_fonts(w->embedding, &b->faces, a, w->diags);
	} else if (number < font_jobs + w->page_jobs) {
		write_pages(w, number - font_jobs);
	} else {
		size_t chapter = number - font_jobs - w->page_jobs;
		write_part(w, chapter);
		build_progress(b, MSG_STAGE_PACKING,
			       b->book->chapters[chapter]->title,
			       b->book->chapter_count);
	}
}

static str latest_date(const struct build *b)
{
	str latest = b->plan->meta.date;
	if (!str_is_empty(latest))
		return latest;
	for (size_t i = 0; i < b->book->chapter_count; i++)
		if (str_compare(b->book->chapters[i]->date, latest) > 0)
			latest = b->book->chapters[i]->date;
	return latest;
}

/* Days from civil date, proleptic Gregorian. */
static int64_t seconds_of(str date)
{
	int year, month, day = 1;
	if ((date.len != 10 && date.len != 7) ||
	    !str_to_int(str_cut(date, 0, 4), &year) ||
	    !str_to_int(str_cut(date, 5, 7), &month) ||
	    (date.len == 10 && !str_to_int(str_cut(date, 8, 10), &day)))
		return 0;
	int64_t y = month <= 2 ? year - 1 : year;
	int64_t era = y / 400, of_era = y - era * 400;
	int64_t shifted = (month + 9) % 12;
	int64_t of_year = (153 * shifted + 2) / 5 + day - 1;
	int64_t of_days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
	return (era * 146097 + of_days - 719468) * 86400;
}

/* No clock is read: SOURCE_DATE_EPOCH, else the book's date, else the latest
 * date of its documents, else 1980-01-01, where ZIP times begin. */
static int64_t find_epoch(const struct build *b)
{
	const int64_t first = 315532800;
	const char *given = getenv("SOURCE_DATE_EPOCH");
	if (given && *given) {
		char *end;
		long long seconds = strtoll(given, &end, 10);
		if (*end == '\0' && seconds >= 0)
			return seconds;
	}
	int64_t seconds = seconds_of(latest_date(b));
	return seconds > first ? seconds : first;
}

static str time_text(int64_t epoch, struct arena *a)
{
	int64_t days = epoch / 86400, rest = epoch % 86400;
	int64_t z = days + 719468, era = z / 146097;
	int64_t of_era = z - era * 146097;
	int64_t year = (of_era - of_era / 1460 + of_era / 36524 -
			of_era / 146096) / 365;
	int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
	int64_t m = (5 * of_year + 2) / 153;
	int64_t day = of_year - (153 * m + 2) / 5 + 1;
	int64_t month = m < 10 ? m + 3 : m - 9;
	year += era * 400 + (month <= 2);
	return arena_format(a, "%04d-%02d-%02dT%02d:%02d:%02dZ", (int)year,
			    (int)month, (int)day, (int)(rest / 3600),
			    (int)(rest / 60 % 60), (int)(rest % 60));
}

/* The picture of the paper's first page; it is set by now, so it is for the
 * EPUB alone. */
static void draw_cover(struct build *b)
{
	struct page page;
	if (b->book->cover)
		return;
	if (b->print.pages.list.count)
		page = b->print.pages.list.at[0];
	else if (!build_set_cover(b, &page))
		return;
	b->book->cover = cover_draw(&page, &b->faces, b->arena);
}

static const struct edition epubs[] = {
	{.format = WANT_EPUB, .ending = ".epub"},
	{.format = WANT_EPUB_VERTICAL, .ending = "-vertical.epub",
	 .request.is_vertical = true},
};

static void add_edition(struct writing *w, const struct edition *kind,
			const struct epub_request *request)
{
	struct edition *edition = &w->editions[w->edition_count];
	*edition = *kind;
	edition->request = *request;
	edition->request.is_vertical = kind->request.is_vertical;
	edition->request.is_second = w->edition_count > 0;
	edition->parts = arena_array(w->b->arena, struct epub_part,
				     w->part_jobs);
	w->edition_count++;
}

static bool prepare_epub(struct writing *w)
{
	struct build *b = w->b;
	const struct meta *meta = &b->plan->meta;
	w->part_jobs = b->book->chapter_count;
	draw_cover(b);
	struct epub_request request = {
		.book = b->book,
		.marks = b->print.marks,
		.style = b->screen_style,
		.modified = time_text(w->epoch, b->arena),
		.shows_pages = str_equal(b->plan->page_numbers,
					 STR("visible")),
		.epoch = w->epoch,
	};
	if (b->print.marks)
		request.page_source = arena_format(
			b->arena, "《%.*s》印刷版%s%.*s，%.*s",
			STR_ARG(meta->title),
			str_is_empty(meta->date) ? "" : "，",
			STR_ARG(meta->date),
			STR_ARG(b->plan->paper.size_name));
	request.targets = epub_name_parts(b->book);
	request.has_grey_pictures =
		str_equal(b->plan->epub_pictures, STR("grey"));
	epub_plan_pictures(b->book, &request, b->diag);
	if (!build_cut_fonts(b, &request))
		return false;
	for (size_t i = 0; i < sizeof epubs / sizeof *epubs; i++)
		if (build_formats(b) & epubs[i].format)
			add_edition(w, &epubs[i], &request);
	return true;
}

static void prepare_pdf(struct writing *w)
{
	struct build *b = w->b;
	size_t count = b->print.pages.list.count;
	w->embedding = pdf_prepare(&b->print.pages, &b->faces, b->arena);
	w->pages = arena_array(b->arena, struct pdf_page, count);
	w->page_jobs = (count + PAGES_A_JOB - 1) / PAGES_A_JOB;
	w->arenas = arena_array(b->arena, struct arena, w->page_jobs + 1);
	for (size_t i = 0; i <= w->page_jobs; i++)
		arena_init(&w->arenas[i]);
	w->diags = arena_new(b->arena, struct diag);
	diag_init(w->diags, b->arena);
}

static str output_path(struct build *b, const char *ending)
{
	str folder = b->options->output
			     ? str_of(b->options->output)
			     : file_join(b->plan->root, b->plan->output,
					 b->arena);
	str name = arena_join(b->arena, b->plan->name, str_of(ending));
	return file_join(folder, name, b->arena);
}

static void add_output(struct build *b, str path, enum wanted_format format,
		       size_t pages)
{
	struct stat facts;
	struct build_output output = {.path = path, .format = format,
				      .pages = pages};
	if (stat(path.text, &facts) == 0)
		output.bytes = (size_t)facts.st_size;
	list_push(b->arena, &b->outputs, output);
}

/* Packing and judging hold the whole book once more, so they have an arena
 * that is gone before the PDF is written. */
static bool pack_epub(struct writing *w, const struct edition *edition)
{
	struct build *b = w->b;
	struct arena scratch;
	arena_init(&scratch);
	str path = output_path(b, edition->ending);
	bool is_sound = epub_write(&edition->request, edition->parts,
				   arena_cstring(b->arena, path), &scratch,
				   b->diag);
	if (is_sound)
		add_output(b, path, edition->format, 0);
	arena_free(&scratch);
	return is_sound;
}

static bool pack_pdf(struct writing *w, const struct sheets *sheets,
		     const char *ending, enum wanted_format format)
{
	struct build *b = w->b;
	str path = output_path(b, ending);
	struct pdf_request request = {
		.pages = &b->print.pages,
		.streams = w->pages,
		.sheets = sheets,
		.faces = &b->faces,
		.embedding = w->embedding,
		.fonts = w->fonts,
		.epoch = w->epoch,
	};
	if (!pdf_write(&request, arena_cstring(b->arena, path), b->arena,
		       b->diag))
		return false;
	add_output(b, path, format, format == WANT_PDF
					    ? b->print.pages.list.count
					    : sheets->list.count);
	return true;
}

static bool pack_paper(struct writing *w)
{
	struct build *b = w->b;
	struct sheets sheets = {0};
	size_t count = b->print.pages.list.count;
	if (build_formats(b) & WANT_PDF) {
		impose_one_up(count, b->plan->paper.width,
			      b->plan->paper.height, b->arena, &sheets);
		if (!pack_pdf(w, &sheets, ".pdf", WANT_PDF))
			return false;
	}
	if (!(build_formats(b) & WANT_BOOKLET))
		return true;
	build_impose(b, &sheets);
	return pack_pdf(w, &sheets, "-booklet.pdf", WANT_BOOKLET);
}

/* Saddle stitch: 16 sheets of 80 g copier paper are 64 pages. */
#define SADDLE_MOST_PAGES 64

void build_impose(struct build *b, struct sheets *sheets)
{
	size_t count = b->print.pages.list.count;
	struct imposition *how = &b->plan->imposition;
	if (how->binding == BINDING_SADDLE && count > SADDLE_MOST_PAGES)
		diag_report(b->diag, SPAN_NONE, MSG_BOOKLET_THICK,
			    WORDS(arena_format(b->arena, "%zu", count)));
	how->binds_right = b->print.pages.binds_right;
	*sheets = impose(how, count, b->plan->paper.width,
			 b->plan->paper.height, b->arena);
}

static bool make_folder(struct build *b)
{
	str folder = file_folder(output_path(b, ""));
	if (file_make_folder(arena_cstring(b->arena, folder)) == FILE_OK)
		return true;
	diag_report(b->diag, SPAN_NONE, MSG_FILE_NOT_WRITTEN, WORDS(folder));
	return false;
}

bool build_check_epub(struct build *b)
{
	struct writing w = {.b = b, .epoch = find_epoch(b)};
	bool is_sound = true;
	if (!(build_formats(b) & WANT_ANY_EPUB))
		return true;
	if (!build_load_styles(b))
		return false;
	if (!prepare_epub(&w))
		return false;
	pool_run(w.part_jobs, b->options->threads, run_job, &w);
	build_join_findings(b);
	for (size_t i = 0; i < w.edition_count; i++) {
		const struct edition *edition = &w.editions[i];
		str name = arena_join(b->arena, b->plan->name,
				      str_of(edition->ending));
		is_sound &= epub_check(epub_pack(&edition->request,
						 edition->parts, b->arena),
				       name, b->arena, b->diag);
	}
	return is_sound;
}

/* The account of reading and cleaning, for whoever made the book. */
static bool write_report(struct build *b)
{
	struct report_request request = {.book = b->book, .diag = b->diag};
	str path = output_path(b, "-report.html");
	struct arena page;
	arena_init(&page);
	enum file_status status = file_write(arena_cstring(b->arena, path),
					     report_page(&request, &page));
	arena_free(&page);
	if (status != FILE_OK)
		build_report_file(b->diag, SPAN_NONE, FILE_FAILED, path);
	b->report = path;
	return status == FILE_OK;
}

bool build_write(struct build *b)
{
	struct writing w = {.b = b, .epoch = find_epoch(b)};
	unsigned formats = build_formats(b);
	if (!build_load_styles(b) || !make_folder(b))
		return false;
	if (formats & WANT_ANY_EPUB && !prepare_epub(&w))
		return false;
	if (formats & (WANT_PDF | WANT_BOOKLET))
		prepare_pdf(&w);
	b->done = 0;
	pool_run((w.embedding ? 1 : 0) + w.page_jobs + w.part_jobs,
		 b->options->threads, run_job, &w);
	bool done = true;
	if (w.embedding)
		diag_merge(b->diag, w.diags);
	build_join_findings(b);
	for (size_t i = 0; i < w.edition_count; i++)
		done &= pack_epub(&w, &w.editions[i]);
	if (w.embedding)
		done = w.fonts && pack_paper(&w) && done;
	for (size_t i = 0; w.embedding && i <= w.page_jobs; i++)
		arena_free(&w.arenas[i]);
	return done && write_report(b) && !diag_failed(b->diag);
}
