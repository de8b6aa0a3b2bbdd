/* Lines that a page sets apart by a class of their own: class="small-title" on
 * short lines only, each over text, none below a picture. Captions, names and
 * prose share their classes with something else.
 */
#include "pass/candidate.h"

#include "base/banned.h"

#define MOST_CLASSES 32
#define LONGEST_STYLED 30       /* characters */

struct style {
	str class;
	size_t count, fit;
};

static bool may_have_style(const struct sight *sight)
{
	const struct block *block = sight->block;
	return block->kind == BLOCK_PARAGRAPH && !block->parent &&
	       block->class.len > 0 && !sight->is_gone;
}

static bool is_over_something(const struct outline_work *o, size_t i)
{
	const struct sight *next = sight_at(o, i + 1);
	return next && (next->is_figure || sight_is_prose(next) ||
			next->block->kind == BLOCK_HEADING ||
			next->block->parent != NULL);
}

static bool fits(const struct outline_work *o, size_t i)
{
	const struct sight *sight = sight_at(o, i);
	bool is_open = sight->ending == ENDS_OPEN ||
		       sight->ending == ENDS_CLOSER || ends_asking(sight->text);
	return is_open && sight->characters >= 2 &&
	       sight->characters <= LONGEST_STYLED && sight->linked == 0 &&
	       sight->stops <= 1 && is_over_something(o, i) &&
	       !(i > 0 && sight_at(o, i - 1)->is_figure);
}

static struct style *style_of(struct style *styles, size_t *count, str class)
{
	for (size_t i = 0; i < *count; i++)
		if (str_equal(styles[i].class, class))
			return &styles[i];
	if (*count == MOST_CLASSES)
		return NULL;
	styles[*count] = (struct style){.class = class};
	return &styles[(*count)++];
}

void find_styled(struct outline_work *o)
{
	struct style styles[MOST_CLASSES];
	size_t count = 0, lines = o->sights.list.count;
	o->is_styled = arena_array(o->work->scratch, bool, lines + 1);
	if (o->work->chapter->format != FORMAT_HTML)
		return;
	for (size_t i = 0; i < lines; i++) {
		const struct sight *sight = sight_at(o, i);
		struct style *style = may_have_style(sight)
			? style_of(styles, &count, sight->block->class) : NULL;
		if (!style)
			continue;
		style->count++;
		style->fit += fits(o, i);
	}
	for (size_t i = 0; i < lines; i++) {
		const struct sight *sight = sight_at(o, i);
		size_t k = 0;
		while (k < count && !str_equal(styles[k].class,
					       sight->block->class))
			k++;
		o->is_styled[i] = k < count && may_have_style(sight) &&
				  styles[k].count >= 2 &&
				  styles[k].fit == styles[k].count &&
				  styles[k].count <= 1 + o->prose / 2;
	}
}
