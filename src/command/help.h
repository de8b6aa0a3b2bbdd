/* --help and --version. */
#ifndef COMMAND_HELP_H
#define COMMAND_HELP_H

#include "base/diag.h"

/* The newest of CHANGES.md; the Makefile reads it here. */
#define BANXIN_VERSION "0.1.0"

/* At most 80 columns and 24 lines. */
void help_print(enum interface_language language);
void help_print_version(void);

#endif
