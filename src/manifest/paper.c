/* Trim sizes by their Chinese and ISO names, and the grid that suits them:
 * where the manifest is silent, margins near those of printed books of the
 * size decide how many whole characters and lines fit.
 */
#include "manifest/paper.h"

#include "base/banned.h"

static const struct {
	str name;
	int width, height;            /* mm */
} sizes[] = {
	{STR_INIT("A5"), 148, 210},      {STR_INIT("国际32开"), 148, 210},
	{STR_INIT("A4"), 210, 297},      {STR_INIT("A6"), 105, 148},
	{STR_INIT("B5"), 176, 250},      {STR_INIT("b5-iso"), 176, 250},
	{STR_INIT("b5-jis"), 182, 257},  {STR_INIT("B6"), 125, 176},
	{STR_INIT("64开"), 92, 126},     {STR_INIT("32开"), 130, 184},
	{STR_INIT("大32开"), 140, 203},  {STR_INIT("小16开"), 170, 240},
	{STR_INIT("16开"), 184, 260},    {STR_INIT("大16开"), 210, 285},
};

const char *paper_names(void)
{
	return "A4 A5 A6 B5 B6 b5-jis 64开 32开 大32开 小16开 16开 大16开 148mmx210mm";
}

static bool read_pair(str name, length *width, length *height)
{
	size_t cross = str_find_byte(name, 'x');
	if (cross == STR_NOT_FOUND)
		cross = str_find_byte(name, ',');
	if (cross == STR_NOT_FOUND)
		return false;
	length w, h;
	if (!length_parse(str_trim(str_cut(name, 0, cross)), &w) ||
	    !length_parse(str_trim(str_from(name, cross + 1)), &h))
		return false;
	if (w < LENGTH_MM(50) || h < LENGTH_MM(70) || w > LENGTH_MM(1000) ||
	    h > LENGTH_MM(1400))
		return false;
	*width = w;
	*height = h;
	return true;
}

bool paper_size(str name, length *width, length *height)
{
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		if (!str_equal_fold(name, sizes[i].name))
			continue;
		*width = LENGTH_MM(sizes[i].width);
		*height = LENGTH_MM(sizes[i].height);
		return true;
	}
	return read_pair(name, width, height);
}

/* Line gap about 0.62 of the size (clreq 2.2), in half points. */
static length usual_pitch(length size)
{
	length pitch = length_scale(size, 162, 100);
	return (pitch + 250) / 500 * 500;
}

/* What printed books of the size leave, both margins together: 41 mm beside
 * and 38 mm above and below on A5. A little slack lets a grid that fits to
 * a twentieth of a character count as fitting. */
static int usual_characters(const struct paper *paper)
{
	length margins = LENGTH_MM(28) + length_scale(paper->width, 85, 1000);
	length room = paper->width - margins + paper->body_size / 20;
	return room / paper->body_size;
}

static int usual_lines(const struct paper *paper)
{
	length margins = LENGTH_MM(17) + length_scale(paper->height, 10, 100);
	length room = paper->height - margins - paper->body_size +
		      paper->pitch / 20;
	return room / paper->pitch + 1;
}

/* 11 : 10 towards the spine and the head (clreq 2.5). */
static void split_margins(struct paper *paper)
{
	length beside = paper->width -
			paper->characters_per_line * paper->body_size;
	length above = paper->height - paper->body_size -
		       (paper->lines_per_page - 1) * paper->pitch;
	paper->inner = length_scale(beside, 11, 21);
	paper->outer = beside - paper->inner;
	paper->head = length_scale(above, 11, 21);
	paper->foot = above - paper->head;
}

const char *paper_complete(struct paper *paper)
{
	if (paper->pitch == 0)
		paper->pitch = usual_pitch(paper->body_size);
	if (paper->pitch < paper->body_size)
		return "pitch";
	if (paper->characters_per_line == 0)
		paper->characters_per_line = usual_characters(paper);
	if (paper->lines_per_page == 0)
		paper->lines_per_page = usual_lines(paper);
	split_margins(paper);
	if (paper->characters_per_line < 4 || paper->outer < LENGTH_MM(5))
		return "chars";
	if (paper->lines_per_page < 4 || paper->foot < LENGTH_MM(8))
		return "lines";
	return NULL;
}
