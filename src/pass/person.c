/* Is a short text a person's name? A common surname, then one or two
 * characters. What bodies and papers are called ends otherwise. Names are
 * simplified before they are asked about.
 */
#include "base/unicode.h"
#include "base/utf8.h"
#include "pass/inside.h"

#include "base/banned.h"

static const char surnames[] =
	"王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓"
	"许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊"
	"金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊"
	"兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫"
	"庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈"
	"鲍位覃霍翁隋甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古"
	"米池滕晋苑邬臧畅宫来嵺苟褚喻窦云奚郎昌凤酆廉岑乐皮卞元穆湛禹狄贝计伏"
	"谈茅蓝麻娄危骆虞支昝裘缪干宗宣贲郁杭诸钮嵇滑荣荀羊惠封芮羿储汲邴糜"
	"松井富巫乌巴弓牧隗宓蓬郗班仰秋仲伊仇栾暴钭厉戎祖符束幸韶郜蓟印宿怀蒲"
	"邰鄂索咸籍卓蔺屠蒙阴胥苍双闻莘党贡劳逄姬扶堵宰郦雍璩桑濮寿扈燕冀郏浦"
	"尚农别晏充慕连茹习宦艾鱼容慎戈庾终暨居衡步弘匡寇禄阙殴沃蔚越夔隆巩厍"
	"晁勾敖融冷訾阚简沙养鞠须丰巢蒯荆红竺权逯盖益桓肖闫佟楚逢仝佘粟冼帅亢"
	"况矫揭付敬刑肇铁柒展麦诺";

static const char *const double_surnames[] = {
	"欧阳", "司马", "诸葛", "上官", "司徒", "东方", "皇甫", "尉迟", "公孙",
	"慕容", "令狐", "夏侯", "宇文", "长孙", "端木", "南宫", "独孤", "轩辕",
	"太史", "淳于", "申屠", "澹台", "钟离", "闻人",
};

static const char bodies[] = "社报网站部局院校刊台室委办会厅处科组";

static bool holds(const char *set, uint32_t c)
{
	str all = str_of(set);
	for (size_t at = 0; at < all.len;)
		if (utf8_next(all, &at) == c)
			return true;
	return false;
}

/* Blanks apart. */
static bool has_double_surname(str name)
{
	size_t count = sizeof double_surnames / sizeof *double_surnames;
	for (size_t i = 0; i < count; i++)
		if (loose_prefix(name, str_of(double_surnames[i])))
			return true;
	return false;
}

bool is_person(str name)
{
	uint32_t first = 0, last = 0;
	size_t count = 0, longest = has_double_surname(name) ? 4 : 3;
	for (size_t at = 0; at < name.len;) {
		uint32_t c = utf8_next(name, &at);
		if (unicode_is_space(c))
			continue;
		if (!unicode_is_han(c) || ++count > longest)
			return false;
		first = first ? first : c;
		last = c;
	}
	return count >= 2 && !holds(bodies, last) &&
	       (longest == 4 || holds(surnames, first));
}

/* 1 * ① ¹: which body somebody belongs to. */
static bool is_note_mark(uint32_t c)
{
	return (c >= '0' && c <= '9') || c == '*' || c == 0xFF0A ||
	       c == 0xB9 || c == 0xB2 || c == 0xB3 || c == 0x2020 ||
	       (c >= 0x2460 && c <= 0x2473);
}

/* 张三1,2 -> 张三 */
static str without_note_marks(str name)
{
	size_t end = name.len;
	while (end > 0) {
		size_t at = end;
		uint32_t c = utf8_previous(name, &at);
		bool is_between = c == ',' || unicode_is_space(c);
		if (!is_note_mark(c) && !(is_between && end < name.len))
			break;
		end = at;
	}
	return str_trim(str_cut(name, 0, end));
}

str persons_alone(str names, struct arena *a)
{
	struct buf out;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	for (size_t at = 0; at < names.len;) {
		size_t from = at;
		uint32_t c = utf8_next(names, &at);
		bool is_number = c == ',' && at < names.len &&
				 is_note_mark(character_at(names, at));
		bool is_idle = c == ' ' && is_note_mark(character_at(names, at));
		if (!is_note_mark(c) && !is_number && !is_idle)
			buf_add(&out, str_cut(names, from, at));
	}
	return str_trim(buf_str(&out));
}

bool are_persons(str names)
{
	static const char *const marks[] = {"、", "，", ",", " ", "　"};
	if (is_person(names) || is_person(without_note_marks(names)))
		return true;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		str mark = str_of(marks[i]), rest = names;
		if (!str_contains(names, mark))
			continue;
		while (rest.len) {
			size_t end = str_find(rest, mark);
			str name = without_note_marks(
				str_trim(str_cut(rest, 0, end)));
			if (name.len && !is_person(name))
				return false;
			rest = end == STR_NOT_FOUND
				       ? STR_NONE
				       : str_trim(str_from(rest, end + mark.len));
		}
		return true;
	}
	return false;
}
