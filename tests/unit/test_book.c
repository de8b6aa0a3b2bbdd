/* Lists of blocks, the walk, plain text and edits in it, outline, element
 * names, wording, ledger, check and dump.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buf.h"
#include "book/builder.h"
#include "book/element.h"
#include "book/outline.h"
#include "book/walk.h"
#include "book/wording.h"

static struct arena arena;
static struct diag diag;
static struct chapter *chapter;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena);
	diag_init(&diag, &arena);
	chapter = chapter_new(&arena, &diag);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static void assert_text(str found, const char *expected)
{
	assert_string_equal(arena_cstring(&arena, found), expected);
}

static void assert_well_formed(void)
{
	const char *problem = chapter_check(chapter, &arena);
	if (problem)
		fail_msg("%s", problem);
}

static struct block *add(enum block_kind kind, struct block *parent)
{
	struct block *block = block_new(&arena, kind, SPAN_NONE);
	block_insert(chapter, parent, NULL, block);
	return block;
}

static struct phrase *text(const char *content)
{
	return phrase_text(&arena, str_of(content), SPAN_NONE);
}

static struct phrase *phrase(enum phrase_kind kind, struct phrase *child)
{
	struct phrase *made = phrase_new(&arena, kind, SPAN_NONE);
	made->child = child;
	return made;
}

/* A paragraph of phrases, ended by NULL. */
static struct block *paragraph(struct phrase *first, ...)
{
	struct block *block = add(BLOCK_PARAGRAPH, NULL);
	struct phrase **link = &block->text;
	va_list rest;
	va_start(rest, first);
	for (struct phrase *at = first; at; at = va_arg(rest, struct phrase *)) {
		*link = at;
		link = &at->next;
	}
	va_end(rest);
	return block;
}

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
	ledger_removed(&chapter->ledger, &arena, STR("r/x"), 3, STR("a\nb"));
	ledger_changed(&chapter->ledger, &arena, STR("r/y"), 0, STR("\""),
		       STR("“"));
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
		TEST(plain_text),
		TEST(walk_counts_offsets),
		TEST(walk_passes_over_the_deepest),
		TEST(replace_in_one_text),
		TEST(replace_across_phrases),
		TEST(replace_keeps_pictures_and_breaks),
		TEST(replace_keeps_anchors),
		TEST(many_edits_at_once),
		TEST(split_and_merge),
		TEST(merge_lists),
		TEST(merging_many_lines_is_quick),
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
