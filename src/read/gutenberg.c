/* A plain text of Project Gutenberg: what stands above and below it says so
 * in English, between lines of stars -> the ledger. Title and author are
 * taken when they are Chinese; in letters they are no names a Chinese book
 * can show.
 */
#include "base/unicode.h"
#include "base/utf8.h"
#include "read/inside.h"

#include "base/banned.h"

#define LONGEST_HEAD 20000      /* bytes */
#define MOST_CREDITS 12         /* lines below the first line of stars */

static bool is_start(str line)
{
	return (str_starts(line, STR("*** START OF")) ||
		str_starts(line, STR("***START OF"))) &&
	       str_contains(line, STR("GUTENBERG"));
}

static bool is_end(str line)
{
	return str_starts(line, STR("*** END OF")) ||
	       str_starts(line, STR("***END OF")) ||
	       str_starts(line, STR("End of the Project Gutenberg")) ||
	       str_starts(line, STR("End of Project Gutenberg"));
}

/* Offset of the first line for which `is` holds; STR_NOT_FOUND: none. */
static size_t find_line(str text, bool is(str line))
{
	str rest = text, line;
	for (;;) {
		size_t at = (size_t)(rest.text - text.text);
		if (!str_next_line(&rest, &line))
			return STR_NOT_FOUND;
		if (is(str_trim(line)))
			return at;
	}
}

static bool has_han(str text)
{
	for (size_t at = 0; at < text.len;)
		if (unicode_is_han(utf8_next(text, &at)))
			return true;
	return false;
}

static void take_fields(struct reading *r, str head)
{
	static const struct { const char *label, *name; } fields[] = {
		{"Title:", "title"}, {"Author:", "author"},
	};
	str line;
	while (str_next_line(&head, &line))
		for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
			str label = str_of(fields[i].label);
			str value = str_trim(str_from(line, label.len));
			if (str_starts(line, label) && has_han(value))
				head_take(r, str_of(fields[i].name), value,
					  r->line);
		}
}

/* Behind the line of stars, blank lines, and who produced the file. */
static size_t skip_credits(str text)
{
	str rest = text, line;
	str_next_line(&rest, &line);
	size_t behind = (size_t)(rest.text - text.text);
	for (int i = 0; i < MOST_CREDITS && str_next_line(&rest, &line); i++) {
		str words = str_trim(line);
		if (has_han(words))
			break;
		if (str_starts(words, STR("Produced by")) ||
		    str_starts(words, STR("E-text prepared by")))
			behind = (size_t)(rest.text - text.text);
	}
	return behind;
}

static uint32_t count_lines(str text)
{
	uint32_t count = 0;
	for (size_t i = 0; i < text.len; i++)
		count += text.text[i] == '\n';
	return count;
}

void gutenberg_read(struct reading *r)
{
	size_t start = find_line(str_cut(r->text, 0, LONGEST_HEAD), is_start);
	if (start == STR_NOT_FOUND)
		return;
	str head = str_cut(r->text, 0, start);
	start += skip_credits(str_from(r->text, start));
	str whole = str_cut(r->text, 0, start), rest = str_from(r->text, start);
	take_fields(r, head);
	reading_dropped(r, "gutenberg", r->line, whole);
	r->line += count_lines(whole);
	size_t end = find_line(rest, is_end);
	r->text = str_cut(rest, 0, end);
	reading_dropped(r, "gutenberg", r->line + count_lines(r->text),
			str_from(rest, end == STR_NOT_FOUND ? rest.len : end));
}
