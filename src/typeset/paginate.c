/* The galley -> pages: the cheapest places to cut it (Plass's and
 * Mittelbach's idea on a strict grid). Prices say what a reader dislikes;
 * nothing is ever stretched to fill a page.
 *
 * One pass over the strips keeps a frontier: for each way of filling the
 * page in hand, the least price so far. Chapters where a page still fails
 * are run again with paragraphs a line shorter or longer. Time is linear in
 * the strips; where no lawful cut exists, the law bends at a price.
 */
#include "typeset/galley.h"

#include "base/banned.h"

#define COST_SHORT_LINE 100
#define COST_ONE_LINE_PAGE 100000
#define COST_SHORT_LAST_PAGE 2000
#define COST_SPLIT_NOTE 400
#define COST_LATE_NOTE 3000
#define COST_WORTH_VARIANTS 90
#define LAST_PAGE_LINES 3
#define FRONTIER_MOST 1024
#define ROUNDS_MOST 4
#define TRIES_A_PAGE 6
#define PAGES_BEFORE 3

/* One way of having filled the page in hand. */
struct entry {
	int used;                     /* quarters of text */
	int ink;                      /* of these, to the last ink */
	int notes;                    /* note lines on this page */
	int carry;                    /* note lines left for the next */
	uint32_t page;                /* index of its struct start */
	uint32_t taken;               /* 1 + index of the last struct taken */
	int64_t cost;
};

/* A page that begins with a strip, and how the page before it ended. */
struct start {
	uint32_t strip;
	struct entry before;
	int64_t cost;
};

struct taken {
	uint32_t choice, previous;
	int alternative;
};

struct frontier {
	struct entry at[FRONTIER_MOST];
	size_t count;
};

struct cutter {
	struct galley *g;
	struct arena *arena;
	struct frontier frontier;
	LIST(struct start) starts;
	LIST(struct taken) taken;
};

int cut_strip_quarters(const struct galley *g, const struct strip *strip,
		   bool is_top, int used)
{
	switch (strip->kind) {
	case STRIP_BLANK:
		return is_top ? 0 : strip->quarters;
	case STRIP_SNAP: {
		int end = used + strip->quarters + QUARTERS - 1;
		return end - end % QUARTERS - used;
	}
	case STRIP_LINE: case STRIP_GROUP:
		break;
	}
	if (!is_top)
		return strip->quarters;
	int head = 0;
	if (strip->frame && !strip->is_head)
		head = g->frames.at[strip->frame - 1].head_quarters;
	return strip->quarters - strip->top_drop + head;
}

int64_t cut_foot_cost(const struct galley *g, int ink, int note_lines)
{
	int64_t missing = (g->capacity - ink -
			   galley_note_area(g, note_lines)) / QUARTERS;
	return missing > 0 ? missing * missing * COST_SHORT_LINE : 0;
}

int64_t cut_last_page_cost(const struct galley *g, int ink)
{
	int lines = ink / QUARTERS;
	if (g->capacity < 8 * QUARTERS || lines >= LAST_PAGE_LINES)
		return 0;
	return lines <= 1 ? COST_ONE_LINE_PAGE : COST_SHORT_LAST_PAGE;
}

static int room_for_notes(const struct galley *g, const struct entry *e)
{
	return (g->capacity - e->used - g->note_gap) / g->note_quarters -
	       e->notes;
}

/* The mark stands on this page; as much of the note as fits goes with it,
 * at least two lines, and two are left for the next page. */
static bool split_notes(const struct galley *g, struct entry *e, int lines,
			bool is_forced)
{
	if (e->carry > 0) {
		e->carry += lines;
		e->cost += COST_LATE_NOTE;
		return true;
	}
	int room = room_for_notes(g, e);
	int most = lines > 3 ? lines - 2 : 0;
	int here = room < most ? room : most;
	if (here < 2 && !is_forced)
		return false;
	here = here > 0 ? here : 0;
	e->notes += here;
	e->carry = lines - here;
	e->cost += COST_SPLIT_NOTE;
	return true;
}

/* Adds a strip to the page in hand; false: it does not fit. */
static bool advance(const struct galley *g, struct entry *e,
		    const struct strip *strip, bool is_forced)
{
	bool is_top = e->ink == 0;
	int limit = g->capacity - galley_note_area(g, e->notes);
	int used = e->used + cut_strip_quarters(g, strip, is_top, e->used);
	if (strip->kind == STRIP_BLANK || strip->kind == STRIP_SNAP) {
		e->used = used < limit ? used : limit;
		if (strip->kind == STRIP_SNAP)
			e->ink = e->used;
		return true;
	}
	if (strip->opens_page && !is_top)
		return false;
	if (used > limit && !(is_forced && is_top))
		return false;
	e->used = e->ink = used < limit ? used : limit;
	int lines = (int)strip->note_lines;
	if (lines == 0)
		return true;
	if (e->carry == 0 && lines <= room_for_notes(g, e)) {
		e->notes += lines;
		return true;
	}
	return split_notes(g, e, lines, is_forced && is_top);
}

static void take_carry(const struct galley *g, struct entry *e)
{
	int keep = g->capacity / 2 < 3 * QUARTERS ? g->capacity / 2
						  : 3 * QUARTERS;
	int most = (g->capacity - g->note_gap - keep) / g->note_quarters;
	most = most > 0 ? most : 1;
	e->notes = e->carry < most ? e->carry : most;
	e->carry -= e->notes;
}

/* Same state, less cost wins. */
static void join_entry(struct frontier *f, struct entry e)
{
	for (size_t i = f->count; i > 0; i--) {
		struct entry *old = &f->at[i - 1];
		if (old->used != e.used || old->ink != e.ink ||
		    old->notes != e.notes || old->carry != e.carry)
			continue;
		if (e.cost < old->cost)
			*old = e;
		return;
	}
	if (f->count < FRONTIER_MOST)
		f->at[f->count++] = e;
}

static void start_page(struct cutter *c, const struct entry *before,
		       uint32_t strip, int64_t cost)
{
	struct entry e = {.carry = before->carry, .taken = before->taken,
			  .page = (uint32_t)c->starts.count, .cost = cost};
	take_carry(c->g, &e);
	struct start start = {strip, *before, cost};
	list_push(c->arena, &c->starts, start);
	if (c->frontier.count < FRONTIER_MOST)
		c->frontier.at[c->frontier.count++] = e;
}

/* The best entry to end a page with; all that carry lines of a note are
 * worth less than any that does not, so one is enough. */
static const struct entry *best_end(const struct cutter *c, int64_t *cost)
{
	const struct entry *best = NULL;
	for (size_t i = 0; i < c->frontier.count; i++) {
		const struct entry *e = &c->frontier.at[i];
		if (e->ink == 0)
			continue;
		int64_t total = e->cost + e->carry * COST_SHORT_LINE +
				cut_foot_cost(c->g, e->ink, e->notes);
		if (!best || total < *cost) {
			best = e;
			*cost = total;
		}
	}
	return best;
}

static void advance_all(struct cutter *c, const struct strip *strip)
{
	struct frontier *f = &c->frontier;
	size_t kept = 0;
	for (size_t i = 0; i < f->count; i++) {
		struct entry e = f->at[i];
		if (advance(c->g, &e, strip, false))
			f->at[kept++] = e;
	}
	f->count = kept;
}

/* No lawful way is left: a page ends here all the same, and a strip larger
 * than a page fills one. */
static void force(struct cutter *c, struct entry before, bool has_before,
		  const struct strip *strip, uint32_t number)
{
	if (has_before)
		start_page(c, &before, number, before.cost + BREAK_FORBIDDEN +
			   cut_foot_cost(c->g, before.ink, before.notes));
	else
		c->frontier.at[c->frontier.count++] = before;
	struct entry *e = &c->frontier.at[c->frontier.count - 1];
	advance(c->g, e, strip, true);
}

static void step(struct cutter *c, uint32_t number, bool may_break)
{
	const struct strip *strip = &c->g->strips.at[number];
	int64_t cost = 0;
	const struct entry *end = best_end(c, &cost);
	bool has_end = end != NULL;
	struct entry before = has_end ? *end : c->frontier.at[0];
	if (has_end && may_break && strip->break_cost < BREAK_FORBIDDEN)
		start_page(c, &before, number, cost + strip->break_cost);
	advance_all(c, strip);
	if (c->frontier.count == 0)
		force(c, before, has_end, strip, number);
}

static void run_strips(struct cutter *c, uint32_t first, uint32_t count,
		       bool may_break)
{
	for (uint32_t i = 0; i < count; i++)
		step(c, first + i, may_break || i > 0);
}

static void take(struct cutter *c, uint32_t choice, int alternative, int cost)
{
	for (size_t i = 0; i < c->frontier.count; i++) {
		struct entry *e = &c->frontier.at[i];
		struct taken taken = {choice, e->taken, alternative};
		list_push(c->arena, &c->taken, taken);
		e->taken = (uint32_t)c->taken.count;
		e->cost += cost;
	}
}

static void copy_frontier(struct frontier *to, const struct frontier *from)
{
	memcpy(to->at, from->at, from->count * sizeof *from->at);
	to->count = from->count;
}

/* Each setting of the paragraph from the same frontier; then the best of
 * all for every state. */
static void run_choice(struct cutter *c, uint32_t number,
		       struct frontier *scratch)
{
	const struct choice *choice = &c->g->choices.at[number];
	struct frontier *before = &scratch[0], *joined = &scratch[1];
	copy_frontier(before, &c->frontier);
	run_strips(c, choice->first, choice->count, true);
	copy_frontier(joined, &c->frontier);
	for (int k = 0; k < (int)choice->others.count; k++) {
		const struct alternative *alternative = &choice->others.at[k];
		copy_frontier(&c->frontier, before);
		take(c, number, k, alternative->cost);
		run_strips(c, alternative->first, alternative->count, true);
		for (size_t i = 0; i < c->frontier.count; i++)
			join_entry(joined, c->frontier.at[i]);
	}
	copy_frontier(&c->frontier, joined);
}

static struct entry best_last(const struct cutter *c)
{
	struct entry best = {0};
	int64_t least = INT64_MAX;
	for (size_t i = 0; i < c->frontier.count; i++) {
		struct entry e = c->frontier.at[i];
		if (e.page > 0)
			e.cost += cut_last_page_cost(c->g, e.ink);
		e.cost += e.carry * COST_SHORT_LINE;
		if (e.cost < least) {
			least = e.cost;
			best = e;
		}
	}
	return best;
}

static void run_galley(struct cutter *c)
{
	const struct galley *g = c->g;
	struct frontier *scratch = arena_array(c->arena, struct frontier, 2);
	list_push(c->arena, &c->starts, (struct start){0});
	c->frontier.at[c->frontier.count++] = (struct entry){0};
	uint32_t strip = 0;
	for (uint32_t k = 0; k < g->choices.count; k++) {
		const struct choice *choice = &g->choices.at[k];
		/* One that a figure's choice has gone over is settled. */
		if (choice->others.count == 0 || choice->first < strip)
			continue;
		run_strips(c, strip, choice->first - strip, true);
		run_choice(c, k, scratch);
		strip = choice->first + choice->count;
	}
	run_strips(c, strip, g->strip_count - strip, true);
}

/* All strips in the order they are shown, alternatives put in. */
static uint32_t *chosen_strips(const struct cutter *c, uint32_t taken,
			       size_t *count)
{
	const struct galley *g = c->g;
	int *chosen = arena_array(c->arena, int, g->choices.count + 1);
	for (; taken; taken = c->taken.at[taken - 1].previous)
		chosen[c->taken.at[taken - 1].choice] =
			1 + c->taken.at[taken - 1].alternative;
	uint32_t *strips = arena_array(c->arena, uint32_t, g->strips.count);
	uint32_t strip = 0;
	for (size_t k = 0; k < g->choices.count; k++) {
		const struct choice *choice = &g->choices.at[k];
		if (!chosen[k])
			continue;
		const struct alternative *other =
			&choice->others.at[chosen[k] - 1];
		while (strip < choice->first)
			strips[(*count)++] = strip++;
		for (uint32_t i = 0; i < other->count; i++)
			strips[(*count)++] = other->first + i;
		strip += choice->count;
	}
	while (strip < g->strip_count)
		strips[(*count)++] = strip++;
	return strips;
}

static void push_note_pages(const struct cutter *c, struct cut_pages *out,
			    int carry)
{
	int most = (c->g->capacity - c->g->note_gap) / c->g->note_quarters;
	most = most > 0 ? most : 1;
	for (; carry > 0; carry -= most) {
		struct cut_page page = {
			.note_lines = carry < most ? carry : most};
		list_push(c->arena, &out->list, page);
	}
}

static void write_pages(const struct cutter *c, struct entry last,
			struct cut_pages *out)
{
	size_t count = 0;
	uint32_t *strips = chosen_strips(c, last.taken, &count);
	size_t pages = 0;
	for (uint32_t p = last.page; p; p = c->starts.at[p].before.page)
		pages++;
	struct cut_page *list = arena_array(c->arena, struct cut_page,
					    pages + 1);
	struct entry end = last;
	int64_t end_cost = last.cost;
	size_t to = count;
	for (size_t i = pages + 1; i-- > 0;) {
		const struct start *start = &c->starts.at[end.page];
		size_t from = i > 0 && to > 0 ? to - 1 : 0;
		while (from > 0 && strips[from] != start->strip)
			from--;
		list[i] = (struct cut_page){
			.strips = strips + from, .count = to - from,
			.note_lines = end.notes, .cost = end_cost - start->cost,
		};
		to = from;
		end = start->before;
		end_cost = start->cost;
	}
	for (size_t i = 0; i <= pages; i++)
		list_push(c->arena, &out->list, list[i]);
	push_note_pages(c, out, last.carry);
}

void cut_once(struct galley *g, struct arena *a, struct cut_pages *out)
{
	*out = (struct cut_pages){0};
	if (g->strip_count == 0)
		return;
	struct cutter *c = arena_new(a, struct cutter);
	c->g = g;
	c->arena = a;
	run_galley(c);
	struct entry last = best_last(c);
	out->cost = last.cost;
	write_pages(c, last, out);
}

/* The last choice that begins at or before a strip, plus one. */
static size_t choices_until(const struct galley *g, uint32_t strip)
{
	size_t low = 0, high = g->choices.count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (g->choices.at[middle].first <= strip)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Alternatives for what stands on a page, the nearest to its foot first. */
static bool try_page(struct galley *g, const struct cut_page *page)
{
	uint32_t low = UINT32_MAX, high = 0;
	for (size_t i = 0; i < page->count; i++) {
		uint32_t strip = page->strips[i];
		if (strip >= g->strip_count)
			continue;
		low = strip < low ? strip : low;
		high = strip > high ? strip : high;
	}
	bool is_won = false;
	int tries = 0;
	for (size_t k = choices_until(g, high); k > 0; k--) {
		struct choice *choice = &g->choices.at[k - 1];
		if (choice->first + choice->count <= low ||
		    tries == TRIES_A_PAGE)
			break;
		if (choice->is_tried)
			continue;
		is_won |= galley_try_variants(g, choice);
		tries++;
	}
	return is_won;
}

/* A line won on an earlier page moves all that follow. */
static bool try_around(struct galley *g, const struct cut_pages *cuts,
		       size_t page)
{
	bool is_won = false;
	size_t first = page > PAGES_BEFORE ? page - PAGES_BEFORE : 0;
	for (size_t i = first; i <= page + 1 && i < cuts->list.count; i++)
		is_won |= try_page(g, &cuts->list.at[i]);
	return is_won;
}

void cut_galley(struct galley *g, struct arena *a, struct cut_pages *out)
{
	for (int round = 0;; round++) {
		struct arena_mark mark = arena_mark(a);
		cut_once(g, a, out);
		if (round == ROUNDS_MOST)
			return;
		bool is_won = false;
		for (size_t i = 0; i < out->list.count; i++) {
			if (out->list.at[i].cost < COST_WORTH_VARIANTS)
				continue;
			is_won |= try_around(g, out, i);
		}
		if (!is_won)
			return;
		arena_rewind(a, mark);
	}
}
