/* Facts that a page's own class names tell: <span class="author">, <em
 * class="publish-time">. They are believed where the words fit: an author is
 * short, a date can be read.
 */
#include "base/date.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "book/walk.h"
#include "pass/inside.h"

#include "base/banned.h"

#define LONGEST_NAME 20         /* characters */
#define LONGEST_CLASS 240

enum told { TOLD_NOTHING, TOLD_BYLINE, TOLD_AUTHOR, TOLD_SOURCE, TOLD_DATE };

static enum told told_by(str class)
{
	static const struct { const char *word; enum told told; } words[] = {
		{"nickname", TOLD_SOURCE}, {"source", TOLD_SOURCE},
		{"laiyuan", TOLD_SOURCE}, {"origin", TOLD_SOURCE},
		{"author", TOLD_AUTHOR}, {"reporter", TOLD_AUTHOR},
		{"zuozhe", TOLD_AUTHOR}, {"byline", TOLD_BYLINE},
		{"publish", TOLD_DATE}, {"date", TOLD_DATE},
		{"pubtime", TOLD_DATE}, {"post-time", TOLD_DATE},
	};
	char lower[LONGEST_CLASS];
	size_t len = class.len < sizeof lower ? class.len : sizeof lower;
	for (size_t i = 0; i < len; i++)
		lower[i] = class.text[i] >= 'A' && class.text[i] <= 'Z'
				   ? (char)(class.text[i] | 0x20)
				   : class.text[i];
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_contains((str){lower, len}, str_of(words[i].word)))
			return words[i].told;
	return TOLD_NOTHING;
}

static str words_of(struct work *work, const struct phrase *phrase)
{
	struct block shell = {.kind = BLOCK_PARAGRAPH};
	struct phrase copy = *phrase;
	copy.next = NULL;
	shell.text = &copy;
	return str_trim(block_text(&shell, work->a));
}

/* 由某某, by Some One */
static str without_lead(str name)
{
	static const char *const leads[] = {"由", "作者", "文/", "By ", "by ",
					    "来自"};
	for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
		if (str_starts(name, str_of(leads[i])))
			name = str_from(name, strlen(leads[i]));
	while (str_starts(name, STR("：")) || str_starts(name, STR(":")))
		name = str_from(name, name.text[0] == ':' ? 1 : 3);
	if (str_ends(name, STR("，")))
		name.len -= strlen("，");
	return str_trim(name);
}

static bool is_name(str name)
{
	size_t count = utf8_count(name);
	return count >= 2 && count <= LONGEST_NAME &&
	       text_ending(name) == ENDS_OPEN &&
	       !str_contains(name, STR("，")) && !str_contains(name, STR("："));
}

static bool take(struct work *work, enum told told, str words)
{
	struct chapter *chapter = work->chapter;
	size_t len;
	str iso, name = without_lead(words);
	switch (told) {
	case TOLD_DATE:
		if (!date_read_start(words, &len, &iso, work->a))
			return false;
		if (!chapter->date.len)
			chapter->date = iso;
		return true;
	case TOLD_AUTHOR: case TOLD_BYLINE:
		if (!is_name(name))
			return false;
		if (!chapter->author.len)
			chapter->author = name;
		return true;
	case TOLD_SOURCE:
		if (!is_name(name))
			return false;
		if (!chapter->source.len)
			chapter->source = name;
		return true;
	case TOLD_NOTHING:
		break;
	}
	return false;
}

/* An author inside a byline is nearer to the name. */
static bool take_phrases(struct work *work, const struct block *block,
			 bool takes_bylines)
{
	struct walk walk;
	bool did_take = false;
	walk_phrases(&walk, block);
	for (enum walk_event event = walk_next(&walk); event != WALK_END;
	     event = walk_next(&walk)) {
		if (event != WALK_ENTER_PHRASE || !walk.phrase->class.len)
			continue;
		enum told told = told_by(walk.phrase->class);
		if (told == TOLD_NOTHING ||
		    (told == TOLD_BYLINE) != takes_bylines)
			continue;
		did_take |= take(work, told, words_of(work, walk.phrase));
	}
	return did_take;
}

bool absorb_words(struct work *work, const struct block *block)
{
	struct chapter *chapter = work->chapter;
	if (chapter->format != FORMAT_HTML && chapter->format != FORMAT_MARKDOWN)
		return false;
	bool did_take = take_phrases(work, block, false);
	did_take |= take_phrases(work, block, true);
	/* The whole line, when its group is called so: only an author is
	 * short enough to be sure. */
	str text = str_trim(block_text(block, work->a));
	bool is_name = block->kind != BLOCK_HEADING ||
		       are_persons(unicode_simplified(text, work->scratch));
	bool is_whole = !did_take && told_by(block->class) == TOLD_AUTHOR &&
			is_name && !chapter->author.len;
	if (!is_whole || !take(work, TOLD_AUTHOR, text))
		return did_take;
	if (!chapter->source.len &&
	    !is_person(unicode_simplified(chapter->author, work->scratch)))
		chapter->source = chapter->author;
	return true;
}

/* 发表于 2019-5-3 | 打印: more than a button. */
bool tells_facts(struct work *work, const struct sight *sight, bool is_above)
{
	struct facts facts;
	return furniture_of(sight) != FURNITURE_TAIL &&
	       facts_read(work, sight->text, &facts) &&
	       (is_above || facts.labels > 0) &&
	       (sight->linked * 2 <= sight->text.len ||
		(facts.labels > 0 && is_person(facts.author))) &&
	       (facts.date.len || facts.author.len || facts.source.len ||
		facts.title.len || facts.summary.len);
}

bool names_somebody(struct work *work, const struct sight *sight)
{
	struct walk walk;
	if (work->chapter->format != FORMAT_HTML || sight->is_figure ||
	    sight->characters > LONGEST_NAME || !sight->characters ||
	    furniture_of(sight) != FURNITURE_NONE)
		return false;
	walk_phrases(&walk, sight->block);
	for (enum walk_event event = walk_next(&walk); event != WALK_END;
	     event = walk_next(&walk)) {
		enum told told = event == WALK_ENTER_PHRASE
					 ? told_by(walk.phrase->class)
					 : TOLD_NOTHING;
		if (told == TOLD_AUTHOR || told == TOLD_SOURCE)
			return true;
	}
	return false;
}

static bool parts_words(enum phrase_kind kind)
{
	return kind == PHRASE_SPAN || kind == PHRASE_LINK ||
	       kind == PHRASE_EMPHASIS;
}

str parted_text(struct work *work, const struct block *block)
{
	struct buf out;
	struct walk walk;
	buf_init(&out, work->scratch, BUF_NO_MAXIMUM);
	walk_phrases(&walk, block);
	for (enum walk_event event = walk_next(&walk); event != WALK_END;
	     event = walk_next(&walk)) {
		if (event == WALK_TEXT)
			buf_add(&out, walk.phrase->text);
		else if (parts_words(walk.phrase->kind))
			buf_add_byte(&out, ' ');
	}
	return str_trim(buf_str(&out));
}
