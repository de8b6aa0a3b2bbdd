/* THE TABLE of passes. A pass makes the book say what its author meant; it
 * never decides how it looks. The order is the order of work, and each row
 * says what it needs from the rows above it.
 */
#include "pass/inside.h"

#include "base/banned.h"

static const struct {
	const char *name;
	pass_function *run;
} table[] = {
	/* Readings in brackets hide every other cue: 首頁(yè). */
	{"annotation", pass_annotation},
	/* （翻页） at a line's end would make the line look unfinished. */
	{"cue", pass_cue},
	/* Menus and footers would pass for titles and headings. */
	{"boilerplate", pass_boilerplate},
	/* A title, its date and its text may share one paragraph. */
	{"split", pass_split},
	/* The lines at the head are no paragraphs, so they go before lines
	 * are joined; what stands above the title is told by the title. */
	{"byline", pass_byline},
	/* Needs the indents and blank lines that `space` takes away. */
	{"rewrap", pass_rewrap},
	/* Needs whole paragraphs as neighbours. */
	{"heading", pass_heading},
	/* " 讲政治 ": which blanks are idle shows when marks are Chinese. */
	{"punct", pass_punct},
	{"space", pass_space},
	/* Quotation marks must be paired before they change their form. */
	{"script", pass_script},
	/* From here on no words change. */
	{"note", pass_note},
	{"image", pass_image},
	/* Ids of all that is left. */
	{"link", pass_link},
	/* Freezes the chapter: blocks have their numbers. */
	{"number", pass_number},
};

#define PASS_COUNT (sizeof table / sizeof table[0])

bool pass_run(struct chapter *chapter, const struct pass_context *context)
{
	struct arena scratch;
	/* Numbered is frozen. */
	if (chapter->block_count > 0)
		return true;
	arena_init(&scratch);
	struct work work = {chapter, context, chapter->arena, &scratch};
	for (size_t i = 0; i < PASS_COUNT; i++) {
		struct arena_mark mark = arena_mark(&scratch);
		table[i].run(&work);
		arena_rewind(&scratch, mark);
		if (str_equal(context->last_pass, str_of(table[i].name)))
			break;
	}
	arena_free(&scratch);
	return !diag_failed(chapter->diag);
}

const char *const *pass_names(size_t *count)
{
	static const char *const names[] = {
		"annotation", "cue", "boilerplate", "split", "byline", "rewrap",
		"heading", "punct", "space", "script", "note", "image",
		"link", "number",
	};
	_Static_assert(sizeof names / sizeof names[0] == PASS_COUNT,
		       "one name for each pass");
	*count = PASS_COUNT;
	return names;
}
