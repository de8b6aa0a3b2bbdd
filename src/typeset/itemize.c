/* A block's phrases -> one text, block_text of the block, cut into runs of
 * one look each. What is no text of the block (a note's mark, a picture)
 * becomes a run with an object.
 *
 * Only looks are decided here: nothing is measured, but for objects, which
 * are small texts set by the same means. Phrases nested deeper than any
 * reader makes them are passed over.
 */
#include "typeset/lines.h"

#include "base/buf.h"
#include "base/banned.h"

#define DEEPEST 256
#define OBJECT_CHARACTER "\xEF\xBF\xBC"   /* U+FFFC, as in block_text */

/* A note's mark: clreq, 3.4; six tenths of the size, raised by a third. */
#define NOTE_SIZE 590
#define NOTE_REACH 25
#define NOTE_RISE 330

struct frame {
	const struct phrase *at;
	struct run look;
};

struct itemizer {
	struct paragraph *p;
	struct buf text;
	struct frame *stack;
	int depth;
};

enum font_role role_of_style(const struct style *style)
{
	if (style->is_italic && style->family != FAMILY_MONO)
		return FONT_QUOTE;    /* Chinese has no italic: 楷 instead */
	switch (style->family) {
	case FAMILY_SERIF:
		return style->is_bold ? FONT_BODY_BOLD : FONT_BODY;
	case FAMILY_SANS:
		return style->is_bold ? FONT_HEADING_BOLD : FONT_HEADING;
	case FAMILY_CURSIVE:
		return style->is_bold ? FONT_HEADING_BOLD : FONT_QUOTE;
	case FAMILY_MONO:
		return FONT_CODE;
	}
	return FONT_BODY;
}

static void wear(const struct paragraph *p, struct run *run,
		 const struct style *style)
{
	run->style = style;
	run->role = role_of_style(style);
	run->preset = custom_of(p->setter, run->lang, run->role);
	run->em = style->size;
	run->has_dots = style->has_dots;
	run->is_code = style->keeps_spaces;
}

static const struct style *style_of(struct paragraph *p,
				    const struct run *parent,
				    const struct phrase *phrase)
{
	if (!p->setter->styles)
		return parent->style;
	return style_of_phrase(p->setter->styles, parent->style, phrase,
			       p->setter->arena);
}

static struct run look_of(struct paragraph *p, const struct run *parent,
			  const struct phrase *phrase)
{
	struct run look = *parent;
	const struct style *style = style_of(p, parent, phrase);
	if (phrase->lang.len)
		look.lang = phrase->lang;
	wear(p, &look, style);
	look.is_code |= parent->is_code || phrase->kind == PHRASE_CODE;
	look.has_dots |= parent->has_dots;
	look.rise += length_scale(parent->em,
				  style->raise - parent->style->raise, 1000);
	if (phrase->kind == PHRASE_UNDERLINE ||
	    (style->has_underline && !parent->style->has_underline))
		look.underline = phrase;
	if (phrase->kind == PHRASE_STRIKE ||
	    (style->has_strike && !parent->style->has_strike))
		look.strike = phrase;
	if (phrase->kind == PHRASE_LINK)
		look.link = phrase->as.link.target;
	if (phrase->kind == PHRASE_RUBY)
		look.ruby = phrase;
	look.is_attached |= phrase->kind == PHRASE_SUPER ||
			    phrase->kind == PHRASE_SUB;
	return look;
}

static void add_run(struct itemizer *it, const struct run *look,
		    enum run_kind kind, str text)
{
	struct paragraph *p = it->p;
	struct run run = *look;
	run.kind = kind;
	run.start = (uint32_t)it->text.len;
	buf_add(&it->text, text);
	run.end = (uint32_t)it->text.len;
	if (p->runs.count < UINT16_MAX)
		list_push(p->setter->scratch, &p->runs, run);
	else
		p->runs.at[p->runs.count - 1].end = run.end;
}

static struct object *new_object(struct paragraph *p)
{
	return arena_new(p->setter->scratch, struct object);
}

static struct object *object_of_text(struct paragraph *p, str text,
				     const struct style *style,
				     bool is_artifact)
{
	struct object *object = new_object(p);
	object->set = set_single(p->setter, text, style, is_artifact);
	object->width = object->set.width;
	return object;
}

/* A circled number is set solid: the white at the sides of its em goes, and
 * its bow reaches a little into its neighbours' own. */
static void cut_sides(const struct paragraph *p, struct object *object)
{
	struct glyphs *mark = &object->set.items[0].as.glyphs;
	struct font_ink ink;
	if (object->set.item_count != 1 ||
	    object->set.items[0].kind != ITEM_GLYPHS || mark->count != 1 ||
	    !font_ink(p->setter->faces->at[mark->face], mark->at->id, &ink))
		return;
	bool is_stacked = mark->turn == GLYPHS_STACKED;
	int from = is_stacked ? EM_ASCENT - ink.y_max : ink.x_min;
	int to = is_stacked ? EM_ASCENT - ink.y_min : ink.x_max;
	mark->x -= length_scale(mark->size, from + NOTE_REACH, 1000);
	object->width = length_scale(mark->size, to - from - 2 * NOTE_REACH,
				     1000);
}

static void add_note(struct itemizer *it, const struct run *look,
		     const struct note *note)
{
	if (!note)
		return;
	struct style *style = arena_new(it->p->setter->arena, struct style);
	*style = *look->style;
	style->size = length_scale(style->size, NOTE_SIZE, 1000);
	struct run run = *look;
	run.rise += length_scale(look->em, NOTE_RISE, 1000);
	run.object = object_of_text(it->p, note->label, style, true);
	run.object->note = note;
	cut_sides(it->p, run.object);
	add_run(it, &run, RUN_OBJECT, STR_NONE);
}

static void add_image(struct itemizer *it, const struct run *look,
		      const struct asset *asset)
{
	struct run run = *look;
	struct object *object = run.object = new_object(it->p);
	object->picture = asset;
	object->width = object->height = look->em;
	if (asset && asset->width && asset->height) {
		/* Nearly square ones fill one em: they stand for characters. */
		struct sides sides =
			picture_sides(it->p->setter->layout, asset);
		int64_t width = (int64_t)look->em * sides.width /
				sides.height;
		bool is_square = width * 10 >= (int64_t)look->em * 9 &&
				 width * 10 <= (int64_t)look->em * 11;
		int64_t most = it->p->request->measure;
		object->width = is_square ? look->em
			: (length)(width < most ? width : most);
	}
	add_run(it, &run, RUN_OBJECT, STR(OBJECT_CHARACTER));
}

static void push(struct itemizer *it, const struct phrase *first,
		 const struct run *look)
{
	if (!first || it->depth == DEEPEST)
		return;
	it->stack[it->depth++] = (struct frame){first, *look};
}

static void add_phrase(struct itemizer *it, const struct run *look,
		       const struct phrase *phrase)
{
	switch (phrase->kind) {
	case PHRASE_TEXT:
		add_run(it, look, RUN_TEXT, phrase->text);
		return;
	case PHRASE_BREAK:
		add_run(it, look, RUN_BREAK, STR("\n"));
		return;
	case PHRASE_NOTE:
		add_note(it, look, phrase->as.note.note);
		return;
	case PHRASE_IMAGE:
		add_image(it, look, phrase->as.image.asset);
		return;
	case PHRASE_EMPHASIS: case PHRASE_STRONG: case PHRASE_UNDERLINE:
	case PHRASE_STRIKE: case PHRASE_SUPER: case PHRASE_SUB:
	case PHRASE_CODE: case PHRASE_SPAN: case PHRASE_LINK:
	case PHRASE_RUBY: case PHRASE_KIND_COUNT:
		break;
	}
	struct run inner = look_of(it->p, look, phrase);
	push(it, phrase->child, &inner);
}

/* A heading's label keeps one em from the title, but after 、 and ）, which
 * bring their own blank. */
static void add_label(struct paragraph *p, const struct run *look)
{
	const struct line_request *request = p->request;
	if (!request->label.len)
		return;
	struct object *label = object_of_text(p, request->label,
					      request->style, false);
	if (request->label_width > label->width)
		label->width = request->label_width;
	else if (!request->label_width && !str_ends(request->label, STR("、")) &&
		 !str_ends(request->label, STR("）")))
		label->width += request->style->size;
	struct run run = *look;
	run.kind = RUN_OBJECT;
	run.object = label;
	list_push(p->setter->scratch, &p->runs, run);
}

static struct run first_look(const struct paragraph *p)
{
	struct run look = {.lang = p->setter->lang,
			   .span = p->request->span};
	wear(p, &look, p->request->style);
	return look;
}

static void itemize_phrases(struct paragraph *p, const struct run *look)
{
	struct arena *scratch = p->setter->scratch;
	struct itemizer it = {.p = p};
	buf_init(&it.text, p->setter->arena, BUF_NO_MAXIMUM);
	it.stack = arena_array(scratch, struct frame, DEEPEST);
	push(&it, p->request->phrases, look);
	while (it.depth) {
		struct frame *top = &it.stack[it.depth - 1];
		const struct phrase *phrase = top->at;
		if (!phrase) {
			it.depth--;
			continue;
		}
		top->at = phrase->next;
		struct run inner = top->look;
		if (phrase->span.line)
			inner.span = phrase->span;
		add_phrase(&it, &inner, phrase);
	}
	p->text = buf_str(&it.text);
}

void itemize_text(struct paragraph *p)
{
	const struct phrase *only = p->request->phrases;
	struct run look = first_look(p);
	add_label(p, &look);
	if (only && (only->next || only->kind != PHRASE_TEXT)) {
		itemize_phrases(p, &look);
		return;
	}
	p->text = only ? only->text : p->request->text;
	if (only && only->span.line)
		look.span = only->span;
	look.end = (uint32_t)p->text.len;
	list_push(p->setter->scratch, &p->runs, look);
}
