/* Compression, at fixed levels so that bytes repeat between builds.
 * deflate.c is the only file that sees libdeflate.
 */
#ifndef BASE_DEFLATE_H
#define BASE_DEFLATE_H

#include "base/arena.h"

enum deflate_effort {
	DEFLATE_FAST,
	DEFLATE_DRAWING,              /* a sixth less of flat pictures, five times the time */
	DEFLATE_SMALL,                /* a twentieth less of text, likewise */
};
/* RFC 1951, for ZIP entries. */
str deflate_raw(str bytes, enum deflate_effort effort, struct arena *a);
/* RFC 1950, for PDF's FlateDecode and PNG. */
str deflate_zlib(str bytes, enum deflate_effort effort, struct arena *a);
uint32_t deflate_crc32(str bytes);
/* False when the bytes are not raw deflate or do not give exactly `len`. */
bool deflate_expand_raw(str bytes, size_t len, struct arena *a, str *out);

#endif
