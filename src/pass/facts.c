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
#define MOST_REST 20            /* characters no fact explains */
#define MOST_PLACE 12           /* the same, beside a mere date */

enum fact { FACT_AUTHOR, FACT_SOURCE, FACT_DATE, FACT_SUMMARY, FACT_OTHER };

static const struct { const char *label; enum fact fact; } labels[] = {
	{"作者", FACT_AUTHOR}, {"文", FACT_AUTHOR}, {"撰文", FACT_AUTHOR},
	{"文章作者", FACT_AUTHOR}, {"本文作者", FACT_AUTHOR},
	{"原作者", FACT_AUTHOR}, {"主讲", FACT_AUTHOR}, {"主讲人", FACT_AUTHOR},
	{"Author", FACT_AUTHOR}, {"来源", FACT_SOURCE}, {"來源", FACT_SOURCE},
	{"文章来源", FACT_SOURCE}, {"信息来源", FACT_SOURCE},
	{"稿件来源", FACT_SOURCE}, {"新闻来源", FACT_SOURCE},
	{"资料来源", FACT_SOURCE}, {"消息来源", FACT_SOURCE},
	{"出处", FACT_SOURCE}, {"出處", FACT_SOURCE}, {"稿源", FACT_SOURCE},
	{"转载自", FACT_SOURCE}, {"原载", FACT_SOURCE}, {"日期", FACT_DATE},
	{"时间", FACT_DATE}, {"時間", FACT_DATE}, {"发布时间", FACT_DATE},
	{"發布時間", FACT_DATE}, {"發佈時間", FACT_DATE},
	{"发布日期", FACT_DATE}, {"發布日期", FACT_DATE},
	{"发表时间", FACT_DATE}, {"发表日期", FACT_DATE},
	{"更新时间", FACT_DATE}, {"更新日期", FACT_DATE},
	{"添加时间", FACT_DATE}, {"发稿时间", FACT_DATE},
	{"Date", FACT_DATE}, {"摘要", FACT_SUMMARY}, {"内容摘要", FACT_SUMMARY},
	{"內容摘要", FACT_SUMMARY}, {"导语", FACT_SUMMARY},
	{"编辑", FACT_OTHER}, {"編輯", FACT_OTHER}, {"责任编辑", FACT_OTHER},
	{"責任編輯", FACT_OTHER}, {"责编", FACT_OTHER}, {"记者", FACT_OTHER},
	{"发布人", FACT_OTHER}, {"发布者", FACT_OTHER}, {"供稿", FACT_OTHER},
	{"审核", FACT_OTHER}, {"审稿", FACT_OTHER}, {"校对", FACT_OTHER},
	{"录入", FACT_OTHER}, {"浏览次数", FACT_OTHER}, {"浏览量", FACT_OTHER},
	{"浏览", FACT_OTHER}, {"瀏覽次數", FACT_OTHER}, {"点击数", FACT_OTHER},
	{"点击量", FACT_OTHER}, {"点击", FACT_OTHER}, {"点击率", FACT_OTHER},
	{"阅读次数", FACT_OTHER}, {"阅读数", FACT_OTHER},
	{"阅读量", FACT_OTHER}, {"阅读", FACT_OTHER}, {"人气", FACT_OTHER},
	{"访问次数", FACT_OTHER}, {"访问量", FACT_OTHER}, {"次数", FACT_OTHER},
	{"评论", FACT_OTHER}, {"所属栏目", FACT_OTHER},
	{"所屬欄目", FACT_OTHER}, {"栏目", FACT_OTHER}, {"分类", FACT_OTHER},
	{"标签", FACT_OTHER}, {"關鍵詞", FACT_OTHER}, {"字号", FACT_OTHER},
	{"关键词", FACT_OTHER}, {"关键字", FACT_OTHER}, {"字体", FACT_OTHER},
	{"打印", FACT_OTHER}, {"原标题", FACT_OTHER}, {"原標題", FACT_OTHER},
	{"发布于", FACT_DATE}, {"發佈於", FACT_DATE}, {"发表于", FACT_DATE},
	{"整理", FACT_OTHER}, {"摄影", FACT_OTHER}, {"图片来源", FACT_OTHER},
	{"通讯员", FACT_OTHER}, {"撰稿", FACT_AUTHOR}, {"撰稿人", FACT_AUTHOR},
};

/* Bytes of a label and its colon at the start of a text; 0: none. */
static size_t label_len(str text, enum fact *fact)
{
	static const char *const colons[] = {"：", ":", "/", "／", "︱", "丨",
					     "|", "｜"};
	for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
		str label = str_of(labels[i].label);
		if (!str_starts(text, label))
			continue;
		str rest = str_trim_start(str_from(text, label.len));
		/* 文/张三, not 文：…; 作者｜张三, not 阅读/写作 */
		bool takes_bars = labels[i].fact <= FACT_SOURCE;
		size_t k = label.len == 3 ? 2 : 0;
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

/* A value's first word: up to a blank, a bar, or a label glued on. */
static str take_word(str *text)
{
	size_t at = 0, last = 0;
	enum fact ignored;
	while (at < text->len) {
		last = at;
		uint32_t c = utf8_next(*text, &at);
		if (unicode_is_space(c) || c == '|' || c == 0xFF5C ||
		    c == 0xFF09 || c == ')' || c == 0x3011 ||
		    (last > 0 && label_len(str_from(*text, last), &ignored))) {
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

static void take_value(struct work *work, enum fact fact, str *text,
		       struct facts *out)
{
	size_t len;
	str iso;
	*text = str_trim_start(*text);
	if (fact == FACT_SUMMARY) {
		set(&out->summary, *text);
		*text = STR_NONE;
		return;
	}
	if (date_read_start(*text, &len, &iso, work->scratch)) {
		*text = str_from(*text, len);
		set(&out->date, iso);
		return;
	}
	enum fact next;
	if (label_len(*text, &next) || str_starts(*text, STR("|")))
		return;
	str word = take_word(text);
	if (fact == FACT_AUTHOR)
		set(&out->author, word);
	else if (fact == FACT_SOURCE)
		set(&out->source, word);
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
		out->rest += utf8_count(word);
		if (!out->author.len && is_person(word))
			out->author = word;
		else
			*left = word;
	}
}

bool facts_read(struct work *work, str line, struct facts *out)
{
	*out = (struct facts){.author = STR_NONE, .source = STR_NONE,
			      .date = STR_NONE, .summary = STR_NONE};
	str left = STR_NONE;
	str text = skip_separators(str_trim(line));
	enum fact fact;
	bool is_summary = label_len(text, &fact) && fact == FACT_SUMMARY;
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
	    out->labels < 2 && utf8_count(left) >= 2)
		out->source = left;
	return true;
}
