/* toc.ncx: the contents once more, in EPUB 2's form (OPF 2.0.1, 2.4.1).
 *
 * Many programs in China read nothing else, and show only those files of the
 * spine that it names: so it names all of them.
 */
#include "epub/inside.h"

#include "base/banned.h"

struct ncx {
	struct xml xml;
	const struct epub_contents *contents;
	struct arena *arena;
	int play_order;
};

static void write_label(struct xml *x, str text)
{
	xml_open(x, "navLabel");
	xml_element(x, "text", text);
	xml_close(x);
}

static void write_target(struct xml *x, str address)
{
	xml_open(x, "content");
	xml_attribute(x, "src", address);
	xml_close_empty(x);
}

/* Left open: deeper points go inside. */
static void open_point(struct ncx *ncx, str text, str address)
{
	str number = arena_format(ncx->arena, "%d", ++ncx->play_order);
	xml_line(&ncx->xml);
	xml_open(&ncx->xml, "navPoint");
	xml_attribute(&ncx->xml, "id",
		      arena_join(ncx->arena, STR("point"), number));
	xml_attribute(&ncx->xml, "playOrder", number);
	write_label(&ncx->xml, text);
	write_target(&ncx->xml, address);
}

static void write_front(struct ncx *ncx)
{
	static const struct {
		enum wording title;
		const char *address;
	} rows[] = {
		{WORD_COVER, "text/cover.xhtml"},
		{WORD_TITLE_PAGE, "text/titlepage.xhtml"},
		{WORD_COLOPHON, "text/colophon.xhtml"},
		{WORD_CONTENTS, "nav.xhtml"},
	};
	str lang = book_lang(ncx->contents->request->book);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		open_point(ncx, wording(rows[i].title, lang),
			   str_of(rows[i].address));
		xml_close(&ncx->xml);
	}
}

static str entry_text(struct ncx *ncx, const struct outline_entry *entry)
{
	const struct book *book = ncx->contents->request->book;
	str title = entry->title;
	if (!entry->block)
		title = chapter_title(book, book->chapters[entry->chapter]);
	return str_trim(outline_text(entry->label, title, ncx->arena));
}

static void write_entries(struct ncx *ncx)
{
	const struct outline *outline = &ncx->contents->outline;
	int depth = 0;
	for (size_t i = 0; i < outline->entries.count; i++) {
		const struct outline_entry *entry = &outline->entries.at[i];
		for (; depth >= entry->depth; depth--)
			xml_close(&ncx->xml);
		depth++;
		open_point(ncx, entry_text(ncx, entry), outline_address(
			ncx->contents, entry, "", ncx->arena));
	}
	for (; depth > 0; depth--)
		xml_close(&ncx->xml);
}

static int deepest(const struct outline *outline)
{
	int depth = 1;
	for (size_t i = 0; i < outline->entries.count; i++)
		if (outline->entries.at[i].depth > depth)
			depth = outline->entries.at[i].depth;
	return depth;
}

static bool is_number(str label)
{
	int number;
	return str_to_int(label, &number) && number > 0;
}

static void write_page(struct ncx *ncx, str label, str path, size_t mark)
{
	struct arena *a = ncx->arena;
	str order = arena_format(a, "%d", ++ncx->play_order);
	xml_line(&ncx->xml);
	xml_open(&ncx->xml, "pageTarget");
	xml_attribute(&ncx->xml, "id", arena_join(a, STR("target"), order));
	xml_attribute(&ncx->xml, "type",
		      is_number(label) ? STR("normal") : STR("front"));
	xml_attribute(&ncx->xml, "playOrder", order);
	write_label(&ncx->xml, label);
	write_target(&ncx->xml, arena_format(
		a, "%.*s#%.*s", STR_ARG(path), STR_ARG(page_id(mark, a))));
	xml_close(&ncx->xml);
}

static void write_pages(struct ncx *ncx)
{
	const struct epub_request *request = ncx->contents->request;
	const struct book *book = request->book;
	xml_open(&ncx->xml, "pageList");
	write_label(&ncx->xml, wording(WORD_PAGE_LIST, book_lang(book)));
	for (size_t i = 0; i < book->chapter_count; i++) {
		const struct page_marks *marks = &request->marks[i];
		for (size_t k = 0; k < marks->count; k++)
			write_page(ncx, marks->at[k].label,
				   mark_path(request, i, k, ncx->arena), k);
	}
	xml_close(&ncx->xml);
	xml_line(&ncx->xml);
}

static size_t page_count(const struct epub_contents *contents)
{
	size_t count = 0;
	if (contents->has_pages)
		for (size_t i = 0; i < contents->request->book->chapter_count; i++)
			count += contents->request->marks[i].count;
	return count;
}

static void write_meta(struct ncx *ncx, const char *name, str content)
{
	xml_open(&ncx->xml, "meta");
	xml_attribute(&ncx->xml, "name", str_of(name));
	xml_attribute(&ncx->xml, "content", content);
	xml_close_empty(&ncx->xml);
	xml_line(&ncx->xml);
}

static void write_head(struct ncx *ncx)
{
	struct arena *a = ncx->arena;
	const struct epub_contents *contents = ncx->contents;
	xml_open(&ncx->xml, "head");
	write_meta(ncx, "dtb:uid", contents->identifier);
	write_meta(ncx, "dtb:depth",
		   arena_format(a, "%d", deepest(&contents->outline)));
	str count = arena_format(a, "%zu", page_count(contents));
	write_meta(ncx, "dtb:totalPageCount", count);
	write_meta(ncx, "dtb:maxPageNumber", count);
	xml_close(&ncx->xml);
	xml_line(&ncx->xml);
	xml_open(&ncx->xml, "docTitle");
	xml_element(&ncx->xml, "text", book_title(contents->request->book));
	xml_close(&ncx->xml);
	xml_line(&ncx->xml);
}

void ncx_part(const struct epub_contents *contents, struct epub_part *out,
	      struct arena *a)
{
	struct ncx ncx = {.contents = contents, .arena = a};
	struct buf text;
	buf_init(&text, a, BUF_NO_MAXIMUM);
	xml_start(&ncx.xml, &text);
	xml_open(&ncx.xml, "ncx");
	xml_attribute(&ncx.xml, "xmlns",
		      STR("http://www.daisy.org/z3986/2005/ncx/"));
	xml_attribute(&ncx.xml, "version", STR("2005-1"));
	xml_attribute(&ncx.xml, "xml:lang",
		      book_lang(contents->request->book));
	xml_line(&ncx.xml);
	write_head(&ncx);
	xml_open(&ncx.xml, "navMap");
	write_front(&ncx);
	write_entries(&ncx);
	xml_close(&ncx.xml);
	xml_line(&ncx.xml);
	if (contents->has_pages)
		write_pages(&ncx);
	xml_finish(&ncx.xml);
	*out = (struct epub_part){
		.name = STR("toc.ncx"), .id = STR("ncx"),
		.media_type = STR("application/x-dtbncx+xml"),
	};
	part_pack(out, buf_str(&text), contents->request, a);
}
