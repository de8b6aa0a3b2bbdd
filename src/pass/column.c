/* Two columns of a printed page that were copied line by line, left and right
 * beside each other: the left one first, then the right one, page for page.
 *
 * Told by a wide gap at one place in most lines, with running text on both
 * sides of it. Lists of names and answers to choose from have gaps too, but
 * no sentences that the gap cuts.
 */
#include "base/unicode.h"
#include "base/utf8.h"
#include "pass/inside.h"

#include "base/banned.h"

#define WIDEST 240              /* columns */
#define GAP 3                   /* columns of blanks, at least */
#define FEWEST_LINES 8
#define SLACK 2                 /* columns between gaps of one place */
#define INDENT 6                /* of a paragraph in the right column */
#define SHORTEST_SIDE 8         /* characters of Han, on the average */

struct row {
	struct block *block;
	uint32_t line;
	size_t left_end, right;       /* bytes beside the gap; 0: no gap */
	size_t gap_end, width, indent;
};

struct columns {
	struct work *work;
	LIST(struct row) rows;
	size_t place;                 /* where right columns begin */
	struct block *last;           /* of the left column, or NULL */
	LIST(struct block *) right;
};

static struct row measure(struct work *work, const struct sight *sight)
{
	struct row row = {.block = sight->block, .line = sight->line};
	str text = block_text(sight->block, work->scratch);
	size_t column = 0, blanks = 0, end = 0;
	row.indent = sight->indent;
	for (size_t at = 0; at < text.len && column < WIDEST;) {
		size_t from = at;
		uint32_t c = utf8_next(text, &at);
		size_t wide = unicode_is_wide(c) ? 2 : 1;
		if (unicode_is_space(c)) {
			blanks += wide;
			column += wide;
			continue;
		}
		if (blanks >= GAP && end > 0) {
			row.left_end = end;
			row.right = from;
			row.gap_end = column;
		}
		blanks = 0;
		column += wide;
		end = at;
		row.width = column;
	}
	return row;
}

static bool is_at(size_t column, size_t place)
{
	return column + SLACK >= place && column <= place + SLACK;
}

static bool is_parted(const struct columns *c, const struct row *row)
{
	return row->right && row->gap_end + SLACK >= c->place &&
	       row->gap_end <= c->place + INDENT;
}

/* The column where most gaps end. */
static size_t find_place(const struct columns *c)
{
	size_t counts[WIDEST + 1] = {0}, best = 0, place = 0;
	for (size_t i = 0; i < c->rows.count; i++)
		if (c->rows.at[i].right)
			counts[c->rows.at[i].gap_end]++;
	for (size_t column = 1; column < WIDEST; column++) {
		size_t sum = counts[column - 1] + counts[column] +
			     counts[column + 1];
		if (sum > best || (sum == best && counts[column] >
							  counts[place])) {
			best = sum;
			place = column;
		}
	}
	return best >= FEWEST_LINES ? place : 0;
}

/* Sentences stand on both sides, and most are cut by the gap. */
static bool are_columns(const struct columns *c)
{
	size_t parted = 0, cut = 0, han = 0;
	for (size_t i = 0; i < c->rows.count; i++) {
		const struct row *row = &c->rows.at[i];
		if (!row->right || !is_at(row->gap_end, c->place))
			continue;
		str text = block_text(row->block, c->work->scratch);
		str left = str_trim(str_cut(text, 0, row->left_end));
		parted++;
		cut += text_ending(left) == ENDS_OPEN ||
		       text_ending(left) == ENDS_COMMA;
		han += (left.len + str_from(text, row->right).len) / 6;
	}
	return parted * 2 >= c->rows.count && cut * 10 >= parted * 6 &&
	       han >= parted * SHORTEST_SIDE;
}

/* --- parting --- */

static void flush(struct columns *c)
{
	for (size_t i = 0; i < c->right.count; i++) {
		block_insert_after(c->work->chapter, c->last, c->right.at[i]);
		c->last = c->right.at[i];
	}
	c->right.count = 0;
	c->last = NULL;
}

/* The text from `from` on, its indent in the column as blanks of its own. */
static void take_right(struct columns *c, struct block *block, size_t from,
		       size_t column)
{
	bool is_indented = column > c->place + SLACK;
	block_drop_class(block, STR(AFTER_BLANK_CLASS), c->work->a);
	block_replace(block, 0, from, is_indented ? STR("　　") : STR_NONE,
		      c->work->a);
	block_remove(c->work->chapter, block);
	list_push(c->work->scratch, &c->right, block);
}

/* The first line of a page stands for all. */
static void account(struct columns *c, const struct row *row,
		    const struct block *rest)
{
	struct arena *a = c->work->a;
	str left = block_text(row->block, a), right = block_text(rest, a);
	ledger_changed(&c->work->chapter->ledger, STR("column/part"), row->line,
		       arena_join(a, left, right),
		       arena_format(a, "%.*s\n%.*s", STR_ARG(left),
				    STR_ARG(right)));
}

static void part(struct columns *c, const struct row *row)
{
	struct block *rest = block_split(c->work->chapter, row->block,
					 row->right);
	block_replace(row->block, row->left_end, row->right, STR_NONE,
		      c->work->a);
	if (!c->right.count)
		account(c, row, rest);
	take_right(c, rest, 0, row->gap_end);
	c->last = row->block;
}

static void take(struct columns *c, const struct row *row)
{
	bool is_right = !row->right && row->indent + SLACK >= c->place &&
			row->indent <= c->place + INDENT;
	if (is_parted(c, row)) {
		part(c, row);
	} else if (is_right && c->last) {
		str text = block_text(row->block, c->work->scratch);
		take_right(c, row->block,
			   text.len - str_trim_start(text).len, row->indent);
	} else if (c->last && row->width < c->place) {
		c->last = row->block;
	} else {
		flush(c);
	}
}

/* — 3 —, 45: a page ends. */
static bool ends_page(const struct row *row, struct work *work)
{
	str text = str_trim(block_text(row->block, work->scratch));
	for (size_t at = 0; at < text.len;) {
		uint32_t c = utf8_next(text, &at);
		if (unicode_is_letter(c) && c != 0x7B2C && c != 0x9875)
			return false;
	}
	return true;
}

void pass_column(struct work *work)
{
	struct columns c = {.work = work};
	struct sights sights;
	if (work->chapter->format != FORMAT_TEXT)
		return;
	sights_take(work, &sights);
	for (size_t i = 0; i < sights.list.count; i++)
		if (sights.list.at[i].block->kind == BLOCK_PARAGRAPH &&
		    !sights.list.at[i].block->parent)
			list_push(work->scratch, &c.rows,
				  measure(work, &sights.list.at[i]));
	c.place = find_place(&c);
	if (!c.place || !are_columns(&c))
		return;
	for (size_t i = 0; i < c.rows.count; i++) {
		if (ends_page(&c.rows.at[i], work))
			flush(&c);
		else
			take(&c, &c.rows.at[i]);
	}
	flush(&c);
}
