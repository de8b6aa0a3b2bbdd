/* Any text set in any measure: no crash, and lines that follow each other in
 * the text.
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "tests/unit/fake_font.h"
#include "typeset/lines.h"

#include "base/banned.h"

#define EM 10500

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void set_text(str text, length measure, unsigned how)
{
	struct arena a, scratch;
	struct diag d;
	arena_init(&a);
	arena_init(&scratch);
	diag_init(&d, &a);
	struct faces faces = fake_faces(FAKE_CENTRED);
	struct setter setter = {
		.faces = &faces, .arena = &a, .scratch = &scratch, .diag = &d,
		.lang = how & 1 ? STR("zh-Hant-TW") : STR("zh-Hans"),
	};
	struct style style = {
		.size = EM,
		.align = how & 2 ? STYLE_START : STYLE_JUSTIFY,
	};
	struct line_request request = {
		.style = &style, .text = text, .measure = measure,
		.first_indent = how & 4 ? 2 * EM : 0,
	};
	struct set_paragraph set = {0};
	set_lines(&setter, &request, &set);
	size_t at = 0;
	for (size_t i = 0; i < set.count; i++) {
		if (set.lines[i].start < at || set.lines[i].end > text.len ||
		    set.lines[i].end < set.lines[i].start)
			abort();
		at = set.lines[i].end;
	}
	arena_free(&a);
	arena_free(&scratch);
}

/* The first two bytes are the measure and the manner. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	str text = {(const char *)bytes + 2, len - 2};
	if (len < 3 || len > 4096 || !utf8_is_valid(text, NULL))
		return 0;
	set_text(text, (length)(1 + bytes[0] % 40) * EM, bytes[1]);
	return 0;
}
