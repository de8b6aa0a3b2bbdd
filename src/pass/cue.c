/* Stage directions of a speaker's script, （翻页） 【PPT 3】 （选择性举例）, are
 * not for the reader: dropped, kept, or set as notes.
 *
 * A cue is a short bracket that holds nothing but a known direction. What a
 * minute-taker puts into brackets, （掌声）, is part of the record and stays.
 */
#include "base/unicode.h"
#include "base/utf8.h"
#include "pass/inside.h"

#include "base/banned.h"

#define LONGEST_CUE 48          /* bytes inside the brackets */

static const char *const directions[] = {
	"翻页", "换页", "下一页", "下页", "上一页", "翻PPT", "播放", "点击",
	"点击播放", "切换", "停顿", "稍停", "稍作停顿", "暂停", "板书",
	"出示课件", "出示图片", "选讲", "略讲", "详讲", "可略讲", "可不讲",
	"放视频短片",
};
/* A slide, with or without its number. */
static const char *const slides[] = {
	"PPT", "ppt", "Ppt", "幻灯片", "课件", "投影片", "投影", "Slide",
	"slide", "SLIDE",
};
static const char *const optional[] = {
	"选择性",
};
static const struct { const char *open, *close; } brackets[] = {
	{"（", "）"}, {"(", ")"}, {"【", "】"}, {"[", "]"}, {"［", "］"},
	{"(", "）"}, {"（", ")"},
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static bool is_number_word(uint32_t c)
{
	return unicode_is_digit(c) || unicode_is_space(c) || c == 0x7B2C ||
	       c == 0x9875 || c == 0x9801 || c == 0x5F20 || c == '.' ||
	       c == ':' || c == 0xFF1A || c == '-';
}

static bool is_slide(str content)
{
	for (size_t i = 0; i < COUNT(slides); i++) {
		if (!str_starts(content, str_of(slides[i])))
			continue;
		str rest = str_from(content, strlen(slides[i]));
		size_t at = 0;
		while (at < rest.len && is_number_word(utf8_next(rest, &at)))
			continue;
		return at == rest.len && (rest.len == 0 ||
			is_number_word(character_before(rest, at)));
	}
	return false;
}

static str without_word(str text, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_starts(text, str_of(words[i])))
			return str_from(text, strlen(words[i]));
	return text;
}

/* 播放一段视频, 切换到下一张图片, 播放短片：《…》: a deed and its thing. */
static bool is_deed(str content)
{
	static const char *const deeds[] = {
		"播放", "观看", "放", "看", "展示", "切换到", "切换", "翻到",
		"翻", "换到", "换", "打开", "插入", "点击播放", "点击",
	};
	static const char *const counts[] = {
		"一段", "一个", "一张", "下一张", "下一页", "下一", "上一", "下",
		"上", "相关", "宣传",
	};
	static const char *const things[] = {
		"视频", "短片", "影片", "音频", "录音", "音乐", "歌曲", "动画",
		"图片", "照片", "画面", "页", "页面", "课件", "幻灯片", "PPT",
	};
	str rest = without_word(content, deeds, COUNT(deeds));
	if (rest.len == content.len)
		return false;
	rest = without_word(rest, counts, COUNT(counts));
	str end = without_word(rest, things, COUNT(things));
	return end.len < rest.len &&
	       (end.len == 0 || str_starts(end, STR("：")) ||
		str_starts(end, STR("《")));
}

static bool is_direction(str content)
{
	for (size_t i = 0; i < COUNT(directions); i++)
		if (str_equal(content, str_of(directions[i])))
			return true;
	for (size_t i = 0; i < COUNT(optional); i++)
		if (str_starts(content, str_of(optional[i])))
			return utf8_count(content) <= 10;
	return is_slide(content) || is_deed(content);
}

struct cue {
	size_t from, to;
	str content;
};

static bool read_cue(struct work *work, str text, size_t at, struct cue *out)
{
	str rest = str_from(text, at);
	for (size_t i = 0; i < COUNT(brackets); i++) {
		if (!str_starts(rest, str_of(brackets[i].open)))
			continue;
		size_t open = strlen(brackets[i].open);
		size_t close = str_find_from(str_cut(rest, 0, LONGEST_CUE),
					     str_of(brackets[i].close), open);
		if (close == STR_NOT_FOUND)
			continue;
		out->content = str_trim(str_cut(rest, open, close));
		out->from = at;
		out->to = at + close + strlen(brackets[i].close);
		if (is_direction(unicode_simplified(out->content,
						    work->scratch)))
			return true;
	}
	return false;
}

/* Most bytes that begin a full-width mark begin another one. */
static bool may_open(str text, size_t at)
{
	unsigned char byte = (unsigned char)text.text[at];
	if (byte != 0xEF && byte != 0xE3)
		return byte == '(' || byte == '[';
	if (at + 2 >= text.len)
		return false;
	unsigned char last = (unsigned char)text.text[at + 2];
	return byte == 0xEF ? last == 0x88 || last == 0xBB : last == 0x90;
}

static bool next_cue(struct work *work, str text, struct cue *out)
{
	for (size_t at = 0; at < text.len; at++) {
		if (may_open(text, at) && read_cue(work, text, at, out))
			return true;
	}
	return false;
}

static struct phrase *make_note(struct work *work, struct span span, str text)
{
	struct note *note = arena_new(work->a, struct note);
	struct note **end = &work->chapter->notes;
	uint32_t count = 1;
	for (; *end; end = &(*end)->next)
		count++;
	*end = note;
	note->id = arena_format(work->a, CUE_NOTE "%u", (unsigned)count);
	note->label = STR_NONE;
	note->span = span;
	note->body = block_new(work->a, BLOCK_PARAGRAPH, span);
	note->body->text = phrase_text(work->a, text, span);
	struct phrase *mark = phrase_new(work->a, PHRASE_NOTE, span);
	mark->as.note.note = note;
	return mark;
}

static struct phrase **clear_cues(struct work *work, struct block *block,
				  struct phrase **link)
{
	bool notes = work->context->clean.cues == CUES_NOTE;
	struct cue cue;
	while (next_cue(work, (*link)->text, &cue)) {
		struct phrase *leaf = *link, *next = leaf->next;
		str before = str_cut(leaf->text, cue.from, cue.to);
		struct phrase *put = notes ? make_note(work, leaf->span,
						       cue.content) : NULL;
		if (notes)
			ledger_changed(&work->chapter->ledger, STR("cue/note"),
				       block->span.line, before, cue.content);
		else
			ledger_removed(&work->chapter->ledger, STR("cue/drop"),
				       block->span.line, before);
		link = leaf_put(work, link, cue.from, cue.to, put);
		if (*link == next)
			return link;
	}
	return &(*link)->next;
}

void pass_cue(struct work *work)
{
	enum clean_cues wanted = work->context->clean.cues;
	if (wanted == CUES_KEEP ||
	    rule_is_off(work, wanted == CUES_NOTE ? STR("cue/note")
						  : STR("cue/drop")))
		return;
	struct prose_walk walk = {0};
	for (struct block *block; (block = next_prose(work, &walk));) {
		visit_leaves(work, block, clear_cues);
		if (!walk.is_in_note && block->kind == BLOCK_PARAGRAPH &&
		    block_is_empty(block))
			block_remove(work->chapter, block);
	}
}
