/* Chapters' pages -> the book: cover, title page, colophon and contents
 * before them, folios and running heads on them, labels, bookmarks, anchors
 * and page marks along with them (clreq 4; R16).
 *
 * The body counts from 1 on a recto and what stands before it has roman
 * numbers of its own, so nothing set late can move what was numbered early.
 * Chapters give up their item lists; no glyph is copied.
 */
#include "typeset/join.h"

#include "book/numeral.h"
#include "book/wording.h"

#include "base/banned.h"

#define BOOKMARK_DEPTH 6

struct join {
	struct folder folder;
	struct set_chapter *sets;
	struct print *out;
	struct setter setter;
	struct set_pictures pictures;
	struct book book;             /* with the notes behind it */
	struct arena scratch;
	uint32_t *start;              /* of each chapter in its own sequence */
	struct leaves colophon, contents;
	struct outline outline;
	uint32_t front_count;         /* roman pages, the padding too */
	uint32_t contents_start;      /* in the roman sequence, from 0 */
	uint32_t body_count;
	bool has_cover;
	struct margins margins;
	struct digits digits;
	str part;                     /* whose chapters are being pushed */
};

str chapter_anchor(struct arena *a, size_t chapter)
{
	return arena_format(a, "~%zu", chapter);
}

static bool is_front(const struct chapter *chapter)
{
	return chapter->role == CHAPTER_FRONT;
}

/* Parts and, when the layout says so, chapters open on a right-hand page. */
static bool opens_recto(const struct join *j, size_t chapter)
{
	const struct chapter *at = j->folder.book->chapters[chapter];
	return j->folder.layout->opens_right || at->role == CHAPTER_PART ||
	       (chapter > 0 &&
		j->folder.book->chapters[chapter - 1]->role == CHAPTER_PART);
}

static uint32_t to_even(uint32_t count)
{
	return count + count % 2;
}

/* Where each chapter begins in its sequence; the sequence's length. */
static uint32_t number_chapters(struct join *j, bool front, uint32_t from)
{
	uint32_t page = from;
	bool is_first = true;
	for (size_t i = 0; i < j->folder.book->chapter_count; i++) {
		if (is_front(j->folder.book->chapters[i]) != front)
			continue;
		if (is_first || opens_recto(j, i))
			page = to_even(page);
		is_first = false;
		j->start[i] = page;
		page += (uint32_t)j->sets[i].pages.count;
	}
	return page;
}

/* 一二三 is 123; pages before the body count by themselves: 前三. */
static str han_label(struct join *j, bool front, uint32_t page)
{
	str number = chinese_digits((int)page + 1, j->folder.arena);
	return front ? arena_join(j->folder.arena, STR("前"), number) : number;
}

static str page_label(struct join *j, bool front, uint32_t page)
{
	if (j->folder.layout->is_vertical)
		return han_label(j, front, page);
	if (front)
		return roman_numeral((int)page + 1, j->folder.arena);
	return arena_format(j->folder.arena, "%u", page + 1);
}

static void set_contents(struct join *j)
{
	struct folder *f = &j->folder;
	if (f->book->contents_depth < 1)
		return;
	outline_make(f->book, f->book->contents_depth - 1, f->arena,
		     &j->outline);
	if (j->outline.entries.count == 0)
		return;
	str *labels = arena_array(f->arena, str, j->outline.entries.count);
	for (size_t i = 0; i < j->outline.entries.count; i++) {
		const struct outline_entry *entry = &j->outline.entries.at[i];
		const struct set_heading *at = set_chapter_heading(
			&j->sets[entry->chapter], entry->block);
		bool front = is_front(f->book->chapters[entry->chapter]);
		uint32_t page = j->start[entry->chapter] + (at ? at->page : 0);
		labels[i] = folio_text(f, page + 1,
				       page_label(j, front, page));
	}
	struct contents_request request = {&j->outline, labels};
	make_contents(f, &request, &j->contents);
}

static uint32_t count_book(const struct book *book)
{
	uint32_t characters = 0;
	for (size_t i = 0; i < book->chapter_count; i++)
		characters += book->chapters[i]->character_count;
	return characters;
}

/* The colophon tells how many pages there are, itself among them: set with
 * any number first, then with the true one. */
static void plan_pages(struct join *j)
{
	struct folder *f = &j->folder;
	struct colophon_numbers numbers = {100, count_book(f->book)};
	make_colophon(f, &numbers, &j->colophon);
	uint32_t page = 1 + (uint32_t)j->colophon.list.count;
	page = number_chapters(j, true, page);
	j->body_count = number_chapters(j, false, 0);
	set_contents(j);
	j->contents_start = to_even(page);
	if (j->contents.list.count)
		page = j->contents_start + (uint32_t)j->contents.list.count;
	j->front_count = to_even(page);
	j->has_cover = true;
	numbers.pages = j->front_count + j->body_count + 2 * j->has_cover;
	j->colophon = (struct leaves){0};
	make_colophon(f, &numbers, &j->colophon);
}

static enum page_side next_side(const struct join *j)
{
	return j->out->pages.list.count % 2 ? SIDE_VERSO : SIDE_RECTO;
}

static void push_page(struct join *j, struct page page, str label,
		      uint32_t pictures)
{
	const struct layout *layout = j->folder.layout;
	enum page_side side = next_side(j);
	page.label = label;
	furniture_shift(&page, layout, side, pictures);
	list_push(j->folder.arena, &j->out->pages.list, page);
}

static void push_blanks(struct join *j, bool front, uint32_t *page,
			uint32_t until)
{
	while (*page < until) {
		struct page blank = area_page(j->folder.layout);
		blank.is_blank = true;
		push_page(j, blank, page_label(j, front, *page), 0);
		++*page;
	}
}

static void push_anchors(struct join *j, const struct set_chapter *set,
			 uint32_t first)
{
	list_reserve(j->folder.arena, &j->out->pages.anchors,
		     j->out->pages.anchors.count + set->anchors.count);
	for (size_t i = 0; i < set->anchors.count; i++) {
		struct anchor anchor = set->anchors.at[i];
		anchor.page += first;
		list_push(j->folder.arena, &j->out->pages.anchors, anchor);
	}
}

static uint32_t push_pictures(struct join *j, const struct set_chapter *set)
{
	uint32_t first = (uint32_t)j->out->pages.pictures.count;
	for (size_t i = 0; i < set->pictures.count; i++)
		list_push(j->folder.arena, &j->out->pages.pictures,
			  set->pictures.at[i]);
	return first;
}

static bool is_later(struct position a, struct position b)
{
	return a.block > b.block || (a.block == b.block && a.offset > b.offset);
}

/* A page that begins no new text (a note's end) has no mark; a chapter of a
 * title alone, as a part is, has one before any block. */
static void push_mark(struct join *j, size_t chapter, size_t page, str label)
{
	struct position at = j->sets[chapter].starts.at[page];
	struct page_marks *marks = &j->out->marks[chapter];
	if (page > 0 && (at.block == 0 ||
			 (marks->count > 0 &&
			  !is_later(at, marks->at[marks->count - 1].at))))
		return;
	marks->at[marks->count++] = (struct page_mark){at, label};
}

/* What @page may call string(chapter). */
static str chapter_head(struct join *j, const struct chapter *chapter)
{
	if (!str_is_empty(chapter->short_title))
		return chapter->short_title;
	return outline_text(chapter->label, chapter->title, j->folder.arena);
}

/* Of the last page that was pushed. */
static void stamp(struct join *j, bool is_first, bool front, uint32_t number,
		  const struct block *section)
{
	struct page *page =
		&j->out->pages.list.at[j->out->pages.list.count - 1];
	struct page_stamp stamp = {
		.side = j->out->pages.list.count % 2 ? SIDE_RECTO : SIDE_VERSO,
		.is_first = is_first, .label = page->label,
		.number = number + 1, .section = section,
		.pages = front ? j->front_count : j->body_count,
	};
	margins_stamp(&j->folder, &j->margins, page, &stamp);
}

/* The first section that begins on the page, else the one begun before; as
 * CSS has it of string(). *next: the heading to look at first. */
static const struct block *section_of(const struct set_chapter *set,
				      uint32_t page, size_t *next,
				      const struct block *before)
{
	bool is_found = false;
	for (; *next < set->headings.count &&
	       set->headings.at[*next].page <= page; ++*next) {
		const struct block *block = set->headings.at[*next].block;
		if (!block || block->as.heading.level != 1 ||
		    block->as.heading.is_run_in || is_found)
			continue;
		before = block;
		is_found = true;
	}
	return before;
}

/* Part pages have nothing in their margins. */
static void push_chapter_pages(struct join *j, size_t number,
			       uint32_t pictures)
{
	const struct chapter *chapter = j->folder.book->chapters[number];
	const struct set_chapter *set = &j->sets[number];
	const struct block *section = NULL;
	bool front = is_front(chapter);
	size_t next = 0;
	for (uint32_t i = 0; i < set->pages.count; i++) {
		uint32_t count = j->start[number] + i;
		str label = page_label(j, front, count);
		push_page(j, set->pages.at[i], label, pictures);
		push_mark(j, number, i, label);
		section = section_of(set, i, &next, section);
		if (chapter->role != CHAPTER_PART)
			stamp(j, i == 0, front, count, section);
	}
}

static void push_chapter(struct join *j, size_t number)
{
	const struct chapter *chapter = j->folder.book->chapters[number];
	struct set_chapter *set = &j->sets[number];
	uint32_t first = (uint32_t)j->out->pages.list.count;
	uint32_t pictures = push_pictures(j, set);
	bool front = is_front(chapter);
	if (chapter->role == CHAPTER_PART)
		j->part = chapter_head(j, chapter);
	margins_turn(&j->margins, front ? STR_NONE : j->part,
		     chapter_head(j, chapter));
	j->out->first_page[number] = first;
	j->out->marks[number].at = arena_array(
		j->folder.arena, struct page_mark, set->pages.count);
	push_anchors(j, set, first);
	struct anchor own = {chapter_anchor(j->folder.arena, number), first,
			     j->folder.layout->head};
	list_push(j->folder.arena, &j->out->pages.anchors, own);
	push_chapter_pages(j, number, pictures);
	stamp_numbers(&j->folder, &j->digits, set, first, &j->out->pages);
}

static void push_chapters(struct join *j, bool front, uint32_t *page)
{
	for (size_t i = 0; i < j->folder.book->chapter_count; i++) {
		if (is_front(j->folder.book->chapters[i]) != front)
			continue;
		push_blanks(j, front, page, j->start[i]);
		push_chapter(j, i);
		*page += (uint32_t)j->sets[i].pages.count;
	}
}

static void push_cover(struct join *j)
{
	struct page page;
	const struct asset *picture = NULL;
	str lang = j->setter.lang;
	make_cover(&j->folder, &page, &picture);
	uint32_t index = (uint32_t)j->out->pages.pictures.count;
	if (picture)
		list_push(j->folder.arena, &j->out->pages.pictures,
			  (struct page_picture){picture->bytes,
				picture->media_type, picture->width,
				picture->height});
	push_page(j, page, wording(WORD_COVER, lang), index);
	struct page blank = area_page(j->folder.layout);
	blank.is_blank = true;
	push_page(j, blank, STR_NONE, 0);
}

static void push_contents(struct join *j, uint32_t *page)
{
	if (j->contents.list.count == 0)
		return;
	push_blanks(j, true, page, j->contents_start);
	str title = j->folder.book->contents_title;
	if (str_is_empty(title))
		title = wording(WORD_CONTENTS, j->setter.lang);
	margins_turn(&j->margins, STR_NONE, title);
	struct bookmark bookmark = {title, 1,
		(uint32_t)j->out->pages.list.count, j->folder.layout->head};
	list_push(j->folder.arena, &j->out->pages.bookmarks, bookmark);
	for (size_t i = 0; i < j->contents.list.count; i++) {
		push_page(j, j->contents.list.at[i],
			  page_label(j, true, *page), 0);
		stamp(j, i == 0, true, *page, NULL);
		++*page;
	}
}

static void push_front(struct join *j)
{
	uint32_t page = 0;
	struct page title;
	push_cover(j);
	make_title_page(&j->folder, &title);
	push_page(j, title, page_label(j, true, page++), 0);
	for (size_t i = 0; i < j->colophon.list.count; i++)
		push_page(j, j->colophon.list.at[i],
			  page_label(j, true, page++), 0);
	push_chapters(j, true, &page);
	push_contents(j, &page);
	push_blanks(j, true, &page, j->front_count);
}

static void push_bookmarks(struct join *j)
{
	struct outline all = {0};
	struct pages *pages = &j->out->pages;
	outline_make(j->folder.book, BOOKMARK_DEPTH, j->folder.arena, &all);
	for (size_t i = 0; i < all.entries.count; i++) {
		const struct outline_entry *entry = &all.entries.at[i];
		const struct set_heading *at = set_chapter_heading(
			&j->sets[entry->chapter], entry->block);
		struct bookmark bookmark = {
			.title = outline_text(entry->label, entry->title,
					      j->folder.arena),
			.depth = entry->depth,
			.page = j->out->first_page[entry->chapter] +
				(at ? at->page : 0),
			.y = at ? at->y : 0,
		};
		if (str_is_empty(bookmark.title))
			bookmark.title = wording(WORD_UNTITLED,
						 j->setter.lang);
		if (bookmark.page < pages->list.count)
			list_push(j->folder.arena, &pages->bookmarks, bookmark);
	}
}

/* A vertical book is read from right to left. Its headings all begin at the
 * head of a line, and so their places on the screen at the head of a page. */
static void turn_pages(struct join *j)
{
	struct pages *pages = &j->out->pages;
	pages->binds_right = true;
	for (size_t i = 0; i < pages->list.count; i++)
		turn_page(&pages->list.at[i]);
	for (size_t i = 0; i < pages->anchors.count; i++)
		pages->anchors.at[i].y = 0;
	for (size_t i = 0; i < pages->bookmarks.count; i++)
		pages->bookmarks.at[i].y = 0;
}

static void describe(struct join *j)
{
	const struct meta *meta = &j->folder.book->meta;
	struct document_info *info = &j->out->pages.info;
	struct buf authors;
	buf_init(&authors, j->folder.arena, BUF_NO_MAXIMUM);
	for (size_t i = 0; i < meta->contributors.count; i++) {
		if (authors.len)
			buf_add(&authors, STR("；"));
		buf_add(&authors, meta->contributors.at[i].name);
	}
	info->title = meta->title;
	info->author = buf_str(&authors);
	info->subject = meta->subject;
	info->lang = j->setter.lang;
	info->date = meta->date;
}

static void start_join(struct join *j, const struct typeset_request *request,
		       struct arena *a, struct diag *d)
{
	j->pictures.arena = a;
	j->book = *request->book;
	j->setter = (struct setter){
		.request = request, .faces = request->faces,
		.styles = request->styles, .layout = request->layout,
		.hyphenator = request->hyphenator,
		.arena = a, .scratch = &j->scratch, .diag = d,
		.lang = request->layout->lang, .pictures = &j->pictures,
	};
	j->folder = (struct folder){
		.setter = &j->setter, .book = &j->book,
		.layout = request->layout, .size_name = request->size_name,
		.arena = a,
	};
	add_endnotes(&j->setter, &j->book, &j->sets);
	size_t chapters = j->book.chapter_count;
	j->start = arena_array(a, uint32_t, chapters + 1);
	j->out->marks = arena_array(a, struct page_marks, chapters + 1);
	j->out->first_page = arena_array(a, uint32_t, chapters + 1);
}

bool typeset_join(const struct typeset_request *request,
		  struct set_chapter *sets, struct arena *a, struct diag *d,
		  struct print *out)
{
	*out = (struct print){0};
	struct join j = {.sets = sets, .out = out};
	arena_init(&j.scratch);
	start_join(&j, request, a, d);
	plan_pages(&j);
	margins_start(&j.folder, &j.margins);
	digits_start(&j.folder, &j.digits);
	push_front(&j);
	uint32_t page = 0;
	push_chapters(&j, false, &page);
	push_bookmarks(&j);
	if (request->layout->is_vertical)
		turn_pages(&j);
	describe(&j);
	out->sheet_count = (out->pages.list.count + 1) / 2;
	arena_free(&j.scratch);
	return !diag_failed(d);
}
