/* The room's small judgements one by one, the table, the join. */
#include "base/buf.h"
#include "base/file.h"
#include "base/unicode.h"
#include "pass_bench.h"
#include "pass/target.h"

#include "base/banned.h"

static void assert_text(str got, const char *wanted)
{
	if (!str_equal(got, str_of(wanted)))
		fail_msg("%.*s", STR_ARG(got));
}

static void test_endings(void **state)
{
	(void)state;
	assert_int_equal(text_ending(STR("天黑了。")), ENDS_STOP);
	assert_int_equal(text_ending(STR("他说：“天黑了。”")), ENDS_STOP);
	assert_int_equal(text_ending(STR("他叫它“水车”")), ENDS_CLOSER);
	assert_int_equal(text_ending(STR("水车，")), ENDS_COMMA);
	assert_int_equal(text_ending(STR("水车:")), ENDS_COLON);
	assert_int_equal(text_ending(STR("《水车》")), ENDS_OPEN);
	assert_int_equal(text_ending(STR("水车")), ENDS_OPEN);
	assert_int_equal(text_ending(STR_NONE), ENDS_OPEN);
	assert_int_equal(text_ending(STR("）））））））")), ENDS_CLOSER);
}

static void test_facts(void **state)
{
	(void)state;
	struct bench b;
	struct facts facts;
	start(&b);
	struct work work = {b.chapter, &b.context, &b.a, &b.a};
	assert_true(facts_read(&work, STR("来源：清溪日报 | 作者：林小满 "
					  "2021年3月31日 06:10"), &facts));
	assert_text(facts.source, "清溪日报");
	assert_text(facts.author, "林小满");
	assert_text(facts.date, "2021-03-31");
	assert_true(facts_read(&work, STR("2021-03-31 06:10:21清溪站"), &facts));
	assert_text(facts.source, "清溪站");
	assert_true(facts_read(&work, STR("文/林小满"), &facts));
	assert_text(facts.author, "林小满");
	assert_true(facts_read(&work, STR("（作者：林小满）"), &facts));
	assert_text(facts.author, "林小满");
	assert_false(facts_read(&work, STR("2021年3月31日，磨坊开了张，全镇的人"
					   "都来看热闹。"), &facts));
	assert_false(facts_read(&work, STR("（2021年3月31日第六次会议通过）"),
				&facts));
	assert_false(facts_read(&work, STR("作者的话说得好"), &facts));
	assert_false(facts_read(&work, STR_NONE, &facts));
	arena_free(&b.a);
}

static void test_titles(void **state)
{
	(void)state;
	struct arena a;
	str site = STR_NONE;
	arena_init(&a);
	assert_text(title_mend(STR("说_慢工_的理"), &a), "说“慢工”的理");
	assert_text(title_mend(STR("清溪 _ 水车"), &a), "清溪 | 水车");
	assert_text(title_mend(STR("_水车_"), &a), "水车");
	assert_text(title_mend(STR("水车_要闻_清溪网"), &a), "水车_要闻_清溪网");
	assert_text(title_without_site(STR("水车与磨坊_清溪网"), &site, &a),
		    "水车与磨坊");
	assert_text(site, "清溪网");
	assert_text(title_without_site(STR("1937-1945"), &site, &a), "1937-1945");
	assert_int_equal(loose_prefix(STR("水 车 转"), STR("水车")),
			 strlen("水 车"));
	assert_int_equal(loose_prefix(STR("水"), STR("水车")), 0);
	arena_free(&a);
}

static void test_nesting(void **state)
{
	(void)state;
	struct nesting n = {0};
	assert_int_equal(nest(&n, HEADING_PLAIN, 0), 1);
	assert_int_equal(nest(&n, HEADING_HAN_PAREN, 0), 2);
	assert_int_equal(nest(&n, HEADING_DIGIT, 0), 3);
	assert_int_equal(nest(&n, HEADING_HAN_PAREN, 0), 2);
	assert_int_equal(nest(&n, HEADING_HAN, 0), 3);
	assert_int_equal(nest(&n, HEADING_DIGIT_PAREN, 0), 4);
	assert_int_equal(nest(&n, HEADING_HAN, 0), 3);
	assert_int_equal(nest(&n, HEADING_ARTICLE, 0), 1);
	assert_int_equal(nest(&n, HEADING_CHAPTER, 0), 2);
	assert_int_equal(nest(&n, HEADING_SECTION, 0), 3);
	assert_int_equal(nest(&n, HEADING_CHAPTER, 0), 2);
	n = (struct nesting){0};
	assert_int_equal(nest(&n, HEADING_SOURCE, 0), 1);
	assert_int_equal(nest(&n, HEADING_SOURCE, 4), 2);
	assert_int_equal(nest(&n, HEADING_SOURCE, 2), 2);
	assert_int_equal(nest(&n, HEADING_SOURCE, 0), 1);
	for (int i = 0; i < 20; i++)
		assert_true(nest(&n, HEADING_SOURCE, i) <= NESTING_DEEPEST);
}

static void test_furniture(void **state)
{
	(void)state;
	static const struct { const char *text; enum furniture kind; } rows[] = {
		{"首页 > 读本 > 正文", FURNITURE_PATH},
		{"您的位置：首页", FURNITURE_PATH},
		{"上一篇：水渠", FURNITURE_TAIL},
		{"【关闭窗口】", FURNITURE_BUTTON},
		{"^返回顶部^", FURNITURE_TAIL},
		{"相关文章：", FURNITURE_TAIL},
		{"相关文章里说得很清楚", FURNITURE_NONE},
		{"近期评论", FURNITURE_TAIL},
		{"返回目录 ｜ 上一篇 ｜ 下一篇", FURNITURE_TAIL},
		{"前門 ｜ 後門 ｜ 側門", FURNITURE_NONE},
		{"首頁 > 讀本 > 正文", FURNITURE_PATH},
		{"【關閉窗口】", FURNITURE_BUTTON},
		{"相關閱讀：", FURNITURE_TAIL},
		{"版權聲明：本站文章歡迎轉載。", FURNITURE_TAIL},
		{"水车", FURNITURE_NONE},
		{"", FURNITURE_NONE},
	};
	struct arena a;
	arena_init(&a);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct sight sight = {.block = NULL};
		sight.text = str_of(rows[i].text);
		sight.words = unicode_simplified(sight.text, &a);
		assert_int_equal(furniture_of(&sight), rows[i].kind);
	}
	arena_free(&a);
}

/* Lists of words are written in simplified characters, because that is what
 * lines are turned into before they are compared. */
static void test_lists(void **state)
{
	(void)state;
	static const char *const files[] = {
		"boilerplate.c", "byline.c", "candidate.c", "cue.c", "example.c",
		"facts.c", "figure.c", "footnote.c", "furniture.c",
		"furniture.def", "headline.c", "margin.c", "microfacts.c",
		"official.c", "person.c", "title.c",
	};
	struct arena a;
	arena_init(&a);
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		char path[64];
		str text, line;
		snprintf(path, sizeof path, "src/pass/%s", files[i]);
		assert_int_equal(file_read(path, 1 << 20, &a, &text),
				 FILE_OK);
		while (str_next_line(&text, &line)) {
			size_t quote = str_find_byte(line, '"');
			str words = str_from(line, quote);
			if (quote != STR_NOT_FOUND &&
			    !str_equal(unicode_simplified(words, &a), words))
				fail_msg("%s: %.*s", files[i], STR_ARG(words));
		}
	}
	arena_free(&a);
}

static void test_targets(void **state)
{
	(void)state;
	struct arena a;
	arena_init(&a);
	assert_true(target_is_outside(STR("https://example.org/")));
	assert_true(target_is_outside(STR("mailto:a@example.org")));
	assert_true(target_is_outside(STR("//example.org/")));
	assert_false(target_is_outside(STR("other.html#a:b")));
	assert_text(target_id(STR("mill-2"), &a), "mill-2");
	assert_true(str_equal(target_id(STR("水车"), &a),
			      target_id(STR("%E6%B0%B4%E8%BD%A6"), &a)));
	assert_true(target_id(STR("2nd"), &a).text[0] == 'x');
	arena_free(&a);
}

/* 甲<a class>1</a>, and a group of two lines that the mark leads to; the
 * lines that become notes are counted. */
static size_t count_note_lines(str class)
{
	struct bench b;
	size_t count = 0;
	start(&b);
	b.chapter->format = FORMAT_HTML;
	builder_open(b.builder, BLOCK_PARAGRAPH, SPAN_NONE);
	builder_text(b.builder, STR("水车"), SPAN_NONE);
	struct phrase *mark = builder_begin(b.builder, PHRASE_LINK, SPAN_NONE);
	mark->as.link.target = STR("#p3-n");
	mark->class = class;
	builder_text(b.builder, STR("1"), SPAN_NONE);
	builder_end(b.builder, PHRASE_LINK);
	builder_close(b.builder, BLOCK_PARAGRAPH);
	struct block *first = builder_open(b.builder, BLOCK_PARAGRAPH,
					   SPAN_NONE);
	first->id = STR("p3-n");
	first->class = STR("tag:aside id:n");
	builder_text(b.builder, STR("木板十二块。"), SPAN_NONE);
	builder_close(b.builder, BLOCK_PARAGRAPH);
	builder_open(b.builder, BLOCK_PARAGRAPH, SPAN_NONE)->class =
		STR("tag:aside id:n");
	builder_text(b.builder, STR("都是柳木。"), SPAN_NONE);
	builder_close(b.builder, BLOCK_PARAGRAPH);
	line(&b, STR("正文接着写。"));
	b.context.last_pass = STR("footnote");
	run(&b);
	for (struct note *note = b.chapter->notes; note; note = note->next)
		for (struct block *at = note->body; at; at = at->next)
			count++;
	arena_free(&b.a);
	return count;
}

static void test_marks_may_be_named(void **state)
{
	(void)state;
	assert_int_equal(count_note_lines(STR("k noteref")), 2);
	assert_int_equal(count_note_lines(STR("k")), 0);
}

static void test_table(void **state)
{
	(void)state;
	struct bench b;
	size_t count;
	start(&b);
	const char *const *names = pass_names(&count);
	assert_string_equal(names[0], "column");
	assert_string_equal(names[count - 1], "number");
	line(&b, STR("水车,转了。（翻页）"));
	b.context.last_pass = STR("cue");
	run(&b);
	assert_text(block_text(b.chapter->body, &b.a), "水车,转了。");
	b.context.last_pass = STR_NONE;
	assert_true(pass_run(b.chapter, &b.context));
	assert_text(block_text(b.chapter->body, &b.a), "水车，转了。");
	assert_int_equal(b.chapter->block_count, 1);
	assert_int_equal(b.chapter->character_count, 6);
	arena_free(&b.a);
}

static void test_empty(void **state)
{
	(void)state;
	struct bench b;
	start(&b);
	run(&b);
	assert_null(b.chapter->body);
	arena_free(&b.a);
}

static struct chapter *make_chapter(struct bench *b, const char *title)
{
	struct chapter *chapter = chapter_new(&b->a, &b->d);
	chapter->title = str_of(title);
	chapter->file = arena_format(&b->a, "text/%s.html", title);
	return chapter;
}

static void test_join(void **state)
{
	(void)state;
	struct bench b;
	start(&b);
	struct chapter *chapters[] = {
		make_chapter(&b, "甲"), make_chapter(&b, "第五章 乙"),
		make_chapter(&b, "丙"), make_chapter(&b, "序"),
	};
	struct book book = {.arena = &b.a, .chapters = chapters,
			    .chapter_count = 4};
	struct numbering model = {STR("第一章"), STR("一、"), 2, false};
	chapters[3]->role = CHAPTER_FRONT;
	struct builder *builder = builder_new(chapters[0]);
	builder_open(builder, BLOCK_HEADING, SPAN_NONE);
	builder_text(builder, STR("节"), SPAN_NONE);
	builder_close(builder, BLOCK_HEADING);
	struct phrase *link = builder_begin(builder, PHRASE_LINK, SPAN_NONE);
	link->as.link.target = STR("丙.html#p");
	builder_text(builder, STR("见"), SPAN_NONE);
	builder_end(builder, PHRASE_LINK);
	struct phrase *lost = builder_begin(builder, PHRASE_LINK, SPAN_NONE);
	lost->as.link.target = STR("丁.html");
	builder_text(builder, STR("无"), SPAN_NONE);
	builder_end(builder, PHRASE_LINK);
	builder_finish(builder);
	builder = builder_new(chapters[2]);
	builder_open(builder, BLOCK_PARAGRAPH, SPAN_NONE)->id = STR("p");
	builder_text(builder, STR("在"), SPAN_NONE);
	builder_finish(builder);
	pass_join(&book, &model);
	assert_text(chapters[0]->id, "c001");
	assert_text(chapters[0]->label, "第一章");
	assert_text(chapters[1]->label, "");
	assert_text(chapters[2]->label, "第六章");
	assert_text(chapters[3]->label, "");
	assert_text(chapters[0]->body->as.heading.label, "一、");
	struct phrase *text = chapters[0]->body->next->text;
	assert_text(text->as.link.target, "text/丙.html#p");
	assert_int_equal(text->next->kind, PHRASE_SPAN);
	assert_int_equal(chapters[0]->ledger.entries.count, 1);
	arena_free(&b.a);
}

static void test_appendices(void **state)
{
	(void)state;
	struct bench b;
	start(&b);
	struct chapter *chapters[] = {
		make_chapter(&b, "书单"), make_chapter(&b, "附录二 地图"),
		make_chapter(&b, "年表"),
	};
	struct book book = {.arena = &b.a, .chapters = chapters,
			    .chapter_count = 3, .meta.lang = STR("zh-Hans")};
	struct numbering model = {STR("第一章"), STR_NONE, 1, false};
	for (size_t i = 0; i < 3; i++)
		chapters[i]->role = CHAPTER_APPENDIX;
	pass_join(&book, &model);
	assert_text(chapters[0]->label, "附录一");
	assert_text(chapters[1]->label, "");
	assert_text(chapters[2]->label, "附录三");
	book.chapter_count = 1;
	pass_join(&book, &model);
	assert_text(chapters[0]->label, "附录");
	book.meta.lang = STR("en");
	book.chapter_count = 3;
	pass_join(&book, &model);
	assert_text(chapters[2]->label, "Appendix 3");
	arena_free(&b.a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_endings),
		cmocka_unit_test(test_facts),
		cmocka_unit_test(test_titles),
		cmocka_unit_test(test_nesting),
		cmocka_unit_test(test_furniture),
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_targets),
		cmocka_unit_test(test_marks_may_be_named),
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_join),
		cmocka_unit_test(test_appendices),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
