/* Addresses and names in code -> text that says where a line may end.
 *
 * Without a hint, a long address moves to the next line whole, and the line
 * before it is stretched to pieces. CSS has no middle way: it either splits
 * nothing or ordinary words too. A <wbr/> leaves no trace in copied text.
 */
#include "epub/inside.h"

#include "base/banned.h"

/* Shorter ones fit, and are easier to read whole. */
#define LONG_ENOUGH 16
#define LEAST_PIECE 3

static bool is_solid(char c)
{
	return c > ' ' && c < 0x7F;
}

static bool is_alphanumeric(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

/* A line may end behind s.text[at]: what follows begins with a letter, so
 * that "--before" and "1.." stay whole. */
static bool may_end(str s, size_t at)
{
	if (!strchr("/._-=&?", s.text[at]) || at + 1 >= s.len ||
	    !is_alphanumeric(s.text[at + 1]))
		return false;
	return s.text[at] == '/' ||
	       (at > 0 && is_alphanumeric(s.text[at - 1]));
}

static void write_solid(struct xml *x, str s)
{
	size_t from = 0;
	for (size_t at = LEAST_PIECE; at + LEAST_PIECE < s.len; at++) {
		if (at + 1 - from < LEAST_PIECE || !may_end(s, at))
			continue;
		xml_text(x, str_cut(s, from, at + 1));
		xml_open(x, "wbr");
		xml_close_empty(x);
		from = at + 1;
	}
	xml_text(x, str_from(s, from));
}

void write_breakable(struct xml *x, str text)
{
	size_t from = 0, at = 0;
	while (at < text.len) {
		size_t start = at;
		while (at < text.len && is_solid(text.text[at]))
			at++;
		if (at - start >= LONG_ENOUGH) {
			xml_text(x, str_cut(text, from, start));
			write_solid(x, str_cut(text, start, at));
			from = at;
		}
		while (at < text.len && !is_solid(text.text[at]))
			at++;
	}
	xml_text(x, str_from(text, from));
}
