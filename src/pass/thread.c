/* A thread of a forum: around each post stand its writer's name and rank,
 * counters, the floor (3楼, 沙发), when it was posted, buttons. The first
 * writer becomes the text's; the others stay, a name and a colon over what
 * they wrote; all else goes.
 *
 * It is a thread where two lines say when a post was posted.
 */
#include "base/date.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "pass/inside.h"

#include "base/banned.h"

#define LONGEST_POSTED 60       /* characters of a line that says when */
#define LONGEST_PANEL 40
#define LONGEST_NAME 20
#define LONGEST_NOTE 120        /* bytes */
#define PANEL_LINES 24          /* above that line */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* 发表于 2012-5-6 09:12:33 | 只看该作者 */
static bool says_when(struct work *work, const struct sight *sight, str *iso)
{
	size_t len, at = str_find(sight->words, STR("发表于"));
	if (sight->is_gone || sight->characters > LONGEST_POSTED ||
	    at == STR_NOT_FOUND || at > strlen("12楼 本帖最后"))
		return false;
	str rest = str_from(sight->words, at + strlen("发表于"));
	while (str_starts(rest, STR("：")) || str_starts(rest, STR(":")))
		rest = str_from(rest, rest.text[0] == ':' ? 1 : strlen("："));
	return date_read_start(str_trim_start(rest), &len, iso, work->a);
}

/* 3楼 3# 沙发 楼主 */
static bool is_floor(str word)
{
	static const char *const names[] = {"楼主", "沙发", "板凳", "地板",
					    "椅子", "藤椅", "报纸", "地下室"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_equal(word, str_of(names[i])))
			return true;
	size_t digits = 0;
	str rest = str_starts(word, STR("#")) ? str_from(word, 1) : word;
	while (digits < rest.len && is_digit(rest.text[digits]))
		digits++;
	str unit = str_trim(str_from(rest, digits));
	return digits && (str_equal(unit, STR("楼")) ||
			  str_equal(unit, STR("#")) ||
			  (rest.len < word.len && !unit.len));
}

/* 主题 36, 积分: what a forum counts of its members. */
static bool is_counter(str word)
{
	static const char *const names[] = {
		"主题", "帖子", "积分", "威望", "金币", "金钱", "精华", "贡献", "注册时间",
		"注册日期", "最后登录", "在线时间", "阅读权限", "来自", "UID",
		"发帖", "发帖数", "好友", "日志", "相册", "听众", "收听", "性别",
		"经验", "魅力", "签到天数", "发消息", "加好友", "串个门", "打招呼",
		"个人主页", "电梯直达", "查看", "回复",
	};
	static const char *const ends[] = {"会员", "上路", "版主", "管理员", "元老",
					   "贵宾", "粉丝", "级别", "禁止发言"};
	while (word.len && (is_digit(word.text[word.len - 1]) ||
			    strchr(" :-+.", word.text[word.len - 1])))
		word.len--;
	if (str_ends(word, STR("：")))
		word.len -= strlen("：");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_equal(word, str_of(names[i])))
			return true;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_ends(word, str_of(ends[i])))
			return true;
	return !word.len;
}

static bool is_post_button(str word)
{
	static const char *const names[] = {
		"支持", "反对", "举报", "使用道具", "评分", "只看该作者", "倒序浏览",
		"正序浏览", "只看大图", "引用", "顶端", "收藏", "分享", "淘帖",
		"复制链接", "[复制链接]", "编辑", "道具", "返回顶部", "TOP",
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_equal(word, str_of(names[i])))
			return true;
	return is_button(word);
}

/* Every word of the line is a panel's. */
static bool is_panel(struct work *work, const struct sight *sight)
{
	size_t len;
	str iso, rest = sight->words;
	if (sight->is_figure)
		return true;
	if (sight->characters > LONGEST_PANEL || !rest.len)
		return false;
	if (date_read_start(rest, &len, &iso, work->scratch) &&
	    len == rest.len)
		return true;
	while (rest.len) {
		size_t blank = str_find_byte(rest, ' ');
		str word = str_trim(str_cut(rest, 0, blank));
		rest = blank == STR_NOT_FOUND ? STR_NONE
					      : str_from(rest, blank + 1);
		if (word.len && !is_floor(word) && !is_counter(word) &&
		    !is_post_button(word) && !str_equal(word, STR("|")))
			return false;
	}
	return true;
}

static bool is_name_line(const struct sight *sight)
{
	return sight->block->kind == BLOCK_PARAGRAPH &&
	       sight->characters >= 2 && sight->characters <= LONGEST_NAME &&
	       sight->ending == ENDS_OPEN && !sight->commas && !sight->stops;
}

/* 木匠老周 -> 木匠老周： and no link */
static void keep_name(struct work *work, struct sight *sight)
{
	struct block *block = sight->block;
	str name = arena_copy(work->a, sight->text);
	str shown = arena_join(work->a, name, STR("："));
	block->text = phrase_text(work->a, shown, block->span);
	block->class = STR_NONE;
	ledger_changed(&work->chapter->ledger, STR("boilerplate/post"),
		       sight->line, name, shown);
	*sight = sight_of(work, block);
}

static void settle_name(struct work *work, struct sight *sight, bool is_first)
{
	struct chapter *chapter = work->chapter;
	if (!is_first) {
		keep_name(work, sight);
		return;
	}
	if (!chapter->author.len)
		chapter->author = arena_copy(work->a, sight->text);
	drop_sight(work, sight, "boilerplate/post");
}

/* Above the line that says when: the panel up to the writer's name. */
static void drop_panel(struct work *work, struct sights *sights, size_t when,
		       bool is_first)
{
	for (size_t i = when; i-- > 0 && when - i <= PANEL_LINES;) {
		struct sight *sight = &sights->list.at[i];
		if (sight->is_gone)
			continue;
		if (is_panel(work, sight)) {
			drop_sight(work, sight, "boilerplate/post");
			continue;
		}
		if (is_name_line(sight))
			settle_name(work, sight, is_first);
		return;
	}
}

/* 本帖最后由 某某 于 … 编辑, in a line with the post or alone */
static void cut_edit_note(struct work *work, struct sight *sight)
{
	if (!str_contains(sight->text, STR("本帖最")))
		return;
	struct changes changes = {.work = work, .block = sight->block};
	changes.text = block_text(sight->block, work->scratch);
	str words = unicode_simplified(changes.text, work->scratch);
	size_t from = str_find(words, STR("本帖最后由"));
	size_t end = from == STR_NOT_FOUND
			     ? from : str_find_from(words, STR("编辑"), from);
	if (end == STR_NOT_FOUND || end - from > LONGEST_NOTE)
		return;
	change(&changes, from, end + strlen("编辑"), STR_NONE,
	       "boilerplate/post");
	changes_apply(&changes);
	*sight = sight_of(work, sight->block);
	if (!sight->text.len)
		drop_sight(work, sight, "boilerplate/empty");
}

/* Below a post: buttons, what was edited when, a signature. */
static void drop_foot(struct work *work, struct sights *sights, size_t from,
		      size_t to)
{
	for (size_t i = from; i < to; i++) {
		struct sight *sight = &sights->list.at[i];
		bool is_sign = block_has_class(sight->block, STR("sign"));
		/* 支持 alone may be all that somebody wrote. */
		bool is_row = sight->linked || str_find_byte(sight->words, ' ') !=
						       STR_NOT_FOUND;
		if (sight->is_gone || !sight->text.len)
			continue;
		if (is_sign || (is_row && sight->han && is_panel(work, sight)))
			drop_sight(work, sight, "boilerplate/post");
		else
			cut_edit_note(work, sight);
	}
}

void drop_posts(struct work *work, struct sights *sights)
{
	LIST(size_t) whens = {0};
	str iso, first = STR_NONE;
	for (size_t i = 0; i < sights->list.count; i++) {
		if (!says_when(work, &sights->list.at[i], &iso))
			continue;
		first = whens.count ? first : iso;
		list_push(work->scratch, &whens, i);
	}
	if (whens.count < 2)
		return;
	if (!work->chapter->date.len)
		work->chapter->date = first;
	for (size_t i = 0; i < whens.count; i++) {
		size_t end = i + 1 < whens.count ? whens.at[i + 1]
						 : sights->list.count;
		drop_panel(work, sights, whens.at[i], i == 0);
		drop_sight(work, &sights->list.at[whens.at[i]],
			   "boilerplate/post");
		drop_foot(work, sights, whens.at[i] + 1, end);
	}
}
