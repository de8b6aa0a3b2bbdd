/* Pages, sheets and fonts -> one PDF 1.7 file.
 *
 * One page a sheet: its stream is the page's content. Several: each page is
 * written once as a form XObject and placed by matrix. All content shares one
 * dictionary of fonts. The file is made in memory and written whole, so a
 * failure leaves the old one as it was.
 */
#include "base/file.h"
#include "pdf/inside.h"

#include "base/banned.h"

/* A file while it is made. */
struct making {
	struct writer *writer;
	const struct pdf_request *request;
	struct arena *arena;
	struct object *fonts;                 /* a resource dictionary */
	struct object **pictures;             /* by their number */
	struct object **forms;                /* by page, once placed */
};

/* As content refers to a resource: F0, I3, P12. */
static const char *number_name(struct making *m, char kind, size_t number)
{
	return arena_format(m->arena, "%c%zu", kind, number).text;
}

static void add_font(struct making *m, char kind, size_t number,
		     const struct pdf_font *font)
{
	if (font->name.len)
		dict_put(m->writer, m->fonts, number_name(m, kind, number),
			 font_object(m->writer, font));
}

static bool make_resources(struct making *m)
{
	struct writer *w = m->writer;
	const struct pages *pages = m->request->pages;
	m->fonts = object_new(w);
	for (size_t i = 0; i < m->request->fonts->count; i++) {
		add_font(m, 'F', i, &m->request->fonts->at[i]);
		add_font(m, 'U', i, &m->request->fonts->upright[i]);
	}
	bool ok = true;
	m->pictures = arena_array(m->arena, struct object *,
				  pages->pictures.count);
	for (size_t i = 0; i < pages->pictures.count; i++)
		ok = picture_object(w, &pages->pictures.at[i], m->arena,
				    &m->pictures[i]) && ok;
	return ok;
}

static struct object *resources(struct making *m, struct object *drawn)
{
	struct object *dict = object_dict(m->writer);
	dict_put(m->writer, dict, "Font", m->fonts);
	dict_put(m->writer, dict, "XObject", drawn);
	return dict;
}

/* The pictures of one page only: a dictionary of libharu ends at 4,095. */
static struct object *pictures_of(struct making *m, uint32_t number)
{
	const struct page *page = &m->request->pages->list.at[number];
	struct object *dict = NULL;
	for (size_t i = 0; i < page->items.count; i++) {
		const struct item *item = &page->items.at[i];
		if (item->kind != ITEM_IMAGE)
			continue;
		if (!dict)
			dict = object_dict(m->writer);
		uint32_t picture = item->as.image.picture;
		if (picture < m->request->pages->pictures.count)
			dict_put(m->writer, dict, number_name(m, 'I', picture),
				 m->pictures[picture]);
	}
	return dict;
}

static struct object *box(struct writer *w, length width, length height)
{
	struct object *array = object_array(w);
	array_number(w, array, 0);
	array_number(w, array, 0);
	array_length(w, array, width);
	array_length(w, array, height);
	return array;
}

static void set_size(struct writer *w, struct object *page, length width,
		     length height)
{
	dict_put(w, page, "MediaBox", box(w, width, height));
	dict_put(w, page, "TrimBox", box(w, width, height));
}

/* A page as something to be placed; made when first asked for. */
static struct object *form(struct making *m, uint32_t number)
{
	if (m->forms[number])
		return m->forms[number];
	struct writer *w = m->writer;
	const struct page *page = &m->request->pages->list.at[number];
	struct object *dict = object_stream(
		w, m->request->streams[number].deflated, PACKED_FLATE);
	dict_name(w, dict, "Type", "XObject");
	dict_name(w, dict, "Subtype", "Form");
	dict_put(w, dict, "BBox", box(w, page->width, page->height));
	dict_put(w, dict, "Resources", resources(m, pictures_of(m, number)));
	m->forms[number] = dict;
	return dict;
}

static void add_number(struct buf *out, int64_t thousandths)
{
	buf_add_thousandths(out, thousandths, 3);
	buf_add_byte(out, ' ');
}

/* Page and sheet both count y downward, PDF counts it upward. */
static void place(const struct placed *placed, length page_height,
		  length sheet_height, struct buf *out)
{
	const struct matrix *m = &placed->to_sheet;
	buf_add(out, STR("q "));
	add_number(out, m->a);
	add_number(out, -(int64_t)m->b);
	add_number(out, -(int64_t)m->c);
	add_number(out, m->d);
	add_number(out, m->e + length_scale(page_height, m->c, 1000));
	add_number(out, (int64_t)sheet_height - m->f -
			length_scale(page_height, m->d, 1000));
	buf_format(out, "cm /P%u Do Q\n", placed->page);
}

static void draw_mark(const struct mark *mark, length sheet_height,
		      struct buf *out)
{
	add_number(out, mark->thickness);
	buf_add(out, STR("w "));
	buf_add(out, mark->is_dashed ? STR("[3 3] 0 d ") : STR("[] 0 d "));
	add_number(out, mark->x1);
	add_number(out, (int64_t)sheet_height - mark->y1);
	buf_add(out, STR("m "));
	add_number(out, mark->x2);
	add_number(out, (int64_t)sheet_height - mark->y2);
	buf_add(out, STR("l S\n"));
}

static struct object *imposed(struct making *m, const struct sheet *sheet)
{
	struct writer *w = m->writer;
	struct buf content;
	buf_init(&content, m->arena, BUF_NO_MAXIMUM);
	struct object *drawn = object_dict(w);
	for (size_t i = 0; i < sheet->placed.count; i++) {
		const struct placed *placed = &sheet->placed.at[i];
		dict_put(w, drawn, number_name(m, 'P', placed->page),
			 form(m, placed->page));
		place(placed, m->request->pages->list.at[placed->page].height,
		      sheet->height, &content);
	}
	if (sheet->marks.count)
		buf_add(&content, STR("/Artifact BMC\n"));
	for (size_t i = 0; i < sheet->marks.count; i++)
		draw_mark(&sheet->marks.at[i], sheet->height, &content);
	if (sheet->marks.count)
		buf_add(&content, STR("EMC\n"));
	struct object *page = writer_page(w, buf_str(&content), PACKED_NOT);
	dict_put(w, page, "Resources", resources(m, drawn));
	return page;
}

static struct object *single(struct making *m, uint32_t number)
{
	struct object *page = writer_page(
		m->writer, m->request->streams[number].deflated, PACKED_FLATE);
	dict_put(m->writer, page, "Resources",
		 resources(m, pictures_of(m, number)));
	return page;
}

static void make_pages(struct making *m)
{
	const struct pdf_request *request = m->request;
	const struct sheets *sheets = request->sheets;
	struct target_pages target = {
		request->pages,
		arena_array(m->arena, struct object *,
			    request->pages->list.count),
	};
	m->forms = arena_array(m->arena, struct object *,
			       request->pages->list.count);
	for (size_t i = 0; i < sheets->list.count; i++) {
		const struct sheet *sheet = &sheets->list.at[i];
		bool is_single = sheets->is_one_up && sheet->placed.count == 1;
		struct object *page = is_single
			? single(m, sheet->placed.at[0].page)
			: imposed(m, sheet);
		set_size(m->writer, page, sheet->width, sheet->height);
		if (is_single)
			target.objects[sheet->placed.at[0].page] = page;
	}
	if (!sheets->is_one_up)
		return;
	writer_links(m->writer, &target, m->arena);
	writer_bookmarks(m->writer, &target);
	writer_labels(m->writer, request->pages, m->arena);
}

bool pdf_write(const struct pdf_request *request, const char *path,
	       struct arena *a, struct diag *d)
{
	struct making m = {
		.writer = writer_open(a), .request = request, .arena = a,
	};
	str bytes, fault = STR("picture");
	bool ok = make_resources(&m);
	if (ok) {
		make_pages(&m);
		writer_describe(m.writer, request, a);
		ok = writer_save(m.writer, a, &bytes, &fault);
	}
	writer_close(m.writer);
	if (!ok) {
		diag_report(d, SPAN_NONE, MSG_PDF_FAILED,
			    WORDS(str_of(path), fault));
		return false;
	}
	if (file_write(path, bytes) != FILE_OK) {
		diag_report(d, SPAN_NONE, MSG_FILE_NOT_WRITTEN,
			    WORDS(str_of(path)));
		return false;
	}
	return true;
}
