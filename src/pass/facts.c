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
};

static const struct { const char *label; enum fact fact; } labels[] = {
	{"作者", FACT_AUTHOR}, {"文", FACT_AUTHOR}, {"撰文", FACT_AUTHOR},
	{"文章作者", FACT_AUTHOR}, {"本文作者", FACT_AUTHOR},
	{"原作者", FACT_AUTHOR}, {"主讲", FACT_AUTHOR}, {"主讲人", FACT_AUTHOR},
	{"Author", FACT_AUTHOR}, {"来源", FACT_SOURCE},
	{"文章来源", FACT_SOURCE}, {"信息来源", FACT_SOURCE},
	{"稿件来源", FACT_SOURCE}, {"新闻来源", FACT_SOURCE},
	{"资料来源", FACT_SOURCE}, {"消息来源", FACT_SOURCE},
	{"出处", FACT_SOURCE}, {"稿源", FACT_SOURCE}, {"转载自", FACT_SOURCE},
	{"原载", FACT_SOURCE}, {"日期", FACT_DATE}, {"时间", FACT_DATE},
	{"发布时间", FACT_DATE}, {"发布日期", FACT_DATE},
	{"发表时间", FACT_DATE}, {"发表日期", FACT_DATE},
	{"更新时间", FACT_DATE}, {"更新日期", FACT_DATE},
	{"添加时间", FACT_DATE}, {"发稿时间", FACT_DATE}, {"Date", FACT_DATE},
	{"摘要", FACT_SUMMARY}, {"内容摘要", FACT_SUMMARY},
	{"导语", FACT_SUMMARY}, {"编辑", FACT_STAFF}, {"责任编辑", FACT_STAFF},
	{"责编", FACT_STAFF}, {"记者", FACT_STAFF}, {"发布人", FACT_OTHER},
	{"发布者", FACT_OTHER}, {"供稿", FACT_STAFF}, {"审核", FACT_STAFF},
	{"审稿", FACT_STAFF}, {"校对", FACT_STAFF}, {"录入", FACT_STAFF},
	{"浏览次数", FACT_COUNT}, {"浏览量", FACT_COUNT}, {"浏览", FACT_COUNT},
	{"点击数", FACT_COUNT}, {"点击量", FACT_COUNT}, {"点击", FACT_COUNT},
	{"点击率", FACT_OTHER}, {"阅读次数", FACT_COUNT},
	{"阅读数", FACT_COUNT}, {"阅读量", FACT_COUNT}, {"阅读", FACT_COUNT},
	{"人气", FACT_COUNT}, {"访问次数", FACT_COUNT}, {"访问量", FACT_COUNT},
	{"次数", FACT_OTHER}, {"播放量", FACT_COUNT}, {"评论", FACT_COUNT}, {"所属栏目", FACT_OTHER},
	{"栏目", FACT_OTHER}, {"分类", FACT_OTHER}, {"标签", FACT_OTHER},
	{"关键词", FACT_OTHER}, {"字号", FACT_OTHER}, {"关键字", FACT_OTHER},
	{"字体", FACT_OTHER}, {"打印", FACT_OTHER}, {"原标题", FACT_OTHER},
	{"发布于", FACT_DATE}, {"发表于", FACT_DATE}, {"整理", FACT_STAFF},
	{"摄影", FACT_STAFF}, {"图片来源", FACT_OTHER}, {"通讯员", FACT_STAFF},
	{"撰稿", FACT_AUTHOR}, {"撰稿人", FACT_AUTHOR}, {"文字", FACT_AUTHOR},
	{"图片", FACT_STAFF}, {"图", FACT_STAFF}, {"视频", FACT_STAFF},
	{"排版", FACT_STAFF}, {"监制", FACT_STAFF}, {"制作", FACT_STAFF},
	{"设计", FACT_STAFF}, {"统筹", FACT_STAFF}, {"策划", FACT_STAFF},
	{"主编", FACT_STAFF}, {"值班编辑", FACT_STAFF}, {"初审", FACT_STAFF},
	{"复审", FACT_STAFF}, {"终审", FACT_STAFF}, {"一审", FACT_STAFF},
	{"二审", FACT_STAFF}, {"三审", FACT_STAFF}, {"审校", FACT_STAFF},
	{"编审", FACT_STAFF}, {"签发", FACT_STAFF}, {"分类于", FACT_COUNT},
	{"点赞", FACT_COUNT}, {"收藏", FACT_COUNT}, {"字数", FACT_COUNT},
	{"阅读时长", FACT_COUNT}, {"赞", FACT_COUNT}, {"阅读时间", FACT_COUNT},
	{"更新于", FACT_DATE}, {"编辑于", FACT_DATE}, {"原创", FACT_COUNT},
	{"发表在", FACT_COUNT}, {"分享到", FACT_OTHER},
	{"作者单位", FACT_OTHER}, {"中图分类号", FACT_OTHER},
	{"文章编号", FACT_OTHER}, {"文献标识码", FACT_OTHER},
	{"发信人", FACT_AUTHOR}, {"寄信人", FACT_AUTHOR},
	{"发帖人", FACT_AUTHOR}, {"From", FACT_AUTHOR}, {"By", FACT_AUTHOR},
	{"信区", FACT_OTHER}, {"看板", FACT_OTHER}, {"讨论区", FACT_OTHER},
	{"发信站", FACT_SOURCE}, {"转信站", FACT_SOURCE}, {"标题", FACT_TITLE},
	{"Subject", FACT_TITLE}, {"转自", FACT_SOURCE}, {"摘自", FACT_SOURCE},
	{"选自", FACT_SOURCE}, {"原载于", FACT_SOURCE}, {"成文日期", FACT_DATE},
	{"发文日期", FACT_DATE}, {"发帖时间", FACT_DATE}, {"采写", FACT_STAFF},
	{"查看", FACT_COUNT}, {"回复", FACT_COUNT}, {"热度", FACT_COUNT},
	{"通信员", FACT_STAFF}, {"实习生", FACT_STAFF}, {"录入者", FACT_STAFF},
	{"录入、校对", FACT_STAFF}, {"文章录入", FACT_STAFF},
	{"翻译", FACT_STAFF}, {"译者", FACT_STAFF}, {"To", FACT_OTHER},
	{"Cc", FACT_OTHER}, {"CC", FACT_OTHER}, {"Reply-To", FACT_OTHER},
	{"Message-ID", FACT_OTHER}, {"收件人", FACT_OTHER},
	{"发件人", FACT_AUTHOR}, {"有效性", FACT_OTHER}, {"索引号", FACT_OTHER},
};

/* 发表于 2024-03-08, 阅读 12: a blank or a number in the colon's place. */
static bool needs_no_colon(enum fact fact, str label, str rest)
{
	/* 作者  某某: the labels stand in a column of their own. */
	if (str_starts(rest, STR("  ")) && label.len > strlen("文"))
		return true;
	if (fact != FACT_COUNT && !str_ends(label, STR("于")))
		return false;
	if (!rest.len || (rest.text[0] >= '0' && rest.text[0] <= '9'))
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
	       c == 0x25A1 || c == 0x25A0 || c == 0x25CF || c == '-';
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

/* 网友投稿 wrote nothing. */
static bool is_nobody(str name)
{
	static const char *const names[] = {
		"网友投稿", "网友", "admin", "Admin", "管理员", "系统管理员",
		"匿名", "小编", "站长", "网站编辑", "本站", "未知", "不详",
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_equal(name, str_of(names[i])))
			return true;
	return false;
}

/* 秦　岚 is one name. */
static str take_name(str *text)
{
	str word = take_word(text), rest = *text;
	if (utf8_count(word) != 1)
		return word;
	rest = str_trim_start(rest);
	str other = take_word(&rest);
	str both = {word.text, (size_t)(other.text + other.len - word.text)};
	if (!other.len || !is_person(both))
		return word;
	*text = rest;
	return both;
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
	if (date_read_start(*text, &len, &iso, work->scratch)) {
		*text = str_from(*text, len);
		set(&out->date, iso);
		return;
	}
	enum fact next;
	if (fact == FACT_COUNT && (!text->len || text->text[0] < '0' ||
				   text->text[0] > '9'))
		return;
	if (label_len(*text, &next) || str_starts(*text, STR("|")))
		return;
	str word = fact == FACT_AUTHOR ? take_name(text) : take_word(text);
	if (fact == FACT_AUTHOR && !is_nobody(word))
		set(&out->author, word);
	else if (fact == FACT_SOURCE)
		set(&out->source, word);
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

/* <somebody@example.org> */
static bool is_address(str word)
{
	return str_find_byte(word, '@') != STR_NOT_FOUND &&
	       (word.text[0] == '<' || str_find_byte(word, '.') != STR_NOT_FOUND);
}

/* 星期四, 周四 */
static bool is_weekday(str word)
{
	static const char *const names[] = {"星期", "礼拜", "周"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		str name = str_of(names[i]);
		if (str_starts(word, name) && word.len == name.len + 3 &&
		    str_contains(STR("一二三四五六日天"),
				 str_from(word, name.len)))
			return true;
	}
	return false;
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
	size_t len = label_len(*text, &fact);
	str iso;
	if (len) {
		out->labels++;
		*text = str_from(*text, len);
		take_value(work, fact, text, out);
	} else if (date_read_start(*text, &len, &iso, work->scratch) && len) {
		set(&out->date, iso);
		*text = str_from(*text, len);
	} else {
		str word = take_word(text);
		if (is_weekday(word) || is_address(word))
			return;
		if (str_starts(word, STR("《")) && str_ends(word, STR("》"))) {
			set(&out->title, str_cut(word, 3, word.len - 3));
			return;
		}
		bool is_follow = str_equal(word, STR("关注"));
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
	while (text.len && out->rest <= MOST_REST) {
		str before = text;
		take_fact(work, &text, out, &left);
		text = skip_separators(text);
		if (text.len == before.len)
			break;
	}
	if (out->rest > MOST_REST || (out->labels == 0 && !out->date.len))
		return false;
	/* （某年某月某日第几次会议通过） belongs to the text. */
	if (out->labels == 0 && (out->rest > MOST_PLACE ||
				 character_before(line, line.len) == 0xFF09))
		return false;
	if (text_ending(line) == ENDS_STOP && !is_summary)
		return false;
	if (left.len && !out->source.len && out->rest <= 12 &&
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
