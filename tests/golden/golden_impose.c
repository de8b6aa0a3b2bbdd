/* Prints the sheets that a request comes to:
 *   golden_impose FILE.in
 * A line sets one thing: "binding saddle", "pages 12", "page 148mm 210mm",
 * "sheet 297mm 210mm", "paper 0.108mm", "signature 4", "right", "long",
 * "marks".
 */
#include <stdio.h>

#include "base/buf.h"
#include "base/file.h"
#include "impose/impose.h"

#include "base/banned.h"

struct request {
	struct imposition how;
	length width, height;
	int pages;
};

static str next_word(str *line)
{
	size_t end = str_find_byte(*line, ' ');
	str word = str_cut(*line, 0, end);
	*line = end == STR_NOT_FOUND ? STR_NONE : str_from(*line, end + 1);
	return word;
}

static bool read_binding(str name, enum binding *binding)
{
	static const str names[] = {
		[BINDING_SADDLE] = {"saddle", 6},
		[BINDING_SIGNATURES] = {"signatures", 10},
		[BINDING_CUT_AND_STACK] = {"cut-and-stack", 13},
	};
	for (int i = 0; i < 3; i++) {
		if (!str_equal(name, names[i]))
			continue;
		*binding = (enum binding)i;
		return true;
	}
	return false;
}

static bool read_size(str line, length *width, length *height)
{
	str first = next_word(&line);
	return length_parse(first, width) && length_parse(line, height);
}

static bool read_line(str line, struct request *request)
{
	struct imposition *how = &request->how;
	str name = next_word(&line);
	if (str_equal(name, STR("binding")))
		return read_binding(line, &how->binding);
	if (str_equal(name, STR("pages")))
		return str_to_int(line, &request->pages);
	if (str_equal(name, STR("signature")))
		return str_to_int(line, &how->sheets_per_signature);
	if (str_equal(name, STR("page")))
		return read_size(line, &request->width, &request->height);
	if (str_equal(name, STR("sheet")))
		return read_size(line, &how->sheet_width, &how->sheet_height);
	if (str_equal(name, STR("paper")))
		return length_parse(line, &how->paper_thickness);
	how->binds_right |= str_equal(name, STR("right"));
	how->flips_long_edge |= str_equal(name, STR("long"));
	how->has_marks |= str_equal(name, STR("marks"));
	return str_equal(name, STR("right")) || str_equal(name, STR("long")) ||
	       str_equal(name, STR("marks"));
}

int main(int count, char **names)
{
	struct arena a;
	str text, line;
	struct request request = {0};
	arena_init(&a);
	if (count != 2 || file_read(names[1], FILE_LARGEST_SOURCE, &a,
				    &text) != FILE_OK)
		return 1;
	while (str_next_line(&text, &line)) {
		if (read_line(line, &request))
			continue;
		fprintf(stderr, "what is \"%.*s\"?\n", STR_ARG(line));
		return 1;
	}
	struct buf out;
	buf_init(&out, &a, BUF_NO_MAXIMUM);
	struct sheets sheets = impose(&request.how, (size_t)request.pages,
				      request.width, request.height, &a);
	sheets_dump(&sheets, &out);
	fwrite(out.text, 1, out.len, stdout);
	arena_free(&a);
	return 0;
}
