/* What an HTML page says about itself -> the chapter's metadata. The first
 * title that is not blank is the page's; those after it are a feed's, which
 * names each article. Front matter, read before, wins.
 */
#include "read/html_walk.h"

#include "base/banned.h"

str squeeze(struct html_walk *w, str text)
{
	struct buf out;
	buf_init(&out, w->arena, BUF_NO_MAXIMUM);
	for (size_t i = 0; i < text.len; i++) {
		char byte = text.text[i];
		bool is_white = byte == ' ' || byte == '\n' || byte == '\t';
		if (!is_white)
			buf_add_byte(&out, byte);
		else if (out.len && out.text[out.len - 1] != ' ')
			buf_add_byte(&out, ' ');
	}
	return str_trim(buf_str(&out));
}

/* What programs call a page that nobody has named. */
static bool is_placeholder(str title)
{
	static const char *const names[] = {
		"未命名", "无标题", "無標題", "无标题文档", "新建文档", "新网页",
		"Untitled", "Untitled Document", "New Page", "Document",
		"untitled", "Title",
	};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (str_equal(title, str_of(names[i])))
			return true;
	return false;
}

void take_title(struct html_walk *w, xmlNode *node)
{
	str title = squeeze(w, node_text(w, node));
	if (str_is_empty(title))
		return;
	struct chapter *chapter = w->reading->chapter;
	if (is_placeholder(title)) {
		reading_dropped(w->reading, "head/title", node_line(w, node),
				title);
		return;
	}
	if (w->title_count++ && node->parent && part_is(node->parent, "item"))
		add_feed_heading(w, node, title);
	else if (str_is_empty(chapter->title))
		chapter->title = title;
	else
		reading_dropped(w->reading, "head/title", node_line(w, node),
				title);
}

/* A title that is made for readers is nearer to the text than <title>, which
 * has the names of column and site behind it, or nothing else. */
static bool take_better_title(struct html_walk *w, xmlNode *node, str name,
			      str content)
{
	str *title = &w->reading->chapter->title;
	bool is_article = str_equal_fold(name, STR("ArticleTitle"));
	if (w->reading->has_head || str_is_empty(*title) ||
	    (!is_article && !(str_equal_fold(name, STR("og:title")) &&
			      str_starts(*title, content))))
		return false;
	ledger_changed(&w->reading->chapter->ledger, STR("head/title"),
		       node_line(w, node), *title, content);
	*title = content;
	return true;
}

/* Programs that make pages sign them as their author. */
bool html_is_maker(str author)
{
	static const char *const makers[] = {"Discuz!", "WordPress", "phpwind",
					     "DedeCMS", "Microsoft",
					     "Administrator"};
	for (size_t i = 0; i < sizeof makers / sizeof makers[0]; i++)
		if (str_starts(author, str_of(makers[i])))
			return true;
	return str_equal_fold(author, STR("user")) ||
	       str_contains(author, STR("admin"));
}

void take_meta(struct html_walk *w, xmlNode *node)
{
	str name = attribute(node, "name");
	if (str_is_empty(name))
		name = attribute(node, "property");
	str content = squeeze(w, attribute(node, "content"));
	/* A page's own title element is nearer to its text. */
	if (str_is_empty(name) || str_is_empty(content) ||
	    str_equal_fold(name, STR("title")) ||
	    str_equal_fold(name, STR("language")) ||
	    (str_equal_fold(name, STR("author")) && html_is_maker(content)) ||
	    take_better_title(w, node, name, content))
		return;
	head_take(w->reading, name, content, node_line(w, node));
}
