/* container.xml and the package document (EPUB 3.3, 3 and 4.2.6.3): metadata,
 * manifest, spine, guide, and that they agree with one another and with the
 * files.
 */
#include "epub/check.h"

#include "base/banned.h"

struct reading {
	struct check *check;
	const struct node *root;
	struct name_map ids;
	str prefixes;
	unsigned navs, covers;
};

static void fault(struct reading *r, const struct node *node, const char *rule,
		  str fact)
{
	check_fault(r->check, node->at, rule, fact);
}

/* Elements and their attributes, wherever they stand. */
static const struct { const char *element, *attributes; } known[] = {
	{"package", " version unique-identifier prefix xml:lang dir id "},
	{"metadata", ""}, {"manifest", " id "}, {"guide", ""},
	{"spine", " toc page-progression-direction id "},
	{"meta", " property refines scheme id xml:lang dir name content "},
	{"link", " href rel media-type refines properties id hreflang "},
	{"item", " id href media-type properties fallback media-overlay "
		 "fallback-style "},
	{"itemref", " idref linear properties id "},
	{"reference", " type title href "}, {"collection", " role id dir "},
};

static const char *attributes_of(str element)
{
	static const char dc[] =
		" contributor coverage creator date description format "
		"identifier language publisher relation rights source subject "
		"title type ";
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (str_equal(element, str_of(known[i].element)))
			return known[i].attributes;
	if (str_starts(element, STR("dc:")) &&
	    str_has_word(str_of(dc), str_from(element, 3)))
		return " id xml:lang dir opf:role opf:file-as ";
	return NULL;
}

static bool is_id(str id)
{
	char c = id.len ? id.text[0] : '0';
	return ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
		(unsigned char)c >= 0x80) &&
	       str_find_byte(id, ' ') == STR_NOT_FOUND &&
	       str_find_byte(id, ':') == STR_NOT_FOUND;
}

static void judge_node(struct reading *r, const struct node *node)
{
	const char *attributes = attributes_of(node->name);
	if (!attributes) {
		fault(r, node, "RSC-005", node->name);
		return;
	}
	for (size_t i = 0; i < node->attribute_count; i++)
		if (!str_has_word(str_of(attributes),
				  node->attributes[i].name) &&
		    !str_starts(node->attributes[i].name, STR("xmlns")))
			fault(r, node, "RSC-005", node->attributes[i].name);
	str id = node_value(node, "id");
	if (node_has(node, "id") && (!is_id(id) || !map_add(&r->ids, 0, id, 0)))
		fault(r, node, "RSC-005", id);
}

/* Terms without a prefix, and prefixes that need no declaration. */
static const char terms[] =
	" alternate-script authority belongs-to-collection collection-type "
	"display-seq file-as group-position identifier-type meta-auth "
	"pageBreakSource role source-of term title-type ";
static const char reserved[] =
	" a11y dcterms marc media onix rendition schema xsd msv prism ";

static void judge_property(struct reading *r, const struct node *meta)
{
	str property = node_value(meta, "property");
	size_t colon = str_find_byte(property, ':');
	str prefix = str_cut(property, 0, colon == STR_NOT_FOUND ? 0 : colon);
	if (colon == STR_NOT_FOUND && !str_has_word(str_of(terms), property))
		fault(r, meta, "OPF-027", property);
	if (colon != STR_NOT_FOUND && !str_has_word(str_of(reserved), prefix) &&
	    !str_contains(r->prefixes, str_cut(property, 0, colon + 1)))
		fault(r, meta, "OPF-028", property);
	str refines = node_value(meta, "refines");
	if (node_has(meta, "refines") &&
	    (!str_starts(refines, STR("#")) ||
	     !map_find(&r->ids, 0, str_from(refines, 1))))
		fault(r, meta, "RSC-005", refines);
	if (!str_trim(meta->text).len)
		fault(r, meta, "RSC-005", property);
}

static void judge_dc(struct reading *r, const struct node *node)
{
	str text = str_trim(node->text);
	if (!text.len)
		fault(r, node, "RSC-005", node->name);
	if (node_is(node, "dc:language") && text.len &&
	    attribute_problem(STR("lang"), text))
		fault(r, node, "OPF-092", text);
	if (str_equal(node_value(node, "id"),
		      node_value(r->root, "unique-identifier")) &&
	    node_is(node, "dc:identifier"))
		r->check->identifier = text;
}

static unsigned count(const struct node *parent, const char *name)
{
	unsigned found = 0;
	for (const struct node *n = node_child(parent, name); n;
	     n = node_sibling(n, name))
		found++;
	return found;
}

static void judge_metadata(struct reading *r, const struct node *metadata)
{
	unsigned modified = 0;
	for (const struct node *n = metadata->child; n; n = n->next) {
		if (str_starts(n->name, STR("dc:")))
			judge_dc(r, n);
		else if (node_is(n, "meta") && !node_has(n, "name"))
			judge_property(r, n);
		if (!str_equal(node_value(n, "property"),
			       STR("dcterms:modified")))
			continue;
		modified++;
		if (!str_has_form(str_trim(n->text), "0000-00-00T00:00:00Z"))
			fault(r, n, "RSC-005", n->text);
	}
	if (modified != 1)
		fault(r, metadata, "RSC-005", STR("dcterms:modified"));
	if (!count(metadata, "dc:identifier") || !count(metadata, "dc:title") ||
	    !count(metadata, "dc:language") || count(metadata, "dc:date") > 1)
		fault(r, metadata, "RSC-005", STR("dc"));
	if (!r->check->identifier.len)
		fault(r, r->root, "OPF-030", STR("unique-identifier"));
}

static void judge_item_properties(struct reading *r, const struct node *node)
{
	str rest = node_value(node, "properties");
	while (rest.len) {
		size_t blank = str_find_byte(rest, ' ');
		str word = str_cut(rest, 0, blank);
		rest = blank == STR_NOT_FOUND
		       ? STR_NONE : str_trim(str_from(rest, blank));
		if (!str_has_word(
			    STR("cover-image mathml nav remote-resources "
				"scripted svg switch"),
			    word))
			fault(r, node, "OPF-027", word);
		r->navs += str_equal(word, STR("nav"));
		r->covers += str_equal(word, STR("cover-image"));
		if (str_equal(word, STR("cover-image")) &&
		    !str_starts(node_value(node, "media-type"), STR("image/")))
			fault(r, node, "OPF-012", word);
	}
}

static void judge_item(struct reading *r, const struct node *node)
{
	struct check *c = r->check;
	struct item item = {
		.id = node_value(node, "id"), .href = node_value(node, "href"),
		.type = node_value(node, "media-type"), .at = node->at,
		.properties = node_value(node, "properties"),
	};
	struct destination to;
	if (!item.id.len || !item.href.len || !item.type.len) {
		fault(r, node, "RSC-005", STR("item"));
		return;
	}
	judge_item_properties(r, node);
	if (!check_resolve(c, c->package - 1, node->at, item.href, &to))
		return;
	item.entry = check_find(c, to.name);
	if (!item.entry)
		fault(r, node, "RSC-001", to.name);
	if (to.fragment.len)
		fault(r, node, "OPF-091", item.href);
	list_push(c->arena, &c->items, item);
	map_add(&c->item_ids, 0, item.id, (uint32_t)c->items.count - 1);
	if (!item.entry)
		return;
	struct entry *entry = &c->entries.at[item.entry - 1];
	if (entry->item)
		fault(r, node, "OPF-074", to.name);
	entry->item = c->items.count;
	if (str_has_word(STR("mimetype"), to.name) ||
	    str_starts(to.name, STR("META-INF/")))
		fault(r, node, "PKG-025", to.name);
	if (str_equal(item.properties, STR("nav")))
		c->nav = item.entry;
}

static void judge_manifest(struct reading *r, const struct node *manifest)
{
	for (const struct node *n = node_child(manifest, "item"); n;
	     n = node_sibling(n, "item"))
		judge_item(r, n);
	if (r->navs != 1)
		fault(r, manifest, "RSC-005", STR("nav"));
	if (r->covers > 1)
		fault(r, manifest, "RSC-005", STR("cover-image"));
}

static void judge_itemref(struct reading *r, const struct node *node)
{
	struct check *c = r->check;
	str id = node_value(node, "idref");
	const struct name_entry *found = map_find(&c->item_ids, 0, id);
	if (!found) {
		fault(r, node, "OPF-049", id);
		return;
	}
	const struct item *item = &c->items.at[found->value];
	if (!str_has_word(STR("application/xhtml+xml image/svg+xml"),
			  item->type))
		fault(r, node, "OPF-043", item->type);
	if (node_has(node, "linear") &&
	    !str_has_word(STR("yes no"), node_value(node, "linear")))
		fault(r, node, "RSC-005", STR("linear"));
	if (!item->entry)
		return;
	struct entry *entry = &c->entries.at[item->entry - 1];
	if (entry->is_in_spine)
		fault(r, node, "OPF-034", id);
	entry->is_in_spine = true;
}

static void judge_spine(struct reading *r, const struct node *spine)
{
	struct check *c = r->check;
	const struct name_entry *toc =
		map_find(&c->item_ids, 0, node_value(spine, "toc"));
	for (const struct node *n = node_child(spine, "itemref"); n;
	     n = node_sibling(n, "itemref"))
		judge_itemref(r, n);
	if (!node_child(spine, "itemref"))
		fault(r, spine, "RSC-005", STR("spine"));
	if (toc && str_equal(c->items.at[toc->value].type,
			     STR("application/x-dtbncx+xml")))
		c->ncx = c->items.at[toc->value].entry;
	else if (node_has(spine, "toc"))
		fault(r, spine, "OPF-050", node_value(spine, "toc"));
	if (node_has(spine, "page-progression-direction") &&
	    !str_has_word(STR("ltr rtl default"),
			  node_value(spine, "page-progression-direction")))
		fault(r, spine, "RSC-005", STR("page-progression-direction"));
}

static void judge_guide(struct reading *r, const struct node *guide)
{
	struct check *c = r->check;
	struct destination to;
	for (const struct node *n = node_child(guide, "reference"); n;
	     n = node_sibling(n, "reference")) {
		str address = node_value(n, "href");
		if (!node_has(n, "type") || !address.len)
			fault(r, n, "RSC-005", STR("reference"));
		else if (check_resolve(c, c->package - 1, n->at, address,
				       &to) &&
			 !check_find(c, to.name))
			fault(r, n, "OPF-031", address);
	}
}

static const struct node *read_tree(struct check *c, size_t entry)
{
	size_t at = 0;
	const char *problem = "";
	c->current = entry - 1;
	const struct node *root = node_read(c->entries.at[entry - 1].bytes,
					    c->arena, &at, &problem);
	if (!root)
		check_fault(c, at, "RSC-016", str_of(problem));
	return root;
}

static bool find_package(struct check *c)
{
	size_t entry = check_find(c, STR("META-INF/container.xml"));
	if (!entry) {
		check_fault(c, 0, "RSC-002", STR("META-INF/container.xml"));
		return false;
	}
	const struct node *root = read_tree(c, entry);
	const struct node *files = root ? node_child(root, "rootfiles") : NULL;
	const struct node *file = files ? node_child(files, "rootfile") : NULL;
	if (!root)
		return false;
	if (!file || !str_equal(node_value(file, "media-type"),
				STR("application/oebps-package+xml"))) {
		check_fault(c, root->at, "RSC-003", STR("rootfile"));
		return false;
	}
	c->package = check_find(c, node_value(file, "full-path"));
	if (!c->package)
		check_fault(c, file->at, "OPF-002",
			    node_value(file, "full-path"));
	return c->package != 0;
}

void check_package(struct check *c)
{
	const struct node *root = find_package(c) ? read_tree(c, c->package)
						  : NULL;
	if (!root)
		return;
	struct reading r = {.check = c, .root = root, .ids.arena = c->arena,
			    .prefixes = node_value(root, "prefix")};
	for (const struct node *n = root; n; n = node_next(n, root))
		judge_node(&r, n);
	const struct node *metadata = node_child(root, "metadata");
	const struct node *manifest = node_child(root, "manifest");
	const struct node *spine = node_child(root, "spine");
	if (!str_equal(node_value(root, "version"), STR("3.0")) ||
	    !node_is(root, "package"))
		fault(&r, root, "OPF-001", node_value(root, "version"));
	if (!metadata || !manifest || !spine) {
		fault(&r, root, "RSC-005", STR("package"));
		return;
	}
	judge_metadata(&r, metadata);
	judge_manifest(&r, manifest);
	judge_spine(&r, spine);
	if (node_child(root, "guide"))
		judge_guide(&r, node_child(root, "guide"));
}
