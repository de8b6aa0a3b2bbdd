/* Nothing a source says is lost: whatever HTML, Markdown or text is made of
 * numbered words, each word stands exactly once in the chapter or in its
 * ledger. And no bytes, however broken, stop a reader or break the model.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buf.h"
#include "read/read.h"
#include "tests/property/seed.h"

#include "base/banned.h"

struct source {
	struct seed *seed;
	struct arena *arena;
	struct buf text;
	unsigned word_count;
};

static void add(struct source *s, const char *text)
{
	buf_add(&s->text, str_of(text));
}

static uint32_t below(struct source *s, uint32_t limit)
{
	return seed_below(s->seed, limit);
}

static void add_word(struct source *s)
{
	buf_format(&s->text, "字%u号", s->word_count++);
}

#define PICK(s, list) ((list)[below((s), sizeof(list) / sizeof *(list))])

static void add_html_piece(struct source *s)
{
	static const char *const tags[] = {
		"p", "div", "span", "b", "i", "ul", "ol", "li", "table", "tr",
		"td", "th", "h1", "h3", "blockquote", "pre", "figure", "dl",
		"figcaption", "ruby", "rt", "rb", "rtc", "a", "section", "em",
		"center", "font", "dd", "dt", "button", "select", "option",
		"iframe", "video", "noscript", "title", "caption", "sup", "q",
		"label", "form", "tbody", "code", "nav", "weird", "o:p",
		"script", "style", "svg", "template", "item", "description",
	};
	static const char *const whole[] = {
		"<br>", "<br/>\n<br>", "<hr>", "<img src=a.png>", "\n", " ",
		"<!-- c -->", "<![if !IE]>", "<![endif]>", "<body>", "</body>",
		"<input type=text>", "&nbsp;", "&#150;", "< ", "<中", "&lt;",
		"<p/>", "</br>", "<html>", "<head>", "</head>", "<a href='x'>",
		"<p class=\"k\" id=j style=\"text-align: center\">", "　　",
		"<td colspan=2>", "<img data-src=b.png src=c.gif>", "<wbr>",
	};
	switch (below(s, 8)) {
	case 0: case 1:
		buf_format(&s->text, "<%s>", PICK(s, tags));
		break;
	case 2: case 3:
		buf_format(&s->text, "</%s>", PICK(s, tags));
		break;
	case 4:
		add(s, PICK(s, whole));
		break;
	default:
		add_word(s);
	}
}

static void add_markdown_piece(struct source *s)
{
	static const char *const starts[] = {
		"", "", "", "# ", "## ", "> ", "- ", "1. ", "* ", "    ", "  ",
		"```\n", "| ", "|---|---|\n", "---\n", "===\n", "[^1]: ",
		"[^2]: ", "[甲]: ", "***\n", "<div>\n", "</div>\n", "<p>", "+ ",
		"![图](a.png)\n", "<!-- c\nd -->\n", "　　", "~~~\n", "\t",
	};
	static const char *const marks[] = {
		"**", "*", "`", "_", "~~", "[", "]", "](u)", "|", "\\", "&amp;",
		"[^1]", "[^2]", "<b>", "</b>", "<br>", "  \n", "<ruby>", "<rt>",
		"</ruby>", "http://a.b/", " ", "《", "”", "!", "==", "^",
	};
	if (below(s, 3) == 0) {
		add(s, below(s, 3) ? "\n" : "\n\n");
		add(s, PICK(s, starts));
	}
	if (below(s, 3) == 0)
		add(s, PICK(s, marks));
	else
		add_word(s);
}

static void add_text_piece(struct source *s)
{
	static const char *const others[] = {
		"\n", "\n\n", "\r\n", "\r", "　　", " ", "\t", "*", "1. ", "\x01",
		"\xEF\xBB\xBF", "\xE2\x80\xA8", "<", ">", "#", "——", "\xFF",
		"\f", "\xC2\x85",
	};
	if (below(s, 3))
		add_word(s);
	else
		add(s, PICK(s, others));
}

static struct chapter *read_as(const char *format, str bytes, struct diag *d,
			       struct arena *a)
{
	struct chapter *chapter = chapter_new(a, d);
	struct read_request request = {STR("a.txt"), bytes, STR_NONE,
				       str_of(format)};
	read_source(&request, chapter);
	const char *broken = chapter_check(chapter, a);
	if (broken)
		fail_msg("%s\n%.*s", broken, STR_ARG(bytes));
	return chapter;
}

static unsigned count_word(str dump, const char *word)
{
	unsigned count = 0;
	str wanted = str_of(word);
	for (size_t at = 0; (at = str_find_from(dump, wanted, at)) !=
			    STR_NOT_FOUND; at += wanted.len)
		count++;
	return count;
}

static void assert_all_there(struct source *s, const char *format)
{
	struct diag d;
	struct buf dump;
	diag_init(&d, s->arena);
	buf_init(&dump, s->arena, BUF_NO_MAXIMUM);
	struct chapter *chapter =
		read_as(format, buf_str(&s->text), &d, s->arena);
	/* A first heading is the title as well, and a picture's words are its
	 * file's; those are no second places. */
	if (chapter->format == FORMAT_MARKDOWN)
		chapter->title = STR_NONE;
	chapter->assets = NULL;
	chapter_dump(chapter, &dump);
	for (unsigned i = 0; i < s->word_count; i++) {
		char word[32];
		snprintf(word, sizeof word, "字%u号", i);
		unsigned count = count_word(buf_str(&dump), word);
		if (count != 1)
			fail_msg("%s: %s stands %u times\n%.*s\n--\n%.*s",
				 format, word, count,
				 STR_ARG(buf_str(&s->text)),
				 STR_ARG(buf_str(&dump)));
	}
}

static void each(const char *format, size_t rounds, uint32_t longest,
		 void (*add_piece)(struct source *))
{
	struct seed seed = seed_start(format);
	struct arena a;
	arena_init(&a);
	for (size_t round = seed_rounds(rounds); round > 0; round--) {
		struct arena_mark mark = arena_mark(&a);
		struct source s = {.seed = &seed, .arena = &a};
		buf_init(&s.text, &a, BUF_NO_MAXIMUM);
		for (uint32_t i = seed_below(&seed, longest); i > 0; i--)
			add_piece(&s);
		assert_all_there(&s, format);
		arena_rewind(&a, mark);
	}
	arena_free(&a);
}

static void test_html_loses_nothing(void **state)
{
	(void)state;
	each("html", 400, 60, add_html_piece);
}

static void test_markdown_loses_nothing(void **state)
{
	(void)state;
	each("markdown", 400, 60, add_markdown_piece);
}

static void test_text_loses_nothing(void **state)
{
	(void)state;
	each("text", 200, 60, add_text_piece);
}

static void test_any_bytes_are_survived(void **state)
{
	(void)state;
	static const char *const formats[] = {"html", "markdown", "text", ""};
	struct seed seed = seed_start("bytes");
	struct arena a;
	arena_init(&a);
	for (size_t round = seed_rounds(400); round > 0; round--) {
		struct arena_mark mark = arena_mark(&a);
		struct diag d;
		char bytes[200];
		diag_init(&d, &a);
		uint32_t len = seed_below(&seed, sizeof bytes);
		uint32_t most = seed_below(&seed, 2) ? 256 : 128;
		for (uint32_t i = 0; i < len; i++)
			bytes[i] = (char)seed_below(&seed, most);
		read_as(formats[round % 4], (str){bytes, len}, &d, &a);
		arena_rewind(&a, mark);
	}
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_html_loses_nothing),
		cmocka_unit_test(test_markdown_loses_nothing),
		cmocka_unit_test(test_text_loses_nothing),
		cmocka_unit_test(test_any_bytes_are_survived),
	};
	read_prepare();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
