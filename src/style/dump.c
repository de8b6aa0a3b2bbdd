/* A style sheet as text: one line for each thing its selectors name, with
 * the style it comes to on paper, written as CSS would write it. For
 * --dump=style and for the goldens.
 */
#include "style/inside.h"

#include "base/banned.h"

static void add_compound(const struct stylesheet *sheet,
			 struct compound compound, struct buf *out)
{
	if (compound.element)
		buf_add(out, sheet->elements.at[compound.element - 1]);
	else if (!compound.classes)
		buf_add_byte(out, '*');
	for (uint32_t i = 0; i < sheet->classes.count; i++) {
		if (!(compound.classes >> i & 1))
			continue;
		buf_add_byte(out, '.');
		buf_add(out, sheet->classes.at[i]);
	}
}

static void add_measure(enum property_id id, int32_t value, const char *unit,
			struct buf *out)
{
	buf_format(out, " %s: ", property_fields[id].name);
	buf_add_thousandths(out, value, 3);
	buf_format(out, "%s;", unit);
}

static void add_word(enum property_id id, const char *word, struct buf *out)
{
	buf_format(out, " %s: %s;", property_fields[id].name, word);
}

static void add_faces(const struct style *s, struct buf *out)
{
	static const char *const families[] = {
		"serif", "sans-serif", "cursive", "monospace"};
	static const char *const sides[] = {
		"justify", "start", "center", "end"};
	add_measure(PROPERTY_SIZE, s->size, "pt", out);
	add_word(PROPERTY_FAMILY, families[s->family], out);
	add_word(PROPERTY_ALIGN, sides[s->align], out);
}

static void add_measures(const struct style *s, struct buf *out)
{
	const struct {
		enum property_id id;
		int32_t value;
		const char *unit;
	} rows[] = {
		{PROPERTY_INDENT, s->indent, "pt"},
		{PROPERTY_MARGIN_LEFT, s->margin_left, "pt"},
		{PROPERTY_MARGIN_RIGHT, s->margin_right, "pt"},
		{PROPERTY_LINES_BEFORE, s->lines_before, "lh"},
		{PROPERTY_LINES_AFTER, s->lines_after, "lh"},
		{PROPERTY_SLOT, s->slot_lines * 1000, ""},
		{PROPERTY_GREY, s->grey, ""},
		{PROPERTY_RAISE, s->raise, "em"},
		{PROPERTY_SPACING, s->letter_spacing, "em"},
		{PROPERTY_PADDING_TOP, s->padding_top, "pt"},
		{PROPERTY_PADDING_BOTTOM, s->padding_bottom, "pt"},
		{PROPERTY_RULE_TOP, s->rule_top, "pt"},
		{PROPERTY_RULE_BOTTOM, s->rule_bottom, "pt"},
		{PROPERTY_PAGE_FRAME, s->page_frame, "pt"},
		{PROPERTY_LINE_RULE, s->line_rule, "pt"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].value)
			add_measure(rows[i].id, rows[i].value, rows[i].unit,
				    out);
}

static void add_flags(const struct style *s, struct buf *out)
{
	const struct {
		enum property_id id;
		bool is_set;
		const char *word;
	} rows[] = {
		{PROPERTY_BOLD, s->is_bold, "bold"},
		{PROPERTY_ITALIC, s->is_italic, "italic"},
		{PROPERTY_KEEP_NEXT, s->keeps_with_next, "avoid"},
		{PROPERTY_KEEP_TOGETHER, s->keeps_together, "avoid"},
		{PROPERTY_BREAK_BEFORE, s->breaks_before, "page"},
		{PROPERTY_FRAME, s->has_frame, "solid"},
		{PROPERTY_RUN_IN, s->is_run_in, "run-in"},
		{PROPERTY_DOTS, s->has_dots, "dot"},
		{PROPERTY_UNDERLINE, s->has_underline, "auto"},
		{PROPERTY_STRIKE, s->has_strike, "auto"},
		{PROPERTY_WAVY, s->is_wavy, "wavy"},
		{PROPERTY_SPACES, s->keeps_spaces, "pre"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].is_set)
			add_word(rows[i].id, rows[i].word, out);
}

static void add_content(struct page_content content, struct buf *out)
{
	static const char *const names[] = {
		[CONTENT_PAGE] = "counter(page", [CONTENT_PAGES] =
		"counter(pages", [CONTENT_TITLE] = "string(title",
		[CONTENT_PART] = "string(part",
		[CONTENT_CHAPTER] = "string(chapter",
		[CONTENT_SECTION] = "string(section"};
	static const char *const counters[] = {
		[COUNTER_OWN] = ")", [COUNTER_DECIMAL] = ", decimal)",
		[COUNTER_LOWER_ROMAN] = ", lower-roman)",
		[COUNTER_CJK_DECIMAL] = ", cjk-decimal)",
		[COUNTER_CJK_IDEOGRAPHIC] = ", cjk-ideographic)"};
	if (content.count > 0)
		buf_add(out, STR(" content:"));
	for (size_t i = 0; i < content.count; i++) {
		const struct content_part *part = &content.parts[i];
		if (part->kind == CONTENT_TEXT)
			buf_format(out, " \"%.*s\"", STR_ARG(part->text));
		else
			buf_format(out, " %s%s", names[part->kind],
				   counters[part->counter]);
	}
	if (content.count > 0)
		buf_add_byte(out, ';');
}

static void add_style(const struct stylesheet *sheet, const struct style *s,
		      struct buf *out)
{
	buf_add(out, STR(" {"));
	add_faces(s, out);
	add_measures(s, out);
	add_flags(s, out);
	add_content(style_content(sheet, s), out);
	buf_add(out, STR(" }\n"));
}

static const struct rule *rule_at(const struct stylesheet *sheet, size_t order)
{
	for (size_t i = 0; i < sheet->rules.count; i++)
		if (sheet->rules.at[i].order == order)
			return &sheet->rules.at[i];
	return NULL;
}

static bool was_dumped(const struct stylesheet *sheet, const struct rule *rule)
{
	for (size_t i = 0; i < sheet->rules.count; i++) {
		const struct rule *other = &sheet->rules.at[i];
		if (other->order < rule->order &&
		    other->ancestor == rule->ancestor &&
		    other->subject.element == rule->subject.element &&
		    other->subject.classes == rule->subject.classes)
			return true;
	}
	return false;
}

static const struct compound *left_side(const struct stylesheet *sheet,
					const struct rule *rule)
{
	for (uint32_t i = 0; i < sheet->ancestor_count; i++)
		if (rule->ancestor == (uint64_t)1 << i)
			return &sheet->ancestors[i];
	return NULL;
}

static str compound_classes(const struct stylesheet *sheet,
			    struct compound compound, struct arena *a)
{
	struct buf names;
	buf_init(&names, a, BUF_NO_MAXIMUM);
	for (uint32_t i = 0; i < sheet->classes.count; i++) {
		if (!(compound.classes >> i & 1))
			continue;
		buf_add(&names, sheet->classes.at[i]);
		buf_add_byte(&names, ' ');
	}
	return buf_str(&names);
}

static const struct style *style_below(const struct stylesheet *sheet,
				       const struct style *parent,
				       struct compound compound,
				       struct arena *a)
{
	str element = STR_NONE;
	if (compound.element)
		element = sheet->elements.at[compound.element - 1];
	return style_of_name(sheet, parent, element,
			     compound_classes(sheet, compound, a), a);
}

/* A margin box inherits from its page. */
static const struct style *page_of(const struct stylesheet *sheet,
				   struct compound subject, struct arena *a)
{
	const struct style *root = style_root(sheet);
	str name = STR_NONE;
	if (subject.element)
		name = sheet->elements.at[subject.element - 1];
	if (!str_starts(name, STR("@")) || str_equal(name, STR("@page")))
		return root;
	return style_of_name(sheet, root, STR("@page"),
			     compound_classes(sheet, subject, a), a);
}

void style_dump(const struct stylesheet *sheet, struct buf *out)
{
	struct arena *a = out->arena;
	buf_add(out, STR(":root"));
	add_style(sheet, style_root(sheet), out);
	for (size_t i = 0; i < sheet->rules.count; i++) {
		const struct rule *rule = rule_at(sheet, i);
		if (!rule || was_dumped(sheet, rule))
			continue;
		const struct style *parent = page_of(sheet, rule->subject, a);
		const struct compound *left = left_side(sheet, rule);
		if (left) {
			parent = style_below(sheet, parent, *left, a);
			add_compound(sheet, *left, out);
			buf_add_byte(out, ' ');
		}
		add_compound(sheet, rule->subject, out);
		add_style(sheet, style_below(sheet, parent, rule->subject, a),
			  out);
	}
}
