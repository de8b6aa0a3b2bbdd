/* HTML as it is found -> HTML that libxml2's parser, which knows HTML 4,
 * reads without losing text: a body around everything, comments and code
 * taken out, foreign islands cut, elements ended where browsers end them,
 * stray '<' escaped, C1 references as windows-1252. Line feeds stay, so that
 * lines still count.
 *
 * It is a scan from tag to tag; text between is copied in whole runs.
 */
#include "read/html.h"

#include "base/banned.h"

struct repair {
	struct reading *reading;
	struct html_scan scan;
	struct html_open open;
	struct buf out;
	size_t at;                    /* next byte to look at */
	size_t counted;               /* line feeds are counted up to here */
	uint32_t line;                /* of `counted` */
	size_t text_bytes;            /* of the text since the last tag */
	size_t cdata_end;             /* of the section being read, or 0 */
	bool lacks_comment_end, lacks_tag_end, has_doctype;
	int searches;                 /* for end tags of unknown elements */
	enum html_feed feed;
	bool is_xml;
};

/* libxml2 compares each attribute of a tag with all before it. */
#define MOST_ATTRIBUTES 100

/* Behind this many searches an unknown element is a tag unseen. */
#define MOST_SEARCHES 200

static uint32_t line_at(struct repair *x, size_t at)
{
	for (; x->counted < at; x->counted++)
		x->line += x->scan.text.text[x->counted] == '\n';
	return x->line;
}

/* Only the line feeds of what is left out. */
static void leave_feeds(struct repair *x, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (x->scan.text.text[i] == '\n')
			buf_add_byte(&x->out, '\n');
}

static void skip_to(struct repair *x, size_t end)
{
	leave_feeds(x, x->at, end);
	x->at = end;
}

/* Everything that is not head material needs a body. */
static void open_body(struct repair *x)
{
	if (html_is_open(&x->open, STR("body")))
		return;
	struct html_tag body = {.name = STR("body")};
	html_close_element(&x->open, STR("head"));
	html_open_element(&x->open, &body);
	buf_add(&x->out, STR("<body>"));
}

static size_t find_from(struct repair *x, str needle, size_t from)
{
	size_t at = str_find_from(x->scan.text, needle, from);
	return at == STR_NOT_FOUND ? x->scan.text.len : at;
}

/* HTML Standard 13.2.5.43: <!--> and <!---> are whole comments. */
static void skip_comment(struct repair *x)
{
	str rest = str_from(x->scan.text, x->at);
	if (str_starts(rest, STR("<!-->"))) {
		skip_to(x, x->at + 5);
		return;
	}
	if (!x->lacks_comment_end) {
		size_t end = find_from(x, STR("-->"), x->at + 4);
		if (end < x->scan.text.len) {
			skip_to(x, end + 3);
			return;
		}
		x->lacks_comment_end = true;
		diag_report(x->reading->diag,
			    reading_span(x->reading, line_at(x, x->at)),
			    MSG_COMMENT_OPEN, NO_WORDS);
	}
	size_t end = find_from(x, STR(">"), x->at);
	size_t stop = end < x->scan.text.len ? end + 1 : end;
	reading_dropped(x->reading, "comment", line_at(x, x->at),
			str_cut(x->scan.text, x->at, stop));
	skip_to(x, stop);
}

/* Where a document type's own declarations end, when it has any. */
static size_t behind_doctype(struct repair *x, size_t end)
{
	str text = x->scan.text;
	bool is_doctype = str_equal_fold(str_cut(text, x->at, x->at + 9),
					 STR("<!doctype"));
	size_t bracket = str_find_byte(str_cut(text, x->at, end), '[');
	if (!is_doctype || x->has_doctype || bracket == STR_NOT_FOUND)
		return end;
	x->has_doctype = true;
	size_t close = find_from(x, STR("]>"), x->at + bracket);
	return close < text.len ? close + 1 : end;
}

/* <!DOCTYPE ... [ ... ]>, <![if ...]>, <?xml ...?> */
static void skip_declaration(struct repair *x)
{
	size_t end = x->lacks_tag_end ? x->scan.text.len
				      : find_from(x, STR(">"), x->at);
	if (end == x->scan.text.len) {
		x->lacks_tag_end = true;
		buf_add(&x->out, STR("&lt;"));
		x->at++;
		return;
	}
	skip_to(x, behind_doctype(x, end) + 1);
}

/* RSS wraps whole articles in CDATA, which are read as if it were not
 * there; in HTML it can only be a mistake. */
static void open_cdata(struct repair *x)
{
	size_t end = x->is_xml ? find_from(x, STR("]]>"), x->at)
			       : x->scan.text.len;
	if (end == x->scan.text.len) {
		x->is_xml = false;
		skip_declaration(x);
		return;
	}
	x->cdata_end = end;
	x->at += strlen("<![CDATA[");
}

static void skip_bang(struct repair *x)
{
	str rest = str_from(x->scan.text, x->at);
	if (str_starts(rest, STR("<!--")))
		skip_comment(x);
	else if (str_starts(rest, STR("<![CDATA[")))
		open_cdata(x);
	else
		skip_declaration(x);
}

/* The start of </name from here on, or the end of the text. */
static size_t find_end_tag(struct repair *x, str name, size_t from)
{
	str text = x->scan.text;
	for (size_t at = from;; at += 2) {
		at = find_from(x, STR("</"), at);
		if (at == text.len)
			return at;
		size_t behind = at + 2 + name.len;
		if (!str_equal_fold(str_cut(text, at + 2, behind), name))
			continue;
		char next = behind < text.len ? text.text[behind] : '>';
		if (next == '>' || next == ' ' || next == '\n' ||
		    next == '\t' || next == '/')
			return at;
	}
}

static size_t behind_tag(struct repair *x, size_t at)
{
	size_t end = find_from(x, STR(">"), at);
	return end < x->scan.text.len ? end + 1 : end;
}

/* script, style: code, not text. */
static void skip_code(struct repair *x, const struct html_tag *tag)
{
	str text = x->scan.text;
	size_t end = find_end_tag(x, tag->name, tag->end);
	uint32_t line = line_at(x, x->at);
	if (end == text.len)
		diag_report(x->reading->diag, reading_span(x->reading, line),
			    MSG_ELEMENT_OPEN, WORDS(tag->name));
	str code = str_trim(str_cut(text, tag->end, end));
	if (!str_is_empty(code))
		reading_dropped(x->reading, "script", line, code);
	if (str_equal_fold(tag->name, STR("style")))
		html_sheet_add(x->reading, code);
	skip_to(x, behind_tag(x, end));
}

/* template, svg, math: out, with all they hold, but for a picture that is
 * wrapped in svg. One that never ends only loses its tag. */
static void cut_island(struct repair *x, const struct html_tag *tag)
{
	str text = x->scan.text;
	size_t end = x->searches++ < MOST_SEARCHES
			     ? find_end_tag(x, tag->name, tag->end)
			     : text.len;
	if (end == text.len) {
		skip_to(x, tag->end);
		return;
	}
	size_t stop = behind_tag(x, end);
	str island = str_cut(text, x->at, stop);
	str address = html_only_picture(island);
	if (str_is_empty(address)) {
		reading_dropped(x->reading, "island", line_at(x, x->at),
				island);
	} else {
		open_body(x);
		buf_format(&x->out, "<img src=\"%.*s\">", STR_ARG(address));
	}
	skip_to(x, stop);
}

/* <stdio.h> in a page that forgot to escape it: no element of HTML, without
 * attributes, and never ended. */
static bool is_text(struct repair *x, const struct html_tag *tag)
{
	if (html_element(tag->name) || tag->attributes ||
	    str_find_byte(tag->name, ':') != STR_NOT_FOUND ||
	    str_find_byte(tag->name, '-') != STR_NOT_FOUND)
		return false;
	if (tag->is_end)
		return !html_is_open(&x->open, tag->name);
	return x->searches++ < MOST_SEARCHES &&
	       find_end_tag(x, tag->name, tag->end) == x->scan.text.len;
}

/* libxml2 would take <p/> for an empty paragraph, HTML does not; but the
 * slash of <a href=/> is an address. */
static bool is_self_closed(str raw, const struct html_tag *tag)
{
	if (!str_ends(raw, STR("/")))
		return false;
	char before = raw.text[raw.len - 2];
	return raw.len == tag->name.len + 2 || before == ' ' ||
	       before == '"' || before == '\'' || before == '\n';
}

static void write_tag(struct repair *x, const struct html_tag *tag)
{
	str raw = str_cut(x->scan.text, x->at, tag->end);
	if (str_ends(raw, STR(">")))
		raw.len--;
	if (raw.len > LONGEST_TEXT) {
		skip_to(x, tag->end);
		return;
	}
	/* To libxml2 an open quote would go on to the end of the file. */
	bool has_many = tag->attributes > MOST_ATTRIBUTES;
	bool is_cut = tag->has_open_quote || has_many;
	if (has_many)
		reading_dropped(x->reading, "attributes", line_at(x, x->at),
				raw);
	if (is_cut)
		raw.len = tag->name.len + 1;
	else if (is_self_closed(raw, tag))
		raw.len--;
	/* Called otherwise than it is written: a feed's. */
	if (tag->name.text != raw.text + 1)
		buf_format(&x->out, "<%.*s", STR_ARG(tag->name));
	else
		buf_add(&x->out, raw);
	if (is_cut)
		leave_feeds(x, x->at + raw.len, tag->end);
	buf_add_byte(&x->out, '>');
	x->at = tag->end;
	x->text_bytes = 0;
}

static bool is_frame_of_page(str name)
{
	return str_equal_fold(name, STR("html")) ||
	       str_equal_fold(name, STR("head")) ||
	       str_equal_fold(name, STR("body"));
}

static bool has_declared_charset(struct repair *x, const struct html_tag *tag)
{
	str raw = str_cut(x->scan.text, x->at, tag->end);
	return str_equal_fold(tag->name, STR("meta")) &&
	       !str_is_empty(encoding_declared(raw));
}

static void take_start(struct repair *x, const struct html_tag *tag)
{
	const struct html_element *element = html_element(tag->name);
	unsigned flags = element ? element->flags : 0;
	if (flags & HTML_CODE) {
		skip_code(x, tag);
		return;
	}
	if (flags & HTML_CUT) {
		cut_island(x, tag);
		return;
	}
	bool is_body = str_equal_fold(tag->name, STR("body"));
	if (is_body)
		html_close_element(&x->open, STR("head"));
	else if (!(flags & HTML_IN_HEAD))
		open_body(x);
	if ((is_frame_of_page(tag->name) &&
	     (html_is_open(&x->open, tag->name) ||
	      html_is_open(&x->open, STR("body")))) ||
	    has_declared_charset(x, tag)) {
		skip_to(x, tag->end);
		return;
	}
	if (html_open_element(&x->open, tag))
		write_tag(x, tag);
	else
		skip_to(x, tag->end);
}

static void take_end(struct repair *x, const struct html_tag *tag)
{
	str name = tag->name;
	/* HTML Standard 13.2.6.4.7: </br> is a line break. */
	if (str_equal_fold(name, STR("br"))) {
		open_body(x);
		buf_add(&x->out, STR("<br>"));
	} else if (!is_frame_of_page(name) ||
		   str_equal_fold(name, STR("head"))) {
		/* A stray </p> is an empty paragraph, and so a boundary. */
		if (!str_equal_fold(name, STR("p")) ||
		    html_is_open(&x->open, name))
			html_close_element(&x->open, name);
		else if (!html_is_open(&x->open, STR("ruby")))
			buf_add(&x->out, STR("<p></p>"));
	}
	skip_to(x, tag->end);
	x->text_bytes = 0;
}

/* --- feeds --- */

/* An article's own HTML has no elements of the feed. */
static bool is_feed_level(const struct repair *x, bool is_end)
{
	return is_end || (!html_is_open(&x->open, STR("encoded")) &&
			  !html_is_open(&x->open, STR("description")));
}

static bool is_closed_at_once(const struct repair *x,
			      const struct html_tag *tag)
{
	return str_ends(str_cut(x->scan.text, x->at, tag->end), STR("/>"));
}

static void take_markup(struct repair *x)
{
	str text = x->scan.text;
	char next = x->at + 1 < text.len ? text.text[x->at + 1] : ' ';
	struct html_tag tag;
	if (next == '!' || next == '?') {
		skip_bang(x);
		return;
	}
	bool is_tag = html_tag(&x->scan, x->at, &tag);
	bool is_fact = is_tag && x->feed && is_feed_level(x, tag.is_end);
	if (is_fact && is_closed_at_once(x, &tag)) {
		skip_to(x, tag.end);
		return;
	}
	if (is_fact)
		tag.name = html_feed_name(tag.name, x->feed);
	if (!is_tag || !html_is_name(tag.name) || is_text(x, &tag)) {
		open_body(x);
		buf_add(&x->out, STR("&lt;"));
		x->at++;
		return;
	}
	/* Word's <o:p>: libxml2 would take it for a p. */
	if (str_find_byte(tag.name, ':') != STR_NOT_FOUND)
		skip_to(x, tag.end);
	else if (tag.is_end)
		take_end(x, &tag);
	else
		take_start(x, &tag);
}

static bool is_blank(str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.text[i] != ' ' && text.text[i] != '\n' &&
		    text.text[i] != '\t')
			return false;
	return true;
}

static void take_text(struct repair *x)
{
	size_t end = find_from(x, STR("<"), x->at);
	str text = str_cut(x->scan.text, x->at, end);
	size_t tail = 0;
	if (x->cdata_end >= x->at && x->cdata_end < end && x->cdata_end) {
		end = x->cdata_end;
		text = str_cut(x->scan.text, x->at, end);
		x->cdata_end = 0;
		tail = strlen("]]>");
	}
	if (!is_blank(text) && !html_is_open(&x->open, STR("title")))
		open_body(x);
	x->text_bytes += text.len;
	html_add_text(&x->out, text);
	x->at = end + tail;
	if (x->text_bytes > LONGEST_TEXT)
		reading_is_too_long(x->reading, x->text_bytes, line_at(x, end));
}

str html_repair(struct reading *r, str html, uint32_t line)
{
	struct repair *x = arena_new(r->arena, struct repair);
	x->reading = r;
	x->scan.text = html;
	x->line = line;
	x->feed = html_feed(html);
	x->is_xml = str_starts(str_trim_start(html), STR("<?xml"));
	buf_init(&x->out, r->arena, BUF_NO_MAXIMUM);
	x->open.reading = r;
	x->open.out = &x->out;
	while (x->at < html.len && !r->has_failed) {
		if (html.text[x->at] == '<')
			take_markup(x);
		else
			take_text(x);
	}
	return buf_str(&x->out);
}
