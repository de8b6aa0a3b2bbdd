/* Inside the words of alphabets: where an address, a name of code or a word
 * of a known language may be parted, each by its own custom.
 *
 * An address and a name are never given a hyphen, for it would be read as
 * theirs. A word of prose is parted between syllables, with one, when its
 * language is said or beyond doubt; names and acronyms stay whole.
 */
#include "typeset/lines.h"

#include "base/hyphenate.h"
#include "base/banned.h"

#define SHORT_PATH 2          /* bytes: a/b is one thing */
#define LEAST_PART 3          /* letters of a name at either side */
#define LEAST_DOTTED 4        /* the same beside a full stop: not x.yaml */
#define LONG_NAME 16          /* from here on a name in prose is one of code */
#define LONG_NUMBER 12        /* from here on it parts behind a hyphen */
#define LEAST_WORD 5
#define LEAST_GUESSED 7       /* letters, where the language is a guess */

/* One shaped word: bytes and the cells they became. */
struct word {
	struct paragraph *p;
	const struct run *run;
	uint32_t first, end;          /* cells */
	size_t from;
	str text;
};

static bool is_address(str word)
{
	return str_contains(word, STR("://")) || str_starts(word, STR("www."));
}

static char byte_at(str word, size_t at)
{
	return at < word.len ? word.text[at] : 0;
}

static bool is_small(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_alphanumeric(char c)
{
	return is_small(c) || is_capital(c) || is_digit(c);
}

/* Chicago and common sense: an address parts after these, never around a
 * full stop, and without a hyphen; a path in code between its folders. */
static bool parts_after(str word, size_t at, bool is_url)
{
	char next = byte_at(word, at + 1);
	switch (word.text[at]) {
	case '/':
		return next != '/' && next != 0 && (is_url || at >= SHORT_PATH);
	case '-': case '_': case '?': case '&': case '=': case '#':
		return is_url && next != 0;
	}
	return false;
}

/* So many letters and digits in a row before byte `at`, or from it on. */
static bool has_before(str word, size_t at, size_t least)
{
	size_t count = 0;
	while (count < least && count < at &&
	       is_alphanumeric(word.text[at - 1 - count]))
		count++;
	return count == least;
}

static bool has_after(str word, size_t at, size_t least)
{
	size_t count = 0;
	while (count < least && is_alphanumeric(byte_at(word, at + count)))
		count++;
	return count == least;
}

/* Is there a seam of a name before byte `at`: some_name, some.name, someName?
 * Digits beside a full stop are a number. */
static bool is_seam(str word, size_t at, bool is_code)
{
	char before = word.text[at - 1], after = word.text[at];
	bool is_long = is_code || word.len >= LONG_NAME;
	if (before == '-' && is_digit(after))
		return word.len >= LONG_NUMBER;
	if (before == '_')
		return has_before(word, at - 1, LEAST_PART) &&
		       has_after(word, at, LEAST_PART);
	if (!is_long)
		return false;
	if (before == '.' || before == ':')
		return (is_small(after) || is_capital(after)) &&
		       has_before(word, at - 1, LEAST_DOTTED) &&
		       has_after(word, at, LEAST_DOTTED);
	return is_small(before) && is_capital(after) &&
	       has_before(word, at, LEAST_PART) &&
	       has_after(word, at, LEAST_PART);
}

static void part_address(const struct word *w)
{
	for (uint32_t i = w->first + 1; i < w->end; i++) {
		struct cell *cell = &w->p->cells.at[i];
		bool parts = parts_after(w->text, cell->at - w->from - 1, true);
		cell->flags |= parts ? CELL_FREE : CELL_HELD;
	}
}

static void part_name(const struct word *w)
{
	bool is_code = w->run->is_code;
	for (uint32_t i = w->first + 1; i < w->end; i++) {
		struct cell *cell = &w->p->cells.at[i];
		size_t at = cell->at - w->from;
		if (cell->flags & CELL_FURTHER)
			continue;
		if (is_code && parts_after(w->text, at - 1, false))
			cell->flags |= CELL_FREE;
		else if (is_seam(w->text, at, is_code))
			cell->flags |= CELL_SEAM;
	}
}

static bool is_plain(str letters)
{
	for (size_t i = 0; i < letters.len; i++)
		if (!is_small(letters.text[i] | 0x20))
			return false;
	return true;
}

/* Is it English by the words around it? Asked of each word, in order. */
static bool is_english(const struct word *w, struct word_memory *memory,
		       size_t at)
{
	if (at >= memory->foreign.end && is_small(w->p->text.text[at] | 0x20))
		memory->foreign = foreign_run(w->p->text, at);
	return at < memory->foreign.end && memory->foreign.is_english;
}

/* Words of an alphabet in such a text are of another language. */
static bool is_of_han(str lang)
{
	return str_starts(lang, STR("zh")) || str_starts(lang, STR("ja")) ||
	       str_starts(lang, STR("ko"));
}

/* Where a word may be parted, by the language that is said, or by English;
 * *flags tells whether that is a guess, as it is of a word alone. */
static bool find_points(const struct word *w, bool is_known, str letters,
			bool *points, uint16_t *flags)
{
	struct hyphenator *hyphenator = w->p->setter->hyphenator;
	*flags = CELL_HYPHENATED;
	if (!is_of_han(w->run->lang))
		return hyphenate(hyphenator, letters, w->run->lang, points);
	if (!is_known && (letters.len < LEAST_GUESSED || !is_plain(letters)))
		return false;
	if (!hyphenate(hyphenator, letters, STR("en"), points))
		return false;
	if (!is_known) {
		*flags |= CELL_GUESSED;
		keep_between_syllables(letters, points);
	}
	return true;
}

/* SHOUTED and camelCase words are names. */
static bool is_plain_word(str letters)
{
	for (size_t i = 1; i < letters.len; i++)
		if (is_capital(letters.text[i]))
			return false;
	return true;
}

/* Beside a word of prose stand marks of prose. */
static bool is_prose(str word, size_t from, size_t to)
{
	char before = from ? word.text[from - 1] : ' ';
	char after = byte_at(word, to), next = byte_at(word, to + 1);
	if (!after || strchr("!?)]\"'\xE2", after))
		return strchr(" ([{\"'\x94\x9C\x98", before);
	return strchr(".,;:", after) && !is_alphanumeric(next) &&
	       strchr(" ([{\"'\x94\x9C\x98", before);
}

/* Cells [first, end), letters: one word, perhaps. */
static void part_syllables(const struct word *w, bool is_known,
			   uint32_t first, uint32_t end)
{
	struct cell *cells = w->p->cells.at;
	bool points[HYPHENATE_MOST];
	uint16_t flags;
	size_t from = cells[first].at;
	size_t to = cells[end - 1].at + cells[end - 1].bytes;
	str letters = str_cut(w->p->text, from, to);
	if (letters.len < LEAST_WORD || letters.len >= HYPHENATE_MOST ||
	    !is_plain_word(letters) ||
	    !is_prose(w->text, from - w->from, to - w->from))
		return;
	if (!find_points(w, is_known, letters, points, &flags))
		return;
	for (uint32_t i = first + 1; i < end; i++)
		if (points[cells[i].at - from] &&
		    !(cells[i].flags & CELL_FURTHER))
			cells[i].flags |= flags;
}

static void part_prose(const struct word *w, struct word_memory *memory)
{
	const struct cell *cells = w->p->cells.at;
	const struct style *style = w->run->style;
	if (!w->p->setter->hyphenator || w->run->is_attached ||
	    style->letter_spacing)
		return;
	for (uint32_t i = w->first; i < w->end;) {
		uint32_t first = i;
		while (i < w->end && cells[i].class == CJK_LETTER)
			i++;
		if (i > first)
			part_syllables(w, is_english(w, memory,
						     cells[first].at),
				       first, i);
		else
			i++;
	}
}

/* U+00AD before the word: the author's own place to part it. */
static bool follows_soft_hyphen(const struct word *w)
{
	if (w->first < 2)
		return false;
	const struct cell *before = &w->p->cells.at[w->first - 1];
	return before->class == CJK_IGNORED &&
	       str_starts(str_from(w->p->text, before->at), STR("\xC2\xAD")) &&
	       before[-1].class == CJK_LETTER;
}

void part_words(struct paragraph *p, const struct run *run, uint32_t first,
		struct word_memory *memory)
{
	struct word w = {.p = p, .run = run, .first = first,
			 .end = (uint32_t)p->cells.count};
	if (w.first == w.end)
		return;
	const struct cell *last = &p->cells.at[w.end - 1];
	size_t to = last->at + last->bytes;
	w.from = p->cells.at[first].at;
	w.text = str_cut(p->text, w.from, to);
	bool is_continued = memory->address_end &&
			    memory->address_end == w.from;
	memory->address_end = 0;
	if (is_continued || is_address(w.text)) {
		memory->address_end = to;
		part_address(&w);
		return;
	}
	part_name(&w);
	if (follows_soft_hyphen(&w))
		p->cells.at[first].flags |= CELL_HYPHENATED;
	else if (!run->is_code && !str_starts(str_from(p->text, to),
					      STR("\xC2\xAD")))
		part_prose(&w, memory);
}
