/* A font file -> a face that can be measured, shaped and embedded.
 *
 * The file is mapped, not read: a Chinese collection has 25 MB, of which a
 * book touches one. All that could forbid embedding is asked here, before an
 * hour of typesetting. Glyphs and advances are remembered in flat tables,
 * because they are asked once for each character of a book.
 */
#include <hb-ot.h>

#include "font/inside.h"

#include "base/banned.h"

#define TABLE_CFF HB_TAG('C', 'F', 'F', ' ')
#define TABLE_CFF2 HB_TAG('C', 'F', 'F', '2')
#define TABLE_GLYF HB_TAG('g', 'l', 'y', 'f')
#define TABLE_OS2 HB_TAG('O', 'S', '/', '2')

enum { HAN_ASCENT = 880, HAN_DESCENT = -120 };
enum { RESTRICTED = 0x0002, LICENCE_BITS = 0x000E,
       NO_SUBSET = 0x0100, BITMAP_ONLY = 0x0200 };

static size_t table_bytes(hb_face_t *source, hb_tag_t tag)
{
	hb_blob_t *table = hb_face_reference_table(source, tag);
	size_t bytes = hb_blob_get_length(table);
	hb_blob_destroy(table);
	return bytes;
}

static int number_at(const unsigned char *bytes, size_t len, size_t at)
{
	if (at + 2 > len)
		return 0;
	return (int16_t)(bytes[at] << 8 | bytes[at + 1]);
}

/* The fields of 'OS/2' that we use; absent ones are 0. */
struct os2 {
	int permissions;              /* fsType */
	int ascent, descent, x_height, cap_height;
};

static struct os2 read_os2(hb_face_t *source)
{
	hb_blob_t *table = hb_face_reference_table(source, TABLE_OS2);
	unsigned len;
	const unsigned char *bytes =
		(const unsigned char *)hb_blob_get_data(table, &len);
	struct os2 os2 = {
		.permissions = number_at(bytes, len, 8),
		.ascent = number_at(bytes, len, 68),
		.descent = number_at(bytes, len, 70),
	};
	if (number_at(bytes, len, 0) >= 2) {
		os2.x_height = number_at(bytes, len, 86);
		os2.cap_height = number_at(bytes, len, 88);
	}
	hb_blob_destroy(table);
	return os2;
}

/* OpenType, OS/2 fsType. "Restricted" counts when it stands alone: the
 * least strict of several bits rules. */
static bool may_embed(int permissions)
{
	if (permissions & (NO_SUBSET | BITMAP_ONLY))
		return false;
	return (permissions & LICENCE_BITS) != RESTRICTED;
}

/* xMin, yMin, xMax, yMax of 'head'. */
static void read_box(hb_face_t *source, int box[4])
{
	hb_blob_t *table =
		hb_face_reference_table(source, HB_TAG('h', 'e', 'a', 'd'));
	unsigned len;
	const unsigned char *bytes =
		(const unsigned char *)hb_blob_get_data(table, &len);
	for (size_t i = 0; i < 4; i++)
		box[i] = number_at(bytes, len, 36 + 2 * i);
	hb_blob_destroy(table);
}

static int to_em(int value, unsigned units)
{
	return (int)((int64_t)value * EM / (int)units);
}

static int ink_top(const struct face *face, uint32_t code_point, int otherwise)
{
	struct font_ink ink;
	uint16_t glyph = font_glyph(face, code_point);
	return glyph && font_ink(face, glyph, &ink) ? ink.y_max : otherwise;
}

/* The em box is what Han is set in; most files give it as the typographic
 * ascent and descent, some (WenKai) hold the line's height there instead. */
static void measure(struct face *face, const struct os2 *os2)
{
	unsigned units = hb_face_get_upem(face->source);
	struct font_metrics *metrics = &face->metrics;
	metrics->ascent = to_em(os2->ascent, units);
	metrics->descent = to_em(os2->descent, units);
	if (metrics->ascent - metrics->descent != EM) {
		metrics->ascent = HAN_ASCENT;
		metrics->descent = HAN_DESCENT;
	}
	metrics->x_height = to_em(os2->x_height, units);
	metrics->cap_height = to_em(os2->cap_height, units);
	if (metrics->x_height <= 0)
		metrics->x_height = ink_top(face, 'x', 500);
	if (metrics->cap_height <= 0)
		metrics->cap_height = ink_top(face, 'H', 700);
	int box[4];
	read_box(face->source, box);
	metrics->box = (struct font_ink){
		to_em(box[0], units), to_em(box[1], units),
		to_em(box[2], units), to_em(box[3], units),
	};
}

static str read_name(hb_face_t *source, hb_ot_name_id_t id, struct arena *a)
{
	hb_language_t english = hb_language_from_string("en", 2);
	unsigned len = hb_ot_name_get_utf8(source, id, english, NULL, NULL);
	if (len == 0)
		return STR_NONE;
	unsigned room = len + 1;
	char *text = arena_take(a, room);
	hb_ot_name_get_utf8(source, id, english, &room, text);
	return (str){text, len};
}

static str read_either(hb_face_t *source, hb_ot_name_id_t first,
		       hb_ot_name_id_t second, struct arena *a)
{
	str name = read_name(source, first, a);
	return name.len ? name : read_name(source, second, a);
}

static void read_names(struct face *face, struct arena *a)
{
	face->family = read_either(face->source,
				   HB_OT_NAME_ID_TYPOGRAPHIC_FAMILY,
				   HB_OT_NAME_ID_FONT_FAMILY, a);
	face->postscript_name = read_name(face->source,
					  HB_OT_NAME_ID_POSTSCRIPT_NAME, a);
	/* Adobe TN 5902. */
	if (face->weight && face->postscript_name.len)
		face->postscript_name = arena_join(a, face->postscript_name,
			arena_format(a, "_%dwght", face->weight));
	face->licence = read_either(face->source, HB_OT_NAME_ID_LICENSE,
				    HB_OT_NAME_ID_LICENSE_URL, a);
}

/* Outlines, and the code that shows each glyph. */
static bool read_outlines(struct face *face, struct arena *a)
{
	if (table_bytes(face->source, TABLE_GLYF) > 0) {
		face->kind = FONT_PROGRAM_TRUETYPE;
		return true;
	}
	hb_blob_t *table = hb_face_reference_table(face->source, TABLE_CFF);
	unsigned len;
	const char *bytes = hb_blob_get_data(table, &len);
	struct charset charset = {false, NULL};
	bool ok = len > 0 && charset_read((str){bytes, len},
					  face->glyph_count, a, &charset);
	hb_blob_destroy(table);
	face->kind = FONT_PROGRAM_CFF;
	face->is_cid_keyed = charset.is_cid_keyed;
	face->code_of = charset.code_of;
	return ok;
}

/* What is wrong with the file, or MESSAGE_COUNT. */
static enum message find_fault(struct face *face, const struct os2 *os2,
			       struct arena *a)
{
	if (face->glyph_count == 0 || face->glyph_count > UINT16_MAX)
		return MSG_FONT_UNREADABLE;
	if (!may_embed(os2->permissions))
		return MSG_FONT_FORBIDS_EMBEDDING;
	if (read_outlines(face, a))
		return MESSAGE_COUNT;
	if (table_bytes(face->source, TABLE_CFF2) > 0)
		return MSG_FONT_VARIABLE;
	if (table_bytes(face->source, TABLE_CFF) > 0)
		return MSG_FONT_UNREADABLE;
	return MSG_FONT_WITHOUT_OUTLINES;
}

/* A file cut short says so only when its last glyph is asked for; better
 * now than when the book is set. */
static bool is_whole(const struct face *face)
{
	hb_glyph_extents_t extents;
	return hb_font_get_glyph_extents(face->font, face->glyph_count - 1,
					 &extents);
}

static void make_font(struct face *face, struct arena *a)
{
	face->font = hb_font_create(face->source);
	hb_font_set_scale(face->font, EM, EM);
	instance_set(face, face->font);
	hb_font_make_immutable(face->font);
	face->glyph_of = arena_array(a, _Atomic uint16_t, BMP_SIZE);
	face->advance_of = arena_array(a, _Atomic uint16_t, face->glyph_count);
}

struct face *font_open(const struct font_file *file, struct arena *a,
		       struct diag *d, struct span span)
{
	hb_blob_t *blob =
		hb_blob_create_from_file_or_fail(arena_cstring(a, file->path));
	if (!blob) {
		diag_report(d, span, MSG_FONT_UNREADABLE, WORDS(file->path));
		return NULL;
	}
	unsigned count = hb_face_count(blob);
	if (count > 0 && (unsigned)file->index >= count) {
		diag_report(d, span, MSG_FONT_INDEX, WORDS(
			file->path, arena_format(a, "%u", count),
			arena_format(a, "%d", file->index)));
		hb_blob_destroy(blob);
		return NULL;
	}
	struct face *face = arena_new(a, struct face);
	face->blob = blob;
	face->source = hb_face_create(blob, (unsigned)file->index);
	hb_face_make_immutable(face->source);
	face->glyph_count = hb_face_get_glyph_count(face->source);
	instance_choose(face, file->weight);
	struct os2 os2 = read_os2(face->source);
	enum message fault = find_fault(face, &os2, a);
	if (fault == MESSAGE_COUNT) {
		make_font(face, a);
		if (!is_whole(face))
			fault = MSG_FONT_UNREADABLE;
	}
	if (fault != MESSAGE_COUNT) {
		diag_report(d, span, fault, WORDS(file->path, file->family));
		font_close(face);
		return NULL;
	}
	measure(face, &os2);
	read_names(face, a);
	return face;
}

void font_close(struct face *face)
{
	if (!face)
		return;
	hb_font_destroy(face->font);
	hb_face_destroy(face->source);
	hb_blob_destroy(face->blob);
	face->font = NULL;
	face->source = NULL;
	face->blob = NULL;
}

struct font_metrics font_metrics(const struct face *face)
{
	return face->metrics;
}

str font_family(const struct face *face)
{
	return face->family;
}

str font_postscript_name(const struct face *face)
{
	return face->postscript_name;
}

bool font_is_truetype(const struct face *face)
{
	return face->kind == FONT_PROGRAM_TRUETYPE;
}

bool font_is_variable(const struct face *face)
{
	return face->is_variable;
}

str font_licence(const struct face *face)
{
	return face->licence;
}

static uint16_t ask_glyph(const struct face *face, uint32_t code_point)
{
	hb_codepoint_t glyph = 0;
	if (!hb_font_get_nominal_glyph(face->font, code_point, &glyph))
		return 0;
	return glyph < face->glyph_count ? (uint16_t)glyph : 0;
}

uint16_t font_glyph(const struct face *face, uint32_t code_point)
{
	if (code_point >= BMP_SIZE)
		return ask_glyph(face, code_point);
	_Atomic uint16_t *kept = &face->glyph_of[code_point];
	uint16_t value = atomic_load_explicit(kept, memory_order_relaxed);
	if (value == 0) {
		value = (uint16_t)(ask_glyph(face, code_point) + 1);
		atomic_store_explicit(kept, value, memory_order_relaxed);
	}
	return (uint16_t)(value - 1);
}

static uint16_t ask_advance(const struct face *face, uint16_t glyph)
{
	hb_position_t advance = hb_font_get_glyph_h_advance(face->font, glyph);
	if (advance < 0)
		return 0;
	return advance < UINT16_MAX - 1 ? (uint16_t)advance : UINT16_MAX - 1;
}

int font_advance(const struct face *face, uint16_t glyph)
{
	if (glyph >= face->glyph_count)
		return 0;
	_Atomic uint16_t *kept = &face->advance_of[glyph];
	uint16_t value = atomic_load_explicit(kept, memory_order_relaxed);
	if (value == 0) {
		value = (uint16_t)(ask_advance(face, glyph) + 1);
		atomic_store_explicit(kept, value, memory_order_relaxed);
	}
	return value - 1;
}

bool font_ink(const struct face *face, uint16_t glyph, struct font_ink *out)
{
	hb_glyph_extents_t extents;
	if (!hb_font_get_glyph_extents(face->font, glyph, &extents))
		return false;
	if (extents.width == 0 || extents.height == 0)
		return false;
	*out = (struct font_ink){
		.x_min = extents.x_bearing,
		.y_min = extents.y_bearing + extents.height,
		.x_max = extents.x_bearing + extents.width,
		.y_max = extents.y_bearing,
	};
	return true;
}

uint16_t font_code(const struct face *face, uint16_t glyph)
{
	if (!face->code_of || glyph >= face->glyph_count)
		return glyph;
	return face->code_of[glyph];
}

int faces_for(const struct faces *faces, enum font_role role,
	      uint32_t code_point)
{
	if ((size_t)role < faces->count && faces->at[role] &&
	    font_glyph(faces->at[role], code_point))
		return (int)role;
	for (size_t i = 0; i < faces->count; i++)
		if (faces->at[i] && font_glyph(faces->at[i], code_point))
			return (int)i;
	return -1;
}
