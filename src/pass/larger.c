/* Headings that larger type tells: a whole line of it, short, without an end,
 * over text. A line of several sizes, large figures, and lines of one size
 * one after another (a slogan, a quotation set large) are none; smaller type
 * speaks against a heading.
 *
 * Larger than what: the size that most of the text has.
 */
#include "base/unicode.h"
#include "base/utf8.h"
#include "pass/candidate.h"

#include "base/banned.h"

#define MOST_SIZES 24
#define LARGER 110              /* percent of the text's size */
#define SMALLER 93
#define LONGEST_LARGER 36       /* characters */
#define LIKE 3                  /* percent: one size, roughly */

struct share {
	uint16_t size;
	uint64_t characters;
};

uint16_t common_size(const struct sights *sights)
{
	struct share shares[MOST_SIZES] = {{0}};
	size_t count = 0, best = 0;
	for (size_t i = 0; i < sights->list.count; i++) {
		const struct sight *sight = &sights->list.at[i];
		size_t k = 0;
		if (!sight->size || sight->block->kind != BLOCK_PARAGRAPH)
			continue;
		while (k < count && shares[k].size != sight->size)
			k++;
		if (k == MOST_SIZES)
			continue;
		count += k == count;
		shares[k].size = sight->size;
		shares[k].characters += sight->characters;
		if (shares[k].characters > shares[best].characters)
			best = k;
	}
	return count ? shares[best].size : TYPE_SIZE_PLAIN;
}

bool sight_is_larger(const struct sights *sights, const struct sight *sight)
{
	return sight->size * 100 >= sights->common_size * LARGER;
}

bool sight_is_smaller(const struct sights *sights, const struct sight *sight)
{
	return sight->size &&
	       sight->size * 100 <= sights->common_size * SMALLER;
}

static bool is_like(int size, int other)
{
	return size * 100 <= other * (100 + LIKE) &&
	       other * 100 <= size * (100 + LIKE);
}

/* 98%, 3.2亿: shown large because they are large. */
static bool is_figure(str text)
{
	size_t digits = 0;
	for (size_t i = 0; i < text.len; i++)
		digits += text.text[i] >= '%' && text.text[i] <= '9';
	return digits * 2 >= utf8_count(text);
}

static bool begins_like_heading(str text)
{
	static const char openers[] = "“‘「『《〈（(【[〔";
	size_t len = 0;
	uint32_t c = utf8_next(text, &len);
	return unicode_is_letter(c) || (c >= '0' && c <= '9') ||
	       str_contains(str_of(openers), str_cut(text, 0, len));
}

/* One of several lines of one size. */
static bool has_twin(const struct outline_work *o, size_t i, size_t beside)
{
	const struct sight *sight = sight_at(o, i);
	const struct sight *other = sight_at(o, beside);
	return other && !other->is_figure && other->characters &&
	       other->block->kind == BLOCK_PARAGRAPH &&
	       sight_is_larger(&o->sights, other) &&
	       is_like(other->size, sight->size);
}

/* The sentence above is not at its end. */
static bool interrupts(const struct outline_work *o, size_t i)
{
	const struct sight *last = i ? sight_at(o, i - 1) : NULL;
	return last && (last->ending == ENDS_COMMA ||
			(last->ending == ENDS_OPEN && sight_is_prose(last)));
}

static bool tells_fact(const struct outline_work *o, size_t i)
{
	struct facts facts;
	const struct sight *sight = sight_at(o, i);
	return is_dated(sight) ||
	       (i < o->first_prose && are_persons(sight->words)) ||
	       facts_read(o->work, sight->text, &facts);
}

enum heading_kind judge_larger(const struct outline_work *o, size_t i)
{
	const struct sight *sight = sight_at(o, i);
	const struct sight *next = sight_at(o, i + 1);
	bool is_ended = sight->ending == ENDS_COMMA ||
			sight->ending == ENDS_COLON ||
			(sight->ending == ENDS_STOP &&
			 !ends_asking(sight->text));
	if (!sight_is_larger(&o->sights, sight) || !next || is_ended ||
	    sight->characters < 2 || sight->characters > LONGEST_LARGER ||
	    sight->linked * 2 > sight->text.len || sight->commas > 2 ||
	    str_find_byte(sight->text, '\n') != STR_NOT_FOUND ||
	    str_contains(sight->text, STR("。")))
		return HEADING_NONE;
	if (is_figure(sight->text) || !begins_like_heading(sight->text) ||
	    has_twin(o, i, i + 1) || (i && has_twin(o, i, i - 1)) ||
	    interrupts(o, i) || tells_fact(o, i))
		return HEADING_NONE;
	return HEADING_LARGER;
}

static bool has_kind(const struct outline_work *o, enum heading_kind kind,
		     size_t from)
{
	for (size_t i = from; i < o->sights.list.count; i++)
		if (o->kinds[i] == kind)
			return true;
	return false;
}

/* Does a heading behind look the same? */
static bool has_like(const struct outline_work *o, size_t i)
{
	const struct sight *sight = sight_at(o, i);
	for (size_t k = i + 1; k < o->sights.list.count; k++)
		if (o->kinds[k] != HEADING_NONE &&
		    is_like(sight_at(o, k)->size, sight->size) &&
		    sight_at(o, k)->block->align == sight->block->align)
			return true;
	return false;
}

/* Lines below a title, set like no heading: over the next larger line, or
 * centred where headings are not. */
static void drop_title_lines(struct outline_work *o)
{
	for (size_t i = 0; i + 1 < o->sights.list.count; i++) {
		const struct sight *sight = sight_at(o, i);
		bool is_centred = sight->block->align == ALIGN_CENTRE &&
				  has_kind(o, HEADING_LARGER, i + 1);
		if (o->kinds[i] != HEADING_LARGER || has_like(o, i) ||
		    (!is_centred &&
		     !sight_is_larger(&o->sights, sight_at(o, i + 1))))
			return;
		o->kinds[i] = HEADING_NONE;
	}
}

/* The one size of all headings of a kind; 0: they have several, or none. */
static uint16_t size_of_kind(const struct outline_work *o,
			     enum heading_kind kind)
{
	uint16_t size = 0;
	for (size_t i = 0; i < o->sights.list.count; i++) {
		const struct sight *sight = sight_at(o, i);
		if (o->kinds[i] != kind)
			continue;
		if (!sight_is_larger(&o->sights, sight) ||
		    (size && !is_like(size, sight->size)))
			return 0;
		size = sight->size;
	}
	return size;
}

/* Where each kind of label has a size of its own, sizes tell the levels of
 * headings with labels and without. */
static void rank_labels_by_size(struct outline_work *o)
{
	uint16_t sizes[HEADING_CIRCLED + 1] = {0};
	for (int kind = HEADING_HAN; kind <= HEADING_CIRCLED; kind++) {
		sizes[kind] = size_of_kind(o, (enum heading_kind)kind);
		for (int other = HEADING_HAN; other < kind; other++)
			if (sizes[kind] && is_like(sizes[other], sizes[kind]))
				return;
	}
	for (size_t i = 0; i < o->sights.list.count; i++)
		if (o->kinds[i] >= HEADING_HAN &&
		    o->kinds[i] <= HEADING_CIRCLED && sizes[o->kinds[i]])
			o->kinds[i] = HEADING_LARGER;
}

/* Sizes of headings, the largest first: each a level. */
static void rank_sizes(struct outline_work *o)
{
	o->size_count = 0;
	for (size_t i = 0; i < o->sights.list.count; i++) {
		uint16_t size = sight_at(o, i)->size;
		size_t k = 0;
		if (o->kinds[i] != HEADING_LARGER)
			continue;
		while (k < o->size_count && o->sizes[k] > size &&
		       !is_like(o->sizes[k], size))
			k++;
		if ((k < o->size_count && is_like(o->sizes[k], size)) ||
		    o->size_count == NESTING_DEEPEST)
			continue;
		memmove(o->sizes + k + 1, o->sizes + k,
			(o->size_count++ - k) * sizeof o->sizes[0]);
		o->sizes[k] = size;
	}
}

int size_rank(const struct outline_work *o, const struct sight *sight)
{
	size_t rank = 0;
	while (rank + 1 < o->size_count && o->sizes[rank] > sight->size &&
	       !is_like(o->sizes[rank], sight->size))
		rank++;
	return (int)rank;
}

/* A size that comes once, and is larger than that of the headings before, is
 * a saying that the text is adorned with. */
static void drop_sayings(struct outline_work *o)
{
	size_t counts[NESTING_DEEPEST] = {0};
	int first = -1;
	for (size_t i = 0; i < o->sights.list.count; i++) {
		if (o->kinds[i] != HEADING_LARGER)
			continue;
		counts[size_rank(o, sight_at(o, i))]++;
		if (first < 0)
			first = size_rank(o, sight_at(o, i));
	}
	for (size_t i = 0; i < o->sights.list.count; i++) {
		int rank = size_rank(o, sight_at(o, i));
		if (o->kinds[i] == HEADING_LARGER && rank < first &&
		    counts[rank] == 1 &&
		    label_read(sight_at(o, i)->text).kind == LABEL_NONE)
			o->kinds[i] = HEADING_NONE;
	}
}

void settle_larger(struct outline_work *o)
{
	if (!has_kind(o, HEADING_LARGER, 0))
		return;
	drop_title_lines(o);
	rank_labels_by_size(o);
	rank_sizes(o);
	drop_sayings(o);
	rank_sizes(o);
}
