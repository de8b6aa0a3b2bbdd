/* One line of YAML at a time: a tab in the indentation, a full-width colon
 * after a key, a value that needs quotation marks. The line libyaml names
 * and the two before it are looked at, nearest first.
 */
#include "manifest/slips.h"

#include "base/utf8.h"

#include "base/banned.h"

static uint32_t column_of(str line, size_t at)
{
	return (uint32_t)utf8_count(str_cut(line, 0, at)) + 1;
}

static bool report(struct diag *d, struct span where, str line, size_t at,
		   enum message message)
{
	where.column = column_of(line, at);
	where.len = 1;
	diag_report(d, where, message, WORDS(str_trim(line)));
	return true;
}

static bool find_tab(str line, struct span where, struct diag *d)
{
	size_t at = 0;
	while (at < line.len && line.text[at] == ' ')
		at++;
	return at < line.len && line.text[at] == '\t' &&
	       report(d, where, line, at, MSG_YAML_TAB);
}

/* "title：论语" reads as one text without a key. */
static bool find_wide_colon(str line, struct span where, struct diag *d)
{
	size_t wide = str_find(line, STR("："));
	size_t narrow = str_find(line, STR(":"));
	if (wide == STR_NOT_FOUND || wide > narrow ||
	    str_starts(str_trim(line), STR("#")))
		return false;
	return report(d, where, line, wide, MSG_YAML_WIDE_COLON);
}

/* A second ": ", or a value that begins with a sign YAML keeps for itself. */
static bool find_unquoted(str line, struct span where, struct diag *d)
{
	size_t colon = str_find(line, STR(": "));
	if (colon == STR_NOT_FOUND)
		return false;
	str value = str_trim(str_from(line, colon + 2));
	if (str_is_empty(value) || value.text[0] == '"' ||
	    value.text[0] == '\'' || value.text[0] == '{' ||
	    value.text[0] == '[')
		return false;
	size_t at = (size_t)(value.text - line.text);
	if (strchr("@`*&%!|>", value.text[0]))
		return report(d, where, line, at, MSG_YAML_NEEDS_QUOTES);
	size_t second = str_find(value, STR(": "));
	return second != STR_NOT_FOUND &&
	       report(d, where, line, at + second, MSG_YAML_NEEDS_QUOTES);
}

static bool find_slip(str line, struct span where, struct diag *d)
{
	return find_tab(line, where, d) || find_wide_colon(line, where, d) ||
	       find_unquoted(line, where, d);
}

bool slips_report(str text, uint32_t source, uint32_t line, struct diag *d)
{
	str near[3] = {STR_NONE, STR_NONE, STR_NONE};
	str rest = text, next;
	uint32_t read = 0;
	while (read < line && str_next_line(&rest, &next)) {
		near[2] = near[1];
		near[1] = near[0];
		near[0] = next;
		read++;
	}
	for (uint32_t back = 0; back < 3 && back < read; back++)
		if (find_slip(near[back],
			      (struct span){source, read - back, 0, 0}, d))
			return true;
	return false;
}
