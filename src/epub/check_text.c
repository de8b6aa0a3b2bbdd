/* One XHTML file -> what breaks the rules of HTML and EPUB in it (EPUB 3.3,
 * XHTML content documents); its ids and links are kept for check.c.
 *
 * SVG and MathML inside are passed over: banxin writes none.
 */
#include "epub/check.h"

#include "base/banned.h"

struct open_element {
	const struct element *element;
	unsigned content;             /* what may stand here now */
	unsigned children;
	bool has_reading;             /* an <rt> in a <ruby> */
	bool has_text;
};

struct reading {
	struct check *check;
	struct parser parser;
	LIST(struct open_element) open;
	size_t foreign;               /* depth inside SVG or MathML */
	size_t links;                 /* open <a> and <button> */
	unsigned titles, heads, bodies;
	str prefixes;                 /* epub:prefix */
};

static void fault(struct reading *r, const char *rule, str fact)
{
	check_fault(r->check, r->parser.from, rule, fact);
}

static struct open_element *top(struct reading *r)
{
	return r->open.count ? &r->open.at[r->open.count - 1] : NULL;
}

/* "z3998:x" needs z3998 declared. */
static void judge_types(struct reading *r, str value)
{
	size_t at = 0;
	while (at < value.len) {
		size_t end = at;
		while (end < value.len && value.text[end] != ' ')
			end++;
		str token = str_cut(value, at, end);
		size_t colon = str_find_byte(token, ':');
		at = end + 1;
		if (colon == STR_NOT_FOUND)
			continue;
		str prefix = str_cut(token, 0, colon + 1);
		if (!str_contains(r->prefixes, prefix) &&
		    !str_has_word(STR("msv: prism:"), prefix))
			fault(r, "OPF-028", token);
	}
}

static void judge_attribute(struct reading *r, const struct element *element,
			    const struct xml_attribute *attribute)
{
	struct check *c = r->check;
	struct entry *entry = &c->entries.at[c->current];
	str name = attribute->name, value = attribute->value;
	const char *rule = attribute_problem(name, str_trim(value));
	if (!attribute_is_allowed(element, name))
		fault(r, "RSC-005", name);
	else if (rule)
		fault(r, rule, name);
	if (str_equal(name, STR("id")) &&
	    !map_add(&c->ids, (uint32_t)c->current, value, 0))
		fault(r, "RSC-005", value);
	if (str_starts(name, STR("on")))
		entry->has_script = true;
	if (str_equal(name, STR("epub:type")))
		judge_types(r, value);
}

static void judge_attributes(struct reading *r, const struct element *element)
{
	const struct parser *p = &r->parser;
	for (size_t i = 0; i < p->attribute_count; i++)
		judge_attribute(r, element, &p->attributes[i]);
	const str *lang = parser_attribute(p, "lang");
	const str *xml_lang = parser_attribute(p, "xml:lang");
	if (lang && xml_lang && !str_equal_fold(*lang, *xml_lang))
		fault(r, "RSC-005", STR("lang"));
}

static void refer(struct reading *r, enum reference_kind kind,
		  const char *name)
{
	const str *address = parser_attribute(&r->parser, name);
	if (address)
		check_refer(r->check, kind, r->parser.from,
			    str_trim(*address));
}

static void judge_links(struct reading *r, const struct element *element)
{
	const struct parser *p = &r->parser;
	str name = str_of(element->name);
	if (str_has_word(STR("a area"), name))
		refer(r, REFERENCE_LINK, "href");
	else if (str_equal(name, STR("link")))
		refer(r, REFERENCE_STYLE, "href");
	else if (str_has_word(STR("img audio video source iframe embed "
				  "script"),
			      name))
		refer(r, REFERENCE_PICTURE, "src");
	if (str_equal(name, STR("img")) && !parser_attribute(p, "src"))
		fault(r, "RSC-005", STR("img src"));
}

static void judge_root(struct reading *r)
{
	const struct parser *p = &r->parser;
	const str *space = parser_attribute(p, "xmlns");
	const str *prefixes = parser_attribute(p, "epub:prefix");
	if (!str_equal(p->name, STR("html")) || !space ||
	    !str_equal(*space, STR("http://www.w3.org/1999/xhtml")))
		fault(r, "RSC-005", p->name);
	if (p->doctype.len && !str_equal_fold(p->doctype, STR("html")) &&
	    !str_contains(p->doctype, STR("about:legacy-compat")))
		fault(r, "HTM-004", p->doctype);
	if (prefixes)
		r->prefixes = *prefixes;
}

/* Where the parent holds it, or not. */
static void judge_place(struct reading *r, const struct element *element)
{
	struct open_element *parent = top(r);
	str name = str_of(element->name);
	if (!parent) {
		judge_root(r);
		return;
	}
	if (!element_may_hold(parent->element, parent->content, element))
		fault(r, "RSC-005", arena_format(
			r->check->arena, "%s > %s", parent->element->name,
			element->name));
	if (str_equal(name, STR("caption")) && parent->children)
		fault(r, "RSC-005", name);
	if (str_equal(name, STR("rt")))
		parent->has_reading = true;
	parent->children++;
	if (r->links && (element->kind & IS_INTERACTIVE))
		fault(r, "RSC-005", name);
}

static void count_parts(struct reading *r, str name)
{
	struct check *c = r->check;
	r->titles += str_equal(name, STR("title"));
	r->heads += str_equal(name, STR("head"));
	r->bodies += str_equal(name, STR("body"));
	r->links += str_has_word(STR("a button"), name);
	if (str_has_word(STR("script form input"), name))
		c->entries.at[c->current].has_script = true;
}

static bool enter_foreign(struct reading *r)
{
	struct check *c = r->check;
	struct entry *entry = &c->entries.at[c->current];
	bool is_svg = str_equal(r->parser.name, STR("svg")) ||
		      str_starts(r->parser.name, STR("svg:"));
	bool is_math = str_equal(r->parser.name, STR("math")) ||
		       str_starts(r->parser.name, STR("m:")) ||
		       str_starts(r->parser.name, STR("math:"));
	if (!is_svg && !is_math && !r->foreign)
		return false;
	entry->has_svg |= is_svg;
	entry->has_math |= is_math;
	r->foreign++;
	return true;
}

static void enter(struct reading *r)
{
	static const struct element unknown = {
		"?", 0, IS_FLOW | IS_PHRASING | IS_HEAD, "", ""};
	struct open_element *parent = top(r);
	if (enter_foreign(r))
		return;
	const struct element *element = element_find(r->parser.name);
	if (!element) {
		fault(r, "RSC-005", r->parser.name);
		element = &unknown;
	} else {
		judge_place(r, element);
		judge_attributes(r, element);
		judge_links(r, element);
		count_parts(r, r->parser.name);
	}
	struct open_element open = {.element = element,
				    .content = element->content};
	if ((element->kind & IS_TRANSPARENT) && parent)
		open.content = parent->content;
	list_push(r->check->arena, &r->open, open);
}

static void leave(struct reading *r)
{
	if (r->foreign) {
		r->foreign--;
		return;
	}
	struct open_element *closed = top(r);
	str name = str_of(closed->element->name);
	if (str_equal(name, STR("ruby")) && !closed->has_reading)
		fault(r, "RSC-005", name);
	if (str_equal(name, STR("title")) && !closed->has_text)
		fault(r, "RSC-005", name);
	if (str_has_word(STR("a button"), name))
		r->links--;
	r->open.count--;
}

static void judge_text(struct reading *r)
{
	struct open_element *open = top(r);
	if (r->foreign || !open || xml_is_blank(r->parser.run))
		return;
	open->has_text = true;
	if (!(open->content & (IS_FLOW | IS_PHRASING | IS_TEXT)))
		fault(r, "RSC-005", arena_format(
			r->check->arena, "%s > text", open->element->name));
}

void check_text(struct check *c, size_t entry)
{
	struct reading *r = arena_new(c->arena, struct reading);
	*r = (struct reading){.check = c, .prefixes = STR_NONE};
	c->current = entry;
	parser_start(&r->parser, c->entries.at[entry].bytes, c->arena);
	for (;;) {
		switch (parser_next(&r->parser)) {
		case EVENT_OPEN: enter(r); break;
		case EVENT_CLOSE: leave(r); break;
		case EVENT_TEXT: judge_text(r); break;
		case EVENT_BROKEN:
			fault(r, "RSC-016", str_of(r->parser.problem));
			return;
		case EVENT_END:
			if (r->titles > 1 || r->heads != 1 || r->bodies != 1)
				fault(r, "RSC-005", STR("html"));
			return;
		}
	}
}
