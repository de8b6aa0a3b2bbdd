/* Where a line may end, at what price, and what a line may give and take:
 * sums along the cells, so that any line's are a difference of two.
 *
 * Blanks at a break belong to neither line; what stands between two cells
 * (their facing blanks, the space, the gap) belongs to a line only when
 * both do. So sums are taken at boundaries, and edges come out right.
 */
#include "typeset/lines.h"

#include "base/banned.h"

#define NUMBER_PENALTY 30     /* 3|月 */
#define NAME_PENALTY 60       /* 卡尔·|马克思 */
#define DASH_PENALTY 200      /* a dash opens the line: allowed, not liked */
#define FIRST_PENALTY 30      /* one character, then a break */
#define HYPHEN_PENALTY 20
#define UNIT_PENALTY 120      /* 148|mm, Section|12 */
#define SEAM_PENALTY 60       /* some_|name */
#define SYLLABLE_PENALTY 70   /* with a hyphen of ours: hyphen-|ated */
#define WORD_PENALTY 50       /* between Latin words: New|York */
#define GUESS_PENALTY 150     /* the same in a word that may be a name */
#define MARK_PENALTY 1000     /* at need, behind a mark of an address */
#define EMERGENCY_PENALTY 3000

/* Of a space: a number before it or behind it. */
static bool is_beside_digit(const struct cell *space, const struct cell *next)
{
	return next->class == CJK_DIGIT || space[-1].class == CJK_DIGIT;
}

static int penalty_between(const struct cell *a, const struct cell *b,
			   uint32_t i)
{
	if (a->class == CJK_HAN && b->class == CJK_HAN)
		return i == 1 ? FIRST_PENALTY : 0;
	if (a->class == CJK_DIGIT && b->class == CJK_HAN)
		return NUMBER_PENALTY;
	if (a->class == CJK_DOT)
		return NAME_PENALTY;
	if (cjk_is(b->class, CJK_BIT(CJK_DASH) | CJK_BIT(CJK_ELLIPSIS)))
		return DASH_PENALTY;
	if (a->class == CJK_SPACE && cjk_is(b->class, CJK_LATIN_BITS))
		return is_beside_digit(a, b) ? UNIT_PENALTY : WORD_PENALTY;
	if (b->flags & CELL_GUESSED)
		return GUESS_PENALTY;
	if (b->flags & CELL_HYPHENATED)
		return SYLLABLE_PENALTY;
	if (b->flags & CELL_SEAM)
		return SEAM_PENALTY;
	return a->class == CJK_LATIN_HYPHEN || b->flags & CELL_FREE
		       ? HYPHEN_PENALTY : 0;
}

/* The cell before the blanks that end at i, or NULL when the last of them
 * holds (U+00A0) or none stands before. */
static const struct cell *before_blanks(const struct paragraph *p, uint32_t i)
{
	if (p->cells.at[i - 1].flags & CELL_HELD)
		return NULL;
	while (i > 0 && is_droppable(&p->cells.at[i - 1]))
		i--;
	return i ? &p->cells.at[i - 1] : NULL;
}

static bool may_break(const struct paragraph *p, uint32_t i)
{
	const struct cell *a = &p->cells.at[i - 1], *b = &p->cells.at[i];
	if (b->flags & CELL_FREE)
		return true;
	if (b->flags & CELL_HELD)
		return false;
	if (b->flags & (CELL_SEAM | CELL_HYPHENATED))
		return true;
	if (a->class == CJK_IGNORED)
		return false;
	if (a->class == CJK_HAN && b->class == CJK_HAN)
		return true;
	enum cjk_level level = p->runs.at[b->run].preset->level;
	if (b->class == CJK_IGNORED)
		return true;
	if (!is_droppable(a))
		return b->class != CJK_BREAK &&
		       cjk_may_part(level, a->class, b->class);
	if (is_droppable(b))
		return false;
	a = before_blanks(p, i);
	return a && cjk_may_part_at_blank(level, a->class, b->class);
}

/* A full stop, a tilde, a per cent sign: between the parts of an address. */
static bool is_address_mark(const struct paragraph *p, const struct cell *cell)
{
	return cell->bytes == 1 && strchr(".~%+,:;@!*", p->text.text[cell->at]);
}

enum break_kind break_before(const struct paragraph *p, uint32_t i,
			     int *penalty)
{
	*penalty = 0;
	if (i == p->cells.count || p->cells.at[i - 1].class == CJK_BREAK)
		return BREAK_FORCED;
	const struct cell *a = &p->cells.at[i - 1], *b = &p->cells.at[i];
	if (is_plain_pair(a, b) || may_break(p, i)) {
		*penalty = penalty_between(a, b, i);
		return BREAK_SOFT;
	}
	if (!(b->flags & CELL_EMERGENCY))
		return BREAK_NONE;
	*penalty = is_address_mark(p, a) ? MARK_PENALTY : EMERGENCY_PENALTY;
	return BREAK_SOFT;
}

static bool is_letter(const struct paragraph *p, uint32_t i)
{
	return i < p->cells.count && p->cells.at[i].bytes == 1 &&
	       cjk_is(p->cells.at[i].class,
		      CJK_BIT(CJK_LETTER) | CJK_BIT(CJK_DIGIT));
}

/* May the unit be broken before this cell, if it must be somewhere? Words
 * first, not near their ends; marks only where nothing else is left. */
static bool may_tear(const struct paragraph *p, uint32_t i, bool anywhere)
{
	const struct cell *a = &p->cells.at[i - 1], *b = &p->cells.at[i];
	if (b->flags & CELL_FURTHER || is_droppable(b))
		return false;
	if (!anywhere)
		return (is_letter(p, i) && is_address_mark(p, a)) ||
		       (i >= 2 && is_letter(p, i - 2) && is_letter(p, i - 1) &&
		        is_letter(p, i) && is_letter(p, i + 1));
	return !(b->flags & CELL_HELD && a->class == b->class &&
		 cjk_is(b->class,
			CJK_BIT(CJK_DASH) | CJK_BIT(CJK_ELLIPSIS)));
}

static void tear(struct paragraph *p, uint32_t first, uint32_t end,
		 bool anywhere)
{
	for (uint32_t i = first + 1; i < end; i++)
		if (may_tear(p, i, anywhere))
			p->cells.at[i].flags |= CELL_EMERGENCY;
}

/* Between places where a line may end in any case. */
static int64_t find_within(struct paragraph *p, uint32_t first, uint32_t end,
			   length most, bool anywhere)
{
	int64_t width = 0, widest = 0;
	for (uint32_t i = first; i <= end; i++) {
		int penalty;
		if (i == end || (i > first &&
				 break_before(p, i, &penalty) != BREAK_NONE)) {
			if (width > most)
				tear(p, first, i, anywhere);
			widest = width > widest ? width : widest;
			first = i;
			width = 0;
		}
		if (i < end)
			width += p->cells.at[i].width + p->cells.at[i].space;
	}
	return widest;
}

int64_t find_emergencies(struct paragraph *p, length most, bool anywhere)
{
	const struct cell *cells = p->cells.at;
	uint32_t first = 0, end = (uint32_t)p->cells.count;
	int64_t width = 0, widest = 0;
	for (uint32_t i = 0; i < end; i++) {
		width += cells[i].width + cells[i].space;
		if (i + 1 < end && !is_plain_pair(&cells[i], &cells[i + 1]))
			continue;
		if (width > most) {
			int64_t held = find_within(p, first, i + 1, most,
						   anywhere);
			widest = held > widest ? held : widest;
		}
		first = i + 1;
		width = 0;
	}
	return widest;
}

static enum shrink shrink_kind(enum cjk_class class)
{
	if (class == CJK_OPENING || class == CJK_CLOSING)
		return SHRINK_BRACKET;
	if (class == CJK_PAUSE)
		return SHRINK_PAUSE;
	if (class == CJK_STOP || class == CJK_QUERY)
		return SHRINK_STOP;
	return class == CJK_DOT ? SHRINK_DOT : SHRINK_NONE;
}

/* What add_boundary adds to. */
struct sums {
	struct capacity *all;
	struct shrinks *shrinks;
};

static void add_shrink(struct sums sums, enum shrink kind, length amount)
{
	sums.shrinks->of[kind] += amount;
	sums.all->give += amount;
}

/* A blank between words goes down to a quarter and up to half an em; one
 * that stands for a Han-Latin space from an eighth to a half. */
static void add_blank(const struct paragraph *p, const struct cell *cell,
		      struct sums sums)
{
	length em = p->runs.at[cell->run].em;
	if (p->runs.at[cell->run].is_code)
		return;
	if (cell->flags & CELL_SPACED) {
		add_shrink(sums, SHRINK_SPACE, cell->width / 2);
		sums.all->grow += cell->width;
	} else if (cell->class == CJK_SPACE && cell->width) {
		if (cell->width > em / 4)
			add_shrink(sums, SHRINK_WORD, cell->width - em / 4);
		if (cell->width < em / 2)
			sums.all->grow += em / 2 - cell->width;
	}
}

void add_boundary(const struct paragraph *p, uint32_t i, struct capacity *sum,
		  struct shrinks *shrinks)
{
	const struct cell *a = &p->cells.at[i - 1], *b = &p->cells.at[i];
	struct sums sums = {sum, shrinks};
	sum->gaps += (a->flags & CELL_OPENS) != 0;
	if (a->class == CJK_HAN && b->class == CJK_HAN)
		return;
	if (a->tail)
		add_shrink(sums, shrink_kind(a->class), a->tail);
	if (b->lead && !(b->flags & CELL_AIRY))
		add_shrink(sums, shrink_kind(b->class), b->lead);
	if (a->space) {
		add_shrink(sums, SHRINK_SPACE, a->space / 2);
		sum->width += a->space;
		sum->grow += a->space;
	}
	if (cjk_is(a->class, CJK_BLANK_BITS))
		add_blank(p, a, sums);
}

length trim_at_start(const struct paragraph *p, uint32_t i)
{
	const struct cell *cell = &p->cells.at[i];
	if (p->rubies.count) {
		const struct ruby *ruby = ruby_at(p, i);
		if (ruby && ruby->first == i)
			return ruby->lead -
			       (ruby->excess > 0 ? ruby->excess : 0);
	}
	if (cell->class == CJK_OPENING &&
	    p->runs.at[cell->run].preset->trims_line_start)
		return cell->lead;
	return 0;
}

/* In the box behind a mark that stands in its middle. */
static length white_after(const struct paragraph *p, const struct cell *cell)
{
	const struct face *face = p->setter->faces->at[cell->face];
	length em = p->runs.at[cell->run].em;
	length advance = length_scale(em, font_advance(face, cell->glyph),
				      1000);
	length white = cell->width - cell->shift - advance;
	return white > 0 ? white : 0;
}

bool may_hang(const struct paragraph *p, uint32_t i)
{
	const struct cell *cell = &p->cells.at[i];
	const struct cjk_preset *preset = p->runs.at[cell->run].preset;
	return preset->hangs && cjk_is(cell->class, CJK_POINT_BITS) &&
	       cell->lead + cell->tail > 0 &&
	       (cell->class != CJK_QUERY || preset->squeezes_queries);
}

/* The face may lack U+2010; all have the other. */
length hyphen_width(const struct paragraph *p, uint32_t i)
{
	if (!i || i >= p->cells.count ||
	    !(p->cells.at[i].flags & CELL_HYPHENATED))
		return 0;
	const struct cell *cell = &p->cells.at[i];
	const struct face *face = p->setter->faces->at[cell->face];
	return length_scale(p->runs.at[cell->run].em,
			    font_advance(face, font_glyph(face, '-')), 1000);
}

length trim_at_end(const struct paragraph *p, uint32_t i,
		   enum line_close close)
{
	const struct cell *cell = &p->cells.at[i];
	const struct run *run = &p->runs.at[cell->run];
	length trim = 0;
	if (run->style->letter_spacing && run->kind == RUN_TEXT)
		trim = length_scale(run->em, run->style->letter_spacing, 1000);
	if (p->rubies.count) {
		const struct ruby *ruby = ruby_at(p, i);
		if (ruby && ruby->last == i)
			return trim + ruby->tail -
			       (ruby->excess > 0 ? ruby->excess : 0);
	}
	if (cell->class == CJK_HYPHEN)
		return trim + white_after(p, cell);
	if (close == CLOSE_HANGING && may_hang(p, i))
		return cell->width;
	if (close == CLOSE_FULL || !cjk_is(cell->class,
				 CJK_POINT_BITS | CJK_BIT(CJK_CLOSING)))
		return trim;
	return trim + cell->lead + cell->tail;
}
