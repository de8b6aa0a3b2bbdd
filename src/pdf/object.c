/* A PDF document's objects, through libharu's object layer: the only file
 * that sees libharu.
 *
 * libharu is the container: dictionaries, streams, page tree, outlines,
 * cross-reference table. Its own text, fonts and pictures are not used (they
 * lose what lies above U+FFFF, know no CFF and trust pictures). The calls
 * are not in its manual but in its installed headers; the layout of its
 * structs is that of 2.3 and 2.4, and the library must be the very one the
 * headers came with.
 */
#include <assert.h>
#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_version.h>

#include "pdf/inside.h"

#include "base/banned.h"

_Static_assert(HPDF_MAJOR_VERSION == 2 &&
	       (HPDF_MINOR_VERSION == 3 || HPDF_MINOR_VERSION == 4),
	       "libharu's object layer is known for 2.3 and 2.4 only");

enum { PAGES_IN_NODE = 128, LONGEST_TEXT = 4000 };

struct writer {
	HPDF_Doc_Rec *doc;
	struct arena *arena;
	HPDF_STATUS error, detail;    /* the first ones */
	bool is_foreign;              /* headers of another version */
};

/* Only records: a jump out of libharu would lose its memory. */
static void HPDF_STDCALL record(HPDF_STATUS error, HPDF_STATUS detail,
				void *writer)
{
	struct writer *w = writer;
	if (w->error)
		return;
	w->error = error;
	w->detail = detail;
}

static bool has_failed(const struct writer *w)
{
	return !w->doc || w->error || w->is_foreign;
}

struct writer *writer_open(struct arena *a)
{
	struct writer *w = arena_new(a, struct writer);
	w->arena = a;
	w->is_foreign = !str_equal(str_of(HPDF_GetVersion()),
				   str_of(HPDF_VERSION_TEXT));
	if (w->is_foreign)
		return w;
	w->doc = (HPDF_Doc_Rec *)HPDF_New(record, w);
	if (has_failed(w))
		return w;
	w->doc->pdf_version = HPDF_VER_17;
	/* A flat page tree is slow to open, and an array ends at 32,767. */
	HPDF_SetPagesConfiguration(w->doc, PAGES_IN_NODE);
	return w;
}

void writer_close(struct writer *w)
{
	if (w->doc)
		HPDF_Free(w->doc);
	w->doc = NULL;
}

bool writer_save(struct writer *w, struct arena *a, str *bytes, str *fault)
{
	if (!has_failed(w))
		HPDF_SaveToStream(w->doc);
	if (has_failed(w)) {
		*fault = w->is_foreign
			? arena_format(a, "libharu %s", HPDF_GetVersion())
			: arena_format(a, "libharu 0x%04lX/%lu",
				       (unsigned long)w->error,
				       (unsigned long)w->detail);
		return false;
	}
	HPDF_UINT32 len = HPDF_GetStreamSize(w->doc);
	HPDF_UINT32 taken = len;
	char *text = arena_take(a, (size_t)len + 1);
	HPDF_ResetStream(w->doc);
	HPDF_ReadFromStream(w->doc, (HPDF_BYTE *)text, &taken);
	*bytes = (str){text, len};
	*fault = STR("libharu: incomplete");
	return taken == len;
}

struct object *writer_catalog(struct writer *w)
{
	return has_failed(w) ? NULL : (struct object *)w->doc->catalog;
}

struct object *writer_info(struct writer *w)
{
	return has_failed(w) ? NULL : (struct object *)w->doc->info;
}

struct object *writer_trailer(struct writer *w)
{
	return has_failed(w) ? NULL : (struct object *)w->doc->trailer;
}

/* libharu would deflate by itself, slower and once more; it drops a Filter
 * it did not make, so the name is written when the dictionary is. */
static HPDF_STATUS write_flate(HPDF_Dict dict, HPDF_Stream stream)
{
	(void)dict;
	return HPDF_Stream_WriteStr(stream, "/Filter /FlateDecode\n");
}

static HPDF_STATUS write_jpeg(HPDF_Dict dict, HPDF_Stream stream)
{
	(void)dict;
	return HPDF_Stream_WriteStr(stream, "/Filter /DCTDecode\n");
}

/* Bytes of ours, read where they lie: libharu's own memory streams would
 * copy each page into blocks of 4 KB. */
struct source {
	str bytes;
	size_t at;
};

static HPDF_STATUS read_source(HPDF_Stream stream, HPDF_BYTE *out,
			       HPDF_UINT *size)
{
	struct source *source = stream->attr;
	size_t left = source->bytes.len - source->at;
	size_t len = *size < left ? *size : left;
	memcpy(out, source->bytes.text + source->at, len);
	source->at += len;
	*size = (HPDF_UINT)len;
	return source->at == source->bytes.len ? HPDF_STREAM_EOF : HPDF_OK;
}

static HPDF_STATUS seek_source(HPDF_Stream stream, HPDF_INT to,
			       HPDF_WhenceMode mode)
{
	struct source *source = stream->attr;
	assert(mode == HPDF_SEEK_SET && to == 0);
	source->at = 0;
	return HPDF_OK;
}

static HPDF_INT32 tell_source(HPDF_Stream stream)
{
	const struct source *source = stream->attr;
	return (HPDF_INT32)source->at;
}

static HPDF_UINT32 size_of_source(HPDF_Stream stream)
{
	const struct source *source = stream->attr;
	return (HPDF_UINT32)source->bytes.len;
}

/* The bytes must live until the document is saved. */
static void fill_stream(struct writer *w, HPDF_Dict dict, str bytes,
			enum packing packing)
{
	static const HPDF_Dict_OnWriteFunc filters[] = {
		[PACKED_NOT] = NULL,
		[PACKED_FLATE] = write_flate,
		[PACKED_JPEG] = write_jpeg,
	};
	struct source *source = arena_new(w->arena, struct source);
	source->bytes = bytes;
	HPDF_Stream stream = HPDF_CallbackReader_New(
		w->doc->mmgr, read_source, seek_source, tell_source,
		size_of_source, source);
	if (!stream)
		return;
	HPDF_Stream_Free(dict->stream);
	dict->stream = stream;
	dict->filter = HPDF_STREAM_FILTER_NONE;
	dict->write_fn = filters[packing];
}

struct object *writer_page(struct writer *w, str content, enum packing packing)
{
	if (has_failed(w))
		return NULL;
	HPDF_Dict page = HPDF_AddPage(w->doc);
	if (!page)
		return NULL;
	/* Its own drawing calls would still write to the stream that goes
	 * here; none is made. */
	HPDF_Dict contents =
		HPDF_Dict_GetItem(page, "Contents", HPDF_OCLASS_DICT);
	if (!contents)
		return NULL;
	fill_stream(w, contents, content, packing);
	return (struct object *)page;
}

struct object *writer_outline(struct writer *w, struct object *parent,
			      str title, bool is_open)
{
	if (has_failed(w))
		return NULL;
	HPDF_Dict outline = HPDF_CreateOutline(w->doc, (HPDF_Dict)parent, "",
					       NULL);
	if (!outline)
		return NULL;
	HPDF_Outline_SetOpened(outline, is_open);
	dict_text(w, (struct object *)outline, "Title", title);
	return (struct object *)outline;
}

struct object *object_dict(struct writer *w)
{
	if (has_failed(w))
		return NULL;
	return (struct object *)HPDF_Dict_New(w->doc->mmgr);
}

struct object *object_new(struct writer *w)
{
	struct object *dict = object_dict(w);
	if (dict)
		HPDF_Xref_Add(w->doc->xref, dict);
	return has_failed(w) ? NULL : dict;
}

struct object *object_array(struct writer *w)
{
	if (has_failed(w))
		return NULL;
	return (struct object *)HPDF_Array_New(w->doc->mmgr);
}

struct object *object_stream(struct writer *w, str bytes, enum packing packing)
{
	if (has_failed(w))
		return NULL;
	HPDF_Dict dict = HPDF_DictStream_New(w->doc->mmgr, w->doc->xref);
	if (!dict)
		return NULL;
	fill_stream(w, dict, bytes, packing);
	return (struct object *)dict;
}

void dict_put(struct writer *w, struct object *dict, const char *key,
	      struct object *value)
{
	if (!has_failed(w) && dict && value)
		HPDF_Dict_Add((HPDF_Dict)dict, key, value);
}

void dict_name(struct writer *w, struct object *dict, const char *key,
	       const char *name)
{
	if (!has_failed(w) && dict)
		HPDF_Dict_AddName((HPDF_Dict)dict, key, name);
}

void dict_number(struct writer *w, struct object *dict, const char *key,
		 int32_t number)
{
	if (!has_failed(w) && dict)
		HPDF_Dict_AddNumber((HPDF_Dict)dict, key, number);
}

void dict_flag(struct writer *w, struct object *dict, const char *key,
	       bool flag)
{
	if (!has_failed(w) && dict)
		HPDF_Dict_AddBoolean((HPDF_Dict)dict, key, flag);
}

static struct object *make_bytes(struct writer *w, str bytes)
{
	if (has_failed(w))
		return NULL;
	/* libharu copies; its prototype is only short of a const. */
	union { const char *from; HPDF_BYTE *to; } same = {bytes.text};
	return (struct object *)HPDF_Binary_New(w->doc->mmgr, same.to,
						(HPDF_UINT)bytes.len);
}

void dict_bytes(struct writer *w, struct object *dict, const char *key,
		str bytes)
{
	dict_put(w, dict, key, make_bytes(w, bytes));
}

void dict_text(struct writer *w, struct object *dict, const char *key, str text)
{
	size_t len = text.len;
	if (len > LONGEST_TEXT)               /* not inside a character */
		for (len = LONGEST_TEXT; (text.text[len] & 0xC0) == 0x80;)
			len--;
	dict_bytes(w, dict, key, utf16_bytes(str_cut(text, 0, len), w->arena));
}

void array_put(struct writer *w, struct object *array, struct object *value)
{
	if (!has_failed(w) && array && value)
		HPDF_Array_Add((HPDF_Array)array, value);
}

void array_number(struct writer *w, struct object *array, int32_t number)
{
	if (!has_failed(w) && array)
		HPDF_Array_AddNumber((HPDF_Array)array, number);
}

void array_length(struct writer *w, struct object *array, length thousandths)
{
	if (!has_failed(w) && array)
		HPDF_Array_AddReal((HPDF_Array)array,
				   (HPDF_REAL)(thousandths / 1000.0));
}

void array_name(struct writer *w, struct object *array, const char *name)
{
	if (!has_failed(w) && array)
		HPDF_Array_AddName((HPDF_Array)array, name);
}

void array_bytes(struct writer *w, struct object *array, str bytes)
{
	array_put(w, array, make_bytes(w, bytes));
}

void array_null(struct writer *w, struct object *array)
{
	if (!has_failed(w) && array)
		HPDF_Array_Add((HPDF_Array)array,
			       HPDF_Null_New(w->doc->mmgr));
}
