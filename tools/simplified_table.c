/* Writes the table of simplified forms that src/base/simplified.c is compiled
 * with: ICU knows them, but compiles its rules each time a program asks.
 * One number for each character from U+4E00 on, 0 for those without another
 * form.
 *
 * usage: simplified_table >simplified.inc
 */
#include <stdbool.h>
#include <stdio.h>

#include "transliterator.h"

enum { FIRST = 0x4E00, LAST = 0x9FFF };

static int simplify(UTransliterator *hans, UChar character)
{
	UChar text[8] = {character};
	int32_t len = 1, limit = 1;
	UErrorCode status = U_ZERO_ERROR;
	utrans_transUChars(hans, text, &len, 8, 0, &limit, &status);
	bool is_one = U_SUCCESS(status) && len == 1 && text[0] >= FIRST &&
		      text[0] <= LAST;
	return is_one ? text[0] : character;
}

int main(void)
{
	UTransliterator *hans =
		transliterator_open("Traditional-Simplified");
	if (!hans)
		return 1;
	puts("static const uint16_t form_of[] = {");
	for (int c = FIRST; c <= LAST; c++) {
		int other = simplify(hans, (UChar)c);
		printf("0x%X,%s", other == c ? 0 : other,
		       c % 8 == 7 ? "\n" : "");
	}
	puts("};");
	utrans_close(hans);
	return 0;
}
