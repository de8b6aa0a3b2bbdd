/* A number on a line of its own that counts the title below it: 01, and
 * further on 02; or PART 1. Posts set it large above each part's title, so that a copy
 * has two lines where the author had one heading.
 *
 * One such line alone may be anything. Two that count on from each other,
 * each over a short line of its own, are a count.
 */
#include "pass/profile.h"

#include "base/banned.h"

#define REACH 120               /* lines between one number and the next */

/* PART 1, No.01 -> the digits; empty: no such word. */
static str behind_word(str text)
{
	static const char *const words[] = {"PART", "NO", "VOL", "CHAPTER"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		str word = str_of(words[i]);
		if (!str_equal_fold(str_cut(text, 0, word.len), word))
			continue;
		text = str_trim_start(str_from(text, word.len));
		return str_starts(text, STR("."))
			       ? str_trim_start(str_from(text, 1)) : text;
	}
	return STR_NONE;
}

/* 01 to 99, PART 1; 0 for every other text. One digit alone is a page's more
 * often. */
static int count_of(const struct sight *sight)
{
	int number;
	if (!is_line(sight) || sight->han || sight->characters > 12)
		return 0;
	str digits = behind_word(sight->text);
	if (!digits.len && str_has_form(sight->text, "00"))
		digits = sight->text;
	return digits.len <= 2 && str_to_int(digits, &number) ? number : 0;
}

/* The line below the number, when it may be a title. */
static const struct sight *title_below(const struct sights *sights, size_t i)
{
	const struct sight *title = &sights->list.at[i + 1];
	if (i + 1 >= sights->list.count || !is_line(title) ||
	    sights->list.at[i].block->next != title->block ||
	    title->characters >= LONG_LINE || count_of(title))
		return NULL;
	bool is_open = title->ending == ENDS_OPEN ||
		       title->ending == ENDS_CLOSER;
	return is_open || str_ends(title->text, STR("？")) ||
	       str_ends(title->text, STR("?")) ? title : NULL;
}

/* One number may be lost between two, its title a heading already. */
static bool counts_on(const struct sights *sights, size_t i, int number,
		      const struct sight *title)
{
	int count = count_of(&sights->list.at[i]);
	if (!count || (count != number && count != number + 1))
		return false;
	const struct sight *other = title_below(sights, i);
	return other && !str_equal(other->text, title->text);
}

static bool counts_title(const struct sights *sights, size_t i)
{
	int number = count_of(&sights->list.at[i]);
	const struct sight *title = number ? title_below(sights, i) : NULL;
	if (!title)
		return false;
	for (size_t far = 2; far <= REACH; far++) {
		if (far <= i && counts_on(sights, i - far, number - 2, title))
			return true;
		if (i + far < sights->list.count &&
		    counts_on(sights, i + far, number + 1, title))
			return true;
	}
	return false;
}

void mark_counts(struct sights *sights)
{
	for (size_t i = 0; i < sights->list.count; i++)
		sights->list.at[i].is_count = counts_title(sights, i);
}
