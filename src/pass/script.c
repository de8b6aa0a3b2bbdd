/* Traditional <-> simplified, by OpenCC with its phrase tables; off unless
 * asked. This is the only file that sees OpenCC. OpenCC leaves quotation
 * marks alone, so “” <-> 「」 is done here.
 *
 * Which of the two a text is written in is found here as well, because
 * that is what its language tag must say.
 */
#include <opencc/opencc.h>

#include "base/unicode.h"
#include "base/utf8.h"
#include "book/walk.h"
#include "pass/inside.h"

#include "base/banned.h"

#define SAMPLE_BYTES 200000

/* Frequent characters that differ; the same place in both. */
static const char simplified[] =
	"这国们来说时会学为个过对发经进现动种问实开还没样点关见长电机东车书马门"
	"间话让给从无应业义乐习买亲众优体作传儿党写军农决况净击划则办务劳势华协单卖"
	"历压县参双变号叶听员园围图圆场坏块坚处备复头夹夺奋妇妈娱孙宁宝审层岁岛师带"
	"帮广庆应张归录总态怀恋恶战护报担拟择换据摆败断旧显术杂权条杨极构树桥检标欢"
	"气汉汤济满灭灯灵热爱独环产画疗盘确离积穷竞笔类红约级纪纯线练组细织终绍结绝";
static const char traditional[] =
	"這國們來說時會學為個過對發經進現動種問實開還沒樣點關見長電機東車書馬門"
	"間話讓給從無應業義樂習買親眾優體作傳兒黨寫軍農決況淨擊劃則辦務勞勢華協單賣"
	"歷壓縣參雙變號葉聽員園圍圖圓場壞塊堅處備復頭夾奪奮婦媽娛孫寧寶審層歲島師帶"
	"幫廣慶應張歸錄總態懷戀惡戰護報擔擬擇換據擺敗斷舊顯術雜權條楊極構樹橋檢標歡"
	"氣漢湯濟滿滅燈靈熱愛獨環產畫療盤確離積窮競筆類紅約級紀純線練組細織終紹結絕";

struct tally {
	size_t simplified, traditional;
};

/* One bit for each code point of the main block, so that a text is counted
 * in one pass. */
struct char_set {
	unsigned char bits[(0xA000 - 0x4E00) / 8];
};

static void add_all(struct char_set *set, const char *characters)
{
	str all = str_of(characters);
	for (size_t at = 0; at < all.len;) {
		uint32_t c = utf8_next(all, &at) - 0x4E00;
		set->bits[c / 8] |= (unsigned char)(1u << (c % 8));
	}
}

static bool holds(const struct char_set *set, uint32_t c)
{
	if (c < 0x4E00 || c >= 0xA000)
		return false;
	c -= 0x4E00;
	return (set->bits[c / 8] >> (c % 8)) & 1;
}

static struct tally take_tally(struct work *work)
{
	struct char_set *sets = arena_array(work->scratch, struct char_set, 2);
	struct tally tally = {0};
	struct prose_walk walk = {0};
	size_t bytes = 0;
	add_all(&sets[0], simplified);
	add_all(&sets[1], traditional);
	for (struct block *block; bytes < SAMPLE_BYTES &&
	     (block = next_prose(work, &walk));) {
		str text = block_text(block, work->scratch);
		text = str_cut(text, 0, SAMPLE_BYTES);
		bytes += text.len;
		for (size_t at = 0; at < text.len;) {
			uint32_t c = utf8_next(text, &at);
			bool is_simple = holds(&sets[0], c);
			bool is_full = holds(&sets[1], c);
			tally.simplified += is_simple && !is_full;
			tally.traditional += is_full && !is_simple;
		}
	}
	return tally;
}

/* A tag with a region or script of its own (zh-TW) is kept when the text
 * agrees with it. */
static void settle_language(struct work *work)
{
	struct chapter *chapter = work->chapter;
	struct tally tally = take_tally(work);
	if (tally.simplified + tally.traditional < 3)
		return;
	bool is_traditional = tally.traditional > tally.simplified;
	bool is_plain = chapter->lang.len == 0 ||
			str_equal_fold(chapter->lang, STR("zh")) ||
			str_equal_fold(chapter->lang, STR("zh-CN")) ||
			str_equal_fold(chapter->lang, STR("zh-Hans")) ||
			str_equal_fold(chapter->lang, STR("zh-Hant")) ||
			str_equal_fold(chapter->lang, STR("zh-Hans-CN"));
	bool says_traditional = str_starts(chapter->lang, STR("zh-Hant")) ||
				str_equal_fold(chapter->lang, STR("zh-TW")) ||
				str_equal_fold(chapter->lang, STR("zh-HK"));
	/* Without more, a region only repeats what its readers write. */
	bool is_default = str_equal_fold(chapter->lang, STR("zh-TW"));
	if (is_plain || is_default || is_traditional != says_traditional)
		chapter->lang = is_traditional ? STR("zh-Hant")
					       : STR("zh-Hans");
}

struct conversion {
	struct work *work;
	opencc_t converter;
	bool to_simplified;
};

static const struct { const char *simple, *full; } quotes[] = {
	{"“", "「"}, {"”", "」"}, {"‘", "『"}, {"’", "』"},
};

static str turned_quote(str rest, bool to_simplified)
{
	for (size_t i = 0; i < sizeof quotes / sizeof quotes[0]; i++) {
		const char *from = to_simplified ? quotes[i].full
						 : quotes[i].simple;
		if (str_starts(rest, str_of(from)))
			return str_of(to_simplified ? quotes[i].simple
						    : quotes[i].full);
	}
	return STR_NONE;
}

/* An apostrophe between letters is no quotation mark. */
static bool is_apostrophe(str text, size_t at)
{
	return unicode_is_latin(character_before(text, at)) &&
	       unicode_is_latin(character_at(text, at + 3));
}

static str turn_quotes(const struct conversion *c, str text)
{
	struct buf out;
	buf_init(&out, c->work->a, BUF_NO_MAXIMUM);
	size_t start = 0;
	for (size_t at = 0; at + 3 <= text.len; at++) {
		unsigned char byte = (unsigned char)text.text[at];
		if (byte != 0xE2 && byte != 0xE3)
			continue;
		str quote = turned_quote(str_from(text, at), c->to_simplified);
		if (!quote.len || is_apostrophe(text, at))
			continue;
		buf_add(&out, str_cut(text, start, at));
		buf_add(&out, quote);
		start = at + 3;
	}
	if (start == 0)
		return text;
	buf_add(&out, str_from(text, start));
	return buf_str(&out);
}

static str convert(const struct conversion *c, str text)
{
	if (!text.len)
		return text;
	char *raw = opencc_convert_utf8(c->converter, text.text, text.len);
	if (!raw)
		return text;
	str result = turn_quotes(c, arena_copy(c->work->a, str_of(raw)));
	opencc_convert_utf8_free(raw);
	return str_equal(result, text) ? text : result;
}

static void convert_block(const struct conversion *c, struct block *block)
{
	struct walk walk;
	walk_phrases(&walk, block);
	for (;;) {
		enum walk_event event = walk_next(&walk);
		if (event == WALK_END)
			return;
		if (event != WALK_TEXT)
			continue;
		struct phrase *phrase = (struct phrase *)walk.phrase;
		str now = convert(c, phrase->text);
		if (str_equal(now, phrase->text))
			continue;
		ledger_changed(&c->work->chapter->ledger, STR("script/convert"),
			       block->span.line, phrase->text, now);
		phrase->text = now;
	}
}

static void convert_chapter(struct work *work)
{
	struct chapter *chapter = work->chapter;
	bool to_simplified =
		work->context->clean.script == SCRIPT_SIMPLIFIED;
	opencc_t converter = opencc_open(to_simplified ? "t2s.json"
						       : "s2t.json");
	if (converter == (opencc_t)-1) {
		diag_report(chapter->diag, SPAN_NONE, MSG_NO_CONVERTER,
			    NO_WORDS);
		return;
	}
	struct conversion c = {work, converter, to_simplified};
	struct prose_walk walk = {0};
	for (struct block *block; (block = next_prose(work, &walk));)
		convert_block(&c, block);
	chapter->title = convert(&c, chapter->title);
	chapter->author = convert(&c, chapter->author);
	chapter->source = convert(&c, chapter->source);
	chapter->summary = convert(&c, chapter->summary);
	chapter->lang = to_simplified ? STR("zh-Hans") : STR("zh-Hant");
	opencc_close(converter);
}

void pass_script(struct work *work)
{
	settle_language(work);
	enum clean_script wanted = work->context->clean.script;
	if (wanted == SCRIPT_KEEP)
		return;
	convert_chapter(work);
}
