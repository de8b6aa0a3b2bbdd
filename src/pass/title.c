/* Titles as file names and <title> carry them -> as they were written.
 *
 * A file name may not hold a quotation mark or a bar, so savers write an
 * underscore: A_B_C is A“B”C, and " _ " was " | ". A <title> has the names
 * of column and site behind the title; the text's own first lines tell how
 * far the title goes, else the last word does when it sounds like a site.
 */
#include "base/unicode.h"
#include "base/utf8.h"
#include "pass/inside.h"

#include "base/banned.h"

static const char *const site_endings[] = {
	"网", "网站", "报", "新闻", "频道", "中心", "首页", "博客", "论坛",
	"门户", "公众号", "在线", "客户端", "官网", "社区", "阅读", "百科",
	"文库", "学院", "大学", "出版社", "杂志", "学会", "协会", "研究院",
	"研究所", "电视台", "广播", ".com", ".cn", ".org", ".net",
};

bool is_site_name(str name, struct arena *a)
{
	name = unicode_simplified(str_trim(name), a);
	for (size_t i = 0; i < sizeof site_endings / sizeof *site_endings; i++)
		if (str_ends(name, str_of(site_endings[i])))
			return utf8_count(name) <= 16;
	return false;
}

/* Full-width marks as their narrow twins. */
static uint32_t narrow(uint32_t c)
{
	if (c >= 0xFF01 && c <= 0xFF5E)
		return c - 0xFEE0;
	return c == 0x30FB ? 0xB7 : c;
}

size_t loose_prefix(str whole, str part)
{
	size_t at = 0, in = 0;
	while (in < part.len) {
		uint32_t wanted = utf8_next(part, &in);
		if (unicode_is_space(wanted))
			continue;
		uint32_t c = ' ';
		while (at < whole.len && unicode_is_space(c))
			c = utf8_next(whole, &at);
		if (narrow(c) != narrow(wanted))
			return 0;
	}
	return at;
}

static size_t count_byte(str text, char byte)
{
	size_t count = 0;
	for (size_t i = 0; i < text.len; i++)
		count += text.text[i] == byte;
	return count;
}

static str replace_all(str text, str from, str to, struct arena *a)
{
	struct buf out;
	size_t at = 0, found;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	while ((found = str_find_from(text, from, at)) != STR_NOT_FOUND) {
		buf_add(&out, str_cut(text, at, found));
		buf_add(&out, to);
		at = found + from.len;
	}
	buf_add(&out, str_from(text, at));
	return buf_str(&out);
}

/* One underscore of a pair stands close to what it quotes, and columns and
 * sites are no quotations. */
static bool is_quoted(str inside, str behind, struct arena *a)
{
	return inside.len > 0 && inside.text[0] != ' ' &&
	       inside.text[inside.len - 1] != ' ' && !is_site_name(inside, a) &&
	       !is_site_name(behind, a);
}

/* 关于_甲_的说明, _甲_与_乙_: pairs of underscores were quotation marks. */
static str mend_quotes(str title, struct arena *a)
{
	struct buf out;
	size_t open, close;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	if (count_byte(title, '_') % 2 != 0 || count_byte(title, '_') > 4)
		return title;
	str rest = title;
	while ((open = str_find_byte(rest, '_')) != STR_NOT_FOUND) {
		close = str_find_from(rest, STR("_"), open + 1);
		str inside = str_cut(rest, open + 1, close);
		str behind = str_from(rest, close + 1);
		if (!is_quoted(inside, behind, a))
			return title;
		buf_add(&out, str_cut(rest, 0, open));
		buf_add(&out, STR("“"));
		buf_add(&out, inside);
		buf_add(&out, STR("”"));
		rest = behind;
	}
	buf_add(&out, rest);
	return buf_str(&out);
}

static str without_underscores(str title)
{
	while (str_starts(title, STR("_")))
		title = str_trim(str_from(title, 1));
	while (str_ends(title, STR("_")))
		title = str_trim(str_cut(title, 0, title.len - 1));
	return title;
}

str title_mend(str title, struct arena *a)
{
	title = str_trim(title);
	str bare = without_underscores(title);
	/* _甲_ is only wrapped. */
	if (count_byte(bare, '_') == 0)
		title = bare;
	title = without_underscores(mend_quotes(title, a));
	if (str_contains(title, STR(" _ ")))
		title = replace_all(title, STR(" _ "), STR(" | "), a);
	return title;
}

/* The last separator that may part a title from its site. */
static size_t last_separator(str title, size_t *len)
{
	static const char *const separators[] = {
		"__", "_", " - ", " – ", " — ", "——", "|", "｜", "-", "—",
		"»", "丨", " @ ", "::",
	};
	size_t best = STR_NOT_FOUND;
	for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
		size_t at = str_find_last(title, str_of(separators[i]));
		if (at == STR_NOT_FOUND || (best != STR_NOT_FOUND && at <= best))
			continue;
		best = at;
		*len = strlen(separators[i]);
	}
	return best;
}

str title_last_part(str title, str *part)
{
	size_t len = 0, at = last_separator(title, &len);
	*part = str_trim(at == STR_NOT_FOUND ? title
					     : str_from(title, at + len));
	return at == STR_NOT_FOUND ? STR_NONE : str_cut(title, 0, at);
}

str title_without_site(str title, str *site, struct arena *a)
{
	for (int i = 0; i < 3; i++) {
		size_t len = 0, at = last_separator(title, &len);
		if (at == STR_NOT_FOUND || at < 6)
			break;
		str name = str_trim(str_from(title, at + len));
		if (!is_site_name(name, a))
			break;
		if (!site->len)
			*site = name;
		title = str_trim(str_cut(title, 0, at));
	}
	return title;
}
