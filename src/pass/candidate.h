/* Shared between candidate.c and heading.c: the lines of a text, and what each
 * may be a heading of.
 */
#ifndef PASS_CANDIDATE_H
#define PASS_CANDIDATE_H

#include "book/numeral.h"
#include "pass/inside.h"

/* Which of a row of names a line begins with: 下篇 is the third of its. */
struct part_name {
	int row, number;         /* from 1; row 0: none */
	enum heading_kind kind;
};

struct outline_work {
	struct work *work;
	struct sights sights;
	enum heading_kind *kinds;
	struct part_name *names;
	size_t own;              /* headings the source has */
	size_t prose, first_prose;
	size_t dated;            /* lines like 3月5日　晴 */
	bool *is_styled;         /* lines with a class for headings */
	size_t bold;             /* short bold lines, not below pictures */
	int bare;                /* last of 一 二 三 alone on their lines */
	uint16_t sizes[NESTING_DEEPEST];   /* of headings, largest first */
	size_t size_count;
};

/* NULL beyond the end. */
static inline const struct sight *sight_at(const struct outline_work *o,
					   size_t i)
{
	return i < o->sights.list.count ? &o->sights.list.at[i] : NULL;
}

/* Lines are judged in order: kinds of those above are known. */
enum heading_kind judge_line(struct outline_work *o, size_t i);
/* part_name.c: 引言 后记 附录; 上篇 其二 附录一 */
void find_part_names(struct outline_work *o);
enum heading_kind judge_part_name(const struct outline_work *o, size_t i);
/* Once all lines are judged. */
void level_prefaces(struct outline_work *o);
/* styled.c: sets is_styled. */
void find_styled(struct outline_work *o);
/* larger.c */
enum heading_kind judge_larger(const struct outline_work *o, size_t i);
/* Once all lines are judged: sets `sizes`. */
void settle_larger(struct outline_work *o);
/* How many of them are larger. */
int size_rank(const struct outline_work *o, const struct sight *sight);
/* HEADING_NONE: no label of headings. */
enum heading_kind kind_of_label(enum label_kind kind);
/* 1.2万人, 3 月: counts something, and is no number of a part. */
bool is_quantity(str text, size_t at);
/* 3.3.1 注音 -> 3; 0: no such number. */
int dotted_parts(str text);
bool ends_asking(str text);
/* 3月5日　晴 */
bool is_dated(const struct sight *sight);
/* 前言, （引言） */
bool is_preface(str words);
/* Behind a rule a part begins, and its first line is its head. */
bool is_behind_rule(const struct sight *sight);

#endif
