/* HTML, Markdown or plain text? What stands in the file decides; its name
 * and a head of metadata are votes. A few stars and "1." at line starts are
 * ordinary Chinese text, so Markdown must show several signs.
 */
#include "base/unicode.h"
#include "base/utf8.h"
#include "read/html.h"

#include "base/banned.h"

struct signs {
	int markdown, html;
	int faint;                    /* lists, quotations, stars: at most 2 */
	int tables;                   /* of html: inside <table> */
	int lines, indented;          /* not blank; beginning with U+3000 */
};

static size_t count_of(str text, char mark)
{
	size_t count = 0;
	while (count < text.len && text.text[count] == mark)
		count++;
	return count;
}

/* [text](address) */
static bool has_link(str line)
{
	size_t at = str_find(line, STR("]("));
	return at != STR_NOT_FOUND &&
	       str_find_byte(str_cut(line, 0, at), '[') != STR_NOT_FOUND &&
	       str_find_byte(str_from(line, at), ')') != STR_NOT_FOUND;
}

/* **word**, the stars touching the word */
static bool has_strong(str line)
{
	size_t open = str_find(line, STR("**"));
	if (open == STR_NOT_FOUND || open + 2 >= line.len)
		return false;
	size_t close = str_find_from(line, STR("**"), open + 2);
	size_t at = open + 2;
	uint32_t first = utf8_next(line, &at);
	return close != STR_NOT_FOUND && close > open + 2 && first != ' ' &&
	       first != '*' && !unicode_is_punctuation(first) &&
	       close - open < 200;
}

static bool has_note(str line)
{
	size_t at = str_find(line, STR("[^"));
	return at != STR_NOT_FOUND &&
	       str_find_byte(str_from(line, at), ']') < 24;
}

static bool is_table_rule(str line)
{
	return str_contains(line, STR("|-")) || str_contains(line, STR("| -")) ||
	       str_contains(line, STR("|:-"));
}

/* What stands in ordinary Chinese texts as well. */
static bool has_faint_sign(str line)
{
	return str_starts(line, STR("> ")) || str_starts(line, STR("- ")) ||
	       str_starts(line, STR("* ")) || has_strong(line);
}

static int markdown_signs(str line)
{
	size_t hashes = count_of(line, '#');
	int signs = 0;
	if (hashes >= 1 && hashes <= 6 && hashes < line.len &&
	    line.text[hashes] == ' ')
		signs += 2;
	if (count_of(line, '`') >= 3)
		signs += 3;
	if (is_table_rule(line))
		signs += 3;
	if (has_link(line))
		signs += 3;
	if (has_note(line))
		signs += 2;
	return signs;
}

/* Tags of blocks at least; "<b" in a sentence is no page. */
static int html_signs(str line)
{
	struct html_scan scan = {.text = line};
	int signs = 0;
	for (size_t at = 0; signs < 8; at++) {
		size_t found = str_find_byte(str_from(line, at), '<');
		if (found == STR_NOT_FOUND)
			break;
		at += found;
		struct html_tag tag;
		if (!html_tag(&scan, at, &tag))
			continue;
		const struct html_element *element = html_element(tag.name);
		if (element && element->role != ROLE_FEED_FACT &&
		    element->role != ROLE_FEED_ITEM)
			signs++;
	}
	return signs;
}

/* Enough of a file to know what it is. */
#define SAMPLE ((size_t)64 << 10)

static bool has_tag(str line, str tag)
{
	for (size_t at = 0; at < line.len; at++)
		if (line.text[at] == '<' &&
		    str_equal_fold(str_cut(line, at, at + tag.len), tag))
			return true;
	return false;
}

static void survey(struct signs *signs, str text)
{
	str rest = str_cut(text, 0, SAMPLE), line;
	bool is_in_fence = false, is_in_table = false;
	while (str_next_line(&rest, &line)) {
		str bare = str_trim(line);
		if (str_is_empty(bare))
			continue;
		signs->lines++;
		signs->indented += str_starts(line, STR("　"));
		int marks = markdown_signs(bare);
		if (count_of(bare, '`') >= 3)
			is_in_fence = !is_in_fence;
		else if (is_in_fence)
			continue;
		signs->markdown += marks;
		signs->faint += signs->faint < 2 && has_faint_sign(bare);
		int tags = html_signs(bare);
		is_in_table |= tags && has_tag(bare, STR("<table"));
		signs->html += tags;
		signs->tables += is_in_table ? tags : 0;
		is_in_table &= !has_tag(bare, STR("</table"));
	}
	signs->markdown += signs->faint;
	/* Markdown has no other way to make a table with spans. */
	if (signs->markdown >= 2 && signs->tables) {
		signs->html -= signs->tables;
		signs->markdown += 2;
	}
}

static bool starts_as_html(str text)
{
	static const char *const starts[] = {"<!doctype", "<html", "<?xml",
					     "<head", "<body", "<rss",
					     "<feed", "<rdf:RDF"};
	str bare = str_trim_start(text);
	for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
		str start = str_of(starts[i]);
		if (str_equal_fold(str_cut(bare, 0, start.len), start))
			return true;
	}
	return false;
}

static bool starts_with_tag(str text)
{
	str bare = str_trim_start(text);
	struct html_scan scan = {.text = bare};
	struct html_tag tag;
	if (str_starts(bare, STR("<!--")))
		return true;
	return bare.len && bare.text[0] == '<' && html_tag(&scan, 0, &tag) &&
	       html_element(tag.name);
}

#define MARKDOWN_WANTED 5

enum chapter_format format_find(const struct reading *r)
{
	struct signs signs = {0};
	if (starts_as_html(r->text))
		return FORMAT_HTML;
	survey(&signs, r->text);
	size_t dot = str_find_last(r->request->file, STR("."));
	str ending = dot == STR_NOT_FOUND ? STR_NONE
					  : str_from(r->request->file, dot + 1);
	bool is_page = str_equal_fold(ending, STR("html")) ||
		       str_equal_fold(ending, STR("htm")) ||
		       str_equal_fold(ending, STR("xhtml"));
	bool is_markdown = str_equal_fold(ending, STR("md")) ||
			   str_equal_fold(ending, STR("markdown"));
	if (starts_with_tag(r->text) &&
	    (signs.markdown < MARKDOWN_WANTED || signs.html > signs.markdown))
		return FORMAT_HTML;
	if (signs.html >= 3 &&
	    signs.html > signs.markdown + (is_markdown ? 6 : 0) &&
	    signs.html * 4 >= signs.lines)
		return FORMAT_HTML;
	if (is_page && signs.html > 0)
		return FORMAT_HTML;
	int votes = signs.markdown + (is_markdown ? 5 : 0) +
		    (r->has_head ? 3 : 0);
	if (signs.indented * 2 > signs.lines)
		votes -= 5;
	return votes >= MARKDOWN_WANTED ? FORMAT_MARKDOWN : FORMAT_TEXT;
}
