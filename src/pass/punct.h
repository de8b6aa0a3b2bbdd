/* Shared between punct.c and quote.c. */
#ifndef PASS_PUNCT_H
#define PASS_PUNCT_H

#include "pass/inside.h"

/* A character of Chinese text: Han, kana, or one of its marks. */
bool is_chinese(uint32_t c);
/* Adds the changes that pair and curl straight quotation marks, or turn those
 * round that are curled already. */
void curl_quotes(struct changes *changes);
/* Only the second. */
void turn_quotes(struct changes *changes);

#endif
