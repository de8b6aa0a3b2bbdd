/* The glyph of a Chinese mark, where it stands in its box, and how much of
 * the box is blank: custom says what may be blank, the ink says what is.
 *
 * Fonts differ here more than anywhere else: quotation marks narrower than
 * an em, points in the middle, dashes that do not reach the edges of their
 * box. Marks are few and come often, so each is measured once a chapter.
 */
#include "typeset/lines.h"

#include "base/unicode.h"
#include "base/utf8.h"
#include "book/upright.h"
#include "base/banned.h"

#define EM 1000
#define HAN "一"
#define WIDE 900              /* from here on a glyph is taken as one em */
#define BEARING 60            /* of a narrow mark put into an em box */
#define CLEAR 30              /* ink keeps this off a cut blank */
#define NEARLY 20             /* ... but a full half em is taken if so near */
#define LEAST_BLANK 200
#define CENTRE_TOLERANCE 60
#define UNREADABLE 0xFFFD     /* told when it was read */
#define FULL_WIDTH_POINT 0xFF0E  /* of numbers and labels: an em, always */
#define STAND_IN 0x3013       /* 〓, the printer's own sign for a sort he lacks */
#define UPRIGHT 0x200000u     /* added to the key of a mark that stands so */
#define DASH_PAIR 0x110000u   /* beyond Unicode: the key of "——" */
#define LOW_ELLIPSIS 200      /* dots below this stand on the baseline */

#define MARK_COUNT 256        /* a power of two */
#define MISSING_COUNT 256

struct known_mark {
	uint32_t c;
	enum font_role role;
	const struct cjk_preset *preset;  /* NULL: nothing known here */
	struct mark_box mark;
};

struct line_memory {
	struct known_customs customs;
	struct known_mark marks[MARK_COUNT];
	uint32_t missing[MISSING_COUNT];
	size_t missing_count;
};

static struct line_memory *memory_of(struct setter *s)
{
	if (!s->memory)
		s->memory = arena_new(s->arena, struct line_memory);
	return s->memory;
}

struct known_customs *customs_of(struct setter *s)
{
	return &memory_of(s)->customs;
}

static bool is_reported(struct line_memory *memory, uint32_t c)
{
	for (size_t i = 0; i < memory->missing_count; i++)
		if (memory->missing[i] == c)
			return true;
	if (memory->missing_count < MISSING_COUNT)
		memory->missing[memory->missing_count++] = c;
	return memory->missing_count == MISSING_COUNT;
}

/* The Unicode Standard, 23.5: what these mean is agreed privately. */
static bool is_private(uint32_t c)
{
	return c - 0xE000 < 0x1900 || c >= 0xF0000;
}

/* A missing letter is an error, for the text means something else without
 * it. A picture sign in a copied post, or a letter of nobody's, is not worth
 * a book. */
static bool may_be_missing(uint32_t c)
{
	return is_private(c) || unicode_is_pictograph(c);
}

static void report_missing(struct paragraph *p, const struct run *run,
			   uint32_t c)
{
	struct setter *s = p->setter;
	if (is_reported(memory_of(s), c))
		return;
	char bytes[4];
	size_t len = utf8_encode(c, bytes);
	str code = arena_format(s->scratch, "U+%04X", (unsigned)c);
	struct font_file file = {.family = STR_NONE};
	if (is_private(c)) {
		diag_report(s->diag, run->span, MSG_CHARACTER_PRIVATE,
			    WORDS({bytes, len}, code));
		return;
	}
	if (unicode_is_pictograph(c)) {
		diag_report(s->diag, run->span, MSG_PICTOGRAPH,
			    WORDS({bytes, len}, code));
		return;
	}
	if (!font_find_character(c, s->scratch, &file)) {
		diag_report(s->diag, run->span, MSG_CHARACTER_UNKNOWN,
			    WORDS({bytes, len}, code));
		return;
	}
	diag_report(s->diag, run->span, MSG_CHARACTER_MISSING,
		    WORDS({bytes, len}, code, file.family));
}

int face_for(struct paragraph *p, const struct run *run, uint32_t c)
{
	const struct faces *faces = p->setter->faces;
	if (font_glyph(faces->at[run->role], c))
		return (int)run->role;
	int face = faces_for(faces, run->role, c);
	if (face < 0)
		report_missing(p, run, c);
	return face;
}

int face_or_stand_in(struct paragraph *p, const struct run *run, uint32_t *c)
{
	if (*c != UNREADABLE) {
		int face = face_for(p, run, *c);
		if (face >= 0 || !may_be_missing(*c))
			return face;
	}
	*c = STAND_IN;
	return faces_for(p->setter->faces, run->role, *c);
}

/* A face's own marks, not the language's, where custom follows the face. */
static str lang_of_marks(const struct run *run)
{
	bool follows_face = cjk_preset(cjk_region(run->lang))->is_centred &&
			    !run->preset->is_centred;
	return follows_face ? STR("zh-Hans") : run->lang;
}

/* By the shaper, which knows the language's forms and full width; after a
 * Han, for a mark alone would be taken as no script's. NULL: not one glyph. */
static const struct shaped *shape_mark(struct paragraph *p,
				       const struct run *run, int face,
				       str mark, unsigned flags)
{
	char bytes[16] = HAN;
	size_t len = sizeof HAN - 1;
	memcpy(bytes + len, mark.text, mark.len);
	struct shaped_run shaped =
		font_shape(p->setter->faces->at[face],
			   (str){bytes, len + mark.len}, lang_of_marks(run),
			   flags, p->setter->scratch);
	if (shaped.count != 2 || !shaped.at[1].glyph ||
	    shaped.at[1].cluster != len)
		return NULL;
	return &shaped.at[1];
}

/* Half-em marks keep their narrow glyph. */
static void take_glyph(struct paragraph *p, const struct run *run,
		       struct mark_box *mark, uint32_t c)
{
	unsigned widest = mark->width < EM && c != 0xB7 ? SHAPE_PLAIN
							: SHAPE_FULL_WIDTH;
	const struct face *face = p->setter->faces->at[mark->face];
	char bytes[4];
	str text = {bytes, utf8_encode(c, bytes)};
	mark->glyph = font_glyph(face, c);
	mark->width = font_advance(face, mark->glyph);
	for (unsigned flags = SHAPE_PLAIN; flags <= widest; flags++) {
		const struct shaped *shaped =
			shape_mark(p, run, mark->face, text, flags);
		if (!shaped)
			continue;
		mark->glyph = shaped->glyph;
		mark->width = shaped->advance;
		if (mark->width >= WIDE)
			return;
	}
}

static int clamp(int value, int most)
{
	if (value > most)
		return most;
	return value < LEAST_BLANK ? 0 : value;
}

/* How much of the wanted blank the ink leaves: `free` is what is white. */
static int guard(int free, int wanted)
{
	if (free + NEARLY >= wanted)
		return wanted;
	return clamp(free - CLEAR, wanted);
}

/* Ink that stands in the middle of a box whose blank should be on one side
 * has half of it on each: a font of another region. */
static void guard_blanks(struct mark_box *mark, const struct font_ink *ink,
			 struct cjk_blanks blanks)
{
	int centre = (ink->x_min + ink->x_max) / 2 + mark->shift;
	bool is_cornered = (blanks.lead == 0) != (blanks.tail == 0);
	if (is_cornered && centre > EM / 2 - CENTRE_TOLERANCE &&
	    centre < EM / 2 + CENTRE_TOLERANCE)
		blanks = (struct cjk_blanks){250, 250};
	mark->lead = guard(ink->x_min + mark->shift, blanks.lead);
	mark->tail = guard(EM - ink->x_max - mark->shift, blanks.tail);
}

static void cut_blanks(struct mark_box *mark)
{
	mark->width -= mark->lead + mark->tail;
	mark->shift -= mark->lead;
	mark->lead = mark->tail = 0;
}

static int box_width(const struct cjk_preset *preset, uint32_t c,
		     enum cjk_class class)
{
	if (class == CJK_DOT)
		return preset->dot_width;
	if (class == CJK_HYPHEN)
		return EM / 2;
	if (class == CJK_SOLIDUS)
		return c == '/' ? preset->solidus_width : EM;
	return c == 0x2E3A ? 2 * EM : EM;
}

/* Where the glyph of a narrow mark stands in its box. */
static int shift_in_box(const struct font_ink *ink, enum cjk_class class,
			int width)
{
	if (class == CJK_OPENING)
		return width - BEARING - ink->x_max;
	if (class == CJK_CLOSING || cjk_is(class, CJK_POINT_BITS))
		return BEARING - ink->x_min;
	return (width - ink->x_min - ink->x_max) / 2;
}

static void measure_fresh(struct paragraph *p, const struct run *run,
			  uint32_t c, enum cjk_class class,
			  struct mark_box *mark)
{
	int face = face_for(p, run, c);
	mark->width = box_width(run->preset, c, class);
	if (face < 0)
		return;
	int box = mark->width;
	mark->face = (uint8_t)face;
	take_glyph(p, run, mark, c);
	int advance = mark->width;
	mark->width = box;
	struct font_ink ink;
	const struct face *font = p->setter->faces->at[face];
	if (!font_ink(font, mark->glyph, &ink))
		return;
	if (class == CJK_ELLIPSIS && c == 0x2026 &&
	    ink.y_max < LOW_ELLIPSIS && font_glyph(font, 0x22EF)) {
		mark->glyph = font_glyph(font, 0x22EF);
		advance = font_advance(font, mark->glyph);
		font_ink(font, mark->glyph, &ink);
	}
	if (advance != box)
		mark->shift = shift_in_box(&ink, class, box);
	if (box == EM && c != FULL_WIDTH_POINT)
		guard_blanks(mark, &ink, cjk_blanks(run->preset, class));
	if (cjk_is(class, run->preset->half_bits))
		cut_blanks(mark);
	mark->white = box - (ink.x_max - ink.x_min);
}

/* clreq 3.1.2: these keep their whole em in lines that run down. */
static bool is_fixed_upright(uint32_t c)
{
	return c == 0xFF1A || c == 0xFF1B || c == 0xFF01 || c == 0xFF1F;
}

/* A bracket whose face has no vertical form lies, which is nearly the same. */
static void measure_fresh_upright(struct paragraph *p, const struct run *run,
				  uint32_t c, enum cjk_class class,
				  struct mark_box *mark)
{
	c = upright_quote(c, cjk_region(run->lang) == CJK_MAINLAND);
	int face = face_for(p, run, c);
	mark->width = EM;
	if (face < 0)
		return;
	const struct face *font = p->setter->faces->at[face];
	char bytes[4];
	const struct shaped *shaped = shape_mark(
		p, run, face, (str){bytes, utf8_encode(c, bytes)},
		SHAPE_VERTICAL);
	uint16_t plain = font_glyph(font, c);
	bool is_bracket = class == CJK_OPENING || class == CJK_CLOSING;
	if (is_bracket && (!shaped || shaped->glyph == plain)) {
		measure_fresh(p, run, c, class, mark);
		mark->lies = true;
		return;
	}
	mark->face = (uint8_t)face;
	mark->glyph = shaped ? shaped->glyph : plain;
	struct font_ink ink;
	if (is_fixed_upright(c) || !font_ink(font, mark->glyph, &ink))
		return;
	struct font_ink along = {.x_min = EM_ASCENT - ink.y_max,
				 .x_max = EM_ASCENT - ink.y_min};
	guard_blanks(mark, &along, cjk_blanks(run->preset, class));
	if (cjk_is(class, run->preset->half_bits))
		cut_blanks(mark);
}

static void measure_pair(struct paragraph *p, const struct run *run,
			 struct mark_box *mark)
{
	int face = face_for(p, run, 0x2014);
	if (face < 0)
		return;
	const struct shaped *shaped =
		shape_mark(p, run, face, STR("——"), SHAPE_PLAIN);
	if (!shaped || shaped->advance < 2 * WIDE)
		return;
	mark->glyph = shaped->glyph;
	mark->face = (uint8_t)face;
	mark->width = 2 * EM;
	mark->shift = (2 * EM - shaped->advance) / 2;
}

static struct known_mark *find(struct line_memory *memory, uint32_t c,
			       const struct run *run)
{
	size_t slot = (c * 31 + (uint32_t)run->role) % MARK_COUNT;
	for (size_t tries = 0; tries < 8; tries++) {
		struct known_mark *known =
			&memory->marks[(slot + tries) % MARK_COUNT];
		if (!known->preset ||
		    (known->c == c && known->role == run->role &&
		     known->preset == run->preset))
			return known;
	}
	memory->marks[slot].preset = NULL;
	return &memory->marks[slot];
}

static const struct mark_box *measure_known(struct paragraph *p,
					const struct run *run, uint32_t c,
					enum cjk_class class)
{
	struct known_mark *known = find(memory_of(p->setter), c, run);
	if (known->preset)
		return &known->mark;
	*known = (struct known_mark){.c = c, .role = run->role,
				     .preset = run->preset};
	if (c == DASH_PAIR)
		measure_pair(p, run, &known->mark);
	else if (c & UPRIGHT)
		measure_fresh_upright(p, run, c & ~UPRIGHT, class,
				      &known->mark);
	else
		measure_fresh(p, run, c, class, &known->mark);
	return &known->mark;
}

const struct mark_box *measure_mark(struct paragraph *p, const struct run *run,
				uint32_t c, enum cjk_class class)
{
	return measure_known(p, run, c, class);
}

const struct mark_box *measure_upright_mark(struct paragraph *p,
				const struct run *run, uint32_t c,
				enum cjk_class class)
{
	return measure_known(p, run, c | UPRIGHT, class);
}

const struct mark_box *measure_dash_pair(struct paragraph *p,
				     const struct run *run)
{
	return measure_known(p, run, DASH_PAIR, CJK_DASH);
}
