/* THE TABLE of passes. A pass makes the book say what its author meant; it
 * never decides how it looks. The order is the order of work, and each row
 * says what it needs from the rows above it.
 */
#include "pass/inside.h"

#include "base/banned.h"

static const struct {
	const char *name;
	pass_function *run;
	bool is_needed;   /* the chapter is not whole without it */
} table[] = {
	/* Every other row asks what a line is. */
	{"column", pass_column, false},
	/* A list of notes would pass for links, and their marks for text. */
	{"footnote", pass_footnote, false},
	/* Readings in brackets hide every other cue: 首頁(yè). */
	{"annotation", pass_annotation, false},
	/* （翻页） at a line's end would make the line look unfinished. */
	{"cue", pass_cue, false},
	/* Menus and footers would pass for titles and headings. */
	{"boilerplate", pass_boilerplate, false},
	/* A title, its date and its text may share one paragraph. */
	{"split", pass_split, false},
	/* The lines at the head are no paragraphs, so they go before lines
	 * are joined; what stands above the title is told by the title. */
	{"byline", pass_byline, false},
	/* Needs the indents and blank lines that `space` takes away. */
	{"rewrap", pass_rewrap, false},
	/* Needs whole paragraphs as neighbours. */
	{"heading", pass_heading, false},
	/* Ends where a heading begins. */
	{"example", pass_example, false},
	/* " 讲政治 ": which blanks are idle shows when marks are Chinese. */
	{"punct", pass_punct, false},
	{"space", pass_space, false},
	/* Quotation marks must be paired before they change their form. */
	{"script", pass_script, false},
	/* From here on no words change, and rows see one article only. */
	{"article", pass_article, true},
	/* Needs the colons that `punct` puts right, and no other passes' work
	 * on the words after it. */
	{"dialogue", pass_dialogue, false},
	{"note", pass_note, true},
	{"image", pass_image, true},
	/* What pictures have left. */
	{"paragraph", pass_paragraph, true},
	/* Ids of all that is left, and of paragraphs that have numbers. */
	{"link", pass_link, true},
	/* Freezes the chapter: blocks have their numbers. */
	{"number", pass_number, true},
};

#define PASS_COUNT (sizeof table / sizeof table[0])

/* The rows from one on; what another article was cut from is past those
 * before pass_article. */
static void run_rows(struct work work, size_t first)
{
	for (size_t i = first; i < PASS_COUNT; i++) {
		struct arena_mark mark = arena_mark(work.scratch);
		if (table[i].is_needed ||
		    !rule_is_off(&work, str_of(table[i].name)))
			table[i].run(&work);
		arena_rewind(work.scratch, mark);
		if (str_equal(work.context->last_pass, str_of(table[i].name)))
			break;
	}
}

static size_t article_row(void)
{
	size_t row = 0;
	while (table[row].run != pass_article)
		row++;
	return row;
}

bool pass_run(struct chapter *chapter, const struct pass_context *context)
{
	struct arena scratch;
	/* Numbered is frozen. */
	if (chapter->block_count > 0)
		return true;
	arena_init(&scratch);
	struct work work = {chapter, context, chapter->arena, &scratch};
	run_rows(work, 0);
	while ((work.chapter = work.chapter->next) != NULL)
		run_rows(work, article_row());
	arena_free(&scratch);
	return !diag_failed(chapter->diag);
}

const char *const *pass_names(size_t *count)
{
	static const char *const names[] = {
		"column", "footnote", "annotation", "cue", "boilerplate", "split",
		"byline", "rewrap", "heading", "example", "punct", "space",
		"script", "article", "dialogue", "note", "image", "paragraph",
		"link", "number",
	};
	_Static_assert(sizeof names / sizeof names[0] == PASS_COUNT,
		       "one name for each pass");
	*count = PASS_COUNT;
	return names;
}
