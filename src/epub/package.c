/* The package document (EPUB 3.3, 3): what the book is, what files it has,
 * in which order they are read. Everything that is said is computed from
 * what was written.
 */
#include "base/unicode.h"
#include "epub/inside.h"

#include "base/banned.h"

struct package {
	struct xml xml;
	const struct epub_contents *contents;
	const struct meta *meta;
	struct arena *arena;
};

static void write_refinement(struct xml *x, str id, const char *property,
			     const char *scheme, str text)
{
	xml_open(x, "meta");
	xml_attribute(x, "refines", id);
	xml_attribute(x, "property", str_of(property));
	if (*scheme)
		xml_attribute(x, "scheme", str_of(scheme));
	xml_text(x, text);
	xml_close(x);
	xml_line(x);
}

static void write_named(struct xml *x, const char *element, const char *id,
			str text)
{
	xml_open(x, element);
	if (*id)
		xml_attribute(x, "id", str_of(id));
	xml_text(x, text);
	xml_close(x);
	xml_line(x);
}

static void write_plain(struct xml *x, const char *element, str text)
{
	text = str_trim(text);
	if (text.len)
		write_named(x, element, "", text);
}

/* What shelves sort by: as given, else the reading of Chinese. */
static void write_sort_key(struct package *p, str id, str given, str name)
{
	given = str_trim(given);
	if (given.len == 0 &&
	    lang_is_chinese(book_lang(p->contents->request->book)))
		given = unicode_pinyin(name, p->arena);
	if (given.len)
		write_refinement(&p->xml, id, "file-as", "", given);
}

/* A further title, whose type is its id too. */
static void write_title(struct xml *x, const char *type, str title)
{
	str refined = arena_join(x->out->arena, STR("#"), str_of(type));
	write_named(x, "dc:title", type, title);
	write_refinement(x, refined, "title-type", "", str_of(type));
}

static void write_titles(struct package *p)
{
	struct xml *x = &p->xml;
	const struct book *book = p->contents->request->book;
	str title = book_title(book), subtitle = str_trim(p->meta->subtitle);
	write_named(x, "dc:title", "title", title);
	write_refinement(x, STR("#title"), "title-type", "", STR("main"));
	write_sort_key(p, STR("#title"), p->meta->sort, title);
	if (subtitle.len)
		write_title(x, "subtitle", subtitle);
	if (p->contents->request->is_vertical)
		write_title(x, "edition", wording(WORD_VERTICAL_EDITION,
						  book_lang(book)));
}

/* MARC relators are three small letters. */
static str role_of(const struct contributor *who)
{
	bool is_role = who->role.len == 3;
	for (size_t i = 0; i < who->role.len; i++)
		is_role &= who->role.text[i] >= 'a' && who->role.text[i] <= 'z';
	return is_role ? who->role : STR("aut");
}

static bool has_author(const struct meta *meta)
{
	for (size_t i = 0; i < meta->contributors.count; i++)
		if (str_equal(role_of(&meta->contributors.at[i]), STR("aut")))
			return true;
	return false;
}

/* Who made the book is its creator; where no author is named, the editors
 * are. */
static void write_contributor(struct package *p, size_t number)
{
	const struct contributor *who = &p->meta->contributors.at[number];
	str role = role_of(who), name = str_trim(who->name);
	if (!name.len)
		return;
	bool is_creator = str_equal(role, STR("aut")) || !has_author(p->meta);
	const char *id = arena_format(p->arena, "person%zu", number + 1).text;
	str refined = arena_format(p->arena, "#%s", id);
	write_named(&p->xml, is_creator ? "dc:creator" : "dc:contributor", id,
		    name);
	write_refinement(&p->xml, refined, "role", "marc:relators", role);
	write_sort_key(p, refined, who->sort, name);
}

/* W3CDTF: a year, a month or a day. */
static bool is_date(str text)
{
	return str_has_form(text, "0000") || str_has_form(text, "0000-00") ||
	       str_has_form(text, "0000-00-00");
}

static void write_described(struct package *p)
{
	const struct meta *meta = p->meta;
	struct xml *x = &p->xml;
	write_plain(x, "dc:publisher", meta->publisher);
	if (is_date(meta->date))
		write_named(x, "dc:date", "", meta->date);
	write_plain(x, "dc:description", meta->description);
	write_plain(x, "dc:subject", meta->subject);
	write_plain(x, "dc:rights", meta->rights);
	write_plain(x, "dc:source", meta->source);
}

/* EPUB 3.3, D.3.10: the place is one number or several, parted by dots. */
static bool is_place(str text)
{
	bool wants_digit = true;
	for (size_t i = 0; i < text.len; i++) {
		bool is_dot = text.text[i] == '.';
		if (is_dot ? wants_digit
			   : text.text[i] < '0' || text.text[i] > '9')
			return false;
		wants_digit = is_dot;
	}
	return !wants_digit;
}

static void write_series(struct package *p)
{
	struct xml *x = &p->xml;
	str name = str_trim(p->meta->series);
	str number = str_trim(p->meta->series_number);
	if (!name.len)
		return;
	xml_open(x, "meta");
	xml_attribute(x, "id", STR("series"));
	xml_attribute(x, "property", STR("belongs-to-collection"));
	xml_text(x, name);
	xml_close(x);
	xml_line(x);
	write_refinement(x, STR("#series"), "collection-type", "",
			 STR("series"));
	if (is_place(number))
		write_refinement(x, STR("#series"), "group-position", "",
				 number);
}

static void write_plain_meta(struct xml *x, const char *property, str text)
{
	xml_open(x, "meta");
	xml_attribute(x, "property", str_of(property));
	xml_text(x, text);
	xml_close(x);
	xml_line(x);
}

static void write_modified(struct package *p)
{
	str modified = p->contents->request->modified;
	if (!str_has_form(modified, "0000-00-00T00:00:00Z"))
		modified = STR("1980-01-01T00:00:00Z");
	write_plain_meta(&p->xml, "dcterms:modified", modified);
}

static const struct epub_part *cover_picture(const struct epub_contents *c)
{
	for (size_t i = 0; i < c->parts.count; i++)
		if (str_equal(c->parts.at[i]->properties, STR("cover-image")))
			return c->parts.at[i];
	return NULL;
}

/* For EPUB 2 readers and Kindle, some of which want this order. */
static void write_old_meta(struct xml *x, const char *name, str content)
{
	xml_open(x, "meta");
	xml_attribute(x, "name", str_of(name));
	xml_attribute(x, "content", content);
	xml_close_empty(x);
	xml_line(x);
}

static void write_metadata(struct package *p)
{
	struct xml *x = &p->xml;
	const struct epub_part *cover = cover_picture(p->contents);
	xml_open(x, "metadata");
	xml_attribute(x, "xmlns:dc", STR("http://purl.org/dc/elements/1.1/"));
	xml_line(x);
	write_named(x, "dc:identifier", "book-id", p->contents->identifier);
	write_titles(p);
	for (size_t i = 0; i < p->meta->contributors.count; i++)
		write_contributor(p, i);
	write_named(x, "dc:language", "",
		    book_lang(p->contents->request->book));
	write_described(p);
	write_series(p);
	write_modified(p);
	write_accessibility(x, p->contents);
	/* Apple Books leaves a book's fonts alone without it. */
	if (p->contents->request->font_count)
		write_plain_meta(x, "ibooks:specified-fonts", STR("true"));
	if (cover)
		write_old_meta(x, "cover", cover->id);
	if (p->contents->request->is_vertical)
		write_old_meta(x, "primary-writing-mode", STR("vertical-rl"));
	xml_close(x);
	xml_line(x);
}

static void write_item(struct package *p, const struct epub_part *part)
{
	struct xml *x = &p->xml;
	xml_open(x, "item");
	xml_attribute(x, "id", part->id);
	xml_attribute(x, "href", part->name);
	xml_attribute(x, "media-type", part->media_type);
	if (part->properties.len)
		xml_attribute(x, "properties", part->properties);
	xml_close_empty(x);
	xml_line(x);
}

static void write_manifest(struct package *p)
{
	struct xml *x = &p->xml;
	xml_open(x, "manifest");
	xml_line(x);
	for (size_t i = 0; i < p->contents->parts.count; i++)
		write_item(p, p->contents->parts.at[i]);
	xml_close(x);
	xml_line(x);
	xml_open(x, "spine");
	xml_attribute(x, "toc", STR("ncx"));
	xml_attribute(x, "page-progression-direction",
		      p->contents->request->is_vertical ? STR("rtl")
							: STR("ltr"));
	xml_line(x);
	for (size_t i = 0; i < p->contents->spine.count; i++) {
		xml_open(x, "itemref");
		xml_attribute(x, "idref", p->contents->spine.at[i]->id);
		xml_close_empty(x);
		xml_line(x);
	}
	xml_close(x);
	xml_line(x);
}

static void write_reference(struct package *p, const char *type,
			    enum wording title, str address)
{
	struct xml *x = &p->xml;
	str lang = book_lang(p->contents->request->book);
	xml_open(x, "reference");
	xml_attribute(x, "type", str_of(type));
	xml_attribute(x, "title", wording(title, lang));
	xml_attribute(x, "href", address);
	xml_close_empty(x);
	xml_line(x);
}

/* Kindle finds cover, contents and beginning here. */
static void write_guide(struct package *p)
{
	const struct chapter *body = first_body(p->contents->request->book);
	xml_open(&p->xml, "guide");
	xml_line(&p->xml);
	write_reference(p, "cover", WORD_COVER, STR("text/cover.xhtml"));
	write_reference(p, "toc", WORD_CONTENTS, STR("nav.xhtml"));
	if (body)
		write_reference(p, "text", WORD_BODY,
				chapter_path(body, p->arena));
	xml_close(&p->xml);
	xml_line(&p->xml);
}

void package_part(const struct epub_contents *contents, struct epub_part *out,
		  struct arena *a)
{
	const struct book *book = contents->request->book;
	struct package p = {
		.contents = contents, .meta = &book->meta, .arena = a};
	struct buf text;
	buf_init(&text, a, BUF_NO_MAXIMUM);
	xml_start(&p.xml, &text);
	xml_open(&p.xml, "package");
	xml_attribute(&p.xml, "xmlns", STR("http://www.idpf.org/2007/opf"));
	xml_attribute(&p.xml, "version", STR("3.0"));
	xml_attribute(&p.xml, "unique-identifier", STR("book-id"));
	xml_attribute(&p.xml, "xml:lang", book_lang(book));
	if (contents->request->font_count)
		xml_attribute(&p.xml, "prefix", STR(
			"ibooks: http://vocabulary.itunes.apple.com/rdf/"
			"ibooks/vocabulary-extensions-1.0/"));
	xml_line(&p.xml);
	write_metadata(&p);
	write_manifest(&p);
	write_guide(&p);
	xml_finish(&p.xml);
	*out = (struct epub_part){.name = STR("package.opf")};
	part_pack(out, buf_str(&text), contents->request, a);
}
