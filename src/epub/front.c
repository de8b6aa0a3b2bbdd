/* The pages the book has of itself: cover, title page, colophon.
 *
 * A cover picture is shown as given; without one the cover is set in type,
 * in plain XHTML, since many reading programs are weak at SVG. The colophon
 * states what is known and invents nothing: no ISBN, no price.
 */
#include "book/contributor.h"
#include "epub/inside.h"

#include "base/banned.h"

static void start(struct xml *x, struct buf *out,
		  const struct epub_request *request, enum wording title,
		  struct arena *a)
{
	str lang = book_lang(request->book);
	buf_init(out, a, BUF_NO_MAXIMUM);
	xhtml_start(x, out, wording(title, lang), lang, "../");
	write_lines_as(x, request, lang);
	xml_attribute(x, "epub:type", STR("frontmatter"));
	xml_line(x);
}

static void open_section(struct xml *x, const char *type, const char *class)
{
	xml_open(x, "section");
	xml_attribute(x, "epub:type", str_of(type));
	xml_attribute(x, "class", str_of(class));
	xml_line(x);
}

static void write_line(struct xml *x, const char *element, const char *class,
		       str text)
{
	if (!text.len)
		return;
	xml_open(x, element);
	xml_attribute(x, "class", str_of(class));
	write_words(x, text);
	xml_close(x);
	xml_line(x);
}

static void write_contributors(struct xml *x, const struct book *book,
			       const char *class, struct arena *a)
{
	str rest = contributor_lines(&book->meta, book_lang(book), a), line;
	while (str_next_line(&rest, &line))
		write_line(x, "p", class, line);
}

static void write_cover_picture(struct xml *x,
				const struct epub_request *request,
				struct arena *a)
{
	const struct book *book = request->book;
	str alt = arena_format(a, "%.*s：%.*s",
			       STR_ARG(wording(WORD_COVER, book_lang(book))),
			       STR_ARG(book_title(book)));
	xml_open(x, "img");
	xml_attribute(x, "role", STR("doc-cover"));
	xml_attribute(x, "src",
		      arena_join(a, STR("../images/"), book->cover->name));
	xml_attribute(x, "alt", alt);
	xml_close_empty(x);
}

static void write_typographic_cover(struct xml *x, const struct book *book,
				    struct arena *a)
{
	write_line(x, "h1", "cover", book_title(book));
	write_line(x, "p", "cover-subtitle", book->meta.subtitle);
	write_contributors(x, book, "cover-author", a);
	write_line(x, "p", "cover-publisher", book->meta.publisher);
}

void cover_part(const struct epub_request *request, struct epub_part *out,
		struct arena *a)
{
	const struct book *book = request->book;
	bool has_picture = book->cover && book->cover->name.len;
	struct xml x;
	struct buf text;
	start(&x, &text, request, WORD_COVER, a);
	open_section(&x, "cover", has_picture ? "cover-picture" : "cover");
	if (has_picture)
		write_cover_picture(&x, request, a);
	else
		write_typographic_cover(&x, book, a);
	*out = (struct epub_part){
		.name = STR("text/cover.xhtml"), .id = STR("cover")};
	xhtml_finish(&x, request, out, a);
}

void title_page_part(const struct epub_request *request,
		     struct epub_part *out, struct arena *a)
{
	const struct book *book = request->book;
	struct xml x;
	struct buf text;
	start(&x, &text, request, WORD_TITLE_PAGE, a);
	open_section(&x, "titlepage", "title-page");
	write_line(&x, "h1", "title-page", book_title(book));
	write_line(&x, "p", "title-page-subtitle", book->meta.subtitle);
	write_contributors(&x, book, "title-page-author", a);
	write_line(&x, "p", "title-page-publisher", book->meta.publisher);
	*out = (struct epub_part){
		.name = STR("text/titlepage.xhtml"), .id = STR("titlepage")};
	xhtml_finish(&x, request, out, a);
}

static void write_field(struct xml *x, const struct book *book,
			enum wording name, str value)
{
	if (!value.len)
		return;
	xml_open(x, "p");
	xml_attribute(x, "class", STR("colophon"));
	xml_open(x, "span");
	xml_attribute(x, "class", STR("field"));
	xml_text(x, wording(name, book_lang(book)));
	xml_close(x);
	xml_text(x, STR("　"));
	write_words(x, value);
	xml_close(x);
	xml_line(x);
}

static str count_line(const struct book *book, struct arena *a)
{
	uint64_t sum = 0;
	for (size_t i = 0; i < book->chapter_count; i++)
		sum += book->chapters[i]->character_count;
	return sum ? wording_character_count(sum, book_lang(book), a)
		   : STR_NONE;
}

/* Where each text is from, as far as it says so. */
static void write_sources(struct xml *x, const struct book *book)
{
	bool is_first = true;
	for (size_t i = 0; i < book->chapter_count; i++) {
		const struct chapter *chapter = book->chapters[i];
		if (!chapter->author.len && !chapter->source.len)
			continue;
		if (is_first)
			write_line(x, "h2", "colophon-sources",
				   wording(WORD_SOURCES, book_lang(book)));
		is_first = false;
		xml_open(x, "p");
		xml_attribute(x, "class", STR("colophon"));
		write_words(x, chapter_title(book, chapter));
		xml_text(x, STR("　"));
		write_origin(x, chapter);
		xml_close(x);
		xml_line(x);
	}
}

static void write_fields(struct xml *x, const struct epub_request *request,
			 struct arena *a)
{
	const struct book *book = request->book;
	const struct meta *meta = &book->meta;
	write_field(x, book, WORD_TITLE_FIELD, outline_text(
		book_title(book), meta->subtitle, a));
	for (int i = 0; i < CONTRIBUTOR_ROLES; i++) {
		enum wording label;
		str names = contributor_names(meta, i, &label, a);
		write_field(x, book, label, names);
	}
	write_field(x, book, WORD_PUBLISHER, meta->publisher);
	write_field(x, book, WORD_DATE, meta->date);
	write_field(x, book, WORD_IDENTIFIER, meta->identifier);
	write_field(x, book, WORD_CHARACTERS, count_line(book, a));
	write_field(x, book, WORD_RIGHTS, meta->rights);
	for (size_t i = 0; i < request->font_count; i++)
		write_field(x, book, WORD_FONTS, outline_text(
			request->fonts[i].title, request->fonts[i].licence, a));
	write_sources(x, book);
	write_line(x, "p", "colophon made-with",
		   wording(WORD_MADE_WITH, book_lang(book)));
}

void colophon_part(const struct epub_request *request, struct epub_part *out,
		   struct arena *a)
{
	const struct book *book = request->book;
	struct xml x;
	struct buf text;
	start(&x, &text, request, WORD_COLOPHON, a);
	xml_open(&x, "section");
	xml_attribute(&x, "epub:type", STR("colophon"));
	xml_attribute(&x, "role", STR("doc-colophon"));
	xml_attribute(&x, "aria-labelledby", STR("title"));
	xml_line(&x);
	xml_open(&x, "h1");
	xml_attribute(&x, "class", STR("colophon-title"));
	xml_attribute(&x, "id", STR("title"));
	xml_text(&x, wording(WORD_COLOPHON, book_lang(book)));
	xml_close(&x);
	xml_line(&x);
	write_fields(&x, request, a);
	*out = (struct epub_part){
		.name = STR("text/colophon.xhtml"), .id = STR("colophon")};
	xhtml_finish(&x, request, out, a);
}
