/* Tokens -> the rules of a style sheet, within the declared subset: type and
 * class selectors, one descendant level, the properties of property.c.
 *
 * What the subset lacks is told once a file, with its place, and skipped the
 * way CSS Syntax 3 skips it: a selector alone, a declaration up to its ";",
 * an at-rule with its block. @page is page.c's. In book.css, which screens read too, that is a
 * warning; in print.css, which nothing else reads, an error.
 */
#include "base/utf8.h"
#include "style/inside.h"

#include "base/banned.h"

void css_advance(struct parser *p)
{
	p->token = css_next(&p->lexer);
}

bool css_is_mark(const struct parser *p, char mark)
{
	return p->token.kind == CSS_MARK && p->token.mark == mark;
}

void css_skip_spaces(struct parser *p)
{
	while (p->token.kind == CSS_SPACE)
		css_advance(p);
}

static bool was_told(struct parser *p, str what)
{
	for (size_t i = 0; i < p->told.count; i++)
		if (str_equal(p->told.at[i], what))
			return true;
	if (p->told.count >= CSS_MOST_REPORTS)
		return true;
	list_push(p->arena, &p->told, what);
	return false;
}

void css_tell(struct parser *p, const struct css_token *token,
	      enum message message, struct words words)
{
	if (was_told(p, words.at[0]))
		return;
	str before = str_cut(p->file->text, token->line_start, token->from);
	str self = str_cut(p->file->text, token->from, token->to);
	struct span span = {
		.source = p->source, .line = token->line,
		.column = (uint32_t)utf8_count(before) + 1,
		.len = (uint32_t)utf8_count(self),
	};
	diag_report(p->diag, span, message, words);
}

static void tell_full(struct parser *p)
{
	if (!p->sheet->is_full)
		diag_report(p->diag, (struct span){.source = p->source},
			    MSG_STYLE_TOO_LARGE, NO_WORDS);
	p->sheet->is_full = true;
}

uint32_t name_find(const struct name_table *table, str name)
{
	for (uint32_t i = 0; i < table->count; i++)
		if (str_equal(table->at[i], name))
			return i + 1;
	return 0;
}

static uint32_t add_name(struct parser *p, struct name_table *table, str name)
{
	uint32_t found = name_find(table, name);
	if (found)
		return found;
	if (table->count == table->most) {
		tell_full(p);
		return 0;
	}
	table->at[table->count++] = arena_copy(p->arena, name);
	return table->count;
}

bool css_add_element(struct parser *p, str name, struct compound *out)
{
	out->element = add_name(p, &p->sheet->elements, name);
	return out->element != 0;
}

bool css_add_class(struct parser *p, str name, struct compound *out)
{
	uint32_t class = add_name(p, &p->sheet->classes, name);
	if (!class)
		return false;
	out->classes |= (uint64_t)1 << (class - 1);
	return true;
}

/* "p", ".note", "p.note.small", "*": false when there is none. */
static bool take_compound(struct parser *p, struct selector *selector,
			  struct compound *out)
{
	bool is_any = css_is_mark(p, '*');
	*out = (struct compound){0};
	if (p->token.kind == CSS_IDENT) {
		selector->specificity++;
		if (!css_add_element(p, p->token.text, out))
			return false;
		is_any = true;
	}
	if (is_any)
		css_advance(p);
	while (css_is_mark(p, '.')) {
		css_advance(p);
		if (p->token.kind != CSS_IDENT ||
		    !css_add_class(p, p->token.text, out))
			return false;
		selector->specificity += 100;
		css_advance(p);
	}
	return is_any || out->classes;
}

static bool at_selector_end(const struct parser *p)
{
	return css_is_mark(p, ',') || css_is_mark(p, '{') || css_is_mark(p, '}') ||
	       p->token.kind == CSS_END;
}

static void take_selector(struct parser *p, struct selector *out)
{
	*out = (struct selector){0};
	if (!take_compound(p, out, &out->right))
		return;
	bool is_spaced = p->token.kind == CSS_SPACE;
	css_skip_spaces(p);
	if (is_spaced && !at_selector_end(p)) {
		out->left = out->right;
		out->has_left = true;
		if (!take_compound(p, out, &out->right))
			return;
		css_skip_spaces(p);
	}
	out->is_known = at_selector_end(p);
}

static void skip_selector(struct parser *p)
{
	int depth = 0;
	while (p->token.kind != CSS_END && !css_is_mark(p, '{') &&
	       !css_is_mark(p, '}')) {
		if (depth == 0 && css_is_mark(p, ','))
			return;
		if (p->token.kind == CSS_FUNCTION || css_is_mark(p, '('))
			depth++;
		else if (css_is_mark(p, ')') && depth > 0)
			depth--;
		css_advance(p);
	}
}

/* The bit that stands for this left side; 0 when there is no room. */
static uint64_t ancestor_bit(struct parser *p, struct compound left)
{
	struct stylesheet *sheet = p->sheet;
	for (uint32_t i = 0; i < sheet->ancestor_count; i++)
		if (sheet->ancestors[i].element == left.element &&
		    sheet->ancestors[i].classes == left.classes)
			return (uint64_t)1 << i;
	if (sheet->ancestor_count == CSS_MOST_ANCESTORS) {
		tell_full(p);
		return 0;
	}
	sheet->ancestors[sheet->ancestor_count] = left;
	return (uint64_t)1 << sheet->ancestor_count++;
}

void css_add_rule(struct parser *p, const struct selector *selector)
{
	struct stylesheet *sheet = p->sheet;
	uint64_t ancestor = 0;
	if (selector->has_left)
		ancestor = ancestor_bit(p, selector->left);
	if (sheet->rules.count == CSS_MOST_RULES)
		tell_full(p);
	if (p->sheet->is_full)
		return;
	struct rule rule = {
		.subject = selector->right, .ancestor = ancestor,
		.specificity = selector->specificity,
		.order = (uint32_t)sheet->rules.count,
		.first = (uint32_t)sheet->declarations.count,
	};
	list_push(p->arena, &sheet->rules, rule);
}

void css_close_rules(struct parser *p, size_t first)
{
	for (size_t i = first; i < p->sheet->rules.count; i++) {
		struct rule *rule = &p->sheet->rules.at[i];
		rule->count = (uint32_t)p->sheet->declarations.count -
			      rule->first;
	}
}

/* Adds a rule for each selector before the "{". */
static void take_selectors(struct parser *p)
{
	for (;;) {
		struct css_token start = p->token;
		struct selector selector;
		take_selector(p, &selector);
		if (!selector.is_known)
			skip_selector(p);
		str text = str_trim(str_cut(p->file->text, start.from,
					    p->token.from));
		if (selector.is_known)
			css_add_rule(p, &selector);
		else if (!p->sheet->is_full)
			css_tell(p, &start, p->file->is_print_only
			     ? MSG_STYLE_SELECTOR_UNKNOWN
			     : MSG_STYLE_SELECTOR_IGNORED, WORDS(text));
		if (!css_is_mark(p, ','))
			return;
		css_advance(p);
		css_skip_spaces(p);
	}
}

/* From a "{" past its "}", whatever stands between. */
void css_skip_block(struct parser *p)
{
	int depth = 0;
	do {
		if (css_is_mark(p, '{'))
			depth++;
		else if (css_is_mark(p, '}'))
			depth--;
		css_advance(p);
	} while (depth > 0 && p->token.kind != CSS_END);
}

static void add_declarations(struct parser *p, const struct declarations *read)
{
	struct stylesheet *sheet = p->sheet;
	for (size_t i = 0; i < read->count; i++) {
		if (sheet->declarations.count == CSS_MOST_DECLARATIONS)
			tell_full(p);
		if (p->sheet->is_full)
			return;
		list_push(p->arena, &sheet->declarations, read->at[i]);
	}
}

static void tell_declaration(struct parser *p, const struct css_token *name,
			     enum property_answer answer, str value)
{
	bool is_print = p->file->is_print_only;
	if (answer == PROPERTY_NOT_KNOWN)
		css_tell(p, name, is_print ? MSG_STYLE_PROPERTY_UNKNOWN
				       : MSG_STYLE_PROPERTY_IGNORED,
		     WORDS(name->text));
	if (answer == PROPERTY_OF_MANIFEST)
		css_tell(p, name, MSG_STYLE_PAGE_AREA, WORDS(name->text));
	if (answer == PROPERTY_BAD_VALUE)
		css_tell(p, name, is_print ? MSG_STYLE_VALUE_UNKNOWN
				       : MSG_STYLE_VALUE_IGNORED,
		     WORDS(arena_format(p->arena, "%.*s: %.*s",
					STR_ARG(name->text),
					STR_ARG(str_cut(value, 0, 60)))));
}

static void tell_limit(struct parser *p, const struct css_token *name,
		       const struct declarations *read)
{
	for (size_t i = 0; i < read->count && !p->has_passed_limit; i++) {
		if (!limit_is_passed(p->sheet, &read->at[i]))
			continue;
		p->has_passed_limit = true;
		css_tell(p, name, MSG_STYLE_BEYOND, WORDS(name->text));
	}
}

/* Values up to ";" or "}", without white space. */
static size_t take_values(struct parser *p, struct css_token *values)
{
	size_t count = 0;
	for (; p->token.kind != CSS_END && !css_is_mark(p, ';') &&
	       !css_is_mark(p, '}') && !css_is_mark(p, '{'); css_advance(p)) {
		if (p->token.kind == CSS_SPACE)
			continue;
		if (count < CSS_LONGEST_VALUE)
			values[count] = p->token;
		count++;
	}
	return count;
}

void css_take_declaration(struct parser *p)
{
	struct css_token name = p->token;
	struct css_token values[CSS_LONGEST_VALUE];
	css_advance(p);
	css_skip_spaces(p);
	bool is_declaration = name.kind == CSS_IDENT && css_is_mark(p, ':');
	if (is_declaration)
		css_advance(p);
	size_t from = p->token.from;
	size_t count = take_values(p, values);
	if (!is_declaration || css_is_mark(p, '{')) {
		css_tell(p, &name, MSG_STYLE_SYNTAX,
		     WORDS(str_cut(p->file->text, name.from, name.to)));
		if (css_is_mark(p, '{'))
			css_skip_block(p);
		return;
	}
	struct declarations read = {.count = 0};
	enum property_answer answer = PROPERTY_BAD_VALUE;
	if (count <= CSS_LONGEST_VALUE)
		answer = p->place == CSS_ELEMENT
			? property_read(name.text, values, count, &read)
			: page_property_read(p, name.text, values, count,
					     &read);
	if (answer == PROPERTY_UNDERSTOOD) {
		add_declarations(p, &read);
		tell_limit(p, &name, &read);
	}
	tell_declaration(p, &name, answer,
			 str_trim(str_cut(p->file->text, from, p->token.from)));
}

void css_take_block(struct parser *p)
{
	css_advance(p);
	while (p->token.kind != CSS_END && !css_is_mark(p, '}')) {
		if (p->token.kind == CSS_SPACE || css_is_mark(p, ';'))
			css_advance(p);
		else
			css_take_declaration(p);
	}
	css_advance(p);
}

static void take_rule(struct parser *p)
{
	struct css_token start = p->token;
	size_t first = p->sheet->rules.count;
	if (!css_is_mark(p, '}'))
		take_selectors(p);
	if (!css_is_mark(p, '{')) {
		css_tell(p, &start, MSG_STYLE_SYNTAX,
		     WORDS(str_cut(p->file->text, start.from, start.to)));
		css_advance(p);
		return;
	}
	css_take_block(p);
	css_close_rules(p, first);
}

void css_skip_at_rule(struct parser *p)
{
	if (!str_equal(p->token.text, STR("charset")))
		css_tell(p, &p->token, p->file->is_print_only
		     ? MSG_STYLE_AT_RULE_UNKNOWN : MSG_STYLE_AT_RULE_IGNORED,
		     WORDS(str_cut(p->file->text, p->token.from, p->token.to)));
	while (p->token.kind != CSS_END && !css_is_mark(p, ';') &&
	       !css_is_mark(p, '{'))
		css_advance(p);
	if (css_is_mark(p, '{'))
		css_skip_block(p);
	else
		css_advance(p);
}

void css_parse(struct stylesheet *sheet, const struct style_file *file,
	       struct arena *a, struct diag *d)
{
	struct parser p = {
		.sheet = sheet, .file = file, .arena = a, .diag = d,
		.source = diag_source(d, file->path, file->text),
	};
	if (file->text.len > CSS_LONGEST) {
		tell_full(&p);
		return;
	}
	css_start(&p.lexer, file->text);
	css_advance(&p);
	while (p.token.kind != CSS_END && !sheet->is_full) {
		if (p.token.kind == CSS_SPACE)
			css_advance(&p);
		else if (p.token.kind == CSS_AT &&
			 str_equal(p.token.text, STR("page")))
			css_take_page(&p);
		else if (p.token.kind == CSS_AT)
			css_skip_at_rule(&p);
		else
			take_rule(&p);
	}
}

struct stylesheet *style_load(const struct style_file *files, size_t count,
			      struct style_grid grid, struct arena *a,
			      struct diag *d)
{
	struct stylesheet *sheet = arena_new(a, struct stylesheet);
	sheet->elements.most = CSS_MOST_ELEMENTS;
	sheet->classes.most = CSS_MOST_CLASSES;
	sheet->body_size = grid.body_size > 0 ? grid.body_size
					      : LENGTH_PT(10.5);
	sheet->measure = grid.measure;
	sheet->lines = grid.lines;
	sheet->pitch = grid.pitch > 0 ? grid.pitch
				      : sheet->body_size * 8 / 5;
	for (size_t i = 0; i < count && !sheet->is_full; i++)
		css_parse(sheet, &files[i], a, d);
	cascade_start(sheet, a);
	return sheet;
}
