/* Tags that makers of sites put into Markdown: {{< figure src="a.jpg" >}} and
 * {% asset_img a.jpg %} are pictures, {% highlight c %} opens code, and the
 * others only dress what stands between them, {: .lead} what stands above:
 * they go to the ledger.
 */
#include "read/markdown.h"

#include "base/banned.h"

#define LONGEST_TAG 600         /* bytes */

static const struct { const char *open, *close; } brackets[] = {
	{"{{<", ">}}"}, {"{{%", "%}}"}, {"{%", "%}"}, {"{:", "}"},
	{"{{ site.", "}}"}, {"{{ page.", "}}"}, {"{{site.", "}}"},
};

static str take_word(str *rest)
{
	*rest = str_trim_start(*rest);
	str word = str_cut(*rest, 0, str_find_byte(*rest, ' '));
	*rest = str_from(*rest, word.len);
	return word;
}

/* figure src="a.jpg" title="b": the value of one name, or empty. */
static str value_of(str tag, str name)
{
	size_t at = str_find(tag, name);
	if (at == STR_NOT_FOUND)
		return STR_NONE;
	str value = str_from(tag, at + name.len);
	char quote = value.len ? value.text[0] : ' ';
	if (quote != '"' && quote != '\'')
		return take_word(&value);
	value = str_from(value, 1);
	return str_cut(value, 0, str_find_byte(value, quote));
}

/* Of {% img class a.jpg 300 200 %} the word with a dot. */
static str bare_address(str tag)
{
	while (!str_is_empty(str_trim(tag))) {
		str word = take_word(&tag);
		if (str_find_byte(word, '.') != STR_NOT_FOUND &&
		    str_find_byte(word, '"') == STR_NOT_FOUND)
			return word;
	}
	return STR_NONE;
}

static bool is_clean(str text)
{
	return str_find_byte(text, '"') == STR_NOT_FOUND &&
	       str_find_byte(text, '>') == STR_NOT_FOUND &&
	       str_find_byte(text, '<') == STR_NOT_FOUND;
}

static bool put_picture(str tag, struct buf *out)
{
	static const char *const names[] = {"figure", "image", "img",
					    "asset_img"};
	str rest = tag, name = take_word(&rest);
	bool is_picture = false;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		is_picture |= str_equal(name, str_of(names[i]));
	str address = value_of(rest, STR("src="));
	str title = value_of(rest, STR("caption="));
	if (str_is_empty(title))
		title = value_of(rest, STR("title="));
	if (str_is_empty(address))
		address = bare_address(rest);
	if (!is_picture || str_is_empty(address) || !is_clean(address))
		return false;
	buf_format(out, "![](<%.*s>", STR_ARG(address));
	if (title.len && is_clean(title))
		buf_format(out, " \"%.*s\"", STR_ARG(title));
	buf_add_byte(out, ')');
	return true;
}

/* .class #id key="value", toc */
static bool is_attribute_list(str text)
{
	text = str_trim(text);
	if (str_is_empty(text) || str_find_byte(text, '{') != STR_NOT_FOUND)
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (text.text[i] & 0x80)
			return false;
	return text.text[0] == '.' || text.text[0] == '#' ||
	       str_find_byte(text, '=') != STR_NOT_FOUND ||
	       str_equal(text, STR("toc")) || str_equal(text, STR("no_toc"));
}

size_t tag_read(struct reading *r, str rest, uint32_t line, struct buf *out)
{
	rest = str_cut(rest, 0, LONGEST_TAG);
	for (size_t i = 0; i < sizeof brackets / sizeof brackets[0]; i++) {
		str open = str_of(brackets[i].open);
		if (!str_starts(rest, open))
			continue;
		size_t close = str_find(rest, str_of(brackets[i].close));
		if (close == STR_NOT_FOUND || close < open.len)
			continue;
		size_t len = close + strlen(brackets[i].close);
		/* {:) is a face. */
		if (open.len == 2 && open.text[1] == ':' &&
		    !is_attribute_list(str_cut(rest, 2, close)))
			continue;
		str tag = str_trim(str_cut(rest, open.len, close));
		if (!put_picture(tag, out))
			reading_dropped(r, "markdown/tag", line,
					arena_copy(r->arena,
						   str_cut(rest, 0, len)));
		return len;
	}
	return 0;
}

enum code_tag tag_of_code(str line, str *language)
{
	str text = str_trim(line);
	if (!str_starts(text, STR("{%")) || !str_ends(text, STR("%}")) ||
	    text.len < 4)
		return CODE_TAG_NONE;
	str rest = str_trim(str_cut(text, 2, text.len - 2));
	str name = take_word(&rest);
	*language = take_word(&rest);
	if (str_starts(*language, STR("lang:")))
		*language = str_from(*language, 5);
	if (str_equal(name, STR("endhighlight")) ||
	    str_equal(name, STR("endcodeblock")))
		return CODE_TAG_CLOSES;
	return str_equal(name, STR("highlight")) ||
			       str_equal(name, STR("codeblock"))
		       ? CODE_TAG_OPENS : CODE_TAG_NONE;
}
