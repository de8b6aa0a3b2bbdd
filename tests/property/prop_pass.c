/* Whatever text comes, nothing is lost silently: what stood in the chapter,
 * with what the ledger says was added, is what stands there now, with what
 * the ledger says was taken. And a second run changes nothing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buf.h"
#include "book/builder.h"
#include "pass/inside.h"
#include "tests/property/seed.h"
#include "tests/property/weight.h"

#include "base/banned.h"

static const char *const sentences[] = {
	"磨坊的水车转了整整一个夏天，麦子收完以后才停下来。",
	"孩子们在渠边放纸船,直到天黑才肯回家;老人也不催。",
	"他说:\"慢工出细活\",大家都记住了!",
	"渠水(南边的一支)到了腊月就结冰。",
	"修好以后的第二年，来磨面的人排到了桥头",
	"约翰?林是外乡人", "谁会修水车?", "等了很久...才有人来",
	"溪(xī)水边的柳（liǔ）树绿了。", "灯yàn)火",
	"The mill turned all summer", "见http://example.org/a,b?c=d。",
	"拦河的坝--老坝。", "他写 “ 慢工 ” 二字 。", "一靠大家齐心。",
	"censored ** 二字照旧，* 也是。", "“没有合上的引号，他说",
};
static const char *const heads[] = {
	"一、", "（一）", "(二)", "1.", "2、", "（1）", "①", "第一章 ",
	"第二节　", "第三条　", "【清溪评论】", "林小满:", "三靠",
};
static const char *const titles[] = {
	"水车", "磨坊开张", "什么叫做慢工？", "渠水的来历", "（前言）", "一", "二",
	"水车与磨坊 | 清溪", "《清溪小记》林小满",
};
static const char *const lines[] = {
	"首页 > 乡村读本 > 正文", "来源：清溪日报 作者：林小满 2021-03-31",
	"2021年3月31日 10:20", "上一篇：水渠", "返回顶部", "分享到：",
	"摘要：一座磨坊的四十年。", "----------", "— 1 —", "— 2 —",
	"（翻页）", "相关文章", "版权所有 清溪镇", "责任编辑：周三石", "", "",
	"举例：", "【案例】水车停了一天。", "点击阅读原文", "清溪 官方微博", "关于修渠的通知", "10:", "30分左右",
};
static const char *const indents[] = {"", "", "", "　　", "    ", "  "};

#define PICK(seed, table)                                                      \
	(table)[seed_below((seed), sizeof(table) / sizeof *(table))]

static void add_line(struct buf *out, struct seed *seed)
{
	buf_add(out, str_of(PICK(seed, indents)));
	switch (seed_below(seed, 7)) {
	case 0:
		buf_add(out, str_of(PICK(seed, lines)));
		return;
	case 1:
		buf_add(out, str_of(PICK(seed, titles)));
		return;
	case 2:
		buf_add(out, str_of(PICK(seed, heads)));
		break;
	default:
		break;
	}
	for (uint32_t i = seed_below(seed, 4); i > 0; i--) {
		buf_add(out, str_of(PICK(seed, sentences)));
		if (seed_below(seed, 12) == 0)
			buf_add(out, STR("　　"));
		if (seed_below(seed, 16) == 0)
			buf_add(out, STR("（翻页）"));
	}
}

static void push_line(struct builder *b, struct seed *seed, str line,
		      bool is_after_blank)
{
	uint32_t kind = seed_below(seed, 24);
	struct block *block = builder_open(b, kind == 0 ? BLOCK_HEADING
						       : BLOCK_PARAGRAPH,
					   SPAN_NONE);
	if (kind == 0)
		block->as.heading.level = (int)seed_below(seed, 4);
	else if (is_after_blank)
		block->class = STR("after-blank");
	enum phrase_kind around = kind == 1 ? PHRASE_STRONG : PHRASE_LINK;
	struct phrase *phrase = NULL;
	if (kind == 1 || kind == 2)
		phrase = builder_begin(b, around, SPAN_NONE);
	if (phrase && around == PHRASE_LINK)
		phrase->as.link.target = STR("http://example.org/");
	builder_text(b, line, SPAN_NONE);
	if (kind == 3) {
		builder_break(b, SPAN_NONE);
		builder_text(b, STR("第二行，还没有完。"), SPAN_NONE);
	}
	if (phrase)
		builder_end(b, around);
	builder_close(b, block->kind);
}

static struct chapter *make_chapter(struct seed *seed, struct arena *a,
				    struct diag *d)
{
	static const enum chapter_format formats[] = {
		FORMAT_TEXT, FORMAT_TEXT, FORMAT_HTML, FORMAT_MARKDOWN,
	};
	struct chapter *chapter = chapter_new(a, d);
	struct builder *b = builder_new(chapter);
	bool is_after_blank = false;
	chapter->format = PICK(seed, formats);
	if (seed_below(seed, 4) == 0)
		chapter->title = str_of(PICK(seed, titles));
	for (uint32_t i = 1 + seed_below(seed, 24); i > 0; i--) {
		struct buf line;
		buf_init(&line, a, BUF_NO_MAXIMUM);
		add_line(&line, seed);
		if (str_trim(buf_str(&line)).len)
			push_line(b, seed, buf_str(&line), is_after_blank);
		is_after_blank = !str_trim(buf_str(&line)).len;
	}
	builder_finish(b);
	return chapter;
}

static const struct {
	const char *name;
	pass_function *run;
} passes[] = {
	{"column", pass_column}, {"footnote", pass_footnote}, {"annotation", pass_annotation}, {"cue", pass_cue},
	{"boilerplate", pass_boilerplate}, {"split", pass_split},
	{"byline", pass_byline}, {"rewrap", pass_rewrap},
	{"heading", pass_heading}, {"example", pass_example}, {"punct", pass_punct},
	{"space", pass_space}, {"script", pass_script},
	{"article", pass_article}, {"note", pass_note},
	{"image", pass_image}, {"link", pass_link}, {"number", pass_number},
};

static struct pass_context any_context(struct seed *seed, size_t last)
{
	struct pass_context context = {
		.clean = {.annotations = seed_below(seed, 3),
			  .cues = seed_below(seed, 3),
			  .punctuation = seed_below(seed, 4) == 0,
			  .examples = seed_below(seed, 2)},
		.fixed_title = STR_NONE,
		.last_pass = str_of(passes[last].name),
		.images = {.root = STR("."), .folder = STR_NONE,
			   .document_folder = STR_NONE,
			   .is_inspection = true},
		.numbering = {.chapter = STR_NONE, .section = STR_NONE},
	};
	return context;
}

/* Notes of one pass for a later one, not part of the chapter. */
static str without_notes(str text, struct arena *a)
{
	struct buf out;
	size_t at;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	while ((at = str_find(text, STR(BEGINS_CLASS))) != STR_NOT_FOUND) {
		buf_add(&out, str_trim_end(str_cut(text, 0, at - 1)));
		text = str_from(text, at + strlen(BEGINS_CLASS));
	}
	buf_add(&out, text);
	return buf_str(&out);
}

static str dump(struct chapter *chapter, struct arena *a)
{
	struct buf out;
	size_t entries = chapter->ledger.entries.count;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	chapter->ledger.entries.count = 0;
	chapter_dump(chapter, &out);
	chapter->ledger.entries.count = entries;
	return without_notes(buf_str(&out), a);
}

static void check_round(struct seed *seed, struct arena *a,
			struct arena *scratch)
{
	struct diag d;
	diag_init(&d, a);
	struct chapter *chapter = make_chapter(seed, a, &d);
	size_t last = seed_below(seed, sizeof passes / sizeof *passes);
	struct pass_context context = any_context(seed, last);
	uint64_t before = weigh_chapter(chapter, a);
	str source = dump(chapter, a);
	assert_true(pass_run(chapter, &context));
	const char *broken = chapter_check(chapter, a);
	str once = dump(chapter, a);
	bool is_conserved = before + weigh_given(&chapter->ledger) ==
			    weigh_chapter(chapter, a) +
			    weigh_taken(&chapter->ledger);
	struct work work = {chapter, &context, a, scratch};
	passes[last].run(&work);
	str twice = dump(chapter, a);
	if (!broken && is_conserved && str_equal(once, twice))
		return;
	printf("broken rule: %s; conserved: %d; up to %.*s\n%.*sonce\n%.*s"
	       "twice\n%.*s", broken ? broken : "none", is_conserved,
	       STR_ARG(context.last_pass), STR_ARG(source), STR_ARG(once),
	       STR_ARG(twice));
	fail();
}

static void test_passes(void **state)
{
	(void)state;
	struct seed seed = seed_start("nothing is lost, twice is once");
	for (size_t i = seed_rounds(400); i > 0; i--) {
		struct arena a, scratch;
		arena_init(&a);
		arena_init(&scratch);
		check_round(&seed, &a, &scratch);
		arena_free(&scratch);
		arena_free(&a);
	}
}

/* These read a shape of the source that they or later rows take away: a
 * title at the head, a menu, a cut line, a line that could be a heading. What
 * they leave is not to be judged again, and pass_run does not: numbered is
 * frozen. */
static bool reads_shape(const char *name)
{
	return !strcmp(name, "boilerplate") || !strcmp(name, "split") ||
	       !strcmp(name, "byline") || !strcmp(name, "rewrap") ||
	       !strcmp(name, "heading");
}

/* All other rows, run again over a chapter that went through them all. */
static void check_table(struct seed *seed, struct arena *a,
			struct arena *scratch)
{
	struct diag d;
	diag_init(&d, a);
	struct chapter *chapter = make_chapter(seed, a, &d);
	size_t rows = sizeof passes / sizeof *passes - 1;
	struct pass_context context = any_context(seed, rows - 1);
	assert_true(pass_run(chapter, &context));
	str once = dump(chapter, a);
	struct work work = {chapter, &context, a, scratch};
	for (size_t i = 0; i < rows; i++) {
		if (reads_shape(passes[i].name))
			continue;
		passes[i].run(&work);
		str twice = dump(chapter, a);
		if (str_equal(once, twice))
			continue;
		printf("%s\nonce\n%.*stwice\n%.*s", passes[i].name,
		       STR_ARG(once), STR_ARG(twice));
		fail();
	}
}

static void test_table(void **state)
{
	(void)state;
	struct seed seed = seed_start("a regular chapter stays as it is");
	for (size_t i = seed_rounds(100); i > 0; i--) {
		struct arena a, scratch;
		arena_init(&a);
		arena_init(&scratch);
		check_table(&seed, &a, &scratch);
		arena_free(&scratch);
		arena_free(&a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_passes),
		cmocka_unit_test(test_table),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
