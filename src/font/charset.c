/* The 'CFF ' table -> which code (CID) each glyph answers to.
 *
 * In a CID-keyed font a PDF string holds CIDs, and the charset says which
 * glyph has which (Adobe TN 5176, clauses 13 and 18); hb-subset keeps those
 * numbers while it renumbers the glyphs. In a name-keyed font a PDF reader
 * takes the code for the glyph's index (PDF 32000-1, 9.7.4.2).
 * Nothing else of the table is read.
 */
#include "font/inside.h"

#include "base/banned.h"

enum { OPERATOR_CHARSET = 15, OPERATOR_ROS = 0x0C00 | 30 };

struct reader {
	const unsigned char *bytes;
	size_t len, at;
	bool failed;
};

static unsigned take(struct reader *r, unsigned width)
{
	if (r->failed || width > r->len - r->at) {
		r->failed = true;
		return 0;
	}
	unsigned value = 0;
	while (width--)
		value = value << 8 | r->bytes[r->at++];
	return value;
}

static void move(struct reader *r, size_t to)
{
	if (to > r->len)
		r->failed = true;
	else
		r->at = to;
}

/* Moves past an INDEX (clause 5); *first is where its first object lies. */
static void skip_index(struct reader *r, size_t *first, size_t *first_end)
{
	unsigned count = take(r, 2);
	if (r->failed || count == 0)
		return;
	unsigned width = take(r, 1);
	if (width < 1 || width > 4) {
		r->failed = true;
		return;
	}
	size_t offsets = r->at;
	size_t data = offsets + ((size_t)count + 1) * width - 1;
	*first = data + take(r, width);
	*first_end = data + take(r, width);
	move(r, offsets + (size_t)count * width);
	size_t end = data + take(r, width);
	move(r, end);
}

/* Moves past a real number: nibbles up to 0xF (clause 4, table 5). */
static void skip_real(struct reader *r)
{
	unsigned byte;
	do {
		byte = take(r, 1);
	} while (!r->failed && (byte & 15) != 15 && byte >> 4 != 15);
}

/* One operand of a DICT (clause 4); only whole numbers matter here. */
static int32_t take_operand(struct reader *r, unsigned lead)
{
	if (lead == 28)
		return (int16_t)take(r, 2);
	if (lead == 29)
		return (int32_t)take(r, 4);
	if (lead == 30) {
		skip_real(r);
		return 0;
	}
	if (lead >= 32 && lead <= 246)
		return (int32_t)lead - 139;
	if (lead >= 247 && lead <= 250)
		return (int32_t)((lead - 247) * 256 + take(r, 1) + 108);
	if (lead >= 251 && lead <= 254)
		return -(int32_t)((lead - 251) * 256 + take(r, 1)) - 108;
	r->failed = true;
	return 0;
}

struct top {
	bool is_cid_keyed;
	int32_t charset;
};

static void read_top(struct reader *r, size_t end, struct top *top)
{
	int32_t operand = 0;
	while (!r->failed && r->at < end) {
		unsigned lead = take(r, 1);
		if (lead > 21) {
			operand = take_operand(r, lead);
			continue;
		}
		if (lead == 12)
			lead = 0x0C00 | take(r, 1);
		if (lead == OPERATOR_ROS)
			top->is_cid_keyed = true;
		else if (lead == OPERATOR_CHARSET)
			top->charset = operand;
	}
}

/* Formats 0, 1 and 2 (clause 13): a list, or runs with a short or a long
 * count. Format 0 is a list of runs of one. */
static bool read_codes(struct reader *r, unsigned glyph_count, uint16_t *codes)
{
	unsigned format = take(r, 1);
	if (format > 2)
		return false;
	bool is_identity = true;
	for (unsigned glyph = 1; glyph < glyph_count && !r->failed;) {
		unsigned code = take(r, 2);
		unsigned more = format == 0 ? 0 : take(r, format);
		for (unsigned i = 0; i <= more && glyph < glyph_count; i++) {
			is_identity = is_identity && code + i == glyph;
			codes[glyph++] = (uint16_t)(code + i);
		}
	}
	return !is_identity;
}

bool charset_read(str cff, unsigned glyph_count, struct arena *a,
		  struct charset *out)
{
	struct reader r = {(const unsigned char *)cff.text, cff.len, 0, false};
	size_t first = 0, first_end = 0;
	move(&r, 2);
	move(&r, take(&r, 1));
	skip_index(&r, &first, &first_end);          /* names */
	skip_index(&r, &first, &first_end);          /* top DICTs */
	struct top top = {false, 0};
	move(&r, first);
	read_top(&r, first_end, &top);
	if (r.failed)
		return false;
	*out = (struct charset){top.is_cid_keyed, NULL};
	if (!top.is_cid_keyed || top.charset <= 2)
		return true;
	struct arena_mark mark = arena_mark(a);
	uint16_t *codes = arena_array(a, uint16_t, glyph_count);
	move(&r, (size_t)top.charset);
	if (!r.failed && read_codes(&r, glyph_count, codes))
		out->code_of = codes;
	else
		arena_rewind(a, mark);
	return !r.failed;
}
