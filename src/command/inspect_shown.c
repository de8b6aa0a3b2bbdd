/* A document as a person wants to see it: what it says about itself, its
 * headings and pictures, and the ledger as a diff, line by line.
 *
 * The text comes from anywhere and goes to a terminal, so nothing in it may
 * be taken for the terminal's own orders.
 */
#include <stdlib.h>

#include "base/unicode.h"
#include "base/utf8.h"
#include "book/outline.h"
#include "command/inspect.h"
#include "report/report.h"

#include "base/banned.h"

#define MOST_LINES 12           /* shown of one entry */
#define LONGEST_LINE 400        /* bytes */

#define RED "\033[31m"
#define GREEN "\033[32m"
#define PALE "\033[2m"
#define BOLD "\033[1m"
#define PLAIN "\033[0m"

struct view {
	const struct chapter *chapter;
	struct buf *out;
	enum interface_language language;
	bool has_color;
};

static void paint(struct view *v, const char *color)
{
	if (v->has_color)
		buf_add(v->out, str_of(color));
}

static bool turns_direction(uint32_t c)
{
	return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static void add_safe(struct view *v, str text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t c = utf8_next(text, &at);
		if (c == '\t' || c == '\n')
			c = ' ';
		if (unicode_is_control(c) || turns_direction(c))
			c = UTF8_BAD;
		buf_add_code_point(v->out, c);
	}
}

static str said(struct view *v, enum message message, struct words words)
{
	return diag_phrase(message, words, v->language, v->out->arena);
}

static str number(struct view *v, size_t count)
{
	return arena_format(v->out->arena, "%zu", count);
}

/* --- what it says about itself --- */

static void add_fact(struct view *v, enum message name, str value)
{
	if (str_is_empty(value))
		return;
	paint(v, PALE);
	buf_add(v->out, said(v, name, NO_WORDS));
	paint(v, PLAIN);
	buf_add(v->out, STR("  "));
	add_safe(v, value);
	buf_add_byte(v->out, '\n');
}

static str format_name(enum chapter_format format)
{
	static const char *const names[] = {
		[FORMAT_HTML] = "HTML", [FORMAT_TEXT] = "text",
		[FORMAT_MARKDOWN] = "Markdown", [FORMAT_DOCX] = "docx",
		[FORMAT_EPUB] = "EPUB",
	};
	return str_of(names[format]);
}

static void add_facts(struct view *v)
{
	const struct chapter *chapter = v->chapter;
	add_fact(v, MSG_FACT_TITLE, chapter->title);
	add_fact(v, MSG_FACT_AUTHOR, chapter->author);
	add_fact(v, MSG_FACT_DATE, chapter->date);
	add_fact(v, MSG_FACT_SOURCE, chapter->source);
	add_fact(v, MSG_FACT_SUMMARY, chapter->summary);
	add_fact(v, MSG_FACT_LANGUAGE, chapter->lang);
	add_fact(v, MSG_FACT_FORMAT, format_name(chapter->format));
	add_fact(v, MSG_FACT_ENCODING, chapter->encoding);
	add_fact(v, MSG_FACT_CHARACTERS, number(v, chapter->character_count));
}

static void add_title(struct view *v, enum message title, struct words words)
{
	buf_add_byte(v->out, '\n');
	paint(v, BOLD);
	buf_add(v->out, said(v, title, words));
	paint(v, PLAIN);
	buf_add_byte(v->out, '\n');
}

/* --- headings and pictures --- */

static void add_headings(struct view *v)
{
	bool is_first = true;
	for (struct block *b = v->chapter->body; b; b = block_next(b)) {
		if (b->kind != BLOCK_HEADING)
			continue;
		if (is_first)
			add_title(v, MSG_INSPECT_HEADINGS, NO_WORDS);
		is_first = false;
		for (int i = 0; i < b->as.heading.level && i < 8; i++)
			buf_add(v->out, STR("  "));
		add_safe(v, heading_text(b, v->out->arena));
		buf_add_byte(v->out, '\n');
	}
}

static void add_pictures(struct view *v)
{
	bool is_first = true;
	for (const struct asset *i = v->chapter->assets; i; i = i->next) {
		bool is_found = i->path.len || i->bytes.len;
		if (i->is_decorative)
			continue;
		if (is_first)
			add_title(v, MSG_INSPECT_PICTURES, NO_WORDS);
		is_first = false;
		paint(v, is_found ? GREEN : RED);
		buf_add(v->out, is_found ? STR("  + ") : STR("  ? "));
		paint(v, PLAIN);
		add_safe(v, i->address);
		buf_add(v->out, STR("  "));
		add_safe(v, i->alt);
		buf_add_byte(v->out, '\n');
	}
}

/* --- the ledger --- */

static void add_line(struct view *v, char sign, str line)
{
	size_t end = line.len;
	if (end > LONGEST_LINE)
		for (size_t at = 0; at < LONGEST_LINE; utf8_next(line, &at))
			end = at;
	paint(v, sign == '-' ? RED : GREEN);
	buf_add_byte(v->out, sign);
	buf_add_byte(v->out, ' ');
	add_safe(v, str_cut(line, 0, end));
	if (end < line.len)
		buf_add(v->out, STR("…"));
	paint(v, PLAIN);
	buf_add_byte(v->out, '\n');
}

static void add_lines(struct view *v, char sign, str text)
{
	str line;
	size_t shown = 0;
	while (shown < MOST_LINES && str_next_line(&text, &line)) {
		if (str_is_empty(str_trim(line)) && text.len)
			continue;
		add_line(v, sign, line);
		shown++;
	}
	if (str_is_empty(text))
		return;
	paint(v, PALE);
	buf_add(v->out, STR("  "));
	buf_add(v->out, said(v, MSG_INSPECT_MORE,
			     WORDS(number(v, utf8_count(text)))));
	paint(v, PLAIN);
	buf_add_byte(v->out, '\n');
}

static void add_entry(struct view *v, const struct ledger_entry *entry,
		      size_t count)
{
	str words = report_rule(entry->rule, v->language == INTERFACE_CHINESE
						     ? STR("zh-Hans")
						     : STR("en"));
	paint(v, PALE);
	if (entry->line)
		buf_format(v->out, "@%u ", (unsigned)entry->line);
	buf_add(v->out, words);
	if (!str_equal(words, entry->rule))
		buf_format(v->out, " [%.*s]", STR_ARG(entry->rule));
	if (count > 1)
		buf_format(v->out, " ×%zu", count);
	paint(v, PLAIN);
	buf_add_byte(v->out, '\n');
	add_lines(v, '-', entry->before);
	if (!entry->is_removal)
		add_lines(v, '+', entry->after);
}

static int compare_entries(const void *a, const void *b)
{
	const struct ledger_entry *first = *(const struct ledger_entry *const *)a;
	const struct ledger_entry *second =
		*(const struct ledger_entry *const *)b;
	if (first->line != second->line)
		return first->line < second->line ? -1 : 1;
	/* The order of work: the entries stand in one array. */
	return (first > second) - (first < second);
}

static bool is_same(const struct ledger_entry *a, const struct ledger_entry *b)
{
	return a->is_removal == b->is_removal && str_equal(a->rule, b->rule) &&
	       str_equal(a->before, b->before) && str_equal(a->after, b->after);
}

static void add_sum(struct view *v)
{
	const struct ledger *ledger = &v->chapter->ledger;
	size_t removed = 0, characters = 0;
	for (size_t i = 0; i < ledger->entries.count; i++) {
		if (!ledger->entries.at[i].is_removal)
			continue;
		removed++;
		characters += utf8_count(ledger->entries.at[i].before);
	}
	add_title(v, MSG_INSPECT_LEDGER,
		  WORDS(number(v, removed), number(v, characters),
			number(v, ledger->entries.count - removed)));
}

static void add_ledger(struct view *v)
{
	size_t count = v->chapter->ledger.entries.count;
	const struct ledger_entry **sorted = arena_array(
		v->out->arena, const struct ledger_entry *, count + 1);
	add_sum(v);
	for (size_t i = 0; i < count; i++)
		sorted[i] = &v->chapter->ledger.entries.at[i];
	qsort(sorted, count, sizeof *sorted, compare_entries);
	for (size_t i = 0; i < count;) {
		size_t next = i + 1;
		while (next < count && is_same(sorted[i], sorted[next]))
			next++;
		add_entry(v, sorted[i], next - i);
		i = next;
	}
}

void inspect_show(const struct chapter *chapter,
		  enum interface_language language, bool has_color,
		  struct buf *out)
{
	struct view view = {chapter, out, language, has_color};
	add_facts(&view);
	add_headings(&view);
	add_pictures(&view);
	add_ledger(&view);
}
