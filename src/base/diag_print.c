/* Findings on paper: for people (with the source line and a caret), for
 * editors (one line each), for programs (one JSON object each).
 *
 * Source text is shown, never obeyed: control characters and bidirectional
 * overrides are replaced, so a hostile file cannot write to the terminal.
 */
#include "base/buf.h"
#include "base/diag.h"
#include "base/inside.h"
#include "base/unicode.h"
#include "base/utf8.h"

#include "base/banned.h"

#define TAB_WIDTH 4
#define GUTTER_WIDTH 3
/* Cells of source shown: a paragraph may be one line of a megabyte. */
#define SHOWN_WIDTH 72
#define BEFORE_CARET 36
#define MOST_ALIKE 3            /* of one source, for people */

static const char *const level_names[][2] = {
	[LEVEL_ERROR] = {"错误", "error"},
	[LEVEL_WARNING] = {"警告", "warning"},
	[LEVEL_NOTE] = {"提示", "note"},
};
static const char *const level_colors[] = {
	[LEVEL_ERROR] = "\033[1;31m",
	[LEVEL_WARNING] = "\033[1;33m",
	[LEVEL_NOTE] = "\033[1;36m",
};
static const char *const hint_names[] = {"建议", "hint"};

/* Where one source's line begins. Findings come in order, so the search for
 * the next line goes on from here. */
struct cursor {
	uint32_t source, line;
	size_t at;
};

struct printer {
	const struct diag *diag;
	const struct diag_style *style;
	struct cursor cursor;
	struct arena *arena;
	struct buf out;
	uint32_t source;                  /* the last finding's */
	size_t alike[MESSAGE_COUNT];      /* so far in it */
	bool hinted[MESSAGE_COUNT];
};

/* A window on one line: characters [from, to), and whether text was cut. */
struct window {
	size_t from, to;
	bool is_cut_before, is_cut_after;
};

static uint32_t shown_form(uint32_t c)
{
	bool is_override = (c >= 0x202A && c <= 0x202E) ||
			   (c >= 0x2066 && c <= 0x2069);
	return unicode_is_control(c) || c == '\n' || is_override ? UTF8_BAD : c;
}

static size_t cells(uint32_t c)
{
	if (c == '\t')
		return TAB_WIDTH;
	if (unicode_is_mark(c) || c == 0xFEFF || c == 0x200B)
		return 0;
	return unicode_is_wide(c) ? 2 : 1;
}

static void add_times(struct buf *out, char byte, size_t count)
{
	while (count-- > 0)
		buf_add_byte(out, byte);
}

static void add_shown(struct buf *out, str text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t c = utf8_next(text, &at);
		if (c == '\t')
			add_times(out, ' ', TAB_WIDTH);
		else
			buf_add_code_point(out, shown_form(c));
	}
}

static void add_color(struct printer *p, const char *color)
{
	if (p->style->color)
		buf_add(&p->out, str_of(color));
}

static const struct diag_source *source_of(const struct printer *p,
					   struct span span)
{
	if (span.source == 0 || span.source > p->diag->sources.count)
		return NULL;
	return &p->diag->sources.at[span.source - 1];
}

/* path:line:column as far as they are known, or nothing. */
static bool add_place(struct printer *p, struct span span)
{
	const struct diag_source *source = source_of(p, span);
	if (!source)
		return false;
	add_shown(&p->out, source->path);
	if (span.line)
		buf_format(&p->out, ":%u", (unsigned)span.line);
	if (span.line && span.column)
		buf_format(&p->out, ":%u", (unsigned)span.column);
	return true;
}

static const char *level_name(const struct printer *p, enum message message)
{
	return level_names[diag_level(message)][p->style->language];
}

static str phrase_of(const struct printer *p, const struct finding *finding)
{
	return diag_phrase(finding->message, finding->words, p->style->language,
			   p->arena);
}

static str hint_of(const struct printer *p, const struct finding *finding)
{
	return diag_hint(finding->message, finding->words, p->style->language,
			 p->arena);
}

/* --- the source line --- */

static void start_source(struct cursor *cursor, uint32_t source, str text)
{
	bool has_mark = str_starts(text, STR("\xEF\xBB\xBF"));
	*cursor = (struct cursor){source, 1, has_mark ? 3 : 0};
}

/* The line's text without its end; false when there is no such line. */
static bool find_line(struct cursor *cursor, uint32_t source, uint32_t line,
		      str text, str *found)
{
	if (cursor->source != source || cursor->line > line)
		start_source(cursor, source, text);
	str rest = str_from(text, cursor->at);
	str skipped;
	while (cursor->line < line && str_next_line(&rest, &skipped))
		cursor->line++;
	cursor->at = text.len - rest.len;
	return cursor->line == line && str_next_line(&rest, found);
}

/* Which part of a line to show so that the caret is in it. */
static struct window choose_window(str line, uint32_t column)
{
	struct window window = {0, line.len, false, false};
	size_t caret = 0, width = 0;
	for (uint32_t i = 1; i < column && caret < line.len; i++)
		utf8_next(line, &caret);
	size_t before = 0;
	for (window.from = caret; window.from > 0;) {
		size_t at = window.from;
		before += cells(utf8_previous(line, &at));
		if (before > BEFORE_CARET)
			break;
		window.from = at;
	}
	for (window.to = window.from; window.to < line.len;) {
		size_t at = window.to;
		width += cells(utf8_next(line, &at));
		if (width > SHOWN_WIDTH)
			break;
		window.to = at;
	}
	window.is_cut_before = window.from > 0;
	window.is_cut_after = window.to < line.len;
	return window;
}

static void add_gutter(struct printer *p, uint32_t number)
{
	add_color(p, "\033[2m");
	if (number)
		buf_format(&p->out, "%*u │", GUTTER_WIDTH, (unsigned)number);
	else
		buf_format(&p->out, "%*s │", GUTTER_WIDTH, "");
	add_color(p, "\033[0m");
	buf_add_byte(&p->out, ' ');
}

static void add_source_line(struct printer *p, uint32_t number, str line,
			    struct window window)
{
	add_gutter(p, number);
	if (window.is_cut_before)
		buf_add(&p->out, STR("… "));
	add_shown(&p->out, str_cut(line, window.from, window.to));
	if (window.is_cut_after)
		buf_add(&p->out, STR(" …"));
	/* No blanks at the end of a line: goldens are kept by editors. */
	while (str_ends(buf_str(&p->out), STR(" ")))
		buf_truncate(&p->out, p->out.len - 1);
	buf_add_byte(&p->out, '\n');
}

static void add_carets(struct printer *p, str line, struct span span,
		       struct window window)
{
	size_t indent = window.is_cut_before ? 2 : 0, carets = 0;
	uint32_t column = 1;
	size_t at = 0;
	for (; at < line.len && column < span.column; column++) {
		bool is_shown = at >= window.from;
		size_t width = cells(utf8_next(line, &at));
		indent += is_shown ? width : 0;
	}
	uint32_t len = span.len ? span.len : 1;
	for (uint32_t i = 0; i < len && at < window.to; i++)
		carets += cells(utf8_next(line, &at));
	add_gutter(p, 0);
	add_times(&p->out, ' ', indent);
	add_color(p, level_colors[LEVEL_ERROR]);
	add_times(&p->out, '^', carets ? carets : 1);
	add_color(p, "\033[0m");
	buf_add_byte(&p->out, '\n');
}

static void add_excerpt(struct printer *p, struct span span)
{
	const struct diag_source *source = source_of(p, span);
	str line;
	if (!source || span.line == 0 || str_is_empty(source->text))
		return;
	if (span.line > 1 && find_line(&p->cursor, span.source, span.line - 1,
				       source->text, &line))
		add_source_line(p, span.line - 1, line, choose_window(line, 1));
	if (!find_line(&p->cursor, span.source, span.line, source->text, &line))
		return;
	struct window window = choose_window(line, span.column);
	add_source_line(p, span.line, line, window);
	if (span.column)
		add_carets(p, line, span, window);
}

/* --- the three formats --- */

/* Errors are mended one by one; what else is found repeats itself. */
static bool is_tersely_told(const struct printer *p,
			    const struct finding *finding)
{
	return p->style->format == DIAG_HUMAN && p->style->most &&
	       diag_level(finding->message) != LEVEL_ERROR;
}

/* Has this hint been given, one without facts of the finding? */
static bool is_known(struct printer *p, const struct finding *finding,
		     str hint)
{
	str general = diag_hint(finding->message, NO_WORDS,
				p->style->language, p->arena);
	bool is_hinted = p->hinted[finding->message];
	p->hinted[finding->message] = true;
	return is_hinted && is_tersely_told(p, finding) &&
	       str_equal(hint, general);
}

static void add_human(struct printer *p, const struct finding *finding)
{
	add_color(p, level_colors[diag_level(finding->message)]);
	buf_format(&p->out, "%s[%s]", level_name(p, finding->message),
		   diag_code(finding->message));
	add_color(p, "\033[0m");
	buf_add(&p->out, STR(": "));
	if (add_place(p, finding->span))
		buf_add_byte(&p->out, ' ');
	add_shown(&p->out, phrase_of(p, finding));
	buf_add_byte(&p->out, '\n');
	add_excerpt(p, finding->span);
	str hint = hint_of(p, finding);
	if (str_is_empty(hint) || is_known(p, finding, hint))
		return;
	buf_format(&p->out, "%*s = %s: ", GUTTER_WIDTH, "",
		   hint_names[p->style->language]);
	add_shown(&p->out, hint);
	buf_add_byte(&p->out, '\n');
}

static void add_short(struct printer *p, const struct finding *finding)
{
	if (add_place(p, finding->span))
		buf_add(&p->out, STR(": "));
	buf_format(&p->out, "%s[%s]: ", level_name(p, finding->message),
		   diag_code(finding->message));
	add_shown(&p->out, phrase_of(p, finding));
	buf_add_byte(&p->out, '\n');
}

static void add_json(struct printer *p, const struct finding *finding)
{
	const struct diag_source *source = source_of(p, finding->span);
	struct span span = source ? finding->span : SPAN_NONE;
	/* Programs match the English word in either language. */
	buf_format(
		&p->out, "{\"code\":\"%s\",\"level\":\"%s\",\"file\":",
		diag_code(finding->message),
		level_names[diag_level(finding->message)][INTERFACE_ENGLISH]);
	buf_add_json(&p->out, source ? source->path : STR_NONE);
	uint64_t end = span.column ? (uint64_t)span.column + span.len : 0;
	buf_format(&p->out, ",\"line\":%u,\"col\":%u", (unsigned)span.line,
		   (unsigned)span.column);
	buf_format(&p->out,
		   ",\"end_line\":%u,\"end_col\":", (unsigned)span.line);
	buf_add_int(&p->out, (int64_t)end);
	buf_add(&p->out, STR(",\"message\":"));
	buf_add_json(&p->out, phrase_of(p, finding));
	buf_add(&p->out, STR(",\"hint\":"));
	buf_add_json(&p->out, hint_of(p, finding));
	buf_add(&p->out, STR("}\n"));
}

static void add_finding(struct printer *p, const struct finding *finding)
{
	switch (p->style->format) {
	case DIAG_HUMAN:
		add_human(p, finding);
		break;
	case DIAG_SHORT:
		add_short(p, finding);
		break;
	case DIAG_JSON:
		add_json(p, finding);
		break;
	}
}

/* Each finding is written and its memory given back: there may be many. */
static void print_finding(struct printer *p, const struct finding *finding,
			  FILE *stream)
{
	struct arena_mark mark = arena_mark(p->arena);
	buf_init(&p->out, p->arena, BUF_NO_MAXIMUM);
	add_finding(p, finding);
	fwrite(p->out.text, 1, p->out.len, stream);
	arena_rewind(p->arena, mark);
}

static void print_count(struct printer *p, const struct finding *finding,
			size_t count, FILE *stream)
{
	str words = arena_format(p->arena, "%zu", count);
	struct finding counted = *finding;
	counted.words.at[0] = words;
	print_finding(p, &counted, stream);
}

/* What was left out of the source that is done. */
static void end_source(struct printer *p, FILE *stream)
{
	for (int i = 0; i < MESSAGE_COUNT; i++) {
		struct finding more = {
			MSG_MORE_ALIKE, {p->source, 0, 0, 0},
			WORDS(STR_NONE, str_of(diag_code((enum message)i)))};
		if (p->alike[i] > MOST_ALIKE)
			print_count(p, &more, p->alike[i] - MOST_ALIKE,
				    stream);
		p->alike[i] = 0;
	}
}

/* A page of thirty lost pictures is told of by three. */
static bool is_one_too_many(struct printer *p, const struct finding *finding,
			    FILE *stream)
{
	if (finding->span.source != p->source)
		end_source(p, stream);
	p->source = finding->span.source;
	return p->source && is_tersely_told(p, finding) &&
	       ++p->alike[finding->message] > MOST_ALIKE;
}

void diag_print(const struct diag *d, const struct diag_style *style,
		FILE *stream)
{
	struct arena scratch;
	arena_init(&scratch);
	struct finding_list sorted = diag_sorted(d, &scratch);
	struct printer p = {.diag = d, .style = style, .arena = &scratch};
	size_t count = sorted.findings.count, shown = 0, i = 0;
	for (; i < count && (!style->most || shown < style->most); i++) {
		const struct finding *finding = sorted.findings.at[i];
		if (is_one_too_many(&p, finding, stream))
			continue;
		print_finding(&p, finding, stream);
		shown++;
	}
	end_source(&p, stream);
	struct finding more = {MSG_MORE_FINDINGS, SPAN_NONE, NO_WORDS};
	if (i < count)
		print_count(&p, &more, count - i, stream);
	arena_free(&scratch);
}
