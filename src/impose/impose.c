/* Pages -> sides of sheets: which two pages stand beside each other, and
 * where. Pages are counted from 1 here, as folios are.
 *
 * Both pages touch the fold, so what a sheet is wider than two pages lies at
 * its outer edges and the fold stays in the middle.
 */
#include "impose/inside.h"

#include "base/banned.h"

#define PAGES_PER_SHEET 4
/* A sheet that is short of the pages by no more than this is cut, not
 * scaled: printers lose more at the edges. */
#define MOST_LOST LENGTH_MM(1)
/* Less creep than this is not worth moving the text. */
#define LEAST_CREEP LENGTH_MM(0.4)
#define USUAL_SIGNATURE 4

struct work {
	const struct imposition *how;
	size_t page_count;
	struct spread spread;
	struct arena *a;
	struct sheets *out;
};

/* Two pages and how far each is moved towards the fold. */
struct side {
	size_t left, right;
	length creep;
	bool is_back;
};

static bool exceeds(length wanted, length there)
{
	return wanted > there && wanted - there > MOST_LOST;
}

static int32_t scale_to(length wanted, length there)
{
	return exceeds(wanted, there)
		       ? (int32_t)((int64_t)there * 1000 / wanted)
		       : 1000;
}

static struct spread make_spread(const struct imposition *how, length width,
				 length height)
{
	struct spread spread = {
		.sheet_width = how->sheet_width,
		.sheet_height = how->sheet_height,
		.fold = how->sheet_width / 2,
	};
	int32_t across = scale_to(2 * width, how->sheet_width);
	int32_t down = scale_to(height, how->sheet_height);
	spread.scale = across < down ? across : down;
	spread.width = length_scale(width, spread.scale, 1000);
	spread.height = length_scale(height, spread.scale, 1000);
	spread.top = (how->sheet_height - spread.height) / 2;
	return spread;
}

static void place(struct work *w, struct sheet *sheet, size_t page, length x)
{
	if (page > w->page_count)
		return;
	struct placed placed = {.page = (uint32_t)(page - 1)};
	placed.to_sheet = (struct matrix){
		.a = w->spread.scale, .d = w->spread.scale,
		.e = x, .f = w->spread.top};
	list_push(w->a, &sheet->placed, placed);
}

/* By half a turn about the middle of the sheet: what a printer that flips
 * on the long edge turns back. Left and right change places. */
static void turn(struct sheet *sheet)
{
	if (sheet->placed.count == 2) {
		struct placed first = sheet->placed.at[0];
		sheet->placed.at[0] = sheet->placed.at[1];
		sheet->placed.at[1] = first;
	}
	for (size_t i = 0; i < sheet->placed.count; i++) {
		struct matrix *m = &sheet->placed.at[i].to_sheet;
		*m = (struct matrix){-m->a, -m->b, -m->c, -m->d,
				     sheet->width - m->e,
				     sheet->height - m->f};
	}
	for (size_t i = 0; i < sheet->marks.count; i++) {
		struct mark *mark = &sheet->marks.at[i];
		mark->x1 = sheet->width - mark->x1;
		mark->x2 = sheet->width - mark->x2;
		mark->y1 = sheet->height - mark->y1;
		mark->y2 = sheet->height - mark->y2;
	}
}

static struct sheet *add_side(struct work *w, struct side side)
{
	const struct spread *spread = &w->spread;
	struct sheet sheet = {.width = spread->sheet_width,
			      .height = spread->sheet_height};
	size_t left = w->how->binds_right ? side.right : side.left;
	size_t right = w->how->binds_right ? side.left : side.right;
	place(w, &sheet, left, spread->fold - spread->width + side.creep);
	place(w, &sheet, right, spread->fold - side.creep);
	if (w->how->has_marks)
		mark_spread(spread, w->how->binding == BINDING_CUT_AND_STACK,
			    w->a, &sheet);
	if (side.is_back && w->how->flips_long_edge)
		turn(&sheet);
	list_push(w->a, &w->out->list, sheet);
	return &w->out->list.at[w->out->list.count - 1];
}

static length creep_of(const struct work *w, size_t sheet, size_t sheet_count)
{
	int64_t most = (int64_t)(sheet_count - 1) * w->how->paper_thickness;
	if (most < LEAST_CREEP)
		return 0;
	/* Never so far that text would cross the fold. */
	int64_t creep = (int64_t)sheet * w->how->paper_thickness;
	int64_t limit = w->spread.width / 8;
	return (length)(creep < limit ? creep : limit);
}

/* Sheets laid into each other and folded, the outermost first. The pages of
 * one such gathering follow page `before`. Returns its outermost side. */
static size_t fold_sheets(struct work *w, size_t before, size_t sheet_count)
{
	size_t outermost = w->out->list.count;
	size_t last = before + PAGES_PER_SHEET * sheet_count;
	for (size_t i = 0; i < sheet_count; i++) {
		length creep = creep_of(w, i, sheet_count);
		add_side(w, (struct side){last - 2 * i, before + 1 + 2 * i,
					  creep, false});
		add_side(w, (struct side){before + 2 + 2 * i,
					  last - 1 - 2 * i, creep, true});
	}
	return outermost;
}

/* A last signature of one sheet comes loose: the one before gives it one. */
static size_t signature_size(size_t sheets_left, size_t usual)
{
	if (sheets_left <= usual)
		return sheets_left;
	return usual > 2 && sheets_left == usual + 1 ? usual - 1 : usual;
}

static void fold_signatures(struct work *w, size_t sheet_count)
{
	int asked = w->how->sheets_per_signature;
	size_t usual = asked > 0 ? (size_t)asked : USUAL_SIGNATURE;
	size_t number = 0;
	for (size_t done = 0; done < sheet_count; number++) {
		size_t count = signature_size(sheet_count - done, usual);
		size_t first = fold_sheets(w, PAGES_PER_SHEET * done, count);
		if (w->how->has_marks && sheet_count > usual)
			mark_signature(&w->spread, number, w->a,
				       &w->out->list.at[first]);
		done += count;
	}
}

/* Cut once, the second pile goes under the first: each pile holds leaves
 * that follow each other. */
static void cut_and_stack(struct work *w, size_t sheet_count)
{
	for (size_t i = 0; i < sheet_count; i++) {
		size_t near = 2 * i, far = 2 * (sheet_count + i);
		add_side(w, (struct side){near + 1, far + 1, 0, false});
		add_side(w, (struct side){far + 2, near + 2, 0, true});
	}
}

void impose_one_up(size_t page_count, length width, length height,
		   struct arena *a, struct sheets *out)
{
	*out = (struct sheets){.is_one_up = true};
	list_reserve(a, &out->list, page_count);
	for (size_t i = 0; i < page_count; i++) {
		struct sheet sheet = {.width = width, .height = height};
		struct placed placed = {
			.page = (uint32_t)i,
			.to_sheet = {.a = 1000, .d = 1000}};
		list_push(a, &sheet.placed, placed);
		list_push(a, &out->list, sheet);
	}
}

struct sheets impose(const struct imposition *how, size_t page_count,
		     length width, length height, struct arena *a)
{
	struct sheets made = {0}, *out = &made;
	struct work w = {.how = how, .page_count = page_count, .a = a,
			 .out = out,
			 .spread = make_spread(how, width, height)};
	size_t sheet_count = (page_count + PAGES_PER_SHEET - 1) /
			     PAGES_PER_SHEET;
	out->blank_count = (uint32_t)(sheet_count * PAGES_PER_SHEET -
				      page_count);
	list_reserve(a, &out->list, 2 * sheet_count);
	switch (how->binding) {
	case BINDING_SADDLE:
		fold_sheets(&w, 0, sheet_count);
		break;
	case BINDING_SIGNATURES:
		fold_signatures(&w, sheet_count);
		break;
	case BINDING_CUT_AND_STACK:
		cut_and_stack(&w, sheet_count);
		break;
	}
	return made;
}
