/* 甲：…… 乙：…… 甲：……: paragraphs that open with the names of a few who
 * speak in turn become speeches, each with its speaker marked, so that both
 * editions set them hanging (凸排). No word changes.
 *
 * 时间：…… 地点：…… look the same but for one thing: nobody comes twice. Long
 * speeches are an article with names in it and stay as they are.
 */
#include "base/utf8.h"
#include "pass/inside.h"

#include "base/banned.h"

#define FEWEST_SPEECHES 3
#define LONGEST_NAME 6          /* characters, the colon apart */
#define LONGEST_SPEECH 150      /* on the average */
#define FIELDS_MOST 8           /* 时间： 地点： beside the speeches */
#define MOST_LOOKED_AT 60       /* speeches, when speakers are counted */
#define COLON STR("：")

struct speech {
	struct block *block;
	str name;
	size_t characters;
	bool is_after_blank;
};

struct speeches {
	LIST(struct speech) list;
};

/* 甲： 林小满： 主持人： A：, and something said; the colon's end, or 0. */
static size_t speaker_end(str text)
{
	size_t at = 0;
	for (size_t count = 0; at < text.len && count <= LONGEST_NAME;
	     count++) {
		size_t before = at;
		uint32_t c = utf8_next(text, &at);
		if (c == 0xFF1A)
			return count > 0 && at < text.len ? at : 0;
		bool is_letter = (c >= 'A' && c <= 'Z') ||
				 (c >= 'a' && c <= 'z') ||
				 (c >= '0' && c <= '9') || c == 0xB7;
		if (!is_letter && !is_han_at(text, before))
			return 0;
	}
	return 0;
}

/* What a play says of a scene. */
static bool is_field(str name)
{
	static const char *const names[] = {
		"时间", "地点", "人物", "场景", "布景", "道具", "時間", "地點",
		"場景", "佈景", "备注", "備註",
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_equal(name, str_of(names[i])))
			return true;
	return false;
}

/* Without a class of its own. */
static bool is_plain(const struct block *block)
{
	return str_is_empty(block->class) ||
	       str_equal(block->class, STR(AFTER_BLANK_CLASS)) ||
	       str_equal(block->class, STR(BEGINS_CLASS));
}

static bool read_speech(struct work *work, struct block *block,
			struct speech *speech)
{
	if (block->kind != BLOCK_PARAGRAPH || !block->text ||
	    !is_plain(block) || block->align != ALIGN_DEFAULT)
		return false;
	str text = block_text(block, work->scratch);
	size_t end = speaker_end(text);
	*speech = (struct speech){
		.block = block, .characters = utf8_count(text),
		.is_after_blank = block_has_class(block,
						  STR(AFTER_BLANK_CLASS)),
		.name = str_cut(text, 0, end > COLON.len ? end - COLON.len
							 : 0),
	};
	return end > 0 && !is_field(speech->name);
}

/* How many of the speeches before `i` have its speaker. */
static size_t count_before(const struct speeches *run, size_t i)
{
	size_t count = 0;
	for (size_t k = 0; k < i; k++)
		count += str_equal(run->list.at[k].name, run->list.at[i].name);
	return count;
}

static bool is_alone(const struct speeches *run, size_t i)
{
	size_t same = 0;
	for (size_t k = 0; k < run->list.count && same < 2; k++)
		same += str_equal(run->list.at[k].name, run->list.at[i].name);
	return same < 2;
}

/* 时间：…… 地点：…… above the speeches, or below, are none: two and more
 * names in a row that nobody has again. */
static void cut_fields(struct speeches *run)
{
	size_t count = run->list.count, before = 0, after = 0;
	if (!count)
		return;
	while (before < count && before < FIELDS_MOST && is_alone(run, before))
		before++;
	while (before + after < count && after < FIELDS_MOST &&
	       is_alone(run, count - 1 - after))
		after++;
	before = before > 1 ? before : 0;
	run->list.count -= after > 1 ? after : 0;
	if (before > run->list.count)
		before = run->list.count;
	if (before == 0)
		return;
	run->list.at += before;
	run->list.count -= before;
	run->list.capacity -= before;
}

/* Few speak, and they take turns. */
static bool is_dialogue(const struct speeches *run)
{
	size_t count = run->list.count, speakers = 0, turns = 0, sum = 0;
	if (count < FEWEST_SPEECHES)
		return false;
	for (size_t i = 0; i < count; i++) {
		sum += run->list.at[i].characters;
		if (i < MOST_LOOKED_AT)
			speakers += count_before(run, i) == 0;
		turns += i > 0 && !str_equal(run->list.at[i].name,
					     run->list.at[i - 1].name);
	}
	size_t seen = count < MOST_LOOKED_AT ? count : MOST_LOOKED_AT;
	return speakers > 1 && speakers * 3 <= seen * 2 + 1 &&
	       turns * 2 >= count - 1 && sum <= count * LONGEST_SPEECH;
}

/* The name and its colon become a phrase, or the bold phrase they are gets
 * the class. */
static void mark_speaker(struct work *work, const struct speech *speech)
{
	struct phrase *first = speech->block->text;
	size_t end = speech->name.len + COLON.len;
	if (first->kind == PHRASE_TEXT) {
		if (first->text.len < end)
			return;
		struct phrase *span = phrase_new(work->a, PHRASE_SPAN,
						 first->span);
		span->class = STR("speaker");
		span->child = phrase_text(
			work->a, str_cut(first->text, 0, end), first->span);
		leaf_put(work, &speech->block->text, 0, end, span);
		return;
	}
	const struct phrase *child = first->child;
	if (first->kind == PHRASE_STRONG && str_is_empty(first->class) &&
	    child && child->kind == PHRASE_TEXT && !child->next &&
	    child->text.len == end)
		first->class = STR("speaker");
}

/* Names of one character hang by two, all others by four. */
static void mark_speeches(struct work *work, const struct speeches *run)
{
	bool is_short = true;
	for (size_t i = 0; i < run->list.count; i++)
		is_short &= utf8_count(run->list.at[i].name) == 1;
	for (size_t i = 0; i < run->list.count; i++) {
		const struct speech *speech = &run->list.at[i];
		block_add_class(speech->block, STR("speech"), work->a);
		if (is_short)
			block_add_class(speech->block, STR("short"), work->a);
		mark_speaker(work, speech);
	}
}

/* Blank lines stand between all speeches, or between none. */
static bool joins(const struct speeches *run, const struct speech *speech)
{
	size_t count = run->list.count;
	if (count == 0 ||
	    run->list.at[count - 1].block != speech->block->previous)
		return false;
	return count == 1 || run->list.at[1].is_after_blank ==
				     speech->is_after_blank;
}

void pass_dialogue(struct work *work)
{
	struct speeches run = {0};
	struct block *at = work->chapter->body;
	for (;; at = block_next(at)) {
		struct speech speech;
		bool is_speech = at && read_speech(work, at, &speech);
		if (!is_speech || !joins(&run, &speech)) {
			cut_fields(&run);
			if (is_dialogue(&run))
				mark_speeches(work, &run);
			run = (struct speeches){0};
		}
		if (!at)
			return;
		if (is_speech)
			list_push(work->scratch, &run.list, speech);
	}
}
