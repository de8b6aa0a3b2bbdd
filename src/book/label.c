/* The labels that headings and list items begin with: 第一章 一、（一）1. ①
 *
 * What a label is not decides here: a year, a decimal, a time, an
 * enumeration in the running text (七、八月), a word that merely begins like
 * one (第一节课). The first character sorts out nearly every other text.
 */
#include "base/utf8.h"
#include "book/inside.h"
#include "book/numeral.h"

#include "base/banned.h"

/* A list does not go further; 1997、 and （2021） are years. */
#define HIGHEST_ITEM 199
#define HIGHEST_CHAPTER 9999

static const struct label no_label = {.kind = LABEL_NONE};

static uint32_t at(str text, size_t offset)
{
	return offset < text.len ? utf8_first(str_from(text, offset)) : 0;
}

static bool is_blank(uint32_t c)
{
	return c == ' ' || c == '\t' || c == 0xA0 || c == 0x3000;
}

static size_t skip_blanks(str text, size_t offset)
{
	while (offset < text.len) {
		size_t next = offset;
		if (!is_blank(utf8_next(text, &next)))
			break;
		offset = next;
	}
	return offset;
}

static size_t width(uint32_t c)
{
	char bytes[4];
	return utf8_encode(c, bytes);
}

static bool is_decimal(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

static struct label ends_at(str text, enum label_kind kind, int number,
			    size_t end)
{
	return (struct label){.kind = kind, .number = number,
			      .bytes = skip_blanks(text, end)};
}

/* Does another number follow that counts on: 七、八月, 1、2号? */
static bool counts_on(str text, size_t offset, int number)
{
	int next;
	size_t len;
	uint32_t c = at(text, offset);
	if (c == 0x4E24 || c == 0x5169)         /* 两岸 */
		return false;
	return numeral_read(str_from(text, offset), &next, &len) &&
	       next == number + 1;
}

/* The word that 第N counts. */
struct unit {
	const char *word;
	enum label_kind kind;
	bool needs_boundary;      /* too common a word without one */
	const char *not_before;   /* characters that make another word */
};

static const struct unit units[] = {
	{"部分", LABEL_VOLUME, true, ""},
	{"单元", LABEL_CHAPTER, true, ""},
	{"單元", LABEL_CHAPTER, true, ""},
	{"专题", LABEL_CHAPTER, true, ""},
	{"專題", LABEL_CHAPTER, true, ""},
	{"模块", LABEL_CHAPTER, true, ""},
	{"模組", LABEL_CHAPTER, true, ""},
	{"编", LABEL_VOLUME, false, "辑写制号码剧者排织"},
	{"編", LABEL_VOLUME, false, "輯寫製號碼劇者排織"},
	{"部", LABEL_VOLUME, true, ""},
	{"卷", LABEL_VOLUME, true, ""},
	{"篇", LABEL_VOLUME, true, ""},
	{"册", LABEL_VOLUME, true, ""},
	{"冊", LABEL_VOLUME, true, ""},
	{"辑", LABEL_VOLUME, true, ""},
	{"輯", LABEL_VOLUME, true, ""},
	{"集", LABEL_CHAPTER, true, ""},
	{"折", LABEL_CHAPTER, true, ""},
	{"出", LABEL_CHAPTER, true, ""},
	{"幕", LABEL_CHAPTER, true, ""},
	{"章", LABEL_CHAPTER, false, "程"},
	{"回", LABEL_CHAPTER, true, ""},
	{"讲", LABEL_CHAPTER, true, ""},
	{"講", LABEL_CHAPTER, true, ""},
	{"课", LABEL_CHAPTER, true, ""},
	{"課", LABEL_CHAPTER, true, ""},
	{"节", LABEL_SECTION, false, "课目日奏约能制点省拍车电气假"},
	{"節", LABEL_SECTION, false, "課目日奏約能制點省拍車電氣假"},
	{"场", LABEL_SECTION, true, ""},
	{"場", LABEL_SECTION, true, ""},
	{"条", LABEL_ARTICLE, true, ""},
	{"條", LABEL_ARTICLE, true, ""},
};

static const struct unit *find_unit(str text)
{
	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
		if (str_starts(text, str_of(units[i].word)))
			return &units[i];
	return NULL;
}

static bool is_one_of(uint32_t c, const char *characters)
{
	str set = str_of(characters);
	for (size_t offset = 0; offset < set.len;)
		if (utf8_next(set, &offset) == c)
			return true;
	return false;
}

/* Is what follows the unit running text rather than a title? */
static bool runs_on(str text, size_t end, const struct unit *unit)
{
	uint32_t next = at(text, end);
	if (next == 0 || is_blank(next) ||
	    is_one_of(next, "：:．.·—–-《〈“「『【〔（("))
		return false;
	uint32_t second = at(text, end + width(next));
	if (is_one_of(next, "、和与與及到至或~～"))
		return second == 0x7B2C || next != 0x3001;      /* 第 */
	if (unit->needs_boundary)
		return true;
	return is_one_of(next, "的里裡是，,。；;！？!?") ||
	       is_one_of(next, unit->not_before);
}

static size_t skip_mark(str text, size_t offset, const char *marks)
{
	uint32_t c = at(text, offset);
	return c && is_one_of(c, marks) ? offset + width(c) : offset;
}

static struct label counted(str text, size_t end, int number)
{
	const struct unit *unit = find_unit(str_from(text, end));
	if (!unit || number > HIGHEST_CHAPTER)
		return no_label;
	end += strlen(unit->word);
	if (runs_on(text, end, unit))
		return no_label;
	end = skip_mark(text, end, "：:．.、");
	struct label label = ends_at(text, unit->kind, number, end);
	memcpy(label.unit, unit->word, strlen(unit->word));
	return label;
}

/* 第一章, 第 1 章, and 第一， as the beginning of an argument. */
static struct label after_di(str text)
{
	int number;
	size_t len;
	size_t start = skip_blanks(text, strlen("第"));
	if (!numeral_read(str_from(text, start), &number, &len))
		return no_label;
	size_t end = start + len;
	size_t marked = skip_mark(text, end, "，,、：:");
	if (marked > end && number <= HIGHEST_ITEM)
		return ends_at(text, LABEL_ORDINAL, number, marked);
	return counted(text, skip_blanks(text, end), number);
}

/* 一是一 says something else. */
static struct label ordinal(str text, size_t end, int number)
{
	static const char *const words[] = {"是", "要", "靠"};
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		str word = str_of(words[i]);
		if (!str_starts(str_from(text, end), word))
			continue;
		if (at(text, end + word.len) == at(text, 0))
			return no_label;
		struct label label = ends_at(text, LABEL_ORDINAL, number,
					     end + word.len);
		memcpy(label.unit, word.text, word.len);
		return label;
	}
	return no_label;
}

static struct label after_han(str text)
{
	int number;
	size_t end;
	if (!numeral_read(text, &number, &end) || number < 1 ||
	    number > HIGHEST_ITEM)
		return no_label;
	uint32_t next = at(text, end);
	if (next == 0 || next == 0x3000)
		return ends_at(text, LABEL_HAN, number, end);
	if (!is_one_of(next, "、．."))
		return ordinal(text, end, number);
	end += width(next);
	if (counts_on(text, end, number))
		return no_label;
	return ends_at(text, LABEL_HAN, number, end);
}

static struct label after_decimal(str text)
{
	int number;
	size_t end;
	if (!numeral_read(text, &number, &end) || number > HIGHEST_ITEM)
		return no_label;
	uint32_t next = at(text, end);
	if (next == 0 || !is_one_of(next, ".．、)）"))
		return no_label;
	end += width(next);
	if (next == ')' || next == 0xFF09)
		return ends_at(text, LABEL_DIGIT_PAREN, number, end);
	uint32_t second = at(text, end);
	if (next == 0x3001 && counts_on(text, end, number))
		return no_label;
	/* 3.14, 163.com, an ellipsis. */
	if (next != 0x3001 && (is_decimal(second) || second == '.' ||
			       (second >= 'a' && second <= 'z')))
		return no_label;
	return ends_at(text, LABEL_DIGIT, number, end);
}

static struct label after_paren(str text)
{
	int number;
	size_t len;
	size_t start = skip_blanks(text, width(at(text, 0)));
	if (!numeral_read(str_from(text, start), &number, &len) ||
	    number > HIGHEST_ITEM)
		return no_label;
	size_t end = skip_blanks(text, start + len);
	uint32_t close = at(text, end);
	if (close != ')' && close != 0xFF09)
		return no_label;
	end = skip_mark(text, end + width(close), "、");
	enum label_kind kind = is_decimal(at(text, start)) ? LABEL_DIGIT_PAREN
							   : LABEL_HAN_PAREN;
	return ends_at(text, kind, number, end);
}

/* Labels that are one character. */
struct series {
	uint32_t first, last;
	int number;
	enum label_kind kind;
};

static const struct series all_series[] = {
	{0x2460, 0x2473, 1, LABEL_CIRCLED},             /* ① */
	{0x2474, 0x2487, 1, LABEL_DIGIT_PAREN},         /* ⑴ */
	{0x2488, 0x249B, 1, LABEL_DIGIT},               /* ⒈ */
	{0x24F5, 0x24FE, 1, LABEL_CIRCLED},             /* ⓵ */
	{0x2776, 0x277F, 1, LABEL_CIRCLED},             /* ❶ */
	{0x2780, 0x2789, 1, LABEL_CIRCLED},             /* ➀ */
	{0x278A, 0x2793, 1, LABEL_CIRCLED},             /* ➊ */
	{0x3220, 0x3229, 1, LABEL_HAN_PAREN},           /* ㈠ */
	{0x3251, 0x325F, 21, LABEL_CIRCLED},            /* ㉑ */
	{0x3280, 0x3289, 1, LABEL_CIRCLED},             /* ㊀ */
	{0x32B1, 0x32BF, 36, LABEL_CIRCLED},            /* ㊱ */
};

static const struct series *find_series(uint32_t c)
{
	for (size_t i = 0; i < sizeof all_series / sizeof all_series[0]; i++)
		if (c >= all_series[i].first && c <= all_series[i].last)
			return &all_series[i];
	return NULL;
}

static struct label one_character(str text, uint32_t c)
{
	const struct series *series = find_series(c);
	if (!series)
		return no_label;
	size_t end = skip_mark(text, width(c), "、");
	return ends_at(text, series->kind,
		       series->number + (int)(c - series->first), end);
}

static struct label in_words(str text)
{
	static const str words[] = {{"首先", 6}, {"其次", 6}};
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		if (!str_starts(text, words[i]))
			continue;
		size_t end = skip_mark(text, words[i].len, "，,、：:");
		return ends_at(text, LABEL_ORDINAL, (int)i + 1, end);
	}
	return no_label;
}

struct label label_read(str text)
{
	uint32_t first = utf8_first(text);
	if (is_decimal(first))
		return after_decimal(text);
	if (first == '(' || first == 0xFF08)
		return after_paren(text);
	if (first < 0x2460)
		return no_label;
	if (first < 0x3300)
		return first == 0x3007 ? no_label : one_character(text, first);
	if (first == 0x7B2C)                            /* 第 */
		return after_di(text);
	if (first == 0x9996 || first == 0x5176)         /* 首 其 */
		return in_words(text);
	return begins_numeral(first) ? after_han(text) : no_label;
}

static str wide_digits(str figures, struct arena *a)
{
	char *out = arena_take(a, 3 * figures.len);
	for (size_t i = 0; i < figures.len; i++)
		utf8_encode(0xFF10 + (uint32_t)(figures.text[i] - '0'),
			    out + 3 * i);
	return (str){out, 3 * figures.len};
}

/* The number, written as the model writes its own. */
static str numeral_like(str model, int number, struct arena *a)
{
	uint32_t first = utf8_first(model);
	if (first == '0')
		return arena_format(a, "%0*d", (int)model.len, number);
	if (first >= '1' && first <= '9')
		return arena_format(a, "%d", number);
	if (is_decimal(first))
		return wide_digits(arena_format(a, "%d", number), a);
	return chinese_numeral(number, a);
}

static str one_like(const struct series *series, int number, struct arena *a)
{
	int highest = series->number + (int)(series->last - series->first);
	if (series->kind == LABEL_CIRCLED || number < series->number ||
	    number > highest)
		return circled_number(number, a);
	char bytes[4];
	uint32_t sign = series->first + (uint32_t)(number - series->number);
	size_t len = utf8_encode(sign, bytes);
	return arena_copy(a, (str){bytes, len});
}

str label_make(str model, int number, struct arena *a)
{
	for (size_t from = 0; from < model.len;) {
		str rest = str_from(model, from), made;
		uint32_t c = utf8_first(rest);
		size_t len = width(c);
		int ignored;
		const struct series *series = find_series(c);
		if (series) {
			made = one_like(series, number, a);
		} else if (numeral_read(rest, &ignored, &len)) {
			made = numeral_like(str_cut(rest, 0, len), number, a);
		} else {
			from += len;
			continue;
		}
		str head = arena_join(a, str_cut(model, 0, from), made);
		return arena_join(a, head, str_from(rest, len));
	}
	return model;
}
