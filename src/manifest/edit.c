/* banxin move: the entry's own lines are cut out of the text of book.yaml
 * and set in elsewhere, indented for their new place. No other byte is
 * touched, so comments, blank lines and quoting stay as they were.
 */
#include "base/buf.h"
#include "manifest/manifest.h"
#include "manifest/yaml.h"

#include "base/banned.h"

/* One item of a chapters: or appendices: list, as it stands in the text. */
struct entry {
	const struct yaml_node *node, *list;
	bool is_part, is_in_part;
	str file, title;
	int number;                   /* as outline counts: parts not counted */
	size_t from, to;              /* whole lines */
	size_t indent;                /* column of its dash */
};

struct edit {
	str text;
	struct arena *arena;
	struct diag *d;
	LIST(struct entry) entries;
	int chapters;
};

static bool ends_line(str text)
{
	static const size_t longest = 3;
	for (size_t len = 1; len <= longest && len <= text.len; len++)
		if (yaml_line_end(text, text.len - len) == len)
			return true;
	return false;
}

static size_t line_start(str text, size_t at)
{
	while (at > 0 && !ends_line(str_cut(text, 0, at)))
		at--;
	return at;
}

static size_t line_end(str text, size_t at)
{
	while (at < text.len && !yaml_line_end(text, at))
		at++;
	return at < text.len ? at + yaml_line_end(text, at) : at;
}

/* A block collection's end mark stands where the next token begins, so blank
 * lines and comments after the last value do not belong to it. */
static size_t last_byte(const struct yaml_node *node)
{
	if (node->kind == YAML_TEXT || node->is_flow ||
	    node->items.count == 0)
		return node->to;
	return last_byte(node->items.at[node->items.count - 1]);
}

static void find_lines(struct edit *e, struct entry *entry)
{
	entry->from = line_start(e->text, entry->node->from);
	size_t dash = entry->from;
	while (dash < e->text.len && e->text.text[dash] == ' ')
		dash++;
	entry->indent = dash - entry->from;
	size_t last = last_byte(entry->node);
	entry->to = line_end(e->text, last > entry->node->from ? last - 1
							       : last);
}

static str text_of(const struct yaml_node *map, str name, str alias)
{
	const struct yaml_node *node = yaml_get(map, name);
	if (!node)
		node = yaml_get(map, alias);
	return node && node->kind == YAML_TEXT ? node->text : STR_NONE;
}

static void collect(struct edit *e, const struct yaml_node *list,
		    bool is_in_part);

static void add_entry(struct edit *e, const struct yaml_node *list,
		      const struct yaml_node *node, bool is_in_part)
{
	struct entry entry = {.node = node, .list = list,
			      .is_in_part = is_in_part};
	const struct yaml_node *inner = NULL;
	if (node->kind == YAML_TEXT) {
		entry.file = node->text;
	} else if (node->kind == YAML_MAP) {
		entry.file = text_of(node, STR("file"), STR("文件"));
		entry.title = text_of(node, STR("title"), STR("标题"));
		str part = text_of(node, STR("part"), STR("部分"));
		inner = yaml_get(node, STR("chapters"));
		if (!inner)
			inner = yaml_get(node, STR("章节"));
		entry.is_part = !str_is_empty(part);
		if (entry.is_part)
			entry.title = part;
	}
	if (!entry.is_part)
		entry.number = ++e->chapters;
	find_lines(e, &entry);
	list_push(e->arena, &e->entries, entry);
	if (inner && !is_in_part)
		collect(e, inner, true);
}

static void collect(struct edit *e, const struct yaml_node *list,
		    bool is_in_part)
{
	if (list && list->kind == YAML_LIST)
		for (size_t i = 0; i < list->items.count; i++)
			add_entry(e, list, list->items.at[i], is_in_part);
}

static bool answers(const struct entry *entry, str name)
{
	int number;
	if (str_to_int(name, &number) && number == entry->number)
		return true;
	return (!str_is_empty(entry->file) && str_equal(entry->file, name)) ||
	       (!str_is_empty(entry->title) && str_equal(entry->title, name));
}

static const struct entry *find_entry(struct edit *e, str name)
{
	const struct entry *found = NULL;
	for (size_t i = 0; i < e->entries.count; i++) {
		if (!answers(&e->entries.at[i], name))
			continue;
		if (found) {
			diag_report(e->d, SPAN_NONE, MSG_MOVE_AMBIGUOUS,
				    WORDS(name));
			return NULL;
		}
		found = &e->entries.at[i];
	}
	if (!found)
		diag_report(e->d, SPAN_NONE, MSG_MOVE_UNKNOWN, WORDS(name));
	return found;
}

static bool may_move(struct edit *e, const struct entry *entry,
		     const struct entry *other, str name)
{
	if (entry->list->is_flow || other->list->is_flow) {
		diag_report(e->d, entry->node->span, MSG_MOVE_FLOW, NO_WORDS);
		return false;
	}
	if (entry == other ||
	    (other->from >= entry->from && other->to <= entry->to)) {
		diag_report(e->d, SPAN_NONE, MSG_MOVE_INTO_ITSELF, WORDS(name));
		return false;
	}
	if (entry->is_part && other->is_in_part) {
		diag_report(e->d, entry->node->span, MSG_MOVE_PART_INTO_PART,
			    NO_WORDS);
		return false;
	}
	if (entry->list->items.count == 1 && entry->list != other->list) {
		diag_report(e->d, entry->node->span, MSG_MOVE_LAST_OF_PART,
			    WORDS(name));
		return false;
	}
	return true;
}

static void add_blanks(struct buf *out, size_t count)
{
	while (count-- > 0)
		buf_add_byte(out, ' ');
}

/* The entry's lines, shifted to the new indentation, ended by a line feed. */
static void add_lines(struct buf *out, str lines, size_t indent, size_t wanted)
{
	size_t at = 0;
	while (at < lines.len) {
		size_t end = line_end(lines, at);
		size_t blanks = 0;
		while (at + blanks < end && lines.text[at + blanks] == ' ')
			blanks++;
		bool is_blank = at + blanks == end ||
				yaml_line_end(lines, at + blanks);
		size_t kept = blanks > indent ? blanks - indent : 0;
		if (!is_blank)
			add_blanks(out, wanted + kept);
		buf_add(out, str_cut(lines, is_blank ? at : at + blanks, end));
		at = end;
	}
	if (lines.len > 0 && !ends_line(lines))
		buf_add_byte(out, '\n');
}

static str move_lines(struct edit *e, const struct entry *entry,
		      const struct entry *other, bool is_before)
{
	struct buf out;
	buf_init(&out, e->arena, BUF_NO_MAXIMUM);
	str lines = str_cut(e->text, entry->from, entry->to);
	size_t target = is_before ? other->from : other->to;
	size_t first = target <= entry->from ? 0 : entry->from;
	if (target <= entry->from) {
		buf_add(&out, str_cut(e->text, 0, target));
	} else {
		buf_add(&out, str_cut(e->text, 0, first));
		buf_add(&out, str_cut(e->text, entry->to, target));
	}
	if (out.len > 0 && !ends_line(buf_str(&out)))
		buf_add_byte(&out, '\n');
	add_lines(&out, lines, entry->indent, other->indent);
	if (target <= entry->from) {
		buf_add(&out, str_cut(e->text, target, entry->from));
		buf_add(&out, str_from(e->text, entry->to));
	} else {
		buf_add(&out, str_from(e->text, target));
	}
	return buf_str(&out);
}

bool manifest_move(const struct manifest *manifest, const struct move *move,
		   struct arena *a, struct diag *d, str *edited)
{
	struct edit e = {.text = manifest->text, .arena = a, .d = d};
	struct yaml_node *root =
		yaml_read(manifest->text, manifest->source, a, d);
	if (!root)
		return false;
	static const str lists[] = {STR_INIT("chapters"), STR_INIT("章节"),
				    STR_INIT("appendices"), STR_INIT("附录")};
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		collect(&e, yaml_get(root, lists[i]), false);
	const struct entry *entry = find_entry(&e, move->chapter);
	const struct entry *place = entry ? find_entry(&e, move->other) : NULL;
	if (!place || !may_move(&e, entry, place, move->chapter))
		return false;
	*edited = move_lines(&e, entry, place, move->is_before);
	return true;
}
