/* A family's name -> the file that has it, by fontconfig.
 *
 * The list of installed fonts is searched by ourselves: the exact family, in
 * the nearest weight, static outlines only. fontconfig's own matching always
 * gives something, often a Latin face, so it is asked last and its answer is
 * checked for Han. Ties go to the lowest path, so a machine answers the same
 * each time.
 */
#include <fontconfig/fontconfig.h>
#include <stdlib.h>

#include "font/font.h"

#include "base/banned.h"

enum { MOST_FAMILIES = 10, COMMON_HAN = 0x7684 /* 的 */ };

/* '@' stands for the region: SC, TC, HK, JP or KR. The order is the order of
 * choice; every list goes on with that of `next`. */
struct preference {
	const char *families[MOST_FAMILIES];
	const char *generic;
	enum font_role next;
};

static const struct preference preferences[FONT_ROLE_COUNT] = {
	[FONT_BODY] = {
		{"Noto Serif CJK @", "Source Han Serif @", "Noto Serif @",
		 "思源宋体", "AR PL UMing CN", "Songti @", "SimSun"},
		"serif", FONT_BODY},
	[FONT_HEADING] = {
		{"Noto Sans CJK @", "Source Han Sans @", "Noto Sans @",
		 "思源黑体", "WenQuanYi Zen Hei", "PingFang @",
		 "Microsoft YaHei", "Droid Sans Fallback"},
		"sans-serif", FONT_BODY},
	[FONT_QUOTE] = {
		{"LXGW WenKai @", "LXGW WenKai", "AR PL UKai CN", "TW-Kai",
		 "Kaiti @", "KaiTi", "STKaiti", "AR PL KaitiM GB"},
		"cursive", FONT_BODY},
	[FONT_CODE] = {
		{"Noto Sans Mono CJK @", "Sarasa Mono @",
		 "WenQuanYi Zen Hei Mono", "LXGW WenKai Mono"},
		"monospace", FONT_HEADING},
	[FONT_BODY_BOLD] = {{NULL}, "serif", FONT_BODY},
	[FONT_HEADING_BOLD] = {{NULL}, "sans-serif", FONT_HEADING},
};

/* Names a manuscript is likely to ask for, and CSS's own generic ones. */
static const struct {
	const char *family;
	enum font_role role;
	bool is_generic;
} known_names[] = {
	{"serif", FONT_BODY, true},
	{"sans-serif", FONT_HEADING, true},
	{"cursive", FONT_QUOTE, true},
	{"monospace", FONT_CODE, true},
	{"宋体", FONT_BODY, false},      {"SimSun", FONT_BODY, false},
	{"NSimSun", FONT_BODY, false},   {"STSong", FONT_BODY, false},
	{"华文宋体", FONT_BODY, false},  {"Songti SC", FONT_BODY, false},
	{"黑体", FONT_HEADING, false},   {"SimHei", FONT_HEADING, false},
	{"微软雅黑", FONT_HEADING, false},
	{"Microsoft YaHei", FONT_HEADING, false},
	{"PingFang SC", FONT_HEADING, false},
	{"楷体", FONT_QUOTE, false},     {"KaiTi", FONT_QUOTE, false},
	{"楷体_GB2312", FONT_QUOTE, false},
	{"KaiTi_GB2312", FONT_QUOTE, false},
	{"华文楷体", FONT_QUOTE, false}, {"STKaiti", FONT_QUOTE, false},
	{"仿宋", FONT_QUOTE, false},     {"FangSong", FONT_QUOTE, false},
	{"仿宋_GB2312", FONT_QUOTE, false},
};

static const char *region_of(str lang)
{
	if (str_starts(lang, STR("ja")))
		return "JP";
	if (str_starts(lang, STR("ko")))
		return "KR";
	if (str_contains(lang, STR("HK")) || str_contains(lang, STR("MO")))
		return "HK";
	if (str_contains(lang, STR("Hant")) || str_contains(lang, STR("TW")))
		return "TC";
	return "SC";
}

static bool is_bold(enum font_role role)
{
	return role == FONT_BODY_BOLD || role == FONT_HEADING_BOLD;
}

static bool has_family(FcPattern *font, str family)
{
	FcChar8 *name;
	for (int i = 0; FcPatternGetString(font, FC_FAMILY, i, &name) ==
			FcResultMatch; i++)
		if (str_equal_fold(str_of((const char *)name), family))
			return true;
	return false;
}

static bool is_true(FcPattern *font, const char *property)
{
	FcBool flag;
	return FcPatternGetBool(font, property, 0, &flag) == FcResultMatch &&
	       flag;
}

/* Outlines that hb-subset can cut; of a variable font the whole, whose index
 * has its highest bit set, and none of its named instances. */
static bool is_usable(FcPattern *font)
{
	FcChar8 *format;
	int index;
	bool varies = is_true(font, FC_VARIABLE);
	if (!is_true(font, FC_OUTLINE) ||
	    FcPatternGetInteger(font, FC_INDEX, 0, &index) != FcResultMatch ||
	    (!varies && (index < 0 || index > UINT16_MAX)))
		return false;
	if (FcPatternGetString(font, FC_FONTFORMAT, 0, &format) !=
	    FcResultMatch)
		return false;
	str name = str_of((const char *)format);
	return str_equal(name, STR("TrueType")) ||
	       (!varies && str_equal(name, STR("CFF")));
}

static bool has_character(FcPattern *font, uint32_t code_point)
{
	FcCharSet *set;
	return FcPatternGetCharSet(font, FC_CHARSET, 0, &set) ==
	       FcResultMatch && FcCharSetHasChar(set, code_point);
}

/* A variable font has all weights of a range, but a static one is as good. */
static int distance_of_weight(FcPattern *font, int weight)
{
	FcRange *range;
	double least, most;
	int is;
	if (FcPatternGetInteger(font, FC_WEIGHT, 0, &is) == FcResultMatch)
		return 2 * abs(is - weight);
	if (FcPatternGetRange(font, FC_WEIGHT, 0, &range) != FcResultMatch ||
	    !FcRangeGetDouble(range, &least, &most))
		return 2 * abs(FC_WEIGHT_REGULAR - weight);
	if (weight < least)
		return 2 * (int)(least - weight) + 1;
	return weight > most ? 2 * (int)(weight - most) + 1 : 1;
}

/* How far from upright and from the wanted weight; 0 is what was asked. */
static int distance(FcPattern *font, int weight)
{
	int slant;
	if (FcPatternGetInteger(font, FC_SLANT, 0, &slant) != FcResultMatch)
		slant = FC_SLANT_ROMAN;
	return distance_of_weight(font, weight) +
	       (slant == FC_SLANT_ROMAN ? 0 : 1000);
}

static struct font_file describe(FcPattern *font)
{
	FcChar8 *path = NULL, *family = NULL;
	int index = 0;
	FcPatternGetString(font, FC_FILE, 0, &path);
	FcPatternGetString(font, FC_FAMILY, 0, &family);
	FcPatternGetInteger(font, FC_INDEX, 0, &index);
	return (struct font_file){
		.path = str_of((const char *)path),
		.index = index & UINT16_MAX,
		.family = str_of((const char *)family),
	};
}

static bool stands_before(FcPattern *one, FcPattern *other)
{
	struct font_file a = describe(one), b = describe(other);
	int order = str_compare(a.path, b.path);
	return order ? order < 0 : a.index < b.index;
}

/* What is wanted of a font: a family, or, when it is empty, a character. */
struct wish {
	str family;
	uint32_t character;           /* 0: any */
	int weight;
};

static bool fulfils(FcPattern *font, const struct wish *wish)
{
	if (wish->family.len && !has_family(font, wish->family))
		return false;
	return (!wish->character || has_character(font, wish->character)) &&
	       is_usable(font);
}

static FcPattern *search(const struct wish *wish)
{
	FcFontSet *set = FcConfigGetFonts(NULL, FcSetSystem);
	FcPattern *best = NULL;
	int best_distance = 0;
	for (int i = 0; set && i < set->nfont; i++) {
		FcPattern *font = set->fonts[i];
		if (!fulfils(font, wish))
			continue;
		int is = distance(font, wish->weight);
		if (!best || is < best_distance ||
		    (is == best_distance && stands_before(font, best))) {
			best = font;
			best_distance = is;
		}
	}
	return best;
}

static str name_family(const char *pattern, const char *region,
		       struct arena *a)
{
	str name = str_of(pattern);
	size_t at = str_find_byte(name, '@');
	if (at == STR_NOT_FOUND)
		return name;
	return arena_join(a, str_cut(name, 0, at), str_of(region));
}

/* The first family of the role that is installed and has the character. */
static FcPattern *search_role(enum font_role role, const char *region,
			      struct wish wish, struct arena *a)
{
	for (;;) {
		const struct preference *list = &preferences[role];
		for (int i = 0; i < MOST_FAMILIES && list->families[i]; i++) {
			wish.family = name_family(list->families[i], region, a);
			FcPattern *font = search(&wish);
			if (font)
				return font;
		}
		if (list->next == role)
			return NULL;
		role = list->next;
	}
}

/* fontconfig's own choice, with the user's rules; only when it has Han. */
static bool ask_fontconfig(enum font_role role, str lang, struct arena *a,
			   struct font_file *out)
{
	FcPattern *query = FcPatternCreate();
	FcPatternAddString(query, FC_FAMILY,
			   (const FcChar8 *)preferences[role].generic);
	FcPatternAddString(query, FC_LANG, (const FcChar8 *)arena_cstring(
		a, lang.len ? lang : STR("zh")));
	FcPatternAddBool(query, FC_OUTLINE, FcTrue);
	FcPatternAddBool(query, FC_VARIABLE, FcFalse);
	FcConfigSubstitute(NULL, query, FcMatchPattern);
	FcDefaultSubstitute(query);
	FcResult result;
	FcPattern *font = FcFontMatch(NULL, query, &result);
	bool found = font && is_usable(font) && has_character(font, COMMON_HAN);
	if (found) {
		*out = describe(font);
		out->path = arena_copy(a, out->path);
		out->family = arena_copy(a, out->family);
	}
	if (font)
		FcPatternDestroy(font);
	FcPatternDestroy(query);
	return found;
}

static bool find_default(enum font_role role, str lang, struct arena *a,
			 struct font_file *out)
{
	struct wish wish = {
		.weight = is_bold(role) ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR,
	};
	FcPattern *font = search_role(role, region_of(lang), wish, a);
	if (font) {
		*out = describe(font);
		return true;
	}
	return ask_fontconfig(role, lang, a, out);
}

/* A default for a name of the table takes its shape, but the weight of the
 * role that asked. */
static enum font_role with_weight_of(enum font_role shape,
				     enum font_role asked)
{
	if (!is_bold(asked))
		return shape;
	if (shape == FONT_BODY)
		return FONT_BODY_BOLD;
	return shape == FONT_HEADING ? FONT_HEADING_BOLD : shape;
}

bool font_find(str family, enum font_role role, str lang, struct arena *a,
	       struct font_file *out)
{
	if (!FcInit())
		return false;
	if (family.len == 0)
		return find_default(role, lang, a, out);
	struct wish wish = {
		.family = family,
		.weight = is_bold(role) ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR,
	};
	FcPattern *font = search(&wish);
	if (font) {
		*out = describe(font);
		out->family = arena_copy(a, family);
		return true;
	}
	bool is_generic = false;
	for (size_t i = 0; i < sizeof known_names / sizeof *known_names; i++) {
		if (!str_equal_fold(family, str_of(known_names[i].family)))
			continue;
		role = with_weight_of(known_names[i].role, role);
		is_generic = known_names[i].is_generic;
	}
	if (!find_default(role, lang, a, out))
		return false;
	out->is_substitute = !is_generic;
	return true;
}

/* Asked first: most characters that a book's fonts lack are in none, and
 * names of families are long to compare. */
static bool is_anywhere(uint32_t character)
{
	FcFontSet *set = FcConfigGetFonts(NULL, FcSetSystem);
	for (int i = 0; set && i < set->nfont; i++)
		if (has_character(set->fonts[i], character))
			return true;
	return false;
}

bool font_find_character(uint32_t code_point, struct arena *a,
			 struct font_file *out)
{
	if (!FcInit() || !is_anywhere(code_point))
		return false;
	struct wish wish = {
		.character = code_point, .weight = FC_WEIGHT_REGULAR,
	};
	FcPattern *font = search_role(FONT_CODE, "SC", wish, a);
	if (!font)
		font = search_role(FONT_QUOTE, "SC", wish, a);
	if (!font) {
		wish.family = STR_NONE;
		font = search(&wish);
	}
	if (!font)
		return false;
	*out = describe(font);
	out->is_substitute = true;
	return true;
}
