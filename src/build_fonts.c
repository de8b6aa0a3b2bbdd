/* Which fonts the EPUB brings along, when `epub: {fonts: ...}` wants any: a
 * 楷体 of the characters that quotations and summaries have, and a font for
 * each face that has rare ones, those beyond the first plane, which phones
 * lack. Both come from the faces the book is set in.
 */
#include "base/buf.h"
#include "base/utf8.h"
#include "book/walk.h"
#include "build_inside.h"

#include "base/banned.h"

enum { CODE_POINTS = 0x110000, RARE_FROM = 0x20000, RARE_TO = 0x40000 };
#define MOST_FONTS 8
#define MOST_LEFT_BYTES 80

/* A bit for each code point. */
struct wanted {
	uint8_t *kai, *rare;          /* NULL: not asked for */
	int quote_depth;
};

static void add(uint8_t *set, uint32_t c)
{
	set[c >> 3] |= (uint8_t)(1 << (c & 7));
}

static void add_text(const struct wanted *wanted, str text, bool is_kai)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t c = utf8_next(text, &at);
		if (is_kai && wanted->kai && c > ' ')
			add(wanted->kai, c);
		if (wanted->rare && c >= RARE_FROM && c < RARE_TO)
			add(wanted->rare, c);
	}
}

static void add_blocks(struct wanted *wanted, const struct block *first)
{
	struct walk walk;
	walk_start(&walk, first);
	for (;;) {
		enum walk_event event = walk_next(&walk);
		bool is_quote = walk.block && walk.block->kind == BLOCK_QUOTE;
		if (event == WALK_END)
			return;
		wanted->quote_depth += event == WALK_ENTER_BLOCK && is_quote;
		wanted->quote_depth -= event == WALK_LEAVE_BLOCK && is_quote;
		if (event == WALK_TEXT)
			add_text(wanted, walk.phrase->text,
				 wanted->quote_depth > 0);
		else if (event == WALK_ENTER_PHRASE &&
			 walk.phrase->kind == PHRASE_RUBY)
			add_text(wanted, walk.phrase->as.ruby.reading,
				 wanted->quote_depth > 0);
	}
}

/* Vertical lines show “” as these, and note marks are ours. */
static const char added[] = "『』「」①②③④⑤⑥⑦⑧⑨⑩";

static void find_wanted(const struct build *b, struct wanted *wanted)
{
	add_text(wanted, b->book->meta.title, false);
	add_text(wanted, b->book->meta.subtitle, false);
	for (size_t i = 0; i < b->book->chapter_count; i++) {
		const struct chapter *chapter = b->book->chapters[i];
		add_text(wanted, chapter->title, false);
		add_text(wanted, chapter->author, false);
		add_text(wanted, chapter->summary, true);
		if (chapter->summary.len)
			add_text(wanted, STR("【摘要】"), true);
		add_blocks(wanted, chapter->body);
		for (struct note *note = chapter->notes; note;
		     note = note->next)
			add_blocks(wanted, note->body);
	}
}

static bool is_any(const uint8_t *set)
{
	for (size_t i = 0; i < CODE_POINTS / 8; i++)
		if (set[i])
			return true;
	return false;
}

/* True when there is a font of them, or none of them in the face. */
static bool cut(struct build *b, const struct face *face, const uint8_t *set,
		struct epub_font *out)
{
	bool is_truetype = font_is_truetype(face);
	if (!font_cut(face, set, b->arena, b->diag, &out->bytes))
		return false;
	out->media_type = is_truetype ? STR("font/ttf") : STR("font/otf");
	out->name = arena_join(b->arena, out->name,
			       is_truetype ? STR(".ttf") : STR(".otf"));
	out->title = font_family(face);
	out->licence = font_licence(face);
	return true;
}

/* What a face has of the rare characters is not wanted of the next. */
static void strike(const struct face *face, uint8_t *set)
{
	for (uint32_t c = RARE_FROM; c < RARE_TO; c++)
		if (set[c >> 3] & 1 << (c & 7) && font_glyph(face, c))
			set[c >> 3] &= (uint8_t)~(1 << (c & 7));
}

/* Those that no face has. */
static void report_left(struct build *b, const uint8_t *rare)
{
	struct buf left;
	buf_init(&left, b->arena, MOST_LEFT_BYTES);
	for (uint32_t c = RARE_FROM; c < RARE_TO; c++)
		if (rare[c >> 3] & 1 << (c & 7))
			buf_add_code_point(&left, c);
	if (left.len)
		diag_report(b->diag, SPAN_NONE, MSG_FONT_RARE_MISSING,
			    WORDS(buf_str(&left)));
}

static bool cut_rare(struct build *b, uint8_t *rare, struct epub_font *fonts,
		     size_t *count)
{
	size_t number = 1;
	for (size_t i = 0; i < b->faces.count && *count < MOST_FONTS; i++) {
		struct epub_font *font = &fonts[*count];
		*font = (struct epub_font){
			.name = arena_format(b->arena, "rare%zu", number),
			.family = arena_format(b->arena, "banxin rare %zu",
					       number),
			.is_rare = true,
		};
		if (!cut(b, b->faces.at[i], rare, font))
			return false;
		strike(b->faces.at[i], rare);
		*count += font->bytes.len > 0;
		number += font->bytes.len > 0;
	}
	report_left(b, rare);
	return true;
}

static bool cut_kai(struct build *b, const uint8_t *kai,
		    struct epub_font *fonts, size_t *count)
{
	fonts[*count] = (struct epub_font){
		.name = STR("kai"), .family = STR("Kaiti SC"),
		.local = STR("Kaiti SC, STKaiti, KaiTi"),
	};
	if (!cut(b, b->faces.at[FONT_QUOTE], kai, &fonts[*count]))
		return false;
	*count += fonts[*count].bytes.len > 0;
	return true;
}

static uint8_t *new_set(struct build *b, const char *kind)
{
	str word = b->plan->epub_fonts;
	if (!str_equal(word, str_of(kind)) && !str_equal(word, STR("all")))
		return NULL;
	return arena_array(b->arena, uint8_t, CODE_POINTS / 8);
}

bool build_cut_fonts(struct build *b, struct epub_request *request)
{
	struct wanted wanted = {.kai = new_set(b, "kai"),
				.rare = new_set(b, "rare")};
	size_t count = 0;
	if (!wanted.kai && !wanted.rare)
		return true;
	find_wanted(b, &wanted);
	bool has_kai = wanted.kai && is_any(wanted.kai);
	bool has_rare = wanted.rare && is_any(wanted.rare);
	if (!has_kai && !has_rare)
		return true;
	if (!b->faces.count && !build_open_faces(b))
		return false;
	struct epub_font *fonts = arena_array(b->arena, struct epub_font,
					      MOST_FONTS);
	if (has_kai) {
		add_text(&wanted, str_of(added), true);
		if (!cut_kai(b, wanted.kai, fonts, &count))
			return false;
	}
	if (has_rare && !cut_rare(b, wanted.rare, fonts, &count))
		return false;
	request->fonts = fonts;
	request->font_count = count;
	return true;
}
