/* One table for names: what a kind is called in XHTML and in style sheets,
 * in dumps, and which other HTML elements mean the same.
 *
 * Kinds without an element of their own share one and are told apart by a
 * class: a verse is div.verse, its line p.line. An example is a div too:
 * reading systems hide an aside, or pop it up.
 */
#include "book/element.h"
#include "book/inside.h"

#include "base/banned.h"

struct name {
	const char *element, *class, *dump;
};

static const struct name blocks[BLOCK_KIND_COUNT] = {
	[BLOCK_HEADING] = {"h2", "", "heading"},
	[BLOCK_PARAGRAPH] = {"p", "", "paragraph"},
	[BLOCK_QUOTE] = {"blockquote", "", "quote"},
	[BLOCK_EXAMPLE] = {"div", "example", "example"},
	[BLOCK_VERSE] = {"div", "verse", "verse"},
	[BLOCK_CODE] = {"pre", "", "code"},
	[BLOCK_LINE] = {"p", "line", "line"},
	[BLOCK_LIST] = {"ul", "", "list"},
	[BLOCK_ITEM] = {"li", "", "item"},
	[BLOCK_FIGURE] = {"figure", "", "figure"},
	[BLOCK_CAPTION] = {"figcaption", "", "caption"},
	[BLOCK_TABLE] = {"table", "", "table"},
	[BLOCK_ROW] = {"tr", "", "row"},
	[BLOCK_CELL] = {"td", "", "cell"},
	[BLOCK_RULE] = {"hr", "", "rule"},
};

static const struct name phrases[PHRASE_KIND_COUNT] = {
	[PHRASE_TEXT] = {"", "", "text"},
	[PHRASE_BREAK] = {"br", "", "break"},
	[PHRASE_EMPHASIS] = {"em", "", "emphasis"},
	[PHRASE_STRONG] = {"strong", "", "strong"},
	[PHRASE_UNDERLINE] = {"u", "", "underline"},
	[PHRASE_STRIKE] = {"s", "", "strike"},
	[PHRASE_SUPER] = {"sup", "", "super"},
	[PHRASE_SUB] = {"sub", "", "sub"},
	[PHRASE_CODE] = {"code", "", "code"},
	[PHRASE_SPAN] = {"span", "", "span"},
	[PHRASE_LINK] = {"a", "", "link"},
	[PHRASE_RUBY] = {"ruby", "", "ruby"},
	[PHRASE_IMAGE] = {"img", "", "image"},
	[PHRASE_NOTE] = {"a", "", "note"},
};

/* Level 1 stands below the chapter's title, which is h1; HTML ends at h6. */
#define DEEPEST_LEVEL 5
static const char *const headings[DEEPEST_LEVEL + 1] = {
	"h1", "h2", "h3", "h4", "h5", "h6",
};

static bool stands_in(const struct block *block, enum block_kind kind)
{
	return block->parent && block->parent->kind == kind;
}

const char *block_element(const struct block *block)
{
	if (block->kind == BLOCK_HEADING) {
		int level = block->as.heading.level;
		if (level < 1)
			level = 1;
		return headings[level > DEEPEST_LEVEL ? DEEPEST_LEVEL : level];
	}
	if (block->kind == BLOCK_LIST && block->as.list.is_ordered)
		return "ol";
	if (block->kind == BLOCK_CELL && block->as.cell.is_header)
		return "th";
	if (block->kind == BLOCK_CAPTION && stands_in(block, BLOCK_TABLE))
		return "caption";
	if (block->kind == BLOCK_LINE && stands_in(block, BLOCK_CODE))
		return "code";
	return blocks[block->kind].element;
}

const char *block_class(const struct block *block)
{
	return blocks[block->kind].class;
}

const char *phrase_element(const struct phrase *phrase)
{
	return phrases[phrase->kind].element;
}

const char *block_kind_name(enum block_kind kind)
{
	return blocks[kind].dump;
}

const char *phrase_kind_name(enum phrase_kind kind)
{
	return phrases[kind].dump;
}

/* Names that HTML has besides those written. */
struct synonym {
	const char *element;
	int kind;
};

static const struct synonym other_blocks[] = {
	{"ol", BLOCK_LIST}, {"menu", BLOCK_LIST}, {"dir", BLOCK_LIST},
	{"dl", BLOCK_LIST}, {"dt", BLOCK_ITEM}, {"dd", BLOCK_ITEM},
	{"th", BLOCK_CELL}, {"caption", BLOCK_CAPTION}, {"aside", BLOCK_EXAMPLE},
	{"listing", BLOCK_CODE}, {"xmp", BLOCK_CODE},
};

static const struct synonym other_phrases[] = {
	{"b", PHRASE_STRONG}, {"i", PHRASE_EMPHASIS}, {"cite", PHRASE_EMPHASIS},
	{"dfn", PHRASE_EMPHASIS}, {"var", PHRASE_EMPHASIS},
	{"ins", PHRASE_UNDERLINE}, {"del", PHRASE_STRIKE},
	{"strike", PHRASE_STRIKE}, {"tt", PHRASE_CODE}, {"kbd", PHRASE_CODE},
	{"samp", PHRASE_CODE}, {"font", PHRASE_SPAN}, {"mark", PHRASE_SPAN},
	{"abbr", PHRASE_SPAN}, {"small", PHRASE_SPAN}, {"big", PHRASE_SPAN},
};

static bool is_named(str name, const char *element)
{
	return *element && str_equal_fold(name, str_of(element));
}

static bool find_synonym(str name, const struct synonym *table, size_t count,
			 int *kind)
{
	for (size_t i = 0; i < count; i++) {
		if (!is_named(name, table[i].element))
			continue;
		*kind = table[i].kind;
		return true;
	}
	return false;
}

static bool find_heading(str name, int *level)
{
	for (int i = 0; i <= DEEPEST_LEVEL; i++) {
		if (!is_named(name, headings[i]))
			continue;
		*level = i;
		return true;
	}
	return false;
}

/* A kind told apart by its class cannot be known by its element alone. */
static bool find_element(str name, const struct name *table, int count,
			 int *kind)
{
	for (int i = 0; i < count; i++) {
		if (table[i].class[0] || !is_named(name, table[i].element))
			continue;
		*kind = i;
		return true;
	}
	return false;
}

bool element_block(str name, enum block_kind *kind, int *level)
{
	int found = BLOCK_HEADING;
	if (!find_heading(name, level) &&
	    !find_element(name, blocks, BLOCK_KIND_COUNT, &found) &&
	    !find_synonym(name, other_blocks,
			  sizeof other_blocks / sizeof other_blocks[0], &found))
		return false;
	*kind = (enum block_kind)found;
	return true;
}

bool element_phrase(str name, enum phrase_kind *kind)
{
	int found;
	if (!find_element(name, phrases, PHRASE_KIND_COUNT, &found) &&
	    !find_synonym(name, other_phrases,
			  sizeof other_phrases / sizeof other_phrases[0],
			  &found))
		return false;
	*kind = (enum phrase_kind)found;
	return true;
}
