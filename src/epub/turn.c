/* A style sheet for lines from left to right -> the same look for vertical
 * lines: what was above stands to the right, what was to the left above.
 *
 * Only physical sides and sizes are turned, in declarations; everything else
 * of CSS is relative to the line already. So one style sheet, and whatever a
 * book adds to it, serves both editions. Comments are for those who write
 * style sheets, a quarter of the bytes: readers get none.
 */
#include "epub/inside.h"

#include "base/banned.h"

/* Behind the turned sheet: CSS Writing Modes 4, with the names that EPUB
 * readers know, and what a page of vertical lines needs besides. */
static const char vertical_rules[] =
	"\n/* Vertical lines */\n"
	"html, body {\n"
	"  -epub-writing-mode: vertical-rl;\n"
	"  -webkit-writing-mode: vertical-rl;\n"
	"  writing-mode: vertical-rl;\n"
	"}\n"
	".tcy, .shown::before, [data-paragraph]::before {\n"
	"  -epub-text-combine: horizontal;\n"
	"  -webkit-text-combine: horizontal;\n"
	"  text-combine-upright: all;\n"
	"}\n"
	".up {\n"
	"  -epub-text-orientation: upright;\n"
	"  -webkit-text-orientation: upright;\n"
	"  text-orientation: upright;\n"
	"  white-space: nowrap;\n"
	"}\n"
	"em {\n"
	"  -webkit-text-emphasis-position: over right;\n"
	"  text-emphasis-position: over right;\n"
	"}\n"
	"img {\n"
	"  max-width: 90vw;\n"
	"}\n"
	".cover-picture {\n"
	"  -webkit-writing-mode: horizontal-tb;\n"
	"  writing-mode: horizontal-tb;\n"
	"}\n"
	".cover-picture img {\n"
	"  max-height: 100%;\n"
	"  max-width: 100%;\n"
	"}\n"
	"section.cover {\n"
	"  padding: 20% 2em;\n"
	"}\n"
	/* A part of the lines' length is too much of a phone's width. */
	"section.title-page {\n"
	"  padding: 0;\n"
	"}\n"
	"h1.part-title {\n"
	"  margin: 0 3em 0 1em;\n"
	"}\n";

static const char *const sides[] = {"top", "right", "bottom", "left"};
static const char *const turned_sides[] = {"right", "bottom", "left", "top"};
/* Of the whole name, or behind a dash. */
static const struct { const char *name, *turned; } sizes[] = {
	{"width", "height"}, {"height", "width"},
	{"max-width", "max-height"}, {"max-height", "max-width"},
	{"min-width", "min-height"}, {"min-height", "min-width"},
};

/* margin-left -> margin-top; border-top-width -> border-right-width. */
static bool turn_side(struct buf *out, str name)
{
	size_t dash = str_find_byte(name, '-');
	if (dash == STR_NOT_FOUND ||
	    !str_has_word(STR("margin padding border"), str_cut(name, 0, dash)))
		return false;
	str side = str_from(name, dash + 1);
	str rest = str_from(side, str_find_byte(side, '-'));
	side = str_cut(side, 0, side.len - rest.len);
	for (size_t i = 0; i < 4; i++) {
		if (!str_equal(side, str_of(sides[i])))
			continue;
		buf_add(out, str_cut(name, 0, dash + 1));
		buf_add(out, str_of(turned_sides[i]));
		buf_add(out, rest);
		return true;
	}
	return false;
}

static void turn_name(struct buf *out, str name)
{
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		if (str_equal(name, str_of(sizes[i].name))) {
			buf_add(out, str_of(sizes[i].turned));
			return;
		}
	if (!turn_side(out, name))
		buf_add(out, name);
}

static bool is_blank(str text)
{
	return str_trim(text).len == 0;
}

/* The next value of several; brackets hold theirs together. */
static str take_value(str *rest)
{
	size_t at = 0;
	int depth = 0;
	*rest = str_trim_start(*rest);
	for (; at < rest->len; at++) {
		char c = rest->text[at];
		depth += (c == '(') - (c == ')');
		if (depth == 0 && is_blank(str_cut(*rest, at, at + 1)))
			break;
	}
	str value = str_cut(*rest, 0, at);
	*rest = str_from(*rest, at);
	return value;
}

/* One to four values for top, right, bottom, left; what is not given is as
 * the opposite side. */
static void turn_values(struct buf *out, str text)
{
	str values[4], rest = text;
	size_t count = 0;
	while (count < 4 && str_trim(rest).len)
		values[count++] = take_value(&rest);
	if (count < 2 || str_trim(rest).len || str_contains(text, STR("!"))) {
		buf_add(out, text);
		return;
	}
	str top = values[0], right = values[1];
	str bottom = count > 2 ? values[2] : top;
	str left = count > 3 ? values[3] : right;
	buf_format(out, " %.*s %.*s", STR_ARG(left), STR_ARG(top));
	if (count > 2)
		buf_format(out, " %.*s %.*s", STR_ARG(right), STR_ARG(bottom));
}

static bool has_four_sides(str name)
{
	return str_has_word(STR("margin padding border-width border-style "
				"border-color"),
			    name);
}

static void turn_declaration(struct buf *out, str text)
{
	size_t colon = str_find_byte(text, ':');
	if (colon == STR_NOT_FOUND) {
		buf_add(out, text);
		return;
	}
	str before = str_cut(text, 0, colon), name = str_trim(before);
	size_t start = (size_t)(name.text - before.text);
	buf_add(out, str_cut(before, 0, start));
	turn_name(out, name);
	buf_add_byte(out, ':');
	if (has_four_sides(name))
		turn_values(out, str_from(text, colon + 1));
	else
		buf_add(out, str_from(text, colon + 1));
}

/* Behind a comment or a string that begins here; `at` when none does. */
static size_t pass_quoted(str text, size_t at)
{
	char quote = text.text[at];
	if (str_starts(str_from(text, at), STR("/*"))) {
		size_t end = str_find_from(text, STR("*/"), at + 2);
		return end == STR_NOT_FOUND ? text.len : end + 2;
	}
	if (quote != '"' && quote != '\'')
		return at;
	for (at++; at < text.len && text.text[at] != quote; at++)
		at += text.text[at] == '\\';
	return at < text.len ? at + 1 : text.len;
}

/* Behind a comment that goes: a blank in its place where it kept two words
 * apart, and nothing of the line it had for itself. */
static size_t close_up(struct buf *out, str css, size_t at)
{
	str before = buf_str(out);
	if (!before.len || strchr(" \t\n", before.text[before.len - 1])) {
		while (at < css.len && strchr(" \t\n", css.text[at]) &&
		       css.text[at])
			at++;
		return at;
	}
	buf_add_byte(out, ' ');
	return at;
}

str style_strip(str css, struct arena *a)
{
	struct buf out;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	for (size_t at = 0; at < css.len;) {
		str rest = str_from(css, at);
		size_t end = pass_quoted(css, at);
		if (str_starts(rest, STR("/*")) &&
		    !str_starts(rest, STR("/*!"))) {
			at = close_up(&out, css, end);
			continue;
		}
		end = end > at ? end : at + 1;
		buf_add(&out, str_cut(css, at, end));
		at = end;
	}
	return buf_str(&out);
}

str style_turn(str css, struct arena *a)
{
	struct buf out;
	size_t from = 0, at = 0;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	while (at < css.len) {
		size_t end = pass_quoted(css, at);
		char c = css.text[at];
		bool is_comment = end > at && c == '/';
		if (is_comment && is_blank(str_cut(css, from, at))) {
			buf_add(&out, str_cut(css, from, end));
			from = end;
		}
		at = end > at ? end : at + 1;
		if (is_comment || !strchr("{};", c) || !c)
			continue;
		/* What ends with a brace is a selector. */
		if (c == '{')
			buf_add(&out, str_cut(css, from, at - 1));
		else
			turn_declaration(&out, str_cut(css, from, at - 1));
		buf_add_byte(&out, c);
		from = at;
	}
	buf_add(&out, str_from(css, from));
	buf_add(&out, str_of(vertical_rules));
	return buf_str(&out);
}
