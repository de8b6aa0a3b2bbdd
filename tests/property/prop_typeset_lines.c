/* What holds for the lines of any text: full lines end on the edge to the
 * unit, no mark stands where it may not, no text is lost or moved, the
 * optimum costs no more than first fit, and twice gives the same.
 *
 * The seed is printed; prop_typeset_lines SEED [COUNT] repeats a run.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "tests/unit/fake_font.h"
#include "typeset/lines.h"
#include "base/banned.h"

#define EM 10500

static uint64_t state;

static uint32_t next_random(uint32_t below)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(state >> 33) % below;
}

static const char *const han[] = {
	"山", "水", "人", "家", "书", "学", "天", "地", "时", "的", "了", "国",
};
static const char *const marks[] = {
	"，", "。", "、", "；", "：", "！", "？", "“", "”", "（", "）", "《",
	"》", "——", "……", "·", "～", "—", "‘", "’", "？！", "：“", "。”", "》、",
};
static const char *const words[] = {
	"Git", "a", "office", "2026", "3.14", "10%", "￥25", "read-only", " ",
	" word ", "don’t", "A/B", "№7", "-3", "x²", "(ok)", ",", "々",
	" of the characteristics ", "internationalized", "some_longer_name",
	"soft\xC2\xADhyphens", "http://a.example/b/c?d=e",
};

static const char *pick(const char *const *from, size_t count)
{
	return from[next_random((uint32_t)count)];
}

#define PICK(list) pick(list, sizeof list / sizeof *list)

static str make_text(struct arena *a)
{
	struct buf text;
	buf_init(&text, a, BUF_NO_MAXIMUM);
	uint32_t length_wanted = next_random(160);
	uint32_t mark_share = next_random(30), word_share = next_random(20);
	for (uint32_t i = 0; i < length_wanted; i++) {
		uint32_t what = next_random(100);
		if (what < mark_share) {
			buf_add(&text, str_of(PICK(marks)));
			buf_add(&text, str_of(PICK(han)));
		} else if (what < mark_share + word_share) {
			buf_add(&text, str_of(PICK(words)));
		} else {
			buf_add(&text, str_of(PICK(han)));
		}
	}
	return buf_str(&text);
}

#define WIDEST_GAP 500

struct bench {
	struct arena arena, scratch;
	struct diag diag;
	struct faces faces;
	struct setter setter;
	struct style style;
	struct line_request request;
};

static void open_bench(struct bench *b)
{
	static const char *const languages[] = {
		"zh-Hans", "zh-Hans", "zh-Hant-TW", "zh-Hant-HK",
	};
	*b = (struct bench){0};
	diag_init(&b->diag, &b->arena);
	static const enum fake_kind kinds[] = {
		FAKE_SHORT_DASH, FAKE_JOINED_DASH, FAKE_CENTRED,
	};
	b->faces = fake_faces(kinds[next_random(3)]);
	b->setter = (struct setter){
		.faces = &b->faces, .arena = &b->arena, .scratch = &b->scratch,
		.diag = &b->diag, .lang = str_of(PICK(languages)),
		/* Patterns of this machine: what holds must hold with them. */
		.hyphenator = hyphenator_new(STR_NONE, &b->arena),
	};
	b->style = (struct style){.size = EM, .align = STYLE_JUSTIFY};
	b->request = (struct line_request){
		.style = &b->style, .text = make_text(&b->arena),
		.measure = (length)(14 + next_random(24)) * EM +
			   (length)next_random(3) * 137,
		.first_indent = 2 * EM,
	};
}

static void close_bench(struct bench *b)
{
	hyphenator_free(b->setter.hyphenator);
	arena_free(&b->arena);
	arena_free(&b->scratch);
}

static int fail(const struct bench *b, const char *what, str line)
{
	fprintf(stderr, "prop_typeset_lines: %s: \"%.*s\"\nin, at %d wide: %.*s\n",
		what, STR_ARG(line), (int)b->request.measure,
		STR_ARG(b->request.text));
	return 1;
}

/* Written apart from the tables of cjk.c on purpose. */
static bool is_one_of(uint32_t c, const char *all)
{
	char bytes[4];
	str one = {bytes, utf8_encode(c, bytes)};
	return c && str_contains(str_of(all), one);
}

static int check_edges(const struct bench *b, str line, bool is_first,
		       bool is_last)
{
	uint32_t opens = utf8_first(line), closes = utf8_last(line);
	/* A face of Taiwan takes a language of Taiwan. */
	bool is_mainland = str_equal(b->setter.lang, STR("zh-Hans")) ||
			   b->faces.at[0] != fake_faces(FAKE_CENTRED).at[0];
	if (!is_first && (is_one_of(opens, "，。、；：！？”’）》·～々%²") ||
			  (is_mainland && opens == 0x2026)))
		return fail(b, "forbidden at the start", line);
	if (!is_last && is_one_of(closes, "“‘（《￥№"))
		return fail(b, "forbidden at the end", line);
	if (!is_first && is_one_of(opens, " 　"))
		return fail(b, "blank at the start", line);
	return 0;
}

static int check_width(const struct bench *b, const struct set_line *line,
		       str text, bool is_last)
{
	if (line->is_overfull)
		return fail(b, "overfull", text);
	if (line->width > b->request.measure)
		return fail(b, "beyond the edge", text);
	/* A line of one long word has nothing that could open, one of a few
	 * characters beside an address would open too far. */
	if (!is_last && line->han_count && line->gap <= WIDEST_GAP &&
	    line->width != b->request.measure)
		return fail(b, "short of the edge", text);
	length x = -EM;
	for (size_t i = 0; i < line->item_count; i++) {
		if (line->items[i].kind != ITEM_GLYPHS)
			continue;
		const struct glyphs *run = &line->items[i].as.glyphs;
		for (uint32_t k = 0; k < run->count; k++) {
			/* Boxes may overlap by the blanks cut from them. */
			if (run->x + run->at[k].x < x - EM / 2)
				return fail(b, "glyphs go back", text);
			x = run->x + run->at[k].x;
		}
	}
	return 0;
}

static void add_inked(struct buf *out, str text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t c = utf8_next(text, &at);
		if (c != ' ' && c != 0x3000 && c != 0x00AD)
			buf_add_code_point(out, c);
	}
}

static int check_text(struct bench *b, const struct set_paragraph *set)
{
	struct buf given, made;
	buf_init(&given, &b->arena, BUF_NO_MAXIMUM);
	buf_init(&made, &b->arena, BUF_NO_MAXIMUM);
	add_inked(&given, b->request.text);
	for (size_t i = 0; i < set->count; i++)
		for (size_t k = 0; k < set->lines[i].item_count; k++) {
			const struct item *item = &set->lines[i].items[k];
			size_t bytes = 0;
			if (item->kind != ITEM_GLYPHS)
				continue;
			for (uint32_t g = 0; g < item->as.glyphs.count; g++)
				bytes += item->as.glyphs.at[g].bytes;
			if (bytes != item->as.glyphs.text.len)
				return fail(b, "glyphs and text differ",
					    item->as.glyphs.text);
			add_inked(&made, item->as.glyphs.text);
		}
	return str_equal(buf_str(&given), buf_str(&made))
		       ? 0 : fail(b, "text lost", buf_str(&made));
}

static int check_lines(struct bench *b)
{
	struct set_paragraph set, again;
	set_lines(&b->setter, &b->request, &set);
	for (size_t i = 0; i < set.count; i++) {
		const struct set_line *line = &set.lines[i];
		str text = str_cut(b->request.text, line->start, line->end);
		bool is_last = i + 1 == set.count;
		if (check_edges(b, text, i == 0, is_last) ||
		    check_width(b, line, text, is_last))
			return 1;
	}
	set_lines(&b->setter, &b->request, &again);
	if (again.count != set.count || again.demerits != set.demerits)
		return fail(b, "twice is not the same", STR_NONE);
	return check_text(b, &set);
}

/* First fit: each line takes all it can hold, squeezed as far as it goes. */
static void fit_first(struct paragraph *p, bool *starts)
{
	uint32_t first = 0, best = 0;
	struct capacity sum = {0};
	struct shrinks unused = {0};
	for (uint32_t i = 0; i < p->cells.count; i++) {
		int penalty;
		const struct cell *cell = &p->cells.at[i];
		if (i > first && break_before(p, i, &penalty) != BREAK_NONE) {
			int64_t least = sum.width - cell[-1].tail - sum.give;
			if (least > measure_of_line(p, first == 0) && best) {
				starts[best] = true;
				first = i = best;
				best = 0;
				sum = (struct capacity){0};
				cell = &p->cells.at[i];
			} else {
				best = i;
			}
		}
		if (i > first)
			add_boundary(p, i, &sum, &unused);
		if (i > first || !is_droppable(cell))
			add_inside(p, i, &sum);
	}
}

static int check_optimum(struct bench *b)
{
	struct paragraph p;
	struct choice optimum, greedy;
	prepare_paragraph(&p, &b->setter, &b->request);
	bool *starts = arena_array(&b->arena, bool, p.cells.count + 1);
	choose_lines(&p, &optimum);
	fit_first(&p, starts);
	choose_among(&p, starts, &greedy);
	if (greedy.count && optimum.demerits > greedy.demerits)
		return fail(b, "first fit is cheaper", STR_NONE);
	struct choice fewer, more;
	choose_counts(&p, optimum.count, &fewer, &more);
	if ((fewer.count && fewer.count != optimum.count - 1) ||
	    (more.count && more.count != optimum.count + 1))
		return fail(b, "a variant has another count", STR_NONE);
	if (more.count && !optimum.may_grow)
		return fail(b, "a line more was not foreseen", STR_NONE);
	return (fewer.count && fewer.demerits < optimum.demerits) ||
	       (more.count && more.demerits < optimum.demerits)
		       ? fail(b, "a variant is cheaper", STR_NONE) : 0;
}

int main(int argc, char **argv)
{
	int seed = 20261, count = 1000;
	if (argc > 1)
		str_to_int(str_of(argv[1]), &seed);
	if (argc > 2)
		str_to_int(str_of(argv[2]), &count);
	for (int i = 0; i < count; i++) {
		struct bench b;
		state = (uint64_t)seed * 1000003u + (uint64_t)i;
		next_random(2);
		open_bench(&b);
		int failed = check_lines(&b) || check_optimum(&b);
		close_bench(&b);
		if (failed) {
			fprintf(stderr, "seed %d, case %d\n", seed, i);
			return 1;
		}
	}
	printf("ok prop_typeset_lines: seed %d, %d texts\n", seed, count);
	return 0;
}
