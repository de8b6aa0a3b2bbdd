/* A chapter -> an XHTML file, or several: title, byline, summary, body, and the notes
 * at the end.
 *
 * Notes stand after the text and never between paragraphs: Apple Books pops
 * them up and hides them there, all others show them where they stand.
 */
#include "book/numeral.h"
#include "epub/inside.h"

#include "base/banned.h"

void xhtml_start(struct xml *x, struct buf *out, str title, str lang,
		 const char *root)
{
	xml_start(x, out);
	buf_add(out, STR("<!DOCTYPE html>\n"));
	xml_open(x, "html");
	xml_attribute(x, "xmlns", STR("http://www.w3.org/1999/xhtml"));
	xml_attribute(x, "xmlns:epub", STR("http://www.idpf.org/2007/ops"));
	xml_attribute(x, "lang", lang);
	xml_attribute(x, "xml:lang", lang);
	xml_line(x);
	xml_open(x, "head");
	xml_element(x, "title", title);
	xml_open(x, "link");
	xml_attribute(x, "rel", STR("stylesheet"));
	xml_attribute(x, "type", STR("text/css"));
	xml_attribute(x, "href", arena_format(out->arena, "%sstyle.css", root));
	xml_close_empty(x);
	xml_close(x);
	xml_line(x);
	xml_open(x, "body");
}

void xhtml_finish(struct xml *x, const struct epub_request *request,
		  struct epub_part *part, struct arena *a)
{
	xml_finish(x);
	part->media_type = STR("application/xhtml+xml");
	part_pack(part, buf_str(x->out), request, a);
}

static str note_label(const struct note *note, struct arena *a)
{
	if (note->label.len)
		return note->label;
	return circled_number((int)(note->number % 1000000), a);
}

void write_note_mark(struct writer *w, const struct note *note)
{
	if (!note)
		return;
	str number = arena_format(w->arena, "%u", note->number);
	/* A link inside a link is no XHTML: the mark stays, its link not. */
	xml_open(&w->xml, w->is_in_link ? "span" : "a");
	if (!w->is_in_link) {
		xml_attribute(&w->xml, "epub:type", STR("noteref"));
		xml_attribute(&w->xml, "role", STR("doc-noteref"));
	}
	xml_attribute(&w->xml, "class", STR("noteref duokan-footnote"));
	write_id(w, arena_join(w->arena, STR("r"), number));
	if (!w->is_in_link) {
		xml_attribute(&w->xml, "href",
			      arena_join(w->arena, STR("#n"), number));
		xml_attribute(&w->xml, "aria-label", arena_join(
			w->arena, wording(WORD_NOTE, w->lang), number));
	}
	xml_text(&w->xml, note_label(note, w->arena));
	xml_close(&w->xml);
}

static void write_missing(struct writer *w, str words, bool is_figure)
{
	xml_open(&w->xml, is_figure ? "p" : "span");
	xml_attribute(&w->xml, "class", STR("missing"));
	write_breakable(&w->xml, words);
	xml_close(&w->xml);
}

/* A caption at least says what it is about. */
static void report_bare(const struct writer *w, const struct asset *asset)
{
	if (!w->is_captioned && w->chapter->diag && !w->request->is_second)
		diag_report(w->chapter->diag, asset->span, MSG_PICTURE_BARE,
			    WORDS(asset->address));
}

/* A picture without a description is called 图 (or 封面 ...): some readers
 * refuse an empty alt. */
void write_picture(struct writer *w, const struct asset *asset, str alt,
		   bool is_figure)
{
	bool is_decorative = asset && asset->is_decorative;
	if (!alt.len && asset)
		alt = asset->alt;
	if (!asset || !asset->name.len) {
		str address = asset ? asset->address : STR_NONE;
		write_missing(w, wording_missing_picture(w->lang, alt, address,
							 w->arena),
			      is_figure);
		return;
	}
	w->part->has_pictures = true;
	if (!alt.len && !is_decorative) {
		w->part->has_bare_pictures = true;
		report_bare(w, asset);
		alt = wording(WORD_FIGURE, w->lang);
	}
	xml_open(&w->xml, "img");
	if (!is_figure)
		xml_attribute(&w->xml, "class", STR("inline"));
	xml_attribute(&w->xml, "src", arena_join(
		w->arena, STR("../images/"), asset->name));
	xml_attribute(&w->xml, "alt", alt);
	if (is_decorative && !alt.len)
		xml_attribute(&w->xml, "role", STR("presentation"));
	xml_close_empty(&w->xml);
}

static void write_note(struct writer *w, const struct note *note)
{
	struct note shown = *note;
	shown.label = note_label(note, w->arena);
	xml_open(&w->xml, "aside");
	xml_attribute(&w->xml, "epub:type", STR("footnote"));
	xml_attribute(&w->xml, "role", STR("doc-footnote"));
	xml_attribute(&w->xml, "class", STR("duokan-footnote-item"));
	write_id(w, arena_format(w->arena, "n%u", note->number));
	w->backlink = &shown;
	if (!note->body || note->body->kind != BLOCK_PARAGRAPH) {
		struct block empty = {.kind = BLOCK_PARAGRAPH};
		flow_blocks(w, &empty);
	}
	if (note->body)
		flow_blocks(w, note->body);
	w->backlink = NULL;
	xml_close(&w->xml);
	xml_line(&w->xml);
}

/* Marked in this file; in the last one, whatever is left. */
static bool belongs_here(const struct writer *w, const struct note *note)
{
	return !w->until ||
	       map_find(&w->ids, 0, arena_format(w->arena, "r%u",
						 note->number));
}

/* A note's text may hold another note's mark: then there is more to do. */
static bool write_some_notes(struct writer *w)
{
	bool is_any = false;
	for (const struct note *note = w->chapter->notes; note;
	     note = note->next) {
		if (!belongs_here(w, note) ||
		    !map_add(&w->notes, note->number, STR("n"), 0))
			continue;
		if (!is_any && !w->is_in_note) {
			xml_open(&w->xml, "section");
			xml_attribute(&w->xml, "class", STR("notes"));
			xml_attribute(&w->xml, "aria-label",
				      wording(WORD_NOTES, w->lang));
			xml_line(&w->xml);
			w->is_in_note = true;
		}
		is_any = true;
		write_note(w, note);
	}
	return is_any;
}

static void write_notes(struct writer *w)
{
	/* No printed page begins in here; the marks left are the next file's. */
	const struct page_marks *marks = w->marks;
	w->marks = NULL;
	while (write_some_notes(w))
		continue;
	w->marks = marks;
	if (w->is_in_note)
		xml_close(&w->xml);
	w->is_in_note = false;
}

static void write_label(struct xml *x, str label)
{
	xml_open(x, "span");
	xml_attribute(x, "class", STR("label"));
	write_words(x, str_trim_end(label));
	xml_close(x);
	/* A plain blank: it vanishes where the label has its own line. */
	xml_text(x, STR(" "));
}

/* Bytes of the 第一章 that the title itself begins with. */
static size_t typed_label(str title)
{
	struct label label = label_read(title);
	bool is_title = label.kind == LABEL_CHAPTER ||
			label.kind == LABEL_VOLUME;
	return is_title && label.bytes < title.len ? label.bytes : 0;
}

/* The page that opens the chapter begins with its title, which is no block,
 * wherever the first words of the body stand. */
static void write_first_mark(struct writer *w)
{
	if (!w->marks || w->marks->count == 0)
		return;
	struct position first = w->marks->at[0].at;
	flow_marks(w, first.block, first.offset, "span");
}

/* Without a title paper shows none: then the heading is seen by nobody, and
 * told to those who hear the book. */
static void write_title(struct writer *w)
{
	const struct chapter *chapter = w->chapter;
	struct xml *x = &w->xml;
	str title = str_trim(chapter->title);
	size_t label_end = 0;
	xml_open(x, "h1");
	if (chapter->role == CHAPTER_PART)
		xml_attribute(x, "class", STR("part-title"));
	else if (!title.len && !chapter->label.len)
		xml_attribute(x, "class", STR("untitled"));
	write_id(w, STR("title"));
	if (!title.len && !chapter->label.len)
		xml_attribute(x, "aria-label",
			      chapter_title(w->request->book, chapter));
	write_first_mark(w);
	if (chapter->label.len)
		write_label(x, chapter->label);
	else
		label_end = typed_label(title);
	if (label_end)
		write_label(x, str_cut(title, 0, label_end));
	write_words(x, str_from(title, label_end));
	xml_close(x);
	xml_line(x);
}

void write_origin(struct xml *x, const struct chapter *chapter)
{
	if (chapter->author.len)
		write_words(x, chapter->author);
	if (chapter->author.len && chapter->source.len)
		xml_text(x, STR("　"));
	if (chapter->source.len)
		write_words(x, chapter->source);
	if (!chapter->date.len)
		return;
	if (chapter->author.len || chapter->source.len)
		xml_text(x, STR("　"));
	xml_open(x, "span");
	xml_attribute(x, "class", STR("date"));
	xml_text(x, chapter->date);
	xml_close(x);
}

static void write_byline(struct writer *w)
{
	const struct chapter *chapter = w->chapter;
	if (!chapter->author.len && !chapter->source.len && !chapter->date.len)
		return;
	xml_open(&w->xml, "p");
	xml_attribute(&w->xml, "class", STR("byline"));
	write_origin(&w->xml, chapter);
	xml_close(&w->xml);
	xml_line(&w->xml);
}

static void write_summary(struct writer *w)
{
	str word = wording(WORD_SUMMARY, w->lang);
	if (!w->chapter->summary.len)
		return;
	xml_open(&w->xml, "p");
	xml_attribute(&w->xml, "class", STR("summary"));
	xml_text(&w->xml, arena_format(w->arena, "【%.*s】", STR_ARG(word)));
	write_words(&w->xml, w->chapter->summary);
	xml_close(&w->xml);
	xml_line(&w->xml);
}

/* role must match epub:type (EPUB Type to ARIA Role authoring guide). */
static const struct {
	const char *matter, *type, *role;
} kinds[] = {
	[CHAPTER_FRONT] = {"frontmatter", "preface", "doc-preface"},
	[CHAPTER_BODY] = {"bodymatter", "chapter", "doc-chapter"},
	[CHAPTER_PART] = {"bodymatter", "part", "doc-part"},
	[CHAPTER_APPENDIX] = {"backmatter", "appendix", "doc-appendix"},
};

static void open_section(struct writer *w, str label)
{
	enum chapter_role role = w->chapter->role;
	struct xml *x = &w->xml;
	xml_attribute(x, "epub:type", str_of(kinds[role].matter));
	xml_line(x);
	xml_open(x, "section");
	xml_attribute(x, "epub:type", str_of(kinds[role].type));
	xml_attribute(x, "role", str_of(kinds[role].role));
	xml_attribute(x, "aria-labelledby", label);
	xml_line(x);
}

static str file_lang(const struct epub_request *request,
		     const struct chapter *chapter)
{
	if (safe_lang(chapter->lang).len)
		return full_lang(chapter->lang);
	return book_lang(request->book);
}

static str first_title(const struct writer *w)
{
	return outline_text(w->chapter->label,
			    chapter_title(w->request->book, w->chapter),
			    w->arena);
}

/* What a file begins with, and what its section is called by. */
static void start_file(struct writer *w, struct buf *text, size_t file)
{
	const struct block *start = file_start(w->request, w->number, file);
	str title = file ? heading_text(start, w->arena) : first_title(w);
	str label = STR("title");
	if (file)
		label = heading_id(w->request, w->number, start, w->arena);
	xhtml_start(&w->xml, text, title, w->lang, "../");
	write_lines_as(&w->xml, w->request, w->lang);
	open_section(w, label);
	if (file)
		return;
	write_title(w);
	write_byline(w);
	write_summary(w);
}

static void write_file(struct writer *w, size_t file, struct epub_part *part)
{
	struct arena *a = w->arena;
	const struct block *start = file_start(w->request, w->number, file);
	struct buf text;
	buf_init(&text, a, BUF_NO_MAXIMUM);
	w->ids = (struct name_map){.arena = a};
	w->part = part;
	w->until = file_start(w->request, w->number, file + 1);
	*part = (struct epub_part){
		.name = file_path(w->request, w->number, file, a),
		.id = file_id(w->request, w->number, file, a),
		.properties = STR_NONE,
	};
	start_file(w, &text, file);
	if (start)
		flow_blocks(w, start);
	if (w->until)
		flow_marks(w, w->until->number - 1, UINT32_MAX, "div");
	else
		flow_marks_left(w);
	write_notes(w);
	xhtml_finish(&w->xml, w->request, part, a);
}

void epub_chapter(const struct epub_request *request, size_t number,
		  struct arena *a, struct epub_part *out)
{
	const struct chapter *chapter = request->book->chapters[number];
	struct writer w = {
		.arena = a, .request = request, .chapter = chapter,
		.number = number, .lang = file_lang(request, chapter),
		.marks = request->marks ? &request->marks[number] : NULL,
		.notes.arena = a,
	};
	w.is_chinese = lang_is_chinese(w.lang);
	write_file(&w, 0, out);
	struct epub_part *last = out;
	for (size_t i = 1; i < file_count(request, number); i++) {
		last->next = arena_new(a, struct epub_part);
		last = last->next;
		write_file(&w, i, last);
	}
}
