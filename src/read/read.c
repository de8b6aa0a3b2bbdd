/* One source from its bytes to a chapter: checked, decoded, its head taken
 * off, its format found, and handed to the reader of that format.
 */
#include <libxml/parser.h>

#include "base/file.h"
#include "read/package.h"

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
#define READERS (sizeof readers / sizeof readers[0])

/* Formats that are a package of parts, told by the one none goes without;
 * Word on the web counts its parts. */
static const struct packed_reader {
	const char *name, *parts[2];
	enum chapter_format format;
	void (*read)(struct reading *r, struct package *package);
} packed_readers[] = {
	{"docx", {"word/document.xml", "word/document2.xml"}, FORMAT_DOCX,
	 docx_read},
	{"epub", {"META-INF/container.xml", ""}, FORMAT_EPUB, epub_read},
};
#define PACKED_READERS (sizeof packed_readers / sizeof packed_readers[0])

/* Files that are no text at all, by their first bytes. */
static const struct {
	const char *bytes, *what;
	size_t len;
} foreign[] = {
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

bool reading_is_too_long(struct reading *r, size_t bytes, uint32_t line)
{
	if (bytes <= LONGEST_TEXT)
		return false;
	if (!r->has_failed)
		diag_report(r->diag, reading_span(r, line), MSG_TEXT_TOO_LONG,
			    WORDS(arena_format(r->arena, "%d",
					       (int)(LONGEST_TEXT >> 20))));
	r->has_failed = true;
	return true;
}

void reading_dropped(struct reading *r, const char *rule, uint32_t line,
		     str text)
{
	if (!str_is_empty(text))
		ledger_removed(&r->chapter->ledger, str_of(rule), line, text);
}

/* --- ids --- */

str reading_take_id(struct reading *r, str id)
{
	if (str_is_empty(id))
		return STR_NONE;
	if (r->origin.id)
		id = r->origin.id(r, id);
	if (index_find(r->ids, id))
		return STR_NONE;
	id = arena_copy(r->arena, id);
	index_add(r->ids, r->arena, id, NULL);
	return id;
}

/* --- the way of a source --- */

/* A docx with a password is an OLE file with a part of this name. */
static bool is_locked(str bytes)
{
	static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P";
	return str_starts(bytes, STR("\xD0\xCF\x11\xE0")) &&
	       str_contains(bytes, (str){name, sizeof name});
}

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
	if (is_locked(bytes)) {
		diag_report(r->diag, reading_span(r, 0), MSG_PACKAGE_LOCKED,
			    NO_WORDS);
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
	for (size_t i = 0; i < READERS; i++)
		if (str_equal(wanted, str_of(readers[i].name))) {
			r->chapter->format = readers[i].format;
			return true;
		}
	for (size_t i = 0; i < PACKED_READERS; i++)
		if (str_equal(wanted, str_of(packed_readers[i].name))) {
			diag_report(r->diag, reading_span(r, 0),
				    MSG_PACKAGE_BROKEN, WORDS(STR("not a ZIP")));
			return false;
		}
	diag_report(r->diag, reading_span(r, 0), MSG_FORMAT_UNKNOWN,
		    WORDS(wanted));
	return false;
}

/* Many short pieces may make one paragraph that no page can hold. */
static void refuse_long(struct reading *r, const struct block *block)
{
	for (; block; block = block_next(block))
		if (block->text)
			reading_is_too_long(r, block_length(block),
					    block->span.line);
}

static void run_reader(struct reading *r, struct package *package)
{
	r->builder = builder_new(r->chapter);
	for (size_t i = 0; !package && i < READERS; i++)
		if (readers[i].format == r->chapter->format)
			readers[i].read(r);
	for (size_t i = 0; package && i < PACKED_READERS; i++)
		if (packed_readers[i].format == r->chapter->format)
			packed_readers[i].read(r, package);
	builder_finish(r->builder);
	refuse_long(r, r->chapter->body);
	for (const struct note *at = r->chapter->notes; at; at = at->next)
		refuse_long(r, at->body);
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

static bool is_package(str bytes)
{
	return str_starts(bytes, STR("PK\x03\x04"));
}

static bool choose_packed(struct reading *r, const struct package *package)
{
	str wanted = r->request->format;
	for (size_t i = 0; i < PACKED_READERS; i++) {
		const struct packed_reader *reader = &packed_readers[i];
		if ((!package_has(package, str_of(reader->parts[0])) &&
		     !package_has(package, str_of(reader->parts[1]))) ||
		    !(str_is_empty(wanted) ||
		      str_equal(wanted, str_of(reader->name))))
			continue;
		r->chapter->format = reader->format;
		r->chapter->encoding = arena_format(r->arena, "UTF-8 (%s)",
						    reader->name);
		return true;
	}
	diag_report(r->diag, reading_span(r, 0), MSG_NOT_TEXT,
		    WORDS(STR("ZIP")));
	return false;
}

static bool read_package(struct reading *r)
{
	struct package package;
	if (!package_open(r, &package))
		return false;
	bool done = choose_packed(r, &package);
	if (done)
		run_reader(r, &package);
	package_close(&package);
	return done && !r->has_failed;
}

bool read_source(const struct read_request *request, struct chapter *chapter)
{
	struct index ids = {0};
	struct reading r = {
		.request = request, .chapter = chapter,
		.arena = chapter->arena, .diag = chapter->diag, .ids = &ids,
		.text = STR_NONE, .line = 1,
	};
	register_source(&r);
	if (!is_acceptable(&r))
		return false;
	if (is_package(request->bytes))
		return read_package(&r);
	if (!decode_source(&r))
		return false;
	show_lines(&r);
	gutenberg_read(&r);
	front_matter_read(&r);
	if (!choose_format(&r))
		return false;
	run_reader(&r, NULL);
	return !r.has_failed;
}

void read_prepare(void)
{
	xmlInitParser();
}
