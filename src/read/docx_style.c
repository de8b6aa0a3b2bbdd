/* styles.xml -> what each style means for a book. Word writes its own styles
 * by their English names in every language; the names that people and WPS
 * give in Chinese stand beside them in the table.
 */
#include <stdlib.h>

#include "read/docx.h"

#include "base/banned.h"

#define MOST_STYLES 4096
#define DEEPEST_PARENT 16

static const struct style_name {
	const char *name;             /* a digit may follow */
	enum docx_role role;
} style_names[] = {
	{"heading", DOCX_HEADING}, {"标题", DOCX_HEADING},
	{"標題", DOCX_HEADING},
	{"title", DOCX_TITLE}, {"文章标题", DOCX_TITLE},
	{"subtitle", DOCX_SUBTITLE}, {"副标题", DOCX_SUBTITLE},
	{"quote", DOCX_QUOTE}, {"intense quote", DOCX_QUOTE},
	{"block text", DOCX_QUOTE}, {"引用", DOCX_QUOTE},
	{"明显引用", DOCX_QUOTE}, {"引文", DOCX_QUOTE},
	{"html preformatted", DOCX_CODE}, {"code", DOCX_CODE},
	{"source code", DOCX_CODE}, {"代码", DOCX_CODE},
	{"verse", DOCX_VERSE}, {"poem", DOCX_VERSE}, {"诗", DOCX_VERSE},
	{"诗歌", DOCX_VERSE},
	{"caption", DOCX_CAPTION}, {"题注", DOCX_CAPTION},
	{"image caption", DOCX_CAPTION}, {"table caption", DOCX_CAPTION},
	{"toc", DOCX_CONTENTS}, {"目录", DOCX_CONTENTS},
	{"toc heading", DOCX_CONTENTS}, {"toc 标题", DOCX_CONTENTS},
	{"table of figures", DOCX_CONTENTS},
};

static const struct {
	const char *name;
	unsigned format;
} character_styles[] = {
	{"strong", DOCX_BOLD}, {"intense emphasis", DOCX_ITALIC},
	{"emphasis", DOCX_ITALIC}, {"book title", DOCX_BOLD},
};

int docx_value(const xmlNode *node, int otherwise)
{
	int number;
	return node && str_to_int(attribute(node, "val"), &number) ? number
								   : otherwise;
}

/* "heading 3" -> name "heading", digit 3; 0: no digit. */
static int cut_digit(str *name)
{
	if (str_is_empty(*name))
		return 0;
	char last = name->text[name->len - 1];
	if (last < '1' || last > '9')
		return 0;
	*name = str_trim(str_cut(*name, 0, name->len - 1));
	return last - '0';
}

static void name_style(struct docx_style *style, str name)
{
	int digit = cut_digit(&name);
	for (size_t i = 0; i < sizeof style_names / sizeof style_names[0]; i++)
		if (str_equal_fold(name, str_of(style_names[i].name)))
			style->role = style_names[i].role;
	if (style->role == DOCX_HEADING && digit)
		style->outline = digit - 1;
	/* 标题 alone is Word's Title in Chinese. */
	else if (style->role == DOCX_HEADING)
		style->role = DOCX_TITLE;
	for (size_t i = 0;
	     i < sizeof character_styles / sizeof character_styles[0]; i++)
		if (str_equal_fold(name, str_of(character_styles[i].name)))
			style->format |= character_styles[i].format;
}

struct docx_look docx_look_in(struct docx_look inner, struct docx_look outer)
{
	if (!inner.size)
		inner.size = outer.size;
	if (!inner.bold)
		inner.bold = outer.bold;
	if (str_is_empty(inner.align))
		inner.align = outer.align;
	return inner;
}

void docx_take_style(void *walk, xmlNode *node)
{
	struct docx_walk *w = walk;
	if (part_is(node, "docDefaults"))
		w->plain = docx_look_in(
			docx_look_of(w, part_child(part_child(node, "rPrDefault"),
						   "rPr"), NULL),
			w->plain);
	if (!part_is(node, "style") || w->styles.count >= MOST_STYLES)
		return;
	xmlNode *own = part_child(node, "pPr");
	xmlNode *numbers = part_child(own, "numPr");
	struct docx_style style = {
		.id = arena_copy(w->arena, attribute(node, "styleId")),
		.parent = arena_copy(w->arena,
				     attribute(part_child(node, "basedOn"),
					       "val")),
		.outline = docx_value(part_child(own, "outlineLvl"), -1),
		.number = docx_value(part_child(numbers, "numId"), 0),
		.level = docx_value(part_child(numbers, "ilvl"), 0),
		.look = docx_look_of(w, part_child(node, "rPr"), own),
		.is_plain = str_equal(attribute(node, "default"), STR("1")) &&
			    str_equal(attribute(node, "type"), STR("paragraph")),
	};
	if (str_equal(attribute(node, "type"), STR("character")))
		style.format = docx_format_of(w, part_child(node, "rPr"));
	name_style(&style, attribute(part_child(node, "name"), "val"));
	list_push(w->arena, &w->styles, style);
}

static int compare_styles(const void *a, const void *b)
{
	return str_compare(((const struct docx_style *)a)->id,
			   ((const struct docx_style *)b)->id);
}

const struct docx_style *docx_style(const struct docx_walk *w, str id)
{
	struct docx_style wanted = {.id = id};
	if (str_is_empty(id) || !w->styles.count)
		return NULL;
	return bsearch(&wanted, w->styles.at, w->styles.count, sizeof wanted,
		       compare_styles);
}

/* A heading's style by another name says so by what it is based on. */
static void inherit(struct docx_walk *w, struct docx_style *style)
{
	const struct docx_style *from = style;
	for (int i = 0; i < DEEPEST_PARENT && from; i++) {
		from = docx_style(w, from->parent);
		if (!from)
			return;
		if (style->role == DOCX_PLAIN)
			style->role = from->role;
		if (style->outline < 0)
			style->outline = from->outline;
		if (!style->number) {
			style->number = from->number;
			style->level = from->level;
		}
		style->format |= from->format;
		style->look = docx_look_in(style->look, from->look);
	}
}

void docx_settle_styles(struct docx_walk *w)
{
	if (w->styles.count)
		qsort(w->styles.at, w->styles.count, sizeof *w->styles.at,
		      compare_styles);
	for (size_t i = 0; i < w->styles.count; i++) {
		inherit(w, &w->styles.at[i]);
		if (w->styles.at[i].is_plain)
			w->plain = docx_look_in(w->styles.at[i].look, w->plain);
	}
}

/* --- formats of runs --- */

/* <w:b/> is on, <w:b w:val="0"/> is off. */
static bool is_off(const xmlNode *node)
{
	str value = attribute(node, "val");
	return str_equal(value, STR("0")) || str_equal(value, STR("false")) ||
	       str_equal(value, STR("none")) || str_equal(value, STR("off"));
}

static const struct {
	const char *name;
	unsigned format;
} properties_known[] = {
	{"b", DOCX_BOLD}, {"i", DOCX_ITALIC}, {"em", DOCX_MARKED},
	{"u", DOCX_UNDERLINE}, {"strike", DOCX_STRIKE},
	{"dstrike", DOCX_STRIKE}, {"vanish", DOCX_HIDDEN},
};

static unsigned position_of(const xmlNode *node)
{
	str value = attribute(node, "val");
	if (str_equal(value, STR("superscript")))
		return DOCX_SUPER;
	return str_equal(value, STR("subscript")) ? DOCX_SUB : 0;
}

unsigned docx_format_of(const struct docx_walk *w, const xmlNode *properties)
{
	unsigned format = 0;
	const xmlNode *at = properties ? properties->children : NULL;
	for (; at; at = at->next) {
		if (part_is(at, "rStyle")) {
			const struct docx_style *style =
				docx_style(w, attribute(at, "val"));
			format |= style ? style->format : 0;
		}
		if (part_is(at, "vertAlign"))
			format |= position_of(at);
		for (size_t i = 0; i < sizeof properties_known /
					       sizeof properties_known[0]; i++) {
			if (!part_is(at, properties_known[i].name))
				continue;
			format &= ~properties_known[i].format;
			if (!is_off(at))
				format |= properties_known[i].format;
		}
	}
	return format;
}

struct docx_look docx_look_of(const struct docx_walk *w, const xmlNode *run,
			      const xmlNode *paragraph)
{
	const xmlNode *bold = part_child(run, "b");
	const struct docx_style *style = docx_style(
		w, attribute(part_child(run, "rStyle"), "val"));
	struct docx_look look = {
		.size = docx_value(part_child(run, "sz"), 0),
		.bold = !bold ? 0 : is_off(bold) ? -1 : 1,
		.align = arena_copy(w->arena,
				    attribute(part_child(paragraph, "jc"),
					      "val")),
	};
	return style ? docx_look_in(look, style->look) : look;
}
