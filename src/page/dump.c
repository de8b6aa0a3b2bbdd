/* Pages as text, one line an item: the oracle for layout. Lengths are in
 * points. A run's glyphs are told by the steps between them, equal steps
 * counted; nothing is said of steps that are all one em, as in plain Han
 * text, nor of clusters when each glyph stands for one character.
 *
 *   glyphs 36,72 size=10.5 face=0 "版心，天" 10.5*2 5.25
 */
#include "base/buf.h"
#include "base/utf8.h"
#include "page/page.h"

#include "base/banned.h"

static void add(struct buf *out, const char *text)
{
	buf_add(out, str_of(text));
}

static void add_length(struct buf *out, int64_t value)
{
	buf_add_thousandths(out, value, 3);
}

static void add_point(struct buf *out, length x, length y)
{
	add_length(out, x);
	buf_add_byte(out, ',');
	add_length(out, y);
}

static void add_size(struct buf *out, length width, length height)
{
	add_length(out, width);
	buf_add_byte(out, 'x');
	add_length(out, height);
}

static void add_box(struct buf *out, const struct box *box)
{
	add_point(out, box->x, box->y);
	buf_add_byte(out, ' ');
	add_size(out, box->width, box->height);
}

static void add_grey(struct buf *out, uint16_t grey)
{
	if (!grey)
		return;
	add(out, " grey=");
	buf_add_int(out, grey);
}

static void add_quoted(struct buf *out, str text)
{
	buf_add_byte(out, '"');
	size_t from = 0;
	for (size_t at = 0; at < text.len; at++) {
		if (text.text[at] != '"' && text.text[at] != '\\')
			continue;
		buf_add(out, str_cut(text, from, at));
		buf_add_byte(out, '\\');
		from = at;
	}
	buf_add(out, str_from(text, from));
	buf_add_byte(out, '"');
}

static int64_t step_after(const struct glyphs *run, uint32_t i)
{
	return (int64_t)run->at[i + 1].x - run->at[i].x;
}

static uint32_t equal_steps(const struct glyphs *run, uint32_t from)
{
	uint32_t i = from + 1;
	while (i + 1 < run->count &&
	       step_after(run, i) == step_after(run, from))
		i++;
	return i - from;
}

static void add_steps(struct buf *out, const struct glyphs *run)
{
	if (run->count && run->at[0].x) {
		add(out, " from ");
		add_length(out, run->at[0].x);
	}
	if (run->count < 2 || (step_after(run, 0) == run->size &&
			       equal_steps(run, 0) == run->count - 1))
		return;
	for (uint32_t i = 0; i + 1 < run->count;) {
		uint32_t count = equal_steps(run, i);
		buf_add_byte(out, ' ');
		add_length(out, step_after(run, i));
		if (count > 1) {
			buf_add_byte(out, '*');
			buf_add_int(out, count);
		}
		i += count;
	}
}

static bool is_one_to_one(const struct glyphs *run)
{
	size_t at = 0;
	for (uint32_t i = 0; i < run->count; i++) {
		size_t start = at;
		if (at < run->text.len)
			utf8_next(run->text, &at);
		if (run->at[i].bytes != at - start)
			return false;
	}
	return at == run->text.len;
}

static void add_clusters(struct buf *out, const struct glyphs *run)
{
	if (is_one_to_one(run))
		return;
	add(out, " clusters");
	for (uint32_t i = 0; i < run->count; i++) {
		buf_add_byte(out, i ? ',' : ' ');
		buf_add_int(out, run->at[i].bytes);
	}
}

static void add_glyphs(struct buf *out, const struct glyphs *run)
{
	static const char *const turns[] = {
		[GLYPHS_ACROSS] = "", [GLYPHS_RISING] = " rising",
		[GLYPHS_TURNED] = " turned",
		[GLYPHS_STACKED] = " stacked", [GLYPHS_COMBINED] = " combined",
	};
	add(out, "  glyphs ");
	add_point(out, run->x, run->y);
	add(out, " size=");
	add_length(out, run->size);
	add(out, " face=");
	buf_add_int(out, run->face);
	add_grey(out, run->grey);
	add(out, turns[run->turn]);
	if (run->is_artifact)
		add(out, " artifact");
	buf_add_byte(out, ' ');
	add_quoted(out, run->text);
	add_steps(out, run);
	add_clusters(out, run);
}

static void add_item(struct buf *out, const struct item *item)
{
	switch (item->kind) {
	case ITEM_GLYPHS:
		add_glyphs(out, &item->as.glyphs);
		break;
	case ITEM_RULE:
		add(out, item->as.rule.is_wavy ? "  wave " : "  rule ");
		add_box(out, &item->box);
		add_grey(out, item->as.rule.grey);
		break;
	case ITEM_IMAGE:
		add(out, "  image ");
		add_box(out, &item->box);
		add(out, " picture=");
		buf_add_int(out, item->as.image.picture);
		break;
	case ITEM_LINK:
		add(out, "  link ");
		add_box(out, &item->box);
		buf_add_byte(out, ' ');
		add_quoted(out, item->as.link.target);
		break;
	}
	buf_add_byte(out, '\n');
}

void page_dump(const struct page *page, struct buf *out)
{
	add(out, "page ");
	add_quoted(out, page->label.text ? page->label : STR_NONE);
	buf_add_byte(out, ' ');
	add_size(out, page->width, page->height);
	add(out, page->is_blank ? " blank\n" : "\n");
	for (size_t i = 0; i < page->items.count; i++)
		add_item(out, &page->items.at[i]);
}

static void add_place(struct buf *out, uint32_t page, length y)
{
	add(out, " page=");
	buf_add_int(out, page);
	add(out, " y=");
	add_length(out, y);
	buf_add_byte(out, '\n');
}

static void add_info(struct buf *out, const struct document_info *info)
{
	const struct {
		const char *name;
		str value;
	} fields[] = {
		{"title", info->title}, {"author", info->author},
		{"subject", info->subject}, {"lang", info->lang},
		{"date", info->date},
	};
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
		if (!fields[i].value.len)
			continue;
		add(out, fields[i].name);
		buf_add_byte(out, ' ');
		add_quoted(out, fields[i].value);
		buf_add_byte(out, '\n');
	}
}

static void add_pictures(struct buf *out, const struct pages *pages)
{
	for (size_t i = 0; i < pages->pictures.count; i++) {
		const struct page_picture *picture = &pages->pictures.at[i];
		add(out, "picture ");
		buf_add_int(out, (int64_t)i);
		buf_add_byte(out, ' ');
		buf_add(out, picture->media_type);
		buf_add_byte(out, ' ');
		buf_add_int(out, picture->width);
		buf_add_byte(out, 'x');
		buf_add_int(out, picture->height);
		buf_add_byte(out, '\n');
	}
}

void pages_dump(const struct pages *pages, struct buf *out)
{
	add_info(out, &pages->info);
	if (pages->binds_right)
		add(out, "binds right\n");
	for (size_t i = 0; i < pages->list.count; i++)
		page_dump(&pages->list.at[i], out);
	for (size_t i = 0; i < pages->anchors.count; i++) {
		add(out, "anchor ");
		add_quoted(out, pages->anchors.at[i].name);
		add_place(out, pages->anchors.at[i].page,
			  pages->anchors.at[i].y);
	}
	for (size_t i = 0; i < pages->bookmarks.count; i++) {
		const struct bookmark *bookmark = &pages->bookmarks.at[i];
		add(out, "bookmark ");
		buf_add_int(out, bookmark->depth);
		buf_add_byte(out, ' ');
		add_quoted(out, bookmark->title);
		add_place(out, bookmark->page, bookmark->y);
	}
	add_pictures(out, pages);
}
