/* Sheets as text: one side after the other, what stands on it from left to
 * right. Pages are counted from 1, lengths in points.
 */
#include "base/buf.h"
#include "impose/inside.h"

#include "base/banned.h"

static void add(struct buf *out, const char *text)
{
	buf_add(out, str_of(text));
}

static void add_point(struct buf *out, length x, length y)
{
	buf_add_thousandths(out, x, 3);
	buf_add_byte(out, ',');
	buf_add_thousandths(out, y, 3);
}

static void add_placed(struct buf *out, const struct placed *placed)
{
	const struct matrix *m = &placed->to_sheet;
	add(out, "  page ");
	buf_add_int(out, (int64_t)placed->page + 1);
	add(out, " at ");
	add_point(out, m->e, m->f);
	if (m->a < 0)
		add(out, " turned");
	if (m->a != 1000 && m->a != -1000) {
		add(out, " scale=");
		buf_add_thousandths(out, m->a < 0 ? -m->a : m->a, 3);
	}
	buf_add_byte(out, '\n');
}

static void add_mark(struct buf *out, const struct mark *mark)
{
	add(out, mark->is_dashed ? "  fold " : "  mark ");
	add_point(out, mark->x1, mark->y1);
	buf_add_byte(out, ' ');
	add_point(out, mark->x2, mark->y2);
	add(out, " thickness=");
	buf_add_thousandths(out, mark->thickness, 3);
	buf_add_byte(out, '\n');
}

void sheets_dump(const struct sheets *sheets, struct buf *out)
{
	if (sheets->is_one_up)
		add(out, "one up\n");
	if (sheets->blank_count) {
		add(out, "blanks ");
		buf_add_int(out, sheets->blank_count);
		buf_add_byte(out, '\n');
	}
	for (size_t i = 0; i < sheets->list.count; i++) {
		const struct sheet *sheet = &sheets->list.at[i];
		add(out, "side ");
		buf_add_int(out, (int64_t)i + 1);
		buf_add_byte(out, ' ');
		buf_add_thousandths(out, sheet->width, 3);
		buf_add_byte(out, 'x');
		buf_add_thousandths(out, sheet->height, 3);
		buf_add_byte(out, '\n');
		for (size_t j = 0; j < sheet->placed.count; j++)
			add_placed(out, &sheet->placed.at[j]);
		for (size_t j = 0; j < sheet->marks.count; j++)
			add_mark(out, &sheet->marks.at[j]);
	}
}
