/* Notes that do not stand on their pages: behind their chapter, or all of
 * them in a chapter of their own behind the book. They keep the marks their
 * chapter gave them, so that paper and telephone say the same.
 */
#include "typeset/join.h"

#include "book/wording.h"

#include "base/banned.h"

#define COST_ONE_LINE 1000            /* of a note left alone on a page */

/* A heading of no block; nothing is ever found by it. */
static void add_title(struct galley *g, struct column *c, str text)
{
	struct arena *a = g->setter->arena;
	const struct style *style = style_of_name(
		g->setter->styles, c->style, STR("h3"), STR("notes"), a);
	struct line_request request = {
		.text = text, .style = flush_style(a, style),
		.measure = g->measure, .is_balanced = true,
		.first_indent = style->align == STYLE_CENTRE ? 0
							     : style->indent,
		.span = chapter_span(g->chapter),
	};
	struct set_paragraph lines = {0};
	set_lines(g->setter, &request, &lines);
	struct slot slot = {.lines = style->slot_lines, .align = style->align,
			    .width = g->measure};
	struct strip strip = {.kind = STRIP_GROUP};
	strip.as.group = slot_group(g, &slot, &lines, style->size,
				    &strip.quarters);
	galley_blank(g, 1000);
	galley_add(g, c, strip);
	g->lines_owed = 2;
	g->is_after_heading = true;
}

static void add_note(struct galley *g, struct column *c,
		     const struct note *note)
{
	size_t first = g->note_lines.count;
	galley_set_note(g, note);
	size_t count = g->note_lines.count - first;
	for (size_t i = 0; i < count; i++) {
		const struct note_line *line = &g->note_lines.at[first + i];
		struct strip strip = {
			.kind = STRIP_LINE, .quarters = g->note_quarters,
			.x = line->x, .as.line = line->line,
		};
		if (i == 1 || (i > 0 && i + 1 == count))
			strip.break_cost = COST_ONE_LINE;
		galley_add(g, c, strip);
	}
}

void galley_add_notes(struct galley *g, struct column *c,
		      const struct chapter *chapter, str title)
{
	if (!chapter->notes)
		return;
	add_title(g, c, title);
	for (const struct note *n = chapter->notes; n; n = n->next)
		add_note(g, c, n);
	struct strip snap = {.kind = STRIP_SNAP,
			     .break_cost = BREAK_FORBIDDEN};
	list_push(g->setter->arena, &g->strips, snap);
}

static struct chapter *notes_chapter(const struct setter *s)
{
	struct chapter *chapter = chapter_new(s->arena, s->diag);
	chapter->role = CHAPTER_APPENDIX;
	chapter->title = wording(WORD_NOTES, s->lang);
	chapter->file = STR("~notes");
	chapter->lang = s->lang;
	return chapter;
}

static void set_notes(struct setter *s, const struct book *book,
		      const struct chapter *chapter, struct set_chapter *out)
{
	struct galley g;
	struct cut_pages cuts;
	struct column c = {.style = style_root(s->styles)};
	galley_start(&g, s, chapter);
	galley_add_opening(&g, &c);
	for (size_t i = 0; i < book->chapter_count; i++)
		galley_add_notes(&g, &c, book->chapters[i],
				 outline_text(book->chapters[i]->label,
					      book->chapters[i]->title,
					      s->arena));
	g.strip_count = (uint32_t)g.strips.count;
	cut_galley(&g, s->scratch, &cuts);
	place_pages(&g, &cuts, out);
}

static bool has_notes(const struct book *book)
{
	for (size_t i = 0; i < book->chapter_count; i++)
		if (book->chapters[i]->notes)
			return true;
	return false;
}

bool add_endnotes(struct setter *s, struct book *book,
		  struct set_chapter **sets)
{
	if (s->layout->notes != NOTES_AFTER_BOOK || !has_notes(book))
		return false;
	size_t count = book->chapter_count;
	struct chapter **chapters = arena_array(s->arena, struct chapter *,
						count + 1);
	struct set_chapter *all = arena_array(s->arena, struct set_chapter,
					      count + 1);
	memcpy(chapters, book->chapters, count * sizeof *chapters);
	memcpy(all, *sets, count * sizeof *all);
	chapters[count] = notes_chapter(s);
	set_notes(s, book, chapters[count], &all[count]);
	book->chapters = chapters;
	book->chapter_count = count + 1;
	*sets = all;
	return true;
}
