/* Lists of blocks, outline, element names, wording, ledger, check and dump.
 */
#include "book_fixture.h"

#include "book/element.h"
#include "book/outline.h"
#include "book/wording.h"

static void blocks_are_linked(void **state)
{
	(void)state;
	struct block *quote = add(BLOCK_QUOTE, NULL);
	struct block *b = add(BLOCK_PARAGRAPH, quote);
	struct block *a = block_new(&arena, BLOCK_PARAGRAPH, SPAN_NONE);
	block_insert(chapter, quote, b, a);
	struct block *c = block_new(&arena, BLOCK_PARAGRAPH, SPAN_NONE);
	block_insert_after(chapter, b, c);
	struct block *end = add(BLOCK_RULE, NULL);
	assert_well_formed();
	assert_ptr_equal(quote->child, a);
	assert_ptr_equal(quote->last, c);
	assert_ptr_equal(block_next(quote), a);
	assert_ptr_equal(block_next(c), end);
	assert_ptr_equal(block_skip(quote), end);
	assert_null(block_next(end));
	block_remove(chapter, c);
	block_remove(chapter, a);
	block_remove(chapter, end);
	assert_well_formed();
	assert_ptr_equal(quote->child, b);
	assert_ptr_equal(quote->last, b);
	assert_ptr_equal(chapter->last, quote);
	block_remove(chapter, b);
	block_remove(chapter, quote);
	assert_null(chapter->body);
	assert_null(chapter->last);
}

static void notes_are_lists_of_their_own(void **state)
{
	(void)state;
	struct note note = {.id = STR("n"), .label = STR_NONE};
	chapter->notes = &note;
	add(BLOCK_PARAGRAPH, NULL);
	note.body = block_new(&arena, BLOCK_PARAGRAPH, SPAN_NONE);
	note.body->text = text("一二");
	struct block *rest = block_split(chapter, note.body, 3);
	assert_well_formed();
	struct block *first = block_new(&arena, BLOCK_RULE, SPAN_NONE);
	block_insert(chapter, NULL, note.body, first);
	assert_ptr_equal(note.body, first);
	block_remove(chapter, first);
	block_remove(chapter, note.body);
	assert_ptr_equal(note.body, rest);
	assert_ptr_not_equal(chapter->last, rest);
	block_remove(chapter, rest);
	assert_null(note.body);
	assert_well_formed();
}

static void emptiness(void **state)
{
	(void)state;
	struct block *quote = add(BLOCK_QUOTE, NULL);
	assert_true(block_is_empty(quote));
	struct block *inner = add(BLOCK_PARAGRAPH, quote);
	inner->text = phrase(PHRASE_EMPHASIS, text(" \u3000"));
	assert_true(block_is_empty(quote));
	inner->text->next = phrase(PHRASE_NOTE, NULL);
	assert_false(block_is_empty(quote));
	inner->text->next = phrase(PHRASE_BREAK, NULL);
	assert_true(block_is_empty(quote));
	inner->text->next = phrase(PHRASE_IMAGE, NULL);
	assert_false(block_is_empty(inner));
	assert_false(block_is_empty(add(BLOCK_RULE, quote)));
	struct block *figure = add(BLOCK_FIGURE, NULL);
	assert_true(block_is_empty(figure));
	figure->as.figure.asset = arena_new(&arena, struct asset);
	assert_false(block_is_empty(figure));
}

static void characters_are_counted(void **state)
{
	(void)state;
	static const struct { const char *text; unsigned count; } cases[] = {
		{"", 0}, {"汉字，", 3}, {"hello world", 2}, {"第3.14章", 3},
		{"“好”——", 5}, {"don't stop", 2}, {"一 二\u3000三", 3},
		{"2026年11月", 4}, {"état", 1}, {"𠮷", 1}, {"  .  ", 0},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_int_equal(count_characters(str_of(cases[i].text)),
				 cases[i].count);
}

static struct block *heading(int level, const char *title)
{
	struct block *block = add(BLOCK_HEADING, NULL);
	block->as.heading.level = level;
	block->text = text(title);
	return block;
}

static void outline_has_no_gaps(void **state)
{
	(void)state;
	struct chapter *part = chapter_new(&arena, &diag);
	part->role = CHAPTER_PART;
	part->title = STR("卷");
	chapter->title = STR("章");
	heading(1, "甲")->as.heading.label = STR("一、");
	heading(3, "乙");
	heading(2, "丙");
	heading(4, "丁");
	heading(1, "戊")->as.heading.is_run_in = true;
	heading(1, "");
	struct chapter *appendix = chapter_new(&arena, &diag);
	appendix->role = CHAPTER_APPENDIX;
	struct chapter *all[] = {part, chapter, appendix};
	struct book book = {.chapters = all, .chapter_count = 3};
	struct outline outline;
	outline_make(&book, 3, &arena, &outline);
	static const int depths[] = {1, 2, 3, 4, 4, 1};
	assert_int_equal(outline.entries.count, 6);
	for (size_t i = 0; i < 6; i++)
		assert_int_equal(outline.entries.at[i].depth, depths[i]);
	assert_text(outline.entries.at[2].label, "一、");
	assert_null(outline.entries.at[1].block);
	outline_make(&book, 0, &arena, &outline);
	assert_int_equal(outline.entries.count, 3);
}

static void outline_lines(void **state)
{
	(void)state;
	assert_text(outline_text(STR("第一章"), STR("总则"), &arena),
		    "第一章\u3000总则");
	assert_text(outline_text(STR("一、"), STR("总则"), &arena), "一、总则");
	assert_text(outline_text(STR("（一）"), STR("总则"), &arena),
		    "（一）总则");
	assert_text(outline_text(STR("1."), STR("总则"), &arena), "1. 总则");
	assert_text(outline_text(STR_NONE, STR("总则"), &arena), "总则");
	assert_text(outline_text(STR("第一章"), STR_NONE, &arena), "第一章");
	struct block *block = heading(1, "标");
	block->text->next = phrase(PHRASE_BREAK, NULL);
	block->text->next->next = phrase(PHRASE_RUBY, text("题"));
	block->text->next->next->next = phrase(PHRASE_NOTE, NULL);
	assert_text(heading_text(block, &arena), "标题");
}

static void names_go_both_ways(void **state)
{
	(void)state;
	enum block_kind kind;
	int level = -1;
	for (int i = 0; i < BLOCK_KIND_COUNT; i++) {
		struct block *block = block_new(&arena, (enum block_kind)i,
						SPAN_NONE);
		const char *name = block_element(block);
		assert_true(*name);
		if (*block_class(block))
			continue;
		assert_true(element_block(str_of(name), &kind, &level));
		assert_int_equal(kind, i);
	}
	assert_true(element_block(STR("H1"), &kind, &level));
	assert_int_equal(level, 0);
	assert_true(element_block(STR("h6"), &kind, &level));
	assert_int_equal(level, 5);
	assert_string_equal(block_element(heading(9, "")), "h6");
	assert_false(element_block(STR("div"), &kind, &level));
	assert_false(element_block(STR(""), &kind, &level));
	enum phrase_kind found;
	assert_true(element_phrase(STR("B"), &found));
	assert_int_equal(found, PHRASE_STRONG);
	assert_true(element_phrase(STR("a"), &found));
	assert_int_equal(found, PHRASE_LINK);
	assert_false(element_phrase(STR("video"), &found));
	struct block *table = add(BLOCK_TABLE, NULL);
	assert_string_equal(block_element(add(BLOCK_CAPTION, table)),
			    "caption");
}

static void words_in_the_books_language(void **state)
{
	(void)state;
	assert_text(wording(WORD_CONTENTS, STR("zh-Hans")), "目录");
	assert_text(wording(WORD_CONTENTS, STR("zh-Hant")), "目錄");
	assert_text(wording(WORD_CONTENTS, STR("en-GB")), "Contents");
	str lang = STR("zh-Hans"), address = STR("a.png");
	assert_text(wording_missing_picture(lang, STR("桥"), address, &arena),
		    "〔图片缺失：桥〕");
	assert_text(wording_missing_picture(lang, STR_NONE, address, &arena),
		    "〔图片缺失：a.png〕");
	assert_text(wording_missing_picture(lang, STR_NONE, STR_NONE, &arena),
		    "〔图片缺失〕");
	static const char *const traditional[] = {
		"zh-TW", "zh_hk", "zh-Hant-CN", "yue-MO", "ZH-HANT",
	};
	static const char *const simplified[] = {
		"zh", "zh-CN", "zh-Hans-TW", "zh-SG", "cmn",
	};
	for (size_t i = 0; i < 5; i++) {
		assert_true(lang_is_traditional(str_of(traditional[i])));
		assert_true(lang_is_chinese(str_of(simplified[i])));
		assert_false(lang_is_traditional(str_of(simplified[i])));
	}
	assert_false(lang_is_chinese(STR("")));
	assert_false(lang_is_chinese(STR("zha")));
	assert_false(lang_is_traditional(STR("en-HK")));
}

static void check_finds_what_is_wrong(void **state)
{
	(void)state;
	struct block *block = paragraph(text("a\nb"), NULL);
	assert_non_null(chapter_check(chapter, &arena));
	block->text->text = STR("\xC2\x85");
	assert_non_null(chapter_check(chapter, &arena));
	block->text->text = STR("\xFF");
	assert_non_null(chapter_check(chapter, &arena));
	block->text->text = STR("ok\t");
	assert_null(chapter_check(chapter, &arena));
	struct block *item = add(BLOCK_ITEM, NULL);
	assert_non_null(chapter_check(chapter, &arena));
	block_remove(chapter, item);
	struct block *caption = add(BLOCK_FIGURE, NULL);
	add(BLOCK_CAPTION, caption);
	add(BLOCK_CAPTION, caption);
	assert_non_null(chapter_check(chapter, &arena));
	block_remove(chapter, caption->last);
	chapter->block_count = 3;
	assert_non_null(chapter_check(chapter, &arena));
	block->number = 1;
	caption->number = 2;
	caption->child->number = 3;
	assert_null(chapter_check(chapter, &arena));
	block->id = caption->id = STR("twice");
	assert_non_null(chapter_check(chapter, &arena));
	caption->id = STR("once");
	assert_null(chapter_check(chapter, &arena));
	chapter->last = block;
	assert_non_null(chapter_check(chapter, &arena));
}

static void dump_shows_everything(void **state)
{
	(void)state;
	chapter->title = STR("题");
	chapter->file = STR("a.html");
	struct phrase *link = phrase(PHRASE_LINK, text("见\"{}\\"));
	link->as.link.target = STR("#n1");
	struct block *block = paragraph(link, phrase(PHRASE_BREAK, NULL), NULL);
	block->class = STR("note");
	block->align = ALIGN_CENTRE;
	struct block *list = add(BLOCK_LIST, NULL);
	list->as.list.is_ordered = true;
	add(BLOCK_ITEM, list);
	ledger_removed(&chapter->ledger, STR("r/x"), 3, STR("a\nb"));
	ledger_changed(&chapter->ledger, STR("r/y"), 0, STR("\""), STR("“"));
	struct buf out;
	buf_init(&out, &arena, BUF_NO_MAXIMUM);
	chapter_dump(chapter, &out);
	assert_text(buf_str(&out),
		    "chapter body\n"
		    "  file: a.html\n"
		    "  title: 题\n"
		    "  paragraph .note centre "
		    "\"{link=#n1 见\\\"\\{\\}\\\\}{break}\"\n"
		    "  list ordered start=1\n"
		    "    item\n"
		    "ledger\n"
		    "  - r/x line 3 \"a\\nb\"\n"
		    "  ~ r/y \"\\\"\" -> \"“\"\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(blocks_are_linked),
		TEST(notes_are_lists_of_their_own),
		TEST(emptiness),
		TEST(characters_are_counted),
		TEST(outline_has_no_gaps),
		TEST(outline_lines),
		TEST(names_go_both_ways),
		TEST(words_in_the_books_language),
		TEST(check_finds_what_is_wrong),
		TEST(dump_shows_everything),
	};
	return cmocka_run_group_tests_name("book", tests, NULL, NULL);
}
