/* Book (+ page marks) -> .epub, EPUB 3.3 that EPUB 2 readers open too.
 *
 * epub_chapter runs on any thread; epub_write packs the parts in book order.
 * Who may include: build.c. libzip is seen in zip.c only.
 */
#ifndef EPUB_EPUB_H
#define EPUB_EPUB_H

#include "book/book.h"

/* Which ids and files links can land on. */
struct epub_targets;

/* A font that the book brings along. */
struct epub_font {
	str name;                     /* "kai.ttf" */
	str media_type, bytes;
	str family;                   /* as the style sheet calls it */
	str local;                    /* names to look for first: "A", "B" */
	str title, licence;           /* for the colophon */
	bool is_rare;                 /* of characters that phones lack */
};

struct epub_request {
	const struct book *book;
	/* From epub_name_parts. NULL: links inside the book become text. */
	const struct epub_targets *targets;
	const struct page_marks *marks;   /* one a chapter; NULL: no page list */
	str style;                        /* the style sheet's text, shipped */
	str modified;                     /* YYYY-MM-DDThh:mm:ssZ */
	str page_source;                  /* "《书名》印刷版，2026-11-20，A5" */
	bool shows_pages;                 /* the marks' labels, in the text */
	bool is_vertical;                 /* the edition with vertical lines */
	bool is_second;                   /* findings were reported before */
	uint32_t picture_side;            /* the longest allowed; 0: as it is */
	bool has_grey_pictures;           /* for screens without colours */
	const struct epub_font *fonts;
	size_t font_count;
	int64_t epoch;                    /* seconds, for ZIP times; 0: 1980 */
};

/* One file of the package, compressed. */
struct epub_part {
	str name;                         /* below EPUB/: "text/c001.xhtml" */
	str id, media_type, properties;
	str deflated;                     /* raw deflate; or the bytes */
	bool is_stored;
	uint32_t crc32;
	size_t bytes;                     /* uncompressed */
	/* What stands in it, for the metadata. */
	bool has_pictures, has_bare_pictures; /* bare: without a description */
	bool has_ruby;
	struct epub_part *next;           /* the chapter's next file, or NULL */
};

/* How large pictures may be for phones, into *request, said when it makes
 * some smaller. After epub_name_parts; the given cover is fitted at once. */
void epub_plan_pictures(struct book *book, struct epub_request *request,
			struct diag *d);
/* Fits a chapter's pictures, on any thread; they live in `a`. */
void epub_fit_pictures(const struct epub_request *request,
		       struct chapter *chapter, struct arena *a);
/* Pictures that nothing describes are reported to the chapter's own diag. */
void epub_chapter(const struct epub_request *request, size_t chapter,
		  struct arena *a, struct epub_part *out);
/* The finished book's bytes; parts: one a chapter. Empty when memory or sizes
 * do not suffice. */
str epub_pack(const struct epub_request *request,
	      const struct epub_part *parts, struct arena *a);
/* The same into a file, and checked. False after reporting: not written, and
 * the old file untouched; or written, with a fault in it. */
bool epub_write(const struct epub_request *request,
		const struct epub_part *parts, const char *path,
		struct arena *a, struct diag *d);
/* What EPUBCheck would find wrong in a finished book, reported under `name`.
 * False when something is. */
bool epub_check(str container, str name, struct arena *a, struct diag *d);
/* Names the chapters (where pass_join has not) and the pictures, one name for
 * equal bytes, and notes where links can land. After the join, before
 * epub_chapter. The result lives in the book's arena. */
const struct epub_targets *epub_name_parts(struct book *book);

#endif
