/* Whatever a reader pushes, a well-formed chapter comes of it and no text is
 * lost; edits in phrases do what they would do in plain text; labels stay
 * inside their text.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "book/builder.h"
#include "book/numeral.h"
#include "tests/property/seed.h"

#include "base/banned.h"

static void each(const char *name, size_t rounds,
		 void (*holds)(struct seed *, struct arena *))
{
	struct seed seed = seed_start(name);
	struct arena a;
	arena_init(&a);
	for (size_t round = seed_rounds(rounds); round > 0; round--) {
		struct arena_mark mark = arena_mark(&a);
		holds(&seed, &a);
		arena_rewind(&a, mark);
	}
	arena_free(&a);
}

static void assert_well_formed(const struct chapter *chapter, struct arena *a)
{
	const char *problem = chapter_check(chapter, a);
	if (problem)
		fail_msg("%s", problem);
}

/* Every text pushed holds one x a call; line feeds and blanks come too. */
static size_t push_text(struct builder *b, struct seed *seed)
{
	static const char *const pieces[] = {
		"x", " x", "x\n", "\nx", "\tx汉", " ", "\n", "\n\n", "x\x01",
		"\r\nx", "\u3000x",
	};
	const char *piece = pieces[seed_below(seed, 11)];
	builder_text(b, str_of(piece), SPAN_NONE);
	return strchr(piece, 'x') != NULL;
}

static void push_phrase(struct builder *b, struct seed *seed, struct arena *a)
{
	enum phrase_kind kind = (enum phrase_kind)(
		PHRASE_EMPHASIS + seed_below(seed, 10));
	str name = arena_format(a, "%u", (unsigned)seed_below(seed, 5));
	switch (seed_below(seed, 10)) {
	case 0: case 1: case 2: {
		struct phrase *phrase = builder_begin(b, kind, SPAN_NONE);
		if (seed_below(seed, 8) == 0)
			phrase->id = name;
		break;
	}
	case 3: case 4: case 5:
		builder_end(b, kind);
		break;
	case 6:
		builder_break(b, SPAN_NONE);
		break;
	case 7:
		builder_image(b, builder_asset(b, name, SPAN_NONE), SPAN_NONE);
		break;
	case 8:
		builder_note_mark(b, name, SPAN_NONE);
		break;
	default:
		if (seed_below(seed, 3))
			builder_note_close(b);
		else
			builder_note_open(b, name, SPAN_NONE);
	}
}

static size_t count_x(const struct block *first, struct arena *a)
{
	size_t count = 0;
	for (const struct block *at = first; at; at = block_next(at)) {
		str text = block_holds_text(at->kind) ? block_text(at, a)
						      : STR_NONE;
		for (size_t i = 0; i < text.len; i++)
			count += text.text[i] == 'x';
	}
	return count;
}

/* In another arena it is the same, whatever it is. */
static void assert_copies(const struct chapter *chapter, str dumped,
			  struct arena *a)
{
	struct arena other;
	struct buf out;
	arena_init(&other);
	buf_init(&out, a, BUF_NO_MAXIMUM);
	struct chapter *copy = chapter_copy(chapter, &other);
	assert_well_formed(copy, a);
	chapter_dump(copy, &out);
	assert_true(str_equal(buf_str(&out), dumped));
	arena_free(&other);
}

static void anything_can_be_built(struct seed *seed, struct arena *a)
{
	struct diag d;
	diag_init(&d, a);
	struct chapter *chapter = chapter_new(a, &d);
	struct builder *b = builder_new(chapter);
	size_t pushed = 0;
	/* Some rounds go deep. */
	uint32_t closes = seed_below(seed, 4) ? 6 : 1;
	for (uint32_t i = seed_below(seed, 300); i > 0; i--) {
		enum block_kind kind = (enum block_kind)seed_below(
			seed, BLOCK_KIND_COUNT);
		uint32_t what = seed_below(seed, 16 + closes);
		if (what < 6)
			builder_open(b, kind, SPAN_NONE);
		else if (what < 11)
			pushed += push_text(b, seed);
		else if (what < 16)
			push_phrase(b, seed, a);
		else
			builder_close(b, kind);
	}
	builder_finish(b);
	assert_well_formed(chapter, a);
	size_t found = count_x(chapter->body, a);
	for (struct note *note = chapter->notes; note; note = note->next)
		found += count_x(note->body, a);
	assert_int_equal(found, pushed);
	struct buf out;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	chapter_dump(chapter, &out);
	assert_true(utf8_is_valid(buf_str(&out), NULL));
	assert_copies(chapter, buf_str(&out), a);
}

static struct phrase *any_phrases(struct seed *seed, struct arena *a, int depth)
{
	static const char *const texts[] = {"a", "汉字", "", "b，c", "𠮷"};
	struct phrase *first = NULL, **link = &first;
	for (uint32_t i = seed_below(seed, 5); i > 0; i--) {
		enum phrase_kind kind = (enum phrase_kind)seed_below(
			seed, PHRASE_NOTE);
		struct phrase *phrase = phrase_new(a, kind, SPAN_NONE);
		if (kind == PHRASE_TEXT || depth == 0) {
			phrase->kind = PHRASE_TEXT;
			phrase->text = str_of(texts[seed_below(seed, 5)]);
		} else if (kind != PHRASE_BREAK && kind != PHRASE_IMAGE) {
			phrase->child = any_phrases(seed, a, depth - 1);
		}
		*link = phrase;
		link = &phrase->next;
	}
	return first;
}

static struct block *any_paragraph(struct seed *seed, struct chapter *chapter)
{
	struct block *block = block_new(chapter->arena, BLOCK_PARAGRAPH,
					SPAN_NONE);
	block->text = any_phrases(seed, chapter->arena, 3);
	block_insert(chapter, NULL, NULL, block);
	return block;
}

/* The next place between two characters, a few on. */
static size_t step(struct seed *seed, str text, size_t at)
{
	for (uint32_t i = seed_below(seed, 4); i > 0 && at < text.len; i--)
		utf8_next(text, &at);
	return at;
}

/* What the edits make of the plain text, pictures and breaks kept. */
static str edited(str text, const struct text_edit *edits, size_t count,
		  struct arena *a)
{
	struct buf out;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	for (size_t at = 0, i = 0; at <= text.len;) {
		for (; i < count && edits[i].from == at; i++)
			buf_add(&out, edits[i].replacement);
		if (at == text.len)
			break;
		size_t start = at;
		uint32_t c = utf8_next(text, &at);
		bool is_gone = i > 0 && start < edits[i - 1].to;
		if (!is_gone || c == '\n' || c == 0xFFFC)
			buf_add(&out, str_cut(text, start, at));
	}
	return buf_str(&out);
}

static void edits_are_those_of_plain_text(struct seed *seed, struct arena *a)
{
	static const char *const news[] = {"", "", "X", "新", "，。"};
	struct chapter *chapter = chapter_new(a, NULL);
	struct block *block = any_paragraph(seed, chapter);
	str before = arena_copy(a, block_text(block, a));
	struct text_edit edits[8];
	size_t count = 0;
	for (size_t at = 0; count < 8 && seed_below(seed, 8); count++) {
		edits[count].from = step(seed, before, at);
		at = step(seed, before, edits[count].from);
		edits[count].to = at;
		edits[count].replacement = str_of(news[seed_below(seed, 5)]);
	}
	str expected = edited(before, edits, count, a);
	if (count == 1)
		block_replace(block, edits[0].from, edits[0].to,
			      edits[0].replacement, a);
	else
		block_edit(block, edits, count, a);
	assert_string_equal(arena_cstring(a, block_text(block, a)),
			    arena_cstring(a, expected));
	assert_well_formed(chapter, a);
}

static void splits_are_undone(struct seed *seed, struct arena *a)
{
	struct chapter *chapter = chapter_new(a, NULL);
	struct block *block = any_paragraph(seed, chapter);
	any_paragraph(seed, chapter);
	str before = arena_copy(a, block_text(block, a));
	size_t at = 0;
	for (uint32_t i = seed_below(seed, 6); i > 0; i--)
		at = step(seed, before, at);
	struct block *rest = block_split(chapter, block, at);
	assert_well_formed(chapter, a);
	assert_string_equal(arena_cstring(a, block_text(block, a)),
			    arena_cstring(a, str_cut(before, 0, at)));
	assert_string_equal(arena_cstring(a, block_text(rest, a)),
			    arena_cstring(a, str_from(before, at)));
	block_merge(chapter, block, rest);
	assert_well_formed(chapter, a);
	assert_string_equal(arena_cstring(a, block_text(block, a)),
			    arena_cstring(a, before));
}

static void labels_stay_inside(struct seed *seed, struct arena *a)
{
	static const char *const pieces[] = {
		"第", "一", "十", "百", "万", "1", "９", "、", ".", "．", "（",
		"(", ")", "）", "章", "节", "部", "部分", "条", " ", "\u3000",
		"①", "㈠", "是", "，", "的", "首", "先", "\xE4", "\xFF", "0",
	};
	struct buf b;
	buf_init(&b, a, BUF_NO_MAXIMUM);
	for (uint32_t i = seed_below(seed, 8); i > 0; i--)
		buf_add(&b, str_of(pieces[seed_below(seed, 31)]));
	str text = buf_str(&b);
	struct label label = label_read(text);
	assert_true(label.bytes <= text.len);
	assert_int_equal(label.kind == LABEL_NONE, label.bytes == 0);
	if (label.kind == LABEL_NONE)
		return;
	assert_true(utf8_is_valid(str_cut(text, 0, label.bytes), NULL));
	assert_true(label.number >= 0);
	str made = label_make(str_cut(text, 0, label.bytes), 7, a);
	assert_true(made.len > 0);
}

static void test_anything_can_be_built(void **state)
{
	(void)state;
	each("anything_can_be_built", 400, anything_can_be_built);
}

static void test_edits_are_those_of_plain_text(void **state)
{
	(void)state;
	each("edits_are_those_of_plain_text", 5000,
	     edits_are_those_of_plain_text);
}

static void test_splits_are_undone(void **state)
{
	(void)state;
	each("splits_are_undone", 5000, splits_are_undone);
}

static void test_labels_stay_inside(void **state)
{
	(void)state;
	each("labels_stay_inside", 20000, labels_stay_inside);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_anything_can_be_built),
		cmocka_unit_test(test_edits_are_those_of_plain_text),
		cmocka_unit_test(test_splits_are_undone),
		cmocka_unit_test(test_labels_stay_inside),
	};
	return cmocka_run_group_tests_name("book", tests, NULL, NULL);
}
