/* Which declarations ask for more than the paper bears: they are held to a
 * limit when blocks are set, which is told once a file, at its place.
 *
 * Sizes in em are judged as if they were ems of the text: a sheet that means
 * well never comes near the limits.
 */
#include "style/inside.h"

#include "base/banned.h"

static int64_t length_of(const struct stylesheet *sheet,
			 struct css_value value)
{
	if (value.unit == UNIT_EM)
		return (int64_t)value.number * sheet->body_size / 1000;
	if (value.unit == UNIT_LINES)
		return (int64_t)value.number * sheet->pitch / 1000;
	return value.number;
}

static bool is_outside(int64_t least, int64_t value, int64_t most)
{
	return value < least || value > most;
}

bool limit_is_passed(const struct stylesheet *sheet,
		     const struct declaration *declaration)
{
	int64_t amount = length_of(sheet, declaration->value);
	int64_t half = sheet->measure / 2;
	if (sheet->measure <= 0 || declaration->value.unit == UNIT_PARENT)
		return false;
	switch ((int)declaration->property) {
	case PROPERTY_SIZE:
		return is_outside(SIZE_LEAST, amount,
				  SIZE_MOST * sheet->body_size);
	case PROPERTY_INDENT:
		return is_outside(-half, amount, half);
	case PROPERTY_MARGIN_LEFT:
	case PROPERTY_MARGIN_RIGHT:
		return is_outside(-sheet->body_size, amount, half);
	case PROPERTY_LINES_BEFORE:
	case PROPERTY_LINES_AFTER:
		return amount > (int64_t)sheet->lines * sheet->pitch;
	case PROPERTY_SLOT:
		return declaration->value.number > sheet->lines;
	case PROPERTY_SPACING:
		return is_outside(-SPACING_TIGHTEST * sheet->body_size / 1000,
				  amount,
				  SPACING_WIDEST * sheet->body_size / 1000);
	default:
		return false;
	}
}
