/* HTML that stands between lines of Markdown: how far it reaches.
 *
 * CommonMark ends it at a blank line. Where an element goes on behind one and
 * holds nothing but HTML, its groups and classes are worth keeping, so it
 * stays whole.
 */
#include "read/html.h"
#include "read/markdown.h"

#include "base/banned.h"

/* Behind the first blank line, which may hold blanks; text.len: none. */
static size_t behind_blank_line(str text)
{
	for (size_t at = 0; at < text.len;) {
		size_t feed = str_find_byte(str_from(text, at), '\n');
		if (feed == STR_NOT_FOUND)
			break;
		at += feed + 1;
		size_t next = at;
		while (next < text.len &&
		       (text.text[next] == ' ' || text.text[next] == '\t'))
			next++;
		if (next < text.len && text.text[next] == '\n')
			return next + 1;
	}
	return text.len;
}

bool html_has_blank_line(str html)
{
	return behind_blank_line(html) < html.len;
}

/* Does text of its own stand between blank lines? */
static bool is_mixed(str html)
{
	while (!str_is_empty(html)) {
		size_t next = behind_blank_line(html);
		str piece = str_trim(str_cut(html, 0, next));
		if (!str_is_empty(piece) && piece.text[0] != '<')
			return true;
		html = str_from(html, next);
	}
	return false;
}

/* Behind the end tag of the element that `rest` begins with; 0: none. */
static size_t element_end(struct html_extent *state, str rest, str name)
{
	struct html_scan scan = {.text = rest};
	int depth = 0;
	for (size_t at = 0; at < rest.len && state->budget > 0;) {
		struct html_tag tag;
		size_t next = str_find_from(rest, STR("<"), at);
		if (next == STR_NOT_FOUND)
			next = rest.len;
		state->budget -= next + 1 - at < state->budget ? next + 1 - at
							       : state->budget;
		at = next + 1;
		if (next == rest.len || !html_tag(&scan, next, &tag) ||
		    !str_equal_fold(tag.name, name))
			continue;
		at = tag.end;
		depth += tag.is_end ? -1 : 1;
		if (depth == 0)
			return tag.end;
	}
	return 0;
}

static bool is_group(const struct html_element *element)
{
	if (!element)
		return false;
	switch ((int)element->role) {
	case ROLE_GROUP: case ROLE_PARAGRAPH: case ROLE_QUOTE: case ROLE_LIST:
	case ROLE_FIGURE: case ROLE_TABLE: case ROLE_CODE:
		return true;
	default:
		return false;
	}
}

static size_t comment_end(struct html_extent *state, str rest)
{
	if (state->lacks_comment_end)
		return 0;
	size_t end = str_find(rest, STR("-->"));
	state->lacks_comment_end = end == STR_NOT_FOUND;
	return end == STR_NOT_FOUND ? 0 : end + 3;
}

size_t html_extent(struct html_extent *state, str rest)
{
	struct html_scan scan = {.text = rest};
	struct html_tag tag;
	if (str_starts(rest, STR("<!--")))
		return comment_end(state, rest);
	if (rest.len < 2 || !html_tag(&scan, 0, &tag) || tag.is_end)
		return 0;
	const struct html_element *element = html_element(tag.name);
	if (!is_group(element))
		return 0;
	size_t end = element_end(state, rest, tag.name);
	str whole = str_cut(rest, 0, end);
	if (!html_has_blank_line(whole) || (element->role != ROLE_TABLE &&
			element->role != ROLE_CODE && is_mixed(whole)))
		return 0;
	return end;
}
