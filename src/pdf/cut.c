/* Used glyphs -> fonts ready to be written: programs cut and deflated,
 * widths, and the map from codes to text (PDF 32000-1, 9.7 and 9.10.3).
 *
 * Done once for all files of a build: the book and its booklet hold the same
 * bytes.
 */
#include <stdlib.h>

#include "base/deflate.h"
#include "pdf/inside.h"

#include "base/banned.h"

enum { EM = 1000, MOST_IN_BLOCK = 100, TAG_LETTERS = 6, LONGEST_NAME = 100 };

static int compare_codes(const void *one, const void *other)
{
	const struct code *a = one, *b = other;
	return a->code < b->code ? -1 : a->code > b->code;
}

static void list_codes(const struct usage *usage, struct arena *a,
		       struct pdf_font *font)
{
	LIST(struct code) list = {0};
	for (unsigned glyph = 0; glyph < GLYPH_COUNT; glyph++) {
		if (!(usage->glyphs[glyph >> 3] & 1 << (glyph & 7)))
			continue;
		uint16_t id = (uint16_t)glyph;
		list_push(a, &list, (struct code){
			.code = font_code(usage->face, id),
			.advance = (uint16_t)font_advance(usage->face, id),
			.meaning = usage_meaning(usage, id),
		});
	}
	qsort(list.at, list.count, sizeof *list.at, compare_codes);
	font->codes = list.at;
	font->code_count = list.count;
}

static void add_mapping(struct buf *out, const struct code *code)
{
	char text[MEANING_BYTES];
	size_t len = meaning_unpack(code->meaning, text);
	buf_format(out, "<%04X> ", code->code);
	utf16_hex(out, (str){text, len}, false);
	buf_add_byte(out, '\n');
}

/* At most 100 entries in a block: Adobe TN 5411, 1.4.1. */
static str map_to_unicode(const struct pdf_font *font, struct arena *a)
{
	struct buf out, block;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	buf_init(&block, a, BUF_NO_MAXIMUM);
	buf_add(&out, STR("/CIDInit /ProcSet findresource begin\n"
			  "12 dict begin\nbegincmap\n"
			  "/CIDSystemInfo <</Registry (Adobe) "
			  "/Ordering (UCS) /Supplement 0>> def\n"
			  "/CMapName /Adobe-Identity-UCS def\n"
			  "/CMapType 2 def\n1 begincodespacerange\n"
			  "<0000> <FFFF>\nendcodespacerange\n"));
	int count = 0;
	for (size_t i = 0; i <= font->code_count; i++) {
		bool is_end = i == font->code_count;
		if (count == MOST_IN_BLOCK || (is_end && count > 0)) {
			buf_format(&out, "%d beginbfchar\n", count);
			buf_add(&out, buf_str(&block));
			buf_add(&out, STR("endbfchar\n"));
			buf_truncate(&block, 0);
			count = 0;
		}
		if (is_end || font->codes[i].meaning == 0)
			continue;
		add_mapping(&block, &font->codes[i]);
		count++;
	}
	buf_add(&out, STR("endcmap\nCMapName currentdict /CMap "
			  "defineresource pop\nend\nend\n"));
	return deflate_zlib(buf_str(&out), DEFLATE_FAST, a);
}

/* 9.6.4: six letters tell subsets of one font apart. */
static str name_subset(const struct usage *usage, str subset, struct arena *a)
{
	uint64_t hash = str_hash(subset);
	char tag[TAG_LETTERS + 1] = "";
	for (int i = 0; i < TAG_LETTERS; i++, hash /= 26)
		tag[i] = (char)('A' + hash % 26);
	str name = font_postscript_name(usage->face);
	name = str_cut(name, 0, LONGEST_NAME);
	return arena_format(a, "%s+%.*s", tag,
			    STR_ARG(name.len ? name : STR("Font")));
}

static bool cut(const struct usage *usage, struct arena *a, struct diag *d,
		struct pdf_font *font)
{
	struct font_program program;
	if (!font_subset(usage->face, usage->glyphs, a, d, &program))
		return false;
	list_codes(usage, a, font);
	font->name = name_subset(usage, (str){(const char *)usage->glyphs,
					      sizeof usage->glyphs}, a);
	font->kind = program.kind;
	font->program = deflate_zlib(program.bytes, DEFLATE_FAST, a);
	font->program_bytes = program.bytes.len;
	if (program.code_to_glyph.len)
		font->code_to_glyph = deflate_zlib(program.code_to_glyph,
						   DEFLATE_FAST, a);
	font->to_unicode = map_to_unicode(font, a);
	font->metrics = font_metrics(usage->face);
	return true;
}

/* The middle of the em box stays, what was across it is along it. */
static struct font_metrics turn_metrics(const struct face *face)
{
	struct font_metrics metrics = font_metrics(face);
	const struct font_ink box = metrics.box;
	metrics.box = (struct font_ink){
		EM_ASCENT - box.y_max, box.x_min - EM_ASCENT + EM_MIDDLE,
		EM_ASCENT - box.y_min, box.x_max + EM_MIDDLE,
	};
	return metrics;
}

static void cut_upright(const struct upright *upright, struct arena *a,
			struct pdf_font *font)
{
	const struct usage *usage = &upright->usage;
	struct font_program program;
	font_stand(usage->face, upright->shapes.at, upright->shapes.count, a,
		   &program);
	font->codes = arena_array(a, struct code, upright->shapes.count);
	for (size_t i = 1; i < upright->shapes.count; i++)
		font->codes[font->code_count++] = (struct code){
			.code = (uint16_t)i, .advance = EM,
			.meaning = usage_meaning(usage, (uint16_t)i),
		};
	font->name = name_subset(usage, program.bytes, a);
	font->kind = program.kind;
	font->program = deflate_zlib(program.bytes, DEFLATE_FAST, a);
	font->program_bytes = program.bytes.len;
	font->to_unicode = map_to_unicode(font, a);
	font->metrics = turn_metrics(usage->face);
}

struct pdf_fonts *pdf_cut_fonts(const struct pdf_embedding *embedding,
				const struct faces *faces, struct arena *a,
				struct diag *d)
{
	struct pdf_fonts *fonts = arena_new(a, struct pdf_fonts);
	fonts->count = faces->count;
	fonts->at = arena_array(a, struct pdf_font, faces->count);
	fonts->upright = arena_array(a, struct pdf_font, faces->count);
	bool ok = true;
	for (size_t i = 0; i < embedding->count; i++) {
		if (embedding->upright[i])
			cut_upright(embedding->upright[i], a,
				    &fonts->upright[i]);
		const struct usage *usage = embedding->of[i];
		if (embedding->font[i] == i && usage->is_shown)
			ok = cut(usage, a, d, &fonts->at[i]) && ok;
	}
	return ok ? fonts : NULL;
}
