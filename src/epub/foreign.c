/* Chinese text with English in it -> the same, with the language said, so
 * that it is read out and hyphenated as English (WCAG 2.2, 3.1.2).
 *
 * Only what is certain: two words and more of plain letters, one of them a
 * word that English has and its neighbours have not. Names and single words
 * are part of the Chinese sentence (the guideline says so too).
 */
#include "epub/inside.h"

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

struct run {
	size_t start, end;            /* end: behind its last letter or mark */
	unsigned words;
	bool is_known, is_accented;
};

static void add_word(struct run *run, str word)
{
	char lower[LONGEST_WORD + 1];
	run->words++;
	if (word.len > LONGEST_WORD)
		return;
	for (size_t i = 0; i < word.len; i++)
		lower[i] = (char)(word.text[i] | 0x20);
	run->is_known |= list_has(english_words, (str){lower, word.len});
}

/* Reads on from a letter to where the Latin text ends. */
static struct run read_run(str text, size_t at)
{
	struct run run = {.start = at, .end = at};
	while (at < text.len) {
		size_t from = at;
		while (at < text.len && is_letter(text.text[at]))
			at++;
		if (at > from) {
			add_word(&run, str_cut(text, from, at));
			run.end = at;
			continue;
		}
		/* An apostrophe, as printed. */
		bool is_mark = str_starts(str_from(text, at),
					  STR("\xE2\x80\x99"));
		if (is_accented(text.text[at]))
			run.is_accented = true;
		else if (!is_between(text.text[at]) && !is_mark)
			break;
		at += is_mark ? 3 : is_accented(text.text[at]) ? 2 : 1;
	}
	if (run.end < text.len && strchr(".!?", text.text[run.end]))
		run.end++;
	return run;
}

static bool is_english(const struct run *run)
{
	return run->words >= LEAST_WORDS && run->is_known && !run->is_accented;
}

void write_languages(struct xml *x, str text)
{
	size_t done = 0, at = 0;
	while (at < text.len) {
		if (!is_letter(text.text[at])) {
			at++;
			continue;
		}
		struct run run = read_run(text, at);
		at = run.end > at ? run.end : at + 1;
		if (!is_english(&run))
			continue;
		write_words(x, str_cut(text, done, run.start));
		xml_open(x, "span");
		xml_attribute(x, "lang", STR("en"));
		xml_attribute(x, "xml:lang", STR("en"));
		xml_text(x, str_cut(text, run.start, run.end));
		xml_close(x);
		done = run.end;
	}
	write_words(x, str_from(text, done));
}
