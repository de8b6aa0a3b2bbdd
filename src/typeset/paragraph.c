/* One text -> its lines: itemize, measure, squeeze, choose, justify, place.
 *
 * All but the finished lines lives in the scratch arena and is given back
 * at the end, so a chapter needs the memory of its longest paragraph.
 */
#include "typeset/lines.h"

#include "base/banned.h"

#define SHOWN_OVERFULL 60     /* bytes of an overfull line in its message */
#define TOLD_OVERFULL 3       /* of a chapter; a narrow page has hundreds */
#define LONGEST_SINGLE 4096   /* bytes of a line that is not broken */

static void report_overfull(struct paragraph *p, const struct set_line *line)
{
	if (p->setter->overfull_count++ >= TOLD_OVERFULL)
		return;
	str text = str_cut(p->text, line->start, line->end);
	diag_report(p->setter->diag, p->request->span, MSG_LINE_OVERFULL,
		    WORDS(str_shorten(text, SHOWN_OVERFULL)));
}

static length indent_of(const struct line_request *request, bool is_first)
{
	return is_first ? request->first_indent : request->hanging_indent;
}

static length aligned(const struct line_request *request, length indent,
		      length width)
{
	switch (request->style->align) {
	case STYLE_JUSTIFY: case STYLE_START:
		return indent;
	case STYLE_CENTRE:
		return indent + (request->measure - indent - width) / 2;
	case STYLE_END:
		return request->measure - width;
	}
	return indent;
}

static void set_chosen(struct paragraph *p, const struct choice *choice,
		       struct set_paragraph *out)
{
	const struct line_request *request = p->request;
	bool has_reported = false;
	*out = (struct set_paragraph){
		.count = choice->count, .demerits = choice->demerits / 100,
		.may_grow = choice->may_grow,
	};
	out->lines = arena_array(p->setter->arena, struct set_line,
				 out->count);
	for (size_t i = 0; i < choice->count; i++) {
		const struct chosen_line *line = &choice->lines[i];
		struct set_line *set = &out->lines[i];
		length indent = indent_of(request, i == 0);
		length width = justify_line(p, line,
					    request->measure - indent,
					    &set->gap);
		compose_line(p, line, aligned(request, indent, width), set);
		if (set->is_overfull && !has_reported)
			report_overfull(p, set);
		has_reported |= set->is_overfull;
	}
}

void prepare_paragraph(struct paragraph *p, struct setter *s,
		       const struct line_request *request)
{
	*p = (struct paragraph){.setter = s, .request = request};
	itemize_text(p);
	measure_cells(p);
	squeeze_cells(p);
	if (request->field > 0)
		fill_field(p);
}

void set_lines(struct setter *s, const struct line_request *request,
	       struct set_paragraph *out)
{
	struct arena_mark mark = arena_mark(s->scratch);
	struct paragraph p;
	struct choice choice;
	prepare_paragraph(&p, s, request);
	choose_lines(&p, &choice);
	set_chosen(&p, &choice, out);
	arena_rewind(s->scratch, mark);
}

void set_variants(struct setter *s, const struct line_request *request,
		  size_t count, struct set_paragraph *shorter,
		  struct set_paragraph *longer)
{
	struct arena_mark mark = arena_mark(s->scratch);
	struct paragraph p;
	struct choice fewer, more;
	prepare_paragraph(&p, s, request);
	choose_counts(&p, count, &fewer, &more);
	/* Lines are justified in their cells: the second set has its own. */
	struct cell *fresh = p.cells.at;
	if (shorter && longer && fewer.count && more.count) {
		fresh = arena_array(s->scratch, struct cell, p.cells.count);
		memcpy(fresh, p.cells.at, p.cells.count * sizeof *fresh);
	}
	if (shorter)
		set_chosen(&p, &fewer, shorter);
	p.cells.at = fresh;
	if (longer)
		set_chosen(&p, &more, longer);
	arena_rewind(s->scratch, mark);
}

static void mark_artifacts(struct set_line *line)
{
	for (size_t i = 0; i < line->item_count; i++)
		if (line->items[i].kind == ITEM_GLYPHS)
			line->items[i].as.glyphs.is_artifact = true;
}

struct set_line set_single(struct setter *s, str text,
			   const struct style *style, bool is_artifact)
{
	struct arena_mark mark = arena_mark(s->scratch);
	struct line_request request = {
		.text = str_shorten(text, LONGEST_SINGLE), .style = style,
		.measure = INT32_MAX,
	};
	struct paragraph p;
	struct set_line out = {0};
	prepare_paragraph(&p, s, &request);
	if (p.cells.count) {
		struct chosen_line line = {
			.end = (uint32_t)p.cells.count,
			.is_last = true, .close = CLOSE_FULL,
		};
		compose_line(&p, &line, 0, &out);
	}
	if (is_artifact)
		mark_artifacts(&out);
	arena_rewind(s->scratch, mark);
	return out;
}
