/* A source file -> blocks of a chapter. The content decides the format, not
 * the file's name: HTML with front matter may be called .txt.
 *
 * Who may include: build.c, command/inspect.c. Everything made lives in the
 * chapter's arena. Thread safe: chapters are read in parallel.
 */
/* What readers leave for passes as evidence:
 *  - heading levels are HTML's minus one: 0 is h1 and #;
 *  - text: a paragraph a line, blanks at its start kept; class "after-blank";
 *  - HTML: a block's class is its own and those of the groups around it, the
 *    nearest first, with the tokens "id:NAME" of groups, "tag:nav" (header,
 *    footer, aside) and "hidden" (display:none); "margin:N" for what
 *    stands outside the element with the page's text; "term" for dt, "caption"
 *    for a caption away from its picture; code has "language-NAME";
 *  - ledger rules: control, comment, contents-mark, front-matter, script, island (svg,
 *    math, template), player, form, noscript, feed, head/title, head/date,
 *    image/proxy, image/title, image/without-address, link/empty, link/title,
 *    ruby/second, ruby/unpaired, docx/... and epub/... Comments that end, rp and tags are
 *    no text.
 *  - docx: lines are paragraphs' numbers; classes "caption", "subtitle";
 *    labels that Word counts by itself (第一条) are text.
 *  - pictures of packages have their bytes already, as they stand there.
 */
#ifndef READ_READ_H
#define READ_READ_H

#include "book/book.h"

struct read_request {
	str file;             /* as the manifest names it, for messages */
	str bytes;            /* the whole file */
	str encoding;         /* from the manifest; empty: find out */
	/* "html" "text" "markdown" "docx" "epub"; empty: find out */
	str format;
};

/* Fills the chapter's body, notes, assets, metadata from front matter and
 * head (title, author, date, source, lang, encoding), and its ledger.
 * false: nothing could be read, and the reason is reported. */
bool read_source(const struct read_request *request, struct chapter *chapter);
/* Once, before threads start. */
void read_prepare(void);

#endif
