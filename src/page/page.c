/* Items appended to a page, and the page's text read back from them: what
 * the typesetter placed, in the order it placed it.
 */
#include "base/buf.h"
#include "page/page.h"

#include "base/banned.h"

struct item *page_add(struct page *page, struct arena *a, enum item_kind kind)
{
	list_push(a, &page->items, (struct item){.kind = kind});
	struct item *item = &page->items.at[page->items.count - 1];
	if (kind == ITEM_GLYPHS)
		item->as.glyphs.text = STR_NONE;
	else if (kind == ITEM_LINK)
		item->as.link.target = STR_NONE;
	return item;
}

str page_text(const struct page *page, struct arena *a)
{
	struct buf out;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	bool is_first = true;
	length baseline = 0;
	for (size_t i = 0; i < page->items.count; i++) {
		const struct item *item = &page->items.at[i];
		if (item->kind != ITEM_GLYPHS || item->as.glyphs.is_artifact)
			continue;
		length line = item->as.glyphs.turn == GLYPHS_ACROSS
				      ? item->as.glyphs.y : item->as.glyphs.x;
		if (!is_first && line != baseline)
			buf_add_byte(&out, '\n');
		is_first = false;
		baseline = line;
		buf_add(&out, item->as.glyphs.text);
	}
	return buf_str(&out);
}
