/* Step two: style sheets, faces, and the pages of every chapter. */
#include "base/pool.h"
#include "build.h"
#include "base/buf.h"
#include "build_inside.h"
#include "manifest/paper.h"
#include "share.h"

#include "base/banned.h"

#define STYLES_MOST 16

static str read_style(struct build *b, str path, struct span span)
{
	str text = STR_NONE;
	enum file_status status = file_read(arena_cstring(b->arena, path),
					    (size_t)1 << 20, b->arena, &text);
	build_report_file(b->diag, span, status, path);
	return text;
}

static struct style_file ready_style(struct build *b, str name)
{
	str path = arena_format(b->arena, "styles/%.*s.css", STR_ARG(name));
	return (struct style_file){
		.path = file_join(share_folder(b->arena), path, b->arena),
		.is_print_only = !str_equal(name, STR("book")),
	};
}

/* What came with the program, then the manifest's own: of two rules that
 * weigh the same the later wins, so the reader's word is the last. */
static size_t find_styles(struct build *b, struct style_file *files)
{
	size_t count = 0;
	files[count++] = ready_style(b, STR("book"));
	files[count++] = ready_style(b, STR("print"));
	if (paper_is_vertical(&b->plan->paper))
		files[count++] = ready_style(b, STR("vertical"));
	for (size_t i = 0; i < b->plan->ready_styles.count &&
	     count < STYLES_MOST; i++)
		files[count++] = ready_style(b, b->plan->ready_styles.at[i]);
	for (size_t i = 0; i < b->plan->styles.count && count < STYLES_MOST;
	     i++)
		files[count++].path = file_join(
			b->plan->root, b->plan->styles.at[i], b->arena);
	for (size_t i = 0; i < count; i++)
		files[i].text = read_style(b, files[i].path, SPAN_NONE);
	return count;
}

static bool load_styles(struct build *b)
{
	struct style_file files[STYLES_MOST] = {0};
	size_t count = find_styles(b, files);
	if (diag_failed(b->diag))
		return false;
	struct buf screen;
	buf_init(&screen, b->arena, BUF_NO_MAXIMUM);
	for (size_t i = 0; i < count; i++)
		if (!files[i].is_print_only)
			buf_add(&screen, files[i].text);
	str extra = file_join(share_folder(b->arena),
			      STR("styles/screen.css"), b->arena);
	buf_add(&screen, read_style(b, extra, SPAN_NONE));
	b->screen_style = buf_str(&screen);
	const struct paper *paper = &b->plan->paper;
	struct style_grid grid = {
		.body_size = paper->body_size, .pitch = paper->pitch,
		.measure = paper->characters_per_line * paper->body_size,
		.lines = paper->lines_per_page,
	};
	b->styles = style_load(files, count, grid, b->arena, b->diag);
	return !diag_failed(b->diag);
}

static enum note_place note_place(str word)
{
	if (str_equal(word, STR("chapter")))
		return NOTES_AFTER_CHAPTER;
	return str_equal(word, STR("book")) ? NOTES_AFTER_BOOK : NOTES_ON_PAGE;
}

/* On its side, as vertical pages are set. */
static void turn_layout(struct layout *layout, const struct paper *paper)
{
	layout->is_vertical = true;
	layout->page_width = paper->height;
	layout->page_height = paper->width;
	layout->inner = paper->head;
	layout->outer = paper->foot;
	layout->head = paper->inner;
	layout->foot = paper->outer;
}

/* The first for any other word: the manifest has told what it knows. */
static size_t place_of(str word, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(word, str_of(words[i])))
			return i;
	return 0;
}

/* The wishes for lines, by the manifest's words. */
static enum punct_style punct_style(str word)
{
	static const char *const words[] = {
		[PUNCT_QUANJIAO] = "full", [PUNCT_HANGMOBANJIAO] = "line-end",
		[PUNCT_KAIMING] = "kaiming", [PUNCT_BANJIAO] = "half",
		[PUNCT_PLAIN] = "plain",
	};
	return (enum punct_style)place_of(word, words,
					  sizeof words / sizeof *words);
}

static enum cjk_level break_level(str word)
{
	static const char *const words[] = {
		[LEVEL_OF_REGION] = "", [LEVEL_NONE] = "none",
		[LEVEL_BASIC] = "basic", [LEVEL_GB] = "gb",
		[LEVEL_STRICT] = "strict",
	};
	return (enum cjk_level)place_of(word, words,
					sizeof words / sizeof *words);
}

static void set_layout(struct build *b)
{
	const struct paper *paper = &b->plan->paper;
	b->layout = (struct layout){
		.page_width = paper->width,
		.page_height = paper->height,
		.body_size = paper->body_size,
		.pitch = paper->pitch,
		.characters_per_line = paper->characters_per_line,
		.lines_per_page = paper->lines_per_page,
		.inner = paper->inner,
		.outer = paper->outer,
		.head = paper->head,
		.foot = paper->foot,
		.opens_right = paper->opens_right,
		.notes = note_place(paper->notes),
		.lang = b->plan->meta.lang,
		.level = break_level(paper->breaks),
		.punct_style = punct_style(paper->marks),
		.hangs = paper->hangs,
	};
	if (paper_is_vertical(paper))
		turn_layout(&b->layout, paper);
	b->hyphenator = hyphenator_new(STR_NONE, b->arena);
	b->request = (struct typeset_request){
		.book = b->book,
		.styles = b->styles,
		.faces = &b->faces,
		.layout = &b->layout,
		.hyphenator = b->hyphenator,
		.size_name = paper->size_name,
	};
}

static void set_chapter(void *context, size_t number)
{
	struct build *b = context;
	struct build_chapter *work = &b->works[number];
	work->is_read = typeset_chapter(&b->request, work->chapter,
					&b->sets[number]);
	build_progress(b, MSG_STAGE_SETTING, work->chapter->title,
		       b->book->chapter_count);
}

bool build_load_styles(struct build *b)
{
	return b->styles != NULL || load_styles(b);
}

bool build_set_cover(struct build *b, struct page *out)
{
	struct book bare = *b->book;
	struct diag *said = b->diag, unsaid;
	struct print print;
	diag_init(&unsaid, b->arena);
	b->diag = &unsaid;
	bool done = build_load_styles(b) && build_open_faces(b);
	b->diag = said;
	if (!done)
		return false;
	set_layout(b);
	bare.chapter_count = 0;
	b->request.book = &bare;
	done = typeset_join(&b->request, NULL, b->arena, &unsaid, &print);
	b->request.book = b->book;
	if (done)
		*out = print.pages.list.at[0];
	return done;
}

/* Once a book: its lines are good, they could be better. */
static void report_hyphens(struct build *b)
{
	str missed = hyphenator_missed(b->hyphenator, b->arena);
	if (missed.len)
		diag_report(b->diag, SPAN_NONE, MSG_HYPHENS_MISSING,
			    WORDS(missed));
}

bool build_set(struct build *b)
{
	if (!build_load_styles(b) || !build_open_faces(b))
		return false;
	set_layout(b);
	size_t count = b->book->chapter_count;
	b->sets = arena_array(b->arena, struct set_chapter, count);
	b->done = 0;
	pool_run(count, b->options->threads, set_chapter, b);
	report_hyphens(b);
	return build_join_findings(b) &&
	       typeset_join(&b->request, b->sets, b->arena, b->diag, &b->print);
}
