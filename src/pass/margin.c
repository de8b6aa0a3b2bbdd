/* The parts of a page that stand outside the element with its text. Each is
 * judged as a whole: one that is mostly links, or that words or the page's
 * own names call furniture, goes with all its headings and pictures. One
 * that holds a title, facts about the text, or prose, stays for those who
 * know them better.
 */
#include "base/utf8.h"
#include "pass/inside.h"

#include "base/banned.h"

#define MUCH_PROSE 80           /* characters; a notice has less */

struct part {
	size_t first, end;      /* sights */
	size_t bytes, linked, prose, words, figures, loose;
	size_t headed;          /* bytes in headings */
	bool is_above, is_called, is_headed, is_table, has_title, has_note;
};

/* margin:7 of the block's class, or of the block that it is a line of; or
 * empty. */
static str margin_of(const struct sight *sight)
{
	const struct block *block = sight->block;
	if (block->kind == BLOCK_LINE && block->parent)
		block = block->parent;
	if (!str_starts(block->class, STR(MARGIN_CLASS)))
		return STR_NONE;
	return str_cut(block->class, 0, str_find_byte(block->class, ' '));
}

static bool is_title(const struct work *work, const struct sight *sight)
{
	str title = work->chapter->title;
	if (loose_prefix(title, sight->text) && sight->characters >= 4)
		return true;
	return sight->block->kind == BLOCK_HEADING && !sight->linked &&
	       (sight->block->as.heading.level == 0 || !title.len);
}

/* What belongs to a text and may stand below it by itself: what it quotes,
 * what is added to it, its notes. */
bool begins_notes(const struct sight *sight)
{
	static const char *const begins[] = {
		"附件", "附：", "附录", "参考文献", "参考资料", "注释", "注：",
		"[1]", "［1］", "①", "〔1〕",
	};
	for (size_t i = 0; i < sizeof begins / sizeof begins[0]; i++)
		if (str_starts(sight->words, str_of(begins[i])))
			return true;
	return false;
}

static void add(struct work *work, struct part *part,
		const struct sight *sight)
{
	enum furniture kind = furniture_of(sight);
	part->figures += sight->is_figure;
	part->bytes += sight->text.len;
	part->linked += sight->linked;
	part->words += kind != FURNITURE_NONE;
	part->is_called |= sight->called != 0;
	if (kind == FURNITURE_NONE && sight_is_prose(sight) &&
	    !sight->is_talk)
		part->prose += sight->characters;
	bool is_heading = sight->block->kind == BLOCK_HEADING;
	const struct block *parent = sight->block->parent;
	part->is_headed |= is_heading;
	part->headed += is_heading ? sight->text.len : 0;
	part->is_table |= sight->block->kind == BLOCK_CELL;
	part->loose += !is_heading &&
		       !(parent && parent->kind == BLOCK_ITEM);
	part->has_title |= part->is_above && is_title(work, sight);
	part->has_note |= begins_notes(sight);
}

/* has_figures: the text has pictures of its own. */
static bool is_furniture(const struct part *part, bool has_figures)
{
	if (part->bytes == 0)
		return part->figures > 0 && has_figures && !part->is_above;
	if (part->has_title || part->has_note || part->prose >= MUCH_PROSE)
		return false;
	/* A name alone may mean something else: "menu" has recipes too. */
	bool is_named = part->is_called &&
			(part->linked || !(part->is_headed || part->is_table));
	return is_named || part->words > 0 ||
	       (part->is_headed && !part->is_above && !part->loose) ||
	       (part->linked > 0 && part->linked * 2 >= part->bytes) ||
	       (part->linked > 0 && !part->is_above &&
		part->linked >= part->bytes - part->headed);
}

static void judge(struct work *work, struct sights *sights,
		  const struct part *part, bool has_figures)
{
	if (!is_furniture(part, has_figures))
		return;
	for (size_t i = part->first; i < part->end; i++)
		if (!tells_facts(work, &sights->list.at[i], part->is_above) &&
		    !(part->is_above &&
		      names_somebody(work, &sights->list.at[i])))
			drop_sight(work, &sights->list.at[i],
				   "boilerplate/margin");
}

static bool has_own_figures(const struct sights *sights)
{
	for (size_t i = 0; i < sights->list.count; i++)
		if (sights->list.at[i].is_figure && !sights->list.at[i].is_gone &&
		    !margin_of(&sights->list.at[i]).len)
			return true;
	return false;
}

void drop_margins(struct work *work, struct sights *sights)
{
	size_t count = sights->list.count;
	bool is_above = true, has_figures = has_own_figures(sights);
	for (size_t i = 0; i < count;) {
		str name = margin_of(&sights->list.at[i]);
		struct part part = {.first = i, .end = i, .is_above = is_above};
		for (; part.end < count; part.end++) {
			struct sight *sight = &sights->list.at[part.end];
			if (!str_equal(margin_of(sight), name))
				break;
			if (name.len && !sight->is_gone)
				add(work, &part, sight);
		}
		is_above &= name.len > 0;
		if (name.len)
			judge(work, sights, &part, has_figures);
		i = part.end;
	}
}
