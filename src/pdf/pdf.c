/* Pages, sheets and fonts -> one PDF 1.7 file.
 *
 * One page a sheet: its stream is the page's content. Several: each page is
 * written once as a form XObject and placed by matrix. All content refers to
 * one dictionary of fonts and pictures. The file is made in memory and
 * written whole, so a failure leaves the old one as it was.
 */
#include "base/file.h"
#include "pdf/inside.h"

#include "base/banned.h"

enum { ID_BYTES = 16 };

/* A file while it is made. */
struct making {
	struct writer *writer;
	const struct pdf_request *request;
	struct arena *arena;
	struct object *fonts, *pictures;      /* resource dictionaries */
	struct object **forms;                /* by page, once placed */
};

/* As content refers to a resource: F0, I3, P12. */
static const char *number_name(struct making *m, char kind, size_t number)
{
	return arena_format(m->arena, "%c%zu", kind, number).text;
}

static void make_resources(struct making *m)
{
	struct writer *w = m->writer;
	m->fonts = object_new(w);
	for (size_t i = 0; i < m->request->fonts->count; i++) {
		const struct pdf_font *font = &m->request->fonts->at[i];
		if (font->name.len)
			put(w, m->fonts, number_name(m, 'F', i),
			    font_object(w, font));
	}
	m->pictures = object_new(w);
	for (size_t i = 0; i < m->request->pages->pictures.count; i++) {
		put(w, m->pictures, number_name(m, 'I', i),
		    picture_object(w, &m->request->pages->pictures.at[i],
				   m->arena));
	}
}

static struct object *resources(struct making *m, struct object *drawn)
{
	struct object *dict = object_dict(m->writer);
	put(m->writer, dict, "Font", m->fonts);
	put(m->writer, dict, "XObject", drawn);
	return dict;
}

static struct object *box(struct writer *w, length width, length height)
{
	struct object *array = object_array(w);
	append_number(w, array, 0);
	append_number(w, array, 0);
	append_length(w, array, width);
	append_length(w, array, height);
	return array;
}

static void set_size(struct writer *w, struct object *page, length width,
		     length height)
{
	put(w, page, "MediaBox", box(w, width, height));
	put(w, page, "TrimBox", box(w, width, height));
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
	put_name(w, dict, "Type", "XObject");
	put_name(w, dict, "Subtype", "Form");
	put(w, dict, "BBox", box(w, page->width, page->height));
	put(w, dict, "Resources", resources(m, m->pictures));
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
		put(w, drawn, number_name(m, 'P', placed->page),
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
	put(w, page, "Resources", resources(m, drawn));
	return page;
}

static struct object *single(struct making *m, uint32_t number)
{
	struct object *page = writer_page(
		m->writer, m->request->streams[number].deflated, PACKED_FLATE);
	put(m->writer, page, "Resources", resources(m, m->pictures));
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
	add_links(m->writer, &target, m->arena);
	add_bookmarks(m->writer, &target);
	add_labels(m->writer, request->pages, m->arena);
}

/* Backs are turned when the sheet is flipped over its long edge. */
static bool flips_long_edge(const struct sheets *sheets)
{
	for (size_t i = 0; i < sheets->list.count; i++) {
		const struct sheet *sheet = &sheets->list.at[i];
		for (size_t j = 0; j < sheet->placed.count; j++)
			if (sheet->placed.at[j].to_sheet.a < 0)
				return true;
	}
	return false;
}

static void set_view(struct making *m)
{
	struct writer *w = m->writer;
	const struct pages *pages = m->request->pages;
	struct object *view = object_dict(w);
	put_flag(w, view, "DisplayDocTitle", true);
	if (pages->binds_right)
		put_name(w, view, "Direction", "R2L");
	if (!m->request->sheets->is_one_up) {
		put_name(w, view, "PrintScaling", "None");
		put_name(w, view, "Duplex",
			 flips_long_edge(m->request->sheets)
			 ? "DuplexFlipLongEdge" : "DuplexFlipShortEdge");
	}
	put(w, writer_catalog(w), "ViewerPreferences", view);
	if (pages->info.lang.len)
		put_bytes(w, writer_catalog(w), "Lang", pages->info.lang);
}

/* The proleptic calendar in whole days, without libc's hidden state. */
static str write_date(int64_t epoch, const char *format, struct arena *a)
{
	if (epoch <= 0)
		return STR_NONE;
	int64_t days = epoch / 86400, left = epoch % 86400, year = 1970;
	static const int month_days[] = {31, 28, 31, 30, 31, 30,
					 31, 31, 30, 31, 30, 31};
	for (;; year++) {
		bool is_leap = year % 4 == 0 &&
			       (year % 100 != 0 || year % 400 == 0);
		if (days < 365 + is_leap || year > 9998)
			break;
		days -= 365 + is_leap;
	}
	bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
	int month = 0;
	for (; month < 11; month++) {
		int in_month = month_days[month] + (month == 1 && is_leap);
		if (days < in_month)
			break;
		days -= in_month;
	}
	return arena_format(a, format, (int)year, month + 1, (int)days + 1,
			    (int)(left / 3600), (int)(left / 60 % 60),
			    (int)(left % 60));
}

static void put_fact(struct writer *w, const char *key, str text)
{
	if (text.len)
		put_text(w, writer_info(w), key, text);
}

static void describe(struct making *m)
{
	struct writer *w = m->writer;
	const struct document_info *info = &m->request->pages->info;
	int64_t epoch = m->request->epoch;
	put_fact(w, "Title", info->title);
	put_fact(w, "Author", info->author);
	put_fact(w, "Subject", info->subject);
	put_fact(w, "Creator", STR("banxin"));
	put_fact(w, "Producer", STR("banxin"));
	str date = write_date(epoch, "D:%04d%02d%02d%02d%02d%02dZ", m->arena);
	if (date.len) {
		put_bytes(w, writer_info(w), "CreationDate", date);
		put_bytes(w, writer_info(w), "ModDate", date);
	}
	str iso = write_date(epoch, "%04d-%02d-%02dT%02d:%02d:%02dZ", m->arena);
	struct object *packet = object_stream(
		w, metadata(info, iso, m->arena), PACKED_NOT);
	put_name(w, packet, "Type", "Metadata");
	put_name(w, packet, "Subtype", "XML");
	put(w, writer_catalog(w), "Metadata", packet);
}

/* 14.4: from what the file shows, so the same book has the same name. */
static void identify(struct making *m)
{
	const struct pdf_request *request = m->request;
	uint64_t hash[2] = {str_hash(request->pages->info.title),
			    request->sheets->list.count};
	for (size_t i = 0; i < request->pages->list.count; i++) {
		uint64_t one = str_hash(request->streams[i].deflated);
		hash[0] = (hash[0] ^ one) * 0x100000001B3u;
		hash[1] = (hash[1] + one) * 0x9E3779B97F4A7C15u;
	}
	char id[ID_BYTES];
	for (int i = 0; i < ID_BYTES; i++)
		id[i] = (char)(hash[i / 8] >> (8 * (i % 8)) & 0xFF);
	struct object *pair = object_array(m->writer);
	append_bytes(m->writer, pair, (str){id, ID_BYTES});
	append_bytes(m->writer, pair, (str){id, ID_BYTES});
	put(m->writer, writer_trailer(m->writer), "ID", pair);
}

bool pdf_write(const struct pdf_request *request, const char *path,
	       struct arena *a, struct diag *d)
{
	struct making m = {
		.writer = writer_open(a), .request = request, .arena = a,
	};
	make_resources(&m);
	make_pages(&m);
	set_view(&m);
	describe(&m);
	identify(&m);
	str bytes, fault;
	bool ok = writer_save(m.writer, a, &bytes, &fault);
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
