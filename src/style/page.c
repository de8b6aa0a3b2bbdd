/* @page -> rules of its own (CSS Paged Media 3, 4 and 5): the page and each
 * margin box are elements like others, ":left", ":right" and ":first" their
 * classes, so the cascade knows nothing of pages.
 *
 * The paper's size and margins are the manifest's, since chapters are set on
 * one grid; here is only what stands in the margins. A chapter is what CSS
 * calls a document: its first page is ":first".
 */
#include "style/inside.h"

#include "base/banned.h"

#define PAGE STR("@page")
#define SIDE_SPECIFICITY 100
#define FIRST_SPECIFICITY 10000
#define CONTENT_MOST 16
#define CONTENTS_MOST 4096

static const char *const box_names[MARGIN_BOX_COUNT] = {
	[BOX_TOP_LEFT_CORNER] = "@top-left-corner",
	[BOX_TOP_LEFT] = "@top-left",
	[BOX_TOP_CENTER] = "@top-center",
	[BOX_TOP_RIGHT] = "@top-right",
	[BOX_TOP_RIGHT_CORNER] = "@top-right-corner",
	[BOX_BOTTOM_LEFT_CORNER] = "@bottom-left-corner",
	[BOX_BOTTOM_LEFT] = "@bottom-left",
	[BOX_BOTTOM_CENTER] = "@bottom-center",
	[BOX_BOTTOM_RIGHT] = "@bottom-right",
	[BOX_BOTTOM_RIGHT_CORNER] = "@bottom-right-corner",
	[BOX_LEFT_TOP] = "@left-top",
	[BOX_LEFT_MIDDLE] = "@left-middle",
	[BOX_LEFT_BOTTOM] = "@left-bottom",
	[BOX_RIGHT_TOP] = "@right-top",
	[BOX_RIGHT_MIDDLE] = "@right-middle",
	[BOX_RIGHT_BOTTOM] = "@right-bottom",
};

static const struct {
	const char *name;
	uint32_t specificity;
} pseudo_pages[] = {
	{":left", SIDE_SPECIFICITY}, {":right", SIDE_SPECIFICITY},
	{":first", FIRST_SPECIFICITY},
};

struct word_number {
	const char *name;
	int number;
};

static const struct word_number strings[] = {
	{"title", CONTENT_TITLE}, {"part", CONTENT_PART},
	{"chapter", CONTENT_CHAPTER}, {"section", CONTENT_SECTION}, {0}};
static const struct word_number counters[] = {
	{"page", CONTENT_PAGE}, {"pages", CONTENT_PAGES}, {0}};
static const struct word_number counter_styles[] = {
	{"decimal", COUNTER_DECIMAL}, {"lower-roman", COUNTER_LOWER_ROMAN},
	{"cjk-decimal", COUNTER_CJK_DECIMAL},
	{"cjk-ideographic", COUNTER_CJK_IDEOGRAPHIC},
	{"simp-chinese-informal", COUNTER_CJK_IDEOGRAPHIC},
	{"trad-chinese-informal", COUNTER_CJK_IDEOGRAPHIC}, {0}};

static bool find_number(const struct word_number *words,
			const struct css_token *token, int *out)
{
	if (token->kind != CSS_IDENT)
		return false;
	for (; words->name; words++) {
		if (!str_equal_fold(str_of(words->name), token->text))
			continue;
		*out = words->number;
		return true;
	}
	return false;
}

static bool is_mark(const struct css_token *token, char mark)
{
	return token->kind == CSS_MARK && token->mark == mark;
}

/* string(NAME), counter(NAME) or counter(NAME, STYLE); how many tokens that
 * was, or 0. */
static size_t read_function(const struct css_token *at, size_t count,
			    struct content_part *part)
{
	bool is_string = str_equal_fold(at->text, STR("string"));
	bool is_counter = str_equal_fold(at->text, STR("counter"));
	int kind = 0, counter = COUNTER_OWN;
	if (count < 3 || (!is_string && !is_counter) ||
	    !find_number(is_string ? strings : counters, &at[1], &kind))
		return 0;
	size_t used = 2;
	if (is_counter && count >= 5 && is_mark(&at[2], ',')) {
		if (!find_number(counter_styles, &at[3], &counter))
			return 0;
		used = 4;
	}
	*part = (struct content_part){.kind = (enum content_kind)kind,
				      .counter = (enum counter_style)counter};
	return is_mark(&at[used], ')') ? used + 1 : 0;
}

static size_t read_part(const struct css_token *at, size_t count,
			struct content_part *part)
{
	if (at->kind == CSS_FUNCTION)
		return read_function(at, count, part);
	*part = (struct content_part){.kind = CONTENT_TEXT, .text = at->text};
	return at->kind == CSS_STRING;
}

static bool read_content(struct parser *p, const struct css_token *values,
			 size_t count, struct css_value *out)
{
	struct content_part parts[CONTENT_MOST];
	size_t part_count = 0;
	*out = (struct css_value){UNIT_WORD, 0};
	if (count == 1 && values[0].kind == CSS_IDENT)
		return str_equal_fold(values[0].text, STR("none")) ||
		       str_equal_fold(values[0].text, STR("normal"));
	for (size_t i = 0; i < count;) {
		size_t used = 0;
		if (part_count < CONTENT_MOST)
			used = read_part(&values[i], count - i,
					 &parts[part_count++]);
		if (used == 0)
			return false;
		i += used;
	}
	if (part_count == 0 || p->sheet->contents.count == CONTENTS_MOST)
		return false;
	struct content_part *kept = arena_array(p->arena, struct content_part,
						part_count);
	memcpy(kept, parts, part_count * sizeof *parts);
	struct page_content content = {kept, part_count};
	list_push(p->arena, &p->sheet->contents, content);
	out->number = (int32_t)p->sheet->contents.count;
	return true;
}

/* "0.35pt solid", "none": how thick a rule is. */
static bool read_rule(const struct css_token *values, size_t count,
		      struct css_value *out)
{
	bool is_solid = false, has_width = false;
	for (size_t i = 0; i < count; i++) {
		if (property_length(&values[i], out))
			has_width = out->number >= 0;
		else if (values[i].kind != CSS_IDENT)
			return false;
		else if (str_equal_fold(values[i].text, STR("solid")))
			is_solid = true;
		else if (str_equal_fold(values[i].text, STR("none")) &&
			 count == 1)
			*out = (struct css_value){UNIT_LENGTH, 0};
		else
			return false;
	}
	if (count == 1)
		return out->number == 0;
	return has_width && is_solid && count == 2;
}

static const struct {
	const char *name;
	enum css_place place;         /* CSS_ELEMENT: in both */
	enum property_id id;
} page_properties[] = {
	{"border-top", CSS_PAGE, PROPERTY_RULE_TOP},
	{"border-bottom", CSS_PAGE, PROPERTY_RULE_BOTTOM},
	{"border", CSS_PAGE, PROPERTY_PAGE_FRAME},
	/* What CSS draws between columns stands between lines here. */
	{"column-rule", CSS_PAGE, PROPERTY_LINE_RULE},
	{"padding-top", CSS_ELEMENT, PROPERTY_PADDING_TOP},
	{"padding-bottom", CSS_ELEMENT, PROPERTY_PADDING_BOTTOM},
	{"content", CSS_MARGIN_BOX, PROPERTY_CONTENT},
};

/* Of the properties of text, those that a line in the margin can have. */
static bool is_for_margins(str name)
{
	static const char *const names[] = {
		"font-family", "font-size", "font-style", "font-weight",
		"color", "letter-spacing",
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_equal_fold(str_of(names[i]), name))
			return true;
	return false;
}

static bool read_value(struct parser *p, enum property_id id,
		       const struct css_token *values, size_t count,
		       struct css_value *out)
{
	if (id == PROPERTY_CONTENT)
		return read_content(p, values, count, out);
	if (id >= PROPERTY_RULE_TOP && id <= PROPERTY_LINE_RULE)
		return read_rule(values, count, out);
	return count == 1 && property_length(values, out) && out->number >= 0;
}

enum property_answer page_property_read(struct parser *p, str name,
					const struct css_token *values,
					size_t count, struct declarations *out)
{
	size_t rows = sizeof page_properties / sizeof *page_properties;
	for (size_t i = 0; i < rows; i++) {
		enum css_place place = page_properties[i].place;
		enum property_id id = page_properties[i].id;
		struct css_value value;
		if (!str_equal_fold(str_of(page_properties[i].name), name) ||
		    (place != CSS_ELEMENT && place != p->place))
			continue;
		if (count == 0 || !read_value(p, id, values, count, &value))
			return PROPERTY_BAD_VALUE;
		out->at[out->count++] = (struct declaration){id, value};
		return PROPERTY_UNDERSTOOD;
	}
	if (p->place == CSS_PAGE && (str_equal_fold(name, STR("size")) ||
				     str_starts(name, STR("margin"))))
		return PROPERTY_OF_MANIFEST;
	if (!is_for_margins(name))
		return PROPERTY_NOT_KNOWN;
	return property_read(name, values, count, out);
}

/* ":left:first", or nothing: any page. */
static void take_pseudo_pages(struct parser *p, struct selector *out)
{
	*out = (struct selector){.is_known = true};
	size_t count = sizeof pseudo_pages / sizeof *pseudo_pages;
	while (out->is_known && css_is_mark(p, ':')) {
		css_advance(p);
		size_t i = 0;
		while (i < count &&
		       !(p->token.kind == CSS_IDENT &&
			 str_equal_fold(str_of(pseudo_pages[i].name + 1),
					p->token.text)))
			i++;
		out->is_known = i < count && css_add_class(
			p, str_of(pseudo_pages[i].name), &out->right);
		if (out->is_known) {
			out->specificity += pseudo_pages[i].specificity;
			css_advance(p);
		}
	}
	css_skip_spaces(p);
	out->is_known &= css_is_mark(p, ',') || css_is_mark(p, '{');
}

#define SELECTORS_MOST 8

struct page_rule {
	struct selector at[SELECTORS_MOST];
	size_t count;
};

/* The rule's selectors once more, for the page or one of its boxes. */
static size_t open_rules(struct parser *p, const struct page_rule *rule,
			 str element)
{
	size_t first = p->sheet->rules.count;
	for (size_t i = 0; i < rule->count; i++) {
		struct selector selector = rule->at[i];
		if (css_add_element(p, element, &selector.right))
			css_add_rule(p, &selector);
	}
	return first;
}

/* The box an at-rule in @page names, or none. */
static enum margin_box find_box(str name)
{
	int i = 0;
	while (i < MARGIN_BOX_COUNT &&
	       !str_equal_fold(str_of(box_names[i] + 1), name))
		i++;
	return (enum margin_box)i;
}

static void take_box(struct parser *p, const struct page_rule *rule)
{
	struct css_token start = p->token;
	enum margin_box box = find_box(start.text);
	if (box == MARGIN_BOX_COUNT) {
		css_skip_at_rule(p);
		return;
	}
	css_advance(p);
	css_skip_spaces(p);
	if (!css_is_mark(p, '{')) {
		css_tell(p, &start, MSG_STYLE_SYNTAX,
			 WORDS(str_of(box_names[box])));
		return;
	}
	p->place = CSS_MARGIN_BOX;
	size_t first = open_rules(p, rule, str_of(box_names[box]));
	css_take_block(p);
	css_close_rules(p, first);
	p->place = CSS_PAGE;
}

static void take_page_block(struct parser *p, const struct page_rule *rule)
{
	p->place = CSS_PAGE;
	css_advance(p);
	while (p->token.kind != CSS_END && !css_is_mark(p, '}')) {
		if (p->token.kind == CSS_SPACE || css_is_mark(p, ';')) {
			css_advance(p);
		} else if (p->token.kind == CSS_AT) {
			take_box(p, rule);
		} else {
			size_t first = open_rules(p, rule, PAGE);
			css_take_declaration(p);
			css_close_rules(p, first);
		}
	}
	css_advance(p);
	p->place = CSS_ELEMENT;
}

void css_take_page(struct parser *p)
{
	struct css_token start = p->token;
	struct page_rule rule = {.count = 0};
	bool is_known = true;
	do {
		css_advance(p);
		css_skip_spaces(p);
		struct selector selector;
		take_pseudo_pages(p, &selector);
		is_known &= selector.is_known && rule.count < SELECTORS_MOST;
		if (is_known)
			rule.at[rule.count++] = selector;
	} while (is_known && css_is_mark(p, ','));
	if (is_known) {
		take_page_block(p, &rule);
		return;
	}
	while (p->token.kind != CSS_END && !css_is_mark(p, '{') &&
	       !css_is_mark(p, ';'))
		css_advance(p);
	css_tell(p, &start, p->file->is_print_only
		 ? MSG_STYLE_SELECTOR_UNKNOWN : MSG_STYLE_SELECTOR_IGNORED,
		 WORDS(str_trim(str_cut(p->file->text, start.from,
					p->token.from))));
	if (css_is_mark(p, '{'))
		css_skip_block(p);
}

static str place_classes(struct page_place place)
{
	static const char *const classes[2][2] = {
		{":right", ":right :first"}, {":left", ":left :first"}};
	return str_of(classes[place.is_left][place.is_first]);
}

const struct style *style_of_page(const struct stylesheet *sheet,
				  struct page_place place, struct arena *a)
{
	return style_of_name(sheet, style_root(sheet), PAGE,
			     place_classes(place), a);
}

const struct style *style_of_margin(const struct stylesheet *sheet,
				    struct page_place place,
				    enum margin_box box, struct arena *a)
{
	return style_of_name(sheet, style_of_page(sheet, place, a),
			     str_of(box_names[box]), place_classes(place), a);
}

struct page_content style_content(const struct stylesheet *sheet,
				  const struct style *margin)
{
	if (margin->content == 0 || margin->content > sheet->contents.count)
		return (struct page_content){NULL, 0};
	return sheet->contents.at[margin->content - 1];
}
