/* Readings over their bases and beside them: clreq, 3.3.
 *
 * A reading of as many words as its base has characters is set character by
 * character, else over the whole base. Zhuyin stands in a narrow column at
 * the right of its character, symbols from top to bottom, the tone at their
 * side. What a reading needs beyond its base is given to the base, before
 * lines are chosen; the line gap never changes.
 */
#include "typeset/lines.h"

#include "base/unicode.h"
#include "base/utf8.h"
#include "base/banned.h"

#define READING_SIZE 500      /* of the base */
#define READING_RISE 880      /* of its baseline, 1/1000 em of the base */
#define READING_GAP 250       /* between two readings */
#define OVER_HAN 375          /* a reading may stand over so much Han ... */
#define OVER_MARK 125         /* ... and so much of anything else */
#define SHOWN_READING 60      /* bytes, in a message */

/* Zhuyin, 1/1000 em of the base. */
#define SYMBOL_SIZE 300
#define COLUMN 500            /* symbols and tone */
#define SYMBOL_LEFT 30
#define TONE_MIDDLE 395
#define LIGHT_TONE_RISE 30    /* over the first symbol */
#define MOST_SYMBOLS 4
#define EM 1000

static bool is_tone(uint32_t c)
{
	return c == 0x02CA || c == 0x02C7 || c == 0x02CB || c == 0x02D9 ||
	       c == 0x02C9;
}

static bool is_zhuyin(str reading)
{
	size_t symbols = 0;
	for (size_t at = 0; at < reading.len;) {
		uint32_t c = utf8_next(reading, &at);
		symbols += unicode_is_bopomofo(c);
		if (!unicode_is_bopomofo(c) && !is_tone(c))
			return false;
	}
	return symbols > 0 && symbols <= MOST_SYMBOLS;
}

/* A reading being put to its base. */
struct annotation {
	struct paragraph *p;
	const struct run *run;        /* of the base */
	struct set_line set;          /* of zhuyin, as it grows */
};

static length of_em(const struct annotation *n, int thousandths)
{
	return length_scale(n->run->em, thousandths, 1000);
}

static bool is_vertical(const struct annotation *n)
{
	const struct layout *layout = n->p->setter->layout;
	return layout && layout->is_vertical;
}

/* A glyph whose em box begins at x; y is upward from the base's baseline. */
static void add_symbol(struct annotation *n, const struct glyphs *symbol,
		       length x, length y)
{
	struct glyphs *run =
		&n->set.items[n->set.item_count++].as.glyphs;
	*run = *symbol;
	run->x = x;
	run->y = -y;
}

/* False: no face has it. */
static bool find_symbol(struct annotation *n, uint32_t c, struct glyphs *out)
{
	struct setter *s = n->p->setter;
	int face = face_for(n->p, n->run, c);
	if (face < 0)
		return false;
	struct glyph *glyph = arena_new(s->arena, struct glyph);
	glyph->id = font_glyph(s->faces->at[face], c);
	*out = (struct glyphs){
		.face = (uint16_t)face, .grey = n->run->style->grey,
		.size = of_em(n, SYMBOL_SIZE), .at = glyph, .count = 1,
		.turn = is_vertical(n) ? GLYPHS_STACKED : GLYPHS_ACROSS,
		.text = STR_NONE, .is_artifact = true,
	};
	return true;
}

/* Places are told as in the column at the base's right: how far out, and how
 * far below the base's middle. In a line that runs down, out is up, and below
 * is on, from the end of the base back. */
static void place_symbol(struct annotation *n, uint32_t c, int down)
{
	struct glyphs symbol;
	if (!find_symbol(n, c, &symbol))
		return;
	if (is_vertical(n))
		add_symbol(n, &symbol, of_em(n, down - EM / 2),
			   of_em(n, EM_ASCENT + SYMBOL_LEFT +
				    SYMBOL_SIZE * (EM / 2 - EM_MIDDLE) / EM));
	else
		add_symbol(n, &symbol, of_em(n, SYMBOL_LEFT),
			   of_em(n, EM_MIDDLE - down -
				    SYMBOL_SIZE * EM_ASCENT / EM));
}

/* By the middle of its ink. */
static void place_tone(struct annotation *n, uint32_t c, int out, int down)
{
	struct glyphs tone;
	struct font_ink ink;
	if (!find_symbol(n, c, &tone))
		return;
	const struct face *face = n->p->setter->faces->at[tone.face];
	uint16_t glyph = tone.at->id;
	if (!font_ink(face, glyph, &ink))
		ink = (struct font_ink){0};
	int right = (ink.x_min + ink.x_max) / 2;
	int above = (ink.y_min + ink.y_max) / 2;
	if (is_vertical(n))
		add_symbol(n, &tone,
			   of_em(n, down - EM / 2) -
				   length_scale(tone.size, EM_ASCENT - above, EM),
			   of_em(n, EM_ASCENT + out) -
				   length_scale(tone.size, EM_MIDDLE + right -
						font_advance(face, glyph) / 2,
						EM));
	else
		add_symbol(n, &tone,
			   of_em(n, out) - length_scale(tone.size, right, EM),
			   of_em(n, EM_MIDDLE - down) -
				   length_scale(tone.size, above, EM));
}

static void set_zhuyin(struct annotation *n, str reading)
{
	int count = 0;
	for (size_t at = 0; at < reading.len;)
		count += unicode_is_bopomofo(utf8_next(reading, &at));
	n->set = (struct set_line){.width = is_vertical(n) ? 0
							   : of_em(n, COLUMN)};
	n->set.items = arena_array(n->p->setter->arena, struct item,
				   utf8_count(reading));
	int first = -count * SYMBOL_SIZE / 2, down = first;
	for (size_t at = 0; at < reading.len;) {
		uint32_t c = utf8_next(reading, &at);
		if (!unicode_is_bopomofo(c))
			continue;
		place_symbol(n, c, down);
		down += SYMBOL_SIZE;
	}
	for (size_t at = 0; at < reading.len;) {
		uint32_t c = utf8_next(reading, &at);
		if (c == 0x02D9)
			place_tone(n, c, SYMBOL_LEFT + SYMBOL_SIZE / 2,
				   first - LIGHT_TONE_RISE);
		else if (is_tone(c))
			place_tone(n, c, TONE_MIDDLE, down - SYMBOL_SIZE);
	}
}

static void set_over(struct annotation *n, str reading)
{
	struct setter *s = n->p->setter;
	struct style *style = arena_new(s->arena, struct style);
	*style = *n->run->style;
	style->size = of_em(n, READING_SIZE);
	style->letter_spacing = 0;
	n->set = set_single(s, reading, style, true);
}

static void add_reading(struct paragraph *p, str reading, uint32_t first,
			uint32_t last)
{
	struct annotation n = {.p = p,
			       .run = &p->runs.at[p->cells.at[first].run]};
	bool is_beside = first == last && is_zhuyin(reading);
	if (is_beside)
		set_zhuyin(&n, reading);
	else
		set_over(&n, reading);
	if (n.set.width > p->request->measure) {
		size_t end = SHOWN_READING;
		while (end < reading.len && (reading.text[end] & 0xC0) == 0x80)
			end--;
		diag_report(p->setter->diag, n.run->span,
			    MSG_READING_TOO_LONG,
			    WORDS(str_cut(reading, 0, end)));
		return;
	}
	struct ruby ruby = {
		.reading = n.set, .first = first, .last = last,
		.rise = is_beside ? 0 : of_em(&n, READING_RISE),
		.is_beside = is_beside,
	};
	list_push(p->setter->scratch, &p->rubies, ruby);
}

/* Takes the next word off the reading; empty at its end. */
static str next_word(str *reading)
{
	size_t from = 0;
	while (from < reading->len && reading->text[from] == ' ')
		from++;
	size_t to = from;
	while (to < reading->len && reading->text[to] != ' ')
		to++;
	str word = str_cut(*reading, from, to);
	*reading = str_from(*reading, to);
	return word;
}

static bool is_by_character(const struct paragraph *p, str reading,
			    uint32_t first)
{
	size_t words = 0;
	while (next_word(&reading).len)
		words++;
	for (size_t i = first; i < p->cells.count; i++)
		if (p->cells.at[i].class != CJK_HAN)
			return false;
	return words == p->cells.count - first;
}

void add_readings(struct paragraph *p, const struct phrase *phrase,
		  uint32_t first)
{
	str reading = phrase->as.ruby.reading;
	uint32_t count = (uint32_t)p->cells.count;
	if (first == count || str_is_empty(reading))
		return;
	if (!is_by_character(p, reading, first)) {
		add_reading(p, reading, first, count - 1);
		return;
	}
	for (uint32_t i = first; i < count; i++)
		add_reading(p, next_word(&reading), i, i);
}

const struct ruby *ruby_at(const struct paragraph *p, uint32_t i)
{
	size_t low = 0, high = p->rubies.count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (p->rubies.at[middle].last < i)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == p->rubies.count || p->rubies.at[low].first > i)
		return NULL;
	return &p->rubies.at[low];
}

static length base_width(const struct paragraph *p, const struct ruby *ruby)
{
	length width = 0;
	for (uint32_t i = ruby->first; i <= ruby->last; i++) {
		width += p->cells.at[i].width;
		if (i < ruby->last)
			width += p->cells.at[i].space;
	}
	return width;
}

/* Room a reading may take over a neighbour that has none. */
static length overhang(const struct paragraph *p, uint32_t i, length em)
{
	if (i >= p->cells.count)
		return 0;
	return length_scale(em, p->cells.at[i].class == CJK_HAN ? OVER_HAN
								: OVER_MARK,
			    1000);
}

static length more_than(length value, length free)
{
	return value > free ? value - free : 0;
}

/* What a reading needs at the sides of its base; two side by side share
 * what lies between them. */
static void find_room(struct paragraph *p, struct ruby *ruby,
		      struct ruby *before)
{
	length em = p->runs.at[p->cells.at[ruby->first].run].em;
	ruby->excess = (ruby->reading.width - base_width(p, ruby)) / 2;
	length jut = ruby->excess > 0 ? ruby->excess : 0;
	ruby->lead = more_than(jut, overhang(p, ruby->first - 1, em));
	ruby->tail = more_than(jut, overhang(p, ruby->last + 1, em));
	if (!before || before->last + 1 != ruby->first)
		return;
	length gap = length_scale(em, READING_GAP, 1000) + before->excess +
		     ruby->excess;
	before->tail = gap > 0 ? gap / 2 : 0;
	ruby->lead = gap > 0 ? gap - gap / 2 : 0;
}

void widen_bases(struct paragraph *p)
{
	struct ruby *before = NULL;
	for (size_t k = 0; k < p->rubies.count; k++) {
		struct ruby *ruby = &p->rubies.at[k];
		if (!ruby->is_beside)
			find_room(p, ruby, before);
		before = ruby->is_beside ? NULL : ruby;
	}
	for (size_t k = 0; k < p->rubies.count; k++) {
		const struct ruby *ruby = &p->rubies.at[k];
		p->cells.at[ruby->first].width += ruby->lead;
		p->cells.at[ruby->first].shift += ruby->lead;
		p->cells.at[ruby->last].width +=
			ruby->is_beside ? ruby->reading.width : ruby->tail;
	}
}
