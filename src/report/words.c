/* The tables of words.def and book/rules.def, in the book's language. */
#include "book/wording.h"
#include "report/inside.h"

#include "base/banned.h"

struct words_row {
	str hans, hant, english;
};

static const struct words_row sayings[] = {
#define SAY(name, hans, hant, english)                                         \
	[name] = {STR_INIT(hans), STR_INIT(hant), STR_INIT(english)},
#include "report/words.def"
#undef SAY
};

struct rule_row {
	str name;
	struct words_row words;
};

static const struct rule_row rules[] = {
#define RULE(name, hans, hant, english)                                        \
	{STR_INIT(name), {STR_INIT(hans), STR_INIT(hant), STR_INIT(english)}},
#include "book/rules.def"
#undef RULE
};

static str choose(const struct words_row *row, str lang)
{
	if (!lang_is_chinese(lang))
		return row->english;
	return lang_is_traditional(lang) ? row->hant : row->hans;
}

str say(enum said what, str lang, str first, str second, struct arena *a)
{
	str pattern = choose(&sayings[what], lang);
	struct buf out;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	for (size_t i = 0; i < pattern.len; i++) {
		str here = str_cut(pattern, i, i + 3);
		bool is_first = str_equal(here, STR("{1}"));
		if (!is_first && !str_equal(here, STR("{2}"))) {
			buf_add_byte(&out, pattern.text[i]);
			continue;
		}
		buf_add(&out, is_first ? first : second);
		i += 2;
	}
	return buf_str(&out);
}

/* The row of this very name, else of the group it is in. */
static const struct rule_row *find(str rule)
{
	const struct rule_row *group = NULL;
	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
		if (str_equal(rules[i].name, rule))
			return &rules[i];
		if (str_ends(rules[i].name, STR("/")) &&
		    str_starts(rule, rules[i].name))
			group = &rules[i];
	}
	return group;
}

str report_rule(str rule, str lang)
{
	const struct rule_row *row = find(rule);
	return row ? choose(&row->words, lang) : rule;
}

/* Rules of passes can be switched off by name; what a reader leaves out was
 * never text of the book. */
bool report_can_switch(str rule)
{
	static const char *const passes[] = {
		"annotation/", "boilerplate/", "byline/", "cue/", "example/",
		"heading/", "image/idle", "punct/", "rewrap/", "script/",
		"space/", "split/",
	};
	for (size_t i = 0; i < sizeof passes / sizeof passes[0]; i++)
		if (str_starts(rule, str_of(passes[i])))
			return true;
	return false;
}
