/* What the book says of itself -> an XMP packet (ISO 16684-1), the same
 * facts as in Info. The packet is not compressed, so that any tool finds it.
 */
#include "pdf/inside.h"

#include "base/banned.h"

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

str metadata(const struct document_info *info, str date, struct arena *a)
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
