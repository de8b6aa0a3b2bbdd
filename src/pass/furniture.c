/* The words by which furniture of web pages is told: paths, buttons, and
 * the lines below which nothing belongs to the text any more. One table; a
 * row says how much of the line the word must be, because 相关文章 is a
 * heading of a list of links and also two words of any sentence.
 *
 * Words alone drop nothing: boilerplate.c asks where the line stands. All
 * words here are simplified; lines are made so before they are compared.
 */
#include "base/utf8.h"
#include "pass/inside.h"

#include "base/banned.h"

enum reach {
	WHOLE,      /* the line is the word, give or take a mark or a number */
	STARTS,     /* the line begins with it */
	HOLDS,      /* it stands anywhere in a line that is no sentence */
	DECLARES,   /* the line begins with it, however long it is */
};

#define LONGEST_LINE 240        /* bytes; paths excepted */
#define LONGEST_PIECE 30         /* bytes of a word in a menu */
#define MOST_PIECES 24
#define WHOLE_SLACK 12          /* bytes beside a whole word */

static const struct {
	const char *word;
	enum reach reach;
	enum furniture kind;
} words[] = {
	{"所在位置", STARTS, FURNITURE_PATH},
	{"当前位置", STARTS, FURNITURE_PATH},
	{"您的位置", STARTS, FURNITURE_PATH},
	{"你的位置", STARTS, FURNITURE_PATH},
	{"您现在的位置", STARTS, FURNITURE_PATH},
	{"您当前的位置", STARTS, FURNITURE_PATH},
	{"您所在的位置", STARTS, FURNITURE_PATH},
	{"你现在的位置", STARTS, FURNITURE_PATH},
	{"目前位置", STARTS, FURNITURE_PATH},
	{"导航：", STARTS, FURNITURE_PATH},
	{"返回顶部", HOLDS, FURNITURE_TAIL},
	{"回到顶部", HOLDS, FURNITURE_TAIL},
	{"相关标签", STARTS, FURNITURE_TAIL},
	{"猜你喜欢", STARTS, FURNITURE_TAIL},
	{"上一篇", STARTS, FURNITURE_TAIL},
	{"下一篇", STARTS, FURNITURE_TAIL},
	{"上一条", STARTS, FURNITURE_TAIL},
	{"下一条", STARTS, FURNITURE_TAIL},
	{"上一页", STARTS, FURNITURE_TAIL},
	{"下一页", STARTS, FURNITURE_TAIL},
	{"本文标题", STARTS, FURNITURE_TAIL},
	{"本文地址", STARTS, FURNITURE_TAIL},
	{"本文链接", STARTS, FURNITURE_TAIL},
	{"本文网址", STARTS, FURNITURE_TAIL},
	{"原文链接", STARTS, FURNITURE_TAIL},
	{"原文地址", STARTS, FURNITURE_TAIL},
	{"友情链接", HOLDS, FURNITURE_TAIL},
	{"友情连结", HOLDS, FURNITURE_TAIL},
	{"版权所有", HOLDS, FURNITURE_TAIL},
	{"Copyright", HOLDS, FURNITURE_TAIL},
	{"copyright ©", HOLDS, FURNITURE_TAIL},
	{"All Rights Reserved", HOLDS, FURNITURE_TAIL},
	{"All rights reserved", HOLDS, FURNITURE_TAIL},
	{"ICP备", HOLDS, FURNITURE_TAIL},
	{"ICP证", HOLDS, FURNITURE_TAIL},
	{"公网安备", HOLDS, FURNITURE_TAIL},
	{"网站标识码", HOLDS, FURNITURE_TAIL},
	{"网站地图", HOLDS, FURNITURE_TAIL},
	{"主办单位：", STARTS, FURNITURE_TAIL},
	{"关于我们", HOLDS, FURNITURE_TAIL},
	{"联系我们", HOLDS, FURNITURE_TAIL},
	{"联络我们", HOLDS, FURNITURE_TAIL},
	{"官方微博", HOLDS, FURNITURE_TAIL},
	{"官方微信", HOLDS, FURNITURE_TAIL},
	{"扫一扫", HOLDS, FURNITURE_TAIL},
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
	{"发表评论", WHOLE, FURNITURE_COMMENTS},
	{"发表回复", WHOLE, FURNITURE_COMMENTS},
	{"网友评论", WHOLE, FURNITURE_COMMENTS},
	{"用户评论", WHOLE, FURNITURE_COMMENTS},
	{"文章评论", WHOLE, FURNITURE_COMMENTS},
	{"最新评论", WHOLE, FURNITURE_COMMENTS},
	{"热门评论", WHOLE, FURNITURE_COMMENTS},
	{"精选留言", WHOLE, FURNITURE_COMMENTS},
	{"全部评论", WHOLE, FURNITURE_COMMENTS},
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
	{"欢迎发表", STARTS, FURNITURE_TAIL},
	{"写下你的", STARTS, FURNITURE_TAIL},
	{"说说你的", STARTS, FURNITURE_TAIL},
	{"参与评论", HOLDS, FURNITURE_COMMENTS},
	{"报料", HOLDS, FURNITURE_TAIL},
	{"私隐政策", HOLDS, FURNITURE_TAIL},
	{"免责条款", HOLDS, FURNITURE_TAIL},
	{"回页首", STARTS, FURNITURE_TAIL},
	{"列印", STARTS, FURNITURE_BUTTON},
	{"编辑", WHOLE, FURNITURE_BUTTON},
	{"锁定", WHOLE, FURNITURE_BUTTON},
	{"引用", WHOLE, FURNITURE_BUTTON},
	{"字号", WHOLE, FURNITURE_BUTTON},
	{"字体", WHOLE, FURNITURE_BUTTON},
	{"※ 来源", STARTS, FURNITURE_TAIL},
	{"※ 发信站", STARTS, FURNITURE_TAIL},
	{"※ 修改", STARTS, FURNITURE_TAIL},
	{"※ 转载", STARTS, FURNITURE_TAIL},
	{"※ 编辑", STARTS, FURNITURE_TAIL},
	{"※ 文章网址", STARTS, FURNITURE_TAIL},
	{"[FROM:", HOLDS, FURNITURE_TAIL},
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
	{"转载请联系", HOLDS, FURNITURE_TAIL},
	{"版权声明", DECLARES, FURNITURE_TAIL},
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
	{"无障碍", STARTS, FURNITURE_BUTTON},
	{"长者模式", WHOLE, FURNITURE_BUTTON},
	{"分享到", STARTS, FURNITURE_BUTTON},
	{"分享至", STARTS, FURNITURE_BUTTON},
	{"字号：", STARTS, FURNITURE_BUTTON},
	{"字号:", STARTS, FURNITURE_BUTTON},
	{"字体：", STARTS, FURNITURE_BUTTON},
	{"字体大小", STARTS, FURNITURE_BUTTON},
	{"打印本页", HOLDS, FURNITURE_BUTTON},
	{"打印", WHOLE, FURNITURE_BUTTON},
	{"列印", WHOLE, FURNITURE_BUTTON},
	{"关闭窗口", HOLDS, FURNITURE_BUTTON},
	{"关闭", WHOLE, FURNITURE_BUTTON},
	{"收藏", WHOLE, FURNITURE_BUTTON},
	{"加入收藏", HOLDS, FURNITURE_BUTTON},
	{"收藏本站", HOLDS, FURNITURE_BUTTON},
	{"添加收藏夹", HOLDS, FURNITURE_BUTTON},
	{"设为首页", HOLDS, FURNITURE_BUTTON},
	{"阅读原文", WHOLE, FURNITURE_BUTTON},
	{"点击阅读原文", WHOLE, FURNITURE_BUTTON},
	{"查看原文", WHOLE, FURNITURE_BUTTON},
	{"点击查看", STARTS, FURNITURE_BUTTON},
	{"点击下载", STARTS, FURNITURE_BUTTON},
	{"展开全文", HOLDS, FURNITURE_BUTTON},
	{"我要评论", HOLDS, FURNITURE_BUTTON},
	{"返回首页", HOLDS, FURNITURE_BUTTON},
	{"返回列表", HOLDS, FURNITURE_BUTTON},
	{"返回上页", HOLDS, FURNITURE_BUTTON},
	{"返回", WHOLE, FURNITURE_BUTTON},
	{"首页", WHOLE, FURNITURE_BUTTON},
	{"登录", WHOLE, FURNITURE_BUTTON},
	{"登入", WHOLE, FURNITURE_BUTTON},
	{"注册", WHOLE, FURNITURE_BUTTON},
	{"搜索", WHOLE, FURNITURE_BUTTON},
	{"搜寻", WHOLE, FURNITURE_BUTTON},
	{"微信扫", STARTS, FURNITURE_BUTTON},
	{"关注公众号", STARTS, FURNITURE_BUTTON},
	{"点赞", WHOLE, FURNITURE_BUTTON},
	{"举报", WHOLE, FURNITURE_BUTTON},
	{"跳转至内容", WHOLE, FURNITURE_BUTTON},
	{"跳到主要内容", WHOLE, FURNITURE_BUTTON},
	{"您目前的位置", STARTS, FURNITURE_PATH},
	{"正在浏览", STARTS, FURNITURE_PATH},
	{"自豪地采用", HOLDS, FURNITURE_TAIL},
	{"本站使用", STARTS, FURNITURE_BUTTON},
	{"隐私权", HOLDS, FURNITURE_TAIL},
	{"隐私政策", HOLDS, FURNITURE_TAIL},
	{"粉丝团", HOLDS, FURNITURE_TAIL},
	{"按赞", STARTS, FURNITURE_TAIL},
	{"字级", STARTS, FURNITURE_BUTTON},
	{"订阅", WHOLE, FURNITURE_BUTTON},
	{"转寄", WHOLE, FURNITURE_BUTTON},
	{"法律声明", HOLDS, FURNITURE_TAIL},
	{"服务条款", HOLDS, FURNITURE_TAIL},
	{"网站导览", HOLDS, FURNITURE_TAIL},
	{"返回搜狐", HOLDS, FURNITURE_TAIL},
	{"返回目录", HOLDS, FURNITURE_TAIL},
	{"回目录", STARTS, FURNITURE_TAIL},
	{"回到目录", STARTS, FURNITURE_TAIL},
	{"上一章", STARTS, FURNITURE_TAIL},
	{"下一章", STARTS, FURNITURE_TAIL},
	{"上一节", WHOLE, FURNITURE_TAIL},
	{"下一节", WHOLE, FURNITURE_TAIL},
	{"前一篇", STARTS, FURNITURE_TAIL},
	{"后一篇", STARTS, FURNITURE_TAIL},
	{"听全文", WHOLE, FURNITURE_BUTTON},
	{"轻点两下", HOLDS, FURNITURE_TAIL},
	{"发消息", WHOLE, FURNITURE_BUTTON},
	{"使用道具", STARTS, FURNITURE_BUTTON},
	{"倒序浏览", HOLDS, FURNITURE_BUTTON},
	{"复制链接", HOLDS, FURNITURE_BUTTON},
	{"金币", WHOLE, FURNITURE_BUTTON},
	{"签到", WHOLE, FURNITURE_BUTTON},
	{"在线客服", HOLDS, FURNITURE_TAIL},
	{"意见反馈", HOLDS, FURNITURE_TAIL},
	{"网站纠错", HOLDS, FURNITURE_TAIL},
	{"广告", WHOLE, FURNITURE_BUTTON},
	{"赞助商", STARTS, FURNITURE_BUTTON},
	{"加载中", HOLDS, FURNITURE_BUTTON},
	{"加载更多", HOLDS, FURNITURE_BUTTON},
	{"展开阅读", HOLDS, FURNITURE_BUTTON},
	{"收起", WHOLE, FURNITURE_BUTTON},
	{"编辑本段", WHOLE, FURNITURE_BUTTON},
	{"添加到收藏", STARTS, FURNITURE_BUTTON},
	{"打开App", HOLDS, FURNITURE_BUTTON},
	{"打开APP", HOLDS, FURNITURE_BUTTON},
	{"客户端查看", HOLDS, FURNITURE_BUTTON},
	{"下载客户端", HOLDS, FURNITURE_BUTTON},
	{"着作权", STARTS, FURNITURE_TAIL},
	{"着作权归", HOLDS, FURNITURE_TAIL},
	{"不代表本", HOLDS, FURNITURE_TAIL},
	{"仅代表作者", HOLDS, FURNITURE_TAIL},
	{"不代表平台", HOLDS, FURNITURE_TAIL},
	{"特此声明", HOLDS, FURNITURE_TAIL},
	{"发表留言", WHOLE, FURNITURE_COMMENTS},
	{"留言板", WHOLE, FURNITURE_COMMENTS},
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
	static const char *const home[] = {"首页", "主页", "Home"};
	static const char *const arrows[] = {">", "＞", "»", "›", "→", "》"};
	int at = find_word(text, home, sizeof home / sizeof home[0]);
	/* 教育 > */
	if (at < 0)
		return text.len <= LONGEST_PIECE &&
		       (str_ends(text, STR(">")) || str_ends(text, STR("»")));
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

/* 近期文章, 相关推荐阅读: what lists of other pages are called, made of two or
 * more of these words. */
static bool is_list_title(str text)
{
	static const char *const parts[] = {
		"相关", "近期", "最新", "热门", "推荐", "精彩", "往期", "延伸",
		"更多", "今日", "本周", "热点", "点击", "浏览", "随机", "阅读",
		"文章", "新闻", "资讯", "链接", "报道", "报导", "稿件", "专题",
		"话题", "图片", "视频", "排行榜", "排行", "回顾", "精选", "作者",
		"栏目", "日志", "帖子", "作品", "标签", "评论", "猜你",
		"喜欢", "本站", "内容", "你可能也想看",
	};
	int count = 0;
	for (size_t i = 0; text.len && i < sizeof parts / sizeof *parts;) {
		if (!str_starts(text, str_of(parts[i]))) {
			i++;
			continue;
		}
		text = str_from(text, strlen(parts[i]));
		count++;
		i = 0;
	}
	return text.len == 0 && count >= 2;
}

/* The first piece of a line that bars, brackets or blanks part. */
static str take_piece(str *line)
{
	static const char *const bars[] = {"|", "｜", "【", "】", "[", "]", "　",
					   "·", "•", "/", " "};
	size_t end = line->len;
	for (size_t i = 0; i < sizeof bars / sizeof *bars; i++) {
		size_t at = str_find(*line, str_of(bars[i]));
		end = at < end ? at : end;
	}
	str piece = str_cut(*line, 0, end);
	size_t behind = end;
	if (behind < line->len)
		utf8_next(*line, &behind);
	*line = str_from(*line, behind);
	return str_trim(piece);
}

static enum furniture kind_of_piece(str piece)
{
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (words[i].reach != DECLARES &&
		    words[i].kind != FURNITURE_PATH &&
		    fits(piece, piece, str_of(words[i].word), words[i].reach))
			return words[i].kind;
	return FURNITURE_NONE;
}

/* 回目录 ｜ 上一篇 ｜ 下一篇: short pieces, half of them known. */
static enum furniture kind_of_menu(str line)
{
	size_t pieces = 0, known = 0;
	enum furniture kind = FURNITURE_NONE;
	while (line.len) {
		str piece = take_piece(&line);
		if (!piece.len)
			continue;
		if (piece.len > LONGEST_PIECE || ++pieces > MOST_PIECES)
			return FURNITURE_NONE;
		enum furniture of_piece = kind_of_piece(piece);
		known += of_piece != FURNITURE_NONE;
		if (of_piece == FURNITURE_TAIL || kind == FURNITURE_NONE)
			kind = of_piece;
	}
	return pieces >= 3 && known * 2 >= pieces ? kind : FURNITURE_NONE;
}

bool is_button(str word)
{
	return kind_of_piece(without_ornaments(word)) != FURNITURE_NONE;
}

enum furniture furniture_of(const struct sight *sight)
{
	str line = sight->words;
	if (line.len == 0)
		return FURNITURE_NONE;
	bool is_long = line.len > LONGEST_LINE;
	if (!is_long && is_path(line))
		return FURNITURE_PATH;
	if (is_tags(line))
		return FURNITURE_BUTTON;
	str bare = without_ornaments(line);
	if (is_list_title(bare))
		return FURNITURE_TAIL;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		if (is_long && words[i].reach != DECLARES)
			continue;
		if (words[i].reach == HOLDS && sight->stops > 0 &&
		    sight->characters > LONGEST_LINE / 4)
			continue;
		if (fits(line, bare, str_of(words[i].word), words[i].reach))
			return words[i].kind;
	}
	return sight->stops || is_long ? FURNITURE_NONE : kind_of_menu(line);
}
