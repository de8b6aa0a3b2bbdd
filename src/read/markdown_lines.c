/* Markdown as people type it -> lines that a CommonMark parser reads as they
 * were meant: blank lines where a table, a label or an indent begins
 * something new; notes taken out, for they are ours; Chinese indented by
 * blanks is no code; #标题 is a heading.
 */
#include "base/unicode.h"
#include "base/utf8.h"
#include "read/markdown.h"

#include "base/banned.h"

enum line_kind {
	LINE_BLANK, LINE_TEXT, LINE_LIST, LINE_INDENTED, LINE_FENCE,
	LINE_TABLE, LINE_QUOTE, LINE_HTML, LINE_HEADING, LINE_RULE,
};

/* More columns than any page has; each row gets all of them. */
#define MOST_COLUMNS 100
/* Nothing is nested deeper; blanks are looked at once a level. */
#define WIDEST_INDENT 400

struct preparation {
	struct reading *reading;
	struct markdown_source *out;
	struct markdown_text *into;   /* the body or a note */
	str rest;
	uint32_t line;                /* of the line read last */
	str fence;                    /* the open one, or empty */
	enum line_kind last;
	str last_line;
	size_t columns;               /* of the table we are in, or 0 */
	size_t cells_before;          /* in the line before */
	bool is_in_list;              /* indented lines belong to an item */
	bool is_prose;                /* the line before was indented prose */
	bool is_in_tag_code;          /* {% highlight %} opened the fence */
	bool lacks_code_end;          /* no {% endhighlight %} below */
	bool is_html;                 /* the last line with text was HTML */
	size_t item_width;            /* of the last item not further in */
	struct html_extent html;
};

static bool next_line(struct preparation *p, str *line)
{
	if (!str_next_line(&p->rest, line))
		return false;
	p->line++;
	return true;
}

/* --- writing --- */

static char *add_line(struct preparation *p, str line)
{
	struct markdown_text *into = p->into;
	size_t at = into->text.len;
	list_push(p->reading->arena, &into->lines,
		  (struct markdown_line){at, p->line});
	buf_add(&into->text, line);
	buf_add_byte(&into->text, '\n');
	buf_add(&into->masked, line);
	buf_add_byte(&into->masked, '\n');
	return into->masked.text + at;
}

static void put_blank(struct preparation *p)
{
	add_line(p, STR_NONE);
}

/* A row under a header is written anew, as md4c wants it. */
static str with_columns(struct preparation *p, str line)
{
	if (p->cells_before && !p->columns &&
	    p->cells_before <= MOST_COLUMNS && table_is_under_header(line)) {
		p->columns = p->cells_before;
		line = table_under_header(line, p->columns, p->reading->arena);
	}
	return line;
}

static void put_row(struct preparation *p, str line)
{
	bool was_table = p->columns > 0;
	size_t cells = table_cells(line);
	line = with_columns(p, line);
	p->cells_before = cells;
	char *masked = add_line(p, line);
	mask_line(line, masked);
	if (was_table && cells > p->columns)
		table_limit(line, p->columns, masked);
	/* md4c would take any line above for a header. */
	else if (!p->columns && table_is_under_header(line))
		masked[str_find_byte(line, '-')] = 'x';
}

static void put_line(struct preparation *p, str line)
{
	if (table_cells(line)) {
		put_row(p, line);
		return;
	}
	p->columns = p->cells_before = 0;
	bool is_blank = str_is_empty(without_indent(line));
	/* Lines of no-break spaces are blank to a reader. */
	if (!is_blank && str_is_empty(str_trim(line)))
		put_blank(p);
	else
		mask_line(line, add_line(p, line));
}

/* --- kinds --- */

static bool is_table_row(const struct preparation *p, str line)
{
	if (str_find_byte(line, '|') == STR_NOT_FOUND)
		return false;
	if (p->last == LINE_TABLE)
		return true;
	str rest = p->rest, next;
	return str_next_line(&rest, &next) && table_is_under_header(next) &&
	       str_find_byte(next, '|') != STR_NOT_FOUND;
}

/* A line of hyphens below text is a heading's. */
static bool is_rule_here(const struct preparation *p, str text)
{
	return is_rule(text) && (text.text[0] != '-' || p->last != LINE_TEXT);
}

static enum line_kind kind_of(const struct preparation *p, str line)
{
	str text = without_indent(line);
	size_t indent = indent_of(line);
	if (str_is_empty(str_trim(line)))
		return LINE_BLANK;
	if (indent < 4 && is_rule_here(p, text))
		return LINE_RULE;
	if (is_list_start(text) && (indent < 4 || p->is_in_list))
		return LINE_LIST;
	if (indent >= 4 || (indent >= 2 && p->is_in_list))
		return LINE_INDENTED;
	if (text.text[0] == '#')
		return LINE_HEADING;
	if (text.text[0] == '>')
		return LINE_QUOTE;
	return is_table_row(p, line) ? LINE_TABLE : LINE_TEXT;
}

static bool is_indented_by_ideographic_spaces(str line)
{
	return str_starts(line, STR("\u3000\u3000"));
}

/* Does this line of text begin a paragraph of its own below the last? */
static bool is_own_line(const struct preparation *p, str line)
{
	if (is_indented_by_ideographic_spaces(line))
		return true;
	if (is_field(line) && is_field(p->last_line))
		return true;
	return has_label(line) &&
	       (ends_sentence(p->last_line) || has_label(p->last_line));
}

/* Must a blank line stand before this one? */
static bool needs_blank(const struct preparation *p, enum line_kind kind,
			str line)
{
	if (p->last == LINE_TABLE)
		return kind != LINE_TABLE && kind != LINE_BLANK;
	if (p->last != LINE_TEXT)
		return false;
	if (kind == LINE_LIST)
		return is_counted_on(without_indent(line));
	if (kind == LINE_TEXT)
		return is_own_line(p, line);
	return kind == LINE_TABLE;
}

/* Four blanks before Chinese prose are an indent, not code. */
static bool is_indented_prose(const struct preparation *p, str line)
{
	str text = without_indent(line);
	bool is_new = p->last == LINE_BLANK || p->is_prose;
	/* Pages that were copied have their tags far in. */
	bool is_html = p->is_html && str_starts(text, STR("<"));
	return !p->is_in_list && is_new && (is_html || begins_wide(text));
}

/* A rule typed right under a sentence would make it a heading. */
static bool is_rule_under_sentence(const struct preparation *p, str line)
{
	static const size_t longest_heading = 120;
	str text = str_trim(line);
	if (p->last != LINE_TEXT || text.len < 3 || text.text[0] != '-')
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (text.text[i] != '-')
			return false;
	str above = str_trim(p->last_line);
	return unicode_is_wide(utf8_last(above)) &&
	       (above.len > longest_heading || ends_sentence(above));
}

/* #标题 and ＃ 标题 as # 标题; a line of #话题 #标签 is none. */
static str with_heading_sign(struct preparation *p, str line)
{
	str text = without_indent(line);
	size_t count = 0, at = 0;
	while (str_starts(str_from(text, at), STR("#")) ||
	       str_starts(str_from(text, at), STR("＃"))) {
		at += text.text[at] == '#' ? 1 : 3;
		count++;
	}
	str words = str_trim(str_from(text, at));
	bool has_blank = at < text.len &&
			 (text.text[at] == ' ' || text.text[at] == '\t');
	if (count == 0 || count > 6 || indent_of(line) > 3 ||
	    str_is_empty(words) || (has_blank && at == count))
		return line;
	if (!unicode_is_wide(utf8_first(words)) ||
	    str_contains(words, STR("#")) || ends_sentence(words))
		return line;
	return arena_format(p->reading->arena, "%.*s %.*s", (int)count,
			    "######", STR_ARG(words));
}

/* --- fences and HTML --- */

static void take_fence(struct preparation *p, str line)
{
	str fence = fence_of(without_containers(line));
	bool is_end = !str_is_empty(p->fence) && str_starts(fence, p->fence) &&
		      str_equal(str_trim(without_containers(line)), fence);
	bool is_start = str_is_empty(p->fence);
	if (is_start && p->last == LINE_TABLE)
		put_blank(p);
	char *masked = add_line(p, line);
	if (is_start)
		p->fence = fence;
	else if (is_end)
		p->fence = STR_NONE;
	else
		mask_line(line, masked);
	p->last = is_end ? LINE_BLANK : LINE_FENCE;
}

/* Lines up to the end of an element or a comment. What stands behind that
 * on its line is a line of its own. */
static bool take_html(struct preparation *p, str line)
{
	size_t indent = line.len - without_indent(line).len;
	str rest = {line.text, (size_t)(p->rest.text + p->rest.len - line.text)};
	bool is_comment = str_starts(str_from(line, indent), STR("<!--"));
	if (indent == line.len || line.text[indent] != '<' ||
	    (!is_comment && indent_of(line) > (p->is_in_list ? 0 : 3)))
		return false;
	size_t extent = html_extent(&p->html, str_from(rest, indent));
	if (extent == 0)
		return false;
	str html = str_cut(rest, 0, indent + extent), piece;
	/* Else it would only go on with HTML that is open already. */
	if (p->last == LINE_TABLE || html_has_blank_line(html))
		put_blank(p);
	size_t from = p->into->text.len + indent;
	p->rest = str_from(rest, indent + extent);
	for (p->line--; str_next_line(&html, &piece);) {
		p->line++;
		char *masked = add_line(p, piece);
		if (!is_comment)
			mask_line(piece, masked);
	}
	if (!is_comment)
		mask_whole(p->into, from, from + extent);
	p->last = LINE_HTML;
	p->is_html = true;
	str behind = str_cut(p->rest, 0, str_find_byte(p->rest, '\n'));
	if (str_is_empty(str_trim(behind)))
		str_next_line(&p->rest, &behind);
	else
		p->line--;
	return true;
}

/* --- notes --- */

/* Does this line go on with the note? After a blank one only when it is
 * indented. */
static bool continues_note(str line, bool is_after_blank)
{
	str id, text;
	if (str_is_empty(str_trim(line)))
		return true;
	if (indent_of(line) >= 2)
		return true;
	str bare = without_indent(line);
	return !is_after_blank && !split_note(line, &id, &text) &&
	       !is_list_start(bare) && bare.text[0] != '#' &&
	       bare.text[0] != '>' && bare.text[0] != '<' &&
	       str_is_empty(fence_of(line));
}

static str drop_indent(str line)
{
	size_t at = 0;
	while (at < line.len && at < 4 && line.text[at] == ' ')
		at++;
	if (at == 0 && line.len && line.text[0] == '\t')
		at = 1;
	return str_from(line, at);
}

static void start_text_of(struct markdown_text *text, struct arena *a)
{
	*text = (struct markdown_text){0};
	buf_init(&text->text, a, BUF_NO_MAXIMUM);
	buf_init(&text->masked, a, BUF_NO_MAXIMUM);
}

static void take_note(struct preparation *p, str id, str first)
{
	struct markdown_note note = {.id = id};
	struct markdown_text *before = p->into;
	start_text_of(&note.body, p->reading->arena);
	p->into = &note.body;
	put_line(p, str_trim(first));
	bool is_after_blank = false;
	for (str rest = p->rest, line; str_next_line(&rest, &line) &&
				       continues_note(line, is_after_blank);) {
		p->rest = rest;
		p->line++;
		is_after_blank = str_is_empty(str_trim(line));
		put_line(p, drop_indent(line));
	}
	list_push(p->reading->arena, &p->out->notes, note);
	p->into = before;
	put_blank(p);
	p->last = LINE_BLANK;
}

/* --- lines --- */

static str without_far_indent(str line)
{
	size_t blanks = line.len - without_indent(line).len;
	return blanks > WIDEST_INDENT ? str_from(line, blanks - WIDEST_INDENT)
				      : line;
}

/* 1. 甲, and below it two blanks and 乙: to be in the item, CommonMark wants
 * three. */
static str inside_item(struct preparation *p, str line)
{
	size_t indent = indent_of(line), width = item_width(line);
	if (width && indent < 2)
		p->item_width = width;
	str text = without_indent(line);
	size_t words = width - (width ? indent : 0);
	if (!p->is_in_list || indent < 2 || indent >= p->item_width ||
	    (width && text.text[0] >= '0' && text.text[0] <= '9') ||
	    !begins_wide(str_trim_start(str_from(text, words))))
		return line;
	return arena_format(p->reading->arena, "%*s%.*s", (int)p->item_width,
			    "", STR_ARG(text));
}

/* [TOC]: a place for what the book makes itself. */
static bool is_contents_mark(str line)
{
	str text = str_trim(line);
	return str_equal_fold(text, STR("[TOC]")) ||
	       str_equal(text, STR("* TOC")) || str_equal(text, STR("- TOC")) ||
	       str_equal(text, STR("{:toc}")) ||
	       str_equal_fold(text, STR("[[TOC]]"));
}

static void note_list(struct preparation *p, enum line_kind kind)
{
	if (kind == LINE_LIST)
		p->is_in_list = true;
	else if (kind != LINE_BLANK && kind != LINE_INDENTED &&
		 (p->last == LINE_BLANK || kind != LINE_TEXT))
		p->is_in_list = false;
}

static void take_kind(struct preparation *p, enum line_kind kind, str line)
{
	bool is_prose = kind == LINE_INDENTED && is_indented_prose(p, line);
	if (is_prose) {
		kind = LINE_TEXT;
		line = without_indent(line);
	}
	if (needs_blank(p, kind, line) ||
	    (is_prose && p->last == LINE_TEXT && p->is_prose) ||
	    (kind == LINE_TEXT && is_rule_under_sentence(p, line)))
		put_blank(p);
	put_line(p, line);
	p->is_prose = is_prose;
	if (kind != LINE_BLANK)
		p->is_html = str_starts(without_indent(line), STR("<"));
	p->last = kind;
	p->last_line = line;
}

/* > [!note] 题目: the title of a box stands by itself, in bold. */
static str with_title(struct preparation *p, str line)
{
	str sign, title;
	if (!dialect_box(line, &sign, &title))
		return line;
	if (title.len) {
		put_line(p, arena_format(p->reading->arena, "%.*s **%.*s**",
					 STR_ARG(sign), STR_ARG(title)));
		p->last = LINE_QUOTE;
	}
	return sign;
}

/* {% highlight c %} and {% endhighlight %} as fences. */
static str with_tag_fence(struct preparation *p, str line)
{
	str language;
	enum code_tag tag = tag_of_code(line, &language);
	if (tag == CODE_TAG_NONE)
		return line;
	if (p->is_in_tag_code && tag == CODE_TAG_CLOSES) {
		p->is_in_tag_code = false;
		return p->fence;
	}
	if (tag == CODE_TAG_CLOSES || !str_is_empty(p->fence) ||
	    p->lacks_code_end)
		return line;
	p->lacks_code_end = !str_contains(p->rest, STR("endhighlight")) &&
			    !str_contains(p->rest, STR("endcodeblock"));
	p->is_in_tag_code = !p->lacks_code_end;
	return p->lacks_code_end
		       ? line : arena_format(p->reading->arena, "~~~~%.*s",
					     STR_ARG(language));
}

static void take_line(struct preparation *p, str line)
{
	str id, text;
	line = with_tag_fence(p, without_far_indent(line));
	if (!str_is_empty(p->fence) ||
	    !str_is_empty(fence_of(without_containers(line)))) {
		take_fence(p, line);
	} else if (split_note(line, &id, &text)) {
		take_note(p, id, text);
	} else if (is_contents_mark(line)) {
		reading_dropped(p->reading, "contents-mark", p->line, line);
	} else if (!take_html(p, line)) {
		line = with_title(p, dialect_read(p->reading, line, p->line));
		line = inside_item(p, with_heading_sign(p, line));
		enum line_kind kind = kind_of(p, line);
		note_list(p, kind);
		take_kind(p, kind, line);
	}
}

void markdown_prepare(struct reading *r, struct markdown_source *out)
{
	struct preparation p = {
		.reading = r, .out = out, .into = &out->body, .rest = r->text,
		.line = r->line - 1, .fence = STR_NONE,
		.last_line = STR_NONE,
		.html = {.budget = 4 * r->text.len + 4096},
	};
	start_text_of(&out->body, r->arena);
	str line;
	while (next_line(&p, &line) &&
	       !reading_is_too_long(r, line.len, p.line))
		take_line(&p, line);
}
