/* Blocks and phrases -> XHTML, with the page marks of the printed book at
 * their exact places.
 *
 * The names come from book/element.c; here stands what HTML wants besides:
 * void elements, <rp>, nothing nested that may not be. A page
 * mark inside a link or a ruby waits until that has ended (EPUB 3.3, page
 * breaks; a break inside a word's reading would be read out with it).
 */
#include "book/element.h"
#include "book/walk.h"
#include "epub/inside.h"

#include "base/banned.h"

void write_id(struct writer *w, str id)
{
	if (map_add(&w->ids, 0, id, 0))
		xml_attribute(&w->xml, "id", id);
}

/* An empty element for an id whose own element is not written. */
static void write_anchor(struct writer *w, const char *element, str id)
{
	if (!id.len)
		return;
	xml_open(&w->xml, element);
	write_id(w, safe_id(id, w->arena));
	xml_close(&w->xml);
}

static void write_mark(struct writer *w, const char *element)
{
	const struct page_mark *mark = &w->marks->at[w->next_mark];
	xml_open(&w->xml, element);
	xml_attribute(&w->xml, "epub:type", STR("pagebreak"));
	xml_attribute(&w->xml, "role", STR("doc-pagebreak"));
	write_id(w, page_id(w->next_mark, w->arena));
	xml_attribute(&w->xml, "aria-label", mark->label);
	/* Shown by the style, so that the number is no part of the text. */
	if (w->request->shows_pages)
		xml_attribute(&w->xml, "class", STR("shown"));
	xml_close(&w->xml);
	w->next_mark++;
}

static const struct position *next_mark(const struct writer *w)
{
	if (!w->marks || w->next_mark >= w->marks->count)
		return NULL;
	return &w->marks->at[w->next_mark].at;
}

void flow_marks(struct writer *w, uint32_t block, uint32_t offset,
		const char *element)
{
	for (;;) {
		const struct position *at = next_mark(w);
		if (!at || at->block > block ||
		    (at->block == block && at->offset > offset))
			return;
		write_mark(w, element);
	}
}

void flow_marks_left(struct writer *w)
{
	if (!next_mark(w))
		return;
	while (next_mark(w))
		write_mark(w, "div");
	xml_line(&w->xml);
}

/* Code, and text with a bare address in it, may end a line inside. */
static void write_run(struct writer *w, str text)
{
	if (w->code_depth || str_contains(text, STR("://")))
		write_breakable(&w->xml, text);
	else if (w->is_chinese && !w->lang_depth && !w->is_in_ruby)
		write_languages(&w->xml, text);
	else
		write_words(&w->xml, text);
}

static void write_text(struct writer *w, const struct walk *walk)
{
	str text = walk->phrase->text;
	size_t done = 0;
	while (w->held == 0) {
		const struct position *at = next_mark(w);
		if (!at || at->block != walk->block->number ||
		    at->offset >= walk->offset + text.len)
			break;
		size_t cut = at->offset > walk->offset
			     ? at->offset - walk->offset : 0;
		while (cut < text.len && (text.text[cut] & 0xC0) == 0x80)
			cut++;
		write_run(w, str_cut(text, done, cut));
		write_mark(w, "span");
		done = cut;
	}
	write_run(w, str_from(text, done));
}

static void write_lang(struct writer *w, str lang)
{
	lang = safe_lang(lang);
	if (!lang.len || str_equal(lang, w->lang))
		return;
	xml_attribute(&w->xml, "lang", lang);
	xml_attribute(&w->xml, "xml:lang", lang);
}

static void write_class(struct writer *w, const struct buf *classes)
{
	if (classes->len)
		xml_attribute(&w->xml, "class", buf_str(classes));
}

/* Shown by the style, so that the number is no part of the text. */
static void write_paragraph_number(struct writer *w, const struct block *block)
{
	if (block->paragraph)
		xml_attribute(&w->xml, "data-paragraph",
			      arena_format(w->arena, "%u", block->paragraph));
}

static bool is_note_text(const struct writer *w, const struct block *block)
{
	return w->is_in_note && block->kind == BLOCK_PARAGRAPH &&
	       !block->parent;
}

void flow_open(struct writer *w, const struct block *block, str class)
{
	struct buf classes;
	buf_init(&classes, w->arena, BUF_NO_MAXIMUM);
	add_classes(&classes, class);
	add_classes(&classes, str_of(block_class(block)));
	add_classes(&classes, block->class);
	if (block->align == ALIGN_CENTRE)
		add_classes(&classes, STR("centre"));
	if (block->align == ALIGN_END)
		add_classes(&classes, STR("end"));
	if (block->is_continued)
		add_classes(&classes, STR("continue"));
	if (is_note_text(w, block))
		add_classes(&classes, STR("note"));
	xml_open(&w->xml, block_element(block));
	write_class(w, &classes);
	if (block->kind == BLOCK_HEADING)
		write_id(w, heading_id(w->request, w->number, block,
				       w->arena));
	else if (block->id.len)
		write_id(w, safe_id(block->id, w->arena));
	write_paragraph_number(w, block);
	write_lang(w, block->lang);
}

static void open_block(struct writer *w, const struct block *block)
{
	flow_open(w, block, STR_NONE);
}

/* The label with whatever parts it from its title. */
static void write_label(struct writer *w, str label)
{
	if (!label.len)
		return;
	str line = outline_text(label, STR("x"), w->arena);
	write_words(&w->xml, str_cut(line, 0, line.len - 1));
}

/* Elements opened. A lead sentence is no heading: it begins the paragraph
 * that follows. */
static int enter_heading(struct writer *w, const struct block *block)
{
	if (block_is_empty(block)) {
		write_anchor(w, "div", block->id);
		return 0;
	}
	if (!block->as.heading.is_run_in) {
		open_block(w, block);
		flow_marks(w, block->number, 0, "span");
		write_label(w, block->as.heading.label);
		return 1;
	}
	xml_open(&w->xml, "p");
	if (block->next)
		write_paragraph_number(w, block->next);
	flow_marks(w, block->number, 0, "span");
	xml_open(&w->xml, "strong");
	xml_attribute(&w->xml, "class", STR("run-in"));
	write_id(w, heading_id(w->request, w->number, block, w->arena));
	write_label(w, block->as.heading.label);
	return 2;
}

/* Joins the next paragraph to a lead sentence. Elements left to close. */
static int leave_run_in(struct writer *w, const struct block *block)
{
	const struct block *next = block->next;
	xml_close(&w->xml);
	if (!next || next->kind != BLOCK_PARAGRAPH)
		return 1;
	xml_text(&w->xml, STR("　"));
	w->is_joined = true;
	return 0;
}

static void write_backlink(struct writer *w, const struct note *note)
{
	str mark = arena_format(w->arena, "r%u", note->number);
	str label = arena_join(w->arena, wording(WORD_BACK_TO_TEXT, w->lang),
			       arena_format(w->arena, "%u", note->number));
	bool is_marked = map_find(&w->ids, 0, mark);
	w->backlink = NULL;
	xml_open(&w->xml, is_marked ? "a" : "span");
	xml_attribute(&w->xml, "class", STR("backlink"));
	if (is_marked) {
		xml_attribute(&w->xml, "role", STR("doc-backlink"));
		xml_attribute(&w->xml, "href",
			      arena_join(w->arena, STR("#"), mark));
		xml_attribute(&w->xml, "aria-label", label);
	}
	xml_text(&w->xml, note->label);
	xml_close(&w->xml);
	xml_text(&w->xml, STR(" "));
}

static int enter_paragraph(struct writer *w, const struct block *block)
{
	if (w->is_joined)
		write_anchor(w, "span", block->id);
	else
		open_block(w, block);
	w->is_joined = false;
	if (w->backlink)
		write_backlink(w, w->backlink);
	flow_marks(w, block->number, 0, "span");
	return 1;
}

static int enter_line(struct writer *w, const struct block *block)
{
	bool is_code = block->parent && block->parent->kind == BLOCK_CODE;
	if (is_code && block->previous)
		xml_line(&w->xml);
	open_block(w, block);
	flow_marks(w, block->number, 0, "span");
	if (!is_code && !block->text)
		xml_text(&w->xml, STR("\xC2\xA0"));
	return 1;
}

static int enter_list(struct writer *w, const struct block *block)
{
	if (!block->child) {
		write_anchor(w, "div", block->id);
		return 0;
	}
	open_block(w, block);
	int start = block->as.list.start;
	if (block->as.list.is_ordered && start != 0 && start != 1)
		xml_attribute(&w->xml, "start",
			      arena_format(w->arena, "%d", start));
	return 1;
}

static int enter_figure(struct writer *w, const struct block *block)
{
	flow_marks(w, block->number, 0, "div");
	open_block(w, block);
	w->is_captioned = block->child;
	write_picture(w, block->as.figure.asset, block->as.figure.alt, true);
	w->is_captioned = false;
	return 1;
}

static int enter_rule(struct writer *w, const struct block *block)
{
	flow_marks(w, block->number, 0, "div");
	open_block(w, block);
	xml_close_empty(&w->xml);
	return 0;
}

static int enter_kind(struct writer *w, const struct block *block)
{
	switch (block->kind) {
	case BLOCK_HEADING: return enter_heading(w, block);
	case BLOCK_PARAGRAPH: return enter_paragraph(w, block);
	case BLOCK_LINE: return enter_line(w, block);
	case BLOCK_LIST: return enter_list(w, block);
	case BLOCK_FIGURE: return enter_figure(w, block);
	case BLOCK_TABLE: return table_enter(w, block);
	case BLOCK_ROW: return table_enter_row(w, block);
	case BLOCK_CELL: return table_enter_cell(w, block);
	case BLOCK_RULE: return enter_rule(w, block);
	case BLOCK_QUOTE: case BLOCK_EXAMPLE: case BLOCK_VERSE:
	case BLOCK_CODE: case BLOCK_ITEM: case BLOCK_CAPTION:
	case BLOCK_KIND_COUNT:
		break;
	}
	open_block(w, block);
	if (block->kind == BLOCK_CAPTION)
		flow_marks(w, block->number, 0, "span");
	return 1;
}

static void enter_block(struct writer *w, const struct block *block)
{
	int opened = enter_kind(w, block);
	w->code_depth += block->kind == BLOCK_CODE;
	w->lang_depth += block->lang.len > 0;
	list_push(w->arena, &w->blocks, (unsigned char)opened);
}

static void leave_block(struct writer *w, const struct block *block)
{
	int left = w->blocks.at[--w->blocks.count];
	w->code_depth -= block->kind == BLOCK_CODE;
	w->lang_depth -= block->lang.len > 0;
	if (left > 0 && block_holds_text(block->kind))
		flow_marks(w, block->number, UINT32_MAX, "span");
	if (block->kind == BLOCK_TABLE)
		table_leave(w);
	if (block->kind == BLOCK_HEADING && left == 2)
		left = leave_run_in(w, block);
	if (left > 0)
		xml_close(&w->xml);
	if (!w->is_joined && block->kind != BLOCK_CELL &&
	    !(block->parent && block->parent->kind == BLOCK_CODE))
		xml_line(&w->xml);
}

static int open_phrase(struct writer *w, const struct phrase *phrase)
{
	struct buf classes;
	buf_init(&classes, w->arena, BUF_NO_MAXIMUM);
	add_classes(&classes, phrase->class);
	bool is_span = phrase->kind == PHRASE_SPAN;
	if (is_span && !classes.len && !safe_lang(phrase->lang).len &&
	    !phrase->id.len)
		return 0;
	xml_open(&w->xml, phrase_element(phrase));
	write_class(w, &classes);
	if (is_span && phrase->id.len)
		write_id(w, safe_id(phrase->id, w->arena));
	write_lang(w, phrase->lang);
	return 1;
}

static int enter_link(struct writer *w, const struct phrase *phrase)
{
	str address = STR_NONE;
	if (!w->is_in_link)
		address = link_address(w->request, w->number,
				       phrase->as.link.target, w->arena);
	if (!address.len)
		return 0;
	int opened = open_phrase(w, phrase);
	xml_attribute(&w->xml, "href", address);
	w->is_in_link = true;
	w->held++;
	return opened;
}

static int enter_ruby(struct writer *w, const struct phrase *phrase)
{
	if (!phrase->child || !phrase->as.ruby.reading.len || w->is_in_ruby)
		return 0;
	w->held++;
	w->is_in_ruby = true;
	w->part->has_ruby = true;
	return open_phrase(w, phrase);
}

static void leave_ruby(struct writer *w, const struct phrase *phrase,
		       bool is_open)
{
	str reading = phrase->as.ruby.reading;
	if (is_open) {
		xml_element(&w->xml, "rp", STR("("));
		xml_element(&w->xml, "rt", reading);
		xml_element(&w->xml, "rp", STR(")"));
		w->is_in_ruby = false;
		w->held--;
	} else if (reading.len) {
		xml_text(&w->xml, STR("（"));
		xml_text(&w->xml, reading);
		xml_text(&w->xml, STR("）"));
	}
}

static int enter_kind_of_phrase(struct writer *w, const struct phrase *phrase)
{
	switch (phrase->kind) {
	case PHRASE_BREAK:
		xml_open(&w->xml, "br");
		xml_close_empty(&w->xml);
		return 0;
	case PHRASE_LINK:
		return enter_link(w, phrase);
	case PHRASE_RUBY:
		return enter_ruby(w, phrase);
	case PHRASE_IMAGE:
		write_picture(w, phrase->as.image.asset, phrase->as.image.alt,
			      false);
		return 0;
	case PHRASE_NOTE:
		write_note_mark(w, phrase->as.note.note);
		return 0;
	case PHRASE_EMPHASIS: case PHRASE_STRONG: case PHRASE_UNDERLINE:
	case PHRASE_STRIKE: case PHRASE_SUPER: case PHRASE_SUB:
	case PHRASE_CODE: case PHRASE_SPAN:
		return open_phrase(w, phrase);
	case PHRASE_TEXT: case PHRASE_KIND_COUNT:
		break;
	}
	return 0;
}

static void enter_phrase(struct writer *w, const struct walk *walk)
{
	const struct phrase *phrase = walk->phrase;
	if (w->held == 0)
		flow_marks(w, walk->block->number, walk->offset, "span");
	if (phrase->kind != PHRASE_SPAN)
		write_anchor(w, "span", phrase->id);
	int opened = enter_kind_of_phrase(w, phrase);
	w->code_depth += phrase->kind == PHRASE_CODE;
	w->lang_depth += phrase->lang.len > 0;
	list_push(w->arena, &w->phrases, (unsigned char)opened);
}

static void leave_phrase(struct writer *w, const struct walk *walk)
{
	const struct phrase *phrase = walk->phrase;
	bool is_open = w->phrases.at[--w->phrases.count];
	w->code_depth -= phrase->kind == PHRASE_CODE;
	w->lang_depth -= phrase->lang.len > 0;
	if (phrase->kind == PHRASE_RUBY)
		leave_ruby(w, phrase, is_open);
	if (phrase->kind == PHRASE_LINK && is_open) {
		w->is_in_link = false;
		w->held--;
	}
	if (is_open)
		xml_close(&w->xml);
}

void flow_blocks(struct writer *w, const struct block *first)
{
	struct walk walk;
	walk_start(&walk, first);
	for (;;) {
		switch (walk_next(&walk)) {
		case WALK_ENTER_BLOCK:
			if (walk.block == w->until)
				return;
			enter_block(w, walk.block);
			break;
		case WALK_LEAVE_BLOCK: leave_block(w, walk.block); break;
		case WALK_ENTER_PHRASE: enter_phrase(w, &walk); break;
		case WALK_LEAVE_PHRASE: leave_phrase(w, &walk); break;
		case WALK_TEXT:
			write_anchor(w, "span", walk.phrase->id);
			write_text(w, &walk);
			break;
		case WALK_END: return;
		}
	}
}
