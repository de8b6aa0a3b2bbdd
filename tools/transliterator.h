/* ICU's transliterators, whose data our tables are made of. */
#ifndef TOOLS_TRANSLITERATOR_H
#define TOOLS_TRANSLITERATOR_H

#include <unicode/ustring.h>
#include <unicode/utrans.h>

/* NULL: ICU's data lack it. */
static inline UTransliterator *transliterator_open(const char *rule)
{
	UChar id[64];
	u_uastrncpy(id, rule, 64);
	UErrorCode status = U_ZERO_ERROR;
	UTransliterator *made = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0,
					     NULL, &status);
	return U_SUCCESS(status) ? made : NULL;
}

#endif
