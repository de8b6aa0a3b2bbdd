/* Plain text -> one paragraph a line. What a line is (a heading, a part of
 * a hard-wrapped paragraph, a page number) is for the passes to find out;
 * their evidence is kept: blanks at the start stay in the text, and a line
 * behind blank ones has the class "after-blank".
 */
#include "read/inside.h"

#include "base/banned.h"

void text_read(struct reading *r)
{
	str rest = r->text, line;
	bool is_after_blank = false;
	for (uint32_t number = r->line; str_next_line(&rest, &line); number++) {
		if (reading_is_too_long(r, line.len, number))
			return;
		if (str_is_empty(str_trim(line))) {
			is_after_blank = true;
			continue;
		}
		struct span span = reading_span(r, number);
		struct block *block = builder_open(r->builder, BLOCK_PARAGRAPH,
						   span);
		if (is_after_blank)
			block->class = STR("after-blank");
		builder_text(r->builder, line, span);
		builder_close(r->builder, BLOCK_PARAGRAPH);
		is_after_blank = false;
	}
}
