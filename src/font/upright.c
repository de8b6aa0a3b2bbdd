/* Glyphs that stand upright in a line that runs down -> a font of their
 * outlines, turned to the left (Adobe TN 5176, CFF; TN 5177, charstrings).
 *
 * A page shows such a line as a line of text turned to the right, words in
 * their usual font and upright characters in this one. So the whole line is
 * one baseline with one direction, and every program reads it in order;
 * vertical writing mode has words stand apart from their line.
 *
 * The font is keyed by CID, each CID its glyph's number, all an em long.
 */
#include "base/buf.h"
#include "font/inside.h"

#include "base/banned.h"

enum {
	MIDDLE = 380, ASCENT = 880,   /* of the em box, over the baseline */
	FARTHEST = 8000,              /* an outline beyond is cut off */
	HEADER_BYTES = 4,
	SID_ADOBE = 391, SID_IDENTITY = 392,
	OP_RLINETO = 5, OP_RRCURVETO = 8, OP_ENDCHAR = 14, OP_RMOVETO = 21,
	OP_BBOX = 5, OP_CHARSET = 15, OP_CHARSTRINGS = 17, OP_PRIVATE = 18,
	OP_DEFAULT_WIDTH = 20,
	OP_ESCAPE = 12, OP_ROS = 30, OP_CID_COUNT = 34, OP_FD_ARRAY = 36,
	OP_FD_SELECT = 37,
};

/* One glyph's outline on its way into its charstring. */
struct turning {
	struct buf *out;
	int x, y;                     /* the pen, turned */
	int before;                   /* what stands at its left */
	int width;                    /* of all that stand in the em */
};

static void add_number(struct buf *out, unsigned value, int bytes)
{
	while (bytes-- > 0)
		buf_add_byte(out, (char)(value >> 8 * bytes & 0xFF));
}

static void add_operand(struct buf *out, int value)
{
	if (value >= -107 && value <= 107) {
		add_number(out, (unsigned)(value + 139), 1);
	} else if (value >= 108 && value <= 1131) {
		add_number(out, (unsigned)(value - 108) + (247u << 8), 2);
	} else if (value >= -1131 && value <= -108) {
		add_number(out, (unsigned)(-value - 108) + (251u << 8), 2);
	} else {
		add_number(out, 28, 1);
		add_number(out, (unsigned)value & 0xFFFF, 2);
	}
}

static int within(int value)
{
	if (value < -FARTHEST)
		return -FARTHEST;
	return value < FARTHEST ? value : FARTHEST;
}

/* To a point of the glyph: what was up is back along the line. What is wider
 * than the em is made narrow. */
static void step_to(struct turning *t, int x, int y)
{
	int from_middle = within(x + t->before - t->width / 2);
	if (t->width > EM)
		from_middle = from_middle * EM / t->width;
	int along = within(ASCENT - y), over = MIDDLE + from_middle;
	add_operand(t->out, along - t->x);
	add_operand(t->out, over - t->y);
	t->x = along;
	t->y = over;
}

static void move(void *context, int x, int y)
{
	struct turning *t = context;
	step_to(t, x, y);
	add_number(t->out, OP_RMOVETO, 1);
}

static void line(void *context, int x, int y)
{
	struct turning *t = context;
	step_to(t, x, y);
	add_number(t->out, OP_RLINETO, 1);
}

static void curve(void *context, const int x[3], const int y[3])
{
	struct turning *t = context;
	for (int i = 0; i < 3; i++)
		step_to(t, x[i], y[i]);
	add_number(t->out, OP_RRCURVETO, 1);
}

static void add_charstring(const struct face *face,
			   const struct font_shape *shape, struct buf *out)
{
	struct turning t = {.out = out};
	const struct font_pen pen = {&t, move, line, curve};
	for (int i = 0; i < shape->count; i++)
		t.width += font_advance(face, shape->glyphs[i]);
	for (int i = 0; i < shape->count; i++) {
		font_outline(face, shape->glyphs[i], &pen);
		t.before += font_advance(face, shape->glyphs[i]);
	}
	add_number(out, OP_ENDCHAR, 1);
}

/* An INDEX of the data from `ends`, where each of its entries ends. */
static void add_index(struct buf *out, str data, const unsigned *ends,
		      unsigned count)
{
	add_number(out, count, 2);
	add_number(out, 4, 1);
	add_number(out, 1, 4);
	for (unsigned i = 0; i < count; i++)
		add_number(out, ends[i] + 1, 4);
	buf_add(out, data);
}

static void add_single(struct buf *out, str entry)
{
	const unsigned end = (unsigned)entry.len;
	add_index(out, entry, &end, 1);
}

static void add_charstrings(const struct face *face,
			    const struct font_shape *shapes, size_t count,
			    struct arena *a, struct buf *out)
{
	struct buf data;
	unsigned *ends = arena_array(a, unsigned, count);
	buf_init(&data, a, BUF_NO_MAXIMUM);
	for (size_t i = 0; i < count; i++) {
		add_charstring(face, &shapes[i], &data);
		ends[i] = (unsigned)data.len;
	}
	add_index(out, buf_str(&data), ends, (unsigned)count);
}

/* Where the parts behind the Top DICT begin. */
struct places {
	unsigned charset, select, charstrings, array, private, private_len;
};

static void add_place(struct buf *out, unsigned place)
{
	add_number(out, 29, 1);
	add_number(out, place, 4);
}

static void add_operator(struct buf *out, unsigned op, bool is_escaped)
{
	if (is_escaped)
		add_number(out, OP_ESCAPE, 1);
	add_number(out, op, 1);
}

/* The same length whatever the places are. */
static void add_top(struct buf *out, const struct places *at, size_t count)
{
	add_operand(out, SID_ADOBE);
	add_operand(out, SID_IDENTITY);
	add_operand(out, 0);
	add_operator(out, OP_ROS, true);
	add_place(out, (unsigned)count);
	add_operator(out, OP_CID_COUNT, true);
	add_place(out, at->charset);
	add_operator(out, OP_CHARSET, false);
	add_place(out, at->select);
	add_operator(out, OP_FD_SELECT, true);
	add_place(out, at->charstrings);
	add_operator(out, OP_CHARSTRINGS, false);
	add_place(out, at->array);
	add_operator(out, OP_FD_ARRAY, true);
}

/* Header, names and the Top DICT. */
static void add_front(struct buf *out, str name, const struct places *at,
		      size_t count, struct arena *a)
{
	struct buf top;
	buf_init(&top, a, BUF_NO_MAXIMUM);
	add_top(&top, at, count);
	add_number(out, 0x01000400 | HEADER_BYTES, HEADER_BYTES);
	add_single(out, name);
	add_single(out, buf_str(&top));
	static const unsigned ends[] = {5, 13};
	add_index(out, STR("AdobeIdentity"), ends, 2);
	add_number(out, 0, 2);                /* no subroutines */
}

/* Which CIDs there are: all from 1 on, in one range; one FD for all. */
static void add_map(struct buf *out, struct places *at, size_t count)
{
	at->charset = (unsigned)out->len;
	add_number(out, 2, 1);
	add_number(out, 1, 2);
	add_number(out, count > 1 ? (unsigned)count - 2 : 0, 2);
	at->select = (unsigned)out->len;
	add_number(out, 3, 1);
	add_number(out, 1, 2);
	add_number(out, 0, 3);
	add_number(out, (unsigned)count, 2);
}

static void add_private(struct buf *out, struct places *at, struct arena *a)
{
	at->private = (unsigned)out->len;
	add_operand(out, EM);
	add_operator(out, OP_DEFAULT_WIDTH, false);
	at->private_len = (unsigned)out->len - at->private;
	struct buf dict;
	buf_init(&dict, a, BUF_NO_MAXIMUM);
	add_place(&dict, at->private_len);
	add_place(&dict, at->private);
	add_operator(&dict, OP_PRIVATE, false);
	at->array = (unsigned)out->len;
	add_single(out, buf_str(&dict));
}

void font_stand(const struct face *face, const struct font_shape *shapes,
		size_t count, struct arena *a, struct font_program *out)
{
	struct places at = {0};
	struct buf font, front;
	str name = font_postscript_name(face);
	buf_init(&font, a, BUF_NO_MAXIMUM);
	add_front(&font, name, &at, count, a);
	add_map(&font, &at, count);
	at.charstrings = (unsigned)font.len;
	add_charstrings(face, shapes, count, a, &font);
	add_private(&font, &at, a);
	buf_init(&front, a, BUF_NO_MAXIMUM);
	add_front(&front, name, &at, count, a);
	memcpy(font.text, front.text, front.len);
	*out = (struct font_program){FONT_PROGRAM_CFF, buf_str(&font),
				     STR_NONE};
}
