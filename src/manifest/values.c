/* One function a key: the node is checked, the plan filled, whatever is
 * wrong reported at its place.
 */
#include "manifest/values.h"

#include "base/buf.h"
#include "base/date.h"
#include "base/file.h"

#include "base/banned.h"

static void read_person(struct reading *r, const struct yaml_node *map,
			struct contributor *person)
{
	const struct { str key; str *value; } fields[] = {
		{STR("name"), &person->name}, {STR("role"), &person->role},
		{STR("sort"), &person->sort},
	};
	for (size_t i = 0; i < map->keys.count; i++) {
		bool is_known = false;
		for (size_t k = 0; k < sizeof fields / sizeof *fields; k++) {
			if (!str_equal(map->keys.at[i]->text, fields[k].key))
				continue;
			is_known = true;
			*fields[k].value = keys_text(r, map->items.at[i]);
		}
		if (!is_known)
			keys_unknown(r, map->keys.at[i], "name role sort");
	}
}

static void add_author(struct reading *r, const struct yaml_node *node)
{
	struct contributor person = {.role = STR("aut")};
	if (node->kind == YAML_TEXT)
		person.name = node->text;
	else if (node->kind == YAML_MAP)
		read_person(r, node, &person);
	if (str_is_empty(person.name))
		diag_report(r->d, node->span, MSG_WANTED_AUTHOR, NO_WORDS);
	else
		list_push(r->arena, &r->plan->meta.contributors, person);
}

bool value_author(struct reading *r, const struct yaml_node *node)
{
	if (node->kind != YAML_LIST) {
		add_author(r, node);
		return true;
	}
	for (size_t i = 0; i < node->items.count; i++)
		add_author(r, node->items.at[i]);
	return true;
}

bool value_date(struct reading *r, const struct yaml_node *node)
{
	str text = keys_text(r, node);
	if (date_read(text, &r->plan->meta.date, r->arena))
		return true;
	diag_report(r->d, node->span, MSG_DATE_WRONG, WORDS(text));
	return false;
}

static bool is_false(const struct yaml_node *node)
{
	return node->kind == YAML_TEXT && !node->is_quoted &&
	       (str_equal(node->text, STR("false")) ||
		str_equal(node->text, STR("no")));
}

static bool is_true(const struct yaml_node *node)
{
	return node->kind == YAML_TEXT && !node->is_quoted &&
	       (str_equal(node->text, STR("true")) ||
		str_equal(node->text, STR("yes")));
}

#define AT(field) offsetof(struct manifest, field)

bool value_contents(struct reading *r, const struct yaml_node *node)
{
	static const struct key keys[] = {
		{"title", "标题", KEY_TEXT, AT(contents_title), NULL, 0, 0, NULL, NULL},
		{"depth", "层数", KEY_COUNT, AT(contents_depth), NULL, 1, 6, NULL, NULL},
		{0},
	};
	if (is_false(node))
		r->plan->contents_depth = 0;
	else if (!is_true(node))
		keys_read(r, keys, node);
	return true;
}

bool value_numbering(struct reading *r, const struct yaml_node *node)
{
	static const struct key keys[] = {
		{"chapter", "章", KEY_TEXT, AT(number_chapter), NULL, 0, 0, NULL, NULL},
		{"section", "节", KEY_TEXT, AT(number_section), NULL, 0, 0, NULL, NULL},
		{"depth", "层数", KEY_COUNT, AT(number_depth), NULL, 1, 4, NULL, NULL},
		{"paragraph", "段", KEY_CHOICE, AT(number_paragraph), "none margin", 0, 0, NULL, NULL},
		{0},
	};
	if (is_false(node))
		return true;
	r->plan->number_depth = 2;
	if (is_true(node)) {
		r->plan->number_chapter = STR("第一章");
		r->plan->number_section = STR("一、");
		return true;
	}
	keys_read(r, keys, node);
	return true;
}

static void add_format(struct reading *r, const struct yaml_node *node)
{
	static const struct { str name; unsigned bit; } formats[] = {
		{STR_INIT("epub"), WANT_EPUB},
		{STR_INIT("epub-vertical"), WANT_EPUB_VERTICAL},
		{STR_INIT("pdf"), WANT_PDF},
		{STR_INIT("booklet"), WANT_BOOKLET},
	};
	str name = keys_text(r, node);
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		if (str_equal(name, formats[i].name)) {
			r->plan->formats |= formats[i].bit;
			return;
		}
	}
	diag_report(r->d, node->span, MSG_KEY_NOT_A_CHOICE,
		    WORDS(name, STR("epub epub-vertical pdf booklet")));
}

bool value_formats(struct reading *r, const struct yaml_node *node)
{
	r->plan->formats = 0;
	if (node->kind != YAML_LIST)
		add_format(r, node);
	for (size_t i = 0; node->kind == YAML_LIST && i < node->items.count; i++)
		add_format(r, node->items.at[i]);
	if (r->plan->formats == 0)
		diag_report(r->d, node->span, MSG_NO_FORMATS, NO_WORDS);
	return true;
}

/* "前言" for "前言.md", "a.html" for "a.htm", else the fewest edits. */
static str nearest_name(str name, const struct file_names *found)
{
	for (size_t i = 0; i < found->names.count; i++)
		if (str_equal(file_stem(found->names.at[i]), name) ||
		    str_equal(file_stem(found->names.at[i]), file_stem(name)))
			return found->names.at[i];
	return file_nearest(name, found->names.at, found->names.count);
}

static str nearest_file(struct reading *r, str name)
{
	str folder = file_folder(name);
	struct file_names found = {0};
	str whole = file_join(r->plan->root, folder, r->arena);
	if (!file_list(arena_cstring(r->arena, whole), 5000, r->arena, &found))
		return STR_NONE;
	str near = nearest_name(file_name(name), &found);
	if (str_is_empty(near) || str_equal(folder, STR(".")))
		return near;
	return arena_join(r->arena, arena_join(r->arena, folder, STR("/")),
			  near);
}

bool value_file(struct reading *r, const struct yaml_node *node, str *path)
{
	str name = keys_text(r, node);
	if (str_is_empty(name))
		return false;
	if (!file_is_inside(r->plan->root, name)) {
		diag_report(r->d, node->span, MSG_PATH_LEAVES, WORDS(name));
		return false;
	}
	str whole = file_join(r->plan->root, name, r->arena);
	if (file_exists(arena_cstring(r->arena, whole))) {
		*path = name;
		return true;
	}
	if (file_is_there(arena_cstring(r->arena, whole))) {
		diag_report(r->d, node->span, MSG_FILE_FORBIDDEN, WORDS(name));
		return false;
	}
	str near = nearest_file(r, name);
	if (str_is_empty(near))
		diag_report(r->d, node->span, MSG_SOURCE_MISSING, WORDS(name));
	else
		diag_report(r->d, node->span, MSG_SOURCE_MISSING_NEAR,
			    WORDS(name, near));
	return false;
}

#define FONTS_IN_FILE_MOST 1000

/* Sheets that come with the program, for paper. */
static const str ready_styles[] = {STR_INIT("study"), STR_INIT("large"),
				  STR_INIT("classical")};

static void read_style(struct reading *r, const struct yaml_node *node)
{
	str path;
	for (size_t i = 0; i < sizeof ready_styles / sizeof *ready_styles; i++)
		if (node->kind == YAML_TEXT &&
		    str_equal(node->text, ready_styles[i])) {
			list_push(r->arena, &r->plan->ready_styles, node->text);
			return;
		}
	if (value_file(r, node, &path))
		list_push(r->arena, &r->plan->styles, path);
}

bool value_styles(struct reading *r, const struct yaml_node *node)
{
	if (node->kind != YAML_LIST)
		read_style(r, node);
	for (size_t i = 0; node->kind == YAML_LIST && i < node->items.count; i++)
		read_style(r, node->items.at[i]);
	return true;
}

#define PASSES                                                                 \
	"annotation cue boilerplate split byline rewrap heading example punct" \
	" space script dialogue image"

static const str rules[] = {
#define RULE(name, hans, hant, english) STR_INIT(name),
#include "book/rules.def"
#undef RULE
};

/* What could have been meant by a name with this pass before its slash. */
static str rules_of(struct reading *r, str pass)
{
	struct buf out;
	buf_init(&out, r->arena, BUF_NO_MAXIMUM);
	buf_add(&out, pass);
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (str_starts(rules[i], pass) &&
		    str_find_byte(rules[i], '/') == pass.len &&
		    rules[i].len > pass.len + 1)
			buf_format(&out, " %.*s", STR_ARG(rules[i]));
	return buf_str(&out);
}

static void read_rule(struct reading *r, const struct yaml_node *node,
		      struct rule_names *out)
{
	str name = keys_text(r, node);
	str pass = str_cut(name, 0, str_find_byte(name, '/'));
	str choices = STR(PASSES);
	if (str_has_word(choices, pass))
		choices = rules_of(r, pass);
	if (str_has_word(choices, name))
		list_push(r->arena, &out->list, name);
	else if (node->kind == YAML_TEXT)
		diag_report(r->d, node->span, MSG_KEY_NOT_A_CHOICE,
			    WORDS(name, choices));
}

void value_rules(struct reading *r, const struct yaml_node *node,
		 struct rule_names *out)
{
	if (node->kind != YAML_LIST)
		read_rule(r, node, out);
	for (size_t i = 0; node->kind == YAML_LIST && i < node->items.count; i++)
		read_rule(r, node->items.at[i], out);
}

bool value_off(struct reading *r, const struct yaml_node *node)
{
	value_rules(r, node, &r->plan->clean.off);
	return true;
}

/* FILE.ttc#2: the third font of a collection. */
static bool is_font_file(str name, str *path, int *index)
{
	static const str ends[] = {STR_INIT(".ttf"), STR_INIT(".otf"),
				   STR_INIT(".ttc"), STR_INIT(".otc")};
	size_t mark = str_find_byte(name, '#');
	*path = mark == STR_NOT_FOUND ? name : str_cut(name, 0, mark);
	*index = 0;
	for (size_t i = mark; i != STR_NOT_FOUND && ++i < name.len;) {
		if (name.text[i] < '0' || name.text[i] > '9' ||
		    *index > FONTS_IN_FILE_MOST)
			return false;
		*index = *index * 10 + (name.text[i] - '0');
	}
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (path->len > ends[i].len &&
		    str_equal_fold(str_from(*path, path->len - ends[i].len),
				   ends[i]))
			return true;
	return false;
}

/* The file is told at its own place when it is not there. */
static void check_font(struct reading *r, const struct yaml_node *node)
{
	struct yaml_node file = *node;
	int index;
	if (node->kind == YAML_TEXT &&
	    is_font_file(node->text, &file.text, &index))
		value_file(r, &file, &file.text);
}

static void split_font(struct plan_font *font)
{
	if (!is_font_file(font->family, &font->path, &font->index))
		font->path = STR_NONE;
}

bool value_fonts(struct reading *r, const struct yaml_node *node)
{
	static const struct key keys[] = {
		{"body", "正文", KEY_TEXT, AT(fonts.body.family), NULL, 0, 0, NULL, NULL},
		{"bold", "粗体", KEY_TEXT, AT(fonts.bold.family), NULL, 0, 0, NULL, NULL},
		{"heading", "标题", KEY_TEXT, AT(fonts.heading.family), NULL, 0, 0, NULL, NULL},
		{"quote", "引文", KEY_TEXT, AT(fonts.quote.family), NULL, 0, 0, NULL, NULL},
		{"code", "代码", KEY_TEXT, AT(fonts.code.family), NULL, 0, 0, NULL, NULL},
		{0},
	};
	struct plan_fonts *fonts = &r->plan->fonts;
	fonts->span = node->span;
	keys_read(r, keys, node);
	for (size_t i = 0; node->kind == YAML_MAP && i < node->items.count; i++)
		check_font(r, node->items.at[i]);
	split_font(&fonts->body);
	split_font(&fonts->bold);
	split_font(&fonts->heading);
	split_font(&fonts->quote);
	split_font(&fonts->code);
	return true;
}

bool value_image_map(struct reading *r, const struct yaml_node *node)
{
	if (node->kind != YAML_MAP) {
		diag_report(r->d, node->span, MSG_WANTED_MAP, NO_WORDS);
		return false;
	}
	for (size_t i = 0; i < node->items.count; i++) {
		struct plan_image image = {node->keys.at[i]->text, STR_NONE};
		if (value_file(r, node->items.at[i], &image.path))
			list_push(r->arena, &r->plan->images, image);
	}
	return true;
}

bool value_cover(struct reading *r, const struct yaml_node *node)
{
	r->plan->cover_span = node->span;
	return value_file(r, node, &r->plan->cover);
}
