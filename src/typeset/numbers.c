/* Paragraphs' numbers -> the outer margin, each on the baseline of its
 * paragraph's first line, so that a group finds 第3章·12段 with one look down
 * the edge; in a vertical book above that line's head, in Han digits. They are artifacts without text: whoever copies a page copies
 * none of them (PDF 32000-1, 14.8.2.2 and 14.9.4).
 *
 * A number is put together from ten digits set once. Where the margin has no
 * room for it before the trimmed edge, it is not drawn.
 */
#include "typeset/join.h"

#include "book/numeral.h"

#include "base/banned.h"

#define TRIM_CLEAR LENGTH_MM(5)
#define MOST_DIGITS 10
/* Between text and number, in thousandths of the body size. */
#define GAP 700

void digits_start(struct folder *f, struct digits *digits)
{
	const struct style *style = style_of_name(
		f->setter->styles, style_root(f->setter->styles), STR("p"),
		STR("paragraph-number"), f->arena);
	for (int i = 0; i < 10; i++)
		digits->at[i] = set_single(
			f->setter, f->layout->is_vertical
				? chinese_digits(i, f->arena)
				: arena_format(f->arena, "%d", i),
			style, true);
}

/* The digits of a number as one run, from x = 0; its width. */
static length put_together(struct folder *f, const struct digits *digits,
			   uint32_t number, struct glyphs *run)
{
	int values[MOST_DIGITS], count = 0;
	length width = 0;
	for (uint32_t rest = number; rest > 0; rest /= 10)
		values[count++] = (int)(rest % 10);
	*run = digits->at[0].items[0].as.glyphs;
	run->at = arena_array(f->arena, struct glyph, (size_t)count);
	run->count = (uint32_t)count;
	run->text = STR_NONE;
	for (int i = 0; i < count; i++) {
		const struct set_line *digit = &digits->at[values[count - 1 - i]];
		run->at[i] = (struct glyph){
			width, digit->items[0].as.glyphs.at[0].id, 0};
		width += digit->width;
	}
	return width;
}

static length number_x(const struct layout *layout, bool is_recto,
		       length width)
{
	length gap = length_scale(layout->body_size, GAP, 1000);
	if (layout->is_vertical)
		return layout->inner - gap - width;
	return is_recto ? layout->inner + area_width(layout) + gap
			: layout->outer - gap - width;
}

/* The lines of a vertical book's verso have been moved by then. */
static length number_y(const struct layout *layout, bool is_recto, length y)
{
	return layout->is_vertical && !is_recto ? y + layout->foot -
						  layout->head : y;
}

static bool has_room(const struct layout *layout, length x, length width)
{
	return x >= TRIM_CLEAR && x + width <= layout->page_width - TRIM_CLEAR;
}

static bool can_draw(const struct digits *digits)
{
	for (int i = 0; i < 10; i++)
		if (digits->at[i].item_count != 1 ||
		    digits->at[i].items[0].kind != ITEM_GLYPHS ||
		    digits->at[i].items[0].as.glyphs.count != 1)
			return false;
	return true;
}

void stamp_numbers(struct folder *f, const struct digits *digits,
		   const struct set_chapter *set, uint32_t first,
		   struct pages *pages)
{
	if (set->numbers.count == 0 || !can_draw(digits))
		return;
	for (size_t i = 0; i < set->numbers.count; i++) {
		const struct set_number *number = &set->numbers.at[i];
		struct glyphs run;
		length width = put_together(f, digits, number->number, &run);
		uint32_t index = first + number->page;
		bool is_recto = index % 2 == 0;
		run.x = number_x(f->layout, is_recto, width);
		run.y = number_y(f->layout, is_recto, number->y);
		if (!has_room(f->layout, run.x, width))
			continue;
		page_add(&pages->list.at[index], f->arena,
			 ITEM_GLYPHS)->as.glyphs = run;
	}
}
