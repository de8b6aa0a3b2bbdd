/* The navigation document (EPUB 3.3, 5): contents that readers see and turn
 * to, and behind it landmarks and the page list.
 *
 * It stands in the spine as the book's own contents page, for readers whose
 * program shows none.
 */
#include "epub/inside.h"

#include "base/banned.h"

bool has_pages(const struct epub_request *request)
{
	if (!request->marks)
		return false;
	for (size_t i = 0; i < request->book->chapter_count; i++)
		if (request->marks[i].count)
			return true;
	return false;
}

str outline_address(const struct epub_contents *contents,
		    const struct outline_entry *entry, const char *root,
		    struct arena *a)
{
	const struct book *book = contents->request->book;
	str path = chapter_path(book->chapters[entry->chapter], a);
	if (!entry->block)
		return arena_format(a, "%s%.*s", root, STR_ARG(path));
	size_t file = file_of(contents->request, entry->chapter,
			      entry->block->number);
	path = file_path(contents->request, entry->chapter, file, a);
	str id = heading_id(contents->request, entry->chapter, entry->block, a);
	return arena_format(a, "%s%.*s#%.*s", root, STR_ARG(path), STR_ARG(id));
}

static void write_link(struct xml *x, str address, str text)
{
	xml_open(x, "a");
	xml_attribute(x, "href", address);
	write_words(x, text);
	xml_close(x);
}

static str entry_text(const struct epub_contents *contents,
		      const struct outline_entry *entry, struct arena *a)
{
	const struct book *book = contents->request->book;
	str title = entry->title;
	if (!entry->block)
		title = chapter_title(book, book->chapters[entry->chapter]);
	return str_trim(outline_text(entry->label, title, a));
}

/* Entries to nested lists: an item stays open for what is deeper. */
static void write_entries(struct xml *x, const struct epub_contents *contents,
			  struct arena *a)
{
	int depth = 0;
	for (size_t i = 0; i < contents->outline.entries.count; i++) {
		const struct outline_entry *entry =
			&contents->outline.entries.at[i];
		for (; depth > entry->depth; depth--) {
			xml_close(x);
			xml_close(x);
		}
		if (depth == entry->depth)
			xml_close(x);
		else
			xml_open(x, "ol");
		if (depth < entry->depth)
			depth++;
		xml_line(x);
		xml_open(x, "li");
		write_link(x, outline_address(contents, entry, "", a),
			   entry_text(contents, entry, a));
	}
	for (; depth > 0; depth--) {
		xml_close(x);
		xml_close(x);
	}
	xml_line(x);
}

static void open_nav(struct xml *x, const char *type, bool is_hidden)
{
	xml_open(x, "nav");
	xml_attribute(x, "epub:type", str_of(type));
	if (is_hidden)
		xml_attribute(x, "hidden", STR("hidden"));
}

static void write_contents(struct xml *x, const struct epub_contents *contents,
			   struct arena *a)
{
	const struct book *book = contents->request->book;
	str title = book->contents_title;
	if (!str_trim(title).len)
		title = wording(WORD_CONTENTS, book_lang(book));
	open_nav(x, "toc", false);
	xml_attribute(x, "role", STR("doc-toc"));
	xml_attribute(x, "id", STR("toc"));
	xml_attribute(x, "aria-labelledby", STR("title"));
	xml_line(x);
	xml_open(x, "h1");
	xml_attribute(x, "class", STR("toc-title"));
	xml_attribute(x, "id", STR("title"));
	xml_text(x, title);
	xml_close(x);
	xml_line(x);
	write_entries(x, contents, a);
	xml_close(x);
	xml_line(x);
}

static void write_landmark(struct xml *x, const char *type, str address,
			   str text)
{
	xml_open(x, "li");
	xml_open(x, "a");
	xml_attribute(x, "epub:type", str_of(type));
	xml_attribute(x, "href", address);
	xml_text(x, text);
	xml_close(x);
	xml_close(x);
	xml_line(x);
}

static const struct chapter *first_of(const struct book *book,
				      enum chapter_role role)
{
	for (size_t i = 0; i < book->chapter_count; i++)
		if (book->chapters[i]->role == role)
			return book->chapters[i];
	return NULL;
}

const struct chapter *first_body(const struct book *book)
{
	const struct chapter *body = first_of(book, CHAPTER_BODY);
	if (!body && book->chapter_count)
		body = book->chapters[0];
	return body;
}

/* Each landmark has one type: Apple Books passes over others. */
static void write_landmarks(struct xml *x, const struct epub_contents *contents,
			    struct arena *a)
{
	const struct book *book = contents->request->book;
	str lang = book_lang(book);
	const struct chapter *body = first_body(book);
	const struct chapter *back = first_of(book, CHAPTER_APPENDIX);
	open_nav(x, "landmarks", true);
	xml_attribute(x, "aria-label", wording(WORD_LANDMARKS, lang));
	xml_line(x);
	xml_open(x, "ol");
	xml_line(x);
	write_landmark(x, "cover", STR("text/cover.xhtml"),
		       wording(WORD_COVER, lang));
	write_landmark(x, "titlepage", STR("text/titlepage.xhtml"),
		       wording(WORD_TITLE_PAGE, lang));
	write_landmark(x, "toc", STR("nav.xhtml#toc"),
		       wording(WORD_CONTENTS, lang));
	if (body)
		write_landmark(x, "bodymatter", chapter_path(body, a),
			       wording(WORD_BODY, lang));
	if (back && back != body)
		write_landmark(x, "appendix", chapter_path(back, a),
			       wording(WORD_APPENDIX, lang));
	xml_close(x);
	xml_close(x);
	xml_line(x);
}

str mark_path(const struct epub_request *request, size_t chapter, size_t mark,
	      struct arena *a)
{
	uint32_t block = request->marks[chapter].at[mark].at.block;
	return file_path(request, chapter, file_of(request, chapter, block), a);
}

static void write_pages(struct xml *x, const struct epub_request *request,
			struct arena *a)
{
	const struct book *book = request->book;
	open_nav(x, "page-list", true);
	xml_attribute(x, "role", STR("doc-pagelist"));
	xml_attribute(x, "aria-label",
		      wording(WORD_PAGE_LIST, book_lang(book)));
	xml_line(x);
	xml_open(x, "ol");
	xml_line(x);
	for (size_t i = 0; i < book->chapter_count; i++) {
		for (size_t k = 0; k < request->marks[i].count; k++) {
			str path = mark_path(request, i, k, a);
			xml_open(x, "li");
			write_link(x, arena_format(a, "%.*s#%.*s",
				STR_ARG(path), STR_ARG(page_id(k, a))),
				request->marks[i].at[k].label);
			xml_close(x);
			xml_line(x);
		}
	}
	xml_close(x);
	xml_close(x);
	xml_line(x);
}

void nav_part(const struct epub_contents *contents, struct epub_part *out,
	      struct arena *a)
{
	const struct book *book = contents->request->book;
	struct xml x;
	struct buf text;
	buf_init(&text, a, BUF_NO_MAXIMUM);
	xhtml_start(&x, &text, wording(WORD_CONTENTS, book_lang(book)),
		    book_lang(book), "");
	write_lines_as(&x, contents->request, book_lang(book));
	xml_attribute(&x, "epub:type", STR("frontmatter"));
	xml_line(&x);
	write_contents(&x, contents, a);
	write_landmarks(&x, contents, a);
	if (contents->has_pages)
		write_pages(&x, contents->request, a);
	*out = (struct epub_part){
		.name = STR("nav.xhtml"), .id = STR("nav"),
		.properties = STR("nav"),
	};
	xhtml_finish(&x, contents->request, out, a);
}
