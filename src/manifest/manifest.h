/* book.yaml -> a checked plan. Every field has a value afterwards, defaults
 * included. It fills in the very structs that the stages take.
 *
 * Who may include: build.c, command/. libyaml is seen in yaml.c only.
 */
#ifndef MANIFEST_MANIFEST_H
#define MANIFEST_MANIFEST_H

#include "base/length.h"
#include "book/book.h"
#include "impose/impose.h"
#include "manifest/plan.h"

/* NULL after reporting. path: the file, or a folder that holds book.yaml. */
struct manifest *manifest_read(const char *path, struct arena *a,
			       struct diag *d);
/* The same for a text that is not in the file, or not yet. */
struct manifest *manifest_parse(str path, str text, struct arena *a,
				struct diag *d);
void manifest_dump(const struct manifest *manifest, struct buf *out);

/* Names are chapter files, or titles, or numbers as outline shows them. */
struct move {
	str chapter, other;
	bool is_before;               /* else after */
};

/* Edits the text of a manifest: the entry for `chapter` goes beside the
 * entry for `other`; every other byte stays as it is. On success *edited is
 * the new text. */
bool manifest_move(const struct manifest *manifest, const struct move *move,
		   struct arena *a, struct diag *d, str *edited);

#endif
