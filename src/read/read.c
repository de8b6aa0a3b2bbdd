/* One source from its bytes to a chapter: checked, decoded, its head taken
 * off, its format found, and handed to the reader of that format.
 */
#include <libxml/parser.h>

#include "base/file.h"
#include "read/inside.h"

#include "base/banned.h"

static const struct reader {
	const char *name;
	enum chapter_format format;
	void (*read)(struct reading *r);
} readers[] = {
	{"html", FORMAT_HTML, html_read},
	{"markdown", FORMAT_MARKDOWN, markdown_read},
	{"text", FORMAT_TEXT, text_read},
};

/* Files that are no text at all, by their first bytes. */
static const struct {
	const char *bytes, *what;
	size_t len;
} foreign[] = {
	{"PK\x03\x04", "ZIP / DOCX / EPUB", 4},
	{"%PDF-", "PDF", 5},
	{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "Word 97 (.doc)", 8},
	{"{\\rtf", "RTF", 5},
	{"\x89PNG\r\n\x1A\n", "PNG", 8},
	{"\xFF\xD8\xFF", "JPEG", 3},
	{"GIF8", "GIF", 4},
	{"OTTO", "OpenType", 4},
	{"ttcf", "OpenType", 4},
	{"\0\1\0\0", "TrueType", 4},
	{"\x1F\x8B", "gzip", 2},
};

struct span reading_span(const struct reading *r, uint32_t line)
{
	return (struct span){r->chapter->source_number, line, 0, 0};
}

void reading_dropped(struct reading *r, const char *rule, uint32_t line,
		     str text)
{
	if (!str_is_empty(text))
		ledger_removed(&r->chapter->ledger, r->arena, str_of(rule),
			       line, text);
}

/* --- ids --- */

struct id_set {
	str *slots;
	size_t size, count;
};

/* Where the id is, or would be. */
static size_t find_slot(const struct id_set *set, str id)
{
	size_t at = str_hash(id) & (set->size - 1);
	while (set->slots[at].len && !str_equal(set->slots[at], id))
		at = (at + 1) & (set->size - 1);
	return at;
}

static void grow(struct id_set *set, struct arena *a)
{
	struct id_set old = *set;
	set->size = old.size ? old.size * 2 : 64;
	set->slots = arena_array(a, str, set->size);
	for (size_t i = 0; i < old.size; i++)
		if (old.slots[i].len)
			set->slots[find_slot(set, old.slots[i])] = old.slots[i];
}

str reading_take_id(struct reading *r, str id)
{
	struct id_set *set = r->ids;
	if (str_is_empty(id))
		return STR_NONE;
	if (set->count * 2 >= set->size)
		grow(set, r->arena);
	size_t at = find_slot(set, id);
	if (set->slots[at].len)
		return STR_NONE;
	set->slots[at] = arena_copy(r->arena, id);
	set->count++;
	return set->slots[at];
}

/* --- the way of a source --- */

static bool is_acceptable(struct reading *r)
{
	str bytes = r->request->bytes;
	if (bytes.len > FILE_LARGEST_SOURCE) {
		diag_report(r->diag, reading_span(r, 0), MSG_SOURCE_TOO_LARGE,
			    WORDS(arena_format(r->arena, "%d",
					       (int)(FILE_LARGEST_SOURCE >>
						     20))));
		return false;
	}
	for (size_t i = 0; i < sizeof foreign / sizeof foreign[0]; i++) {
		str start = {foreign[i].bytes, foreign[i].len};
		if (!str_starts(bytes, start))
			continue;
		diag_report(r->diag, reading_span(r, 0), MSG_NOT_TEXT,
			    WORDS(str_of(foreign[i].what)));
		return false;
	}
	return true;
}

static bool choose_format(struct reading *r)
{
	str wanted = r->request->format;
	if (str_is_empty(wanted)) {
		r->chapter->format = format_find(r);
		return true;
	}
	for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++)
		if (str_equal(wanted, str_of(readers[i].name))) {
			r->chapter->format = readers[i].format;
			return true;
		}
	diag_report(r->diag, reading_span(r, 0), MSG_FORMAT_UNKNOWN,
		    WORDS(wanted));
	return false;
}

static void run_reader(struct reading *r)
{
	r->builder = builder_new(r->chapter);
	for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++)
		if (readers[i].format == r->chapter->format)
			readers[i].read(r);
	builder_finish(r->builder);
	if (!r->chapter->body && !r->has_failed)
		diag_report(r->diag, reading_span(r, 0), MSG_SOURCE_EMPTY,
			    NO_WORDS);
}

/* Messages of all later steps name the file by this number. */
static void register_source(struct reading *r)
{
	if (!r->chapter->source_number)
		r->chapter->source_number = diag_source(
			r->diag, r->request->file, STR_NONE);
}

/* Messages show lines of the text as read, whatever its encoding. */
static void show_lines(struct reading *r)
{
	r->diag->sources.at[r->chapter->source_number - 1].text = r->text;
}

bool read_source(const struct read_request *request, struct chapter *chapter)
{
	struct id_set ids = {0};
	struct reading r = {
		.request = request, .chapter = chapter,
		.arena = chapter->arena, .diag = chapter->diag, .ids = &ids,
		.text = STR_NONE, .line = 1,
	};
	register_source(&r);
	if (!is_acceptable(&r) || !decode_source(&r))
		return false;
	show_lines(&r);
	front_matter_read(&r);
	if (!choose_format(&r))
		return false;
	run_reader(&r);
	return !r.has_failed;
}

void read_prepare(void)
{
	xmlInitParser();
}
