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

static void mask_run(str line, size_t from, size_t to, char *masked)
{
	if (line.text[from] == '*')
		mask_border(line, from, to, masked);
	else if (to - from == 1)
		masked[from] = 'x';
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

void mask_line(str line, char *masked)
{
	str text = without_indent(line);
	bool is_target = false;
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
		} else if (byte == '(') {
			is_target |= at > 0 && line.text[at - 1] == ']';
		} else if ((byte == '*' || byte == '~') && !is_target) {
			size_t end = run_end(line, at);
			mask_run(line, at, end, masked);
			at = end - 1;
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
