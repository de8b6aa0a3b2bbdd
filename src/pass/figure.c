/* What stands round a picture: the line below it that names it becomes its
 * caption (so does a plain line, where most pictures have one), pictures side
 * by side a gallery, and words that describe nothing
 * (a file's name) no description.
 */
#include "base/unicode.h"
#include "base/utf8.h"
#include "book/numeral.h"
#include "pass/inside.h"

#include "base/banned.h"

#define LONGEST_NAMED 60        /* characters: 图 1 and more */
#define LONGEST_CENTRED 30
#define LONGEST_PLAIN 24

/* 图 1, 图一：, 圖3-2, 照片：, Figure 2, ▲ */
static bool is_named(str text)
{
	static const char *const names[] = {
		"图片", "插图", "照片", "附图", "图", "Figure", "Fig.",
		"figure",
	};
	if (str_starts(text, STR("▲")) || str_starts(text, STR("△")) ||
	    str_starts(text, STR("图为")))
		return true;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (!str_starts(text, str_of(names[i])))
			continue;
		str rest = str_trim_start(str_from(text, strlen(names[i])));
		int number;
		size_t len;
		return str_starts(rest, STR("：")) ||
		       str_starts(rest, STR(":")) ||
		       numeral_read(rest, &number, &len);
	}
	return false;
}

static bool is_classed(const struct block *block)
{
	return str_contains(block->class, STR("caption")) ||
	       str_contains(block->class, STR("img-desc")) ||
	       str_contains(block->class, STR("pic-title")) ||
	       str_contains(block->class, STR("image-title"));
}

/* 渡口示意图; what leads on to the next picture, 如下图, is text. */
static bool is_kind_of_picture(const struct block *block,
			       const struct sight *sight)
{
	return sight->characters <= LONGEST_PLAIN && !sight->stops &&
	       str_ends(sight->words, STR("图")) &&
	       !(block->next && block->next->kind == BLOCK_FIGURE);
}

static bool is_caption(struct work *work, struct block *block)
{
	if (!block || block->kind != BLOCK_PARAGRAPH || !block->text)
		return false;
	struct sight sight = sight_of(work, block);
	if (!sight.characters || sight.characters > LONGEST_NAMED)
		return false;
	if (is_classed(block) || is_named(sight.words) ||
	    is_kind_of_picture(block, &sight))
		return true;
	return block->align == ALIGN_CENTRE &&
	       sight.characters <= LONGEST_CENTRED && !sight.stops &&
	       sight.ending != ENDS_COMMA && sight.ending != ENDS_COLON &&
	       label_read(sight.text).kind == LABEL_NONE;
}

/* A few words without a stop, and behind them no more such lines. */
static bool is_plain_caption(struct work *work, struct block *block)
{
	if (!block || block->kind != BLOCK_PARAGRAPH || !block->text)
		return false;
	struct sight sight = sight_of(work, block);
	if (!sight.characters || sight.characters > LONGEST_PLAIN ||
	    sight.stops || sight.ending != ENDS_OPEN || sight.is_bold ||
	    label_read(sight.text).kind != LABEL_NONE)
		return false;
	const struct block *next = block->next;
	if (!next || next->kind != BLOCK_PARAGRAPH)
		return true;
	struct sight below = sight_of(work, block->next);
	return sight_is_prose(&below);
}

/* Does the page name its pictures below them? Two of three, and two. */
static bool names_pictures(struct work *work)
{
	uint32_t figures = 0, named = 0;
	struct block *at = work->chapter->body;
	for (; at; at = block_next(at)) {
		if (at->kind != BLOCK_FIGURE)
			continue;
		figures++;
		named += at->child || is_caption(work, at->next) ||
			 is_plain_caption(work, at->next);
	}
	return named >= 2 && 3 * named >= 2 * figures;
}

static void take_caption(struct work *work, struct block *figure,
			 bool is_named)
{
	struct block *caption = figure->next;
	if (figure->child || rule_is_off(work, STR("image/caption")) ||
	    (!is_caption(work, caption) &&
	     !(is_named && is_plain_caption(work, caption))))
		return;
	block_remove(work->chapter, caption);
	caption->kind = BLOCK_CAPTION;
	caption->align = ALIGN_DEFAULT;
	block_insert(work->chapter, figure, NULL, caption);
}

/* Pictures with a caption each stand for themselves. */
static void mark_gallery(struct work *work, struct block *figure)
{
	struct block *beside[] = {figure->previous, figure->next};
	for (int i = 0; i < 2 && !figure->child; i++)
		if (beside[i] && beside[i]->kind == BLOCK_FIGURE &&
		    !beside[i]->child)
			block_add_class(figure, STR("gallery"), work->a);
}

static bool describes_nothing(struct work *work, str alt)
{
	static const char *const endings[] = {".jpg", ".jpeg", ".png", ".gif",
					      ".webp", ".JPG", ".PNG", ".bmp"};
	static const char *const words[] = {
		"图片", "插图", "image", "img", "Image", "在这里插入图片描述",
	};
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (str_ends(alt, str_of(endings[i])) &&
		    str_find_byte(alt, ' ') == STR_NOT_FOUND)
			return true;
	alt = unicode_simplified(alt, work->scratch);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_equal(alt, str_of(words[i])))
			return true;
	return false;
}

void settle_figures(struct work *work)
{
	struct asset *asset = work->chapter->assets;
	for (; asset; asset = asset->next)
		if (describes_nothing(work, str_trim(asset->alt)))
			asset->alt = STR_NONE;
	struct block *at = work->chapter->body;
	bool is_named = names_pictures(work);
	for (; at; at = block_next(at)) {
		if (at->kind != BLOCK_FIGURE)
			continue;
		if (describes_nothing(work, str_trim(at->as.figure.alt)))
			at->as.figure.alt = STR_NONE;
		take_caption(work, at, is_named);
	}
	for (at = work->chapter->body; at; at = block_next(at))
		if (at->kind == BLOCK_FIGURE)
			mark_gallery(work, at);
}
