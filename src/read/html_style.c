/* What an element's own style says of its looks, else the style sheets that
 * came with it.
 *
 * Of a sheet only rules for an element, a class or both are understood, as
 * Word, TextEdit and makers of e-books write them. Where a size is asked for
 * by any other rule, no size of the sheets is believed: the running text may
 * be what that rule is about, and all others are larger or smaller than it.
 */
#include "read/html_walk.h"

#include "base/banned.h"

#define MOST_RULES 400
#define LONGEST_SHEET ((size_t)256 << 10)
#define MEMORIES 64

struct rule {
	str element, class, declarations;
};

/* Most elements of a page look like one seen before. */
struct memory {
	str element, class, declarations;
	bool is_used;
};

struct html_sheet {
	LIST(struct rule) rules;
	size_t bytes;
	bool hides_sizes;             /* some are asked for by other rules */
	struct memory memories[MEMORIES];
};

/* --- sheets --- */

static str without_comments(str css, struct arena *a)
{
	struct buf out;
	size_t at = 0;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	while (at < css.len) {
		size_t open = str_find_from(css, STR("/*"), at);
		if (open == STR_NOT_FOUND)
			break;
		buf_add(&out, str_cut(css, at, open));
		size_t close = str_find_from(css, STR("*/"), open + 2);
		at = close == STR_NOT_FOUND ? css.len : close + 2;
	}
	buf_add(&out, str_from(css, at));
	return buf_str(&out);
}

static bool is_plain_name(str name)
{
	return !str_is_empty(name) && html_is_name(name) &&
	       str_find_byte(name, '.') == STR_NOT_FOUND &&
	       str_find_byte(name, ':') == STR_NOT_FOUND;
}

/* p, .title, p.title */
static bool read_selector(str selector, struct rule *rule)
{
	size_t dot = str_find_byte(selector, '.');
	rule->element = str_cut(selector, 0, dot);
	rule->class = dot == STR_NOT_FOUND ? STR_NONE
					   : str_from(selector, dot + 1);
	return (str_is_empty(rule->element) || is_plain_name(rule->element)) &&
	       (dot == STR_NOT_FOUND ? !str_is_empty(rule->element)
				     : is_plain_name(rule->class));
}

static void add_rules(struct html_sheet *sheet, str selectors, str declarations,
		      struct arena *a)
{
	bool is_sized =
		!str_is_empty(html_declared(declarations, "font-size")) ||
		!str_is_empty(html_declared(declarations, "font"));
	while (!str_is_empty(selectors)) {
		size_t comma = str_find_byte(selectors, ',');
		struct rule rule = {.declarations = declarations};
		str one = str_trim(str_cut(selectors, 0, comma));
		selectors = comma == STR_NOT_FOUND
				    ? STR_NONE
				    : str_from(selectors, comma + 1);
		if (read_selector(one, &rule) &&
		    sheet->rules.count < MOST_RULES)
			list_push(a, &sheet->rules, rule);
		else
			sheet->hides_sizes |= is_sized;
	}
}

/* Behind the block that opens at `open`, with the blocks inside. */
static size_t block_end(str css, size_t open)
{
	size_t depth = 0;
	for (size_t at = open; at < css.len; at++) {
		depth += css.text[at] == '{';
		depth -= css.text[at] == '}';
		if (depth == 0)
			return at + 1;
	}
	return css.len;
}

/* @import "x.css"; stands before a rule, and <!-- around them all. */
static str last_statement(str text)
{
	size_t end = str_find_last(text, STR(";"));
	if (end != STR_NOT_FOUND)
		text = str_from(text, end + 1);
	text = str_trim(text);
	return str_starts(text, STR("<!--")) ? str_trim(str_from(text, 4))
					     : text;
}

void html_sheet_add(struct reading *r, str css)
{
	struct arena *a = r->arena;
	if (!r->sheet)
		r->sheet = arena_new(a, struct html_sheet);
	struct html_sheet *sheet = r->sheet;
	sheet->bytes += css.len;
	if (sheet->bytes > LONGEST_SHEET) {
		sheet->hides_sizes = true;
		return;
	}
	memset(sheet->memories, 0, sizeof sheet->memories);
	css = without_comments(css, a);
	for (size_t at = 0, open; at < css.len; at = block_end(css, open)) {
		open = str_find_from(css, STR("{"), at);
		if (open == STR_NOT_FOUND)
			return;
		str selectors = last_statement(str_cut(css, at, open));
		size_t close = str_find_from(css, STR("}"), open);
		str declarations = str_cut(css, open + 1, close);
		if (!str_starts(selectors, STR("@")) &&
		    (str_contains(declarations, STR("font")) ||
		     str_contains(declarations, STR("text-align"))))
			add_rules(sheet, selectors, declarations, a);
	}
}

/* --- what an element is told --- */

/* How much a rule weighs for the element; 0: it is about others. */
static int weight_of(const struct rule *rule, str element, str class)
{
	bool is_named = !str_is_empty(rule->element);
	bool is_classed = !str_is_empty(rule->class);
	if ((is_named && !str_equal_fold(rule->element, element)) ||
	    (is_classed && !str_has_word(class, rule->class)))
		return 0;
	return is_named + 2 * is_classed;
}

/* The weightiest last, for the last declaration holds. */
static str gather(const struct html_sheet *sheet, str element, str class,
		  struct arena *a)
{
	struct buf out;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	for (int weight = 1; weight <= 3; weight++) {
		for (size_t i = 0; i < sheet->rules.count; i++) {
			const struct rule *rule = &sheet->rules.at[i];
			if (weight_of(rule, element, class) != weight)
				continue;
			buf_add(&out, rule->declarations);
			buf_add_byte(&out, ';');
		}
	}
	return buf_str(&out);
}

str html_told(struct html_walk *w, const xmlNode *node)
{
	struct html_sheet *sheet = w->reading->sheet;
	if (!sheet || !sheet->rules.count)
		return STR_NONE;
	str element = str_of((const char *)node->name);
	str class = attribute(node, "class");
	struct memory *memory =
		&sheet->memories[(str_hash(element) + str_hash(class)) %
				 MEMORIES];
	if (!memory->is_used || !str_equal(memory->element, element) ||
	    !str_equal(memory->class, class)) {
		memory->is_used = true;
		memory->element = arena_copy(w->arena, element);
		memory->class = arena_copy(w->arena, class);
		memory->declarations = gather(sheet, element, class, w->arena);
	}
	return memory->declarations;
}

str html_declared(str declarations, const char *property)
{
	str value = STR_NONE;
	while (!str_is_empty(declarations)) {
		size_t end = str_find_byte(declarations, ';');
		str one = str_cut(declarations, 0, end);
		size_t colon = str_find_byte(one, ':');
		if (colon != STR_NOT_FOUND &&
		    str_equal_fold(str_trim(str_cut(one, 0, colon)),
				   str_of(property)))
			value = str_trim(str_from(one, colon + 1));
		declarations = end == STR_NOT_FOUND
				       ? STR_NONE
				       : str_from(declarations, end + 1);
	}
	return str_trim(str_cut(value, 0, str_find_byte(value, '!')));
}

str html_own_style(const xmlNode *node, const char *property)
{
	return html_declared(attribute(node, "style"), property);
}

str html_style(struct html_walk *w, const xmlNode *node, const char *property)
{
	str own = html_own_style(node, property);
	return str_is_empty(own)
		       ? html_declared(html_told(w, node), property)
		       : own;
}

bool html_is_bold(struct html_walk *w, const xmlNode *node, bool around)
{
	str weight = html_style(w, node, "font-weight");
	int number;
	if (str_is_empty(weight) || str_equal_fold(weight, STR("inherit")))
		return around;
	return str_equal_fold(weight, STR("bold")) ||
	       str_equal_fold(weight, STR("bolder")) ||
	       (str_to_int(weight, &number) && number >= 600);
}

bool html_tells_sizes(const struct html_walk *w)
{
	const struct html_sheet *sheet = w->reading->sheet;
	return sheet && !sheet->hides_sizes;
}
