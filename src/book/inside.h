/* Shared between the files of book, and seen by no other room. */
#ifndef BOOK_INSIDE_H
#define BOOK_INSIDE_H

#include "book/book.h"

/* What an inline picture is in block_text: U+FFFC. */
#define OBJECT_CHARACTER STR("\xEF\xBF\xBC")

/* Bytes a phrase without children adds to block_text. */
static inline size_t phrase_width(const struct phrase *phrase)
{
	switch (phrase->kind) {
	case PHRASE_TEXT:
		return phrase->text.len;
	case PHRASE_BREAK:
		return 1;
	case PHRASE_IMAGE:
		return 3;
	case PHRASE_EMPHASIS: case PHRASE_STRONG: case PHRASE_UNDERLINE:
	case PHRASE_STRIKE: case PHRASE_SUPER: case PHRASE_SUB:
	case PHRASE_CODE: case PHRASE_SPAN: case PHRASE_LINK:
	case PHRASE_RUBY: case PHRASE_NOTE: case PHRASE_KIND_COUNT:
		break;
	}
	return 0;
}

static inline bool phrase_holds_phrases(enum phrase_kind kind)
{
	return kind > PHRASE_BREAK && kind < PHRASE_IMAGE;
}

/* May a block of this kind stand directly inside the other? */
bool block_may_hold(enum block_kind parent, enum block_kind kind);
/* At the top of a chapter or of a note? */
bool block_may_stand_alone(enum block_kind kind);

/* Bytes of the control character at `at`: one that no text of a book may
 * hold; 0 when there is none. */
size_t control_length(str text, size_t at);

/* The kinds as dumps name them: "paragraph", "emphasis". */
const char *block_kind_name(enum block_kind kind);
const char *phrase_kind_name(enum phrase_kind kind);

/* Can a Chinese numeral begin with this character? */
bool begins_numeral(uint32_t c);

#endif
