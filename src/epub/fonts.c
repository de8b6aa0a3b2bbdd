/* Fonts that the book brings along: their files, and the style that leads to
 * them (CSS Fonts 4, @font-face).
 *
 * A 楷体 goes by a name that the style sheet asks for anyway, so it needs no
 * rule of its own, and a device that has one uses that. Rare characters are
 * marked in the text: programs that do not know unicode-range would look for
 * every character in a font that has three.
 */
#include "epub/inside.h"

#include "base/banned.h"

struct epub_part *font_part(const struct epub_request *request,
			    const struct epub_font *font, struct arena *a)
{
	struct epub_part *part = arena_new(a, struct epub_part);
	part->name = arena_join(a, STR("fonts/"), font->name);
	part->id = arena_join(a, STR("font-"), str_cut(
		font->name, 0, str_find_byte(font->name, '.')));
	part->media_type = font->media_type;
	part_pack(part, font->bytes, request, a);
	return part;
}

static void write_local(struct buf *out, str names)
{
	while (names.len) {
		size_t end = str_find_byte(names, ',');
		buf_format(out, "local(\"%.*s\"), ",
			   STR_ARG(str_trim(str_cut(names, 0, end))));
		names = end == STR_NOT_FOUND ? STR_NONE
					     : str_from(names, end + 1);
	}
}

static void write_face(struct buf *out, const struct epub_font *font)
{
	buf_format(out, "@font-face {\n  font-family: \"%.*s\";\n  src: ",
		   STR_ARG(font->family));
	write_local(out, font->local);
	buf_format(out, "url(fonts/%.*s);\n}\n", STR_ARG(font->name));
}

bool has_rare_font(const struct epub_request *request)
{
	for (size_t i = 0; i < request->font_count; i++)
		if (request->fonts[i].is_rare)
			return true;
	return false;
}

void write_font_style(struct buf *out, const struct epub_request *request)
{
	if (!request->font_count)
		return;
	buf_add(out, STR("\n/* Fonts that come with the book */\n"));
	for (size_t i = 0; i < request->font_count; i++)
		write_face(out, &request->fonts[i]);
	if (!has_rare_font(request))
		return;
	buf_add(out, STR(".rare {\n  font-family: "));
	for (size_t i = 0; i < request->font_count; i++)
		if (request->fonts[i].is_rare)
			buf_format(out, "\"%.*s\", ",
				   STR_ARG(request->fonts[i].family));
	buf_add(out, STR("serif;\n}\n"));
}
