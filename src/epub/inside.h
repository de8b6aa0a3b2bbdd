/* What the files of this room share; no other room includes it.
 *
 * names.c decides what everything is called; flow.c writes blocks and
 * phrases; xhtml.c, front.c, nav.c, ncx.c and package.c write one kind of
 * file each; zip.c packs them.
 */
#ifndef EPUB_INSIDE_H
#define EPUB_INSIDE_H

#include "book/outline.h"
#include "book/wording.h"
#include "epub/epub.h"
#include "epub/xml.h"

/* Names with a value each, in spaces apart from one another. */
struct name_entry {
	str name;
	uint32_t space, value;
	bool is_used;
};
struct name_map {
	struct arena *arena;
	struct name_entry *at;
	size_t count, capacity;
};
/* False when it is there already. */
bool map_add(struct name_map *map, uint32_t space, str name, uint32_t value);
/* NULL when it is not there. */
const struct name_entry *map_find(const struct name_map *map, uint32_t space,
				  str name);

/* The blocks that begin a chapter's second file and further ones. */
struct chapter_cuts {
	const struct block **at;
	size_t count, capacity;
};

struct epub_targets {
	/* space: the chapter's index; value: the number of the block that an
	 * id belongs to, 0 for a phrase's. */
	struct name_map ids;
	struct name_map files;        /* value: the chapter's index */
	/* In which file of its chapter an id stands, where not in the first. */
	struct name_map places;
	struct chapter_cuts *cuts;    /* one a chapter */
};

void split_chapter(const struct book *book, const struct chapter *chapter,
		   struct chapter_cuts *cuts, struct arena *a);
size_t file_count(const struct epub_request *request, size_t chapter);
/* The block it begins with; NULL behind the last file. */
const struct block *file_start(const struct epub_request *request,
			       size_t chapter, size_t file);
/* The file that a block stands in. */
size_t file_of(const struct epub_request *request, size_t chapter,
	       uint32_t block);
/* "c001", "c001-2". */
str file_id(const struct epub_request *request, size_t chapter, size_t file,
	    struct arena *a);
/* "text/c001-2.xhtml" */
str file_path(const struct epub_request *request, size_t chapter, size_t file,
	      struct arena *a);

/* An id as it is written: the model's own where XML and our own ids leave
 * it room, else made from its hash. */
str safe_id(str id, struct arena *a);
/* The heading's own id, or one by its number where it has none, or where
 * an earlier block has the same. */
str heading_id(const struct epub_request *request, size_t chapter,
	       const struct block *heading, struct arena *a);
str page_id(size_t mark, struct arena *a);
str chapter_path(const struct chapter *chapter, struct arena *a);
/* The names of a class attribute that may stand in XHTML, each once. */
void add_classes(struct buf *out, str classes);
/* Well-formed (BCP 47, roughly), or empty. */
str safe_lang(str lang);
/* Well-formed, with the script where the language is Chinese; zh-Hans when
 * nothing usable is given. */
str full_lang(str lang);
str book_lang(const struct book *book);
str book_title(const struct book *book);
str chapter_title(const struct book *book, const struct chapter *chapter);

/* The href for a link's target, or empty when it leads nowhere. */
str link_address(const struct epub_request *request, size_t chapter,
		 str target, struct arena *a);

/* One XHTML file being written. */
struct writer {
	struct xml xml;
	struct arena *arena;
	const struct epub_request *request;
	const struct chapter *chapter;
	size_t number;                /* the chapter's index */
	str lang;                     /* of the file */
	const struct page_marks *marks;
	size_t next_mark;
	struct name_map ids;          /* written so far */
	LIST(unsigned char) blocks;   /* elements to close for each open one */
	LIST(unsigned char) phrases;
	int held;                     /* open links and ruby: no page marks */
	int code_depth;               /* open PHRASE_CODE and BLOCK_CODE */
	int lang_depth;               /* open elements with their own lang */
	bool is_chinese;              /* the file */
	int table_part;               /* 0, 1 thead, 2 tbody */
	const struct block *labels;   /* a wide table's header row */
	size_t whole_cell;            /* characters that are not broken */
	bool is_in_link, is_in_ruby, is_in_note;
	bool is_captioned;            /* the picture being written */
	bool is_joined;               /* the paragraph is open already */
	const struct block *until;    /* the next file begins with it */
	struct name_map notes;        /* written; space: number */
	const struct note *backlink;  /* to be written in the next paragraph */
	struct epub_part *part;
};

void write_id(struct writer *w, str id);
/* Blocks, from `first` and its next siblings. */
void flow_blocks(struct writer *w, const struct block *first);
/* The element's start tag, with one more class. */
void flow_open(struct writer *w, const struct block *block, str class);
/* Page marks up to a place, each a span or a div. */
void flow_marks(struct writer *w, uint32_t block, uint32_t offset,
		const char *element);
/* All page marks not yet written, between blocks. */
void flow_marks_left(struct writer *w);
/* Text as the file's lines want it; xml_text where all lines are alike. */
void write_words(struct xml *x, str text);
/* After xhtml_start: how the edition's lines run, and its rare characters. */
void write_lines_as(struct xml *x, const struct epub_request *request,
		    str lang);
/* The style sheet without its comments but those that begin with an
 * exclamation mark, which hold licences. */
str style_strip(str css, struct arena *a);
/* The same sheet for vertical lines. */
str style_turn(str css, struct arena *a);
/* Chinese text with English phrases marked as such. */
void write_languages(struct xml *x, str text);
/* Text with <wbr/> in what is long and solid. */
void write_breakable(struct xml *x, str text);
/* Elements opened, as in flow.c. */
int table_enter(struct writer *w, const struct block *table);
int table_enter_row(struct writer *w, const struct block *row);
int table_enter_cell(struct writer *w, const struct block *cell);
/* Closes <thead> or <tbody>. */
void table_leave(struct writer *w);
/* PHRASE_NOTE, PHRASE_IMAGE and a figure's picture. */
void write_note_mark(struct writer *w, const struct note *note);
void write_picture(struct writer *w, const struct asset *asset, str alt,
		   bool is_figure);

/* Author, source and date of a chapter, in one line. */
void write_origin(struct xml *x, const struct chapter *chapter);

/* Head and <body> of a file; root: how it reaches EPUB/, "../" or "". */
void xhtml_start(struct xml *x, struct buf *out, str title, str lang,
		 const char *root);
/* A finished file as a part. */
void xhtml_finish(struct xml *x, const struct epub_request *request,
		  struct epub_part *part, struct arena *a);

void cover_part(const struct epub_request *request, struct epub_part *out,
		struct arena *a);
void title_page_part(const struct epub_request *request,
		     struct epub_part *out, struct arena *a);
void colophon_part(const struct epub_request *request, struct epub_part *out,
		   struct arena *a);

/* What package, nav and ncx are made of. */
struct epub_contents {
	const struct epub_request *request;
	/* In the order of the container, mimetype and container.xml apart. */
	LIST(const struct epub_part *) parts;
	LIST(const struct epub_part *) spine;
	const struct epub_part *chapters;
	struct outline outline;
	str identifier;
	bool has_pages;
};
void nav_part(const struct epub_contents *contents, struct epub_part *out,
	      struct arena *a);
void ncx_part(const struct epub_contents *contents, struct epub_part *out,
	      struct arena *a);
void package_part(const struct epub_contents *contents, struct epub_part *out,
		  struct arena *a);
/* The font files, and the rules that bring them in. */
struct epub_part *font_part(const struct epub_request *request,
			    const struct epub_font *font, struct arena *a);
void write_font_style(struct buf *out, const struct epub_request *request);
bool has_rare_font(const struct epub_request *request);
/* The children of <metadata> that say what a reader can perceive. */
void write_accessibility(struct xml *x, const struct epub_contents *contents);
/* "c001.xhtml#h12", from inside text/; root as in xhtml_start. */
str outline_address(const struct epub_contents *contents,
		    const struct outline_entry *entry, const char *root,
		    struct arena *a);
/* The file that a page mark stands in. */
str mark_path(const struct epub_request *request, size_t chapter, size_t mark,
	      struct arena *a);
bool has_pages(const struct epub_request *request);
/* Where reading begins; NULL in a book without chapters. */
const struct chapter *first_body(const struct book *book);

void sha1(str bytes, uint8_t digest[20]);
str uuid_of(str name, struct arena *a);
/* Fills in CRC, length and compressed bytes. */
void part_pack(struct epub_part *part, str bytes,
	       const struct epub_request *request, struct arena *a);
bool zip_pack(const struct epub_part *const *parts, size_t count,
	      int64_t epoch, struct arena *a, str *out);

#endif
