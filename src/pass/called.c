/* What a page itself calls the groups that its blocks stand in: class and id
 * names, taken apart into words (nav-single, bdshare_box, sideBar) and
 * compared with the words that everybody who makes pages uses.
 *
 * A word that the page's prose stands under too says nothing: themes hang
 * "sidebar-right" on the body.
 */
#include "base/utf8.h"
#include "pass/inside.h"

#include "base/banned.h"

static const struct { const char *word; bool is_talk; } words[] = {
	{"comment", true}, {"disqus", true}, {"pinglun", true}, {"nav", false},
	{"navbar", false}, {"breadcrumb", false},
	{"crumb", false}, {"share", false}, {"sharing", false},
	{"bdshare", false}, {"bdsharebuttonbox", false}, {"sharedaddy", false},
	{"social", false}, {"related", false}, {"relevant", false},
	{"relate", false}, {"recommend", false}, {"footer", false},
	{"foot", false}, {"copyright", false}, {"sidebar", false},
	{"widget", false}, {"toolbar", false}, {"pager", false},
	{"pagination", false}, {"pagebar", false}, {"pagenavi", false},
	{"prevnext", false}, {"qrcode", false}, {"ewm", false}, {"ad", false},
	{"advert", false}, {"guanggao", false}, {"banner", false},
	{"login", false}, {"search", false}, {"toc", false}, {"cookie", false},
	{"rank", false}, {"ranking", false}, {"print", false}, {"logo", false},
	{"subscribe", false}, {"reward", false}, {"skip", false},
	{"mbx", false}, {"fontsize", false}, {"friendlink", false},
	{"hidden", false}, {"license", false}, {"noprint", false},
	{"noexport", false}, {"navigation", false}, {"printfooter", false},
	{"catlinks", false}, {"avatar", false}, {"recommendation", false},
	{"tag", false}, {"keyword", false},
};

_Static_assert(sizeof words / sizeof words[0] <= 64, "a bit each");

#define LONGEST_WORD 24

static uint64_t bit_of(const char *word, size_t len)
{
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		size_t known = strlen(words[i].word);
		bool is_plural = len == known + 1 && word[known] == 's';
		if ((len == known || is_plural) &&
		    memcmp(word, words[i].word, known) == 0)
			return (uint64_t)1 << i;
	}
	return 0;
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_letter(char c)
{
	return is_upper((char)(c & ~0x20));
}

/* entry-Nav navBar -> entry nav nav bar */
static uint64_t bits_of(str names)
{
	char word[LONGEST_WORD];
	size_t len = 0;
	uint64_t bits = 0;
	for (size_t i = 0; i <= names.len; i++) {
		char c = i < names.len ? names.text[i] : ' ';
		bool begins = is_upper(c) && i > 0 &&
			      !is_upper(names.text[i - 1]);
		if ((begins || !is_letter(c)) && len) {
			/* tag:header: our own prefix. */
			bits |= c == ':' ? 0 : bit_of(word, len);
			len = 0;
		}
		if (is_letter(c) && len < LONGEST_WORD)
			word[len++] = (char)(c | 0x20);
	}
	return bits;
}

static uint64_t talk_bits(void)
{
	uint64_t bits = 0;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		bits |= (uint64_t)words[i].is_talk << i;
	return bits;
}

/* Words above more than a fifth of the prose; of talk, above half: talk may
 * be longer than what it is about. */
static uint64_t common_bits(const struct sights *sights)
{
	size_t counts[64] = {0}, all = 0;
	uint64_t common = 0, talk = talk_bits();
	for (size_t i = 0; i < sights->list.count; i++) {
		const struct sight *sight = &sights->list.at[i];
		if (!sight_is_prose(sight) ||
		    str_starts(sight->block->class, STR(MARGIN_CLASS)))
			continue;
		all += sight->characters;
		for (int k = 0; sight->called >> k && k < 64; k++)
			if (sight->called >> k & 1)
				counts[k] += sight->characters;
	}
	for (int k = 0; k < 64; k++)
		if (counts[k] * (talk >> k & 1 ? 2 : 5) > all)
			common |= (uint64_t)1 << k;
	return common;
}

void call_sights(struct work *work, struct sights *sights)
{
	const struct sight *last = NULL;
	if (work->chapter->format == FORMAT_TEXT)
		return;
	for (size_t i = 0; i < sights->list.count; i++) {
		struct sight *sight = &sights->list.at[i];
		bool is_same = last && str_equal(last->block->class,
						 sight->block->class);
		sight->called = is_same ? last->called
					: bits_of(sight->block->class);
		last = sight;
	}
	uint64_t common = common_bits(sights), talk = talk_bits();
	for (size_t i = 0; i < sights->list.count; i++) {
		struct sight *sight = &sights->list.at[i];
		sight->called &= ~common;
		sight->is_talk = (sight->called & talk) != 0;
	}
}
