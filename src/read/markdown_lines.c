/* Markdown as people type it -> lines that lowdown reads as they were meant:
 * blank lines where a list, fence, table or rule follows text directly;
 * notes taken out, since lowdown drops the unused and takes each mark but
 * once; comments out; Chinese indented by blanks is no code; a line like
 * "[旁白]: 很久以前" is no link definition.
 */
#include "base/unicode.h"
#include "base/utf8.h"
#include "read/inside.h"

#include "base/banned.h"

enum line_kind {
	LINE_BLANK, LINE_TEXT, LINE_LIST, LINE_INDENTED, LINE_FENCE,
	LINE_TABLE, LINE_QUOTE, LINE_HTML, LINE_HEADING, LINE_RULE,
};

#define MOST_BRACKETS 16

struct preparation {
	struct reading *reading;
	struct markdown_lines *out;
	struct buf text;
	str rest;
	uint32_t line;                /* of the line read last */
	str fence;                    /* the open one, or empty */
	enum line_kind last;
	size_t columns;               /* of the table we are in, or 0 */
	size_t cells_before;          /* in the line before */
	size_t open_brackets, open_targets; /* in the paragraph so far */
	bool is_in_list;              /* indented lines belong to an item */
	bool is_in_comment, lacks_comment_end;
};

static bool next_line(struct preparation *p, str *line)
{
	if (!str_next_line(&p->rest, line))
		return false;
	p->line++;
	return true;
}

static size_t indent_of(str line)
{
	size_t at = 0, width = 0;
	for (; at < line.len; at++) {
		if (line.text[at] == '\t')
			width += 4;
		else if (line.text[at] == ' ')
			width++;
		else
			break;
	}
	return width;
}

static str without_indent(str line)
{
	size_t at = 0;
	while (at < line.len && (line.text[at] == ' ' || line.text[at] == '\t'))
		at++;
	return str_from(line, at);
}

/* ``` or ~~~, three at least; empty when the line is no fence. */
static str fence_of(str line)
{
	str text = without_indent(line);
	size_t count = 0;
	char mark = text.len ? text.text[0] : ' ';
	if (mark != '`' && mark != '~')
		return STR_NONE;
	while (count < text.len && text.text[count] == mark)
		count++;
	bool has_more = mark == '`' &&
			str_contains(str_from(text, count), STR("`"));
	return count >= 3 && !has_more ? str_cut(text, 0, count) : STR_NONE;
}

static bool is_list_start(str text)
{
	size_t at = 0;
	while (at < text.len && at < 4 && text.text[at] >= '0' &&
	       text.text[at] <= '9')
		at++;
	if (at == 0)
		return text.len > 1 && text.text[1] == ' ' &&
		       (text.text[0] == '-' || text.text[0] == '*' ||
			text.text[0] == '+');
	return at + 1 < text.len &&
	       (text.text[at] == '.' || text.text[at] == ')') &&
	       text.text[at + 1] == ' ';
}

/* |---|:-:| */
static bool is_delimiter_row(str line)
{
	str text = str_trim(line);
	bool has_bar = false, has_dash = false;
	for (size_t i = 0; i < text.len; i++) {
		char byte = text.text[i];
		has_bar |= byte == '|';
		has_dash |= byte == '-';
		if (byte != '|' && byte != '-' && byte != ':' && byte != ' ')
			return false;
	}
	return has_bar && has_dash;
}

static bool is_table_row(const struct preparation *p, str line)
{
	if (str_find_byte(line, '|') == STR_NOT_FOUND)
		return false;
	if (p->last == LINE_TABLE)
		return true;
	str rest = p->rest, next;
	return str_next_line(&rest, &next) && is_delimiter_row(next);
}

static bool is_html_start(str text)
{
	static const char *const names[] = {
		"<div", "</div", "<p>", "<p ", "<table", "<figure", "<details",
		"</details", "<section", "<article", "<blockquote", "<ul", "<ol",
		"<pre", "<center", "<iframe", "<h1", "<h2", "<h3", "<video",
	};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		str name = str_of(names[i]);
		if (str_equal_fold(str_cut(text, 0, name.len), name))
			return true;
	}
	return false;
}

/* *** or - - -; a line of hyphens below text is a heading's. */
static bool is_rule(str text, enum line_kind before)
{
	size_t count = 0;
	char mark = text.text[0];
	if (mark != '*' && mark != '_' &&
	    (mark != '-' || before == LINE_TEXT))
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (text.text[i] == mark)
			count++;
		else if (text.text[i] != ' ')
			return false;
	}
	return count >= 3;
}

static enum line_kind kind_of(const struct preparation *p, str line)
{
	str text = without_indent(line);
	size_t indent = indent_of(line);
	if (str_is_empty(str_trim(line)))
		return LINE_BLANK;
	if (!str_is_empty(fence_of(line)))
		return LINE_FENCE;
	if (indent < 4 && is_rule(text, p->last))
		return LINE_RULE;
	if (is_list_start(text) && (indent < 4 || p->is_in_list))
		return LINE_LIST;
	if (indent >= 4 || (indent >= 2 && p->is_in_list))
		return LINE_INDENTED;
	if (text.text[0] == '#')
		return LINE_HEADING;
	if (text.text[0] == '>')
		return LINE_QUOTE;
	if (is_html_start(text))
		return LINE_HTML;
	return is_table_row(p, line) ? LINE_TABLE : LINE_TEXT;
}

/* Must a blank line stand between these two for lowdown? */
static bool needs_blank(enum line_kind before, enum line_kind after)
{
	if (before == LINE_BLANK || after == LINE_BLANK)
		return false;
	if (after == LINE_FENCE)
		return before != LINE_LIST && before != LINE_INDENTED;
	if (after == LINE_LIST || after == LINE_HTML)
		return before == LINE_TEXT || before == LINE_HEADING ||
		       before == LINE_TABLE;
	/* CommonMark: these end a list's last item without a blank line. */
	if (after == LINE_QUOTE || after == LINE_HEADING || after == LINE_RULE)
		return before != after;
	if (after == LINE_TABLE || before == LINE_TABLE)
		return after != before && after != LINE_INDENTED &&
		       before != LINE_LIST;
	return false;
}

/* [word]: what stands behind is no address, so it is speech. */
static bool is_speech(str text)
{
	size_t close = str_find(text, STR("]:"));
	if (text.text[0] != '[' || close == STR_NOT_FOUND)
		return false;
	str address = str_trim(str_from(text, close + 2));
	for (size_t i = 0; i < address.len && address.text[i] != ' '; i++)
		if (address.text[i] & 0x80)
			return true;
	return str_find_byte(address, '.') == STR_NOT_FOUND &&
	       str_find_byte(address, '/') == STR_NOT_FOUND &&
	       str_find_byte(address, '#') == STR_NOT_FOUND &&
	       str_find_byte(address, ':') == STR_NOT_FOUND;
}

/* lowdown takes definitions out of code as well; the mark, a character that
 * no decoded text holds, stops it and is dropped on the way back. */
static void add_line(struct buf *out, str line, bool is_fenced)
{
	str text = without_indent(line);
	bool is_code = is_fenced || indent_of(line) >= 4;
	if (text.len && text.text[0] == '[' && (is_code || is_speech(text))) {
		buf_add(out, str_cut(line, 0, line.len - text.len));
		buf_add(out, MARKDOWN_MARK);
		line = text;
	}
	/* Lines of no-break spaces are blank to a reader. */
	if (!str_is_empty(str_trim(line)))
		buf_add(out, line);
	buf_add_byte(out, '\n');
}

static str limit_cells(struct preparation *p, str line)
{
	size_t cells = table_cells(line);
	if (p->cells_before && !p->columns && table_is_under_header(line)) {
		p->columns = p->cells_before;
		if (cells)
			line = table_widen(line, p->reading->arena);
	} else if (!cells)
		p->columns = 0;
	p->cells_before = cells;
	return p->columns && cells > p->columns
		       ? table_limit(line, p->columns, p->reading->arena)
		       : line;
}

/* Is this one bracket too many? */
static bool opens_too_many(struct preparation *p, str line, size_t i)
{
	char c = line.text[i];
	if (c == ']')
		p->open_brackets -= p->open_brackets > 0;
	else if (c == ')')
		p->open_targets = 0;
	else if (c == '[')
		return p->open_brackets++ >= MOST_BRACKETS;
	else if (c == '(' && i > 0 && line.text[i - 1] == ']')
		return p->open_targets++ >= MOST_BRACKETS;
	return false;
}

/* For each open bracket lowdown looks through the rest of the paragraph for
 * its end; the many that never come would take it for ever. */
static str limit_brackets(struct preparation *p, str line)
{
	size_t done = 0;
	if (str_is_empty(str_trim(line)))
		p->open_brackets = p->open_targets = 0;
	struct buf out;
	buf_init(&out, p->reading->arena, BUF_NO_MAXIMUM);
	for (size_t i = 0; i < line.len; i++) {
		if (line.text[i] == '\\') {
			i++;
		} else if (opens_too_many(p, line, i)) {
			buf_add(&out, str_cut(line, done, i));
			buf_add_byte(&out, '\\');
			done = i;
		}
	}
	if (out.len == 0)
		return line;
	buf_add(&out, str_from(line, done));
	return buf_str(&out);
}

static void put_line(struct preparation *p, str line)
{
	if (str_is_empty(p->fence))
		line = limit_brackets(p, limit_cells(p, line));
	add_line(&p->text, line, !str_is_empty(p->fence));
}

/* Nothing is nested deeper than lowdown goes; it walks along each indent
 * once a level. */
#define WIDEST_INDENT 400

static str limit_indent(str line)
{
	size_t blanks = line.len - without_indent(line).len;
	return blanks > WIDEST_INDENT ? str_from(line, blanks - WIDEST_INDENT)
				      : line;
}

/* Four blanks before Chinese prose are an indent, not code. */
static bool is_indented_prose(const struct preparation *p, str line)
{
	uint32_t first = utf8_first(without_indent(line));
	return !p->is_in_list && (unicode_is_han(first) ||
				  unicode_is_cjk_punctuation(first));
}

/* A rule typed right under a sentence would make it a heading. */
static bool is_rule_under_text(const struct preparation *p, str line)
{
	str text = str_trim(line);
	if (p->last != LINE_TEXT || text.len < 3)
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (text.text[i] != '-')
			return false;
	str before = buf_str(&p->text);
	before.len -= before.len > 0;
	size_t feed = str_find_last(before, STR("\n"));
	str above = str_trim(str_from(before, feed == STR_NOT_FOUND ? 0
								 : feed + 1));
	uint32_t last = utf8_last(above);
	return above.len > 120 || last == 0x3002 || last == 0xFF01 ||
	       last == 0xFF1F || last == 0x201D;
}

static void put_text_line(struct preparation *p, str line)
{
	if (is_rule_under_text(p, line))
		buf_add_byte(&p->text, '\n');
	put_line(p, line);
}

/* --- notes --- */

/* [^id]: text; false when the line defines no note. */
static bool split_note(str line, str *id, str *text)
{
	if (!str_starts(line, STR("[^")))
		return false;
	size_t close = str_find(line, STR("]:"));
	if (close == STR_NOT_FOUND || close == 2)
		return false;
	*id = str_cut(line, 2, close);
	*text = str_from(line, close + 2);
	return str_find_byte(*id, ' ') == STR_NOT_FOUND;
}

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
	       bare.text[0] != '>' && str_is_empty(fence_of(line)) &&
	       !is_html_start(bare);
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

static void take_note(struct preparation *p, str id, str first)
{
	struct buf body;
	struct arena *a = p->reading->arena;
	uint32_t line_number = p->line;
	buf_init(&body, a, BUF_NO_MAXIMUM);
	add_line(&body, str_trim(first), false);
	bool is_after_blank = false;
	for (;;) {
		struct preparation before = *p;
		str line;
		if (!next_line(p, &line))
			break;
		if (!continues_note(line, is_after_blank)) {
			p->rest = before.rest;
			p->line = before.line;
			break;
		}
		is_after_blank = str_is_empty(str_trim(line));
		add_line(&body, drop_indent(line), false);
	}
	list_push(a, &p->out->notes,
		  (struct markdown_note){.id = id, .text = buf_str(&body),
					 .line = line_number});
	put_line(p, STR_NONE);
	p->last = LINE_BLANK;
}

/* --- comments --- */

/* Is the comment that opens at `at` ended, here or later? */
static bool comment_ends(struct preparation *p, str line, size_t at)
{
	if (str_contains(str_from(line, at), STR("-->")))
		return true;
	if (!p->lacks_comment_end && str_contains(p->rest, STR("-->")))
		return true;
	p->lacks_comment_end = true;
	return false;
}

/* Cuts <!-- ... --> out of the line, going on from the line before. What
 * stands behind a backtick may be code, and is left. */
static str without_comments(struct preparation *p, str line)
{
	size_t opened = str_find(line, STR("<!--"));
	if (!p->is_in_comment &&
	    (opened == STR_NOT_FOUND || str_find_byte(line, '`') < opened))
		return line;
	struct buf out;
	buf_init(&out, p->reading->arena, BUF_NO_MAXIMUM);
	while (!str_is_empty(line)) {
		str mark = p->is_in_comment ? STR("-->") : STR("<!--");
		size_t at = str_find(line, mark);
		bool is_text = !p->is_in_comment && at != STR_NOT_FOUND &&
			       !comment_ends(p, line, at);
		if (!p->is_in_comment)
			buf_add(&out, str_cut(line, 0, at));
		/* Escaped, or lowdown looks for its end again and again. */
		if (is_text) {
			buf_add_byte(&out, '\\');
			buf_add(&out, str_from(line, at));
		}
		if (at == STR_NOT_FOUND || is_text)
			break;
		line = str_from(line, at + mark.len);
		p->is_in_comment = !p->is_in_comment;
	}
	return buf_str(&out);
}

static void take_fence(struct preparation *p, str line)
{
	str fence = fence_of(line);
	bool is_end = !str_is_empty(p->fence) && str_starts(fence, p->fence) &&
		      str_equal(str_trim(line), fence);
	put_line(p, line);
	if (str_is_empty(p->fence)) {
		p->fence = fence;
	} else if (is_end) {
		p->fence = STR_NONE;
		if (!p->is_in_list)
			put_line(p, STR_NONE);
		p->last = LINE_BLANK;
	}
}

static void take_line(struct preparation *p, str line)
{
	str id, text;
	if (!str_is_empty(p->fence)) {
		take_fence(p, line);
		return;
	}
	line = limit_indent(line);
	bool had_text = !str_is_empty(str_trim(line));
	line = without_comments(p, line);
	if (had_text && str_is_empty(str_trim(line)))
		return;
	if (split_note(line, &id, &text)) {
		take_note(p, id, text);
		return;
	}
	enum line_kind kind = kind_of(p, line);
	if (kind == LINE_LIST)
		p->is_in_list = true;
	else if (kind != LINE_BLANK && kind != LINE_INDENTED &&
		 (p->last == LINE_BLANK || kind != LINE_TEXT))
		p->is_in_list = kind == LINE_FENCE && p->is_in_list &&
				indent_of(line) >= 2;
	if (needs_blank(p->last, kind))
		put_line(p, STR_NONE);
	if (kind == LINE_FENCE) {
		p->last = kind;
		take_fence(p, line);
		return;
	}
	if (kind == LINE_INDENTED && is_indented_prose(p, line)) {
		kind = LINE_TEXT;
		line = without_indent(line);
	}
	if (kind == LINE_TEXT)
		put_text_line(p, line);
	else
		put_line(p, line);
	p->last = kind;
}

void markdown_prepare(struct reading *r, struct markdown_lines *out)
{
	struct preparation p = {.reading = r, .out = out, .rest = r->text,
				.line = r->line - 1, .fence = STR_NONE};
	buf_init(&p.text, r->arena, BUF_NO_MAXIMUM);
	str line;
	while (next_line(&p, &line) &&
	       !reading_is_too_long(r, line.len, p.line))
		take_line(&p, line);
	out->text = buf_str(&p.text);
}
