/* Step one: book.yaml and its sources become a book, made regular. */
#include <stdlib.h>

#include "base/buf.h"
#include "base/pool.h"
#include "book/wording.h"
#include "build.h"
#include "build_inside.h"
#include "image/image.h"
#include "pass/pass.h"
#include "read/read.h"

#include "base/banned.h"

/* A picture wider than this at 300 dots an inch is wider than A4. */
#define COVER_MAX_SIDE 2400

/* Chapters that one file may hold: settled in pass/heading.c. */
#define MOST_ARTICLES 4

struct reading_job {
	struct build *b;
	const size_t *slots;     /* an entry's first place in b->works */
	struct pass_context context;
};

static enum clean_script script_of(str word)
{
	if (str_equal(word, STR("simplified")))
		return SCRIPT_SIMPLIFIED;
	return str_equal(word, STR("traditional")) ? SCRIPT_TRADITIONAL
						   : SCRIPT_KEEP;
}

static struct clean clean_of(const struct plan_clean *words)
{
	struct clean clean = {.script = script_of(words->script)};
	if (str_equal(words->annotations, STR("strip")))
		clean.annotations = ANNOTATIONS_STRIP;
	else if (str_equal(words->annotations, STR("keep")))
		clean.annotations = ANNOTATIONS_KEEP;
	if (str_equal(words->cues, STR("keep")))
		clean.cues = CUES_KEEP;
	else if (str_equal(words->cues, STR("note")))
		clean.cues = CUES_NOTE;
	if (str_equal(words->punctuation, STR("keep")))
		clean.punctuation = PUNCTUATION_KEEP;
	if (str_equal(words->examples, STR("box")))
		clean.examples = EXAMPLES_BOX;
	clean.off = words->off.list.at;
	clean.off_count = words->off.list.count;
	return clean;
}

static struct numbering numbering_of(const struct manifest *plan)
{
	return (struct numbering){
		plan->number_chapter, plan->number_section, plan->number_depth,
		str_equal(plan->number_paragraph, STR("margin")),
	};
}

static struct image_rules images_of(struct build *b)
{
	const struct manifest *plan = b->plan;
	struct image_map_entry *map = arena_array(
		b->arena, struct image_map_entry, plan->images.count);
	for (size_t i = 0; i < plan->images.count; i++)
		map[i] = (struct image_map_entry){plan->images.at[i].address,
						  plan->images.at[i].path};
	struct image_rules rules = {
		.root = plan->root,
		.folder = plan->images_folder,
		.map = map,
		.map_count = plan->images.count,
	};
	if (str_equal(plan->images_missing, STR("drop")))
		rules.missing = IMAGES_DROP;
	else if (str_equal(plan->images_missing, STR("error")))
		rules.missing = IMAGES_ERROR;
	return rules;
}

static bool read_file(struct build *b, struct build_chapter *work,
		      struct arena *a, struct read_request *request)
{
	str path = file_join(b->plan->root, work->entry->file, a);
	enum file_status status = file_read(arena_cstring(a, path),
					    FILE_LARGEST_SOURCE, a,
					    &request->bytes);
	if (status != FILE_OK) {
		build_report_file(&work->diag, SPAN_NONE, status,
				  work->entry->file);
		return false;
	}
	request->file = work->entry->file;
	request->encoding = work->entry->encoding;
	request->format = work->entry->format;
	return true;
}

/* What the book and what this chapter switch off. */
static void switch_off(struct clean *clean, const struct plan_entry *entry,
		       struct arena *a)
{
	size_t count = entry->off.list.count;
	if (count == 0)
		return;
	str *off = arena_array(a, str, clean->off_count + count);
	for (size_t i = 0; i < clean->off_count; i++)
		off[i] = clean->off[i];
	for (size_t i = 0; i < count; i++)
		off[clean->off_count + i] = entry->off.list.at[i];
	clean->off = off;
	clean->off_count += count;
}

static bool fill_chapter(struct reading_job *job, struct build_chapter *work,
			 struct chapter *chapter)
{
	const struct plan_entry *entry = work->entry;
	struct pass_context passes = job->context;
	passes.fixed_title = entry->title;
	passes.splits_articles = entry->splits_articles;
	passes.images.document_folder = file_folder(entry->file);
	if (entry->keeps_punctuation)
		passes.clean.punctuation = PUNCTUATION_KEEP;
	switch_off(&passes.clean, entry, chapter->arena);
	struct read_request request = {0};
	if (!read_file(job->b, work, chapter->arena, &request) ||
	    !read_source(&request, chapter) || !pass_run(chapter, &passes))
		return false;
	if (str_is_empty(chapter->title))
		diag_report(chapter->diag,
			    (struct span){chapter->source_number, 0, 0, 0},
			    MSG_CHAPTER_UNTITLED,
			    WORDS(wording(WORD_UNTITLED, chapter->lang)));
	return true;
}

/* The line of that source which the finding shows, or 0. */
static uint32_t line_shown(const struct diag *d, size_t finding, size_t source)
{
	struct span span = d->findings.at[finding].span;
	bool is_there = span.source == source + 1 &&
			span.line <= d->sources.at[source].text.len + 1;
	return is_there ? span.line : 0;
}

/* The text with every line that no finding shows left empty. */
static str shown_lines(const struct diag *d, size_t source, struct arena *a,
		       struct arena *scratch)
{
	str rest = d->sources.at[source].text, line;
	uint32_t last = 0;
	for (size_t i = 0; i < d->findings.count; i++)
		if (line_shown(d, i, source) > last)
			last = line_shown(d, i, source);
	bool *is_shown = arena_array(scratch, bool, (size_t)last + 1);
	for (size_t i = 0; i < d->findings.count; i++) {
		uint32_t shown = line_shown(d, i, source);
		if (shown)
			is_shown[shown - 1] = is_shown[shown] = true;
	}
	struct buf out;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	for (uint32_t n = 1; n <= last && str_next_line(&rest, &line); n++) {
		if (is_shown[n])
			buf_add(&out, line);
		buf_add_byte(&out, '\n');
	}
	return buf_str(&out);
}

static void keep_shown_lines(struct diag *d, struct arena *scratch)
{
	for (size_t i = 0; i < d->sources.count; i++)
		if (!str_is_empty(d->sources.at[i].text))
			d->sources.at[i].text = shown_lines(d, i, d->arena,
							    scratch);
}

/* Further articles have the places behind the file's own. */
static void keep_articles(struct build_chapter *work,
			  const struct chapter *chapter)
{
	size_t count = 1;
	if (!work->entry->splits_articles)
		return;
	for (chapter = chapter->next; chapter && count < MOST_ARTICLES;
	     chapter = chapter->next) {
		struct build_chapter *next = &work[count++];
		next->chapter = chapter_copy(chapter, &next->arena);
		next->chapter->diag = &next->diag;
		next->is_read = true;
	}
}

/* What is made on the way is several times what is kept, so that is copied;
 * but where millions of blocks are most of it, two of each are too many. */
static void keep_chapter(struct build_chapter *work, struct chapter *chapter,
			 struct arena *reading)
{
	if (!chapter->next && chapter_bytes(chapter) > reading->bytes / 2) {
		arena_absorb(&work->arena, reading);
		chapter->arena = &work->arena;
		work->chapter = chapter;
		return;
	}
	work->chapter = chapter_copy(chapter, &work->arena);
	keep_articles(work, chapter);
}

static void read_chapter(void *context, size_t number)
{
	struct reading_job *job = context;
	struct build *b = job->b;
	struct build_chapter *work = &b->works[job->slots[number]];
	const struct plan_entry *entry = work->entry;
	struct arena reading;
	arena_init(&reading);
	struct chapter *chapter = chapter_new(&reading, &work->diag);
	chapter->role = entry->role;
	chapter->file = entry->file;
	chapter->lang = b->plan->meta.lang;
	chapter->is_numbered = entry->is_numbered;
	if (entry->role == CHAPTER_PART)
		chapter->title = entry->title;
	work->is_read = entry->role == CHAPTER_PART ||
			fill_chapter(job, work, chapter);
	keep_chapter(work, chapter, &reading);
	keep_shown_lines(&work->diag, &reading);
	arena_free(&reading);
	if (entry->role != CHAPTER_PART)
		build_progress(b, MSG_STAGE_READING, work->chapter->title,
			       b->plan->entries.count);
}

static struct asset *read_cover(struct build *b)
{
	const struct manifest *plan = b->plan;
	if (str_is_empty(plan->cover))
		return NULL;
	str path = file_join(plan->root, plan->cover, b->arena), bytes;
	enum file_status status =
		file_read(arena_cstring(b->arena, path), FILE_LARGEST_SOURCE,
			  b->arena, &bytes);
	if (status != FILE_OK) {
		build_report_file(b->diag, plan->cover_span, status,
				  plan->cover);
		return NULL;
	}
	struct clean_image image;
	if (image_clean(bytes, COVER_MAX_SIDE, b->arena, &image) != IMAGE_OK) {
		diag_report(b->diag, plan->cover_span, MSG_COVER_NOT_A_PICTURE,
			    WORDS(plan->cover));
		return NULL;
	}
	struct asset *cover = arena_new(b->arena, struct asset);
	cover->address = cover->path = plan->cover;
	cover->bytes = image.bytes;
	cover->media_type = str_of(image_media_type(image.kind));
	cover->width = image.width;
	cover->height = image.height;
	cover->dots_per_inch = image.dots_per_inch;
	return cover;
}

static void start_work(struct build_chapter *work,
		       const struct plan_entry *entry)
{
	arena_init(&work->arena);
	diag_init(&work->diag, &work->arena);
	work->entry = entry;
}

/* A place for each chapter there may be. */
static const size_t *start_works(struct build *b)
{
	size_t count = b->plan->entries.count;
	size_t *slots = arena_array(b->arena, size_t, count);
	b->work_count = 0;
	for (size_t i = 0; i < count; i++) {
		slots[i] = b->work_count;
		b->work_count += b->plan->entries.at[i].splits_articles
					 ? MOST_ARTICLES : 1;
	}
	b->works = arena_array(b->arena, struct build_chapter, b->work_count);
	for (size_t i = 0, entry = 0; i < b->work_count; i++) {
		if (entry + 1 < count && slots[entry + 1] <= i)
			entry++;
		start_work(&b->works[i], &b->plan->entries.at[entry]);
	}
	return slots;
}

/* A chapter moves down to a place whose own was not needed. */
static void move_work(struct build_chapter *to, struct build_chapter *from)
{
	to->entry = from->entry;
	to->is_read = from->is_read;
	to->chapter = chapter_copy(from->chapter, &to->arena);
	to->chapter->diag = &to->diag;
	diag_merge(&to->diag, &from->diag);
	arena_free(&from->arena);
	start_work(from, from->entry);
	from->chapter = NULL;
}

static void close_gaps(struct build *b)
{
	size_t count = 0;
	for (size_t i = 0; i < b->work_count; i++) {
		if (!b->works[i].chapter)
			continue;
		if (i != count)
			move_work(&b->works[count], &b->works[i]);
		count++;
	}
	for (size_t i = count; i < b->work_count; i++)
		arena_free(&b->works[i].arena);
	b->work_count = count;
}

static void make_book(struct build *b)
{
	const struct manifest *plan = b->plan;
	struct book *book = arena_new(b->arena, struct book);
	book->arena = b->arena;
	book->meta = plan->meta;
	book->contents_title = str_is_empty(plan->contents_title)
				       ? wording(WORD_CONTENTS, plan->meta.lang)
				       : plan->contents_title;
	book->contents_depth = plan->contents_depth;
	book->chapter_count = b->work_count;
	book->chapters =
		arena_array(b->arena, struct chapter *, book->chapter_count);
	for (size_t i = 0; i < book->chapter_count; i++)
		book->chapters[i] = b->works[i].chapter;
	b->book = book;
}

static bool join_chapters(struct build *b)
{
	if (!build_join_findings(b))
		return false;
	make_book(b);
	b->book->cover = read_cover(b);
	struct numbering numbering = numbering_of(b->plan);
	if (str_is_empty(b->options->last_pass))
		pass_join(b->book, &numbering);
	return build_join_findings(b);
}

bool build_read(struct build *b)
{
	b->plan = manifest_read(b->options->manifest, b->arena, b->diag);
	if (!b->plan)
		return false;
	const size_t *slots = start_works(b);
	read_prepare();
	struct reading_job job = {
		.b = b,
		.slots = slots,
		.context = {
			.clean = clean_of(&b->plan->clean),
			.images = images_of(b),
			.numbering = numbering_of(b->plan),
			.last_pass = b->options->last_pass,
		},
	};
	b->done = 0;
	pool_run(b->plan->entries.count, b->options->threads, read_chapter,
		 &job);
	close_gaps(b);
	return join_chapters(b);
}
