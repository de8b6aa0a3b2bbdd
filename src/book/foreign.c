/* Latin inside Chinese text -> whether it is English.
 *
 * Only what is certain: two words and more of plain letters, one of them a
 * word that English has and its neighbours have not. Names and single words
 * are part of the Chinese sentence (WCAG 2.2, 3.1.2, says so too).
 */
#include "book/foreign.h"

#include "base/banned.h"

#define LONGEST_WORD 16
#define LEAST_WORDS 2

static const char english_words[] =
	" the of and is are was were with that this from by for to which what "
	"when where who how you your we our they their it its not have has "
	"had been be would could should will there these those about into "
	"because than then them his her she my do does did ";

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The first bytes of Latin letters beyond ASCII, up to U+02FF. */
static bool is_accented(char c)
{
	return (unsigned char)c >= 0xC3 && (unsigned char)c <= 0xCB;
}

static bool is_between(char c)
{
	return c && strchr(" ,.'-;:!?&()/\"0123456789", c);
}

struct evidence {
	unsigned words;
	bool is_known, is_accented;
};

static bool is_listed(str word)
{
	char spaced[LONGEST_WORD + 3];
	memcpy(spaced + 1, word.text, word.len);
	spaced[0] = spaced[word.len + 1] = ' ';
	return str_contains(str_of(english_words),
			    (str){spaced, word.len + 2});
}

static void add_word(struct evidence *seen, str word)
{
	char lower[LONGEST_WORD + 1];
	seen->words++;
	if (word.len > LONGEST_WORD)
		return;
	for (size_t i = 0; i < word.len; i++)
		lower[i] = (char)(word.text[i] | 0x20);
	seen->is_known |= is_listed((str){lower, word.len});
}

struct foreign_run foreign_run(str text, size_t at)
{
	struct foreign_run run = {.start = at, .end = at};
	struct evidence seen = {0};
	while (at < text.len) {
		size_t from = at;
		while (at < text.len && is_letter(text.text[at]))
			at++;
		if (at > from) {
			add_word(&seen, str_cut(text, from, at));
			run.end = at;
			continue;
		}
		/* An apostrophe, as printed. */
		bool is_mark = str_starts(str_from(text, at),
					  STR("\xE2\x80\x99"));
		if (is_accented(text.text[at]))
			seen.is_accented = true;
		else if (!is_between(text.text[at]) && !is_mark)
			break;
		at += is_mark ? 3 : is_accented(text.text[at]) ? 2 : 1;
	}
	if (run.end < text.len && strchr(".!?", text.text[run.end]))
		run.end++;
	run.is_english = seen.words >= LEAST_WORDS && seen.is_known &&
			 !seen.is_accented;
	return run;
}
