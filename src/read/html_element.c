/* What each HTML element means for a book: one table, in the order of names,
 * and the lexer of a single tag.
 */
#include "read/html.h"

#include "base/banned.h"

static const struct html_element elements[] = {
	{"a", ROLE_PHRASE, 0, PHRASE_LINK},
	{"abbr", ROLE_UNWRAP, 0, 0},
	{"acronym", ROLE_UNWRAP, 0, 0},
	{"address", ROLE_GROUP, HTML_CLOSES_P, 0},
	{"applet", ROLE_PLAYER, 0, 0},
	{"area", ROLE_IGNORED, HTML_VOID, 0},
	{"article", ROLE_GROUP, HTML_CLOSES_P, 0},
	{"aside", ROLE_GROUP, HTML_CLOSES_P, 0},
	{"audio", ROLE_PLAYER, 0, 0},
	{"author", ROLE_FEED_FACT, 0, 0},
	{"b", ROLE_PHRASE, 0, PHRASE_STRONG},
	{"base", ROLE_IGNORED, HTML_VOID | HTML_IN_HEAD, 0},
	{"bdi", ROLE_UNWRAP, 0, 0},
	{"bdo", ROLE_UNWRAP, 0, 0},
	{"bgsound", ROLE_IGNORED, HTML_VOID, 0},
	{"big", ROLE_UNWRAP, 0, 0},
	{"blockquote", ROLE_QUOTE, HTML_CLOSES_P, 0},
	{"body", ROLE_GROUP, 0, 0},
	{"br", ROLE_BREAK, HTML_VOID, 0},
	{"button", ROLE_CONTROL, 0, 0},
	{"canvas", ROLE_IGNORED, 0, 0},
	{"caption", ROLE_CAPTION, 0, 0},
	{"category", ROLE_FEED_FACT, 0, 0},
	{"center", ROLE_GROUP, HTML_CLOSES_P, 0},
	{"channel", ROLE_GROUP, 0, 0},
	{"cite", ROLE_PHRASE, 0, PHRASE_SPAN},
	{"code", ROLE_PHRASE, 0, PHRASE_CODE},
	{"col", ROLE_IGNORED, HTML_VOID, 0},
	{"colgroup", ROLE_IGNORED, 0, 0},
	{"data", ROLE_UNWRAP, 0, 0},
	{"datalist", ROLE_CONTROL, 0, 0},
	{"dd", ROLE_GROUP, HTML_CLOSES_P | HTML_ENDS_SIBLING, 0},
	{"del", ROLE_PHRASE, 0, PHRASE_STRIKE},
	{"description", ROLE_FEED_FACT, 0, 0},
	{"details", ROLE_GROUP, HTML_CLOSES_P, 0},
	{"dfn", ROLE_PHRASE, 0, PHRASE_EMPHASIS},
	{"dialog", ROLE_GROUP, HTML_CLOSES_P, 0},
	{"dir", ROLE_LIST, HTML_CLOSES_P, 0},
	{"div", ROLE_GROUP, HTML_CLOSES_P, 0},
	{"dl", ROLE_GROUP, HTML_CLOSES_P, 0},
	{"docs", ROLE_FEED_FACT, 0, 0},
	{"dt", ROLE_PARAGRAPH, HTML_CLOSES_P | HTML_ENDS_SIBLING, 0},
	{"em", ROLE_PHRASE, 0, PHRASE_EMPHASIS},
	{"embed", ROLE_PLAYER, HTML_VOID, 0},
	{"encoded", ROLE_FEED_FACT, 0, 0},
	{"fieldset", ROLE_GROUP, HTML_CLOSES_P, 0},
	{"figcaption", ROLE_CAPTION, HTML_CLOSES_P, 0},
	{"figure", ROLE_FIGURE, HTML_CLOSES_P, 0},
	{"font", ROLE_PHRASE, 0, PHRASE_SPAN},
	{"footer", ROLE_GROUP, HTML_CLOSES_P, 0},
	{"form", ROLE_GROUP, HTML_CLOSES_P, 0},
	{"frame", ROLE_PLAYER, HTML_VOID, 0},
	{"frameset", ROLE_GROUP, 0, 0},
	{"generator", ROLE_FEED_FACT, 0, 0},
	{"guid", ROLE_FEED_FACT, 0, 0},
	{"h1", ROLE_HEADING, HTML_CLOSES_P | HTML_ENDS_SIBLING, 0},
	{"h2", ROLE_HEADING, HTML_CLOSES_P | HTML_ENDS_SIBLING, 1},
	{"h3", ROLE_HEADING, HTML_CLOSES_P | HTML_ENDS_SIBLING, 2},
	{"h4", ROLE_HEADING, HTML_CLOSES_P | HTML_ENDS_SIBLING, 3},
	{"h5", ROLE_HEADING, HTML_CLOSES_P | HTML_ENDS_SIBLING, 4},
	{"h6", ROLE_HEADING, HTML_CLOSES_P | HTML_ENDS_SIBLING, 5},
	{"head", ROLE_GROUP, HTML_IN_HEAD, 0},
	{"header", ROLE_GROUP, HTML_CLOSES_P, 0},
	{"hgroup", ROLE_GROUP, HTML_CLOSES_P, 0},
	{"hr", ROLE_RULE, HTML_VOID | HTML_CLOSES_P, 0},
	{"html", ROLE_GROUP, HTML_IN_HEAD, 0},
	{"i", ROLE_PHRASE, 0, PHRASE_EMPHASIS},
	{"iframe", ROLE_PLAYER, 0, 0},
	{"image", ROLE_FEED_FACT, 0, 0},
	{"img", ROLE_IMAGE, HTML_VOID, 0},
	{"input", ROLE_CONTROL, HTML_VOID, 0},
	{"ins", ROLE_PHRASE, 0, PHRASE_UNDERLINE},
	{"item", ROLE_FEED_ITEM, HTML_CLOSES_P, 0},
	{"kbd", ROLE_PHRASE, 0, PHRASE_CODE},
	{"keygen", ROLE_CONTROL, HTML_VOID, 0},
	{"label", ROLE_UNWRAP, 0, 0},
	{"language", ROLE_FEED_FACT, 0, 0},
	{"lastbuilddate", ROLE_FEED_FACT, 0, 0},
	{"legend", ROLE_PARAGRAPH, HTML_CLOSES_P, 0},
	{"li", ROLE_ITEM, HTML_CLOSES_P | HTML_ENDS_SIBLING, 0},
	{"link", ROLE_IGNORED, HTML_VOID | HTML_IN_HEAD, 0},
	{"listing", ROLE_CODE, HTML_CLOSES_P, 0},
	{"main", ROLE_GROUP, HTML_CLOSES_P, 0},
	{"map", ROLE_UNWRAP, 0, 0},
	{"mark", ROLE_UNWRAP, 0, 0},
	{"marquee", ROLE_GROUP, 0, 0},
	{"math", ROLE_IGNORED, HTML_CUT, 0},
	{"menu", ROLE_LIST, HTML_CLOSES_P, 0},
	{"meta", ROLE_META, HTML_VOID | HTML_IN_HEAD, 0},
	{"meter", ROLE_CONTROL, 0, 0},
	{"nav", ROLE_GROUP, HTML_CLOSES_P, 0},
	{"nobr", ROLE_UNWRAP, 0, 0},
	{"noframes", ROLE_GROUP, 0, 0},
	{"noscript", ROLE_NOSCRIPT, HTML_IN_HEAD, 0},
	{"object", ROLE_PLAYER, 0, 0},
	{"ol", ROLE_LIST, HTML_CLOSES_P, 1},
	{"optgroup", ROLE_CONTROL, HTML_ENDS_SIBLING, 0},
	{"option", ROLE_CONTROL, HTML_ENDS_SIBLING, 0},
	{"output", ROLE_UNWRAP, 0, 0},
	{"p", ROLE_PARAGRAPH, HTML_CLOSES_P, 0},
	{"param", ROLE_IGNORED, HTML_VOID, 0},
	{"picture", ROLE_UNWRAP, 0, 0},
	{"pre", ROLE_CODE, HTML_CLOSES_P, 0},
	{"progress", ROLE_CONTROL, 0, 0},
	{"pubdate", ROLE_FEED_FACT, 0, 0},
	{"q", ROLE_QUOTED, 0, 0},
	{"rb", ROLE_UNWRAP, HTML_ENDS_SIBLING, 0},
	{"rp", ROLE_IGNORED, HTML_ENDS_SIBLING, 0},
	{"rss", ROLE_GROUP, 0, 0},
	{"rt", ROLE_UNWRAP, HTML_ENDS_SIBLING, 0},
	{"rtc", ROLE_UNWRAP, HTML_ENDS_SIBLING, 0},
	{"ruby", ROLE_RUBY, 0, 0},
	{"s", ROLE_PHRASE, 0, PHRASE_STRIKE},
	{"samp", ROLE_PHRASE, 0, PHRASE_CODE},
	{"script", ROLE_IGNORED, HTML_CODE | HTML_IN_HEAD, 0},
	{"search", ROLE_GROUP, HTML_CLOSES_P, 0},
	{"section", ROLE_GROUP, HTML_CLOSES_P, 0},
	{"select", ROLE_CONTROL, 0, 0},
	{"slot", ROLE_UNWRAP, 0, 0},
	{"small", ROLE_UNWRAP, 0, 0},
	{"source", ROLE_IGNORED, HTML_VOID, 0},
	{"span", ROLE_PHRASE, 0, PHRASE_SPAN},
	{"strike", ROLE_PHRASE, 0, PHRASE_STRIKE},
	{"strong", ROLE_PHRASE, 0, PHRASE_STRONG},
	{"style", ROLE_IGNORED, HTML_CODE | HTML_IN_HEAD, 0},
	{"sub", ROLE_PHRASE, 0, PHRASE_SUB},
	{"summary", ROLE_PARAGRAPH, HTML_CLOSES_P, 0},
	{"sup", ROLE_PHRASE, 0, PHRASE_SUPER},
	{"svg", ROLE_IGNORED, HTML_CUT, 0},
	{"table", ROLE_TABLE, HTML_CLOSES_P, 0},
	{"tbody", ROLE_TABLE_PART, HTML_ENDS_SIBLING, 0},
	{"td", ROLE_CELL, HTML_ENDS_SIBLING, 0},
	{"template", ROLE_IGNORED, HTML_CUT | HTML_IN_HEAD, 0},
	{"textarea", ROLE_CONTROL, 0, 0},
	{"tfoot", ROLE_TABLE_PART, HTML_ENDS_SIBLING, 0},
	{"th", ROLE_CELL, HTML_ENDS_SIBLING, 1},
	{"thead", ROLE_TABLE_PART, HTML_ENDS_SIBLING, 0},
	{"time", ROLE_PHRASE, 0, PHRASE_SPAN},
	{"title", ROLE_TITLE, HTML_IN_HEAD, 0},
	{"tr", ROLE_ROW, HTML_ENDS_SIBLING, 0},
	{"track", ROLE_IGNORED, HTML_VOID, 0},
	{"tt", ROLE_PHRASE, 0, PHRASE_CODE},
	{"ttl", ROLE_FEED_FACT, 0, 0},
	{"u", ROLE_PHRASE, 0, PHRASE_UNDERLINE},
	{"ul", ROLE_LIST, HTML_CLOSES_P, 0},
	{"var", ROLE_PHRASE, 0, PHRASE_EMPHASIS},
	{"video", ROLE_PLAYER, 0, 0},
	{"wbr", ROLE_IGNORED, HTML_VOID, 0},
	{"webmaster", ROLE_FEED_FACT, 0, 0},
	{"xmp", ROLE_CODE, HTML_CLOSES_P, 0},
};

#define LONGEST_NAME 16

const struct html_element *html_element(str name)
{
	char lower[LONGEST_NAME];
	if (name.len >= LONGEST_NAME)
		return NULL;
	for (size_t i = 0; i < name.len; i++) {
		char byte = name.text[i];
		lower[i] = byte >= 'A' && byte <= 'Z' ? (char)(byte + 32) : byte;
	}
	str wanted = {lower, name.len};
	size_t low = 0, high = sizeof elements / sizeof elements[0];
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = str_compare(wanted, str_of(elements[middle].name));
		if (order == 0)
			return &elements[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

static bool is_letter(char byte)
{
	char lower = (char)(byte | 0x20);
	return lower >= 'a' && lower <= 'z';
}

static bool is_name_byte(char byte)
{
	return is_letter(byte) || (byte >= '0' && byte <= '9') || byte == ':' ||
	       byte == '-' || byte == '_' || byte == '.';
}

static bool is_white(char byte)
{
	return byte == ' ' || byte == '\n' || byte == '\t';
}

bool html_is_name(str name)
{
	for (size_t i = 0; i < name.len; i++)
		if (!is_name_byte(name.text[i]))
			return false;
	return true;
}

/* Behind the quoted value that opens at `at`; when its partner is missing
 * the quote is an ordinary character. */
static size_t skip_quoted(struct html_scan *scan, size_t at)
{
	char quote = scan->text.text[at];
	bool *lacks = quote == '"' ? &scan->lacks_double : &scan->lacks_single;
	const char *end = NULL;
	if (!*lacks)
		end = memchr(scan->text.text + at + 1, quote,
			     scan->text.len - at - 1);
	if (!end) {
		*lacks = true;
		return at + 1;
	}
	return (size_t)(end - scan->text.text) + 1;
}

/* Each unfinished tag costs a walk to the end of the text. */
#define MOST_OPEN 1000

/* HTML Standard 13.2.5.32 ff.: a quote only counts behind an equals sign. */
bool html_tag(struct html_scan *scan, size_t at, struct html_tag *tag)
{
	str text = scan->text;
	size_t i = at + 1;
	tag->is_end = i < text.len && text.text[i] == '/';
	i += tag->is_end;
	if (i >= text.len || !is_letter(text.text[i]) ||
	    scan->open_count > MOST_OPEN)
		return false;
	size_t from = i;
	while (i < text.len && !is_white(text.text[i]) &&
	       text.text[i] != '/' && text.text[i] != '>' &&
	       text.text[i] != '<')
		i++;
	tag->name = str_cut(text, from, i);
	tag->has_open_quote = false;
	tag->attributes = 0;
	bool is_behind_equals = false, is_between = true;
	while (i < text.len && text.text[i] != '>') {
		char byte = text.text[i];
		if (is_behind_equals && (byte == '"' || byte == '\'')) {
			size_t behind = skip_quoted(scan, i);
			tag->has_open_quote |= behind == i + 1;
			i = behind;
			is_behind_equals = false;
			is_between = true;
			continue;
		}
		if (byte == '<' && !is_behind_equals)
			break;
		bool parts = is_white(byte) || byte == '/';
		tag->attributes += is_between && !parts && !is_behind_equals;
		if (!is_white(byte))
			is_behind_equals = byte == '=';
		is_between = parts;
		i++;
	}
	scan->open_count += i == text.len;
	tag->end = i < text.len && text.text[i] == '>' ? i + 1 : i;
	return i < text.len;
}
