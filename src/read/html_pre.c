/* <pre> that holds a text and no code, as homepages of the nineties do: its
 * lines are what a plain text's are, and the passes find out what they mean.
 */
#include "base/unicode.h"
#include "base/utf8.h"
#include "read/html_walk.h"

#include "base/banned.h"

#define LEAST_MARKS 3           /* of a text */

static bool has_only_text(const xmlNode *pre)
{
	for (const xmlNode *at = pre->children; at; at = at->next)
		if (at->type == XML_ELEMENT_NODE)
			return false;
	return pre->children != NULL;
}

bool pre_is_prose(const xmlNode *pre)
{
	size_t han = 0, others = 0, marks = 0;
	if (!has_only_text(pre) || !pre->children->content)
		return false;
	str text = str_of((const char *)pre->children->content);
	for (size_t at = 0; at < text.len;) {
		uint32_t c = utf8_next(text, &at);
		marks += c == 0xFF0C || c == 0x3002;
		if (unicode_is_han(c))
			han++;
		else
			others += !unicode_is_space(c) &&
				  !unicode_is_cjk_punctuation(c);
	}
	return marks >= LEAST_MARKS && han > others * 4;
}

void take_pre_lines(struct html_walk *w, xmlNode *pre)
{
	uint32_t number = node_line(w, pre);
	bool is_after_blank = false;
	text_end_bare(w);
	for (const xmlNode *at = pre->children; at; at = at->next) {
		str rest = str_of((const char *)at->content), line;
		for (; str_next_line(&rest, &line); number++) {
			if (str_is_empty(str_trim(line))) {
				is_after_blank = true;
				continue;
			}
			struct span span = reading_span(w->reading, number);
			struct block *block = builder_open(
				w->builder, BLOCK_PARAGRAPH, span);
			block->class = is_after_blank ? STR("after-blank")
						      : STR_NONE;
			main_mark(w, block);
			builder_text(w->builder, arena_copy(w->arena, line),
				     span);
			builder_close(w->builder, BLOCK_PARAGRAPH);
			is_after_blank = false;
		}
	}
}
