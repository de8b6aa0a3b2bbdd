/* The pages -> which glyphs of each face are shown, and what each says.
 *
 * A PDF has one text for one code; the first that stands alone for a glyph
 * in page order is taken. Where a page means something else by the same
 * glyph, or needs several glyphs for one cluster, play.c writes the text
 * beside them (ActualText). Nothing is cut or written here.
 */
#include "pdf/inside.h"

#include "base/banned.h"

size_t meaning_unpack(meaning packed, char out[MEANING_BYTES])
{
	size_t len = packed >> 56;
	for (size_t i = 0; i < len; i++)
		out[i] = (char)(packed >> 8 * i & 0xFF);
	return len;
}

static void learn(struct usage *usage, uint16_t glyph, str text,
		  struct arena *a)
{
	meaning **block = &usage->meanings[glyph / MEANING_BLOCK];
	if (!*block)
		*block = arena_array(a, meaning, MEANING_BLOCK);
	meaning *known = &(*block)[glyph % MEANING_BLOCK];
	if (*known == 0)
		*known = meaning_of(text);
}

uint16_t upright_code(const struct upright *upright,
		      const struct glyph *glyphs, uint32_t count)
{
	if (!upright || count == 0 || count > SHAPE_GLYPHS_MOST)
		return 0;
	uint16_t code = upright->first[glyphs[0].id];
	for (; code; code = upright->next.at[code]) {
		const struct font_shape *shape = &upright->shapes.at[code];
		uint32_t same = 0;
		while (same < count && shape->glyphs[same] == glyphs[same].id)
			same++;
		if (same == count && shape->count == count)
			return code;
	}
	return 0;
}

static struct upright *upright_of(struct pdf_embedding *embedding,
				  uint16_t face, struct arena *a)
{
	struct upright **at = &embedding->upright[embedding->font[face]];
	if (*at)
		return *at;
	*at = arena_new(a, struct upright);
	(*at)->usage.face = embedding->of[face]->face;
	(*at)->first = arena_array(a, uint16_t, GLYPH_COUNT);
	list_push(a, &(*at)->shapes, (struct font_shape){.count = 0});
	list_push(a, &(*at)->next, 0);
	return *at;
}

/* The shape's code, which it is given when it has none. */
static uint16_t add_shape(struct upright *upright, const struct glyph *glyphs,
			  uint32_t count, struct arena *a)
{
	uint16_t code = upright_code(upright, glyphs, count);
	if (code || count == 0 || count > SHAPE_GLYPHS_MOST ||
	    upright->shapes.count == UINT16_MAX)
		return code;
	code = (uint16_t)upright->shapes.count;
	struct font_shape shape = {.count = (uint8_t)count};
	for (uint32_t i = 0; i < count; i++)
		shape.glyphs[i] = glyphs[i].id;
	list_push(a, &upright->shapes, shape);
	list_push(a, &upright->next, upright->first[glyphs[0].id]);
	upright->first[glyphs[0].id] = code;
	return code;
}

static void read_upright(struct pdf_embedding *embedding,
			 const struct glyphs *run, struct arena *a)
{
	struct upright *upright = upright_of(embedding, run->face, a);
	bool is_one = run->turn == GLYPHS_COMBINED;
	size_t at = 0;
	for (uint32_t i = 0; i < run->count; i++) {
		uint16_t code = add_shape(upright, &run->at[i],
					  is_one ? run->count : 1, a);
		size_t end = is_one ? run->text.len : at + run->at[i].bytes;
		str text = str_cut(run->text, at, end);
		bool is_silent = run->is_artifact && run->text.len == 0;
		if (code && !usage_meaning(&upright->usage, code))
			learn(&upright->usage, code,
			      is_silent ? STR(" ") : text, a);
		if (is_one)
			break;
		at = end;
	}
	upright->usage.is_shown |= run->count > 0;
}

static void read_run(struct pdf_embedding *embedding, const struct glyphs *run,
		     struct arena *a)
{
	if (run->turn == GLYPHS_STACKED || run->turn == GLYPHS_COMBINED) {
		read_upright(embedding, run, a);
		return;
	}
	struct usage *usage = embedding->of[run->face];
	size_t at = 0;
	for (uint32_t i = 0; i < run->count; i++) {
		const struct glyph *glyph = &run->at[i];
		usage->glyphs[glyph->id >> 3] |=
			(uint8_t)(1 << (glyph->id & 7));
		bool stands_alone = i + 1 == run->count ||
				    run->at[i + 1].bytes > 0;
		if (stands_alone && glyph->bytes > 0 &&
		    !usage_meaning(usage, glyph->id))
			learn(usage, glyph->id,
			      str_cut(run->text, at, at + glyph->bytes), a);
		/* Room behind a name: what it stands for is in its cluster, but
		 * readers that look at codes alone want one too. */
		if (glyph->bytes == 0 && !usage_meaning(usage, glyph->id) &&
		    glyph->id == font_glyph(usage->face, 0x3000))
			learn(usage, glyph->id, STR("　"), a);
		at += glyph->bytes;
	}
	/* Dots and lines say nothing; a code without a meaning is read as
	 * U+FFFD, so theirs is a blank. */
	if (run->is_artifact && run->text.len == 0)
		for (uint32_t i = 0; i < run->count; i++)
			if (!usage_meaning(usage, run->at[i].id))
				learn(usage, run->at[i].id, STR(" "), a);
	usage->is_shown = usage->is_shown || run->count > 0;
}

static void share_faces(struct pdf_embedding *embedding,
			const struct faces *faces, struct arena *a)
{
	embedding->count = faces->count;
	for (size_t i = 0; i < faces->count; i++) {
		size_t same = 0;
		while (faces->at[same] != faces->at[i])
			same++;
		embedding->font[i] = (uint16_t)same;
		if (same == i) {
			embedding->of[i] = arena_new(a, struct usage);
			embedding->of[i]->face = faces->at[i];
		} else {
			embedding->of[i] = embedding->of[same];
		}
	}
}

static void read_page(struct pdf_embedding *embedding, const struct page *page,
		      bool silent, struct arena *a)
{
	for (size_t i = 0; i < page->items.count; i++) {
		const struct item *item = &page->items.at[i];
		const struct glyphs *run = &item->as.glyphs;
		if (item->kind == ITEM_GLYPHS &&
		    silent == (run->is_artifact && run->text.len == 0))
			read_run(embedding, run, a);
	}
}

struct pdf_embedding *pdf_prepare(const struct pages *pages,
				  const struct faces *faces,
				  struct arena *a)
{
	struct pdf_embedding *embedding = arena_new(a, struct pdf_embedding);
	share_faces(embedding, faces, a);
	/* What says nothing comes last, so that its glyphs mean what they mean
	 * in the text. */
	for (int silent = 0; silent < 2; silent++)
		for (size_t p = 0; p < pages->list.count; p++)
			read_page(embedding, &pages->list.at[p], silent, a);
	return embedding;
}
