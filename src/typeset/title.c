/* Where a heading or a caption of several lines may be parted, and at what
 * price: after a mark, else between words; a word of one character stays
 * with the side it leans on. Words are the dictionary's.
 *
 * A price is squared by the search: for one of 320 two lines of twelve ems
 * may differ by five.
 */
#include "typeset/search.h"

#include "base/unicode.h"
#include "base/utf8.h"
#include "base/banned.h"

#define TORN_PENALTY 20000    /* letters of a word: four lines more instead */
#define SYLLABLE_PENALTY 12000
#define INSIDE_PENALTY 11000  /* a word of Han: a line more instead */
#define PARTICLE_PENALTY 1500 /* 的 at the head of a line */
#define SUFFIX_PENALTY 800    /* 家庭|版 */
#define PREFIX_PENALTY 1200   /* 以|奋斗 */
#define NUMBER_PENALTY 600    /* Section|1, 12|个 */
#define LEANING_PENALTY 500   /* 有|作为 */
#define LATIN_PENALTY 400     /* New|York */
#define WORD_PENALTY 320      /* between any two words */
#define AFTER_PENALTY 60      /* 的|, 与| */

/* May end a line, never begin one. */
static const char particles[] = "的了着过等地得之与和及吗呢吧们";
/* Lean on the word before them. */
static const char suffixes[] =
	"者性化家员式型版类界业学论法史志传力度率量品物件具机器室厅局部会社党派"
	"族人民国省市县区镇乡村街路号楼章节篇卷集册条款项个只次年月日时分秒届期级"
	"岁元位名本张件种代后前中里内外上下间时初末说谈记考略选编注释问答案书信稿"
	"制权观感点线面体所院校处科系组队站场馆园城山河江湖海岛";

/* Lean on the word after them. */
static const char prefixes[] =
	"以在从向对把被将为由让使于至到往朝按就不也都又再最更很太未无非有是即若如因当"
	"第各每某本该此这那全总副";

#define BOTH_SIDES 0x4E4B     /* 之 leans on both */

struct piece {
	uint32_t c;
	bool is_single;               /* a word of one Han */
};

static bool is_one_of(uint32_t c, const char *all)
{
	char bytes[4];
	return str_contains(str_of(all), (str){bytes, utf8_encode(c, bytes)});
}

/* The word that ends, or begins, at byte `at`. */
static struct piece piece_at(const struct search *search, size_t at,
			     bool is_before)
{
	str text = search->p->text;
	size_t to = at;
	struct piece piece = {
		is_before ? utf8_previous(text, &to) : utf8_next(text, &to),
		false,
	};
	size_t from = to < at ? to : at, end = to < at ? at : to;
	const bool *words = search->word_starts;
	piece.is_single = unicode_is_han(piece.c) && words && words[from] &&
			  (end == text.len || words[end]);
	return piece;
}

static int64_t penalty_of_han(const struct search *search, size_t at)
{
	if (!search->word_starts)
		return WORD_PENALTY;
	if (!search->word_starts[at])
		return INSIDE_PENALTY;
	struct piece before = piece_at(search, at, true);
	struct piece after = piece_at(search, at, false);
	if (after.is_single && is_one_of(after.c, particles))
		return PARTICLE_PENALTY;
	if (after.is_single && is_one_of(after.c, suffixes))
		return SUFFIX_PENALTY;
	if (!before.is_single || is_one_of(before.c, suffixes))
		return WORD_PENALTY;
	if (is_one_of(before.c, prefixes))
		return PREFIX_PENALTY;
	return is_one_of(before.c, particles) && before.c != BOTH_SIDES
		       ? AFTER_PENALTY : LEANING_PENALTY;
}

static int64_t penalty_of_latin(const struct cell *before,
				const struct cell *after)
{
	if (after->flags & CELL_HYPHENATED)
		return SYLLABLE_PENALTY;
	if (after->flags & CELL_EMERGENCY)
		return TORN_PENALTY;
	if (before->class == CJK_DIGIT || after->class == CJK_DIGIT)
		return NUMBER_PENALTY;
	return cjk_is(before->class, CJK_LATIN_BITS) &&
	       cjk_is(after->class, CJK_LATIN_BITS)
		       ? LATIN_PENALTY : WORD_PENALTY;
}

int64_t title_penalty(const struct search *search, uint32_t cell)
{
	const struct cell *cells = search->p->cells.at;
	uint32_t before = cell;
	while (before > 1 && is_droppable(&cells[before - 1]))
		before--;
	const struct cell *a = &cells[before - 1], *b = &cells[cell];
	bool is_torn = b->flags & (CELL_HYPHENATED | CELL_EMERGENCY);
	if (cjk_is(a->class, CJK_HAN_BITS) && cjk_is(b->class, CJK_HAN_BITS))
		return before < cell ? 0 : penalty_of_han(search, b->at);
	if (is_torn || (cjk_is(a->class, CJK_LATIN_BITS | CJK_HAN_BITS) &&
			cjk_is(b->class, CJK_LATIN_BITS | CJK_HAN_BITS)))
		return penalty_of_latin(a, b);
	return 0;
}
