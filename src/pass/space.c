/* White space that says nothing goes: indents (the style indents), blanks
 * between Han, blanks beside full-width marks, runs of blanks, and blocks
 * that hold nothing else. One blank between Han and words stays as typed;
 * how wide it is set is the typesetter's care. The ideographic blank inside
 * a line, 第一条　为了, is a typed separator and stays; behind such a label a
 * plain one becomes it.
 *
 * Blanks carry no characters, so the ledger does not list them.
 */
#include "base/unicode.h"
#include "base/utf8.h"
#include "book/numeral.h"
#include "pass/inside.h"

#include "base/banned.h"

#define WIDE_BLANK 0x3000u
#define DATELINE 120            /* bytes a dateline may take */

struct spacing {
	struct changes changes;
	bool is_line;            /* a heading, a verse, a list of names */
	bool is_spread;          /* a blank behind every character */
};

/* A blank in these bytes? Everything else is passed in one step. */
static bool may_be_blank(unsigned char byte)
{
	return byte <= ' ' || byte == 0xC2 || byte == 0xE2 || byte == 0xE3 ||
	       byte == 0xEF;
}

static size_t blank_at(str text, size_t at, uint32_t *blank)
{
	size_t next = at;
	*blank = utf8_next(text, &next);
	if (*blank == '\n' || !unicode_is_space(*blank))
		return 0;
	return next - at;
}

static bool is_quote(uint32_t c)
{
	return c >= 0x2018 && c <= 0x201D;
}

static bool is_mark(uint32_t c)
{
	return is_chinese_mark(c) && !is_quote(c) && c != WIDE_BLANK;
}

static bool is_letter(uint32_t c)
{
	return unicode_is_han(c) || unicode_is_kana(c) ||
	       unicode_is_bopomofo(c);
}

/* 本报讯　据…: the blank behind a dateline is typed on purpose. */
static bool is_dateline(str text, size_t at)
{
	uint32_t c = character_before(text, at);
	return at <= DATELINE && (c == 0x8BAF || c == 0x7535 || c == 0x606F ||
				  c == 0x8A0A || c == 0x96FB);
}

/* 第二条 不得…: the blank behind an article's label. */
static bool is_article_label(str text, size_t from, size_t to)
{
	if (from > DATELINE || !str_starts(text, STR("第")))
		return false;
	struct label label = label_read(text);
	return label.bytes == to && label.kind == LABEL_ARTICLE;
}

/* What stays of the blanks in [from, to). */
static str kept(const struct spacing *s, size_t from, size_t to, bool is_wide)
{
	str text = s->changes.text;
	uint32_t left = character_before(text, from);
	uint32_t right = character_at(text, to);
	if (from == 0 || to == text.len || left == '\n' || right == '\n')
		return STR_NONE;
	if (left == 0x201C || left == 0x2018 || right == 0x201D)
		return STR_NONE;
	if (right == 0x2019 && is_letter(left))
		return STR_NONE;
	if (is_wide && !s->is_spread && !is_mark(right) &&
	    (!is_mark(left) || left == 0xFF09 || left == 0x3011))
		return STR("　");
	if (is_mark(left) || is_mark(right))
		return STR_NONE;
	bool is_left = is_letter(left) || is_quote(left);
	bool is_right = is_letter(right) || is_quote(right);
	if (!is_left || !is_right)
		return STR(" ");
	if (s->is_spread)
		return STR_NONE;
	if (is_article_label(text, from, to))
		return STR("　");
	return s->is_line || is_dateline(text, from) ? STR(" ") : STR_NONE;
}

static void settle_run(struct spacing *s, size_t from, size_t to, bool is_wide)
{
	str keep = kept(s, from, to, is_wide);
	str now = str_cut(s->changes.text, from, to);
	if (!str_equal(keep, now))
		change(&s->changes, from, to, keep, "");
}

/* 長 信 怨: most Han characters have a blank between them. */
static bool is_spread(str text)
{
	size_t han = 0, spread = 0, blank = 0;
	for (size_t i = 0; i < text.len; i++) {
		unsigned char byte = (unsigned char)text.text[i];
		if (byte == ' ') {
			blank = 1;
		} else if (is_han_lead(byte)) {
			han++;
			spread += blank;
			blank = 0;
			i += 2;
		}
	}
	return han >= 3 && spread * 3 >= han * 2;
}

static bool is_line(const struct block *block, str text)
{
	if (block->kind != BLOCK_PARAGRAPH)
		return true;
	return !str_contains(text, STR("。")) && !str_contains(text, STR("，")) &&
	       text.len <= 120;
}

static void settle_block(struct work *work, struct block *block)
{
	str text = masked_text(work, block);
	struct spacing s = {.changes = {.work = work, .block = block,
					.text = text}};
	bool is_known = false;
	for (size_t at = 0; at < text.len;) {
		size_t from = at, len;
		uint32_t blank;
		bool is_wide = false;
		if (!may_be_blank((unsigned char)text.text[at])) {
			at++;
			continue;
		}
		while (at < text.len && (len = blank_at(text, at, &blank))) {
			is_wide |= blank == WIDE_BLANK;
			at += len;
		}
		if (at == from) {
			at++;
			continue;
		}
		if (!is_known) {
			s.is_spread = is_spread(text);
			s.is_line = is_line(block, text);
			is_known = true;
		}
		settle_run(&s, from, at, is_wide);
	}
	changes_apply(&s.changes);
}

static bool may_go(const struct block *block)
{
	switch (block->kind) {
	case BLOCK_HEADING: case BLOCK_PARAGRAPH: case BLOCK_QUOTE:
	case BLOCK_EXAMPLE: case BLOCK_LIST: case BLOCK_ITEM:
	case BLOCK_CAPTION: case BLOCK_TABLE: case BLOCK_VERSE:
		return block_is_empty(block);
	case BLOCK_CODE: case BLOCK_LINE: case BLOCK_FIGURE: case BLOCK_ROW:
	case BLOCK_CELL: case BLOCK_RULE: case BLOCK_KIND_COUNT:
		break;
	}
	return false;
}

static void drop_empty(struct work *work)
{
	struct block *next;
	for (struct block *at = work->chapter->body; at; at = next) {
		next = block_next(at);
		if (!may_go(at))
			continue;
		next = block_skip(at);
		drop_block(work, at, "space/empty");
	}
}

void pass_space(struct work *work)
{
	struct prose_walk walk = {0};
	for (struct block *block; (block = next_prose(work, &walk));) {
		struct arena_mark mark = arena_mark(work->scratch);
		settle_block(work, block);
		arena_rewind(work->scratch, mark);
	}
	settle_fields(work, settle_block, "space/field");
	drop_empty(work);
}
