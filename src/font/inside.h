/* Shared between the files of font, and seen by no other room. */
#ifndef FONT_INSIDE_H
#define FONT_INSIDE_H

#include <hb-subset.h>
#include <hb.h>
#include <stdatomic.h>

#include "font/font.h"

enum { BMP_SIZE = 0x10000, EM = 1000 };

/* Numbers asked of HarfBuzz once are kept one higher, so that 0 means "not
 * asked yet". Threads may ask the same thing at once; both store the same
 * answer, hence relaxed atomics are enough. */
struct face {
	hb_blob_t *blob;
	hb_face_t *source;
	hb_font_t *font;              /* scaled to 1/1000 em */
	_Atomic uint16_t *glyph_of;   /* BMP_SIZE */
	_Atomic uint16_t *advance_of; /* glyph_count */
	const uint16_t *code_of;      /* glyph -> CID; NULL: the same */
	unsigned glyph_count;
	enum font_program_kind kind;
	bool is_cid_keyed, is_variable;
	int weight;                   /* of the instance; 0: no such axis */
	struct font_metrics metrics;
	str family, postscript_name, licence;
};

/* instance.c */
void instance_choose(struct face *face, int weight);
void instance_set(const struct face *face, hb_font_t *font);
/* source: the face that is cut, with the face's own axes. */
void instance_pin(const struct face *face, hb_face_t *source,
		  hb_subset_input_t *input);

/* What the 'CFF ' table says about codes. */
struct charset {
	bool is_cid_keyed;
	const uint16_t *code_of;      /* NULL: identity */
};
bool charset_read(str cff, unsigned glyph_count, struct arena *a,
		  struct charset *out);

#endif
