/* Markdown -> blocks, by lowdown's tree. lowdown keeps no source lines, so
 * each block is looked for in the source from where the last one was found.
 *
 * ```verse and ```诗 are banxin's own: a fence whose lines are verse.
 */
#include "read/markdown.h"

#include "base/banned.h"

typedef const struct lowdown_node node;

/* lowdown refuses deeper documents. */
#define MOST_SIGNS 100
#define DEEPEST_MARKDOWN 100
/* Markdown inside HTML inside Markdown. */
#define DEEPEST_PIECE 8
/* How far ahead a block is looked for. */
#define SEARCH_WINDOW ((size_t)1 << 16)

static struct span here(const struct markdown_walk *w)
{
	return reading_span(w->reading, w->line);
}

/* --- source lines --- */

static str first_words(node *n, int depth)
{
	str text = STR_NONE;
	if (n->type == LOWDOWN_NORMAL_TEXT)
		text = str_of_buf(&n->rndr_normal_text.text);
	else if (n->type == LOWDOWN_BLOCKCODE)
		text = str_of_buf(&n->rndr_blockcode.text);
	else if (n->type == LOWDOWN_BLOCKHTML)
		text = str_of_buf(&n->rndr_blockhtml.text);
	else if (n->type == LOWDOWN_CODESPAN)
		text = str_of_buf(&n->rndr_codespan.text);
	else if (n->type == LOWDOWN_IMAGE)
		text = str_of_buf(&n->rndr_image.link);
	text = str_trim(text);
	text = str_cut(text, 0, str_find_byte(text, '\n'));
	if (text.len > 36)
		text.len = 36;
	node *child = first_child(n);
	while (str_is_empty(text) && child && depth < 16) {
		text = first_words(child, depth + 1);
		child = next_sibling(child);
	}
	return text;
}

/* Sets w->line to where the node's text stands. */
static void locate(struct markdown_walk *w, node *n)
{
	str words = first_words(n, 0);
	str source = w->reading->text;
	if (w->is_fixed || str_is_empty(words))
		return;
	str window = str_cut(source, 0, w->at + SEARCH_WINDOW);
	size_t found = str_find_from(window, words, w->at);
	if (found != STR_NOT_FOUND) {
		for (; w->at < found; w->at++)
			w->at_line += source.text[w->at] == '\n';
	}
	w->line = w->at_line;
}

/* --- blocks --- */

static void walk_blocks(struct markdown_walk *w, node *parent);

static struct block *open_text(struct markdown_walk *w, enum block_kind kind,
			       node *n)
{
	locate(w, n);
	w->block = builder_open(w->builder, kind, here(w));
	w->has_feed = false;
	w->last = 0;
	return w->block;
}

static void close_text(struct markdown_walk *w, enum block_kind kind)
{
	builder_close(w->builder, kind);
	w->block = NULL;
}

/* The only child that is not blank text, when it is a picture. */
static node *lone_image(node *paragraph)
{
	node *image = NULL;
	for (node *n = first_child(paragraph); n; n = next_sibling(n)) {
		if (n->type == LOWDOWN_IMAGE && !image)
			image = n;
		else if (n->type != LOWDOWN_NORMAL_TEXT ||
			 !str_is_empty(str_trim(str_of_buf(
				 &n->rndr_normal_text.text))))
			return NULL;
	}
	return image;
}

static void take_figure(struct markdown_walk *w, node *image)
{
	locate(w, image);
	builder_open(w->builder, BLOCK_FIGURE, here(w));
	put_image(w, image);
	str title = str_of_buf(&image->rndr_image.title);
	if (!str_is_empty(title)) {
		builder_open(w->builder, BLOCK_CAPTION, here(w));
		builder_text(w->builder, title, here(w));
		builder_close(w->builder, BLOCK_CAPTION);
	}
	builder_close(w->builder, BLOCK_FIGURE);
}

static void take_paragraph(struct markdown_walk *w, node *n)
{
	node *image = lone_image(n);
	if (image) {
		take_figure(w, image);
		return;
	}
	open_text(w, BLOCK_PARAGRAPH, n);
	walk_phrases_of(w, n);
	close_text(w, BLOCK_PARAGRAPH);
}

static void take_heading(struct markdown_walk *w, node *n)
{
	struct block *block = open_text(w, BLOCK_HEADING, n);
	size_t level = n->rndr_header.level;
	block->as.heading.level = level < 6 ? (int)level : 5;
	struct chapter *chapter = w->reading->chapter;
	if (!w->has_heading && level == 0 && str_is_empty(chapter->title))
		chapter->title = plain_text(n, w->arena);
	w->has_heading = true;
	walk_phrases_of(w, n);
	close_text(w, BLOCK_HEADING);
}

static void take_verse(struct markdown_walk *w, str text)
{
	builder_open(w->builder, BLOCK_VERSE, here(w));
	str line;
	while (str_next_line(&text, &line)) {
		builder_open(w->builder, BLOCK_LINE, here(w));
		builder_text(w->builder, str_trim(line), here(w));
		builder_close(w->builder, BLOCK_LINE);
	}
	builder_close(w->builder, BLOCK_VERSE);
}

static void take_code(struct markdown_walk *w, node *n)
{
	str text = unmarked(str_of_buf(&n->rndr_blockcode.text), w->arena);
	str language = str_trim(str_of_buf(&n->rndr_blockcode.lang));
	locate(w, n);
	while (str_ends(text, STR("\n")))
		text.len--;
	if (str_equal(language, STR("verse")) ||
	    str_equal(language, STR("诗"))) {
		take_verse(w, text);
		return;
	}
	struct block *code = builder_open(w->builder, BLOCK_CODE, here(w));
	if (!str_is_empty(language))
		code->class = arena_format(w->arena, "language-%.*s",
					   STR_ARG(language));
	builder_text(w->builder, text, here(w));
	builder_close(w->builder, BLOCK_CODE);
}

static void take_container(struct markdown_walk *w, node *n,
			   enum block_kind kind)
{
	locate(w, n);
	builder_open(w->builder, kind, here(w));
	walk_blocks(w, n);
	builder_close(w->builder, kind);
}

static void take_list(struct markdown_walk *w, node *n)
{
	locate(w, n);
	struct block *list = builder_open(w->builder, BLOCK_LIST, here(w));
	list->as.list.is_ordered = n->rndr_list.flags & HLIST_FL_ORDERED;
	list->as.list.start = n->rndr_list.start > 0 &&
					      n->rndr_list.start < 100000
				      ? (int)n->rndr_list.start
				      : 1;
	walk_blocks(w, n);
	builder_close(w->builder, BLOCK_LIST);
}

static void take_rule(struct markdown_walk *w)
{
	builder_open(w->builder, BLOCK_RULE, here(w));
	builder_close(w->builder, BLOCK_RULE);
}

static void take_cell(struct markdown_walk *w, node *n)
{
	struct block *cell = open_text(w, BLOCK_CELL, n);
	enum htbl_flags align = n->rndr_table_cell.flags & HTBL_FL_ALIGNMASK;
	cell->as.cell.columns = cell->as.cell.rows = 1;
	cell->as.cell.is_header = n->rndr_table_cell.flags & HTBL_FL_HEADER;
	if (align == HTBL_FL_ALIGN_CENTER)
		cell->align = ALIGN_CENTRE;
	else if (align == HTBL_FL_ALIGN_RIGHT)
		cell->align = ALIGN_END;
	walk_phrases_of(w, n);
	close_text(w, BLOCK_CELL);
}

/* --- raw HTML --- */

static bool has_markdown(str piece)
{
	str text = str_trim(piece);
	if (str_is_empty(text) || text.text[0] == '<')
		return false;
	return str_contains(text, STR("**")) || str_contains(text, STR("](")) ||
	       str_contains(text, STR("[^")) || str_find_byte(text, '`') <
						       text.len ||
	       text.text[0] == '#' || text.text[0] == '>' ||
	       str_starts(text, STR("- ")) || str_starts(text, STR("* "));
}

/* The text up to the first blank line; *rest becomes what follows. */
static str next_piece(str *rest)
{
	size_t at = str_find(*rest, STR("\n\n"));
	str piece = str_cut(*rest, 0, at);
	*rest = at == STR_NOT_FOUND ? STR_NONE : str_from(*rest, at + 2);
	return piece;
}

/* CommonMark ends an HTML block at a blank line, lowdown at the end tag:
 * pieces between blank lines that are Markdown are read as that. */
static bool is_mixed(str html)
{
	static const char *const whole[] = {"<pre", "<table", "<script",
					    "<style", "<textarea"};
	for (size_t i = 0; i < sizeof whole / sizeof whole[0]; i++)
		if (str_contains(html, str_of(whole[i])))
			return false;
	while (!str_is_empty(html))
		if (has_markdown(next_piece(&html)))
			return true;
	return false;
}

static void take_html(struct markdown_walk *w, str html)
{
	if (w->depth >= DEEPEST_PIECE || !is_mixed(html)) {
		html_read_piece(w->reading, unmarked(html, w->arena), w->line,
				NULL);
		return;
	}
	while (!str_is_empty(html)) {
		str piece = next_piece(&html);
		str text = str_trim(piece);
		if (str_is_empty(text))
			continue;
		if (text.text[0] == '<')
			html_read_piece(w->reading, unmarked(text, w->arena),
					w->line, NULL);
		else
			markdown_walk_text(w, piece);
	}
}

/* Raw HTML blocks that follow one another are one piece. */
static node *take_html_run(struct markdown_walk *w, node *n)
{
	struct buf html;
	buf_init(&html, w->arena, BUF_NO_MAXIMUM);
	locate(w, n);
	while (n && n->type == LOWDOWN_BLOCKHTML) {
		buf_add(&html, str_of_buf(&n->rndr_blockhtml.text));
		buf_add_byte(&html, '\n');
		n = next_sibling(n);
	}
	take_html(w, buf_str(&html));
	return n;
}

/* --- the walk --- */

static void take_block(struct markdown_walk *w, node *n)
{
	switch ((int)n->type) {
	case LOWDOWN_PARAGRAPH: take_paragraph(w, n); break;
	case LOWDOWN_HEADER: take_heading(w, n); break;
	case LOWDOWN_BLOCKCODE: take_code(w, n); break;
	case LOWDOWN_BLOCKQUOTE: take_container(w, n, BLOCK_QUOTE); break;
	case LOWDOWN_LIST: take_list(w, n); break;
	case LOWDOWN_LISTITEM: take_container(w, n, BLOCK_ITEM); break;
	case LOWDOWN_TABLE_BLOCK: take_container(w, n, BLOCK_TABLE); break;
	case LOWDOWN_TABLE_ROW: take_container(w, n, BLOCK_ROW); break;
	case LOWDOWN_TABLE_CELL: take_cell(w, n); break;
	case LOWDOWN_HRULE: take_rule(w); break;
	default: walk_blocks(w, n); break;
	}
}

/* Phrases straight in an item or a quotation make a paragraph. */
static node *take_bare(struct markdown_walk *w, node *n)
{
	open_text(w, BLOCK_PARAGRAPH, n);
	while (n && is_phrase_node(n))
		n = walk_phrase(w, n);
	close_text(w, BLOCK_PARAGRAPH);
	return n;
}

static void walk_blocks(struct markdown_walk *w, node *parent)
{
	node *n = first_child(parent);
	while (n) {
		if (n->type == LOWDOWN_BLOCKHTML) {
			n = take_html_run(w, n);
		} else if (is_phrase_node(n)) {
			n = take_bare(w, n);
		} else {
			take_block(w, n);
			n = next_sibling(n);
		}
	}
}

/* From each sign of an address lowdown reads on to the next blank: not with
 * a hundred of them in one word. */
static bool may_hold_addresses(str text)
{
	size_t signs = 0;
	for (size_t i = 0; i < text.len && signs < MOST_SIGNS; i++)
		if (text.text[i] == '@' || text.text[i] == '/')
			signs++;
		else if (text.text[i] == ' ' || text.text[i] == '\n')
			signs = 0;
	return signs < MOST_SIGNS;
}

void markdown_walk_text(struct markdown_walk *w, str text)
{
	const struct lowdown_opts options = {
		.type = LOWDOWN_NULL,
		.maxdepth = DEEPEST_MARKDOWN,
		.feat = LOWDOWN_TABLES | LOWDOWN_FENCED | LOWDOWN_STRIKE |
			LOWDOWN_COMMONMARK |
			(may_hold_addresses(text) ? LOWDOWN_AUTOLINK : 0),
	};
	struct lowdown_doc *doc = lowdown_doc_new(&options);
	size_t count = 0;
	struct lowdown_node *root =
		doc ? lowdown_doc_parse(doc, &count, text.text, text.len, NULL)
		    : NULL;
	w->depth++;
	if (root)
		walk_blocks(w, root);
	else {
		diag_report(w->reading->diag, here(w), MSG_PARSER_FAILED,
			    WORDS(STR("Markdown")));
		w->reading->has_failed = true;
	}
	w->depth--;
	lowdown_node_free(root);
	lowdown_doc_free(doc);
}

void markdown_read(struct reading *r)
{
	struct markdown_lines lines = {0};
	markdown_prepare(r, &lines);
	struct markdown_walk w = {
		.reading = r, .builder = r->builder, .arena = r->arena,
		.notes = index_notes(&lines, r->arena),
		.line = r->line, .at_line = r->line,
	};
	markdown_walk_text(&w, lines.text);
	w.is_fixed = true;
	for (size_t i = 0; i < lines.notes.count && !r->has_failed; i++) {
		w.line = lines.notes.at[i].line;
		builder_note_open(r->builder, lines.notes.at[i].id,
				  reading_span(r, w.line));
		markdown_walk_text(&w, lines.notes.at[i].text);
		builder_note_close(r->builder);
	}
}
