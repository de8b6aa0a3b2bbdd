/* Pages + sheets -> .pdf. One path for plain and booklet: both are sheets.
 *
 * pdf_prepare walks the pages once, in order, and decides each face's used
 * glyphs and what text each code stands for. pdf_page then writes single
 * pages on any thread; pdf_write assembles. Who may include: build.c.
 * libharu is seen in object.c only.
 */
#ifndef PDF_PDF_H
#define PDF_PDF_H

#include "font/font.h"
#include "impose/impose.h"
#include "page/page.h"

struct pdf_embedding;                 /* used glyphs, codes, their text */

struct pdf_embedding *pdf_prepare(const struct pages *pages,
				  const struct faces *faces,
				  struct arena *a);

/* One page as a compressed content stream. */
struct pdf_page {
	str deflated;                 /* zlib */
	size_t bytes;
};
void pdf_page(const struct pages *pages, size_t page,
	      const struct pdf_embedding *embedding, struct arena *a,
	      struct pdf_page *out);

/* Fonts cut and compressed once, shared by all files of a build. */
struct pdf_fonts;
struct pdf_fonts *pdf_cut_fonts(const struct pdf_embedding *embedding,
				const struct faces *faces, struct arena *a,
				struct diag *d);

struct pdf_request {
	const struct pages *pages;
	const struct pdf_page *streams;   /* one a page */
	const struct sheets *sheets;
	const struct faces *faces;
	const struct pdf_embedding *embedding;
	const struct pdf_fonts *fonts;
	int64_t epoch;                /* dates; 0: none are written */
};
/* false after reporting; the old file is untouched. */
bool pdf_write(const struct pdf_request *request, const char *path,
	       struct arena *a, struct diag *d);

#endif
