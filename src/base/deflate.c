/* Compression for ZIP entries and PDF streams, by libdeflate: at level 6 its
 * output is as small as zlib's and takes a fraction of the time, and it
 * wants the whole input at once, which is what we have. From level 10 on it
 * weighs matches against literals, which Chinese text in UTF-8 gains by. The
 * levels are fixed so that the same book gives the same bytes.
 */
#include <libdeflate.h>

#include "base/deflate.h"
#include "base/inside.h"

#include "base/banned.h"

static const int levels[] = {
	[DEFLATE_FAST] = 6, [DEFLATE_DRAWING] = 9, [DEFLATE_SMALL] = 12,
};

typedef size_t compress_function(struct libdeflate_compressor *, const void *,
				 size_t, void *, size_t);

static str squeeze(str bytes, enum deflate_effort effort,
		   compress_function *compress, size_t room, struct arena *a)
{
	struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(
		levels[effort]);
	if (!compressor)
		arena_exhausted(bytes.len);
	char *out = arena_take(a, room);
	size_t len = compress(compressor, bytes.text, bytes.len, out, room);
	libdeflate_free_compressor(compressor);
	arena_shrink(a, out, room, len);
	return (str){out, len};
}

str deflate_raw(str bytes, enum deflate_effort effort, struct arena *a)
{
	return squeeze(bytes, effort, libdeflate_deflate_compress,
		       libdeflate_deflate_compress_bound(NULL, bytes.len), a);
}

str deflate_zlib(str bytes, enum deflate_effort effort, struct arena *a)
{
	return squeeze(bytes, effort, libdeflate_zlib_compress,
		       libdeflate_zlib_compress_bound(NULL, bytes.len), a);
}

uint32_t deflate_crc32(str bytes)
{
	return libdeflate_crc32(0, bytes.text, bytes.len);
}

bool deflate_expand_raw(str bytes, size_t len, struct arena *a, str *out)
{
	struct libdeflate_decompressor *decompressor =
		libdeflate_alloc_decompressor();
	if (!decompressor)
		arena_exhausted(len);
	struct arena_mark mark = arena_mark(a);
	char *text = arena_take(a, len + 1);
	/* No place for the length found: it must be exactly `len`. */
	enum libdeflate_result result = libdeflate_deflate_decompress(
		decompressor, bytes.text, bytes.len, text, len, NULL);
	libdeflate_free_decompressor(decompressor);
	if (result != LIBDEFLATE_SUCCESS) {
		arena_rewind(a, mark);
		return false;
	}
	*out = (str){text, len};
	return true;
}
