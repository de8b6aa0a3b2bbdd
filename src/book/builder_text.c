/* Text and phrases as a reader pushes them -> phrases of the open block.
 *
 * Phrases are made when their first content comes, so an empty <b></b>
 * leaves nothing, and one that spans blocks is made anew in each. Text that
 * comes in pieces grows one phrase, its room doubling.
 */
#include "book/build_state.h"
#include "book/inside.h"

#include "base/banned.h"

void builder_start_text(struct stream *s, struct block *block)
{
	s->made = 0;
	s->growing = NULL;
	s->wants_break = block && block->text;
	if (!block)
		return;
	s->ends[0] = &block->text;
	while (*s->ends[0])
		s->ends[0] = &(*s->ends[0])->next;
}

static void add(struct stream *s, struct phrase *phrase)
{
	*s->ends[s->made] = phrase;
	s->ends[s->made] = &phrase->next;
	s->growing = NULL;
}

static struct phrase *twin(struct builder *b, const struct phrase *phrase)
{
	struct phrase *copy = arena_new(b->a, struct phrase);
	*copy = *phrase;
	copy->id = STR_NONE;
	copy->child = copy->next = NULL;
	/* A reading is not read twice. */
	if (copy->kind == PHRASE_RUBY) {
		copy->kind = PHRASE_SPAN;
		copy->as.ruby.reading = STR_NONE;
	}
	return copy;
}

static void make_phrases(struct builder *b, int count)
{
	struct stream *s = b->stream;
	while (s->made < count) {
		struct open_phrase *open = &s->phrases[s->made];
		struct phrase *phrase = open->phrase;
		if (open->is_used)
			phrase = twin(b, phrase);
		open->is_used = true;
		add(s, phrase);
		s->ends[++s->made] = &phrase->child;
	}
}

/* A line of verse or code ends; an empty one is a blank line. */
static void end_line(struct builder *b, struct span span)
{
	if (!top_is(b->stream, BLOCK_LINE))
		builder_imply(b, BLOCK_LINE, span);
	builder_close_top(b);
}

static bool is_in_lines(struct stream *s)
{
	return top_is(s, BLOCK_LINE) || top_is(s, BLOCK_VERSE) ||
	       top_is(s, BLOCK_CODE);
}

static void place_break(struct builder *b, struct span span)
{
	struct stream *s = b->stream;
	s->wants_break = false;
	if (top_is(s, BLOCK_LINE)) {
		end_line(b, span);
		builder_imply(b, BLOCK_LINE, span);
		return;
	}
	s->made = 0;
	add(s, phrase_new(b->a, PHRASE_BREAK, span));
}

static void place_anchors(struct stream *s)
{
	s->made = 0;
	for (size_t i = 0; i < s->anchors.count; i++)
		add(s, s->anchors.at[i]);
	s->anchors.count = 0;
}

/* Everything that must stand before the next piece of content. */
static void prepare(struct builder *b, struct span span)
{
	struct stream *s = b->stream;
	if (!top_holds_text(s))
		builder_imply(b, BLOCK_PARAGRAPH, span);
	if (s->wants_break)
		place_break(b, span);
	if (s->anchors.count)
		place_anchors(s);
	make_phrases(b, s->phrase_count);
}

void builder_add_phrase(struct builder *b, struct phrase *phrase,
			struct span span)
{
	prepare(b, span);
	add(b->stream, phrase);
	struct frame *frame = top_frame(b->stream);
	if (phrase->kind == PHRASE_IMAGE)
		frame->has_image = true;
	else
		frame->has_text = true;
}

static void append(struct builder *b, str text, struct span span)
{
	struct stream *s = b->stream;
	if (text.len == 0)
		return;
	if (!s->growing) {
		struct phrase *phrase = phrase_text(
			b->a, arena_copy(b->a, text), span);
		add(s, phrase);
		s->growing = phrase;
		s->room = text.len;
		return;
	}
	str old = s->growing->text;
	size_t len = old.len + text.len;
	char *room = (char *)old.text;
	if (len > s->room) {
		room = arena_grow(b->a, room, s->room, 2 * len);
		s->room = 2 * len;
	}
	memcpy(room + old.len, text.text, text.len);
	s->growing->text = (str){room, len};
}

size_t control_length(str text, size_t at)
{
	const unsigned char *byte = (const unsigned char *)text.text + at;
	size_t left = text.len - at;
	if (byte[0] < 0x20)
		return byte[0] == '\t' ? 0 : 1;
	if (byte[0] == 0x7F)
		return 1;
	if (byte[0] == 0xC2 && left > 1 && byte[1] < 0xA0)
		return 2;
	if (byte[0] == 0xEF && left > 2 && byte[1] == 0xBF && byte[2] > 0xBD)
		return 3;
	return 0;
}

/* The end of what can be taken as it is; Han text never leaves the loop. */
static size_t clean_end(str text, size_t at)
{
	for (; at < text.len; at++) {
		unsigned char byte = (unsigned char)text.text[at];
		bool is_suspect = byte < 0x20 || byte == 0x7F ||
				  byte == 0xC2 || byte == 0xEF;
		if (is_suspect && control_length(text, at))
			break;
	}
	return at;
}

static bool is_white(char byte)
{
	return byte >= '\n' && byte <= '\r';
}

/* Text without its controls. White space that is not a blank becomes one;
 * what remains has no business in a book, but is accounted for. */
static void append_clean(struct builder *b, str text, struct span span)
{
	for (size_t at = 0; at < text.len;) {
		size_t end = clean_end(text, at);
		append(b, str_cut(text, at, end), span);
		if (end == text.len)
			return;
		at = end + control_length(text, end);
		str control = str_cut(text, end, at);
		bool is_pair = text.text[end] == '\r' && at < text.len &&
			       text.text[at] == '\n';
		if (is_pair)
			continue;
		if (is_white(text.text[end]))
			append(b, STR(" "), span);
		else
			ledger_removed(&b->chapter->ledger,
				       STR("builder/control"), span.line,
				       arena_copy(b->a, control));
	}
}

static void add_run(struct builder *b, str text, struct span span)
{
	struct stream *s = b->stream;
	bool is_code = top_is(s, BLOCK_CODE);
	bool is_blank = false;
	if (!top_frame(s)->has_text)
		is_blank = str_trim(text).len == 0;
	else if (s->wants_break)
		is_blank = str_trim(text).len == 0;
	if (text.len == 0)
		return;
	if (is_blank && !is_code && (!top_holds_text(s) || s->wants_break))
		return;
	prepare(b, span);
	if (!is_blank)
		top_frame(s)->has_text = true;
	append_clean(b, text, span);
}

static bool keeps_lines(struct stream *s)
{
	struct frame *frame = top_frame(s);
	if (!frame->block)
		return false;
	if (frame->block->kind == BLOCK_CODE || frame->absorbed_code)
		return true;
	return frame->block->kind == BLOCK_LINE && frame->block->parent &&
	       frame->block->parent->kind == BLOCK_CODE;
}

static str without_return(str line)
{
	return str_ends(line, STR("\r")) ? str_cut(line, 0, line.len - 1) : line;
}

void builder_text(struct builder *b, str text, struct span span)
{
	if (!keeps_lines(b->stream)) {
		add_run(b, text, span);
		return;
	}
	for (size_t at = 0;;) {
		size_t feed = str_find_byte(str_from(text, at), '\n');
		if (feed == STR_NOT_FOUND) {
			add_run(b, str_from(text, at), span);
			return;
		}
		add_run(b, without_return(str_cut(text, at, at + feed)), span);
		builder_break(b, span);
		at += feed + 1;
	}
}

void builder_break(struct builder *b, struct span span)
{
	struct stream *s = b->stream;
	if (is_in_lines(s)) {
		end_line(b, span);
	} else if (top_holds_text(s)) {
		prepare(b, span);
		add(s, phrase_new(b->a, PHRASE_BREAK, span));
	}
}

/* The figure that waits for its picture: the one open, or the one whose
 * still empty caption is open. */
static struct frame *waiting_figure(struct stream *s)
{
	int depth = s->depth;
	if (top_is(s, BLOCK_CAPTION) && !s->frames[depth].block->text)
		depth--;
	struct frame *frame = &s->frames[depth];
	bool waits = frame->block && frame->block->kind == BLOCK_FIGURE &&
		     !frame->block->as.figure.asset;
	return waits ? frame : NULL;
}

struct phrase *builder_image(struct builder *b, struct asset *asset,
			     struct span span)
{
	struct stream *s = b->stream;
	struct phrase *phrase = phrase_new(b->a, PHRASE_IMAGE, span);
	phrase->as.image.asset = asset;
	if (top_is(s, BLOCK_FIGURE) && !waiting_figure(s))
		builder_imply(b, BLOCK_FIGURE, span);
	struct frame *figure = waiting_figure(s);
	if (!figure) {
		builder_add_phrase(b, phrase, span);
		return phrase;
	}
	figure->block->as.figure.asset = asset;
	figure->image = phrase;
	return phrase;
}

static int find_open(const struct stream *s, enum phrase_kind kind)
{
	int at = s->phrase_count - 1;
	while (at >= 0 && s->phrases[at].phrase->kind != kind)
		at--;
	return at;
}

/* An empty phrase with an id is a place that links lead to. */
static void keep_anchor(struct builder *b, int at)
{
	struct stream *s = b->stream;
	struct phrase *phrase = s->phrases[at].phrase;
	if (s->phrases[at].is_used || !phrase->id.len)
		return;
	if (top_holds_text(s) && !s->wants_break) {
		make_phrases(b, at + 1);
		return;
	}
	list_push(b->a, &s->anchors, phrase);
}

static void end_phrase(struct builder *b, int at)
{
	struct stream *s = b->stream;
	keep_anchor(b, at);
	s->phrase_count--;
	for (int i = at; i < s->phrase_count; i++)
		s->phrases[i] = s->phrases[i + 1];
	if (s->made > at) {
		s->made = at;
		s->growing = NULL;
	}
}

struct phrase *builder_begin(struct builder *b, enum phrase_kind kind,
			     struct span span)
{
	struct stream *s = b->stream;
	struct phrase *phrase = phrase_new(b->a, kind, span);
	/* HTML: neither a link nor ruby may stand inside its own kind. */
	bool is_single = kind == PHRASE_LINK || kind == PHRASE_RUBY;
	int outer = is_single ? find_open(s, kind) : -1;
	if (outer >= 0)
		end_phrase(b, outer);
	if (s->phrase_count == DEEPEST_PHRASE) {
		s->phrases_beyond++;
		return phrase;
	}
	s->phrases[s->phrase_count++] = (struct open_phrase){.phrase = phrase};
	return phrase;
}

void builder_end(struct builder *b, enum phrase_kind kind)
{
	struct stream *s = b->stream;
	if (s->phrases_beyond) {
		s->phrases_beyond--;
		return;
	}
	int at = find_open(s, kind);
	if (at >= 0)
		end_phrase(b, at);
}
