/* Lines for whoever folds and cuts: outside the pages, where the sheet has
 * room for them, and never touching them. Only the bar of a signature lies
 * on the fold itself, where the binding hides it.
 */
#include "impose/inside.h"

#include "base/banned.h"

#define HAIRLINE LENGTH_PT(0.25)
#define MARK_LENGTH LENGTH_MM(5)
/* From the page to the mark: the usual bleed. */
#define MARK_GAP LENGTH_MM(3)
#define LEAST_ROOM LENGTH_MM(1)

#define BAR_WIDTH LENGTH_MM(3)
#define BAR_HEIGHT LENGTH_MM(8)
#define BAR_STEP LENGTH_MM(10)
#define BAR_MARGIN LENGTH_MM(15)

static void add(struct arena *a, struct sheet *sheet, struct mark mark)
{
	list_push(a, &sheet->marks, mark);
}

/* A mark in the room between a sheet's edge and a page: how far from the
 * edge it begins and ends. */
struct reach {
	length from, to;
};

static bool find_reach(length room, struct reach *reach)
{
	if (room < LEAST_ROOM)
		return false;
	length gap = room / 2 < MARK_GAP ? room / 2 : MARK_GAP;
	reach->to = room - gap;
	reach->from = reach->to > MARK_LENGTH ? reach->to - MARK_LENGTH : 0;
	return true;
}

/* Above and below the pages, at x. */
static void mark_column(const struct spread *spread, length x, bool is_dashed,
			struct arena *a, struct sheet *sheet)
{
	struct reach reach;
	bool is_on_sheet = x >= 0 && x <= spread->sheet_width;
	if (!is_on_sheet || !find_reach(spread->top, &reach))
		return;
	length bottom = spread->sheet_height;
	add(a, sheet, (struct mark){x, reach.from, x, reach.to, HAIRLINE,
				    is_dashed});
	add(a, sheet, (struct mark){x, bottom - reach.to, x,
				    bottom - reach.from, HAIRLINE, is_dashed});
}

/* Left and right of the pages, at y. */
static void mark_row(const struct spread *spread, length y, struct arena *a,
		     struct sheet *sheet)
{
	struct reach reach;
	bool is_on_sheet = y >= 0 && y <= spread->sheet_height;
	if (!is_on_sheet ||
	    !find_reach(spread->fold - spread->width, &reach))
		return;
	length right = spread->sheet_width;
	add(a, sheet, (struct mark){reach.from, y, reach.to, y, HAIRLINE,
				    false});
	add(a, sheet, (struct mark){right - reach.to, y, right - reach.from,
				    y, HAIRLINE, false});
}

void mark_spread(const struct spread *spread, bool is_cut, struct arena *a,
		 struct sheet *sheet)
{
	mark_column(spread, spread->fold, !is_cut, a, sheet);
	mark_column(spread, spread->fold - spread->width, false, a, sheet);
	mark_column(spread, spread->fold + spread->width, false, a, sheet);
	mark_row(spread, spread->top, a, sheet);
	mark_row(spread, spread->top + spread->height, a, sheet);
}

void mark_signature(const struct spread *spread, size_t number,
		    struct arena *a, struct sheet *sheet)
{
	length room = spread->height - 2 * BAR_MARGIN - BAR_HEIGHT;
	if (room < 0)
		return;
	/* After the last step the stairs begin at the top again. */
	size_t steps = (size_t)(room / BAR_STEP) + 1;
	length y = spread->top + BAR_MARGIN +
		   (length)(number % steps) * BAR_STEP;
	add(a, sheet, (struct mark){spread->fold, y, spread->fold,
				    y + BAR_HEIGHT, BAR_WIDTH, false});
}
