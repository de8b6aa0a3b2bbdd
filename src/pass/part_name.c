/* Headings told by their names: 引言, 后记, 附录一; and parts that are named in
 * a row: 上篇 下篇, （上） （下）, 其一 其二, 1 2 alone over text. A name of a row
 * counts only where the one before it, or after the first, stands on its own
 * line too.
 */
#include "base/utf8.h"
#include "pass/candidate.h"

#include "base/banned.h"

#define LONGEST_NAMED 40        /* characters */
#define LONGEST_TAILED 42       /* bytes */
#define FARTHEST 2000           /* lines looked at for a neighbour */

/* （前言） -> 前言 */
static str without_brackets(str text)
{
	bool is_wide = str_starts(text, STR("（")) && str_ends(text, STR("）"));
	bool is_narrow = str_starts(text, STR("(")) && str_ends(text, STR(")"));
	size_t len = is_wide ? 3 : is_narrow;
	return str_cut(text, len, text.len - len);
}

bool is_preface(str text)
{
	static const char *const names[] = {
		"序", "跋", "自序", "代序", "题记", "凡例", "弁言", "前言", "引言",
		"序言", "导言", "绪言", "引子", "绪论", "导论", "结论", "结语", "结束语",
		"余论", "后记", "跋语", "尾声", "小结", "致谢", "附录", "注释", "参考文献",
		"参考书目", "主要参考文献",
	};
	text = without_brackets(text);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_equal_loosely(text, str_of(names[i])))
			return true;
	return str_starts(text, STR("楔子")) && utf8_count(text) < 24;
}

/* --- rows --- */

static const struct {
	const char *names[3];
	enum heading_kind kind;
} rows[] = {
	{{"上篇", "中篇", "下篇"}, HEADING_VOLUME},
	{{"上编", "中编", "下编"}, HEADING_VOLUME},
	{{"上卷", "中卷", "下卷"}, HEADING_VOLUME},
	{{"卷上", "卷中", "卷下"}, HEADING_VOLUME},
	{{"上部", "中部", "下部"}, HEADING_VOLUME},
	{{"上册", "中册", "下册"}, HEADING_VOLUME},
	{{"上集", "中集", "下集"}, HEADING_VOLUME},
	{{"（上）", "（中）", "（下）"}, HEADING_BRACKET},
	{{"(上)", "(中)", "(下)"}, HEADING_BRACKET},
};

/* 附录一, 其二 */
static const struct {
	const char *word;
	enum heading_kind kind;
} counted[] = {
	{"卷", HEADING_VOLUME}, {"专题", HEADING_CHAPTER},
	{"单元", HEADING_CHAPTER}, {"模块", HEADING_CHAPTER},
	{"附录", HEADING_CHAPTER}, {"之", HEADING_BRACKET},
	{"其", HEADING_BRACKET},
};
#define ROWS (int)(sizeof rows / sizeof rows[0])
#define COUNTED (int)(sizeof counted / sizeof counted[0])

/* Nothing, a blank or a mark: the name ends here. */
static bool is_end(str text, size_t at)
{
	uint32_t c = character_at(text, at);
	return c == 0 || c == ' ' || c == 0x3000 || c == ':' || c == 0xFF1A ||
	       c == 0xB7 || c == 0x300A;
}

static bool read_number(str text, int *number, size_t *len)
{
	if (numeral_read(text, number, len))
		return true;
	*len = 1;
	*number = text.len ? text.text[0] - 'A' + 1 : 0;
	return *number >= 1 && *number <= 26;
}

bool tail_number(str words, int *number)
{
	size_t at = str_find_last(words, STR("第")), len;
	str rest = at == STR_NOT_FOUND ? STR_NONE
				       : str_from(words, at + strlen("第"));
	return at != STR_NOT_FOUND && at > 0 && words.len <= LONGEST_TAILED &&
	       numeral_read(rest, number, &len) && len == rest.len;
}

/* 2　结果: sections of a paper (GB/T 7713), of which 2.1 are parts. */
static bool read_section(str words, int *number)
{
	size_t digits = 0;
	while (digits < words.len && words.text[digits] >= '0' &&
	       words.text[digits] <= '9')
		digits++;
	str rest = str_from(words, digits);
	str title = str_trim_start(rest);
	return digits >= 1 && digits <= 2 && title.len < rest.len &&
	       is_han_at(title, 0) && !is_quantity(title, 0) &&
	       str_to_int(str_cut(words, 0, digits), number);
}

static struct part_name read_name(str words)
{
	int number;
	size_t len;
	for (int i = 0; i < ROWS; i++)
		for (int k = 0; k < 3; k++) {
			str name = str_of(rows[i].names[k]);
			if (str_starts(words, name) && is_end(words, name.len))
				return (struct part_name){i + 1, k + 1,
							  rows[i].kind};
		}
	for (int i = 0; i < COUNTED; i++) {
		str word = str_of(counted[i].word);
		if (str_starts(words, word) &&
		    read_number(str_from(words, word.len), &number, &len) &&
		    is_end(words, word.len + len))
			return (struct part_name){ROWS + i + 1, number,
						  counted[i].kind};
	}
	if (tail_number(words, &number))
		return (struct part_name){ROWS + COUNTED + 2, number,
					  HEADING_CHAPTER};
	if (read_section(words, &number))
		return (struct part_name){ROWS + COUNTED + 2, number,
					  HEADING_DOTTED};
	if (words.len <= 2 && str_to_int(words, &number))
		return (struct part_name){ROWS + COUNTED + 1, number,
					  HEADING_DIGIT};
	return (struct part_name){0, 0, HEADING_NONE};
}

static bool may_be_named(const struct sight *sight)
{
	return !sight->is_figure && sight->text.len &&
	       sight->characters <= LONGEST_NAMED &&
	       (sight->ending == ENDS_OPEN || sight->ending == ENDS_CLOSER) &&
	       !sight->stops && sight->linked * 2 <= sight->text.len;
}

/* 上 comes before 下 with or without 中. */
static bool follows(struct part_name name, struct part_name before)
{
	return name.row == before.row &&
	       (name.number == before.number + 1 ||
		(name.row <= ROWS && name.number == before.number + 2));
}

void find_part_names(struct outline_work *o)
{
	size_t count = o->sights.list.count;
	o->names = arena_array(o->work->scratch, struct part_name, count + 1);
	for (size_t i = 0; i < count; i++)
		if (may_be_named(sight_at(o, i)))
			o->names[i] = read_name(sight_at(o, i)->words);
}

/* The nearest name of its row decides. */
static bool has_neighbour(const struct outline_work *o, size_t i)
{
	struct part_name name = o->names[i];
	for (size_t k = i; name.number > 1 && k-- > 0 && i - k < FARTHEST;)
		if (o->names[k].row == name.row)
			return o->kinds[k] == name.kind &&
			       follows(name, o->names[k]);
	for (size_t k = i + 1; name.number == 1 && sight_at(o, k) &&
			       k - i < FARTHEST; k++)
		if (o->names[k].row == name.row)
			return follows(o->names[k], name);
	return false;
}

enum heading_kind judge_part_name(const struct outline_work *o, size_t i)
{
	const struct sight *next = sight_at(o, i + 1);
	enum heading_kind kind = o->names[i].kind;
	if (!o->names[i].row || !next || !has_neighbour(o, i))
		return HEADING_NONE;
	bool is_over = sight_is_prose(next) ||
		       (kind == HEADING_DOTTED && dotted_parts(next->text));
	return kind < HEADING_HAN || kind == HEADING_BRACKET || is_over
		       ? kind : HEADING_NONE;
}

/* --- levels --- */

static bool is_weak(enum heading_kind kind)
{
	return kind == HEADING_PLAIN || kind == HEADING_BOLD ||
	       kind == HEADING_CENTRED;
}

/* Said more than once, it belongs to the parts and not to the whole. */
static bool is_single(const struct outline_work *o, size_t i)
{
	const struct sight *sight = sight_at(o, i);
	size_t k = i > FARTHEST ? i - FARTHEST : 0;
	for (; sight_at(o, k) && k < i + FARTHEST; k++)
		if (k != i && o->kinds[k] != HEADING_NONE &&
		    str_equal_loosely(sight_at(o, k)->words, sight->words))
			return false;
	return true;
}

static bool is_beside_parts(const struct outline_work *o, size_t i)
{
	enum heading_kind kind = o->kinds[i];
	str words = sight_at(o, i)->words;
	if (str_starts(words, STR("附录")))
		return is_weak(kind) || kind == HEADING_CHAPTER;
	return is_weak(kind) && is_preface(words) &&
	       !str_equal(words, STR("小结")) && is_single(o, i);
}

/* An introduction and an end stand beside the parts, not above or in them. */
void level_prefaces(struct outline_work *o)
{
	enum heading_kind top = HEADING_NONE;
	for (size_t i = 0; i < o->sights.list.count && !top; i++)
		if (o->kinds[i] != HEADING_NONE &&
		    !is_preface(sight_at(o, i)->words))
			top = o->kinds[i];
	if (top < HEADING_VOLUME || top == HEADING_SOURCE ||
	    top == HEADING_LARGER)
		return;
	for (size_t i = 0; i < o->sights.list.count; i++)
		if (is_beside_parts(o, i))
			o->kinds[i] = top;
}
