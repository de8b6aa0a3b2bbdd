/* A small script stands for a reader; what is built is shown as the dump:
 *   <p <h <q <e <v <c <l <u <i <f <C <t <r <d <-   open a block
 *   >p ...                                         close it
 *   *b *i *a *y *n   begin a phrase;  /b ...       end it
 *   #NAME            give the phrase just begun an id
 *   | a break    ^ an image    ~NAME a note's mark    (NAME ) a note's body
 *   _ a blank    $ a line feed    anything else is text; spaces part words
 */
#ifndef TESTS_BUILDER_SCRIPT_H
#define TESTS_BUILDER_SCRIPT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <time.h>

#include <cmocka.h>

#include "base/buf.h"
#include "book/builder.h"

static struct arena arena;
static struct diag diag;
static struct chapter *chapter;
static struct builder *builder;

static inline int set_up(void **state)
{
	(void)state;
	arena_init(&arena);
	diag_init(&diag, &arena);
	chapter = chapter_new(&arena, &diag);
	builder = builder_new(chapter);
	return 0;
}

static inline int tear_down(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static const char block_letters[] = "hpqevclUifCtrd-";
static const char phrase_letters[] = "..ibus^_cnay..";

static inline int letter(const char *letters, char wanted)
{
	return (int)(strchr(letters, wanted) - letters);
}

static inline void play_block(char what, str rest)
{
	bool is_ordered = rest.text[0] == 'o';
	char name = rest.text[0] == 'u' || is_ordered ? 'U' : rest.text[0];
	enum block_kind kind = (enum block_kind)letter(block_letters, name);
	if (what == '>')
		builder_close(builder, kind);
	else if (is_ordered)
		builder_open(builder, kind, SPAN_NONE)->as.list.is_ordered = true;
	else
		builder_open(builder, kind, SPAN_NONE);
}

static inline void play_word(str word)
{
	static struct phrase *phrase;
	str rest = str_from(word, 1);
	switch (word.text[0]) {
	case '<': case '>':
		play_block(word.text[0], rest);
		break;
	case '*':
		phrase = builder_begin(builder, (enum phrase_kind)letter(
				phrase_letters, rest.text[0]), SPAN_NONE);
		break;
	case '/':
		builder_end(builder, (enum phrase_kind)letter(
				phrase_letters, rest.text[0]));
		break;
	case '#':
		phrase->id = arena_copy(&arena, rest);
		break;
	case '|':
		builder_break(builder, SPAN_NONE);
		break;
	case '^':
		builder_image(builder, builder_asset(builder, STR("x.png"),
						     SPAN_NONE), SPAN_NONE)
			->as.image.alt = arena_copy(&arena, rest);
		break;
	case '~':
		builder_note_mark(builder, rest, SPAN_NONE);
		break;
	case '(':
		builder_note_open(builder, rest, SPAN_NONE);
		break;
	case ')':
		builder_note_close(builder);
		break;
	case '_':
		builder_text(builder, STR(" "), SPAN_NONE);
		break;
	case '$':
		builder_text(builder, STR("\n"), SPAN_NONE);
		break;
	default:
		builder_text(builder, word, SPAN_NONE);
	}
}

static inline const char *play(const char *script)
{
	chapter = chapter_new(&arena, &diag);
	builder = builder_new(chapter);
	str rest = str_of(script);
	while (rest.len) {
		size_t end = str_find_byte(rest, ' ');
		if (end)
			play_word(str_cut(rest, 0, end));
		rest = str_from(rest, end == STR_NOT_FOUND ? rest.len : end + 1);
	}
	builder_finish(builder);
	const char *problem = chapter_check(chapter, &arena);
	if (problem)
		fail_msg("%s: %s", script, problem);
	chapter->assets = NULL;
	struct buf out;
	buf_init(&out, &arena, BUF_NO_MAXIMUM);
	chapter_dump(chapter, &out);
	str body = buf_str(&out);
	return arena_cstring(&arena, str_from(body, strlen("chapter body\n")));
}

static inline void plays(const char *script, const char *expected)
{
	assert_string_equal(play(script), expected);
}

#endif
