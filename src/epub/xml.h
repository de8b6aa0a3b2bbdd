/* XML text, well-formed by construction: what is opened is closed in order,
 * and nothing reaches the text unescaped.
 */
#ifndef EPUB_XML_H
#define EPUB_XML_H

#include "base/buf.h"
#include "base/list.h"

/* How the lines of a file run, for whoever writes words into it. */
enum lines { LINES_HORIZONTAL, LINES_VERTICAL, LINES_VERTICAL_MAINLAND };

struct xml {
	struct buf *out;
	enum lines lines;
	bool marks_rare;              /* characters that phones lack */
	LIST(const char *) open;      /* names, outermost first */
	bool is_in_tag;               /* attributes may still come */
};

/* Writes the declaration. */
void xml_start(struct xml *x, struct buf *out);
/* name must outlive the element: a literal, or a table's. */
void xml_open(struct xml *x, const char *name);
/* Only right after xml_open. */
void xml_attribute(struct xml *x, const char *name, str value);
void xml_text(struct xml *x, str text);
void xml_close(struct xml *x);
/* <name/> for elements that are always empty: HTML readers take <p/> for an
 * open tag. Called in place of xml_close. */
void xml_close_empty(struct xml *x);
/* <name>text</name> */
void xml_element(struct xml *x, const char *name, str text);
/* A line feed between blocks, for people who read the file. */
void xml_line(struct xml *x);
/* Closes all that is open. */
void xml_finish(struct xml *x);

#endif
