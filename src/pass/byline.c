/* The lines at the head and foot of a text that are about the text: title,
 * author, source, date, abstract. They become the chapter's metadata and
 * leave the body. Which lines are the title is found in headline.c; what
 * stands above a title that was found twice over is furniture.
 */
#include "base/date.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "pass/head.h"
#include "pass/target.h"

#include "base/banned.h"

#define MOST_LOOKS 4
#define LEAST_MENU 6            /* lines above the title */
#define LEAST_MENU_BELOW 4
#define LONGEST_MENU_LINE 12    /* characters */
#define LONGEST_LINE 1500       /* bytes */
#define LONGEST_SITE 16         /* characters */
#define LONGEST_LETTERHEAD 30

/* The line with a blank where its phrases meet: pages set them apart by
 * white that is no text. */
static bool read_line(struct head *head, const struct sight *sight,
		      struct facts *facts)
{
	struct work *work = head->work;
	const struct phrase *text = sight->block->text;
	bool has_parts = text && (text->next || text->child) &&
			 sight->text.len <= LONGEST_LINE;
	return facts_read(work, has_parts ? parted_text(work, sight->block)
					  : sight->text, facts);
}

bool head_is_abstract(struct head *head, size_t i)
{
	struct facts facts;
	struct sight *sight = head_sight(head, i);
	return !sight->is_gone && read_line(head, sight, &facts) &&
	       facts.summary.len;
}

bool head_is_facts(struct head *head, size_t i)
{
	struct facts facts;
	struct sight *sight = head_sight(head, i);
	return !sight->is_gone && sight->characters > 0 &&
	       read_line(head, sight, &facts);
}

/* The head ends at the second paragraph of prose: the first may be an
 * abstract. */
static size_t find_end(struct head *head)
{
	size_t prose = 0, i;
	for (i = 0; i < head->sights.list.count; i++) {
		prose += !head_sight(head, i)->is_gone &&
			 sight_is_prose(head_sight(head, i)) &&
			 !head_is_facts(head, i);
		if (prose == 2 || (prose == 0 && i > 400) ||
		    (prose == 1 && i > LONGEST_HEAD))
			break;
	}
	return i;
}

/* Title and first words, cut off with dots: a list's view of the page. */
static void drop_teaser(struct head *head)
{
	static const char *const dots[] = {"......", "...", "……", "…"};
	if (head->sights.list.count < 3)
		return;
	struct sight *first = head_sight(head, 0);
	str text = first->text, whole = STR_NONE;
	for (size_t i = 0; i < 4 && !whole.len; i++)
		if (str_ends(text, str_of(dots[i])))
			whole = str_cut(text, 0,
					text.len - strlen(dots[i]));
	for (size_t i = 1; i < 7 && i < head->sights.list.count; i++) {
		str next = head_sight(head, i)->text;
		if (!whole.len)
			return;
		if (loose_prefix(next, whole)) {
			drop_sight(head->work, first, "byline/teaser");
			return;
		}
		whole = str_from(whole, loose_prefix(whole, next));
	}
}

/* 某某人民政府文件, over the paper's number: what the paper is printed on. */
static void drop_letterhead(struct head *head)
{
	for (size_t i = 0; i + 1 < head->end && i < LEAST_MENU; i++) {
		struct sight *sight = head_sight(head, i);
		if (sight->is_gone || !sight->characters)
			continue;
		size_t next = i + 1;
		while (next < head->end && !head_sight(head, next)->characters)
			next++;
		if (sight->characters <= LONGEST_LETTERHEAD &&
		    str_ends(sight->words, STR("文件")) && next < head->end &&
		    is_paper_number(head_sight(head, next)->words))
			drop_sight(head->work, sight, "byline/letterhead");
		return;
	}
}

/* The title said again above the text. */
static void drop_doubles(struct head *head, str title)
{
	for (size_t i = 0; i < head->end; i++) {
		struct sight *sight = head_sight(head, i);
		if (!sight->is_gone && sight->characters &&
		    str_equal_loosely(sight->text, title))
			drop_sight(head->work, sight, "byline/doubled-title");
	}
}

static bool is_menu_line(const struct sight *sight)
{
	return !sight->is_figure && sight->characters > 0 &&
	       sight->characters <= LONGEST_MENU_LINE &&
	       sight->ending == ENDS_OPEN && !sight->stops &&
	       sight->block->kind == BLOCK_PARAGRAPH;
}

/* The rest of a menu that began above the title. */
static void drop_menu_below(struct head *head)
{
	size_t above = 0, end = head->title_end, solid = 0;
	for (size_t i = 0; i < head->title; i++)
		above += is_menu_line(head_sight(head, i));
	for (; end < head->sights.list.count; end++) {
		struct sight *sight = head_sight(head, end);
		if (!sight->is_gone && !is_menu_line(sight))
			break;
		solid += !sight->is_gone;
	}
	if (above < LEAST_MENU || solid < LEAST_MENU_BELOW ||
	    head->work->chapter->format != FORMAT_TEXT)
		return;
	for (size_t i = head->title_end; i < end; i++)
		if (!head_is_facts(head, i))
			drop_sight(head->work, head_sight(head, i),
				   "byline/menu");
}

static struct block *text_below_title(struct head *head)
{
	for (size_t i = head->title_end; i < head->sights.list.count; i++)
		if (!head_sight(head, i)->is_gone &&
		    head_sight(head, i)->block->text)
			return head_sight(head, i)->block;
	return NULL;
}

/* 2012年10月15日 星期一 above a post's title. */
static void note_day(struct head *head, const struct sight *sight)
{
	struct facts facts;
	bool is_day = !sight->linked &&
		      facts_read(head->work, sight->text, &facts) &&
		      facts.date.len && !facts.labels && !facts.rest;
	head->day_above = is_day ? arena_copy(head->work->a, facts.date)
				 : STR_NONE;
}

static void drop_title(struct head *head)
{
	struct work *work = head->work;
	str title = head_title(head);
	struct block *below = text_below_title(head);
	for (size_t i = head->title; i < head->title_end; i++) {
		if (below)
			target_hand_down(work, head_sight(head, i)->block,
					 below);
		drop_sight(work, head_sight(head, i), "byline/title");
	}
	head->end = find_end(head);
	drop_doubles(head, title);
	if (head->is_certain)
		drop_menu_below(head);
	for (size_t i = 0; i < head->title && head->is_certain; i++) {
		struct sight *sight = head_sight(head, i);
		if (sight->is_gone || absorb_cell(head, i) ||
		    (sight_is_prose(sight) && !head->is_below_notice))
			continue;
		note_day(head, sight);
		drop_sight(work, sight, "byline/above-title");
	}
}

/* What <title> says behind the title that the page shows: column and site,
 * the site last. */
static str site_behind(struct head *head, str name)
{
	struct work *work = head->work;
	str rest = str_from(name, loose_prefix(name, head_title(head)));
	str site = STR_NONE, before;
	if (rest.len == name.len || !head->is_certain ||
	    (work->chapter->format != FORMAT_HTML &&
	     work->chapter->format != FORMAT_TEXT))
		return STR_NONE;
	rest = str_cut(rest, 0, str_find(rest, STR("Powered by")));
	do {
		before = rest;
		rest = title_last_part(rest, &site);
	} while (site.len == 0 && rest.len < before.len);
	return utf8_count(site) <= LONGEST_SITE &&
		       text_ending(site) == ENDS_OPEN
		       ? site : STR_NONE;
}

static void settle_title(struct head *head, str name)
{
	struct work *work = head->work;
	struct chapter *chapter = work->chapter;
	str site = STR_NONE;
	if (name.len)
		chapter->title = title_mend(title_without_site(name, &site,
							       work->a),
					    work->a);
	if (is_site_name(site, work->scratch) && !chapter->source.len &&
	    chapter->format == FORMAT_HTML)
		chapter->source = site;
	if (!chapter->source.len)
		chapter->source = site_behind(head, name);
	if (head->title_end > head->title) {
		if (!name.len || head->is_certain)
			chapter->title = split_author(work,
						      head_title(head));
		drop_title(head);
	}
	if (work->context->fixed_title.len)
		chapter->title = work->context->fixed_title;
	if (name.len && !str_equal(name, chapter->title))
		ledger_changed(&chapter->ledger, STR("byline/title-name"), 0,
			       name, chapter->title);
}

/* A picture above a line of facts shows the author. */
static void drop_portraits(struct head *head, size_t facts_at)
{
	for (size_t i = facts_at; i-- > 0;) {
		struct sight *sight = head_sight(head, i);
		if (sight->is_figure && !sight->is_gone)
			drop_sight(head->work, sight, "byline/portrait");
		else if (!sight->is_gone)
			return;
	}
}

/* The lines stay in the text: they are part of the paper. */
static void absorb_official(struct head *head)
{
	struct chapter *chapter = head->work->chapter;
	str author = official_author(chapter->title, head->work->a), iso;
	if (author.len)
		chapter->author = author;
	for (size_t i = 0; i < head->end; i++) {
		struct sight *sight = head_sight(head, i);
		if (sight->is_gone || sight->characters == 0)
			continue;
		if (official_date(sight->text, &iso, head->work->a))
			chapter->date = iso;
		return;
	}
}

/* An abstract goes on over the lines that were cut from it. */
size_t head_abstract_end(struct head *head, size_t i)
{
	size_t end = i + 1;
	for (; end < head->sights.list.count && end < i + 20; end++) {
		struct sight *next = head_sight(head, end);
		if (head_sight(head, end - 1)->ending == ENDS_STOP ||
		    next->is_gone || next->is_after_blank || next->indent > 0 ||
		    head->work->chapter->format != FORMAT_TEXT ||
		    head_is_facts(head, end))
			break;
	}
	return end;
}

static void absorb_wrapped(struct head *head, size_t i, str *summary)
{
	struct work *work = head->work;
	size_t end = head_abstract_end(head, i);
	for (size_t k = i + 1; k < end; k++) {
		struct sight *next = head_sight(head, k);
		*summary = arena_join(work->a, *summary, next->text);
		drop_sight(work, next, "byline/abstract");
	}
}

/* 0: how many comments a button counts. */
static bool is_counter(struct head *head, const struct sight *sight)
{
	if (head->work->chapter->format != FORMAT_HTML ||
	    sight->block->kind != BLOCK_PARAGRAPH || sight->characters > 5)
		return false;
	for (size_t i = 0; i < sight->text.len; i++)
		if (sight->text.text[i] < '0' || sight->text.text[i] > '9')
			return false;
	return sight->text.len > 0;
}

static bool absorb_line(struct head *head, size_t i)
{
	struct sight *sight = head_sight(head, i);
	struct facts facts;
	if (absorb_cell(head, i))
		return true;
	if (head_is_of_meeting(head, i)) {
		struct chapter *chapter = head->work->chapter;
		if (!chapter->date.len && read_line(head, sight, &facts))
			chapter->date = arena_copy(head->work->a, facts.date);
		return true;
	}
	if (read_line(head, sight, &facts) &&
	    !head_is_one_of_dates(head, i, &facts)) {
		absorb_words(head->work, sight->block);
		/* A word left over is the source, unless it is known. */
		if (str_equal(facts.source, head->work->chapter->author))
			facts.source = STR_NONE;
		if (facts.summary.len)
			absorb_wrapped(head, i, &facts.summary);
		head_absorb(head, &facts);
		drop_portraits(head, i);
		drop_sight(head->work, sight,
			   facts.summary.len ? "byline/abstract"
					     : "byline/facts");
		return true;
	}
	if (sight_is_prose(sight))
		return false;
	if (i >= head->title_end &&
	    (is_ornament(sight) || is_counter(head, sight))) {
		drop_sight(head->work, sight, "boilerplate/ornament");
	} else if (absorb_words(head->work, sight->block) ||
		   absorb_name(head, i)) {
		drop_portraits(head, i);
		drop_sight(head->work, sight, "byline/facts");
	} else {
		head_absorb_bare_date(head, i);
	}
	return true;
}

/* 作者 | 某某 right below a lead paragraph: nothing but labels and names. */
static bool absorb_staff(struct head *head, size_t i, bool has_begun)
{
	struct sight *sight = head_sight(head, i);
	struct facts facts;
	if (!read_line(head, sight, &facts) || !facts.labels || facts.rest ||
	    facts.date.len || facts.summary.len || facts.title.len ||
	    !(facts.author.len || facts.source.len || has_begun))
		return false;
	head_absorb(head, &facts);
	drop_sight(head->work, sight, "byline/facts");
	return true;
}

static void absorb_lines(struct head *head)
{
	size_t i = 0;
	for (; i < head->end; i++) {
		struct sight *sight = head_sight(head, i);
		if (!sight->is_gone && sight->characters &&
		    !absorb_line(head, i))
			break;
	}
	bool has_begun = false;
	for (i++; i < head->end; i++) {
		struct sight *sight = head_sight(head, i);
		if (sight->is_gone || !sight->characters)
			continue;
		if (!absorb_staff(head, i, has_begun))
			return;
		has_begun = true;
	}
}

static void settle_date(struct work *work)
{
	str iso;
	if (date_read(work->chapter->date, &iso, work->a))
		work->chapter->date = iso;
}

/* A title that was found once is not looked for again. */
static bool has_found_title(const struct chapter *chapter)
{
	for (size_t i = 0; i < chapter->ledger.entries.count; i++)
		if (str_equal(chapter->ledger.entries.at[i].rule,
			      STR("byline/title")))
			return true;
	return false;
}

/* true: lines went, so a title that was not found may now show. */
static bool look(struct work *work)
{
	struct head head = {.work = work, .day_above = STR_NONE};
	str name = work->chapter->title;
	size_t entries = work->chapter->ledger.entries.count;
	sights_take(work, &head.sights);
	drop_teaser(&head);
	head.end = find_end(&head);
	drop_letterhead(&head);
	if (!name.len)
		name = labelled_title(&head);
	if (!has_found_title(work->chapter)) {
		if (!name.len)
			name = take_page_name(&head);
		head_find_title(&head, name);
	}
	settle_title(&head, name);
	absorb_lines(&head);
	absorb_official(&head);
	head_absorb_foot(&head);
	head_absorb_dateline(&head);
	if (!work->chapter->date.len)
		work->chapter->date = head.day_above;
	return !work->chapter->title.len &&
	       work->chapter->ledger.entries.count > entries;
}

void pass_byline(struct work *work)
{
	struct arena_mark mark = arena_mark(work->scratch);
	settle_date(work);
	cut_title_prefixes(work);
	for (int looks = 0; looks < MOST_LOOKS; looks++) {
		arena_rewind(work->scratch, mark);
		if (!look(work))
			break;
	}
}
