/* The words by which furniture of web pages is told: paths, buttons, and
 * the lines below which nothing belongs to the text any more. One table; a
 * row says how much of the line the word must be, because 相关文章 is a
 * heading of a list of links and also two words of any sentence.
 *
 * Words alone drop nothing: boilerplate.c asks where the line stands. All
 * words here are simplified; lines are made so before they are compared.
 */
#include "base/utf8.h"
#include "book/numeral.h"
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
#define LONGEST_CALL 40          /* characters */
#define LONGEST_NOTICE 160
#define LONGEST_PIECE 30         /* bytes of a word in a menu */
#define MOST_PIECES 24
#define WHOLE_SLACK 12          /* bytes beside a whole word */

static const struct {
	str word;
	enum reach reach;
	enum furniture kind;
} words[] = {
#define WORD(word, reach, kind) {STR_INIT(word), reach, FURNITURE_##kind},
#include "pass/furniture.def"
#undef WORD
};

/* Brackets, arrows and bullets round a button's word. */
static const char *const ornaments[] = {
	"【", "】", "[", "]", "（", "）", "(", ")", "^", ">>", "<<", ">", "<",
	"»", "«", "›", "‹", "·", "•", "■", "□", "◆", "◇", "●", "▲", "△", "↑",
	"→", "←", "|", "｜", "=", "-", "—", "*", ":", "：", "“", "”",
};

static bool cut_ornament(str *text, str ornament)
{
	bool starts = str_starts(*text, ornament);
	bool ends = str_ends(*text, ornament);
	if (!starts && !ends)
		return false;
	if (starts)
		*text = str_from(*text, ornament.len);
	if (ends && text->len >= ornament.len)
		*text = str_cut(*text, 0, text->len - ornament.len);
	*text = str_trim(*text);
	return true;
}

static str without_ornaments(str text)
{
	size_t count = sizeof ornaments / sizeof ornaments[0];
	text = str_trim(text);
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

/* Which bytes a line has: every line comes here, for every word, and nearly
 * none has the bytes of any. */
struct bytes {
	uint64_t has[4];
};

static struct bytes bytes_of(str text)
{
	struct bytes bytes = {{0}};
	for (size_t i = 0; i < text.len; i++) {
		unsigned char byte = (unsigned char)text.text[i];
		bytes.has[byte / 64] |= (uint64_t)1 << byte % 64;
	}
	return bytes;
}

static bool has_byte(const struct bytes *bytes, char wanted)
{
	unsigned char byte = (unsigned char)wanted;
	return bytes->has[byte / 64] >> byte % 64 & 1;
}

/* The last bytes of its first and last character tell most. */
static bool may_hold(const struct bytes *bytes, str word)
{
	return has_byte(bytes, word.text[word.len - 1]) &&
	       has_byte(bytes, word.text[word.len > 2 ? 2 : 0]);
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

/* 关注某某公众号, 扫码下载客户端: the reader is to do something. */
static bool is_call(const struct sight *sight, str bare)
{
	static const char *const deeds[] = {
		"欢迎", "请", "关注", "下载", "扫码", "扫描", "长按", "订阅", "点击",
		"加入", "添加", "搜索", "微信搜", "打开", "更多", "使用",
	};
	static const char *const things[] = {
		"公众号", "客户端", "二维码", "小程序", "交流群", "微信群", "读者群",
		"视频号", "粉丝群", "APP", "App",
	};
	if (sight->characters > LONGEST_CALL ||
	    find_word(bare, things, sizeof things / sizeof *things) < 0)
		return false;
	for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++)
		if (str_starts(bare, str_of(deeds[i])))
			return true;
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
		"栏目", "日志", "词条", "图册", "统计", "帖子", "作品", "标签", "评论", "猜你",
		"猜您", "文档", "附件", "类似", "问题", "排行", "最近",
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
	struct bytes bytes = bytes_of(piece);
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (words[i].reach != DECLARES &&
		    may_hold(&bytes, words[i].word) &&
		    words[i].kind != FURNITURE_PATH &&
		    fits(piece, piece, words[i].word, words[i].reach))
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
	bool is_menu = pieces >= 3 ? known * 2 >= pieces
				   : pieces == 2 && known == 2;
	return is_menu ? kind : FURNITURE_NONE;
}

bool is_button(str word)
{
	return kind_of_piece(without_ornaments(word)) != FURNITURE_NONE;
}

/* 本文系…，不代表…，未经授权，不得转载: two such phrases make a notice, however
 * long its sentence is. */
static bool is_rights_notice(const struct sight *sight)
{
	static const char *const phrases[] = {
		"独家稿件", "未经授权", "未经许可", "不得转载", "禁止转载", "不代表",
		"法律责任", "版权归", "版权所有", "侵权", "转载请", "着作权",
		"注明出处", "注明来源",
	};
	static const char *const things[] = {
		"本文", "本站", "本网", "本报", "本刊", "本平台", "本号", "本公众号",
		"稿件", "文章", "作品", "转载",
	};
	int count = 0;
	/* A law has such phrases, and numbers before its articles. */
	if (sight->characters > LONGEST_NOTICE ||
	    label_read(sight->text).kind != LABEL_NONE ||
	    find_word(sight->words, things, sizeof things / sizeof *things) < 0)
		return false;
	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
		count += str_contains(sight->words, str_of(phrases[i]));
	return count >= 2;
}

enum furniture furniture_of(const struct sight *sight)
{
	str line = sight->words;
	if (line.len == 0 || sight->text.len > LONGEST_DECLARATION)
		return FURNITURE_NONE;
	bool is_long = sight->text.len > LONGEST_LINE;
	if (!is_long && is_path(line))
		return FURNITURE_PATH;
	if (is_tags(line))
		return FURNITURE_BUTTON;
	str bare = without_ornaments(line);
	if (is_list_title(bare) || is_rights_notice(sight))
		return FURNITURE_TAIL;
	if (is_call(sight, bare))
		return FURNITURE_BUTTON;
	struct bytes bytes = bytes_of(line);
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		if ((is_long && words[i].reach != DECLARES) ||
		    !may_hold(&bytes, words[i].word))
			continue;
		if (words[i].reach == HOLDS && sight->stops > 0 &&
		    sight->characters > LONGEST_LINE / 4)
			continue;
		if (fits(line, bare, words[i].word, words[i].reach))
			return words[i].kind;
	}
	return sight->stops || is_long ? FURNITURE_NONE : kind_of_menu(line);
}
