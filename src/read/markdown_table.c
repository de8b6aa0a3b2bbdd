/* Rows of Markdown tables, counted and mended. lowdown drops the cells that
 * a table's header does not announce: they are made part of the last one.
 */
#include "read/inside.h"

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

/* The next bar that parts cells, or the end of the line. */
static size_t next_bar(str line, size_t at)
{
	for (bool is_code = false; at < line.len; at++) {
		char byte = line.text[at];
		if (byte == '\\' && !is_code)
			at++;
		else if (byte == '`')
			is_code = !is_code;
		else if (byte == '|' && !is_code)
			return at;
	}
	return line.len;
}

size_t table_cells(str line)
{
	size_t cells = 0;
	line = str_trim_end(line);
	for (size_t at = row_start(line); at < line.len;
	     at = next_bar(line, at) + 1)
		cells++;
	return str_find_byte(line, '|') == STR_NOT_FOUND ? 0 : cells;
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

str table_widen(str line, struct arena *a)
{
	struct buf out;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	for (size_t at = 0; at < line.len; at++) {
		buf_add_byte(&out, line.text[at]);
		if (line.text[at] == '-' &&
		    (at == 0 || line.text[at - 1] != '-'))
			buf_add(&out, STR("--"));
	}
	return buf_str(&out);
}

str table_limit(str line, size_t columns, struct arena *a)
{
	struct buf out;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	size_t at = row_start(line), from = 0, cell = 0;
	size_t end = str_trim_end(line).len;
	while ((at = next_bar(line, at)) < line.len) {
		if (++cell >= columns && at + 1 < end) {
			buf_add(&out, str_cut(line, from, at));
			buf_add_byte(&out, '\\');
			from = at;
		}
		at++;
	}
	buf_add(&out, str_from(line, from));
	return buf_str(&out);
}
