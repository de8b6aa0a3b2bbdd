/* A document that is a ZIP of parts (docx, EPUB), kept in memory: its parts
 * by name, each checked before a byte of it is expanded.
 */
#ifndef READ_PACKAGE_H
#define READ_PACKAGE_H

#include "read/inside.h"

struct zip;

struct package {
	struct reading *reading;
	struct zip *zip;
	size_t taken;                 /* bytes expanded so far */
};

/* False after reporting; closed then. */
bool package_open(struct reading *r, struct package *package);
void package_close(struct package *package);
bool package_has(const struct package *package, str name);
/* The part's bytes, in the chapter's arena. False: it is not there, or it
 * was refused and that is reported. */
bool package_read(struct package *package, str name, str *bytes);
/* `target` as it stands in a part of that name -> the part it means. */
str package_resolve(str part, str target, struct arena *a);

#endif
