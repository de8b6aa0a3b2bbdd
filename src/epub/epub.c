/* Parts -> the book: which files there are, in which order they stand in
 * the container and are read.
 *
 * The order of the container is fixed: mimetype, container.xml, package,
 * nav, ncx, style, fonts, pictures, then the text as it is read.
 */
#include "base/file.h"
#include "epub/inside.h"

#include "base/banned.h"

#define LARGEST_FLAT 65536      /* bytes */

/* What this file makes itself; chapters come from outside. */
struct own_parts {
	struct epub_part mimetype, container, package, nav, ncx, style;
	struct epub_part cover, title_page, colophon;
};

static const char container_text[] =
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	"<container version=\"1.0\" "
	"xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n"
	"<rootfiles><rootfile full-path=\"EPUB/package.opf\" "
	"media-type=\"application/oebps-package+xml\"/></rootfiles>\n"
	"</container>\n";

static bool is_isbn(str text, struct arena *a, str *digits)
{
	struct buf only;
	buf_init(&only, a, 64);
	for (size_t i = 0; i < text.len; i++) {
		char c = text.text[i];
		if (c >= '0' && c <= '9')
			buf_add_byte(&only, c);
		else if (c != '-' && c != ' ')
			return false;
	}
	*digits = buf_str(&only);
	if (digits->len != 13 || !str_starts(*digits, STR("97")))
		return false;
	int sum = 0;
	for (size_t i = 0; i < 13; i++)
		sum += (digits->text[i] - '0') * (i % 2 ? 3 : 1);
	return sum % 10 == 0;
}

/* A real ISBN, or a UUID made from the given identifier or, without one,
 * from title, author and language: the same book has the same identity in
 * each build. The vertical edition is another publication, with a name of
 * its own. */
static str find_identifier(const struct epub_request *request, struct arena *a)
{
	const struct book *book = request->book;
	str given = str_trim(book->meta.identifier), digits;
	str bare = given;
	if (str_starts(bare, STR("urn:isbn:")))
		bare = str_from(bare, 9);
	if (bare.len && !request->is_vertical && is_isbn(bare, a, &digits))
		return arena_join(a, STR("urn:isbn:"), digits);
	struct buf name;
	buf_init(&name, a, BUF_NO_MAXIMUM);
	buf_add(&name, given.len ? given : book_title(book));
	if (!given.len && book->meta.contributors.count) {
		buf_add_byte(&name, '\0');
		buf_add(&name, book->meta.contributors.at[0].name);
	}
	if (!given.len) {
		buf_add_byte(&name, '\0');
		buf_add(&name, book_lang(book));
	}
	if (request->is_vertical)
		buf_add(&name, STR("#v"));
	return arena_join(a, STR("urn:uuid:"), uuid_of(buf_str(&name), a));
}

static void add_part(struct epub_contents *contents, struct arena *a,
		     const struct epub_part *part)
{
	list_push(a, &contents->parts, part);
}

static void add_read(struct epub_contents *contents, struct arena *a,
		     const struct epub_part *part)
{
	add_part(contents, a, part);
	list_push(a, &contents->spine, part);
}

/* PNG packs rows of one colour into runs that pack once more; a photograph is
 * larger than this, and as small as it gets. */
static bool may_be_flat(str media_type, str bytes)
{
	return str_equal(media_type, STR("image/png")) &&
	       bytes.len <= LARGEST_FLAT;
}

static struct epub_part *make_picture(const struct epub_request *request,
				      const struct asset *asset,
				      struct arena *a)
{
	struct epub_part *part = arena_new(a, struct epub_part);
	part->name = arena_join(a, STR("images/"), asset->name);
	part->id = str_cut(asset->name, 0, str_find_byte(asset->name, '.'));
	part->media_type = asset->media_type;
	str bytes = asset->screen_bytes.len ? asset->screen_bytes
					    : asset->bytes;
	part->is_stored = !may_be_flat(asset->media_type, bytes);
	part_pack(part, bytes, request, a);
	return part;
}

/* Each name once; epub_name_parts gives equal pictures equal names. */
static void add_pictures(struct epub_contents *contents, struct arena *a)
{
	const struct epub_request *request = contents->request;
	const struct book *book = request->book;
	struct name_map seen = {.arena = a};
	if (book->cover && book->cover->name.len) {
		struct epub_part *part = make_picture(request, book->cover,
						      a);
		part->properties = STR("cover-image");
		map_add(&seen, 0, book->cover->name, 0);
		add_part(contents, a, part);
	}
	for (size_t i = 0; i < book->chapter_count; i++)
		for (const struct asset *asset = book->chapters[i]->assets;
		     asset; asset = asset->next)
			if (asset->name.len &&
			    map_add(&seen, 0, asset->name, 0))
				add_part(contents, a,
					 make_picture(request, asset, a));
}

static void make_style(const struct epub_request *request,
		       struct epub_part *out, struct arena *a)
{
	*out = (struct epub_part){
		.name = STR("style.css"), .id = STR("style"),
		.media_type = STR("text/css"),
	};
	struct buf text;
	buf_init(&text, a, BUF_NO_MAXIMUM);
	str style = style_strip(request->style, a);
	buf_add(&text, request->is_vertical ? style_turn(style, a) : style);
	write_font_style(&text, request);
	part_pack(out, buf_str(&text), request, a);
}

static void make_container(const struct epub_request *request,
			   struct own_parts *own, struct arena *a)
{
	own->mimetype = (struct epub_part){
		.name = STR("mimetype"), .is_stored = true};
	part_pack(&own->mimetype, STR("application/epub+zip"), request, a);
	own->container = (struct epub_part){
		.name = STR("META-INF/container.xml")};
	part_pack(&own->container, str_of(container_text), request, a);
}

/* Contents deeper than three levels are lost on small screens. */
#define DEEPEST_CONTENTS 3

static void make_outline(struct epub_contents *contents, struct arena *a)
{
	struct outline *outline = &contents->outline;
	int depth = contents->request->book->contents_depth;
	outline_make(contents->request->book, depth < 2 ? 0 : depth - 1, a,
		     outline);
	size_t kept = 0;
	for (size_t i = 0; i < outline->entries.count; i++)
		if (outline->entries.at[i].depth <= DEEPEST_CONTENTS)
			outline->entries.at[kept++] = outline->entries.at[i];
	outline->entries.count = kept;
}

static void collect(struct epub_contents *contents, struct own_parts *own,
		    struct arena *a)
{
	const struct epub_request *request = contents->request;
	make_style(request, &own->style, a);
	cover_part(request, &own->cover, a);
	title_page_part(request, &own->title_page, a);
	colophon_part(request, &own->colophon, a);
	add_part(contents, a, &own->nav);
	add_part(contents, a, &own->ncx);
	add_part(contents, a, &own->style);
	for (size_t i = 0; i < request->font_count; i++)
		add_part(contents, a,
			 font_part(request, &request->fonts[i], a));
	add_pictures(contents, a);
	add_read(contents, a, &own->cover);
	add_read(contents, a, &own->title_page);
	add_read(contents, a, &own->colophon);
	list_push(a, &contents->spine, &own->nav);
	for (size_t i = 0; i < request->book->chapter_count; i++)
		for (const struct epub_part *part = &contents->chapters[i];
		     part; part = part->next)
			add_read(contents, a, part);
	nav_part(contents, &own->nav, a);
	ncx_part(contents, &own->ncx, a);
	package_part(contents, &own->package, a);
}

/* Names in the container: all but the first two stand below EPUB/. */
static const struct epub_part *placed(const struct epub_part *part,
				      struct arena *a)
{
	struct epub_part *copy = arena_new(a, struct epub_part);
	*copy = *part;
	copy->name = arena_join(a, STR("EPUB/"), part->name);
	return copy;
}

str epub_pack(const struct epub_request *request,
	      const struct epub_part *parts, struct arena *a)
{
	struct own_parts *own = arena_new(a, struct own_parts);
	struct epub_contents contents = {
		.request = request, .chapters = parts,
		.identifier = find_identifier(request, a),
		.has_pages = has_pages(request),
	};
	make_outline(&contents, a);
	make_container(request, own, a);
	collect(&contents, own, a);
	size_t count = 0;
	const struct epub_part **all = arena_array(
		a, const struct epub_part *, contents.parts.count + 3);
	all[count++] = &own->mimetype;
	all[count++] = &own->container;
	all[count++] = placed(&own->package, a);
	for (size_t i = 0; i < contents.parts.count; i++)
		all[count++] = placed(contents.parts.at[i], a);
	str container = STR_NONE;
	if (!zip_pack(all, count, request->epoch, a, &container))
		container = STR_NONE;
	return container;
}

bool epub_write(const struct epub_request *request,
		const struct epub_part *parts, const char *path,
		struct arena *a, struct diag *d)
{
	str container = epub_pack(request, parts, a);
	if (!container.len || file_write(path, container) != FILE_OK) {
		diag_report(d, SPAN_NONE, MSG_FILE_NOT_WRITTEN,
			    WORDS(str_of(path)));
		return false;
	}
	return epub_check(container, str_of(path), a, d);
}
