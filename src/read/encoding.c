/* Which encoding are these bytes in? Names people declare -> a converter;
 * and, where nothing or nonsense is declared, the reading that makes the
 * most ordinary Chinese.
 *
 * gb2312 and gbk are read as GB18030, which holds both: pages declare the
 * small set and use the large one.
 */
#include "base/utf8.h"
#include "read/inside.h"

#include "base/banned.h"

static const struct name {
	const char *name;
	struct encoding encoding;
} names[] = {
	{"utf-8", {"UTF-8", NULL}},
	{"utf8", {"UTF-8", NULL}},
	{"gb18030", {"GB18030", "gb18030"}},
	{"gb2312", {"GB18030", "gb18030"}},
	{"gb_2312-80", {"GB18030", "gb18030"}},
	{"gbk", {"GB18030", "gb18030"}},
	{"x-gbk", {"GB18030", "gb18030"}},
	{"cp936", {"GB18030", "gb18030"}},
	{"ms936", {"GB18030", "gb18030"}},
	{"windows-936", {"GB18030", "gb18030"}},
	{"euc-cn", {"GB18030", "gb18030"}},
	{"hz-gb-2312", {"HZ", "HZ"}},
	{"big5", {"Big5", "Big5-HKSCS"}},
	{"big-5", {"Big5", "Big5-HKSCS"}},
	{"cn-big5", {"Big5", "Big5-HKSCS"}},
	{"x-x-big5", {"Big5", "Big5-HKSCS"}},
	{"big5-hkscs", {"Big5", "Big5-HKSCS"}},
	{"cp950", {"Big5", "Big5-HKSCS"}},
	{"windows-950", {"Big5", "Big5-HKSCS"}},
	{"utf-16", {"UTF-16", "UTF-16"}},
	{"utf-16le", {"UTF-16LE", "UTF-16LE"}},
	{"utf-16be", {"UTF-16BE", "UTF-16BE"}},
	{"utf-32", {"UTF-32", "UTF-32"}},
	{"iso-8859-1", {"windows-1252", "windows-1252"}},
	{"latin1", {"windows-1252", "windows-1252"}},
	{"us-ascii", {"windows-1252", "windows-1252"}},
	{"ascii", {"windows-1252", "windows-1252"}},
	{"windows-1252", {"windows-1252", "windows-1252"}},
};

bool encoding_named(str name, struct encoding *out)
{
	str wanted = str_trim(name);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (str_equal_fold(wanted, str_of(names[i].name))) {
			*out = names[i].encoding;
			return true;
		}
	return false;
}

static bool is_name_byte(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= '0' && byte <= '9') || byte == '-' || byte == '_';
}

/* The name behind charset= or encoding=, quoted or not. */
static str name_behind(str text, size_t at)
{
	while (at < text.len && (text.text[at] == ' ' || text.text[at] == '='))
		at++;
	if (at < text.len && (text.text[at] == '"' || text.text[at] == '\''))
		at++;
	size_t end = at;
	while (end < text.len && is_name_byte(text.text[end]))
		end++;
	return str_cut(text, at, end);
}

/* HTML Standard, prescan: a declaration stands in the first kilobyte; pages
 * with long heads put it later, so four are searched. */
str encoding_declared(str bytes)
{
	static const char *const keys[] = {"charset", "encoding"};
	str start = str_cut(bytes, 0, 4096);
	for (size_t at = 0; at < start.len; at++) {
		for (size_t i = 0; i < 2; i++) {
			str key = str_of(keys[i]);
			str here = str_cut(start, at, at + key.len);
			if (!str_equal_fold(here, key))
				continue;
			str name = name_behind(start, at + key.len);
			struct encoding known;
			if (encoding_named(name, &known))
				return name;
		}
	}
	return STR_NONE;
}

/* Characters and marks that make up most of any Chinese page. */
static const char ordinary[] =
	"的一是不了在人有我他这为之大来以个中上们到说国和地也子时道出而要于就"
	"下得可你年生自会那后能对着事其里所去行过家十用发天如然作方成者多日都"
	"三小军二无同么经法当起与好看学进种将还分此心前面又定见只主没公从文字"
	"本书第章回节部分长问间东车马开关民使情明力理性体两样现点向外女手把"
	"這為來個們說國時會後對著裡過發無麼經當與學進種將還見沒從書節長問間"
	"東車馬開關體兩樣現點實應頭機動電話業產員門區報傳變類號總線義處際"
	"āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
	"啲嘅嗰咗喺嘢冇佢哋咁唔係㗎嚟瞓攞"
	"，。、：；！？“”「」《》（）　";

struct taste {
	unsigned char is_ordinary[0x10000 / 8];
};

static void learn(struct taste *taste)
{
	str all = str_of(ordinary);
	for (size_t at = 0; at < all.len;) {
		uint32_t c = utf8_next(all, &at);
		taste->is_ordinary[c / 8] |= (unsigned char)(1u << c % 8);
	}
}

static bool is_ordinary(const struct taste *taste, uint32_t c)
{
	return c < 0x10000 && (taste->is_ordinary[c / 8] >> c % 8 & 1);
}

static int worth(const struct taste *taste, uint32_t c)
{
	if (is_ordinary(taste, c))
		return 4;
	if ((c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3000 && c <= 0x303F) ||
	    (c >= 0xFF01 && c <= 0xFF5E))
		return 1;
	/* Four bytes, or a pair, that mean an ideograph are no accident. */
	if (c >= 0x20000 && c < 0x32400)
		return 2;
	if (c >= 0x3400 && c < 0x4DC0)
		return 0;
	if (c == UTF8_BAD || c < 0x20 || (c >= 0x7F && c < 0xA0))
		return -10;
	return c < 0x600 ? -1 : -2;
}

/* Mean worth of the characters that are not plain ASCII, in hundredths. */
static int64_t plausibility(const struct taste *taste, str text)
{
	int64_t sum = 0, count = 0;
	for (size_t at = 0; at < text.len;) {
		uint32_t c = utf8_next(text, &at);
		if ((c >= 0x20 && c < 0x7F) || c == '\n' || c == '\r' ||
		    c == '\t')
			continue;
		sum += worth(taste, c);
		count++;
	}
	return count ? sum * 100 / count : 0;
}

/* In GB 2312 and Big5 the common characters come first: lead bytes B0-D7
 * and A4-C6. Mean over the pairs, in hundredths. */
static int64_t common_share(str bytes, unsigned first, unsigned last)
{
	int64_t pairs = 0, common = 0;
	for (size_t i = 0; i + 1 < bytes.len; i++) {
		unsigned lead = (unsigned char)bytes.text[i];
		if (lead < 0x81)
			continue;
		pairs++;
		common += (lead >= first && lead <= last) ||
			  (lead >= 0xA1 && lead <= 0xA3);
		i++;
	}
	return pairs ? common * 100 / pairs : 0;
}

/* From the first byte above ASCII: heads of pages say little. */
static str sample(str bytes)
{
	size_t at = 0;
	while (at < bytes.len && (unsigned char)bytes.text[at] < 0x80)
		at++;
	at &= ~(size_t)1;
	return str_cut(bytes, at, at + 16384);
}

static int64_t score(const struct taste *taste, size_t candidate, str bytes,
		     const char *converter, struct arena *a)
{
	str text;
	int64_t bonus = 0;
	if (candidate >= 2) {
		bytes.len &= ~(size_t)1;
		/* A blank or a line end in UTF-16 has a NUL; few texts do
		 * without. */
		bonus = memchr(bytes.text, '\0', bytes.len) ? 0 : -100;
	}
	if (!decode_with(bytes, converter, a, &text))
		return INT64_MIN;
	int64_t sum = plausibility(taste, text) + bonus;
	if (candidate == 0)
		sum += common_share(bytes, 0xB0, 0xD7);
	if (candidate == 1)
		sum += common_share(bytes, 0xA4, 0xC6);
	return sum;
}

struct encoding encoding_guess(str bytes, struct arena *a,
			       enum certainty *certainty)
{
	static const struct encoding candidates[] = {
		{"GB18030", "gb18030"},
		{"Big5", "Big5-HKSCS"},
		{"UTF-16LE", "UTF-16LE"},
		{"UTF-16BE", "UTF-16BE"},
	};
	struct taste taste = {{0}};
	learn(&taste);
	struct arena_mark mark = arena_mark(a);
	str piece = sample(bytes), start = str_cut(bytes, 0, 16384);
	size_t best = 0;
	int64_t most = INT64_MIN, second = INT64_MIN;
	for (size_t i = 0; i < 4; i++) {
		int64_t sum = score(&taste, i, i < 2 ? piece : start,
				    candidates[i].converter, a);
		if (sum > most) {
			second = most;
			most = sum;
			best = i;
		} else if (sum > second) {
			second = sum;
		}
	}
	arena_rewind(a, mark);
	*certainty = most < 0				  ? CERTAINLY_NOT
		     : most < 50 || most - second < 60 ? DOUBTFUL
						       : CERTAIN;
	return candidates[best];
}
