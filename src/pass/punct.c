/* One form for the marks of Chinese text: , ; : ! ? ( ) between Han become
 * full width, ... becomes …… and -- becomes ——. Quotation marks are in
 * quote.c.
 *
 * Each mark is judged by its nearest neighbours. Numbers, times, ratios,
 * addresses, code and English sentences keep theirs; so does a mark that is
 * damage rather than punctuation: a ? in 甲?乙 may have been a dot.
 */
#include <stdlib.h>

#include "base/unicode.h"
#include "base/utf8.h"
#include "book/numeral.h"
#include "pass/punct.h"

#include "base/banned.h"

#define MOST_OPEN 32
#define CLAUSE 150              /* bytes looked back for a question word */

struct scan {
	struct changes changes;
	str text;
	bool is_chinese;         /* more Han than words */
	size_t last;             /* the mark made full width last, plus one */
	struct { size_t at; bool is_wide; } open[MOST_OPEN];
	size_t open_count;
};

bool is_chinese(uint32_t c)
{
	return unicode_is_han(c) || unicode_is_kana(c) || is_chinese_mark(c);
}

static bool is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static bool is_pause(uint32_t c)
{
	return c == 0x3001 || c == 0x3002 || c == 0xFF0C || c == 0xFF1A ||
	       c == 0xFF1B || c == 0xFF01 || c == 0xFF1F || c == ',' ||
	       c == ';' || c == ':';
}

static uint32_t solid_before(str text, size_t at)
{
	while (at > 0 && text.text[at - 1] == ' ')
		at--;
	return character_before(text, at);
}

static uint32_t solid_after(str text, size_t at)
{
	while (at < text.len && text.text[at] == ' ')
		at++;
	return character_at(text, at);
}

static bool is_letter_or_opening(uint32_t c)
{
	return unicode_is_han(c) || unicode_is_kana(c) || c == 0x201C ||
	       c == 0x2018 || c == 0x300A || c == 0xFF08 || c == 0x300C;
}

/* , ; : between Han, or behind a word of a Chinese sentence. */
static bool is_wide_pause(const struct scan *scan, size_t at)
{
	str text = scan->text;
	if (is_digit(character_before(text, at)) &&
	    is_digit(character_at(text, at + 1)))
		return false;
	uint32_t before = solid_before(text, at);
	uint32_t after = solid_after(text, at + 1);
	if (is_pause(before) || is_pause(after) || before == 0 ||
	    before == '\n')
		return false;
	if (text.text[at] == ':' && (after == '/' || after == '\\'))
		return false;
	/* :-) and ;) */
	if (character_at(text, at + 1) == ')' ||
	    str_starts(str_from(text, at + 1), STR("-)")))
		return false;
	bool is_behind_quote = before == '"' || before == '\'';
	if (is_chinese(before) || (is_behind_quote && unicode_is_han(after)))
		return true;
	return scan->is_chinese && is_letter_or_opening(after);
}

static bool is_asking(str clause)
{
	static const char *const words[] = {
		"什么", "什麼", "甚么", "怎", "如何", "谁", "誰", "哪", "几",
		"幾", "是否", "为何", "何", "多少", "吗", "嗎", "呢", "么",
		"麼", "能否", "可否", "难道", "難道", "岂", "豈", "孰", "还是",
		"還是", "有没有", "有沒有", "是不是", "吧", "不容易", "可以不",
		"对不对", "好不好", "对吗",
	};
	return find_word(clause, words, sizeof words / sizeof *words) >= 0;
}

/* The text from the last mark of a sentence or clause on. */
static str clause_before(str text, size_t at)
{
	size_t from = at;
	while (from > 0 && at - from < CLAUSE) {
		size_t before = from;
		uint32_t c = utf8_previous(text, &before);
		if (c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == '?' ||
		    c == '!' || c == 0xFF1B || c == ';' || c == '\n')
			break;
		from = before;
	}
	return str_cut(text, from, at);
}

static bool is_wide_cry(const struct scan *scan, size_t at)
{
	str text = scan->text;
	uint32_t before = solid_before(text, at);
	if (scan->last == at && at > 0)
		return true;
	if (!is_chinese(before) || is_pause(before))
		return false;
	if (text.text[at] == '!')
		return character_at(text, at + 1) != '=';
	uint32_t after = character_at(text, at + 1);
	if (!unicode_is_han(after))
		return true;
	return is_asking(clause_before(text, at));
}

static void widen(struct scan *scan, size_t at, const char *rule)
{
	static const char *const wide[128] = {
		[','] = "，", [';'] = "；", [':'] = "：", ['!'] = "！",
		['?'] = "？", ['('] = "（", [')'] = "）",
	};
	change(&scan->changes, at, at + 1,
	       str_of(wide[(unsigned char)scan->text.text[at]]), rule);
	scan->last = at + 1;
}

static bool holds_han(str text, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (is_han_lead((unsigned char)text.text[i]))
			return true;
	return false;
}

static bool is_wide_pair(const struct scan *scan, size_t open, size_t close)
{
	str text = scan->text;
	uint32_t before = character_before(text, open);
	uint32_t after = character_at(text, close + 1);
	if (holds_han(text, open, close) || is_chinese(before))
		return true;
	return scan->is_chinese && after && (before == 0 || before == '\n');
}

static void open_bracket(struct scan *scan, size_t at, bool is_wide)
{
	if (scan->open_count < MOST_OPEN) {
		scan->open[scan->open_count].at = at;
		scan->open[scan->open_count].is_wide = is_wide;
	}
	scan->open_count++;
}

static void close_bracket(struct scan *scan, size_t at, bool is_wide)
{
	if (scan->open_count == 0)
		return;
	if (--scan->open_count >= MOST_OPEN)
		return;
	size_t open = scan->open[scan->open_count].at;
	bool is_open_wide = scan->open[scan->open_count].is_wide;
	if (is_wide && is_open_wide)
		return;
	if (!is_wide && !is_open_wide && !is_wide_pair(scan, open, at))
		return;
	size_t last = scan->last;
	if (!is_open_wide)
		widen(scan, open, "punct/bracket");
	scan->last = last;
	if (!is_wide)
		widen(scan, at, "punct/bracket");
}

static size_t run_of(str text, size_t at, str mark)
{
	size_t count = 0;
	while (str_starts(str_from(text, at + count * mark.len), mark))
		count++;
	return count;
}

/* Three dots or more, or one … alone, beside Chinese text. */
static size_t settle_dots(struct scan *scan, size_t at, str mark)
{
	size_t count = run_of(scan->text, at, mark);
	size_t end = at + count * mark.len;
	bool is_ellipsis = mark.len == 3 && mark.text[0] == '\xE2';
	bool is_meant = is_ellipsis ? count == 1 : count >= 3;
	if (is_meant && (is_chinese(character_before(scan->text, at)) ||
			 is_chinese(character_at(scan->text, end))))
		change(&scan->changes, at, end, STR("……"), "punct/ellipsis");
	return end;
}

/* 他想了想······ : points stand for an ellipsis as three or six, and no
 * number follows, as behind the leader of a list of contents. */
static size_t settle_points(struct scan *scan, size_t at)
{
	size_t count = run_of(scan->text, at, STR("·"));
	size_t end = at + count * 2;
	uint32_t after = character_at(scan->text, end);
	if ((count == 3 || count == 6) && !(after >= '0' && after <= '9') &&
	    is_chinese(character_before(scan->text, at)))
		change(&scan->changes, at, end, STR("……"), "punct/ellipsis");
	return count ? end : at + 2;
}

static size_t settle_hyphens(struct scan *scan, size_t at)
{
	size_t count = run_of(scan->text, at, STR("-"));
	size_t end = at + count;
	uint32_t before = character_before(scan->text, at);
	uint32_t after = character_at(scan->text, end);
	if (count == 2 && is_chinese(after) &&
	    (before == 0 || is_chinese(before)))
		change(&scan->changes, at, end, STR("——"), "punct/dash");
	return end;
}

/* ' with nothing of its word behind it. */
static bool is_closing_tick(str text, size_t at)
{
	uint32_t after = character_at(text, at + 1);
	return character_at(text, at) == '\'' &&
	       (after == 0 || after == '\n' || is_chinese_mark(after));
}

/* A dot that ends a Chinese sentence: ． or . where nothing but a closing
 * mark follows. 卡尔．某某 and the dot behind a label are something else. */
static size_t settle_stop(struct scan *scan, size_t at, size_t len)
{
	str text = scan->text;
	size_t end = at + len;
	uint32_t before = character_before(text, at);
	uint32_t after = character_at(text, end);
	bool is_end = after == 0 || after == '\n' || after == 0x201D ||
		      after == 0x300D || after == 0x300F || after == '"' ||
		      after == 0x2019 || is_closing_tick(text, end) ||
		      solid_after(text, end) == 0;
	bool is_letter = unicode_is_han(before) || unicode_is_kana(before);
	if (is_end && is_letter && label_read(text).bytes < at)
		change(&scan->changes, at, end, STR("。"), "punct/stop");
	return end;
}

static bool is_capital(uint32_t c)
{
	return c >= 'A' && c <= 'Z';
}

/* 卡尔•某某, 卡尔‧J•某某: names are parted by ·, GB/T 15834 4.12. */
static size_t settle_point(struct scan *scan, size_t at)
{
	uint32_t before = character_before(scan->text, at);
	uint32_t after = character_at(scan->text, at + 3);
	/* J•R, when J stands behind such a point itself. */
	bool goes_on = at > 3 && is_capital(before) && is_capital(after) &&
		       str_equal(str_cut(scan->text, at - 4, at - 1),
				 str_cut(scan->text, at, at + 3));
	bool is_han = unicode_is_han(before) || unicode_is_han(after);
	if (goes_on ||
	    (is_han && (unicode_is_han(before) || is_capital(before)) &&
	     (unicode_is_han(after) || is_capital(after))))
		change(&scan->changes, at, at + 3, STR("·"), "punct/point");
	return at + 3;
}

/* Behind an address: its marks are its own. */
static size_t skip_address(str text, size_t at)
{
	while (at < text.len && (unsigned char)text.text[at] > ' ' &&
	       (unsigned char)text.text[at] < 0x80)
		at++;
	return at;
}

static size_t scan_ascii(struct scan *scan, size_t at)
{
	switch (scan->text.text[at]) {
	case ',': case ';': case ':':
		if (str_starts(str_from(scan->text, at), STR("://")))
			return skip_address(scan->text, at);
		if (is_wide_pause(scan, at))
			widen(scan, at, "punct/mark");
		return at + 1;
	case '!': case '?':
		if (is_wide_cry(scan, at))
			widen(scan, at, "punct/mark");
		return at + 1;
	case '(':
		open_bracket(scan, at, false);
		return at + 1;
	case ')':
		close_bracket(scan, at, false);
		return at + 1;
	case '.':
		if (run_of(scan->text, at, STR(".")) == 1)
			return settle_stop(scan, at, 1);
		return settle_dots(scan, at, STR("."));
	case '-':
		return settle_hyphens(scan, at);
	default:
		return at + 1;
	}
}

/* Told by the last byte of three: there are many of them. */
static size_t scan_wide(struct scan *scan, size_t at)
{
	str rest = str_from(scan->text, at);
	if (rest.len < 3)
		return scan->text.len;
	switch ((unsigned char)rest.text[2]) {
	case 0x88:
		if (str_starts(rest, STR("（")))
			open_bracket(scan, at, true);
		break;
	case 0x89:
		if (str_starts(rest, STR("）")))
			close_bracket(scan, at, true);
		break;
	case 0x8E:
		if (str_starts(rest, STR("．")))
			return settle_stop(scan, at, 3);
		break;
	case 0xA6:
		if (str_starts(rest, STR("…")))
			return settle_dots(scan, at, STR("…"));
		break;
	case 0xA2: case 0xA7:
		if (str_starts(rest, STR("•")) || str_starts(rest, STR("‧")))
			return settle_point(scan, at);
		break;
	case 0x82:
		if (str_starts(rest, STR("。。")))
			return settle_dots(scan, at, STR("。"));
		break;
	default:
		break;
	}
	return at + 3;
}

/* What the first look at the bytes tells. */
struct census {
	size_t han, letters, marks;
};

static struct census take_census(str text)
{
	/* 1: a letter, 2: a mark that may need work, 3: a lead byte of Han */
	static const unsigned char kinds[256] = {
		['a'] = 1, ['b'] = 1, ['c'] = 1, ['d'] = 1, ['e'] = 1,
		['f'] = 1, ['g'] = 1, ['h'] = 1, ['i'] = 1, ['j'] = 1,
		['k'] = 1, ['l'] = 1, ['m'] = 1, ['n'] = 1, ['o'] = 1,
		['p'] = 1, ['q'] = 1, ['r'] = 1, ['s'] = 1, ['t'] = 1,
		['u'] = 1, ['v'] = 1, ['w'] = 1, ['x'] = 1, ['y'] = 1,
		['z'] = 1, [','] = 2, [';'] = 2, [':'] = 2, ['!'] = 2,
		['?'] = 2, ['('] = 2, [')'] = 2, ['"'] = 2, ['\''] = 2,
		['.'] = 2, ['-'] = 2, [0xC2] = 2, [0xE2] = 2, [0xE4] = 3, [0xE5] = 3,
		[0xE6] = 3, [0xE7] = 3, [0xE8] = 3, [0xE9] = 3,
	};
	size_t counts[4] = {0};
	for (size_t i = 0; i < text.len; i++)
		counts[kinds[(unsigned char)text.text[i]]]++;
	return (struct census){counts[3], counts[1], counts[2]};
}

/* `code` typed in plain text is shown as 'x', as marked code is. */
static str without_typed_code(struct work *work, str text)
{
	size_t open = str_find_byte(text, '`'), close;
	if (open == STR_NOT_FOUND)
		return text;
	char *copy = arena_take(work->scratch, text.len);
	memcpy(copy, text.text, text.len);
	while (open != STR_NOT_FOUND) {
		close = str_find_from(text, STR("`"), open + 1);
		if (close == STR_NOT_FOUND)
			break;
		memset(copy + open + 1, 'x', close - open - 1);
		open = str_find_from(text, STR("`"), close + 1);
	}
	return (str){copy, text.len};
}

static int compare_edits(const void *a, const void *b)
{
	const struct text_edit *first = a, *second = b;
	return (first->from > second->from) - (first->from < second->from);
}

static void settle_block(struct work *work, struct block *block)
{
	str text = without_typed_code(work, masked_text(work, block));
	struct scan scan = {.text = text};
	struct census census = take_census(scan.text);
	bool has_stops = str_contains(scan.text, STR("。。")) ||
			 str_contains(scan.text, STR("．"));
	if (census.han == 0 || (census.marks == 0 && !has_stops))
		return;
	scan.is_chinese = census.han * 2 > census.letters;
	scan.last = SIZE_MAX;
	scan.changes = (struct changes){.work = work, .block = block,
					.text = scan.text};
	for (size_t at = 0; at < scan.text.len;) {
		unsigned char byte = (unsigned char)scan.text.text[at];
		if (byte < 0x80)
			at = scan_ascii(&scan, at);
		else if (byte == 0xE2 || byte == 0xE3 || byte == 0xEF)
			at = scan_wide(&scan, at);
		else if (byte == 0xC2)
			at = settle_points(&scan, at);
		else
			at += byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
	}
	curl_quotes(&scan.changes);
	if (scan.changes.edits.count > 1)
		qsort(scan.changes.edits.at, scan.changes.edits.count,
		      sizeof(struct text_edit), compare_edits);
	changes_apply(&scan.changes);
	if (str_find_byte(scan.text, '"') == STR_NOT_FOUND)
		return;
	scan.changes.text = without_typed_code(work, masked_text(work, block));
	turn_quotes(&scan.changes);
	changes_apply(&scan.changes);
}

void pass_punct(struct work *work)
{
	if (work->context->clean.punctuation == PUNCTUATION_KEEP)
		return;
	struct prose_walk walk = {0};
	for (struct block *block; (block = next_prose(work, &walk));) {
		struct arena_mark mark = arena_mark(work->scratch);
		settle_block(work, block);
		arena_rewind(work->scratch, mark);
	}
	settle_fields(work, settle_block, "punct/field");
}
