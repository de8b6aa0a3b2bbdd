/* golden_pass FILE: what the passes make of a text: the chapter and its
 * ledger. The passes know no readers, so FILE is in a small form of its own:
 * one paragraph a line, a line behind blank ones has the class after-blank,
 * as readers give it, and
 *
 *   @html  @markdown       the format the chapter says it has
 *   @after PASS            stop there
 *   @title TEXT  @author TEXT   what front matter or <title> said
 *   @clean WORD            strip, keep, notes, typed, box, simplified,
 *                          traditional
 *   @off RULE              switched off
 *   @class NAME TEXT       a paragraph of that class
 *   @split                 another article is another chapter
 *   @h N TEXT|TEXT         a heading of the source, level N
 *   @b TEXT  @centre TEXT  bold, centred
 *   @bold TEXT             bold by a style sheet
 *   @size N TEXT           in type of N percent; 1: of several sizes
 *   @link TARGET TEXT      a paragraph that is a link
 *   @item TARGET TEXT      the same, as a list's item
 *   @picture WxH ADDRESS
 *   @note ID TEXT          a note; its mark is [^ID] in a paragraph
 *   @id NAME TEXT          a paragraph with an id
 *   @br TEXT|TEXT          a paragraph with a line break
 *   @mark ID TEXT|#TARGET LABEL|TEXT   a paragraph with an id (or -), and a
 *                          link in it, raised when its label is a number
 */
#include <stdio.h>

#include "base/buf.h"
#include "base/file.h"
#include "book/builder.h"
#include "pass/pass.h"

#include "base/banned.h"

struct script {
	struct arena a;
	struct diag d;
	struct chapter *chapter;
	struct builder *builder;
	struct pass_context context;
	struct span span;
	bool is_after_blank;
	LIST(str) off;
};

static bool takes(str *line, const char *word)
{
	str name = str_of(word);
	if (!str_starts(*line, name))
		return false;
	*line = str_from(*line, name.len);
	if (str_starts(*line, STR(" ")))
		*line = str_from(*line, 1);
	return true;
}

static str take_word(str *line)
{
	size_t end = str_find_byte(*line, ' ');
	str word = end == STR_NOT_FOUND ? *line : str_cut(*line, 0, end);
	*line = end == STR_NOT_FOUND ? STR_NONE : str_from(*line, end + 1);
	return word;
}

/* Text with note marks [^id]. */
static void add_marked(struct script *s, str text)
{
	size_t open, close;
	while ((open = str_find(text, STR("[^"))) != STR_NOT_FOUND &&
	       (close = str_find_from(text, STR("]"), open)) !=
		       STR_NOT_FOUND) {
		builder_text(s->builder, str_cut(text, 0, open), s->span);
		builder_note_mark(s->builder, str_cut(text, open + 2, close),
				  s->span);
		text = str_from(text, close + 1);
	}
	builder_text(s->builder, text, s->span);
}

static struct block *open_block(struct script *s, enum block_kind kind)
{
	struct block *block = builder_open(s->builder, kind, s->span);
	if (s->is_after_blank && kind == BLOCK_PARAGRAPH)
		block->class = STR("after-blank");
	return block;
}

static void add_phrase(struct script *s, enum phrase_kind kind, str target,
		       str text)
{
	struct phrase *phrase = builder_begin(s->builder, kind, s->span);
	if (kind == PHRASE_LINK)
		phrase->as.link.target = target;
	builder_text(s->builder, text, s->span);
	builder_end(s->builder, kind);
}

static void set_clean(struct clean *clean, str word)
{
	if (str_equal(word, STR("strip")))
		clean->annotations = ANNOTATIONS_STRIP;
	else if (str_equal(word, STR("keep")))
		clean->cues = CUES_KEEP;
	else if (str_equal(word, STR("notes")))
		clean->cues = CUES_NOTE;
	else if (str_equal(word, STR("typed")))
		clean->punctuation = PUNCTUATION_KEEP;
	else if (str_equal(word, STR("simplified")))
		clean->script = SCRIPT_SIMPLIFIED;
	else if (str_equal(word, STR("box")))
		clean->examples = EXAMPLES_BOX;
	else if (str_equal(word, STR("traditional")))
		clean->script = SCRIPT_TRADITIONAL;
}

static void switch_off(struct script *s, str rule)
{
	list_push(&s->a, &s->off, rule);
	s->context.clean.off = s->off.at;
	s->context.clean.off_count = s->off.count;
}

static void add_picture(struct script *s, str line)
{
	str size = take_word(&line);
	size_t mark = str_find_byte(size, 'x');
	int width = 0, height = 0;
	struct asset *asset = builder_asset(s->builder, line, s->span);
	if (mark != STR_NOT_FOUND &&
	    str_to_int(str_cut(size, 0, mark), &width) &&
	    str_to_int(str_from(size, mark + 1), &height)) {
		asset->width = (uint32_t)width;
		asset->height = (uint32_t)height;
	}
	open_block(s, BLOCK_PARAGRAPH);
	builder_image(s->builder, asset, s->span);
	builder_close(s->builder, BLOCK_PARAGRAPH);
}

/* Text with breaks where bars stand. */
static void add_broken(struct script *s, str line)
{
	for (size_t bar; (bar = str_find_byte(line, '|')) != STR_NOT_FOUND;
	     line = str_from(line, bar + 1)) {
		builder_text(s->builder, str_cut(line, 0, bar), s->span);
		builder_break(s->builder, s->span);
	}
	builder_text(s->builder, line, s->span);
}

static void add_breaks(struct script *s, str line)
{
	open_block(s, BLOCK_PARAGRAPH);
	add_broken(s, line);
	builder_close(s->builder, BLOCK_PARAGRAPH);
}

static str take_part(str *line)
{
	size_t bar = str_find_byte(*line, '|');
	str part = str_cut(*line, 0, bar);
	*line = bar == STR_NOT_FOUND ? STR_NONE : str_from(*line, bar + 1);
	return part;
}

static void add_mark(struct script *s, str line)
{
	struct block *block = open_block(s, BLOCK_PARAGRAPH);
	str id = take_word(&line);
	if (!str_equal(id, STR("-")))
		block->id = id;
	builder_text(s->builder, take_part(&line), s->span);
	str label = take_part(&line);
	str target = take_word(&label);
	int number;
	bool is_raised = str_to_int(label, &number);
	if (is_raised)
		builder_begin(s->builder, PHRASE_SUPER, s->span);
	add_phrase(s, PHRASE_LINK, target, label);
	if (is_raised)
		builder_end(s->builder, PHRASE_SUPER);
	builder_text(s->builder, line, s->span);
	builder_close(s->builder, BLOCK_PARAGRAPH);
}

static uint16_t take_size(str *line)
{
	int size = 0;
	str_to_int(take_word(line), &size);
	return (uint16_t)size;
}

static bool is_setting(struct script *s, str line)
{
	if (takes(&line, "@html"))
		s->chapter->format = FORMAT_HTML;
	else if (takes(&line, "@markdown"))
		s->chapter->format = FORMAT_MARKDOWN;
	else if (takes(&line, "@after"))
		s->context.last_pass = line;
	else if (takes(&line, "@title"))
		s->chapter->title = line;
	else if (takes(&line, "@author"))
		s->chapter->author = line;
	else if (takes(&line, "@split"))
		s->context.splits_articles = true;
	else if (takes(&line, "@off"))
		switch_off(s, line);
	else if (takes(&line, "@clean"))
		set_clean(&s->context.clean, line);
	else
		return false;
	return true;
}

static void add_block(struct script *s, str line)
{
	struct block *block;
	if (takes(&line, "@h")) {
		block = open_block(s, BLOCK_HEADING);
		block->as.heading.level = take_word(&line).text[0] - '0';
		add_broken(s, line);
	} else if (takes(&line, "@item")) {
		str target = take_word(&line);
		open_block(s, BLOCK_ITEM);
		open_block(s, BLOCK_PARAGRAPH);
		add_phrase(s, PHRASE_LINK, target, line);
		builder_close(s->builder, BLOCK_ITEM);
		return;
	} else if (takes(&line, "@note")) {
		builder_note_open(s->builder, take_word(&line), s->span);
		open_block(s, BLOCK_PARAGRAPH);
		builder_text(s->builder, line, s->span);
		builder_close(s->builder, BLOCK_PARAGRAPH);
		builder_note_close(s->builder);
		return;
	} else {
		block = open_block(s, BLOCK_PARAGRAPH);
		block->is_bold = takes(&line, "@bold");
		if (takes(&line, "@b")) {
			add_phrase(s, PHRASE_STRONG, STR_NONE, line);
		} else if (takes(&line, "@link")) {
			str target = take_word(&line);
			add_phrase(s, PHRASE_LINK, target, line);
		} else if (takes(&line, "@id")) {
			block->id = take_word(&line);
			add_marked(s, line);
		} else if (takes(&line, "@class")) {
			block->class = take_word(&line);
			add_marked(s, line);
		} else {
			if (takes(&line, "@centre"))
				block->align = ALIGN_CENTRE;
			if (takes(&line, "@size"))
				block->type_size = take_size(&line);
			add_marked(s, line);
		}
	}
	builder_close(s->builder, block->kind);
}

static void read_line(struct script *s, str line)
{
	if (str_trim(line).len == 0) {
		s->is_after_blank = true;
		return;
	}
	if (is_setting(s, line))
		return;
	if (takes(&line, "@picture"))
		add_picture(s, line);
	else if (takes(&line, "@br"))
		add_breaks(s, line);
	else if (takes(&line, "@mark"))
		add_mark(s, line);
	else
		add_block(s, line);
	s->is_after_blank = false;
}

static void print(struct script *s, bool done)
{
	struct buf out;
	const char *broken = NULL;
	buf_init(&out, &s->a, BUF_NO_MAXIMUM);
	struct chapter *at = s->chapter;
	for (; at; at = at->next) {
		chapter_dump(at, &out);
		broken = broken ? broken : chapter_check(at, &s->a);
	}
	fwrite(out.text, 1, out.len, stdout);
	printf("done: %s\nbroken rule: %s\n", done ? "yes" : "no",
	       broken ? broken : "none");
	struct diag_style style = {.format = DIAG_SHORT,
				   .language = INTERFACE_ENGLISH};
	diag_print(&s->d, &style, stdout);
}

int main(int argc, char **argv)
{
	struct script s = {.span = {0, 0, 0, 0}};
	str bytes, line;
	if (argc != 2)
		return 2;
	arena_init(&s.a);
	diag_init(&s.d, &s.a);
	if (file_read(argv[1], FILE_LARGEST_SOURCE, &s.a, &bytes) != FILE_OK)
		return 1;
	s.chapter = chapter_new(&s.a, &s.d);
	s.chapter->format = FORMAT_TEXT;
	s.chapter->source_number = diag_source(&s.d, STR("text"), STR_NONE);
	s.builder = builder_new(s.chapter);
	s.span.source = s.chapter->source_number;
	s.context.last_pass = s.context.fixed_title = STR_NONE;
	s.context.images = (struct image_rules){
		.root = STR("tests/golden/pass"), .folder = STR_NONE,
		.document_folder = STR_NONE, .is_inspection = true};
	s.context.numbering.chapter = s.context.numbering.section = STR_NONE;
	while (str_next_line(&bytes, &line)) {
		s.span.line++;
		read_line(&s, line);
	}
	builder_finish(s.builder);
	print(&s, pass_run(s.chapter, &s.context));
	arena_free(&s.a);
	return 0;
}
