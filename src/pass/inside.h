/* Shared between the files of pass, and seen by no other room: the run that
 * every pass gets, what a block looks like, and edits with their account.
 */
#ifndef PASS_INSIDE_H
#define PASS_INSIDE_H

#include "base/buf.h"
#include "base/list.h"
#include "pass/pass.h"

/* One run over one chapter. */
struct work {
	struct chapter *chapter;
	const struct pass_context *context;
	struct arena *a;         /* the chapter's: what stays */
	struct arena *scratch;   /* emptied after each pass */
};

typedef void pass_function(struct work *work);

pass_function pass_column, pass_footnote, pass_annotation, pass_cue, pass_boilerplate, pass_split,
	pass_byline, pass_rewrap, pass_heading, pass_example, pass_punct, pass_space, pass_script,
	pass_article, pass_dialogue, pass_note, pass_image, pass_paragraph, pass_link,
	pass_number;

/* A heading that begins another article in the same file carries this class
 * and stands at level 1. */
#define ARTICLE_CLASS "article"

/* Ids of the notes that cues become begin so. */
#define CUE_NOTE "cue-"

/* What readers and passes note about a line's place, for later passes:
 * blank lines stood above it; it begins a paragraph, whatever its words
 * say. The last pass takes them away. */
#define AFTER_BLANK_CLASS "after-blank"
#define BEGINS_CLASS "begins"
/* And: the part of a page's margin that a block stands in, with its number. */
#define MARGIN_CLASS "margin:"

/* How a text ends, closing quotes and brackets passed over. */
enum ending {
	ENDS_OPEN,       /* in the middle, as far as marks tell */
	ENDS_COMMA,      /* ， 、 */
	ENDS_COLON,
	ENDS_CLOSER,     /* a closing quote or bracket without a stop */
	ENDS_STOP,       /* 。！？；…… */
};

/* What one block looks like, without its meaning. */
struct sight {
	struct block *block;
	str text;                /* block_text, blanks at both ends off */
	str words;               /* the same, simplified; of long texts only
				  * their beginning */
	uint32_t characters;     /* code points that are no blanks */
	uint32_t han;
	uint32_t stops, commas;  /* 。！？； and ，、 */
	uint32_t linked;         /* bytes of text inside links */
	uint32_t indent;         /* columns; an ideographic blank is two */
	uint32_t line;           /* of the source */
	uint32_t offset;         /* columns before it in its line; mark_offsets */
	uint32_t edge;           /* where lines around it end; profile_of */
	uint16_t size;           /* of its type, percent; 0: several */
	enum ending ending;
	bool is_after_blank, begins, is_bold, is_figure, is_gone;
	bool is_count;           /* of the title below; mark_counts */
	uint64_t called;         /* what the page calls it; call_sights */
	bool is_talk;            /* readers' comments, by that */
	bool is_notice;          /* of the site about its text, by that */
};

struct sights {
	LIST(struct sight) list;
	uint16_t common_size;    /* of type: what most of the text has */
};

/* A block's sight; text borrowed or in scratch. */
struct sight sight_of(struct work *work, struct block *block);
/* Bytes: of longer texts only so many are looked up. */
#define LONGEST_WORDS 240
#define BEGINNING_WORDS 160
/* All blocks that hold text, and figures, in reading order. */
void sights_take(struct work *work, struct sights *out);
enum ending text_ending(str text);
/* larger.c: in larger or smaller type than the text? */
uint16_t common_size(const struct sights *sights);
bool sight_is_larger(const struct sights *sights, const struct sight *sight);
bool sight_is_smaller(const struct sights *sights, const struct sight *sight);
/* Running text: long, or with full stops. Everything else may be a title,
 * a label, a link or a line of verse. */
bool sight_is_prose(const struct sight *sight);
bool block_has_class(const struct block *block, str token);
void block_add_class(struct block *block, str token, struct arena *a);
void block_drop_class(struct block *block, str token, struct arena *a);

static inline bool is_han_lead(unsigned char byte)
{
	return byte >= 0xE4 && byte <= 0xE9;
}
bool is_han_before(str text, size_t at);
bool is_han_at(str text, size_t at);
/* The code point before or at a place; 0 at the text's ends. */
uint32_t character_before(str text, size_t at);
uint32_t character_at(str text, size_t at);
/* ，。、；：！？“”‘’（）《》【】「」『』…—～ and the ideographic space. */
bool is_chinese_mark(uint32_t c);
/* The index of the word of a table that the text contains (at most `reach`
 * bytes looked at), or -1. */
int find_word(str text, const char *const *words, size_t count);
bool str_equal_loosely(str a, str b);    /* blanks and ruby left out */

/* Has the reader of this chapter switched the rule off? */
bool rule_is_off(const struct work *work, str rule);
/* Removes a block (and empty parents) and enters its text, whole. */
void drop_block(struct work *work, struct block *block, const char *rule);
void drop_sight(struct work *work, struct sight *sight, const char *rule);

/* Edits to one block, collected in order of place, with their account. */
struct changes {
	struct work *work;
	struct block *block;
	str text;                /* the block's text before */
	LIST(struct text_edit) edits;
	const char *rule;        /* of the last edit that needs an account */
};
/* Empty `rule`: white space only, which needs no account. */
void change(struct changes *changes, size_t from, size_t to, str replacement,
	    const char *rule);
void changes_apply(struct changes *changes);
/* Text leaves, one after another: `visit` gets the link to a leaf and gives
 * back the link to go on with. Code and ruby are left out. */
typedef struct phrase **leaf_visit(struct work *work, struct block *block,
				   struct phrase **link);
void visit_leaves(struct work *work, struct block *block, leaf_visit *visit);
/* Puts a phrase (or nothing) in the place of bytes [from, to) of a leaf.
 * Returns the link behind it, where a leaf with the rest stands, if any. */
struct phrase **leaf_put(struct work *work, struct phrase **link, size_t from,
			 size_t to, struct phrase *put);

/* The block's text; bytes of inline code are shown as 'x', so that no rule
 * sees marks in them. */
str masked_text(struct work *work, const struct block *block);
/* The next block whose text may be edited: not code. NULL at the end. Start
 * with NULL. Notes' bodies are walked too, after the chapter. */
struct prose_walk {
	struct note *note;
	struct block *next;
	bool is_started, is_in_note;
};
struct block *next_prose(struct work *work, struct prose_walk *walk);

/* Does to the chapter's title, author, source and abstract what a pass does
 * to a block. A title that the manifest gives stays as typed. */
typedef void settle_text(struct work *work, struct block *block);
void settle_fields(struct work *work, settle_text *settle, const char *rule);

/* A line that is nothing but facts about the text: 来源：… 2021-03-31 … */
struct facts {
	str author, source, date, summary, title;
	int labels;              /* how many 作者： 来源： and such */
	size_t rest;             /* characters that no fact explains */
	bool is_post;            /* posted @ …: what is left is who did */
	bool has_month;          /* the date lacks a day */
};
bool facts_read(struct work *work, str line, struct facts *out);
/* A word of such a line that names nobody: 周四, 上午9：30, a mail address. */
bool is_idle_word(str word);
/* 网友投稿, admin */
bool is_nobody(str name);
/* What class names tell of author, source and date goes to the chapter.
 * true: the line told something. */
bool absorb_words(struct work *work, const struct block *block);
/* Does the line hold facts, whatever buttons stand beside them? Below the
 * text only a label tells. */
bool tells_facts(struct work *work, const struct sight *sight, bool is_above);
/* Does a class name call words of the line an author or a source? */
bool names_somebody(struct work *work, const struct sight *sight);
/* The block's text, with a blank where phrases meet. */
str parted_text(struct work *work, const struct block *block);

/* A surname and a given name of one or two characters, blanks between
 * them or not; simplified. */
bool is_person(str name);
/* 张三、李四 */
bool are_persons(str names);
/* 张三1，李四2 -> 张三，李四 */
str persons_alone(str names, struct arena *a);

/* Furniture of web pages, told by words. */
enum furniture {
	FURNITURE_NONE,
	FURNITURE_PATH,          /* 当前位置：首页 > … */
	FURNITURE_TAIL,          /* whatever follows is no text any more */
	FURNITURE_COMMENTS,      /* so does talk, however much of it */
	FURNITURE_BUTTON,        /* a line that can stand anywhere */
};
enum furniture furniture_of(const struct sight *sight);
/* One word of a line, simplified: is it a button's? */
bool is_button(str word);
/* A book's name before each chapter's label. */
void cut_title_prefixes(struct work *work);
/* Sets `called` and `is_talk`. */
void call_sights(struct work *work, struct sights *sights);
void drop_hidden(struct work *work);
/* No letters at all: | · » --- */
bool is_ornament(const struct sight *sight);
/* ---------- *** ══════; and what becomes of it: mostly a rule. */
bool is_ruler(const struct sight *sight);
void take_ruler(struct work *work, struct sights *sights, size_t i);
/* What stands between the chapters of a serial. */
void drop_serial_lines(struct work *work, struct sights *sights);
/* thread.c: what stands around the posts of a forum. */
void drop_posts(struct work *work, struct sights *sights);
/* contents.c: a list of contents, as a list and as lines. */
void drop_contents_lists(struct work *work);
void drop_contents_lines(struct work *work, struct sights *sights);
/* Page numbers and running heads. */
void drop_pages(struct work *work, struct sights *sights);
/* Does the line begin notes, references, what is added to a text? */
bool begins_notes(const struct sight *sight);
/* Whole parts of the page that stand outside its text. */
void drop_margins(struct work *work, struct sights *sights);

/* What makes a line a heading, in the order in which kinds nest when a text
 * uses several of the first three; the others nest as they come. */
enum heading_kind {
	HEADING_NONE,
	HEADING_ARTICLE,         /* another article begins */
	HEADING_VOLUME, HEADING_CHAPTER, HEADING_SECTION,
	HEADING_SOURCE,          /* the source says so, with a level */
	HEADING_HAN, HEADING_HAN_PAREN, HEADING_DIGIT, HEADING_DIGIT_PAREN,
	HEADING_CIRCLED,
	HEADING_DOTTED,          /* 3.3.1 */
	HEADING_BRACKET,         /* 【甲】 */
	HEADING_LARGER,          /* of several sizes, each a level */
	HEADING_CENTRED, HEADING_BOLD, HEADING_PLAIN,
};

/* Levels from 1 without gaps, for headings given one by one in order. */
#define NESTING_DEEPEST 6
struct nesting {
	struct { enum heading_kind kind; int rank; } stack[NESTING_DEEPEST];
	int depth;
};
/* rank: the source's own level, the number of parts of 3.3.1, how many
 * sizes of headings are larger. */
int nest(struct nesting *nesting, enum heading_kind kind, int rank);

/* 学而篇第一: the number at a name's end. */
bool tail_number(str words, int *number);

/* Marks lead sentences of numbered paragraphs. */
void mark_leads(struct work *work);

/* Captions, galleries and descriptions. */
void settle_figures(struct work *work);

/* 决议, 通知: the kinds of official papers a title may end with; of the
 * simplified title. */
bool official_genre(str title);
/* The body that issued the paper; empty: not that kind of title. */
str official_author(str title, struct arena *a);
/* （某年某月某日……通过） */
bool official_date(str line, str *iso, struct arena *a);

/* A title as a file name or a <title> carries it -> as it was written. */
str title_mend(str title, struct arena *a);
/* 某某网, 某大学, example.com. */
bool is_site_name(str name, struct arena *a);
/* The title with site and column cut off; *site is the site, if any. */
str title_without_site(str title, str *site, struct arena *a);
/* What stands behind the last separator, and what before it. */
str title_last_part(str title, str *part);
/* Bytes of `whole` that spell `part`, blanks apart; 0: they do not. */
size_t loose_prefix(str whole, str part);

#endif
