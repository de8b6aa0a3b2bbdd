/* Values that a table cannot describe: authors, chapters, numbering, paper. */
#ifndef MANIFEST_VALUES_H
#define MANIFEST_VALUES_H

#include "manifest/keys.h"

bool value_author(struct reading *r, const struct yaml_node *node);
bool value_date(struct reading *r, const struct yaml_node *node);
bool value_contents(struct reading *r, const struct yaml_node *node);
bool value_numbering(struct reading *r, const struct yaml_node *node);
bool value_formats(struct reading *r, const struct yaml_node *node);
bool value_styles(struct reading *r, const struct yaml_node *node);
bool value_fonts(struct reading *r, const struct yaml_node *node);
bool value_image_map(struct reading *r, const struct yaml_node *node);
/* Names of rules, "cue" or "boilerplate/footer": one, or a list. */
bool value_off(struct reading *r, const struct yaml_node *node);
void value_rules(struct reading *r, const struct yaml_node *node,
		 struct rule_names *out);
bool value_cover(struct reading *r, const struct yaml_node *node);
bool value_print(struct reading *r, const struct yaml_node *node);
bool value_booklet(struct reading *r, const struct yaml_node *node);
/* chapters.c */
bool value_chapters(struct reading *r, const struct yaml_node *node);
bool value_appendices(struct reading *r, const struct yaml_node *node);

/* A file the manifest names: inside its folder and there. Reports with the
 * nearest existing name. */
bool value_file(struct reading *r, const struct yaml_node *node, str *path);

#endif
