/* Numbers <-> Chinese, roman and circled numerals. Reading takes the longest
 * run of numeral characters and then asks whether it is a number: with 十 百
 * 千 万 by value, without them digit by digit.
 */
#include "base/buf.h"
#include "base/utf8.h"
#include "book/inside.h"
#include "book/numeral.h"

#include "base/banned.h"

static const char digits[10][4] = {
	"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九",
};

static str decimal(int number, struct arena *a)
{
	return arena_format(a, "%d", number);
}

/* One to four digits with their units; `is_inner` when 万 stands before. */
static void add_section(struct buf *out, int section, bool is_inner)
{
	static const struct { int value; const char *sign; } units[] = {
		{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""},
	};
	bool has_gap = is_inner, has_any = is_inner;
	for (size_t i = 0; i < 4; i++) {
		int digit = section / units[i].value % 10;
		if (digit == 0) {
			has_gap = true;
			continue;
		}
		if (has_gap && has_any)
			buf_add(out, STR("零"));
		/* 十二, but 一百一十二. */
		if (units[i].value != 10 || digit != 1 || has_any)
			buf_add(out, str_of(digits[digit]));
		buf_add(out, str_of(units[i].sign));
		has_any = true;
		has_gap = false;
	}
}

str chinese_numeral(int number, struct arena *a)
{
	if (number < 0 || number > 99999)
		return decimal(number, a);
	if (number == 0)
		return STR("〇");
	struct buf out;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	int high = number / 10000, low = number % 10000;
	if (high) {
		buf_add(&out, str_of(digits[high]));
		buf_add(&out, STR("万"));
	}
	/* 二万三千, but 二万零三百. */
	if (low)
		add_section(&out, low, high && low < 1000);
	return buf_str(&out);
}

str chinese_digits(int number, struct arena *a)
{
	str figures = decimal(number, a);
	struct buf out;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	for (size_t i = 0; i < figures.len; i++) {
		if (figures.text[i] == '-')
			buf_add(&out, STR("负"));
		else
			buf_add(&out, str_of(digits[figures.text[i] - '0']));
	}
	return buf_str(&out);
}

str roman_numeral(int number, struct arena *a)
{
	static const struct { int value; const char *sign; } signs[] = {
		{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"},
		{100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"},
		{10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"},
	};
	if (number < 1 || number > 3999)
		return decimal(number, a);
	struct buf out;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	for (size_t i = 0; number; i++) {
		for (; number >= signs[i].value; number -= signs[i].value)
			buf_add(&out, str_of(signs[i].sign));
	}
	return buf_str(&out);
}

str circled_number(int number, struct arena *a)
{
	/* Unicode holds them in three runs: 1-20, 21-35, 36-50. */
	uint32_t sign;
	if (number >= 1 && number <= 20)
		sign = 0x2460 + (uint32_t)(number - 1);
	else if (number >= 21 && number <= 35)
		sign = 0x3251 + (uint32_t)(number - 21);
	else if (number >= 36 && number <= 50)
		sign = 0x32B1 + (uint32_t)(number - 36);
	else
		return arena_format(a, "[%d]", number);
	char bytes[4];
	size_t len = utf8_encode(sign, bytes);
	return arena_copy(a, (str){bytes, len});
}

/* What one character means: 0-9, a unit, 20 30 40 for 廿 卅 卌, or -1. */
static int value_of(uint32_t c)
{
	switch (c) {
	case 0x3007: case 0x96F6: return 0;             /* 〇 零 */
	case 0x4E00: case 0x58F9: return 1;             /* 一 壹 */
	case 0x4E8C: case 0x8D30: case 0x8CB3:
	case 0x4E24: case 0x5169: return 2;             /* 二 贰 貳 两 兩 */
	case 0x4E09: case 0x53C1: case 0x53C3: return 3;/* 三 叁 參 */
	case 0x56DB: case 0x8086: return 4;             /* 四 肆 */
	case 0x4E94: case 0x4F0D: return 5;             /* 五 伍 */
	case 0x516D: case 0x9646: case 0x9678: return 6;/* 六 陆 陸 */
	case 0x4E03: case 0x67D2: return 7;             /* 七 柒 */
	case 0x516B: case 0x634C: return 8;             /* 八 捌 */
	case 0x4E5D: case 0x7396: return 9;             /* 九 玖 */
	case 0x5341: case 0x62FE: return 10;            /* 十 拾 */
	case 0x5EFF: return 20;                         /* 廿 */
	case 0x5345: return 30;                         /* 卅 */
	case 0x534C: return 40;                         /* 卌 */
	case 0x767E: case 0x4F70: return 100;           /* 百 佰 */
	case 0x5343: case 0x4EDF: return 1000;          /* 千 仟 */
	case 0x4E07: case 0x842C: return 10000;         /* 万 萬 */
	default: return -1;
	}
}

bool begins_numeral(uint32_t c)
{
	return value_of(c) >= 0;
}

static int decimal_value(uint32_t c)
{
	if (c >= '0' && c <= '9')
		return (int)(c - '0');
	if (c >= 0xFF10 && c <= 0xFF19)
		return (int)(c - 0xFF10);
	return -1;
}

#define MOST_CHARACTERS 16

/* The values of the numeral characters that text begins with. */
struct run {
	int at[MOST_CHARACTERS];
	size_t count, bytes;
	bool has_units;
};

static bool read_run(str text, int (*value)(uint32_t), struct run *run)
{
	*run = (struct run){0};
	for (size_t at = 0; at < text.len;) {
		int number = value(utf8_next(text, &at));
		if (number < 0)
			break;
		if (run->count == MOST_CHARACTERS)
			return false;
		run->at[run->count++] = number;
		run->has_units |= number >= 10;
		run->bytes = at;
	}
	return run->count > 0;
}

static bool digit_by_digit(const struct run *run, int *number)
{
	if (run->count > 9)
		return false;
	int value = 0;
	for (size_t i = 0; i < run->count; i++)
		value = value * 10 + run->at[i];
	*number = value;
	return true;
}

/* The sum so far of a numeral with units. */
struct sum {
	int total, section;
	int digit;        /* read, its unit not yet; -1: none */
	int unit;         /* the last one: the next must be smaller */
	bool after_zero;
};

static bool add_unit(struct sum *sum, int unit)
{
	/* Only 十 counts one by itself. */
	if (sum->digit <= 0 && unit != 10)
		return false;
	if (unit >= sum->unit)
		return false;
	sum->section += (sum->digit > 0 ? sum->digit : 1) * unit;
	sum->unit = unit;
	sum->digit = -1;
	sum->after_zero = false;
	return true;
}

static bool add_ten_thousand(struct sum *sum)
{
	sum->section += sum->digit > 0 ? sum->digit : 0;
	if (sum->total || !sum->section)
		return false;
	*sum = (struct sum){.total = sum->section * 10000, .digit = -1,
			    .unit = 10000};
	return true;
}

static bool add_value(struct sum *sum, int value)
{
	if (value == 10000)
		return add_ten_thousand(sum);
	if (value >= 100 || value == 10)
		return add_unit(sum, value);
	if (sum->digit > 0)
		return false;
	if (value < 10) {
		sum->after_zero |= value == 0;
		sum->digit = value;
		return true;
	}
	sum->digit = value / 10;
	return add_unit(sum, 10);
}

static bool by_units(const struct run *run, int *number)
{
	struct sum sum = {.digit = -1, .unit = 100000};
	for (size_t i = 0; i < run->count; i++)
		if (!add_value(&sum, run->at[i]))
			return false;
	int last = sum.digit > 0 ? sum.digit : 0;
	/* 一百五 is 150, 一百零五 is 105. */
	if (sum.unit > 10 && !sum.after_zero)
		last *= sum.unit / 10;
	*number = sum.total + sum.section + last;
	return true;
}

bool numeral_read(str text, int *number, size_t *len)
{
	struct run run;
	bool is_read;
	if (read_run(text, decimal_value, &run))
		is_read = digit_by_digit(&run, number);
	else if (!read_run(text, value_of, &run))
		return false;
	else
		is_read = run.has_units ? by_units(&run, number)
					: digit_by_digit(&run, number);
	if (is_read)
		*len = run.bytes;
	return is_read;
}
