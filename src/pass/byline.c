/* The lines at the head and foot of a text that are about the text: title,
 * author, source, date, abstract. They become the chapter's metadata and
 * leave the body.
 *
 * The title is found by its name, when front matter or <title> gave one, or
 * by its place: a top heading, the line above a line of facts, the first
 * line. What stands above a title so found twice over is furniture.
 */
#include "base/date.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "book/numeral.h"
#include "pass/inside.h"

#include "base/banned.h"

#define LONGEST_HEAD 40         /* sights that may still be the head */
#define LONGEST_TITLE 64        /* characters */
#define TITLE_LINES 4

struct head {
	struct work *work;
	struct sights sights;
	size_t end;              /* of the part above the text proper */
	size_t title, title_end; /* lines of the title; equal: none */
	bool is_certain;         /* the title was found twice over */
};

static struct sight *sight_at(struct head *head, size_t i)
{
	return &head->sights.list.at[i];
}

static struct str_pair { str before, after; } cut_around(str text, str mark)
{
	size_t at = str_find(text, mark);
	if (at == STR_NOT_FOUND)
		return (struct str_pair){text, STR_NONE};
	return (struct str_pair){str_cut(text, 0, at),
				 str_from(text, at + mark.len)};
}

/* Does a line in the head hold nothing but facts? */
static bool is_facts(struct head *head, size_t i)
{
	struct facts facts;
	struct sight *sight = sight_at(head, i);
	return !sight->is_gone && sight->characters > 0 &&
	       facts_read(head->work, sight->text, &facts);
}

/* The head ends at the second paragraph of prose: the first may be an
 * abstract. */
static size_t find_end(struct head *head)
{
	size_t prose = 0, i;
	for (i = 0; i < head->sights.list.count; i++) {
		prose += !sight_at(head, i)->is_gone &&
			 sight_is_prose(sight_at(head, i)) &&
			 !is_facts(head, i);
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
	struct sight *first = sight_at(head, 0);
	str text = first->text, whole = STR_NONE;
	for (size_t i = 0; i < 4 && !whole.len; i++)
		if (str_ends(text, str_of(dots[i])))
			whole = str_cut(text, 0,
					text.len - strlen(dots[i]));
	for (size_t i = 1; i < 7 && i < head->sights.list.count; i++) {
		str next = sight_at(head, i)->text;
		if (!whole.len)
			return;
		if (loose_prefix(next, whole)) {
			drop_sight(head->work, first, "byline/teaser");
			return;
		}
		whole = str_from(whole, loose_prefix(whole, next));
	}
}

static bool is_titlelike(const struct sight *sight)
{
	if (sight->is_gone || sight->is_figure || sight->characters < 2 ||
	    sight->characters > LONGEST_TITLE ||
	    str_contains(sight->text, STR("。")))
		return false;
	return sight->ending == ENDS_OPEN || sight->ending == ENDS_CLOSER ||
	       str_ends(sight->text, STR("！")) ||
	       str_ends(sight->text, STR("？")) ||
	       str_ends(sight->text, STR("?")) ||
	       str_ends(sight->text, STR("!"));
}

static bool follows_title(str title, size_t at)
{
	static const char *const separators[] = {
		"_", "-", "|", "｜", "—", "–", "(", "（", "»", "丨", "·",
	};
	str rest = str_trim(str_from(title, at));
	if (!rest.len)
		return true;
	for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
		if (str_starts(rest, str_of(separators[i])))
			return true;
	return false;
}

/* How many lines from `at` on spell the name, or its part before the site. */
static size_t spell_name(struct head *head, str name, size_t at, size_t *len)
{
	size_t used = 0, lines = 0, best = 0;
	for (; lines < TITLE_LINES && at + lines < head->end; lines++) {
		struct sight *sight = sight_at(head, at + lines);
		if (sight->is_gone || sight->characters < 2)
			break;
		size_t more = loose_prefix(str_from(name, used), sight->text);
		if (!more)
			break;
		used += more;
		if (follows_title(name, used) && used >= 6) {
			best = lines + 1;
			*len = used;
		}
	}
	return best;
}

static void find_by_name(struct head *head, str name)
{
	size_t best = 0;
	while (str_starts(name, STR("_")) || str_starts(name, STR(" ")))
		name = str_from(name, 1);
	for (size_t i = 0; i < head->end; i++) {
		size_t len = 0, lines = spell_name(head, name, i, &len);
		if (len <= best)
			continue;
		best = len;
		head->title = i;
		head->title_end = i + lines;
		head->is_certain = true;
	}
}

/* The first line is one head of several of its rank, each after a rule, or
 * each over a stanza of its own. */
static bool has_siblings(struct head *head, size_t first)
{
	struct sights *sights = &head->sights;
	if (first + 1 >= sights->list.count ||
	    sight_at(head, first + 1)->ending != ENDS_STOP)
		return false;
	bool has_prose = false;
	for (size_t i = 0; i < sights->list.count; i++)
		has_prose |= sight_is_prose(sight_at(head, i)) &&
			     sight_at(head, i)->characters >= 40;
	for (size_t i = first + 2; i + 1 < sights->list.count; i++) {
		struct sight *sight = sight_at(head, i);
		struct block *before = sight->block->previous;
		bool is_apart = (before && before->kind == BLOCK_RULE) ||
				(!has_prose && sight->is_after_blank);
		if (is_apart && is_titlelike(sight))
			return true;
	}
	return false;
}

static size_t count_headings(struct head *head)
{
	size_t count = 0;
	struct block *at = head->work->chapter->body;
	for (; at; at = block_next(at))
		count += at->kind == BLOCK_HEADING;
	return count;
}

static void set_title(struct head *head, size_t at)
{
	head->title = at;
	head->title_end = at + 1;
}

/* A top heading; else the only one, when it comes first. */
static bool find_heading(struct head *head)
{
	bool is_first = true;
	for (size_t i = 0; i < head->end; i++) {
		struct sight *sight = sight_at(head, i);
		if (sight->is_gone || sight->is_figure || is_facts(head, i))
			continue;
		bool is_top = is_first;
		is_first = false;
		if (sight->block->kind != BLOCK_HEADING)
			continue;
		int level = sight->block->as.heading.level;
		if (level > 0 && (!is_top || count_headings(head) > 1))
			return false;
		set_title(head, i);
		return true;
	}
	return false;
}

static bool find_above_facts(struct head *head)
{
	for (size_t i = 1; i < head->end && i < LONGEST_HEAD; i++) {
		if (sight_is_prose(sight_at(head, i - 1)))
			return false;
		if (!is_facts(head, i) || is_facts(head, i - 1) ||
		    !is_titlelike(sight_at(head, i - 1)))
			continue;
		set_title(head, i - 1);
		head->is_certain = true;
		return true;
	}
	return false;
}

static size_t count_mark(str text, const char *mark)
{
	size_t count = 0, at = 0;
	while ((at = str_find_from(text, str_of(mark), at)) != STR_NOT_FOUND) {
		count++;
		at += strlen(mark);
	}
	return count;
}

/* A first line of running text that a line end cut off is no title. */
static bool is_cut_off(const struct sight *sight, const struct sight *next)
{
	str text = sight->text;
	size_t commas = count_mark(text, "，") + count_mark(text, ",");
	if (commas > 2 || sight->stops > 1 ||
	    (commas == 2 && sight->characters > 36))
		return true;
	if (count_mark(text, "(") != count_mark(text, ")") ||
	    count_mark(text, "（") != count_mark(text, "）"))
		return true;
	return sight->indent >= 2 && sight->indent <= 6 &&
	       next->indent < sight->indent;
}

static bool is_mere_label(str text)
{
	switch (label_read(text).kind) {
	case LABEL_NONE: case LABEL_DIGIT: case LABEL_ORDINAL:
		return false;
	case LABEL_VOLUME: case LABEL_CHAPTER: case LABEL_SECTION:
	case LABEL_HAN: case LABEL_HAN_PAREN: case LABEL_DIGIT_PAREN:
	case LABEL_CIRCLED: case LABEL_ARTICLE:
		break;
	}
	return true;
}

/* An official title cut into lines ends with the name of its genre. */
static bool ends_with_genre(str text)
{
	static const char *const genres[] = {
		"决议", "決議", "决定", "決定", "通知", "意见", "意見", "办法",
		"辦法", "条例", "條例", "规定", "規定", "公告", "通告", "报告",
		"報告", "批复", "方案", "纲要", "计划", "细则", "说明", "說明",
		"讲话", "講話", "建议", "决定》", "令", "函",
	};
	for (size_t i = 0; i < sizeof genres / sizeof *genres; i++)
		if (str_ends(text, str_of(genres[i])))
			return true;
	return false;
}

static void lengthen_title(struct head *head)
{
	size_t at = head->title_end;
	if (at >= head->end || (!str_starts(sight_at(head, at)->text,
					    STR("关于")) &&
				!str_starts(sight_at(head, at)->text,
					    STR("關於"))))
		return;
	for (; at < head->title + TITLE_LINES && at < head->end; at++) {
		if (!is_titlelike(sight_at(head, at)))
			return;
		if (ends_with_genre(sight_at(head, at)->text)) {
			head->title_end = at + 1;
			return;
		}
	}
}

static void find_by_place(struct head *head)
{
	if (find_heading(head) || find_above_facts(head)) {
		lengthen_title(head);
		return;
	}
	size_t i = 0;
	while (i < head->end && (sight_at(head, i)->is_gone ||
				 sight_at(head, i)->is_figure ||
				 is_facts(head, i)))
		i++;
	if (i + 1 >= head->sights.list.count || i >= head->end ||
	    sight_at(head, i)->block->kind == BLOCK_HEADING ||
	    !is_titlelike(sight_at(head, i)) ||
	    is_cut_off(sight_at(head, i), sight_at(head, i + 1)) ||
	    is_mere_label(sight_at(head, i)->text) || has_siblings(head, i))
		return;
	set_title(head, i);
	lengthen_title(head);
}

/* Word names the page anyhow; the first line, bold and centred, knows. */
static void find_shown_title(struct head *head)
{
	for (size_t i = 0; i < head->end; i++) {
		struct sight *sight = sight_at(head, i);
		if (sight->is_gone || sight->is_figure || is_facts(head, i))
			continue;
		bool is_top = sight->block->kind == BLOCK_HEADING &&
			      sight->block->as.heading.level == 0;
		bool is_shown = sight->is_bold &&
				sight->block->align == ALIGN_CENTRE;
		if ((is_top || is_shown) && is_titlelike(sight) &&
		    !is_mere_label(sight->text)) {
			set_title(head, i);
			head->is_certain = true;
		}
		return;
	}
}

static str joined_title(struct head *head)
{
	struct buf out;
	buf_init(&out, head->work->a, BUF_NO_MAXIMUM);
	for (size_t i = head->title; i < head->title_end; i++) {
		str line = sight_at(head, i)->text;
		str so_far = buf_str(&out);
		bool is_latin = out.len && line.len &&
				!is_han_at(line, 0) &&
				(unsigned char)so_far.text[out.len - 1] < 0x80;
		if (is_latin)
			buf_add_byte(&out, ' ');
		buf_add(&out, line);
	}
	return buf_str(&out);
}

/* 《三国演义》罗贯中: title and author share the line. */
static str split_author(struct work *work, str title)
{
	struct chapter *chapter = work->chapter;
	struct str_pair parts = cut_around(title, STR("》"));
	if (!str_starts(title, STR("《")) || !parts.after.len)
		return title;
	str name = str_trim(cut_around(parts.after, STR("（")).before);
	if (utf8_count(name) < 2 || utf8_count(name) > 4 ||
	    !is_han_at(name, 0))
		return title;
	if (!chapter->author.len)
		chapter->author = name;
	return str_from(parts.before, 3);
}

/* The title said again above the text. */
static void drop_doubles(struct head *head, str title)
{
	for (size_t i = 0; i < head->end; i++) {
		struct sight *sight = sight_at(head, i);
		if (!sight->is_gone && sight->characters &&
		    str_equal_loosely(sight->text, title))
			drop_sight(head->work, sight, "byline/doubled-title");
	}
}

static void drop_title(struct head *head)
{
	struct work *work = head->work;
	str title = joined_title(head);
	for (size_t i = head->title; i < head->title_end; i++)
		drop_sight(work, sight_at(head, i), "byline/title");
	head->end = find_end(head);
	drop_doubles(head, title);
	for (size_t i = 0; i < head->title && head->is_certain; i++) {
		struct sight *sight = sight_at(head, i);
		if (!sight->is_gone && !sight_is_prose(sight))
			drop_sight(work, sight, "byline/above-title");
	}
}

static void settle_title(struct head *head, str name)
{
	struct work *work = head->work;
	struct chapter *chapter = work->chapter;
	str site = STR_NONE;
	if (name.len)
		chapter->title = title_mend(title_without_site(name, &site),
					    work->a);
	if (is_site_name(site) && !chapter->source.len &&
	    chapter->format == FORMAT_HTML)
		chapter->source = site;
	if (head->title_end > head->title) {
		if (!name.len || head->is_certain)
			chapter->title = split_author(work,
						      joined_title(head));
		drop_title(head);
	}
	if (work->context->fixed_title.len)
		chapter->title = work->context->fixed_title;
	if (name.len && !str_equal(name, chapter->title))
		ledger_changed(&chapter->ledger, work->a,
			       STR("byline/title-name"), 0, name,
			       chapter->title);
}

static void absorb(struct head *head, const struct facts *facts)
{
	struct chapter *chapter = head->work->chapter;
	struct arena *a = head->work->a;
	if (facts->author.len)
		chapter->author = arena_copy(a, facts->author);
	if (facts->source.len)
		chapter->source = arena_copy(a, facts->source);
	if (facts->date.len && !chapter->date.len)
		chapter->date = arena_copy(a, facts->date);
	if (facts->summary.len && !chapter->summary.len)
		chapter->summary = arena_copy(a, facts->summary);
}

/* A name alone below the title. */
static bool absorb_name(struct head *head, size_t i)
{
	struct chapter *chapter = head->work->chapter;
	struct sight *sight = sight_at(head, i);
	bool is_below = head->title_end > head->title && i == head->title_end;
	if (!is_below || !is_person(sight->text) || chapter->author.len ||
	    sight->block->kind != BLOCK_PARAGRAPH)
		return false;
	chapter->author = arena_copy(head->work->a, sight->text);
	return true;
}

/* <p class="author-name">: the page's own word for it. */
static bool absorb_by_class(struct head *head, struct sight *sight)
{
	struct chapter *chapter = head->work->chapter;
	if (chapter->format != FORMAT_HTML || sight->characters > 20 ||
	    !str_contains(sight->block->class, STR("author")) ||
	    chapter->author.len || sight->ending != ENDS_OPEN)
		return false;
	chapter->author = arena_copy(head->work->a, sight->text);
	if (!chapter->source.len && !is_person(chapter->author))
		chapter->source = chapter->author;
	return true;
}

/* A picture above a line of facts shows the author. */
static void drop_portraits(struct head *head, size_t facts_at)
{
	for (size_t i = facts_at; i-- > 0;) {
		struct sight *sight = sight_at(head, i);
		if (sight->is_figure && !sight->is_gone)
			drop_sight(head->work, sight, "byline/portrait");
		else if (!sight->is_gone)
			return;
	}
}

static void absorb_lines(struct head *head)
{
	for (size_t i = 0; i < head->end; i++) {
		struct sight *sight = sight_at(head, i);
		struct facts facts;
		if (sight->is_gone || sight->characters == 0)
			continue;
		bool is_fact = facts_read(head->work, sight->text, &facts);
		if (!is_fact && sight_is_prose(sight))
			return;
		if (is_fact)
			absorb(head, &facts);
		if (!is_fact && !absorb_by_class(head, sight) &&
		    !absorb_name(head, i))
			continue;
		drop_portraits(head, i);
		drop_sight(head->work, sight,
			   facts.summary.len ? "byline/abstract"
					     : "byline/facts");
	}
}

/* …（作者：某某） at a paragraph's end. */
static void absorb_signature(struct head *head, struct sight *sight)
{
	struct facts facts;
	str text = sight->text;
	if (!str_ends(text, STR("）")) && !str_ends(text, STR(")")))
		return;
	size_t open = str_find_last(text, STR("（"));
	if (open == STR_NOT_FOUND)
		open = str_find_last(text, STR("("));
	if (open == STR_NOT_FOUND || open == 0 ||
	    !facts_read(head->work, str_from(text, open), &facts) ||
	    !facts.labels || !(facts.author.len || facts.source.len))
		return;
	struct changes changes = {.work = head->work, .block = sight->block};
	changes.text = block_text(sight->block, head->work->scratch);
	size_t from = str_find_last(changes.text, str_from(text, open));
	absorb(head, &facts);
	change(&changes, from, from + text.len - open, STR_NONE,
	       "byline/signature");
	changes_apply(&changes);
}

/* Facts behind the text; a lone date there is a signature and stays. */
static void absorb_foot(struct head *head)
{
	size_t prose = 0;
	for (size_t i = head->sights.list.count; i-- > 0 && prose < 2;) {
		struct sight *sight = sight_at(head, i);
		struct facts facts;
		if (sight->is_gone || sight->is_figure || !sight->characters)
			continue;
		if (facts_read(head->work, sight->text, &facts) &&
		    facts.labels && !facts.summary.len) {
			absorb(head, &facts);
			drop_sight(head->work, sight, "byline/facts");
		} else {
			prose += sight_is_prose(sight);
			absorb_signature(head, sight);
		}
	}
}

static void settle_date(struct work *work)
{
	str iso;
	if (date_read(work->chapter->date, &iso, work->a))
		work->chapter->date = iso;
}

void pass_byline(struct work *work)
{
	struct head head = {.work = work};
	str name = work->chapter->title;
	settle_date(work);
	sights_take(work, &head.sights);
	drop_teaser(&head);
	head.end = find_end(&head);
	if (name.len)
		find_by_name(&head, name);
	if (name.len && !head.is_certain)
		find_by_name(&head, title_mend(name, work->a));
	if (name.len && !head.is_certain &&
	    work->chapter->format == FORMAT_HTML)
		find_shown_title(&head);
	if (!name.len)
		find_by_place(&head);
	settle_title(&head, name);
	absorb_lines(&head);
	absorb_foot(&head);
}
