/* The words by which furniture of web pages is told: paths, buttons, and
 * the lines below which nothing belongs to the text any more. One table; a
 * row says how much of the line the word must be, because 相关文章 is a
 * heading of a list of links and also two words of any sentence.
 *
 * Words alone drop nothing: boilerplate.c asks where the line stands.
 */
#include "pass/inside.h"

#include "base/banned.h"

enum reach {
	WHOLE,      /* the line is the word, give or take a mark or a number */
	STARTS,     /* the line begins with it */
	HOLDS,      /* it stands anywhere in a line that is no sentence */
	DECLARES,   /* the line begins with it, however long it is */
};

#define LONGEST_LINE 240        /* bytes; paths excepted */
#define LONGEST_DECLARATION 1500
#define WHOLE_SLACK 12          /* bytes beside a whole word */

static const struct {
	const char *word;
	enum reach reach;
	enum furniture kind;
} words[] = {
	{"所在位置", STARTS, FURNITURE_PATH},
	{"当前位置", STARTS, FURNITURE_PATH},
	{"當前位置", STARTS, FURNITURE_PATH},
	{"您的位置", STARTS, FURNITURE_PATH},
	{"你的位置", STARTS, FURNITURE_PATH},
	{"您现在的位置", STARTS, FURNITURE_PATH},
	{"您現在的位置", STARTS, FURNITURE_PATH},
	{"您当前的位置", STARTS, FURNITURE_PATH},
	{"您所在的位置", STARTS, FURNITURE_PATH},
	{"你现在的位置", STARTS, FURNITURE_PATH},
	{"目前位置", STARTS, FURNITURE_PATH},
	{"导航：", STARTS, FURNITURE_PATH},
	{"導航：", STARTS, FURNITURE_PATH},
	{"返回顶部", HOLDS, FURNITURE_TAIL},
	{"返回頂部", HOLDS, FURNITURE_TAIL},
	{"回到顶部", HOLDS, FURNITURE_TAIL},
	{"回到頂部", HOLDS, FURNITURE_TAIL},
	{"相关文章", WHOLE, FURNITURE_TAIL},
	{"相關文章", WHOLE, FURNITURE_TAIL},
	{"相关阅读", WHOLE, FURNITURE_TAIL},
	{"相關閱讀", WHOLE, FURNITURE_TAIL},
	{"相关新闻", WHOLE, FURNITURE_TAIL},
	{"相關新聞", WHOLE, FURNITURE_TAIL},
	{"相关链接", WHOLE, FURNITURE_TAIL},
	{"相关稿件", WHOLE, FURNITURE_TAIL},
	{"相关报道", WHOLE, FURNITURE_TAIL},
	{"相關報導", WHOLE, FURNITURE_TAIL},
	{"相关推荐", WHOLE, FURNITURE_TAIL},
	{"相關推薦", WHOLE, FURNITURE_TAIL},
	{"相关资讯", WHOLE, FURNITURE_TAIL},
	{"相关专题", WHOLE, FURNITURE_TAIL},
	{"相关标签", STARTS, FURNITURE_TAIL},
	{"推荐阅读", WHOLE, FURNITURE_TAIL},
	{"推薦閱讀", WHOLE, FURNITURE_TAIL},
	{"延伸阅读", WHOLE, FURNITURE_TAIL},
	{"延伸閱讀", WHOLE, FURNITURE_TAIL},
	{"猜你喜欢", STARTS, FURNITURE_TAIL},
	{"猜你喜歡", STARTS, FURNITURE_TAIL},
	{"热门文章", WHOLE, FURNITURE_TAIL},
	{"熱門文章", WHOLE, FURNITURE_TAIL},
	{"热门推荐", WHOLE, FURNITURE_TAIL},
	{"热点推荐", WHOLE, FURNITURE_TAIL},
	{"最新文章", WHOLE, FURNITURE_TAIL},
	{"作者最新文章", WHOLE, FURNITURE_TAIL},
	{"上一篇", STARTS, FURNITURE_TAIL},
	{"下一篇", STARTS, FURNITURE_TAIL},
	{"上一条", STARTS, FURNITURE_TAIL},
	{"下一条", STARTS, FURNITURE_TAIL},
	{"上一頁", STARTS, FURNITURE_TAIL},
	{"下一頁", STARTS, FURNITURE_TAIL},
	{"上一页", STARTS, FURNITURE_TAIL},
	{"下一页", STARTS, FURNITURE_TAIL},
	{"本文标题", STARTS, FURNITURE_TAIL},
	{"本文標題", STARTS, FURNITURE_TAIL},
	{"本文地址", STARTS, FURNITURE_TAIL},
	{"本文链接", STARTS, FURNITURE_TAIL},
	{"本文鏈接", STARTS, FURNITURE_TAIL},
	{"本文网址", STARTS, FURNITURE_TAIL},
	{"原文链接", STARTS, FURNITURE_TAIL},
	{"原文地址", STARTS, FURNITURE_TAIL},
	{"友情链接", HOLDS, FURNITURE_TAIL},
	{"友情鏈接", HOLDS, FURNITURE_TAIL},
	{"友情連結", HOLDS, FURNITURE_TAIL},
	{"版权所有", HOLDS, FURNITURE_TAIL},
	{"版權所有", HOLDS, FURNITURE_TAIL},
	{"Copyright", HOLDS, FURNITURE_TAIL},
	{"copyright ©", HOLDS, FURNITURE_TAIL},
	{"All Rights Reserved", HOLDS, FURNITURE_TAIL},
	{"All rights reserved", HOLDS, FURNITURE_TAIL},
	{"ICP备", HOLDS, FURNITURE_TAIL},
	{"ICP備", HOLDS, FURNITURE_TAIL},
	{"ICP证", HOLDS, FURNITURE_TAIL},
	{"ICP證", HOLDS, FURNITURE_TAIL},
	{"公网安备", HOLDS, FURNITURE_TAIL},
	{"网站标识码", HOLDS, FURNITURE_TAIL},
	{"网站地图", HOLDS, FURNITURE_TAIL},
	{"網站地圖", HOLDS, FURNITURE_TAIL},
	{"主办单位：", STARTS, FURNITURE_TAIL},
	{"主辦單位：", STARTS, FURNITURE_TAIL},
	{"关于我们", HOLDS, FURNITURE_TAIL},
	{"關於我們", HOLDS, FURNITURE_TAIL},
	{"联系我们", HOLDS, FURNITURE_TAIL},
	{"聯絡我們", HOLDS, FURNITURE_TAIL},
	{"官方微博", HOLDS, FURNITURE_TAIL},
	{"官方微信", HOLDS, FURNITURE_TAIL},
	{"扫一扫", HOLDS, FURNITURE_TAIL},
	{"掃一掃", HOLDS, FURNITURE_TAIL},
	{"预览时标签不可点", WHOLE, FURNITURE_TAIL},
	{"喜欢此内容的人还喜欢", STARTS, FURNITURE_TAIL},
	{"继续滑动看下一个", WHOLE, FURNITURE_TAIL},
	{"收录于合集", STARTS, FURNITURE_TAIL},
	{"收录于话题", STARTS, FURNITURE_TAIL},
	{"写留言", WHOLE, FURNITURE_TAIL},
	{"点击上方", STARTS, FURNITURE_BUTTON},
	{"点击蓝字", STARTS, FURNITURE_BUTTON},
	{"阅读", WHOLE, FURNITURE_BUTTON},
	{"在看", WHOLE, FURNITURE_BUTTON},
	{"赞赏", WHOLE, FURNITURE_BUTTON},
	{"扫码关注", STARTS, FURNITURE_TAIL},
	{"长按二维码", STARTS, FURNITURE_TAIL},
	{"免责声明", DECLARES, FURNITURE_TAIL},
	{"免責聲明", DECLARES, FURNITURE_TAIL},
	{"发表评论", WHOLE, FURNITURE_COMMENTS},
	{"發表評論", WHOLE, FURNITURE_COMMENTS},
	{"发表回复", WHOLE, FURNITURE_COMMENTS},
	{"网友评论", WHOLE, FURNITURE_COMMENTS},
	{"網友評論", WHOLE, FURNITURE_COMMENTS},
	{"用户评论", WHOLE, FURNITURE_COMMENTS},
	{"文章评论", WHOLE, FURNITURE_COMMENTS},
	{"最新评论", WHOLE, FURNITURE_COMMENTS},
	{"最新評論", WHOLE, FURNITURE_COMMENTS},
	{"热门评论", WHOLE, FURNITURE_COMMENTS},
	{"精选留言", WHOLE, FURNITURE_COMMENTS},
	{"精選留言", WHOLE, FURNITURE_COMMENTS},
	{"全部评论", WHOLE, FURNITURE_COMMENTS},
	{"全部評論", WHOLE, FURNITURE_COMMENTS},
	{"查看全部评论", WHOLE, FURNITURE_COMMENTS},
	{"条评论", HOLDS, FURNITURE_BUTTON},
	{"第一个评论", HOLDS, FURNITURE_TAIL},
	{"暂无评论", HOLDS, FURNITURE_TAIL},
	{"登录后才", HOLDS, FURNITURE_TAIL},
	{"登录后发表", HOLDS, FURNITURE_TAIL},
	{"请登录", STARTS, FURNITURE_BUTTON},
	{"立即注册", HOLDS, FURNITURE_BUTTON},
	{"本版积分规则", HOLDS, FURNITURE_TAIL},
	{"上一主题", HOLDS, FURNITURE_TAIL},
	{"下一主题", HOLDS, FURNITURE_TAIL},
	{"Archiver", STARTS, FURNITURE_TAIL},
	{"只看该作者", HOLDS, FURNITURE_BUTTON},
	{"楼主", WHOLE, FURNITURE_BUTTON},
	{"Processed in", HOLDS, FURNITURE_TAIL},
	{"Powered by", HOLDS, FURNITURE_TAIL},
	{"强力驱动", HOLDS, FURNITURE_TAIL},
	{"©", STARTS, FURNITURE_TAIL},
	{"坚持原创技术分享", STARTS, FURNITURE_TAIL},
	{"打赏", WHOLE, FURNITURE_BUTTON},
	{"赏", WHOLE, FURNITURE_BUTTON},
	{"昵称", STARTS, FURNITURE_BUTTON},
	{"赞", WHOLE, FURNITURE_BUTTON},
	{"踩", WHOLE, FURNITURE_BUTTON},
	{"分享", WHOLE, FURNITURE_BUTTON},
	{"回复", WHOLE, FURNITURE_BUTTON},
	{"回覆", WHOLE, FURNITURE_BUTTON},
	{"END", WHOLE, FURNITURE_BUTTON},
	{"往期推荐", WHOLE, FURNITURE_TAIL},
	{"往期回顾", WHOLE, FURNITURE_TAIL},
	{"往期精选", WHOLE, FURNITURE_TAIL},
	{"往期文章", WHOLE, FURNITURE_TAIL},
	{"精彩推荐", WHOLE, FURNITURE_TAIL},
	{"热门排行", WHOLE, FURNITURE_TAIL},
	{"点击排行", WHOLE, FURNITURE_TAIL},
	{"阅读排行", WHOLE, FURNITURE_TAIL},
	{"热点排行", WHOLE, FURNITURE_TAIL},
	{"今日热点", WHOLE, FURNITURE_TAIL},
	{"图片新闻", WHOLE, FURNITURE_TAIL},
	{"最新资讯", WHOLE, FURNITURE_TAIL},
	{"推荐文章", WHOLE, FURNITURE_TAIL},
	{"为您推荐", WHOLE, FURNITURE_TAIL},
	{"为你推荐", WHOLE, FURNITURE_TAIL},
	{"你可能喜欢", STARTS, FURNITURE_TAIL},
	{"您可能感兴趣", STARTS, FURNITURE_TAIL},
	{"更多相关", STARTS, FURNITURE_TAIL},
	{"更多精彩", STARTS, FURNITURE_TAIL},
	{"查看更多", WHOLE, FURNITURE_TAIL},
	{"点个“在看", HOLDS, FURNITURE_TAIL},
	{"点击“在看", HOLDS, FURNITURE_TAIL},
	{"点赞、在看", HOLDS, FURNITURE_TAIL},
	{"分享给更多", HOLDS, FURNITURE_TAIL},
	{"长按识别", STARTS, FURNITURE_TAIL},
	{"長按識別", STARTS, FURNITURE_TAIL},
	{"识别二维码", HOLDS, FURNITURE_TAIL},
	{"扫描二维码", HOLDS, FURNITURE_TAIL},
	{"扫码阅读", HOLDS, FURNITURE_TAIL},
	{"手机阅读", WHOLE, FURNITURE_TAIL},
	{"手机扫码", STARTS, FURNITURE_TAIL},
	{"关注我们", HOLDS, FURNITURE_BUTTON},
	{"投稿邮箱", STARTS, FURNITURE_TAIL},
	{"新闻热线", STARTS, FURNITURE_TAIL},
	{"举报电话", STARTS, FURNITURE_TAIL},
	{"举报邮箱", STARTS, FURNITURE_TAIL},
	{"违法和不良信息举报", HOLDS, FURNITURE_TAIL},
	{"来源于网络", HOLDS, FURNITURE_TAIL},
	{"来自网络", HOLDS, FURNITURE_TAIL},
	{"网络收集", HOLDS, FURNITURE_TAIL},
	{"如有侵权", HOLDS, FURNITURE_TAIL},
	{"侵权必究", HOLDS, FURNITURE_TAIL},
	{"违者必究", HOLDS, FURNITURE_TAIL},
	{"不得转载", HOLDS, FURNITURE_TAIL},
	{"禁止转载", HOLDS, FURNITURE_TAIL},
	{"谢绝转载", HOLDS, FURNITURE_TAIL},
	{"转载请注明", HOLDS, FURNITURE_TAIL},
	{"轉載請註明", HOLDS, FURNITURE_TAIL},
	{"转载请联系", HOLDS, FURNITURE_TAIL},
	{"版权声明", DECLARES, FURNITURE_TAIL},
	{"版權聲明", DECLARES, FURNITURE_TAIL},
	{"版权说明", DECLARES, FURNITURE_TAIL},
	{"特别声明", DECLARES, FURNITURE_TAIL},
	{"郑重声明", DECLARES, FURNITURE_TAIL},
	{"转载声明", DECLARES, FURNITURE_TAIL},
	{"原创声明", DECLARES, FURNITURE_TAIL},
	{"本文为作者原创", DECLARES, FURNITURE_TAIL},
	{"本文系作者原创", DECLARES, FURNITURE_TAIL},
	{"本文为原创", DECLARES, FURNITURE_TAIL},
	{"声明：本", DECLARES, FURNITURE_TAIL},
	{"声明：以上", DECLARES, FURNITURE_TAIL},
	{"声明：转载", DECLARES, FURNITURE_TAIL},
	{"凡本网注明", DECLARES, FURNITURE_TAIL},
	{"凡本站注明", DECLARES, FURNITURE_TAIL},
	{"以上内容仅代表", DECLARES, FURNITURE_TAIL},
	{"本文仅代表作者", DECLARES, FURNITURE_TAIL},
	{"本文内容仅代表", DECLARES, FURNITURE_TAIL},
	{"本文关键词", HOLDS, FURNITURE_BUTTON},
	{"本文关键字", HOLDS, FURNITURE_BUTTON},
	{"本文简介：", HOLDS, FURNITURE_BUTTON},
	{"Word文档下载", HOLDS, FURNITURE_TAIL},
	{"WORD文档", STARTS, FURNITURE_TAIL},
	{"word文档", STARTS, FURNITURE_TAIL},
	{"下载文档", HOLDS, FURNITURE_TAIL},
	{"推荐度：", HOLDS, FURNITURE_TAIL},
	{"文档为doc格式", HOLDS, FURNITURE_TAIL},
	{"文字大小", STARTS, FURNITURE_BUTTON},
	{"朗读", WHOLE, FURNITURE_BUTTON},
	{"听新闻", WHOLE, FURNITURE_BUTTON},
	{"收听", WHOLE, FURNITURE_BUTTON},
	{"网站首页", STARTS, FURNITURE_BUTTON},
	{"無障礙", STARTS, FURNITURE_BUTTON},
	{"无障碍", WHOLE, FURNITURE_BUTTON},
	{"长者模式", WHOLE, FURNITURE_BUTTON},
	{"分享到", STARTS, FURNITURE_BUTTON},
	{"分享至", STARTS, FURNITURE_BUTTON},
	{"字号：", STARTS, FURNITURE_BUTTON},
	{"字号:", STARTS, FURNITURE_BUTTON},
	{"字體：", STARTS, FURNITURE_BUTTON},
	{"字体：", STARTS, FURNITURE_BUTTON},
	{"字体大小", STARTS, FURNITURE_BUTTON},
	{"打印本页", HOLDS, FURNITURE_BUTTON},
	{"打印", WHOLE, FURNITURE_BUTTON},
	{"列印", WHOLE, FURNITURE_BUTTON},
	{"关闭窗口", HOLDS, FURNITURE_BUTTON},
	{"關閉窗口", HOLDS, FURNITURE_BUTTON},
	{"关闭", WHOLE, FURNITURE_BUTTON},
	{"收藏", WHOLE, FURNITURE_BUTTON},
	{"加入收藏", HOLDS, FURNITURE_BUTTON},
	{"收藏本站", HOLDS, FURNITURE_BUTTON},
	{"添加收藏夹", HOLDS, FURNITURE_BUTTON},
	{"设为首页", HOLDS, FURNITURE_BUTTON},
	{"設為首頁", HOLDS, FURNITURE_BUTTON},
	{"阅读原文", WHOLE, FURNITURE_BUTTON},
	{"閱讀原文", WHOLE, FURNITURE_BUTTON},
	{"点击阅读原文", WHOLE, FURNITURE_BUTTON},
	{"查看原文", WHOLE, FURNITURE_BUTTON},
	{"点击查看", STARTS, FURNITURE_BUTTON},
	{"点击下载", STARTS, FURNITURE_BUTTON},
	{"展开全文", HOLDS, FURNITURE_BUTTON},
	{"展開全文", HOLDS, FURNITURE_BUTTON},
	{"我要评论", HOLDS, FURNITURE_BUTTON},
	{"返回首页", HOLDS, FURNITURE_BUTTON},
	{"返回首頁", HOLDS, FURNITURE_BUTTON},
	{"返回列表", HOLDS, FURNITURE_BUTTON},
	{"返回上页", HOLDS, FURNITURE_BUTTON},
	{"返回", WHOLE, FURNITURE_BUTTON},
	{"首页", WHOLE, FURNITURE_BUTTON},
	{"首頁", WHOLE, FURNITURE_BUTTON},
	{"登录", WHOLE, FURNITURE_BUTTON},
	{"登錄", WHOLE, FURNITURE_BUTTON},
	{"登入", WHOLE, FURNITURE_BUTTON},
	{"注册", WHOLE, FURNITURE_BUTTON},
	{"搜索", WHOLE, FURNITURE_BUTTON},
	{"搜尋", WHOLE, FURNITURE_BUTTON},
	{"微信扫", STARTS, FURNITURE_BUTTON},
	{"关注公众号", STARTS, FURNITURE_BUTTON},
	{"点赞", WHOLE, FURNITURE_BUTTON},
	{"举报", WHOLE, FURNITURE_BUTTON},
	{"跳转至内容", WHOLE, FURNITURE_BUTTON},
	{"跳到主要内容", WHOLE, FURNITURE_BUTTON},
};

/* Brackets, arrows and bullets round a button's word. */
static const char *const ornaments[] = {
	"【", "】", "[", "]", "（", "）", "(", ")", "^", ">>", "<<", ">", "<",
	"»", "«", "›", "‹", "·", "•", "■", "□", "◆", "◇", "●", "▲", "△", "↑",
	"→", "←", "|", "｜", "=", "-", "—", "*", ":", "：",
};

static bool cut_ornament(str *text, str ornament)
{
	bool did_cut = false;
	if (str_starts(*text, ornament)) {
		*text = str_from(*text, ornament.len);
		did_cut = true;
	}
	if (str_ends(*text, ornament)) {
		*text = str_cut(*text, 0, text->len - ornament.len);
		did_cut = true;
	}
	*text = str_trim(*text);
	return did_cut;
}

static str without_ornaments(str text)
{
	size_t count = sizeof ornaments / sizeof ornaments[0];
	for (int rounds = 0; rounds < 16; rounds++) {
		bool did_cut = false;
		for (size_t i = 0; i < count; i++)
			did_cut |= cut_ornament(&text, str_of(ornaments[i]));
		if (!did_cut)
			break;
	}
	return text;
}

/* 首页 > 新闻 > 正文 */
static bool is_path(str text)
{
	static const char *const home[] = {"首页", "首頁", "主页", "主頁", "Home"};
	static const char *const arrows[] = {">", "＞", "»", "›", "→", "》"};
	int at = find_word(text, home, sizeof home / sizeof home[0]);
	if (at < 0)
		return false;
	size_t place = str_find(text, str_of(home[at]));
	str rest = str_trim(str_from(text, place + strlen(home[at])));
	for (size_t i = 0; i < sizeof arrows / sizeof arrows[0]; i++)
		if (str_starts(rest, str_of(arrows[i])))
			return true;
	return false;
}

/* # 水车 # 磨坊 */
static bool is_tags(str text)
{
	size_t marks = 0;
	if (text.len > LONGEST_LINE || !str_starts(text, STR("#")))
		return false;
	for (str rest = text, word; rest.len; marks++) {
		size_t end = str_find_byte(rest, ' ');
		word = end == STR_NOT_FOUND ? rest : str_cut(rest, 0, end);
		rest = end == STR_NOT_FOUND ? STR_NONE
					    : str_trim(str_from(rest, end));
		if (word.text[0] != '#')
			return false;
		if (word.len > 1)
			continue;
		end = str_find_byte(rest, '#');
		rest = end == STR_NOT_FOUND ? STR_NONE : str_from(rest, end);
	}
	return marks >= 2 || !str_contains(text, STR(" "));
}

static bool fits(str line, str bare, str word, enum reach reach)
{
	switch (reach) {
	case WHOLE:
		return bare.len <= word.len + WHOLE_SLACK &&
		       str_starts(bare, word) &&
		       (bare.len == word.len ||
			!is_han_at(bare, word.len));
	case STARTS:
		return str_starts(bare, word) || str_starts(line, word);
	case DECLARES:
		return str_starts(bare, word);
	case HOLDS:
		return str_contains(bare, word);
	}
	return false;
}

enum furniture furniture_of(const struct sight *sight)
{
	str line = sight->text;
	if (line.len == 0 || line.len > LONGEST_DECLARATION)
		return FURNITURE_NONE;
	bool is_long = line.len > LONGEST_LINE;
	if (!is_long && is_path(line))
		return FURNITURE_PATH;
	if (is_tags(line))
		return FURNITURE_BUTTON;
	str bare = without_ornaments(line);
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		if (is_long && words[i].reach != DECLARES)
			continue;
		if (words[i].reach == HOLDS && sight->stops > 0 &&
		    sight->characters > LONGEST_LINE / 4)
			continue;
		if (fits(line, bare, str_of(words[i].word), words[i].reach))
			return words[i].kind;
	}
	return FURNITURE_NONE;
}
