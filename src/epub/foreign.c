/* Chinese text with English in it -> the same, with the language said, so
 * that it is read out and hyphenated as English (WCAG 2.2, 3.1.2).
 */
#include "book/foreign.h"
#include "epub/inside.h"

#include "base/banned.h"

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

void write_languages(struct xml *x, str text)
{
	size_t done = 0, at = 0;
	while (at < text.len) {
		if (!is_letter(text.text[at])) {
			at++;
			continue;
		}
		struct foreign_run run = foreign_run(text, at);
		at = run.end > at ? run.end : at + 1;
		if (!run.is_english)
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
