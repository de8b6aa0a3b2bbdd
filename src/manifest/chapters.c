/* chapters: and appendices: a list of files, of {file, title ...}, or of
 * {part, chapters}. Parts hold chapters, not parts.
 */
#include "manifest/values.h"

#include "base/file.h"

#include "base/banned.h"

#define MOST_CHAPTERS 20000

struct place {
	enum chapter_role role;
	int part;
};

static bool read_split(struct reading *r, const struct yaml_node *node)
{
	str word = keys_text(r, node);
	bool is_article = str_equal(word, STR("article"));
	if (node->kind == YAML_TEXT && !is_article &&
	    !str_equal(word, STR("none")))
		diag_report(r->d, node->span, MSG_KEY_NOT_A_CHOICE,
			    WORDS(word, STR("none article")));
	return is_article;
}

static void add_entry(struct reading *r, struct plan_entry *entry,
		      const struct yaml_node *file)
{
	if (!value_file(r, file, &entry->file))
		return;
	str whole = file_join(r->plan->root, entry->file, r->arena);
	if (str_equal(whole, r->plan->path)) {
		diag_report(r->d, file->span, MSG_CHAPTER_IS_MANIFEST,
			    WORDS(entry->file));
		return;
	}
	list_push(r->arena, &r->plan->entries, *entry);
}

static void read_field(struct reading *r, struct plan_entry *entry,
		       const struct yaml_node *key,
		       const struct yaml_node *value)
{
	str name = key->text;
	if (str_equal(name, STR("title")) || str_equal(name, STR("标题")))
		entry->title = keys_text(r, value);
	else if (str_equal(name, STR("encoding")))
		entry->encoding = keys_text(r, value);
	else if (str_equal(name, STR("format")))
		entry->format = keys_text(r, value);
	else if (str_equal(name, STR("numbered")))
		entry->is_numbered = keys_switch(r, value);
	else if (str_equal(name, STR("punctuation")))
		entry->keeps_punctuation =
			str_equal(keys_text(r, value), STR("keep"));
	else if (str_equal(name, STR("split")))
		entry->splits_articles = read_split(r, value);
	else if (str_equal(name, STR("off")))
		value_rules(r, value, &entry->off);
	else if (!str_equal(name, STR("file")) && !str_equal(name, STR("文件")))
		keys_unknown(r, key, "file title encoding format numbered"
				     " punctuation split off");
}

static const struct yaml_node *get(const struct yaml_node *map, str name,
				   str alias)
{
	const struct yaml_node *node = yaml_get(map, name);
	return node ? node : yaml_get(map, alias);
}

static void read_chapter(struct reading *r, const struct yaml_node *node,
			 struct place place)
{
	struct plan_entry entry = {
		.role = place.role,
		.part = place.part,
		.is_numbered = true,
		.span = node->span,
	};
	if (node->kind == YAML_TEXT) {
		add_entry(r, &entry, node);
		return;
	}
	const struct yaml_node *file =
		node->kind == YAML_MAP ? get(node, STR("file"), STR("文件"))
				       : NULL;
	if (!file) {
		diag_report(r->d, node->span, MSG_WANTED_CHAPTER, NO_WORDS);
		return;
	}
	for (size_t i = 0; i < node->keys.count; i++)
		read_field(r, &entry, node->keys.at[i], node->items.at[i]);
	add_entry(r, &entry, file);
}

static void read_part(struct reading *r, const struct yaml_node *node,
		      int *part)
{
	const struct yaml_node *chapters =
		get(node, STR("chapters"), STR("章节"));
	const struct yaml_node *title = get(node, STR("part"), STR("部分"));
	struct plan_entry entry = {
		.title = keys_text(r, title),
		.role = CHAPTER_PART,
		.part = ++*part,
		.span = title->span,
	};
	list_push(r->arena, &r->plan->entries, entry);
	for (size_t i = 0; i < node->keys.count; i++)
		if (node->items.at[i] != chapters &&
		    node->items.at[i] != title)
			keys_unknown(r, node->keys.at[i], "part chapters");
	if (!chapters || chapters->kind != YAML_LIST ||
	    chapters->items.count == 0) {
		diag_report(r->d, node->span, MSG_PART_EMPTY,
			    WORDS(entry.title));
		return;
	}
	for (size_t i = 0; i < chapters->items.count; i++)
		read_chapter(r, chapters->items.at[i],
			     (struct place){CHAPTER_BODY, *part});
}

static bool is_part(const struct yaml_node *node)
{
	return node->kind == YAML_MAP &&
	       get(node, STR("part"), STR("部分")) != NULL;
}

/* 前言, 序 and the like open a book without a number. */
static bool is_preface(str file)
{
	static const char *const names[] = {
		"前言", "序", "序言", "自序", "代序", "序一", "序二", "引言",
		"导言", "凡例", "出版说明", "编者的话", "编者按", "致读者",
		"preface", "foreword", "introduction",
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_equal_fold(file_stem(file), str_of(names[i])))
			return true;
	return false;
}

static void mark_prefaces(struct manifest *plan)
{
	for (size_t i = 0; i < plan->entries.count; i++) {
		struct plan_entry *entry = &plan->entries.at[i];
		if (entry->role != CHAPTER_BODY || entry->part != 0)
			return;
		if (!is_preface(entry->file) &&
		    !is_preface(entry->title))
			return;
		entry->role = CHAPTER_FRONT;
		entry->is_numbered = false;
	}
}

static bool read_entries(struct reading *r, const struct yaml_node *node,
			 enum chapter_role role)
{
	if (node->kind != YAML_LIST) {
		diag_report(r->d, node->span, MSG_WANTED_LIST, NO_WORDS);
		return false;
	}
	if (node->items.count > MOST_CHAPTERS) {
		diag_report(r->d, node->span, MSG_TOO_MANY_CHAPTERS, NO_WORDS);
		return false;
	}
	int part = 0;
	for (size_t i = 0; i < node->items.count; i++) {
		if (role == CHAPTER_BODY && is_part(node->items.at[i]))
			read_part(r, node->items.at[i], &part);
		else
			read_chapter(r, node->items.at[i],
				     (struct place){role, 0});
	}
	return true;
}

bool value_chapters(struct reading *r, const struct yaml_node *node)
{
	bool done = read_entries(r, node, CHAPTER_BODY);
	mark_prefaces(r->plan);
	return done;
}

bool value_appendices(struct reading *r, const struct yaml_node *node)
{
	return read_entries(r, node, CHAPTER_APPENDIX);
}
