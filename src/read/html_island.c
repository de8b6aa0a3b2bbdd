/* What stands in HTML and is another language: an svg that only frames a
 * picture, as EPUBs do with covers and plates; and feeds, whose elements go
 * by the names of RSS 2.0, which the reader knows.
 */
#include "read/html.h"

#include "base/banned.h"

/* --- svg --- */

static bool holds(str svg, const char *tag)
{
	return str_contains(svg, str_of(tag));
}

str html_only_picture(str svg)
{
	static const char *const drawn[] = {"<path", "<text", "<rect", "<use",
					    "<circle", "<line", "<poly",
					    "<ellipse"};
	size_t at = str_find(svg, STR("<image"));
	if (at == STR_NOT_FOUND || !str_starts(svg, STR("<svg")) ||
	    str_find_from(svg, STR("<image"), at + 1) != STR_NOT_FOUND)
		return STR_NONE;
	for (size_t i = 0; i < sizeof drawn / sizeof drawn[0]; i++)
		if (holds(svg, drawn[i]))
			return STR_NONE;
	str tag = str_cut(svg, at, at + str_find_byte(str_from(svg, at), '>'));
	size_t name = str_find(tag, STR("href="));
	if (name == STR_NOT_FOUND)
		return STR_NONE;
	str value = str_from(tag, name + 5);
	if (!str_starts(value, STR("\"")) && !str_starts(value, STR("'")))
		return STR_NONE;
	size_t end = str_find_byte(str_from(value, 1), value.text[0]);
	value = str_cut(value, 1, end == STR_NOT_FOUND ? 1 : end + 1);
	return str_find_byte(value, '"') == STR_NOT_FOUND ? value : STR_NONE;
}

/* --- feeds --- */

enum html_feed html_feed(str text)
{
	str start = str_cut(text, 0, 2048);
	if (holds(start, "<rss") || holds(start, "<rdf:RDF"))
		return FEED_RSS;
	return holds(start, "<feed") && holds(start, "www.w3.org/2005/Atom")
		       ? FEED_ATOM
		       : FEED_NONE;
}

/* link is void in HTML. */
static const struct {
	const char *name, *known;
	bool is_atom;
} names[] = {
	{"rdf:RDF", "rss", false}, {"managingEditor", "author", false},
	{"copyright", "docs", false}, {"link", "guid", false}, {"content:encoded", "encoded", false},
	{"dc:creator", "author", false}, {"dc:date", "pubdate", false},
	{"comments", "docs", false},
	{"feed", "channel", true}, {"entry", "item", true},
	{"content", "encoded", true}, {"summary", "description", true},
	{"updated", "pubdate", true}, {"published", "pubdate", true},
	{"id", "docs", true}, {"subtitle", "docs", true},
	{"rights", "docs", true},
};

str html_feed_name(str name, enum html_feed feed)
{
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if ((feed == FEED_ATOM || !names[i].is_atom) &&
		    str_equal_fold(name, str_of(names[i].name)))
			return str_of(names[i].known);
	/* slash:comments, sy:updatePeriod */
	return str_find_byte(name, ':') == STR_NOT_FOUND ? name : STR("docs");
}
