/* Shared between byline.c, headline.c and signature.c: the part of a text
 * above the text proper, and where its title stands.
 */
#ifndef PASS_HEAD_H
#define PASS_HEAD_H

#include "pass/inside.h"

#define LONGEST_HEAD 40         /* sights that may still be the head */

struct head {
	struct work *work;
	struct sights sights;
	size_t end;              /* of the part above the text proper */
	size_t title, title_end; /* lines of the title; equal: none */
	bool is_certain;         /* the title was found twice over */
	str day_above;           /* alone, right above the title */
	bool is_below_notice;    /* prose above the title is none of its text */
	bool has_author;         /* a label named one */
	bool is_saved_page;      /* as text, with its <title> above */
};

static inline struct sight *head_sight(struct head *head, size_t i)
{
	return &head->sights.list.at[i];
}

/* Does the line hold nothing but facts? */
bool head_is_facts(struct head *head, size_t i);
/* day.c: 三月五日 of a diary; 时间：…… of a meeting; a date below a title, which
 * is taken and stays. */
bool head_is_one_of_dates(struct head *head, size_t i,
			  const struct facts *facts);
bool head_is_of_meeting(struct head *head, size_t i);
void head_absorb_bare_date(struct head *head, size_t i);
bool head_is_abstract(struct head *head, size_t i);
/* Behind the lines of the abstract that begins there. */
size_t head_abstract_end(struct head *head, size_t i);
/* Sets title, title_end and is_certain. name: what front matter or <title>
 * said; or empty. */
void head_find_title(struct head *head, str name);
#define TITLE_LINES 4           /* a title may be cut into */

/* named_title.c */
void find_named(struct head *head, str name);
/* 题目[1], 题目①: without the note's mark. */
str without_mark(str line);
/* headline.c: a line of one character is a name only as a heading. */
bool is_long_enough(const struct sight *sight);
/* The first line, where it looks like a title. */
void find_shown_title(struct head *head);
/* May the line be a title, by its form? */
bool is_titlelike(const struct sight *sight);
void set_title(struct head *head, size_t at);
/* How many lines from `at` on spell the name, or its part before the site:
 * *len bytes of it. */
size_t spell_name(struct head *head, str name, size_t at, size_t *len);
/* above_facts.c: finds the title by what stands below it. */
bool find_above_facts(struct head *head);
bool find_book(struct head *head);
/* 〔2023〕第3号, simplified */
bool is_paper_number(str words);
/* menu_title.c */
bool find_below_menu(struct head *head);
/* A page saved as text begins with its <title>: that line, which goes, where
 * the page says it again below its menus; else empty. */
str take_page_name(struct head *head);
bool find_longest(struct head *head);
/* The lines of the title as one. */
str head_title(struct head *head);
/* Facts of a line become the chapter's. */
void head_absorb(struct head *head, const struct facts *facts);
/* cells.c: true: the line and the next one held a fact. */
bool absorb_cell(struct head *head, size_t i);
/* What 标题： names; or empty. */
str labelled_title(struct head *head);
/* author.c: takes the author out of a title's line. */
str split_author(struct work *work, str title);
/* true: the line is a name, and the author is known now. */
bool absorb_name(struct head *head, size_t i);
/* signature.c */
void head_absorb_foot(struct head *head);
void head_absorb_dateline(struct head *head);

#endif
