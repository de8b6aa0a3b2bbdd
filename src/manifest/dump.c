/* The plan as text: every field, defaults included, one a line. */
#include "base/buf.h"
#include "manifest/manifest.h"
#include "manifest/paper.h"

#include "base/banned.h"

static void add_field(struct buf *out, const char *name, str value)
{
	if (!str_is_empty(value))
		buf_format(out, "%s: %.*s\n", name, STR_ARG(value));
}

static void dump_meta(const struct manifest *plan, struct buf *out)
{
	const struct meta *meta = &plan->meta;
	add_field(out, "title", meta->title);
	add_field(out, "subtitle", meta->subtitle);
	add_field(out, "sort", meta->sort);
	for (size_t i = 0; i < meta->contributors.count; i++) {
		const struct contributor *who = &meta->contributors.at[i];
		buf_format(out, "contributor: %.*s (%.*s)\n",
			   STR_ARG(who->name), STR_ARG(who->role));
		add_field(out, "contributor sort", who->sort);
	}
	add_field(out, "lang", meta->lang);
	add_field(out, "date", meta->date);
	add_field(out, "publisher", meta->publisher);
	add_field(out, "description", meta->description);
	add_field(out, "subject", meta->subject);
	add_field(out, "rights", meta->rights);
	add_field(out, "identifier", meta->identifier);
	add_field(out, "series", meta->series);
	add_field(out, "series number", meta->series_number);
	add_field(out, "source", meta->source);
	add_field(out, "cover", plan->cover);
}

static void dump_paper(const struct paper *paper, struct buf *out)
{
	buf_format(out, "paper: %.*s %d x %d, body %d, pitch %d, %d x %d, ",
		   STR_ARG(paper->size_name), paper->width, paper->height,
		   paper->body_size, paper->pitch, paper->characters_per_line,
		   paper->lines_per_page);
	if (paper_is_vertical(paper))
		buf_add(out, STR("vertical\n"));
	if (!str_equal(paper->marks, STR("full")) || paper->breaks.len ||
	    paper->hangs)
		buf_format(out, "marks %.*s, hanging %s, breaks %.*s\n",
			   STR_ARG(paper->marks), paper->hangs ? "yes" : "no",
			   STR_ARG(paper->breaks));
	buf_format(out, "margins %d %d %d %d, open %s, notes %.*s\n",
		   paper->inner, paper->outer, paper->head, paper->foot,
		   paper->opens_right ? "right" : "any",
		   STR_ARG(paper->notes));
}

static void dump_entries(const struct manifest *plan, struct buf *out)
{
	static const char *const roles[] = {"front", "chapter", "part",
					    "appendix"};
	for (size_t i = 0; i < plan->entries.count; i++) {
		const struct plan_entry *entry = &plan->entries.at[i];
		buf_format(out, "%s: %.*s", roles[entry->role],
			   STR_ARG(entry->file));
		if (!str_is_empty(entry->title))
			buf_format(out, " “%.*s”", STR_ARG(entry->title));
		if (entry->part)
			buf_format(out, " in part %d", entry->part);
		buf_format(out, " line %u\n", entry->span.line);
	}
}

void manifest_dump(const struct manifest *plan, struct buf *out)
{
	dump_meta(plan, out);
	buf_format(out, "contents: %.*s, depth %d\n",
		   STR_ARG(plan->contents_title), plan->contents_depth);
	buf_format(out, "numbering: %.*s %.*s, depth %d, paragraphs %.*s\n",
		   STR_ARG(plan->number_chapter),
		   STR_ARG(plan->number_section), plan->number_depth,
		   STR_ARG(plan->number_paragraph));
	buf_format(out, "formats:%s%s%s%s\n",
		   plan->formats & WANT_EPUB ? " epub" : "",
		   plan->formats & WANT_EPUB_VERTICAL ? " epub-vertical" : "",
		   plan->formats & WANT_PDF ? " pdf" : "",
		   plan->formats & WANT_BOOKLET ? " booklet" : "");
	add_field(out, "name", plan->name);
	add_field(out, "output", plan->output);
	for (size_t i = 0; i < plan->styles.count; i++)
		add_field(out, "style", plan->styles.at[i]);
	for (size_t i = 0; i < plan->ready_styles.count; i++)
		add_field(out, "ready style", plan->ready_styles.at[i]);
	add_field(out, "fonts.body", plan->fonts.body.family);
	add_field(out, "fonts.bold", plan->fonts.bold.family);
	add_field(out, "fonts.heading", plan->fonts.heading.family);
	add_field(out, "fonts.quote", plan->fonts.quote.family);
	add_field(out, "fonts.code", plan->fonts.code.family);
	add_field(out, "clean.script", plan->clean.script);
	add_field(out, "clean.annotations", plan->clean.annotations);
	add_field(out, "clean.cues", plan->clean.cues);
	add_field(out, "clean.punctuation", plan->clean.punctuation);
	add_field(out, "clean.examples", plan->clean.examples);
	for (size_t i = 0; i < plan->clean.off.list.count; i++)
		add_field(out, "clean.off", plan->clean.off.list.at[i]);
	add_field(out, "images.folder", plan->images_folder);
	add_field(out, "images.missing", plan->images_missing);
	add_field(out, "epub.page-numbers", plan->page_numbers);
	add_field(out, "epub.pictures", plan->epub_pictures);
	add_field(out, "epub.fonts", plan->epub_fonts);
	for (size_t i = 0; i < plan->images.count; i++)
		buf_format(out, "image: %.*s = %.*s\n",
			   STR_ARG(plan->images.at[i].address),
			   STR_ARG(plan->images.at[i].path));
	dump_paper(&plan->paper, out);
	buf_format(out, "booklet: binding %d, sheet %d x %d, %d thick\n",
		   (int)plan->imposition.binding,
		   plan->imposition.sheet_width,
		   plan->imposition.sheet_height,
		   plan->imposition.paper_thickness);
	dump_entries(plan, out);
}
