/* Notes -> lines for the foot of a page. A note is set once, when its mark
 * is met; cutting and placing only count and move its lines.
 *
 * What stays rough: a note longer than the room under its mark goes on at
 * the foot of the next page, by a greedy rule.
 */
#include "typeset/galley.h"

#include "base/banned.h"

#define NOTE_LEADING 1250              /* least, in 1/1000 of the size */

static const struct style *note_style(struct galley *g)
{
	const struct style *style = style_of_name(
		g->setter->styles, style_root(g->setter->styles), STR("p"),
		STR("note"), g->setter->arena);
	return galley_style(g, style);
}

void galley_start_notes(struct galley *g)
{
	length pitch = g->setter->layout->pitch;
	length wanted = length_scale(note_style(g)->size, NOTE_LEADING, 1000);
	int quarters = (wanted * QUARTERS + pitch - 1) / pitch;
	g->note_quarters = quarters > 3 ? quarters : 3;
	g->note_gap = QUARTERS;
	for (const struct note *n = g->chapter->notes; n; n = n->next)
		g->note_numbers++;
	g->note_index = arena_array(g->setter->arena, uint32_t,
				    g->note_numbers + 1);
}

int galley_note_area(const struct galley *g, int lines)
{
	return lines > 0 ? g->note_gap + lines * g->note_quarters : 0;
}

struct set_note *galley_find_note(struct galley *g, const struct note *note)
{
	if (note->number > g->note_numbers || !g->note_index[note->number])
		return NULL;
	/* Two notes of one number are our passes' mistake, not ours to mend:
	 * the later one is shown. */
	return &g->notes.at[g->note_index[note->number] - 1];
}

static void push_text(struct galley *g, const struct line_request *request,
		      length x)
{
	struct set_paragraph lines = {0};
	set_lines(g->setter, request, &lines);
	for (size_t i = 0; i < lines.count; i++)
		list_push(g->setter->arena, &g->note_lines,
			  (struct note_line){&lines.lines[i], x});
}

/* The mark two characters in, the lines below it flush. */
void galley_set_note(struct galley *g, const struct note *note)
{
	const struct style *style = note_style(g);
	length rest = g->measure % style->size;
	struct line_request request = {
		.style = style, .measure = g->measure - rest,
		.first_indent = style->indent, .label = note->label,
		.span = note->span,
	};
	bool is_shown = false;
	for (const struct block *b = note->body; b; b = block_next(b)) {
		if (!block_holds_text(b->kind) || !b->text)
			continue;
		request.phrases = b->text;
		push_text(g, &request, rest);
		request.label = STR_NONE;
		is_shown = true;
	}
	if (!is_shown) {
		request.text = STR("—");
		request.phrases = NULL;
		push_text(g, &request, rest);
	}
}

static struct set_note *set_note(struct galley *g, const struct note *note)
{
	struct set_note *known = galley_find_note(g, note);
	if (known && known->note == note)
		return known;
	struct set_note set = {.note = note,
			       .first = (uint32_t)g->note_lines.count};
	galley_set_note(g, note);
	set.count = (uint32_t)g->note_lines.count - set.first;
	list_push(g->setter->arena, &g->notes, set);
	if (note->number <= g->note_numbers)
		g->note_index[note->number] = (uint32_t)g->notes.count;
	return &g->notes.at[g->notes.count - 1];
}

uint32_t galley_set_notes(struct galley *g, const struct note **notes,
			  size_t count)
{
	uint32_t lines = 0;
	if (g->setter->layout->notes != NOTES_ON_PAGE)
		return 0;
	for (size_t i = 0; i < count; i++)
		lines += set_note(g, notes[i])->count;
	return lines;
}

void galley_gather_notes(struct galley *g, struct strip *strip)
{
	const struct group *group = strip->as.group;
	size_t count = 0;
	for (size_t i = 0; i < group->spot_count; i++)
		count += group->spots[i].line->note_count;
	if (count == 0)
		return;
	strip->notes = arena_array(g->setter->arena, const struct note *,
				   count);
	for (size_t i = 0; i < group->spot_count; i++) {
		const struct set_line *line = group->spots[i].line;
		for (size_t k = 0; k < line->note_count; k++)
			strip->notes[strip->note_count++] = line->notes[k];
	}
	strip->note_lines = galley_set_notes(g, strip->notes,
					     strip->note_count);
}
