/* THE TABLE of CSS properties: name, what its value may be, which fields of
 * struct style it fills. A property that is not here is not understood on
 * paper.
 *
 * Names that begin with -banxin- are ours, for what CSS cannot say. Other
 * vendors' prefixes repeat a plain property for some reading program and are
 * passed over without a word, as are rows of type TYPE_SCREEN. What pages
 * have besides stands in page.c.
 */
#include "style/inside.h"

#include "base/banned.h"

#define FIELD(css_name, field, is_inherited)                                   \
	{css_name, offsetof(struct style, field),                              \
	 sizeof(((struct style *)0)->field), is_inherited}

const struct property_field property_fields[PROPERTY_COUNT] = {
	[PROPERTY_SIZE] = FIELD("font-size", size, true),
	[PROPERTY_FAMILY] = FIELD("font-family", family, true),
	[PROPERTY_BOLD] = FIELD("font-weight", is_bold, true),
	[PROPERTY_ITALIC] = FIELD("font-style", is_italic, true),
	[PROPERTY_INDENT] = FIELD("text-indent", indent, true),
	[PROPERTY_MARGIN_LEFT] = FIELD("margin-left", margin_left, false),
	[PROPERTY_MARGIN_RIGHT] = FIELD("margin-right", margin_right, false),
	[PROPERTY_LINES_BEFORE] = FIELD("margin-top", lines_before, false),
	[PROPERTY_LINES_AFTER] = FIELD("margin-bottom", lines_after, false),
	[PROPERTY_SLOT] = FIELD("-banxin-slot", slot_lines, false),
	[PROPERTY_ALIGN] = FIELD("text-align", align, true),
	[PROPERTY_GREY] = FIELD("color", grey, true),
	[PROPERTY_KEEP_NEXT] = FIELD("break-after", keeps_with_next, false),
	[PROPERTY_KEEP_TOGETHER] = FIELD("break-inside", keeps_together, false),
	[PROPERTY_BREAK_BEFORE] = FIELD("break-before", breaks_before, false),
	[PROPERTY_FRAME] = FIELD("border", has_frame, false),
	[PROPERTY_RUN_IN] = FIELD("display", is_run_in, false),
	[PROPERTY_DOTS] = FIELD("text-emphasis", has_dots, true),
	/* CSS draws a decoration through all descendants; so it is passed on. */
	[PROPERTY_UNDERLINE] = FIELD("-banxin-underline", has_underline, true),
	[PROPERTY_STRIKE] = FIELD("-banxin-strike", has_strike, true),
	[PROPERTY_WAVY] = FIELD("text-decoration-style", is_wavy, true),
	[PROPERTY_RAISE] = FIELD("vertical-align", raise, false),
	[PROPERTY_SPACING] = FIELD("letter-spacing", letter_spacing, true),
	[PROPERTY_SPACES] = FIELD("white-space", keeps_spaces, true),
	[PROPERTY_PADDING_TOP] = FIELD("padding-top", padding_top, false),
	[PROPERTY_PADDING_BOTTOM] = FIELD("padding-bottom", padding_bottom,
					  false),
	[PROPERTY_RULE_TOP] = FIELD("border-top", rule_top, false),
	[PROPERTY_RULE_BOTTOM] = FIELD("border-bottom", rule_bottom, false),
	[PROPERTY_PAGE_FRAME] = FIELD("border", page_frame, false),
	[PROPERTY_LINE_RULE] = FIELD("column-rule", line_rule, false),
	[PROPERTY_CONTENT] = FIELD("content", content, false),
};

enum type {
	TYPE_SCREEN,      /* means nothing on paper */
	TYPE_LENGTH,      /* em, pt, mm, ... */
	TYPE_SIZE,        /* a length, %, smaller, larger */
	TYPE_LINES,       /* lh, or a length turned into lines */
	TYPE_MARGIN,      /* one to four of both */
	TYPE_COUNT,       /* a whole number, 0 to 40 */
	TYPE_WORD,        /* a word of the row's list */
	TYPE_WEIGHT,      /* a word, or 100 to 900 */
	TYPE_FAMILY,      /* the first generic name in the list */
	TYPE_RAISE,       /* a word or a length */
	TYPE_GREY,        /* #rgb, #rrggbb or a name */
	TYPE_BORDER,      /* is there one? */
	TYPE_EMPHASIS,    /* are there dots? */
	TYPE_DECORATION,  /* underline, line-through, none; wavy */
};

struct word {
	const char *name;
	int32_t number;
};

static const struct word words_style[] = {
	{"normal", 0}, {"italic", 1}, {"oblique", 1}, {0}};
static const struct word words_weight[] = {
	{"normal", 0}, {"bold", 1}, {"bolder", 1}, {"lighter", 0}, {0}};
static const struct word words_align[] = {
	{"justify", STYLE_JUSTIFY}, {"start", STYLE_START},
	{"left", STYLE_START}, {"center", STYLE_CENTRE},
	{"end", STYLE_END}, {"right", STYLE_END}, {0}};
static const struct word words_avoid[] = {
	{"auto", 0}, {"avoid", 1}, {"avoid-page", 1}, {0}};
static const struct word words_break[] = {
	{"auto", 0}, {"page", 1}, {"always", 1}, {"right", 1}, {"recto", 1},
	{0}};
static const struct word words_display[] = {
	{"block", 0}, {"inline", 0}, {"inline-block", 0}, {"list-item", 0},
	{"table", 0}, {"run-in", 1}, {0}};
static const struct word words_spaces[] = {
	{"normal", 0}, {"nowrap", 0}, {"pre-line", 0}, {"pre", 1},
	{"pre-wrap", 1}, {"break-spaces", 1}, {0}};
static const struct word words_raise[] = {
	{"baseline", 0}, {"super", 333}, {"sub", -200}, {"top", 0},
	{"text-top", 0}, {"middle", 0}, {"bottom", 0}, {"text-bottom", 0}, {0}};
static const struct word words_spacing[] = {{"normal", 0}, {0}};
static const struct word words_margin[] = {{"auto", 0}, {0}};
static const struct word words_size[] = {
	{"smaller", 833}, {"larger", 1200}, {"medium", 1000}, {0}};
static const struct word words_family[] = {
	{"serif", FAMILY_SERIF}, {"sans-serif", FAMILY_SANS},
	{"cursive", FAMILY_CURSIVE}, {"monospace", FAMILY_MONO}, {0}};
static const struct word words_line[] = {
	{"solid", 0}, {"double", 0}, {"dotted", 0}, {"dashed", 0},
	{"wavy", 1}, {0}};
static const struct word words_flag[] = {{"none", 0}, {"auto", 1}, {0}};
static const struct word words_colour[] = {
	{"black", 0}, {"white", 1000}, {"gray", 502}, {"grey", 502},
	{"dimgray", 412}, {"darkgray", 663}, {"silver", 753},
	{"lightgray", 827}, {"gainsboro", 863}, {0}};

struct property {
	const char *name;
	enum type type;
	enum property_id id;
	const struct word *words;
};

static const struct property properties[] = {
	{"font-family", TYPE_FAMILY, PROPERTY_FAMILY, words_family},
	{"font-size", TYPE_SIZE, PROPERTY_SIZE, words_size},
	{"font-style", TYPE_WORD, PROPERTY_ITALIC, words_style},
	{"font-weight", TYPE_WEIGHT, PROPERTY_BOLD, words_weight},
	{"text-indent", TYPE_LENGTH, PROPERTY_INDENT, NULL},
	{"text-align", TYPE_WORD, PROPERTY_ALIGN, words_align},
	{"margin", TYPE_MARGIN, PROPERTY_LINES_BEFORE, words_margin},
	{"margin-top", TYPE_LINES, PROPERTY_LINES_BEFORE, words_margin},
	{"margin-right", TYPE_LENGTH, PROPERTY_MARGIN_RIGHT, words_margin},
	{"margin-bottom", TYPE_LINES, PROPERTY_LINES_AFTER, words_margin},
	{"margin-left", TYPE_LENGTH, PROPERTY_MARGIN_LEFT, words_margin},
	{"-banxin-slot", TYPE_COUNT, PROPERTY_SLOT, NULL},
	{"color", TYPE_GREY, PROPERTY_GREY, words_colour},
	{"break-after", TYPE_WORD, PROPERTY_KEEP_NEXT, words_avoid},
	{"page-break-after", TYPE_WORD, PROPERTY_KEEP_NEXT, words_avoid},
	{"break-inside", TYPE_WORD, PROPERTY_KEEP_TOGETHER, words_avoid},
	{"page-break-inside", TYPE_WORD, PROPERTY_KEEP_TOGETHER, words_avoid},
	{"break-before", TYPE_WORD, PROPERTY_BREAK_BEFORE, words_break},
	{"page-break-before", TYPE_WORD, PROPERTY_BREAK_BEFORE, words_break},
	{"border", TYPE_BORDER, PROPERTY_FRAME, NULL},
	{"display", TYPE_WORD, PROPERTY_RUN_IN, words_display},
	{"text-emphasis", TYPE_EMPHASIS, PROPERTY_DOTS, NULL},
	{"text-emphasis-style", TYPE_EMPHASIS, PROPERTY_DOTS, NULL},
	{"text-decoration", TYPE_DECORATION, PROPERTY_UNDERLINE, NULL},
	{"text-decoration-line", TYPE_DECORATION, PROPERTY_UNDERLINE, NULL},
	{"text-decoration-style", TYPE_WORD, PROPERTY_WAVY, words_line},
	{"-banxin-underline", TYPE_WORD, PROPERTY_UNDERLINE, words_flag},
	{"-banxin-strike", TYPE_WORD, PROPERTY_STRIKE, words_flag},
	{"vertical-align", TYPE_RAISE, PROPERTY_RAISE, words_raise},
	{"letter-spacing", TYPE_LENGTH, PROPERTY_SPACING, words_spacing},
	{"white-space", TYPE_WORD, PROPERTY_SPACES, words_spaces},
	/* The grid rules the pitch of lines, and frames their own padding. */
	{.name = "line-height"},
	{.name = "padding"},
	{.name = "padding-top"},
	{.name = "padding-right"},
	{.name = "padding-bottom"},
	{.name = "padding-left"},
	{.name = "border-top"},
	{.name = "border-right"},
	{.name = "border-bottom"},
	{.name = "border-left"},
	{.name = "border-collapse"},
	{.name = "border-spacing"},
	{.name = "width"},
	{.name = "height"},
	{.name = "max-width"},
	{.name = "max-height"},
	{.name = "list-style-type"},
	{.name = "overflow-wrap"},
	{.name = "text-emphasis-position"},
	{.name = "text-underline-offset"},
	{.name = "orphans"},
	{.name = "widows"},
};

struct values {
	const struct css_token *at;
	size_t count;
};

static bool find_word(const struct word *words, str name, int32_t *number)
{
	for (; words && words->name; words++) {
		if (str_equal_fold(str_of(words->name), name)) {
			*number = words->number;
			return true;
		}
	}
	return false;
}

static bool read_word(const struct word *words, const struct css_token *token,
		      struct css_value *out)
{
	out->unit = UNIT_WORD;
	return token->kind == CSS_IDENT &&
	       find_word(words, token->text, &out->number);
}

/* 1/1000 of a unit in 1/1000 pt, as a fraction. */
static bool read_absolute(const struct css_token *token, struct css_value *out)
{
	static const struct {
		const char *name;
		int32_t over, under;
	} units[] = {
		{"pt", 1, 1}, {"px", 3, 4}, {"mm", 360, 127},
		{"cm", 3600, 127}, {"in", 72, 1}, {"pc", 12, 1},
	};
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		if (!str_equal_fold(str_of(units[i].name), token->text))
			continue;
		int64_t number = (int64_t)token->number * units[i].over /
				 units[i].under;
		*out = (struct css_value){UNIT_LENGTH, (int32_t)number};
		return number >= -144000000 && number <= 144000000;
	}
	return false;
}

bool property_length(const struct css_token *token, struct css_value *out)
{
	if (token->kind == CSS_NUMBER && token->number == 0) {
		*out = (struct css_value){UNIT_LENGTH, 0};
		return true;
	}
	if (token->kind != CSS_DIMENSION)
		return false;
	if (!str_equal_fold(token->text, STR("em")) &&
	    !str_equal_fold(token->text, STR("rem")))
		return read_absolute(token, out);
	*out = (struct css_value){UNIT_EM, token->number};
	return token->number >= -1000000 && token->number <= 1000000;
}

static bool read_lines(const struct css_token *token, struct css_value *out)
{
	if (token->kind != CSS_DIMENSION ||
	    !str_equal_fold(token->text, STR("lh")))
		return property_length(token, out);
	*out = (struct css_value){UNIT_LINES, token->number};
	return token->number >= 0 && token->number <= 100000;
}

static bool read_size(const struct property *property,
		      const struct css_token *token, struct css_value *out)
{
	if (token->kind == CSS_IDENT) {
		out->unit = UNIT_EM;
		return find_word(property->words, token->text, &out->number);
	}
	if (token->kind == CSS_PERCENTAGE)
		*out = (struct css_value){UNIT_EM, token->number / 100};
	else if (!property_length(token, out))
		return false;
	return out->number > 0;
}

static bool read_count(const struct css_token *token, struct css_value *out)
{
	*out = (struct css_value){UNIT_WORD, token->number / 1000};
	return token->kind == CSS_NUMBER && token->number >= 0 &&
	       token->number <= 40000 && token->number % 1000 == 0;
}

static bool read_weight(const struct property *property,
			const struct css_token *token, struct css_value *out)
{
	if (token->kind != CSS_NUMBER)
		return read_word(property->words, token, out);
	*out = (struct css_value){UNIT_WORD, token->number >= 600000};
	return true;
}

/* Named faces are the manifest's business; the generic name decides. */
static bool read_family(const struct property *property, struct values values,
			struct css_value *out)
{
	for (size_t i = 0; i < values.count; i++)
		if (read_word(property->words, &values.at[i], out))
			return true;
	return false;
}

static bool read_raise(const struct property *property,
		       const struct css_token *token, struct css_value *out)
{
	if (token->kind == CSS_PERCENTAGE) {
		*out = (struct css_value){UNIT_EM, token->number / 100};
		return token->number >= -1000000 && token->number <= 1000000;
	}
	if (token->kind != CSS_IDENT)
		return property_length(token, out);
	out->unit = UNIT_EM;
	return find_word(property->words, token->text, &out->number);
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Luma of ITU-R BT.601 in thousandths. */
static bool read_hex(str hex, struct css_value *out)
{
	static const int weights[3] = {299, 587, 114};
	if (hex.len != 3 && hex.len != 6)
		return false;
	size_t digits = hex.len / 3;
	int sum = 0;
	for (size_t i = 0; i < 3; i++) {
		int high = hex_digit(hex.text[i * digits]);
		int low = hex_digit(hex.text[i * digits + digits - 1]);
		if (high < 0 || low < 0)
			return false;
		sum += (high * 16 + low) * weights[i];
	}
	*out = (struct css_value){UNIT_WORD, sum / 255};
	return true;
}

static bool read_grey(const struct property *property,
		      const struct css_token *token, struct css_value *out)
{
	if (token->kind == CSS_HASH)
		return read_hex(token->text, out);
	return read_word(property->words, token, out);
}

static bool has_word(struct values values, const char *name)
{
	for (size_t i = 0; i < values.count; i++)
		if (values.at[i].kind == CSS_IDENT &&
		    str_equal_fold(values.at[i].text, str_of(name)))
			return true;
	return false;
}

static bool read_border(struct values values, struct css_value *out)
{
	bool is_zero = values.at[0].kind == CSS_NUMBER &&
		       values.at[0].number == 0;
	*out = (struct css_value){
		UNIT_WORD, !is_zero && !has_word(values, "none")};
	return true;
}

static bool read_emphasis(struct values values, struct css_value *out)
{
	*out = (struct css_value){UNIT_WORD, !has_word(values, "none")};
	return values.at[0].kind == CSS_IDENT ||
	       values.at[0].kind == CSS_STRING;
}

static void add(struct declarations *out, enum property_id property,
		struct css_value value)
{
	out->at[out->count++] = (struct declaration){property, value};
}

static bool read_decoration(struct values values, struct declarations *out)
{
	bool is_under = has_word(values, "underline");
	bool is_through = has_word(values, "line-through");
	add(out, PROPERTY_UNDERLINE, (struct css_value){UNIT_WORD, is_under});
	add(out, PROPERTY_STRIKE, (struct css_value){UNIT_WORD, is_through});
	if (is_under)
		add(out, PROPERTY_WAVY, (struct css_value){
			UNIT_WORD, has_word(values, "wavy")});
	return is_under || is_through || has_word(values, "none");
}

/* One value for all sides, two for vertical and horizontal, three with the
 * horizontal in the middle, or four from the top clockwise. */
static bool read_margin(const struct property *property, struct values values,
			struct declarations *out)
{
	static const enum property_id sides[4] = {
		PROPERTY_LINES_BEFORE, PROPERTY_MARGIN_RIGHT,
		PROPERTY_LINES_AFTER, PROPERTY_MARGIN_LEFT,
	};
	static const size_t from[4][4] = {
		{0, 0, 0, 0}, {0, 1, 0, 1}, {0, 1, 2, 1}, {0, 1, 2, 3}};
	if (values.count > 4)
		return false;
	for (size_t i = 0; i < 4; i++) {
		const struct css_token *token =
			&values.at[from[values.count - 1][i]];
		struct css_value value;
		bool is_done = read_word(property->words, token, &value) ||
			       (i % 2 ? property_length(token, &value)
				      : read_lines(token, &value));
		if (!is_done)
			return false;
		add(out, sides[i], value);
	}
	return true;
}

static bool read_single(const struct property *property,
			const struct css_token *token, struct css_value *out)
{
	switch (property->type) {
	case TYPE_LENGTH:
		return read_word(property->words, token, out) ||
		       property_length(token, out);
	case TYPE_LINES:
		return read_word(property->words, token, out) ||
		       read_lines(token, out);
	case TYPE_SIZE: return read_size(property, token, out);
	case TYPE_COUNT: return read_count(token, out);
	case TYPE_WORD: return read_word(property->words, token, out);
	case TYPE_WEIGHT: return read_weight(property, token, out);
	case TYPE_RAISE: return read_raise(property, token, out);
	case TYPE_GREY: return read_grey(property, token, out);
	case TYPE_SCREEN: case TYPE_MARGIN: case TYPE_FAMILY:
	case TYPE_BORDER: case TYPE_EMPHASIS: case TYPE_DECORATION:
		break;
	}
	return false;
}

static bool read_values(const struct property *property, struct values values,
			struct declarations *out)
{
	struct css_value value = {UNIT_PARENT, 0};
	bool is_done = true;
	if (values.count == 0)
		return false;
	if (property->type == TYPE_MARGIN)
		return read_margin(property, values, out);
	if (property->type == TYPE_DECORATION)
		return read_decoration(values, out);
	if (property->type == TYPE_FAMILY)
		is_done = read_family(property, values, &value);
	else if (property->type == TYPE_BORDER)
		is_done = read_border(values, &value);
	else if (property->type == TYPE_EMPHASIS)
		is_done = read_emphasis(values, &value);
	else if (values.count > 1)
		return false;
	else if (!has_word(values, "inherit"))
		is_done = read_single(property, values.at, &value);
	if (is_done)
		add(out, property->id, value);
	return is_done;
}

static bool is_foreign_prefix(str name)
{
	return str_starts(name, STR("-")) && !str_starts(name, STR("--")) &&
	       !str_starts(name, STR("-banxin-"));
}

enum property_answer property_read(str name, const struct css_token *values,
				   size_t count, struct declarations *out)
{
	if (is_foreign_prefix(name))
		return PROPERTY_FOR_SCREENS;
	for (size_t i = 0; i < sizeof properties / sizeof *properties; i++) {
		const struct property *property = &properties[i];
		if (!str_equal_fold(str_of(property->name), name))
			continue;
		if (property->type == TYPE_SCREEN)
			return PROPERTY_FOR_SCREENS;
		struct values all = {values, count};
		return read_values(property, all, out) ? PROPERTY_UNDERSTOOD
						       : PROPERTY_BAD_VALUE;
	}
	return PROPERTY_NOT_KNOWN;
}
