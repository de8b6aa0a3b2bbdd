/* XML -> tags, text and their attributes, strictly (XML 1.0, and Namespaces
 * in XML for prefixes). No entities but XML's own five, no internal subset:
 * an EPUB has neither.
 *
 * Written to be sure of our own files, so nothing is repaired: the first
 * break ends it.
 */
#include "base/utf8.h"
#include "epub/check.h"

#include "base/banned.h"

#define DEEPEST 512

void parser_start(struct parser *p, str text, struct arena *a)
{
	size_t bad;
	*p = (struct parser){.text = text, .arena = a};
	if (str_starts(text, STR("\xEF\xBB\xBF")))
		p->at = 3;
	if (!utf8_is_valid(text, &bad))
		p->problem = "not UTF-8";
}

static enum event broken(struct parser *p, const char *problem)
{
	if (!p->problem)
		p->problem = problem;
	return EVENT_BROKEN;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

bool xml_is_blank(str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!is_blank(text.text[i]))
			return false;
	return true;
}

/* ASCII is exact; beyond it any letter will do. */
static bool is_name_start(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
	       c == ':' || (unsigned char)c >= 0x80;
}

static bool is_name_part(char c)
{
	return is_name_start(c) || (c >= '0' && c <= '9') || c == '-' ||
	       c == '.';
}

static bool has(const struct parser *p, const char *text)
{
	str wanted = str_of(text);
	return p->text.len - p->at >= wanted.len &&
	       memcmp(p->text.text + p->at, wanted.text, wanted.len) == 0;
}

static void pass_blanks(struct parser *p)
{
	while (p->at < p->text.len && is_blank(p->text.text[p->at]))
		p->at++;
}

static str read_name(struct parser *p)
{
	size_t from = p->at;
	if (p->at < p->text.len && is_name_start(p->text.text[p->at]))
		while (p->at < p->text.len && is_name_part(p->text.text[p->at]))
			p->at++;
	return str_cut(p->text, from, p->at);
}

static bool is_character(uint32_t c)
{
	return c == '\t' || c == '\n' || c == '\r' ||
	       (c >= 0x20 && c < 0xD800) || (c >= 0xE000 && c < 0xFFFE) ||
	       (c >= 0x10000 && c < 0x110000);
}

static uint32_t read_number(str digits, unsigned base)
{
	uint32_t number = 0;
	for (size_t i = 0; i < digits.len; i++) {
		char c = digits.text[i];
		unsigned digit = c >= '0' && c <= '9'   ? (unsigned)(c - '0')
				 : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a' + 10)
				 : c >= 'A' && c <= 'F' ? (unsigned)(c - 'A' + 10)
							: 99;
		if (digit >= base || number > 0x10FFFF)
			return 0;
		number = number * base + digit;
	}
	return number;
}

/* The reference at s.text[*at], '&'; 0: there is no such thing. */
static uint32_t read_reference(str s, size_t *at)
{
	static const struct { const char *name; char c; } known[] = {
		{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'},
		{"apos", '\''},
	};
	size_t end = *at + 1;
	while (end < s.len && end - *at < 12 && s.text[end] != ';')
		end++;
	if (end >= s.len || s.text[end] != ';')
		return 0;
	str name = str_cut(s, *at + 1, end);
	*at = end + 1;
	uint32_t c = 0;
	if (str_starts(name, STR("#x")))
		c = read_number(str_from(name, 2), 16);
	else if (str_starts(name, STR("#")))
		c = read_number(str_from(name, 1), 10);
	else
		for (size_t i = 0; i < sizeof known / sizeof *known; i++)
			if (str_equal(name, str_of(known[i].name)))
				c = (uint32_t)known[i].c;
	return is_character(c) ? c : 0;
}

/* 1: control character; 2: '&'; 3: perhaps U+FFFE; 4: ']' or '<'. */
static const unsigned char looks[256] = {
	1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 0, 1, 1,
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	['&'] = 2, [0xEF] = 3, [']'] = 4, ['<'] = 4,
};

/* Every character and reference of a run may stand in XML. */
static bool is_sound(struct parser *p, str run)
{
	size_t at = 0;
	while (at < run.len) {
		unsigned char look = looks[(unsigned char)run.text[at]];
		if (look == 0) {
			at++;
			continue;
		}
		if (look == 2) {
			if (!read_reference(run, &at))
				return broken(p, "entity") != EVENT_BROKEN;
			continue;
		}
		str rest = look == 1 ? STR_NONE : str_from(run, at);
		if (look == 1 || str_starts(rest, STR("\xEF\xBF\xBE")) ||
		    str_starts(rest, STR("\xEF\xBF\xBF")))
			return broken(p, "character") != EVENT_BROKEN;
		if (str_starts(rest, STR("]]>")) || str_starts(rest, STR("<")))
			return broken(p, "]]> or <") != EVENT_BROKEN;
		at++;
	}
	return true;
}

static str expand(struct parser *p, str value)
{
	if (str_find_byte(value, '&') == STR_NOT_FOUND)
		return value;
	struct buf out;
	buf_init(&out, p->arena, BUF_NO_MAXIMUM);
	size_t at = 0;
	while (at < value.len)
		if (value.text[at] == '&')
			buf_add_code_point(&out, read_reference(value, &at));
		else
			buf_add_byte(&out, value.text[at++]);
	return buf_str(&out);
}

static const str *find(const struct parser *p, str name)
{
	for (size_t i = 0; i < p->attribute_count; i++)
		if (str_equal(p->attributes[i].name, name))
			return &p->attributes[i].value;
	return NULL;
}

const str *parser_attribute(const struct parser *p, const char *name)
{
	return find(p, str_of(name));
}

static bool read_attribute(struct parser *p)
{
	struct xml_attribute attribute = {.name = read_name(p)};
	pass_blanks(p);
	if (!attribute.name.len || !has(p, "="))
		return false;
	p->at++;
	pass_blanks(p);
	if (!has(p, "\"") && !has(p, "'"))
		return false;
	char quote = p->text.text[p->at++];
	size_t from = p->at;
	while (p->at < p->text.len && p->text.text[p->at] != quote)
		p->at++;
	if (p->at == p->text.len)
		return false;
	str value = str_cut(p->text, from, p->at++);
	if (str_contains(value, STR("<")) || !is_sound(p, value) ||
	    find(p, attribute.name) ||
	    p->attribute_count == MOST_ATTRIBUTES)
		return false;
	attribute.value = expand(p, value);
	if (str_starts(attribute.name, STR("xmlns:")))
		list_push(p->arena, &p->prefixes, (struct xml_prefix){
			str_from(attribute.name, 6), p->open.count + 1});
	p->attributes[p->attribute_count++] = attribute;
	return true;
}

static bool is_declared(const struct parser *p, str name)
{
	size_t colon = str_find_byte(name, ':');
	str prefix = str_cut(name, 0, colon == STR_NOT_FOUND ? 0 : colon);
	if (colon == STR_NOT_FOUND || str_equal(prefix, STR("xml")) ||
	    str_equal(prefix, STR("xmlns")))
		return true;
	for (size_t i = 0; i < p->prefixes.count; i++)
		if (str_equal(p->prefixes.at[i].name, prefix))
			return true;
	return false;
}

static bool has_declared_names(const struct parser *p)
{
	for (size_t i = 0; i < p->attribute_count; i++)
		if (!is_declared(p, p->attributes[i].name))
			return false;
	return is_declared(p, p->name);
}

static enum event open_tag(struct parser *p)
{
	p->at++;
	p->name = read_name(p);
	p->attribute_count = 0;
	if (!p->name.len || (p->has_root && !p->open.count))
		return broken(p, "tag");
	for (;;) {
		size_t before = p->at;
		pass_blanks(p);
		if (has(p, ">") || has(p, "/>"))
			break;
		if (before == p->at || !read_attribute(p))
			return broken(p, "attribute");
	}
	p->is_empty = has(p, "/>");
	p->at += p->is_empty ? 2 : 1;
	p->has_root = true;
	if (p->open.count == DEEPEST)
		return broken(p, "nested too deep");
	list_push(p->arena, &p->open, p->name);
	if (!has_declared_names(p))
		return broken(p, "undeclared prefix");
	return EVENT_OPEN;
}

static enum event close_element(struct parser *p)
{
	p->name = p->open.at[p->open.count - 1];
	while (p->prefixes.count &&
	       p->prefixes.at[p->prefixes.count - 1].depth == p->open.count)
		p->prefixes.count--;
	p->open.count--;
	p->is_empty = false;
	return EVENT_CLOSE;
}

static enum event close_tag(struct parser *p)
{
	p->at += 2;
	str name = read_name(p);
	pass_blanks(p);
	if (!has(p, ">") || !p->open.count ||
	    !str_equal(name, p->open.at[p->open.count - 1]))
		return broken(p, "end tag");
	p->at++;
	return close_element(p);
}

/* Past `end`, which must come. */
static bool pass_to(struct parser *p, size_t skip, const char *end)
{
	size_t at = str_find_from(p->text, str_of(end), p->at + skip);
	if (at == STR_NOT_FOUND)
		return broken(p, "unfinished") != EVENT_BROKEN;
	p->at = at + strlen(end);
	return true;
}

static bool pass_comment(struct parser *p)
{
	size_t from = p->at + 4;
	if (!pass_to(p, 4, "--"))
		return false;
	if (!has(p, ">"))
		return broken(p, "-- in a comment") != EVENT_BROKEN;
	str text = str_cut(p->text, from, p->at - 2);
	p->at++;
	for (size_t i = 0; i < text.len; i++)
		if (looks[(unsigned char)text.text[i]] == 1)
			return broken(p, "character") != EVENT_BROKEN;
	return true;
}

static bool pass_doctype(struct parser *p)
{
	size_t from = p->at + 9;
	if (p->has_root || p->doctype.len || !pass_to(p, 9, ">"))
		return broken(p, "doctype") != EVENT_BROKEN;
	p->doctype = str_trim(str_cut(p->text, from, p->at - 1));
	if (str_contains(p->doctype, STR("[")))
		return broken(p, "internal subset") != EVENT_BROKEN;
	return true;
}

static bool pass_instruction(struct parser *p)
{
	bool is_declaration = has(p, "<?xml") && p->at + 5 < p->text.len &&
			      is_blank(p->text.text[p->at + 5]);
	size_t start = str_starts(p->text, STR("\xEF\xBB\xBF")) ? 3 : 0;
	if (is_declaration && p->at != start)
		return broken(p, "late XML declaration") != EVENT_BROKEN;
	return pass_to(p, 2, "?>");
}

static enum event read_text(struct parser *p)
{
	const char *here = p->text.text + p->at;
	const char *end = memchr(here, '<', p->text.len - p->at);
	size_t len = end ? (size_t)(end - here) : p->text.len - p->at;
	p->run = str_cut(p->text, p->at, p->at + len);
	if (!p->open.count && !xml_is_blank(p->run))
		return broken(p, "text outside the root");
	if (!is_sound(p, p->run))
		return EVENT_BROKEN;
	p->at += len;
	return EVENT_TEXT;
}

static enum event read_cdata(struct parser *p)
{
	size_t from = p->at + 9;
	if (!p->open.count || !pass_to(p, 9, "]]>"))
		return broken(p, "CDATA");
	p->run = str_cut(p->text, from, p->at - 3);
	return EVENT_TEXT;
}

enum event parser_next(struct parser *p)
{
	while (!p->problem) {
		p->from = p->at;
		if (p->is_empty)
			return close_element(p);
		if (p->at >= p->text.len)
			return p->has_root && !p->open.count
			       ? EVENT_END : broken(p, "unfinished");
		if (p->text.text[p->at] != '<')
			return read_text(p);
		if (has(p, "</"))
			return close_tag(p);
		if (has(p, "<![CDATA["))
			return read_cdata(p);
		bool is_passed = has(p, "<!--")        ? pass_comment(p)
				 : has(p, "<!DOCTYPE") ? pass_doctype(p)
				 : has(p, "<?")        ? pass_instruction(p)
						       : false;
		if (!is_passed && !p->problem)
			return open_tag(p);
	}
	return EVENT_BROKEN;
}
