/* numbering.xml -> lists, and the labels that Word counts by itself. Bullets
 * and plain numbers are a list's; "第三条" or "（二）" is text that readers
 * of the page see, so it is written into the paragraph.
 */
#include "book/numeral.h"
#include "read/docx.h"

#include "base/banned.h"

#define MOST_NUMBERINGS 1024
#define LARGEST_START 99999

static void take_level(struct docx_walk *w, struct docx_numbering *numbering,
		       const xmlNode *node)
{
	int at;
	if (!str_to_int(attribute(node, "ilvl"), &at) || at >= DOCX_LEVELS)
		return;
	struct docx_level *level = &numbering->levels[at];
	level->format = arena_copy(w->arena,
				   attribute(part_child(node, "numFmt"), "val"));
	level->text = arena_copy(w->arena,
				 attribute(part_child(node, "lvlText"), "val"));
	level->is_legal = part_child(node, "isLgl");
	level->start = docx_value(part_child(node, "start"), 1);
	if (level->start < 0 || level->start > LARGEST_START)
		level->start = 1;
}

static void take_model(struct docx_walk *w, const xmlNode *node)
{
	struct docx_numbering numbering = {.id = -1};
	str_to_int(attribute(node, "abstractNumId"), &numbering.id);
	for (int i = 0; i < DOCX_LEVELS; i++) {
		numbering.levels[i].format = numbering.levels[i].text = STR_NONE;
		numbering.levels[i].start = 1;
	}
	for (xmlNode *at = node->children; at; at = at->next)
		if (part_is(at, "lvl"))
			take_level(w, &numbering, at);
	list_push(w->arena, &w->numberings, numbering);
}

static int find_model(const struct docx_walk *w, int id)
{
	for (size_t i = 0; i < w->numberings.count; i++)
		if (w->numberings.at[i].id == id)
			return (int)i;
	return -1;
}

/* A list that begins anew, or looks another way than its model. */
static void take_override(struct docx_walk *w, struct docx_number *number,
			  const xmlNode *node)
{
	int at;
	if (!str_to_int(attribute(node, "ilvl"), &at) || at < 0 ||
	    at >= DOCX_LEVELS)
		return;
	const xmlNode *level = part_child(node, "lvl");
	number->starts[at] = docx_value(part_child(node, "startOverride"), -1);
	if (!level || w->numberings.count >= MOST_NUMBERINGS)
		return;
	struct docx_numbering copy = w->numberings.at[number->numbering];
	copy.id = -1;
	take_level(w, &copy, level);
	number->numbering = (int)w->numberings.count;
	list_push(w->arena, &w->numberings, copy);
}

static void take_use(struct docx_walk *w, const xmlNode *node)
{
	struct docx_number number = {.id = -1};
	str_to_int(attribute(node, "numId"), &number.id);
	number.numbering = find_model(
		w, docx_value(part_child(node, "abstractNumId"), -1));
	for (int i = 0; i < DOCX_LEVELS; i++)
		number.starts[i] = -1;
	if (number.numbering < 0)
		return;
	for (const xmlNode *at = node->children; at; at = at->next)
		if (part_is(at, "lvlOverride"))
			take_override(w, &number, at);
	list_push(w->arena, &w->numbers, number);
}

void docx_take_numbering(void *walk, xmlNode *node)
{
	struct docx_walk *w = walk;
	if (part_is(node, "abstractNum") && w->numberings.count < MOST_NUMBERINGS)
		take_model(w, node);
	else if (part_is(node, "num") && w->numbers.count < MOST_NUMBERINGS)
		take_use(w, node);
}

static void start_anew(struct docx_numbering *numbering,
		       struct docx_number *number)
{
	for (int i = 0; i < DOCX_LEVELS; i++) {
		if (number->starts[i] < 0 || number->starts[i] > LARGEST_START)
			continue;
		numbering->levels[i].start = number->starts[i];
		numbering->counts[i] = 0;
		number->starts[i] = -1;
	}
}

struct docx_numbering *docx_numbering(struct docx_walk *w, int number)
{
	for (size_t i = 0; i < w->numbers.count; i++) {
		if (w->numbers.at[i].id != number)
			continue;
		struct docx_numbering *numbering =
			&w->numberings.at[w->numbers.at[i].numbering];
		start_anew(numbering, &w->numbers.at[i]);
		return numbering;
	}
	return NULL;
}

static str letter(int number, char first, struct arena *a)
{
	char byte = (char)(first + (number - 1) % 26);
	return arena_copy(a, (str){&byte, 1});
}

static str stem(int number, struct arena *a)
{
	static const char *const stems[] = {"甲", "乙", "丙", "丁", "戊",
					    "己", "庚", "辛", "壬", "癸"};
	return arena_copy(a, str_of(stems[(number - 1) % 10]));
}

/* 十二 -> 拾贰, as sums of money are written. */
static str legal(int number, struct arena *a)
{
	static const char *const pairs[][2] = {
		{"一", "壹"}, {"二", "贰"}, {"三", "叁"}, {"四", "肆"},
		{"五", "伍"}, {"六", "陆"}, {"七", "柒"}, {"八", "捌"},
		{"九", "玖"}, {"十", "拾"}, {"百", "佰"}, {"千", "仟"},
	};
	str plain = chinese_numeral(number, a);
	struct buf out;
	buf_init(&out, a, 256);
	for (size_t at = 0; at < plain.len; at += 3) {
		str digit = str_cut(plain, at, at + 3);
		for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
			if (str_equal(digit, str_of(pairs[i][0])))
				digit = str_of(pairs[i][1]);
		buf_add(&out, digit);
	}
	return buf_str(&out);
}

static str decimal(int number, struct arena *a)
{
	return arena_format(a, "%d", number);
}

static str upper_roman(int number, struct arena *a)
{
	str roman = roman_numeral(number, a);
	char *text = (char *)arena_copy(a, roman).text;
	for (size_t i = 0; i < roman.len; i++)
		text[i] = (char)(text[i] & ~0x20);
	return (str){text, roman.len};
}

static str upper_letter(int number, struct arena *a)
{
	return letter(number, 'A', a);
}

static str lower_letter(int number, struct arena *a)
{
	return letter(number, 'a', a);
}

static const struct {
	const char *name;
	str (*write)(int number, struct arena *a);
} formats[] = {
	{"chineseCounting", chinese_numeral},
	{"chineseCountingThousand", chinese_numeral},
	{"japaneseCounting", chinese_numeral},
	{"taiwaneseCountingThousand", chinese_numeral},
	{"chineseLegalSimplified", legal},
	{"ideographDigital", chinese_digits},
	{"ideographTraditional", stem},
	{"decimalEnclosedCircle", circled_number},
	{"decimalEnclosedCircleChinese", circled_number},
	{"lowerRoman", roman_numeral},
	{"upperRoman", upper_roman},
	{"lowerLetter", lower_letter},
	{"upperLetter", upper_letter},
};

static str write_number(int number, str format, struct arena *a)
{
	if (number < 1 || number > 3999)
		return decimal(number, a);
	for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
		if (str_equal(format, str_of(formats[i].name)))
			return formats[i].write(number, a);
	return decimal(number, a);
}

/* "第%1章" with %1 ... %9 filled in. */
static str fill(struct docx_walk *w, const struct docx_numbering *numbering,
		int level)
{
	struct buf out;
	buf_init(&out, w->arena, 1024);
	str text = numbering->levels[level].text;
	bool is_legal = numbering->levels[level].is_legal;
	for (size_t i = 0; i < text.len; i++) {
		char next = i + 1 < text.len ? text.text[i + 1] : ' ';
		if (text.text[i] != '%' || next < '1' || next > '9') {
			buf_add_byte(&out, text.text[i]);
			continue;
		}
		int at = next - '1';
		int count = numbering->counts[at];
		if (!count)
			count = numbering->levels[at].start;
		str format = is_legal ? STR("decimal")
				      : numbering->levels[at].format;
		buf_add(&out, write_number(count, format, w->arena));
		i++;
	}
	return buf_str(&out);
}

str docx_count(struct docx_walk *w, struct docx_numbering *numbering, int level)
{
	int *count = &numbering->counts[level];
	*count = *count ? *count + 1 : numbering->levels[level].start;
	for (int i = level + 1; i < DOCX_LEVELS; i++)
		numbering->counts[i] = 0;
	str format = numbering->levels[level].format;
	if (str_equal(format, STR("bullet")) || str_equal(format, STR("none")))
		return STR_NONE;
	return fill(w, numbering, level);
}

bool docx_is_list(const struct docx_level *level)
{
	static const char *const plain[] = {"%", "%.", "%)", "%、", "%．",
					    "(%)", "%）"};
	if (str_equal(level->format, STR("bullet")))
		return true;
	if (!str_equal(level->format, STR("decimal")) || level->text.len > 8)
		return false;
	/* %3. -> %. */
	char bare[8];
	size_t len = 0;
	for (size_t i = 0; i < level->text.len; i++)
		if (level->text.text[i] < '1' || level->text.text[i] > '9')
			bare[len++] = level->text.text[i];
	for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
		if (str_equal((str){bare, len}, str_of(plain[i])))
			return true;
	return false;
}
