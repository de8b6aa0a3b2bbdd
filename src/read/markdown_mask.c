/* A line -> what md4c is to see of it, of the same length.
 *
 * CommonMark lets ** close only beside a blank or a mark, or behind a
 * letter: the stars of **真，**她 would stay. A full-width mark between stars
 * and a letter is therefore shown as a letter. And 5~10 is no deletion.
 */
#include "base/unicode.h"
#include "base/utf8.h"
#include "read/html.h"
#include "read/markdown.h"

#include "base/banned.h"

#define LONGEST_ADDRESS 2048   /* bytes, in a definition */

/* Of two, three and four bytes. */
static const str letters[] = {STR_INIT("\xC3\xA9"), STR_INIT("\xE4\xB8\x80"),
			      STR_INIT("\xF0\xA0\x80\x80")};
#define WIDE_MARK STR("\xE3\x80\x81")

#define LONGEST_ADDRESS 2048

struct neighbour {
	uint32_t c;
	size_t at, len;
	bool is_mark, is_letter;
};

static bool is_ascii_mark(uint32_t c)
{
	return (c > ' ' && c < '0') || (c > '9' && c < 'A') ||
	       (c > 'Z' && c < 'a') || (c > 'z' && c < 0x7F);
}

static struct neighbour neighbour(str line, size_t from, size_t to)
{
	struct neighbour n = {.at = from, .len = to - from};
	if (n.len == 0)
		return n;
	n.c = utf8_first(str_cut(line, from, to));
	n.is_mark = n.c < 0x80 ? is_ascii_mark(n.c)
			       : unicode_is_punctuation(n.c);
	n.is_letter = !n.is_mark && n.c > ' ' && !unicode_is_space(n.c);
	return n;
}

/* What is shown as something else to one run must not mislead another. */
static bool is_at_other_run(str line, size_t run, const struct neighbour *n)
{
	size_t beside = n->at < run ? n->at - 1 : n->at + n->len;
	char byte = beside < line.len ? line.text[beside] : ' ';
	return byte == '_' || (byte == '*' && n->c >= 0x2E80 && n->is_letter);
}

/* The stars of [from, to) may open and close in spite of a mark that stands
 * between them and a letter. */
static void mask_border(str line, size_t from, size_t to, char *masked)
{
	size_t start = from, end = to;
	if (start > 0)
		utf8_previous(line, &start);
	if (end < line.len)
		utf8_next(line, &end);
	struct neighbour before = neighbour(line, start, from);
	struct neighbour after = neighbour(line, to, end);
	if (!(before.is_mark && after.is_letter) &&
	    !(before.is_letter && after.is_mark))
		return;
	const struct neighbour *mark = before.is_mark ? &before : &after;
	const struct neighbour *letter = before.is_mark ? &after : &before;
	if (is_at_other_run(line, from, mark->len > 1 ? mark : letter))
		return;
	if (mark->len > 1)
		memcpy(masked + mark->at, letters[mark->len - 2].text,
		       mark->len);
	else if (letter->len == 3 && letter->c >= 0x2E80)
		memcpy(masked + letter->at, WIDE_MARK.text, letter->len);
}

static size_t run_end(str line, size_t at)
{
	size_t end = at;
	while (end < line.len && line.text[end] == line.text[at])
		end++;
	return end;
}

/* Processing instructions and declarations are no business of a book; a
 * comment is only one when it ends, which markdown_html.c knows. */
static bool is_declaration(str text)
{
	bool is_comment = str_starts(text, STR("<!--")) &&
			  str_contains(text, STR("-->"));
	return !is_comment && (str_starts(text, STR("<?")) ||
			       str_starts(text, STR("<!")));
}

/* A definition of an address vanishes; what is none must not become one. */
static bool mask_definition(str line, char *masked)
{
	str text = without_indent(without_containers(line));
	size_t close = str_find(text, STR("]:"));
	if (close == STR_NOT_FOUND)
		return false;
	/* md4c works through the address again for each word that leads to it. */
	if (!is_speech(text, close) && text.len - close <= LONGEST_ADDRESS)
		return true;
	masked[line.len - text.len + close + 1] = 'x';
	return false;
}

/* The end of an address that begins at `at`: a bracket, or a blank before a
 * title. */
static size_t target_end(str line, size_t at)
{
	line = str_cut(line, 0, at + LONGEST_ADDRESS);
	for (; at < line.len && line.text[at] != ')'; at++) {
		char next = at + 1 < line.len ? line.text[at + 1] : ')';
		if (line.text[at] == ' ' &&
		    (next == '"' || next == '\'' || next == '(' || next == ')' ||
		     next == ' '))
			break;
	}
	return at;
}

/* ![图](图片 1.png): files have names with blanks. */
static void mask_target(str line, size_t from, bool is_image, char *masked)
{
	size_t end = target_end(line, from);
	str target = str_cut(line, from, end);
	if (end == line.len || end == from + LONGEST_ADDRESS ||
	    str_starts(target, STR("<")) ||
	    str_find_byte(target, ' ') == STR_NOT_FOUND)
		return;
	bool is_wide = false;
	for (size_t i = 0; i < target.len; i++)
		is_wide |= (unsigned char)target.text[i] >= 0xE0;
	if (!is_image && (!is_wide || !is_like_address(target)))
		return;
	for (size_t i = from; i < end; i++)
		if (masked[i] == ' ')
			masked[i] = 'x';
}

/* __粗__字: the last run closes only beside a mark, so Han is shown as one.
 * 资料_2_终稿 has its strokes for itself. Behind the run that closes. */
static size_t mask_strokes(str line, size_t from, size_t to, char *masked)
{
	size_t start = from, found = str_find_byte(str_from(line, to), '_');
	if (found == STR_NOT_FOUND || found == 0)
		return to;
	size_t close = run_end(line, to + found), end = close;
	if (close - to - found != to - from || line.text[to] == ' ' ||
	    line.text[to + found - 1] == ' ')
		return to;
	if (start > 0)
		utf8_previous(line, &start);
	if (end < line.len)
		utf8_next(line, &end);
	struct neighbour before = neighbour(line, start, from);
	struct neighbour after = neighbour(line, close, end);
	if (to - from == 1 && before.is_letter)
		return to;
	if (before.is_letter && before.len == 3)
		memcpy(masked + start, WIDE_MARK.text, 3);
	if (after.is_letter && after.len == 3)
		memcpy(masked + close, WIDE_MARK.text, 3);
	return close;
}

/* Strokes before `settled` have their partners. */
static size_t mask_signs(str line, size_t at, size_t *settled, char *masked)
{
	size_t end = run_end(line, at);
	if (line.text[at] == '*')
		mask_border(line, at, end, masked);
	else if (line.text[at] == '~' && end - at == 1)
		masked[at] = 'x';
	else if (line.text[at] == '_' && at >= *settled)
		*settled = mask_strokes(line, at, end, masked);
	return end - 1;
}

void mask_line(str line, char *masked)
{
	str text = without_indent(line);
	bool is_target = false, is_image = false;
	size_t settled = 0;
	if (is_declaration(text))
		masked[line.len - text.len] = 'x';
	if (mask_definition(line, masked))
		return;
	for (size_t at = 0; at < line.len; at++) {
		char byte = line.text[at];
		if (byte == '\\') {
			at++;
		} else if (byte == ')') {
			is_target = false;
		} else if (byte == '[') {
			is_image = at > 0 && line.text[at - 1] == '!';
		} else if (byte == '(' && at > 0 && line.text[at - 1] == ']') {
			is_target = true;
			mask_target(line, at + 1, is_image, masked);
		} else if ((byte == '*' || byte == '~' || byte == '_') &&
			   !is_target) {
			at = mask_signs(line, at, &settled, masked);
		}
	}
}

/* CommonMark 4.6, kind 3: from <? to ?>, blank lines or not. */
void mask_whole(struct markdown_text *t, size_t from, size_t to)
{
	char *masked = t->masked.text;
	for (size_t i = from; i < to; i++)
		if (masked[i] == '?')
			masked[i] = 'x';
	masked[from + 1] = '?';
	masked[to - 2] = '?';
}
