/* Kinds of headings -> levels without gaps. Writers mix 一、 （一） 1. as they
 * like, so a kind has no level of its own: one seen above goes back to its
 * level, a new one stands below whatever came last.
 */
#include "pass/inside.h"

#include "base/banned.h"

static bool is_fixed(enum heading_kind kind)
{
	return kind >= HEADING_VOLUME && kind <= HEADING_SECTION;
}

static bool has_rank(enum heading_kind kind)
{
	return kind == HEADING_SOURCE || kind == HEADING_DOTTED ||
	       kind == HEADING_LARGER;
}

/* Does a heading end what `above` began? */
static bool ends(enum heading_kind above, int above_rank,
		 enum heading_kind kind, int rank)
{
	if (above == HEADING_ARTICLE)
		return kind == HEADING_ARTICLE;
	if (kind == HEADING_ARTICLE)
		return true;
	if (above == kind)
		return !has_rank(kind) || above_rank >= rank;
	if (is_fixed(kind))
		return above > kind && above != HEADING_SOURCE;
	return kind == HEADING_SOURCE && !is_fixed(above);
}

int nest(struct nesting *nesting, enum heading_kind kind, int rank)
{
	for (int i = 0; i < nesting->depth; i++) {
		if (!ends(nesting->stack[i].kind, nesting->stack[i].rank,
			  kind, rank))
			continue;
		nesting->depth = i;
		break;
	}
	if (nesting->depth == NESTING_DEEPEST)
		nesting->depth--;
	nesting->stack[nesting->depth].kind = kind;
	nesting->stack[nesting->depth].rank = rank;
	return ++nesting->depth;
}
