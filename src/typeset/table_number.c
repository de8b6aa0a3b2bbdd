/* Numbers in a table: which cells are numbers, and where their decimal point
 * stands, so that a column of them can be set with the points in one line.
 */
#include "typeset/table.h"

#include "base/banned.h"

/* Beside the digits: signs, points, groups, units that cling to a number. */
static bool goes_with_numbers(uint32_t c)
{
	static const uint32_t others[] = {
		0xA3, 0xA5, 0xB1, 0x2013, 0x2014, 0x2030, 0x20AC, 0x2103,
		0x2212, 0x2248, 0x2264, 0x2265, 0xFF05, 0xFF0B, 0xFF0D,
		0xFFE5,
	};
	if (c < 0x80)
		return strchr("+-.,%$<>~ ", (int)c) != NULL;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (c == others[i])
			return true;
	return false;
}

static bool is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

enum cell_kind table_cell_kind(str text)
{
	enum cell_kind kind = CELL_VOID;
	for (size_t at = 0; at < text.len;) {
		uint32_t c = utf8_next(text, &at);
		if (is_digit(c))
			kind = CELL_NUMBER;
		else if (c == 0 || !goes_with_numbers(c))
			return CELL_TEXT;
	}
	return kind;
}

/* The decimal point, or the end of the last digit, or of the text. */
static size_t point_offset(str text)
{
	size_t last = text.len;
	for (size_t i = 0; i < text.len; i++) {
		if (!is_digit((unsigned char)text.text[i]))
			continue;
		last = i + 1;
		if (i + 2 < text.len && text.text[i + 1] == '.' &&
		    is_digit((unsigned char)text.text[i + 2]))
			return i + 1;
	}
	return last;
}

/* Where the glyph stands that shows the byte. */
static length x_at(const struct set_line *line, size_t offset)
{
	size_t at = 0;
	for (size_t i = 0; i < line->item_count; i++) {
		const struct item *item = &line->items[i];
		if (item->kind != ITEM_GLYPHS || item->as.glyphs.is_artifact)
			continue;
		const struct glyphs *run = &item->as.glyphs;
		for (uint32_t k = 0; k < run->count; k++) {
			if (at >= offset)
				return run->x + run->at[k].x;
			at += run->at[k].bytes;
		}
	}
	return line->width;
}

length table_point(const struct set_line *line, str text)
{
	return x_at(line, point_offset(text));
}
