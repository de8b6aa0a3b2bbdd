/* The stack of open elements while HTML is repaired. Paragraphs, list items,
 * cells and ruby parts end where the HTML Standard (13.1.2.4, optional tags)
 * ends them; end tags that match nothing vanish; what lies deeper than
 * libxml2 can hold is flattened, with its text kept.
 */
#include "read/html.h"

#include "base/banned.h"

static void pop(struct html_open *open)
{
	str name = open->names[--open->depth];
	buf_add(open->out, STR("</"));
	buf_add(open->out, name);
	buf_add_byte(open->out, '>');
}

static void pop_to(struct html_open *open, int depth)
{
	while (open->depth > depth)
		pop(open);
}

/* An end tag does not reach through an element of a higher rank; the ranks
 * are libxml2's, so that both stacks stay alike. */
static int rank_of(str name)
{
	static const struct {
		const char *name;
		int rank;
	} ranks[] = {
		{"div", 150}, {"td", 160}, {"th", 160}, {"tr", 170},
		{"thead", 180}, {"tbody", 180}, {"tfoot", 180},
		{"table", 190}, {"head", 200}, {"body", 200}, {"html", 220},
	};
	for (size_t i = 0; i < sizeof ranks / sizeof ranks[0]; i++)
		if (str_equal_fold(name, str_of(ranks[i].name)))
			return ranks[i].rank;
	return 100;
}

/* The place of the innermost open `name`, or -1. */
static int find(const struct html_open *open, str name)
{
	for (int i = open->depth - 1; i >= 0; i--)
		if (str_equal_fold(open->names[i], name))
			return i;
	return -1;
}

bool html_is_open(const struct html_open *open, str name)
{
	return find(open, name) >= 0;
}

/* Ends the innermost of `names` unless one of `walls` stands above it. Both
 * are words parted by blanks, with a blank at each end. */
static void end_sibling(struct html_open *open, const char *names,
			const char *walls)
{
	for (int i = open->depth - 1; i >= 0; i--) {
		const struct html_element *element = open->elements[i];
		char padded[24] = " ";
		if (!element)
			continue;
		size_t len = strlen(element->name);
		memcpy(padded + 1, element->name, len);
		padded[len + 1] = ' ';
		if (strstr(names, padded)) {
			pop_to(open, i);
			return;
		}
		if (strstr(walls, padded))
			return;
	}
}

static bool is_phrasing(enum html_role role)
{
	return role == ROLE_PHRASE || role == ROLE_UNWRAP ||
	       role == ROLE_QUOTED || role == ROLE_RUBY;
}

/* The p that a block ends, with a ruby that was never ended. */
static void end_paragraph(struct html_open *open)
{
	int ruby = -1;
	for (int i = open->depth - 1; i >= 0; i--) {
		const struct html_element *element = open->elements[i];
		if (!element)
			continue;
		if (strcmp(element->name, "p") == 0) {
			pop_to(open, i);
			return;
		}
		if (element->role == ROLE_RUBY)
			ruby = i;
		if (!is_phrasing(element->role))
			break;
	}
	if (ruby >= 0)
		pop_to(open, ruby);
}

/* Which open siblings a start tag ends. */
static const struct {
	const char *starts, *ends, *walls;
} siblings[] = {
	{" li ", " li ", " ul ol menu dir table td th body "},
	{" dt dd ", " dt dd ", " dl table td th body "},
	{" td th ", " td th ", " tr table body "},
	{" tr ", " tr ", " tbody thead tfoot table body "},
	{" tbody thead tfoot ", " tbody thead tfoot caption ", " table body "},
	{" option optgroup ", " option ", " select datalist body "},
	{" rb rt rp ", " rb rt rp ", " rtc ruby body "},
	{" rtc ", " rb rt rp rtc ", " ruby body "},
	{" h1 h2 h3 h4 h5 h6 ", " h1 h2 h3 h4 h5 h6 ",
	 " div td th li section article body table blockquote "},
};

static void end_siblings(struct html_open *open,
			 const struct html_element *element)
{
	char padded[24] = " ";
	size_t len = strlen(element->name);
	memcpy(padded + 1, element->name, len);
	padded[len + 1] = ' ';
	for (size_t i = 0; i < sizeof siblings / sizeof siblings[0]; i++)
		if (strstr(siblings[i].starts, padded))
			end_sibling(open, siblings[i].ends, siblings[i].walls);
}

bool html_open_element(struct html_open *open, const struct html_tag *tag)
{
	const struct html_element *element = html_element(tag->name);
	if (element && (element->flags & HTML_CLOSES_P))
		end_paragraph(open);
	if (element && (element->flags & HTML_ENDS_SIBLING))
		end_siblings(open, element);
	if (element && (element->flags & HTML_VOID))
		return true;
	if (open->depth < HTML_DEEPEST) {
		open->names[open->depth] = tag->name;
		open->elements[open->depth++] = element;
		return true;
	}
	struct reading *r = open->reading;
	if (!r->is_reported_deep)
		diag_report(r->diag, reading_span(r, 0), MSG_NESTED_DEEPLY,
			    WORDS(arena_format(r->arena, "%d", HTML_DEEPEST)));
	r->is_reported_deep = true;
	open->beyond++;
	return false;
}

void html_close_element(struct html_open *open, str name)
{
	if (open->beyond) {
		open->beyond--;
		return;
	}
	int rank = rank_of(name);
	for (int i = open->depth - 1; i >= 0; i--) {
		if (str_equal_fold(open->names[i], name)) {
			pop_to(open, i);
			return;
		}
		if (rank_of(open->names[i]) > rank)
			return;
	}
}
