/* Runs of a Word paragraph -> phrases. Word cuts a sentence into many runs;
 * a phrase goes on as long as its format does.
 *
 * Field codes, comments' marks and text that tracked changes have deleted
 * are not shown by Word either: they go to the ledger. EQ fields hold what
 * old versions made of ruby and circled characters, which is text.
 */
#include "base/utf8.h"
#include "read/docx.h"

#include "base/banned.h"

static const struct {
	unsigned format;
	enum phrase_kind kind;
} phrases[] = {
	{DOCX_BOLD, PHRASE_STRONG}, {DOCX_ITALIC, PHRASE_EMPHASIS},
	{DOCX_UNDERLINE, PHRASE_UNDERLINE}, {DOCX_STRIKE, PHRASE_STRIKE},
	{DOCX_SUPER, PHRASE_SUPER}, {DOCX_SUB, PHRASE_SUB},
};
#define PHRASES (sizeof phrases / sizeof phrases[0])

/* A mark of emphasis below characters is what emphasis is in Chinese. */
static unsigned phrase_format(const struct docx_walk *w, unsigned format)
{
	if (format & DOCX_MARKED)
		format |= DOCX_ITALIC;
	return w->is_in_link ? format & ~(unsigned)DOCX_UNDERLINE : format;
}

static void set_format(struct docx_walk *w, unsigned format)
{
	for (size_t i = PHRASES; i-- > 0;)
		if (w->format & ~format & phrases[i].format)
			builder_end(w->builder, phrases[i].kind);
	for (size_t i = 0; i < PHRASES; i++)
		if (format & ~w->format & phrases[i].format)
			builder_begin(w->builder, phrases[i].kind,
				      docx_span(w));
	w->format = format;
}

void docx_end_phrases(struct docx_walk *w)
{
	set_format(w, 0);
}

/* --- fields --- */

static struct docx_field *top_field(struct docx_walk *w)
{
	return w->field_depth ? &w->fields[w->field_depth - 1] : NULL;
}

bool docx_is_in_contents(const struct docx_walk *w)
{
	for (int i = 0; i < w->field_depth; i++)
		if (w->fields[i].is_contents)
			return true;
	return false;
}

static void begin_field(struct docx_walk *w)
{
	if (w->field_depth == DOCX_DEEPEST_FIELD) {
		w->fields_beyond++;
		return;
	}
	struct docx_field *field = &w->fields[w->field_depth++];
	*field = (struct docx_field){0};
	buf_init(&field->code, w->arena, BUF_NO_MAXIMUM);
}

/* HYPERLINK "address" or HYPERLINK \l "place" */
static str link_of_field(str code, struct arena *a)
{
	if (!str_starts(code, STR("HYPERLINK")))
		return STR_NONE;
	size_t from = str_find_byte(code, '"');
	if (from == STR_NOT_FOUND)
		return STR_NONE;
	str target = str_from(code, from + 1);
	target = str_cut(target, 0, str_find_byte(target, '"'));
	bool is_place = str_contains(str_cut(code, 0, from), STR("\\l"));
	return is_place ? arena_join(a, STR("#"), target)
			: arena_copy(a, target);
}

static void begin_link(struct docx_walk *w, str target)
{
	set_format(w, 0);
	builder_begin(w->builder, PHRASE_LINK, docx_span(w))->as.link.target =
		target;
	w->is_in_link = true;
}

static void end_link(struct docx_walk *w)
{
	set_format(w, 0);
	builder_end(w->builder, PHRASE_LINK);
	w->is_in_link = false;
}

static void begin_result(struct docx_walk *w)
{
	struct docx_field *field = top_field(w);
	if (!field || w->fields_beyond || field->is_result)
		return;
	field->is_result = true;
	str code = str_trim(buf_str(&field->code));
	field->is_contents = str_starts(code, STR("TOC"));
	str target = link_of_field(code, w->arena);
	if (str_is_empty(target) || w->is_in_link)
		return;
	field->is_link = true;
	begin_link(w, target);
}

/* eq \o\ad(\s\up 9(reading),base): base with its reading. */
static bool take_ruby_field(struct docx_walk *w, str code)
{
	size_t up = str_find(code, STR("\\up"));
	size_t last = str_find_last(code, STR(")"));
	if (up == STR_NOT_FOUND || last == STR_NOT_FOUND)
		return false;
	size_t open = str_find_from(code, STR("("), up);
	size_t close = str_find_from(code, STR(")"), up);
	if (open == STR_NOT_FOUND || close <= open || close >= last)
		return false;
	str base = str_cut(code, close + 1, last);
	if (!str_starts(base, STR(",")))
		return false;
	struct phrase *ruby = builder_begin(w->builder, PHRASE_RUBY,
					    docx_span(w));
	ruby->as.ruby.reading = arena_copy(
		w->arena, str_trim(str_cut(code, open + 1, close)));
	builder_text(w->builder, str_trim(str_from(base, 1)), docx_span(w));
	builder_end(w->builder, PHRASE_RUBY);
	return true;
}

/* eq \o\ac(○,3): one character in another. */
static bool take_overlay_field(struct docx_walk *w, str code)
{
	size_t comma = str_find_last(code, STR(","));
	size_t last = str_find_last(code, STR(")"));
	if (comma == STR_NOT_FOUND || last == STR_NOT_FOUND || last < comma)
		return false;
	builder_text(w->builder, str_trim(str_cut(code, comma + 1, last)),
		     docx_span(w));
	return true;
}

static bool take_equation(struct docx_walk *w, str code)
{
	bool is_equation = str_equal_fold(str_cut(code, 0, 2), STR("eq"));
	if (!is_equation || !str_contains(code, STR("\\o")))
		return false;
	return take_ruby_field(w, code) || take_overlay_field(w, code);
}

static void end_field(struct docx_walk *w, bool is_shown)
{
	if (w->fields_beyond) {
		w->fields_beyond--;
		return;
	}
	struct docx_field *field = top_field(w);
	if (!field)
		return;
	str code = str_trim(buf_str(&field->code));
	bool is_taken = is_shown && !field->is_result && take_equation(w, code);
	if (field->is_link)
		end_link(w);
	if (!is_taken)
		reading_dropped(w->reading, "docx/field", w->paragraph, code);
	w->field_depth--;
}

static void take_field_mark(struct docx_walk *w, const xmlNode *node,
			    bool is_shown)
{
	str type = attribute(node, "fldCharType");
	if (str_equal(type, STR("begin")))
		begin_field(w);
	else if (str_equal(type, STR("separate")))
		begin_result(w);
	else if (str_equal(type, STR("end")))
		end_field(w, is_shown);
}

static void take_code(struct docx_walk *w, const xmlNode *node)
{
	struct docx_field *field = top_field(w);
	str code = part_text(node, w->arena);
	if (field && !w->fields_beyond && !field->is_result)
		buf_add(&field->code, code);
	else
		reading_dropped(w->reading, "docx/field", w->paragraph, code);
}

void docx_skip_phrases(struct docx_walk *w, const xmlNode *parent)
{
	for (xmlNode *at = part_next(parent, (xmlNode *)parent); at;
	     at = part_next(parent, at)) {
		if (part_is(at, "fldChar"))
			take_field_mark(w, at, false);
		else if (part_is(at, "instrText"))
			take_code(w, at);
	}
}

str docx_text(const struct docx_walk *w, const xmlNode *node)
{
	struct buf out;
	buf_init(&out, w->arena, BUF_NO_MAXIMUM);
	for (xmlNode *at = part_next(node, (xmlNode *)node); at;
	     at = part_next(node, at)) {
		bool is_text = part_is(at, "t") || part_is(at, "delText");
		/* An element t may hold others: a diagram's. */
		if (is_text && !part_next(at, at))
			buf_add(&out, part_text(at, w->arena));
		else if (part_is(at, "p") && out.len)
			buf_add_byte(&out, '\n');
		else if (part_is(at, "tab"))
			buf_add_byte(&out, ' ');
	}
	return buf_str(&out);
}

/* --- runs --- */

static void note_look(struct docx_walk *w, const struct docx_look *look)
{
	int size = look->size * 100 / w->plain.size;
	if (!w->text_block)
		return;
	if (size > TYPE_SIZE_MIXED && size <= UINT16_MAX)
		block_add_type_size(w->text_block, (uint16_t)size);
	if (look->bold < 0)
		w->text_block->is_bold = false;
}

static void take_text(struct docx_walk *w, str text, unsigned format)
{
	if (str_is_empty(text))
		return;
	if (format & DOCX_HIDDEN) {
		reading_dropped(w->reading, "docx/hidden", w->paragraph, text);
		return;
	}
	if (w->wants_break)
		builder_break(w->builder, docx_span(w));
	w->wants_break = false;
	w->has_text = true;
	set_format(w, phrase_format(w, format));
	builder_text(w->builder, text, docx_span(w));
}

static void take_symbol(struct docx_walk *w, const xmlNode *node,
			unsigned format)
{
	str code = attribute(node, "char");
	str text = docx_symbol(attribute(node, "font"), code, w->arena);
	if (!str_is_empty(text))
		take_text(w, text, format);
	else
		reading_dropped(w->reading, "docx/symbol", w->paragraph,
				arena_copy(w->arena, code));
}

static void take_note_mark(struct docx_walk *w, const xmlNode *node,
			   const char *kind)
{
	set_format(w, 0);
	builder_note_mark(w->builder,
			  arena_format(w->arena, "%s-%.*s", kind,
				       STR_ARG(attribute(node, "id"))),
			  docx_span(w));
}

/* The reading comes before its base. */
static void take_ruby(struct docx_walk *w, const xmlNode *node)
{
	const xmlNode *base = part_child(node, "rubyBase");
	const xmlNode *reading = part_child(node, "rt");
	if (!base)
		return;
	set_format(w, 0);
	struct phrase *ruby = builder_begin(w->builder, PHRASE_RUBY,
					    docx_span(w));
	if (reading)
		ruby->as.ruby.reading = str_trim(part_text(reading, w->arena));
	docx_take_phrases(w, base);
	set_format(w, 0);
	builder_end(w->builder, PHRASE_RUBY);
}

/* The end of a page or column amid a paragraph ends a line. */
static void take_break(struct docx_walk *w, const xmlNode *node)
{
	str type = attribute(node, "type");
	if (str_is_empty(type) || str_equal(type, STR("textWrapping")))
		builder_break(w->builder, docx_span(w));
	else
		w->wants_break = w->has_text;
}

static void take_mark(struct docx_walk *w, xmlNode *at)
{
	if (part_is(at, "cr") || part_is(at, "br"))
		take_break(w, at);
	else if (part_is(at, "footnoteReference"))
		take_note_mark(w, at, "footnote");
	else if (part_is(at, "endnoteReference"))
		take_note_mark(w, at, "endnote");
	else if (part_is(at, "fldChar"))
		take_field_mark(w, at, true);
	else if (part_is(at, "instrText"))
		take_code(w, at);
	else if (part_is(at, "delText"))
		reading_dropped(w->reading, "docx/deleted", w->paragraph,
				part_text(at, w->arena));
}

static void take_run_part(struct docx_walk *w, xmlNode *at, unsigned format)
{
	if (part_is(at, "t"))
		take_text(w, part_text(at, w->arena), format);
	else if (part_is(at, "tab") || part_is(at, "ptab"))
		take_text(w, STR(" "), format);
	else if (part_is(at, "noBreakHyphen"))
		take_text(w, STR("-"), format);
	else if (part_is(at, "sym"))
		take_symbol(w, at, format);
	else if (part_is(at, "ruby"))
		take_ruby(w, at);
	else if (part_is(at, "drawing") || part_is(at, "pict") ||
		 part_is(at, "object"))
		docx_take_drawing(w, at);
	else
		take_mark(w, at);
}

/* Of several ways to write one thing, the first: the others are for older
 * programs. */
static const xmlNode *choice_of(const xmlNode *alternatives)
{
	const xmlNode *choice = part_child(alternatives, "Choice");
	return choice ? choice : part_child(alternatives, "Fallback");
}

static bool has_words(const xmlNode *run)
{
	const xmlNode *text = part_child(run, "t");
	const xmlNode *words = text ? text->children : NULL;
	return words && is_text_node(words) &&
	       !str_is_empty(str_trim(str_of((const char *)words->content)));
}

static void take_run(struct docx_walk *w, const xmlNode *run, unsigned format)
{
	struct docx_look look = docx_look_in(
		docx_look_of(w, part_child(run, "rPr"), NULL), w->look);
	if (has_words(run))
		note_look(w, &look);
	for (xmlNode *at = run->children; at; at = at->next) {
		if (!part_is(at, "AlternateContent")) {
			take_run_part(w, at, format);
			continue;
		}
		const xmlNode *choice = choice_of(at);
		xmlNode *part = choice ? choice->children : NULL;
		for (; part; part = part->next)
			take_run_part(w, part, format);
	}
}

static void take_link(struct docx_walk *w, const xmlNode *node)
{
	const struct docx_relation *relation =
		docx_relation(w, attribute(node, "id"));
	str place = attribute(node, "anchor"), target = STR_NONE;
	if (relation && relation->is_external)
		target = relation->target;
	else if (!str_is_empty(place))
		target = arena_join(w->arena, STR("#"), place);
	if (str_is_empty(target) || w->is_in_link) {
		docx_take_phrases(w, node);
		return;
	}
	begin_link(w, target);
	docx_take_phrases(w, node);
	end_link(w);
}

/* Word marks places of its own all over the text. */
static void take_bookmark(struct docx_walk *w, const xmlNode *node)
{
	str name = attribute(node, "name");
	if (str_starts(name, STR("_GoBack")) || str_starts(name, STR("_Toc")) ||
	    str_starts(name, STR("_Hlk")) || str_starts(name, STR("OLE_LINK")))
		return;
	str id = reading_take_id(w->reading, name);
	if (str_is_empty(id))
		return;
	builder_begin(w->builder, PHRASE_SPAN, docx_span(w))->id = id;
	builder_end(w->builder, PHRASE_SPAN);
}

static bool is_transparent(const xmlNode *node)
{
	static const char *const names[] = {
		"smartTag", "sdt", "sdtContent", "ins", "moveTo", "customXml",
		"dir", "bdo", "Choice",
	};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (part_is(node, names[i]))
			return true;
	return false;
}

static void take_phrase(struct docx_walk *w, xmlNode *at)
{
	if (part_is(at, "r")) {
		take_run(w, at, docx_format_of(w, part_child(at, "rPr")));
	} else if (part_is(at, "hyperlink")) {
		take_link(w, at);
	} else if (part_is(at, "fldSimple")) {
		reading_dropped(w->reading, "docx/field", w->paragraph,
				arena_copy(w->arena, str_trim(attribute(
						at, "instr"))));
		docx_take_phrases(w, at);
	} else if (part_is(at, "bookmarkStart")) {
		take_bookmark(w, at);
	} else if (part_is(at, "del") || part_is(at, "moveFrom")) {
		reading_dropped(w->reading, "docx/deleted", w->paragraph,
				docx_text(w, at));
	} else if (part_is(at, "AlternateContent")) {
		const xmlNode *choice = choice_of(at);
		if (choice)
			docx_take_phrases(w, choice);
	} else if (!docx_take_math(w, at) && is_transparent(at)) {
		docx_take_phrases(w, at);
	}
}

/* As deep as libxml2 lets a part nest. */
void docx_take_phrases(struct docx_walk *w, const xmlNode *parent)
{
	for (xmlNode *at = parent->children; at; at = at->next)
		take_phrase(w, at);
}
