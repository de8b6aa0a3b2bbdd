/* Lines that were cut without a reason become paragraphs again.
 *
 * Two kinds of cutting. A wrapped text has lines of one width, and a full
 * line goes on in the next one unless an indent, a blank line or a label
 * begins something new. In all other texts a line is a paragraph, and one
 * that breaks off in the middle of a sentence was cut by accident. Titles,
 * verse, speakers and lists also have no full stop; they are told by being
 * short.
 */
#include "base/unicode.h"
#include "base/utf8.h"
#include "book/numeral.h"
#include "pass/profile.h"

#include "base/banned.h"

#define VERSE_LINE 20
#define LATIN_LINE 24           /* letters; items of lists are shorter */
#define MOST_LOOKS 6
#define LONGEST_LABELLED 30     /* characters of a heading with commas */
#define LONGEST_REST 24         /* bytes of a lead that was cut off */
#define SHORTEST_CUT 18         /* characters: few titles are longer */
#define SAMPLE 8                /* characters of context in the ledger */

/* The paragraph under way, made of lines [first, end). */
struct run {
	size_t first, end;
	uint32_t characters, commas;
	int open_brackets;
	bool is_sentence;        /* with a full stop inside */
	bool has_colon;
};

/* 董事长：…… : up to ten characters and a colon. */
static bool is_speech(str text)
{
	for (size_t at = 0, count = 0; at < text.len && count <= 20; count++) {
		uint32_t c = utf8_next(text, &at);
		if (c == ':' || c == 0xFF1A)
			return count > 0;
		if (!unicode_is_han(c) && !unicode_is_latin(c))
			return false;
	}
	return false;
}

static bool is_label_kind(enum label_kind kind)
{
	return kind != LABEL_NONE && kind != LABEL_ORDINAL;
}

/* Something new begins here, whatever stood before. */
static bool starts_anew(const struct sight *sight)
{
	str text = sight->text;
	return is_label_kind(label_read(text).kind) ||
	       str_starts(text, STR("【")) || str_starts(text, STR("——")) ||
	       str_starts(text, STR("•")) || str_starts(text, STR("·")) ||
	       str_starts(text, STR("- ")) || str_starts(text, STR("* ")) ||
	       is_speech(text);
}

/* 吧 and its like end a sentence that lost its mark. */
static bool ends_with_particle(str text)
{
	static const char *const particles[] = {"吧", "呢", "吗", "嘛", "呀",
						"啦", "嗎"};
	for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
		if (str_ends(text, str_of(particles[i])))
			return true;
	return false;
}

static int count_brackets(str text)
{
	int depth = 0;
	for (size_t at = 0; at < text.len; at++) {
		unsigned char byte = (unsigned char)text.text[at];
		if (byte == '(' || byte == ')')
			depth += byte == '(' ? 1 : -1;
		if (byte != 0xEF && byte != 0xE3)
			continue;
		str rest = str_from(text, at);
		if (str_starts(rest, STR("（")) || str_starts(rest, STR("《")))
			depth++;
		if (str_starts(rest, STR("）")) || str_starts(rest, STR("》")))
			depth--;
	}
	return depth;
}

static void run_add(struct run *run, const struct sight *sight)
{
	run->end++;
	run->characters += sight->characters;
	run->commas += sight->commas;
	run->is_sentence |= str_contains(sight->text, STR("。"));
	run->has_colon |= str_contains(sight->text, STR("：")) ||
			  str_find_byte(sight->text, ':') != STR_NOT_FOUND;
	if (sight->characters <= 4 * LONG_LINE)
		run->open_brackets += count_brackets(sight->text);
}

/* 第一章 alone on its line, or 三靠: the rest was cut off. 一 alone is a
 * heading of the old style, whole as it is. */
static bool is_bare_label(const struct sight *sight, const struct sight *next)
{
	struct label label = label_read(sight->text);
	if (label.kind == LABEL_NONE || label.kind == LABEL_ARTICLE ||
	    label.bytes < sight->text.len || starts_anew(next))
		return false;
	if (label.kind == LABEL_ORDINAL)
		return true;
	if (label.kind == LABEL_HAN && sight->characters == 1)
		return false;
	return next->characters < LONG_LINE && next->ending == ENDS_OPEN;
}

/* （三）缺一点 where （一） and （二） were whole sentences with more behind: cut
 * off like them, not a heading. */
static bool is_cut_lead(const struct sights *sights, size_t i)
{
	const struct sight *last = &sights->list.at[i];
	struct label label = label_read(last->text);
	if (!is_label_kind(label.kind) || label.kind < LABEL_HAN ||
	    last->ending != ENDS_OPEN || last->characters > VERSE_LINE ||
	    starts_anew(&sights->list.at[i + 1]))
		return false;
	str next = sights->list.at[i + 1].text;
	size_t stop = str_find(next, STR("。"));
	if (stop == STR_NOT_FOUND || stop > LONGEST_REST)
		return false;
	for (size_t k = i; k-- > 0 && i - k <= 8;) {
		const struct sight *other = &sights->list.at[k];
		struct label before = label_read(other->text);
		if (before.kind == label.kind)
			return before.number + 1 == label.number &&
			       other->stops > 0 &&
			       other->characters > last->characters &&
			       !str_ends(last->text, STR("："));
	}
	return false;
}

/* A speaker's name alone, among speeches. */
static bool is_bare_speaker(const struct sights *sights, size_t i)
{
	const struct sight *sight = &sights->list.at[i];
	return i > 0 && sight->ending == ENDS_COLON &&
	       sight->characters <= 12 && is_speech(sight->text) &&
	       is_speech(sights->list.at[i - 1].text) &&
	       !is_speech(sights->list.at[i + 1].text);
}

static bool joins_wrapped(const struct profile *profile,
			  const struct sight *last, const struct sight *next)
{
	uint32_t columns = columns_of(last), edge = last->edge;
	if (next->is_after_blank)
		return false;
	/* Where indents tell, a colon in a line does not. */
	if (profile->is_indented ? is_label_kind(label_read(next->text).kind)
				 : starts_anew(next))
		return false;
	bool is_open = last->ending == ENDS_OPEN || last->ending == ENDS_COMMA;
	if (is_open && columns + 2 * FULL_SLACK >= edge)
		return true;
	return columns + FULL_SLACK >= edge && columns <= edge + EDGE_SLACK;
}

/* Running text, as far as it goes: a title has no full stop inside, and
 * hardly two commas. */
static bool is_running(const struct run *run, const struct sight *last)
{
	if (run->is_sentence)
		return run->characters > 12;
	if (run->characters >= LONG_LINE)
		return true;
	/* An article of a law is no heading. */
	if (label_read(last->text).kind == LABEL_ARTICLE)
		return run->characters > VERSE_LINE;
	return run->characters > VERSE_LINE &&
	       (run->characters > LONGEST_LABELLED ||
		!is_label_kind(label_read(last->text).kind)) &&
	       (run->commas >= 2 || (run->commas && run->has_colon));
}

/* 工 and 作，…: the next line begins with the end of a word. */
static bool ends_word(const struct sight *last, const struct sight *next)
{
	static const char said[] = "好对是嗯啊哦唉哎喂行来走不有哈呀嘿";
	size_t at = 0;
	uint32_t first = utf8_next(next->text, &at);
	char c[5] = "";
	utf8_encode(first, c);
	str rest = str_from(next->text, at);
	return last->characters >= SHORTEST_CUT && unicode_is_han(first) &&
	       is_han_before(last->text, last->text.len) &&
	       label_read(last->text).kind == LABEL_NONE &&
	       !strstr(said, c) &&
	       (str_starts(rest, STR("，")) || str_starts(rest, STR("、")) ||
		str_starts(rest, STR("。")));
}

/* The run breaks off in the middle of a sentence. */
static bool breaks_off(const struct profile *profile, const struct run *run,
		       const struct sight *last, const struct sight *next)
{
	if (!profile->closes || profile->is_marked || starts_anew(next) ||
	    ends_with_particle(last->text))
		return false;
	if (last->ending == ENDS_COMMA)
		return run->is_sentence || run->characters > VERSE_LINE;
	if (last->ending != ENDS_OPEN)
		return false;
	if (last->han == 0 && last->characters > 1 && !run->is_sentence)
		return false;
	return (is_running(run, last) || ends_word(last, next)) &&
	       (run->is_sentence || !next->is_after_blank);
}

/* Words without a stop, and below them words that begin no sentence. */
static bool goes_on_in_latin(const struct run *run, const struct sight *last,
			     const struct sight *next)
{
	char first = next->text.len ? next->text.text[0] : 0;
	return last->han == 0 && next->han == 0 && !next->is_after_blank &&
	       run->characters >= LATIN_LINE && first >= 'a' &&
	       first <= 'z' && label_read(next->text).kind == LABEL_NONE &&
	       (last->ending == ENDS_OPEN || last->ending == ENDS_COMMA);
}

static bool joins(const struct profile *profile, const struct sights *sights,
		  const struct run *run)
{
	const struct sight *last = &sights->list.at[run->end - 1];
	const struct sight *next = &sights->list.at[run->end];
	if (!is_line(next) || last->block->next != next->block)
		return false;
	/* The name below 第三回 may stand in the middle of its line. */
	if (last->is_count || (label_names_part(label_read(last->text).kind) &&
			       is_bare_label(last, next)))
		return true;
	if (last->is_bold != next->is_bold ||
	    (last->size && next->size && last->size != next->size))
		return false;
	if (starts_inside(next->text) && last->ending != ENDS_STOP)
		return true;
	if (next->begins)
		return false;
	if (is_bare_label(last, next) || is_cut_time(last, next) ||
	    is_bare_speaker(sights, run->end - 1) ||
	    (profile->closes && is_cut_lead(sights, run->end - 1)))
		return true;
	if (goes_on_in_latin(run, last, next))
		return true;
	if (run->open_brackets == 1 && !next->is_after_blank &&
	    count_brackets(str_cut(next->text, 0, 240)) < 0)
		return true;
	if (profile->width)
		return joins_wrapped(profile, last, next);
	return breaks_off(profile, run, last, next);
}

static str sample(str text, bool from_end)
{
	size_t at = from_end ? text.len : 0;
	for (int i = 0; i < SAMPLE; i++) {
		if (from_end && at > 0)
			utf8_previous(text, &at);
		else if (!from_end && at < text.len)
			utf8_next(text, &at);
	}
	return from_end ? str_from(text, at) : str_cut(text, 0, at);
}

static void account(struct work *work, const struct sight *last,
		    const struct sight *next, str between)
{
	str end = sample(last->text, true), start = sample(next->text, false);
	str kept = str_cut(end, 0, end.len - cut_hyphen(last, next));
	ledger_changed(&work->chapter->ledger, STR("rewrap/join"), last->line,
		       arena_format(work->a, "%.*s\n%.*s", STR_ARG(end),
				    STR_ARG(start)),
		       arena_format(work->a, "%.*s%.*s%.*s", STR_ARG(kept),
				    STR_ARG(between), STR_ARG(start)));
}

static bool is_plain(const struct sight *sight)
{
	const struct phrase *text = sight->block->text;
	return text && text->kind == PHRASE_TEXT && !text->next;
}

/* Blanks at the ends of a block's text, and a hyphen before the next. */
static void trim(struct work *work, const struct sight *sight,
		 const struct sight *next)
{
	struct block *block = sight->block;
	str text = block_text(block, work->scratch);
	size_t start = text.len - str_trim_start(text).len;
	size_t end = str_trim_end(text).len -
		     (next ? cut_hyphen(sight, next) : 0);
	struct text_edit edits[] = {{0, start, STR_NONE},
				    {end, text.len, STR_NONE}};
	block_edit(block, edits, 2, work->a);
}

/* From the last line up, so that each merge walks over one line's phrases. */
static void join_rich(struct work *work, const struct sights *sights,
		      const struct run *run)
{
	const struct sight *lines = sights->list.at;
	for (size_t i = run->first + 1; i < run->end; i++) {
		const struct sight *last = &lines[i - 1], *next = &lines[i];
		str between = joint(last, next);
		account(work, last, next, between);
		if (i == run->first + 1)
			trim(work, last, next);
		trim(work, next, i + 1 < run->end ? next + 1 : NULL);
		if (between.len)
			block_replace(next->block, 0, 0, between, work->a);
	}
	for (size_t i = run->end - 1; i > run->first; i--)
		block_merge(work->chapter, lines[i - 1].block, lines[i].block);
}

static void join_plain(struct work *work, const struct sights *sights,
		       const struct run *run)
{
	struct buf out;
	struct block *first = sights->list.at[run->first].block;
	buf_init(&out, work->a, BUF_NO_MAXIMUM);
	for (size_t i = run->first; i < run->end; i++) {
		const struct sight *next = &sights->list.at[i];
		block_join_type_size(first, next->block);
		if (i > run->first) {
			const struct sight *last = next - 1;
			str between = joint(last, next);
			out.len -= cut_hyphen(last, next);
			buf_add(&out, between);
			account(work, last, next, between);
			block_remove(work->chapter, next->block);
		}
		buf_add(&out, next->text);
	}
	first->text->text = arena_copy(work->a, buf_str(&out));
}

static bool join_run(struct work *work, const struct sights *sights,
		     const struct run *run)
{
	if (run->end - run->first < 2)
		return false;
	bool are_plain = true;
	for (size_t i = run->first; i < run->end; i++)
		are_plain &= is_plain(&sights->list.at[i]);
	if (are_plain)
		join_plain(work, sights, run);
	else
		join_rich(work, sights, run);
	return true;
}

/* An indented line begins a paragraph. Noted on the block, because indents
 * do not outlive pass/space. */
static void note_indents(struct work *work, const struct profile *profile,
			 struct sights *sights)
{
	for (size_t i = 1; i < sights->list.count; i++) {
		struct sight *sight = &sights->list.at[i];
		const struct sight *last = sight - 1;
		if (!is_line(sight) || !is_line(last))
			continue;
		bool is_deeper = sight->indent > last->indent;
		bool is_far = profile->width && sight->indent > 8;
		bool is_start = profile->width && sight->indent >= 2 &&
				last->ending == ENDS_STOP;
		if (!is_deeper && !is_far && !is_start)
			continue;
		sight->begins = true;
		block_add_class(sight->block, STR(BEGINS_CLASS), work->a);
	}
}

/* Joins what belongs together. true: another look may show more, because
 * lines that were joined count as one when lines are judged. */
static bool join_lines(struct work *work)
{
	struct sights sights;
	sights_take(work, &sights);
	mark_offsets(work, &sights);
	struct profile profile = profile_of(work, &sights);
	bool did_join = false;
	note_indents(work, &profile, &sights);
	mark_counts(&sights);
	for (size_t i = 0; i < sights.list.count;) {
		struct run run = {.first = i, .end = i};
		run_add(&run, &sights.list.at[i]);
		while (is_line(&sights.list.at[i]) &&
		       run.end < sights.list.count &&
		       joins(&profile, &sights, &run))
			run_add(&run, &sights.list.at[run.end]);
		did_join |= join_run(work, &sights, &run);
		if (profile.width && is_line(&sights.list.at[i]))
			block_add_class(sights.list.at[i].block,
					STR(BEGINS_CLASS), work->a);
		i = run.end;
	}
	return did_join && !profile.width;
}

void pass_rewrap(struct work *work)
{
	for (int looks = 0; looks < MOST_LOOKS; looks++)
		if (!join_lines(work))
			break;
}
