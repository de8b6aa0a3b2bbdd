/* The size of an element's type, in percent of what browsers call medium
 * (16 px, 12 pt): by its style, by <font size>, <big> and <small>, else that
 * of what is around it.
 */
#include "read/html_walk.h"

#include "base/banned.h"

#define SMALLEST 20             /* what is smaller is not meant to be seen */
#define LARGEST 2000

/* HTML Standard 15.3.3: the seven sizes of font. */
static const uint16_t font_sizes[] = {63, 82, 100, 113, 150, 200, 300};

static const struct {
	const char *name;
	uint16_t size;
	bool is_relative;
} named_sizes[] = {
	{"xx-small", 56, false}, {"x-small", 63, false}, {"small", 82, false},
	{"medium", 100, false}, {"large", 113, false}, {"x-large", 150, false},
	{"xx-large", 200, false}, {"xxx-large", 300, false},
	{"smaller", 83, true}, {"larger", 120, true},
};

/* "10.5" -> 10500; *end: behind it. */
static int64_t thousandths(str text, size_t *end)
{
	int64_t number = 0, place = 1000;
	bool has_point = false;
	size_t at = 0;
	for (; at < text.len; at++) {
		char byte = text.text[at];
		bool is_point = byte == '.' && !has_point;
		has_point |= is_point;
		if (is_point)
			continue;
		if (byte < '0' || byte > '9' || number > INT32_MAX)
			break;
		if (has_point)
			number += (byte - '0') * (place /= 10);
		else
			number = number * 10 + (byte - '0') * place;
	}
	*end = at;
	return number;
}

static int64_t size_of_length(str value, int around)
{
	static const struct {
		const char *unit;
		int medium;           /* so many are 100 percent */
	} units[] = {{"px", 16}, {"pt", 12}, {"rem", 1}, {"pc", 1}};
	size_t end;
	int64_t number = thousandths(value, &end);
	str unit = str_from(value, end);
	if (str_equal_fold(unit, STR("em")))
		return number * around / 1000;
	if (str_equal(unit, STR("%")))
		return number * around / 100000;
	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
		if (str_equal_fold(unit, str_of(units[i].unit)))
			return (number / units[i].medium + 5) / 10;
	return 0;
}

/* 0: no size of type. */
static int size_of_value(str value, int around)
{
	for (size_t i = 0; i < sizeof named_sizes / sizeof named_sizes[0]; i++)
		if (str_equal_fold(value, str_of(named_sizes[i].name)))
			return named_sizes[i].is_relative
				       ? named_sizes[i].size * around / 100
				       : named_sizes[i].size;
	int64_t size = size_of_length(value, around);
	return size >= SMALLEST && size <= LARGEST ? (int)size : 0;
}

/* font: bold 16px/1.5 serif */
static int size_of_shorthand(str value, int around)
{
	while (!str_is_empty(value)) {
		size_t blank = str_find_byte(value, ' ');
		str word = str_cut(value, 0, blank);
		int size = size_of_value(
			str_cut(word, 0, str_find_byte(word, '/')), around);
		if (size)
			return size;
		value = blank == STR_NOT_FOUND ? STR_NONE
					       : str_from(value, blank + 1);
	}
	return 0;
}

static int size_declared(str declarations, int around)
{
	str size = html_declared(declarations, "font-size");
	if (!str_is_empty(size))
		return size_of_value(size, around);
	return size_of_shorthand(html_declared(declarations, "font"), around);
}

/* <font size="5"> and <font size="+1">, which counts from 3. */
static int size_of_font(const xmlNode *node)
{
	str value = str_trim(attribute(node, "size"));
	bool is_more = str_starts(value, STR("+"));
	bool is_less = str_starts(value, STR("-"));
	int number;
	if (!str_to_int(str_from(value, is_more || is_less), &number))
		return 0;
	number = number > 7 ? 7 : number;
	if (is_more || is_less)
		number = is_less ? 3 - number : 3 + number;
	if (number < 1)
		return font_sizes[0];
	return font_sizes[number > 7 ? 6 : number - 1];
}

uint16_t html_type_size(struct html_walk *w, const xmlNode *node)
{
	const char *name = (const char *)node->name;
	int around = w->type_size, size = 0;
	if (!str_is_empty(attribute(node, "style")))
		size = size_declared(attribute(node, "style"), around);
	if (!size && html_tells_sizes(w))
		size = size_declared(html_told(w, node), around);
	if (!size && strcmp(name, "font") == 0)
		size = size_of_font(node);
	else if (!size && strcmp(name, "big") == 0)
		size = around * 120 / 100;
	else if (!size && strcmp(name, "small") == 0)
		size = around * 83 / 100;
	return size >= SMALLEST && size <= LARGEST ? (uint16_t)size
						   : w->type_size;
}
