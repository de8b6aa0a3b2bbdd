/* Which lines may be headings, each judged by its length, its end, its label
 * and its neighbours. What the whole outline says of them is asked in
 * heading.c.
 */
#include "base/unicode.h"
#include "base/utf8.h"
#include "pass/candidate.h"

#include "base/banned.h"

#define LONGEST_LABELLED 48     /* characters */
#define LONGEST_CHAPTER 60
#define LONGEST_PLAIN 30
#define LONGEST_QUESTION 20
#define LONGEST_DATED 20
#define FARTHEST 1000           /* lines looked back */
#define LONGEST_NAME 12         /* of a poem */
#define PROSE_OVER 24           /* a plain heading stands over longer text */
#define LONGEST_FACTS 120       /* bytes */

static bool ends_with(str text, const char *mark)
{
	return str_ends(text, str_of(mark));
}

/* 3月5日, or 3月 alone where a year stands before. */
static bool begins_with_day(str text, bool has_year)
{
	int number;
	size_t len;
	if (!numeral_read(text, &number, &len) || number < 1 || number > 12 ||
	    !str_starts(str_from(text, len), STR("月")))
		return false;
	text = str_from(text, len + strlen("月"));
	if (!numeral_read(text, &number, &len))
		return has_year && (!text.len || text.text[0] == ' ' ||
				    str_starts(text, STR("　")));
	return number <= 31 && str_starts(str_from(text, len), STR("日"));
}

bool is_dated(const struct sight *sight)
{
	str text = sight->text;
	if (sight->characters > LONGEST_DATED || sight->ending != ENDS_OPEN ||
	    sight->commas || sight->block->kind != BLOCK_PARAGRAPH)
		return false;
	size_t year = str_find(text, STR("年"));
	if (year != STR_NOT_FOUND)
		text = str_from(text, year + strlen("年"));
	return begins_with_day(text, year != STR_NOT_FOUND);
}

bool ends_asking(str text)
{
	static const char *const closers[] = {"”", "」", "』", "\"", "）"};
	for (size_t i = 0; i < sizeof closers / sizeof *closers; i++)
		if (ends_with(text, closers[i]))
			text.len -= strlen(closers[i]);
	return ends_with(text, "？") || ends_with(text, "?") ||
	       ends_with(text, "！") || ends_with(text, "!");
}

bool is_quantity(str text, size_t at)
{
	static const char units[] = "万亿千百倍元米里斤吨度岁秒年月日时分个人名位条只次件张本种天周期";
	size_t end = at;
	if (at >= text.len)
		return false;
	utf8_next(text, &end);
	return str_contains(str_of(units), str_cut(text, at, end));
}

int dotted_parts(str text)
{
	int parts = 0;
	size_t at = 0;
	while (at < text.len) {
		size_t start = at;
		while (at < text.len && text.text[at] >= '0' &&
		       text.text[at] <= '9')
			at++;
		if (at == start || at - start > 2)
			return 0;
		parts++;
		if (at >= text.len || text.text[at] != '.')
			break;
		at++;
	}
	bool is_apart = at < text.len && (text.text[at] == ' ' ||
					  text.text[at] == '\t' ||
					  is_han_at(text, at));
	return parts >= 2 && is_apart && !is_quantity(text, at) ? parts : 0;
}

enum heading_kind kind_of_label(enum label_kind kind)
{
	switch (kind) {
	case LABEL_VOLUME:
		return HEADING_VOLUME;
	case LABEL_CHAPTER:
		return HEADING_CHAPTER;
	case LABEL_SECTION:
		return HEADING_SECTION;
	case LABEL_HAN:
		return HEADING_HAN;
	case LABEL_HAN_PAREN:
		return HEADING_HAN_PAREN;
	case LABEL_DIGIT:
		return HEADING_DIGIT;
	case LABEL_DIGIT_PAREN:
		return HEADING_DIGIT_PAREN;
	case LABEL_CIRCLED:
		return HEADING_CIRCLED;
	case LABEL_NONE: case LABEL_ORDINAL: case LABEL_ARTICLE:
		break;
	}
	return HEADING_NONE;
}

static bool has_colon(str text)
{
	return str_contains(text, STR("：")) || str_contains(text, STR(":"));
}

/* Only one sentence, if it is one at all. */
static bool is_single(str text)
{
	size_t stop = str_find(text, STR("。"));
	return stop == STR_NOT_FOUND || stop + 3 == text.len;
}

/* The neighbour is the same list's item before or after. */
static bool is_item_beside(const struct sight *sight, struct label label,
			   int step)
{
	if (!sight || sight->block->kind == BLOCK_HEADING ||
	    !is_single(sight->text))
		return false;
	struct label other = label_read(sight->text);
	return other.kind == label.kind &&
	       other.number == label.number + step;
}

/* 一 alone on its line, and later 二: other numbers alone are figures. */
static bool is_next_bare(struct outline_work *o, const struct sight *sight,
			 struct label label)
{
	bool is_bare = label.kind == LABEL_HAN &&
		       label.bytes == sight->text.len &&
		       !str_ends(sight->text, STR("、"));
	if (!is_bare)
		return true;
	if (label.number != o->bare + 1)
		return false;
	o->bare = label.number;
	return true;
}

/* 壹、贰、 count something else than 一、二、 do. */
static bool is_formal(str words)
{
	return words.len >= 3 &&
	       str_contains(STR("壹贰叁参肆伍陆柒捌玖拾"), str_cut(words, 0, 3));
}

/* 三、 was a heading above, so 四、 is one over a mere picture too. */
static bool goes_on_from(const struct outline_work *o, size_t i,
			 struct label label)
{
	str words = sight_at(o, i)->words;
	size_t end = i > FARTHEST ? i - FARTHEST : 0;
	while (i-- > end) {
		if (o->kinds[i] != kind_of_label(label.kind))
			continue;
		const struct sight *last = sight_at(o, i);
		return label_read(last->text).number + 1 == label.number &&
		       is_formal(last->words) == is_formal(words);
	}
	return false;
}

/* 3．……（　　）, 4．……（6分）: a question of a test. */
static bool asks_for_answer(str text)
{
	size_t open = str_find_last(text, STR("（"));
	if (!str_ends(text, STR("）")) || open == STR_NOT_FOUND)
		return str_ends(text, STR("____"));
	str inside = str_trim(str_cut(text, open + strlen("（"),
				      text.len - strlen("）")));
	return inside.len == 0 || str_ends(inside, STR("分"));
}

static enum heading_kind judge_labelled(struct outline_work *o, size_t i,
					struct label label)
{
	const struct sight *sight = sight_at(o, i);
	enum heading_kind kind = kind_of_label(label.kind);
	if (!is_next_bare(o, sight, label))
		return HEADING_NONE;
	bool is_fixed = kind >= HEADING_VOLUME && kind <= HEADING_SECTION;
	if (sight->ending == ENDS_COMMA || ends_with(sight->text, "；") ||
	    ends_with(sight->text, ";") || !is_single(sight->text))
		return HEADING_NONE;
	if (sight->characters > (is_fixed ? LONGEST_CHAPTER : LONGEST_LABELLED))
		return HEADING_NONE;
	if (is_fixed)
		return sight->ending == ENDS_STOP && !ends_asking(sight->text)
			       ? HEADING_NONE : kind;
	if (sight->ending == ENDS_COLON && kind > HEADING_HAN_PAREN)
		return HEADING_NONE;
	if (kind >= HEADING_DIGIT && (asks_for_answer(sight->words) ||
				      sight_is_smaller(&o->sights, sight)))
		return HEADING_NONE;
	/* ①阶：台阶。 explains a word. */
	if (sight->ending == ENDS_STOP && !ends_asking(sight->text) &&
	    (kind == HEADING_CIRCLED || has_colon(sight->text)))
		return HEADING_NONE;
	if (is_formal(sight->words) && goes_on_from(o, i, label))
		return kind;
	if (i > 0 && str_starts(sight_at(o, i - 1)->words, STR("附件")))
		return HEADING_NONE;
	if (!sight_at(o, i + 1) ||
	    (sight_at(o, i + 1)->is_figure && !goes_on_from(o, i, label)) ||
	    is_item_beside(sight_at(o, i + 1), label, 1) ||
	    (i > 0 && is_item_beside(sight_at(o, i - 1), label, -1)))
		return HEADING_NONE;
	return kind;
}

/* Enough text stands above for an article to have ended. */
static bool is_past_beginning(const struct outline_work *o, size_t i)
{
	size_t prose = 0;
	for (size_t k = i; k-- > 0 && prose < 2 && i - k <= FARTHEST;)
		prose += sight_is_prose(sight_at(o, k));
	return prose >= 2;
}

/* A title over its own 来源：… 作者：… in the middle of a file. */
static bool is_over_facts(const struct outline_work *o, size_t i)
{
	const struct sight *sight = sight_at(o, i);
	const struct sight *facts_line = sight_at(o, i + 1);
	const struct sight *text = sight_at(o, i + 2);
	struct facts facts;
	if (!text || sight->characters < 6 || sight->ending != ENDS_OPEN ||
	    facts_line->text.len > LONGEST_FACTS || !sight_is_prose(text) ||
	    sight_is_prose(facts_line) ||
	    !facts_read(o->work, facts_line->text, &facts))
		return false;
	return facts.labels && (facts.author.len || facts.source.len) &&
	       is_past_beginning(o, i);
}

/* 【国是】一篇文章的题目: column and title, so another article. */
static enum heading_kind judge_bracket(const struct outline_work *o, size_t i)
{
	const struct sight *sight = sight_at(o, i);
	size_t close = str_find(sight->text, STR("】"));
	const struct sight *next = sight_at(o, i + 1);
	if (close == STR_NOT_FOUND || sight->characters > LONGEST_LABELLED ||
	    sight->ending == ENDS_STOP || sight->ending == ENDS_COMMA || !next)
		return HEADING_NONE;
	str rest = str_trim(str_from(sight->text, close + 3));
	if (!rest.len)
		return sight->characters <= 14 ? HEADING_BRACKET : HEADING_NONE;
	bool is_apart = is_past_beginning(o, i) &&
			sight_at(o, i - 1)->ending == ENDS_STOP;
	return is_apart && utf8_count(rest) >= 6 && sight_is_prose(next) &&
			       !str_contains(rest, STR("；"))
		       ? HEADING_ARTICLE : HEADING_NONE;
}

static bool starts_like_text(str text)
{
	static const char *const marks[] = {
		"“", "”", "「", "『", "\"", "'", "‘", "—", "–", "-", "·", "•",
		"*", "《", "…", "※", "→", "▲", "△", "注", "http", "www",
		"#", "锟斤拷", "谢谢", "此致", "敬礼", "图", "摄影", "资料图", "上图", "下图",
		"左图", "右图", "答", "解",
	};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_starts(text, str_of(marks[i])))
			return true;
	return false;
}

/* Behind a rule a part begins, and its first line is its head. */
bool is_behind_rule(const struct sight *sight)
{
	const struct block *before = sight->block->previous;
	return before && before->kind == BLOCK_RULE;
}

/* What stands before lets a heading begin here. */
static bool is_free_before(const struct outline_work *o, size_t i)
{
	if (i == 0 || is_behind_rule(sight_at(o, i)))
		return true;
	const struct sight *last = sight_at(o, i - 1);
	/* 卷一, and the first of its tales. */
	if (o->kinds[i - 1] == HEADING_VOLUME)
		return true;
	/* A picture's caption, left alone by its picture. */
	if (i > 1 && last->ending == ENDS_OPEN && last->characters > 1 &&
	    last->characters <= LONGEST_PLAIN && !last->commas &&
	    label_read(last->text).kind == LABEL_NONE &&
	    (sight_at(o, i - 2)->is_figure ||
	     (sight_is_prose(sight_at(o, i - 2)) &&
	      sight_at(o, i - 2)->ending == ENDS_STOP)))
		return o->kinds[i - 1] == HEADING_NONE;
	return !last->is_figure && last->characters > 0 &&
	       (last->ending == ENDS_STOP || last->ending == ENDS_CLOSER) &&
	       o->kinds[i - 1] == HEADING_NONE;
}

static bool is_over_text(const struct outline_work *o, size_t i)
{
	const struct sight *next = sight_at(o, i + 1);
	if (!next || next->is_figure)
		return false;
	if (is_behind_rule(sight_at(o, i)) && !is_behind_rule(next))
		return true;
	enum label_kind kind = label_read(next->text).kind;
	return kind_of_label(kind) != HEADING_NONE ||
	       (sight_is_prose(next) && next->characters >= PROSE_OVER) ||
	       (next->stops > 0 && next->ending == ENDS_STOP);
}

/* 某某摄, 某某网报道 */
static bool is_credit(const struct sight *sight)
{
	return sight->characters <= 12 &&
	       (str_ends(sight->words, STR("摄")) ||
		str_ends(sight->words, STR("报道")));
}

static enum heading_kind judge_plain(const struct outline_work *o, size_t i)
{
	const struct sight *sight = sight_at(o, i);
	bool is_asked = ends_asking(sight->text);
	if (is_preface(sight->words))
		return HEADING_PLAIN;
	if (sight->characters < 2 || sight->characters > LONGEST_PLAIN ||
	    (is_asked && sight->characters > LONGEST_QUESTION) ||
	    sight->han * 2 < sight->characters || !is_single(sight->text) ||
	    (sight->ending != ENDS_OPEN && !is_asked &&
	     !(is_behind_rule(sight) && sight->ending == ENDS_CLOSER)) ||
	    (is_asked && sight->commas) ||
	    sight->linked * 2 > sight->text.len ||
	    starts_like_text(sight->words) || is_credit(sight) ||
	    has_colon(sight->text))
		return HEADING_NONE;
	if (!is_free_before(o, i) || !is_over_text(o, i))
		return HEADING_NONE;
	return sight->block->align == ALIGN_CENTRE ? HEADING_CENTRED
						   : HEADING_PLAIN;
}

/* A line alone over a stanza of several, where nothing is prose: a poem's
 * name. */
static enum heading_kind judge_verse(const struct outline_work *o, size_t i)
{
	const struct sight *sight = sight_at(o, i);
	const struct sight *next = sight_at(o, i + 1);
	const struct sight *third = sight_at(o, i + 2);
	bool is_alone = next && third && next->is_after_blank &&
			(i == 0 || sight->is_after_blank) &&
			!third->is_after_blank;
	if (!is_alone || o->prose > 0 || sight->characters > LONGEST_NAME ||
	    sight->ending != ENDS_OPEN || sight->indent > next->indent + 1 ||
	    sight->block->align == ALIGN_END || starts_like_text(sight->words))
		return HEADING_NONE;
	return HEADING_PLAIN;
}

static enum heading_kind judge_bold(const struct outline_work *o, size_t i)
{
	const struct sight *sight = sight_at(o, i);
	const struct sight *next = sight_at(o, i + 1);
	if (sight->characters < 2 || sight->characters > LONGEST_PLAIN ||
	    sight->ending == ENDS_COMMA || !next ||
	    sight->linked * 2 > sight->text.len ||
	    next->linked * 2 > next->text.len || is_credit(sight) ||
	    !is_single(sight->text) ||
	    (sight->ending == ENDS_STOP && !ends_asking(sight->text)))
		return HEADING_NONE;
	/* A caption, unless other headings look the same. */
	if (i > 0 && sight_at(o, i - 1)->is_figure &&
	    (!o->bold || !sight_is_prose(next)))
		return HEADING_NONE;
	return HEADING_BOLD;
}

/* 01　and a title, not one of a list of such. */
static bool is_counted(const struct sight *sight)
{
	return sight && sight->text.len > 5 &&
	       str_has_form(str_cut(sight->text, 0, 2), "00") &&
	       str_starts(str_from(sight->text, 2), STR("　"));
}

static bool is_counted_title(const struct outline_work *o, size_t i)
{
	const struct sight *sight = sight_at(o, i);
	return is_counted(sight) && sight->ending != ENDS_COMMA &&
	       sight->characters <= LONGEST_LABELLED &&
	       !is_counted(sight_at(o, i + 1)) &&
	       (i == 0 || !is_counted(sight_at(o, i - 1)));
}

enum heading_kind judge_line(struct outline_work *o, size_t i)
{
	const struct sight *sight = sight_at(o, i);
	struct label label = label_read(sight->text);
	if (sight->block->kind == BLOCK_HEADING) {
		is_next_bare(o, sight, label);
		return HEADING_SOURCE;
	}
	if (sight->block->kind != BLOCK_PARAGRAPH || sight->block->parent ||
	    sight->characters == 0 || sight->characters > LONGEST_CHAPTER)
		return HEADING_NONE;
	if (is_counted_title(o, i))
		return HEADING_DIGIT;
	if (kind_of_label(label.kind) != HEADING_NONE) {
		enum heading_kind kind = judge_labelled(o, i, label);
		return kind == HEADING_NONE ? judge_larger(o, i) : kind;
	}
	if (label.kind != LABEL_NONE)
		return HEADING_NONE;
	enum heading_kind kind = judge_part_name(o, i);
	if (kind != HEADING_NONE)
		return kind;
	if (str_starts(sight->text, STR("【")))
		return judge_bracket(o, i);
	if (is_over_facts(o, i))
		return HEADING_ARTICLE;
	/* The days of a diary, each over what happened. */
	if (o->dated >= 3 && is_dated(sight) && sight_at(o, i + 1) &&
	    sight_is_prose(sight_at(o, i + 1)))
		return HEADING_BRACKET;
	if (o->own >= 2 || o->work->chapter->format == FORMAT_MARKDOWN)
		return HEADING_NONE;
	if (dotted_parts(sight->text) && sight->ending == ENDS_OPEN)
		return HEADING_DOTTED;
	kind = judge_larger(o, i);
	if (kind != HEADING_NONE || sight_is_smaller(&o->sights, sight))
		return kind;
	if (o->is_styled[i])
		return HEADING_BOLD;
	if (sight->is_bold)
		return judge_bold(o, i);
	kind = judge_plain(o, i);
	return kind == HEADING_NONE ? judge_verse(o, i) : kind;
}
