/* What readers push, rightly and wrongly nested, against the dump of what
 * is built.
 */
#include "builder_script.h"

static void well_nested(void **state)
{
	(void)state;
	plays("<h a >h <p b *b c /b d >p <- >-",
	      "  heading level=1 \"a\"\n"
	      "  paragraph \"b{strong c}d\"\n"
	      "  rule\n");
	plays("<u <i <p a >p <o <i <p b >p >i >u >i >u",
	      "  list\n"
	      "    item\n"
	      "      paragraph \"a\"\n"
	      "      list ordered start=1\n"
	      "        item\n"
	      "          paragraph \"b\"\n");
	plays("<t <C k >C <r <d a >d <d b >d >r >t",
	      "  table\n"
	      "    caption \"k\"\n"
	      "    row\n"
	      "      cell \"a\"\n"
	      "      cell \"b\"\n");
	plays("", "");
}

static void text_finds_a_block(void **state)
{
	(void)state;
	plays("_ a b <p c >p _ $ d",
	      "  paragraph \"ab\"\n"
	      "  paragraph \"c\"\n"
	      "  paragraph \"d\"\n");
	plays("<u _ <i a >i _ <i b >i >u",
	      "  list\n"
	      "    item\n"
	      "      paragraph \"a\"\n"
	      "    item\n"
	      "      paragraph \"b\"\n");
	plays("<f a >f", "  figure\n    caption \"a\"\n");
	plays("<t a >t",
	      "  table\n    row\n      cell \"a\"\n");
}

static void blocks_in_paragraphs(void **state)
{
	(void)state;
	plays("<p a <p b >p >p", "  paragraph \"a\"\n  paragraph \"b\"\n");
	plays("<p a <q <p b >p >q c >p d",
	      "  paragraph \"a\"\n"
	      "  quote\n"
	      "    paragraph \"b\"\n"
	      "  paragraph continued \"c\"\n"
	      "  paragraph \"d\"\n");
	plays("<h a <p b >p >h <p c >p",
	      "  heading level=1 \"a{break}b\"\n"
	      "  paragraph \"c\"\n");
	plays("<p a <h b >h c >p",
	      "  paragraph \"a\"\n"
	      "  heading level=1 \"b\"\n"
	      "  paragraph continued \"c\"\n");
}

static void late_closes_do_no_harm(void **state)
{
	(void)state;
	plays("<u <i <u <i a <i b >i >i >u >i <i c >i >u",
	      "  list\n"
	      "    item\n"
	      "      list\n"
	      "        item\n"
	      "          paragraph \"a\"\n"
	      "        item\n"
	      "          paragraph \"b\"\n"
	      "    item\n"
	      "      paragraph \"c\"\n");
	plays(">p >q a >t >d", "  paragraph \"a\"\n");
	plays("<q <p a >q b", "  quote\n    paragraph \"a\"\n"
			      "  paragraph \"b\"\n");
}

static void lists_are_mended(void **state)
{
	(void)state;
	plays("<i a >i <i b >i <p c >p",
	      "  list\n"
	      "    item\n"
	      "      paragraph \"a\"\n"
	      "    item\n"
	      "      paragraph \"b\"\n"
	      "  paragraph \"c\"\n");
	plays("<u <i a >i <u <i b >i >u >u",
	      "  list\n"
	      "    item\n"
	      "      paragraph \"a\"\n"
	      "      list\n"
	      "        item\n"
	      "          paragraph \"b\"\n");
	plays("<u <q a >q <i b >i >u",
	      "  list\n"
	      "    item\n"
	      "      quote\n"
	      "        paragraph \"a\"\n"
	      "    item\n"
	      "      paragraph \"b\"\n");
}

static void tables_are_mended(void **state)
{
	(void)state;
	plays("<d a >d <d b >d", "  table\n    row\n      cell \"a\"\n"
				 "      cell \"b\"\n");
	plays("<t <r <d <p a >p _ <p b >p _ >d <d <h c >h >d >r >t",
	      "  table\n"
	      "    row\n"
	      "      cell \"a{break}b\"\n"
	      "      cell \"c\"\n");
	plays("<t <r <d a <t <r <d b >d <d c >d >r >t d >d <d e >d >r >t",
	      "  table\n"
	      "    row\n"
	      "      cell \"a{break}b{break}c{break}d\"\n"
	      "      cell \"e\"\n");
	plays("<t <r <d a >d >r <C k >C <C m >C <r <d <u <i b >i <i c >i >u >d >r >t",
	      "  table\n"
	      "    caption \"k{break}m\"\n"
	      "    row\n"
	      "      cell \"a\"\n"
	      "    row\n"
	      "      cell \"b{break}c\"\n");
	plays("<t <r <d <c a$b >c >d >r >t",
	      "  table\n    row\n      cell \"a$b\"\n");
}

static void verse_and_code_hold_lines(void **state)
{
	(void)state;
	plays("<v <p a | b >p <p c | >p >v",
	      "  verse\n"
	      "    line \"a\"\n"
	      "    line \"b\"\n"
	      "    line \"\"\n"
	      "    line \"c\"\n");
	plays("<v a | | b >v",
	      "  verse\n    line \"a\"\n    line \"\"\n    line \"b\"\n");
	plays("<c a $ $ _ b $ >c",
	      "  code\n    line \"a\"\n    line \"\"\n    line \" b\"\n");
	plays("<l a | b >l c", "  verse\n    line \"a\"\n    line \"b\"\n"
			       "  paragraph \"c\"\n");
	plays("<l a >l <l b >l <p c >p",
	      "  verse\n    line \"a\"\n    line \"b\"\n  paragraph \"c\"\n");
	plays("<c *b a $ b /b c >c",
	      "  code\n    line \"{strong a}\"\n"
	      "    line \"{strong b}c\"\n");
}

static void pictures(void **state)
{
	(void)state;
	plays("<p _ ^alt _ >p", "  figure x.png alt=alt\n");
	plays("<p ^ a >p", "  paragraph \"{image=x.png}a\"\n");
	plays("<p *a ^one /a | ^two >p <p c >p",
	      "  figure x.png alt=one\n"
	      "  figure x.png alt=two\n"
	      "  paragraph \"c\"\n");
	plays("<f ^alt <C k >C >f",
	      "  figure x.png alt=alt\n    caption \"k\"\n");
	plays("<f <p ^alt >p <C k >C >f",
	      "  figure x.png alt=alt\n    caption \"k\"\n");
	plays("<f ^one ^two k >f",
	      "  figure x.png alt=one\n"
	      "  figure x.png alt=two\n    caption \"k\"\n");
	plays("<t <r <d ^alt >d >r >t",
	      "  table\n    row\n      cell \"{image=x.png alt}\"\n");
	plays("^ _ <p a >p", "  figure x.png\n  paragraph \"a\"\n");
	plays("<u <i ^ >i >u", "  list\n    item\n      figure x.png\n");
	plays("<p ^ ~n >p", "  paragraph \"{image=x.png}{note=n}\"\n"
			    "  note  #n\n");
}

static void figure_in_a_cell(void **state)
{
	(void)state;
	builder_open(builder, BLOCK_CELL, SPAN_NONE);
	struct block *figure = builder_open(builder, BLOCK_FIGURE, SPAN_NONE);
	figure->as.figure.asset = builder_asset(builder, STR("y"), SPAN_NONE);
	builder_close(builder, BLOCK_FIGURE);
	builder_finish(builder);
	struct block *cell = chapter->body->child->child;
	assert_int_equal(cell->kind, BLOCK_CELL);
	assert_int_equal(cell->text->kind, PHRASE_IMAGE);
	assert_null(chapter_check(chapter, &arena));
}

static void phrases_nest(void **state)
{
	(void)state;
	plays("<p *b a *i b /b c /i d >p",
	      "  paragraph \"{strong a{emphasis b}}{emphasis c}d\"\n");
	plays("<p *b /b a *i _ /i >p", "  paragraph \"a{emphasis  }\"\n");
	plays("*b <p a >p <p b >p /b <p c >p",
	      "  paragraph \"{strong a}\"\n"
	      "  paragraph \"{strong b}\"\n"
	      "  paragraph \"c\"\n");
	plays("<p *a a *a b /a c /a d >p",
	      "  paragraph \"{link a}{link b}cd\"\n");
	plays("<p /b a >p", "  paragraph \"a\"\n");
}

static void anchors_are_kept(void **state)
{
	(void)state;
	plays("<p a *n #x /n b >p", "  paragraph \"a{span#x}b\"\n");
	plays("*a #x /a <p b >p", "  paragraph \"{link#x}b\"\n");
	plays("<p *b #x a >p <p b >p /b",
	      "  paragraph \"{strong#x a}\"\n"
	      "  paragraph \"{strong b}\"\n");
}

static void notes(void **state)
{
	(void)state;
	plays("<p a ~1 b (1 <p n >p ) c >p",
	      "  paragraph \"a{note=1}bc\"\n"
	      "  note  #1\n"
	      "    paragraph \"n\"\n");
	plays("(2 n *b m (1 k ) ) a ~1 ~2 (2 o )",
	      "  paragraph \"a{note=1}{note=2}\"\n"
	      "  note  #2\n"
	      "    paragraph \"n{strong m}\"\n"
	      "    paragraph \"o\"\n"
	      "  note  #1\n"
	      "    paragraph \"k\"\n");
	plays(") <p a (1 ^ ^ >p >p", "  paragraph \"a\"\n"
				     "  note  #1\n"
				     "    figure x.png\n    figure x.png\n");
}

static void white_space_and_controls(void **state)
{
	(void)state;
	struct span span = {0, 7, 0, 0};
	builder_open(builder, BLOCK_PARAGRAPH, span);
	builder_text(builder, STR("a\r\nb\rc\n\td\x01\xC2\x85\xEF\xBF\xBF，"
				  "\xEF\xBC\x81\xC2\xA0"), span);
	builder_finish(builder);
	assert_null(chapter_check(chapter, &arena));
	assert_string_equal(arena_cstring(&arena, block_text(chapter->body,
							     &arena)),
			    "a b c \td，！\xC2\xA0");
	assert_int_equal(chapter->ledger.entries.count, 3);
	assert_int_equal(chapter->ledger.entries.at[0].line, 7);
	assert_int_equal(chapter->ledger.entries.at[0].before.len, 1);
}

static void code_keeps_lines(void **state)
{
	(void)state;
	builder_open(builder, BLOCK_CODE, SPAN_NONE);
	builder_text(builder, STR("if (a)\r\n\tb;\n\nc"), SPAN_NONE);
	builder_close(builder, BLOCK_CODE);
	builder_finish(builder);
	assert_null(chapter_check(chapter, &arena));
	assert_string_equal(arena_cstring(&arena, block_text_deep(
				    chapter->body, &arena)),
			    "if (a)\n\tb;\n\nc");
}

static void deep_nesting_is_flattened(void **state)
{
	(void)state;
	enum block_kind kinds[] = {BLOCK_QUOTE, BLOCK_LIST, BLOCK_ITEM,
				   BLOCK_EXAMPLE, BLOCK_TABLE, BLOCK_VERSE};
	for (size_t each = 0; each < sizeof kinds / sizeof kinds[0]; each++) {
		for (int i = 0; i < 50000; i++)
			builder_open(builder, kinds[each], SPAN_NONE);
		builder_text(builder, STR("底"), SPAN_NONE);
		for (int i = 0; i < 60000; i++)
			builder_close(builder, kinds[each]);
	}
	builder_finish(builder);
	assert_null(chapter_check(chapter, &arena));
	assert_int_equal(diag.findings.count, 1);
	size_t texts = 0;
	for (struct block *at = chapter->body; at; at = block_next(at)) {
		int depth = 0;
		for (struct block *up = at; up; up = up->parent)
			depth++;
		assert_in_range(depth, 1, BUILDER_DEEPEST + 4);
		texts += block_holds_text(at->kind) && at->text;
	}
	assert_int_equal(texts, 6);
}

static void deep_phrases_end(void **state)
{
	(void)state;
	for (int i = 0; i < 50000; i++)
		builder_begin(builder, PHRASE_STRONG, SPAN_NONE);
	builder_text(builder, STR("x"), SPAN_NONE);
	for (int i = 0; i < 60000; i++)
		builder_end(builder, PHRASE_STRONG);
	builder_text(builder, STR("y"), SPAN_NONE);
	builder_finish(builder);
	assert_null(chapter_check(chapter, &arena));
	assert_string_equal(arena_cstring(&arena, block_text(chapter->body,
							     &arena)), "xy");
	assert_int_equal(chapter->body->text->next->kind, PHRASE_TEXT);
}

/* A megabyte in small pieces, with the arena used in between. */
static void long_text_is_linear(void **state)
{
	(void)state;
	clock_t start = clock();
	for (int i = 0; i < 200000; i++) {
		builder_text(builder, STR("汉字"), SPAN_NONE);
		arena_take(&arena, 16);
	}
	builder_finish(builder);
	assert_int_equal(block_text(chapter->body, &arena).len, 1200000);
	assert_null(chapter->body->text->next);
	assert_true(clock() - start < 2 * CLOCKS_PER_SEC);
}

static void many_notes_and_assets(void **state)
{
	(void)state;
	for (int i = 0; i < 20000; i++) {
		str name = arena_format(&arena, "n%d", i % 10000);
		builder_note_mark(builder, name, SPAN_NONE);
		builder_asset(builder, name, SPAN_NONE);
	}
	builder_finish(builder);
	size_t count = 0;
	for (struct asset *at = chapter->assets; at; at = at->next)
		count++;
	for (struct note *at = chapter->notes; at; at = at->next)
		count++;
	assert_int_equal(count, 20000);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(well_nested),
		TEST(text_finds_a_block),
		TEST(blocks_in_paragraphs),
		TEST(late_closes_do_no_harm),
		TEST(lists_are_mended),
		TEST(tables_are_mended),
		TEST(verse_and_code_hold_lines),
		TEST(pictures),
		TEST(figure_in_a_cell),
		TEST(phrases_nest),
		TEST(anchors_are_kept),
		TEST(notes),
		TEST(white_space_and_controls),
		TEST(code_keeps_lines),
		TEST(deep_nesting_is_flattened),
		TEST(deep_phrases_end),
		TEST(long_text_is_linear),
		TEST(many_notes_and_assets),
	};
	return cmocka_run_group_tests_name("book_builder", tests, NULL, NULL);
}
