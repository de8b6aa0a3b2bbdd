/* --help and --version. */
#ifndef COMMAND_HELP_H
#define COMMAND_HELP_H

#include "base/diag.h"

/* From the Makefile. */
#ifndef BANXIN_VERSION
#define BANXIN_VERSION "unknown"
#endif

/* At most 80 columns and 24 lines. */
void help_print(enum interface_language language);
void help_print_version(void);

#endif
