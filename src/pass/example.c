/* 举例：…… becomes a boxed example, when asked. A label with its text is one
 * paragraph's box; a label alone takes the paragraphs below it, up to a
 * heading, a blank line or the next label.
 */
#include "base/unicode.h"
#include "book/numeral.h"
#include "pass/inside.h"

#include "base/banned.h"

#define MOST_PARAGRAPHS 12
#define LONGEST_LABEL 40        /* bytes, with its marks */

static const char *const labels[] = {
	"举例", "例如", "例", "示例", "案例", "事例", "例子", "实例",
	"举例说明",
};

/* Bytes of 举例： or 【案例】 at the text's start; 0: none. */
static size_t label_bytes(struct work *work, str text)
{
	text = unicode_simplified(str_cut(text, 0, LONGEST_LABEL),
				  work->scratch);
	bool is_framed = str_starts(text, STR("【"));
	size_t from = is_framed ? strlen("【") : 0;
	for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
		size_t end = from + strlen(labels[i]);
		if (!str_starts(str_from(text, from), str_of(labels[i])))
			continue;
		str rest = str_from(text, end);
		if (is_framed && str_starts(rest, STR("】")))
			return end + strlen("】");
		if (!is_framed && str_starts(rest, STR("：")))
			return end + strlen("：");
		if (!is_framed && str_starts(rest, STR(":")))
			return end + 1;
	}
	return 0;
}

static bool goes_on(struct work *work, const struct block *block)
{
	if (!block || block->kind != BLOCK_PARAGRAPH || !block->text ||
	    block_has_class(block, STR(AFTER_BLANK_CLASS)))
		return false;
	str text = str_trim(block_text(block, work->scratch));
	return label_read(text).kind == LABEL_NONE && !label_bytes(work, text);
}

static void box(struct work *work, struct block *first, size_t count)
{
	struct block *example = block_new(work->a, BLOCK_EXAMPLE, first->span);
	block_insert(work->chapter, NULL, first, example);
	for (struct block *at = first, *next; count > 0; at = next, count--) {
		next = at->next;
		block_remove(work->chapter, at);
		block_insert(work->chapter, example, NULL, at);
	}
}

void pass_example(struct work *work)
{
	if (work->context->clean.examples != EXAMPLES_BOX)
		return;
	struct block *next;
	for (struct block *at = work->chapter->body; at; at = next) {
		next = at->next;
		if (at->kind != BLOCK_PARAGRAPH || !at->text)
			continue;
		str text = str_trim(block_text(at, work->scratch));
		size_t label = label_bytes(work, text), count = 1;
		if (!label)
			continue;
		while (label == text.len && count <= MOST_PARAGRAPHS &&
		       goes_on(work, next)) {
			next = next->next;
			count++;
		}
		box(work, at, count);
	}
}
