/* What a file says of itself: title and author in Info and once more as an
 * XMP packet (ISO 16684-1), its identity, how it wishes to be shown and
 * printed. Dates come from the request alone, the identity from the content:
 * the same book gives the same bytes.
 */
#include "pdf/inside.h"

#include "base/banned.h"

enum { ID_BYTES = 16, DAY = 86400 };
#define END_OF_YEAR_9999 INT64_C(253402300799)

/* XML 1.0: markup escaped; control characters do not exist in it. */
static void add_escaped(struct buf *out, str text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char byte = (unsigned char)text.text[i];
		if (byte == '&')
			buf_add(out, STR("&amp;"));
		else if (byte == '<')
			buf_add(out, STR("&lt;"));
		else if (byte == '>')
			buf_add(out, STR("&gt;"));
		else if (byte >= ' ' || byte == '\t' || byte == '\n')
			buf_add_byte(out, (char)byte);
	}
}

static void add_property(struct buf *out, const char *before, str text,
			 const char *after)
{
	if (text.len == 0)
		return;
	buf_add(out, str_of(before));
	add_escaped(out, text);
	buf_add(out, str_of(after));
}

/* Not compressed, so that any tool finds it. */
static str packet(const struct document_info *info, str date, struct arena *a)
{
	struct buf out;
	buf_init(&out, a, BUF_NO_MAXIMUM);
	buf_add(&out, STR("<?xpacket begin=\"\xEF\xBB\xBF\" "
		"id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n<rdf:RDF "
		"xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
		"<rdf:Description rdf:about=\"\" "
		"xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
		"xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" "
		"xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n"
		"<dc:format>application/pdf</dc:format>\n"));
	add_property(&out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">",
		     info->title, "</rdf:li></rdf:Alt></dc:title>\n");
	add_property(&out, "<dc:creator><rdf:Seq><rdf:li>", info->author,
		     "</rdf:li></rdf:Seq></dc:creator>\n");
	add_property(&out, "<dc:description><rdf:Alt>"
		     "<rdf:li xml:lang=\"x-default\">", info->subject,
		     "</rdf:li></rdf:Alt></dc:description>\n");
	add_property(&out, "<dc:language><rdf:Bag><rdf:li>", info->lang,
		     "</rdf:li></rdf:Bag></dc:language>\n");
	add_property(&out, "<xmp:CreateDate>", date, "</xmp:CreateDate>\n");
	add_property(&out, "<xmp:ModifyDate>", date, "</xmp:ModifyDate>\n");
	buf_add(&out, STR("<xmp:CreatorTool>banxin</xmp:CreatorTool>\n"
		"<pdf:Producer>banxin</pdf:Producer>\n"
		"</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n"
		"<?xpacket end=\"w\"?>\n"));
	return buf_str(&out);
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

static void set_view(struct writer *w, const struct pdf_request *request)
{
	struct object *view = object_dict(w);
	dict_flag(w, view, "DisplayDocTitle", true);
	if (request->pages->binds_right)
		dict_name(w, view, "Direction", "R2L");
	if (!request->sheets->is_one_up) {
		dict_name(w, view, "PrintScaling", "None");
		dict_flag(w, view, "PickTrayByPDFSize", true);
		dict_name(w, view, "Duplex", flips_long_edge(request->sheets)
			  ? "DuplexFlipLongEdge" : "DuplexFlipShortEdge");
	}
	dict_put(w, writer_catalog(w), "ViewerPreferences", view);
	str lang = request->pages->info.lang;
	if (lang.len)
		dict_bytes(w, writer_catalog(w), "Lang", lang);
}

static int days_in_year(int year)
{
	bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
	return is_leap ? 366 : 365;
}

static int days_in_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30,
				   31, 31, 30, 31, 30, 31};
	return days[month] + (month == 1 && days_in_year(year) == 366);
}

/* Seconds since 1970 in UTC, without libc's hidden state. */
static str write_date(int64_t epoch, const char *format, struct arena *a)
{
	int64_t days = epoch / DAY, left = epoch % DAY;
	int year = 1970, month = 0;
	if (epoch <= 0 || epoch > END_OF_YEAR_9999)
		return STR_NONE;
	while (days >= days_in_year(year))
		days -= days_in_year(year++);
	while (month < 11 && days >= days_in_month(year, month))
		days -= days_in_month(year, month++);
	return arena_format(a, format, year, month + 1, (int)days + 1,
			    (int)(left / 3600), (int)(left / 60 % 60),
			    (int)(left % 60));
}

static void put_fact(struct writer *w, const char *key, str text)
{
	if (text.len)
		dict_text(w, writer_info(w), key, text);
}

static void put_info(struct writer *w, const struct document_info *info,
		     str date)
{
	put_fact(w, "Title", info->title);
	put_fact(w, "Author", info->author);
	put_fact(w, "Subject", info->subject);
	put_fact(w, "Creator", STR("banxin"));
	put_fact(w, "Producer", STR("banxin"));
	if (date.len == 0)
		return;
	dict_bytes(w, writer_info(w), "CreationDate", date);
	dict_bytes(w, writer_info(w), "ModDate", date);
}

static void put_packet(struct writer *w, str bytes)
{
	struct object *stream = object_stream(w, bytes, PACKED_NOT);
	dict_name(w, stream, "Type", "Metadata");
	dict_name(w, stream, "Subtype", "XML");
	dict_put(w, writer_catalog(w), "Metadata", stream);
}

/* PDF 32000-1, 14.4: two strings, the same in a file never changed. */
static void identify(struct writer *w, const struct pdf_request *request)
{
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
	struct object *pair = object_array(w);
	array_bytes(w, pair, (str){id, ID_BYTES});
	array_bytes(w, pair, (str){id, ID_BYTES});
	dict_put(w, writer_trailer(w), "ID", pair);
}

void writer_describe(struct writer *w, const struct pdf_request *request,
		     struct arena *a)
{
	const struct document_info *info = &request->pages->info;
	set_view(w, request);
	put_info(w, info, write_date(request->epoch,
				     "D:%04d%02d%02d%02d%02d%02dZ", a));
	put_packet(w, packet(info, write_date(request->epoch,
		"%04d-%02d-%02dT%02d:%02d:%02dZ", a), a));
	identify(w, request);
}
