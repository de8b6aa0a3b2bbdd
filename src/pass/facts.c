/* Lines that hold nothing but facts about a text: who wrote it, where it
 * stood, when. 来源：新华社　作者：张三　2021-03-31 06:10, in any order, with
 * counters and buttons between.
 *
 * A line is such a line when its labels, dates and marks explain nearly all
 * of it; one word may be left, which is then taken for the source.
 */
#include "base/date.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "pass/inside.h"

#include "base/banned.h"

#define LONGEST_LINE 360        /* bytes; an abstract may be longer */
#define LONGEST_FACTS 6000
#define LONGEST_LABEL 32        /* bytes, blanks before the colon too */
#define MOST_REST 20            /* characters no fact explains */
#define MOST_PLACE 12           /* the same, beside a mere date */

enum fact {
	FACT_AUTHOR, FACT_SOURCE,
	FACT_STAFF,              /* 审核｜某某: takes bars too */
	FACT_DATE, FACT_SUMMARY, FACT_OTHER,
	FACT_COUNT,              /* 阅读 12: needs no colon */
	FACT_TITLE,              /* of a letter or a post */
	FACT_POST,               /* posted @ DATE NAME */
	FACT_WHEN,               /* 时间：晚上 tells of something else */
};

static const struct { const char *label; enum fact fact; } labels[] = {
#define LABEL(label, fact) {label, FACT_##fact},
#include "pass/label.def"
#undef LABEL
};

static bool is_digit(str text, size_t at)
{
	return at < text.len && text.text[at] >= '0' && text.text[at] <= '9';
}

/* 发表于 2024-03-08, 阅读 12: a blank or a number in the colon's place. */
static bool needs_no_colon(enum fact fact, str label, str rest)
{
	/* 原载《某某报》 */
	if (fact == FACT_SOURCE && str_starts(rest, STR("《")) &&
	    label.len > strlen("源"))
		return true;
	/* 作者  某某: the labels stand in a column of their own. */
	if (str_starts(rest, STR("  ")) && label.len > strlen("文"))
		return true;
	if (fact != FACT_COUNT && fact != FACT_POST &&
	    !str_ends(label, STR("于")))
		return false;
	if (!rest.len || is_digit(rest, 0) ||
	    (rest.text[0] == '(' && is_digit(rest, 1)))
		return true;
	return unicode_is_space(character_at(rest, 0));
}

/* Every line of a book comes here, and nearly none starts with a label. */
static bool may_start(str text, const char *label)
{
	return text.len > 1 && text.text[0] == label[0] &&
	       text.text[1] == label[1];
}

/* 文：张三 */
static bool is_before_name(str rest)
{
	static const char *const colons[] = {"：", ":"};
	for (size_t i = 0; i < 2; i++) {
		if (!str_starts(rest, str_of(colons[i])))
			continue;
		str name = str_trim(str_from(rest, strlen(colons[i])));
		name = str_cut(name, 0, str_find_byte(name, ' '));
		return is_person(str_cut(name, 0, str_find(name, STR("　"))));
	}
	return false;
}

/* Bytes of a label and its colon at the start of a text; 0: none. */
static size_t colon_label_len(str text, enum fact *fact)
{
	static const char *const colons[] = {"：", ":", "/", "／", "︱", "丨",
					     "|", "｜"};
	for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
		if (!may_start(text, labels[i].label))
			continue;
		str label = str_of(labels[i].label);
		size_t len = loose_prefix(text, label);
		if (!len)
			continue;
		str rest = str_trim_start(str_from(text, len));
		/* 文/张三, not 文：…; 作者｜张三, not 阅读/写作 */
		bool takes_bars = labels[i].fact <= FACT_STAFF;
		size_t k = label.len == 3 && !is_before_name(rest) ? 2 : 0;
		for (; k < (takes_bars ? 8u : 2u); k++) {
			if (!str_starts(rest, str_of(colons[k])))
				continue;
			*fact = labels[i].fact;
			return (size_t)(rest.text - text.text) +
			       strlen(colons[k]);
		}
	}
	return 0;
}

static size_t label_len(str text, enum fact *fact)
{
	static const char *const leads[] = {"本文", "文章", "本页", "本次",
					    "本报", "本刊"};
	size_t len = colon_label_len(text, fact);
	for (size_t i = 0; i < sizeof leads / sizeof *leads && !len; i++) {
		str lead = str_of(leads[i]);
		if (str_starts(text, lead))
			len = colon_label_len(str_from(text, lead.len), fact);
		len += len ? lead.len : 0;
	}
	for (size_t i = 0; i < sizeof labels / sizeof *labels && !len; i++) {
		if (!may_start(text, labels[i].label))
			continue;
		str label = str_of(labels[i].label);
		if (!str_starts(text, label) ||
		    !needs_no_colon(labels[i].fact, label,
				    str_from(text, label.len)))
			continue;
		*fact = labels[i].fact;
		len = label.len;
	}
	return len;
}

/* Is a label glued to the word before it? Only a colon tells. */
static bool is_glued_label(str text)
{
	enum fact fact;
	size_t len = colon_label_len(text, &fact);
	return len && (text.text[len - 1] == ':' ||
		       str_ends(str_cut(text, 0, len), STR("：")));
}

static bool is_separator(uint32_t c)
{
	return unicode_is_space(c) || c == '|' || c == 0xFF5C || c == '/' ||
	       c == 0xB7 || c == ';' || c == 0xFF1B || c == 0x4E28 ||
	       c == '(' || c == ')' || c == 0xFF08 || c == 0xFF09 ||
	       c == '[' || c == ']' || c == 0x3010 || c == 0x3011 ||
	       c == 0x25A1 || c == 0x25A0 || c == 0x25CF || c == '-' ||
	       c == '@' || c == 0xFF0C;
}

static str skip_separators(str text)
{
	size_t at = 0, last = 0;
	while (at < text.len && is_separator(utf8_next(text, &at)))
		last = at;
	return str_from(text, last);
}

static size_t find_colon(str text, size_t from)
{
	size_t narrow = str_find_from(text, STR(":"), from);
	size_t wide = str_find_from(text, STR("："), from);
	return narrow < wide ? narrow : wide;
}

/* A value's first word: up to a blank, a bar, or a label glued on. */
static str take_word(str *text)
{
	enum fact fact;
	size_t at = 0, last = 0, colon = find_colon(*text, 0);
	while (at < text->len) {
		last = at;
		uint32_t c = utf8_next(*text, &at);
		if (colon != STR_NOT_FOUND && colon < last)
			colon = find_colon(*text, last);
		bool is_near = last > 0 && colon != STR_NOT_FOUND &&
			       colon - last <= LONGEST_LABEL;
		if (unicode_is_space(c) || c == '|' || c == 0xFF5C ||
		    c == 0xFF09 || c == ')' || c == 0x3011 ||
		    (c == 0xFF0C && label_len(str_from(*text, at), &fact)) ||
		    (is_near && is_glued_label(str_from(*text, last)))) {
			at = last;
			break;
		}
	}
	str word = str_cut(*text, 0, at);
	*text = str_from(*text, at);
	return word;
}

static void set(str *field, str value)
{
	if (!field->len)
		*field = value;
}

/* 《某某报》 -> 某某报 */
static str without_marks(str name)
{
	bool is_marked = str_starts(name, STR("《")) &&
			 str_find(name, STR("》")) + strlen("》") == name.len;
	return is_marked ? str_cut(name, strlen("《"), name.len - strlen("》"))
			 : name;
}

/* 某某（某某大学）, 某某《某某日报》: a name, and what stands close to it. */
static str take_bare(str *text)
{
	static const char *const marks[] = {"（", "(", "《"};
	str word = take_word(text);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t at = str_find(word, str_of(marks[i]));
		str name = str_cut(word, 0, at);
		if (at == STR_NOT_FOUND || at == 0 ||
		    !(is_person(name) || utf8_count(name) == 1))
			continue;
		size_t behind = word.len - at;
		*text = (str){text->text - behind, text->len + behind};
		return name;
	}
	return word;
}

/* 秦　岚 is one name. */
static str take_name(str *text)
{
	str word = take_bare(text), rest = *text;
	if (utf8_count(word) != 1)
		return word;
	rest = str_trim_start(rest);
	str other = take_bare(&rest);
	str both = {word.text, (size_t)(other.text + other.len - word.text)};
	if (!other.len || !is_person(both))
		return word;
	*text = rest;
	return both;
}

/* 1,203 2.4万, whatever stands behind it */
static void skip_count(str *text)
{
	size_t at = 0;
	while (is_digit(*text, at) || (at < text->len &&
				       strchr(",.+kKwW", text->text[at])))
		at++;
	*text = str_from(*text, at);
	if (str_starts(*text, STR("万")))
		*text = str_from(*text, strlen("万"));
}

/* 某某网专栏作者　某某: an office, and who holds it. */
static str take_author(str *text)
{
	static const char *const offices[] = {"作者", "记者", "研究员", "评论员",
					      "教授", "编辑", "老师", "通讯员"};
	str word = take_name(text), rest = str_trim_start(*text);
	for (size_t i = 0; i < sizeof offices / sizeof *offices; i++) {
		str name;
		if (!str_ends(word, str_of(offices[i])))
			continue;
		name = take_name(&rest);
		if (!is_person(name))
			return word;
		*text = rest;
		return name;
	}
	return word;
}

static void take_value(struct work *work, enum fact fact, str *text,
		       struct facts *out)
{
	size_t len;
	str iso;
	*text = str_trim_start(*text);
	if (fact == FACT_SUMMARY || fact == FACT_TITLE) {
		set(fact == FACT_TITLE ? &out->title : &out->summary, *text);
		*text = STR_NONE;
		return;
	}
	if (date_read_start(*text, &len, &iso, work->scratch) ||
	    date_read_month(*text, &len, &iso, work->scratch)) {
		*text = str_from(*text, len);
		set(&out->date, iso);
		return;
	}
	enum fact next;
	if (fact == FACT_POST || (fact == FACT_COUNT && !is_digit(*text, 0)))
		return;
	if (fact == FACT_COUNT) {
		skip_count(text);
		return;
	}
	if (label_len(*text, &next) || str_starts(*text, STR("|")))
		return;
	str word = fact == FACT_AUTHOR ? take_author(text) : take_word(text);
	if (fact == FACT_AUTHOR && out->author.len && is_person(word) &&
	    !is_person(out->author))
		out->author = word;
	else if (fact == FACT_AUTHOR && !is_nobody(word))
		set(&out->author, word);
	else if (fact == FACT_SOURCE)
		set(&out->source, without_marks(word));
}

/* 本刊记者 某某 */
static bool take_reporter_apart(str word, str *text, struct facts *out)
{
	str rest = str_trim_start(*text);
	if ((!str_ends(word, STR("记者")) && !str_ends(word, STR("通讯员"))) ||
	    word.len > strlen("本报特约通讯员"))
		return false;
	str name = take_name(&rest);
	if (!is_person(name))
		return false;
	*text = rest;
	set(&out->author, name);
	out->labels++;
	return true;
}

static bool has_letter(str word)
{
	for (size_t at = 0; at < word.len;)
		if (unicode_is_letter(utf8_next(word, &at)))
			return true;
	return false;
}

/* 《…》 at the start; empty: none. */
static str take_quotation(str *text)
{
	size_t close = str_find(*text, STR("》"));
	if (!str_starts(*text, STR("《")) || close == STR_NOT_FOUND)
		return STR_NONE;
	str word = str_cut(*text, 0, close + strlen("》"));
	*text = str_from(*text, word.len);
	return word;
}

/* 《江河日报》（2022年04月11日第08版）: a paper and its day; 《题目》 else. */
static void take_quoted(struct work *work, str word, str rest,
			struct facts *out)
{
	str name = str_cut(word, strlen("《"), word.len - strlen("》")), iso;
	size_t len;
	bool is_paper = (str_starts(rest, STR("（")) ||
			 str_starts(rest, STR("("))) &&
			date_read_start(skip_separators(rest), &len, &iso,
					work->scratch);
	set(is_paper ? &out->source : &out->title, name);
	out->labels += is_paper;
}

/* 记者某某／台北报道 */
static bool take_reporter(str word, struct facts *out)
{
	static const char *const bars[] = {"／", "/", "摄", "报道", "报导"};
	size_t at = str_find(word, STR("记者"));
	if (at == STR_NOT_FOUND || at > strlen("本报特约"))
		return false;
	str name = str_from(word, at + strlen("记者"));
	for (size_t i = 0; i < sizeof bars / sizeof *bars; i++)
		name = str_cut(name, 0, str_find(name, str_of(bars[i])));
	if (!is_person(name))
		return false;
	set(&out->author, name);
	out->labels++;
	return true;
}

/* 某某 关注: a writer, and the button beside the name. */
static void take_followed(str *left, struct facts *out)
{
	out->author = *left;
	out->labels++;
	out->rest -= utf8_count(*left);
	*left = STR_NONE;
}

/* One fact, or one word that is none. */
static void take_fact(struct work *work, str *text, struct facts *out,
		      str *left)
{
	enum fact fact;
	size_t other, len = label_len(*text, &fact);
	str iso;
	if (len && fact == FACT_WHEN &&
	    !date_read_start(str_trim_start(str_from(*text, len)), &other, &iso,
			     work->scratch))
		len = 0;
	if (len) {
		out->labels++;
		out->is_post |= fact == FACT_POST;
		*text = str_from(*text, len);
		take_value(work, fact, text, out);
	} else if (date_read_start(*text, &len, &iso, work->scratch) && len) {
		set(&out->date, iso);
		*text = str_from(*text, len);
	} else if (date_read_month(*text, &len, &iso, work->scratch)) {
		out->has_month = !out->date.len;
		set(&out->date, iso);
		*text = str_from(*text, len);
	} else {
		str word = take_quotation(text);
		if (word.len) {
			take_quoted(work, word, *text, out);
			return;
		}
		word = take_name(text);
		if (is_idle_word(word))
			return;
		bool is_follow = str_equal(word, STR("关注")) &&
				 !str_starts(*text, STR(" -"));
		if (is_follow && left->len && !out->author.len)
			take_followed(left, out);
		if (str_starts(word, STR("发表于")) || is_button(word) ||
		    is_follow || take_reporter(word, out) ||
		    take_reporter_apart(word, text, out))
			return;
		out->rest += utf8_count(word);
		if (!out->author.len && is_person(word))
			out->author = word;
		else if (has_letter(word))
			*left = word;
	}
}

/* The words as written, for a part of the simplified line. */
static void restore(str *value, str simplified, str line)
{
	if (value->len && value->text >= simplified.text &&
	    value->text < simplified.text + simplified.len)
		value->text = line.text + (value->text - simplified.text);
}

static bool read_simplified(struct work *work, str line, struct facts *out)
{
	*out = (struct facts){.author = STR_NONE, .source = STR_NONE,
			      .date = STR_NONE, .summary = STR_NONE,
			      .title = STR_NONE};
	str left = STR_NONE;
	str text = skip_separators(str_trim(line));
	enum fact fact;
	bool is_summary = label_len(text, &fact) &&
			  (fact == FACT_SUMMARY || fact == FACT_TITLE);
	if (text.len == 0 || (!is_summary && text.len > LONGEST_LINE))
		return false;
	/* （某年某月某日……, and the bracket closes on another line. */
	if (character_at(str_trim(line), 0) == 0xFF08 &&
	    !str_contains(line, STR("）")))
		return false;
	while (text.len && out->rest <= MOST_REST) {
		str before = text;
		take_fact(work, &text, out, &left);
		text = skip_separators(text);
		if (text.len == before.len)
			break;
	}
	if (out->rest > MOST_REST || (out->labels == 0 && !out->date.len))
		return false;
	/* 2021年3月 大事 heads what happened. */
	if (out->has_month && !out->labels && out->rest && !out->author.len)
		return false;
	/* （某年某月某日第几次会议通过） belongs to the text. */
	if (out->labels == 0 && (out->rest > MOST_PLACE ||
				 character_before(line, line.len) == 0xFF09))
		return false;
	if (text_ending(line) == ENDS_STOP && !is_summary)
		return false;
	if (left.len && out->is_post && !out->author.len && out->rest <= 12)
		out->author = left;
	else if (str_starts(left, STR("来自")))
		return true;    /* a province, by the reader's address */
	else if (left.len && !out->source.len && out->rest <= 12 &&
	    out->labels < 2 && utf8_count(left) >= 2 && out->date.len)
		out->source = left;
	return true;
}

bool facts_read(struct work *work, str line, struct facts *out)
{
	*out = (struct facts){.author = STR_NONE};
	if (line.len > LONGEST_FACTS)
		return false;
	str words = unicode_simplified(line, work->scratch);
	bool is_read = read_simplified(work, words, out);
	str *const values[] = {&out->author, &out->source, &out->summary,
			       &out->title};
	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		restore(values[i], words, line);
	return is_read;
}
