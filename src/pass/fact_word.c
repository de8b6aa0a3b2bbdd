/* Words in a line of facts that name nobody: days of the week, hours,
 * addresses, and what a reporter did.
 */
#include "pass/inside.h"

#include "base/banned.h"

#define LONGEST_REPORT 36       /* bytes */

/* <somebody@example.org> */
static bool is_address(str word)
{
	return str_find_byte(word, '@') != STR_NOT_FOUND &&
	       (word.text[0] == '<' || str_find_byte(word, '.') != STR_NOT_FOUND);
}

/* 星期四, 周四 */
static bool is_weekday(str word)
{
	static const char *const names[] = {"星期", "礼拜", "周"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		str name = str_of(names[i]);
		if (str_starts(word, name) && word.len == name.len + 3 &&
		    str_contains(STR("一二三四五六日天"),
				 str_from(word, name.len)))
			return true;
	}
	return false;
}

/* 上午9：30 */
static bool is_hour(str word)
{
	static const char *const times[] = {"上午", "下午", "晚上", "晚", "早上",
					    "中午", "凌晨"};
	for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
		size_t at = strlen(times[i]);
		if (str_starts(word, str_of(times[i])) && at < word.len &&
		    word.text[at] >= '0' && word.text[at] <= '9')
			return word.len <= at + strlen("12：30");
		if (str_equal(word, str_of(times[i])))
			return true;
	}
	return str_equal(word, STR("AM")) || str_equal(word, STR("PM"));
}

/* ／台南即时报道, behind a reporter's name */
static bool is_report(str word)
{
	return word.len <= LONGEST_REPORT && !str_contains(word, STR("记者")) &&
	       (str_ends(word, STR("报道")) || str_ends(word, STR("报导")));
}

/* Where a network says that a writer is. */
static bool is_province(str word)
{
	static const char names[] =
		" 北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建"
		" 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海"
		" 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 ";
	size_t at = str_find(str_of(names), word);
	return word.len >= 6 && word.len <= 9 && at != STR_NOT_FOUND &&
	       at > 0 && names[at - 1] == ' ' && names[at + word.len] == ' ';
}

bool is_idle_word(str word)
{
	return str_ends(word, STR("创作者")) || is_province(word) ||
	       is_weekday(word) || is_hour(word) || is_address(word) ||
	       is_report(word);
}

/* 网友投稿 wrote nothing. */
bool is_nobody(str name)
{
	static const char *const names[] = {
		"网友投稿", "网友", "admin", "Admin", "管理员", "系统管理员",
		"匿名", "小编", "站长", "网站编辑", "本站", "未知", "不详",
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_equal(name, str_of(names[i])))
			return true;
	return false;
}
