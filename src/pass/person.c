/* Is a short text a person's name? A common surname, then one or two
 * characters. What bodies and papers are called ends otherwise.
 */
#include "base/unicode.h"
#include "base/utf8.h"
#include "pass/inside.h"

#include "base/banned.h"

static const char surnames[] =
	"王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅"
	"沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白"
	"崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜"
	"倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿"
	"牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋甘景薄单包司柏宁"
	"柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟"
	"張劉陳楊趙黃吳孫馬羅鄭謝韓馮鄧許呂蘇盧蔣賈葉閻鍾陸邱顧龍萬錢湯賀賴龔龐蘭"
	"嚴溫蘆韋畢聶叢齊莊塗時關費紀歐項陽衛單車邊饒";

static const char bodies[] = "社报報网網站部局院校刊台室委办辦会會厅廳处處科组組";

static bool holds(const char *set, uint32_t c)
{
	str all = str_of(set);
	for (size_t at = 0; at < all.len;)
		if (utf8_next(all, &at) == c)
			return true;
	return false;
}

bool is_person(str name)
{
	uint32_t first = 0, last = 0;
	size_t count = 0;
	for (size_t at = 0; at < name.len;) {
		uint32_t c = utf8_next(name, &at);
		if (unicode_is_space(c))
			continue;
		if (!unicode_is_han(c) || ++count > 3)
			return false;
		first = first ? first : c;
		last = c;
	}
	return count >= 2 && holds(surnames, first) && !holds(bodies, last);
}
