/* What blocks look like: how long, how punctuated, how linked, how placed.
 * The passes decide by these facts; none of them looks at meaning twice.
 *
 * One scan of the bytes a block; code points are told by their lead bytes,
 * because a Chinese book is nearly all three-byte characters.
 */
#include "base/unicode.h"
#include "base/utf8.h"
#include "book/walk.h"
#include "pass/inside.h"

#include "base/banned.h"

static enum ending ending_of(uint32_t c)
{
	switch (c) {
	case '.': case '!': case '?': case ';':
	case 0x3002: case 0xFF01: case 0xFF1F: case 0xFF1B: /* 。！？； */
	case 0x2026: case 0xFF0E:                           /* … ． */
		return ENDS_STOP;
	case ',': case 0xFF0C: case 0x3001:                 /* ，、 */
		return ENDS_COMMA;
	case ':': case 0xFF1A:                              /* ： */
		return ENDS_COLON;
	case ')': case ']': case '"': case '\'':
	case 0x201D: case 0x2019: case 0x300D: case 0x300F: /* ”’」』 */
	case 0xFF09: case 0x3011: case 0x3015:              /* ）】〕 */
		return ENDS_CLOSER;
	default:
		return ENDS_OPEN;
	}
}

enum ending text_ending(str text)
{
	bool is_closed = false;
	for (int depth = 0; text.len && depth < 4; depth++) {
		size_t before = text.len;
		enum ending ending = ending_of(utf8_previous(text, &before));
		if (ending != ENDS_CLOSER) {
			if (ending == ENDS_OPEN && is_closed)
				return ENDS_CLOSER;
			return ending;
		}
		is_closed = true;
		text = str_trim_end(str_cut(text, 0, before));
	}
	return is_closed ? ENDS_CLOSER : ENDS_OPEN;
}

bool is_chinese_mark(uint32_t c)
{
	if (c < 0x2014)
		return c == 0xB7;
	return (c >= 0x2014 && c <= 0x2026) || (c >= 0x3000 && c <= 0x301F) ||
	       (c >= 0xFF01 && c <= 0xFF0F) || (c >= 0xFF1A && c <= 0xFF20) ||
	       (c >= 0xFF3B && c <= 0xFF40) || (c >= 0xFF5B && c <= 0xFF65);
}

uint32_t character_before(str text, size_t at)
{
	return at > 0 ? utf8_previous(text, &at) : 0;
}

uint32_t character_at(str text, size_t at)
{
	return at < text.len ? utf8_next(text, &at) : 0;
}

bool is_han_before(str text, size_t at)
{
	return unicode_is_han(character_before(text, at));
}

bool is_han_at(str text, size_t at)
{
	return unicode_is_han(character_at(text, at));
}

/* Marks that close a sentence or a clause, by their three bytes. */
static void tally_mark(struct sight *sight, const unsigned char *at)
{
	if (at[0] == 0xE3 && at[1] == 0x80) {
		sight->stops += at[2] == 0x82;
		sight->commas += at[2] == 0x81;
		sight->characters -= at[2] == 0x80;
	} else if (at[0] == 0xEF && at[1] == 0xBC) {
		sight->stops += at[2] == 0x81 || at[2] == 0x9F || at[2] == 0x9B;
		sight->commas += at[2] == 0x8C;
	}
}

static void tally_ascii(struct sight *sight, char c)
{
	sight->characters += c > ' ';
	sight->stops += c == ';' || c == '!' || c == '?';
	sight->commas += c == ',';
}

static void tally(struct sight *sight)
{
	const unsigned char *at = (const unsigned char *)sight->text.text;
	const unsigned char *end = at + sight->text.len;
	while (at < end) {
		if (*at < 0x80) {
			tally_ascii(sight, (char)*at++);
		} else if (*at < 0xE0 || *at >= 0xF0) {
			sight->characters++;
			sight->han += *at >= 0xF0;
			at += *at >= 0xF0 ? 4 : 2;
		} else if (is_han_lead(*at)) {
			sight->han++;
			sight->characters++;
			at += 3;
		} else {
			sight->characters++;
			if (end - at >= 3)
				tally_mark(sight, at);
			at += 3;
		}
	}
}

/* Columns of blanks before the text. */
static uint32_t indent_of(str text)
{
	uint32_t columns = 0;
	for (size_t at = 0; at < text.len;) {
		uint32_t c = utf8_next(text, &at);
		if (c == '\t')
			columns += 4;
		else if (c == 0x3000)
			columns += 2;
		else if (unicode_is_space(c))
			columns++;
		else
			break;
	}
	return columns;
}

struct tone {
	uint32_t linked, bold, all;
};

/* Bytes of text in links and in bold type. */
static struct tone tone_of(const struct block *block)
{
	struct tone tone = {0};
	struct walk walk;
	uint32_t links = 0, bolds = 0;
	walk_phrases(&walk, block);
	for (;;) {
		enum walk_event event = walk_next(&walk);
		if (event == WALK_END)
			return tone;
		uint32_t len = (uint32_t)str_trim(walk.phrase->text).len;
		bool is_link = walk.phrase->kind == PHRASE_LINK;
		bool is_bold = walk.phrase->kind == PHRASE_STRONG;
		if (event == WALK_ENTER_PHRASE) {
			links += is_link;
			bolds += is_bold;
		} else if (event == WALK_LEAVE_PHRASE) {
			links -= is_link;
			bolds -= is_bold;
		} else if (event == WALK_TEXT) {
			tone.linked += links ? len : 0;
			tone.bold += bolds ? len : 0;
			tone.all += len;
		}
	}
}

struct sight sight_of(struct work *work, struct block *block)
{
	struct sight sight = {.block = block, .line = block->span.line};
	sight.is_figure = block->kind == BLOCK_FIGURE;
	sight.is_bold = block->is_bold;
	sight.size = block->type_size ? block->type_size : TYPE_SIZE_PLAIN;
	if (block->type_size == TYPE_SIZE_MIXED)
		sight.size = 0;
	sight.text = sight.words = STR_NONE;
	if (!block_holds_text(block->kind))
		return sight;
	str whole = block_text(block, work->scratch);
	sight.text = str_trim(whole);
	sight.words = unicode_simplified(
		str_cut(sight.text, 0, sight.text.len <= LONGEST_WORDS
					       ? sight.text.len
					       : BEGINNING_WORDS),
		work->scratch);
	sight.indent = indent_of(whole);
	sight.is_after_blank = block_has_class(block, STR(AFTER_BLANK_CLASS));
	sight.begins = block_has_class(block, STR(BEGINS_CLASS));
	sight.ending = text_ending(sight.text);
	tally(&sight);
	if (block->text && block->text->kind != PHRASE_TEXT) {
		struct tone tone = tone_of(block);
		sight.linked = tone.linked;
		sight.is_bold |= tone.bold > 0 && tone.bold == tone.all;
	} else if (block->text && block->text->next) {
		struct tone tone = tone_of(block);
		sight.linked = tone.linked;
		sight.is_bold |= tone.bold > 0 && tone.bold == tone.all;
	}
	return sight;
}

void sights_take(struct work *work, struct sights *out)
{
	*out = (struct sights){0};
	struct block *at = work->chapter->body;
	for (; at; at = block_next(at))
		if (block_holds_text(at->kind) || at->kind == BLOCK_FIGURE)
			list_push(work->scratch, &out->list,
				  sight_of(work, at));
	out->common_size = common_size(out);
}

#define LONG_TEXT 40

bool sight_is_prose(const struct sight *sight)
{
	if (sight->block->kind == BLOCK_HEADING || sight->is_figure)
		return false;
	if (sight->linked * 2 > sight->text.len)
		return false;
	if (sight->characters >= LONG_TEXT)
		return sight->stops + sight->commas >= 2 ||
		       sight->ending == ENDS_STOP ||
		       sight->ending == ENDS_COLON;
	return sight->characters >= 12 && sight->stops > 0 &&
	       sight->ending == ENDS_STOP;
}

bool block_has_class(const struct block *block, str token)
{
	return str_has_word(block->class, token);
}

void block_add_class(struct block *block, str token, struct arena *a)
{
	if (block_has_class(block, token))
		return;
	if (block->class.len)
		token = arena_join(a, arena_join(a, block->class, STR(" ")),
				   token);
	block->class = token;
}

void block_drop_class(struct block *block, str token, struct arena *a)
{
	struct buf out;
	str rest = block->class;
	if (!block_has_class(block, token))
		return;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	while (rest.len) {
		size_t end = str_find_byte(rest, ' ');
		str word = end == STR_NOT_FOUND ? rest : str_cut(rest, 0, end);
		rest = end == STR_NOT_FOUND ? STR_NONE : str_from(rest, end + 1);
		if (!word.len || str_equal(word, token))
			continue;
		if (out.len)
			buf_add_byte(&out, ' ');
		buf_add(&out, word);
	}
	block->class = buf_str(&out);
}

int find_word(str text, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_contains(text, str_of(words[i])))
			return (int)i;
	return -1;
}

static uint32_t next_solid(str text, size_t *at)
{
	while (*at < text.len) {
		uint32_t c = utf8_next(text, at);
		if (!unicode_is_space(c))
			return c;
	}
	return 0;
}

bool str_equal_loosely(str a, str b)
{
	size_t at = 0, in = 0;
	for (;;) {
		uint32_t c = next_solid(a, &at);
		if (c != next_solid(b, &in))
			return false;
		if (c == 0)
			return true;
	}
}
