/* Words that stand in the book itself (目录, 版权页 labels, 附录), in the
 * book's language, which is not the language of the program's messages.
 */
#ifndef BOOK_WORDING_H
#define BOOK_WORDING_H

#include "base/arena.h"

enum wording {
#define WORDING(name, hans, hant, english) name,
#include "book/wording.def"
#undef WORDING
	WORDING_COUNT
};

/* lang: BCP 47; "zh-Hant..." and "zh-TW/HK/MO" give traditional characters,
 * other zh simplified, everything else English. */
str wording(enum wording word, str lang);
/* What stands for a picture that is not there: 〔图片缺失：what it shows〕, or
 * its address when nobody said. */
str wording_missing_picture(str lang, str alt, str address, struct arena *a);
/* 字数 as colophons say it: 26 千字; below a thousand the number alone. */
str wording_character_count(uint64_t count, str lang, struct arena *a);
bool lang_is_traditional(str lang);
bool lang_is_chinese(str lang);

#endif
