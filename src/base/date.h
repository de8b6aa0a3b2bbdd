/* Dates as people and machines write them -> YYYY-MM-DD.
 *
 * Read: 2021-03-31, 2021/3/31, 2021.3.31, 2021年3月31日, 二〇二一年三月三十一日,
 * 民國110年3月31日, ISO 8601, RFC 822 ("Tue, 29 Jun 2021 22:30:00 GMT") and
 * asctime ("Tue Mar 14 21:05:33 2006"), each with a time of day behind it or
 * without. The day is the written one: time zones do not
 * move it. Refused: days that do not exist, years outside 1000-2999, dates
 * without a day.
 *
 * Who may include: every room.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/arena.h"

/* The whole text, blanks around it apart, is a date. */
bool date_read(str text, str *iso, struct arena *a);
/* The text begins with a month and no day: 2021年3月, 二〇二一年三月, and
 * 2021-03 where nothing follows -> YYYY-MM. */
bool date_read_month(str text, size_t *len, str *iso, struct arena *a);
/* The whole text is a date or a month. */
bool date_read_rough(str text, str *iso, struct arena *a);
/* The text begins with a date; *len is how many bytes it and its time of
 * day take. */
bool date_read_start(str text, size_t *len, str *iso, struct arena *a);

#endif
