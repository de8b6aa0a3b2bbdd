/* The slips of the hand behind most YAML errors, found in the text itself,
 * where libyaml only says that something is wrong a line too late.
 */
#ifndef MANIFEST_SLIPS_H
#define MANIFEST_SLIPS_H

#include "base/diag.h"

/* Reports the likely cause near `line`; false when none is found. */
bool slips_report(str text, uint32_t source, uint32_t line, struct diag *d);

#endif
