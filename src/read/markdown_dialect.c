/* What note-taking programs add to Markdown -> Markdown: [[page|words]],
 * ![[picture|300]], > [!note] boxes, ==marked words==, %%remarks%%, the names
 * of blocks (^a1b2), tasks. A line is written anew; whatever it loses but
 * signs stands in the ledger.
 */
#include "base/utf8.h"
#include "read/markdown.h"

#include "base/banned.h"

/* The end of a sign is looked for no farther, and not in a line with many that
 * have none. */
#define LONGEST_SIGN 600        /* bytes */
#define MOST_FAILURES 100
#define MOST_TICKS 8

struct dialect {
	struct reading *reading;
	uint32_t line;
	struct buf out;
};

static void drop(struct dialect *d, str text)
{
	reading_dropped(d->reading, "markdown/dialect", d->line,
			arena_copy(d->reading->arena, text));
}

static bool is_picture(str name)
{
	static const char *const ends[] = {".png", ".jpg", ".jpeg", ".gif",
					   ".webp", ".svg", ".bmp"};
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
		if (name.len > strlen(ends[i]) &&
		    str_equal_fold(str_from(name, name.len - strlen(ends[i])),
				   str_of(ends[i])))
			return true;
	return false;
}

static bool is_number(str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.text[i] < '0' || text.text[i] > '9')
			return false;
	return true;
}

/* [[…]] at the start, and no link's words; 0: something else. */
static size_t page_len(str rest)
{
	size_t close = str_find(str_cut(rest, 0, LONGEST_SIGN), STR("]]"));
	if (!str_starts(rest, STR("[[")) || close == STR_NOT_FOUND)
		return 0;
	str inside = str_cut(rest, 2, close);
	bool is_plain = inside.len && str_equal(str_trim(inside), inside) &&
			!is_number(inside) &&
			str_find_byte(inside, '[') == STR_NOT_FOUND &&
			str_find_byte(inside, ']') == STR_NOT_FOUND;
	bool is_link = close + 2 < rest.len && rest.text[close + 2] == '(';
	return is_plain && !is_link && !str_equal_fold(inside, STR("TOC"))
		       ? close + 2 : 0;
}

/* [[page#part|words]] -> words, or the page's name. */
static size_t take_page(struct dialect *d, str rest)
{
	size_t len = page_len(rest);
	if (!len)
		return 0;
	str inside = str_cut(rest, 2, len - 2);
	size_t bar = str_find_byte(inside, '|');
	size_t part = str_find_byte(inside, '#');
	if (bar != STR_NOT_FOUND) {
		drop(d, str_cut(inside, 0, bar));
		buf_add(&d->out, str_from(inside, bar + 1));
	} else if (part != STR_NOT_FOUND && part > 0) {
		drop(d, str_from(inside, part));
		buf_add(&d->out, str_cut(inside, 0, part));
	} else {
		buf_add(&d->out, part == 0 ? str_from(inside, 1) : inside);
	}
	return len;
}

/* ![[picture|300]]; a page shown inside another is only named. */
static size_t take_picture(struct dialect *d, str rest)
{
	size_t len = page_len(str_from(rest, 1));
	if (!len)
		return 0;
	str inside = str_cut(rest, 3, len - 1);
	str name = str_cut(inside, 0, str_find_byte(inside, '|'));
	if (!is_picture(name))
		return 1 + take_page(d, str_from(rest, 1));
	buf_format(&d->out, "![](<%.*s>)", STR_ARG(name));
	return len + 1;
}

/* ==words==: Chinese, or a program compares something. */
static size_t take_marked(struct dialect *d, str rest)
{
	size_t close = str_find_from(str_cut(rest, 0, LONGEST_SIGN),
				     STR("=="), 2);
	if (close == STR_NOT_FOUND || !begins_wide(str_from(rest, 2)))
		return 0;
	buf_add(&d->out, str_cut(rest, 2, close));
	return close + 2;
}

static size_t take_remark(struct dialect *d, str rest)
{
	size_t close = str_find_from(str_cut(rest, 0, LONGEST_SIGN),
				     STR("%%"), 2);
	if (close == STR_NOT_FOUND || close == 2)
		return 0;
	drop(d, str_cut(rest, 2, close));
	return close + 2;
}

/* The bytes of a sign and its words at the start, written; 0: text. */
static size_t take_sign(struct dialect *d, str rest)
{
	if (str_starts(rest, STR("![[")))
		return take_picture(d, rest);
	if (str_starts(rest, STR("[[")))
		return take_page(d, rest);
	if (str_starts(rest, STR("==")))
		return take_marked(d, rest);
	if (rest.text[0] == '{')
		return tag_read(d->reading, rest, d->line, &d->out);
	return str_starts(rest, STR("%%")) ? take_remark(d, rest) : 0;
}

/* Behind the code that opens here, as many backticks closing it. */
static size_t code_len(str rest)
{
	size_t ticks = 0;
	while (ticks < rest.len && rest.text[ticks] == '`')
		ticks++;
	size_t close = ticks > MOST_TICKS ? STR_NOT_FOUND
		: str_find_from(str_cut(rest, 0, LONGEST_SIGN),
				str_cut(rest, 0, ticks), ticks);
	return close == STR_NOT_FOUND ? ticks : close + ticks;
}

static bool may_be_sign(str rest)
{
	return str_starts(rest, STR("[[")) || str_starts(rest, STR("![[")) ||
	       str_starts(rest, STR("{%")) || str_starts(rest, STR("{{"));
}

static str without_signs(struct dialect *d, str line)
{
	int failures = 0;
	buf_init(&d->out, d->reading->arena, BUF_NO_MAXIMUM);
	for (size_t at = 0; at < line.len;) {
		str rest = str_from(line, at);
		size_t len = 0;
		if (line.text[at] == '`') {
			len = code_len(rest);
			buf_add(&d->out, str_cut(rest, 0, len));
		} else if (failures < MOST_FAILURES) {
			len = take_sign(d, rest);
			failures += !len && may_be_sign(rest);
		}
		if (!len) {
			buf_add_byte(&d->out, line.text[at]);
			len = 1;
		}
		at += len;
	}
	return buf_str(&d->out);
}

/* 一段话。 ^a1b2 */
static str without_block_name(struct dialect *d, str line)
{
	str text = str_trim_end(line);
	size_t at = text.len;
	while (at > 0 && (text.text[at - 1] == '-' ||
			  (text.text[at - 1] & 0x80) == 0) &&
	       text.text[at - 1] > ' ' && text.text[at - 1] != '^')
		at--;
	if (at < 2 || at == text.len || text.text[at - 1] != '^' ||
	    text.text[at - 2] != ' ')
		return line;
	drop(d, str_from(text, at - 1));
	return str_trim_end(str_cut(text, 0, at - 1));
}

/* - [ ] 甲 -> - □ 甲 */
static str with_task_box(struct dialect *d, str line)
{
	str text = without_indent(line);
	if (!is_list_start(text) || !str_starts(str_from(text, 1), STR(" [")))
		return line;
	str box = str_from(text, 2);
	bool is_done = str_starts(box, STR("[x] ")) ||
		       str_starts(box, STR("[X] "));
	if (!is_done && !str_starts(box, STR("[ ] ")))
		return line;
	size_t head = (size_t)(box.text - line.text);
	return arena_format(d->reading->arena, "%.*s%s%.*s", (int)head,
			    line.text, is_done ? "■" : "□",
			    STR_ARG(str_from(box, 3)));
}

bool dialect_box(str line, str *sign, str *title)
{
	str text = without_indent(line);
	size_t at = 0;
	while (at < text.len && (text.text[at] == '>' || text.text[at] == ' '))
		at++;
	str box = str_from(text, at);
	size_t close = str_find_byte(box, ']');
	if (!str_starts(text, STR(">")) || !str_starts(box, STR("[!")) ||
	    close == STR_NOT_FOUND || close < 3)
		return false;
	for (size_t i = 2; i < close; i++)
		if (((box.text[i] | 0x20) < 'a' || (box.text[i] | 0x20) > 'z') &&
		    box.text[i] != '-' && box.text[i] != '|')
			return false;
	close++;
	if (close < box.len && (box.text[close] == '-' || box.text[close] == '+'))
		close++;
	*sign = str_cut(text, 0, at);
	*title = str_trim(str_from(box, close));
	return true;
}

str dialect_read(struct reading *r, str line, uint32_t number)
{
	struct dialect d = {.reading = r, .line = number};
	if (str_find_byte(line, '^') != STR_NOT_FOUND)
		line = without_block_name(&d, line);
	if (str_find_byte(line, '[') != STR_NOT_FOUND)
		line = with_task_box(&d, line);
	if (str_contains(line, STR("[[")) || str_contains(line, STR("==")) ||
	    str_contains(line, STR("%%")) || str_contains(line, STR("{%")) ||
	    str_contains(line, STR("{{")) || str_contains(line, STR("{:")))
		line = without_signs(&d, line);
	return line;
}
