/* Words -> the places where they may be parted, by libhyphen.
 *
 * A language's file is found by its name: hyph_en_GB.dic for en-GB; failing
 * that hyph_en.dic, then that of the country the language is at home in.
 * Points that would change the spelling (Zuk-ker) are passed over.
 */
#include <hyphen.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/hyphenate.h"
#include "base/unicode.h"
#include "base/utf8.h"

#include "base/banned.h"

#define FOLDER STR("/usr/share/hyphen")
#define LEAST_BEFORE 2
#define LEAST_AFTER 3
#define NAME_SIZE 6           /* "en_US" */

enum { MOST_FILES = 64, LETTERS = 26 };

struct pattern_file {
	char name[NAME_SIZE];
	HyphenDict *patterns;
};

struct hyphenator {
	pthread_mutex_t lock;         /* of the list, not of the patterns */
	str folder;
	struct pattern_file files[MOST_FILES];
	size_t count;
	uint32_t missed[LETTERS];     /* by the language's two letters */
};

/* Where the country is not called by the same letters. */
static const char *const countries[][2] = {
	{"en", "en_US"}, {"el", "el_GR"}, {"uk", "uk_UA"}, {"cs", "cs_CZ"},
	{"da", "da_DK"}, {"sv", "sv_SE"},
};

struct hyphenator *hyphenator_new(str folder, struct arena *a)
{
	struct hyphenator *h = arena_new(a, struct hyphenator);
	pthread_mutex_init(&h->lock, NULL);
	h->folder = folder.len ? folder : FOLDER;
	return h;
}

void hyphenator_free(struct hyphenator *h)
{
	for (size_t i = 0; i < h->count; i++)
		hnj_hyphen_free(h->files[i].patterns);
	pthread_mutex_destroy(&h->lock);
}

/* What is not there is looked for again: seldom, and a list of the absent
 * would have to end somewhere. */
static HyphenDict *open_file(struct hyphenator *h, const char *name)
{
	char path[256];
	for (size_t i = 0; i < h->count; i++)
		if (!strcmp(h->files[i].name, name))
			return h->files[i].patterns;
	int len = snprintf(path, sizeof path, "%.*s/hyph_%s.dic",
			   STR_ARG(h->folder), name);
	if (len < 0 || (size_t)len >= sizeof path || h->count == MOST_FILES)
		return NULL;
	struct pattern_file file = {.patterns = hnj_hyphen_load(path)};
	memcpy(file.name, name, strlen(name));
	if (file.patterns)
		h->files[h->count++] = file;
	return file.patterns;
}

static bool is_pair(str s)
{
	return s.len == 2 && (s.text[0] | 32) >= 'a' &&
	       (s.text[0] | 32) <= 'z' && (s.text[1] | 32) >= 'a' &&
	       (s.text[1] | 32) <= 'z';
}

/* A language comes from documents and becomes part of a path: two letters,
 * and two of its last subtag when that is a country. */
static HyphenDict *open_language(struct hyphenator *h, str lang)
{
	str language = str_cut(lang, 0, 2);
	if (!is_pair(language) || (lang.len > 2 && lang.text[2] != '-'))
		return NULL;
	char name[NAME_SIZE] = {(char)(language.text[0] | 32),
				(char)(language.text[1] | 32)};
	char same[NAME_SIZE] = {name[0], name[1], '_', (char)(name[0] & ~32),
				(char)(name[1] & ~32)};
	HyphenDict *found = NULL;
	str country = str_from(lang, lang.len > 3 ? lang.len - 2 : lang.len);
	if (is_pair(country) && lang.text[lang.len - 3] == '-') {
		char whole[NAME_SIZE] = {name[0], name[1], '_',
					 (char)(country.text[0] & ~32),
					 (char)(country.text[1] & ~32)};
		found = open_file(h, whole);
	}
	if (!found)
		found = open_file(h, name);
	for (size_t i = 0; i < sizeof countries / sizeof *countries; i++)
		if (!found && !strcmp(countries[i][0], name))
			found = open_file(h, countries[i][1]);
	if (!found)
		found = open_file(h, same);
	if (!found)
		h->missed[name[0] - 'a'] |= 1u << (name[1] - 'a');
	return found;
}

static HyphenDict *patterns_of(struct hyphenator *h, str lang)
{
	pthread_mutex_lock(&h->lock);
	HyphenDict *found = open_language(h, lang);
	pthread_mutex_unlock(&h->lock);
	return found;
}

str hyphenator_missed(struct hyphenator *h, struct arena *a)
{
	struct buf names;
	buf_init(&names, a, BUF_NO_MAXIMUM);
	for (int i = 0; i < LETTERS * LETTERS; i++) {
		if (!(h->missed[i / LETTERS] >> i % LETTERS & 1))
			continue;
		if (names.len)
			buf_add_byte(&names, ' ');
		buf_add_byte(&names, (char)('a' + i / LETTERS));
		buf_add_byte(&names, (char)('a' + i % LETTERS));
	}
	return buf_str(&names);
}

bool hyphenator_knows(struct hyphenator *h, str lang)
{
	return patterns_of(h, lang) != NULL;
}

/* Patterns are in small letters; a letter that grows or shrinks with its
 * case would move all points behind it. */
static bool lower(str word, char *out)
{
	for (size_t at = 0; at < word.len;) {
		size_t from = at;
		uint32_t c = unicode_lower(utf8_next(word, &at));
		char bytes[4];
		if (utf8_encode(c, bytes) != at - from)
			return false;
		memcpy(out + from, bytes, at - from);
	}
	return true;
}

/* values[i] is of the place after the i-th byte or, in patterns of UTF-8,
 * the i-th letter. */
static bool read_points(str word, const char *values, bool *points)
{
	size_t letters = utf8_count(word), i = 0;
	bool has_points = false;
	for (size_t at = 0; at < word.len; i++) {
		utf8_next(word, &at);
		if (i + 1 < LEAST_BEFORE || letters - i - 1 < LEAST_AFTER ||
		    !(values[i] & 1))
			continue;
		points[at] = has_points = true;
	}
	return has_points;
}

bool hyphenate(struct hyphenator *h, str word, str lang, bool *points)
{
	if (word.len < LEAST_BEFORE + LEAST_AFTER || word.len >= HYPHENATE_MOST)
		return false;
	HyphenDict *patterns = patterns_of(h, lang);
	char small[HYPHENATE_MOST + 1] = {0};
	char values[HYPHENATE_MOST + 5] = {0};
	if (!patterns || !lower(word, small))
		return false;
	if (!patterns->utf8 && utf8_count(word) != word.len)
		return false;
	char **changes = NULL;
	int *places = NULL, *cuts = NULL;
	if (hnj_hyphen_hyphenate2(patterns, small, (int)word.len, values, NULL,
				  &changes, &places, &cuts))
		return false;
	for (size_t i = 0; changes && i < word.len; i++)
		if (changes[i])
			values[i] = '0';
	memset(points, 0, HYPHENATE_MOST * sizeof *points);
	bool has_points = read_points(word, values, points);
	for (size_t i = 0; changes && i < word.len; i++)
		free(changes[i]);
	free(changes);
	free(places);
	free(cuts);
	return has_points;
}
