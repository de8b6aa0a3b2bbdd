/* One chapter -> its pages. The galley, its cuts and all scratch work live
 * in arenas of their own and are gone when the pages are made; what stays in
 * the chapter's arena is the display list alone.
 */
#include "typeset/join.h"

#include "base/banned.h"

#define LATE_PAGES 2                  /* of nothing but notes */

static struct setter start_setter(const struct typeset_request *request,
				  const struct chapter *chapter,
				  struct set_pictures *pictures)
{
	str lang = chapter->lang;
	if (str_is_empty(lang))
		lang = request->layout->lang;
	return (struct setter){
		.request = request, .faces = request->faces,
		.styles = request->styles, .layout = request->layout,
		.hyphenator = request->hyphenator,
		.diag = chapter->diag, .lang = lang, .pictures = pictures,
	};
}

static void take_pictures(const struct set_pictures *pictures,
			  struct arena *a, struct set_chapter *out)
{
	for (size_t i = 0; i < pictures->assets.count; i++) {
		const struct asset *asset = pictures->assets.at[i];
		struct page_picture picture = {
			.bytes = asset->bytes, .media_type = asset->media_type,
			.width = asset->width, .height = asset->height,
		};
		list_push(a, &out->pictures, picture);
	}
}

static void set_part(struct setter *s, const struct chapter *part,
		     struct set_chapter *out)
{
	struct arena *a = part->arena;
	struct page page;
	make_part_page(s, part, &page, a);
	list_push(a, &out->pages, page);
	list_push(a, &out->starts, (struct position){0, 0});
	list_push(a, &out->headings,
		  (struct set_heading){NULL, 0, s->layout->head});
	list_push(a, &out->anchors,
		  (struct anchor){part->file, 0, s->layout->head});
}

static const struct strip *last_note_mark(const struct galley *g,
					  const struct cut_page *cut)
{
	for (size_t i = cut->count; i > 0; i--) {
		const struct strip *strip = &g->strips.at[cut->strips[i - 1]];
		if (strip->note_count > 0)
			return strip;
	}
	return NULL;
}

/* Pages with nothing but the rest of notes are told, once a chapter. */
static void tell_late_notes(const struct setter *s, const struct galley *g,
			    const struct cut_pages *cuts)
{
	size_t pages = 0;
	const struct strip *mark = NULL;
	for (size_t i = 0; i < cuts->list.count; i++) {
		if (cuts->list.at[i].count == 0)
			pages++;
		const struct strip *last = last_note_mark(g,
							  &cuts->list.at[i]);
		mark = last ? last : mark;
	}
	if (pages < LATE_PAGES)
		return;
	struct span span = mark && mark->block ? mark->block->span
					       : chapter_span(g->chapter);
	diag_report(s->diag, span, MSG_NOTES_LATE,
		    WORDS(arena_format(s->arena, "%zu", pages)));
}

static void set_pages(struct setter *s, const struct chapter *chapter,
		      struct set_chapter *out)
{
	struct arena cuts_arena;
	arena_init(&cuts_arena);
	struct galley galley;
	struct cut_pages cuts;
	galley_start(&galley, s, chapter);
	galley_fill(&galley);
	cut_galley(&galley, &cuts_arena, &cuts);
	tell_late_notes(s, &galley, &cuts);
	place_pages(&galley, &cuts, out);
	arena_free(&cuts_arena);
}

bool typeset_chapter(const struct typeset_request *request,
		     const struct chapter *chapter, struct set_chapter *out)
{
	struct arena lines, scratch;
	arena_init(&lines);
	arena_init(&scratch);
	struct set_pictures pictures = {.arena = &lines};
	struct setter s = start_setter(request, chapter, &pictures);
	s.arena = &lines;
	s.scratch = &scratch;
	*out = (struct set_chapter){0};
	if (chapter->role == CHAPTER_PART && !chapter->body)
		set_part(&s, chapter, out);
	else
		set_pages(&s, chapter, out);
	take_pictures(&pictures, chapter->arena, out);
	arena_free(&scratch);
	arena_free(&lines);
	return !diag_failed(chapter->diag);
}

const struct set_heading *set_chapter_heading(const struct set_chapter *set,
				       const struct block *block)
{
	if (set->headings.count == 0)
		return NULL;
	uint32_t number = block ? block->number : 0;
	size_t low = 0, high = set->headings.count;
	while (low + 1 < high) {
		size_t middle = low + (high - low) / 2;
		const struct block *at = set->headings.at[middle].block;
		if ((at ? at->number : 0) <= number)
			low = middle;
		else
			high = middle;
	}
	/* A heading that was not set stands where the one before it does. */
	return &set->headings.at[low];
}

str print_label(const struct print *print, const struct set_chapter *sets,
		size_t chapter, const struct block *heading)
{
	const struct set_heading *at =
		set_chapter_heading(&sets[chapter], heading);
	size_t page = print->first_page[chapter] + (at ? at->page : 0);
	if (page >= print->pages.list.count)
		return STR_NONE;
	return print->pages.list.at[page].label;
}
