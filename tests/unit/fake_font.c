/* Implements font/font.h without a font: see fake_font.h. A glyph's number
 * is its code point's low 16 bits.
 */
#include "fake_font.h"

#include "base/unicode.h"
#include "base/utf8.h"
#include "base/banned.h"

#define JOINED_DASH 0xE000
#define VERTICAL_3000 0xE100
#define VERTICAL_FF00 0xE200
#define RARE 0x9F98u

struct face {
	enum fake_kind kind;
};

static struct face kinds[FAKE_KIND_COUNT] = {
	{FAKE_PLAIN}, {FAKE_CENTRED_COLON}, {FAKE_NARROW_QUOTES},
	{FAKE_SHORT_DASH}, {FAKE_JOINED_DASH}, {FAKE_WITHOUT_RARE},
	{FAKE_CENTRED},
};

struct faces fake_faces(enum fake_kind kind)
{
	struct faces faces = {.count = FONT_ROLE_COUNT};
	for (size_t i = 0; i < faces.count; i++)
		faces.at[i] = &kinds[kind];
	return faces;
}

bool font_find(str family, enum font_role role, str lang, struct arena *a,
	       struct font_file *out)
{
	(void)role, (void)lang, (void)a;
	*out = (struct font_file){.path = STR("fake"), .family = family};
	return true;
}

bool font_find_character(uint32_t code_point, struct arena *a,
			 struct font_file *out)
{
	(void)a;
	*out = (struct font_file){.path = STR("rare"),
				  .family = STR("Rare Han")};
	return code_point == RARE;
}

struct face *font_open(const struct font_file *file, struct arena *a,
		       struct diag *d, struct span span)
{
	(void)file, (void)a, (void)d, (void)span;
	return &kinds[FAKE_PLAIN];
}

void font_close(struct face *face)
{
	(void)face;
}

struct font_metrics font_metrics(const struct face *face)
{
	(void)face;
	return (struct font_metrics){.ascent = 880, .descent = -120,
				     .cap_height = 700, .x_height = 500};
}

str font_family(const struct face *face)
{
	(void)face;
	return STR("Fake");
}

str font_postscript_name(const struct face *face)
{
	return font_family(face);
}

str font_licence(const struct face *face)
{
	(void)face;
	return STR_NONE;
}

uint16_t font_glyph(const struct face *face, uint32_t code_point)
{
	if (face->kind == FAKE_WITHOUT_RARE &&
	    (code_point == RARE || code_point == 0x20BB7))
		return 0;
	return (uint16_t)code_point;
}

static bool is_quote(uint16_t glyph)
{
	return glyph == 0x2018 || glyph == 0x2019 || glyph == 0x201C ||
	       glyph == 0x201D;
}

int font_advance(const struct face *face, uint16_t glyph)
{
	if (glyph == JOINED_DASH)
		return 2000;
	if (face->kind == FAKE_NARROW_QUOTES && is_quote(glyph))
		return 350;
	if (glyph == 0x2019)          /* as an apostrophe it is half an em */
		return face->kind == FAKE_PLAIN ? 500 : 1000;
	return glyph < 0x2000 || (glyph >= 0x2080 && glyph < 0x2090) ? 500
								     : 1000;
}

/* Marks have a vertical form: its ink lies along the line as that of the
 * plain form does. */
static uint16_t vertical_form(uint32_t c)
{
	if (c >= 0x3001 && c <= 0x3015)
		return (uint16_t)(VERTICAL_3000 | (c & 0xFF));
	return (uint16_t)(c >= 0xFF01 && c <= 0xFF5D
				  ? VERTICAL_FF00 | (c & 0xFF) : c);
}

static bool vertical_ink(const struct face *face, uint16_t glyph,
			 struct font_ink *out)
{
	struct font_ink plain;
	uint16_t of = glyph >> 8 == VERTICAL_3000 >> 8 ? 0x3000 : 0xFF00;
	font_ink(face, (uint16_t)(of | (glyph & 0xFF)), &plain);
	*out = (struct font_ink){300, 880 - plain.x_max, 700,
				 880 - plain.x_min};
	return true;
}

bool font_ink(const struct face *face, uint16_t glyph, struct font_ink *out)
{
	if (glyph >> 8 == VERTICAL_3000 >> 8 ||
	    glyph >> 8 == VERTICAL_FF00 >> 8)
		return vertical_ink(face, glyph, out);
	struct font_ink ink = {50, -80, font_advance(face, glyph) - 50, 800};
	if (face->kind == FAKE_NARROW_QUOTES && is_quote(glyph))
		ink = (struct font_ink){20, 500, 330, 800};
	else if (glyph == 0x201C || glyph == 0x2018 || glyph == 0xFF08 ||
		 glyph == 0xFF3B || glyph == 0x3014 ||
		 (glyph >= 0x3008 && glyph <= 0x3010 && glyph % 2 == 0))
		ink.x_min = 550;
	else if (glyph == 0x201D || glyph == 0x2019 || glyph == 0xFF09 ||
		 glyph == 0xFF3D || glyph == 0x3015 || glyph == 0xFF0C ||
		 glyph == 0xFF1A || glyph == 0xFF1B || glyph == 0xFF01 ||
		 glyph == 0xFF1F || glyph == 0x3001 || glyph == 0x3002 ||
		 (glyph >= 0x3009 && glyph <= 0x3011 && glyph % 2 == 1))
		ink.x_max = 450;
	if (face->kind == FAKE_CENTRED_COLON && glyph == 0xFF1A)
		ink = (struct font_ink){400, 0, 600, 600};
	if (face->kind == FAKE_CENTRED &&
	    (glyph == 0xFF0C || glyph == 0x3001 || glyph == 0x3002 ||
	     glyph == 0xFF1A || glyph == 0xFF1B))
		ink = (struct font_ink){400, 0, 600, 600};
	if (glyph == 0x2014)
		ink = face->kind == FAKE_SHORT_DASH
			? (struct font_ink){71, 360, 929, 400}
			: (struct font_ink){0, 360, 1000, 400};
	if (glyph == 0x00B7)
		ink = (struct font_ink){200, 300, 300, 400};
	*out = ink;
	return glyph != ' ' && glyph != 0x3000;
}

struct shaped_run font_shape(const struct face *face, str text, str lang,
			     unsigned flags, struct arena *a)
{
	(void)lang;
	struct shaped_run run = {arena_array(a, struct shaped, text.len + 1), 0};
	for (size_t at = 0; at < text.len;) {
		size_t from = at;
		uint32_t c = utf8_next(text, &at);
		uint16_t glyph = (uint16_t)c;
		if (unicode_is_mark(c))
			continue;
		if (flags & SHAPE_VERTICAL)
			glyph = vertical_form(c);
		if (face->kind == FAKE_JOINED_DASH &&
		    str_starts(str_from(text, from), STR("——"))) {
			glyph = JOINED_DASH;
			at += 3;
		}
		run.at[run.count++] = (struct shaped){
			.glyph = glyph,
			.advance = font_advance(face, glyph),
			.cluster = (uint32_t)from,
		};
	}
	return run;
}

int faces_for(const struct faces *faces, enum font_role role,
	      uint32_t code_point)
{
	if (font_glyph(faces->at[role], code_point))
		return (int)role;
	for (size_t i = 0; i < faces->count; i++)
		if (font_glyph(faces->at[i], code_point))
			return (int)i;
	return -1;
}

uint16_t font_code(const struct face *face, uint16_t glyph)
{
	(void)face;
	return glyph;
}

bool font_subset(const struct face *face, const uint8_t *glyphs,
		 struct arena *a, struct diag *d, struct font_program *out)
{
	(void)face, (void)glyphs, (void)a, (void)d, (void)out;
	return false;
}
