/* What the files of this room share; no other room includes it.
 *
 * The way of a source: decode (bytes -> UTF-8 lines), front_matter (head ->
 * metadata), format (what is it?), then one of text, markdown, html, which
 * push into the builder. A ZIP goes through package.c to docx or epub, part
 * by part.
 */
#ifndef READ_INSIDE_H
#define READ_INSIDE_H

#include "base/buf.h"
#include "base/index.h"
#include "book/builder.h"
#include "read/read.h"

/* libxml2 cuts longer texts without a word. */
#define LONGEST_TEXT ((size_t)8 << 20)

struct html_sheet;
struct reading;

/* What addresses, ids and marks in a part of something else mean; NULL:
 * themselves. */
struct origin {
	str (*picture)(struct reading *r, str address);
	str (*link)(struct reading *r, str target);
	str (*id)(struct reading *r, str id);
	/* Is there a note of that name? NULL: [^1] is text. */
	bool (*has_note)(struct reading *r, str id);
	const void *context;
};

/* One source being read. */
struct reading {
	const struct read_request *request;
	struct chapter *chapter;
	struct arena *arena;          /* the chapter's */
	struct diag *diag;
	struct builder *builder;
	struct origin origin;
	struct index *ids;            /* taken so far in this chapter */
	struct html_sheet *sheet;     /* of all its pages; NULL: none */
	str text;                     /* UTF-8, LF only, without its head */
	uint32_t line;                /* source line of text's first line */
	bool has_head;                /* there was front matter */
	bool has_failed;              /* and the reason is reported */
	bool is_reported_deep, is_reported_lazy;
};

struct span reading_span(const struct reading *r, uint32_t line);
/* More text without a break than memory is kept for: reported. */
bool reading_is_too_long(struct reading *r, size_t bytes, uint32_t line);
void reading_dropped(struct reading *r, const char *rule, uint32_t line,
		     str text);
/* The id, when no block or phrase has it yet; else empty. */
str reading_take_id(struct reading *r, str id);

/* decode.c: false after reporting. Sets chapter->encoding. */
bool decode_source(struct reading *r);
/* Bytes by an ICU converter, bad ones as U+FFFD; false: no such converter. */
bool decode_with(str bytes, const char *converter, struct arena *a, str *out);

/* encoding.c */
struct encoding {
	const char *shown;            /* "GB18030" */
	const char *converter;        /* ICU's name; NULL: UTF-8 */
};
/* By any of its usual names; false when unknown here. */
bool encoding_named(str name, struct encoding *out);
/* charset= or encoding= near the start; empty: nothing is declared. */
str encoding_declared(str bytes);
/* The likeliest for bytes that are not UTF-8, by what they would mean. */
enum certainty { CERTAIN, DOUBTFUL, CERTAINLY_NOT };
struct encoding encoding_guess(str bytes, struct arena *a,
			       enum certainty *certainty);

/* mend.c: what can be saved of damaged UTF-8. */
struct utf8_health {
	size_t wide;                  /* well-formed characters of 3 bytes up */
	size_t bad;                   /* bytes that fit nowhere */
};
struct utf8_health utf8_health(str bytes);
/* Bad bytes become U+FFFD; a line that is GB18030 among UTF-8 lines is read
 * as such and counted. */
str mend_utf8(str bytes, struct arena *a, size_t *strange_lines);
/* UTF-8 that was taken for windows-1252 and encoded again; false when that
 * is not certain. */
bool mend_doubled(str text, struct arena *a, str *out);

/* controls.c: CRLF, CR and U+2028 become LF; control characters go to the
 * ledger. */
str drop_controls(struct reading *r, str text);

/* front_matter.c: cuts the head off r->text into the chapter's fields. */
void front_matter_read(struct reading *r);
/* gutenberg.c: cuts off what Project Gutenberg puts round a text. */
void gutenberg_read(struct reading *r);
/* head_value.c: a YAML or TOML scalar or list as plain text; NULL-free. */
struct head_value {
	str text;                     /* unquoted; list items joined by 、 */
	bool is_broken;               /* a quote does not end */
};
struct head_value head_value(str raw, struct arena *a);
/* A named value into the chapter's field; false when the name means nothing
 * to a book. Shared with HTML's head. */
bool head_take(struct reading *r, str name, str value, uint32_t line);

/* format.c: by content; the name is a weak vote. */
enum chapter_format format_find(const struct reading *r);

/* The readers. */
void text_read(struct reading *r);
void markdown_read(struct reading *r);
void html_read(struct reading *r);
struct package;
void docx_read(struct reading *r, struct package *package);
void epub_read(struct reading *r, struct package *package);
/* A piece of HTML inside another format: its phrases go on in `block`, which
 * is open; NULL: it makes its own blocks. */
void html_read_piece(struct reading *r, str html, uint32_t line,
		     struct block *block);

/* "&amp;" "&#8212;" -> its character; false when there is none of that name. */
bool html_reference(str reference, uint32_t *code_point);

/* html_style.c: a style sheet of the page, for what is read after it. */
void html_sheet_add(struct reading *r, str css);

/* html_repair.c: HTML that libxml2 reads without losing text. Line feeds
 * stay where they were. */
str html_repair(struct reading *r, str html, uint32_t line);

/* lines.c: does a line break between these two texts stand for nothing? */
bool lines_join(uint32_t before, uint32_t after);

#endif
