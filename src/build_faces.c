/* The faces of a book: one for each role, then one for every character those
 * lack and another font on this machine has. Which font that is, is said.
 */
#include "base/unicode.h"
#include "base/utf8.h"
#include "book/walk.h"
#include "build_inside.h"

#include "base/banned.h"

#define MOST_CHARACTERS 0x110000

/* A file has one weight, if it is not variable: bold text beside it is the
 * default's, unless a bold font is given; a heading's is heavy enough. */
static struct plan_font font_of(const struct build *b, enum font_role role)
{
	const struct plan_fonts *fonts = &b->plan->fonts;
	switch (role) {
	case FONT_BODY:
		return fonts->body;
	case FONT_BODY_BOLD:
		return fonts->bold.family.len ||
		       (fonts->body.path.len &&
			!font_is_variable(b->faces.at[FONT_BODY]))
			? fonts->bold : fonts->body;
	case FONT_HEADING:
	case FONT_HEADING_BOLD:
		return fonts->heading;
	case FONT_QUOTE:
		return fonts->quote;
	case FONT_CODE:
		return fonts->code;
	case FONT_ROLE_COUNT:
		break;
	}
	return (struct plan_font){0};
}

static bool is_bold(enum font_role role)
{
	return role == FONT_BODY_BOLD || role == FONT_HEADING_BOLD;
}

static bool find_font(struct build *b, const struct plan_font *font,
		      enum font_role role, struct font_file *out)
{
	struct span span = b->plan->fonts.span;
	if (font->path.len) {
		*out = (struct font_file){
			.path = file_join(b->plan->root, font->path, b->arena),
			.index = font->index, .family = font->family,
		};
		return true;
	}
	if (!font_find(font->family, role, b->plan->meta.lang, b->arena, out)) {
		diag_report(b->diag, span, MSG_FONT_NONE,
			    WORDS(font->family));
		return false;
	}
	if (out->is_substitute && font->family.len)
		diag_report(b->diag, span, MSG_FONT_SUBSTITUTE,
			    WORDS(font->family, out->family));
	return true;
}

static struct face *same_face(const struct build *b,
			      const struct font_file *files, size_t count,
			      const struct font_file *file)
{
	for (size_t i = 0; i < count; i++)
		if (files[i].index == file->index &&
		    str_equal(files[i].path, file->path) &&
		    (files[i].weight == file->weight ||
		     !font_is_variable(b->faces.at[i])))
			return b->faces.at[i];
	return NULL;
}

static bool open_roles(struct build *b)
{
	struct font_file files[FONT_ROLE_COUNT];
	struct span span = b->plan->fonts.span;
	for (int role = 0; role < FONT_ROLE_COUNT; role++) {
		struct plan_font font = font_of(b, (enum font_role)role);
		struct font_file *file = &files[role];
		if (!find_font(b, &font, (enum font_role)role, file))
			return false;
		file->weight = is_bold((enum font_role)role) ? WEIGHT_BOLD
							     : WEIGHT_REGULAR;
		struct face *face = same_face(b, files, (size_t)role, file);
		if (!face)
			face = font_open(file, b->arena, b->diag, span);
		if (!face)
			return false;
		b->faces.at[b->faces.count++] = face;
	}
	return true;
}

/* Looks at each character of the book once. */
struct search {
	struct build *b;
	uint8_t *seen;                /* a bit for each code point */
	struct build_chapter *work;
	struct span span;
};

static bool is_new(struct search *s, uint32_t c)
{
	uint8_t bit = (uint8_t)(1 << (c & 7));
	if (s->seen[c >> 3] & bit)
		return false;
	s->seen[c >> 3] |= bit;
	return true;
}

static void add_face(struct search *s, uint32_t c)
{
	struct build *b = s->b;
	struct font_file file;
	size_t most = sizeof b->faces.at / sizeof *b->faces.at;
	if (b->faces.count == most ||
	    !font_find_character(c, b->arena, &file))
		return;
	struct diag unusable;
	diag_init(&unusable, b->arena);
	struct face *face = font_open(&file, b->arena, &unusable, s->span);
	if (!face)
		return;
	b->faces.at[b->faces.count++] = face;
	char bytes[4];
	str character = arena_copy(b->arena,
				   (str){bytes, utf8_encode(c, bytes)});
	diag_report(&s->work->diag, s->span, MSG_FONT_FALLBACK,
		    WORDS(character, arena_format(b->arena, "U+%04X", c),
			  file.family));
}

/* Private letters are in no font but their maker's; a selector has no ink. */
static bool is_letter_of_all(uint32_t c)
{
	return c >= 0x20 && !(c >= 0xE000 && c <= 0xF8FF) && c < 0xF0000 &&
	       !unicode_is_selector(c);
}

static void search_text(struct search *s, str text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t c = utf8_next(text, &at);
		if (is_new(s, c) && is_letter_of_all(c) &&
		    faces_for(&s->b->faces, FONT_BODY, c) < 0)
			add_face(s, c);
	}
}

static void search_blocks(struct search *s, const struct block *first)
{
	struct walk walk;
	walk_start(&walk, first);
	for (;;) {
		enum walk_event event = walk_next(&walk);
		if (event == WALK_END)
			return;
		if (walk.block)
			s->span = walk.block->span;
		if (event == WALK_TEXT)
			search_text(s, walk.phrase->text);
		else if (event == WALK_ENTER_PHRASE &&
			 walk.phrase->kind == PHRASE_RUBY)
			search_text(s, walk.phrase->as.ruby.reading);
	}
}

static void search_chapter(struct search *s)
{
	const struct chapter *chapter = s->work->chapter;
	s->span = SPAN_NONE;
	search_text(s, chapter->title);
	search_text(s, chapter->author);
	search_text(s, chapter->source);
	search_text(s, chapter->summary);
	search_blocks(s, chapter->body);
	for (struct note *note = chapter->notes; note; note = note->next)
		search_blocks(s, note->body);
}

/* Threads may not open faces: what setting will need is found before. */
static void open_fallbacks(struct build *b)
{
	struct search s = {
		.b = b,
		.seen = arena_array(b->arena, uint8_t, MOST_CHARACTERS / 8),
	};
	for (size_t i = 0; i < b->book->chapter_count; i++) {
		s.work = &b->works[i];
		search_chapter(&s);
	}
}

bool build_open_faces(struct build *b)
{
	if (!open_roles(b))
		return false;
	open_fallbacks(b);
	return true;
}
