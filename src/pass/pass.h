/* Make a chapter regular, and account for every character dropped or
 * changed. The passes stand in one table in pass.c; its order is the order
 * of work.
 *
 * Who may include: build.c, command/. Thread safe: one chapter a thread.
 */
#ifndef PASS_PASS_H
#define PASS_PASS_H

#include "book/book.h"

enum clean_script { SCRIPT_KEEP, SCRIPT_SIMPLIFIED, SCRIPT_TRADITIONAL };
enum clean_annotations { ANNOTATIONS_RUBY, ANNOTATIONS_STRIP, ANNOTATIONS_KEEP };
enum clean_cues { CUES_DROP, CUES_KEEP, CUES_NOTE };
enum clean_punctuation { PUNCTUATION_FULL, PUNCTUATION_KEEP };
enum clean_examples { EXAMPLES_KEEP, EXAMPLES_BOX };
enum missing_images { IMAGES_PLACEHOLDER, IMAGES_DROP, IMAGES_ERROR };

/* What the manifest's clean: and images: say. */
struct clean {
	enum clean_script script;
	enum clean_annotations annotations;
	enum clean_cues cues;
	enum clean_punctuation punctuation;
	enum clean_examples examples;
	/* Rules that do nothing: "cue", "boilerplate/footer"; a pass's name
	 * stands for all its rules. */
	const str *off;
	size_t off_count;
};

struct image_map_entry {
	str address, path;
};

struct image_rules {
	str root;             /* the manifest's folder */
	str folder;           /* images.folder, relative to root */
	str document_folder;  /* the chapter's own, relative to root */
	enum missing_images missing;
	const struct image_map_entry *map;
	size_t map_count;
	bool is_inspection;   /* look, but read no pixels */
};

struct numbering {
	str chapter, section; /* models: "第一章" "一、"; empty: none */
	int depth;            /* 1: chapters, 2: and first level headings ... */
	bool counts_paragraphs;
};

struct pass_context {
	struct clean clean;
	struct image_rules images;
	struct numbering numbering;
	str fixed_title;      /* from the manifest: wins over what is found */
	bool splits_articles; /* another article becomes chapter->next */
	/* Stop after this pass and dump; empty: all. */
	str last_pass;
};

/* Runs the table over one chapter, and over those that it finds in it:
 * chapter->next and so on, in the same arena. false: an error is in chapter->diag. A
 * chapter that went through the whole table is frozen, and left as it is. */
bool pass_run(struct chapter *chapter, const struct pass_context *context);
/* The join: numbers chapters, sections and notes across the book, and makes
 * every internal link land or turn into text. */
void pass_join(struct book *book, const struct numbering *numbering);
/* Names of the passes in order, for --dump and tests. */
const char *const *pass_names(size_t *count);

#endif
