/* The plan a manifest describes: what to read, how to clean it, on what
 * paper to print it.
 */
#ifndef MANIFEST_PLAN_H
#define MANIFEST_PLAN_H

#include "base/length.h"
#include "book/book.h"
#include "impose/impose.h"

enum wanted_format {
	WANT_EPUB = 1, WANT_PDF = 2, WANT_BOOKLET = 4, WANT_EPUB_VERTICAL = 8,
	WANT_ANY_EPUB = WANT_EPUB | WANT_EPUB_VERTICAL,
};

/* Rules that do nothing: "cue", "boilerplate/footer". */
struct rule_names {
	LIST(str) list;
};

struct plan_entry {
	str file;             /* relative to the manifest; empty: a part */
	str title;            /* given; or empty */
	str encoding, format; /* given; or empty */
	enum chapter_role role;
	int part;             /* number of its part, 0: none */
	bool is_numbered;
	bool keeps_punctuation;
	bool splits_articles; /* a second article becomes a chapter */
	struct rule_names off;/* they do nothing in this chapter */
	struct span span;
};

/* The paper and its type area. See clreq 2 and the size table in paper.c. */
struct paper {
	length width, height;
	str size_name;
	length body_size, pitch;
	int characters_per_line, lines_per_page;
	length inner, outer, head, foot;      /* margins */
	bool opens_right;                     /* chapters begin on a recto */
	str notes;                            /* page, chapter or book */
	str direction;                        /* horizontal or vertical */
	str marks;                            /* their width: full, kaiming ... */
	bool hangs;                           /* a point beyond the line's end */
	str breaks;                           /* empty: by language */
};

/* A family, or a file of the book's folder. */
struct plan_font {
	str family;                   /* as written; empty: the default */
	str path;                     /* of a file; else empty */
	int index;                    /* in a collection, from 0 */
};

struct plan_fonts {
	struct plan_font body, bold, heading, quote, code;
	struct span span;
};

/* Choices kept as words here; build.c turns them into the passes' own. */
struct plan_clean {
	str script, annotations, cues, punctuation, examples;
	struct rule_names off;
};

struct plan_image {
	str address, path;
};

struct manifest {
	str path;             /* of book.yaml */
	str root;             /* its folder */
	str text;             /* its bytes */
	uint32_t source;      /* its number in diag */
	struct meta meta;
	str cover;            /* path relative to root, or empty */
	struct span cover_span;
	str contents_title;   /* empty: by language */
	int contents_depth;   /* default 2; 0: none */
	str number_chapter, number_section;
	str number_paragraph; /* none, or shown in the margin */
	int number_depth;
	unsigned formats;     /* enum wanted_format, or-ed */
	str name, output;
	LIST(str) styles;     /* paths, after the default */
	LIST(str) ready_styles; /* names of those that came with the program */
	struct plan_fonts fonts;
	struct plan_clean clean;
	str images_folder, images_missing;
	LIST(struct plan_image) images;
	str page_numbers;     /* in the EPUB: hidden or visible */
	str epub_pictures;    /* in it: colour or grey */
	str epub_fonts;       /* carried by it: none, kai, rare or all */
	struct paper paper;
	struct imposition imposition;
	LIST(struct plan_entry) entries;      /* chapters, parts, appendices */
};

#endif
