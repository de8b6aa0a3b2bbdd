/* Rows of Markdown tables, counted and mended. GFM drops the cells that a
 * table's header does not announce: they are made part of the last one.
 */
#include "read/markdown.h"

#include "base/banned.h"

/* Where the cells of a table's row begin. */
static size_t row_start(str line)
{
	size_t at = 0;
	while (at < line.len && (line.text[at] == ' ' || line.text[at] == '>' ||
				 line.text[at] == '\t'))
		at++;
	return at < line.len && line.text[at] == '|' ? at + 1 : at;
}

/* md4c's longest backtick run that opens code. */
#define LONGEST_CODE_MARK 32

static size_t ticks_at(str line, size_t at)
{
	size_t end = at;
	while (end < line.len && line.text[end] == '`')
		end++;
	return end - at;
}

/* Behind the code that the backticks at `at` open, or behind them alone. */
static size_t code_end(str line, size_t at)
{
	size_t opening = ticks_at(line, at), next = at + opening;
	if (opening > LONGEST_CODE_MARK)
		return next;
	for (size_t i = next; i < line.len; i++) {
		size_t closing = ticks_at(line, i);
		if (closing == opening)
			return i + closing;
		i += closing;
	}
	return next;
}

/* The next bar that parts cells, or the end of the line. */
static size_t next_bar(str line, size_t at)
{
	while (at < line.len && line.text[at] != '|') {
		if (line.text[at] == '`')
			at = code_end(line, at);
		else
			at += line.text[at] == '\\' ? 2 : 1;
	}
	return at < line.len ? at : line.len;
}

size_t table_cells(str line)
{
	size_t cells = 0;
	if (str_find_byte(line, '|') == STR_NOT_FOUND)
		return 0;
	line = str_trim_end(line);
	for (size_t at = row_start(line); at < line.len;
	     at = next_bar(line, at) + 1)
		cells++;
	return cells;
}

bool table_is_under_header(str line)
{
	bool has_dash = false;
	for (size_t i = row_start(line); i < line.len; i++) {
		char byte = line.text[i];
		has_dash |= byte == '-';
		if (byte != '|' && byte != '-' && byte != ':' && byte != ' ')
			return false;
	}
	return has_dash;
}

str table_under_header(str line, size_t columns, struct arena *a)
{
	struct buf out;
	size_t at = row_start(line);
	size_t start = at > 0 && line.text[at - 1] == '|' ? at - 1 : at;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	buf_add(&out, str_cut(line, 0, start));
	line = str_trim_end(line);
	for (size_t i = 0; i < columns; i++) {
		size_t end = at < line.len ? next_bar(line, at) : line.len;
		str cell = str_trim(str_cut(line, at, end));
		buf_add(&out, str_starts(cell, STR(":")) ? STR("|:---")
							 : STR("|---"));
		if (cell.len > 1 && str_ends(cell, STR(":")))
			buf_add_byte(&out, ':');
		at = end + 1;
	}
	buf_add_byte(&out, '|');
	return buf_str(&out);
}

void table_limit(str line, size_t columns, char *masked)
{
	size_t end = str_trim_end(line).len, cell = 0;
	for (size_t at = next_bar(line, row_start(line)); at < line.len;
	     at = next_bar(line, at + 1))
		if (++cell >= columns && at + 1 < end)
			masked[at] = 'x';
}
