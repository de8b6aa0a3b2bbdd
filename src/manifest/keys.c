/* Reads mappings by their table: finds the key, checks the type, stores the
 * value. What cannot be said in a table stands in values.c.
 */
#include "manifest/keys.h"

#include "base/file.h"

#include "base/banned.h"

static void wrong_type(struct reading *r, const struct yaml_node *node,
		       enum message wanted)
{
	diag_report(r->d, node->span, wanted, NO_WORDS);
}

str keys_text(struct reading *r, const struct yaml_node *node)
{
	if (node->kind == YAML_TEXT)
		return node->text;
	wrong_type(r, node, MSG_WANTED_TEXT);
	return STR_NONE;
}

bool keys_switch(struct reading *r, const struct yaml_node *node)
{
	if (node->kind == YAML_TEXT && str_equal(node->text, STR("true")))
		return true;
	if (node->kind != YAML_TEXT || !str_equal(node->text, STR("false")))
		diag_report(r->d, node->span, MSG_WANTED_SWITCH, NO_WORDS);
	return false;
}

static bool is_choice(str value, const char *choices)
{
	str rest = str_of(choices);
	while (!str_is_empty(rest)) {
		size_t blank = str_find_byte(rest, ' ');
		if (blank == STR_NOT_FOUND)
			blank = rest.len;
		if (str_equal(str_cut(rest, 0, blank), value))
			return true;
		rest = str_from(rest, blank + 1);
	}
	return false;
}

static void read_choice(struct reading *r, const struct key *key,
			const struct yaml_node *node, str *out)
{
	str value = keys_text(r, node);
	if (is_choice(value, key->choices))
		*out = value;
	else if (node->kind == YAML_TEXT)
		diag_report(r->d, node->span, MSG_KEY_NOT_A_CHOICE,
			    WORDS(value, str_of(key->choices)));
}

static void read_count(struct reading *r, const struct key *key,
		       const struct yaml_node *node, int *out)
{
	int number;
	if (node->kind != YAML_TEXT || !str_to_int(node->text, &number)) {
		wrong_type(r, node, MSG_WANTED_NUMBER);
		return;
	}
	if (number >= key->least && number <= key->most) {
		*out = number;
		return;
	}
	diag_report(r->d, node->span, MSG_KEY_OUT_OF_RANGE,
		    WORDS(node->text, arena_format(r->arena, "%d", key->least),
			  arena_format(r->arena, "%d", key->most)));
}

static void read_length(struct reading *r, const struct yaml_node *node,
			length *out)
{
	length value;
	if (node->kind == YAML_TEXT && length_parse(node->text, &value) &&
	    value > 0)
		*out = value;
	else
		wrong_type(r, node, MSG_WANTED_LENGTH);
}

static void read_value(struct reading *r, const struct key *key,
		       const struct yaml_node *node)
{
	char *place = (char *)r->plan + key->offset;
	switch (key->type) {
	case KEY_TEXT:
		*(str *)(void *)place = keys_text(r, node);
		break;
	case KEY_CHOICE:
		read_choice(r, key, node, (str *)(void *)place);
		break;
	case KEY_LENGTH:
		read_length(r, node, (length *)(void *)place);
		break;
	case KEY_COUNT:
		read_count(r, key, node, (int *)(void *)place);
		break;
	case KEY_GROUP:
		keys_read(r, key->keys, node);
		break;
	case KEY_SPECIAL:
		key->read(r, node);
		break;
	}
}

static const struct key *find_key(const struct key *keys, str name)
{
	for (const struct key *key = keys; key->name; key++)
		if (str_equal(name, str_of(key->name)) ||
		    (key->alias && str_equal(name, str_of(key->alias))))
			return key;
	return NULL;
}

static bool report_near(struct reading *r, const struct yaml_node *node,
			const str *names, size_t count)
{
	str near = file_nearest(node->text, names, count);
	if (str_is_empty(near))
		return false;
	diag_report(r->d, node->span, MSG_KEY_UNKNOWN_NEAR,
		    WORDS(node->text, near));
	return true;
}

static void report_unknown(struct reading *r, const struct key *keys,
			   const struct yaml_node *node)
{
	str names[64];
	size_t count = 0;
	for (const struct key *key = keys; key->name && count < 63; key++) {
		names[count++] = str_of(key->name);
		if (key->alias)
			names[count++] = str_of(key->alias);
	}
	if (!report_near(r, node, names, count))
		diag_report(r->d, node->span, MSG_KEY_UNKNOWN,
			    WORDS(node->text));
}

void keys_unknown(struct reading *r, const struct yaml_node *key,
		  const char *known)
{
	str names[16], rest = str_of(known);
	size_t count = 0;
	while (!str_is_empty(rest) && count < 16) {
		size_t blank = str_find_byte(rest, ' ');
		names[count++] = str_cut(rest, 0, blank);
		rest = blank == STR_NOT_FOUND ? STR_NONE
					      : str_from(rest, blank + 1);
	}
	if (!report_near(r, key, names, count))
		diag_report(r->d, key->span, MSG_KEY_UNKNOWN_AMONG,
			    WORDS(key->text, str_of(known)));
}

void keys_read(struct reading *r, const struct key *keys,
	       const struct yaml_node *map)
{
	if (map->kind != YAML_MAP) {
		wrong_type(r, map, MSG_WANTED_KEYS);
		return;
	}
	for (size_t i = 0; i < map->keys.count; i++) {
		const struct key *key = find_key(keys, map->keys.at[i]->text);
		if (!key)
			report_unknown(r, keys, map->keys.at[i]);
		else if (!yaml_is_null(map->items.at[i]))
			read_value(r, key, map->items.at[i]);
	}
}
