/* A chapter and a book as indented text: one line a block, its phrases in
 * braces, everything that a pass may change and nothing that depends on
 * memory. Goldens are made of this, so the form changes with care.
 *
 *   paragraph .note "他{strong 说}：{link=#n1 见注}{break}"
 */
#include "base/buf.h"
#include "book/inside.h"
#include "book/walk.h"

#include "base/banned.h"

static void add(struct buf *out, const char *text)
{
	buf_add(out, str_of(text));
}

/* What would be read as notation gets a backslash. */
static void add_escaped(struct buf *out, str text)
{
	size_t from = 0;
	for (size_t at = 0; at < text.len; at++) {
		char byte = text.text[at];
		bool is_feed = byte == '\n';
		if (!is_feed && byte != '"' && byte != '\\' && byte != '{' &&
		    byte != '}')
			continue;
		buf_add(out, str_cut(text, from, at));
		buf_add_byte(out, '\\');
		if (is_feed)
			buf_add_byte(out, 'n');
		from = at + is_feed;
	}
	buf_add(out, str_from(text, from));
}

static void add_quoted(struct buf *out, str text)
{
	buf_add_byte(out, '"');
	add_escaped(out, text);
	buf_add_byte(out, '"');
}

static void add_value(struct buf *out, const char *before, str value)
{
	if (!value.len)
		return;
	add(out, before);
	add_escaped(out, value);
}

static void add_number(struct buf *out, const char *before, int64_t number)
{
	add(out, before);
	buf_add_int(out, number);
}

static void indent(struct buf *out, int depth)
{
	for (int i = 0; i < depth; i++)
		add(out, "  ");
}

static void enter_phrase(struct buf *out, const struct phrase *phrase)
{
	buf_add_byte(out, '{');
	add(out, phrase_kind_name(phrase->kind));
	add_value(out, ".", phrase->class);
	add_value(out, "#", phrase->id);
	add_value(out, "@", phrase->lang);
	if (phrase->kind == PHRASE_LINK) {
		add_value(out, "=", phrase->as.link.target);
	} else if (phrase->kind == PHRASE_RUBY) {
		add_value(out, "=", phrase->as.ruby.reading);
	} else if (phrase->kind == PHRASE_NOTE && phrase->as.note.note) {
		add_value(out, "=", phrase->as.note.note->id);
	} else if (phrase->kind == PHRASE_IMAGE) {
		if (phrase->as.image.asset)
			add_value(out, "=", phrase->as.image.asset->address);
		add_value(out, " ", phrase->as.image.alt);
	}
	if (phrase->child)
		buf_add_byte(out, ' ');
}

static void add_phrases(struct buf *out, const struct block *block)
{
	struct walk walk;
	walk_phrases(&walk, block);
	enum walk_event event;
	while ((event = walk_next(&walk)) != WALK_END) {
		if (event == WALK_TEXT)
			add_escaped(out, walk.phrase->text);
		else if (event == WALK_ENTER_PHRASE)
			enter_phrase(out, walk.phrase);
		else
			buf_add_byte(out, '}');
	}
}

static void add_heading_facts(struct buf *out, const struct block *block)
{
	add_number(out, " level=", block->as.heading.level);
	add_value(out, " label=", block->as.heading.label);
	if (block->as.heading.is_typed)
		add(out, " typed");
	if (block->as.heading.is_run_in)
		add(out, " run-in");
}

static void add_cell_facts(struct buf *out, const struct block *block)
{
	if (block->as.cell.is_header)
		add(out, " header");
	if (block->as.cell.columns > 1)
		add_number(out, " columns=", block->as.cell.columns);
	if (block->as.cell.rows > 1)
		add_number(out, " rows=", block->as.cell.rows);
}

static void add_facts(struct buf *out, const struct block *block)
{
	if (block->kind == BLOCK_HEADING) {
		add_heading_facts(out, block);
	} else if (block->kind == BLOCK_CELL) {
		add_cell_facts(out, block);
	} else if (block->kind == BLOCK_LIST && block->as.list.is_ordered) {
		add_number(out, " ordered start=", block->as.list.start);
	} else if (block->kind == BLOCK_FIGURE) {
		if (block->as.figure.asset)
			add_value(out, " ", block->as.figure.asset->address);
		add_value(out, " alt=", block->as.figure.alt);
	}
}

static void add_block(struct buf *out, const struct block *block, int depth)
{
	indent(out, depth);
	if (block->number) {
		buf_add_int(out, block->number);
		buf_add_byte(out, ' ');
	}
	add(out, block_kind_name(block->kind));
	add_facts(out, block);
	if (block->paragraph)
		add_number(out, " ¶", block->paragraph);
	add_value(out, " #", block->id);
	add_value(out, " .", block->class);
	add_value(out, " @", block->lang);
	if (block->align == ALIGN_CENTRE)
		add(out, " centre");
	else if (block->align == ALIGN_END)
		add(out, " end");
	if (block->type_size == TYPE_SIZE_MIXED)
		add(out, " sizes");
	else if (block->type_size && block->type_size != 100)
		add_number(out, " size=", block->type_size);
	if (block->is_bold)
		add(out, " bold");
	if (block->is_continued)
		add(out, " continued");
	if (block_holds_text(block->kind)) {
		add(out, " \"");
		add_phrases(out, block);
		buf_add_byte(out, '"');
	}
	buf_add_byte(out, '\n');
}

static void add_blocks(struct buf *out, const struct block *first, int depth)
{
	for (const struct block *at = first; at;) {
		add_block(out, at, depth);
		if (at->child) {
			at = at->child;
			depth++;
			continue;
		}
		while (!at->next && at->parent) {
			at = at->parent;
			depth--;
		}
		at = at->next;
	}
}

struct field {
	const char *name;
	str value;
};

static void add_fields(struct buf *out, const struct field *fields,
		       size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!fields[i].value.len)
			continue;
		add(out, "  ");
		add(out, fields[i].name);
		add(out, ": ");
		add_escaped(out, fields[i].value);
		buf_add_byte(out, '\n');
	}
}

static void add_asset(struct buf *out, const struct asset *asset)
{
	add(out, "  asset ");
	add_quoted(out, asset->address);
	add_value(out, " path=", asset->path);
	add_value(out, " name=", asset->name);
	add_value(out, " type=", asset->media_type);
	if (asset->width || asset->height) {
		add_number(out, " ", asset->width);
		add_number(out, "x", asset->height);
	}
	if (asset->dots_per_inch)
		add_number(out, " dpi=", asset->dots_per_inch);
	if (asset->is_decorative)
		add(out, " decorative");
	add_value(out, " alt=", asset->alt);
	buf_add_byte(out, '\n');
}

static void add_note(struct buf *out, const struct note *note)
{
	add(out, "  note ");
	if (note->number)
		add_number(out, "", note->number);
	add_value(out, " #", note->id);
	add_value(out, " ", note->label);
	buf_add_byte(out, '\n');
	add_blocks(out, note->body, 2);
}

static void add_entry(struct buf *out, const struct ledger_entry *entry)
{
	add(out, entry->is_removal ? "  - " : "  ~ ");
	buf_add(out, entry->rule);
	if (entry->line)
		add_number(out, " line ", entry->line);
	buf_add_byte(out, ' ');
	add_quoted(out, entry->before);
	if (!entry->is_removal) {
		add(out, " -> ");
		add_quoted(out, entry->after);
	}
	buf_add_byte(out, '\n');
}

static void add_head(struct buf *out, const struct chapter *chapter)
{
	static const char *const roles[] = {
		[CHAPTER_FRONT] = "front", [CHAPTER_BODY] = "body",
		[CHAPTER_PART] = "part", [CHAPTER_APPENDIX] = "appendix",
	};
	add(out, "chapter ");
	add(out, roles[chapter->role]);
	if (!chapter->is_numbered)
		add(out, " unnumbered");
	add_value(out, " #", chapter->id);
	buf_add_byte(out, '\n');
	const struct field fields[] = {
		{"file", chapter->file},
		{"label", chapter->label},
		{"title", chapter->title},
		{"short title", chapter->short_title},
		{"author", chapter->author},
		{"source", chapter->source},
		{"date", chapter->date},
		{"summary", chapter->summary},
		{"lang", chapter->lang},
		{"encoding", chapter->encoding},
	};
	add_fields(out, fields, sizeof fields / sizeof fields[0]);
	if (chapter->character_count) {
		add_number(out, "  characters: ", chapter->character_count);
		buf_add_byte(out, '\n');
	}
}

void chapter_dump(const struct chapter *chapter, struct buf *out)
{
	add_head(out, chapter);
	add_blocks(out, chapter->body, 1);
	for (const struct note *note = chapter->notes; note; note = note->next)
		add_note(out, note);
	for (const struct asset *asset = chapter->assets; asset;
	     asset = asset->next)
		add_asset(out, asset);
	if (chapter->ledger.entries.count)
		add(out, "ledger\n");
	for (size_t i = 0; i < chapter->ledger.entries.count; i++)
		add_entry(out, &chapter->ledger.entries.at[i]);
}

void book_dump(const struct book *book, struct buf *out)
{
	const struct meta *meta = &book->meta;
	const struct field fields[] = {
		{"title", meta->title},
		{"subtitle", meta->subtitle},
		{"lang", meta->lang},
		{"date", meta->date},
		{"publisher", meta->publisher},
		{"description", meta->description},
		{"subject", meta->subject},
		{"rights", meta->rights},
		{"identifier", meta->identifier},
		{"contents", book->contents_title},
	};
	add(out, "book\n");
	add_fields(out, fields, sizeof fields / sizeof fields[0]);
	for (size_t i = 0; i < meta->contributors.count; i++) {
		const struct contributor *who = &meta->contributors.at[i];
		add_value(out, "  contributor: ", who->name);
		add_value(out, " (", who->role);
		add(out, who->role.len ? ")\n" : "\n");
	}
	if (book->cover)
		add_asset(out, book->cover);
	for (size_t i = 0; i < book->chapter_count; i++)
		chapter_dump(book->chapters[i], out);
}
