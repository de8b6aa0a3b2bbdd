/* A style sheet -> what EPUB readers stumble over: braces, brackets and
 * strings that do not close, declarations without a value, files that are
 * not there, properties that EPUB forbids (EPUB 3.3, CSS style sheets).
 */
#include "epub/check.h"

#include "base/banned.h"

struct reading {
	struct check *check;
	str text;
	size_t at;
	size_t braces;
	size_t begin;                 /* of this declaration or selector */
};

static void fault(struct reading *r, const char *rule, str fact)
{
	check_fault(r->check, r->at, rule, fact);
}

static bool pass_comment(struct reading *r)
{
	if (!str_starts(str_from(r->text, r->at), STR("/*")))
		return false;
	size_t end = str_find_from(r->text, STR("*/"), r->at + 2);
	if (end == STR_NOT_FOUND)
		fault(r, "CSS-008", STR("/*"));
	r->at = end == STR_NOT_FOUND ? r->text.len : end + 2;
	return true;
}

static bool pass_string(struct reading *r)
{
	char quote = r->text.text[r->at];
	if (quote != '"' && quote != '\'')
		return false;
	size_t at = r->at + 1;
	while (at < r->text.len && r->text.text[at] != quote &&
	       r->text.text[at] != '\n')
		at += r->text.text[at] == '\\' ? 2 : 1;
	if (at >= r->text.len || r->text.text[at] != quote)
		fault(r, "CSS-008", STR("\""));
	r->at = at + 1;
	return true;
}

static str unquote(str s)
{
	s = str_trim(s);
	if (s.len >= 2 && (s.text[0] == '"' || s.text[0] == '\'') &&
	    s.text[s.len - 1] == s.text[0])
		return str_cut(s, 1, s.len - 1);
	return s;
}

static void judge_address(struct reading *r, str address)
{
	address = unquote(address);
	if (!str_starts(address, STR("#")) && !str_starts(address, STR("data:")))
		check_refer(r->check, REFERENCE_PICTURE, r->at, address);
}

static bool pass_address(struct reading *r)
{
	if (!str_starts(str_from(r->text, r->at), STR("url(")))
		return false;
	size_t end = str_find_from(r->text, STR(")"), r->at);
	if (end == STR_NOT_FOUND) {
		fault(r, "CSS-008", STR("url("));
		r->at = r->text.len;
		return true;
	}
	judge_address(r, str_cut(r->text, r->at + 4, end));
	r->at = end + 1;
	return true;
}

static void judge_declaration(struct reading *r)
{
	str text = str_trim(str_cut(r->text, r->begin, r->at));
	size_t colon = str_find_byte(text, ':');
	if (!r->braces || !text.len || text.text[0] == '@')
		return;
	str name = str_trim(str_cut(text, 0, colon));
	if (colon == STR_NOT_FOUND || !str_trim(str_from(text, colon + 1)).len)
		fault(r, "CSS-008", name);
	if (str_has_word(STR("direction unicode-bidi"), name))
		fault(r, "CSS-001", name);
}

static void judge_mark(struct reading *r)
{
	char c = r->text.text[r->at];
	if (c == '{') {
		r->braces++;
	} else if (c == '}') {
		judge_declaration(r);
		if (!r->braces)
			fault(r, "CSS-008", STR("}"));
		else
			r->braces--;
	} else if (c == ';') {
		judge_declaration(r);
	} else {
		r->at++;
		return;
	}
	r->begin = ++r->at;
}

void check_style(struct check *c, size_t entry)
{
	struct reading r = {.check = c, .text = c->entries.at[entry].bytes};
	c->current = entry;
	while (r.at < r.text.len) {
		size_t before = r.at;
		if (pass_comment(&r)) {
			/* Comments stand where a blank may. */
			if (xml_is_blank(str_cut(r.text, r.begin, before)))
				r.begin = r.at;
		} else if (!pass_string(&r) && !pass_address(&r)) {
			judge_mark(&r);
		}
	}
	r.at = r.text.len;
	if (r.braces)
		fault(&r, "CSS-008", STR("{"));
}
