/* Official papers say their author and date in their own way: the issuing
 * body opens the title, 某某委员会关于……的决议, and a line in brackets below it
 * tells the day of adoption, （二〇二一年十一月三日第六次会议通过）. Both hold more
 * than what the page that shows the paper says of itself.
 */
#include "base/date.h"
#include "base/unicode.h"
#include "pass/inside.h"

#include "base/banned.h"

static bool ends_with_any(str text, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_ends(text, str_of(words[i])))
			return true;
	return false;
}

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

bool official_genre(str title)
{
	static const char *const genres[] = {
		"决议", "决定", "通知", "意见", "办法", "条例", "规定", "公告",
		"通告", "报告", "批复", "方案", "纲要", "计划", "细则", "说明",
		"讲话", "建议", "令", "函",
	};
	return ends_with_any(title, genres, COUNT(genres));
}

str official_author(str title, struct arena *a)
{
	static const char *const bodies[] = {
		"委员会", "国务院", "法院", "检察院", "部", "厅", "局", "政府",
		"办公室", "理事会", "总会", "协会", "署", "党委", "支部",
	};
	str words = unicode_simplified(title, a);
	size_t at = str_find(words, STR("关于"));
	if (at == STR_NOT_FOUND || at == 0 || !official_genre(words))
		return STR_NONE;
	str body = str_trim_end(str_cut(words, 0, at));
	return ends_with_any(body, bodies, COUNT(bodies))
		       ? str_cut(title, 0, body.len) : STR_NONE;
}

bool official_date(str line, str *iso, struct arena *a)
{
	static const char *const deeds[] = {
		"通过", "公布", "发布", "批准", "印发", "施行", "修订", "修正",
		"制定",
	};
	size_t len;
	size_t open = str_starts(line, STR("（")) ? 3
		      : str_starts(line, STR("("));
	if (!open || (!str_ends(line, STR("）")) && !str_ends(line, STR(")"))))
		return false;
	return find_word(unicode_simplified(line, a), deeds, COUNT(deeds)) >= 0 &&
	       date_read_start(str_from(line, open), &len, iso, a);
}
