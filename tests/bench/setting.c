/* How fast text is set, alone: what a core does in a second, for `make bench`.
 *
 *   loop    each character decoded, given its glyph and a place in a line of
 *           fixed count: no typography, the yardstick
 *   lines   every paragraph broken into its best lines and placed
 *   pages   the chapters whole: lines, page breaks, notes, items of pages
 *
 * usage: setting TEXT
 */
#include <stdio.h>
#include <time.h>

#include "base/file.h"
#include "base/utf8.h"
#include "plain_book.h"
#include "typeset/inside.h"

#define EM 10500
#define PITCH 17000
#define CHARACTERS_A_LINE 28
#define LINES_A_PAGE 28
#define PARAGRAPHS_A_CHAPTER 50
#define ROUNDS 3              /* the fastest counts: others share the machine */

struct bench {
	struct arena arena;
	struct diag diag;
	struct faces faces;
	struct layout layout;
	struct book book;
	struct typeset_request request;
	str text;
	size_t characters;
};

typedef void (*work_of)(struct bench *b);

static double seconds_of(struct bench *b, work_of work)
{
	double least = 0;
	for (int round = 0; round < ROUNDS; round++) {
		clock_t start = clock();
		work(b);
		double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
		if (round == 0 || seconds < least)
			least = seconds;
	}
	return least;
}

static str take_line(str *text)
{
	size_t end = str_find_byte(*text, '\n');
	str line = str_cut(*text, 0, end);
	*text = str_from(*text, end < text->len ? end + 1 : end);
	return line;
}

static void place_plainly(struct bench *b)
{
	const struct face *face = b->faces.at[FONT_BODY];
	struct glyph line[CHARACTERS_A_LINE];
	volatile length sum = 0;
	int count = 0;
	length x = 0;
	for (size_t at = 0; at < b->text.len;) {
		uint32_t c = utf8_next(b->text, &at);
		uint16_t glyph = font_glyph(face, c);
		if (c == '\n' || count == CHARACTERS_A_LINE) {
			sum += line[0].x;
			count = 0;
			x = 0;
		}
		line[count++] = (struct glyph){.x = x, .id = glyph};
		x += font_advance(face, glyph) * EM / 1000;
	}
}

static void set_all_lines(struct bench *b)
{
	struct arena lines = {0}, scratch = {0};
	struct setter setter = {
		.request = &b->request, .faces = &b->faces,
		.styles = b->request.styles, .layout = &b->layout,
		.arena = &lines, .scratch = &scratch, .diag = &b->diag,
		.lang = b->layout.lang,
	};
	struct line_request request = {
		.style = style_root(b->request.styles),
		.measure = CHARACTERS_A_LINE * EM, .first_indent = 2 * EM,
	};
	int count = 0;
	for (str text = b->text; text.len;) {
		struct set_paragraph set;
		request.text = take_line(&text);
		set_lines(&setter, &request, &set);
		if (++count % PARAGRAPHS_A_CHAPTER)
			continue;
		setter.memory = NULL;
		arena_free(&lines);
	}
	arena_free(&lines);
	arena_free(&scratch);
}

static void set_all_pages(struct bench *b)
{
	for (size_t i = 0; i < b->book.chapter_count; i++) {
		struct set_chapter set;
		struct arena arena = {0};
		struct chapter chapter = *b->book.chapters[i];
		chapter.arena = &arena;
		typeset_chapter(&b->request, &chapter, &set);
		arena_free(&arena);
	}
}

static bool open_faces(struct bench *b)
{
	for (int role = 0; role < FONT_ROLE_COUNT; role++) {
		struct font_file file;
		if (!font_find(STR_NONE, (enum font_role)role, b->layout.lang,
			       &b->arena, &file))
			return false;
		b->faces.at[role] =
			font_open(&file, &b->arena, &b->diag, SPAN_NONE);
		if (!b->faces.at[role])
			return false;
	}
	b->faces.count = FONT_ROLE_COUNT;
	return true;
}

static void load_styles(struct bench *b)
{
	struct style_file files[] = {{.path = STR("styles/book.css")},
				     {.path = STR("styles/print.css"),
				      .is_print_only = true}};
	for (size_t i = 0; i < 2; i++)
		file_read(arena_cstring(&b->arena, files[i].path),
			  (size_t)1 << 20, &b->arena, &files[i].text);
	b->request.styles = style_load(files, 2, (struct style_grid){
		.body_size = EM, .pitch = PITCH,
		.measure = CHARACTERS_A_LINE * EM, .lines = LINES_A_PAGE,
	}, &b->arena, &b->diag);
}

static bool open_bench(struct bench *b, const char *path)
{
	diag_init(&b->diag, &b->arena);
	b->layout = (struct layout){
		.page_width = LENGTH_MM(148), .page_height = LENGTH_MM(210),
		.body_size = EM, .pitch = PITCH, .inner = LENGTH_MM(20),
		.outer = LENGTH_MM(20), .head = LENGTH_MM(20),
		.foot = LENGTH_MM(20), .lang = STR("zh-Hans"),
		.characters_per_line = CHARACTERS_A_LINE,
		.lines_per_page = LINES_A_PAGE,
	};
	b->book = (struct book){.arena = &b->arena, .meta.title = STR("测速")};
	if (file_read(path, (size_t)1 << 28, &b->arena, &b->text) != FILE_OK ||
	    !open_faces(b))
		return false;
	b->request = (struct typeset_request){
		.book = &b->book, .faces = &b->faces, .layout = &b->layout,
		.size_name = STR("A5"),
	};
	load_styles(b);
	read_book(&b->book, b->text, &b->diag);
	b->characters = utf8_count(b->text);
	return true;
}

int main(int count, char **arguments)
{
	static struct bench b;
	if (count < 2 || !open_bench(&b, arguments[1]))
		return 2;
	double loop = seconds_of(&b, place_plainly);
	double lines = seconds_of(&b, set_all_lines);
	double pages = seconds_of(&b, set_all_pages);
	double millions = (double)b.characters / 1e6;
	printf("setting text, one thread, million characters a second: lines "
	       "broken and placed %.2f, whole pages %.2f (a loop without "
	       "typography: %.0f)\n", millions / lines, millions / pages,
	       millions / loop);
	return 0;
}
