/* A face: found, measured, shaped, cut to what is used. HarfBuzz and
 * fontconfig are seen here only.
 *
 * Who may include: typeset (measures and shapes), pdf (embeds), build.c
 * (opens), cover.c (draws). Faces are immutable once opened and may be
 * shared by threads, except through font_shape's own scratch arena.
 * Units: font units are 1/1000 em, whatever the file's own; OpenType
 * clauses are named at the function.
 */
#ifndef FONT_FONT_H
#define FONT_FONT_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/length.h"
#include "base/list.h"

struct face;

enum font_role {
	FONT_BODY,        /* 宋: serif */
	FONT_HEADING,     /* 黑: sans-serif */
	FONT_QUOTE,       /* 楷: cursive */
	FONT_CODE,        /* monospace */
	FONT_BODY_BOLD,
	FONT_HEADING_BOLD,
	FONT_ROLE_COUNT
};

/* Which file gives a family, as fontconfig has it. */
struct font_file {
	str path;
	int index;        /* in a collection */
	str family;       /* as found */
	bool is_substitute; /* another family than asked for */
	int weight;       /* of a variable font, 100-900; 0: regular */
};
enum { WEIGHT_REGULAR = 400, WEIGHT_BOLD = 700 };

/* family may be empty: the role's default for the language. */
bool font_find(str family, enum font_role role, str lang, struct arena *a,
	       struct font_file *out);
/* A file on this machine that has the character, or false. */
bool font_find_character(uint32_t code_point, struct arena *a,
			 struct font_file *out);

/* A variable font becomes one weight of it. NULL after reporting: not a font,
 * bitmap only, CFF2 outlines, which hb-subset cannot make static, or an OS/2
 * fsType that forbids embedding. */
struct face *font_open(const struct font_file *file, struct arena *a,
		       struct diag *d, struct span span);
void font_close(struct face *face);

struct font_ink {
	int x_min, y_min, x_max, y_max;
};
struct font_metrics {
	int ascent, descent;          /* em box, Han: 880 and -120 */
	int cap_height, x_height;
	struct font_ink box;          /* around every glyph of the face */
};
struct font_metrics font_metrics(const struct face *face);
str font_family(const struct face *face);
str font_postscript_name(const struct face *face);
str font_licence(const struct face *face);    /* name table 13 or 14 */

/* The nominal glyph; 0 when the face lacks the character. No shaping: right
 * for Han, kana and full-width marks, which is nearly everything. */
uint16_t font_glyph(const struct face *face, uint32_t code_point);
int font_advance(const struct face *face, uint16_t glyph);    /* 1/1000 em */

/* Ink of one glyph in 1/1000 em, y upward; false when blank. */
bool font_ink(const struct face *face, uint16_t glyph, struct font_ink *out);

/* A glyph's outlines, in 1/1000 em, y upward; each ends where it began.
 * Quadratic curves are told as cubic ones. */
struct font_pen {
	void *context;
	void (*move)(void *context, int x, int y);
	void (*line)(void *context, int x, int y);
	/* Two control points and the end. */
	void (*curve)(void *context, const int x[3], const int y[3]);
};
void font_outline(const struct face *face, uint16_t glyph,
		  const struct font_pen *pen);

/* Glyphs of a run of Latin or other shaped text. x advances in 1/1000 em;
 * cluster is a byte offset into the text. */
struct shaped {
	uint16_t glyph;
	int16_t x_offset, y_offset;
	int advance;
	uint32_t cluster;
};
struct shaped_run {
	struct shaped *at;
	size_t count;
};
enum {
	SHAPE_PLAIN = 0,
	SHAPE_FULL_WIDTH = 1,         /* fwid */
	SHAPE_VERTICAL = 2,           /* vert */
	SHAPE_PROPORTIONAL = 4,       /* pwid */
};
struct shaped_run font_shape(const struct face *face, str text, str lang,
			     unsigned flags, struct arena *a);

/* The faces of a run of the program. Index 0 ... FONT_ROLE_COUNT-1 by role
 * (roles may share a face), then fallbacks. */
struct faces {
	struct face *at[64];
	size_t count;
};
/* The first face that has the character: the role's own, then the others in
 * order. -1: none. */
int faces_for(const struct faces *faces, enum font_role role,
	      uint32_t code_point);

/* A small font of the used glyphs. */
enum font_program_kind { FONT_PROGRAM_CFF, FONT_PROGRAM_TRUETYPE };
struct font_program {
	enum font_program_kind kind;
	str bytes;                    /* bare CFF table, or a whole sfnt */
	/* TrueType: code -> glyph of the subset, 2 bytes big endian each, for
	 * CIDToGIDMap; empty: identity. */
	str code_to_glyph;
};
/* The code a glyph is shown with in a PDF string under Identity-H (a CID):
 * known before subsetting, so pages can be written first. */
uint16_t font_code(const struct face *face, uint16_t glyph);
/* What stands upright in the room of one em, where lines run down: a glyph, or
 * several side by side. */
enum { SHAPE_GLYPHS_MOST = 4 };
struct font_shape {
	uint16_t glyphs[SHAPE_GLYPHS_MOST];
	uint8_t count;
};
/* A small font of such shapes, lying on their left side: a line of them that
 * is turned to the right shows them upright, their middle 0.38 em over its
 * baseline. A shape's code is its index, and the first is empty. */
void font_stand(const struct face *face, const struct font_shape *shapes,
		size_t count, struct arena *a, struct font_program *out);
/* glyphs: a bit for each glyph id, 65,536 bits. */
bool font_subset(const struct face *face, const uint8_t *glyphs,
		 struct arena *a, struct diag *d, struct font_program *out);
/* A whole OpenType font of the characters that the face has, with names,
 * licence and vertical forms, for programs that set text with it. Empty when
 * it has none of them; false after reporting.
 * characters: a bit for each code point, 0x110000 bits. */
bool font_cut(const struct face *face, const uint8_t *characters,
	      struct arena *a, struct diag *d, str *out);
bool font_is_truetype(const struct face *face);
bool font_is_variable(const struct face *face);

#endif
