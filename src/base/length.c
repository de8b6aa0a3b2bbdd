/* Lengths read from text, exactly: digits are kept as a whole number of
 * millionths, so no binary fraction comes between "0.1mm" and its value.
 */
#include "base/length.h"

#include "base/banned.h"

#define MILLIONTHS 1000000
/* 2000 in = 144,000 pt */
#define LARGEST ((int64_t)144000 * 1000)
#define LARGEST_WHOLE 10000000

struct unit {
	str name;
	/* One unit is numerator / denominator thousandths of a point. */
	int64_t numerator, denominator;
};

static const struct unit units[] = {
	/* clang-format off */
	{STR_INIT("pt"), 1000, 1},
	{STR_INIT("px"), 750, 1},
	{STR_INIT("mm"), 720000, 254},
	{STR_INIT("cm"), 7200000, 254},
	{STR_INIT("in"), 72000, 1},
	/* clang-format on */
};

static const struct unit *find_unit(str name)
{
	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
		if (str_equal_fold(units[i].name, name))
			return &units[i];
	return NULL;
}

/* numerator / denominator to the nearest whole, halves away from zero. */
static int64_t divide(int64_t numerator, int64_t denominator)
{
	if (denominator < 0) {
		numerator = -numerator;
		denominator = -denominator;
	}
	int64_t half = denominator / 2;
	/* The half is put on after dividing: nothing can overflow. */
	int64_t whole = numerator / denominator;
	int64_t rest = numerator % denominator;
	if (rest >= denominator - half)
		return whole + 1;
	if (rest <= half - denominator)
		return whole - 1;
	return whole;
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* The unsigned decimal at the start of *s, which moves past it. Digits after
 * the sixth place are read and dropped. */
static bool read_millionths(str *s, int64_t *millionths)
{
	size_t at = 0, digits = 0;
	int64_t value = 0;
	for (; at < s->len && is_digit(s->text[at]); at++, digits++) {
		value = value * 10 + (s->text[at] - '0');
		if (value > LARGEST_WHOLE)
			return false;
	}
	value *= MILLIONTHS;
	if (at < s->len && s->text[at] == '.') {
		int64_t place = MILLIONTHS / 10;
		while (++at < s->len && is_digit(s->text[at])) {
			digits++;
			value += place * (s->text[at] - '0');
			place /= 10;
		}
		if (s->text[at - 1] == '.')
			return false;
	}
	*s = str_from(*s, at);
	*millionths = value;
	return digits > 0;
}

bool length_parse(str s, length *out)
{
	s = str_trim(s);
	bool is_negative = str_starts(s, STR("-"));
	if (is_negative || str_starts(s, STR("+")))
		s = str_from(s, 1);
	int64_t millionths;
	if (!read_millionths(&s, &millionths))
		return false;
	const struct unit *unit = find_unit(str_trim_start(s));
	if (!unit && !(str_is_empty(s) && millionths == 0))
		return false;
	if (!unit)
		unit = &units[0];
	int64_t most = LARGEST * MILLIONTHS / unit->numerator;
	if (millionths > most * unit->denominator)
		return false;
	int64_t value = divide(millionths * unit->numerator,
			       unit->denominator * MILLIONTHS);
	*out = (length)(is_negative ? -value : value);
	return true;
}

length length_scale(length value, int64_t numerator, int64_t denominator)
{
	return (length)divide(value * numerator, denominator);
}
