/* What the steps of the build share among themselves. */
#ifndef BUILD_INSIDE_H
#define BUILD_INSIDE_H

#include "build.h"

bool build_load_styles(struct build *b);
/* The booklet's sheets; warns when it is too thick to fold. */
void build_impose(struct build *b, struct sheets *sheets);

#endif
