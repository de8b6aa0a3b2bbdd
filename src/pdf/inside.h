/* Shared between the files of pdf, and seen by no other room. */
#ifndef PDF_INSIDE_H
#define PDF_INSIDE_H

#include "base/buf.h"
#include "pdf/pdf.h"

/* What a glyph says, when it is the only glyph of its cluster: up to seven
 * bytes of UTF-8, the first lowest, and their count in the top byte. 0:
 * nothing, or more than fits; such glyphs carry their text on the page. */
typedef uint64_t meaning;
enum { MEANING_BYTES = 7, MEANING_BLOCK = 256, GLYPH_COUNT = 65536 };

static inline meaning meaning_of(str text)
{
	if (text.len == 0 || text.len > MEANING_BYTES)
		return 0;
	meaning packed = (meaning)text.len << 56;
	for (size_t i = 0; i < text.len; i++)
		packed |= (meaning)(unsigned char)text.text[i] << 8 * i;
	return packed;
}
size_t meaning_unpack(meaning packed, char out[MEANING_BYTES]);

/* The use of one face: a bit for each glyph shown, and the meaning of each
 * in blocks that exist once something in them is known. */
struct usage {
	const struct face *face;
	uint8_t glyphs[GLYPH_COUNT / 8];
	meaning *meanings[GLYPH_COUNT / MEANING_BLOCK];
	bool is_shown;
};

/* What of a face stands upright in lines that run down. Codes count from 1
 * in the order of use; what each says is known by code. */
struct upright {
	struct usage usage;
	LIST(struct font_shape) shapes;       /* by code */
	LIST(uint16_t) next;          /* code of one with the same first glyph */
	uint16_t *first;              /* the first such code, by glyph; 0: none */
};
/* 0: the shape is not there. */
uint16_t upright_code(const struct upright *upright,
		      const struct glyph *glyphs, uint32_t count);

struct pdf_embedding {
	size_t count;
	struct usage *of[64];         /* by face index; roles may share one */
	struct upright *upright[64];  /* the same; NULL: nothing stands */
	uint16_t font[64];            /* the least index with the same face */
};

static inline meaning usage_meaning(const struct usage *usage, uint16_t glyph)
{
	const meaning *block = usage->meanings[glyph / MEANING_BLOCK];
	return block ? block[glyph % MEANING_BLOCK] : 0;
}

/* <FEFF...>: UTF-16BE in hexadecimal digits, with or without the mark that
 * says so (PDF 32000-1, 7.9.2.2). */
void utf16_hex(struct buf *out, str text, bool with_mark);
/* The same as bytes, with the mark. */
str utf16_bytes(str text, struct arena *a);

struct code {
	uint16_t code, advance;
	meaning meaning;
};
/* A face as it goes into files. Streams are deflated already. */
struct pdf_font {
	str name;                     /* ABCDEF+PostScriptName; empty: unused */
	enum font_program_kind kind;
	str program;
	size_t program_bytes;         /* before deflating */
	str code_to_glyph, to_unicode;
	struct font_metrics metrics;
	struct code *codes;           /* ascending */
	size_t code_count;
};
struct pdf_fonts {
	size_t count;
	struct pdf_font *at;          /* by face index */
	struct pdf_font *upright;     /* the same, for lines that run down */
};

/* A document being built, and its parts; all below is object.c, the only
 * file that sees libharu. The first failure is kept; every later call does
 * nothing and gives NULL, so callers ask once, at the end. */
struct writer;
struct object;
enum packing { PACKED_NOT, PACKED_FLATE, PACKED_JPEG };

struct writer *writer_open(struct arena *a);
/* The whole file, or false with what went wrong. */
bool writer_save(struct writer *w, struct arena *a, str *bytes, str *fault);
void writer_close(struct writer *w);

struct object *writer_catalog(struct writer *w);
struct object *writer_info(struct writer *w);
struct object *writer_trailer(struct writer *w);
/* A page with its content; its Resources are the caller's to add. */
struct object *writer_page(struct writer *w, str content, enum packing packing);
/* parent NULL: at the top. */
struct object *writer_outline(struct writer *w, struct object *parent,
			      str title, bool is_open);

struct object *object_dict(struct writer *w);     /* inside another */
struct object *object_new(struct writer *w);      /* a dictionary of its own */
struct object *object_array(struct writer *w);
struct object *object_stream(struct writer *w, str bytes, enum packing packing);

void dict_put(struct writer *w, struct object *dict, const char *key,
	      struct object *value);
void dict_name(struct writer *w, struct object *dict, const char *key,
	       const char *name);
void dict_number(struct writer *w, struct object *dict, const char *key,
		 int32_t number);
void dict_flag(struct writer *w, struct object *dict, const char *key,
	       bool flag);
/* A text string, from UTF-8. */
void dict_text(struct writer *w, struct object *dict, const char *key,
	       str text);
/* A byte string as it is. */
void dict_bytes(struct writer *w, struct object *dict, const char *key,
		str bytes);
void array_put(struct writer *w, struct object *array, struct object *value);
void array_number(struct writer *w, struct object *array, int32_t number);
void array_length(struct writer *w, struct object *array, length thousandths);
void array_name(struct writer *w, struct object *array, const char *name);
void array_bytes(struct writer *w, struct object *array, str bytes);
void array_null(struct writer *w, struct object *array);

/* The file's parts. */
struct object *font_object(struct writer *w, const struct pdf_font *font);
/* False when it is no picture; no picture of a checked book is not. */
bool picture_object(struct writer *w, const struct page_picture *picture,
		    struct arena *a, struct object **out);
void writer_describe(struct writer *w, const struct pdf_request *request,
		     struct arena *a);

struct target_pages {                 /* one a page of the book */
	const struct pages *pages;
	struct object **objects;
};
void writer_bookmarks(struct writer *w, const struct target_pages *target);
void writer_labels(struct writer *w, const struct pages *pages,
		   struct arena *a);
void writer_links(struct writer *w, const struct target_pages *target,
		  struct arena *a);

#endif
