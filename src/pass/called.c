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

enum called { CALLED_PART, CALLED_TALK, CALLED_NOTICE };

static const struct { const char *word; enum called called; } words[] = {
	{"comment", CALLED_TALK}, {"disqus", CALLED_TALK},
	{"pinglun", CALLED_TALK}, {"nav", CALLED_PART},
	{"navbar", CALLED_PART}, {"breadcrumb", CALLED_PART},
	{"crumb", CALLED_PART}, {"share", CALLED_PART},
	{"sharing", CALLED_PART}, {"bdshare", CALLED_PART},
	{"bdsharebuttonbox", CALLED_PART}, {"sharedaddy", CALLED_PART},
	{"social", CALLED_PART}, {"related", CALLED_PART},
	{"relevant", CALLED_PART}, {"relate", CALLED_PART},
	{"recommend", CALLED_PART}, {"footer", CALLED_PART},
	{"foot", CALLED_PART}, {"copyright", CALLED_PART},
	{"sidebar", CALLED_PART}, {"widget", CALLED_PART},
	{"toolbar", CALLED_PART}, {"pager", CALLED_PART},
	{"pagination", CALLED_PART}, {"pagebar", CALLED_PART},
	{"pagenavi", CALLED_PART}, {"prevnext", CALLED_PART},
	{"qrcode", CALLED_PART}, {"ewm", CALLED_PART}, {"ad", CALLED_PART},
	{"advert", CALLED_PART}, {"guanggao", CALLED_PART},
	{"banner", CALLED_PART}, {"login", CALLED_PART},
	{"search", CALLED_PART}, {"toc", CALLED_PART}, {"cookie", CALLED_PART},
	{"rank", CALLED_PART}, {"ranking", CALLED_PART},
	{"print", CALLED_PART}, {"logo", CALLED_PART},
	{"subscribe", CALLED_PART}, {"reward", CALLED_PART},
	{"skip", CALLED_PART}, {"mbx", CALLED_PART}, {"fontsize", CALLED_PART},
	{"friendlink", CALLED_PART}, {"hidden", CALLED_PART},
	{"license", CALLED_PART}, {"noprint", CALLED_PART},
	{"noexport", CALLED_PART}, {"navigation", CALLED_PART},
	{"printfooter", CALLED_PART}, {"catlinks", CALLED_PART},
	{"avatar", CALLED_PART}, {"recommendation", CALLED_PART},
	{"tag", CALLED_PART}, {"keyword", CALLED_PART},
	{"hatnote", CALLED_NOTICE}, {"navbox", CALLED_NOTICE},
	{"ambox", CALLED_NOTICE},
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

static uint64_t bits_called(enum called called)
{
	uint64_t bits = 0;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		bits |= (uint64_t)(words[i].called == called) << i;
	return bits;
}

/* Words above more than a fifth of the prose; of talk, above half: talk may
 * be longer than what it is about. */
static uint64_t common_bits(const struct sights *sights)
{
	size_t counts[64] = {0}, all = 0;
	uint64_t common = 0, talk = bits_called(CALLED_TALK);
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
	uint64_t common = common_bits(sights);
	uint64_t talk = bits_called(CALLED_TALK);
	uint64_t notices = bits_called(CALLED_NOTICE);
	for (size_t i = 0; i < sights->list.count; i++) {
		struct sight *sight = &sights->list.at[i];
		sight->called &= ~common;
		sight->is_talk = (sight->called & talk) != 0;
		sight->is_notice = (sight->called & notices) != 0;
	}
}

/* Bytes of text from a block to before another. */
static size_t length_of(const struct block *from, const struct block *end)
{
	size_t length = 0;
	for (const struct block *at = from; at != end; at = block_next(at))
		length += at->text ? block_length(at) : 0;
	return length;
}

/* Lists, code and tables that the page does not show, but for what a script
 * unfolds, which is long. (Paragraphs are judged by what they are called.) */
void drop_hidden(struct work *work)
{
	struct block *next;
	size_t all = 0;
	for (struct block *at = work->chapter->body; at; at = next) {
		next = block_next(at);
		if (block_holds_text(at->kind) ||
		    !block_has_class(at, STR("hidden")))
			continue;
		if (!all)
			all = length_of(work->chapter->body, NULL);
		next = block_skip(at);
		if (length_of(at, next) * 5 <= all)
			drop_block(work, at, "boilerplate/hidden");
	}
}
