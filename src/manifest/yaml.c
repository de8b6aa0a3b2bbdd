/* libyaml's events -> a tree with spans. libyaml's own sentences never reach
 * the user: its commonest complaints come from a few slips of the hand, and
 * those are looked for in the text and named (slips.c).
 */
#include "manifest/yaml.h"

#include <yaml.h>

#include "base/utf8.h"
#include "manifest/slips.h"

#include "base/banned.h"

struct parse {
	struct arena *arena;
	struct diag *d;
	str text;
	uint32_t source;
	LIST(size_t) line_starts;
	yaml_parser_t parser;
	yaml_event_t event;
	bool has_event;
};

size_t yaml_line_end(str text, size_t at)
{
	static const str ends[] = {STR_INIT("\r\n"), STR_INIT("\r"),
				   STR_INIT("\n"), STR_INIT("\xC2\x85"),
				   STR_INIT("\xE2\x80\xA8"),
				   STR_INIT("\xE2\x80\xA9")};
	unsigned char first = (unsigned char)text.text[at];
	if (first > '\r' && first != 0xC2 && first != 0xE2)
		return 0;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_starts(str_from(text, at), ends[i]))
			return ends[i].len;
	return 0;
}

static void find_lines(struct parse *p)
{
	list_push(p->arena, &p->line_starts, 0);
	for (size_t at = 0, end; at < p->text.len; at += end ? end : 1) {
		end = yaml_line_end(p->text, at);
		if (end)
			list_push(p->arena, &p->line_starts, at + end);
	}
}

/* libyaml counts lines and characters from 0; it takes a BOM for nothing. */
static size_t byte_of(const struct parse *p, yaml_mark_t mark)
{
	if (mark.line >= p->line_starts.count)
		return p->text.len;
	size_t at = p->line_starts.at[mark.line];
	for (size_t i = 0; i < mark.column && at < p->text.len; i++)
		utf8_next(p->text, &at);
	return at;
}

static struct span span_of(const struct parse *p, yaml_mark_t start,
			   yaml_mark_t end)
{
	uint32_t len = start.line == end.line && end.column > start.column
			       ? (uint32_t)(end.column - start.column)
			       : 1;
	return (struct span){p->source, (uint32_t)start.line + 1,
			     (uint32_t)start.column + 1, len};
}

static struct span event_span(const struct parse *p)
{
	return span_of(p, p->event.start_mark, p->event.end_mark);
}

static void report_syntax(struct parse *p)
{
	yaml_mark_t mark = p->parser.problem_mark;
	struct span span = span_of(p, mark, mark);
	if (slips_report(p->text, p->source, span.line, p->d))
		return;
	diag_report(p->d, span, MSG_YAML_SYNTAX, NO_WORDS);
}

static bool next_event(struct parse *p)
{
	if (p->has_event)
		yaml_event_delete(&p->event);
	p->has_event = yaml_parser_parse(&p->parser, &p->event) != 0;
	if (!p->has_event)
		report_syntax(p);
	return p->has_event;
}

static struct yaml_node *read_node(struct parse *p, int depth);

static struct yaml_node *refuse(struct parse *p, enum message message)
{
	diag_report(p->d, event_span(p), message, NO_WORDS);
	return NULL;
}

static struct yaml_node *read_text(struct parse *p)
{
	if (p->event.data.scalar.length > YAML_LONGEST)
		return refuse(p, MSG_YAML_TOO_LONG);
	struct yaml_node *node = arena_new(p->arena, struct yaml_node);
	node->kind = YAML_TEXT;
	node->text = arena_copy(
		p->arena, (str){(const char *)p->event.data.scalar.value,
				p->event.data.scalar.length});
	node->is_quoted =
		p->event.data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	return node;
}

static bool read_list(struct parse *p, struct yaml_node *node, int depth)
{
	for (;;) {
		if (!next_event(p))
			return false;
		if (p->event.type == YAML_SEQUENCE_END_EVENT)
			return true;
		struct yaml_node *item = read_node(p, depth + 1);
		if (!item)
			return false;
		list_push(p->arena, &node->items, item);
	}
}

static bool check_key(struct parse *p, const struct yaml_node *map,
		      const struct yaml_node *key)
{
	if (key->kind != YAML_TEXT)
		diag_report(p->d, key->span, MSG_YAML_KEY_NOT_TEXT, NO_WORDS);
	else if (map->keys.count == YAML_MOST_KEYS)
		diag_report(p->d, key->span, MSG_YAML_TOO_MANY_KEYS,
			    WORDS(arena_format(p->arena, "%d",
					       YAML_MOST_KEYS)));
	else
		return true;
	return false;
}

static bool read_map(struct parse *p, struct yaml_node *node, int depth)
{
	for (;;) {
		if (!next_event(p))
			return false;
		if (p->event.type == YAML_MAPPING_END_EVENT)
			return true;
		struct yaml_node *key = read_node(p, depth + 1);
		if (!key || !check_key(p, node, key) || !next_event(p))
			return false;
		struct yaml_node *first = yaml_get(node, key->text);
		if (first)
			diag_report(p->d, key->span, MSG_YAML_KEY_TWICE,
				    WORDS(key->text));
		struct yaml_node *value = read_node(p, depth + 1);
		if (!value)
			return false;
		list_push(p->arena, &node->keys, key);
		list_push(p->arena, &node->items, value);
	}
}

/* One space too many before a dash glues two items into one text, and
 * libyaml finds nothing wrong with it. */
static bool is_glued(const struct yaml_node *node, yaml_mark_t start,
		     yaml_mark_t end)
{
	return !node->is_quoted && start.line != end.line &&
	       str_contains(node->text, STR(" - "));
}

/* The node whose first event is current. */
static struct yaml_node *read_node(struct parse *p, int depth)
{
	if (depth > YAML_DEEPEST)
		return refuse(p, MSG_YAML_TOO_DEEP);
	yaml_mark_t start = p->event.start_mark, end = p->event.end_mark;
	struct span span = event_span(p);
	struct yaml_node *node;
	bool done = true;
	if (p->event.type == YAML_SCALAR_EVENT) {
		node = read_text(p);
		if (!node)
			return NULL;
		if (is_glued(node, start, end)) {
			diag_report(p->d, span, MSG_YAML_ITEMS_GLUED,
				    WORDS(node->text));
			node->text = str_cut(node->text, 0,
					     str_find(node->text, STR(" - ")));
		}
	} else if (p->event.type == YAML_SEQUENCE_START_EVENT) {
		node = arena_new(p->arena, struct yaml_node);
		node->kind = YAML_LIST;
		node->is_flow = p->event.data.sequence_start.style ==
				YAML_FLOW_SEQUENCE_STYLE;
		done = read_list(p, node, depth);
		end = p->event.end_mark;
	} else if (p->event.type == YAML_MAPPING_START_EVENT) {
		node = arena_new(p->arena, struct yaml_node);
		node->kind = YAML_MAP;
		node->is_flow = p->event.data.mapping_start.style ==
				YAML_FLOW_MAPPING_STYLE;
		done = read_map(p, node, depth);
		end = p->event.end_mark;
	} else {
		return refuse(p, MSG_YAML_ALIAS);
	}
	node->span = span;
	node->from = byte_of(p, start);
	node->to = done ? byte_of(p, end) : node->from;
	return done ? node : NULL;
}

static struct yaml_node *read_document(struct parse *p)
{
	do {
		if (!next_event(p))
			return NULL;
	} while (p->event.type == YAML_STREAM_START_EVENT ||
		 p->event.type == YAML_DOCUMENT_START_EVENT);
	if (p->event.type == YAML_STREAM_END_EVENT) {
		diag_report(p->d, (struct span){p->source, 1, 0, 0},
			    MSG_YAML_EMPTY, NO_WORDS);
		return NULL;
	}
	struct yaml_node *root = read_node(p, 0);
	if (!root || !next_event(p) || !next_event(p))
		return NULL;
	if (p->event.type != YAML_STREAM_END_EVENT)
		return refuse(p, MSG_YAML_SECOND_DOCUMENT);
	return root;
}

static bool check_text(str text, uint32_t source, struct diag *d)
{
	struct span whole = {source, 0, 0, 0};
	if (text.len > YAML_LARGEST) {
		diag_report(d, whole, MSG_FILE_TOO_LARGE,
			    WORDS(STR("book.yaml"), STR("8")));
		return false;
	}
	size_t bad;
	if (utf8_is_valid(text, &bad))
		return true;
	uint32_t line = 1;
	for (size_t i = 0; i < bad; i++)
		line += text.text[i] == '\n';
	diag_report(d, (struct span){source, line, 0, 0},
		    MSG_YAML_NOT_UTF8, NO_WORDS);
	return false;
}

struct yaml_node *yaml_read(str text, uint32_t source, struct arena *a,
			    struct diag *d)
{
	if (!check_text(text, source, d))
		return NULL;
	struct parse p = {.arena = a, .d = d, .text = text, .source = source};
	find_lines(&p);
	if (str_starts(text, STR("\xEF\xBB\xBF")))
		p.line_starts.at[0] = 3;
	if (!yaml_parser_initialize(&p.parser)) {
		diag_report(d, SPAN_NONE, MSG_INTERNAL, WORDS(STR("libyaml")));
		return NULL;
	}
	yaml_parser_set_input_string(&p.parser,
				     (const unsigned char *)text.text,
				     text.len);
	struct yaml_node *root = read_document(&p);
	if (p.has_event)
		yaml_event_delete(&p.event);
	yaml_parser_delete(&p.parser);
	return root;
}

/* Maps are small but for hostile ones; chapters are lists. */
struct yaml_node *yaml_get(const struct yaml_node *map, str key)
{
	for (size_t i = 0; i < map->items.count; i++)
		if (str_equal(map->keys.at[i]->text, key))
			return map->items.at[i];
	return NULL;
}

bool yaml_is_null(const struct yaml_node *node)
{
	return !node || (node->kind == YAML_TEXT && !node->is_quoted &&
			 (str_is_empty(node->text) ||
			  str_equal(node->text, STR("~")) ||
			  str_equal(node->text, STR("null"))));
}
