/* Columns -> their widths. A table that is a little too wide is set in
 * smaller type; one that is much too wide is shown in parts, one below the
 * other, each with the first column again. Either is told once.
 */
#include "typeset/table.h"

#include "base/banned.h"

#define SMALLEST 833                  /* of the type, in thousandths */
#define NARROWEST 4                   /* characters of a column, with air */

int table_next_shown(const struct table *t, int column)
{
	return column == 0 && t->first > 0 ? t->first : column + 1;
}

bool table_repeats(const struct table *t, const struct cell *cell)
{
	return t->first > 0 && cell->column == 0;
}

bool table_shows(const struct table *t, const struct cell *cell)
{
	return table_repeats(t, cell) ||
	       (cell->column >= t->first && cell->column < t->end);
}

length table_cell_width(const struct table *t, const struct cell *cell)
{
	length width = 0;
	for (int i = cell->column; i < cell->column + cell->span &&
	     i < t->column_count; i++) {
		bool is_shown = i < t->end && (i >= t->first || i == 0);
		width += is_shown ? t->columns[i].width : 0;
	}
	return width;
}

static void shrink(struct table *t, int64_t thousandths)
{
	struct arena *a = t->g->setter->arena;
	for (size_t i = 0; i < t->rows.count; i++) {
		struct row *row = &t->rows.at[i];
		for (size_t k = 0; k < row->count; k++) {
			struct style *small = arena_new(a, struct style);
			*small = *row->cells[k].style;
			small->size = length_scale(small->size, thousandths,
						   1000);
			row->cells[k].style = small;
		}
	}
	for (int i = 0; i < t->column_count; i++) {
		struct table_column *column = &t->columns[i];
		column->natural = length_scale(column->natural, thousandths,
					       1000);
		column->least = length_scale(column->least, thousandths, 1000);
	}
	t->size = length_scale(t->size, thousandths, 1000);
}

static int64_t least_width(const struct table *t)
{
	int64_t sum = 0;
	for (int i = 0; i < t->column_count; i++)
		sum += t->columns[i].least;
	return sum;
}

static void tell(const struct table *t, enum message message)
{
	struct setter *s = t->g->setter;
	diag_report(s->diag, t->block->span, message,
		    WORDS(arena_format(s->arena, "%d", t->column_count)));
}

bool table_is_too_wide(const struct table *t, length measure)
{
	int64_t sum = 0;
	for (int i = 0; i < t->column_count; i++) {
		length least = t->columns[i].least;
		sum += least < NARROWEST * t->size ? least
						   : NARROWEST * t->size;
	}
	return sum * SMALLEST / 1000 > measure;
}

void table_fit(struct table *t)
{
	int64_t least = least_width(t);
	if (least <= t->measure)
		return;
	int64_t thousandths = (int64_t)t->measure * 1000 / least;
	shrink(t, thousandths > SMALLEST ? thousandths : SMALLEST);
	if (thousandths >= SMALLEST)
		return;
	/* Words break rather than columns go. */
	for (int i = 0; i < t->column_count; i++)
		if (t->columns[i].least > NARROWEST * t->size)
			t->columns[i].least = NARROWEST * t->size;
	tell(t, least_width(t) <= t->measure ? MSG_TABLE_NARROW
					     : MSG_TABLE_CUT);
}

/* Least widths first; what is left goes by what the columns still want. */
static void share_width(struct table *t)
{
	int64_t least = 0, wish = 0;
	for (int i = 0; i < t->end; i = table_next_shown(t, i)) {
		least += t->columns[i].least;
		wish += t->columns[i].natural - t->columns[i].least;
	}
	int64_t rest = t->measure - least;
	int64_t least_sum = 0, wish_sum = 0;
	length left = 0;
	for (int i = 0; i < t->end; i = table_next_shown(t, i)) {
		struct table_column *column = &t->columns[i];
		int64_t sum = 0;
		least_sum += column->least;
		wish_sum += column->natural - column->least;
		if (rest < 0)
			sum = t->measure * least_sum / least;
		else if (wish <= rest)
			sum = t->measure * (least_sum + wish_sum) /
			      (least + wish);
		else
			sum = least_sum + rest * wish_sum / wish;
		column->left = left;
		column->width = (length)sum - left;
		column->before = column->after = 0;
		left = (length)sum;
	}
}

/* One past the last column that fits beside `first`. */
static int fill_part(const struct table *t, int first)
{
	int64_t width = first > 0 ? t->columns[0].least : 0;
	int end = first;
	do
		width += t->columns[end++].least;
	while (end < t->column_count &&
	       width + t->columns[end].least <= t->measure);
	return end;
}

/* Parts are about equally wide, so that none is a single column. */
bool table_show_more(struct table *t)
{
	if (t->end >= t->column_count)
		return false;
	t->first = t->end;
	int parts = 0;
	for (int at = t->first; at < t->column_count; at = fill_part(t, at))
		parts++;
	int share = (t->column_count - t->first + parts - 1) / parts;
	t->end = fill_part(t, t->first);
	if (t->end > t->first + share)
		t->end = t->first + share;
	share_width(t);
	return true;
}
