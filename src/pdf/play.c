/* One page's display list -> content operators (PDF 32000-1, clauses 8, 9).
 *
 * The pen is followed in millionths of a point exactly as a reader will move
 * it by what is written, so the rounding of one glyph is made good by the
 * next, and the last glyph of a line stands as true as the first. A line's
 * even stretch goes into Tc once; only what differs is written a glyph.
 * Text that a glyph's code does not give goes beside it as ActualText.
 */
#include "base/deflate.h"
#include "pdf/inside.h"

#include "base/banned.h"

enum { PEN_UNITS = 1000, SPACING_UNITS = 100, EVEN_ENOUGH = 2500,
       FEWEST_EVEN = 4,
       SAME_SPACING = 4, WAVES_MOST = 2000, EM = 1000,
       OVERLAP = 200 /* 1/1000 em */ };

/* Where a line's letters go. */
enum lie { LIES_ACROSS, LIES_DOWN, LIES_UP };

struct player {
	struct buf *out;
	const struct pdf_embedding *embedding;
	length height;
	bool in_text, in_artifact;
	/* What the page's graphics state holds; Td counts from x, y. */
	int font, grey;
	length size, x, y;
	bool is_upright;              /* the font */
	enum lie lie;                 /* of the line */
	int32_t spacing;              /* Tc in 1/10,000 pt */
};

static void add(struct player *p, const char *operators)
{
	buf_add(p->out, str_of(operators));
}

static void add_length(struct player *p, int64_t thousandths)
{
	buf_add_thousandths(p->out, thousandths, 3);
	buf_add_byte(p->out, ' ');
}

static void leave_text(struct player *p)
{
	if (p->in_text)
		add(p, "ET\n");
	p->in_text = false;
}

static void enter_text(struct player *p)
{
	if (p->in_text)
		return;
	add(p, "BT\n");
	p->in_text = true;
	p->lie = LIES_ACROSS;
	p->x = p->y = 0;
}

/* 14.8.2.2: folios and running heads are no part of what is read. */
static void set_artifact(struct player *p, bool is_artifact)
{
	if (p->in_artifact == is_artifact)
		return;
	leave_text(p);
	add(p, is_artifact ? "/Artifact BMC\n" : "EMC\n");
	p->in_artifact = is_artifact;
}

static void set_grey(struct player *p, int grey)
{
	if (p->grey == grey)
		return;
	p->grey = grey;
	add_length(p, grey);
	add(p, "g\n");
}

static void set_font(struct player *p, int font, bool is_upright, length size)
{
	if (p->font == font && p->size == size && p->is_upright == is_upright)
		return;
	p->font = font;
	p->size = size;
	p->is_upright = is_upright;
	buf_format(p->out, "/%c%d ", is_upright ? 'U' : 'F', font);
	add_length(p, size);
	add(p, "Tf\n");
}

/* A stretch that differs by less than shows is left as it was; the pen
 * knows. */
static void set_spacing(struct player *p, int32_t spacing)
{
	int32_t change = spacing - p->spacing;
	if (change == 0 || (spacing && change >= -SAME_SPACING &&
			    change <= SAME_SPACING))
		return;
	p->spacing = spacing;
	uint32_t size = (uint32_t)(spacing < 0 ? -spacing : spacing);
	buf_format(p->out, "%s%u.%04u Tc\n", spacing < 0 ? "-" : "",
		   size / 10000, size % 10000);
}

/* 9.4.2: Td counts along the line's own axes, and in a turned one these are
 * down and to the right; between the two the whole matrix is said. */
static void move_to(struct player *p, length x, length y, enum lie lie)
{
	static const char *const axes[] = {
		[LIES_ACROSS] = "1 0 0 1 ", [LIES_DOWN] = "0 -1 1 0 ",
		[LIES_UP] = "0 1 -1 0 "};
	int64_t right = (int64_t)x - p->x, up = (int64_t)y - p->y;
	if (lie != p->lie) {
		add(p, axes[lie]);
		add_length(p, x);
		add_length(p, y);
		add(p, "Tm\n");
	} else {
		add_length(p, lie == LIES_ACROSS ? right
			      : lie == LIES_DOWN ? -up : up);
		add_length(p, lie == LIES_ACROSS ? up
			      : lie == LIES_DOWN ? right : -right);
		add(p, "Td\n");
	}
	p->lie = lie;
	p->x = x;
	p->y = y;
}

/* A run while it is written. */
struct line {
	const struct glyphs *run;
	const struct usage *usage;
	const struct upright *upright;/* what stands; NULL: nothing */
	int64_t pen;
	size_t text_at;
	bool has_overlaps;            /* of glyphs by those before them */
	bool in_array, in_string;
};

static bool is_combined(const struct line *line)
{
	return line->run->turn == GLYPHS_COMBINED;
}

/* Glyphs that show as one and stand for one piece of text. */
static uint32_t shown_count(const struct line *line)
{
	return is_combined(line) ? 1 : line->run->count;
}

static size_t text_bytes(const struct line *line, uint32_t i)
{
	return is_combined(line) ? line->run->text.len : line->run->at[i].bytes;
}

static uint16_t code_of(const struct line *line, uint32_t i)
{
	const struct glyph *glyph = &line->run->at[i];
	if (line->upright)
		return upright_code(line->upright, glyph,
				    is_combined(line) ? line->run->count : 1);
	return font_code(line->usage->face, glyph->id);
}

static int64_t advance_of(const struct line *line, uint32_t i)
{
	int advance = line->upright ? EM
		: font_advance(line->usage->face, line->run->at[i].id);
	return (int64_t)advance * line->run->size;
}

/* What the glyph's code says. */
static meaning said_by(const struct line *line, uint32_t i)
{
	uint16_t number = line->upright ? code_of(line, i)
					: line->run->at[i].id;
	return usage_meaning(line->usage, number);
}

/* How much further than its advance the glyph takes the next one. */
static int64_t gap_after(const struct line *line, uint32_t i)
{
	const struct glyph *glyph = &line->run->at[i];
	int64_t step = (int64_t)glyph[1].x - glyph->x;
	return step * PEN_UNITS - advance_of(line, i);
}

static bool is_near(int64_t gap, int64_t other)
{
	return gap - other <= EVEN_ENOUGH && other - gap <= EVEN_ENOUGH;
}

/* Squeezed punctuation takes the next glyph into its own width. Readers that
 * rebuild lines from widths would see two lines there. */
static bool is_overlap(const struct line *line, int64_t gap)
{
	return gap < -(int64_t)OVERLAP * line->run->size;
}

/* The gap that most places share, found by majority vote; 0 when none does,
 * or when too few would gain. Overlaps are noted on the way. */
static int32_t choose_spacing(struct line *line)
{
	int64_t even = 0, sum = 0;
	uint32_t votes = 0, agreed = 0, solid = 0;
	for (uint32_t i = 0; i + 1 < line->run->count; i++) {
		int64_t gap = gap_after(line, i);
		line->has_overlaps |= is_overlap(line, gap);
		if (votes == 0)
			even = gap;
		if (is_near(gap, even))
			votes++;
		else
			votes--;
	}
	if (is_near(even, 0))
		return 0;
	for (uint32_t i = 0; i + 1 < line->run->count; i++) {
		int64_t gap = gap_after(line, i);
		if (is_near(gap, even)) {
			sum += gap;
			agreed++;
		} else if (is_near(gap, 0)) {
			solid++;
		}
	}
	if (agreed < FEWEST_EVEN || agreed <= solid)
		return 0;
	int64_t spacing = sum / (int64_t)agreed / SPACING_UNITS;
	return spacing > INT32_MAX || spacing < -INT32_MAX ? 0
		: (int32_t)spacing;
}

static void close_string(struct player *p, struct line *line)
{
	if (line->in_string)
		buf_add_byte(p->out, ')');
	line->in_string = false;
}

static void close_array(struct player *p, struct line *line)
{
	close_string(p, line);
	if (line->in_array)
		add(p, "]TJ\n");
	line->in_array = false;
}

static void open_array(struct player *p, struct line *line)
{
	if (!line->in_array)
		buf_add_byte(p->out, '[');
	line->in_array = true;
}

/* 7.3.4.2: what has a meaning of its own in a string, and CR, which readers
 * may turn into LF. */
static void add_string_byte(struct buf *out, unsigned byte)
{
	if (byte == '(' || byte == ')' || byte == '\\')
		buf_add_byte(out, '\\');
	if (byte == '\r')
		buf_add(out, STR("\\r"));
	else
		buf_add_byte(out, (char)byte);
}

static void show_glyph(struct player *p, struct line *line, uint32_t i)
{
	const struct glyph *glyph = &line->run->at[i];
	length size = p->size;
	int64_t ahead = line->pen - (int64_t)glyph->x * PEN_UNITS;
	if (ahead * 2 >= size || -ahead * 2 >= size) {
		int64_t back = (ahead * 2 + (ahead < 0 ? -size : size)) /
			       (2 * (int64_t)size);
		close_string(p, line);
		open_array(p, line);
		buf_add_int(p->out, back);
		line->pen -= back * size;
	}
	open_array(p, line);
	if (!line->in_string)
		buf_add_byte(p->out, '(');
	line->in_string = true;
	unsigned code = code_of(line, i);
	add_string_byte(p->out, code >> 8);
	add_string_byte(p->out, code & 0xFF);
	line->pen += advance_of(line, i) +
		     (int64_t)p->spacing * SPACING_UNITS;
}

static bool is_overlapped(const struct line *line, uint32_t i)
{
	return line->has_overlaps && i + 1 < shown_count(line) &&
	       is_overlap(line, gap_after(line, i));
}

/* Clusters from `from` on whose text their glyphs' codes do not give, or
 * that overlap; gives the index after them, or `from` when the first is
 * plain. */
static uint32_t skip_unsaid(const struct line *line, uint32_t from, size_t *len)
{
	const struct glyphs *run = line->run;
	uint32_t i = from;
	bool is_held = false;
	*len = 0;
	while (i < shown_count(line)) {
		uint32_t next = i + 1;
		while (next < shown_count(line) && run->at[next].bytes == 0)
			next++;
		str text = str_cut(run->text, line->text_at + *len,
				   line->text_at + *len + text_bytes(line, i));
		meaning said = said_by(line, i);
		bool is_said = next == i + 1 && said == meaning_of(text);
		bool holds = is_overlapped(line, next - 1);
		if (is_said && said && !holds && !is_held)
			break;
		is_held = holds;
		*len += text_bytes(line, i);
		i = next;
	}
	return i;
}

/* 14.9.4, replacement text. */
static void show_unsaid(struct player *p, struct line *line, uint32_t from,
			uint32_t end, size_t len)
{
	close_array(p, line);
	add(p, "/Span<</ActualText");
	utf16_hex(p->out, str_cut(line->run->text, line->text_at,
				  line->text_at + len), true);
	add(p, ">>BDC\n");
	for (uint32_t i = from; i < end; i++)
		show_glyph(p, line, i);
	close_array(p, line);
	add(p, "EMC\n");
}

static void play_glyphs(struct player *p, const struct glyphs *run)
{
	if (run->count == 0 || run->size <= 0)
		return;
	int font = p->embedding->font[run->face];
	bool is_upright = run->turn == GLYPHS_STACKED ||
			  run->turn == GLYPHS_COMBINED;
	struct line line = {.run = run, .usage = p->embedding->of[font]};
	if (is_upright) {
		line.upright = p->embedding->upright[font];
		line.usage = &line.upright->usage;
	}
	set_artifact(p, run->is_artifact);
	enter_text(p);
	set_grey(p, run->grey);
	set_font(p, font, is_upright, run->size);
	if (shown_count(&line) > 1)
		set_spacing(p, choose_spacing(&line));
	move_to(p, run->x, p->height - run->y,
		run->turn == GLYPHS_ACROSS ? LIES_ACROSS
		: run->turn == GLYPHS_RISING ? LIES_UP : LIES_DOWN);
	for (uint32_t i = 0; i < shown_count(&line);) {
		size_t len;
		uint32_t end = skip_unsaid(&line, i, &len);
		if (end > i) {
			show_unsaid(p, &line, i, end, len);
			line.text_at += len;
			i = end;
			continue;
		}
		show_glyph(p, &line, i);
		line.text_at += text_bytes(&line, i++);
	}
	close_array(p, &line);
}

static void play_rule(struct player *p, const struct item *item)
{
	leave_text(p);
	set_grey(p, item->as.rule.grey);
	add_length(p, item->box.x);
	add_length(p, (int64_t)p->height - item->box.y - item->box.height);
	add_length(p, item->box.width);
	add_length(p, item->box.height);
	add(p, "re f\n");
}

/* 8.5.2: one curve for each half of a wave as long as it is three times
 * high, as many as fit best; the line is a quarter of the height thick. A
 * box that is higher than wide has its wave from top to bottom. */
static void play_wave(struct player *p, const struct item *item)
{
	const struct box *box = &item->box;
	bool is_across = box->width >= box->height;
	length along = is_across ? box->width : box->height;
	length high = is_across ? box->height : box->width;
	if (high <= 0)
		return;
	int64_t halves = along * 2 / ((int64_t)high * 3);
	halves = halves < 2 ? 2 : halves > WAVES_MOST ? WAVES_MOST : halves;
	leave_text(p);
	add(p, "q ");
	add_length(p, item->as.rule.grey);
	add(p, "G ");
	add_length(p, high / 4);
	/* From here on x runs along the wave, y across it. */
	add(p, is_across ? "w 1 0 0 1 " : "w 0 -1 1 0 ");
	add_length(p, is_across ? box->x : box->x + high / 2);
	add_length(p, (int64_t)p->height - box->y -
		      (is_across ? high / 2 : 0));
	add(p, "cm 0 0 m\n");
	for (int64_t i = 0; i < halves; i++) {
		/* Its controls are so far out that it reaches the edge. */
		int64_t from = along * i / halves, to = along * (i + 1) / halves;
		int64_t reach = (i % 2 ? 1 : -1) * (int64_t)high / 2;
		add_length(p, from + (to - from) * 364 / 1000);
		add_length(p, reach);
		add_length(p, to - (to - from) * 364 / 1000);
		add_length(p, reach);
		add_length(p, to);
		add(p, "0 c\n");
	}
	add(p, "S Q\n");
}

static void play_image(struct player *p, const struct item *item)
{
	leave_text(p);
	set_artifact(p, false);
	bool is_rising = item->as.image.is_rising;
	add(p, is_rising ? "q 0 " : "q ");
	add_length(p, is_rising ? item->box.height : item->box.width);
	add(p, is_rising ? "" : "0 0 ");
	add_length(p, is_rising ? -item->box.width : item->box.height);
	add(p, is_rising ? "0 " : "");
	add_length(p, item->box.x + (is_rising ? item->box.width : 0));
	add_length(p, (int64_t)p->height - item->box.y - item->box.height);
	buf_format(p->out, "cm /I%u Do Q\n", item->as.image.picture);
}

static void play_item(struct player *p, const struct item *item)
{
	switch (item->kind) {
	case ITEM_GLYPHS:
		play_glyphs(p, &item->as.glyphs);
		break;
	case ITEM_RULE:
		set_artifact(p, true);
		if (item->as.rule.is_wavy)
			play_wave(p, item);
		else
			play_rule(p, item);
		break;
	case ITEM_IMAGE:
		play_image(p, item);
		break;
	case ITEM_LINK:                       /* an annotation: links.c */
		break;
	}
}

void pdf_page(const struct pages *pages, size_t page,
	      const struct pdf_embedding *embedding, struct arena *a,
	      struct pdf_page *out)
{
	const struct page *what = &pages->list.at[page];
	struct arena scratch;
	struct buf operators;
	arena_init(&scratch);
	buf_init(&operators, &scratch, BUF_NO_MAXIMUM);
	struct player p = {
		.out = &operators, .embedding = embedding,
		.height = what->height, .font = -1,
	};
	for (size_t i = 0; i < what->items.count; i++)
		play_item(&p, &what->items.at[i]);
	leave_text(&p);
	set_artifact(&p, false);
	out->deflated = deflate_zlib(buf_str(&operators), DEFLATE_FAST, a);
	out->bytes = operators.len;
	arena_free(&scratch);
}
