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

static void read_run(struct pdf_embedding *embedding, const struct glyphs *run,
		     struct arena *a)
{
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

struct pdf_embedding *pdf_prepare(const struct pages *pages,
				  const struct faces *faces,
				  struct arena *a)
{
	struct pdf_embedding *embedding = arena_new(a, struct pdf_embedding);
	share_faces(embedding, faces, a);
	for (size_t p = 0; p < pages->list.count; p++) {
		const struct page *page = &pages->list.at[p];
		for (size_t i = 0; i < page->items.count; i++)
			if (page->items.at[i].kind == ITEM_GLYPHS)
				read_run(embedding,
					 &page->items.at[i].as.glyphs, a);
	}
	return embedding;
}
