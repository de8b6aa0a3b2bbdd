/* A setter over a fake font, for tests of the lines. Widths are in 1/1000
 * em; in the fake font ASCII is 500 and everything else 1000.
 */
#ifndef TESTS_TYPESET_BENCH_H
#define TESTS_TYPESET_BENCH_H

#include "base/buf.h"
#include "fake_font.h"
#include "typeset/lines.h"

#define EM 12000

struct bench {
	struct arena arena, scratch;
	struct diag diag;
	struct faces faces;
	struct setter setter;
	struct layout layout;
	struct style style;
	struct line_request request;
};

static inline void open_bench(struct bench *b, enum fake_kind kind,
			      const char *lang)
{
	*b = (struct bench){0};
	diag_init(&b->diag, &b->arena);
	b->faces = fake_faces(kind);
	b->setter = (struct setter){
		.faces = &b->faces, .arena = &b->arena, .scratch = &b->scratch,
		.diag = &b->diag, .lang = str_of(lang),
		.layout = &b->layout,
	};
	b->style = (struct style){.size = EM, .align = STYLE_JUSTIFY};
	b->request = (struct line_request){.style = &b->style};
}

static inline void close_bench(struct bench *b)
{
	arena_free(&b->arena);
	arena_free(&b->scratch);
}

static inline void add_width(struct buf *out, const struct cell *cell)
{
	if (out->len)
		buf_add_byte(out, ' ');
	int64_t width = (int64_t)cell->width + cell->space;
	buf_add_int(out, (width * 1000 + EM / 2) / EM);
}

static inline const char *widths(struct bench *b, const struct paragraph *p,
				 size_t from, size_t to)
{
	struct buf out;
	buf_init(&out, &b->arena, BUF_NO_MAXIMUM);
	for (size_t i = from; i < to; i++)
		add_width(&out, &p->cells.at[i]);
	return arena_cstring(&b->arena, buf_str(&out));
}

/* A text with its legal breaks marked. */
static inline const char *with_breaks(struct bench *b, const char *text,
				      enum cjk_level level)
{
	struct paragraph p;
	struct buf out;
	b->request.text = str_of(text);
	prepare_paragraph(&p, &b->setter, &b->request);
	struct cjk_preset preset = *p.runs.at[0].preset;
	preset.level = level;
	for (size_t i = 0; i < p.runs.count; i++)
		p.runs.at[i].preset = &preset;
	buf_init(&out, &b->arena, BUF_NO_MAXIMUM);
	for (uint32_t i = 0; i < p.cells.count; i++) {
		int penalty;
		const struct cell *cell = &p.cells.at[i];
		if (i && break_before(&p, i, &penalty) != BREAK_NONE)
			buf_add(&out, STR("¦"));
		buf_add(&out, str_cut(p.text, cell->at, cell->at + cell->bytes));
	}
	return arena_cstring(&b->arena, buf_str(&out));
}

/* A paragraph, its lines parted by "/". */
static inline const char *lines_of(struct bench *b, const char *text,
				   int measure)
{
	struct set_paragraph set;
	struct buf out;
	b->request.text = str_of(text);
	b->request.measure = measure * (EM / 1000);
	set_lines(&b->setter, &b->request, &set);
	buf_init(&out, &b->arena, BUF_NO_MAXIMUM);
	for (size_t i = 0; i < set.count; i++) {
		if (i)
			buf_add_byte(&out, '/');
		buf_add(&out, str_cut(b->request.text, set.lines[i].start,
				      set.lines[i].end));
	}
	return arena_cstring(&b->arena, buf_str(&out));
}

static inline struct phrase phrase_of(enum phrase_kind kind,
				      const char *text)
{
	return (struct phrase){.kind = kind, .text = str_of(text)};
}

static inline struct phrase ruby_of(struct phrase *base, const char *reading)
{
	return (struct phrase){.kind = PHRASE_RUBY, .child = base,
			       .as.ruby.reading = str_of(reading)};
}

static inline void check_text(int number, const char *got, const char *wanted)
{
	if (strcmp(got, wanted))
		fail_msg("case %d: \"%s\", wanted \"%s\"", number, got, wanted);
}

#endif
