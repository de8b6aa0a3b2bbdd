/* The page: the book's sums, a table of its chapters, then each chapter that
 * was touched, rule by rule. How many samples a rule shows depends on how
 * many chapters there are, so the page of a thousand chapters stays one.
 */
#include "base/diag.h"
#include "report/inside.h"

#include "base/banned.h"

#define LONGEST_SAMPLE 360      /* bytes shown of one text */
#define MOST_PICTURES 50        /* of a chapter */

struct sums {
	size_t removed, characters, changed, missing, bad;
};

struct page {
	const struct report_request *request;
	struct buf *out;
	struct arena *a;
	str lang;
	size_t most_samples;
	struct sums *sums;            /* one a chapter */
	uint32_t *bad_lines;          /* of the first bad byte */
};

/* --- small pieces --- */

static str words(struct page *p, enum said what)
{
	return say(what, p->lang, STR_NONE, STR_NONE, p->a);
}

static str number(struct page *p, size_t count)
{
	return arena_format(p->a, "%zu", count);
}

static void add(struct page *p, const char *markup)
{
	buf_add(p->out, str_of(markup));
}

static void add_words(struct page *p, enum said what, str first, str second)
{
	markup_text(p->out, say(what, p->lang, first, second, p->a));
}

static const struct chapter *chapter_at(const struct page *p, size_t i)
{
	return p->request->book->chapters[i];
}

static bool is_touched(const struct sums *sums)
{
	return sums->removed || sums->changed || sums->missing || sums->bad;
}

static bool is_missing(const struct asset *asset)
{
	return str_is_empty(asset->bytes) && !asset->is_decorative;
}

static void add_place(struct page *p, const struct chapter *chapter,
		      uint32_t line)
{
	if (!line)
		return;
	add(p, " <span class=\"pale\">");
	add_words(p, chapter->format == FORMAT_DOCX ? SAY_PARAGRAPH : SAY_LINE,
		  number(p, line), STR_NONE);
	add(p, "</span>");
}

/* --- sums --- */

static void count_pictures(const struct chapter *chapter, struct sums *sums)
{
	for (const struct asset *i = chapter->assets; i; i = i->next)
		sums->missing += is_missing(i);
}

/* A finding names a source; a chapter's is the one of its file's name. */
static void count_bad(struct page *p)
{
	const struct diag *d = p->request->diag;
	for (size_t i = 0; d && i < d->findings.count; i++) {
		const struct finding *finding = &d->findings.at[i];
		if (finding->message != MSG_BAD_BYTES || !finding->span.source)
			continue;
		str file = d->sources.at[finding->span.source - 1].path;
		int count = 0;
		str_to_int(finding->words.at[0], &count);
		for (size_t k = 0; k < p->request->book->chapter_count; k++) {
			if (!str_equal(chapter_at(p, k)->file, file))
				continue;
			p->sums[k].bad = (size_t)count;
			p->bad_lines[k] = finding->span.line;
		}
	}
}

static void count(struct page *p)
{
	size_t chapters = p->request->book->chapter_count;
	p->sums = arena_array(p->a, struct sums, chapters);
	p->bad_lines = arena_array(p->a, uint32_t, chapters);
	for (size_t i = 0; i < chapters; i++) {
		struct digest digest;
		digest_make(&chapter_at(p, i)->ledger, 0, p->a, &digest);
		p->sums[i].removed = digest.removed;
		p->sums[i].changed = digest.changed;
		p->sums[i].characters = digest.characters;
		count_pictures(chapter_at(p, i), &p->sums[i]);
	}
	count_bad(p);
}

/* --- the table of chapters --- */

static void add_cells(struct page *p, const struct sums *sums)
{
	const size_t counts[] = {sums->removed, sums->changed, sums->missing,
				 sums->bad};
	for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
		if (counts[i])
			buf_format(p->out, "<td>%zu</td>", counts[i]);
		else
			add(p, "<td>·</td>");
	add(p, "</tr>\n");
}

static void add_head_row(struct page *p)
{
	static const enum said heads[] = {SAY_CHAPTER, SAY_REMOVED, SAY_CHANGED,
					  SAY_MISSING, SAY_BAD};
	add(p, "<table>\n<thead><tr>");
	for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
		add(p, "<th>");
		markup_text(p->out, words(p, heads[i]));
		add(p, "</th>");
	}
	add(p, "</tr></thead>\n<tbody>\n");
}

static void add_title(struct page *p, const struct chapter *chapter)
{
	str title = str_is_empty(chapter->title) ? chapter->file
						 : chapter->title;
	if (!str_is_empty(chapter->label)) {
		markup_text(p->out, chapter->label);
		add(p, " ");
	}
	markup_text(p->out, title);
}

static void add_table(struct page *p)
{
	struct sums all = {0};
	size_t untouched = 0;
	add_head_row(p);
	for (size_t i = 0; i < p->request->book->chapter_count; i++) {
		const struct sums *sums = &p->sums[i];
		if (!is_touched(sums)) {
			untouched += chapter_at(p, i)->role != CHAPTER_PART;
			continue;
		}
		buf_format(p->out, "<tr><td><a href=\"#c%zu\">", i + 1);
		add_title(p, chapter_at(p, i));
		add(p, "</a></td>");
		add_cells(p, sums);
		all.removed += sums->removed;
		all.changed += sums->changed;
		all.missing += sums->missing;
		all.bad += sums->bad;
	}
	add(p, "</tbody>\n<tfoot><tr><td>");
	markup_text(p->out, words(p, SAY_ALL));
	add(p, "</td>");
	add_cells(p, &all);
	add(p, "</tfoot>\n</table>\n");
	if (!untouched)
		return;
	add(p, "<p class=\"pale\">");
	add_words(p, SAY_UNTOUCHED, number(p, untouched), STR_NONE);
	add(p, "</p>\n");
}

/* --- one rule of one chapter --- */

static void add_sample(struct page *p, const struct chapter *chapter,
		       const struct sample *sample)
{
	add(p, "<li><del>");
	markup_short(p->out, sample->before, LONGEST_SAMPLE);
	add(p, "</del>");
	if (!str_is_empty(sample->after)) {
		add(p, " → <ins>");
		markup_short(p->out, sample->after, LONGEST_SAMPLE);
		add(p, "</ins>");
	}
	if (sample->count > 1)
		buf_format(p->out, " <span class=\"pale\">×%zu</span>",
			   sample->count);
	else
		add_place(p, chapter, sample->line);
	add(p, "</li>\n");
}

static void add_summary(struct page *p, const struct digest_rule *rule)
{
	add(p, "<summary>");
	markup_text(p->out, report_rule(rule->name, p->lang));
	add(p, " <span>");
	add_words(p, rule->is_removal ? SAY_TIMES_LONG : SAY_TIMES,
		  number(p, rule->count), number(p, rule->characters));
	add(p, " · ");
	markup_text(p->out, rule->name);
	add(p, "</span></summary>\n");
}

/* YAML takes a name like this without quotation marks. */
static bool is_plain_name(str file)
{
	for (size_t i = 0; i < file.len; i++) {
		unsigned char byte = (unsigned char)file.text[i];
		bool is_plain = byte >= 0x80 || byte == '.' || byte == '/' ||
				byte == '_' || (byte == '-' && i > 0) ||
				(byte >= '0' && byte <= '9') ||
				((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
		if (!is_plain)
			return false;
	}
	return file.len > 0;
}

/* - {file: talk.txt, off: [cue/drop]} */
static void add_keep(struct page *p, const struct chapter *chapter, str rule)
{
	struct buf line;
	buf_init(&line, p->a, BUF_NO_MAXIMUM);
	if (!report_can_switch(rule))
		return;
	buf_add(&line, STR("- {file: "));
	if (is_plain_name(chapter->file))
		buf_add(&line, chapter->file);
	else
		buf_add_json(&line, chapter->file);
	buf_format(&line, ", off: [%.*s]}", STR_ARG(rule));
	add(p, "<p class=\"keep\">");
	markup_text(p->out, words(p, SAY_KEEP));
	add(p, " <code>");
	markup_text(p->out, buf_str(&line));
	add(p, "</code></p>\n");
}

static void add_rule(struct page *p, const struct chapter *chapter,
		     const struct digest_rule *rule)
{
	/* What was cut is what people look for. */
	bool is_open = rule->is_removal && p->most_samples > 3;
	add(p, is_open ? "<details open>" : "<details>");
	add_summary(p, rule);
	add(p, "<ul>\n");
	for (size_t i = 0; i < rule->samples.count; i++)
		add_sample(p, chapter, &rule->samples.at[i]);
	if (rule->count > rule->shown) {
		add(p, "<li class=\"pale\">");
		add_words(p, SAY_MORE, number(p, rule->count - rule->shown),
			  STR_NONE);
		add(p, "</li>\n");
	}
	add(p, "</ul>\n");
	add_keep(p, chapter, rule->name);
	add(p, "</details>\n");
}

/* What a reader leaves out has no switch. */
static bool has_no_switch(const struct digest *digest)
{
	for (size_t i = 0; i < digest->rules.count; i++)
		if (digest->rules.at[i].is_removal &&
		    !report_can_switch(digest->rules.at[i].name))
			return true;
	return false;
}

static void add_rules(struct page *p, const struct chapter *chapter,
		      const struct digest *digest, bool removals)
{
	if (!(removals ? digest->removed : digest->changed))
		return;
	add(p, "<h3>");
	markup_text(p->out, words(p, removals ? SAY_REMOVED : SAY_CHANGED));
	add(p, "</h3>\n");
	for (size_t i = 0; i < digest->rules.count; i++)
		if (digest->rules.at[i].is_removal == removals)
			add_rule(p, chapter, &digest->rules.at[i]);
	if (!removals || !has_no_switch(digest))
		return;
	add(p, "<p class=\"pale\">");
	markup_text(p->out, words(p, SAY_KEEP_EDIT));
	add(p, "</p>\n");
}

/* --- one chapter --- */

static void add_picture(struct page *p, const struct chapter *chapter,
			const struct asset *asset)
{
	add(p, "<li><del>");
	markup_text(p->out, asset->address);
	add(p, "</del>");
	if (!str_is_empty(asset->alt)) {
		add(p, " ");
		markup_short(p->out, asset->alt, LONGEST_SAMPLE);
	}
	add_place(p, chapter, asset->span.line);
	add(p, "</li>\n");
}

/* A YAML string in double quotes. */
static void add_map(struct page *p, const struct asset *asset)
{
	struct buf line;
	buf_init(&line, p->a, BUF_NO_MAXIMUM);
	buf_add(&line, STR("images: {map: {"));
	buf_add_json(&line, asset->address);
	buf_add(&line, STR(": "));
	buf_add(&line, words(p, SAY_PICTURE_FILE));
	buf_add(&line, STR("}}"));
	add(p, "<p class=\"keep\">");
	markup_text(p->out, words(p, SAY_FIND));
	add(p, " <code>");
	markup_text(p->out, buf_str(&line));
	add(p, "</code></p>\n");
}

static void add_pictures(struct page *p, const struct chapter *chapter,
			 size_t missing)
{
	const struct asset *first = NULL;
	size_t shown = 0;
	if (!missing)
		return;
	add(p, "<h3>");
	markup_text(p->out, words(p, SAY_MISSING));
	add(p, "</h3>\n<ul>\n");
	for (const struct asset *i = chapter->assets; i; i = i->next) {
		if (!is_missing(i) || shown == MOST_PICTURES)
			continue;
		first = first ? first : i;
		add_picture(p, chapter, i);
		shown++;
	}
	if (missing > shown) {
		add(p, "<li class=\"pale\">");
		add_words(p, SAY_MORE, number(p, missing - shown), STR_NONE);
		add(p, "</li>\n");
	}
	add(p, "</ul>\n");
	if (first)
		add_map(p, first);
}

static void add_bad(struct page *p, size_t i)
{
	if (!p->sums[i].bad)
		return;
	add(p, "<h3>");
	markup_text(p->out, words(p, SAY_BAD));
	add(p, "</h3>\n<p>");
	add_words(p, SAY_BAD_BYTES, number(p, p->sums[i].bad),
		  number(p, p->bad_lines[i]));
	add(p, "</p>\n");
}

static void add_chapter(struct page *p, size_t i)
{
	const struct chapter *chapter = chapter_at(p, i);
	struct digest digest;
	digest_make(&chapter->ledger, p->most_samples, p->a, &digest);
	buf_format(p->out, "<section id=\"c%zu\">\n<h2>", i + 1);
	add_title(p, chapter);
	add(p, "<small>");
	markup_text(p->out, chapter->file);
	if (!str_is_empty(chapter->encoding)) {
		add(p, " · ");
		markup_text(p->out, words(p, SAY_ENCODING));
		add(p, " ");
		markup_text(p->out, chapter->encoding);
	}
	add(p, "</small></h2>\n");
	add_bad(p, i);
	add_pictures(p, chapter, p->sums[i].missing);
	add_rules(p, chapter, &digest, true);
	add_rules(p, chapter, &digest, false);
	add(p, "</section>\n");
}

/* --- the page --- */

static size_t samples_for(size_t chapters)
{
	return chapters <= 60 ? 8 : chapters <= 300 ? 3 : 1;
}

static void add_top(struct page *p)
{
	const struct meta *meta = &p->request->book->meta;
	add(p, "<!DOCTYPE html>\n<html lang=\"");
	markup_text(p->out, p->lang);
	add(p, "\">\n<head>\n<meta charset=\"utf-8\">\n"
	       "<meta name=\"viewport\" content=\"width=device-width,"
	       "initial-scale=1\">\n<title>");
	markup_text(p->out, meta->title);
	add(p, " · ");
	markup_text(p->out, words(p, SAY_TITLE));
	add(p, "</title>\n<style>\n");
	add(p, markup_style);
	add(p, "</style>\n</head>\n<body>\n<h1>");
	markup_text(p->out, meta->title);
	add(p, "<small>");
	markup_text(p->out, words(p, SAY_TITLE));
	add(p, "</small></h1>\n<p>");
	markup_text(p->out, words(p, SAY_INTRODUCTION));
	add(p, "</p>\n");
}

str report_page(const struct report_request *request, struct arena *a)
{
	struct buf out;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	struct page p = {
		.request = request, .out = &out, .a = a,
		.lang = request->book->meta.lang,
		.most_samples = samples_for(request->book->chapter_count),
	};
	count(&p);
	add_top(&p);
	add_table(&p);
	for (size_t i = 0; i < request->book->chapter_count; i++)
		if (is_touched(&p.sums[i]))
			add_chapter(&p, i);
	add(&p, "<footer class=\"pale\">");
	markup_text(&out, words(&p, SAY_MADE));
	add(&p, "</footer>\n</body>\n</html>\n");
	return buf_str(&out);
}
