/* banxin inspect FILE: one document as the reader and the passes leave it,
 * with what they took out and changed. Needs no book.yaml.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "book/outline.h"
#include "build.h"
#include "command/command.h"
#include "command/inspect.h"
#include "pass/pass.h"
#include "read/read.h"

#include "base/banned.h"

static void add_field(struct buf *out, const char *name, str value)
{
	buf_format(out, "\"%s\": ", name);
	if (str_is_empty(value))
		buf_add(out, STR("null"));
	else
		buf_add_json(out, value);
	buf_add(out, STR(",\n "));
}

static void add_heading(struct buf *out, int level, str text, bool is_first)
{
	buf_format(out, "%s\n  {\"level\": %d, \"text\": ",
		   is_first ? "" : ",", level);
	buf_add_json(out, text);
	buf_add(out, STR("}"));
}

/* Level 0: an article of its own; the title, and any further one that the
 * same file holds. */
static void add_headings(const struct chapter *chapter, struct buf *out)
{
	bool is_first = true;
	buf_add(out, STR("\"headings\": ["));
	if (chapter->title.len) {
		add_heading(out, 0, chapter->title, true);
		is_first = false;
	}
	for (struct block *b = chapter->body; b; b = block_next(b)) {
		if (b->kind != BLOCK_HEADING)
			continue;
		bool is_article = str_equal(b->class, STR("article"));
		add_heading(out, is_article ? 0 : b->as.heading.level,
			    heading_text(b, out->arena), is_first);
		is_first = false;
	}
	buf_add(out, STR("],\n "));
}

/* Chinese readings beside the text. Pinyin is left out, so that words stay
 * whole. */
static void add_readings(const struct phrase *phrase, struct buf *text)
{
	for (const struct phrase *p = phrase; p; p = p->next) {
		if (p->kind == PHRASE_RUBY &&
		    unicode_is_han(utf8_first(p->as.ruby.reading)))
			buf_format(text, "（%.*s）\n",
				   STR_ARG(p->as.ruby.reading));
		if (p->child && p->child->kind != PHRASE_TEXT)
			add_readings(p->child, text);
	}
}

static void add_block_text(const struct block *block, struct buf *text)
{
	str own = block_text(block, text->arena);
	if (block->kind == BLOCK_HEADING)
		own = heading_text(block, text->arena);
	if (!str_is_empty(str_trim(own))) {
		buf_add(text, own);
		buf_add_byte(text, '\n');
	}
	add_readings(block->text, text);
}

/* In Markdown what describes a picture stands in the text; in HTML it is an
 * attribute, and often the site's. */
static void add_descriptions(const struct chapter *chapter, struct buf *text)
{
	if (chapter->format != FORMAT_MARKDOWN)
		return;
	for (struct asset *i = chapter->assets; i; i = i->next)
		if (i->alt.len)
			buf_format(text, "%.*s\n", STR_ARG(i->alt));
}

static void add_text(const struct chapter *chapter, struct buf *out)
{
	struct buf text;
	buf_init(&text, out->arena, BUF_NO_MAXIMUM);
	for (struct block *b = chapter->body; b; b = block_next(b))
		add_block_text(b, &text);
	for (struct note *note = chapter->notes; note; note = note->next)
		for (struct block *b = note->body; b; b = block_next(b))
			add_block_text(b, &text);
	add_descriptions(chapter, &text);
	buf_add(out, STR("\"text\": "));
	buf_add_json(out, buf_str(&text));
	buf_add(out, STR(",\n "));
}

static void add_images(const struct chapter *chapter, struct buf *out)
{
	const char *comma = "";
	buf_add(out, STR("\"images\": ["));
	for (struct asset *i = chapter->assets; i; i = i->next) {
		if (i->is_decorative)
			continue;
		buf_format(out, "%s\n  {\"src\": ", comma);
		buf_add_json(out, i->address);
		buf_add(out, STR(", \"alt\": "));
		buf_add_json(out, i->alt);
		buf_format(out, ", \"found\": %s}",
			   i->path.len || i->bytes.len ? "true" : "false");
		comma = ",";
	}
	buf_add(out, STR("],\n "));
}

static void add_entry(const struct ledger_entry *entry, struct buf *out)
{
	buf_add(out, STR("\n  {\"rule\": "));
	buf_add_json(out, entry->rule);
	buf_format(out, ", \"line\": %u, \"%s\": ", entry->line,
		   entry->is_removal ? "text" : "from");
	buf_add_json(out, entry->before);
	if (!entry->is_removal) {
		buf_add(out, STR(", \"to\": "));
		buf_add_json(out, entry->after);
	}
	buf_add(out, STR("}"));
}

static void add_ledger(const struct chapter *chapter, bool removals,
		       struct buf *out)
{
	bool is_first = true;
	buf_format(out, "\"%s\": [", removals ? "removed" : "changed");
	for (size_t i = 0; i < chapter->ledger.entries.count; i++) {
		if (chapter->ledger.entries.at[i].is_removal != removals)
			continue;
		if (!is_first)
			buf_add_byte(out, ',');
		add_entry(&chapter->ledger.entries.at[i], out);
		is_first = false;
	}
	buf_add_byte(out, ']');
}

void inspect_json(const struct chapter *chapter, struct buf *out)
{
	buf_add_byte(out, '{');
	add_field(out, "file", chapter->file);
	add_field(out, "title", chapter->title);
	add_field(out, "author", chapter->author);
	add_field(out, "date", chapter->date);
	add_field(out, "source", chapter->source);
	add_field(out, "lang", chapter->lang);
	add_headings(chapter, out);
	add_text(chapter, out);
	add_images(chapter, out);
	add_ledger(chapter, true, out);
	buf_add(out, STR(",\n "));
	add_ledger(chapter, false, out);
	buf_add(out, STR("}\n"));
}

static bool read_document(const char *path, str last_pass,
			  struct chapter *chapter)
{
	struct arena *a = chapter->arena;
	struct read_request request = {.file = str_of(path)};
	chapter->file = request.file;
	enum file_status status =
		file_read(path, FILE_LARGEST_SOURCE, a, &request.bytes);
	if (status != FILE_OK) {
		build_report_file(chapter->diag, SPAN_NONE, status,
				    request.file);
		return false;
	}
	read_prepare();
	if (!read_source(&request, chapter))
		return false;
	struct pass_context context = {
		.images = {.root = file_folder(request.file),
			   .folder = STR("images"),
			   .document_folder = STR("."),
			   .is_inspection = true},
		.last_pass = last_pass,
	};
	return pass_run(chapter, &context);
}

/* The style's colour is for findings, which go to stderr. */
static bool has_color(const struct options *options)
{
	return options->is_color_stated ? options->style.color
					: options->style.color && isatty(1);
}

int command_inspect(const struct options *options)
{
	if (options->word_count != 1) {
		command_say(options, MSG_USAGE_INSPECT, NO_WORDS);
		return EXIT_USAGE;
	}
	if (options->dump && strcmp(options->dump, "book") != 0) {
		command_say(options, MSG_USAGE_VALUE,
			    WORDS(STR("--dump"), str_of(options->dump),
				  STR("book")));
		return EXIT_USAGE;
	}
	struct arena arena;
	struct diag diag;
	struct buf out;
	arena_init(&arena);
	diag_init(&diag, &arena);
	buf_init(&out, &arena, BUF_NO_MAXIMUM);
	struct chapter *chapter = chapter_new(&arena, &diag);
	str last_pass = str_of(options->dump ? options->after : NULL);
	if (read_document(options->words[0], last_pass, chapter)) {
		if (options->wants_json)
			inspect_json(chapter, &out);
		else if (options->dump)
			chapter_dump(chapter, &out);
		else
			inspect_show(chapter, options->style.language,
				     has_color(options), &out);
		fwrite(out.text, 1, out.len, stdout);
	}
	int code = command_end(options, &diag);
	arena_free(&arena);
	return code;
}
