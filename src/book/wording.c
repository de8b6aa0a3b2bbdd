/* The table of wording.def, and what a language tag says about script. */
#include "book/wording.h"

#include "base/banned.h"

#define LONGEST_ADDRESS 240   /* bytes; data: may be a megabyte */

struct row {
	str hans, hant, english;
};

#define LITERAL(text) {text, sizeof(text) - 1}
static const struct row table[] = {
#define WORDING(name, hans, hant, english)                                     \
	[name] = {LITERAL(hans), LITERAL(hant), LITERAL(english)},
#include "book/wording.def"
#undef WORDING
};

_Static_assert(sizeof table / sizeof table[0] == WORDING_COUNT,
	       "each word has its row");

/* The subtag at *rest, which moves past it and its hyphen. */
static str next_subtag(str *rest)
{
	size_t end = 0;
	while (end < rest->len && rest->text[end] != '-' &&
	       rest->text[end] != '_')
		end++;
	str subtag = str_cut(*rest, 0, end);
	*rest = str_from(*rest, end + 1);
	return subtag;
}

/* zh, and the tags of its spoken forms that are used for written text. */
bool lang_is_chinese(str lang)
{
	static const str tags[] = {
		LITERAL("zh"), LITERAL("cmn"), LITERAL("yue"), LITERAL("lzh"),
	};
	str first = next_subtag(&lang);
	for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
		if (str_equal_fold(first, tags[i]))
			return true;
	return false;
}

/* A script subtag rules; without one the region decides. */
bool lang_is_traditional(str lang)
{
	static const str regions[] = {
		LITERAL("TW"), LITERAL("HK"), LITERAL("MO"),
	};
	if (!lang_is_chinese(lang))
		return false;
	bool is_found = false;
	while (lang.len) {
		str subtag = next_subtag(&lang);
		if (subtag.len == 4)
			return str_equal_fold(subtag, STR("Hant"));
		for (size_t i = 0; i < sizeof regions / sizeof regions[0]; i++)
			is_found |= str_equal_fold(subtag, regions[i]);
	}
	return is_found;
}

str wording(enum wording word, str lang)
{
	const struct row *row = &table[word];
	if (!lang_is_chinese(lang))
		return row->english;
	return lang_is_traditional(lang) ? row->hant : row->hans;
}

str wording_missing_picture(str lang, str alt, str address, struct arena *a)
{
	str word = wording(WORD_PICTURE_MISSING, lang);
	str what = str_is_empty(alt) ? str_shorten(address, LONGEST_ADDRESS)
				     : alt;
	if (str_is_empty(what))
		return arena_format(a, "〔%.*s〕", STR_ARG(word));
	return arena_format(a, "〔%.*s：%.*s〕", STR_ARG(word),
			    STR_ARG(what));
}

str wording_character_count(uint64_t count, str lang, struct arena *a)
{
	if (count < 1000)
		return arena_format(a, "%u", (unsigned)count);
	return arena_format(a, "%u %.*s", (unsigned)((count + 500) / 1000),
			    STR_ARG(wording(WORD_THOUSAND, lang)));
}
