/* Where the files that came with the program are: styles, the schema. */
#ifndef SHARE_H
#define SHARE_H

#include "base/arena.h"

/* The installed share/banxin, or the source tree the program was built in;
 * found from where the program itself stands. */
str share_folder(struct arena *a);
/* The JSON schema of book.yaml. */
str share_schema(struct arena *a);

#endif
