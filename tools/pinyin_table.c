/* Writes the table of pinyin readings that src/base/pinyin.c is compiled
 * with. ICU knows the readings, but compiles its rules for a tenth of a
 * second each time a program asks; a book is built in less.
 *
 * usage: pinyin_table >pinyin.inc
 */
#include <stdio.h>
#include <string.h>

#include "transliterator.h"

enum { FIRST = 0x4E00, LAST = 0x9FFF, MOST_SYLLABLES = 1024 };

static char syllables[MOST_SYLLABLES][8];
static int syllable_count;

static int find_syllable(const char *reading)
{
	for (int i = 0; i < syllable_count; i++)
		if (strcmp(syllables[i], reading) == 0)
			return i;
	if (syllable_count == MOST_SYLLABLES)
		return 0;
	snprintf(syllables[syllable_count], sizeof syllables[0], "%s", reading);
	return syllable_count++;
}

static int read_character(UTransliterator *latin, UChar character)
{
	UChar text[32] = {character};
	int32_t len = 1, limit = 1;
	UErrorCode status = U_ZERO_ERROR;
	utrans_transUChars(latin, text, &len, 32, 0, &limit, &status);
	char reading[8] = "";
	for (int32_t i = 0; U_SUCCESS(status) && i < len && i < 7; i++) {
		if (text[i] < 'a' || text[i] > 'z')
			return 0;
		reading[i] = (char)text[i];
	}
	return find_syllable(reading);
}

int main(void)
{
	UTransliterator *latin =
		transliterator_open("Han-Latin; Latin-ASCII; Any-Lower");
	if (!latin)
		return 1;
	find_syllable("");
	puts("static const uint16_t syllable_of[] = {");
	for (int c = FIRST; c <= LAST; c++)
		printf("%d,%s", read_character(latin, (UChar)c),
		       c % 16 == 15 ? "\n" : "");
	puts("};\nstatic const char syllables[][8] = {");
	for (int i = 0; i < syllable_count; i++)
		printf("\"%s\",%s", syllables[i], i % 8 == 7 ? "\n" : "");
	puts("};");
	utrans_close(latin);
	return 0;
}
