/* Dates -> YYYY-MM-DD: a cursor over the text and one function for each
 * family of forms. A number is ASCII or full-width digits; Chinese numerals
 * only count where 年, 月 or 日 follows, so that no ordinary 一 is taken for
 * a date.
 */
#include "base/date.h"

#include "base/utf8.h"

#include "base/banned.h"

struct cursor {
	str text;
	size_t at;
};

struct day {
	int year, month, day;
};

static uint32_t peek(const struct cursor *c)
{
	size_t at = c->at;
	return at < c->text.len ? utf8_next(c->text, &at) : 0;
}

static void step(struct cursor *c)
{
	if (c->at < c->text.len)
		utf8_next(c->text, &c->at);
}

static bool take(struct cursor *c, uint32_t code_point)
{
	if (peek(c) != code_point)
		return false;
	step(c);
	return true;
}

static bool is_blank(uint32_t c)
{
	return c == ' ' || c == '\t' || c == 0xA0 || c == 0x3000;
}

static size_t skip_blanks(struct cursor *c)
{
	size_t from = c->at;
	while (is_blank(peek(c)))
		step(c);
	return c->at - from;
}

static int digit_of(uint32_t c)
{
	if (c >= '0' && c <= '9')
		return (int)(c - '0');
	if (c >= 0xFF10 && c <= 0xFF19)
		return (int)(c - 0xFF10);
	return -1;
}

/* least to most digits, and no further digit behind them. */
static bool take_number(struct cursor *c, int least, int most, int *number)
{
	struct cursor next = *c;
	int count = 0, value = 0;
	for (int d; count <= most && (d = digit_of(peek(&next))) >= 0; count++) {
		value = value * 10 + d;
		step(&next);
	}
	if (count < least || count > most)
		return false;
	*c = next;
	*number = value;
	return true;
}

static int numeral_of(uint32_t c)
{
	static const uint32_t numerals[] = {
		0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB,
		0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D,
	};
	if (c == 0x96F6 || c == 0x25CB || c == 0x25EF) /* 零 ○ ◯ */
		return 0;
	for (int i = 0; i < 10; i++)
		if (numerals[i] == c)
			return i;
	return -1;
}

/* 二〇二一 */
static bool take_numeral_year(struct cursor *c, int *year)
{
	struct cursor next = *c;
	int value = 0;
	for (int i = 0; i < 4; i++) {
		int d = numeral_of(peek(&next));
		if (d < 0)
			return false;
		value = value * 10 + d;
		step(&next);
	}
	*c = next;
	*year = value;
	return true;
}

static int tens_of(uint32_t c)
{
	return c == 0x5341 ? 1 : c == 0x5EFF ? 2 : c == 0x5345 ? 3 : 0;
}

/* 三 十 十一 二十 二十一 廿一 卅; at most 99 */
static bool take_numeral(struct cursor *c, int *number)
{
	struct cursor next = *c;
	int first = numeral_of(peek(&next)), tens = 0, units = 0;
	if (first >= 0) {
		step(&next);
		tens = tens_of(peek(&next)) == 1 ? first : 0;
		units = tens ? 0 : first;
	} else {
		tens = tens_of(peek(&next));
	}
	if (tens) {
		step(&next);
		int last = numeral_of(peek(&next));
		if (last > 0) {
			step(&next);
			units = last;
		}
	}
	if (tens * 10 + units == 0)
		return false;
	*c = next;
	*number = tens * 10 + units;
	return true;
}

static bool exists(struct day d)
{
	static const int days[] = {31, 28, 31, 30, 31, 30,
				   31, 31, 30, 31, 30, 31};
	if (d.year < 1000 || d.year > 2999 || d.month < 1 || d.month > 12)
		return false;
	bool leap = (d.year % 4 == 0 && d.year % 100 != 0) || d.year % 400 == 0;
	int most = days[d.month - 1] + (d.month == 2 && leap);
	return d.day >= 1 && d.day <= most;
}

/* 2021-03-31, with one of - / . or their full-width forms between */
static bool take_parted(struct cursor *c, struct day *d)
{
	static const uint32_t marks[] = {'-', '/', '.', 0xFF0D, 0xFF0F, 0xFF0E};
	if (!take_number(c, 4, 4, &d->year))
		return false;
	uint32_t mark = peek(c);
	bool is_known = false;
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
		is_known |= marks[i] == mark;
	if (!is_known)
		return false;
	step(c);
	return take_number(c, 1, 2, &d->month) && take(c, mark) &&
	       take_number(c, 1, 2, &d->day);
}

/* 民国113年, 民國一一三年, 中華民國三年: counted from 1912. */
static bool take_republic_year(struct cursor *c, int *year)
{
	struct cursor next = *c;
	if ((take(&next, 0x4E2D) && !take(&next, 0x534E) &&
	     !take(&next, 0x83EF)) ||
	    !take(&next, 0x6C11) ||
	    (!take(&next, 0x56FD) && !take(&next, 0x570B)))
		return false;
	skip_blanks(&next);
	if (!take_number(&next, 1, 3, year) && !take_numeral(&next, year))
		return false;
	*year += 1911;
	*c = next;
	return true;
}

static bool take_year(struct cursor *c, int *year)
{
	return take_number(c, 4, 4, year) || take_numeral_year(c, year) ||
	       take_republic_year(c, year);
}

static bool take_small(struct cursor *c, int *number)
{
	return take_number(c, 1, 2, number) || take_numeral(c, number);
}

/* 2021年3月, 二〇二一年三月; blanks may stand between */
static bool take_chinese_month(struct cursor *c, struct day *d)
{
	if (!take_year(c, &d->year))
		return false;
	skip_blanks(c);
	if (!take(c, 0x5E74))
		return false;
	skip_blanks(c);
	if (!take_small(c, &d->month))
		return false;
	skip_blanks(c);
	return take(c, 0x6708);
}

static bool take_chinese(struct cursor *c, struct day *d)
{
	if (!take_chinese_month(c, d))
		return false;
	skip_blanks(c);
	if (!take_small(c, &d->day))
		return false;
	skip_blanks(c);
	return take(c, 0x65E5) || take(c, 0x53F7) || take(c, 0x865F);
}

static bool take_letters(struct cursor *c, str *word)
{
	size_t from = c->at;
	while (c->at < c->text.len) {
		char letter = (char)(c->text.text[c->at] | 0x20);
		if (letter < 'a' || letter > 'z')
			break;
		c->at++;
	}
	*word = str_cut(c->text, from, c->at);
	return word->len > 0;
}

static int month_of(str word)
{
	static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
	for (int i = 0; word.len >= 3 && i < 12; i++)
		if (str_equal_fold(str_cut(word, 0, 3),
				   (str){names + i * 3, 3}))
			return i + 1;
	return 0;
}

/* Tue, 29 Jun 2021; the weekday may be missing */
static bool take_mail(struct cursor *c, struct day *d)
{
	str word;
	if (take_letters(c, &word)) {
		if (!take(c, ','))
			return false;
		skip_blanks(c);
	}
	if (!take_number(c, 1, 2, &d->day))
		return false;
	if (!skip_blanks(c) && !take(c, '-'))
		return false;
	if (!take_letters(c, &word) || !(d->month = month_of(word)))
		return false;
	if (!skip_blanks(c) && !take(c, '-'))
		return false;
	return take_number(c, 4, 4, &d->year);
}

/* Tue Mar 14 21:05:33 2006, as C's asctime writes it */
static bool take_clock(struct cursor *c, struct day *d)
{
	str word;
	int hours, number;
	if (!take_letters(c, &word) || !skip_blanks(c) ||
	    !take_letters(c, &word) || !(d->month = month_of(word)) ||
	    !skip_blanks(c) || !take_number(c, 1, 2, &d->day) ||
	    !skip_blanks(c) || !take_number(c, 1, 2, &hours))
		return false;
	while (take(c, ':'))
		if (!take_number(c, 2, 2, &number))
			return false;
	return skip_blanks(c) && take_number(c, 4, 4, &d->year);
}

/* Apr 18, 2013; Apr 18 Thu 2013 */
static bool take_month_first(struct cursor *c, struct day *d)
{
	str word;
	if (!take_letters(c, &word) || !(d->month = month_of(word)))
		return false;
	take(c, '.');
	if (!skip_blanks(c) || !take_number(c, 1, 2, &d->day))
		return false;
	take(c, ',');
	if (!skip_blanks(c))
		return false;
	if (take_letters(c, &word) && !skip_blanks(c))
		return false;
	return take_number(c, 4, 4, &d->year);
}

/* :30 :00 .123 after the hours */
static bool take_minutes(struct cursor *c)
{
	int number;
	if (!take(c, ':') && !take(c, 0xFF1A))
		return false;
	if (!take_number(c, 2, 2, &number) || number > 59)
		return false;
	struct cursor next = *c;
	if ((take(&next, ':') || take(&next, 0xFF1A)) &&
	    take_number(&next, 2, 2, &number) && number <= 60)
		*c = next;
	next = *c;
	if (take(&next, '.') && take_number(&next, 1, 9, &number))
		*c = next;
	return true;
}

/* Z, GMT, +08:00, +0800 */
static void take_zone(struct cursor *c)
{
	struct cursor next = *c;
	skip_blanks(&next);
	str word;
	int number;
	if (take_letters(&next, &word)) {
		static const char *const zones[] = {"z", "gmt", "utc", "ut",
						    "cst"};
		for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++)
			if (str_equal_fold(word, str_of(zones[i])))
				*c = next;
		return;
	}
	if (!take(&next, '+') && !take(&next, '-'))
		return;
	if (take_number(&next, 4, 4, &number) ||
	    (take_number(&next, 2, 2, &number) && take(&next, ':') &&
	     take_number(&next, 2, 2, &number)))
		*c = next;
}

/* The time of day, when one follows; T, blanks or a hyphen part it. */
static void take_time(struct cursor *c)
{
	struct cursor next = *c;
	int hours;
	if (!skip_blanks(&next) && !take(&next, 'T') && !take(&next, 't'))
		take(&next, '-');
	if (!take_number(&next, 1, 2, &hours) || hours > 24)
		return;
	if (!take_minutes(&next))
		return;
	take_zone(&next);
	*c = next;
}

bool date_read_start(str text, size_t *len, str *iso, struct arena *a)
{
	static bool (*const forms[])(struct cursor *, struct day *) = {
		take_parted, take_chinese, take_mail, take_clock,
		take_month_first,
	};
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		struct cursor c = {text, 0};
		struct day d = {0};
		if (!forms[i](&c, &d) || !exists(d))
			continue;
		take_time(&c);
		*iso = arena_format(a, "%04d-%02d-%02d", d.year, d.month,
				    d.day);
		*len = c.at;
		return true;
	}
	return false;
}

/* 2021-03 2021/3 2021.3, the whole text */
static bool take_parted_month(struct cursor *c, struct day *d)
{
	return take_number(c, 4, 4, &d->year) &&
	       (take(c, '-') || take(c, '/') || take(c, '.')) &&
	       take_number(c, 1, 2, &d->month) && c->at == c->text.len;
}

bool date_read_month(str text, size_t *len, str *iso, struct arena *a)
{
	static bool (*const forms[])(struct cursor *, struct day *) = {
		take_chinese_month, take_parted_month,
	};
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		struct cursor c = {text, 0};
		struct day d = {.day = 1};
		int day;
		if (!forms[i](&c, &d) || !exists(d))
			continue;
		*len = c.at;
		if (take_small(&c, &day))
			return false;
		*iso = arena_format(a, "%04d-%02d", d.year, d.month);
		return true;
	}
	return false;
}

bool date_read(str text, str *iso, struct arena *a)
{
	str trimmed = str_trim(text), found;
	size_t len;
	if (!date_read_start(trimmed, &len, &found, a) || len != trimmed.len)
		return false;
	*iso = found;
	return true;
}

bool date_read_rough(str text, str *iso, struct arena *a)
{
	str trimmed = str_trim(text), found;
	size_t len;
	if (date_read(trimmed, iso, a))
		return true;
	if (!date_read_month(trimmed, &len, &found, a) || len != trimmed.len)
		return false;
	*iso = found;
	return true;
}
