/* Lines that are a name: below a title, behind an office or an age (〔唐〕), with
 * 著 behind it, or in the title's own line.
 */
#include "base/unicode.h"
#include "base/utf8.h"
#include "book/numeral.h"
#include "pass/head.h"

#include "base/banned.h"

#define LONGEST_ACCOUNT 12      /* characters */

static struct str_pair { str before, after; } cut_around(str text, str mark)
{
	size_t at = str_find(text, mark);
	if (at == STR_NOT_FOUND)
		return (struct str_pair){text, STR_NONE};
	return (struct str_pair){str_cut(text, 0, at),
				 str_from(text, at + mark.len)};
}

/* 〔唐〕 [清代] （宋） at the start; 0: none. */
static size_t age_len(str words)
{
	static const struct { const char *open, *close; } brackets[] = {
		{"〔", "〕"}, {"[", "]"}, {"【", "】"}, {"（", "）"}, {"(", ")"},
	};
	static const char *const ages[] = {"先秦", "春秋", "战国", "秦", "汉",
					   "魏", "晋", "唐", "宋", "元", "明", "清",
					   "南朝", "北朝", "隋", "五代", "金"};
	for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++) {
		size_t open = strlen(brackets[i].open);
		size_t close = str_find(words, str_of(brackets[i].close));
		if (!str_starts(words, str_of(brackets[i].open)) ||
		    close == STR_NOT_FOUND || close > open + strlen("南朝宋"))
			continue;
		for (size_t k = 0; k < sizeof ages / sizeof *ages; k++)
			if (str_starts(str_cut(words, open, close),
				       str_of(ages[k])))
				return close + strlen(brackets[i].close);
	}
	return 0;
}

/* 〔唐〕某某: nobody else is named so, whatever the surname. */
static str name_of_age(str text, str words, size_t age)
{
	str name = str_trim(str_from(words, age));
	size_t count = utf8_count(name);
	bool is_name = count >= 2 && count <= 5 &&
		       text_ending(name) == ENDS_OPEN;
	return is_name ? str_trim(str_from(text, text.len - name.len))
		       : STR_NONE;
}

/* 罗贯中, 罗贯中著 (whose last sign is 着 when simplified) */
static str name_of(struct work *work, str text)
{
	static const char *const roles[] = {
		"编着", "着", "撰", "作", "编", "辑",
	};
	static const char *const pens[] = {"散人", "居士", "山人", "道人",
					   "主人", "老人", "先生"};
	str words = unicode_simplified(str_trim(text), work->scratch);
	size_t age = age_len(words);
	if (age)
		return name_of_age(str_trim(text), words, age);
	size_t end = words.len;
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
		if (str_ends(words, str_of(roles[i])) && end == words.len)
			end -= strlen(roles[i]);
	str name = str_trim(str_cut(words, 0, end));
	size_t count = 0;
	for (size_t at = 0; at < name.len;)
		count += !unicode_is_space(utf8_next(name, &at));
	for (size_t i = 0; i < sizeof pens / sizeof *pens; i++)
		if (str_ends(name, str_of(pens[i])) && count > 2 && count <= 6)
			return str_cut(str_trim(text), 0, name.len);
	bool is_name = end < words.len ? count >= 2 && count <= 6
				       : is_person(name);
	return is_name ? str_cut(str_trim(text), 0, name.len) : STR_NONE;
}

/* 《三国演义》罗贯中, 三国演义　　罗贯中: title and author share the line. */
str split_author(struct work *work, str title)
{
	struct chapter *chapter = work->chapter;
	bool is_marked = str_starts(title, STR("《"));
	str blank = str_contains(title, STR("　　")) ? STR("　　") : STR("  ");
	struct str_pair parts = cut_around(title, is_marked ? STR("》") : blank);
	str name = name_of(work, cut_around(parts.after, STR("（")).before);
	if (is_marked && parts.before.len && !parts.after.len)
		return str_from(parts.before, strlen("《"));
	if (!parts.before.len || !name.len)
		return title;
	if (!chapter->author.len)
		chapter->author = name;
	return is_marked ? str_from(parts.before, strlen("《"))
			 : str_trim(parts.before);
}

/* 某村支部书记, 某学院: what a name may stand behind. */
static bool is_office(str words)
{
	static const char ends[] = "任授者师长院学校局委部社所站会村镇县市厂"
				   "司辑员家馆处科组班队系友堂";
	size_t at = words.len;
	char last[5] = "";
	if (words.len < 6)
		return false;
	utf8_encode(utf8_previous(words, &at), last);
	return strstr(ends, last) != NULL || str_ends(words, STR("书记"));
}

/* Whose page it is, between its title and its line of facts. */
static bool is_account(struct head *head, size_t i)
{
	const struct sight *sight = head_sight(head, i);
	bool is_page = head->is_saved_page ||
		       (head->work->chapter->format == FORMAT_HTML &&
			head->is_certain &&
			!str_starts(sight->text, STR("—")));
	size_t first = head->title_end;
	while (first < i && head_sight(head, first)->is_figure)
		first++;
	return is_page && i == first &&
	       sight->characters >= 2 && sight->characters <= LONGEST_ACCOUNT &&
	       sight->ending == ENDS_OPEN && i + 1 < head->end &&
	       head_is_facts(head, i + 1);
}

static void take_account(struct chapter *chapter, str name, struct arena *a)
{
	chapter->author = arena_copy(a, name);
	if (!chapter->source.len)
		chapter->source = chapter->author;
}

/* 卷一: what stands below it is no writer of the whole. */
static bool is_part_line(const struct sight *sight)
{
	return !sight->is_gone && sight->characters <= 12 &&
	       (str_starts(sight->words, STR("卷")) ||
		label_read(sight->text).kind != LABEL_NONE);
}

/* 某某　著, who is known. */
static bool is_known_writer(const struct chapter *chapter,
			    const struct sight *sight)
{
	static const char *const deeds[] = {"", "著", "编", "编著", "主编", "译",
					    "编译", "撰", "文"};
	size_t len = chapter->author.len
			     ? loose_prefix(sight->text, chapter->author) : 0;
	str deed = str_trim(str_from(sight->text, len));
	for (size_t i = 0; len && i < sizeof deeds / sizeof *deeds; i++)
		if (str_equal(deed, str_of(deeds[i])))
			return true;
	return false;
}

/* A name alone below the title, or 某村支部书记　某某. */
bool absorb_name(struct head *head, size_t i)
{
	struct chapter *chapter = head->work->chapter;
	struct sight *sight = head_sight(head, i);
	bool is_below = head->title_end > head->title &&
			i >= head->title_end && i < head->title_end + 3 &&
			!(i > head->title_end &&
			  is_part_line(head_sight(head, i - 1)));
	if (is_below && is_known_writer(chapter, sight))
		return true;
	if (!is_below || chapter->author.len || sight->characters > 24 ||
	    sight->stops || (sight->commas && !are_persons(sight->words)) ||
	    sight->block->kind != BLOCK_PARAGRAPH)
		return false;
	str name = sight->words;
	str signed_name = name_of(head->work, sight->text);
	if (signed_name.len) {
		chapter->author = arena_copy(head->work->a, signed_name);
		return true;
	}
	if (!are_persons(name) && is_account(head, i)) {
		take_account(chapter, sight->text, head->work->a);
		return true;
	}
	if (!are_persons(name)) {
		size_t blank = str_find_last(name, STR(" "));
		size_t wide = str_find_last(name, STR("　"));
		if (wide != STR_NOT_FOUND)
			blank = wide;
		if (blank == STR_NOT_FOUND ||
		    !is_office(str_trim_end(str_cut(name, 0, blank))))
			return false;
		name = str_trim(str_from(name, blank));
		if (!is_person(name))
			return false;
	}
	size_t from = (size_t)(name.text - sight->words.text);
	chapter->author = persons_alone(str_from(sight->text, from),
					head->work->a);
	return true;
}
