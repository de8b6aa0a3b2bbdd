/* The text of blocks: the walk over it, plain text, edits in it, and blocks
 * split and merged.
 */
#include "book/contributor.h"
#include "book_fixture.h"

/* The block as the dump shows it, from its first quotation mark on. */
static const char *shown(const struct block *block)
{
	struct chapter alone = *chapter_new(&arena, &diag);
	struct block copy = *block;
	copy.next = copy.previous = copy.parent = NULL;
	alone.body = alone.last = &copy;
	struct buf out;
	buf_init(&out, &arena, BUF_NO_MAXIMUM);
	chapter_dump(&alone, &out);
	str line = str_trim(str_from(buf_str(&out),
				     str_find_byte(buf_str(&out), '"')));
	return arena_cstring(&arena, line);
}

static void plain_text(void **state)
{
	(void)state;
	struct phrase *ruby = phrase(PHRASE_RUBY, text("汉"));
	ruby->as.ruby.reading = STR("hàn");
	struct block *block = paragraph(
		text("a"), phrase(PHRASE_BREAK, NULL), ruby,
		phrase(PHRASE_NOTE, NULL), phrase(PHRASE_IMAGE, NULL),
		text("z"), NULL);
	assert_text(block_text(block, &arena), "a\n汉\xEF\xBF\xBCz");
	assert_int_equal(block_text(paragraph(NULL), &arena).len, 0);
	struct block *quote = add(BLOCK_QUOTE, NULL);
	for (int i = 0; i < 3; i++)
		add(BLOCK_PARAGRAPH, quote)->text = i == 1 ? NULL : text("x");
	assert_text(block_text_deep(quote, &arena), "x\n\nx");
	assert_text(block_text_deep(block, &arena), "a\n汉\xEF\xBF\xBCz");
}

static void walk_counts_offsets(void **state)
{
	(void)state;
	struct block *quote = add(BLOCK_QUOTE, NULL);
	struct block *inner = add(BLOCK_PARAGRAPH, quote);
	inner->text = phrase(PHRASE_STRONG, text("汉"));
	inner->text->next = phrase(PHRASE_BREAK, NULL);
	inner->text->next->next = text("b");
	add(BLOCK_RULE, NULL);
	static const struct { enum walk_event event; unsigned offset; } want[] = {
		{WALK_ENTER_BLOCK, 0}, {WALK_ENTER_BLOCK, 0},
		{WALK_ENTER_PHRASE, 0}, {WALK_TEXT, 0}, {WALK_LEAVE_PHRASE, 3},
		{WALK_ENTER_PHRASE, 3}, {WALK_LEAVE_PHRASE, 3},
		{WALK_TEXT, 4}, {WALK_LEAVE_BLOCK, 5}, {WALK_LEAVE_BLOCK, 0},
		{WALK_ENTER_BLOCK, 0}, {WALK_LEAVE_BLOCK, 0}, {WALK_END, 0},
		{WALK_END, 0},
	};
	struct walk walk;
	walk_start(&walk, chapter->body);
	for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
		assert_int_equal(walk_next(&walk), want[i].event);
		assert_int_equal(walk.offset, want[i].offset);
	}
	walk_start(&walk, NULL);
	assert_int_equal(walk_next(&walk), WALK_END);
	walk_start(&walk, quote->child);
	int events = 0;
	while (walk_next(&walk) != WALK_END)
		events++;
	assert_int_equal(events, 8);
}

static void walk_passes_over_the_deepest(void **state)
{
	(void)state;
	struct phrase *top = text("x");
	for (int i = 0; i < 2 * WALK_DEEPEST; i++)
		top = phrase(PHRASE_SPAN, top);
	struct block *block = paragraph(text("a"), top, text("b"), NULL);
	assert_text(block_text(block, &arena), "ab");
	block_replace(block, 1, 2, STR("c"), &arena);
	assert_text(block_text(block, &arena), "ac");
	assert_non_null(chapter_check(chapter, &arena));
}

static void replace_in_one_text(void **state)
{
	(void)state;
	struct block *block = paragraph(text("一二三"), NULL);
	block_replace(block, 3, 6, STR("——"), &arena);
	assert_string_equal(shown(block), "\"一——三\"");
	block_replace(block, 0, 3, STR_NONE, &arena);
	assert_string_equal(shown(block), "\"——三\"");
	block_replace(block, 6, 9, STR_NONE, &arena);
	assert_string_equal(shown(block), "\"——\"");
	block_replace(block, 6, 6, STR("后"), &arena);
	block_replace(block, 0, 0, STR("前"), &arena);
	assert_string_equal(shown(block), "\"前——后\"");
	block_replace(block, 0, 99, STR_NONE, &arena);
	assert_null(block->text);
	block_replace(block, 0, 0, STR("新"), &arena);
	assert_string_equal(shown(block), "\"新\"");
}

static void replace_across_phrases(void **state)
{
	(void)state;
	struct block *block = paragraph(
		text("ab"), phrase(PHRASE_STRONG, text("cd")), text("ef"),
		NULL);
	block_replace(block, 1, 5, STR("X"), &arena);
	assert_string_equal(shown(block), "\"aXf\"");
	block = paragraph(text("ab"), phrase(PHRASE_STRONG, text("cd")), NULL);
	block_replace(block, 2, 3, STR("X"), &arena);
	assert_string_equal(shown(block), "\"ab{strong Xd}\"");
	block_replace(block, 4, 4, STR("Y"), &arena);
	assert_string_equal(shown(block), "\"ab{strong XdY}\"");
	block = paragraph(phrase(PHRASE_EMPHASIS, text("a")),
			  phrase(PHRASE_NOTE, NULL), text("b"), NULL);
	block_replace(block, 0, 2, STR("X"), &arena);
	assert_string_equal(shown(block), "\"{emphasis X}{note}\"");
}

static void replace_keeps_pictures_and_breaks(void **state)
{
	(void)state;
	struct block *block = paragraph(
		text("ab"), phrase(PHRASE_BREAK, NULL), text("c"),
		phrase(PHRASE_IMAGE, NULL), text("d"), NULL);
	block_replace(block, 1, 8, STR("X"), &arena);
	assert_string_equal(shown(block), "\"aX{break}{image}\"");
	block_replace(block, 0, 2, STR_NONE, &arena);
	assert_string_equal(shown(block), "\"{break}{image}\"");
	block_replace(block, 1, 1, STR("Y"), &arena);
	assert_string_equal(shown(block), "\"{break}Y{image}\"");
	block_replace(block, 0, 1, STR("Z"), &arena);
	assert_string_equal(shown(block), "\"Z{break}Y{image}\"");
	block_replace(block, 6, 6, STR("end"), &arena);
	assert_string_equal(shown(block), "\"Z{break}Y{image}end\"");
}

static void replace_keeps_anchors(void **state)
{
	(void)state;
	struct phrase *anchor = phrase(PHRASE_SPAN, text("b"));
	anchor->id = STR("here");
	struct block *block = paragraph(text("a"), anchor, text("c"), NULL);
	block_replace(block, 1, 2, STR_NONE, &arena);
	assert_string_equal(shown(block), "\"a{span#here}c\"");
}

static void contributors_by_role(void **state)
{
	(void)state;
	struct contributor who[] = {
		{STR("甲"), STR("edt"), STR_NONE},
		{STR("乙"), STR("aut"), STR_NONE},
		{STR("丙"), STR("trl"), STR_NONE},
		{STR("丁"), STR("ill"), STR_NONE},
		{STR("戊"), STR("com"), STR_NONE},
	};
	struct meta meta = {.contributors = {.at = who, .count = 5}};
	enum wording label;
	assert_text(contributor_lines(&meta, STR("zh-Hant"), &arena),
		    "乙　丁　著\n甲　戊　編\n丙　譯");
	assert_text(contributor_lines(&meta, STR("en"), &arena),
		    "乙　丁\n甲　戊\n丙");
	assert_text(contributor_names(&meta, 1, &label, &arena),
		    "甲　戊");
	assert_int_equal(label, WORD_EDITOR);
	meta.contributors.count = 1;
	assert_text(contributor_lines(&meta, STR("zh"), &arena),
		    "甲　编");
	assert_text(contributor_names(&meta, 0, &label, &arena),
		    "");
	meta.contributors.count = 0;
	assert_text(contributor_lines(&meta, STR("zh"), &arena),
		    "");
}

static void many_edits_at_once(void **state)
{
	(void)state;
	struct block *block = paragraph(
		text("a,b"), phrase(PHRASE_STRONG, text(",c")), text(",d,"),
		NULL);
	static const struct text_edit edits[] = {
		{0, 0, {"<", 1}}, {1, 2, {"，", 3}}, {3, 4, {"，", 3}},
		{4, 6, {"", 0}}, {7, 8, {"。", 3}}, {8, 8, {">", 1}},
	};
	block_edit(block, edits, 6, &arena);
	assert_string_equal(shown(block), "\"<a，b{strong ，}d。>\"");
}

static void split_and_merge(void **state)
{
	(void)state;
	struct phrase *strong = phrase(PHRASE_STRONG, text("bc"));
	strong->id = STR("s");
	struct block *block = paragraph(text("a"), strong, text("d"), NULL);
	struct block *rest = block_split(chapter, block, 2);
	assert_string_equal(shown(block), "\"a{strong#s b}\"");
	assert_string_equal(shown(rest), "\"{strong c}d\"");
	assert_ptr_equal(chapter->last, rest);
	struct block *all = block_split(chapter, rest, 0);
	assert_null(rest->text);
	struct block *none = block_split(chapter, all, 99);
	assert_null(none->text);
	assert_well_formed();
	block_merge(chapter, all, none);
	block_merge(chapter, rest, all);
	block_merge(chapter, block, rest);
	assert_string_equal(shown(block), "\"a{strong#s b}{strong c}d\"");
	assert_ptr_equal(chapter->last, block);
	rest = block_split(chapter, block, 4);
	assert_text(block_text(block, &arena), "abcd");
	rest->text = text("e");
	rest->id = STR("x");
	block_merge(chapter, block, rest);
	assert_string_equal(shown(block), "\"a{strong#s b}{strong c}de\"");
	assert_text(block->id, "x");
	assert_well_formed();
}

static void a_word_cut_in_two_is_read_once(void **state)
{
	(void)state;
	struct phrase *ruby = phrase(PHRASE_RUBY, text("学而"));
	ruby->as.ruby.reading = STR("xué ér");
	struct block *block = paragraph(ruby, text("篇"), NULL);
	struct block *rest = block_split(chapter, block, 3);
	assert_string_equal(shown(block), "\"{ruby=xué ér 学}\"");
	assert_string_equal(shown(rest), "\"{span 而}篇\"");
	assert_well_formed();
}

static void merge_lists(void **state)
{
	(void)state;
	struct block *one = add(BLOCK_LIST, NULL), *two = add(BLOCK_LIST, NULL);
	add(BLOCK_ITEM, one);
	struct block *item = add(BLOCK_ITEM, two);
	block_merge(chapter, one, two);
	assert_ptr_equal(one->last, item);
	assert_ptr_equal(item->parent, one);
	assert_well_formed();
}

static void merging_many_lines_is_quick(void **state)
{
	(void)state;
	struct block *block = paragraph(text("行"), NULL);
	for (int i = 0; i < 100000; i++)
		block_merge(chapter, block,
			    paragraph(text("一行接着一行"), NULL));
	assert_int_equal(block_text(block, &arena).len, 3 + 1800000);
	assert_well_formed();
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(plain_text),
		TEST(walk_counts_offsets),
		TEST(walk_passes_over_the_deepest),
		TEST(replace_in_one_text),
		TEST(replace_across_phrases),
		TEST(replace_keeps_pictures_and_breaks),
		TEST(replace_keeps_anchors),
		TEST(many_edits_at_once),
		TEST(contributors_by_role),
		TEST(split_and_merge),
		TEST(a_word_cut_in_two_is_read_once),
		TEST(merge_lists),
		TEST(merging_many_lines_is_quick),
	};
	return cmocka_run_group_tests_name("book_text", tests, NULL, NULL);
}
