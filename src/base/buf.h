/* Growing bytes in an arena, with a declared maximum. A buffer that would
 * pass its maximum stops growing and says so once in `overflowed`.
 *
 * Who may include: every room. The bytes belong to the arena.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/arena.h"

struct buf {
	struct arena *arena;
	char *text;
	size_t len, capacity, maximum;
	bool overflowed;
};

#define BUF_NO_MAXIMUM ((size_t)1 << 40)

void buf_init(struct buf *b, struct arena *a, size_t maximum);
void buf_add(struct buf *b, str s);
static inline void buf_add_byte(struct buf *b, char byte)
{
	/* A place is kept for a NUL. */
	if (!b->overflowed && b->len < b->maximum && b->len + 1 < b->capacity)
		b->text[b->len++] = byte;
	else
		buf_add(b, (str){&byte, 1});
}
void buf_add_code_point(struct buf *b, uint32_t code_point);
void buf_format(struct buf *b, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void buf_add_int(struct buf *b, int64_t number);
/* thousandths as a decimal with at most `digits` (0-3) places, trailing
 * zeros dropped: (12500, 3) is "12.5". Rounds half away from zero. */
void buf_add_thousandths(struct buf *b, int64_t thousandths, int digits);
/* s as a JSON string with its quotation marks. */
void buf_add_json(struct buf *b, str s);
void buf_truncate(struct buf *b, size_t len);
static inline str buf_str(const struct buf *b)
{
	return (str){b->text ? b->text : "", b->len};
}

#endif
