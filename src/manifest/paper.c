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

/* Line gap about 0.62 of the size (clreq 2.2), three quarters where lines
 * are long and readings stand between them; in half points. */
static length usual_pitch(const struct paper *paper)
{
	int share = paper_is_vertical(paper) ? 175 : 162;
	length pitch = length_scale(paper->body_size, share, 100);
	return (pitch + 250) / 500 * 500;
}

/* What printed books of the size leave, both margins together: 41 mm beside
 * and 38 mm above and below on A5; 35 mm and 47 mm where lines run down. A
 * little slack lets a grid that fits to a twentieth of a character count as
 * fitting. */
static int usual_characters(const struct paper *paper)
{
	bool is_vertical = paper_is_vertical(paper);
	length along = is_vertical ? paper->height : paper->width;
	length margins = is_vertical
		? LENGTH_MM(22) + length_scale(along, 12, 100)
		: LENGTH_MM(28) + length_scale(along, 85, 1000);
	return (along - margins + paper->body_size / 20) / paper->body_size;
}

static int usual_lines(const struct paper *paper)
{
	bool is_vertical = paper_is_vertical(paper);
	length across = is_vertical ? paper->width : paper->height;
	length margins = is_vertical
		? LENGTH_MM(22) + length_scale(across, 85, 1000)
		: LENGTH_MM(17) + length_scale(across, 10, 100);
	length room = across - margins - paper->body_size + paper->pitch / 20;
	return room / paper->pitch + 1;
}

/* 11 : 10 towards the spine and the head (clreq 2.5); 4 : 3 over lines that
 * run down, which hang from the head; but as the manifest says, if it does. */
static void split_margins(struct paper *paper)
{
	length line = paper->characters_per_line * paper->body_size;
	length lines = paper->body_size +
		       (paper->lines_per_page - 1) * paper->pitch;
	bool is_vertical = paper_is_vertical(paper);
	length beside = paper->width - (is_vertical ? lines : line);
	length above = paper->height - (is_vertical ? line : lines);
	if (paper->inner == 0)
		paper->inner = length_scale(beside, 11, 21);
	paper->outer = beside - paper->inner;
	if (paper->head == 0)
		paper->head = is_vertical ? length_scale(above, 4, 7)
					  : length_scale(above, 11, 21);
	paper->foot = above - paper->head;
}

const char *paper_complete(struct paper *paper)
{
	if (paper->pitch == 0)
		paper->pitch = usual_pitch(paper);
	if (paper->pitch < paper->body_size)
		return "pitch";
	if (paper->characters_per_line == 0)
		paper->characters_per_line = usual_characters(paper);
	if (paper->lines_per_page == 0)
		paper->lines_per_page = usual_lines(paper);
	bool has_inner = paper->inner != 0, has_head = paper->head != 0;
	split_margins(paper);
	bool is_vertical = paper_is_vertical(paper);
	bool has_width = paper->outer >= LENGTH_MM(5);
	bool has_height = paper->foot >= LENGTH_MM(8);
	if (has_inner && (!has_width || paper->inner < LENGTH_MM(5)))
		return "inner";
	if (has_head && (!has_height || paper->head < LENGTH_MM(5)))
		return "head";
	if (paper->characters_per_line < 4 ||
	    !(is_vertical ? has_height : has_width))
		return "chars";
	if (paper->lines_per_page < 4 ||
	    !(is_vertical ? has_width : has_height))
		return "lines";
	return NULL;
}
