/* The head of a document, between two lines of --- (YAML) or +++ (TOML) ->
 * the chapter's metadata. Lines that mean nothing to a book go to the ledger
 * one by one.
 *
 * Read line by line and not by a YAML parser: the heads of feed dumps and of
 * posts are often no valid YAML, and a broken head must not cost the text.
 */
#include "base/date.h"
#include "read/inside.h"

#include "base/banned.h"

enum field {
	FIELD_TITLE, FIELD_AUTHOR, FIELD_SOURCE, FIELD_DATE, FIELD_LANG,
	FIELD_SUMMARY, FIELD_SHORT_TITLE, FIELD_COUNT
};

static const struct key {
	const char *name;
	enum field field;
} keys[] = {
	{"title", FIELD_TITLE},
	{"og:title", FIELD_TITLE},
	{"articletitle", FIELD_TITLE},
	{"标题", FIELD_TITLE},
	{"author", FIELD_AUTHOR},
	{"authors", FIELD_AUTHOR},
	{"article:author", FIELD_AUTHOR},
	{"og:article:author", FIELD_AUTHOR},
	{"作者", FIELD_AUTHOR},
	{"source", FIELD_SOURCE},
	{"contentsource", FIELD_SOURCE},
	{"来源", FIELD_SOURCE},
	{"date", FIELD_DATE},
	{"pubdate", FIELD_DATE},
	{"publishdate", FIELD_DATE},
	{"firstpublishedtime", FIELD_DATE},
	{"article:published_time", FIELD_DATE},
	{"og:release_date", FIELD_DATE},
	{"日期", FIELD_DATE},
	{"created", FIELD_DATE},
	{"lang", FIELD_LANG},
	{"language", FIELD_LANG},
	{"description", FIELD_SUMMARY},
	{"summary", FIELD_SUMMARY},
	{"abstract", FIELD_SUMMARY},
	{"摘要", FIELD_SUMMARY},
	{"short_title", FIELD_SHORT_TITLE},
	{"short-title", FIELD_SHORT_TITLE},
};

static str *slot(struct chapter *chapter, enum field field)
{
	str *const slots[FIELD_COUNT] = {
		[FIELD_TITLE] = &chapter->title,
		[FIELD_AUTHOR] = &chapter->author,
		[FIELD_SOURCE] = &chapter->source,
		[FIELD_DATE] = &chapter->date,
		[FIELD_LANG] = &chapter->lang,
		[FIELD_SUMMARY] = &chapter->summary,
		[FIELD_SHORT_TITLE] = &chapter->short_title,
	};
	return slots[field];
}

static bool take_date(struct reading *r, str *into, str value, uint32_t line)
{
	if (!date_read_rough(value, into, r->arena)) {
		diag_report(r->diag, reading_span(r, line), MSG_DATE_NOT_READ,
			    WORDS(value));
		return false;
	}
	if (!str_equal(*into, value))
		ledger_changed(&r->chapter->ledger, STR("head/date"), line,
			       value, *into);
	return true;
}

bool head_take(struct reading *r, str name, str value, uint32_t line)
{
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		if (!str_equal_fold(name, str_of(keys[i].name)))
			continue;
		str *into = slot(r->chapter, keys[i].field);
		if (str_is_empty(value) || !str_is_empty(*into))
			return false;
		if (keys[i].field == FIELD_DATE)
			return take_date(r, into, value, line);
		*into = value;
		return true;
	}
	return false;
}

/* The lines of a head, read one after the other. */
struct head {
	struct reading *reading;
	str rest;                     /* not yet read */
	uint32_t line;                /* of the line read last */
	char mark;                    /* ':' or '=' */
	bool is_in_table;             /* below a TOML [table] */
	str categories;               /* 、 between them */
};

static bool next_line(struct head *head, str *line)
{
	if (!str_next_line(&head->rest, line))
		return false;
	head->line++;
	return true;
}

static bool is_key_byte(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= '0' && byte <= '9') || byte == '_' || byte == '-' ||
	       byte == '.' || (byte & 0x80);
}

/* key: value at the start of a line */
static bool split_line(str line, char mark, str *key, str *value)
{
	size_t at = 0;
	while (at < line.len && is_key_byte(line.text[at]))
		at++;
	*key = str_cut(line, 0, at);
	while (at < line.len && line.text[at] == ' ')
		at++;
	if (str_is_empty(*key) || at >= line.len || line.text[at] != mark)
		return false;
	at++;
	/* a:b is a word, not a key */
	if (mark == ':' && at < line.len && line.text[at] != ' ' &&
	    line.text[at] != '\t')
		return false;
	*value = str_from(line, at);
	return true;
}

static bool is_indented(str line)
{
	return line.len && (line.text[0] == ' ' || line.text[0] == '\t');
}

static bool is_item(str line)
{
	str text = str_trim(line);
	return str_starts(text, STR("- ")) || str_equal(text, STR("-"));
}

/* The lines that belong to the key above: items of a list, or indented
 * text. They are joined, and counted in *lines. */
static str take_block(struct head *head, bool is_text)
{
	struct buf out;
	buf_init(&out, head->reading->arena, BUF_NO_MAXIMUM);
	for (;;) {
		struct head next = *head;
		str line;
		if (!next_line(&next, &line) ||
		    !(is_indented(line) || is_item(line) ||
		      (is_text && str_is_empty(line))))
			break;
		str text = str_trim(line);
		bool item = !is_text && is_item(line);
		if (item)
			text = head_value(str_from(text, 1),
					  head->reading->arena).text;
		if (out.len && !str_is_empty(text))
			buf_add(&out, item ? STR("、") : STR(" "));
		buf_add(&out, text);
		*head = next;
	}
	return buf_str(&out);
}

static void report_broken(struct head *head, str key)
{
	diag_report(head->reading->diag,
		    reading_span(head->reading, head->line),
		    MSG_HEAD_VALUE_BROKEN, WORDS(key));
}

static void take_line(struct head *head, str line)
{
	struct reading *r = head->reading;
	str key, raw, before = head->rest;
	uint32_t at = head->line;
	if (head->mark == '=' && str_starts(str_trim(line), STR("[")))
		head->is_in_table = true;
	if (!split_line(line, head->mark, &key, &raw) || head->is_in_table) {
		if (!str_is_empty(str_trim(line)))
			reading_dropped(r, "front-matter", at, line);
		return;
	}
	struct head_value value = head_value(raw, r->arena);
	if (value.is_broken)
		report_broken(head, key);
	bool is_text = str_starts(value.text, STR("|")) ||
		       str_starts(value.text, STR(">"));
	if (head->mark == ':' && (is_text || str_is_empty(value.text)))
		value.text = take_block(head, is_text);
	if (str_equal_fold(key, STR("categories")))
		head->categories = value.text;
	if (head_take(r, key, value.text, at))
		return;
	size_t taken = (size_t)(head->rest.text - before.text);
	str whole = {line.text, line.len};
	if (taken)
		whole.len = (size_t)(before.text - line.text) + taken - 1;
	reading_dropped(r, "front-matter", at, whole);
}

/* A feed's dump files each page under its site and names the site as the
 * author: it is the source. */
static void settle_source(struct head *head)
{
	struct chapter *chapter = head->reading->chapter;
	if (!str_is_empty(chapter->source) || str_is_empty(chapter->author))
		return;
	str categories = head->categories;
	str mark = STR("、");
	while (!str_is_empty(categories)) {
		size_t end = str_find(categories, mark);
		if (str_equal(str_cut(categories, 0, end), chapter->author))
			chapter->source = chapter->author;
		categories = end == STR_NOT_FOUND
				     ? STR_NONE
				     : str_from(categories, end + mark.len);
	}
}

/* More lines than this are no head. */
#define LONGEST_HEAD 400

/* Where the closing line is: its offset in text, or STR_NOT_FOUND. */
static size_t find_end(str text, str fence)
{
	str rest = text, line;
	for (int i = 0; i < LONGEST_HEAD; i++) {
		size_t at = (size_t)(rest.text - text.text);
		if (!str_next_line(&rest, &line))
			break;
		str bare = str_trim_end(line);
		if (str_equal(bare, fence) ||
		    (fence.text[0] == '-' && str_equal(bare, STR("..."))))
			return at;
	}
	return STR_NOT_FOUND;
}

/* Up to the first line that is blank or no key. */
static size_t guess_end(str text, char mark)
{
	str rest = text, line, key, value;
	size_t at = 0;
	while (str_next_line(&rest, &line) &&
	       (split_line(line, mark, &key, &value) || is_item(line)))
		at = (size_t)(rest.text - text.text);
	return at;
}

static bool starts_with_key(str text, char mark)
{
	str line, key, value;
	while (str_next_line(&text, &line)) {
		str bare = str_trim(line);
		if (str_is_empty(bare) || bare.text[0] == '#')
			continue;
		return split_line(line, mark, &key, &value);
	}
	return false;
}

/* Skips blank lines and the opening fence; false when there is none. */
static bool open_head(struct head *head, str *fence)
{
	str line;
	while (next_line(head, &line)) {
		*fence = str_trim(line);
		if (str_is_empty(*fence))
			continue;
		head->mark = str_equal(*fence, STR("+++")) ? '=' : ':';
		return (head->mark == '=' || str_equal(*fence, STR("---"))) &&
		       starts_with_key(head->rest, head->mark);
	}
	return false;
}

void front_matter_read(struct reading *r)
{
	struct head head = {.reading = r, .rest = r->text, .line = r->line - 1,
			    .categories = STR_NONE};
	str fence, line;
	if (!open_head(&head, &fence))
		return;
	str all = head.rest;
	size_t end = find_end(all, fence);
	bool is_closed = end != STR_NOT_FOUND;
	if (!is_closed) {
		diag_report(r->diag, reading_span(r, head.line), MSG_HEAD_OPEN,
			    WORDS(fence));
		end = guess_end(all, head.mark);
	}
	head.rest = str_cut(all, 0, end);
	while (next_line(&head, &line))
		take_line(&head, line);
	settle_source(&head);
	r->has_head = true;
	r->text = str_from(all, end);
	r->line = head.line + 1;
	if (is_closed) {
		str_next_line(&r->text, &line);
		r->line++;
	}
}
