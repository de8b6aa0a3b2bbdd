/* Chinese numerals and heading labels: written here, read here, nowhere
 * else.
 */
#ifndef BOOK_NUMERAL_H
#define BOOK_NUMERAL_H

#include "base/arena.h"

/* 1 to 99,999: 十二, 一百零五, 二万三千. 0 is 〇. */
str chinese_numeral(int number, struct arena *a);
/* Digit by digit: 2026 is 二〇二六. */
str chinese_digits(int number, struct arena *a);
/* 十二 廿三 一百零五 壹 〇 12 １２ -> number, bytes read in *len; false when
 * text does not begin with one. */
bool numeral_read(str text, int *number, size_t *len);
/* iv, xii; 1 to 3999. */
str roman_numeral(int number, struct arena *a);
/* ① to ㊿, then [51]. */
str circled_number(int number, struct arena *a);

enum label_kind {
	LABEL_NONE,
	LABEL_VOLUME,     /* 第一编 第一部 第一卷 第一部分 第一篇 第一册 */
	LABEL_CHAPTER,    /* 第一章 第一回 第一讲 第一课 第一集 第一幕 */
	LABEL_SECTION,    /* 第一节 第一场 */
	LABEL_HAN,        /* 一、 */
	LABEL_HAN_PAREN,  /* （一） (一) */
	LABEL_DIGIT,      /* 1. 1． 1、 */
	LABEL_DIGIT_PAREN,/* （1） (1) 1） */
	LABEL_CIRCLED,    /* ① */
	LABEL_ORDINAL,    /* 一是 一要 一靠 第一， 首先 */
	LABEL_ARTICLE,    /* 第一条: an article of law, not a heading */
};

/* 第一编 第一章 第一节 */
static inline bool label_names_part(enum label_kind kind)
{
	return kind == LABEL_VOLUME || kind == LABEL_CHAPTER ||
	       kind == LABEL_SECTION;
}

struct label {
	enum label_kind kind;
	int number;
	size_t bytes;     /* of the label in the text, its blanks included */
	char unit[8];     /* the counted word, UTF-8: 章 回 讲; or "" */
};

/* The label a text begins with; kind LABEL_NONE when there is none. */
struct label label_read(str text);
/* A label like `model` ("第一章", "一、", "（一）", "1.") for a number. */
str label_make(str model, int number, struct arena *a);

#endif
