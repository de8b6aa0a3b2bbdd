/* One unit of length everywhere after the manifest: 1/1000 pt.
 * An int32 spans +-2147 kpt, so galleys sum in int64_t.
 */
#ifndef BASE_LENGTH_H
#define BASE_LENGTH_H

#include "base/str.h"

typedef int32_t length;

#define LENGTH_PT(points) ((length)((points) * 1000))
/* 1 mm = 2.834645669 pt; rounded to the unit. */
#define LENGTH_MM(millimetres) ((length)((millimetres) * 2834.645669 + 0.5))

/* "10.5pt" "3mm" "2.1cm" "1in" "12px" (1px = 0.75pt); false when it is not
 * a length, or is beyond +-2000 in. */
bool length_parse(str s, length *out);
/* value * numerator / denominator, rounded half away from zero, in 64 bits. */
length length_scale(length value, int64_t numerator, int64_t denominator);

#endif
